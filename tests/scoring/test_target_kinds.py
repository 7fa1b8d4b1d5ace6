"""Which usual rule a target falls under."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval.model import Indicator, IndicatorTree, Project, Target
from lzeval.scoring import Evaluation, TargetKind


@pytest.mark.parametrize(
    ("cell", "name", "kind"),
    [
        ("≥50个", "", TargetKind.POSITIVE),
        ("＞50个", "", TargetKind.POSITIVE),
        ("50个", "培训班数量", TargetKind.POSITIVE),
        ("＝50个", "", TargetKind.EQUAL),
        ("≤90万元", "", TargetKind.REVERSE),
        ("＜5%", "", TargetKind.REVERSE),
        ("90万元", "项目成本", TargetKind.REVERSE),
        ("≥90万元", "项目成本", TargetKind.POSITIVE),
        ("5-10个", "", TargetKind.INTERVAL),
        ("12月31日前", "", TargetKind.DEADLINE),
        ("效果明显", "", TargetKind.QUALITATIVE),
        ("", "", TargetKind.QUALITATIVE),
    ],
)
def test_kind(cell: str, name: str, kind: TargetKind) -> None:
    """The sign decides; without one, the name may say that less is better."""
    assert TargetKind.of(Target.parse(cell, reading_name=name)) is kind


def test_a_cost_without_sign_is_not_punished_for_saving() -> None:
    """80 of 90 万元 spent earns full points, 100 of 90 earns 8 × 90/100 = 7.20."""
    for spent, points in (("80万元", Decimal(8)), ("100万元", Decimal("7.2"))):
        evaluation = Evaluation(
            project=Project("道路"),
            tree=IndicatorTree.of(Indicator("项目成本", weight=8)),
            targets=[
                Target.parse("90万元", reading_name="项目成本", indicator="项目成本")
            ],
            outcomes={"项目成本": spent},
        )
        assert evaluation.evaluate().total.points == points
