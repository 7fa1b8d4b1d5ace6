"""The settings of an audit, in a file and in code."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from lzeval.audit import AuditConfig, Severity, audit, check, checks, load_config
from lzeval.errors import InvalidFileError, UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

WITH_OPTIONS = next(one for one in checks() if one.options)
OPTION = next(iter(WITH_OPTIONS.options))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is written."""
    return tmp_path / "lzeval.toml"


def test_a_file_says_what_code_can_say(path: Path) -> None:
    """Every setting of the file is a field, figures exact."""
    path.write_text(
        "[audit]\n"
        'select = ["LZ1*", "LZ5*"]\n'
        'framework = "mof-2020-self"\n'
        'fail_on = "warning"\n'
        "[audit.ignore]\n"
        'weights-do-not-sum = "分值另行公布"\n'
        f"[audit.options.{WITH_OPTIONS.name}]\n"
        f'{OPTION} = "1.35"\n',
        "utf-8",
    )
    assert AuditConfig(
        select=["LZ1*", "LZ5*"],
        framework="mof-2020-self",
        fail_on=Severity.WARNING,
        ignore={"weights-do-not-sum": "分值另行公布"},
        options={WITH_OPTIONS.name: {OPTION: Decimal("1.35")}},
    ) == load_config(path)


def test_the_selection_follows(path: Path) -> None:
    """What is ignored is not asked, and the report says why."""
    path.write_text('[audit.ignore]\nLZ103 = "未公布总分"\n', "utf-8")
    selection = load_config(path).selection
    report = audit(check("LZ103").fires, selection=selection)
    assert {"total-does-not-add-up": "未公布总分"} == report.ignored


def test_an_empty_file_changes_nothing(path: Path) -> None:
    """Without a word all checks are asked."""
    path.write_text("", "utf-8")
    assert AuditConfig() == load_config(path)
    assert checks() == tuple(one for one, _ in AuditConfig().selection.chosen)


def test_every_problem_is_named(path: Path) -> None:
    """Unknown checks and options are all said in one error, with their places."""
    path.write_text(
        "[audit]\n"
        'select = ["LZ9??", "LZ101"]\n'
        "[audit.ignore]\n"
        'weights-do-not-sm = "错字"\n'
        "[audit.options.nothing]\n"
        "limit = 1\n"
        f"[audit.options.{WITH_OPTIONS.name}]\n"
        "nothing = 1\n",
        "utf-8",
    )
    with pytest.raises(InvalidFileError) as caught:
        load_config(path)
    assert [
        "$.audit.select[0]",
        "$.audit.ignore.weights-do-not-sm",
        "$.audit.options.nothing",
        f"$.audit.options.{WITH_OPTIONS.name}.nothing",
    ] == [problem.place for problem in caught.value.problems]
    assert "did you mean 'weights-do-not-sum'" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[audti]\n", "$.audti"),
        ("[audit]\nselct = []\n", "$.audit.selct"),
        ('[audit]\nfail_on = "never"\n', "$.audit.fail_on"),
        ("[audit]\nselect = 1\n", "$.audit.select"),
    ],
)
def test_what_is_no_setting_is_refused(path: Path, text: str, place: str) -> None:
    """A misspelt key or a value of another kind is an error, never passed over."""
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidFileError) as caught:
        load_config(path)
    assert place in [problem.place for problem in caught.value.problems]


def test_code_is_as_strict() -> None:
    """A selection made in code refuses unknown names as well."""
    with pytest.raises(UnknownNameError):
        _ = AuditConfig(select="nothing").selection


def test_checks_are_listed_before_and_after_use() -> None:
    """The function keeps its name though the checks lie in a package called so too."""
    code = (
        "from lzeval import audit; first = audit.checks(); "
        "print(first == audit.checks() and len(first) > 1)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"True" == done.stdout.strip()
