"""The contract checks pass what keeps to them, and name what does not."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from lzeval import plugins
from lzeval.model import (
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Interval,
    NoRate,
    Outcome,
    Project,
    Target,
    Text,
)
from lzeval.render import formats, renderer
from lzeval.report.document import Document
from lzeval.scoring import (
    BudgetRow,
    Evaluation,
    Framework,
    GradeScale,
    IndicatorKind,
    Vector,
)
from lzeval.scoring.framework import framework_of
from lzeval.scoring.rules import (
    AllOf,
    AllOrNothing,
    Awarded,
    Bands,
    Blend,
    Bonus,
    Condition,
    Elements,
    Gate,
    Levels,
    Likert,
    Panel,
    Proportional,
    Reverse,
    ScoringRule,
)
from lzeval.testing import check_framework, check_renderer, check_rule, contracts
from lzeval.typing import Share

WORDING = Text("规则", en="rule")
COUNTER = itertools.count()


@pytest.mark.parametrize(
    "rule",
    [
        AllOf([Condition("甲", "≥5"), Condition("乙")], "least"),
        AllOrNothing(),
        Awarded(),
        Blend([Condition("甲", "≥5", weight=2), Condition(weight=3)]),
        Bonus(Proportional(), [Condition("甲", "≥5", weight="0.1")]),
        Gate(Proportional(), [Condition("甲", "=0")]),
        Bands.steps(("0.6", "0.5"), (1, 1)),
        Bands.steps((60, "0.5"), of="value", unit="%"),
        Elements(["甲", "乙", "丙"]),
        Levels(lower="0.5"),
        Levels(lower="0.6", point="middle"),
        Likert.top(1, ["甲", "乙"], least_valid=100),
        Panel(),
        Panel(experts={"甲": 2}),
        Proportional(),
        Proportional(threshold="1/3"),
        Reverse(formula="ratio"),
        Reverse(formula="linear"),
        Reverse(formula="all-or-nothing"),
    ],
    ids=lambda rule: rule.kind,
)
def test_the_builtin_rules_keep_the_contract(rule: ScoringRule) -> None:
    """What we ask of others we do ourselves."""
    check_rule(rule)


@attrs.frozen
class Asked:
    """A rule that gives what a function says."""

    kind: ClassVar[str] = "asked"
    wording: ClassVar[Text] = WORDING

    answer: Callable[[Target, Outcome], Share] = attrs.field(eq=False)

    def __reduce__(self) -> tuple[type, tuple[object]]:
        return type(self), (always_none,)

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Ask the function."""
        return self.answer(target, outcome)


def always_none(target: Target, outcome: Outcome) -> Share:  # noqa: ARG001
    """Give no points."""
    return 0, 1


def divided(target: Target, outcome: Outcome) -> Share:
    """Divide as one would without thinking of the decimal context."""
    if target.value is None or outcome.value is None:
        return NoRate.NO_NUMBER
    share = Decimal(1) / (Decimal(3) + len(str(target.value.value)))
    return share.as_integer_ratio()


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (lambda _t, _o: (3, 2), "a ratio must be from 0 to 1"),
        (lambda _t, _o: (-1, 2), "a ratio must be from 0 to 1"),
        (lambda _t, _o: (0, 0), "a ratio must be from 0 to 1"),
        (lambda _t, _o: (0.5, 1), "a ratio is made of two ints"),
        (lambda _t, _o: (True, 1), "a ratio is made of two ints"),
        (lambda _t, _o: Interval(Fraction(1), Fraction(0)), "within 0 to 1"),
        (lambda _t, _o: Interval(Fraction(0), None), "within 0 to 1"),
        (lambda _t, _o: Interval(Fraction(0), Fraction(2)), "within 0 to 1"),
        (lambda _t, _o: (next(COUNTER) % 2, 1), "two answers for"),
        (divided, "depends on the decimal context"),
    ],
)
def test_a_rule_is_held_to_its_contract(
    answer: Callable[[Target, Outcome], Share], problem: str
) -> None:
    """Shares out of range, of other types, or that change are named."""
    with pytest.raises(AssertionError, match=problem):
        check_rule(Asked(answer))


def test_a_rule_that_keeps_it_passes() -> None:
    """The rule above is no trap: with a good answer it passes."""
    check_rule(Asked(always_none))


def test_a_rule_that_raises_is_shown() -> None:
    """What the rule raises is named, with the pair it was raised for."""

    def fail(target: Target, outcome: Outcome) -> Share:  # noqa: ARG001
        message = "not today"
        raise RuntimeError(message)

    with pytest.raises(AssertionError, match=r"raises RuntimeError\('not today'\) for"):
        check_rule(Asked(fail))


@attrs.frozen
class Silent(ScoringRule):
    """A rule without a kind."""

    kind: ClassVar[str] = ""
    words: Text = WORDING

    @property
    def wording(self) -> Text:
        """Say what was given."""
        return self.words

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Give no points."""
        return 0, 1


@attrs.frozen
class Named(Silent):
    """A rule with a kind."""

    kind: ClassVar[str] = "named"


class Unequal(Named):
    """A rule that equals itself only."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return 5


class Bare:
    """A rule without comparable content."""

    kind = "bare"
    wording = WORDING

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bare)

    def __hash__(self) -> int:
        return 5

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Give no points."""
        return 0, 1


class Hashed(Named):
    """A rule whose hash is its place in memory."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hashed)

    def __hash__(self) -> int:
        return id(self)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (object(), "is no Rule: it lacks a member of the protocol"),
        (Silent(), "a rule needs a kind"),
        (Named(Text("")), "a rule needs a wording"),
        (Named(Text("只有中文")), "needs an English one"),
        (Unequal(), "a rule must equal its pickled copy"),
        (Hashed(), "a rule must hash like its equal"),
        (Bare(), "a rule needs a fingerprint: no fingerprint for a Bare"),
    ],
)
def test_a_rule_is_a_value_with_words(rule: Silent, problem: str) -> None:
    """A rule has a kind, words in two languages, equality and a hash."""
    with pytest.raises(AssertionError, match=problem):
        check_rule(rule)


def test_a_rule_can_be_sent_elsewhere() -> None:
    """A rule that cannot be pickled cannot be used in another process."""

    @attrs.frozen
    class Local(Named):
        pass

    with pytest.raises(AssertionError, match="a rule must be picklable"):
        check_rule(Local())


@pytest.mark.parametrize("name", plugins.names("lzeval.frameworks"))
def test_the_builtin_frameworks_keep_the_contract(name: str) -> None:
    """Every edition that comes with lzeval is sound."""
    check_framework(framework_of(name), examples=10)


TREE = IndicatorTree.of(
    IndicatorGroup("产出", [Indicator("数量", weight=8)], weight=10)
)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"id": " "}, "a framework needs an id"),
        ({"name": ""}, "a framework needs a name"),
        (
            {"valid_from": dt.date(2022, 1, 2), "valid_to": dt.date(2022, 1, 1)},
            "it ends before it begins",
        ),
        ({"tree": TREE}, "weights do not add up"),
        ({"rules": {"positive": Silent()}}, "a rule needs a kind"),
        (
            {"kinds": [IndicatorKind(name="甲", rules={"equal": Silent()})]},
            "a rule needs a kind",
        ),
        ({"budget_row": BudgetRow(weight=10, rule=Silent())}, "a rule needs a kind"),
        ({"vectors": [Vector(id="1", points=5)]}, "test vector '1': expected {'poi"),
    ],
)
def test_a_framework_is_held_to_its_contract(
    fields: dict[str, object], problem: str
) -> None:
    """Names, days, weights and rules are checked."""
    with pytest.raises(AssertionError, match=problem):
        check_framework(
            Framework(**{"id": "own", "name": "办法", **fields}), examples=1
        )  # type: ignore[arg-type]


def test_a_framework_with_grades_and_days_passes() -> None:
    """A whole framework keeps the contract."""
    check_framework(
        Framework(
            id="own",
            name="办法",
            valid_from=dt.date(2022, 1, 1),
            valid_to=dt.date(2022, 1, 1),
            tree=IndicatorTree.of(Indicator("数量", weight=10)),
            rules={"positive": Proportional()},
            grades=GradeScale.half_open({"差": 0, "优": 9}, out_of=10),
        ),
        examples=10,
    )


def test_no_framework_is_none() -> None:
    """Anything else is refused."""
    with pytest.raises(AssertionError, match="is no Framework"):
        check_framework("mof-2020-evaluation")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", formats())
def test_the_builtin_renderers_keep_the_contract(name: str) -> None:
    """Every format that comes with lzeval keeps the contract."""
    check_renderer(renderer(name))


@attrs.frozen(kw_only=True)
class Plain:
    """A renderer that writes what it is told."""

    media_type: str = "text/plain"
    suffix: str = ".txt"
    binary: bool = False
    write: Callable[[Document], str | bytes] = lambda document: f"{document.title}\n"

    def __call__(self, document: Document) -> str | bytes:
        return self.write(document)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"media_type": "plain"}, "no media type: 'plain'"),
        ({"media_type": "/plain"}, "no media type: '/plain'"),
        ({"suffix": "txt"}, "no suffix: 'txt'"),
        ({"binary": True}, "binary=True, but gives str"),
        ({"write": lambda _: b"x"}, "binary=False, but gives bytes"),
        ({"write": lambda _: ""}, "nothing comes out"),
        ({"write": lambda _: "x\r\n"}, "end in a newline only"),
        ({"write": lambda _: str(next(COUNTER))}, "another content"),
    ],
)
def test_a_renderer_is_held_to_its_contract(
    options: dict[str, object], problem: str
) -> None:
    """Media type, suffix, type and sameness of the content are checked."""
    with pytest.raises(AssertionError, match=problem):
        check_renderer(Plain(**options))  # type: ignore[arg-type]


def test_renderers_that_keep_it_pass() -> None:
    """Text and bytes both do."""
    check_renderer(Plain())
    check_renderer(Plain(binary=True, write=lambda document: document.title.encode()))
    with pytest.raises(AssertionError, match="is no Renderer"):
        check_renderer(object())  # type: ignore[arg-type]


def test_a_cap_may_hold_a_total_whose_parts_are_open() -> None:
    """One of six is awarded, the worst is dropped, one point at most: 1 in any case."""
    names = [f"指标{number}" for number in range(1, 7)]
    evaluation = Evaluation(
        project=Project("项目"),
        framework=Framework(id="own", name="本单位办法"),
        tree=IndicatorTree.of(
            IndicatorGroup(
                "组", [Indicator(name, weight=1) for name in names], drop_lowest=1
            ),
            cap=1,
        ),
        awards={"指标6": 1},
    )
    card = evaluation.evaluate()
    assert (1, None) == (card.total.points, card.printed_parts().get("组"))
    contracts.check_card(card)
