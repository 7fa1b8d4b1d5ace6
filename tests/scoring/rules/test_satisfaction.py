"""Points for the satisfaction of those served."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InexactNumberError, InvalidCurveError
from lzeval.model import NoRate, Outcome
from lzeval.scoring.rules import Flag, Satisfaction

if TYPE_CHECKING:
    from lzeval.typing import Number

BANDS = Satisfaction(steps=[("0.6", "0.5"), ("0.8", "0.8"), ("0.9", 1)])


@pytest.mark.parametrize(
    ("outcome", "of_target", "fixed", "bands"),
    [
        ("96%", 1, 1, 1),
        ("95%", 1, 1, 1),
        ("90%", "18/19", 1, 1),
        ("81%", "81/95", "9/10", "4/5"),
        ("80%", "16/19", "8/9", "4/5"),
        ("60%", "12/19", "2/3", "1/2"),
        ("59.9%", 0, 0, 0),
        ("0%", 0, 0, 0),
        ("81", "81/95", "9/10", "4/5"),
    ],
)
def test_three_ways(
    *, outcome: str, of_target: str | int, fixed: str | int, bands: str | int
) -> None:
    """Against the target of 95 %, from 90 % on, or by bands; below 60 % nothing."""
    rules = [
        Satisfaction(threshold="0.6"),
        Satisfaction(full="0.9", threshold="0.6"),
        BANDS,
    ]
    expected = [Fraction(share) for share in (of_target, fixed, bands)]
    assert expected == [rule.share("≥95%", outcome) for rule in rules]


@pytest.mark.parametrize(
    ("target", "outcome", "share"),
    [
        ("0.9", "0.89", Fraction(4, 5)),
        ("0.9", Outcome.of_rate(445, 500), Fraction(4, 5)),
        ("群众满意", "89%", Fraction(4, 5)),
        ("", "89%", Fraction(4, 5)),
        ("", "89", NoRate.UNIT_MISMATCH),
        ("≥90%", "0.89", NoRate.UNIT_MISMATCH),
        ("≥90%", "89人", NoRate.UNIT_MISMATCH),
        ("≥90%", "较满意", NoRate.NO_NUMBER),
    ],
)
def test_what_is_a_rate(
    target: str, outcome: Outcome | str, share: Fraction | NoRate
) -> None:
    """A bare number is a ratio where nothing is in percent; above 1 nobody knows."""
    assert share == BANDS.share(target, outcome)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("", NoRate.NO_TARGET),
        ("群众满意", NoRate.NO_NUMBER),
        ("≥0%", NoRate.ZERO_TARGET),
    ],
)
def test_without_a_target(target: str, reason: NoRate) -> None:
    """Against a target that is none, no share has a meaning."""
    assert reason is Satisfaction().share(target, "89%")


@pytest.mark.parametrize(
    ("outcome", "flags"),
    [
        (Outcome.of_rate(450, 500), ()),
        (Outcome.of_rate(90, 100), ()),
        (Outcome.of_rate(45, 50), (Flag.SMALL_SAMPLE,)),
        ("90%", (Flag.SMALL_SAMPLE,)),
    ],
)
def test_a_small_sample_is_flagged(
    outcome: Outcome | str, flags: tuple[Flag, ...]
) -> None:
    """A rate that fewer than 100 answers stand behind, or nobody knows how many."""
    assert flags == Satisfaction(least_valid=100).flags("≥90%", outcome)
    assert () == Satisfaction().flags("≥90%", outcome)


@pytest.mark.parametrize(
    "wrong",
    [{"full": 0}, {"full": "1.1"}, {"threshold": "-0.1"}, {"least_valid": 0}],
)
def test_wrong_figures_are_refused(wrong: dict[str, Number]) -> None:
    """Rates and numbers keep to their range."""
    with pytest.raises(InexactNumberError):
        Satisfaction(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("other", [{"full": "0.9"}, {"threshold": "0.6"}])
def test_steps_stand_alone(other: dict[str, Number]) -> None:
    """Steps say all; nothing else goes with them."""
    with pytest.raises(InvalidCurveError, match="either steps"):
        Satisfaction(steps=[("0.9", 1)], **other)  # type: ignore[arg-type]


def test_wording() -> None:
    """Each way is put in words, in two languages."""
    rules = [
        BANDS,
        Satisfaction(),
        Satisfaction(full="0.9"),
        Satisfaction(full="0.9", threshold="0.6"),
    ]
    wordings = [rule.wording for rule in rules]
    assert (
        "满意度达到90%得满分，未达到的得分＝分值×满意度÷90%，低于60%不得分"
        == wordings[3]
    )
    assert 8 == len({*wordings, *(wording.to("en") for wording in wordings)})
