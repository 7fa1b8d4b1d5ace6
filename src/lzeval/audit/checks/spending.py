"""
Checks of spending against plan and results (资金使用检查).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit import decisions
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import budget, form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
)
from lzeval.audit.rounding import as_share, gap, rounded, written
from lzeval.forms import Form, FormBudget, FormBudgetRow
from lzeval.l10n import msg
from lzeval.model import add
from lzeval.model.exact import quotient
from lzeval.notation import ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts

__all__ = [
    "BUDGET_ADJUSTED",
    "BUDGET_PARTS_EXCEED_TOTAL",
    "EXECUTION_SCORED_WITHOUT_AMOUNT",
    "LOW_EXECUTION_WITHOUT_REASON",
    "RESULTS_AHEAD_OF_MONEY",
    "UNSPENT",
]


def __dir__() -> list[str]:
    return __all__


_QUANTITY = ReadingKind.QUANTITY


_REASON = re.compile("执行|支出|支付|资金|结转|结余|未用|节约|预算|款")


def _percent(value: Fraction | Decimal) -> str:
    return rounded(Fraction(value) * 100)


def _low_execution(facts: Facts, options: Options) -> Seen:
    rate = facts.budget.rate
    if facts.budget.total is None:
        return NOT_APPLICABLE
    if rate is None:
        return INSUFFICIENT_DATA
    if rate >= options["limit"] or any(
        _REASON.search(one.row.note or "") for one in facts.rows
    ):
        return PASSED
    return Found(
        msg("执行率{rate}%，低于{limit}%，没有写明原因"),
        {"rate": _percent(rate), "limit": _whole(options["limit"])},
    )


def _whole(limit: Fraction | Decimal) -> str:
    return written(Decimal(rounded(Fraction(limit) * 100)))


LOW_EXECUTION_WITHOUT_REASON = Check(
    code="LZ307",
    name="low-execution-without-reason",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("执行率低而未说明原因"),
    rule=msg("预算执行率低于90%的，应写明原因。"),
    source=msg("四川省2023年自评表：执行率低于90%的说明原因"),
    remedy=msg("写明执行率低的原因。"),
    fires=form(money=budget(("年度资金总额", "100", "85"))),
    passes=form(money=budget(("年度资金总额", "100", "95"))),
    look=_low_execution,
    options={"limit": "0.9"},
)


def _unspent(facts: Facts, options: Options) -> Seen:
    rate = facts.budget.rate
    if facts.budget.total is None:
        return NOT_APPLICABLE
    if rate is None:
        return INSUFFICIENT_DATA
    if not decisions.is_unspent(as_share(rate), options["limit"]):
        return PASSED
    return Found(
        msg("预算数{planned}元，执行{executed}元，未执行{unspent}%，高于{limit}%"),
        {
            "planned": written(facts.budget.total.planned),
            "executed": written(facts.budget.total.executed),
            "unspent": _percent(1 - rate),
            "limit": _whole(options["limit"]),
        },
    )


UNSPENT = Check(
    code="LZ308",
    name="unspent-above-20",
    severity=Severity.NOTICE,
    part=Part.BUDGET,
    title=msg("资金结余较多"),
    rule=msg("未执行的资金超过预算数的20%，应予关注。"),
    source=msg("自评审核预警规则：未执行率高于20%亮黄灯"),
    remedy=msg("说明结余原因，核对预算是否编高。"),
    fires=form(money=budget(("年度资金总额", "100", "75"))),
    passes=form(money=budget(("年度资金总额", "100", "85"))),
    look=_unspent,
    options={"limit": "0.2"},
)


def _ahead(facts: Facts, options: Options) -> Seen:
    rate = facts.budget.rate
    if facts.budget.total is None or not any(one.score for one in facts.scored):
        return NOT_APPLICABLE
    full, points = facts.row_weight, facts.row_points
    if rate is None or not full or points is None:
        return INSUFFICIENT_DATA
    results = quotient(points, full)
    figures = Fraction(points), Fraction(full)
    if not decisions.is_ahead(as_share(rate), *figures, options["limit"]):
        return PASSED
    ahead = 1 - quotient(rate, results) if results else Fraction(0)
    return Found(
        msg(
            "指标得分率{results}%，执行率{rate}%，成效超前于资金{ahead}%，高于{limit}%"
        ),
        {
            "results": _percent(results),
            "rate": _percent(rate),
            "ahead": _percent(ahead),
            "limit": _whole(options["limit"]),
        },
    )


RESULTS_AHEAD_OF_MONEY = Check(
    code="LZ309",
    name="results-ahead-of-money",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("成效远超资金进度"),
    rule=msg("（指标得分率−执行率）÷指标得分率超过5%的，成效与资金不匹配。"),
    source=msg("自评审核预警规则：偏离超过5%亮红灯"),
    remedy=msg("核对完成值和执行数；确实少花钱多办事的，写明原因。"),
    fires=form(
        row("培训人数", "≥100人", "100人", "90", "88"),
        money=budget(("年度资金总额", "100", "90")),
    ),
    passes=form(
        row("培训人数", "≥100人", "100人", "90", "88"),
        money=budget(("年度资金总额", "100", "94")),
    ),
    look=_ahead,
    options={"limit": "0.05"},
)


def _without_amount(facts: Facts, _: Options) -> Seen:
    rows = [one for one in facts.execution_rows if one.score is not None]
    has_score = facts.budget.score is not None
    if not rows and not has_score:
        return NOT_APPLICABLE
    total = facts.budget.total
    if total is not None and total.executed is not None:
        return PASSED
    found = [
        Found(
            msg("“{name}”得{score}分，但没有公布执行数"),
            {"name": one.name, "score": written(one.score)},
            one.score,
            row=one.index,
        )
        for one in rows
        if one.outcome.kind is not _QUANTITY
    ]
    if has_score and facts.form.budget.rate_as_printed is None:
        score = facts.budget.score
        wording = msg("预算执行率得{score}分，但没有公布执行数")
        found.append(Found(wording, {"score": written(score)}, score))
    return found or INSUFFICIENT_DATA


EXECUTION_SCORED_WITHOUT_AMOUNT = Check(
    code="LZ310",
    name="execution-scored-without-amount",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("没有执行数却有执行率得分"),
    rule=msg("给预算执行率计分的，应公布执行数或执行率。"),
    source=msg("财预〔2020〕10号附件：执行率=全年执行数÷全年预算数"),
    remedy=msg("公布执行数，按执行率计分。"),
    fires=form(
        row("预算执行率", None, None, None, "3"),
        money=budget(("年度资金总额", "67.8", None)),
    ),
    passes=form(
        row("预算执行率", None, None, None, "3"),
        money=budget(("年度资金总额", "67.8", "67.8")),
    ),
    look=_without_amount,
)


_LISTS = re.compile("按.{1,8}分$|^其中")


def _parts(facts: Facts, _: Options) -> Seen:
    total, parts = facts.budget.total, facts.budget.parts
    if total is None or not parts:
        return NOT_APPLICABLE
    # Sources may be listed twice, by two ways of splitting; then sums mean nothing.
    if sum(_LISTS.search(part.row.name.strip()) is not None for part in parts) > 1:
        return INSUFFICIENT_DATA
    columns = zip(*(part.amounts for part in parts), strict=True)
    looked = False
    for wording, whole, column in zip(_EXCEED, total.amounts, columns, strict=True):
        sum_ = add(one for one in column if one is not None)
        if not whole or not sum_:
            continue
        looked = True
        if sum_ > whole:
            return Found(wording, {"sum": written(sum_), "total": written(whole)})
    return PASSED if looked else INSUFFICIENT_DATA


_EXCEED = (
    msg("年初预算数：各来源合计{sum}元，大于总额{total}元"),
    msg("全年预算数：各来源合计{sum}元，大于总额{total}元"),
    msg("全年执行数：各来源合计{sum}元，大于总额{total}元"),
)

BUDGET_PARTS_EXCEED_TOTAL = Check(
    code="LZ311",
    name="budget-parts-exceed-total",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("资金来源合计大于总额"),
    rule=msg("各来源之和不得大于资金总额。"),
    source=msg("财预〔2020〕10号附件：项目资金总额与来源各行"),
    remedy=msg("核对总额与各来源的金额和单位。"),
    fires=form(
        money=budget(("年度资金总额", "50", "50"), ("其中:财政拨款", "60", "50"))
    ),
    passes=form(
        money=budget(("年度资金总额", "50", "50"), ("其中:财政拨款", "50", "50"))
    ),
    look=_parts,
)


def _adjusted(facts: Facts, options: Options) -> Seen:
    total = facts.budget.total
    if total is None:
        return NOT_APPLICABLE
    if not total.initial or total.adjusted is None:
        return INSUFFICIENT_DATA
    amounts = Fraction(total.initial), Fraction(total.adjusted)
    if not decisions.is_adjusted(*amounts, options["limit"]):
        return PASSED
    change = quotient(total.adjusted, total.initial) - 1
    return Found(
        msg("年初预算{initial}元，调整为{adjusted}元，变动{change}%"),
        {
            "initial": written(total.initial),
            "adjusted": written(total.adjusted),
            "change": _percent(change),
            "difference": written(gap(total.initial, total.adjusted)),
        },
    )


def _changed(adjusted: str) -> Form:
    total = FormBudgetRow(
        "年度资金总额", initial="100", adjusted=adjusted, executed="100", unit="万元"
    )
    return Form(
        title="项目支出绩效自评表",
        form="self-evaluation",
        budget=FormBudget(rows=[total]),
    )


BUDGET_ADJUSTED = Check(
    code="LZ312",
    name="budget-adjusted",
    severity=Severity.NOTICE,
    part=Part.BUDGET,
    title=msg("预算调整较大"),
    rule=msg("年中预算调整幅度超过20%的，应说明原因，并核对指标值是否同步调整。"),
    source=msg("四川省2023年自评表：预算调整的说明原因"),
    remedy=msg("写明调整原因和依据。"),
    fires=_changed("150"),
    passes=_changed("105"),
    look=_adjusted,
    options={"limit": "0.2"},
)
