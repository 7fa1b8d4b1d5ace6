"""What keeps a build from being published is noticed."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

METADATA = """\
Metadata-Version: 2.4
Name: lzeval
Version: 1.2.3
Summary: of a test
Author: nobody
License-Expression: Apache-2.0
Keywords: test
Requires-Python: >=3.11

Described.
"""
INFO = "lzeval-1.2.3.dist-info"
PROJECT: dict[str, Any] = {
    "name": "lzeval",
    "version": "1.2.3",
    "license-files": ["LICENSE", "NOTICE"],
    "dependencies": ["attrs>=25.4"],
}
FILES = {
    "lzeval/__init__.py": "",
    f"{INFO}/METADATA": METADATA,
    f"{INFO}/licenses/LICENSE": "",
    f"{INFO}/licenses/NOTICE": "",
}
BILL: dict[str, Any] = {
    "metadata": {"component": {"name": "lzeval", "version": "1.2.3"}},
    "components": [{"name": "attrs", "licenses": [{"license": {"id": "MIT"}}]}],
}


@pytest.fixture
def check(ci_script: Callable[[str], ModuleType]) -> ModuleType:
    """The program that looks at a build."""
    return ci_script("release_check")


@pytest.fixture
def wheel(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Write a wheel with some files."""

    def write(files: dict[str, str]) -> Path:
        path = tmp_path / "lzeval-1.2.3-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path

    return write


def test_a_wheel_in_order(
    check: ModuleType, wheel: Callable[[dict[str, str]], Path]
) -> None:
    """Of a wheel that has all it needs there is nothing to say."""
    assert [] == check.wheel_problems(wheel(FILES), PROJECT)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"tests/test_x.py": ""}, "tests/test_x.py: does not belong to the package"),
        ({"lzeval/a.ttf": ""}, "lzeval/a.ttf: files of this kind are not expected"),
        ({"lzeval/a.po": ""}, "lzeval/a.po: files of this kind are not expected"),
        ({"lzeval/a.txt": "x" * 2_000_000}, r".*: \d+ bytes, the limit is 2000000"),
        (
            {f"{INFO}/METADATA": METADATA.replace("Keywords: test\n", "")},
            "Keywords is missing",
        ),
        (
            {f"{INFO}/METADATA": METADATA.replace("1.2.3", "1.2.4")},
            "version 1.2.4 is not 1.2.3",
        ),
        (
            {f"{INFO}/METADATA": METADATA.replace("Described.\n", "")},
            "the description is empty",
        ),
    ],
)
def test_a_wheel_out_of_order(
    changed: dict[str, str],
    told: str,
    check: ModuleType,
    wheel: Callable[[dict[str, str]], Path],
) -> None:
    """Each thing that is wrong with a wheel is named."""
    (problem,) = check.wheel_problems(wheel({**FILES, **changed}), PROJECT)
    assert re.fullmatch(told, problem)


def test_a_notice_must_be_in_the_wheel(
    check: ModuleType, wheel: Callable[[dict[str, str]], Path]
) -> None:
    """A licence file that the project names is published."""
    files = {name: text for name, text in FILES.items() if "NOTICE" not in name}
    told = ["NOTICE: is not in the wheel"]
    assert told == check.wheel_problems(wheel(files), PROJECT)


def test_two_builds_are_compared_byte_for_byte(
    check: ModuleType, tmp_path: Path
) -> None:
    """A file that differs, or is missing, is named."""
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
        (folder / "same.whl").write_bytes(b"same")
    assert [] == check.differences(here, there)
    (here / "same.whl").write_bytes(b"Same")
    (here / "more.tar.gz").write_bytes(b"")
    assert [
        "more.tar.gz: another build gives other bytes",
        "same.whl: another build gives other bytes",
    ] == check.differences(here, there)


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        (BILL, []),
        (
            {**BILL, "metadata": {"component": {"name": "x", "version": "1"}}},
            ["the bill of materials is about x"],
        ),
        ({**BILL, "components": []}, ["attrs: is not in the bill of materials"]),
        (
            {**BILL, "components": [{"name": "attrs"}]},
            ["attrs: has no licence in the bill of materials"],
        ),
    ],
)
def test_the_bill_of_materials(
    bill: dict[str, Any], told: list[str], check: ModuleType, tmp_path: Path
) -> None:
    """It is about this version, and names all that it needs with their licences."""
    path = tmp_path / "bill.json"
    path.write_text(json.dumps(bill), "utf-8")
    assert told == check.sbom_problems(path, PROJECT)


def test_the_tools_of_a_release_are_pinned(root: Path) -> None:
    """A new release of a tool does not turn the checks red by itself."""
    text = (root / ".ci" / "requirements-release.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    assert all(re.fullmatch(r"[\w-]+==[\d.]+", line) for line in lines)


def test_the_version_stands_in_one_place(root: Path, project_files: list[Path]) -> None:
    """No file but the project file and the changelog says which version this is."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    said = re.compile(
        rf"(?:__version__|version) *= *\"{re.escape(project['version'])}\""
    )
    found = [
        path.relative_to(root).as_posix()
        for path in project_files
        if path.suffix in {".py", ".toml", ".cfg", ".yml"}
        if said.search(path.read_text("utf-8"))
    ]
    assert ["pyproject.toml"] == found


def test_data_of_the_package_have_a_notice(
    root: Path, project_files: list[Path]
) -> None:
    """Every folder with more than Python in it is named, with where it is from."""
    notice = (root / "NOTICE").read_text("utf-8")
    named = [root / line for line in notice.splitlines() if line.startswith("src/")]
    source = root / "src" / "lzeval"
    data = {
        path
        for path in project_files
        if path.is_relative_to(source) and path.suffix not in {".py", ".typed"}
    }
    assert data
    assert set() == {
        path.relative_to(root).as_posix()
        for path in data
        if not any(path.is_relative_to(folder) for folder in named)
    }
    assert all(any(p.is_relative_to(folder) for p in data) for folder in named)
