"""What the tests of scoring share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval.model import Indicator, IndicatorTree, Outcome, Project, Target
from lzeval.scoring import Evaluation, Framework, GradeScale
from lzeval.scoring.rules import AllOrNothing, Levels, Proportional, Reverse

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The usual rules of self-evaluation, with the linear reverse formula."""
    return Framework(
        id="usual",
        name="常用办法",
        rules={
            "positive": Proportional(),
            "equal": Proportional(),
            "reverse": Reverse(formula="linear"),
            "interval": AllOrNothing(),
            "deadline": AllOrNothing(),
            "qualitative": Levels(lower="0.6"),
        },
        grades=GradeScale.half_open({"差": 0, "中": 60, "良": 80, "优": 90}),
    )


@pytest.fixture
def one_of(framework: Framework) -> Callable[..., Evaluation]:
    """Make an evaluation of one indicator, by its weight, target and outcome."""

    def make(
        weight: str | float | None, target: Target | str, outcome: Outcome | str | float
    ) -> Evaluation:
        aim = Target.parse(target) if isinstance(target, str) else target
        return Evaluation(
            project=Project("项目"),
            framework=framework,
            tree=IndicatorTree.of(Indicator("甲", weight=weight)),
            targets=[Target.parse(aim.text, indicator="甲") if aim.text else aim],
            outcomes={"甲": outcome},
        )

    return make
