"""
What holds of an indicator in every row of a frame in the wide format (指标固定值).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.model import IndicatorTree, Target

if TYPE_CHECKING:
    from lzeval.model import Measure
    from lzeval.notation import Unit
    from lzeval.scoring import Framework

__all__ = ["Place", "constant_of", "decimals_of", "places_of"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Place:
    """
    An indicator, and what holds of it in every row (指标及其固定值).

    Attributes:
        code: Its code.
        weight: Its points, if the tree has them.
        target: Its target, if it is the same in every row.
        budget: Whether it is the budget's execution, beside the tree.
    """

    code: str
    weight: Fraction | None
    target: Mapping[str, Any]
    budget: bool = False


def places_of(
    tree: IndicatorTree,
    editions: Mapping[str, Framework],
    targets: Iterable[Target] | Mapping[str, str],
    unit: Unit | None,
) -> Iterator[Place]:
    """
    List the indicators of a tree, and the budget's rows beside it (列出指标).

    Args:
        tree: The tree.
        editions: The editions, by their ids.
        targets: Targets that are the same in every row, or their cells by code.
        unit: The unit of figures where an indicator has none.

    Raises:
        InvalidFrameError: Naming every target that fits no indicator, is the second
            one, or is no decimal number.
    """
    problems: list[Problem] = []
    given = _placed(tree, targets, problems)
    for leaf in tree.leaves:
        own = (None if leaf.indicator is None else leaf.indicator.unit) or unit
        target = given.get(leaf.code)
        aim: Mapping[str, Any] = {}
        if target is not None:
            aim = _aim(leaf.code, target, own, problems)
        weight = None if leaf.weight is None else Fraction(leaf.weight)
        yield Place(leaf.code, weight, aim)
    if problems:
        raise InvalidFrameError("targets", tuple(problems))
    rows = [one.budget_row for one in editions.values() if one.budget_row is not None]
    for row in {row.code: row for row in rows}.values():
        yield Place(row.code, Fraction(row.weight), {}, budget=True)


def _placed(
    tree: IndicatorTree,
    targets: Iterable[Target] | Mapping[str, str],
    problems: list[Problem],
) -> dict[str, Target]:
    """Find the indicators of targets."""
    if isinstance(targets, Mapping):
        cells = cast("Mapping[str, str]", targets).items()
        targets = [Target.parse(cell, indicator=code) for code, cell in cells]
    found: dict[str, Target] = {}
    leaves = {leaf.code for leaf in tree.leaves}
    for number, target in enumerate(targets):
        place, code = f"targets[{number}]", target.indicator or ""
        code = tree[code].code if code in tree else code
        if code not in leaves:
            problems.append(Problem(place, f"{code!r} is no indicator of the tree"))
        elif code in found:
            problems.append(Problem(place, f"is the second one of {code!r}"))
        else:
            found[code] = target
    return found


def _aim(
    code: str, target: Target, unit: Unit | None, problems: list[Problem]
) -> Mapping[str, Any]:
    """Give a target in columns, in the unit of its indicator."""
    ends = [
        None if end is None else _in_unit(end, unit)
        for end in (target.value, target.upper)
    ]
    fits = all(end is None or isinstance(end, Decimal) for end in ends)
    if target.is_set and (target.value is None or not fits):
        message = f"the target {target.notation()!r} is no decimal number"
        problems.append(Problem(code, message))
    sign = None if target.comparator is None else target.comparator.value
    aim = {"sign": sign, "target": ends[0], "upper": ends[1]}
    return {name: value for name, value in aim.items() if value is not None}


def _in_unit(value: Measure, unit: Unit | None) -> object:
    if unit is None or value.unit is None or value.family != unit.family:
        return value.value
    return value.to(unit).value


def constant_of(name: str, place: Place, own: Mapping[str, str]) -> Fraction | None:
    """Give a number that is the same in every row, where there is no column (定值)."""
    if name in own:
        return None
    if name == "weight":
        return place.weight
    value = place.target.get(name)
    return None if value is None else Fraction(value)


def decimals_of(name: str, value: Fraction) -> int:
    """
    Count the decimals of a number (小数位数).

    Raises:
        InvalidFrameError: If it is no decimal number.
    """
    for digits in range(_MOST_DIGITS):
        if (value * 10**digits).denominator == 1:
            return digits
    message = f"{value} is no decimal number; give them in a column"
    raise InvalidFrameError("frame", (Problem(name, message),))


_MOST_DIGITS = 19
