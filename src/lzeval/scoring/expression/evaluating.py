"""
The value of a formula, exact and total (公式求值).

A figure keeps the unit in which it counts. A number without a unit fits any figure that
it is added to or compared with, as it does everywhere in lzeval; figures of one family
are brought to one unit; those of two families cannot be added or compared.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from lzeval.model import Measure, NoRate, Unit
from lzeval.scoring.expression.tree import (
    Call,
    Comparison,
    Function,
    Junction,
    Negative,
    Node,
    Not,
    Numeral,
    Operation,
    Operator,
    Part,
    Quantity,
    Relation,
    Word,
)

__all__ = ["Figure", "Read", "value_of"]


def __dir__() -> list[str]:
    return __all__


Families: TypeAlias = tuple[tuple[str, int], ...]
"""What a figure measures: families of units with their powers; empty for a number."""


class Figure(NamedTuple):
    """
    A number with what it measures (数值).

    Examples:
        >>> Figure.of(Measure("95", "%")).number, Figure.of(Measure(3, "天")).number
        (Fraction(19, 20), Fraction(3, 1))
    """

    number: Fraction
    """How many of its unit it is."""
    families: Families = ()
    """What it measures; empty for a plain number."""
    unit: Fraction | None = Fraction(1)
    """How many base units its unit is; None where units were mixed, so that the base
    units count, and no number without a unit can be meant in them."""

    @classmethod
    def of(cls, measure: Measure, unit: Unit | None = None) -> Figure:
        """
        Take a quantity (数量取值).

        Args:
            measure: The quantity; of a rate, or a multiple such as 万, its plain value.
            unit: The unit in which it counts, if it is of the same family.
        """
        if measure.unit is None or measure.family in _PLAIN:
            return cls(measure.base)
        fits = unit is not None and unit.family == measure.family
        factor = unit.factor if unit is not None and fits else measure.unit.factor
        return cls(measure.base / factor, ((measure.family, 1),), factor)


_PLAIN = frozenset(["number", "ratio"])

Read: TypeAlias = Callable[[Quantity | Part], Figure | NoRate]
"""Gives the quantity of a name, or why there is none."""


def value_of(root: Node, read: Read) -> Fraction | NoRate:
    """
    Work out a formula (求值).

    Args:
        root: Its tree, in which conditions and numbers stand where they must.
        read: Gives the quantities; each is asked for only if it matters.

    Returns:
        The exact number. If it depends on a quantity that is not known, the reason for
        that; on a division by zero, `NoRate.ZERO_DENOMINATOR`; on units that do not go
        together, `NoRate.UNIT_MISMATCH`, as is one unit per another at the end.
    """
    value = _number(root, read)
    if isinstance(value, NoRate):
        return value
    if value.unit is None or [power for _, power in value.families] not in ([], [1]):
        return NoRate.UNIT_MISMATCH
    return value.number


def _number(node: Node, read: Read) -> Figure | NoRate:
    match node:
        case Quantity() | Part():
            return read(node)
        case Numeral():
            number = Fraction(node.value)
            return Figure(number / 100 if node.percent else number)
        case Negative():
            return _single(node.of, read, operator.neg)
        case Operation():
            return _calculated(node, read)
        case Call():
            return _called(node, read)
        case _:  # pragma: no cover - the tree was checked
            raise AssertionError(node)


def _called(call: Call, read: Read) -> Figure | NoRate:
    arguments = call.arguments
    match call.function:
        case Function.ABS:
            return _single(arguments[0], read, abs)
        case Function.IF:
            holds = _truth(arguments[0], read)
            if isinstance(holds, NoRate):
                return holds
            return _number(arguments[1] if holds else arguments[2], read)
        case Function.MAX:
            return _extreme(arguments, read, max)
        case _:
            return _extreme(arguments, read, min)


def _single(
    node: Node, read: Read, do: Callable[[Fraction], Fraction]
) -> Figure | NoRate:
    value = _number(node, read)
    return value if isinstance(value, NoRate) else _same(do(value.number), value)


_ONE = Fraction(1)


def _same(number: Fraction, figure: Figure) -> Figure:
    return figure._replace(number=number)


def _calculated(node: Operation, read: Read) -> Figure | NoRate:
    value = _number(node.first, read)
    for sign, operand in node.rest:
        if isinstance(value, NoRate):
            return value
        other = _number(operand, read)
        value = other if isinstance(other, NoRate) else _DOES[sign](value, other)
    return value


def _extreme(
    arguments: Sequence[Node],
    read: Read,
    choose: Callable[[Fraction, Fraction], Fraction],
) -> Figure | NoRate:
    value = _number(arguments[0], read)
    for argument in arguments[1:]:
        if isinstance(value, NoRate):
            return value
        other = _number(argument, read)
        value = other if isinstance(other, NoRate) else _joined(value, other, choose)
    return value


def _together(left: Figure, right: Figure) -> tuple[Fraction, Fraction, Figure] | None:
    """Bring two figures to one unit, and say which; None if there is none."""
    if left.families == right.families:
        if left.unit == right.unit:
            return left.number, right.number, left
        mixed = left._replace(unit=None)
        bottoms = left.unit or _ONE, right.unit or _ONE
        return left.number * bottoms[0], right.number * bottoms[1], mixed
    if left.families and right.families:
        return None
    kind = left if left.families else right
    return None if kind.unit is None else (left.number, right.number, kind)


def _joined(
    left: Figure, right: Figure, do: Callable[[Fraction, Fraction], Fraction]
) -> Figure | NoRate:
    both = _together(left, right)
    if both is None:
        return NoRate.UNIT_MISMATCH
    return _same(do(both[0], both[1]), both[2])


def _plus(left: Figure, right: Figure) -> Figure | NoRate:
    return _joined(left, right, operator.add)


def _minus(left: Figure, right: Figure) -> Figure | NoRate:
    return _joined(left, right, operator.sub)


def _times(left: Figure, right: Figure, power: int = 1) -> Figure:
    number = left.number * right.number**power
    if not right.families:
        return _same(number, left)
    powers = dict(left.families)
    for family, times in right.families:
        powers[family] = powers.get(family, 0) + times * power
    families = tuple(sorted((name, times) for name, times in powers.items() if times))
    if left.unit is None or right.unit is None:
        scale = (left.unit or _ONE) * (right.unit or _ONE) ** power
        return Figure(number * scale, families, None if families else _ONE)
    unit = left.unit * right.unit**power
    return Figure(number, families, unit) if families else Figure(number * unit)


def _by(left: Figure, right: Figure) -> Figure | NoRate:
    return _times(left, right, -1) if right.number else NoRate.ZERO_DENOMINATOR


_DOES: Mapping[Operator, Callable[[Figure, Figure], Figure | NoRate]] = (
    MappingProxyType(
        {
            Operator.PLUS: _plus,
            Operator.MINUS: _minus,
            Operator.TIMES: _times,
            Operator.BY: _by,
        }
    )
)
_COMPARES: Mapping[Relation, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {
        Relation.LESS: operator.lt,
        Relation.AT_MOST: operator.le,
        Relation.EQUAL: operator.eq,
        Relation.OTHER: operator.ne,
        Relation.AT_LEAST: operator.ge,
        Relation.MORE: operator.gt,
    }
)


def _truth(node: Node, read: Read) -> bool | NoRate:
    match node:
        case Comparison():
            return _compared(node, read)
        case Not():
            holds = _truth(node.of, read)
            return holds if isinstance(holds, NoRate) else not holds
        case Junction():
            return _joint(node, read)
        case _:  # pragma: no cover - the tree was checked
            raise AssertionError(node)


def _compared(node: Comparison, read: Read) -> bool | NoRate:
    left = _number(node.left, read)
    if isinstance(left, NoRate):
        return left
    right = _number(node.right, read)
    if isinstance(right, NoRate):
        return right
    both = _together(left, right)
    if both is None:
        return NoRate.UNIT_MISMATCH
    return _COMPARES[node.relation](both[0], both[1])


def _joint(node: Junction, read: Read) -> bool | NoRate:
    """One part may decide, whatever is not known of the others."""
    decisive = node.word is Word.OR
    unknown: NoRate | None = None
    for part in node.parts:
        holds = _truth(part, read)
        if holds is decisive:
            return decisive
        if unknown is None and isinstance(holds, NoRate):
            unknown = holds
    return not decisive if unknown is None else unknown
