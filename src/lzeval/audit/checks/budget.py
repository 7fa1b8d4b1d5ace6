"""
Checks of the money part: amounts, execution rate, its points (资金与执行率检查).
"""

from __future__ import annotations

from collections.abc import Iterator
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
    Verdict,
)
from lzeval.audit.limits import RATIO_DIGITS
from lzeval.audit.printed_rates import rate_in
from lzeval.audit.rounding import (
    as_printed,
    as_share,
    digits_of,
    gap,
    is_cut,
    rounded,
    unit_of,
    written,
)
from lzeval.forms import (
    Form,
    FormBudget,
    FormBudgetRow,
    is_filled,
    points_in,
)
from lzeval.l10n import msg
from lzeval.model import add, terminating
from lzeval.model.exact import product, quotient
from lzeval.notation import ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Exact

__all__ = [
    "BUDGET_SCORE_MISMATCH",
    "DUPLICATE_BUDGET_WEIGHT",
    "EXECUTION_SCORE_MISSING",
    "OVERSPENT",
    "RATE_MISPRINTED",
    "ZERO_BUDGET_TOTAL",
]


def __dir__() -> list[str]:
    return __all__


_NONE = ReadingKind.NONE


_HUNDRED = Fraction(100)


def _says(printed: tuple[Exact, bool], rate: Fraction) -> bool:
    """Whether a printed rate is right."""
    value, is_percent = printed
    unit = unit_of(value)
    return bool(
        decisions.says(
            as_printed(value, unit),
            as_share(rate),
            percent=is_percent,
            decimals=(digits_of(value) or 0) >= RATIO_DIGITS,
            unit=unit,
        )
    )


def _rates(printed: tuple[Exact, bool]) -> Iterator[Fraction]:
    """What rates a printed one may stand for."""
    value, is_percent = printed
    yield quotient(value, _HUNDRED)
    if not is_percent and value <= 1:
        yield Fraction(value)


def _misprinted(facts: Facts, _: Options) -> Seen:
    printed = rate_in(facts.form.budget.rate_as_printed)
    if printed is None:
        return NOT_APPLICABLE
    rate = facts.budget.rate
    total = facts.budget.total
    if rate is None or total is None:
        return INSUFFICIENT_DATA
    if _says(printed, rate):
        return PASSED
    cut = any(is_cut(printed[0], rate * scale) for scale in (100, 1))
    apart = min(abs(rate - one) for one in _rates(printed))
    weight = facts.budget.weight
    return Found(
        msg(
            "执行率印为{printed}，执行数{executed}元÷预算数{planned}元={rate}%，"
            "系截去尾数，应四舍五入"
        )
        if cut
        else msg("执行率印为{printed}，执行数{executed}元÷预算数{planned}元={rate}%"),
        {
            "printed": facts.form.budget.rate_as_printed or "",
            "executed": written(total.executed),
            "planned": written(total.planned),
            "rate": rounded(rate * 100),
        },
        None if weight is None else terminating(product(apart, weight)),
        Severity.WARNING if cut else None,
    )


def _printed(**cells: str | None) -> Form:
    return form(money=budget(("年度资金总额", "50", "40.23"), **cells))


RATE_MISPRINTED = Check(
    code="LZ301",
    name="rate-misprinted",
    severity=Severity.ERROR,
    part=Part.BUDGET,
    title=msg("执行率与金额不符"),
    rule=msg("预算执行率=全年执行数÷全年预算数，按印出的小数位数四舍五入。"),
    source=msg("财预〔2020〕10号附件：自评表执行率栏"),
    remedy=msg("按总额行的执行数与预算数重新计算执行率。"),
    fires=_printed(rate="100%"),
    passes=_printed(rate="80.5%"),
    look=_misprinted,
)


def _score_mismatch(facts: Facts, _: Options) -> Seen:
    found = [_execution_row(row, facts) for row in facts.execution_rows]
    seen = [one for one in found if isinstance(one, Found)]
    money = facts.budget
    if money.weight is None or money.score is None:
        verdicts = [one for one in found if isinstance(one, Verdict)]
        return seen or (verdicts[0] if verdicts else NOT_APPLICABLE)
    exact, printed = money.rate, rate_in(facts.form.budget.rate_as_printed)
    rates = [exact] if exact is not None else []
    if printed is not None and _is_consistent(printed, facts):
        rates += _rates(printed)
    if not rates:
        return seen or INSUFFICIENT_DATA
    wrong = _off(money.score, money.weight, rates)
    return [*seen, *([] if wrong is None else [wrong])] or PASSED


def _is_consistent(printed: tuple[Exact, bool], facts: Facts) -> bool:
    """Whether a printed rate may be used: it is right, or nothing tells another."""
    rate, total = facts.budget.rate, facts.budget.total
    if rate is not None:
        return _says(printed, rate)
    return total is None or total.planned != 0


def _off(score: Exact, weight: Exact, rates: list[Fraction]) -> Found | None:
    """Find points that follow from none of the rates, capped or not."""
    unit = unit_of(score, weight)
    known = [(True, as_share(rate)) for rate in rates]
    full = as_printed(weight, unit).value
    if decisions.follows(as_printed(score, unit), full, known):
        return None
    true = min(product(weight, rates[0]), Fraction(weight))
    cut = is_cut(score, true)
    return Found(
        msg("执行率{rate}%，分值{weight}分，应得{earned}分，印为{score}分，系截去尾数")
        if cut
        else msg("执行率{rate}%，分值{weight}分，应得{earned}分，印为{score}分"),
        {
            "rate": rounded(rates[0] * 100),
            "weight": written(weight),
            "earned": rounded(true),
            "score": written(score),
        },
        gap(score, terminating(true)),
        Severity.WARNING if cut else None,
    )


def _execution_row(row: RowFacts, facts: Facts) -> Found | Verdict:
    """Look at an execution rate that stands among the indicators, without a target."""
    if row.target.kind is not _NONE or row.weight is None:
        return NOT_APPLICABLE
    if row.score is None:
        return NOT_APPLICABLE
    own = rate_in(row.row.actual_text)
    rates = [facts.budget.rate] if facts.budget.rate is not None else []
    rates += [] if own is None else list(_rates(own))
    if not rates:
        return INSUFFICIENT_DATA
    wrong = _off(row.score, row.weight, rates)
    if wrong is None or row.score > row.weight:
        return PASSED
    return wrong._replace(row=row.index, severity=Severity.WARNING)


BUDGET_SCORE_MISMATCH = Check(
    code="LZ302",
    name="budget-score-mismatch",
    severity=Severity.ERROR,
    part=Part.BUDGET,
    title=msg("预算执行率得分与执行率不符"),
    rule=msg("预算执行率得分=分值×执行率，四舍五入，以分值为上限。"),
    source=msg("财预〔2020〕10号附件：自评表预算执行率得分"),
    remedy=msg("按执行率重新计分，并核对分值栏是否填成了总分。"),
    fires=_printed(weight="10", rate="80.46%", score="10"),
    passes=_printed(weight="10", rate="80.46%", score="8.05"),
    look=_score_mismatch,
    assumes_rules=True,
)


def _zero_total(facts: Facts, _: Options) -> Seen:
    total = facts.budget.total
    if total is None or not facts.budget.parts:
        return NOT_APPLICABLE
    known = [amount for amount in total.amounts if amount is not None]
    if not known:
        return INSUFFICIENT_DATA
    columns = zip(*(part.amounts for part in facts.budget.parts), strict=True)
    parts = [add(one for one in column if one is not None) for column in columns]
    # A column is wrong where its total is nothing and its sources are not.
    pairs = zip(total.amounts, parts, strict=True)
    if not any(whole == 0 and part for whole, part in pairs):
        return PASSED
    initial, adjusted, executed = map(written, parts)
    weight = facts.budget.weight
    return Found(
        msg(
            "总额行有金额为0，各来源合计年初预算{initial}元、全年预算{adjusted}元、"
            "执行{executed}元"
        ),
        {"initial": initial, "adjusted": adjusted, "executed": executed},
        weight,
    )


ZERO_BUDGET_TOTAL = Check(
    code="LZ303",
    name="zero-budget-total-with-nonzero-parts",
    severity=Severity.ERROR,
    part=Part.BUDGET,
    title=msg("资金总额为零而来源不为零"),
    rule=msg("资金总额等于各来源之和；总额为零时执行率无从计算。"),
    source=msg("财预〔2020〕10号附件：项目资金总额与来源各行"),
    remedy=msg("补填总额行，重新计算执行率及其得分。"),
    fires=form(
        money=budget(("年度资金总额", "0", "0"), ("其中:财政拨款", "90", "89.974"))
    ),
    passes=form(
        money=budget(("年度资金总额", "90", "90"), ("其中:财政拨款", "90", "90"))
    ),
    look=_zero_total,
)


def _overspent(facts: Facts, _: Options) -> Seen:
    total = facts.budget.total
    if total is None:
        return NOT_APPLICABLE
    planned, executed = total.planned, total.executed
    if planned is None or executed is None:
        return INSUFFICIENT_DATA
    if executed <= planned:
        return PASSED
    return Found(
        msg("执行数{executed}元，超出预算数{planned}元{over}元"),
        {
            "executed": written(executed),
            "planned": written(planned),
            "over": written(gap(executed, planned)),
        },
    )


OVERSPENT = Check(
    code="LZ304",
    name="overspent",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("执行数超过预算数"),
    rule=msg("全年执行数不应超过全年预算数。"),
    source=msg("预算法：未列入预算的不得支出"),
    remedy=msg("核对金额与单位；确有超支的，写明原因与资金来源。"),
    fires=form(money=budget(("年度资金总额", "50", "50.5"))),
    passes=form(money=budget(("年度资金总额", "50", "50"))),
    look=_overspent,
)


def _score_missing(facts: Facts, _: Options) -> Seen:
    cell, weight = facts.form.budget.score_as_printed, facts.budget.weight
    if weight is None or cell is None:
        return NOT_APPLICABLE
    if is_filled(cell):
        return PASSED
    if facts.budget.rate is None and not is_filled(facts.form.budget.rate_as_printed):
        return INSUFFICIENT_DATA
    return Found(
        msg("执行率{rate}，分值{weight}分，得分栏空白"),
        {
            "rate": facts.form.budget.rate_as_printed
            or f"{rounded((facts.budget.rate or Fraction(0)) * 100)}%",
            "weight": written(weight),
        },
        weight,
    )


EXECUTION_SCORE_MISSING = Check(
    code="LZ305",
    name="execution-score-missing",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("预算执行率未填得分"),
    rule=msg("有分值和执行率的，应当填写预算执行率得分。"),
    source=msg("财预〔2020〕10号附件：自评表预算执行率得分"),
    remedy=msg("按执行率补填得分。"),
    fires=_printed(weight="10", rate="80.46%", score=""),
    passes=_printed(weight="10", rate="80.46%", score="8.05"),
    look=_score_missing,
)


def _duplicate(facts: Facts, _: Options) -> Seen:
    weight = facts.budget.weight
    if weight is None or not facts.budget.parts:
        return NOT_APPLICABLE
    for part in facts.budget.parts:
        if points_in(part.row.weight) == weight:
            figures = {"name": part.row.name, "weight": written(weight)}
            score = part.row.score_as_printed
            if not is_filled(score):
                wording = msg("“{name}”一行重复印出分值{weight}分")
                return Found(wording, figures, weight)
            wording = msg("“{name}”一行重复印出分值{weight}分、得分{score}分")
            return Found(wording, {**figures, "score": score or ""}, weight)
    return PASSED


def _with_weight(weight: str) -> Form:
    rows = [
        FormBudgetRow("年度资金总额", adjusted="50", executed="50", unit="万元"),
        FormBudgetRow(
            "其中:财政拨款", adjusted="50", executed="50", unit="万元", weight=weight
        ),
    ]
    return Form(
        title="项目支出绩效自评表",
        form="self-evaluation",
        budget=FormBudget(rows=rows, weight="10", score_as_printed="10"),
        indicators=[row("培训人数", "≥100人", "100人", "90", "90")],
    )


DUPLICATE_BUDGET_WEIGHT = Check(
    code="LZ306",
    name="duplicate-budget-weight",
    severity=Severity.WARNING,
    part=Part.BUDGET,
    title=msg("资金来源行重复计分"),
    rule=msg("预算执行率只在总额行计分，各来源行不再列分值和得分。"),
    source=msg("财预〔2020〕10号附件：来源各行分值、得分为“—”"),
    remedy=msg("删去来源行的分值和得分。"),
    fires=_with_weight("10"),
    passes=_with_weight("—"),
    look=_duplicate,
)
