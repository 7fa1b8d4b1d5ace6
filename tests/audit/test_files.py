"""Files are audited one after the other, and none stops the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from lzeval import forms
from lzeval.audit import Audited, Selection, audit_files, check, find_files

if TYPE_CHECKING:
    from pathlib import Path

WRONG = check("total-does-not-add-up").fires


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with forms, other files, and a file that is no form."""
    (tmp_path / "2023" / ".hidden").mkdir(parents=True)
    for name in ("b.json", "a.json", "2023/c.json", ".d.json", "2023/.hidden/e.json"):
        (tmp_path / name).write_text(forms.dumps(WRONG), "utf-8")
    (tmp_path / "notes.txt").write_text("no form")
    (tmp_path / "2023" / "broken.json").write_text("{")
    return tmp_path


def names(folder: Path, *places: str) -> list[str]:
    """What is found, seen from the folder."""
    found = find_files(*(f"{folder}/{place}" for place in places))
    return [name.removeprefix(f"{folder}/") for name in found]


def test_folders_are_searched_with_all_below(folder: Path) -> None:
    """Forms come sorted; hidden files and other kinds are left out."""
    assert ["a.json", "b.json", "2023/broken.json", "2023/c.json"] == [
        name.removeprefix("/") for name in names(folder, "")
    ]


def test_patterns_and_what_is_not_there(folder: Path) -> None:
    """A pattern is spelled out; what leads nowhere is kept, to be reported."""
    assert ["a.json", "b.json"] == names(folder, "*.json")
    assert ["none*.json", "gone.json"] == names(folder, "none*.json", "gone.json")
    assert ["b.json", "b.json"] == names(folder, "b.json", "[b].json")


def test_a_bad_file_is_reported_and_stops_nothing(folder: Path) -> None:
    """Every file has its answer, whatever is wrong with it."""
    places = [f"{folder}/2023", f"{folder}/gone.json", f"{folder}/a.json"]
    broken, sound, gone, last = audit_files(find_files(*places))
    assert "not JSON" in (broken.error or "")
    assert str(folder) not in (broken.error or "")
    assert "No such file or directory" == gone.error
    for one in (sound, last):
        assert one.report is not None
        assert "total-does-not-add-up" in {finding.name for finding in one.report}


def test_other_contents_are_refused() -> None:
    """A tree is no form; a loader that breaks costs only its own file."""

    def load(source: str) -> object:
        if source == "tree":
            return ("a", "tree")
        raise RecursionError(source)

    assert [
        "expected a form, an evaluation or a scorecard, got tuple",
        "RecursionError: deep",
    ] == [one.error for one in audit_files(["tree", "deep"], load=load)]


def test_the_next_file_is_read_when_it_is_asked_for(folder: Path) -> None:
    """Nothing is read ahead, so that any number of files fits in memory."""
    read: Counter[str] = Counter()

    def load(source: str) -> object:
        read[source] += 1
        return WRONG

    found = audit_files(iter([f"{folder}/a.json", "b"]), load=load)
    assert isinstance(next(found), Audited)
    assert {f"{folder}/a.json": 1} == read


def test_selection_holds_for_every_file(folder: Path) -> None:
    """Only what was asked is answered."""
    chosen = Selection(select=["LZ103"])
    [one] = audit_files([f"{folder}/a.json"], selection=chosen)
    assert one.report is not None
    assert ["LZ103"] == [answer.code for answer in one.report.answers]
