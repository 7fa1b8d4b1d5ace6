"""Forms: read strictly, made into evaluations without raising, printed back."""

from __future__ import annotations

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest

import lzeval
from lzeval import forms
from lzeval.errors import InvalidFileError
from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow

CASES = sorted((Path(__file__).parents[1] / "data" / "cases").glob("*.json"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem[:3])
def test_published_forms_are_read_and_written(path: Path) -> None:
    """A published form survives reading, writing and reading again."""
    form = forms.load(path)
    data = json.loads(path.read_text("utf-8"))
    assert data["title"] == form.title
    assert len(data["indicators"]) == len(form.indicators)
    assert form == forms.loads(forms.dumps(form))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem[:3])
def test_published_forms_become_evaluations(path: Path) -> None:
    """No published form makes the reading into an evaluation fail."""
    form = forms.load(path)
    card = form.evaluation().evaluate()
    assert len(card.lines) >= 1
    assert len(Form.of(card).indicators) >= 1


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem[:3])
def test_money_is_what_was_read_by_hand(path: Path) -> None:
    """Budget and spending of a published form are those in the gold, in yuan."""
    gold = json.loads(path.read_text("utf-8"))["gold"]["budget"]
    total = forms.load(path).reading.budget.total
    found = (None, None) if total is None else (total.adjusted, total.executed)
    for expected, actual in zip(
        (gold["adjusted"], gold["executed"]), found, strict=True
    ):
        assert actual == (None if expected is None else Decimal(expected))


def test_every_problem_of_a_file_is_named() -> None:
    """One error names every key and cell that is wrong, with its place."""
    text = '{"titel": "x", "indicators": [{"level3": 5, "wait": "1"}], "complete": 1}'
    with pytest.raises(InvalidFileError) as caught:
        forms.loads(text, source="a.json")
    places = {problem.place for problem in caught.value.problems}
    assert {
        "$.title",
        "$.titel",
        "$.complete",
        "$.indicators[0].level3",
        "$.indicators[0].wait",
    } == places


def test_notes_of_a_collection_are_passed_over() -> None:
    """The keys `gold` and `oddities` are no part of the form."""
    form = forms.loads('{"title": "x", "year": 2022, "gold": 1, "oddities": []}')
    assert Form(title="x", year="2022") == form


def test_printed_scores_become_awards_and_statements() -> None:
    """A score is an award of the unit; total, grade and rate are claims."""
    form = Form(
        title="自评表",
        year="2022年度",
        budget=FormBudget(
            rows=[FormBudgetRow("总额", adjusted="20", executed="18", unit="万元")],
            weight="10",
            rate_as_printed="90%",
            score_as_printed="9",
        ),
        indicators=[
            FormRow(
                "培训人数",
                level1="产出指标",
                level2="数量指标",
                target_text="≥100人",
                actual_text="98人",
                weight="90",
                score="88.2",
            )
        ],
        total_as_printed="97.2",
        grade_as_printed="优",
    )
    evaluation = form.evaluation()
    assert 2022 == evaluation.project.year
    assert Decimal("97.2") == evaluation.evaluate().total.points
    assert "98.00%" == str(evaluation.evaluate()["培训人数"].completion_rate)
    assert ["培训人数", "预算执行率", "execution-rate", "total", "grade"] == [
        statement.subject for statement in evaluation.statements
    ]


@pytest.mark.parametrize(
    "row",
    [
        FormRow("", target_text="≥1", actual_text="x" * 20_000),
        FormRow("满意度", target_text="90%~80%", actual_text="1/0", weight="-5"),
        FormRow("数量", weight="5", score="9"),
        FormRow("数量", weight="八分", score="8、9"),
        FormRow("数量", target_text="2023年13月", actual_text="NaN", score="∞"),
    ],
)
def test_odd_rows_never_raise(row: FormRow) -> None:
    """What makes no sense is kept as text, not refused."""
    form = Form(title="", indicators=[row, row], total_as_printed="？")
    assert 2 == len(form.evaluation().evaluate().lines)


def test_a_row_over_rows_holds_their_points() -> None:
    """Rows without points under a bare row with points are its targets."""
    group = {"level1": "产出", "level2": "数量"}
    form = Form(
        title="x",
        indicators=[
            FormRow("种植面积", weight="10", score="9", **group),
            FormRow("红薯", target_text="5亩", actual_text="5亩", **group),
            FormRow("梨树", target_text="6亩", actual_text="4亩", **group),
        ],
    )
    evaluation = form.evaluation()
    assert ["种植面积"] == [leaf.name for leaf in evaluation.tree.leaves]
    assert ["红薯", "梨树"] == [target.code for target in evaluation.targets]


def test_longchi_is_printed_with_its_targets() -> None:
    """Twenty indicators, one of them over twelve targets; total and grade."""
    form = Form.of(lzeval.cases.load("longchi-2022"))
    assert (32, "95.00", "优") == (
        len(form.indicators),
        form.total_as_printed,
        form.grade_as_printed,
    )
    renewed = next(row for row in form.indicators if row.level3 == "养老保险续保")
    assert ("6410人", "5123人", None) == (
        renewed.target_text,
        renewed.actual_text,
        renewed.score,
    )


def test_the_schema_describes_what_is_read() -> None:
    """Every published form fits the schema once its annotations are taken off."""
    validator = jsonschema.Draft202012Validator(forms.schema())
    for path in CASES:
        data = json.loads(path.read_text("utf-8"))
        plain = {key: data[key] for key in data.keys() - {"gold", "oddities"}}
        assert [] == [error.message for error in validator.iter_errors(plain)]
    assert not validator.is_valid({"titel": "自评表"})


def test_bare_numbers_are_cells() -> None:
    """A figure without quotes keeps the digits it is written with; NaN is refused."""
    form = forms.loads(
        '{"title": "x", "budget": {"rows": [{"name": "总额", "adjusted": 100.50}]},'
        ' "indicators": [{"level3": "a", "weight": 8.50, "score": 8,'
        ' "target_cells": ["≥", 50, null]}]}'
    )
    (row,) = form.indicators
    assert ("8.50", "8", ("≥", "50", "")) == (row.weight, row.score, row.target_cells)
    assert "100.50" == form.budget.rows[0].adjusted
    nan = {"title": "x", "indicators": [{"level3": "a", "weight": float("nan")}]}
    with pytest.raises(InvalidFileError, match="weight: expected text"):
        forms.from_plain(nan)
    with pytest.raises(InvalidFileError, match="score: expected text"):
        forms.loads('{"title": "x", "indicators": [{"level3": "a", "score": true}]}')


def blank_form(**budget: str | None) -> Form:
    """A self-evaluation form that was filled in, and not yet scored."""
    money = FormBudgetRow(
        "年度资金总额", initial="120", adjusted="120", executed="114", unit="万元"
    )
    return Form(
        title="养老服务站建设",
        form="self-evaluation",
        budget=FormBudget(rows=[money], **budget),
        indicators=[
            FormRow(
                "建成服务站",
                level1="产出指标",
                target_text="≥6个",
                actual_text="5个",
                weight="60",
                score="",
                note="一处选址未定",
            ),
            FormRow(
                "老人满意度",
                level1="满意度指标",
                target_text="≥90%",
                actual_text="93%",
                weight="30",
                score="",
            ),
        ],
    )


@pytest.mark.parametrize("printed", ["", None, "9.5", "9.50"])
def test_a_form_that_is_still_to_be_scored_is_scored(printed: str | None) -> None:
    """114 of 120 earn 9.5 of 10, 5 of 6 earn 50 of 60: 89.5 of 100, counted once."""
    form = blank_form(weight="10", score_as_printed=printed)
    card = form.evaluation().evaluate()
    assert "mof-2020-self" == card.framework.id
    assert card.budget is not None
    assert Decimal("9.50") == card.budget.points
    assert (Decimal("89.50"), Decimal(100)) == (card.total.points, card.total.out_of)
    assert ["建成服务站", "老人满意度"] == [str(line.name) for line in card.lines]


@pytest.mark.parametrize(
    ("weight", "printed"), [("10", "10"), ("20", ""), (None, None), ("10", "—")]
)
def test_a_form_with_other_points_for_the_execution_keeps_them(
    weight: str | None, printed: str | None
) -> None:
    """What the rules of self-evaluation would not give is left as it was printed."""
    form = blank_form(weight=weight, score_as_printed=printed)
    card = form.evaluation().evaluate()
    is_unread = printed == "—"
    assert ("mof-2020-self" == card.framework.id) is is_unread
    if printed == "10":
        assert Decimal("10.00") == card["预算执行率"].points


def test_an_edition_with_a_row_for_the_execution_counts_it_once() -> None:
    """Whatever is printed, the money of the form decides, and 100 points are full."""
    form = blank_form(weight="10", score_as_printed="10")
    card = form.evaluation("mof-2020-self").evaluate()
    assert (Decimal("89.50"), Decimal(100)) == (card.total.points, card.total.out_of)
    assert "预算执行率" in {one.subject for one in card.evaluation.statements}


def test_what_is_printed_beside_a_row_is_the_reason_of_its_result() -> None:
    """The column 偏差原因分析 is neither lost nor made up."""
    evaluation = blank_form(weight="10").evaluation()
    assert "一处选址未定" == str(evaluation.outcomes["建成服务站"].reason)
    assert evaluation.outcomes["老人满意度"].reason is None
    rows = Form.of(evaluation).indicators
    assert ["一处选址未定", None] == [row.note for row in rows]


def test_a_form_that_was_scored_is_printed_with_its_execution() -> None:
    """Printed and read again, it has the same points and is of the same kind."""
    card = blank_form(weight="10").evaluation().evaluate()
    form = Form.of(card)
    money = form.budget
    assert ("self-evaluation", "10", "9.50") == (
        form.form,
        money.weight,
        money.score_as_printed,
    )
    assert "95.00%" == money.rate_as_printed
    assert card.total == form.evaluation().evaluate().total


def test_the_department_is_read_and_printed() -> None:
    """主管部门 and 实施单位 stand apart, and neither is lost on the way."""
    text = (
        "项目名称,服务站\n主管部门,某区民政局,实施单位,某街道\n"
        "一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分\n"
        "产出指标,数量指标,建成服务站,≥6个,6个,100,100\n"
    )
    form = lzeval.read_one(BytesIO(text.encode()))
    assert ("某街道", "某区民政局") == (form.issuer, form.department)
    assert "line 2, column 2" == form.places["department"]
    project = form.evaluation().project
    assert ("某区民政局", "某街道") == (project.department, project.implementer)
    assert "某区民政局" == Form.of(form.evaluation()).department
