"""
Points that are taken off, until none are left (扣分).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, TypeAlias, cast, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError
from lzeval.model import (
    Comparator,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Target,
    Text,
    exact,
)
from lzeval.model import Interval as Range
from lzeval.scoring.cover import Span
from lzeval.scoring.curve import Curve, Segment
from lzeval.scoring.plan import ACTUAL, ONE, TARGET, Along, Case, Plan, Sum
from lzeval.scoring.rates import figures_of
from lzeval.scoring.rules.rule import ScoringRule, percent
from lzeval.scoring.shares import between
from lzeval.typing import Exact, Number, Share

__all__ = ["Counting", "Deduction", "DeductionList", "Fault"]


def __dir__() -> list[str]:
    return __all__


@final
class Counting(StrEnum):
    """Which units of a deduction count (计扣方式)."""

    WHOLE = "whole"
    """Only whole units (每满一个单位扣)."""
    STARTED = "started"
    """A started unit counts as a whole one (不足一个单位按一个单位扣)."""
    PART = "part"
    """Parts of a unit count in proportion (按比例扣)."""


_MOST_STEPS = 1000
_ONE, _NOUGHT = Decimal(1), Decimal(0)


def _unit_of(given: Measure | Number) -> Measure:
    if isinstance(given, str):
        return Measure.parse(given)
    return given if isinstance(given, Measure) else Measure(given)


@final
@frozen(kw_only=True)
class Deduction(ScoringRule):
    """
    Points off for each unit that the target is missed by (按差额扣分,扣完为止).

    A target that asks for less (``<=``, ``<``) is missed from above, any other from
    below. What meets the target loses nothing.

    Attributes:
        minus: Points off for each unit, above zero.
        per: The unit, above zero, such as ``"1件"``, or ``"10个百分点"`` (also written
            ``"10%"``) between two percentages; a bare number is in the target's unit.
        out_of: The points that ``minus`` refers to (分值); 1 if it is a share.
        counting: Which units count: ``whole``, ``started`` or ``part``.
        least: The least share that is left, from 0 to 1.

    Raises:
        InexactNumberError: If a figure is out of its range, or if it would take more
            than 1000 steps until nothing is left.

    Examples:
        >>> rule = Deduction(minus=1, out_of=5, per="10%", counting="started")
        >>> rule.points("＝100%", "75%", weight=5)
        Decimal('2.00')
    """

    kind: ClassVar[str] = "deduction"

    minus: Exact = field(converter=exact)
    per: Measure = field(converter=_unit_of)
    out_of: Exact = field(default=_ONE, converter=exact)
    counting: Counting = field(default=Counting.WHOLE, converter=Counting)
    least: Exact = field(default=_NOUGHT, converter=exact)
    _short: Plan = field(init=False, eq=False, repr=False)
    _over: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check(self.out_of, self.least)
        for value in (self.minus, self.per.value):
            if value <= 0:
                raise InexactNumberError(value, "a number above zero")
        unit = ONE * self.per.value
        for name, gap in (("_short", TARGET - ACTUAL), ("_over", ACTUAL - TARGET)):
            plan = Plan([Case((), Along(gap, unit, self.curve))])
            object.__setattr__(self, name, plan)

    @property
    def curve(self) -> Curve:
        """The curve from the number of units to the share that is left."""
        least = Fraction(self.least)
        step = Fraction(self.minus) / Fraction(self.out_of)
        if self.counting is Counting.PART or least == 1:
            return _falling(1 / step, self.least)
        count = math.ceil((1 - least) / step)
        if count > _MOST_STEPS:
            raise InexactNumberError(self.minus, f"at most {_MOST_STEPS} steps")
        shares = [max(1 - step * number, least) for number in range(count + 1)]
        if self.counting is Counting.WHOLE:
            rest = zip(range(1, count + 1), shares[1:], strict=True)
            return Curve.steps(*rest, below=1)
        edges: list[int | None] = [None, *range(count), None]
        return Curve(
            Segment(Span(low, high, low_closed=False, high_closed=True), share, share)
            for (low, high), share in zip(pairwise(edges), shares, strict=True)
        )

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        per, off = self.per.notation(), _off(self.minus, self.out_of)
        unit = self.per.notation("en")
        match self.counting:
            case Counting.WHOLE:
                chinese = f"每满{per}扣{off}"
                english = f"each whole {unit}"
            case Counting.STARTED:
                chinese = f"每{per}扣{off}（不足{per}的按{per}计）"
                english = f"each {unit} or part of it"
            case _:
                chinese = f"按每{per}扣{off}的比例扣分"
                english = f"each {unit}, parts of it in proportion"
        until = _until(self.least)
        return Text(
            f"达到指标值得满分，未达到的{chinese}，{until}",
            en="full points if the target is met, else "
            f"{off.to('en')} off for {english}, {until.to('en')}",
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Count the units by which the target is missed (赋分方案)."""
        return self._over if sign in _LESS else self._short

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give the result, its target and one unit (取数)."""
        if target.value is None:
            return NoRate.NO_TARGET if target.phrase is None else NoRate.NO_NUMBER
        if target.upper is not None:
            return NoRate.INTERVAL_TARGET
        unit, family = self.per.unit or target.value.unit, target.value.family
        one = Measure(1, unit)
        if one.family in _RATIO_POINTS and family == "ratio":
            one = Measure(_RATIO_POINTS[one.family], "比例")
        if one.family != family:
            return NoRate.UNIT_MISMATCH
        return figures_of(target, outcome, self._short.names, one.base)


# What the difference of two ratios is counted in.
_RATIO_POINTS = {
    "percentage-point": Fraction(1, 100),
    "permille-point": Fraction(1, 1000),
    "basis-point": Fraction(1, 10_000),
}
_LESS = {Comparator.AT_MOST, Comparator.LESS_THAN}


@final
@frozen
class Fault:
    """
    A fault, and what it costs (扣分项).

    Attributes:
        name: Its name, under which the parts of the result count it.
        minus: Points off for each time it was found, zero or more.
    """

    name: str
    minus: Exact = field(converter=exact)


_Faults: TypeAlias = Mapping[str, Number] | Iterable[Fault | tuple[str, Number]]


def _faults(given: _Faults) -> tuple[Fault, ...]:
    if isinstance(given, Mapping):
        costs = cast("Mapping[str, Number]", given)
        return tuple(Fault(name, minus) for name, minus in costs.items())
    return tuple(pair if isinstance(pair, Fault) else Fault(*pair) for pair in given)


@final
@frozen(kw_only=True)
class DeductionList(ScoringRule):
    """
    Points off for each fault of a list, until none are left (扣分清单,扣完为止).

    The parts of the result say how often each fault was found. A fault that is not
    named among them was not found; one that is named without a number is not known, so
    that the share is a range. A fault that is not on the list cannot be assessed.

    Attributes:
        faults: What is taken off for what; a mapping from name to points will do.
        out_of: The points that they refer to (分值); 1 if they are shares.
        least: The least share that is left, from 0 to 1.

    Raises:
        InexactNumberError: If a figure is out of its range.
        ValueError: If a fault is named twice.

    Examples:
        >>> rule = DeductionList(faults={"缺少合同": "0.5", "逾期备案": 1}, out_of=5)
        >>> found = Outcome.of_parts({"缺少合同": 3, "逾期备案": 1})
        >>> rule.points("无违规", found, weight=5)
        Decimal('2.50')
    """

    kind: ClassVar[str] = "deduction-list"

    faults: tuple[Fault, ...] = field(converter=_faults)
    out_of: Exact = field(default=_ONE, converter=exact)
    least: Exact = field(default=_NOUGHT, converter=exact)
    _only: Plan = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check(self.out_of, self.least)
        names = [fault.name for fault in self.faults]
        if len({*names}) < len(names):
            message = "a fault is named twice"
            raise ValueError(message)
        lost = Sum({})
        for fault in self.faults:
            if fault.minus < 0:
                expected = f"points of zero or more for {fault.name!r}"
                raise InexactNumberError(fault.minus, expected)
            lost += Sum.of_part(fault.name) * fault.minus
        plan = Plan([Case((), Along(lost, ONE * self.out_of, self.curve))])
        object.__setattr__(self, "_only", plan)

    @property
    def curve(self) -> Curve:
        """The curve from the share lost to the share that is left."""
        return _falling(Fraction(1), self.least)

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        offs = [(fault.name, _off(fault.minus, self.out_of)) for fault in self.faults]
        chinese = [f"{name}每次扣{off}" for name, off in offs]
        english = [f"{off.to('en')} off for each {name}" for name, off in offs]
        until = _until(self.least)
        return Text(
            "，".join([*chinese, until]), en=", ".join([*english, until.to("en")])
        )

    def plan(self, sign: Comparator | None) -> Plan:
        """Add up what is taken off (赋分方案)."""
        del sign
        return self._only

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give how often each fault was found; what is unknown counts as never."""
        del target
        if not outcome.parts:
            return NoRate.NO_NUMBER
        if not {fault.name for fault in self.faults}.issuperset(outcome.parts):
            return NoRate.NOT_ASSESSABLE
        counts = {
            f"parts/{name}": part.value.base
            for name, part in outcome.parts.items()
            if part.value is not None
        }
        if any(count < 0 for count in counts.values()):
            return NoRate.NOT_ASSESSABLE
        return self._only.scaled({"one": Fraction(1), **counts})

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Take off what was found; what is not known may take off all."""
        share = super().assess(target, outcome)
        if not isinstance(share, NoRate | Range) and not all(
            map(_is_settled, outcome.parts.values())
        ):
            return between(Fraction(self.least), Fraction(*share))
        return share


def _is_settled(part: Outcome) -> bool:
    return part.value is not None or part.state is OutcomeState.NOT_APPLICABLE


def _check(out_of: Exact, least: Exact) -> None:
    if out_of <= 0:
        raise InexactNumberError(out_of, "points above zero")
    if not 0 <= least <= 1:
        raise InexactNumberError(least, "a least share from 0 to 1")


def _falling(units: Fraction, least: Exact) -> Curve:
    """Draw a line that loses all in so many units, level from the least share on."""
    if least == 1:
        return Curve.through((0, 1))
    return Curve.through((0, 1), (units * (1 - Fraction(least)), least))


def _off(minus: Exact, out_of: Exact) -> Text:
    if out_of == 1:
        share = percent(minus)
        return Text(f"分值的{share}", en=f"{share} of the weight")
    return Text(f"{minus}分（满分{out_of}分）", en=f"{minus} of {out_of} points")


def _until(least: Exact) -> Text:
    if not least:
        return Text("扣完为止", en="until nothing is left")
    rest = percent(least)
    return Text(f"最低得分值的{rest}", en=f"down to {rest} of the weight")
