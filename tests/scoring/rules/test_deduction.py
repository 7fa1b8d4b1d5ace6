"""Points that are taken off, until none are left."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Interval, Measure, NoRate, Outcome
from lzeval.scoring.rules import Counting, Deduction, DeductionList, Fault

if TYPE_CHECKING:
    from lzeval.typing import Number


@pytest.mark.parametrize(
    ("outcome", "whole", "started", "part"),
    [
        ("100%", 5, 5, 5),
        ("120%", 5, 5, 5),
        ("99%", 5, 4, "4.9"),
        ("90%", 4, 4, 4),
        ("89.9%", 4, 3, "3.99"),
        ("75%", 3, 2, "2.5"),
        ("51%", 1, 0, "0.1"),
        ("50%", 0, 0, 0),
        ("0%", 0, 0, 0),
    ],
)
def test_per_ten_points(
    *, outcome: str, whole: Number, started: Number, part: Number
) -> None:
    """One of five points for each 10 percentage points short of 100 %."""
    rules = [
        Deduction(minus=1, out_of=5, per="10%", counting=counting)
        for counting in Counting
    ]
    found = [rule.points("＝100%", outcome, weight=5) for rule in rules]
    assert [Fraction(points) for points in (whole, started, part)] == found


def test_vector_23_receipt_rate() -> None:
    """75 % received loses three started tenths of 5 points."""
    rule = Deduction(minus=1, out_of=5, per="10%", counting="started")
    assert "2.00" == str(rule.points("100%", "75%", weight=5))


@pytest.mark.parametrize(
    ("counting", "outcome", "points"),
    [
        ("started", "90%", 10),
        ("started", "85%", 9),
        ("started", "88%", 9),
        ("whole", "88%", 10),
        ("whole", "85%", 9),
        ("whole", "40%", 0),
    ],
)
def test_vector_21_satisfaction(counting: str, outcome: str, points: int) -> None:
    """A point of 10 for each 5 % below 90 %; whether a started one counts is said."""
    rule = Deduction(minus=1, out_of=10, per="5%", counting=counting)
    assert points == rule.points("≥90%", outcome, weight=10)


@pytest.mark.parametrize(
    ("per", "target", "outcome", "share"),
    [
        ("1件", "≤0件", "3件", "2/5"),
        ("1件", "≤0件", "-3件", 1),
        ("1件", "＜2件", "3件", "4/5"),
        ("1件", "≤0件", "9件", 0),
        ("10个百分点", "≥100%", "80%", "3/5"),
        (10, "≥100%", "80%", "3/5"),
        (Measure(10, "%"), "≥100%", "80%", "3/5"),
        ("1万元", "≤90万元", "925000元", "3/5"),
        ("1万元", "≤90万元", "92", "3/5"),
        (2, 10, 8, "4/5"),
    ],
)
def test_units_and_direction(
    per: Measure | Number, target: Number, outcome: Number, share: str | int
) -> None:
    """A fifth off for each unit over a limit, or short of a target."""
    assert Fraction(share) == Deduction(minus="0.2", per=per).share(target, outcome)


@pytest.mark.parametrize(
    ("per", "target", "outcome", "reason"),
    [
        ("1件", "≤5人", "6人", NoRate.UNIT_MISMATCH),
        ("10个百分点", "≥5人", "4人", NoRate.UNIT_MISMATCH),
        ("1件", "≤5件", "较好", NoRate.NO_NUMBER),
        ("1件", "", "5件", NoRate.NO_TARGET),
        ("1件", "无违规", "5件", NoRate.NO_NUMBER),
        ("1件", "5-6件", "7件", NoRate.INTERVAL_TARGET),
    ],
)
def test_no_share(per: str, target: str, outcome: str, reason: NoRate) -> None:
    """What cannot be counted says why."""
    assert reason is Deduction(minus="0.2", per=per).share(target, outcome)


@pytest.mark.parametrize("counting", list(Counting))
def test_a_floor(counting: Counting) -> None:
    """Not less than the least share is left, and all of it at 1."""
    rule = Deduction(minus="0.3", per=1, least="0.25", counting=counting)
    assert [Fraction(1, 4)] * 2 == [rule.share(10, done) for done in (7, 0)]
    assert Fraction(7, 10) == rule.share(10, 9)
    kept = Deduction(minus="0.3", per=1, least=1, counting=counting)
    assert 1 == kept.share(10, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minus": 0, "per": 1},
        {"minus": 1, "per": 0},
        {"minus": 1, "per": 1, "out_of": 0},
        {"minus": 1, "per": 1, "least": "1.1"},
        {"minus": "0.0001", "per": 1},
    ],
)
def test_wrong_deductions_are_refused(wrong: dict[str, Number]) -> None:
    """Figures out of range, and steps without end, are refused."""
    with pytest.raises(InexactNumberError):
        Deduction(**wrong)  # type: ignore[arg-type]


def test_small_parts_need_no_steps() -> None:
    """In proportion any size will do."""
    rule = Deduction(minus="0.0001", per=1, counting="part")
    assert Fraction(9999, 10000) == rule.share(10, 9)


LIST = DeductionList(faults={"缺合同": "0.5", "逾期": 1}, out_of=5)


@pytest.mark.parametrize(
    ("found", "points"),
    [
        ({"缺合同": 0}, 5),
        ({"缺合同": 3}, "3.5"),
        ({"缺合同": 3, "逾期": 1}, "2.5"),
        ({"逾期": 7}, 0),
        ({"逾期": 1, "缺合同": Outcome.not_applicable()}, 4),
    ],
)
def test_a_list(found: dict[str, Outcome | Number], points: Number) -> None:
    """Half a point for each contract missing, one for each delay, of five."""
    assert Fraction(points) == LIST.points("无", Outcome.of_parts(found), weight=5)


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        (Outcome.of_parts({"缺合同": None, "逾期": 1}), Interval(0, Fraction(4, 5))),
        (Outcome.of_parts({"缺合同": None, "逾期": 9}), 0),
        (Outcome.of_parts({"挪用": 1}), NoRate.NOT_ASSESSABLE),
        (Outcome.of_parts({"逾期": -1}), NoRate.NOT_ASSESSABLE),
        (Outcome.of(3), NoRate.NO_NUMBER),
        (Outcome.claimed(), NoRate.CLAIMED),
    ],
)
def test_a_list_that_is_not_known(
    outcome: Outcome, share: Interval | NoRate | int
) -> None:
    """A fault without a number may cost all; one that is not listed is no guess."""
    assert share == LIST.share("无", outcome)


def test_a_list_is_refused() -> None:
    """Negative points, names that stand twice, and no points at all are refused."""
    with pytest.raises(InexactNumberError, match="'甲'"):
        DeductionList(faults={"甲": -1})
    with pytest.raises(ValueError, match="twice"):
        DeductionList(faults=[Fault("甲", 1), ("甲", 2)])
    with pytest.raises(InexactNumberError):
        DeductionList(faults={"甲": 1}, out_of=0)


def test_wording() -> None:
    """Each way is put in words, in two languages."""
    rules = [Deduction(minus=1, out_of=5, per="10%", counting=way) for way in Counting]
    wordings = [rule.wording for rule in [*rules, LIST]]
    assert "达到指标值得满分，未达到的每满10%扣1分（满分5分），扣完为止" == wordings[0]
    assert (
        "缺合同每次扣0.5分（满分5分），逾期每次扣1分（满分5分），扣完为止"
        == wordings[3]
    )
    assert 8 == len({*wordings, *(wording.to("en") for wording in wordings)})
    least = Deduction(minus="0.2", per="1件", least="0.5").wording
    assert "每满1件扣分值的20%，最低得分值的50%" in least


def test_the_plan_of_a_list_adds_up() -> None:
    """Lowered, a list is a sum of its faults."""
    counts = {"one": 1, "parts/缺合同": 3, "parts/逾期": 1}
    share = LIST.plan(None).share({name: Fraction(n) for name, n in counts.items()})
    assert not isinstance(share, NoRate)
    assert Fraction(1, 2) == Fraction(*share)
