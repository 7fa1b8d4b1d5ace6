"""Points given by a person."""

from __future__ import annotations

from lzeval.model import NoRate, Outcome
from lzeval.scoring.rules import Awarded


def test_nothing_is_ever_computed() -> None:
    """Until somebody decides there is no share, whatever was reported."""
    rule = Awarded()
    assert [NoRate.NO_AWARD] * 2 == [rule.share("≥5个", "5个"), rule.share("", "5个")]
    assert NoRate.MISSING is rule.share("≥5个", Outcome.missing())
    assert "points are given by a person" == rule.wording.to("en")
