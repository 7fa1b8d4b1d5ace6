"""The files around the code agree with each other."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

PINNED = re.compile(r"uses:\s*(?P<action>\S+)@(?P<ref>\S+)(?P<comment>\s+# v\d+\S*)?")
HASH = re.compile(r"[0-9a-f]{40}")
# With classes of one letter, or this file would be found itself.
PRIVATE = re.compile(
    r"(?<![\w.}])/(?:ho[m]e|mn[t]|op[t]|roo[t]|User[s]|wor[k])/[\w.]"
    r"|[f]ile:///|[f]ind-links|[i]ndex-url|[t]rusted-host"
)


@pytest.fixture(scope="session")
def project(root: Path) -> dict[str, object]:
    """The project table of the project file."""
    text = (root / "pyproject.toml").read_text("utf-8")
    table = tomllib.loads(text)["project"]
    assert isinstance(table, dict)
    return table


def test_readme_has_the_main_command(
    root: Path, ci_script: Callable[[str], ModuleType]
) -> None:
    """The README sets up and writes the report of the case in one command."""
    expected = (
        "python3 -m venv .venv && .venv/bin/pip install -q . && "
        ".venv/bin/lzeval report longchi-2022 -o longchi-2022.html"
    )
    readme = (root / "README.md").read_text("utf-8")
    assert expected == ci_script("readme_command").command(readme, "main-job")


def test_readme_has_the_test_command(
    root: Path, ci_script: Callable[[str], ModuleType]
) -> None:
    """The README sets up and passes the tests in one command."""
    expected = (
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[all,test]' && "
        ".venv/bin/pytest -q"
    )
    readme = (root / "README.md").read_text("utf-8")
    assert expected == ci_script("readme_command").command(readme, "tests")


@pytest.mark.parametrize("copies", [0, 2])
def test_a_command_must_be_marked_once(
    copies: int, ci_script: Callable[[str], ModuleType]
) -> None:
    """A marker that is there never or twice is an error, not an empty command."""
    readme = "<!-- ci: x -->\n```sh\ntrue\n```\n" * copies
    with pytest.raises(LookupError, match=f"{copies} marked blocks"):
        ci_script("readme_command").command(readme, "x")


def coverage_report(covered: int, branches: int) -> dict[str, object]:
    """Make a report with ten statements and ten branches in each room of the core."""
    summary = {
        "covered_lines": covered,
        "num_statements": 10,
        "covered_branches": branches,
        "num_branches": 10,
    }
    rooms = ["model", "notation", "scoring"]
    return {"files": {f"src/lzeval/{r}/x.py": {"summary": summary} for r in rooms}}


@pytest.mark.parametrize(
    ("covered", "branches", "missed"),
    [
        (10, 10, []),
        (10, 9, ["model", "notation", "scoring"]),
        (9, 9, ["overall", "model", "notation", "scoring"]),
    ],
)
def test_coverage_gate(
    covered: int,
    branches: int,
    missed: list[str],
    ci_script: Callable[[str], ModuleType],
) -> None:
    """One branch missed fails a room of the core; a tenth of all fails the whole."""
    report = coverage_report(covered, branches)
    failures = ci_script("coverage_gate").failures(report)
    assert missed == [line.partition(":")[0] for line in failures]


def test_coverage_gate_wants_the_core_measured(
    ci_script: Callable[[str], ModuleType],
) -> None:
    """A room that was not measured at all does not count as covered."""
    failures = ci_script("coverage_gate").failures({"files": {}})
    assert all("nothing was measured" in line for line in failures)
    assert 4 == len(failures)


def test_every_stage_of_the_checks_exists(root: Path) -> None:
    """What `.ci/run` runs in order are the stages that it defines, all of them."""
    text = (root / ".ci" / "run").read_text("utf-8")
    [names] = re.findall(r"^stages=\(([^)]*)\)", text, re.MULTILINE)
    defined = re.findall(r"^stage_(\w+)\(\) \{", text, re.MULTILINE)
    assert sorted(defined) == sorted(names.split())


def test_changelog_has_the_current_version(
    root: Path, project: dict[str, object]
) -> None:
    """The changelog has a heading for the version of the project file."""
    changelog = (root / "CHANGELOG.md").read_text("utf-8")
    assert f"\n## [{project['version']}]" in changelog


def test_all_is_the_union_of_what_users_want(project: dict[str, object]) -> None:
    """The extra `all` asks for every extra but contributors' and clusters'."""
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    wanted = sorted({*extras} - {"all", "dev", "docs", "test"} - {"ibis", "spark"})
    assert [f"lzeval[{','.join(wanted)}]"] == extras["all"]


def test_run_time_dependencies_are_three(project: dict[str, object]) -> None:
    """The package itself needs attrs, babel and cattrs."""
    needed = project["dependencies"]
    assert isinstance(needed, list)
    assert ["attrs", "babel", "cattrs"] == [re.split(r"\W", n)[0] for n in needed]


def test_actions_are_pinned_by_hash(root: Path) -> None:
    """Workflows name actions by full commit hash, with the version as a comment."""
    folder = root / ".github" / "workflows"
    used = [
        match
        for path in sorted(folder.glob("*.yml"))
        for match in PINNED.finditer(path.read_text("utf-8"))
    ]
    assert used
    assert [] == [
        match["action"]
        for match in used
        if not HASH.fullmatch(match["ref"]) or not match["comment"]
    ]


def test_workflows_ask_for_few_rights(root: Path) -> None:
    """A workflow has no rights but those that a job asks for."""
    folder = root / ".github" / "workflows"
    granted = {
        path.name: yaml.safe_load(path.read_text("utf-8"))["permissions"]
        for path in sorted(folder.glob("*.yml"))
    }
    assert all(rights == {} for rights in granted.values()), granted


def test_hooks_run_the_linters_of_the_checks(
    root: Path, project: dict[str, object]
) -> None:
    """The commit hooks install exactly the versions that the checks use."""
    hooks = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))
    installed = {
        requirement
        for repository in hooks["repos"]
        for hook in repository["hooks"]
        for requirement in hook.get("additional_dependencies", [])
    }
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    assert installed
    assert set() == installed - {*extras["dev"]}


def test_no_private_places(root: Path, project_files: list[Path]) -> None:
    """No file names a folder of somebody's machine or a package mirror."""
    found: list[str] = []
    for path in project_files:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}: {m[0]}" for m in PRIVATE.finditer(text)]
    assert [] == found


@pytest.mark.parametrize(
    ("half", "other"), [("/", "root/x"), (" /", "home/me/"), ("--index", "-url x")]
)
def test_a_private_place_is_noticed(half: str, other: str) -> None:
    """The pattern above finds what it looks for."""
    assert PRIVATE.search(half + other)


def test_json_files_are_utf8_without_bom(project_files: list[Path]) -> None:
    """Every JSON file of the project parses as plain UTF-8."""
    for path in project_files:
        if path.suffix == ".json":
            json.loads(path.read_bytes().decode("utf-8"))
