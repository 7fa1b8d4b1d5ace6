"""Plug-ins of other packages are found, hidden, and refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval import plugins
from lzeval.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOW_ERROR = """
from lzeval import errors, plugins
try:
    {}
except errors.LzevalError as error:
    print(type(error).__name__, error, sep=": ")
"""


def test_a_plugin_is_found_by_name(run: Callable[..., str]) -> None:
    """Rules and frameworks of another package stand beside the built-in ones."""
    code = """
    from lzeval import plugins
    rules = plugins.names("lzeval.rules")
    print("tolerance" in rules, "proportional" in rules, list(rules) == sorted(rules))
    print("sample-2024" in plugins.names("lzeval.frameworks"))
    print(plugins.find("lzeval.rules", "tolerance").kind)
    """
    assert "True True True\nTrue\ntolerance" == run(dedented(code))


def dedented(code: str) -> str:
    """Take the margin off a program."""
    return "\n".join(line.removeprefix("    ") for line in code.strip("\n").split("\n"))


def test_nothing_is_imported_before_it_is_asked_for(run: Callable[..., str]) -> None:
    """Naming the plug-ins loads none of them."""
    code = """
    import sys
    from lzeval import plugins
    plugins.names("lzeval.rules"), plugins.names("lzeval.frameworks")
    print("lzeval_sample" in sys.modules)
    plugins.find("lzeval.rules", "tolerance")
    for name in ("tolerance", "edition"):
        print(f"lzeval_sample.{name}" in sys.modules)
    """
    assert "False\nTrue\nFalse" == run(dedented(code))


def test_an_evaluation_is_scored_by_a_plugin(run: Callable[..., str]) -> None:
    """96 of 100 is within the tolerance, 19 of 20 at it, and 76 of 100 earn 0.8."""
    code = """
    from lzeval import Evaluation, Indicator, IndicatorTree, Project, Target
    evaluation = Evaluation(
        project=Project("项目"),
        framework="sample-2024",
        tree=IndicatorTree.of(*(Indicator(name, weight=10) for name in "甲乙丙")),
        targets=[Target.of(">=", 100, indicator=name) for name in "甲乙丙"],
        outcomes={"甲": 96, "乙": 95, "丙": 76},
    )
    card = evaluation.evaluate()
    print(*(line.points for line in card.lines), card.total.points, card.grade)
    print(card.framework.name.to("en"))
    """
    assert "10.00 10.00 8.00 28.00 合格\nSample framework" == run(dedented(code))


def test_a_plugin_writes_a_report(run: Callable[..., str]) -> None:
    """One file with a renderer makes a format, found by its name and its suffix."""
    code = """
    import lzeval
    from lzeval.render import format_of, render
    from lzeval.testing import check_renderer
    from lzeval.render import renderer
    check_renderer(renderer("outline", indent="-"))
    card = lzeval.cases.load("longchi-2022").evaluate()
    print(format_of("report.outline"))
    print(*render(card, "outline").text.splitlines()[:2], sep="\\n")
    """
    expected = "outline\n劳动所项目绩效评价报告\n  一、基本情况"
    assert expected == run(dedented(code))


def test_the_plugin_keeps_the_contracts(run: Callable[..., str]) -> None:
    """What the package offers passes the checks for plug-in authors."""
    code = """
    from lzeval import plugins, testing
    testing.check_rule(plugins.find("lzeval.rules", "tolerance")(down_to="0.9"))
    framework = plugins.find("lzeval.frameworks", "sample-2024")()
    testing.check_framework(framework, examples=10)
    print("kept")
    """
    assert "kept" == run(dedented(code))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_the_rule_of_the_sample(root: Path, language: str) -> None:
    """What the how-to prints is the one file that the sample package adds."""
    page = root / "docs" / language / "how-to" / "own-rule.md"
    shown = page.read_text("utf-8").partition("```python\n")[2].partition("\n```")[0]
    module = root / "tests/plugins/sample/src/lzeval_sample/tolerance.py"
    assert module.read_text("utf-8").rstrip() == shown


def test_a_rule_of_a_stranger_is_lowered(run: Callable[..., str]) -> None:
    """It has a plan like any other, and is read from a file by its kind."""
    code = """
    import lzeval as lz
    text = '{"lzeval": "1", "kind": "tree", "rows": [{"name": "甲", "weight": 10,'
    text += '"rule": {"kind": "tolerance", "down_to": "0.9"}}]}'
    rule = lz.loads(text).leaves[0].rule
    print(rule.plan(None).at((81, 100)), rule.points(100, 81, weight=10))
    """
    assert "(810, 900) 9.00" == run(dedented(code))


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("1", "False True"), ("yes", "False True"), ("0", "True True"), ("", "True True")],
)
def test_plugins_can_be_hidden(
    run: Callable[..., str], setting: str, expected: str
) -> None:
    """``LZEVAL_NO_PLUGINS`` leaves what comes with lzeval itself."""
    code = """
    from lzeval import plugins
    rules = plugins.names("lzeval.rules")
    print("tolerance" in rules, "proportional" in rules)
    """
    assert expected == run(dedented(code), LZEVAL_NO_PLUGINS=setting)


def test_what_is_hidden_is_not_found(run: Callable[..., str]) -> None:
    """A hidden plug-in is as unknown as one that was never installed."""
    code = SHOW_ERROR.format('plugins.find("lzeval.rules", "tolerance")')
    assert run(code, LZEVAL_NO_PLUGINS="1").startswith(
        "UnknownNameError: no rule 'tolerance'; known: all-of, all-or-nothing, awarded"
    )


@pytest.mark.parametrize(
    "call", ['names("lzeval.rules")', 'find("lzeval.rules", "bands")']
)
def test_two_claims_to_one_name_are_refused(
    run: Callable[..., str], installing: Callable[..., None], call: str
) -> None:
    """Which of the two counts must not depend on the order of the folders."""
    installing("another", rules={"tolerance": "another:Tolerance"})
    said = run(SHOW_ERROR.format(f"plugins.{call}"))
    assert said.startswith(
        "PluginError: plug-in 'tolerance' of lzeval.rules: claimed by "
    )
    assert {"another:Tolerance", "lzeval_sample.tolerance:Tolerance"} == {
        *said.partition("claimed by ")[2].split(" and by ")
    }


def test_a_builtin_name_cannot_be_taken_over(
    run: Callable[..., str], installing: Callable[..., None]
) -> None:
    """Nobody replaces a rule that comes with lzeval."""
    installing("another", rules={"proportional": "another:Generous"})
    said = run(SHOW_ERROR.format('plugins.find("lzeval.rules", "proportional")'))
    assert said.startswith(
        "PluginError: plug-in 'proportional' of lzeval.rules: claimed"
    )
    code = """
    from lzeval import plugins
    print(plugins.find("lzeval.rules", "proportional"))
    """
    hidden = run(dedented(code), LZEVAL_NO_PLUGINS="1")
    assert "<class 'lzeval.scoring.rules.proportional.Proportional'>" == hidden


def test_the_same_claim_twice_is_one(
    run: Callable[..., str], installing: Callable[..., None]
) -> None:
    """A package that is found twice, on two paths, is one package."""
    same = {"tolerance": "lzeval_sample.tolerance:Tolerance"}
    installing("lzeval-sample-again", rules=same)
    code = """
    from lzeval import plugins
    print(plugins.find("lzeval.rules", "tolerance").kind)
    """
    assert "tolerance" == run(dedented(code))


@pytest.mark.parametrize("value", ["nowhere:Rule", "lzeval_sample.tolerance:Nothing"])
def test_a_broken_plugin_says_so(
    run: Callable[..., str], installing: Callable[..., None], value: str
) -> None:
    """What cannot be loaded fails when it is asked for, and only then."""
    installing("broken", rules={"broken": value})
    code = SHOW_ERROR.format(
        'plugins.names("lzeval.rules"); plugins.find("lzeval.rules", "broken")'
    )
    assert run(code).startswith(
        "PluginError: plug-in 'broken' of lzeval.rules: could not be loaded: "
    )


def test_an_unknown_name_gets_a_suggestion() -> None:
    """A slip of the pen is met with the name that comes close."""
    with pytest.raises(UnknownNameError, match="did you mean 'proportional'"):
        plugins.find("lzeval.rules", "proportionl")


def test_an_empty_group_has_no_names() -> None:
    """A group that nobody adds to is empty, not an error."""
    assert () == plugins.names("lzeval.nothing")
    assert all(group.startswith("lzeval.") for group in plugins.GROUPS)


def test_a_check_of_a_stranger_is_asked(run: Callable[..., str]) -> None:
    """It is selected, set, ignored and explained like those that come with lzeval."""
    code = """
    from lzeval import audit
    from lzeval.audit import check
    from lzeval.render import render
    from lzeval.report import check_document
    one = check("XC101")
    [found] = audit(one.fires, select=["responsible-*"])
    print(found.code, found.place, found.message.to("en"))
    print(audit(one.passes).verdict(one.name))
    config = {one.name: {"shortest": 99}}
    print(len(audit(one.passes, select=[one.code], config=config)))
    print(audit(one.fires, ignore={"XC101": "why"}).ignored)
    print("article 12" in render(check_document(one, "en"), "markdown").text)
    """
    assert [
        "XC101 row 0 target ≥100人, result 80人; nobody is named as responsible",
        "passed",
        "1",
        "{'responsible-not-named': 'why'}",
        "True",
    ] == run(dedented(code)).splitlines()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_the_check_of_the_sample(root: Path, language: str) -> None:
    """What the how-to prints is the one file that the sample package adds."""
    page = root / "docs" / language / "how-to" / "own-check.md"
    shown = page.read_text("utf-8").partition("```python\n")[2].partition("\n```")[0]
    module = root / "tests/plugins/sample/src/lzeval_sample/responsible.py"
    assert module.read_text("utf-8").rstrip() == shown


def test_a_plugin_reads_files(run: Callable[..., str]) -> None:
    """One file with a reader makes a format, found by its content."""
    code = """
    import io
    import lzeval
    from lzeval.readers import reader
    from lzeval.testing import check_reader
    rows = ["LEDGER 1", "2023年自评表", "三级指标;指标值;完成值;分值;得分"]
    data = "\\n".join([*rows, "培训人数;≥100人;98人;10;9.8"]).encode()
    check_reader(reader("ledger"), data, examples=20)
    form = lzeval.read_one(io.BytesIO(data))
    print(form.title, form.year, form.places["indicators/0/score"])
    """
    expected = "2023年自评表 2023 line 4, field 5"
    assert expected == run(dedented(code))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_the_reader_of_the_sample(root: Path, language: str) -> None:
    """What the how-to prints is the one file that the sample package adds."""
    page = root / "docs" / language / "how-to" / "own-reader.md"
    shown = page.read_text("utf-8").partition("```python\n")[2].partition("\n```")[0]
    module = root / "tests/plugins/sample/src/lzeval_sample/ledger.py"
    assert module.read_text("utf-8").rstrip() == shown
