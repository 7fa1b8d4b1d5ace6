"""
Where a total stands: as printed, added up, and as the figures have it (得分核算).

Points are worked out again only where the figures of the form say what they must be.
What persons awarded stands as printed; what is claimed without a figure is counted as
claimed, and added up apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, final

from attrs import frozen

from lzeval import frameworks
from lzeval.audit.rounding import digits_of
from lzeval.model import Interval, Text, add, half_up, terminating
from lzeval.notation import ReadingKind
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.audit.rows import RowFacts

__all__ = ["Standing", "standing_of"]


def __dir__() -> list[str]:
    return __all__


_NOUGHT, _ONE = Fraction(0), Fraction(1)
_DIGITS = 2


@final
@frozen(kw_only=True)
class Standing:
    """
    Printed total and grade beside what the figures of the form support (得分核算).

    Attributes:
        printed: The total as printed; None where there is none.
        added: Sum of the printed points; None where a row has none, or is cut off.
        recomputed: What the total lies between when each row earns what its figures
            say; None where that cannot be told.
        unproven: Printed points of rows whose results are claimed without a figure.
        grade: The grade as printed; None where there is none.
        grades: The grades that the recomputed total may have, from the lowest; none
            where the weights do not make up full points.
    """

    printed: Exact | None
    added: Exact | None
    recomputed: Interval | None
    unproven: Exact
    grade: str | None
    grades: tuple[Text, ...]

    @property
    def grade_at_stake(self) -> bool:
        """Whether the recomputed total may have another grade than the printed one."""
        return self.grade is not None and any(
            str(grade) != self.grade for grade in self.grades
        )

    @property
    def agrees(self) -> bool | None:
        """Whether the printed total is possible, rounded; None if nobody can tell."""
        if self.printed is None or self.recomputed is None:
            return None
        digits = digits_of(self.printed)
        low, high = self.recomputed.low, self.recomputed.high
        if high is None or digits is None:
            return None
        return _rounded(low, digits) <= self.printed <= _rounded(high, digits)


def standing_of(facts: Facts) -> Standing:
    """
    Work out where the total of a form stands (得分核算).

    Args:
        facts: The form, read.

    Examples:
        >>> from lzeval.audit.examples import form, row
        >>> from lzeval.audit.facts import Facts
        >>> printed = form(
        ...     row("培训人数", "≥100人", "80人", "60", "60"),
        ...     row("学员满意度", "≥90%", "已完成", "40", "40"),
        ...     complete=True, total="100", grade="优")
        >>> standing = standing_of(Facts(printed))
        >>> str(standing.recomputed), str(standing.unproven)
        ('[88, 88]', '40')
        >>> [str(grade) for grade in standing.grades], standing.grade_at_stake
        (['良'], True)
    """
    grade = (facts.form.grade_as_printed or "").strip() or None
    recomputed = _recomputed(facts)
    return Standing(
        printed=facts.total,
        added=_added(facts),
        recomputed=recomputed,
        unproven=_unproven(facts),
        grade=grade,
        grades=() if recomputed is None else tuple(_grades(facts, recomputed)),
    )


class _Span(NamedTuple):
    """What an exact figure lies between."""

    low: Fraction
    high: Fraction


def _recomputed(facts: Facts) -> Interval | None:
    if not facts.form.complete or facts.is_declaration or not facts.scored:
        return None
    spans = [_points(row) for row in facts.scored]
    if not any(row.is_execution for row in facts.scored):
        spans.append(_execution(facts))
    known = [span for span in spans if span is not None]
    if len(known) < len(spans) or any(span.low > span.high for span in known):
        return None
    low, high = (sum(ends, _NOUGHT) for ends in zip(*known, strict=True))
    return Interval(terminating(low), terminating(high))


def _execution(facts: Facts) -> _Span | None:
    """Give the points of the execution rate; none where the form gives none for it."""
    budget = facts.budget
    if budget.weight is None:
        score = Fraction(budget.score or 0)
        return _Span(score, score)
    if budget.rate is not None:
        points = Fraction(budget.weight) * min(budget.rate, _ONE)
        return _Span(points, points)
    return _as_printed(budget.score, Fraction(budget.weight))


def _points(row: RowFacts) -> _Span | None:
    """Give the points that a row's figures earn; None where they cannot be told."""
    share, bounds = _share(row), row.bounds
    if share is None:
        most = None if bounds is None or bounds.high is None else Fraction(bounds.high)
        return _as_printed(row.score, most)
    if bounds is None or bounds.high is None:
        return None
    return _Span(Fraction(bounds.low) * share.low, Fraction(bounds.high) * share.high)


def _as_printed(score: Exact | None, most: Fraction | None) -> _Span | None:
    """Give points as they are printed, up to the weight; all are possible without."""
    if score is None:
        return None if most is None else _Span(_NOUGHT, most)
    points = Fraction(score) if most is None else min(Fraction(score), most)
    return _Span(points, points)


def _share(row: RowFacts) -> _Span | None:
    """Give the share that a row's figures earn; None where persons award it."""
    below = [row.facts.rows[child] for child in row.reading.children]
    if not below:
        return _share_of_one(row)
    shares = [_share_of_one(child) for child in below]
    if all(share is None for share in shares):
        return None
    spans = [share or _Span(_NOUGHT, _ONE) for share in shares]
    low, high = (sum(ends, _NOUGHT) / len(spans) for ends in zip(*spans, strict=True))
    return _Span(low, high)


def _share_of_one(row: RowFacts) -> _Span | None:
    if row.share is not None:
        share = Fraction(*row.share)
    elif row.rate is not None:
        share = min(row.rate, _ONE)  # where persons award, figures still say how much
    elif _is_claimed(row) and not row.is_scored:
        share = _ONE
    else:
        return None
    return _Span(share, share)


def _is_claimed(row: RowFacts) -> bool:
    """Whether a result is said to be met without the figure that would show it."""
    return (
        row.target.kind is ReadingKind.QUANTITY
        and row.outcome.kind is ReadingKind.MET_WITHOUT_VALUE
    )


def _unproven(facts: Facts) -> Exact:
    """Add up the printed points of rows that rest on claims, in part or wholly."""
    found = [Decimal(0)]
    scores: list[Exact | None] = [*found]
    for row in facts.scored:
        below = [facts.rows[child] for child in row.reading.children]
        claimed = sum(map(_is_claimed, below or [row]))
        if claimed and row.score is not None:
            part = Fraction(row.score) * claimed / len(below or [row])
            scores.append(terminating(part))
    return add(scores) or Decimal(0)


def _added(facts: Facts) -> Exact | None:
    scores: list[Exact | None] = [row.score for row in facts.scored]
    if not facts.form.complete or not scores or None in scores:
        return None
    if not any(row.is_execution for row in facts.scored):
        budget = facts.budget
        if budget.weight is not None and budget.score is None:
            return None
        scores.append(budget.score or Decimal(0))
    return add(scores)


def _grades(facts: Facts, total: Interval) -> Iterable[Text]:
    """Give the grades from that of the low end to that of the high end."""
    framework = facts.framework or frameworks.get("default")
    scale = framework.grades
    if scale is None or total.high is None:
        return
    full = facts.full
    if full is None:
        full = _whole(facts)
        if full is not None and _rounded(full, 1) != scale.out_of:
            return  # where weights make 90 or 110, a grade means nothing
        full = scale.out_of
    if full <= 0:
        return
    first, last = (
        scale.grade_of(max(_rounded(end, _DIGITS), Decimal(0)), full)
        for end in (total.low, total.high)
    )
    inside = False
    for grade in scale.grades:
        inside = inside or grade is first
        if inside:
            yield grade.name
        if grade is last:
            return


def _whole(facts: Facts) -> Exact | None:
    """Add up the weights, or those of the first levels; None where one is unknown."""
    rows = facts.row_weight
    groups = {row.row.level1 for row in facts.scored}
    if rows is None and len(facts.level1_weights) == len(groups):
        rows = add(weight for _, weight in facts.level1_weights)
    if rows is None or any(row.is_execution for row in facts.scored):
        return rows
    return add([rows, facts.budget.weight or Decimal(0)])


def _rounded(value: Exact, digits: int) -> Decimal:
    return half_up(*Fraction(value).as_integer_ratio(), digits)
