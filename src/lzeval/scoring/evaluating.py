"""
Score an evaluation (评分).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from lzeval.model import Role
from lzeval.scoring.engine import lines_of
from lzeval.scoring.framework import Framework, framework_of
from lzeval.scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from lzeval.scoring.evaluation import Evaluation
    from lzeval.scoring.policies import Treatment

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
        role: Whose awards count; None takes the latest review of each indicator.

    Returns:
        The scorecard. Points are rounded half up once, on each line.

    Raises:
        UnknownNameError: If no framework has the id.
        ValueError: If a treatment or role is not one of the names.
    """
    chosen = evaluation.framework if framework is None else framework_of(framework)
    policies = chosen.policies
    changes = {
        "claimed": claimed,
        "missing": missing,
        "not_applicable": not_applicable,
        "not_assessable": not_assessable,
    }
    asked = {key: value for key, value in changes.items() if value is not None}
    if asked:
        policies = evolve(policies, **asked)
    whose = None if role is None else Role(role)
    return Scorecard(
        evaluation=evaluation,
        framework=chosen,
        policies=policies,
        role=whose,
        lines=lines_of(evaluation, chosen, policies, whose),
    )
