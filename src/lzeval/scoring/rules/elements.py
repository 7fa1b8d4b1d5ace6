"""
Points for each element that is there (按要素赋分).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, TypeAlias, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InvalidRuleError, Problem
from lzeval.model import (
    Comparator,
    Level,
    NoRate,
    Outcome,
    OutcomeState,
    Target,
    Text,
    exact,
)
from lzeval.model.text import text_of
from lzeval.scoring.curve import Curve
from lzeval.scoring.plan import ACTUAL, Along, Case, Plan, Sum, When
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.scoring.shares import between
from lzeval.typing import Exact, Number, Share

__all__ = ["Element", "Elements"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Element:
    """
    One thing that is there or not (要素).

    Attributes:
        name: Name of the part of the result that says so.
        share: Share of the points that it earns, above 0, up to 1; None divides the
            points equally among all elements.
        gate: Whether nothing at all is earned without it.
    """

    name: Text = field(converter=text_of)
    share: Exact | None = field(default=None, converter=optional(exact))
    gate: bool = field(default=False, kw_only=True)


def _elements(
    given: Iterable[Element | str | tuple[str, Number]],
) -> tuple[Element, ...]:
    return tuple(
        one
        if isinstance(one, Element)
        else Element(one)
        if isinstance(one, str)
        else Element(*one)
        for one in given
    )


# The least and the most that is there of an element; None if it is left out.
_Seen: TypeAlias = tuple[int, int] | None
_THERE, _ABSENT, _UNKNOWN = (1, 1), (0, 0), (0, 1)
_WORDS = {
    **dict.fromkeys(["是", "有", "具备", "符合", "齐全", "√", "✓", "yes"], _THERE),
    **dict.fromkeys(["否", "无", "没有", "不具备", "不符合", "×", "no"], _ABSENT),
}
_LEVELS = {Level.MET: _THERE, Level.NOT_MET: _ABSENT}
_RISING = Curve.through((0, 0), (1, 1))


@final
@frozen
class Elements(ScoringRule):
    """
    A share of the points for each element that is there (按要素赋分).

    The parts of the result say which elements are there, by their names: a figure (1
    or more is there, 0 is not), yes or no, a done-word, one of the levels met and not
    met. An element that is not reported, or partly met, is unknown, which is not
    absent: the share is a range. One that is not applicable is left out, and the points
    are divided among the others as their shares are. Where all elements earn the same
    and none is a gate, the bare number of those that are there will do.

    Attributes:
        elements: Elements, names, or pairs of name and share. The shares make 1, or
            there are none.

    Raises:
        InvalidRuleError: If there is no element, two have one name, or the shares do
            not make 1.

    Examples:
        >>> rule = Elements(
        ...     [
        ...         Element("有立项依据", "0.4", gate=True),
        ...         ("经过集体决策", "0.2"),
        ...         ("有绩效评估", "0.2"),
        ...         ("程序规范", "0.2"),
        ...     ]
        ... )
        >>> found = {"有立项依据": True, "经过集体决策": "是", "有绩效评估": False}
        >>> rule.points("", Outcome.of_parts(found), weight=5)
        Interval(low=Decimal('3.00'), high=Decimal('4.00'))
        >>> rule.points("", Outcome.of_parts({**found, "有立项依据": 0}), weight=5)
        Decimal('0.00')
        >>> Elements(["甲", "乙", "丙", "丁", "戊"]).points("", "4项", weight=5)
        Decimal('4.00')
    """

    kind: ClassVar[str] = "elements"

    elements: tuple[Element, ...] = field(converter=_elements)
    _only: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        problems = tuple(_problems(self.elements))
        if problems:
            raise InvalidRuleError("elements", problems)
        there, applying = Sum({}), Sum({})
        gates: list[Case] = []
        for one in self.elements:
            part, applies = Sum.of_part(one.name), Sum.part(f"applies/{one.name}")
            share = self.share_of(one)
            there, applying = there + part * share, applying + applies * share
            if one.gate:
                gates.append(Case((When(applies - part, ">0"),), Fraction(0)))
        if self._countable:
            there += ACTUAL * self.share_of(self.elements[0])
        none = Case((When(applying, "=0"),), NoRate.NOT_APPLICABLE)
        rest = Case((), Along(there, applying, _RISING))
        object.__setattr__(self, "_only", Plan([none, *gates, rest]))

    @property
    def _countable(self) -> bool:
        return not any(one.gate or one.share is not None for one in self.elements)

    def share_of(self, element: Element) -> Fraction:
        """Give the share of the points that an element earns (要素比例)."""
        if element.share is None:
            return Fraction(1, len(self.elements))
        return Fraction(element.share)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        chinese: list[str] = []
        english: list[str] = []
        for one in self.elements:
            share = percent(self.share_of(one))
            missing = "（不具备则全项不得分）" if one.gate else ""
            chinese.append(f"{one.name}{share}{missing}")
            missing = " (nothing at all is earned without it)" if one.gate else ""
            english.append(f"{one.name.to('en')} {share}{missing}")
        return Text(
            f"按要素赋分，具备的要素得分值的相应比例：{'，'.join(chinese)}",
            en=f"a share of the weight for each element that is there: "
            f"{', '.join(english)}",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """
        Add up the shares of the elements that are there (赋分方案).

        Its quantities are, for each element, its part, 1 if it is there, else 0; and
        ``applies/`` with its name, 1 unless it is left out, where both are 0. Of a bare
        number all elements apply, and ``actual`` is what is counted.
        """
        del sign
        return self._only

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give what is there, or `NoRate.MISSING` if some of it is unknown (取数)."""
        del target
        if not outcome.parts:
            return self._counted(outcome)
        seen = self._seen(outcome)
        return NoRate.MISSING if _UNKNOWN in seen else self._at(seen, most=False)

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Follow the plan with what is unknown absent, and with it there."""
        if not outcome.parts:
            return super().assess(target, outcome)
        seen = self._seen(outcome)
        low = self._only.at(self._at(seen, most=False))
        high = self._only.at(self._at(seen, most=True))
        if isinstance(low, NoRate) or isinstance(high, NoRate):
            return NoRate.NOT_APPLICABLE
        return between(Fraction(*low), Fraction(*high))

    def _seen(self, outcome: Outcome) -> list[_Seen]:
        return [_presence(outcome.parts.get(one.name)) for one in self.elements]

    def _at(self, seen: list[_Seen], *, most: bool) -> Sequence[int]:
        found: dict[str, int] = {}
        for one, ends in zip(self.elements, seen, strict=True):
            if ends is not None:
                found[f"parts/{one.name}"] = ends[most]
                found[f"applies/{one.name}"] = 1
        return [found.get(name, 0) for name in self._only.names]

    def _counted(self, outcome: Outcome) -> Sequence[int] | NoRate:
        """Take a bare number for the number of elements that are there."""
        counted = outcome.value
        if counted is None:
            return NoRate.NO_NUMBER
        if counted.family != "number" and not counted.family.startswith("count"):
            return NoRate.UNIT_MISMATCH
        number, among = counted.base, len(self.elements)
        whole = number.denominator == 1 and 0 <= number <= among
        if not (self._countable and whole):
            return NoRate.NOT_ASSESSABLE
        at = self._at([_ABSENT] * among, most=False)
        return [int(number), *at[1:]]


def _problems(elements: Sequence[Element]) -> Iterator[Problem]:
    if not elements:
        yield Problem("", "at least one element is needed")
        return
    names = [one.name for one in elements]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(name, "two elements have this name")
    shares = [one.share for one in elements if one.share is not None]
    for one in elements:
        if one.share is None and shares:
            yield Problem(one.name, "has no share, though others have")
        elif one.share is not None and one.share <= 0:
            yield Problem(one.name, f"a share must be above 0, got {one.share}")
    total = sum((Fraction(share) for share in shares), Fraction(0))
    if shares and total != 1:
        yield Problem("", f"the shares must make 1, and make {total}")


def _presence(part: Outcome | None) -> _Seen:
    """Say whether an element is there."""
    if part is None:
        return _UNKNOWN
    if part.state is OutcomeState.NOT_APPLICABLE:
        return None
    if part.state is OutcomeState.CLAIMED:
        return _THERE
    if part.value is not None:
        figure = part.value.base
        return _THERE if figure >= 1 else _UNKNOWN if figure else _ABSENT
    if part.level is not None:
        return _LEVELS.get(part.level, _UNKNOWN)
    # A word such as 无 or × is no figure that is missing: here it says no.
    return _WORDS.get((part.phrase or part.text).strip().lower(), _UNKNOWN)
