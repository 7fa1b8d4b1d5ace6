"""The figure that lifts the total to a grade is enough, and nothing less is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval.analysis import what_would_it_take
from lzeval.model import Indicator, IndicatorTree, Measure, Outcome, Project, Target
from lzeval.scoring import Evaluation, Framework, GradeScale
from lzeval.scoring.rules import Awarded, Proportional, Reverse
from lzeval.testing import exact_numbers

if TYPE_CHECKING:
    from lzeval.typing import Exact, Rule

FRAMEWORK = Framework(
    id="own",
    name="本单位办法",
    grades=GradeScale.half_open({"差": 0, "中": 60, "良": 80, "优": 90}),
)
RULES = {">=": Proportional(), "<=": Reverse(formula="linear")}
AIMS = exact_numbers(1, 5000, places=2, fractions=False)


@given(st.sampled_from([*RULES]), AIMS, AIMS, st.integers(1, 99), st.integers(0, 99))
def test_it_is_enough_and_a_little_less_is_not(
    sign: str, aim: Exact, actual: Exact, weight: int, rest: int
) -> None:
    """A thousandth of a millionth less than the figure leaves the grade as it was."""
    rule: Rule = RULES[sign]
    evaluation = Evaluation(
        project=Project("项目"),
        framework=FRAMEWORK,
        tree=IndicatorTree.of(
            Indicator("甲", weight=weight, rule=rule),
            Indicator("乙", weight=100 - weight, rule=Awarded()),
        ),
        targets=[Target.of(sign, aim, indicator="甲")],
        outcomes={"甲": actual},
        awards={"乙": min(rest, 100 - weight)},
    )
    for lift in what_would_it_take(evaluation.evaluate()):
        if lift.value is None:
            continue
        figure = Fraction(lift.value.value)
        step = Fraction(1, 10**9) * (1 if sign == ">=" else -1)
        grades = [
            evolve(evaluation, outcomes={"甲": Outcome.of(Measure(x))}).evaluate().grade
            for x in (figure, figure - step)
        ]
        assert [lift.grade, evaluation.evaluate().grade] == grades
