"""Points where less is better."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lzeval.model import NoRate
from lzeval.scoring.rules import Reverse


@pytest.mark.parametrize(
    ("outcome", "ratio", "linear", "none"),
    [
        ("90万元", 1, 1, 1),
        ("0万元", 1, 1, 1),
        ("-5万元", 1, 1, 1),
        ("95万元", Fraction(18, 19), Fraction(17, 18), 0),
        ("99万元", Fraction(10, 11), Fraction(9, 10), 0),
        ("120万元", Fraction(3, 4), Fraction(2, 3), 0),
        ("180万元", Fraction(1, 2), 0, 0),
        ("200万元", Fraction(9, 20), 0, 0),
        ("900001元", Fraction(900_000, 900_001), Fraction(899_999, 900_000), 0),
    ],
)
def test_three_formulas(
    outcome: str, ratio: Fraction | int, linear: Fraction | int, none: int
) -> None:
    """Above the limit A/B, 1 − (B − A)/A, or nothing; up to it always all."""
    formulas = ("ratio", "linear", "all-or-nothing")
    shares = [Reverse(formula=one).share("≤90万元", outcome) for one in formulas]
    assert [ratio, linear, none] == shares


@pytest.mark.parametrize("formula", ["ratio", "linear", "all-or-nothing"])
def test_a_zero_limit(formula: str) -> None:
    """Above a zero limit nothing is earned; zero and less earn all."""
    rule = Reverse(formula=formula)
    assert [1, 1, 0, 0] == [
        rule.share("≤0件", outcome) for outcome in ("0件", "-1件", "1件", "0.001件")
    ]


@pytest.mark.parametrize("formula", ["ratio", "linear"])
def test_a_negative_limit(formula: str) -> None:
    """A negative limit is kept, or there is no ratio."""
    rule = Reverse(formula=formula)
    assert [1, NoRate.NEGATIVE_TARGET] == [
        rule.share("≤-5%", outcome) for outcome in ("-5%", "-4%")
    ]


def test_a_negative_limit_all_or_nothing() -> None:
    """All or nothing needs no ratio."""
    rule = Reverse(formula="all-or-nothing")
    assert [1, 0, 0] == [rule.share("≤-5%", x) for x in ("-6%", "-4%", "4%")]


@pytest.mark.parametrize(
    ("target", "outcome", "reason"),
    [
        ("≤90万元", "5人", NoRate.UNIT_MISMATCH),
        ("≤90万元", "已完成", NoRate.CLAIMED),
        ("", "5人", NoRate.NO_TARGET),
    ],
)
def test_no_share(target: str, outcome: str, reason: NoRate) -> None:
    """What cannot be compared says why."""
    assert reason is Reverse(formula="ratio").share(target, outcome)


def test_there_is_no_default_formula() -> None:
    """Three incompatible formulas are in use; one must be named."""
    with pytest.raises(TypeError):
        Reverse()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="not a valid ReverseFormula"):
        Reverse(formula="hyperbolic")


@pytest.mark.parametrize(
    ("formula", "at", "share"),
    [
        ("ratio", "0.5", "0.5"),
        ("linear", "0.25", "0.75"),
        ("all-or-nothing", "0.99", 0),
    ],
)
def test_curve(formula: str, at: str, share: str | int) -> None:
    """Each formula is a curve: over A/B, or over (B − A)/A."""
    assert Fraction(share) == Reverse(formula=formula).curve.share(at)


def test_wording() -> None:
    """Each formula is put in words, in two languages."""
    formulas = ("ratio", "linear", "all-or-nothing")
    wordings = [Reverse(formula=formula).wording for formula in formulas]
    assert 6 == len({*wordings, *(wording.to("en") for wording in wordings)})


@pytest.mark.parametrize(
    ("outcome", "share"),
    [
        ("85万元", 1),
        ("90万元", 1),
        ("94.4万元", 1),
        ("94.5万元", "0.8"),
        ("99万元", "0.5"),
        ("180万元", 0),
        ("900万元", 0),
    ],
)
def test_steps(outcome: str, share: str | int) -> None:
    """5 % above leaves four fifths, 10 % a half, 100 % nothing."""
    rule = Reverse(steps=[("0.05", "0.8"), ("0.1", "0.5"), (1, 0)])
    assert Fraction(share) == rule.share("≤90万元", outcome)
    assert Fraction(share) == rule.curve.share(
        (Fraction(outcome.removesuffix("万元")) - 90) / 90
    )
    assert [1, 0] == [rule.share("≤0件", done) for done in ("0件", "1件")]
    assert "超过10%及以上得分值的50%" in rule.wording
    assert "50% of the weight from 10% above it on" in rule.wording.to("en")


def test_steps_take_the_place_of_a_formula() -> None:
    """Both at once are refused."""
    with pytest.raises(TypeError, match="either a formula or steps"):
        Reverse(formula="ratio", steps=[(1, 0)])
