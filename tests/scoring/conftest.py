"""What the tests of scoring share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from lzeval.model import Indicator, IndicatorTree, Project, Target
from lzeval.scoring import Evaluation, Framework, GradeScale, evaluate
from lzeval.scoring.rules import AllOrNothing, Levels, Proportional, Reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.model import Node, Outcome
    from lzeval.scoring import Line


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
def evaluation_of(framework: Framework) -> Callable[..., Evaluation]:
    """Make an evaluation from the first-level nodes of its tree."""

    def make(
        *nodes: Node,
        total: int | None = None,
        cap: int | None = None,
        **fields: object,
    ) -> Evaluation:
        given = {
            "project": Project("项目"),
            "framework": framework,
            "tree": IndicatorTree.of(*nodes, total=total, cap=cap),
            **fields,
        }
        return Evaluation(**given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def line_of(evaluation_of: Callable[..., Evaluation]) -> Callable[..., Line]:
    """Score one indicator by pairs of target and outcome."""

    def make(
        *pairs: tuple[str | Target, str | Outcome],
        weight: object = 10,
        **options: object,
    ) -> Line:
        fields = {
            key: options.pop(key) for key in ("combine", "rule") if key in options
        }
        targets: list[Target] = []
        for number, (cell, _) in enumerate(pairs, 1):
            target = Target.parse(cell) if isinstance(cell, str) else cell
            targets.append(evolve(target, indicator="甲", code=f"{number}"))
        outcomes = {f"{number}": pair[1] for number, pair in enumerate(pairs, 1)}
        node = Indicator("甲", weight=weight, **fields)  # type: ignore[arg-type]
        evaluation = evaluation_of(node, targets=targets, outcomes=outcomes)
        return evaluate(evaluation, **options).lines[0]  # type: ignore[arg-type]

    return make
