"""Plans taken apart over one figure, in whole numbers of its last decimal."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.model import NoRate
from lzeval.report.live import Op, Ref, call, compute
from lzeval.report.pieces import (
    NoWorkingError,
    Piece,
    chosen,
    pieces_of,
    rounded,
    rounded_once,
    scaled,
)
from lzeval.scoring import Rounding
from lzeval.scoring.rules import (
    AllOrNothing,
    Bands,
    Deduction,
    Equal,
    Proportional,
    Reverse,
)

if TYPE_CHECKING:
    from lzeval.scoring.plan import Plan

CENTS, UNIT = Rounding(digits=2), (Fraction(0), Fraction(1))
TARGET = {"target": Fraction(6410)}


def plan_of(rule: Proportional | Reverse | Equal | Bands | Deduction) -> Plan:
    """Give the plan of a rule for a target without a sign."""
    return rule.plan(None)


def test_proportional_in_three_pieces() -> None:
    """Nothing up to zero, a straight line to the target, and all from there on."""
    pieces = pieces_of(plan_of(Proportional()), TARGET, 0, (-10, 10_000))
    ends = [(piece.first, piece.last) for piece in pieces]
    assert [(-10, 0), (1, 6409), (6410, 10_000)] == ends
    assert (Fraction(1, 6410), 0) == pieces[1].top


def test_points_by_pieces() -> None:
    """8 points for 5123 of 6410 are 6.39; the exact tie goes up."""
    x = Ref("x")
    pieces = pieces_of(plan_of(Proportional()), TARGET, 0, (0, 10_000))
    points = rounded(pieces, x, CENTS, str, Fraction(8))
    assert Fraction("6.39") == compute(points, {"x": Fraction(5123)})
    tie = pieces_of(plan_of(Proportional()), {"target": Fraction(1000)}, 0, (0, 2000))
    points = rounded(tie, x, CENTS, str, Fraction(1))
    assert Fraction("0.01") == compute(points, {"x": Fraction(5)})


def test_truncated_points() -> None:
    """Digits that are not kept are cut off where the edition says so."""
    cut = Rounding(digits=2, mode="truncate")
    pieces = pieces_of(
        plan_of(Proportional()), {"target": Fraction(1000)}, 0, (0, 2000)
    )
    points = rounded(pieces, Ref("x"), cut, str, Fraction(1))
    assert 0 == compute(points, {"x": Fraction(9)})


def test_a_denominator_that_is_filled_in() -> None:
    """Target ÷ actual has the actual figure below: 8 × 90 ÷ 95 is 7.58."""
    pieces = pieces_of(
        plan_of(Reverse(formula="ratio")), {"target": Fraction(90)}, 0, (0, 1000)
    )
    points = rounded(pieces, Ref("x"), CENTS, str, Fraction(8))
    assert Fraction("7.58") == compute(points, {"x": Fraction(95)})
    with pytest.raises(NoWorkingError):
        scaled(pieces, Ref("x"), 90)


def test_open_and_closed_ends() -> None:
    """The whole number at an end belongs to one side only."""
    rule = Bands.steps((60, "0.5"), (90, 1), of="value")
    fixed = {"target": Fraction(0), "one": Fraction(1)}
    pieces = pieces_of(plan_of(rule), fixed, 1, (0, 1000))
    assert [600, 900] == [piece.first for piece in pieces[1:]]


def test_a_reason_in_place_of_points() -> None:
    """Where the plan gives no share, what stands for its reason is shown."""
    plan = plan_of(Proportional())
    pieces = pieces_of(plan, {"target": Fraction(-5)}, 0, (-10, 10))
    points = rounded(pieces, Ref("x"), CENTS, str, Fraction(8))
    assert NoRate.NEGATIVE_TARGET.value == compute(points, {"x": Fraction(-6)})
    assert 8 == compute(points, {"x": Fraction(-5)})
    with pytest.raises(NoWorkingError):
        scaled(pieces, Ref("x"), 1)


def test_shares_in_whole_numbers() -> None:
    """Shares times their common denominator are whole."""
    pieces = pieces_of(plan_of(Proportional()), {"target": Fraction(6)}, 0, (0, 10))
    shares = [
        compute(scaled(pieces, Ref("x"), 12), {"x": Fraction(x)}) for x in (0, 3, 9)
    ]
    assert [0, 6, 12] == shares


def test_met_or_not() -> None:
    """A verdict is chosen by pieces."""
    pieces = pieces_of(AllOrNothing().plan(None), TARGET, 0, (0, 10_000))
    verdict = chosen(pieces, Ref("x"), "达标", "未达标")
    said = [compute(verdict, {"x": Fraction(x)}) for x in (6409, 6410)]
    assert ["未达标", "达标"] == said


def test_too_many_pieces() -> None:
    """A thousand steps fit into no formula."""
    rule = Deduction(minus="0.001", per=1)
    fixed = {"target": Fraction(5000), "one": Fraction(1)}
    with pytest.raises(NoWorkingError):
        pieces_of(plan_of(rule), fixed, 0, (0, 10_000))


def test_many_edges() -> None:
    """Nor do a hundred ends of pieces that a curve of fifty steps gives."""
    rule = Deduction(minus="0.02", per=1, counting="started")
    fixed = {"target": Fraction(50), "one": Fraction(1)}
    with pytest.raises(NoWorkingError):
        pieces_of(plan_of(rule), fixed, 1, (0, 1000))


def test_too_large() -> None:
    """A numerator beyond what spreadsheets keep is refused, not written wrong."""
    top = Fraction(1, 3), Fraction(0)
    with pytest.raises(NoWorkingError):
        rounded_once(top, UNIT, Ref("x"), (0, 10**13), CENTS)


def test_below_zero() -> None:
    """Rates below zero are rounded away from zero, as all are."""
    rate = rounded_once(
        (Fraction(1, 8), Fraction(0)), UNIT, Ref("x"), (-100, -1), CENTS
    )
    assert Fraction("-0.13") == compute(rate, {"x": Fraction(-1)})


def test_pieces_of_one_form_are_joined() -> None:
    """Neighbours of one form are one piece, others are not."""
    first, second = Piece(0, 4), Piece(5, 9)
    assert Piece(0, 9) == first.joined(second)
    assert first.joined(Piece(5, 9, reason=NoRate.ZERO_TARGET)) is None


def test_a_line_through_the_origin() -> None:
    """The figure alone needs no sum around it."""
    whole = rounded_once(
        (Fraction(1), Fraction(0)), UNIT, Ref("x"), (0, 9), Rounding(digits=0)
    )
    assert 7 == compute(whole, {"x": Fraction(7)})
    cut = Rounding(digits=0, mode="truncate")
    same = rounded_once((Fraction(1), Fraction(0)), UNIT, Ref("x"), (0, 9), cut)
    assert call(Op.FLOOR, Ref("x"), 1) == same
