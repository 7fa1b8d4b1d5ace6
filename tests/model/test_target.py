"""Targets, and whether they are met."""

from __future__ import annotations

import pickle

import pytest

from lzeval.errors import InexactNumberError, UnitMismatchError
from lzeval.model import (
    Basis,
    Comparator,
    Level,
    Measure,
    Outcome,
    PartialDate,
    Target,
)
from lzeval.notation import ReadingKind


@pytest.mark.parametrize(
    ("sign", "below", "at", "above"),
    [
        (">=", False, True, True),
        (">", False, False, True),
        (None, False, True, True),
        ("=", False, True, False),
        ("<=", True, True, False),
        ("<", True, False, False),
    ],
)
def test_signs(sign: str | None, below: bool, at: bool, above: bool) -> None:  # noqa: FBT001
    """Each sign asks for its own side of the value; none asks for at least it."""
    target = Target.of(sign, 90, "万元")
    assert [below, at, above] == [
        target.is_met_by(Outcome.of(figure, "元"))
        for figure in ("899999.99", 900_000, "900000.01")
    ]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [(79, False), (80, True), (85, True), (90, True), (91, False)],
)
def test_an_interval_includes_its_ends(figure: int, expected: bool) -> None:  # noqa: FBT001
    """A result within the two ends meets an interval."""
    target = Target(
        comparator="between", value=Measure(80, "%"), upper=Measure(90, "%")
    )
    assert expected is target.is_met_by(Outcome.of(figure, "%"))


@pytest.mark.parametrize(
    ("target", "outcome", "expected"),
    [
        (Target.of(">=", 6, "万元"), "6", True),
        (Target.of(">=", 6, "万元"), "5.99", False),
        (Target.of(">=", 6, "万元"), "60000元", True),
        (Target.of(">=", 6, "万元"), 6, True),
        (Target.of(">=", 6, "万元"), Measure(6, "人"), None),
        (Target.of(">=", 6), Measure(6, "人"), True),
        (Target.of(">=", 6, "万元"), "已完成", True),
        (Target.of(">=", 6, "万元"), "未完成", False),
        (Target.of(">=", 6, "万元"), Outcome(level=Level.MET), True),
        (Target.of(">=", 6, "万元"), Outcome.missing(), None),
        (Target.of(">=", 6, "万元"), Outcome.not_applicable(), None),
        (Target.of(">=", 6, "万元"), Outcome.not_assessable(), None),
        (Target.parse("2022年12月31日前"), "2022年11月", True),
        (Target.parse("2022年10月底"), "2022年11月", False),
        (Target.parse("2022年10月15日"), "2022年10月", None),
        (Target.parse("2022年10月底"), Outcome.of(5), None),
        (Target.parse("效果明显"), Outcome(phrase="效果明显"), True),
        (Target.parse("效果明显"), Outcome(phrase="有所改善"), None),
        (Target.parse("效果明显"), Outcome(level=Level.MET), True),
        (Target.parse("效果明显"), Outcome(level=Level.PARTLY_MET), False),
        (Target.parse("效果明显"), Outcome(level=Level.NOT_MET), False),
        (Target(), Outcome.of(23, "件"), None),
    ],
)
def test_is_met_by(
    target: Target,
    outcome: Outcome | str | float,
    expected: bool | None,  # noqa: FBT001
) -> None:
    """A target is met, missed, or it cannot be known; a claim counts as met."""
    assert expected is target.is_met_by(outcome)


def test_parse_keeps_the_cell() -> None:
    """What is read keeps its text, its remarks and how sure it is."""
    target = Target.parse(["≥", "6410", "人"], indicator="实际完成率", code="续保")
    assert (Comparator.AT_LEAST, Measure(6410, "人")) == (
        target.comparator,
        target.value,
    )
    assert ("≥ 6410 人", "实际完成率", "续保") == (
        target.text,
        target.indicator,
        target.code,
    )
    assert target.certain


def test_parse_takes_sign_and_unit_from_the_name() -> None:
    """The name on the form helps where the cell is bare."""
    target = Target.parse("63", reading_name="成本控制数（万元）")
    assert Measure(63, "万元") == target.value
    assert target.remarks


def test_a_bare_result_is_in_the_printed_unit_of_its_target() -> None:
    """6 against 6万元 is all of it, not a ten-thousandth."""
    assert [True, False] == [
        Target.parse("≥6万元").is_met_by(cell) for cell in ("6", "5")
    ]


@pytest.mark.parametrize("upper", [None, "90%"])
def test_bounds_fit_the_comparator(upper: str | None) -> None:
    """Two ends go with 'between', one end with every other sign."""
    sign = "between" if upper is None else ">="
    with pytest.raises(ValueError, match="goes with the comparator 'between'"):
        Target(comparator=sign, value="80%", upper=upper)


@pytest.mark.parametrize("value", [None, "91%"])
def test_an_interval_is_not_empty(value: str | None) -> None:
    """The lower end must be there and not above the upper one."""
    with pytest.raises(ValueError, match="is empty"):
        Target(comparator="between", value=value, upper="90%")


def test_the_ends_of_an_interval_are_of_one_family() -> None:
    """An interval from money to persons is refused."""
    with pytest.raises(UnitMismatchError):
        Target(comparator="between", value="5元", upper="10人")


@pytest.mark.parametrize("weight", [0, -1])
def test_a_relative_weight_is_above_zero(weight: int) -> None:
    """A weight of nothing would divide by zero."""
    with pytest.raises(InexactNumberError):
        Target.of(">=", 5, weight=weight)


def test_unknown_signs_are_refused() -> None:
    """A comparator is one of six words."""
    with pytest.raises(ValueError, match="not a valid Comparator"):
        Target.of("≈", 5)


@pytest.mark.parametrize(
    ("target", "kind", "cell"),
    [
        (Target.of(">=", 50, "个"), ReadingKind.QUANTITY, "≥50个"),
        (Target.of(None, Measure(5, "人")), ReadingKind.QUANTITY, "5人"),
        (Target.parse("5-10个"), ReadingKind.QUANTITY, "5~10个"),
        (
            Target(date=PartialDate(2022, 12), comparator="<="),
            ReadingKind.DATE,
            "2022年12月底前",
        ),
        (Target(phrase="效果明显"), ReadingKind.QUALITATIVE, "效果明显"),
        (Target(level=Level.MET), ReadingKind.QUALITATIVE, ""),
        (Target(), ReadingKind.NONE, ""),
    ],
)
def test_kind_and_notation(target: Target, kind: ReadingKind, cell: str) -> None:
    """A target knows what it asks for, and is written as the field writes it."""
    assert (kind, cell) == (target.kind, target.notation())
    assert (kind is not ReadingKind.NONE) is target.is_set


def test_further_fields() -> None:
    """Initial value, baseline and basis stand beside the figure."""
    target = Target.of(
        ">=",
        50,
        "个",
        name="数量",
        initial="60个",
        baseline=40,
        basis="plan",
        weight="0.5",
    )
    assert (Measure(60, "个"), Measure(40)) == (target.initial, target.baseline)
    assert (Basis.PLAN, "数量") == (target.basis, target.name)


def test_with_code() -> None:
    """A copy gets a code of its own, the original stays."""
    target = Target.of(">=", 50)
    assert ("甲", None) == (target.with_code("甲").code, target.code)


def test_a_target_survives_pickling() -> None:
    """The copy is equal, read cells and all."""
    target = Target.parse("≥6410人", indicator="实际完成率")
    assert target == pickle.loads(pickle.dumps(target))  # noqa: S301


@pytest.mark.parametrize(
    ("printed", "sign"), list(zip("≥＞＝≤＜", Comparator, strict=False))
)
def test_a_sign_may_be_given_as_it_is_printed(printed: str, sign: Comparator) -> None:
    """`Target.of("≥", …)` means what the form prints; other signs are refused."""
    assert Target.of(printed, 50, "个") == Target.of(sign, 50, "个")
    with pytest.raises(ValueError, match="≒"):
        Comparator("≒")
