"""Points for the three official levels."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Level, NoRate, Outcome
from lzeval.scoring.rules import LevelOf, Levels

if TYPE_CHECKING:
    from lzeval.typing import Number

PHRASES = ("达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差")


@pytest.mark.parametrize(
    ("lower", "expected"),
    [
        ("0.6", [(8, 10), (6, 8), (0, 6)]),
        ("0.5", [(8, 10), (5, 8), (0, 5)]),
    ],
)
def test_a_level_permits_a_range(lower: str, expected: list[tuple[int, int]]) -> None:
    """Without a pick a level is a range of points."""
    rule = Levels(lower=lower)
    assert expected == [
        rule.points("效果明显", phrase, weight=10) for phrase in PHRASES
    ]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("lowest", ["8.00", "6.00", "0.00"]),
        ("middle", ["9.00", "7.00", "3.00"]),
        ("full-if-met", ["10.00", "7.00", "3.00"]),
    ],
)
def test_a_policy_picks_a_point(point: str, expected: list[str]) -> None:
    """Lowest, middle, or full if met: a policy, named."""
    rule = Levels(lower="0.6", point=point)
    points = [rule.points("效果明显", phrase, weight=10) for phrase in PHRASES]
    assert expected == [str(one) for one in points]


@pytest.mark.parametrize(
    ("target", "outcome", "expected"),
    [
        ("≥50个", "50个", (Decimal("0.8"), 1)),
        ("≥50个", "49个", NoRate.NO_LEVEL),
        ("效果明显", Outcome(phrase="效果明显"), (Decimal("0.8"), 1)),
        ("效果明显", Outcome(phrase="有所改善"), NoRate.NO_LEVEL),
        ("≥50个", Outcome(level=Level.PARTLY_MET), (Decimal("0.6"), Decimal("0.8"))),
        ("效果明显", Outcome.missing(), NoRate.MISSING),
    ],
)
def test_a_level_follows_from_being_met(
    target: str, outcome: Outcome | str, expected: tuple[Decimal, Decimal] | NoRate
) -> None:
    """A met target is of the first level; below that words must say the level."""
    assert expected == Levels(lower="0.6").share(target, outcome)


@pytest.mark.parametrize(
    ("lower", "upper"), [(0, "0.8"), ("0.8", "0.8"), ("0.6", "1.1"), (-1, "0.8")]
)
def test_wrong_boundaries_are_refused(lower: Number, upper: Number) -> None:
    """The boundaries ascend between 0 and 1."""
    with pytest.raises(InexactNumberError):
        Levels(lower=lower, upper=upper)


def test_wording() -> None:
    """The levels are put in words, in two languages."""
    wording = Levels(lower="0.5").wording
    assert "达成得分值的80%至100%，部分达成得50%至80%，未达成低于50%" == wording
    assert "partly met 50% to 80%, not met below 50%" in wording.to("en")


OWN = Levels(scale={"优": ("0.9", 1), "良": ("0.8", "0.9"), "中": "0.6", "差": 0})


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("优", (Fraction(9, 10), 1)),
        ("良", (Fraction(4, 5), Fraction(9, 10))),
        ("中", Fraction(3, 5)),
        ("差", 0),
        ("不错", NoRate.NO_LEVEL),
        ("达成年度指标", NoRate.NO_LEVEL),
        ("95%", NoRate.NO_LEVEL),
    ],
)
def test_a_scale_of_ones_own(cell: str, share: object) -> None:
    """A level earns its share or its range; what is no level of it earns neither."""
    outcome = Outcome(phrase=cell) if cell == "达成年度指标" else cell
    assert share == OWN.share("优", outcome)


@pytest.mark.parametrize(
    ("point", "shares"),
    [
        ("lowest", ("9/10", "4/5")),
        ("middle", ("19/20", "17/20")),
        ("full-if-met", (1, "17/20")),
    ],
)
def test_the_point_of_a_scale(point: str, shares: tuple[str, str]) -> None:
    """The policy picks a point of the level's range; the best level counts as met."""
    rule = Levels(scale=OWN.scale, point=point)
    found = [rule.share("优", level) for level in ("优", "良")]
    assert [Fraction(share) for share in shares] == found


def test_a_scale_or_the_official_levels() -> None:
    """One of both is given, names are different, and shares descend."""
    for wrong in ({}, {"lower": "0.6", "scale": OWN.scale}):
        with pytest.raises(ValueError, match="either the lower boundary, or a scale"):
            Levels(**wrong)
    with pytest.raises(ValueError, match="twice"):
        Levels(scale=[LevelOf("优", 1), LevelOf("优", 0)])
    for shares in ({"优": "1.1"}, {"优": ("0.9", "0.8")}, {"差": 0, "优": 1}):
        with pytest.raises(InexactNumberError, match="ascend from 0"):
            Levels(scale=shares)


def test_a_scale_in_words() -> None:
    """The scale is put in words."""
    assert "按等级得分值的：优 90%–100%，良 80%–90%，中 60%，差 0%" == OWN.wording
