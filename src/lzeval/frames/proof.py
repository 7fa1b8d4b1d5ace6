"""
What proves a finding: the printed figure, and where it should lie (发现依据).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import narwhals as nw

from lzeval.frames.engines import NARROW
from lzeval.frames.whole import Cond, Whole, chosen, either

if TYPE_CHECKING:
    from lzeval.audit import Options
    from lzeval.frames.engines import Engine
    from lzeval.frames.form_figures import FormFigures
    from lzeval.frames.row_figures import Bounds, RowFigures
    from lzeval.frames.sum_checks import GroupChecks

__all__ = ["DIGITS", "Proof", "proof_of_forms", "proof_of_groups", "proof_of_rows"]


def __dir__() -> list[str]:
    return __all__


Proof: TypeAlias = "tuple[nw.Expr | None, nw.Expr | None, nw.Expr | None]"
"""The printed figure, and the least and the most that it should be (依据)."""
DIGITS = 4
"""Decimals of a proof (依据小数位数)."""


def _shown(
    engine: Engine,
    value: Whole,
    scale: int,
    known: Cond | None = None,
    bottom: Whole | None = None,
) -> nw.Expr:
    """Show a figure of so many decimals, or a ratio, half up."""
    sheet = value.sheet
    more, less = 10 ** max(DIGITS - scale, 0), 10 ** max(scale - DIGITS, 0)
    top: Whole = value * more
    whole = sheet.constant(less) if bottom is None else bottom * less
    if whole.low == whole.high == 1:
        units = top.expr
    else:
        none = sheet.constant(0)
        negative = top.below(none)
        size = chosen([(negative, top * -1), (True, top)]).within(0)
        units = engine.quotient(size * 2 + whole, whole * 2)
        units = either([(negative, units * nw.lit(-1, sheet.dtype))], units)
    if top.size > NARROW:
        fits = (top.expr <= sheet.constant(NARROW).expr) & (
            top.expr >= sheet.constant(-NARROW).expr
        )
        units = nw.when(fits).then(units)
    if known is not None and known is not True:
        units = either([(known, units)], nw.lit(None, sheet.dtype))
    return engine.as_decimal(units.cast(nw.Int64), DIGITS)


def proof_of_rows(
    rows: RowFigures, bounds: Bounds | None, options: Mapping[str, Options]
) -> dict[str, Proof]:
    """Give what proves the findings of rows (逐行依据)."""
    engine, points = rows.claims.engine, rows.points
    weight = _shown(engine, rows.weight, points, rows.has_weight)
    score = _shown(engine, rows.score, points, rows.has_score)
    top, bottom = rows.earned
    earned = _shown(engine, top, points, rows.has_earned, bottom)
    rate = _shown(engine, rows.done * 100, 0, rows.has_ratio, rows.aim)
    limit = options["LZ501"]["limit"]
    over, under = (limit * 100).as_integer_ratio()
    sheet = rows.claims.sheet
    most = _shown(engine, sheet.constant(over), 0, None, sheet.constant(under))
    found: dict[str, Proof] = {
        "LZ105": (weight, None, None),
        "LZ201": (score, None, weight),
        "LZ202": (score, earned, earned),
        "LZ203": (score, earned, earned),
        "LZ204": (None, None, weight),
        "LZ205": (score, None, weight),
        "LZ302": (score, None, weight),
        "LZ501": (rate, None, most),
        "LZ505": (rate, None, None),
    }
    if bounds is not None:
        best = _shown(engine, rows.part * bounds.high, points, bounds.known, bottom)
        found["LZ206"] = (score, None, best)
    return found


def proof_of_groups(groups: GroupChecks) -> dict[str, Proof]:
    """Give what proves the findings of groups (分组依据)."""
    table = groups.table
    engine, points = table.claims.engine, table.points
    weight = _shown(engine, groups.weight, points)
    return {
        "LZ102": (_shown(engine, table.sum("weight"), points), weight, weight),
        "LZ210": (_shown(engine, table.sum("capped"), points), None, weight),
    }


def proof_of_forms(forms: FormFigures) -> dict[str, Proof]:
    """Give what proves the findings of whole forms and of their money (整表依据)."""
    table = forms.table
    engine, points = table.claims.engine, table.points
    total = _shown(engine, forms.total, points, forms.has_total)
    rows = table.sum("score")
    both = rows + forms.execution_score
    least = chosen([(forms.sums[1][0], _least(rows, both)), (True, both)])
    most = chosen([(forms.has_execution_score, both), (True, rows)])
    full, *others = forms.wholes
    low = chosen([*reversed(others), (True, full[1])])
    high = chosen([full, *others[1:], (True, full[1])])
    return _proof_of_money(forms) | {
        "LZ101": (
            _shown(engine, forms.stated, points),
            _shown(engine, low, points),
            _shown(engine, high, points),
        ),
        "LZ103": (
            total,
            _shown(engine, least, points),
            _shown(engine, most, points),
        ),
        "LZ106": (_shown(engine, table.sum("most weight"), points), None, None),
        "LZ309": (_shown(engine, rows, points), None, None),
        "LZ702": (total, None, None),
    }


def _proof_of_money(forms: FormFigures) -> dict[str, Proof]:
    claims, points = forms.claims, forms.table.points
    engine = claims.engine

    def money(name: str) -> nw.Expr:
        return _shown(engine, forms.amount(name), forms.amounts, claims.known(name))

    found: dict[str, Proof] = {
        "LZ304": (money("executed"), None, money("planned")),
        "LZ308": (money("executed"), None, money("planned")),
        "LZ312": (money("adjusted"), money("initial"), money("initial")),
    }
    for known, rate in forms.rates:
        percent = _shown(engine, rate.top * 100, 0, known, rate.bottom)
        printed, known_rate = forms.printed_rate.value, claims.known("execution_rate")
        shown = _shown(engine, printed, forms.rate_scale, known_rate)
        found["LZ301"] = (shown, percent, percent)
        due = forms.due(rate)
        earned = _shown(engine, due.top, points, known, due.bottom)
        score = _shown(engine, forms.execution_score, points)
        found["LZ302"] = (score, earned, earned)
    return found


def _least(one: Whole, other: Whole) -> Whole:
    return chosen([(one.below(other), one), (True, other)])
