"""The form of in-year monitoring says what the monitoring found."""

from __future__ import annotations

from lzeval.analysis import monitor
from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Target,
)
from lzeval.report import monitoring_table
from lzeval.report.document import Document, KeyValues, Paragraph, Signature, Table
from lzeval.scoring import Evaluation


def document(locale: str = "zh_CN", **changes: object) -> Document:
    """A project after seven months, with two targets under one indicator."""
    fields: dict[str, object] = {
        "project": Project(
            "续保",
            year=2024,
            budget=Budget.of(adjusted="120万元", executed="70万元"),
        ),
        "tree": IndicatorTree.of(
            IndicatorGroup("产出", children=[Indicator("续保人数", weight=60)]),
            Indicator("满意度", weight=40),
        ),
        "targets": [
            Target.parse("≥120人", indicator="续保人数", code="城镇", name="城镇"),
            Target.parse("≥240人", indicator="续保人数", code="农村", name="农村"),
        ],
        "outcomes": {"城镇": "70人", "农村": Outcome.parse("70人", reason="农忙")},
    }
    evaluation = Evaluation(**{**fields, **changes})  # type: ignore[arg-type]
    return monitoring_table(monitor(evaluation, month=7), locale)


def texts(table: Table) -> list[list[str]]:
    """The words of a table's rows."""
    return [[cell.text for cell in row] for row in table.rows]


def test_money_and_targets_with_their_lights() -> None:
    """70 of 120 is what is due after seven months; 70 of 240 is half of it."""
    facts, light, money, targets, signature = document().blocks
    assert isinstance(facts, KeyValues)
    assert ("项目名称", "续保") == facts.rows[0]
    assert Paragraph("项目预警：红灯。", strong=True) == light
    assert isinstance(money, Table)
    assert texts(money) == [["", "120万元", "70万元", "58.33%", "绿灯"]]
    assert isinstance(targets, Table)
    assert texts(targets) == [
        ["产出", "续保人数", "城镇：≥120人", "70人", "58.33%", "绿灯", ""],
        ["农村：≥240人", "70人", "29.17%", "红灯", "农忙"],
        ["—", "满意度", "", "未填报", "—", "未填报", ""],
    ]
    assert isinstance(signature, Signature)


def test_the_period_is_named() -> None:
    """The months that have passed stand below the title and above the columns."""
    found = document()
    assert ("项目支出绩效目标执行监控表", "2024年度1—7月") == (
        found.title,
        found.subtitle,
    )
    assert found.landscape
    assert "1—7月执行数" in str(found.blocks)
    assert "Spent, months 1 to 7" in str(document("zh_CN+en").blocks)


def test_unknown_money_stays_blank() -> None:
    """Without a budget there is no amount, no rate and no light."""
    _, _, money, *_ = document(project=Project("续保")).blocks
    assert isinstance(money, Table)
    assert texts(money) == [["", "", "", "", "—"]]


def test_nothing_known_makes_no_light() -> None:
    """Where nothing has a light the project has none either."""
    blocks = document(project=Project("续保"), targets=[], outcomes={}).blocks
    assert not any(isinstance(block, Paragraph) for block in blocks)
