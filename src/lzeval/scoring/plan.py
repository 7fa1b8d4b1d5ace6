"""
The exact form that rules are lowered to (赋分方案).

A rule becomes a short list of cases. Each says when it holds, which ratio of the
figures is taken, and which curve that ratio is sent through. Figures, conditions and
ratios are sums of named quantities with exact coefficients, so that the same plan can
be computed on single figures, on columns, or in the cells of a spreadsheet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import partial
from operator import itemgetter
from typing import Self, TypeAlias, final

from attrs import field, frozen

from lzeval.model import NoRate, exact
from lzeval.scoring.curve import Curve
from lzeval.typing import Number, Ratio

__all__ = ["Along", "Case", "Plan", "Sign", "Sum", "When"]


def __dir__() -> list[str]:
    return __all__


def _terms(given: Mapping[str, Number]) -> tuple[tuple[str, Fraction], ...]:
    exacts = ((name, Fraction(exact(number))) for name, number in given.items())
    return tuple(sorted((name, number) for name, number in exacts if number))


@final
@frozen
class Sum:
    """
    A sum of quantities, each times an exact number (线性式).

    Attributes:
        terms: Coefficients by the name of the quantity; those of zero are left out.

    Examples:
        >>> print(ACTUAL - TARGET * 2)
        actual − 2×target
    """

    terms: tuple[tuple[str, Fraction], ...] = field(converter=_terms)

    @classmethod
    def part(cls, name: str) -> Self:
        """Name a quantity (数量)."""
        return cls({name: 1})

    @classmethod
    def of_part(cls, name: str) -> Self:
        """Name a part of the result, apart from all other quantities (分项)."""
        return cls.part(f"parts/{name}")

    def __add__(self, other: Sum) -> Sum:
        totals = dict(self.terms)
        for name, number in other.terms:
            totals[name] = totals.get(name, Fraction(0)) + number
        return Sum(totals)

    def __sub__(self, other: Sum) -> Sum:
        return self + other * -1

    def __mul__(self, factor: Number) -> Sum:
        times = Fraction(exact(factor))
        return Sum({name: number * times for name, number in self.terms})

    def __str__(self) -> str:
        written = ""
        for name, number in self.terms:
            sign = "−" if number < 0 else "+" if written else ""
            size = "" if abs(number) == 1 else f"{abs(number)}×"
            written += f" {sign} {size}{name}" if written else f"{sign}{size}{name}"
        return written or "0"


ACTUAL = Sum.part("actual")
"""The result (实际完成值)."""
TARGET = Sum.part("target")
"""The target, or the lower end of an interval (指标值)."""
UPPER = Sum.part("upper")
"""The upper end of an interval (指标值上限)."""
ONE = Sum.part("one")
"""One unit in which the figures are measured (计量单位)."""


@final
class Sign(StrEnum):
    """What a sum of quantities must be (符号)."""

    POSITIVE = ">0"
    """Above zero (大于零)."""
    NOT_NEGATIVE = ">=0"
    """Zero or above (不小于零)."""
    ZERO = "=0"
    """Zero (等于零)."""


@final
@frozen
class When:
    """
    A condition on the figures (条件).

    Attributes:
        sum: What is looked at.
        sign: What it must be.
    """

    sum: Sum
    sign: Sign = field(converter=Sign)

    def holds(self, quantities: Mapping[str, Fraction]) -> bool:
        """
        Say whether it holds (是否成立).

        Args:
            quantities: By name, all of those that the sum names.
        """
        terms = self.sum.terms
        value = sum((times * quantities[name] for name, times in terms), _NOUGHT)
        if self.sign is Sign.ZERO:
            return value == 0
        return value > 0 or (value == 0 and self.sign is Sign.NOT_NEGATIVE)


@final
@frozen
class Along:
    """
    A share of the points, along a curve over a ratio of the figures (沿曲线得分).

    Attributes:
        top: Numerator of the ratio.
        bottom: Its denominator, zero or above wherever the case holds; zero stands for
            ±∞ by the numerator's sign.
        curve: From the ratio to the share.
    """

    top: Sum
    bottom: Sum
    curve: Curve


@final
@frozen
class Case:
    """
    What happens under some conditions (情形).

    Attributes:
        when: All of them must hold; none means that the case always holds.
        then: The share by a curve, the same share whatever the figures, or why there
            is none.
    """

    when: tuple[When, ...]
    then: Along | Fraction | NoRate


def _cases(cases: Iterable[Case]) -> tuple[Case, ...]:
    return tuple(cases)


_Get: TypeAlias = Callable[[Sequence[int]], int]
# A condition in whole numbers: the sum, and whether it must be above zero, or zero.
_Test: TypeAlias = tuple[_Get, bool, bool]
_Step: TypeAlias = tuple[tuple[_Test, ...], _Get, _Get, Curve | None, Ratio | NoRate]
# A case of single quantities: which must be above zero, which is divided by which.
_Quick: TypeAlias = tuple[int, int, int, Curve]


@final
@frozen
class Plan:
    """
    The cases of a rule, of which the first that holds decides (赋分方案).

    Attributes:
        cases: In order; the last one holds whatever the figures.
        names: The quantities, in the order in which `at` takes them.

    Raises:
        ValueError: If the last case has a condition, so that none may hold.

    Examples:
        >>> rate = Along(ACTUAL, TARGET, Curve.through((0, 0), (1, 1)))
        >>> above = When(TARGET, ">0")
        >>> plan = Plan([Case((above,), rate), Case((), NoRate.ZERO_TARGET)])
        >>> plan.at((3, 4)), plan.share({"actual": Fraction(3), "target": Fraction(0)})
        ((3, 4), <NoRate.ZERO_TARGET: 'zero-target'>)
    """

    cases: tuple[Case, ...] = field(converter=_cases)
    names: tuple[str, ...] = field(init=False, eq=False, repr=False)
    _steps: tuple[_Step, ...] = field(init=False, eq=False, repr=False)
    _quick: _Quick | None = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.cases or self.cases[-1].when:
            message = "the last case of a plan must hold whatever the figures"
            raise ValueError(message)
        used = {name for case in self.cases for name in _names(case)}
        # The first two have their places in every plan: they are compared at most.
        others = sorted(used.difference(_FIRST))
        names = (*_FIRST, *others)
        steps = tuple(_lowered(case, names) for case in self.cases)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "_steps", steps)
        object.__setattr__(self, "_quick", _quick(self.cases[0], names))

    def at(self, figures: Sequence[int]) -> Ratio | NoRate:
        """
        Give the share at figures in whole numbers (取值).

        Args:
            figures: One for each of `names`, all multiplied by one number above zero:
                only their ratios count.

        Returns:
            The share as numerator and denominator, not in lowest terms; or why there
            is none.
        """
        if self._quick is not None:  # the common case, ahead of the others
            above, upper, lower, curve = self._quick
            if figures[above] > 0:
                return curve.at(figures[upper], figures[lower])
        for tests, top, bottom, along, then in self._steps:
            for sum_, positive, nought in tests:
                value = sum_(figures)
                if value < 0 or (nought if value else positive):
                    break
            else:
                if along is None:
                    return then
                return along.at(top(figures), bottom(figures))
        raise AssertionError(figures)  # pragma: no cover - the last case always holds

    def share(self, quantities: Mapping[str, Fraction]) -> Ratio | NoRate:
        """
        Give the share at exact quantities (取值).

        Args:
            quantities: By name, in one unit; those not given are zero.
        """
        return self.at(self.scaled(quantities))

    def scaled(self, quantities: Mapping[str, Fraction]) -> tuple[int, ...]:
        """
        Bring exact quantities to the whole numbers that `at` takes (通分).

        Args:
            quantities: As for `share`.
        """
        values = [quantities.get(name, _NOUGHT) for name in self.names]
        scale = math.lcm(*(value.denominator for value in values))
        return tuple(int(value * scale) for value in values)


_FIRST = ("actual", "target")
_NOUGHT = Fraction(0)


def _names(case: Case) -> Iterator[str]:
    sums = [when.sum for when in case.when]
    if isinstance(case.then, Along):
        sums += [case.then.top, case.then.bottom]
    return (name for sum_ in sums for name, _ in sum_.terms)


def _lowered(case: Case, names: tuple[str, ...]) -> _Step:
    tests = tuple(
        (
            _getter(when.sum, 1, names),
            when.sign is Sign.POSITIVE,
            when.sign is Sign.ZERO,
        )
        for when in case.when
    )
    then = case.then
    if isinstance(then, NoRate):
        return tests, _nothing, _nothing, None, then
    if isinstance(then, Fraction):
        return tests, _nothing, _nothing, None, then.as_integer_ratio()
    numbers = [number for sum_ in (then.top, then.bottom) for _, number in sum_.terms]
    scale = math.lcm(*(number.denominator for number in numbers))
    top, bottom = (_getter(sum_, scale, names) for sum_ in (then.top, then.bottom))
    return tests, top, bottom, then.curve, (0, 1)


def _quick(case: Case, names: tuple[str, ...]) -> _Quick | None:
    """Take the first case as a quick one, if it is of that kind."""
    then = case.then
    if len(case.when) != 1 or not isinstance(then, Along):
        return None
    above, top, bottom = (
        _alone(sum_, names) for sum_ in (case.when[0].sum, then.top, then.bottom)
    )
    if above is None or top is None or bottom is None:
        return None
    positive = case.when[0].sign is Sign.POSITIVE
    return (above, top, bottom, then.curve) if positive else None


def _alone(sum_: Sum, names: tuple[str, ...]) -> int | None:
    """Give the place of the one quantity that a sum is, if it is just that."""
    if [number for _, number in sum_.terms] != [1]:
        return None
    return names.index(sum_.terms[0][0])


def _nothing(_: Sequence[int]) -> int:
    return 0  # pragma: no cover - stands where nothing is added up


def _getter(sum_: Sum, scale: int, names: tuple[str, ...]) -> _Get:
    """Make what adds up a sum in whole numbers, times the scale or a multiple of it."""
    scale = math.lcm(scale, *(number.denominator for _, number in sum_.terms))
    terms = tuple(
        (names.index(name), int(number * scale)) for name, number in sum_.terms
    )
    if len(terms) == 1 and terms[0][1] == 1:
        return itemgetter(terms[0][0])
    return partial(_total, terms)


def _total(terms: Sequence[tuple[int, int]], figures: Sequence[int]) -> int:
    return sum(figures[place] * times for place, times in terms)
