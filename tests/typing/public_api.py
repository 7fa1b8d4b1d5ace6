"""
What a type checker should make of the public API.

This file is checked by mypy and pyright in their strict modes and never run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_type

import lzeval as lz
from lzeval.model import TreeNode
from lzeval.typing import Exact, Rule

# Numbers may be given as int, str, Decimal, Fraction, Measure or float.
leaf = lz.Indicator("实际完成率", weight=8, rule=lz.rules.Proportional(threshold="0.6"))
group = lz.IndicatorGroup("产出", weight="30", children=[leaf])
tree = lz.IndicatorTree.of(group, total=30)

assert_type(leaf.weight, Exact | None)
assert_type(leaf.rule, Rule | None)
assert_type(tree["实际完成率"], TreeNode)
assert_type(tree.effective_weights(), dict[str, Exact | None])
assert_type(tree.weight_bounds({"实际完成率": 8}), dict[str, lz.Interval])

target = lz.Target.parse("≥6410人", indicator="实际完成率")
outcome = lz.Outcome.parse(["5123", "人"], target=target)
assert_type(target, lz.Target)
assert_type(outcome, lz.Outcome)
assert_type(target.is_met_by(outcome), bool | None)
assert_type(target.notation(), str)
assert_type(outcome.state, lz.OutcomeState)

# A rate is a number, or the reason why there is none.
rate = lz.completion_rate(target, outcome)
assert_type(rate, lz.Rate | lz.NoRate)
if isinstance(rate, lz.Rate):
    assert_type(rate, lz.Rate)
else:
    assert_type(rate, lz.NoRate)

evaluation = lz.Evaluation(
    project=lz.Project("劳动所项目", year=2022, budget=lz.Budget.of("67.8万元")),
    tree=tree,
    targets=[target],
    outcomes={"实际完成率": outcome},
    awards={"实际完成率": lz.Award(8, role=lz.Role.SELF)},
)
card = evaluation.evaluate()
assert_type(card, lz.Scorecard)
assert_type(lz.evaluate(evaluation, missing="zero"), lz.Scorecard)
assert_type(card["实际完成率"], lz.Line)
assert_type(card.group("产出"), lz.GroupScore)
assert_type(card.lines, tuple[lz.Line, ...])
assert_type(card.total, lz.Total)
assert_type(card.total.points, Exact | None)
assert_type(card.total.interval, lz.Interval | None)
assert_type(card.total.rate, lz.Rate | None)
assert_type(card.grade, lz.Grade | None)
assert_type(card.weight_bounds, Mapping[str, lz.Interval])

# A rule is anything of the right shape; the built-in ones are.
rules: list[Rule] = [
    lz.rules.Proportional(),
    lz.rules.Reverse(formula="ratio"),
    lz.rules.Awarded(),
]

# A file may hold several forms, or must hold one; a reading tells how it was read.
assert_type(lz.read("forms.xlsx"), list[lz.Form])
form = lz.read_one("form.docx", format="docx")
assert_type(form, lz.Form)
assert_type(form.places, Mapping[str, str])
assert_type(lz.readers.reading("form.html").forms, tuple[lz.Form, ...])
