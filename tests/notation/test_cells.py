"""Hundreds of cells and their readings, worked out by hand in cells.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lzeval.notation import Reading, ReadingKind, is_met, read_outcome, read_target

CELLS = tomllib.loads(Path(__file__).with_name("cells.toml").read_text("utf-8"))


def rows(kind: str) -> list[Any]:
    """List the rows of all groups of one kind."""
    return [row for group in CELLS[kind] for row in group["rows"]]


def described(reading: Reading) -> str:
    """Write a reading in the short form of cells.toml."""
    sign = (
        f"{reading.comparator} " if reading.comparator not in {None, "between"} else ""
    )
    date = f"@{reading.date}" if reading.date else ""
    match reading.kind:
        case ReadingKind.QUANTITY:
            upper = "" if reading.upper is None else f"..{reading.upper}"
            parts = [f"{sign}{reading.value}{upper}", reading.unit or "", date]
            text = " ".join(part for part in parts if part)
        case ReadingKind.DATE:
            text = f"{sign.strip()}{date}"
        case ReadingKind.QUALITATIVE:
            text = f"words {reading.level or ''}".strip()
        case ReadingKind.MET_WITHOUT_VALUE:
            text = "done"
        case ReadingKind.NOT_APPLICABLE:
            text = "n/a"
        case ReadingKind.NONE:
            text = "none"
    return text if reading.certain else f"{text} ?"


@pytest.mark.parametrize(("cell", "expected"), rows("single"))
def test_single_cell(cell: str, expected: str) -> None:
    """A target cell is read as worked out by hand."""
    assert expected == described(read_target(cell))


@pytest.mark.parametrize(("cells", "expected"), rows("columns"))
def test_neighbouring_cells(cells: list[str], expected: str) -> None:
    """Sign, value, unit and kind may stand in columns of their own."""
    assert expected == described(read_target(cells))


@pytest.mark.parametrize(("cell", "name", "expected"), rows("named"))
def test_cell_with_name(cell: str, name: str, expected: str) -> None:
    """What stands only in the name is taken from there."""
    assert expected == described(read_target(cell, name=name))


@pytest.mark.parametrize(
    ("target", "cell", "name", "expected", "repeats", "met"), rows("result")
)
def test_result(
    target: str, cell: str, name: str, expected: str, *, repeats: bool, met: str
) -> None:
    """A result is read against its target, and judged as far as the cells allow."""
    aim = read_target(target, name=name)
    reading = read_outcome(cell, name=name, target=aim)
    judged = {True: "yes", False: "no", None: ""}[is_met(aim, reading)]
    assert (expected, repeats, met) == (
        described(reading),
        reading.repeats_target,
        judged,
    )


@pytest.mark.parametrize("cell", [row[0] for row in rows("single")])
def test_text_is_kept(cell: str) -> None:
    """A reading keeps the original text."""
    assert (cell, cell) == (read_target(cell).text, read_outcome(cell).text)
