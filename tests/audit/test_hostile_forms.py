"""Whatever a form holds, it is audited: its faults are findings, not exceptions."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from lzeval.audit import Verdict, audit
from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow, from_plain

CELLS = (
    *(None, "", "  ", "—", "/", "0", "-5", "1e30", "9" * 60, "1e-400", "1" * 300),
    *(
        "0." + "0" * 300 + "1",
        "100%",
        "≥100%",
        "≤0",
        "=0",
        "10分",
        "１０",
        "²",
        "½",
        "〇",
    ),
    *("一百二十", "\u200b", "\ufeff10", "😀", "≥≥5", "5-", "5~", "2023年13月45日"),
    *("2023年2月30日", "完成", "不适用", "**", "……", "指标1：", "NaN", "Infinity"),
    *("1/0", "0/0", "40/3", "1,,0", "万", "百分之", "\n\n10\n", "±5%", "否", "10余人"),
)
cells = st.sampled_from(CELLS)
names = st.sampled_from([cell or "" for cell in CELLS] + ["产出", "满意度", "成本"])
rows = st.builds(
    FormRow,
    names,
    level1=names,
    level1_weight=cells | st.just("50"),
    level2=names,
    target_text=cells | st.just("≥10人"),
    actual_text=cells | st.just("9人"),
    weight=cells | st.just("10"),
    score=cells | st.just("9"),
    note=cells,
    target_cells=st.none() | st.lists(names, max_size=4),
)
money = st.builds(
    FormBudget,
    rows=st.lists(
        st.builds(
            FormBudgetRow,
            names | st.just("年度资金总额"),
            initial=cells,
            adjusted=cells | st.just("100"),
            executed=cells | st.just("95"),
            unit=st.sampled_from([None, "", "元", "万元", "%", "😀"]),
        ),
        max_size=3,
    ),
    weight=cells | st.just("10"),
    rate_as_printed=cells,
    score_as_printed=cells | st.just("10"),
)
forms = st.builds(
    Form,
    title=names,
    form=st.sampled_from([None, "self-evaluation", "target-declaration"]),
    complete=st.booleans(),
    budget=money,
    indicators=st.lists(rows, max_size=6),
    total_as_printed=cells,
    grade_as_printed=cells | st.just("优"),
)


@given(forms)
@settings(max_examples=300, deadline=None)
def test_no_form_is_refused(form: Form) -> None:
    """Audited as it stands, and as the evaluation that is read from it."""
    for subject in (form, form.evaluation()):
        for finding in audit(subject):
            assert finding.message.to("en")


@pytest.mark.parametrize("count", [0, 500])
def test_any_number_of_rows(count: int) -> None:
    """No row at all, and many more than anyone prints, all of one name."""
    row = FormRow("培训人数", target_text="≥10人", actual_text="9人", weight="1")
    form = Form(title="", complete=True, indicators=[row] * count)
    assert count == sum(
        finding.row is not None for finding in audit(form, select=["target-missed"])
    )


def test_null_is_what_is_not_visible() -> None:
    """A file may hold null in every field; names are blank then."""
    fields = ("initial", "adjusted", "executed", "unit")
    amounts = dict.fromkeys(("name", *fields))
    cell_names = ("target_text", "actual_text", "weight", "score", "note", "level2")
    row = dict.fromkeys(("level1", "level1_weight", "level3", *cell_names))
    heads = ("year", "issuer", "form", "complete", "total_as_printed", "id")
    empty = dict.fromkeys(("title", *heads, "grade_as_printed", "source_url"))
    assert Form(title="") == from_plain({**empty, "budget": None, "indicators": None})
    form = from_plain(
        {
            **empty,
            "budget": {"rows": [amounts], "weight": None},
            "indicators": [row, {**row, "target_cells": ["≥", None, "人"]}],
        }
    )
    assert FormBudgetRow("") == form.budget.rows[0]
    assert FormRow("") == form.indicators[0]
    assert ("≥", "", "人") == form.indicators[1].target_cells
    assert () == audit(form, select=["missing-*", "weights-*"]).findings


def test_a_first_level_over_a_row_without_name() -> None:
    """A blank row of a template under a printed weight."""
    blank = FormRow("", level1="效益", level1_weight="30", target_text="", weight="")
    assert () == audit(Form(title="自评表", indicators=[blank])).findings


def test_negative_points_bound_nothing() -> None:
    """Points taken off are read, and no weight is worked out from them."""
    form = Form(
        title="自评表",
        indicators=[
            FormRow("扣分", level1="产出", level1_weight="30", score="-5"),
            FormRow("培训", level1="产出", level1_weight="30", score="9"),
        ],
        budget=FormBudget(weight="-10", score_as_printed="9"),
    )
    execution, *_ = form.evaluation().tree.leaves
    assert ("预算执行率", None) == (execution.name, execution.weight)
    assert Verdict.INSUFFICIENT_DATA == audit(form).verdict("score-impossible")


def test_figures_that_no_points_have() -> None:
    """A size that neither points nor money have is not read as a figure."""
    money = FormBudgetRow("总额", adjusted="1e-400", executed="100", unit="元")
    reading = Form(title="自评表", budget=FormBudget(rows=[money], weight="1e-400"))
    assert (None, None) == (reading.reading.budget.weight, reading.reading.budget.rate)


def test_a_rate_too_long_to_be_read() -> None:
    """What is printed as the rate is kept as text; it states no figure."""
    budget = FormBudget(weight="10", rate_as_printed="1" * 20_000)
    statements = Form(title="自评表", budget=budget).evaluation().statements
    assert [None] == [one.value for one in statements]
