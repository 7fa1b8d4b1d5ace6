"""The 37 published forms, every row of which was read by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lzeval.notation import (
    Reading,
    ReadingKind,
    Remark,
    Unit,
    is_met,
    read_outcome,
    read_target,
)

CASES = Path(__file__).parents[1] / "data" / "cases"


class Row(NamedTuple):
    """One indicator row of a form: what is printed, and what it means."""

    place: str
    printed: dict[str, Any]
    gold: dict[str, Any]
    target: Reading
    outcome: Reading


def read_rows() -> list[Row]:
    """Read every row of every case."""
    rows: list[Row] = []
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        for gold in case["gold"]["rows"]:
            printed = case["indicators"][gold["i"]]
            name = printed["level3"]
            cells = printed.get("target_cells") or printed["target_text"] or ""
            target = read_target(cells, name=name)
            actual = printed["actual_text"] or ""
            outcome = read_outcome(actual, name=name, target=target)
            place = f"{case['id']}-{gold['i']}"
            rows.append(Row(place, printed, gold, target, outcome))
    return rows


ROWS = read_rows()
CLEAR = [row for row in ROWS if not row.gold["ambiguous"]]


def misses(row: Row) -> dict[str, tuple[object, object]]:
    """Name the facts of a row that were read otherwise: what is meant, what came."""
    target, outcome, gold = row.target, row.outcome, row.gold
    facts = {
        "target kind": (gold["target"]["kind"], target.kind),
        "comparator": (gold["target"]["comparator"], target.comparator),
        "target value": (number(gold["target"]["value"]), target.value),
        "target unit": (gold["target"]["unit"], target.unit),
        "target date": (gold["target"]["date_by"], iso(target)),
        "target level": (gold["target"]["level"], target.phrase),
        "outcome kind": (gold["outcome"]["kind"], outcome.kind),
        "outcome value": (number(gold["outcome"]["value"]), outcome.value),
        "outcome unit": (gold["outcome"]["unit"], outcome.unit),
        "outcome date": (gold["outcome"]["date"], iso(outcome)),
        "outcome phrase": (gold["outcome"]["phrase"], outcome.phrase),
        "copied bound": (gold["outcome"]["repeats_target"], outcome.repeats_target),
        "met": (gold["meets_target"], is_met(target, outcome)),
    }
    return {name: pair for name, pair in facts.items() if pair[0] != pair[1]}


def number(text: str | None) -> Decimal | None:
    """Read a figure of the annotations."""
    return None if text is None else Decimal(text)


def iso(reading: Reading) -> str | None:
    """Write the date of a reading as the annotations do."""
    return None if reading.date is None else reading.date.iso()


def completion_rate(target: Reading, outcome: Reading) -> Fraction | None:
    """Divide result by target, a bare result being in the target's unit."""
    if {target.kind, outcome.kind} != {ReadingKind.QUANTITY} or not target.value:
        return None
    if target.comparator in {"<=", "<", "between"} or outcome.repeats_target:
        return None
    if {Remark.LESS_IS_BETTER, Remark.FIXED_STANDARD} & {*target.remarks}:
        return None
    factor = Fraction(1)
    if outcome.unit is None:
        factor = Fraction(target.scale if outcome.scale == 1 else 1)
    elif target.unit is not None:
        actual, wanted = Unit.of(outcome.unit), Unit.of(target.unit)
        if actual.family != wanted.family:
            return None
        factor = actual.factor / wanted.factor
    assert outcome.value is not None
    return Fraction(outcome.value) * factor / Fraction(target.value)


def test_all_rows_are_there() -> None:
    """The forms have 250 rows, 230 of which allow one reading only."""
    assert (250, 230) == (len(ROWS), len(CLEAR))


def test_clear_rows_are_read_as_annotated() -> None:
    """At least 99 % of the unambiguous rows are right in every fact."""
    wrong = {row.place: misses(row) for row in CLEAR if misses(row)}
    assert len(wrong) <= len(CLEAR) // 100, wrong


def test_most_doubtful_rows_are_read_as_annotated() -> None:
    """Of the ambiguous rows at least three quarters are right in every fact."""
    doubtful = [row for row in ROWS if row.gold["ambiguous"]]
    wrong = {row.place: misses(row) for row in doubtful if misses(row)}
    assert 4 * len(wrong) <= len(doubtful), wrong


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.place)
def test_completion_rates_are_exact(row: Row) -> None:
    """The readings give the completion rate of the annotations, where there is one."""
    rate = row.gold["completion_rate"]
    if rate is not None:
        assert Fraction(rate) == completion_rate(row.target, row.outcome)


def test_no_rate_is_invented() -> None:
    """Where the annotations give no rate, the readings give none either."""
    without = [row for row in CLEAR if row.gold["completion_rate"] is None]
    invented = [
        row.place
        for row in without
        if completion_rate(row.target, row.outcome) is not None
    ]
    # 012-5 is a cost only by the group it stands in, which a cell does not know.
    assert ["012-5"] == invented


def test_the_check_notices_a_miss() -> None:
    """A row that is read otherwise is counted as a miss."""
    row = next(row for row in CLEAR if row.target.value == 50)
    changed = row._replace(target=row.target._replace(unit="次"))
    assert {"target unit": ("个", "次")} == misses(changed)
