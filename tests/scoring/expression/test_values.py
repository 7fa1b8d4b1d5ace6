"""Formulas are worked out exactly, or say why not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.model import Measure, NoRate, Unit
from lzeval.scoring.expression import Expression, Figure, Part, Quantity

F = Fraction


def value(text: str, **given: str | int | NoRate) -> Fraction | NoRate:
    """Work a formula out over cells by name."""

    def read(name: Quantity | Part) -> Figure | NoRate:
        cell = given[name.name if isinstance(name, Part) else str(name)]
        if isinstance(cell, NoRate):
            return cell
        return Figure.of(
            Measure(cell) if isinstance(cell, int) else Measure.parse(cell)
        )

    return Expression.parse(text).value(read)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("7 - 2 - 1", 4),
        ("8 / 2 / 2", 2),
        ("1 / 3 + 1 / 6", F(1, 2)),
        ("-2 * -3 - -1", 7),
        ("95% - 0.05", F(9, 10)),
        ("min(3, 1, 2) + max(3, 1, 2) + abs(-5) + abs(5)", 14),
        ("if(1 < 2, 5, 6) + if(2 < 1, 50, 60)", 65),
        ("if(1 <= 1 and 1 >= 1 and 1 == 1 and not 1 != 1, 1, 0)", 1),
        ("if(1 < 1 or 1 > 1 or 1 != 1, 1, 0)", 0),
        ("if(2 >= 1 and 1 <= 2 and not 1 == 2, 1, 0)", 1),
    ],
)
def test_numbers(text: str, expected: Fraction | int) -> None:
    """The rules of arithmetic hold, exactly."""
    assert expected == value(text)


UNKNOWN = NoRate.CLAIMED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 / 0", NoRate.ZERO_DENOMINATOR),
        ("0 / (x - x)", NoRate.ZERO_DENOMINATOR),
        ("if(1 / 0 > 1, 1, 1)", NoRate.ZERO_DENOMINATOR),
        ("if(x > 0, 1, 1 / 0)", 1),
        ("if(x < 0, y, 2)", 2),
        ("if(x > 0, y, 2)", UNKNOWN),
        ("if(y > 0, 1, 1)", UNKNOWN),
        ("if(0 < y, 1, 1)", UNKNOWN),
        ("0 * y", UNKNOWN),
        ("y * 0", UNKNOWN),
        ("-y", UNKNOWN),
        ("y + 1 - 2", UNKNOWN),
        ("abs(y)", UNKNOWN),
        ("min(0, y, 1)", UNKNOWN),
        ("max(y, 1, 0)", UNKNOWN),
        ("if(not y > 0, 1, 0)", UNKNOWN),
        ("if(y > 0 and x > 5, 1, 0)", 0),
        ("if(x > 5 and y > 0, 1, 0)", 0),
        ("if(y > 0 or x > 0, 1, 0)", 1),
        ("if(y > 0 and 1 / 0 > 0, 1, 0)", UNKNOWN),
        ("if(y > 0 or x > 5, 1, 0)", UNKNOWN),
        ("if(x > 0 and y > 0, 1, 0)", UNKNOWN),
    ],
)
def test_what_is_not_known(text: str, expected: NoRate | int) -> None:
    """Only what matters must be known; one part of a condition may decide."""
    assert expected == value(text, x=3, y=UNKNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A number takes the unit of what it stands beside.
        ("late - 1", 2),
        ("5 - 0.5 * late", F(7, 2)),
        ("if(late > 2, 1, 0)", 1),
        ("min(late, 2)", 2),
        ("max(2, late)", 3),
        # Within a family units are converted.
        ("late / week", F(3, 7)),
        ("if(late < week, 1, 0)", 1),
        ("(late + week) / late", F(10, 3)),
        ("late / (late + week)", F(3, 10)),
        ("(late + week) * (late + week) / late / late", F(100, 9)),
        # Of mixed units no number without a unit can be meant.
        ("if(late + week > 5, 1, 0)", NoRate.UNIT_MISMATCH),
        ("late + week", NoRate.UNIT_MISMATCH),
        ("2 * (late + week) - 1", NoRate.UNIT_MISMATCH),
        # Families are not mixed; one per another is no result.
        ("late + money", NoRate.UNIT_MISMATCH),
        ("if(late < money, 1, 0)", NoRate.UNIT_MISMATCH),
        ("min(late, money)", NoRate.UNIT_MISMATCH),
        ("money / people", NoRate.UNIT_MISMATCH),
        ("late * late", NoRate.UNIT_MISMATCH),
        ("1 / late", NoRate.UNIT_MISMATCH),
        ("if(money / people <= 2, 1, 0)", 1),
        ("money / people / (money / people)", 1),
        # Rates and multiples are plain numbers.
        ("rate - 5%", F(9, 10)),
        ("rate * 2 + many / 10000", F(49, 10)),
        ("if(rate < late, 1, 0)", 1),
    ],
)
def test_units(text: str, expected: NoRate | Fraction | int) -> None:
    """Units of one family go together, and a bare number with any of them."""
    cells = {"late": "3天", "week": "1周", "money": "6万元", "people": "3人"}
    assert expected == value(text, **cells, rate="95%", many="3万")


def test_a_figure_in_a_given_unit() -> None:
    """A quantity counts in the unit that is asked for, if it can."""
    money = Measure("6", "万元")
    numbers = [
        Figure.of(money, Unit.of(unit) if unit else None).number
        for unit in ("元", "万元", "人", "")
    ]
    assert [60000, 6, 6, 6] == numbers
