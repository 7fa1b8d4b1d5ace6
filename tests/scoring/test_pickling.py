"""Everything public can be sent to another process."""

from __future__ import annotations

import enum
import inspect
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

import lzeval.errors
from lzeval import model as m
from lzeval import scoring as s
from lzeval.errors import (
    AmbiguousNameError,
    CellTooLongError,
    InexactNumberError,
    InvalidTreeError,
    LzevalError,
    MissingGlyphError,
    PluginError,
    Problem,
    ProblemsError,
    UnitMismatchError,
    UnknownNameError,
)
from lzeval.scoring.cover import Span
from lzeval.scoring.rules import Proportional
from lzeval.scoring.steps import steps_of

TREE = m.IndicatorTree.of(
    m.IndicatorGroup(
        "产出", [m.Indicator("甲", share=1, rule=Proportional())], weight=10
    ),
    m.Indicator("乙", weight=5),
)
FRAMEWORK = s.Framework(
    id="own", name="办法", grades=s.GradeScale.half_open({"差": 0, "优": 90})
)
EVALUATION = s.Evaluation(
    project=m.Project("项目", budget=m.Budget.of("67.8万元")),
    framework=FRAMEWORK,
    tree=TREE,
    targets=[m.Target.parse("≥6410人", indicator="甲")],
    outcomes={"甲": "5123人"},
    awards={"乙": m.Award(3, role="self")},
)
CARD = EVALUATION.evaluate()
DUE = {"red": 0, "green": "0.8"}
LIGHTS = s.Lights(
    money=DUE,
    progress=DUE,
    no_budget="red",
    met="green",
    missed="red",
    levels={"met": "green", "partly-met": "yellow", "not-met": "red"},
)
ROOMS = (lzeval.errors, m, s)
PROBLEM = Problem("$.tree", "duplicate code")

VALUES: list[object] = [
    *(
        m.Award(1),
        m.Budget.of("5元"),
        m.BudgetLine("其他"),
        m.Citation(document="通知"),
    ),
    *(m.Interval(Decimal(1), None), m.Measure(5, "亩"), m.Narrative(overview="概况")),
    *(m.Objective("稳定就业"), m.Outcome.of_rate(1, 3), m.PartialDate(2022, 12)),
    *(m.Project("项目"), m.Rate(1, 3), m.Statement("total", 95), m.Text("产", en="O")),
    *(m.Target.of(">=", 5), m.Unit.of("万元"), m.WeightMismatch("", *[Decimal(1)] * 2)),
    *(TREE, *TREE.nodes, *TREE.conversions, *(node.node for node in TREE)),
    *(FRAMEWORK, FRAMEWORK.policies, FRAMEWORK.rounding, FRAMEWORK.grades),
    *(s.Curve.through((0, 0), (1, 1)), s.Segment(Span(0, 1), 0, 1), Span(0, 1)),
    *(s.Grade("优", Span(90)), EVALUATION, CARD, CARD.total, CARD.coverage),
    *(CARD.groups, CARD.lines, CARD["甲"], CARD["甲"].answers[0], CARD.groups[0]),
    steps_of(CARD, "甲"),
    *(s.compare_roles(EVALUATION), s.compare_roles(EVALUATION).total),
    *(s.IndicatorKind(name="产出", rules={"positive": Proportional()}), LIGHTS),
    s.BudgetRow(weight=10),
    *(s.MinimumShare(kinds=["产出"], share="0.6"), s.Vector(id="1", weight=8)),
    *s.Framework(
        id="own", name="办法", kinds=[s.IndicatorKind(name="产出", weight=8)]
    ).check(TREE),
]

ERRORS: list[LzevalError] = [
    AmbiguousNameError("indicator", "质量", ("产出/质量", "过程/质量")),
    CellTooLongError(12_000, 10_000),
    InexactNumberError("五", "a finite number"),
    LzevalError("anything"),
    MissingGlyphError("囧"),
    PluginError("lzeval.rules", "own", "registered twice"),
    UnitMismatchError("元", "人"),
    UnknownNameError("indicator", "质量", ("产出",)),
]


def all_of(kind: type) -> list[type]:
    """List every public class of the core that is of a kind."""
    things = [getattr(room, name) for room in ROOMS for name in room.__all__]
    return [t for t in things if inspect.isclass(t) and issubclass(t, kind)]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_survive_pickling(value: object) -> None:
    """The copy is of the same type and equal."""
    copy = pickle.loads(pickle.dumps(value))  # noqa: S301
    assert (type(value), value) == (type(copy), copy)


def test_no_public_class_is_left_out() -> None:
    """Each class of model and scoring that has values is tried above."""
    tried = {type(value) for value in VALUES} | {Problem}
    others = {
        kind
        for kind in all_of(object)
        if not issubclass(kind, enum.Enum | BaseException)
    }
    assert set() == others - tried


@pytest.mark.parametrize("kind", all_of(enum.Enum))
def test_members_survive_pickling(kind: type[enum.Enum]) -> None:
    """A member comes back as the very same."""
    assert all(member is pickle.loads(pickle.dumps(member)) for member in kind)  # noqa: S301


@pytest.mark.parametrize(
    "error",
    [
        *ERRORS,
        *(kind("tree", (PROBLEM,)) for kind in all_of(ProblemsError)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error: LzevalError) -> None:
    """The copy has the same fields, the same words, and equals the original."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(error), error, str(error)) == (type(copy), copy, str(copy))
    assert hash(error) == hash(copy)
    assert vars(error) == vars(copy)


def test_errors_compare_by_type_and_fields() -> None:
    """Other fields or another type make another error."""
    assert InexactNumberError(1, "a") != InexactNumberError(2, "a")
    assert InvalidTreeError("a", ()) != ProblemsError("a", ())
    assert LzevalError("a") != "a"


def test_every_error_is_tried_and_has_a_code() -> None:
    """Each error of lzeval has a reason code of its own."""
    kinds = [*all_of(LzevalError)]
    codes = {kind.code for kind in kinds}
    tried = {type(error) for error in ERRORS} | {*all_of(ProblemsError)}
    assert set() == {*kinds} - tried
    assert len(codes) == len(kinds)


def test_fractions_come_back_exact() -> None:
    """A figure without an end is not rounded on its way."""
    measure = m.Measure(Fraction(1, 3), "亩")
    assert Fraction(1, 3) == pickle.loads(pickle.dumps(measure)).value  # noqa: S301
