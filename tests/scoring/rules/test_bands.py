"""A share for each band of the result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InvalidCurveError
from lzeval.model import NoRate, Outcome, Unit
from lzeval.scoring.rules import Band, Bands

if TYPE_CHECKING:
    from lzeval.typing import Number

RATES = Bands.steps(("0.6", "0.5"), ("0.9", "0.8"), (1, 1))


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        (0, 0),
        (-5, 0),
        ("59.99", 0),
        (60, "0.5"),
        ("89.99", "0.5"),
        (90, "0.8"),
        ("99.99", "0.8"),
        (100, 1),
        (500, 1),
    ],
)
def test_bands_of_the_completion_rate(outcome: Number, share: str | int) -> None:
    """The lower end belongs to its band; the outer bands go on for ever."""
    assert Fraction(share) == RATES.share(100, outcome)


@pytest.mark.parametrize(
    ("target", "outcome", "reason"),
    [
        ("0件", "5件", NoRate.ZERO_TARGET),
        ("≥-5%", "-3%", NoRate.NEGATIVE_TARGET),
        ("5-10个", "5个", NoRate.INTERVAL_TARGET),
        ("≥5个", "5人", NoRate.UNIT_MISMATCH),
        ("≥5个", "已完成", NoRate.CLAIMED),
    ],
)
def test_no_completion_rate_no_band(target: str, outcome: str, reason: NoRate) -> None:
    """Without a rate there is no band, and it says why."""
    assert reason is RATES.share(target, outcome)


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        ("9.99%", "1"),
        ("-10%", "1"),
        ("10%", "1"),
        ("10.01%", "0.6"),
        ("12%", "0.6"),
        ("-18%", "0.2"),
        ("20%", "0.2"),
        ("21%", "0"),
        ("-50%", "0"),
        ("0.12", "1"),
        ("120‰", "0.6"),
    ],
)
def test_two_sided_bands_of_the_value(outcome: str, share: str) -> None:
    """A cost control rate within ±10 % earns 5 of 5, ±15 % 3, ±20 % 1, beyond none."""
    rule = Bands(
        bands=[
            Band(None, -20, 0),
            Band(-20, -15, "0.2"),
            Band(-15, -10, "0.6"),
            Band(-10, 10, 1, high_closed=True),
            Band(10, 15, "0.6", low_closed=False, high_closed=True),
            Band(15, 20, "0.2", low_closed=False, high_closed=True),
            Band(20, None, 0, low_closed=False),
        ],
        of="value",
        unit="%",
    )
    assert Fraction(share) == rule.share("±10%", outcome)


@pytest.mark.parametrize(
    ("unit", "target", "outcome", "expected"),
    [
        ("%", "≥90%", "89.5%", Fraction(1, 2)),
        ("%", "≥90%", "0.9", NoRate.UNIT_MISMATCH),
        (None, "≥90%", "90%", 1),
        (None, "≥90%", "900‰", 1),
        (None, "90", "90", 1),
        (None, "效果明显", "90", 1),
        ("分", "效果明显", "75分", Fraction(1, 2)),
        ("%", "≥90人", "95人", NoRate.UNIT_MISMATCH),
        (None, "效果明显", "95人", 1),
        ("%", "≥90%", "2022年11月", NoRate.NO_NUMBER),
    ],
)
def test_the_unit_of_the_ends(
    unit: str | None, target: str, outcome: str, expected: Fraction | NoRate
) -> None:
    """The ends are in the rule's unit, else in the target's."""
    rule = Bands.steps((60, "0.5"), (90, 1), of="value", unit=unit)
    assert expected == rule.share(target, outcome)


def test_one_band_holds_everywhere() -> None:
    """A single band has no ends."""
    rule = Bands(bands=[Band(0, 1, "0.5")])
    assert [Fraction(1, 2)] * 2 == [rule.share(10, outcome) for outcome in (-5, 500)]
    assert "按完成率分段：50%" == rule.wording


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([], "at least one band is needed"),
        ([Band(0, 59, 0), Band(60, 100, 1)], "values between 59 and 60"),
        ([Band(0, 60, 0), Band(50, 100, 1)], "overlaps with the band"),
        ([Band(0, 60, 0), Band(60, 100, "1.5")], "a share must be from 0 to 1"),
    ],
)
def test_faults_are_refused(bands: list[Band], expected: str) -> None:
    """Gaps, overlaps and wrong shares are named, as faults of bands."""
    with pytest.raises(InvalidCurveError, match=expected) as caught:
        Bands(bands=bands)
    assert "bands" == caught.value.subject


def test_numbers_are_made_exact() -> None:
    """Bands given as ints, floats or texts are equal to exact ones."""
    assert Band("0.5", 1, 0.25) == Band(0.5, Fraction(1), Fraction(1, 4))
    assert Unit.of("%") == Bands.steps((1, 1), of="value", unit="百分比").unit


def test_wording() -> None:
    """The bands are put in words, in two languages."""
    assert (
        "按完成率分段：0%，60%起得分值的50%，90%起得分值的80%，100%起得分值的100%"
        == (RATES.wording)
    )
    value = Bands.steps((60, "0.5"), below="1/3", of="value", unit="分")
    assert "by bands of the result: 33.33%, 50% of the weight from 60分 on" == (
        value.wording.to("en")
    )
    bare = Bands.steps((60, "0.5"), of="value")
    assert "按实际完成值分段：0%，60起得分值的50%" == bare.wording


def test_a_claim_has_no_band() -> None:
    """Whoever asks the rule about a claim gets the claim back."""
    assert NoRate.CLAIMED is RATES.share(5, Outcome.claimed())
