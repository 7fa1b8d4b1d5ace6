"""
The warning lights of in-year monitoring (绩效运行监控预警).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import final

from attrs import field, frozen

from lzeval.errors import InvalidCurveError, Problem, UnknownNameError
from lzeval.model import Budget, Level, NoRate, Outcome, OutcomeState, Target, exact
from lzeval.scoring.kinds import TargetKind
from lzeval.scoring.rates import NO_RATE_OF, execution_rate, ratio_of
from lzeval.typing import Exact, Number

__all__ = ["Light", "Lights"]


def __dir__() -> list[str]:
    return __all__


@final
class Light(StrEnum):
    """A warning light, from the worst to the best (预警灯)."""

    RED = "red"
    """Far behind (红灯)."""
    YELLOW = "yellow"
    """Behind (黄灯)."""
    GREEN = "green"
    """On schedule (绿灯)."""
    BLUE = "blue"
    """Far ahead (蓝灯)."""


_MONTHS = 12


def _scale(lowest: Mapping[Light, Number]) -> Mapping[Light, Exact]:
    return {Light(light): exact(low) for light, low in lowest.items()}


def _levels(levels: Mapping[Level, Light]) -> Mapping[Level, Light]:
    return {Level(level): Light(light) for level, light in levels.items()}


@final
@frozen(kw_only=True)
class Lights:
    """
    Which light a result in the middle of the year gets (预警规则).

    What is counted is held against the part of the year that has passed: after seven
    months 7/12 of the target are due. Progress is result ÷ what is due.

    Attributes:
        money: Lowest progress of each light for the budget that was spent.
        no_budget: The light of a project whose budget is zero.
        progress: Lowest progress of each light for a positive target, or an equal one
            above zero.
        met: The light of a target without progress, reverse or zero, that is kept.
        missed: The light of one that is not.
        levels: The light of each level of a quality.

    Raises:
        InvalidCurveError: If a scale does not begin at zero, or a better light does not
            need more; if a level has no light.

    Examples:
        >>> due = {"red": 0, "yellow": "0.6", "green": "0.8"}
        >>> levels = {"met": "green", "partly-met": "yellow", "not-met": "red"}
        >>> lights = Lights(money=due, progress=due, levels=levels, no_budget="red",
        ...                 met="green", missed="red")
        >>> lights.of(Target.parse("≥100人"), Outcome.parse("40人"), month=7)
        <Light.YELLOW: 'yellow'>
    """

    money: Mapping[Light, Exact] = field(converter=_scale)
    no_budget: Light = field(converter=Light)
    progress: Mapping[Light, Exact] = field(converter=_scale)
    met: Light = field(converter=Light)
    missed: Light = field(converter=Light)
    levels: Mapping[Level, Light] = field(converter=_levels)

    def __attrs_post_init__(self) -> None:
        problems = [
            Problem(f"{name}.{light}", message)
            for name in ("money", "progress")
            for light, message in _disorder(getattr(self, name))
        ]
        problems += [
            Problem(f"levels.{level}", "is missing")
            for level in Level
            if level not in self.levels
        ]
        if problems:
            raise InvalidCurveError("lights", tuple(problems))

    def of(self, target: Target, outcome: Outcome, month: int) -> Light | NoRate:
        """
        Light a result (指标预警).

        Args:
            target: The target of the whole year.
            outcome: What was reached by the end of the month.
            month: Months that have passed, from 1 to 12.

        Returns:
            The light, or why there is none.

        Raises:
            UnknownNameError: If there is no such month.
        """
        due = _due(month)
        if outcome.state is not OutcomeState.REPORTED:
            return NO_RATE_OF[outcome.state]
        match TargetKind.of(target):
            case TargetKind.QUALITATIVE:
                level = outcome.level
                return NoRate.NO_LEVEL if level is None else self.levels[level]
            case TargetKind.POSITIVE | TargetKind.EQUAL:
                return self._progress(target, outcome, due)
            case TargetKind.REVERSE:
                return self._kept(target, outcome)
            case _:
                return NoRate.NO_RULE

    def of_money(self, budget: Budget, month: int) -> Light | NoRate:
        """
        Light the spending of a budget (资金预警).

        Args:
            budget: The project's money; the adjusted budget counts.
            month: Months that have passed, from 1 to 12.

        Returns:
            The light, or why there is none.

        Raises:
            UnknownNameError: If there is no such month.
        """
        due = _due(month)
        rate = execution_rate(budget)
        if rate is NoRate.ZERO_DENOMINATOR:
            return self.no_budget
        if isinstance(rate, NoRate):
            return rate
        return _lit(self.money, rate / due)

    def _progress(
        self, target: Target, outcome: Outcome, due: Fraction
    ) -> Light | NoRate:
        pair = ratio_of(target, outcome)
        if isinstance(pair, NoRate):
            return pair
        if pair[1] < 0:
            return NoRate.NEGATIVE_TARGET
        if pair[1] == 0:
            return self._kept(target, outcome)
        return _lit(self.progress, Fraction(*pair) / due)

    def _kept(self, target: Target, outcome: Outcome) -> Light | NoRate:
        kept = target.is_met_by(outcome)
        if kept is None:
            return NoRate.UNDECIDABLE
        return self.met if kept else self.missed


def worst(lights: Iterable[Light | NoRate]) -> Light | None:
    """Give the worst light, which is the project's; None if there is none at all."""
    lit = [light for light in lights if isinstance(light, Light)]
    return min(lit, key=[*Light].index, default=None)


def _due(month: int) -> Fraction:
    if month not in range(1, _MONTHS + 1):
        known = tuple(map(str, range(1, _MONTHS + 1)))
        raise UnknownNameError("month", str(month), known)
    return Fraction(month, _MONTHS)


def _lit(scale: Mapping[Light, Exact], progress: Fraction) -> Light:
    """Find the best light whose lowest progress is reached; below all, the worst."""
    reached = [light for light in Light if scale.get(light, progress + 1) <= progress]
    return reached[-1] if reached else next(light for light in Light if light in scale)


def _disorder(scale: Mapping[Light, Exact]) -> Iterable[tuple[Light, str]]:
    before: Exact | None = None
    for light in Light:
        low = scale.get(light)
        if low is None:
            continue
        if before is None and low != 0:
            yield light, f"the worst light begins at 0, not at {low}"
        elif before is not None and low <= before:
            yield light, f"must begin above {before}, got {low}"
        before = low
    if before is None:
        yield Light.RED, "is missing"
