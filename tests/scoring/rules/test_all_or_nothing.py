"""Full points or none."""

from __future__ import annotations

import pytest

from lzeval.model import Comparator, Level, NoRate, Outcome
from lzeval.scoring.rules import AllOrNothing


@pytest.mark.parametrize(
    ("target", "outcome", "share"),
    [
        ("≥95%", "95%", 1),
        ("≥95%", "94.99%", 0),
        ("＞95%", "95%", 0),
        ("＝0件", "0件", 1),
        ("＝0件", "1件", 0),
        ("5-10个", "10个", 1),
        ("5-10个", "11个", 0),
        ("2022年12月31日前", "2022年11月", 1),
        ("2022年10月底", "2022年11月", 0),
        ("效果明显", "达成年度指标", 1),
        ("效果明显", Outcome(level=Level.NOT_MET), 0),
        ("≥95%", "未完成", 0),
        ("2022年10月15日", "2022年10月", NoRate.UNDECIDABLE),
        ("≥95%", "95人", NoRate.UNDECIDABLE),
        ("", "95人", NoRate.UNDECIDABLE),
        ("≥95%", "已完成", NoRate.CLAIMED),
    ],
)
def test_share(target: str, outcome: Outcome | str, share: int | NoRate) -> None:
    """Every kind of target is met, missed, or it cannot be known."""
    assert share == AllOrNothing().share(target, outcome)


def test_wording() -> None:
    """The rule says in words what it does."""
    assert "full points if the target is met, else nothing" == (
        AllOrNothing().wording.to("en")
    )


@pytest.mark.parametrize(
    ("sign", "met"),
    [
        (None, [0, 1, 1]),
        (">=", [0, 1, 1]),
        (">", [0, 0, 1]),
        ("=", [0, 1, 0]),
        ("<=", [1, 1, 0]),
        ("<", [1, 0, 0]),
    ],
)
def test_its_plan_is_the_sign(sign: str | None, met: list[int]) -> None:
    """Lowered, the rule compares figures as the sign says."""
    plan = AllOrNothing().plan(None if sign is None else Comparator(sign))
    assert [(share, 1) for share in met] == [plan.at((n, 5)) for n in (4, 5, 6)]


def test_its_plan_of_an_interval() -> None:
    """Lowered, an interval holds its ends."""
    plan = AllOrNothing().plan(Comparator.BETWEEN)
    found = [plan.at((number, 5, 6)) for number in (4, 5, 6, 7)]
    assert [(0, 1), (1, 1), (1, 1), (0, 1)] == found
