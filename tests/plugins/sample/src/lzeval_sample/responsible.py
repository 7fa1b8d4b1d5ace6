"""A check of the county's own: a deviation names who sees to it (整改责任)."""

from __future__ import annotations

from lzeval.audit import Check, Found, Options, RowFacts, Verdict
from lzeval.audit.examples import form, row
from lzeval.model import Text


def look(one: RowFacts, options: Options) -> Found | Verdict:
    """Look at one indicator row."""
    if one.met is None:
        return Verdict.INSUFFICIENT_DATA
    if one.met:
        return Verdict.NOT_APPLICABLE
    note = one.row.note or ""
    if "责任" in note and len(note) >= options["shortest"]:
        return Verdict.PASSED
    return Found(
        Text(
            "指标值{target}，实际完成值{actual}，未写明责任单位",
            en="target {target}, result {actual}; nobody is named as responsible",
        ),
        {"target": one.target.text, "actual": one.outcome.text},
    )


RESPONSIBLE_NAMED = Check(
    code="XC101",
    name="responsible-not-named",
    severity="warning",
    part="row",
    title=Text("未写明整改责任单位", en="Nobody is named as responsible"),
    rule=Text(
        "未达到指标值的，偏差原因分析应写明整改责任单位。",
        en="Where a target is missed, the explanation says who is to put it right.",
    ),
    source=Text("本县绩效管理办法第十二条", en="The county's own rules, article 12"),
    remedy=Text("在偏差原因栏补写责任单位。", en="Name the unit in the explanation."),
    fires=form(row("培训人数", "≥100人", "80人", "10", "8", note="报名不足")),
    passes=form(row("培训人数", "≥100人", "80人", "10", "8", note="责任单位：人社局")),
    look=look,
    options={"shortest": 6},
)
