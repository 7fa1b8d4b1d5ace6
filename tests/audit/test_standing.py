"""Totals and grades: as printed, as added up, as the figures have it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval import cases
from lzeval.audit import audit
from lzeval.audit.examples import budget, form, row
from lzeval.model import Interval

if TYPE_CHECKING:
    from lzeval.audit.standing import Standing
    from lzeval.forms import Form, FormRow


def standing(*rows: FormRow, **parts: object) -> Standing:
    """Where the total of a complete form with these rows stands."""
    return audit(form(*rows, complete=True, **parts)).standing  # type: ignore[arg-type]


def test_rates_earn_in_proportion_and_no_more_than_the_weight() -> None:
    """80 of 100 earn 48 of 60; 120 % earns the weight; money earns by its rate."""
    found = standing(
        row("培训人数", "≥100人", "80人", "60", "60"),
        row("学员满意度", "≥50%", "60%", "30", "30"),
        money=budget(("年度资金总额", "20", "15"), weight="10", score="10"),
        total="100",
        grade="优",
    )
    assert Interval(Decimal("85.5"), Decimal("85.5")) == found.recomputed
    assert (Decimal(100), Decimal(100)) == (found.printed, found.added)
    assert ["良"] == [str(grade) for grade in found.grades]
    assert found.grade_at_stake
    assert found.agrees is False


def test_what_persons_award_stands_up_to_the_weight() -> None:
    """Words cannot be scored again; no more than the weight is counted."""
    found = standing(
        row("制度健全", "健全", "较为健全", "60", "55"),
        row("群众满意度", "满意", "满意", "40", "45"),
    )
    assert Interval(Decimal(95), Decimal(95)) == found.recomputed
    assert found.agrees is None
    assert not found.grade_at_stake


def test_a_score_that_is_not_printed_may_be_anything() -> None:
    """Without figures and without score, anything up to the weight is possible."""
    found = standing(
        row("培训人数", "≥100人", "100人", "60", "60"),
        row("制度健全", "健全", "健全", "40", ""),
        total="95",
        grade="优",
    )
    assert Interval(Decimal(60), Decimal(100)) == found.recomputed
    assert found.added is None
    assert ["中", "良", "优"] == [str(grade) for grade in found.grades]
    assert found.agrees is True


def test_claims_without_a_figure_are_added_up_apart() -> None:
    """A claim is counted as printed, and said to be unproven."""
    found = standing(
        row("培训人数", "≥100人", "已完成", "60", "60"),
        row("学员满意度", "≥90%", "90%", "40", "40"),
    )
    assert Interval(Decimal(100), Decimal(100)) == found.recomputed
    assert Decimal(60) == found.unproven


@pytest.mark.parametrize(
    "printed",
    [
        form(row("培训人数", "≥100人", "80人", "60", "60"), complete=False),
        form(row("培训人数", "≥100人", None, "60"), kind="target-declaration"),
        form(row("培训人数", "≥100人", "80人", None, "60"), complete=True),
        form(row("制度健全", "健全", "健全"), complete=True),
        form(complete=True),
    ],
)
def test_nothing_is_worked_out_without_grounds(printed: Form) -> None:
    """Cut-off forms, declarations, and rows of unknown weight give no total."""
    found = audit(printed).standing
    assert found.recomputed is None
    assert () == found.grades
    assert printed.complete or found.added is None


def test_money_without_a_rate_stands_as_printed() -> None:
    """Points of execution without amounts are those printed; without those, unknown."""
    rows = [row("培训人数", "≥100人", "100人", "90", "90")]
    unknown = budget(("年度资金总额", None, None), weight="10")
    assert (
        Interval(Decimal(90), Decimal(100)) == standing(*rows, money=unknown).recomputed
    )
    assert standing(*rows, money=unknown).added is None
    known = budget(("年度资金总额", None, None), weight="10", score="9")
    assert Interval(Decimal(99), Decimal(99)) == standing(*rows, money=known).recomputed


def test_execution_in_a_row_is_not_counted_twice() -> None:
    """Where a row holds the points of execution, the money part adds none."""
    found = standing(
        row("预算执行率", "100%", "90%", "10", "9"),
        row("培训人数", "≥100人", "100人", "90", "90"),
        money=budget(("年度资金总额", "10", "9"), weight="10", score="9"),
    )
    assert Decimal(99) == found.added
    assert Interval(Decimal(99), Decimal(99)) == found.recomputed


def test_the_longchi_case() -> None:
    """
    The seed case, worked out by hand.

    实际完成率 has 12 targets: 5123/6410, 125/150, one met, eight claimed, one without
    result; the weight lies between 8 and 10 points.
    """
    found = audit(cases.load("longchi-2022")).standing
    known = Fraction(5123, 6410) + Fraction(125, 150) + 1 + 8
    low = 87 + 8 * known / 12
    high = 87 + 10 * (known + 1) / 12
    assert found.recomputed is not None
    assert (low, high) == (
        Fraction(found.recomputed.low),
        Fraction(found.recomputed.high or 0),
    )
    assert Fraction(8 * 8, 12) == found.unproven
    assert (Decimal("95.00"), Decimal("95.00")) == (found.printed, found.added)
    assert not found.grade_at_stake


@pytest.mark.parametrize(("weight", "grades"), [("30", 1), ("20", 0), ("40", 0)])
def test_weights_that_are_not_the_whole_give_no_grade(weight: str, grades: int) -> None:
    """Where weights make 90 or 110 there is a total, and no grade of it."""
    found = standing(
        row("培训人数", "≥100人", "100人", "60", "60"),
        row("学员满意度", "≥90%", "95%", weight, weight),
        money=budget(("年度资金总额", "20", "20"), weight="10", score="10"),
    )
    assert found.recomputed is not None
    assert grades == len(found.grades)


def test_scores_without_any_weight_are_graded_as_they_are() -> None:
    """Where nobody printed weights, the sum of the awards is out of full points."""
    found = standing(
        row("制度健全", "健全", "健全", None, "50"),
        row("群众满意度", "满意", "满意", None, "35"),
    )
    assert ["良"] == [str(grade) for grade in found.grades]


@pytest.mark.parametrize(("name", "score"), [("", "5"), ("培训", "-1")])
def test_odd_rows_under_printed_groups_are_no_exception(name: str, score: str) -> None:
    """A blank name or negative points below a group with points do not raise."""
    found = standing(
        row(name, "≥5个", "5个", None, score, level1="产出", level1_weight="50")
    )
    assert Decimal(score) == found.added
