"""
Scores of several roles side by side (自评、部门、财政得分对照).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, final

from attrs import frozen

from lzeval.model import Role, Text, terminating
from lzeval.scoring.evaluating import evaluate
from lzeval.scoring.scorecard import Scorecard
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.scoring.evaluation import Evaluation
    from lzeval.scoring.framework import Framework

__all__ = ["RoleComparison", "RoleRow", "compare_roles"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen(kw_only=True)
class RoleRow:
    """
    What the roles gave one indicator, group, or the whole (对照行).

    Attributes:
        code: Code of the indicator or group, or of the budget row; empty for the total.
        name: Its name; empty for the total.
        points: Points by role, in the order of the comparison; None where they are not
            known, or nothing applies.
        differences: How far each role departs from the one before it, so one fewer;
            None where one of the two is not known.
    """

    code: str
    name: Text
    points: tuple[Exact | None, ...]
    differences: tuple[Exact | None, ...]


@final
@frozen(slots=False)
class RoleComparison:
    """
    One evaluation as each role scored it (评分主体对照).

    Attributes:
        cards: The scorecard of each role, the first reviewer first.
    """

    cards: Mapping[Role, Scorecard]

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles compared, in the order of review."""
        return tuple(self.cards)

    @cached_property
    def rows(self) -> tuple[RoleRow, ...]:
        """Every node of the tree in reading order, the budget row, and the total."""
        cards = list(self.cards.values())
        if not cards:
            return ()
        first = cards[0]
        found = [
            _row(place.code, place.name, [_points(card, place.code) for card in cards])
            for place in first.evaluation.tree
        ]
        if first.budget is not None:
            points = [card.budget and card.budget.points for card in cards]
            found.append(_row(first.budget.code, first.budget.name, points))
        total = [card.total.points for card in cards]
        return (*found, _row("", Text(), total))

    @property
    def total(self) -> RoleRow | None:
        """The row of the total; None if no role is compared."""
        return self.rows[-1] if self.rows else None


def compare_roles(
    evaluation: Evaluation,
    *,
    framework: Framework | str | None = None,
    roles: Iterable[Role | str] | None = None,
) -> RoleComparison:
    """
    Score an evaluation once for each role, and set the scores side by side (对照).

    What a role gave no points for is computed by the rules, the same for all.

    Args:
        evaluation: The inputs.
        framework: A framework or its id; None takes the evaluation's own.
        roles: Which roles; None takes those that gave any points.

    Raises:
        UnknownNameError: If no framework has the id.
        ValueError: If a role is none.

    Examples:
        >>> from lzeval.model import Award, Indicator, IndicatorTree, Project
        >>> from lzeval.scoring import Evaluation
        >>> evaluation = Evaluation(
        ...     project=Project("续保"),
        ...     tree=IndicatorTree.of(Indicator("满意度", weight=10)),
        ...     awards={"满意度": [Award(10, role="self"), Award(8, role="finance")]},
        ... )
        >>> total = compare_roles(evaluation).total
        >>> [str(points) for points in total.points], str(total.differences[0])
        (['10.00', '8.00'], '-2')
    """
    if roles is None:
        gave = {a.role for awards in evaluation.awards.values() for a in awards}
        wanted = [role for role in Role if role in gave]
    else:
        named = {Role(role) for role in roles}
        wanted = [role for role in Role if role in named]
    return RoleComparison(
        {role: evaluate(evaluation, framework=framework, role=role) for role in wanted}
    )


def _points(card: Scorecard, code: str) -> Exact | None:
    if card.evaluation.tree[code].indicator is None:
        return card.group(code).points
    return card[code].points


def _row(code: str, name: Text, points: list[Exact | None]) -> RoleRow:
    differences = tuple(
        None
        if before is None or after is None
        else terminating(Fraction(after) - Fraction(before))
        for before, after in itertools.pairwise(points)
    )
    return RoleRow(code=code, name=name, points=tuple(points), differences=differences)
