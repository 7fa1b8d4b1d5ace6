"""Law: whatever a form prints, it is audited, and written in every format."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lzeval import Form, render
from lzeval.audit import (
    Audited,
    audit,
    csv_text,
    json_text,
    portfolio,
    sarif_text,
    schema,
)
from lzeval.forms import FormBudget, FormBudgetRow, FormRow

SCHEMA = Draft202012Validator(schema())

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
figures = st.sampled_from(["0", "5", "10", "9.55", "100", "60%", "-1", "1/3", "—", ""])
results = st.sampled_from(
    ["≥5个", "5个", "4个", "已完成", "≤10%", "2023年底", "不适用"]
)
cells = st.none() | figures | results | words
rows = st.builds(
    FormRow,
    words,
    level1=cells,
    level1_weight=cells,
    level2=cells,
    target_text=cells,
    actual_text=cells,
    weight=cells,
    score=cells,
    note=cells,
)
money = st.builds(
    FormBudgetRow,
    words,
    initial=cells,
    adjusted=cells,
    executed=cells,
    unit=st.sampled_from([None, "万元", "元", "?"]),
)
forms = st.builds(
    Form,
    title=words,
    year=cells,
    issuer=cells,
    form=st.sampled_from([None, "self-evaluation", "target-declaration"]),
    complete=st.booleans(),
    budget=st.builds(
        FormBudget,
        rows=st.lists(money, max_size=3),
        weight=cells,
        rate_as_printed=cells,
        score_as_printed=cells,
    ),
    indicators=st.lists(rows, max_size=4),
    total_as_printed=cells,
    grade_as_printed=cells,
)


@given(forms)
def test_every_format_carries_any_form(form: Form) -> None:
    """Each format says as many findings as there are, and is well-formed."""
    report = audit(form)
    one = Audited(source="form.json", report=report)
    data = json.loads("".join(json_text([one])))
    SCHEMA.validate(data)
    assert len(report) == len(data["reports"][0]["findings"])
    log = json.loads("".join(sarif_text([one], "en")))
    assert len(report) == len(log["runs"][0]["results"])
    text = io.StringIO("".join(csv_text([one])), newline="")
    assert len(report) == len([*csv.DictReader(text)])
    assert len(report) == sum(tally.findings for tally in portfolio([report]).tallies)
    for locale in ("zh_CN", "en"):
        assert render(report, "text", locale=locale).text


@given(forms)
def test_the_recomputed_total_is_an_interval(form: Form) -> None:
    """Its ends are in order, and its grades follow one another from the lowest."""
    standing = audit(form).standing
    total = standing.recomputed
    if total is not None and total.high is not None:
        assert total.low <= total.high  # type: ignore[operator]
    order = ["差", "中", "良", "优"]
    places = [order.index(str(grade)) for grade in standing.grades]
    assert places == [*range(places[0], places[0] + len(places))] if places else True
