"""Outcomes: five states, none of them zero."""

from __future__ import annotations

import pickle
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import CellTooLongError, InexactNumberError, UnitMismatchError
from lzeval.model import Level, Measure, Outcome, OutcomeState, PartialDate, Target

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (Outcome.claimed, OutcomeState.CLAIMED),
        (Outcome.missing, OutcomeState.MISSING),
        (Outcome.not_applicable, OutcomeState.NOT_APPLICABLE),
        (Outcome.not_assessable, OutcomeState.NOT_ASSESSABLE),
    ],
)
def test_an_absence_has_a_type(
    make: Callable[..., Outcome], state: OutcomeState
) -> None:
    """What is not reported says which way, and keeps its reason."""
    outcome = make(reason="疫情", text="未统计")
    assert (state, None, "疫情") == (outcome.state, outcome.value, outcome.reason)
    assert "未统计" == outcome.notation()


@pytest.mark.parametrize("state", [s for s in OutcomeState if s != "reported"])
def test_an_absence_carries_no_figure(state: OutcomeState) -> None:
    """A figure, date, level or phrase makes an outcome a report."""
    with pytest.raises(ValueError, match="carries no figure"):
        Outcome(state, value=0)
    with pytest.raises(ValueError, match="carries no figure"):
        Outcome(state, level=Level.MET)


def test_a_report_reports_something() -> None:
    """A reported outcome without anything is refused."""
    with pytest.raises(ValueError, match="needs a value, date, level or phrase"):
        Outcome()


def test_zero_is_a_report() -> None:
    """Zero is a figure, not an absence."""
    assert OutcomeState.REPORTED is Outcome.of(0, "件").state


def test_a_rate_keeps_what_it_counts() -> None:
    """With numerator and denominator the value is their ratio in percent."""
    outcome = Outcome.of_rate("470份", "500份", evidence="问卷")
    assert Measure(94, "%") == outcome.value
    assert (Measure(470, "份"), Measure(500, "份")) == (
        outcome.numerator,
        outcome.denominator,
    )
    assert ("问卷",) == outcome.evidence


def test_a_rate_is_exact_whatever_the_ambient_context() -> None:
    """Neither precision nor a ratio without an end loses a digit."""
    with localcontext(prec=3, rounding=ROUND_DOWN):
        short = Outcome.of_rate(123_456, 1_000_000)
        long = Outcome.of_rate(1, 3)
    assert Measure("12.3456", "%") == short.value
    assert Measure(Fraction(100, 3), "%") == long.value


def test_a_rate_needs_both_parts() -> None:
    """A numerator without its denominator is refused, and the other way round."""
    for part in ({"numerator": 1}, {"denominator": 2}):
        with pytest.raises(ValueError, match="go together"):
            Outcome(value=1, **part)  # type: ignore[arg-type]


def test_a_rate_out_of_zero_is_none() -> None:
    """Zero as denominator is refused: there is no such rate."""
    with pytest.raises(ValueError, match="there is no rate"):
        Outcome.of_rate(0, 0)


def test_a_rate_of_different_things_is_none() -> None:
    """Persons out of households is no rate."""
    with pytest.raises(UnitMismatchError):
        Outcome.of_rate("95人", "100户")


def test_a_value_beside_its_parts_stands() -> None:
    """A value that the source gives is kept as given."""
    outcome = Outcome(value="94%", numerator=471, denominator=500)
    assert Measure(94, "%") == outcome.value


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("5123人", "reported"),
        ("已完成", "claimed"),
        ("达成预期指标", "claimed"),
        ("部分达成年度指标并具有一定效果", "reported"),
        ("2022年11月", "reported"),
        ("不适用", "not-applicable"),
        ("/", "missing"),
        ("", "missing"),
        ("5-10个", "not-assessable"),
    ],
)
def test_cells_are_read_into_states(cell: str, state: str) -> None:
    """A cell says in which state an outcome is, and is kept."""
    outcome = Outcome.parse(cell)
    assert (state, cell) == (outcome.state, outcome.text)


def test_a_done_word_is_a_level_where_a_quality_was_asked_for() -> None:
    """The official phrase answers a quality, and is only a claim beside a figure."""
    quality, figure = Target.parse("改善效果明显"), Target.parse("≥850人")
    assert Level.MET is Outcome.parse("达成年度指标", target=quality).level
    assert "claimed" == Outcome.parse("达成年度指标", target=figure).state


def test_neighbouring_columns_are_read_together() -> None:
    """A figure and its unit may stand in two cells."""
    outcome = Outcome.parse(["5123", "人"], reason="人员外流")
    assert (Measure(5123, "人"), "人员外流") == (outcome.value, outcome.reason)


def test_a_copied_bound_is_marked() -> None:
    """A result that repeats the sign and bound of its target says so."""
    target = Target.of(">=", 266, "米")
    assert [True, True, False] == [
        Outcome.parse("≥266米", target=aim).repeats_target
        for aim in (target, "≥266米", None)
    ]


def test_too_long_a_cell_is_refused() -> None:
    """Ten thousand characters are the most that is read."""
    with pytest.raises(CellTooLongError):
        Outcome.parse("5" * 10_001)


def test_coerce() -> None:
    """Outcomes stay, cells are read, figures and quantities reported."""
    outcome = Outcome.claimed()
    assert outcome is Outcome.coerce(outcome)
    assert OutcomeState.CLAIMED is Outcome.coerce("已完成").state
    assert Measure(5) == Outcome.coerce(5).value
    assert Measure(5, "人") == Outcome.coerce(Measure(5, "人")).value
    with pytest.raises(InexactNumberError):
        Outcome.coerce(True)  # noqa: FBT003


@pytest.mark.parametrize(
    ("outcome", "aim", "expected"),
    [
        (Outcome.of(6), Measure(9, "万元"), (60_000, 1)),
        (Outcome.of(60_000, "元"), Measure(9, "万元"), (60_000, 1)),
        (Outcome.of(6), Measure(9), (6, 1)),
        (Outcome.of(12_000), Measure.parse("1.2万"), (120_000_000, 1)),
        (Outcome.of("1.2", "万"), Measure(9), (12_000, 1)),
        (Outcome.of("1/3", "%"), Measure(9, "%"), (1, 300)),
    ],
)
def test_a_bare_figure_takes_the_unit_of_its_target(
    outcome: Outcome, aim: Measure, expected: tuple[int, int]
) -> None:
    """Figures come in the base unit; a bare one is in the unit the target prints."""
    assert Fraction(*expected) == Fraction(*outcome.against(aim))


@pytest.mark.parametrize(
    ("outcome", "aim"),
    [
        (Outcome.of(5, "人"), Measure(5, "户")),
        (Outcome.parse("0.9", target="≥90%"), Measure(90, "%")),
        (Outcome(level=Level.MET), Measure(5, "人")),
    ],
)
def test_what_cannot_be_compared_is_refused(outcome: Outcome, aim: Measure) -> None:
    """A figure of another family, or none, has no value in the target's unit."""
    with pytest.raises(UnitMismatchError):
        outcome.against(aim)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.of(5123, "人"), "5123人"),
        (Outcome(date=PartialDate(2022, 11)), "2022年11月"),
        (Outcome(phrase="效果明显"), "效果明显"),
        (Outcome(level=Level.MET, text="达成"), "达成"),
        (Outcome.claimed(text="都已完成"), "都已完成"),
        (Outcome.missing(), ""),
    ],
)
def test_notation(outcome: Outcome, expected: str) -> None:
    """An outcome is written as the field writes it."""
    assert expected == outcome.notation()


def test_an_outcome_survives_pickling() -> None:
    """The copy is equal."""
    outcome = Outcome.of_rate(470, 500, evidence=["问卷"], reason="样本不足")
    assert outcome == pickle.loads(pickle.dumps(outcome))  # noqa: S301
    assert Decimal(94) == outcome.value.value if outcome.value else None


def test_a_result_by_its_parts() -> None:
    """Parts are outcomes of their own; a part that is not known is not zero."""
    given = {"甲": "470人", "乙": 30, "丙": None, "丁": True, "戊": Outcome.claimed()}
    outcome = Outcome.of_parts(given)
    states = [part.state.value for part in outcome.parts.values()]
    assert ["reported", "reported", "missing", "reported", "claimed"] == states
    assert Measure(470, "人") == outcome.parts["甲"].value
    assert Measure(1) == outcome.parts["丁"].value
    assert (OutcomeState.REPORTED, None) == (outcome.state, outcome.value)


def test_parts_alone_meet_nothing() -> None:
    """Whether parts reach a target is for a rule to say."""
    outcome = Outcome.of_parts({"满意": 470, "不满意": 30})
    assert Target.parse("≥90%").is_met_by(outcome) is None
    assert Target.parse("群众满意").is_met_by(outcome) is None


@pytest.mark.parametrize(
    ("locale", "cell"),
    [
        ("zh_CN", "满意 470人，不满意 30，未答 —"),
        ("en", "满意 470 people, 不满意 30, 未答 —"),
    ],
)
def test_parts_in_a_cell(locale: str, cell: str) -> None:
    """Parts are listed by name; a figure or words of the whole come first."""
    outcome = Outcome.of_parts({"满意": "470人", "不满意": 30, "未答": None})
    assert cell == outcome.notation(locale)
    assert "94%" == Outcome(value=Measure(94, "%"), parts=outcome.parts).notation(
        locale
    )
    assert "较好" == Outcome(phrase="较好", parts=outcome.parts).notation(locale)


def test_no_parts_are_no_report() -> None:
    """A result of no parts reports nothing."""
    with pytest.raises(ValueError, match="or parts"):
        Outcome.of_parts({})
