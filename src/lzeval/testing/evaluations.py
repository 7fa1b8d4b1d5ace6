"""
Strategies for rules, frameworks and whole evaluations (评价的生成策略).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lzeval.model import (
    Award,
    Comparator,
    IndicatorTree,
    Outcome,
    OutcomeState,
    Project,
    Target,
    TreeNode,
)
from lzeval.scoring import (
    Evaluation,
    Framework,
    GradeScale,
    Policies,
    Rounding,
    TargetKind,
    Treatment,
)
from lzeval.scoring.rules import (
    AllOf,
    AllOrNothing,
    Awarded,
    Bands,
    Blend,
    Bonus,
    Condition,
    Counting,
    Deadline,
    Deduction,
    DeductionList,
    Element,
    Elements,
    Equal,
    Excess,
    Formula,
    Gate,
    Interval,
    LevelPoint,
    Levels,
    Likert,
    Otherwise,
    Over,
    Panel,
    Proportional,
    Reverse,
    ReverseFormula,
    Satisfaction,
)
from lzeval.testing.formulas import expressions
from lzeval.testing.quantities import (
    PARTS,
    exact_numbers,
    outcomes,
    qualities,
    targets,
)
from lzeval.testing.trees import trees

if TYPE_CHECKING:
    from lzeval.typing import Exact, Rule

__all__ = ["evaluations", "frameworks", "rules"]


def __dir__() -> list[str]:
    return __all__


_STATES = tuple(OutcomeState)
_SHARES = exact_numbers(0, 1)


@st.composite
def _bands(draw: DrawFn) -> Bands:
    edges = draw(st.lists(exact_numbers(0, 2), min_size=1, max_size=4, unique=True))
    return Bands.steps(*((edge, draw(_SHARES)) for edge in sorted(edges)))


def _falling(low: int, high: int) -> SearchStrategy[list[tuple[Exact, Exact]]]:
    """Draw pairs of ascending figures with shares that fall."""
    return st.lists(
        st.tuples(exact_numbers(low, high), _SHARES),
        min_size=1,
        max_size=4,
        unique_by=lambda pair: pair[0],
    ).map(
        lambda pairs: list(
            zip(
                sorted(figure for figure, _ in pairs),
                sorted((share for _, share in pairs), reverse=True),
                strict=True,
            )
        )
    )


_POINTS = st.none() | st.sampled_from(LevelPoint)
_OVERS = st.none() | st.builds(
    Over,
    flag=st.none() | exact_numbers("1.1", 3),
    reason=st.booleans(),
    steps=st.just(()) | _falling(2, 9),
    directed=st.booleans(),
)
_NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4, unique=True)


@st.composite
def _elements(draw: DrawFn) -> Elements:
    names = draw(_NAMES)
    if draw(st.booleans()):
        return Elements(names)
    sizes = [draw(st.integers(1, 5)) for _ in names]
    shares = [Fraction(size, sum(sizes)) for size in sizes]
    return Elements(
        Element(name, share, gate=draw(st.booleans()))
        for name, share in zip(names, shares, strict=True)
    )


@st.composite
def _likert(draw: DrawFn) -> Likert:
    names = draw(_NAMES)
    worths = sorted((draw(st.integers(0, 5)) for _ in names), reverse=True)
    return Likert(
        levels=zip(names, worths, strict=True),
        out_of=5,
        rule=draw(st.sampled_from([Proportional(), Levels(lower="0.6")]) | _bands()),
        least_valid=draw(st.none() | st.integers(1, 500)),
        strict=draw(st.booleans()),
    )


@st.composite
def _panels(draw: DrawFn) -> Panel:
    if draw(st.booleans()):
        return Panel(drop=draw(st.integers(0, 1)))
    experts = [(name, draw(exact_numbers("0.1", 9))) for name in draw(_NAMES)]
    return Panel(out_of=draw(st.sampled_from([10, 100])), experts=experts)


_SINGLE: Mapping[str, SearchStrategy[Rule]] = MappingProxyType(
    {
        "all-or-nothing": st.just(AllOrNothing()),
        "awarded": st.just(Awarded()),
        "bands": _bands(),
        "deadline": st.builds(Deadline, days=st.none() | exact_numbers(1, 90))
        | st.builds(Deadline, steps=_falling(1, 90)),
        "deduction": st.builds(
            Deduction,
            minus=exact_numbers("0.01", 2),
            per=exact_numbers("0.1", 10),
            counting=st.sampled_from(Counting),
            least=_SHARES,
        ),
        "deduction-list": st.builds(
            DeductionList,
            faults=st.dictionaries(st.sampled_from(PARTS), _SHARES, min_size=1),
            least=_SHARES,
        ),
        "elements": _elements(),
        "equal": st.builds(Equal, over=st.sampled_from(Excess)),
        "formula": st.builds(Formula, expressions(), out_of=exact_numbers("0.1", 10)),
        "interval": st.builds(
            Interval, outside=st.sampled_from(["nothing", "nearer-end"])
        )
        | st.builds(Interval, outside=st.just("bands"), bands=_falling(0, 2)),
        "levels": st.builds(Levels, lower=exact_numbers("0.1", "0.7"), point=_POINTS)
        | st.builds(
            Levels,
            scale=st.lists(_SHARES, min_size=2, max_size=2, unique=True).map(
                lambda shares: {"明显": (max(shares), 1), "一般": min(shares)}
            ),
            point=_POINTS,
        ),
        "likert": _likert(),
        "panel": _panels(),
        "proportional": st.builds(
            Proportional, threshold=st.none() | exact_numbers("0.1", 1), over=_OVERS
        )
        | st.builds(Proportional, cap=exact_numbers("0.1", 1)),
        "reverse": st.builds(Reverse, formula=st.sampled_from(ReverseFormula))
        | st.builds(Reverse, steps=_falling(1, 9)),
        "satisfaction": st.builds(
            Satisfaction,
            full=st.none() | exact_numbers("0.1", 1),
            threshold=st.none() | _SHARES,
            least_valid=st.none() | exact_numbers(1, 500),
        ),
    }
)


# Drawn inside of a function: the strategies would be too long to be shown.
@st.composite
def _inner(draw: DrawFn) -> Rule:
    return draw(_SINGLE[draw(st.sampled_from([*_SINGLE]))])


@st.composite
def _conditions(draw: DrawFn) -> list[Condition]:
    parts = draw(st.lists(st.none() | st.sampled_from(PARTS), min_size=1, max_size=3))
    return [
        Condition(
            part,
            draw(st.none() | targets() | qualities()),
            rule=draw(_inner()),
            weight=draw(exact_numbers("0.1", 3)),
        )
        for part in parts
    ]


_RULES: Mapping[str, SearchStrategy[Rule]] = MappingProxyType(
    {
        **_SINGLE,
        "all-of": st.builds(AllOf, _conditions(), st.sampled_from(Otherwise)),
        "blend": st.builds(Blend, _conditions()),
        "bonus": st.builds(Bonus, _inner(), _conditions()),
        "gate": st.builds(Gate, _inner(), _conditions()),
    }
)


def rules(*kinds: str) -> SearchStrategy[Rule]:
    """
    Draw built-in rules (赋分规则).

    Args:
        *kinds: Kinds to draw from; none given draws from all.

    Examples:
        >>> from hypothesis import find
        >>> find(rules("awarded"), lambda rule: True)
        Awarded()
    """
    return st.one_of([_RULES[kind] for kind in kinds or _RULES])


_TREATMENTS = st.sampled_from(Treatment)
_POLICIES = st.builds(
    Policies,
    claimed=_TREATMENTS,
    missing=_TREATMENTS,
    not_applicable=_TREATMENTS,
    not_assessable=_TREATMENTS,
)
_CUTS = st.sets(st.integers(1, 100), min_size=1, max_size=3)


@st.composite
def frameworks(draw: DrawFn) -> Framework:
    """
    Draw frameworks without a tree (评价办法).

    They have a rule for each kind of target, a rounding, policies and grades.

    Examples:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=5, deadline=None, database=None)
        ... @given(frameworks())
        ... def has_a_rule_for_each_kind(framework):
        ...     assert len(framework.rules) == len(TargetKind)
        >>> has_a_rule_for_each_kind()
    """
    cuts = sorted(draw(_CUTS))
    lowest = {f"等级{number}": cut for number, cut in enumerate([0, *cuts], 1)}
    return Framework(
        id="drawn",
        name="生成的办法",
        rules={kind: draw(rules()) for kind in TargetKind},
        rounding=Rounding(digits=draw(st.integers(0, 4))),
        grades=GradeScale.half_open(lowest),
        policies=draw(_POLICIES),
    )


def evaluations(
    *,
    framework: Framework | SearchStrategy[Framework] | None = None,
    tree: IndicatorTree | SearchStrategy[IndicatorTree] | None = None,
    states: Collection[OutcomeState] = _STATES,
    awarded: bool = True,
) -> SearchStrategy[Evaluation]:
    """
    Draw evaluations (评价).

    Each indicator gets up to three targets of any kind; an outcome may be in any
    state, or left out, which is `OutcomeState.MISSING`.

    Args:
        framework: A framework, or what to draw it from.
        tree: A tree, or what to draw it from; a framework's own tree is used if it
            has one and none is given.
        states: States of outcomes to draw from; outcomes are left out only if they may
            be missing.
        awarded: Whether some points are given by persons.

    Examples:
        >>> from hypothesis import given, settings
        >>> @settings(max_examples=5, deadline=None, database=None)
        ... @given(evaluations())
        ... def each_indicator_has_a_line(evaluation):
        ...     card = evaluation.evaluate()
        ...     assert len(card.lines) == len(evaluation.tree.leaves)
        >>> each_indicator_has_a_line()
    """
    drawn = frameworks() if framework is None else framework
    editions = drawn if isinstance(drawn, SearchStrategy) else st.just(drawn)
    kept = tree if isinstance(tree, SearchStrategy) or tree is None else st.just(tree)
    return editions.flatmap(
        lambda edition: _tree_for(edition, kept).flatmap(
            lambda chosen: _evaluations(edition, chosen, states, awarded=awarded)
        )
    )


def _tree_for(
    edition: Framework, given: SearchStrategy[IndicatorTree] | None
) -> SearchStrategy[IndicatorTree]:
    if given is not None:
        return given
    return trees() if edition.tree is None else st.just(edition.tree)


@st.composite
def _evaluations(
    draw: DrawFn,
    edition: Framework,
    tree: IndicatorTree,
    states: Collection[OutcomeState],
    *,
    awarded: bool,
) -> Evaluation:
    aims: list[Target] = []
    results: dict[str, Outcome] = {}
    awards: dict[str, Award] = {}
    for leaf in tree.leaves:
        locked = leaf.indicator is not None and leaf.indicator.locked
        fit = awarded and not locked and leaf.weight is not None
        if fit and draw(st.booleans()):
            awards[leaf.code] = Award(draw(_points_within(leaf)))
        for code in _codes(leaf, draw(st.integers(0, 3))):
            target = evolve(draw(_AIMS), indicator=leaf.code, code=code)
            aims.append(target)
            if OutcomeState.MISSING not in states or draw(st.booleans()):
                drawn = outcomes(target, states=states, max_value=10**6, parts=True)
                results[code or leaf.code] = draw(drawn)
    return Evaluation(
        project=Project("项目"),
        framework=edition,
        tree=tree,
        targets=aims,
        outcomes=results,
        awards=awards,
    )


def _points_within(leaf: TreeNode) -> SearchStrategy[Exact]:
    return exact_numbers(0, leaf.weight or 0, places=2, fractions=False)


def _codes(leaf: TreeNode, count: int) -> list[str | None]:
    """Name the targets of an indicator; a single one has its code."""
    if count == 1:
        return [None]
    return [f"{leaf.code}-{number}" for number in range(1, count + 1)]


_AIMS = targets(signs=[None, *Comparator]) | qualities()
