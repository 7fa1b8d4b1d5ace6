"""What is written in lzeval's format is read back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lzeval import codec, evaluate
from lzeval.model import (
    Award,
    Basis,
    Budget,
    BudgetLine,
    Citation,
    Combine,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Measure,
    Narrative,
    Objective,
    Outcome,
    PartialDate,
    Project,
    Remark,
    Role,
    RollUp,
    Statement,
    Target,
    Text,
    Unit,
    exact,
)
from lzeval.scoring import BudgetRow, Denominator, Evaluation, Framework, Treatment
from lzeval.scoring.digest import digest
from lzeval.testing import (
    evaluations,
    exact_numbers,
    frameworks,
    measures,
    outcomes,
    rules,
    trees,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

PLAIN = st.text(max_size=8)
NAMES = PLAIN.filter(str.strip)
WORDS = st.builds(
    lambda source, others: Text(source, **others),
    NAMES,
    st.dictionaries(st.sampled_from(["en", "zh_Hant", "self"]), PLAIN, max_size=2),
)
MAYBE = st.none() | WORDS
MONEY = st.none() | measures("元", "万元", "亿元", fractions=True)
DAYS = st.none() | st.dates()
DATES = st.one_of(
    st.dates().map(PartialDate.of),
    st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(
        lambda parts: PartialDate(*parts)
    ),
    st.integers(1, 9999).map(PartialDate),
    st.integers(1, 12).map(lambda month: PartialDate(month=month)),
    st.integers(1, 31).map(lambda day: PartialDate(day=day)),
)
REMARKS = st.lists(st.sampled_from(Remark), max_size=2)
CITATIONS = st.lists(
    st.builds(
        Citation,
        document=WORDS,
        number=PLAIN,
        clause=PLAIN,
        issued=DAYS,
        url=PLAIN,
        verified=st.booleans(),
        note=MAYBE,
    ),
    max_size=2,
)
AMOUNTS = {"initial": MONEY, "adjusted": MONEY, "received": MONEY, "executed": MONEY}
BUDGETS = st.builds(
    Budget,
    **AMOUNTS,
    lines=st.lists(st.builds(BudgetLine, WORDS, **AMOUNTS), max_size=2),
)
PROJECTS = st.builds(
    Project,
    WORDS,
    year=st.none() | st.integers(1949, 2049),
    code=st.none() | PLAIN,
    department=MAYBE,
    implementer=MAYBE,
    region=MAYBE,
    budget=st.none() | BUDGETS,
    objectives=st.lists(st.builds(Objective, WORDS, MAYBE), max_size=2),
)
STATEMENTS = st.lists(
    st.builds(Statement, PLAIN, st.none() | measures(), text=MAYBE, place=PLAIN),
    max_size=2,
)
NARRATIVES = st.builds(
    Narrative,
    overview=MAYBE,
    process=MAYBE,
    conclusion=MAYBE,
    analysis=MAYBE,
    experience=MAYBE,
    problems=st.lists(WORDS, max_size=2),
    advice=st.lists(WORDS, max_size=2),
    other=MAYBE,
)


@st.composite
def rich_trees(draw: DrawFn) -> IndicatorTree:
    """Draw trees of two levels with every field in use."""
    count = draw(st.integers(1, 3))
    rollup = draw(st.sampled_from(RollUp))
    shares = exact_numbers(0, 5)
    if rollup is RollUp.GEOMETRIC:
        shares = st.integers(0, 5).map(exact)
    leaves = [
        Indicator(
            draw(WORDS),
            code=f"I{number}",
            share=draw(shares),
            rule=draw(st.none() | rules()),
            combine=draw(st.sampled_from(Combine)),
            locked=draw(st.booleans()),
            unit=draw(st.none() | st.sampled_from(["个", "万元", "揽子"]).map(Unit.of)),
            explanation=draw(MAYBE),
            standard=draw(MAYBE),
            source=draw(MAYBE),
            citations=draw(CITATIONS),
        )
        for number in range(count)
    ]
    group = IndicatorGroup(
        draw(WORDS),
        leaves,
        code="G",
        weight=draw(exact_numbers(0, 40)),
        rollup=rollup,
        cap=draw(st.none() | exact_numbers(40, 50)),
        bonus=draw(st.booleans()),
        explanation=draw(MAYBE),
        citations=draw(CITATIONS),
    )
    last = Indicator(draw(WORDS), code="L", weight=draw(exact_numbers(0, 40)))
    total = draw(st.none() | exact_numbers(0, 100))
    cap = draw(st.none() | exact_numbers(100, 110))
    return IndicatorTree.of(group, last, total=total, cap=cap, name=draw(MAYBE))


BUDGET_ROWS = st.builds(
    BudgetRow,
    name=WORDS,
    weight=exact_numbers(0, 20),
    rule=rules(),
    denominator=st.sampled_from(Denominator),
    citations=CITATIONS,
)


@st.composite
def rich_frameworks(draw: DrawFn) -> Framework:
    """Draw frameworks with every field in use."""
    return evolve(
        draw(frameworks()),
        name=draw(WORDS),
        authority=draw(MAYBE),
        valid_from=draw(DAYS),
        valid_to=draw(DAYS),
        tree=draw(st.none() | trees() | rich_trees()),
        citations=draw(CITATIONS),
        limitations=draw(MAYBE),
        budget_row=draw(st.none() | BUDGET_ROWS),
    )


@st.composite
def rich_evaluations(draw: DrawFn) -> Evaluation:
    """Draw evaluations with every field in use."""
    evaluation = draw(evaluations(framework=rich_frameworks()))
    return evolve(
        evaluation,
        project=draw(PROJECTS),
        targets=[draw(full_targets(target)) for target in evaluation.targets],
        outcomes={
            code: draw(full_outcomes(outcome))
            for code, outcome in evaluation.outcomes.items()
        },
        awards={
            code: [
                evolve(given, role=Role.SELF, by=draw(st.none() | PLAIN)),
                Award(
                    given.points, role=Role.FINANCE, reason=draw(MAYBE), evidence=["a"]
                ),
            ]
            for code, (given,) in evaluation.awards.items()
        },
        statements=draw(STATEMENTS),
        narrative=draw(st.none() | NARRATIVES),
        citations=draw(CITATIONS),
    )


def full_targets(target: Target) -> SearchStrategy[Target]:
    """Fill the fields of a target that scoring does not look at."""
    return st.builds(
        lambda **fields: evolve(target, **fields),
        name=MAYBE,
        initial=st.none() | measures(fractions=True),
        baseline=st.none() | measures(),
        basis=st.none() | st.sampled_from(Basis),
        weight=st.none() | exact_numbers("0.01", 9),
        text=PLAIN,
        remarks=REMARKS,
        certain=st.booleans(),
    )


def full_outcomes(outcome: Outcome) -> SearchStrategy[Outcome]:
    """Fill the fields of an outcome that scoring does not look at."""
    return st.builds(
        lambda **fields: evolve(outcome, **fields),
        reason=MAYBE,
        evidence=st.lists(PLAIN, max_size=2),
        measured_on=DAYS,
        text=PLAIN,
        repeats_target=st.booleans(),
        remarks=REMARKS,
        certain=st.booleans(),
    )


def check(value: IndicatorTree | Framework | Evaluation) -> None:
    """Write a value and read it back: equal, translations and all."""
    back = codec.loads(codec.dumps(value))
    assert value == back
    assert digest(value) == digest(back)
    assert codec.dumps(value) == codec.dumps(back)


@given(trees() | rich_trees())
def test_trees(tree: IndicatorTree) -> None:
    """A tree comes back as it was."""
    check(tree)


@given(rich_frameworks())
def test_frameworks(framework: Framework) -> None:
    """A framework comes back as it was."""
    check(framework)


@given(rich_evaluations())
def test_evaluations(evaluation: Evaluation) -> None:
    """An evaluation comes back as it was."""
    check(evaluation)


@given(
    rich_evaluations(),
    st.none() | st.sampled_from(Treatment),
    st.none() | st.sampled_from(Role),
)
def test_scorecards(
    evaluation: Evaluation, missing: Treatment | None, role: Role | None
) -> None:
    """A scorecard comes back as it was, whatever policies and role it was made by."""
    card = evaluate(evaluation, missing=missing, role=role)
    back = codec.loads(codec.dumps(card))
    assert card == back
    assert codec.dumps(card) == codec.dumps(back)


@given(outcomes(), DATES, measures("人", max_value=1000))
def test_outcomes(outcome: Outcome, date: PartialDate, numerator: Measure) -> None:
    """Partial dates, and rates with both their parts, come back as they were."""
    rate = Outcome.of_rate(numerator, "1000人")
    for result in (outcome, rate, Outcome(date=date)):
        evaluation = Evaluation(
            project=Project("续保"),
            tree=IndicatorTree.of(Indicator("甲")),
            targets=[Target(indicator="甲", date=date)],
            outcomes={"甲": result},
        )
        check(evaluation)
