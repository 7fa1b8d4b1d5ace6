"""
Checks of which indicators a form has (指标体系检查).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from lzeval.audit.aspects import Aspect, aspect_of
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
)
from lzeval.audit.rounding import rounded, written
from lzeval.l10n import msg
from lzeval.model import add

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts
    from lzeval.typing import Exact

__all__ = ["MISSING_SATISFACTION", "OUTPUT_BENEFIT_SHARE"]


def __dir__() -> list[str]:
    return __all__


def _satisfaction(facts: Facts, _: Options) -> Seen:
    if not facts.form.complete or not facts.rows:
        return NOT_APPLICABLE
    if any(map(_speaks_of_satisfaction, facts.rows)):
        return PASSED
    return Found(
        msg("全表{count}项指标，没有满意度指标"), {"count": f"{len(facts.scored)}"}
    )


def _speaks_of_satisfaction(row: RowFacts) -> bool:
    texts = (row.name, row.row.level2, row.row.level1)
    return any(aspect_of(None, text) is Aspect.SATISFACTION for text in texts)


MISSING_SATISFACTION = Check(
    code="LZ601",
    name="missing-satisfaction",
    severity=Severity.WARNING,
    part=Part.FORM,
    title=msg("没有满意度指标"),
    rule=msg("完整的表格应当有服务对象满意度指标；确不适用的，其分值移至效益指标。"),
    source=msg("财预〔2020〕10号：满意度指标10分"),
    remedy=msg("增设满意度指标，或说明为何不适用。"),
    fires=form(row("培训人数", "≥100人", "100人", "90", "90"), complete=True),
    passes=form(
        row("培训人数", "≥100人", "100人", "80", "80"),
        row("学员满意度", "≥90%", "95%", "10", "10", level1="满意度指标"),
        complete=True,
    ),
    look=_satisfaction,
)


_LIMIT_IN_PERCENT = 100


def _share(facts: Facts, options: Options) -> Seen:
    if facts.form.form != "evaluation-report" or not facts.form.complete:
        return NOT_APPLICABLE
    weights = _weights_by_level1(facts)
    total = None if weights is None else add(weight for _, weight in weights)
    if weights is None or not total:
        return INSUFFICIENT_DATA
    part = add(weight for row, weight in weights if _counts(row)) or Decimal(0)
    share = Fraction(part) / Fraction(total)
    if share >= options["limit"]:
        return PASSED
    return Found(
        msg("产出、效益指标合计{part}分，占{share}%，低于{limit}%"),
        {
            "part": written(part),
            "share": rounded(share * _LIMIT_IN_PERCENT),
            "limit": rounded(Fraction(options["limit"]) * _LIMIT_IN_PERCENT, 0),
        },
    )


def _weights_by_level1(facts: Facts) -> list[tuple[RowFacts, Exact]] | None:
    """Give the weights of the rows, else of the first levels by their first row."""
    own = [(row, row.weight) for row in facts.scored if row.weight is not None]
    if own and len(own) == len(facts.scored):
        return own
    first: dict[str | None, RowFacts] = {}
    for one in facts.scored:
        first.setdefault(one.row.level1, one)
    weights = dict(facts.level1_weights)
    if not first or first.keys() != weights.keys():
        return None
    return [(first[name], weight) for name, weight in weights.items()]


def _counts(row: RowFacts) -> bool:
    """Whether a row is output or benefit; satisfaction is held to be a benefit."""
    return row.is_output or row.is_benefit or row.aspect is Aspect.SATISFACTION


OUTPUT_BENEFIT_SHARE = Check(
    code="LZ602",
    name="output-benefit-share-below-60",
    severity=Severity.WARNING,
    part=Part.FORM,
    title=msg("产出、效益指标权重不足60%"),
    rule=msg("部门评价和财政评价中，产出和效益指标的权重合计不低于60%。"),
    source=msg("财预〔2020〕10号：产出、效益指标权重原则上不低于60%"),
    remedy=msg("调高产出和效益指标的分值。"),
    fires=form(
        row("决策规范性", "规范", "规范", "50", "50", level1="决策"),
        row("培训人数", "≥100人", "100人", "50", "50", level1="产出"),
        kind="evaluation-report",
        complete=True,
    ),
    passes=form(
        row("决策规范性", "规范", "规范", "40", "40", level1="决策"),
        row("培训人数", "≥100人", "100人", "60", "60", level1="产出"),
        kind="evaluation-report",
        complete=True,
    ),
    look=_share,
    options={"limit": "0.6"},
)
