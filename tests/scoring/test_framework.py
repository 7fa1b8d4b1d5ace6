"""Frameworks: whose rules apply."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import PluginError, UnknownNameError
from lzeval.model import (
    Citation,
    Comparator,
    Measure,
    PartialDate,
    Target,
)
from lzeval.scoring import Framework, IndicatorKind, TargetKind
from lzeval.scoring.framework import framework_of
from lzeval.scoring.rules import Proportional, Reverse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        (Target.of(">=", 5), TargetKind.POSITIVE),
        (Target.of(">", 5), TargetKind.POSITIVE),
        (Target.of(None, 5), TargetKind.POSITIVE),
        (Target.of("=", 5), TargetKind.EQUAL),
        (Target.of("<=", 5), TargetKind.REVERSE),
        (Target.of("<", 5), TargetKind.REVERSE),
        (
            Target(comparator=Comparator.BETWEEN, value=Measure(1), upper=Measure(2)),
            TargetKind.INTERVAL,
        ),
        (Target(date=PartialDate(2022)), TargetKind.DEADLINE),
        (Target(phrase="效果明显"), TargetKind.QUALITATIVE),
        (Target(), TargetKind.QUALITATIVE),
    ],
)
def test_each_kind_of_target_has_its_rule(target: Target, kind: TargetKind) -> None:
    """The usual rule is found by the kind of the target."""
    rule = Proportional(threshold="0.6")
    assert kind is TargetKind.of(target)
    assert rule == Framework(id="a", name="a", rules={kind: rule}).rule_for(target)
    others = {other: rule for other in TargetKind if other is not kind}
    assert None is Framework(id="a", name="a", rules=others).rule_for(target)


def test_rules_are_given_by_the_words_of_the_kinds() -> None:
    """A kind may be given by its word; others are refused."""
    framework = Framework(id="a", name="a", rules={"reverse": Reverse(formula="ratio")})
    assert [TargetKind.REVERSE] == [*framework.rules]
    with pytest.raises(ValueError, match="not a valid TargetKind"):
        Framework(id="a", name="a", rules={"negative": Proportional()})


def test_the_kind_of_the_indicator_may_have_its_own_rules() -> None:
    """The nearest kind above the indicator decides, else the usual rule holds."""
    usual, own, cost = (
        Proportional(),
        Proportional(threshold="0.6"),
        Reverse(formula="linear"),
    )
    framework = Framework(
        id="a",
        name="a",
        rules={"positive": usual, "qualitative": usual},
        kinds=[
            IndicatorKind(
                name="满意度", aliases=["满意度指标"], rules={"positive": own}
            ),
            IndicatorKind(name="成本", parent="满意度", rules={"reverse": cost}),
        ],
    )
    more, less = Target.of(">=", 5), Target.of("<=", 5)
    assert usual is framework.rule_for(more)
    assert usual is framework.rule_for(more, ("产出", "数量"))
    assert own is framework.rule_for(more, ("满意度指标", "成本", "甲"))
    assert cost is framework.rule_for(less, ("满意度指标", "成本", "甲"))
    assert None is framework.rule_for(less, ("满意度", "甲"))
    assert usual is framework.rule_for(Target(), ("满意度", "甲"))


@pytest.mark.parametrize(
    ("day", "expected"), [(30, False), (31, True), (32, True), (33, False)]
)
def test_in_force(day: int, expected: bool) -> None:  # noqa: FBT001
    """The first and the last day belong to the validity."""
    framework = Framework(
        id="a", name="a", valid_from=dt.date(2020, 1, 31), valid_to=dt.date(2020, 2, 1)
    )
    date = dt.date(2019, 12, 31) + dt.timedelta(days=day)
    assert expected is framework.in_force(date)
    assert Framework(id="a", name="a").in_force(date)


def test_sources() -> None:
    """The citation that names a part most closely counts; one may cover everything."""
    rules = Citation(document="甲", covers=["rules.reverse", "kinds"], verified=True)
    grades, again = (Citation(document=name, covers=["grades"]) for name in "乙丙")
    cut = Citation(document="丁", covers=["grades.grades.优.span.low"])
    all_ = Citation(document="戊")
    framework = Framework(id="a", name="a", citations=[rules, grades, again, cut, all_])
    assert (rules,) == framework.sources("rules.reverse.formula")
    assert (rules,) == framework.sources("kinds")
    assert (all_,) == framework.sources("rules.reversed")
    assert (grades, again) == framework.sources("grades.grades.优.span")
    assert (cut,) == framework.sources("grades.grades.优.span.low")
    assert (grades, again, cut, all_) == framework.unverified
    assert () == Framework(id="a", name="a", citations=[rules]).sources("grades")


@pytest.mark.parametrize(
    ("checked", "expected"), [([], False), ([True, False], False), ([True, True], True)]
)
def test_verified(checked: list[bool], expected: bool) -> None:  # noqa: FBT001
    """A framework is verified if it has sources and all of them are."""
    citations = [Citation(document="通知", verified=one) for one in checked]
    assert expected is Framework(id="a", name="a", citations=citations).verified


def test_framework_of() -> None:
    """A framework stays; an unknown id is an error that lists what there is."""
    framework = Framework(id="a", name="a")
    assert framework is framework_of(framework)
    with pytest.raises(UnknownNameError, match="no framework 'mof-1999'"):
        framework_of("mof-1999")


def test_frameworks_are_found_as_plugins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry point leads to a framework, or to a function that gives one."""
    package = tmp_path / "editions-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: editions\nVersion: 1.0\n"
    )
    (package / "entry_points.txt").write_text(
        "[lzeval.frameworks]\n"
        "made-by-a-function = editions_for_a_test:make\n"
        "a-value = editions_for_a_test:VALUE\n"
        "no-framework = editions_for_a_test:NUMBER\n"
    )
    (tmp_path / "editions_for_a_test.py").write_text(
        "from lzeval.scoring import Framework\n"
        "VALUE = Framework(id='a-value', name='甲')\n"
        "NUMBER = 5\n"
        "def make():\n"
        "    return Framework(id='made', name='乙')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    from lzeval import plugins  # noqa: PLC0415

    plugins._entries.cache_clear()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    try:
        assert ["甲", "乙"] == [
            framework_of(name).name for name in ("a-value", "made-by-a-function")
        ]
        with pytest.raises(PluginError, match="is not a Framework"):
            framework_of("no-framework")
    finally:
        plugins._entries.cache_clear()  # noqa: SLF001


def test_a_framework_survives_pickling(framework: Framework) -> None:
    """The copy is equal and has the same rules."""
    copy = pickle.loads(pickle.dumps(framework))  # noqa: S301
    target = Target.of("<=", 5)
    assert framework == copy
    assert framework.rule_for(target) == copy.rule_for(target)
