"""
Score an evaluation (评分).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from lzeval.model import Role
from lzeval.scoring.engine import budget_line, lines_of
from lzeval.scoring.framework import Framework, framework_of
from lzeval.scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from lzeval.scoring.evaluation import Evaluation
    from lzeval.scoring.policies import LeftOut, Treatment
    from lzeval.typing import Number

__all__ = ["evaluate"]


def __dir__() -> list[str]:
    return __all__


def evaluate(
    evaluation: Evaluation,
    *,
    framework: Framework | str | None = None,
    claimed: Treatment | str | None = None,
    missing: Treatment | str | None = None,
    not_applicable: Treatment | str | None = None,
    not_assessable: Treatment | str | None = None,
    left_out: LeftOut | str | None = None,
    min_coverage: Number | None = None,
    role: Role | str | None = None,
) -> Scorecard:
    """
    Score an evaluation, by its own framework or another (评分).

    Args:
        evaluation: The inputs.
        framework: A framework or its id; None takes the evaluation's own. The tree
            stays the evaluation's.
        claimed: Treatment of results said to be done without a number: ``full``,
            ``zero``, ``open`` or ``exclude``; None takes the framework's policy.
        missing: Treatment of results that were not reported.
        not_applicable: Treatment of indicators that do not apply.
        not_assessable: Treatment of results that cannot be measured.
        left_out: How what is left out is made up for: ``rescale`` or
            ``redistribute``.
        min_coverage: Share of the points, from 0 to 1, that must rest on known results
            before the total is graded.
        role: Whose awards count; None takes the latest review of each indicator.

    Returns:
        The scorecard. Points are rounded once, where the framework says.

    Raises:
        UnknownNameError: If no framework has the id.
        InexactNumberError: If the coverage is no share from 0 to 1.
        ValueError: If a treatment or role is not one of the names.
    """
    chosen = evaluation.framework if framework is None else framework_of(framework)
    policies = chosen.policies
    wishes = (claimed, missing, not_applicable, not_assessable, left_out, min_coverage)
    if wishes != _NO_WISHES:
        asked: dict[str, Any] = {
            key: wish
            for key, wish in zip(_WISHES, wishes, strict=True)
            if wish is not None
        }
        policies = evolve(policies, **asked)
    whose = None if role is None else Role(role)
    return Scorecard(
        evaluation=evaluation,
        framework=chosen,
        policies=policies,
        role=whose,
        lines=lines_of(evaluation, chosen, policies, whose),
        budget=(
            None
            if chosen.budget_row is None
            else budget_line(evaluation, chosen.budget_row, chosen.rounding, policies)
        ),
    )


_WISHES = (
    "claimed",
    "missing",
    "not_applicable",
    "not_assessable",
    "left_out",
    "min_coverage",
)
_NO_WISHES = (None,) * len(_WISHES)
