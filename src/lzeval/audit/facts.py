"""
What the checks look at: a form with its cells read once, and what follows (审核事实).

A check asks; whatever several checks need is worked out here, when it is first asked
for, and shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, final

from lzeval.audit.rows import RowFacts
from lzeval.errors import InfeasibleWeightsError, LzevalError
from lzeval.model import (
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Interval,
    NoRate,
    Outcome,
    OutcomeState,
    Target,
    add,
)
from lzeval.notation import ReadingKind
from lzeval.scoring.framework import framework_of

if TYPE_CHECKING:
    from lzeval.forms import BudgetReading, Form, RowReading
    from lzeval.model import Statement, WeightMismatch
    from lzeval.scoring import Framework, GradeScale, Scorecard
    from lzeval.typing import Exact, Ratio

__all__ = ["Facts"]


def __dir__() -> list[str]:
    return __all__


_NOWHERE: Mapping[str, int] = MappingProxyType({})


@cache
def _usual() -> Framework:
    return framework_of(None)


@final
class Facts:
    """
    A form, read, with what follows from it (表格事实).

    Args:
        form: The form.
        framework: By whose rules it is judged; None takes the usual ones, and then
            what depends on them is no more than a warning unless the form says of
            what kind it is.
        card: The scorecard that the form was printed from, if it was.
        claims: What the source claims beside its rows.
        shares: Share of its points that each row earns by its rule, by index.
        places: Index of the row that a claim may be about, by what it names.

    Attributes:
        is_declaration: Whether the form only sets targets, so that there are no results
            yet.
    """

    def __init__(
        self,
        form: Form,
        *,
        framework: Framework | None = None,
        card: Scorecard | None = None,
        claims: tuple[Statement, ...] = (),
        shares: Mapping[int, Ratio] | None = None,
        places: Mapping[str, int] = _NOWHERE,
    ) -> None:
        self.form = form
        self.is_declaration = form.form == "target-declaration"
        self.framework = framework
        self.card = card
        self.claims = claims
        self.places = places
        self._shares = shares
        reading = form.reading
        self.budget: BudgetReading = reading.budget
        self.total: Exact | None = reading.total
        self.weight_scale = _scale_of(reading.rows)
        self.rows = tuple([RowFacts(self, row) for row in reading.rows])

    @property
    def knows_rules(self) -> bool:
        """Whether it is known by which rules the form was made."""
        return self.framework is not None or self.form.form is not None

    @property
    def mismatches(self) -> tuple[WeightMismatch, ...]:
        """Where the stated weights of an evaluation contradict each other."""
        card = self.card
        return () if card is None else card.evaluation.tree.weight_mismatches()

    @property
    def full(self) -> Exact | None:
        """Full points; of a form of no known kind, what its weights make; else None."""
        if self.card is not None:
            return self.card.total.out_of
        if self.knows_rules or not self.form.complete or self.row_weight is None:
            return None
        return add([self.row_weight, self.budget.weight or Decimal(0)])

    @cached_property
    def has_targets(self) -> bool:
        """Whether any row has a target."""
        return any(row.target.kind is not ReadingKind.NONE for row in self.rows)

    @property
    def scale(self) -> GradeScale | None:
        """How a total is graded: by the framework, or by the usual one."""
        return (self.framework or _usual()).grades

    @cached_property
    def scored(self) -> tuple[RowFacts, ...]:
        """Rows that stand for points of their own."""
        return tuple([row for row in self.rows if row.is_scored])

    @cached_property
    def execution_rows(self) -> tuple[RowFacts, ...]:
        """Rows among the indicators that stand for the execution rate."""
        return tuple([row for row in self.rows if row.is_execution])

    @cached_property
    def row_weight(self) -> Exact | None:
        """Sum of the weights of all rows; None where one is not known."""
        weights = [row.weight for row in self.scored]
        return add(weights) if weights else None

    @cached_property
    def row_points(self) -> Exact | None:
        """Sum of the points printed of all rows; None where one is not known."""
        return add([row.score for row in self.scored])

    @cached_property
    def level1_weights(self) -> tuple[tuple[str, Exact], ...]:
        """First levels with the points printed beside them, each once."""
        found: dict[str, set[Exact]] = {}
        for row in self.rows:
            weight, name = row.reading.level1_weight, row.row.level1
            if weight is not None and name and name.strip():
                found.setdefault(name, set()).add(weight)
        # Two groups of one name cannot be told apart.
        return tuple((name, min(few)) for name, few in found.items() if len(few) == 1)

    @cached_property
    def weight_bounds(self) -> Mapping[int, Interval]:
        """What the weight of each row must lie in, given the points, by index."""
        weights = dict(self.level1_weights)
        groups: dict[str, list[Indicator]] = {}
        points = (*weights.values(), *(row.weight for row in self.scored))
        if _any_below_zero((*points, *(row.score for row in self.scored))):
            return {}  # points taken off do not bound what can be earned
        for row in self.scored:
            if row.row.level1 in weights:
                code = f"{row.index}"
                name = row.name.strip() or code
                leaf = Indicator(name, code=code, weight=row.weight)
                groups.setdefault(row.row.level1, []).append(leaf)
        if not groups:
            return {}
        tree = IndicatorTree.of(
            *(
                IndicatorGroup(name, leaves, code=f"/{name}", weight=weights[name])
                for name, leaves in groups.items()
            )
        )
        scores = {leaf.code: self.rows[int(leaf.code)].score for leaf in tree.leaves}
        try:
            bounds = tree.weight_bounds(scores)
        except InfeasibleWeightsError:
            return {}
        return {int(code): interval for code, interval in bounds.items()}

    def share_of(self, row: RowFacts) -> Ratio | None:
        """Give the share of its points that a row's figures earn."""
        if self._shares is not None:
            return self._shares.get(row.index)
        if self.framework is not None:
            return _share_by(self.framework, row)
        ratio = row.ratio
        if ratio is None or (ratio[0] != ratio[1] and row.is_limit):
            return None
        if ratio[0] < 0:
            return _NONE
        return _WHOLE if ratio[0] >= ratio[1] else ratio


_NONE, _WHOLE = (0, 1), (1, 1)


def _any_below_zero(figures: Iterable[Exact | None]) -> bool:
    return any(figure is not None and figure < 0 for figure in figures)


def _share_by(framework: Framework, row: RowFacts) -> Ratio | None:
    """Give the share of its points that a row earns by a framework's rule."""
    try:
        target = Target.from_reading(row.target)
        outcome = Outcome.from_reading(row.outcome)
    except (ValueError, LzevalError):
        return None
    rule = framework.rule_for(target)
    if rule is None or outcome.state is not OutcomeState.REPORTED:
        return None
    share = rule.assess(target, outcome)
    return None if isinstance(share, NoRate | Interval) else share


def _scale_of(rows: Iterable[RowReading]) -> int:
    """
    Tell weights that are parts of one from weights in points: 100 or 1.

    Weights of 0.15 beside scores of 15 are parts of one.
    """
    weights = [row.weight for row in rows if row.weight is not None]
    if not weights or max(weights) > 1 or (add(weights) or 0) > _PARTS:
        return 1
    scores = [row.score for row in rows if row.score is not None]
    return 100 if scores and max(scores) > 1 else 1


_PARTS = Fraction(12, 10)
