"""Many evaluations beside one another: totals, grades, and where points were lost."""

from __future__ import annotations

from lzeval.model import Indicator, IndicatorTree, Outcome, Project, Target
from lzeval.report import portfolio_report
from lzeval.report.document import Paragraph, Table
from lzeval.scoring import Evaluation, Scorecard


def card(name: str, done: int | Outcome, **fields: object) -> Scorecard:
    """A project that was to train 100 people, and to satisfy 90 % of them."""
    evaluation = Evaluation(
        project=Project(name, year=2024),
        tree=IndicatorTree.of(
            Indicator("培训人数", weight=60), Indicator("满意度", weight=40)
        ),
        targets=[
            Target.parse("≥100人", indicator="培训人数"),
            Target.parse("≥90%", indicator="满意度"),
        ],
        outcomes={"培训人数": done, "满意度": "95%"},
        **fields,  # type: ignore[arg-type]
    )
    return evaluation.evaluate()


def texts(table: Table) -> list[list[str]]:
    """The words of a table's rows."""
    return [[cell.text for cell in row] for row in table.rows]


def test_projects_grades_and_losses() -> None:
    """100, 70 and 49 points: one 优, two lower; 30 and 51 points were lost."""
    document = portfolio_report([card("甲", 100), card("乙", 50), card("丙", 15)])
    summary, _, totals, _, grades, _, losses = document.blocks
    assert summary == Paragraph(
        "共3个项目，其中3个得分已定。已定项目的平均得分率为73.00%。", strong=True
    )
    assert isinstance(totals, Table)
    assert texts(totals) == [
        ["1", "甲", "2024", "100", "100", "100.00%", "优"],
        ["2", "乙", "2024", "100", "70", "70.00%", "中"],
        ["3", "丙", "2024", "100", "49", "49.00%", "差"],
    ]
    assert isinstance(grades, Table)
    assert texts(grades) == [
        ["优", "1", "33.33%"],
        ["良", "0", "0.00%"],
        ["中", "1", "33.33%"],
        ["差", "1", "33.33%"],
    ]
    assert isinstance(losses, Table)
    assert texts(losses) == [
        ["丙", "培训人数", "60", "9", "51", "15.00%"],
        ["乙", "培训人数", "60", "30", "30", "50.00%"],
    ]


def test_scores_that_are_open_are_not_averaged() -> None:
    """A project without a result has a range of points and no grade yet."""
    document = portfolio_report([card("甲", 100), card("乙", Outcome.missing())])
    summary, _, totals, _, grades, *rest = document.blocks
    assert summary == Paragraph(
        "共2个项目，其中1个得分已定。已定项目的平均得分率为100.00%。", strong=True
    )
    assert isinstance(totals, Table)
    assert texts(totals)[1][4:] == ["40.00～100.00", "—", "优 / 良 / 中 / 差"]
    assert isinstance(grades, Table)
    assert texts(grades)[-1] == ["未定级", "1", "50.00%"]
    assert [] == rest


def test_the_list_of_losses_has_an_end() -> None:
    """No more indicators are listed than are asked for."""
    document = portfolio_report([card("甲", 50), card("乙", 40)], worst=1)
    losses = document.blocks[-1]
    assert isinstance(losses, Table)
    assert [row[0] for row in texts(losses)] == ["乙"]


def test_no_projects_make_an_empty_overview() -> None:
    """Nothing is divided by the number of projects."""
    assert portfolio_report([]).blocks == (
        Paragraph("共0个项目，其中0个得分已定。", strong=True),
    )


def test_unknown_weights_are_not_compared() -> None:
    """What an indicator could have earned must be known to say what it lost."""
    tree = IndicatorTree.of(Indicator("甲"), Indicator("乙"), total=100)
    evaluation = Evaluation(project=Project("项目"), tree=tree, awards={"甲": 3})
    document = portfolio_report([evaluation.evaluate()])
    assert 5 == len(document.blocks)
