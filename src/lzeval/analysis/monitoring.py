"""
Monitor a project in the middle of its year (绩效运行监控).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

import attrs

from lzeval.errors import InvalidFrameworkError, Problem
from lzeval.model import NoRate, Outcome, Rate, Target, TreeNode
from lzeval.scoring import Evaluation, Framework, Light, completion_rate
from lzeval.scoring.framework import framework_of
from lzeval.scoring.lights import worst

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Monitored", "Monitoring", "monitor"]


def __dir__() -> list[str]:
    return __all__


@final
@attrs.frozen(kw_only=True)
class Monitored:
    """
    A target with what was reached so far, and its light (监控项).

    Attributes:
        place: The indicator in its tree.
        target: The target of the whole year; None where none was set.
        outcome: What was reached by the end of the month.
        light: The light, or why there is none.
    """

    place: TreeNode
    target: Target | None
    outcome: Outcome
    light: Light | NoRate

    @property
    def completion_rate(self) -> Rate | NoRate:
        """Reached so far ÷ the target of the whole year (完成率)."""
        if self.target is None:
            return NoRate.NO_TARGET
        return completion_rate(self.target, self.outcome)


@final
@attrs.frozen(kw_only=True)
class Monitoring:
    """
    How a project stands in the middle of its year (监控结果).

    Attributes:
        evaluation: The project, with what was reached and spent so far.
        framework: The edition whose lights these are.
        month: Months that have passed.
        money: The light of the money spent, or why there is none.
        targets: Every target with its light, in the order of the tree.
    """

    evaluation: Evaluation
    framework: Framework
    month: int
    money: Light | NoRate
    targets: tuple[Monitored, ...]

    @property
    def light(self) -> Light | None:
        """The project's light, which is the worst of all; None if there is none."""
        return worst([self.money, *(item.light for item in self.targets)])

    @property
    def counts(self) -> dict[Light | None, int]:
        """Number of targets by light; None stands for those without one."""
        lights = [
            item.light if isinstance(item.light, Light) else None
            for item in self.targets
        ]
        return {light: lights.count(light) for light in (*Light, None)}


def monitor(
    evaluation: Evaluation,
    *,
    month: int,
    framework: Framework | str = "mof-2019-monitoring",
) -> Monitoring:
    """
    Hold money and targets against the part of the year that has passed (绩效运行监控).

    Args:
        evaluation: The project: targets of the whole year, and what was reached and
            spent by the end of the month.
        month: Months that have passed, from 1 to 12.
        framework: The edition whose lights are taken, or its id.

    Returns:
        The light of the money, of every target, and of the project. What is not known
        has no light, and says why.

    Raises:
        UnknownNameError: If there is no such month or edition.
        InvalidFrameworkError: If the edition has no lights.

    Examples:
        >>> from lzeval.model import Indicator, IndicatorTree, Project
        >>> evaluation = Evaluation(
        ...     project=Project("续保"),
        ...     tree=IndicatorTree.of(Indicator("续保人数", weight=8)),
        ...     targets=[Target.parse("≥6410人", indicator="续保人数")],
        ...     outcomes={"续保人数": "2600人"},
        ... )
        >>> monitor(evaluation, month=7).light
        <Light.YELLOW: 'yellow'>
    """
    edition = framework_of(framework)
    lights = edition.lights
    if lights is None:
        raise InvalidFrameworkError(edition.id, (Problem("lights", "is missing"),))
    budget = evaluation.project.budget
    money: Light | NoRate = NoRate.UNKNOWN_AMOUNT
    if budget is not None:
        money = lights.of_money(budget, month)
    return Monitoring(
        evaluation=evaluation,
        framework=edition,
        month=month,
        money=money,
        targets=tuple(
            Monitored(
                place=place,
                target=target,
                outcome=outcome,
                light=NoRate.MISSING
                if target is None
                else lights.of(target, outcome, month),
            )
            for place, target, outcome in _answers(evaluation)
        ),
    )


def _answers(
    evaluation: Evaluation,
) -> Iterator[tuple[TreeNode, Target | None, Outcome]]:
    for place in evaluation.tree.leaves:
        given = evaluation.answers.get(place.code, ())
        for target, outcome in given:
            yield place, target, outcome
        if not given:
            yield place, None, Outcome.missing()
