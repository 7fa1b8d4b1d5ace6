"""
Rules made of other rules: all of, a blend, a veto, a bonus (组合赋分).

None of them has a plan: what is inside may be any rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, final

from attrs import field, frozen

from lzeval.model import Measure, NoRate, Outcome, Target, Text
from lzeval.scoring.rules.conditions import (
    Condition,
    check,
    conditions_of,
    flags_of,
    settle,
)
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.scoring.shares import between, ends_of
from lzeval.typing import Number, Rule, Share

if TYPE_CHECKING:
    from lzeval.scoring.rules.flags import Flag

__all__ = ["AllOf", "Blend", "Bonus", "Gate", "Otherwise"]


def __dir__() -> list[str]:
    return __all__


_NOTHING, _WHOLE = Fraction(0), Fraction(1)


def _totals(
    ends: Sequence[tuple[Fraction, Fraction]], weights: Sequence[Fraction]
) -> tuple[Fraction, Fraction]:
    """Add up both ends by weight."""
    pairs = list(zip(ends, weights, strict=True))
    low = sum((low * weight for (low, _), weight in pairs), _NOTHING)
    return low, sum((high * weight for (_, high), weight in pairs), _NOTHING)


def _with(rule: Rule, conditions: Sequence[Condition]) -> Iterator[Condition]:
    """Put a rule of the whole result before conditions."""
    yield Condition(rule=rule)
    yield from conditions


def _listed(
    head: Text, conditions: Sequence[Condition], notes: Sequence[Text] = ()
) -> Text:
    """List conditions in words, each with its note."""
    pairs = list(zip_longest((one.wording for one in conditions), notes, fillvalue=""))
    chinese = [f"{one}{note}" for one, note in pairs]
    english = [
        " ".join(Text.of(text).to("en") for text in pair if text) for pair in pairs
    ]
    return Text(
        f"{head}：{'；'.join(chinese)}", en=f"{head.to('en')}: {'; '.join(english)}"
    )


@final
class Otherwise(StrEnum):
    """What is earned if a condition is not met in full (未全部满足时的处理)."""

    NOTHING = "nothing"
    """Nothing (不得分)."""
    LEAST = "least"
    """The least of what the conditions earn (取最低)."""


@final
@frozen
class AllOf(ScoringRule):
    """
    Full points only if every condition earns all (同时满足).

    Conditions that are not applicable are left out. One that cannot be assessed may
    earn anything, so that the share is a range; if none can, the reason is given.

    Attributes:
        conditions: At least one.
        otherwise: What is earned if one of them is not met in full.

    Raises:
        InvalidRuleError: If there is no condition.

    Examples:
        >>> rule = AllOf([Condition("数量", "≥50个"), Condition("合格率", "≥95%")])
        >>> done = Outcome.of_parts({"数量": "52个", "合格率": "90%"})
        >>> rule.points("", done, weight=8)
        Decimal('0.00')
    """

    kind: ClassVar[str] = "all-of"

    conditions: tuple[Condition, ...] = field(converter=conditions_of)
    otherwise: Otherwise = field(default=Otherwise.NOTHING, converter=Otherwise)

    def __attrs_post_init__(self) -> None:
        check("all-of", self.conditions)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        if self.otherwise is Otherwise.LEAST:
            return _listed(
                Text("取下列各项得分比例中最低的", en="the least of these shares"),
                self.conditions,
            )
        head = Text(
            "下列各项均得满分的得满分，否则不得分",
            en="full points if each of these earns all, else nothing",
        )
        return _listed(head, self.conditions)

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Look whether all conditions are met, for sure and possibly."""
        found = settle(self.conditions, target, outcome)
        if found.reason is not None:
            return found.reason
        if self.otherwise is Otherwise.LEAST:
            lows, highs = zip(*found.ends, strict=True)
            return between(min(lows), min(highs))
        surely, possibly = found.whole
        return between(Fraction(surely), Fraction(possibly))

    def flags(
        self, target: Target | Measure | Number, outcome: Outcome | Measure | Number
    ) -> tuple[Flag, ...]:
        """Give what the conditions flag (提示事项)."""
        return flags_of(self.conditions, target, outcome)


@final
@frozen
class Blend(ScoringRule):
    """
    The weighted sum of what conditions earn, such as 2 + 3 points (分项加权).

    Conditions that are not applicable are left out, and the others' weights scaled up.
    One that cannot be assessed may earn anything, so that the share is a range; if none
    can, the reason is given.

    Attributes:
        conditions: At least one; their weights are relative.

    Raises:
        InvalidRuleError: If there is no condition.

    Examples:
        >>> from lzeval.scoring.rules import Proportional
        >>> rule = Blend(
        ...     [
        ...         Condition("及时", "2022年6月底前", weight=2),
        ...         Condition("足额", "100%", rule=Proportional(), weight=3),
        ...     ]
        ... )
        >>> done = Outcome.of_parts({"及时": "2022年5月", "足额": "80%"})
        >>> rule.points("", done, weight=5)
        Decimal('4.40')
    """

    kind: ClassVar[str] = "blend"

    conditions: tuple[Condition, ...] = field(converter=conditions_of)

    def __attrs_post_init__(self) -> None:
        check("blend", self.conditions)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        total = sum((Fraction(one.weight) for one in self.conditions), _NOTHING)
        shares = [percent(Fraction(one.weight) / total) for one in self.conditions]
        head = Text("下列各项得分之和", en="the sum of")
        return _listed(
            head, self.conditions, [Text(f"占{s}", en=f"worth {s}") for s in shares]
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Add up what the conditions that apply earn, by weight."""
        found = settle(self.conditions, target, outcome)
        if found.reason is not None:
            return found.reason
        whole = sum(found.weights, _NOTHING)
        low, high = _totals(found.ends, found.weights)
        return between(low / whole, high / whole)

    def flags(
        self, target: Target | Measure | Number, outcome: Outcome | Measure | Number
    ) -> tuple[Flag, ...]:
        """Give what the conditions flag (提示事项)."""
        return flags_of(self.conditions, target, outcome)


@final
@frozen
class Gate(ScoringRule):
    """
    A rule that counts only if every condition earns all, else nothing (一票否决).

    A condition that is not applicable is no obstacle. One that cannot be assessed may
    be one, so that the share is a range from nothing.

    Attributes:
        rule: What is earned if all conditions are met.
        conditions: At least one.

    Raises:
        InvalidRuleError: If there is no condition.

    Examples:
        >>> from lzeval.scoring.rules import Proportional
        >>> rule = Gate(Proportional(), [Condition("安全事故", "=0起")])
        >>> done = Outcome(value="48个", parts={"安全事故": Outcome.of(0, "起")})
        >>> rule.points("≥50个", done, weight=5)
        Decimal('4.80')
    """

    kind: ClassVar[str] = "gate"

    rule: Rule
    conditions: tuple[Condition, ...] = field(converter=conditions_of)

    def __attrs_post_init__(self) -> None:
        check("gate", self.conditions)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        inner = self.rule.wording
        head = Text(
            f"{inner}；下列任一项未得满分的，全项不得分",
            en=f"{inner.to('en')}; nothing unless each of these earns all",
        )
        return _listed(head, self.conditions)

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Let the rule count, if no condition stands in its way."""
        share = self.rule.assess(target, outcome)
        surely, possibly = settle(self.conditions, target, outcome).whole
        if not possibly and share is not NoRate.NOT_APPLICABLE:
            return 0, 1
        if isinstance(share, NoRate):
            return share
        low, high = ends_of(share)
        return between(low if surely else _NOTHING, high)

    def flags(
        self, target: Target | Measure | Number, outcome: Outcome | Measure | Number
    ) -> tuple[Flag, ...]:
        """Give what the rule and the conditions flag (提示事项)."""
        return flags_of(_with(self.rule, self.conditions), target, outcome)


@final
@frozen
class Bonus(ScoringRule):
    """
    A rule, and a share of the points on top for each condition (加分项).

    No indicator earns more than its points. A condition adds as much of its weight as
    it earns; one that is not applicable adds nothing, and one that cannot be assessed
    may add all, so that the share is a range.

    Attributes:
        rule: What is earned without the conditions.
        conditions: At least one; their weights are the shares that they add.

    Raises:
        InvalidRuleError: If there is no condition.

    Examples:
        >>> from lzeval.scoring.rules import Proportional
        >>> rule = Bonus(Proportional(), [Condition("获奖", "≥1项", weight="0.1")])
        >>> done = Outcome(value="40个", parts={"获奖": Outcome.of(2, "项")})
        >>> rule.points("≥50个", done, weight=10)
        Decimal('9.00')
    """

    kind: ClassVar[str] = "bonus"

    rule: Rule
    conditions: tuple[Condition, ...] = field(converter=conditions_of)

    def __attrs_post_init__(self) -> None:
        check("bonus", self.conditions)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        inner = self.rule.wording
        head = Text(
            f"{inner}；另按下列各项加分，合计不超过分值",
            en=f"{inner.to('en')}; more is added for these, up to the weight in all",
        )
        shares = [percent(one.weight) for one in self.conditions]
        return _listed(
            head, self.conditions, [Text(f"加{s}", en=f"adds {s}") for s in shares]
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Add what the conditions earn to what the rule does, up to all points."""
        share = self.rule.assess(target, outcome)
        if isinstance(share, NoRate):
            return share
        found = settle(self.conditions, target, outcome)
        less, more = _totals(found.ends, found.weights)
        low, high = ends_of(share)
        return between(min(low + less, _WHOLE), min(high + more, _WHOLE))

    def flags(
        self, target: Target | Measure | Number, outcome: Outcome | Measure | Number
    ) -> tuple[Flag, ...]:
        """Give what the rule and the conditions flag (提示事项)."""
        return flags_of(_with(self.rule, self.conditions), target, outcome)
