"""
Forms that no check was written for, with findings that were worked out by hand.

Each file says in a line what it is about, and gives the cells of a form of one of the
layouts in use. Cells are set apart by bars: ``~`` is a cell that is not visible, ``^``
one that is merged with the cell above, and nothing is a blank. Rows hold first level,
its weight, second level, indicator, target, result, weight, score, and where it is
printed a note and the target's own cells; rows of money the name, initial, adjusted and
executed amounts, and the unit if it is not 万元.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lzeval.audit import audit, checks
from lzeval.forms import Form, from_plain

FILES = sorted((Path(__file__).parents[1] / "data" / "audit").glob("*.toml"))
ROW = (
    *("level1", "level1_weight", "level2", "level3", "target_text", "actual_text"),
    *("weight", "score", "note", "target_cells"),
)
MONEY = ("name", "initial", "adjusted", "executed", "unit")
EXECUTION = ("weight", "rate_as_printed", "score_as_printed")
NAMED = frozenset(
    [
        *("weights-do-not-sum", "total-does-not-add-up", "score-above-weight"),
        *("score-exceeds-proportional", "score-below-proportional", "rate-misprinted"),
        *("budget-score-mismatch", "zero-budget-total-with-nonzero-parts", "overspent"),
        *("over-completion", "actual-repeats-target", "unit-mismatch"),
        *("target-without-value", "met-without-value", "placeholder-left"),
        *("comparator-against-sense", "missing-satisfaction", "missing-actual"),
        *("missing-score", "duplicate-budget-weight", "output-benefit-share-below-60"),
        "execution-score-missing",
    ]
)


def _lines(text: str, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Take rows of cells apart."""
    above: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        cells = [above[at] if cell == "^" else cell for at, cell in enumerate(cells)]
        above = cells
        yield {name: c for name, c in zip(names, cells, strict=False) if c != "~"}


def _form(data: dict[str, Any]) -> Form:
    """Make the form that a file tells of."""
    money = [{"unit": "万元"} | row for row in _lines(data.get("budget", ""), MONEY)]
    rows = list(_lines(data.get("rows", ""), ROW))
    for row in rows:
        row.setdefault("note", "")
        if "target_cells" in row:
            row["target_cells"] = row["target_cells"].split(";")
    execution, *_ = _lines(data.get("execution", "~"), EXECUTION)
    plain = {
        "title": data.get("title", "项目支出绩效自评表"),
        "form": data["form"],
        "complete": data["complete"],
        "budget": {"rows": money, **execution},
        "indicators": rows,
        "year": data.get("year"),
        "issuer": data.get("issuer"),
        "total_as_printed": data.get("total"),
        "grade_as_printed": data.get("grade"),
    }
    return from_plain(plain)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_findings_are_those_of_a_careful_reader(path: Path) -> None:
    """All that the figures show is found, and nothing that a reader would deny."""
    data = tomllib.loads(path.read_text("utf-8"))
    found = {
        f"{finding.name} {finding.part if finding.row is None else finding.row}"
        for finding in audit(_form(data), select=NAMED)
    }
    expected = set(data["expected"])
    assert set() == expected - found, data["about"]
    assert set() == found - expected - set(data["possible"]), data["about"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_findings_are_of_checks_that_exist(path: Path) -> None:
    """A finding worked out by hand is under the name of a check."""
    data = tomllib.loads(path.read_text("utf-8"))
    names = {mark.split()[0] for mark in (*data["expected"], *data["possible"])}
    assert set() == names - NAMED
    assert names <= {check.name for check in checks()}
