"""Law: what lzeval prints itself holds no error; each slip is found by its check."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import lzeval
from lzeval.audit import Severity, audit
from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow, dumps, loads
from lzeval.testing import evaluations


@given(evaluations())
def test_a_printed_evaluation_has_no_errors(evaluation: lzeval.Evaluation) -> None:
    """Whatever rules it was scored by, its form and itself are free of errors."""
    form = Form.of(evaluation)
    errors = [
        str(finding.message)
        for subject in (form, evaluation)
        for finding in audit(subject)
        if finding.severity is Severity.ERROR
    ]
    if not evaluation.tree.weight_mismatches():
        assert [] == errors


@given(evaluations())
def test_a_printed_evaluation_is_read_again(evaluation: lzeval.Evaluation) -> None:
    """A printed form survives its file, and becomes an evaluation again."""
    form = Form.of(evaluation)
    assert form == loads(dumps(form))
    assert len(form.evaluation().tree.leaves) >= 1


class Slip(NamedTuple):
    """One cell of a form that was filled in wrongly, and the check it concerns."""

    form: Form
    check: str


@st.composite
def clean_forms(draw: st.DrawFn) -> Form:
    """Print an evaluation of three to six indicators by the usual rules."""
    count = draw(st.integers(3, 6))
    weights = draw(st.lists(st.integers(5, 15), min_size=count, max_size=count))
    wanted = draw(st.lists(st.integers(50, 500), min_size=count, max_size=count))
    short = draw(st.lists(st.integers(-5, 9), min_size=count, max_size=count))
    names = [f"工作{place}" for place in range(count)]
    tree = lzeval.IndicatorTree.of(
        lzeval.IndicatorGroup(
            "产出指标",
            weight=sum(weights[1:]),
            children=[
                lzeval.Indicator(name, weight=weight)
                for name, weight in zip(names[1:], weights[1:], strict=True)
            ],
        ),
        lzeval.IndicatorGroup(
            "满意度指标",
            weight=weights[0],
            children=[lzeval.Indicator(names[0], weight=weights[0])],
        ),
    )
    card = lzeval.Evaluation(
        project=lzeval.Project("项目", year=2023),
        tree=tree,
        targets=[
            lzeval.Target.of(">=", value, "个", indicator=name)
            for name, value in zip(names, wanted, strict=True)
        ],
        outcomes={
            name: lzeval.Outcome.of(value - less, "个")
            for name, value, less in zip(names, wanted, short, strict=True)
        },
    ).evaluate()
    return Form.of(card)


def changed(form: Form, place: int, **cells: str) -> Form:
    """Print other cells in one row."""
    rows = [*form.indicators]
    rows[place] = evolve(rows[place], **cells)
    return evolve(form, indicators=rows)


def raised(cell: str | None, by: str) -> str:
    """Add to a printed figure."""
    return str(Decimal(cell or "0") + Decimal(by))


@st.composite
def slips(draw: st.DrawFn) -> Slip:
    """Change one figure of a clean form."""
    form = draw(clean_forms())
    place = draw(st.integers(0, len(form.indicators) - 1))
    row: FormRow = form.indicators[place]
    target = row.target_text or ""
    done = Decimal(row.score or "0") == Decimal(row.weight or "0")
    choices = [
        Slip(changed(form, place, weight=raised(row.weight, "3")), GROUP),
        Slip(changed(form, place, score=raised(row.weight, "1")), "score-above-weight"),
        Slip(changed(form, place, score=raised(row.score, "-1.5")), BELOW),
        Slip(changed(form, place, actual_text=""), "missing-actual"),
        Slip(changed(form, place, actual_text=target), "actual-repeats-target"),
        Slip(changed(form, place, actual_text="已完成"), "met-without-value"),
        Slip(changed(form, place, actual_text="70公里"), "unit-mismatch"),
        Slip(changed(form, place, actual_text=f"{target[1:-1]}0个"), "over-completion"),
        Slip(changed(form, place, target_text=""), "target-without-value"),
        Slip(changed(form, place, score=""), "missing-score"),
        Slip(evolve(form, total_as_printed=raised(form.total_as_printed, "2")), TOTAL),
    ]
    if not done:
        above = changed(form, place, score=row.weight or "")
        choices.append(Slip(above, "score-exceeds-proportional"))
    return draw(st.sampled_from(choices))


GROUP, BELOW = "group-weights-do-not-sum", "score-below-proportional"
TOTAL = "total-does-not-add-up"
QUIET = {"weights-do-not-sum", "missing-satisfaction"}
"""What a clean form of few points may still be told."""


@given(clean_forms())
def test_a_clean_form_is_clean(form: Form) -> None:
    """Nothing but notices, and that a few points are not 100, is said of it."""
    told = {
        finding.name
        for finding in audit(form)
        if finding.severity is not Severity.NOTICE
    }
    assert told <= QUIET | {"unexplained-deviation", "equal-weights"}


@given(slips())
def test_a_slip_is_found_by_its_check(slip: Slip) -> None:
    """The check that a changed figure concerns reports it."""
    assert slip.check in {finding.name for finding in audit(slip.form)}


@st.composite
def money(draw: st.DrawFn) -> tuple[int, int, Form]:
    """Print a money part that is right in everything."""
    planned = draw(st.integers(1_000, 90_000))
    executed = draw(st.integers(planned // 2, planned))
    points = lzeval.Rate(executed, planned).percent()
    part = FormBudget(
        rows=[
            FormBudgetRow("总额", adjusted=f"{planned}", executed=f"{executed}"),
            FormBudgetRow("财政拨款", adjusted=f"{planned}", executed=f"{executed}"),
        ],
        weight="100",
        rate_as_printed=f"{points}%",
        score_as_printed=f"{points}",
    )
    form = Form(title="自评表", form="self-evaluation", budget=part)
    return planned, executed, form


@given(money(), st.integers(2, 400))
def test_a_slip_in_the_money_is_found(made: tuple[int, int, Form], off: int) -> None:
    """A rate, its points, and amounts that do not follow are each told apart."""
    planned, _, form = made
    part = form.budget
    total, source = part.rows
    by = Decimal(off) / 100
    rate = Decimal((part.rate_as_printed or "").rstrip("%"))
    slips_ = {
        "rate-misprinted": evolve(part, rate_as_printed=f"{rate + by}%"),
        "budget-score-mismatch": evolve(part, score_as_printed=f"{rate - by}"),
        "overspent": evolve(
            part, rows=[evolve(total, executed=f"{planned + off}"), source]
        ),
        "zero-budget-total-with-nonzero-parts": evolve(
            part, rows=[evolve(total, adjusted="0", executed="0"), source]
        ),
        "execution-score-missing": evolve(part, score_as_printed=""),
    }
    clean = {finding.name for finding in audit(form)}
    assert set() == clean & slips_.keys()
    for name, slip in slips_.items():
        found = {finding.name for finding in audit(evolve(form, budget=slip))}
        assert name in found
