"""
What may be filled in for a target, and which share it then earns (填写项).

A figure in the target's unit, a day, or a level. The share comes from the plan of the
rule and is compared with the rule itself at every end of every piece.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from lzeval.errors import UnitMismatchError
from lzeval.l10n import label
from lzeval.model import (
    Comparator,
    Interval,
    Level,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    PartialDate,
    Target,
    Unit,
    terminating,
)
from lzeval.notation.dates import days_late_within
from lzeval.report.live import LARGEST, Entry, Op, Ref, Value, Working, call, places
from lzeval.report.pieces import NoWorkingError, Piece, pieces_of
from lzeval.scoring.rules import AllOrNothing, Deadline, Levels
from lzeval.typing import Share

if TYPE_CHECKING:
    from lzeval.l10n import Words
    from lzeval.scoring.plan import Plan
    from lzeval.typing import Rule

__all__ = ["Filling", "filling_of"]


def __dir__() -> list[str]:
    return __all__


_DAY_NOUGHT = dt.date(1899, 12, 30)
_DEADLINES = {None, Comparator.AT_MOST, Comparator.LESS_THAN}
_TEN_YEARS = 3653
_YEARS = range(1920, 2200)  # in which every spreadsheet counts days alike
_FINEST = 4
_SIGNED = {"ratio", "number"}
_LONGEST = 255  # characters of a text in a formula


@attrs.frozen
class Filling:
    """
    A cell to fill in, and the share that follows (填写项).

    Attributes:
        entry: The cell.
        shares: By the figure filled in, in units of its last decimal.
        named: By the text chosen, where it is a level.
        met: Whether the target is met: a share of 1 or 0.
        one: A result of one unit, where it is a figure.
        scores: Whether the points follow from it.
    """

    entry: Entry
    shares: tuple[Piece, ...] = ()
    named: tuple[tuple[str, Share], ...] = ()
    met: tuple[Piece, ...] = ()
    one: Outcome | None = None
    scores: bool = True

    @property
    def unit(self) -> Unit | None:
        """The unit that a figure is filled in."""
        value = None if self.one is None else self.one.value
        return None if value is None else value.unit

    @property
    def figure(self) -> Working:
        """What was filled in, as a whole number."""
        entry = self.entry
        ref = Ref(entry.key)
        return call(Op.WHOLE, ref, entry.digits) if entry.digits else ref

    @property
    def fits(self) -> Working:
        """Whether a number stands there that can be computed with."""
        entry = self.entry
        return call(Op.FITS, Ref(entry.key), entry.low, entry.high, entry.digits)


def filling_of(
    rule: Rule | None,
    target: Target,
    outcome: Outcome,
    cell: tuple[str, str],
    words: Words,
) -> Filling | None:
    """
    Say what may be filled in for a target (填写项).

    Args:
        rule: By which it is scored.
        target: The target, which stays as it is.
        outcome: The outcome as it is now.
        cell: The key of the cell, and what is printed there now.
        words: The language.

    Returns:
        The cell and what follows; None where there is no exact working.
    """
    if len(cell[1]) > _LONGEST:
        return None
    if isinstance(rule, Levels):
        return _chosen(rule, target, cell, words)
    plan: Plan | None = getattr(rule, "plan", _no_plan)(target.comparator)
    if rule is None or plan is None:
        return None
    if target.date is not None and isinstance(rule, Deadline | AllOrNothing):
        return _dated(rule, plan, target, outcome, cell)
    made = _figured(rule, plan, target, outcome, cell)
    if made is None or made.unit is None:
        return made
    unit = Measure(2, made.unit).notation(words.locale).removeprefix("2")
    return attrs.evolve(made, entry=attrs.evolve(made.entry, unit=unit))


def _no_plan(sign: Comparator | None) -> None:
    del sign


def _chosen(
    rule: Levels, target: Target, cell: tuple[str, str], words: Words
) -> Filling | None:
    if rule.scale:
        levels = [(one.name, Outcome(phrase=one.name)) for one in rule.scale]
    else:
        levels = [(label(level, words), Outcome(level=level)) for level in Level]
    named = tuple((name, rule.assess(target, outcome)) for name, outcome in levels)
    key, text = cell
    entry = Entry(
        key=key, value=text, shape="text", choices=[name for name, _ in named]
    )
    return Filling(entry, named=named)


def _dated(
    rule: Rule, plan: Plan, target: Target, outcome: Outcome, cell: tuple[str, str]
) -> Filling | None:
    due = _due(target)
    if due is None:
        return None
    if isinstance(rule, AllOrNothing):
        plan = rule.plan(Comparator.AT_MOST)
    ends = due - _TEN_YEARS, due + _TEN_YEARS
    fixed = {"target": Fraction(due), "one": Fraction(1), "upper": Fraction(due)}
    shares = tuple(pieces_of(plan, fixed, 0, ends))
    kept = AllOrNothing().plan(Comparator.AT_MOST)
    (key, text), day = cell, outcome.date
    value: Value = text or None
    if day is not None and None not in day:
        filled = Fraction((dt.date(*_parts(day)) - _DAY_NOUGHT).days)
        value = filled if ends[0] <= filled <= ends[1] else value
    entry = Entry(
        key=key,
        value=value,
        shape="date",
        low=Decimal(ends[0]),
        high=Decimal(ends[1]),
    )
    for figure in _samples(shares):
        given = _DAY_NOUGHT + dt.timedelta(days=figure)
        if not _agrees(
            rule, shares, figure, target, Outcome(date=PartialDate.of(given))
        ):
            return None
    return Filling(entry, shares, met=tuple(pieces_of(kept, fixed, 0, ends)))


def _parts(day: PartialDate) -> tuple[int, int, int]:
    return day.year or 1, day.month or 1, day.day or 1


def _due(target: Target) -> int | None:
    """Give the last day allowed as a number, if the calendar names one."""
    date = target.date
    if date is None or date.year not in _YEARS or target.comparator not in _DEADLINES:
        return None
    probe = dt.date(2000, 1, 1)
    late = days_late_within(PartialDate.of(probe), date, target.comparator)
    if late is None or late[0] != late[1]:
        return None
    return (probe - _DAY_NOUGHT).days - late[0]


def _figured(
    rule: Rule, plan: Plan, target: Target, outcome: Outcome, cell: tuple[str, str]
) -> Filling | None:
    key, text = cell
    scale = _Scale.of(target, outcome)
    if scale is None:
        return None
    fixed = scale.fixed(rule, plan)
    if fixed is None:
        return None
    figure = scale.figure(outcome)
    signed = scale.signed or min([*fixed.values(), figure or Fraction(0)]) < 0
    for digits, size in _sizes(figure, fixed):
        low, high = -size if signed else 0, size
        ends = (low * 10**digits, high * 10**digits)
        try:
            shares = tuple(pieces_of(plan, fixed, digits, ends))
        except (NoWorkingError, KeyError):
            continue
        if all(
            _agrees(rule, shares, sample, target, scale.outcome(sample, digits))
            for sample in _samples(shares)
        ):
            entry = Entry(
                key=key,
                value=text or None if figure is None else figure,
                low=Decimal(low),
                high=Decimal(high),
                digits=digits,
            )
            met: tuple[Piece, ...] = ()
            if target.value is not None:
                kept = AllOrNothing().plan(target.comparator)
                met = tuple(pieces_of(kept, fixed, digits, ends))
            return Filling(entry, shares, met=met, one=scale.outcome(1, 0))
    return None


def _samples(shares: tuple[Piece, ...]) -> Iterator[int]:
    for piece in shares:
        yield piece.first
        yield piece.last


def _agrees(
    rule: Rule,
    shares: tuple[Piece, ...],
    figure: int,
    target: Target,
    outcome: Outcome,
) -> bool:
    """Compare the pieces with the rule itself."""
    said = rule.assess(target, outcome)
    piece = next(one for one in shares if one.first <= figure <= one.last)
    if isinstance(said, NoRate):
        return piece.reason is said
    if isinstance(said, Interval) or piece.reason is not None:
        return False
    (a, b), (c, d) = piece.top, piece.bottom
    return Fraction(*said) * (c * figure + d) == a * figure + b


def _sizes(
    figure: Fraction | None, fixed: Mapping[str, Fraction]
) -> Iterator[tuple[int, int]]:
    """Offer decimals and limits of what may be filled in, from generous to narrow."""
    least, known = 0, [abs(number) for number in fixed.values()]
    if figure is not None:
        least = places(terminating(figure))
        known.append(abs(figure))
    largest = max(known, default=Fraction(1))
    size = 1
    while size < largest:
        size *= 10
    for digits in range(max(_FINEST, least), least - 1, -1):
        for more in (1000, 100, 10, 1):
            if size * more * 10**digits < LARGEST:
                yield digits, size * more


@attrs.frozen
class _Scale:
    """The unit in which a result is filled in."""

    target: Target
    unit: Unit | None

    @classmethod
    def of(cls, target: Target, outcome: Outcome) -> _Scale | None:
        aim, actual = target.value, outcome.value
        unit = None if aim is None else aim.unit
        if unit is None and actual is not None:
            unit = actual.unit
        if outcome.state is OutcomeState.NOT_APPLICABLE:
            return None
        return cls(target, unit)

    @property
    def signed(self) -> bool:
        """Whether results below zero make sense: rates of growth, bare figures."""
        return self.unit is None or self.unit.family in _SIGNED

    def _in_unit(self, measure: Measure) -> Fraction:
        if self.unit is None or measure.unit is None:
            return Fraction(measure.value)
        return measure.base / self.unit.factor

    def outcome(self, figure: int, digits: int) -> Outcome:
        return Outcome.of(terminating(Fraction(figure, 10**digits)), self.unit)

    def figure(self, outcome: Outcome) -> Fraction | None:
        """
        Give the reported figure in the unit, if it has a finite decimal form.

        A bound copied from the target is no figure.
        """
        if outcome.value is None or outcome.repeats_target:
            return None
        aim = Measure(1, self.unit)
        try:
            base = Fraction(*outcome.against(aim))
        except UnitMismatchError:
            return None
        figure = base / (1 if self.unit is None else self.unit.factor)
        return figure if isinstance(terminating(figure), Decimal) else None

    def fixed(self, rule: Rule, plan: Plan) -> dict[str, Fraction] | None:
        """Give all that a plan reads beside the result, in the unit."""
        target = self.target
        value = Fraction(0) if target.value is None else self._in_unit(target.value)
        upper = value if target.upper is None else self._in_unit(target.upper)
        fixed = {"target": value, "upper": upper}
        if "one" in plan.names:
            figures = getattr(rule, "figures", None)
            if figures is None:
                return None
            read = figures(target, Outcome.of(1, self.unit))
            if isinstance(read, NoRate) or len(read) < len(plan.names):
                return None  # it reads something else as well, such as parts
            told = dict(zip(plan.names, read, strict=True))
            fixed["one"] = Fraction(told["one"], told["actual"])
        return fixed
