"""Law: whatever a published form says, it is audited, and becomes an evaluation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lzeval.audit import audit
from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow

SCRAPS = [
    "≥",
    "≤",
    "=",
    "<",
    ">",
    "%",
    "万元",
    "元",
    "人",
    "个",
    "分",
    "/",
    "-",
    "—",
    "**",
    "XX",
    "100",
    "98.5",
    "0",
    "1/3",
    "1/0",
    "-5",
    "1e9",
    "∞",
    "NaN",
    "2022年12月",
    "已完成",
    "达成预期指标",
    "部分达成",
    "不适用",
    "优",
    "满意度",
    "预算执行率",
    "成本",
    "{0}",
    "{name}",
    "（",
    "）",
    "(",
    ")",
    "，",
    "、",
    "至",
    "~",
    "±",
    "亿",
    "％",
    "．",
]
CELLS = (
    st.none()
    | st.text(max_size=6)
    | st.lists(st.sampled_from(SCRAPS), max_size=4).map("".join)
)
NAMES = st.text(max_size=6) | st.lists(st.sampled_from(SCRAPS), max_size=3).map("".join)
ROWS = st.builds(
    FormRow,
    NAMES,
    level1=CELLS,
    level1_weight=CELLS,
    level2=CELLS,
    target_text=CELLS,
    actual_text=CELLS,
    weight=CELLS,
    score=CELLS,
    note=CELLS,
    target_cells=st.none() | st.lists(NAMES, max_size=4),
)
MONEY = st.builds(
    FormBudget,
    rows=st.lists(
        st.builds(
            FormBudgetRow,
            NAMES,
            initial=CELLS,
            adjusted=CELLS,
            executed=CELLS,
            unit=CELLS,
            weight=CELLS,
        ),
        max_size=3,
    ),
    weight=CELLS,
    rate_as_printed=CELLS,
    score_as_printed=CELLS,
)
FORMS = st.builds(
    Form,
    title=NAMES,
    year=CELLS,
    form=st.sampled_from([None, "self-evaluation", "evaluation-report"]),
    complete=st.booleans(),
    budget=MONEY,
    indicators=st.lists(ROWS, max_size=5),
    total_as_printed=CELLS,
    grade_as_printed=CELLS,
)


@given(FORMS)
def test_any_form_is_audited(form: Form) -> None:
    """Every check answers, every message can be read, and nothing is raised."""
    report = audit(form)
    assert all(answer.verdict for answer in report.answers)
    assert all(str(finding.message) for finding in report)
    assert report.to_plain()


@given(FORMS)
def test_any_form_becomes_an_evaluation(form: Form) -> None:
    """Cells that make no sense are kept as text, not refused."""
    assert form.evaluation().evaluate().lines
