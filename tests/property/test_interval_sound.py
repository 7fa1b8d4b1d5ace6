"""The range of a score contains the result of every completion of what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval.model import Indicator, IndicatorTree, NoRate, Outcome, OutcomeState, RollUp
from lzeval.model.weights import mismatches
from lzeval.scoring import (
    Evaluation,
    LeftOut,
    Policies,
    Rounding,
    RoundingMode,
    RoundingOrder,
)
from lzeval.scoring.rules import LevelPoint, Levels
from lzeval.scoring.shares import ends_of
from lzeval.testing import (
    evaluations,
    frameworks,
    in_parts,
    outcomes,
    rules,
    targets,
    trees,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from lzeval.model import Node, Target
    from lzeval.scoring import Framework, Scorecard
    from lzeval.typing import Rule

KNOWN = trees(known=True) | trees(plain=False)
Pair = tuple[Evaluation, Evaluation]


@st.composite
def open_frameworks(draw: DrawFn) -> Framework:
    """Draw frameworks that hold open what is missing or cannot be assessed."""
    policies = Policies(
        missing="open",
        not_assessable="open",
        claimed="full",
        left_out=draw(st.sampled_from(LeftOut)),
    )
    rounding = Rounding(
        mode=draw(st.sampled_from(RoundingMode)),
        order=draw(st.sampled_from(RoundingOrder)),
    )
    return evolve(draw(frameworks()), policies=policies, rounding=rounding)


@st.composite
def completions(draw: DrawFn) -> Pair:
    """Draw an evaluation, and one in which all that was missing was reported."""
    before = draw(evaluations(framework=open_frameworks(), tree=KNOWN, awarded=False))
    known = {code: o for code, o in before.outcomes.items() if o.state != "missing"}
    for target in before.targets:
        code = target.code or target.indicator or ""
        if code not in known:
            state = [OutcomeState.REPORTED, OutcomeState.CLAIMED]
            known[code] = draw(outcomes(target, states=state, max_value=10**6))
    return before, evolve(before, outcomes=known)


def agrees(tree: IndicatorTree) -> bool:
    """Tell whether no weights contradict each other, also where points are shared."""
    return not mismatches(tree.root, tree.effective_weights(without=()))


@st.composite
def hidden_weights(draw: DrawFn) -> Pair:
    """Draw an evaluation of unknown weights, and the same with weights that fit."""
    tree = trees(known=True) | trees(plain=False).filter(agrees)
    after = draw(evaluations(framework=open_frameworks(), tree=tree))
    whole = after.tree
    hidden = draw(st.sets(st.sampled_from([leaf.code for leaf in whole.leaves])))

    def forget(node: Node) -> Node:
        if isinstance(node, Indicator):
            return evolve(node, weight=None) if node.code in hidden else node
        weight = whole[node.name].weight
        if node.selects or node.rollup is RollUp.MINIMUM:
            return evolve(node, weight=weight)
        return evolve(node, weight=weight, children=map(forget, node.children))

    roots = tuple(map(forget, whole.roots))
    tree = IndicatorTree(roots, total=whole.weight, cap=whole.cap)
    return evolve(after, tree=tree), after


def contains(before: Scorecard, after: Scorecard) -> None:
    """Demand that everything known afterwards was possible before."""
    for line, later in zip(before.lines, after.lines, strict=True):
        if line.interval is not None and later.points is not None:
            assert later.points in line.interval
        elif line.interval is not None and later.interval is not None:
            assert later.interval.low in line.interval
            assert later.interval.high in line.interval
        else:
            assert (line.points, line.interval) == (later.points, later.interval)
    for group, later_group in zip(before.groups, after.groups, strict=True):
        if group.interval is not None and later_group.interval is not None:
            assert later_group.interval.low in group.interval
            assert later_group.interval.high in group.interval
    if before.total.interval is not None and after.total.interval is not None:
        assert after.total.interval.low in before.total.interval
        assert after.total.interval.high in before.total.interval
        assert {*after.grades} <= {*before.grades}


@given(completions())
def test_missing_outcomes(pair: Pair) -> None:
    """Whatever is reported later, the score lies in the range given before."""
    before, after = pair
    contains(before.evaluate(), after.evaluate())


@given(hidden_weights())
def test_unknown_weights(pair: Pair) -> None:
    """Whatever weights fit, the score by them lies in the range given without them."""
    before, after = pair
    contains(before.evaluate(), after.evaluate())


COMBINED = rules("elements", "all-of", "blend", "bonus", "gate").filter(
    lambda rule: "Panel(" not in repr(rule)  # a mark that is missing is not awaited
)


@given(st.data(), COMBINED, targets(), in_parts())
def test_missing_parts(
    data: st.DataObject, rule: Rule, target: Target, later: Outcome
) -> None:
    """Whatever parts are reported later, or found not applicable, was possible."""
    hidden = data.draw(st.sets(st.sampled_from([*later.parts])))
    left = {
        name: Outcome.missing() if name in hidden else part
        for name, part in later.parts.items()
    }
    before = rule.assess(target, evolve(later, parts=left))
    after = rule.assess(target, later)
    if not isinstance(before, NoRate) and not isinstance(after, NoRate):
        (low, high), (least, most) = ends_of(before), ends_of(after)
        assert low <= least <= most <= high


@given(completions(), st.sampled_from(LevelPoint))
def test_a_level_without_a_point(pair: Pair, point: LevelPoint) -> None:
    """The points that a level permits include those that any policy picks."""
    _, evaluation = pair
    cards = [
        evolve(
            evaluation,
            framework=evolve(evaluation.framework, rules={"qualitative": rule}),
        ).evaluate()
        for rule in (Levels(lower="0.6"), Levels(lower="0.6", point=point))
    ]
    contains(*cards)
