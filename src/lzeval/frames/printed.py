"""
Forms to rows, with all that they print (表格转数据表).

What a form says in words - a date kept, a cell that is blank, a cost that should rather
be less - becomes a flag; figures stay figures.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from lzeval.audit.auditing import facts_of
from lzeval.audit.printed_rates import rate_in
from lzeval.audit.rounding import digits_of
from lzeval.errors import InvalidFrameError, Problem
from lzeval.forms import is_filled
from lzeval.frames.columns import AUDITED, Holds
from lzeval.frames.evaluations import framed
from lzeval.model import OutcomeState
from lzeval.notation import Comparator, ReadingKind

if TYPE_CHECKING:
    from lzeval.audit import Facts, RowFacts
    from lzeval.forms import Form
    from lzeval.frames.engines import Native
    from lzeval.frames.evaluations import Row

__all__ = ["from_forms"]


def __dir__() -> list[str]:
    return __all__


def from_forms(forms: Iterable[Form], *, backend: str = "pyarrow") -> Native:
    """
    Write forms out as they are printed, a row an indicator (由表格生成数据表).

    Args:
        forms: The forms.
        backend: ``pyarrow``, ``polars`` or ``pandas``.

    Returns:
        A frame that `audit` takes as it is; ``evaluation`` numbers the forms from 0,
        ``issuer`` and ``title`` name them, and ``row`` is the place of the indicator in
        its form, from 0. A form without indicators has one row without such a place.

    Raises:
        InvalidFrameError: Naming every figure that columns of decimals cannot hold.

    Examples:
        >>> from lzeval.forms import Form, FormRow
        >>> form = Form(title="自评表", indicators=[
        ...     FormRow("培训人数", target_text="≥100人", actual_text="98人",
        ...             weight="10", score="10")])
        >>> frame = from_forms([form], backend="polars")
        >>> frame.select("indicator", "sign", "target", "outcome", "score").row(0)
        ('培训人数', '>=', Decimal('100'), Decimal('98'), Decimal('10'))
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, form in enumerate(forms):
        facts = facts_of(form)
        whole = {"evaluation": number, "issuer": form.issuer, "title": form.title}
        whole |= _of_form(facts)
        lines = [_of_row(row) for row in facts.rows] or [_NO_ROW]
        rows += (whole | line for line in lines)
        problems += _problems(f"[{number}] {form.title}", [whole, *lines])
    if problems:
        raise InvalidFrameError("forms", tuple(problems))
    keys = {
        "evaluation": nw.Int64,
        "issuer": nw.String,
        "title": nw.String,
        "row": nw.Int64,
    }
    return framed(rows, keys, backend, AUDITED)


_MOST = 38
_NUMBERS = [column.name for column in AUDITED if column.holds is Holds.NUMBER]
_NO_ROW: Row = {
    "part": True,
    "unused": True,
    "score_blank": False,
    "outcome_blank": False,
    "state": OutcomeState.MISSING.value,
}


def _problems(place: str, rows: Iterable[Row]) -> Iterator[Problem]:
    for row in rows:
        for name in _NUMBERS:
            value = row.get(name)
            if value is not None and not _fits(value):
                where = f"{place}, {row.get('indicator') or name}"
                yield Problem(where, f"the {name} is no decimal number: {value}")


def _fits(value: Decimal | Fraction | int) -> bool:
    if isinstance(value, Fraction):
        return False
    places = Decimal(value).as_tuple()
    assert isinstance(places.exponent, int)  # noqa: S101 - readings are finite
    return len(places.digits) + abs(places.exponent) <= _MOST


# --- the form -----------------------------------------------------------------


def _of_form(facts: Facts) -> Row:
    form, money, total = facts.form, facts.budget, facts.budget.total
    found: Row = {
        "form": form.form,
        "complete": form.complete,
        "total": facts.total,
        "total_digits": _digits(facts.total),
        "grade": (form.grade_as_printed or "").strip() or None,
        "money": bool(form.budget.rows),
        "execution_weight": money.weight,
        "execution_score": money.score,
        "execution_score_digits": _digits(money.score),
    }
    if total is not None:
        found |= {
            "initial": total.initial,
            "adjusted": total.adjusted,
            "planned": total.planned,
            "executed": total.executed,
        }
    printed = rate_in(form.budget.rate_as_printed)
    if printed is not None:
        rate, is_percent = printed
        found |= {
            "execution_rate": rate,
            "execution_rate_digits": _digits(rate),
            "execution_rate_percent": is_percent,
        }
    cell = form.budget.score_as_printed
    found["execution_score_blank"] = (
        cell is not None
        and not is_filled(cell)
        and (money.rate is not None or is_filled(form.budget.rate_as_printed))
    )
    return found


def _digits(value: Decimal | Fraction | None) -> int | None:
    return None if value is None else digits_of(value)


# --- one row ------------------------------------------------------------------


def _of_row(row: RowFacts) -> Row:
    own = rate_in(row.row.actual_text) if row.is_execution else None
    found: Row = {
        "row": row.index,
        "indicator": row.name,
        "group_1": row.row.level1,
        "group_2": row.row.level2,
        "group_1_weight": row.reading.level1_weight,
        "group_1_weight_digits": _digits(row.reading.level1_weight),
        "weight": row.weight,
        "weight_digits": _digits(row.weight),
        "score": row.score,
        "score_digits": _digits(row.score),
        "score_blank": row.row.score is not None and not is_filled(row.row.score),
        "target_kind": row.target.kind.value,
        "outcome_blank": _is_blank(row),
        "part": not row.is_scored,
        "unused": not row.is_used,
        "execution": row.is_execution,
        "own_rate": None if own is None else own[0],
        "own_rate_percent": None if own is None else own[1],
    }
    return found | (_of_parts(row) if row.reading.children else _figures(row))


def _is_blank(row: RowFacts) -> bool:
    """Whether a result is wanted, and its cell is empty."""
    cell = row.row.actual_text
    return (
        cell is not None
        and not is_filled(cell)
        and not row.reading.children
        and row.is_used
    )


def _of_parts(row: RowFacts) -> Row:
    """Say of a row with parts below what follows from these."""
    met = [row.facts.rows[child].met for child in row.reading.children]
    found: Row = {"state": OutcomeState.NOT_ASSESSABLE.value}
    if any(one is not None for one in met):
        found["met"] = False not in met
    best = row.best_share
    if row.weight is None and best is not None:
        found |= {"target": best.denominator, "outcome": best.numerator, "state": None}
    return found


_STATES = {
    ReadingKind.MET_WITHOUT_VALUE: OutcomeState.CLAIMED,
    ReadingKind.NONE: OutcomeState.MISSING,
    ReadingKind.NOT_APPLICABLE: OutcomeState.NOT_APPLICABLE,
}
_SENSES = (None, "less", "exact")


def _figures(row: RowFacts) -> Row:
    """Give the figures of a row, if what follows from them is what its words say."""
    aim = _aim(row)
    given = row.outcome.value
    if given is not None and "target" in aim:
        for sense in _SENSES:
            said = Plain(**aim, sense=sense, outcome=given)
            if said.agrees(row):
                return {**aim, "sense": sense, "outcome": given}
    if row.ratio is not None:
        # Other units, say: how much of the target was done is known all the same.
        rate = Fraction(*row.ratio)
        sign = aim.get("sign")
        for sense in _SENSES:
            said = Plain(
                sign=sign,
                target=Decimal(rate.denominator),
                sense=sense,
                outcome=Decimal(rate.numerator),
            )
            if said.rate == rate and said.is_limit == row.is_limit:
                return said._asdict() | {"met": row.met}
    state = _STATES.get(row.outcome.kind, OutcomeState.NOT_ASSESSABLE)
    claimed = state is OutcomeState.CLAIMED and "target" in aim
    met = None if row.met and claimed else row.met
    return {**aim, "state": state.value, "met": met}


def _aim(row: RowFacts) -> Row:
    """Give the target of a row, if that is a figure."""
    target = row.target
    if target.kind is not ReadingKind.QUANTITY or target.value is None:
        return {}
    sign = None if target.comparator is None else target.comparator.value
    if target.upper is not None:
        sign = Comparator.BETWEEN.value
    return {"sign": sign, "target": target.value, "upper": target.upper}


_MET: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
}


class Plain(NamedTuple):
    """What figures say by themselves, as columns have them (数值含义)."""

    sign: str | None
    target: Any
    sense: str | None
    outcome: Any
    upper: Any = None

    @property
    def rate(self) -> Fraction | None:
        """Result ÷ target, where that is the rate of its completion."""
        upward = self.sign in {">=", ">", "="}
        if not upward and (self.sign is not None or self.sense is not None):
            return None
        if self.target <= 0:
            return None
        return Fraction(self.outcome) / Fraction(self.target)

    @property
    def is_limit(self) -> bool:
        """Whether a result off an equals sign should rather be less."""
        return self.sign == "=" and self.sense == "less"

    @property
    def met(self) -> bool | None:
        """Whether the target is reached."""
        done, aim = Fraction(self.outcome), Fraction(self.target)
        if self.sign == Comparator.BETWEEN.value:
            return aim <= done <= Fraction(self.upper)
        if self.sign is None and self.sense == "exact":
            return True if done == aim else None
        return _MET[self._asked](done, aim)

    @property
    def _asked(self) -> str:
        """What is asked for, once it is known what is better."""
        if self.sign not in {None, "="}:
            return self.sign or ""
        if self.sign == "=" and (self.rate is None or self.sense == "exact"):
            return "="
        nothing = self.sign is None and self.target == 0
        return "<=" if self.sense == "less" or nothing else ">="

    def agrees(self, row: RowFacts) -> bool:
        """Tell whether a form says the same in its words."""
        ratio = None if row.ratio is None else Fraction(*row.ratio)
        if self.rate != ratio or self.met is not row.met:
            return False
        return ratio is None or self.is_limit == row.is_limit
