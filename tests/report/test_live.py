"""Expressions over cells are computed exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.report.live import Op, Ref, Value, Working, call, compute, constant, refs_in

A, B = Ref("a"), Ref("b")


@pytest.mark.parametrize(
    ("working", "expected"),
    [
        (call(Op.PLUS, A, 3, -1), 10),
        (call(Op.TIMES, 2, A), 16),
        (call(Op.LEAST, A, 5), 5),
        (call(Op.FLOOR, A, 3), 2),
        (call(Op.SHIFT, 805, 2), Fraction(161, 20)),
        (call(Op.WHOLE, Decimal("2.675"), 2), 268),
        (call(Op.IF, call(Op.BELOW, A, 9), "少", "多"), "少"),
        (call(Op.EQUALS, A, 8), 1),
        (call(Op.EQUALS, Ref("nothing"), ""), 1),
        (call(Op.ALL, call(Op.BELOW, A, 9), call(Op.BELOW, 9, A)), 0),
        (call(Op.IS_NUMBER, A), 1),
        (call(Op.IS_NUMBER, B), 0),
        (call(Op.FITS, A, 0, 8, 0), 1),
        (call(Op.FITS, A, 0, 7, 0), 0),
        (call(Op.FITS, Decimal("0.25"), 0, 8, 1), 0),
        (call(Op.FITS, B, 0, 8, 1), 0),
        (call(Op.COUNT, A, B, Ref("nothing")), 1),
        (call(Op.SUM, A, B, Decimal("0.5"), 2), Fraction(17, 2)),
        (call(Op.BETWEEN, 1, A, 2, "～"), "1.00～8.00"),
        (call(Op.BETWEEN, A, A, 0, "～"), "8"),
        (B, "甲"),
    ],
)
def test_computing(working: Working, expected: Value) -> None:
    """Each operation does what it says, on numbers, texts and empty cells."""
    assert expected == compute(working, {"a": Fraction(8), "b": "甲"})


def test_cells_that_are_read() -> None:
    """An expression names the cells that it reads."""
    working = call(Op.IF, call(Op.BELOW, A, 9), call(Op.PLUS, A, B), "无")
    assert ["a", "a", "b"] == list(refs_in(working))


def test_a_constant_ends() -> None:
    """A number without a finite decimal form is no constant of a spreadsheet."""
    with pytest.raises(ValueError, match="1/3 has no finite decimal form"):
        constant(Fraction(1, 3))
