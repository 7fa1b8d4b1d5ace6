"""
Points from the marks of several experts (专家评分).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, TypeAlias, cast, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError, InvalidRuleError, Problem
from lzeval.model import NoRate, Outcome, OutcomeState, Target, Text, exact
from lzeval.model.text import text_of
from lzeval.scoring.rules.rule import ScoringRule
from lzeval.typing import Exact, Number, Share

__all__ = ["Expert", "Panel", "Spread"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class Expert:
    """
    The weight of one expert's mark (评审专家).

    Attributes:
        name: Under which the parts of the result hold the mark.
        weight: Relative weight, above 0; that of an expert who is not named is 1.
    """

    name: Text = field(converter=text_of)
    weight: Exact = field(converter=exact)


@final
@frozen(kw_only=True)
class Spread:
    """
    How far the marks of a panel lie apart (评分离散程度).

    Attributes:
        count: How many marks there are, those that are dropped among them.
        low: The lowest mark.
        high: The highest mark.
        variance: Mean of the squared distances from the plain mean of all marks.
    """

    count: int
    low: Fraction
    high: Fraction
    variance: Fraction

    @property
    def range(self) -> Fraction:
        """The highest mark less the lowest (极差)."""
        return self.high - self.low


def _experts(
    given: Mapping[str, Number] | Iterable[Expert | tuple[str, Number]],
) -> tuple[Expert, ...]:
    if isinstance(given, Mapping):
        mapping = cast("Mapping[str, Number]", given)
        return tuple(Expert(*pair) for pair in mapping.items())
    return tuple(one if isinstance(one, Expert) else Expert(*one) for one in given)


# A mark, and its weight.
_Mark: TypeAlias = tuple[Fraction, Fraction]


@final
@frozen(kw_only=True)
class Panel(ScoringRule):
    """
    The mean of the experts' marks, without the highest and lowest (专家评分).

    Every part of the result is a mark. An expert who gave none has abstained, which is
    not zero: neither the mark nor its weight counts. A result without parts is a single
    mark. The target is not looked at. There is nothing to lower to a plan, since which
    marks are dropped depends on their order.

    Marks are dropped or weighted, never both: where a heavy mark may be dropped, a
    higher mark could lower the mean.

    Attributes:
        out_of: The best possible mark, above 0.
        drop: How many of the highest marks are dropped, and as many of the lowest.
        experts: Weights of the experts; a mapping from name to weight will do.

    Raises:
        InexactNumberError: If the best possible mark is not above 0, or a negative
            number of marks is dropped.
        InvalidRuleError: If an expert is named twice, a weight is not above 0, or marks
            are both dropped and weighted.

    Examples:
        >>> rule = Panel(drop=1)
        >>> marks = {"甲": 95, "乙": 88, "丙": 84, "丁": None, "戊": 60}
        >>> result = Outcome.of_parts(marks)
        >>> rule.share("", result), rule.points("", result, weight=5)
        (Rate(43, 50), Decimal('4.30'))
        >>> rule.spread(result).range
        Fraction(35, 1)
    """

    kind: ClassVar[str] = "panel"

    out_of: Exact = field(default=Decimal(100), converter=exact)
    drop: int = 0
    experts: tuple[Expert, ...] = field(default=(), converter=_experts)

    def __attrs_post_init__(self) -> None:
        if self.out_of <= 0:
            raise InexactNumberError(self.out_of, "a best possible mark above 0")
        if self.drop < 0:
            raise InexactNumberError(self.drop, "a number of marks, zero or more")
        problems = tuple(_problems(self.drop, self.experts))
        if problems:
            raise InvalidRuleError("panel", problems)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        chinese, english = "专家评分的平均分", "the mean of the experts' marks"
        if self.drop:
            chinese = f"去掉{self.drop}个最高分和{self.drop}个最低分后{chinese}"
            english += f" without the {self.drop} highest and {self.drop} lowest"
        if self.experts:
            each = "，".join(f"{one.name}{one.weight}" for one in self.experts)
            chinese = f"专家评分的加权平均分（权重：{each}，其他1）"
            each = ", ".join(
                f"{one.name.to('en')} {one.weight}" for one in self.experts
            )
            english = f"the weighted mean of the experts' marks ({each}, others 1)"
        return Text(
            f"得分＝分值×{chinese}÷{self.out_of}，未评分的不计入",
            en=f"weight × {english} ÷ {self.out_of}; who gave no mark does not count",
        )

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Give the mean of the marks that count."""
        del target
        marks = self._marks(outcome)
        if isinstance(marks, NoRate):
            return marks
        if len(marks) <= 2 * self.drop:
            return NoRate.NOT_ASSESSABLE
        kept = sorted(marks)[self.drop : len(marks) - self.drop]
        whole = sum((weight for _, weight in kept), Fraction(0))
        total = sum((mark * weight for mark, weight in kept), Fraction(0))
        return (total / whole / Fraction(self.out_of)).as_integer_ratio()

    def spread(self, outcome: Outcome) -> Spread | NoRate:
        """
        Say how far the marks lie apart, those that are dropped among them (离散程度).

        Returns:
            The spread, or why there is none: no mark was given, or one is no mark.
        """
        found = self._marks(outcome)
        if isinstance(found, NoRate):
            return found
        marks = [mark for mark, _ in found]
        mean = sum(marks, Fraction(0)) / len(marks)
        off = sum(((mark - mean) ** 2 for mark in marks), Fraction(0))
        return Spread(
            count=len(marks), low=min(marks), high=max(marks), variance=off / len(marks)
        )

    def _marks(self, outcome: Outcome) -> list[_Mark] | NoRate:
        """Give the marks with their weights, or why they do not count."""
        weights: dict[str, Exact] = {one.name: one.weight for one in self.experts}
        marks: list[_Mark] = []
        for name, part in (outcome.parts or {"": outcome}).items():
            if part.state in _ABSTAINED:
                continue
            if part.value is None:
                return NoRate.NO_NUMBER
            if part.value.family not in _FAMILIES:
                return NoRate.UNIT_MISMATCH
            if not 0 <= part.value.base <= self.out_of:
                return NoRate.NOT_ASSESSABLE
            weight = Fraction(weights.get(name, 1))
            marks.append((part.value.base, weight))
        return marks or NoRate.NO_AWARD


_ABSTAINED = {OutcomeState.MISSING, OutcomeState.NOT_APPLICABLE}
_FAMILIES = {"number", "count:分"}


def _problems(drop: int, experts: Sequence[Expert]) -> Iterator[Problem]:
    names = [one.name for one in experts]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(name, "two experts have this name")
    for one in experts:
        if one.weight <= 0:
            yield Problem(one.name, f"a weight must be above 0, got {one.weight}")
    if drop and experts:
        yield Problem("", "marks are either dropped or weighted")
