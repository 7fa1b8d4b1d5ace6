"""What follows in a document's cells from one that is filled in is what is scored."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from lzeval import cases, forms
from lzeval.l10n import label, words_for
from lzeval.model import (
    Award,
    IndicatorGroup,
    Level,
    Outcome,
    OutcomeState,
    PartialDate,
    RollUp,
    terminating,
)
from lzeval.plugins import names
from lzeval.render import renderer
from lzeval.render._sheets import pages_of
from lzeval.report import Document, compose
from lzeval.report.document import Heading, Table
from lzeval.report.live import (
    Apply,
    Computed,
    Entry,
    Live,
    Ref,
    Value,
    Working,
    compute,
)
from lzeval.report.workings import with_workings
from lzeval.scoring import Evaluation, RoundingOrder, Scorecard
from lzeval.testing import evaluations

WORDS = words_for("zh_CN")
NOUGHT = dt.date(1899, 12, 30)
DASH = "—"
FORMS = ["evaluation_report", "scoring_table", "self_evaluation_form"]
CASES = Path(__file__).parents[1] / "data" / "cases"


@frozen(repr=False)
class Change:
    """A document, one entry with what is filled in, and the card that must follow."""

    document: Document
    key: str
    value: Value
    card: Scorecard
    form: str


def live_cells(document: Document) -> dict[str, Live]:
    """Give the live cells of a document by their keys."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    lives = [cell.live for table in tables for cell in table.cells]
    return {live.key: live for live in lives if live is not None and live.key}


def texts(document: Document) -> dict[str, str]:
    """Give what is printed by key."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {cell.key: cell.text for table in tables for cell in table.cells if cell.key}


def answered(
    evaluation: Evaluation, key: str, entry: Entry, value: Value
) -> Evaluation:
    """Fill a value into the evaluation itself."""
    kind, _, code = key.partition("/")
    if kind == "points":
        assert isinstance(value, Fraction)
        # Rounded, full points may stand above the maximum that an award keeps to.
        weight = evaluation.tree[code].weight
        assume(weight is None or value <= weight)
        given = {**evaluation.awards, code: (Award(terminating(value)),)}
        return evolve(evaluation, awards=given)
    if isinstance(value, str):
        levels = {label(level, WORDS): level for level in Level}
        level = levels.get(value)
        outcome = Outcome(phrase=value) if level is None else Outcome(level=level)
    elif entry.shape == "date":
        assert value is not None
        day = NOUGHT + dt.timedelta(days=int(value))
        outcome = Outcome(date=PartialDate.of(day))
    else:
        assert value is not None
        outcome = Outcome.of(terminating(value), unit_of(evaluation, code))
    return evolve(evaluation, outcomes={**evaluation.outcomes, code: outcome})


def unit_of(evaluation: Evaluation, code: str) -> object:
    """Give the unit in which a figure is filled in."""
    for owner, answers in evaluation.answers.items():
        for target, outcome in answers:
            if (target.code or owner) == code:
                if target.value is not None and target.value.unit is not None:
                    return target.value.unit
                return None if outcome.value is None else outcome.value.unit
    raise AssertionError(code)


@st.composite
def values(draw: st.DrawFn, entry: Entry) -> Value:
    """Draw what may be filled in, often near to what stands there."""
    if entry.choices:
        return draw(st.sampled_from(entry.choices))
    scale = 10**entry.digits
    low, high = int(entry.low * scale), int(entry.high * scale)
    middle = (low + high) // 2
    if isinstance(entry.value, Fraction):
        middle = int(entry.value * scale)
    near = st.integers(max(low, middle // 2), max(low, min(high, middle * 2)))
    if entry.shape == "date":
        near = st.integers(max(low, middle - 99), min(high, middle + 99))
    return Fraction(draw(near | st.integers(low, high)), scale)


@st.composite
def changes(
    draw: st.DrawFn,
    evaluation: Evaluation | None = None,
    forms: st.SearchStrategy[str] = st.sampled_from(FORMS),  # noqa: B008 - frozen
) -> Change:
    """Draw an evaluation, and one entry of its document filled in anew."""
    plain = evaluations(states=[OutcomeState.REPORTED], awarded=False)
    given = evaluation or draw(evaluations() | plain)
    form, card = draw(forms), given.evaluate()
    document = with_workings(compose(card, form=form), card)
    entries = {
        key: live
        for key, live in live_cells(document).items()
        if isinstance(live, Entry) and key.partition("/")[2] in allowed(card, key)
    }
    if not entries:
        return Change(document, "", None, card, form)
    key = draw(st.sampled_from(sorted(entries)))
    value = draw(values(entries[key]))
    after = answered(given, key, entries[key], value).evaluate()
    return Change(document, key, value, after, form)


def allowed(card: Scorecard, key: str) -> set[str]:
    """Name the codes that an evaluation takes awards, or outcomes, for."""
    if not key.startswith("points/"):
        return {key.partition("/")[2]}
    return {line.code for line in card.lines}


def recalculated(document: Document, filled: Mapping[str, Value]) -> dict[str, Value]:
    """Compute every cell of a document exactly, after some are filled in."""
    cells = live_cells(document)
    found: dict[str, Value] = {
        key: filled.get(key, cell.value)
        for key, cell in cells.items()
        if isinstance(cell, Entry)
    }
    waiting = {key: one for key, one in cells.items() if isinstance(one, Computed)}
    while waiting:
        ready = [k for k, one in waiting.items() if reads(one.working) <= found.keys()]
        assert ready, "cells that wait for one another"
        for key in ready:
            found[key] = compute(waiting.pop(key).working, found)
    return found


def reads(working: Working) -> set[str]:
    """Name the cells that a working reads."""
    match working:
        case Ref(key):
            return {key}
        case Apply(_, args):
            return set().union(*map(reads, args))
        case _:
            return set()


def printed(live: Live, value: Value) -> str:
    """Write a value as the document prints it."""
    if not isinstance(value, Fraction):
        return value or ""
    return WORDS.percent(value) if live.shape == "percent" else WORDS.number(value)


def adds_up(card: Scorecard) -> bool:
    """Whether points are added, as they are printed, and nothing else is done."""
    groups = [node.node for node in card.evaluation.tree]
    return (
        card.framework.rounding.order is RoundingOrder.LEAVES
        and card.evaluation.tree.leaf_weight is not None
        and all(
            group.rollup in {RollUp.SUM, RollUp.WEIGHTED_MEAN} and not group.selects
            for group in [*groups, card.evaluation.tree.root]
            if isinstance(group, IndicatorGroup)
        )
    )


def wrong(change: Change, found: Mapping[str, Value]) -> Iterator[str]:
    """Compare what was computed with what the card of the changed inputs says."""
    cells = live_cells(change.document)
    expected = texts(compose(change.card, form=change.form))
    for key, live in cells.items():
        if not isinstance(live, Computed) or key not in expected:
            continue  # a row of the points before conversion may not be needed now
        shown, wanted = printed(live, found[key]), expected[key]
        known = any(sign.isdigit() for sign in wanted) or key == "grade"
        if key == "grade":  # a range may lie within one grade: that is not followed
            known = isinstance(found["total"], Fraction)
        known = known and not {*"～≥"}.intersection(wanted)
        if shown == wanted or (not known and shown in {DASH, ""}):
            continue
        if shown == DASH and not adds_up(change.card):
            continue  # means and the like are shown only while nothing is changed
        if not known and not isinstance(found[key], Fraction):
            continue  # a wider range, or another word for what is not known
        yield f"{key}: {shown} instead of {wanted} after {change.key}={change.value}"


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(changes())
def test_what_is_filled_in_is_scored(change: Change) -> None:
    """After any entry is filled in, every cell says what the card says then."""
    filled = {change.key: change.value} if change.key else {}
    found = recalculated(change.document, filled)
    assert not list(wrong(change, found))


@given(evaluations())
def test_as_things_stand(evaluation: Evaluation) -> None:
    """Before anything is changed every live cell holds what is printed in it."""
    card = evaluation.evaluate()
    document = with_workings(compose(card), card)
    found, said = recalculated(document, {}), texts(document)
    for key, live in live_cells(document).items():
        assert live.value == found[key]
        if isinstance(live, Computed):
            assert said[key] == printed(live, live.value)


# --- by LibreOffice -------------------------------------------------------------------

IN_A_WORKBOOK = 15  # evaluations; LibreOffice takes its time for each file
COUNT = 300


def drawn(count: int) -> list[Change]:
    """Draw changes, the same ones at each run."""
    found: list[Change] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(changes())
    def collect(change: Change) -> None:
        found.append(change)

    collect()
    return found


def of_the_cases() -> list[Change]:
    """
    Change one figure of the Longchi case and of every published form with rows.

    The forms print points; they are scored once more by the rules alone.
    """
    found: list[Change] = []
    published = [forms.load(path).evaluation() for path in sorted(CASES.glob("*.json"))]
    scorable = [evaluation for evaluation in published if evaluation.tree.leaves]
    by_rule = [evolve(evaluation, awards={}) for evaluation in scorable]
    for evaluation in [cases.load("longchi-2022"), *scorable, *by_rule]:

        @settings(
            max_examples=1,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(changes(evaluation, st.just("self_evaluation_form")))
        def collect(change: Change) -> None:
            found.append(change)

        collect()
    return found


def rekeyed(working: Working, mark: str) -> Working:
    """Read the cells of one document among those of others."""
    match working:
        case Ref(key):
            return Ref(mark + key)
        case Apply(op, args):
            return Apply(op, tuple(rekeyed(arg, mark) for arg in args))
        case _:
            return working


def marked(live: Live | None, mark: str) -> Live | None:
    """Give a live cell keys of its own."""
    if live is None:
        return None
    if isinstance(live, Entry):
        return evolve(live, key=mark + live.key)
    return evolve(live, key=mark + live.key, working=rekeyed(live.working, mark))


def bundled(batch: list[Change]) -> Document:
    """Put the tables of several documents into one, each on a sheet of its own."""
    blocks: list[Heading | Table] = [Heading(1, "得分")]
    for number, change in enumerate(batch):
        for block in change.document.blocks:
            if isinstance(block, Table):
                parts = {
                    name: [
                        [evolve(c, live=marked(c.live, f"{number}:")) for c in row]
                        for row in rows
                    ]
                    for name, rows in (("rows", block.rows), ("footer", block.footer))
                }
                blocks.append(evolve(block, **parts))
    return Document(title="得分", blocks=[*blocks, Table(columns=["完"], rows=[])])


def write_workbooks(
    batch: list[Change], number: int, folder: Path
) -> Mapping[str, object]:
    """Write a workbook as things stand and one that is filled in; no value is kept."""
    document = bundled(batch)
    plain = folder / f"{number}-plain.xlsx"
    plain.write_bytes(renderer("xlsx")(document))
    where = {
        key: address
        for page in pages_of(document, WORDS)
        for key, address in page.addresses.items()
    }
    book = openpyxl.load_workbook(plain)
    book.save(plain)  # without the values that the formulas had
    for index, change in enumerate(batch):
        if change.key:
            sheet, row, column = where[f"{index}:{change.key}"]
            value = change.value
            filled = float(value) if isinstance(value, Fraction) else value
            book[sheet].cell(row + 1, column + 1).value = filled
    book.save(folder / f"{number}-changed.xlsx")
    return where


def recalculate(folder: Path) -> None:
    """Have one LibreOffice convert all workbooks of a folder, computing them anew."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed: apt-get install libreoffice-calc-nogui"
    (folder / "out").mkdir()
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder / "out"),
        *sorted(str(path) for path in folder.glob("*.xlsx")),
    ]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(
        command, check=True, capture_output=True, timeout=900, env=environment
    )


def cell_value(found: object) -> Value:
    """Take what LibreOffice wrote, exactly as it is printed."""
    if isinstance(found, dt.datetime):
        return Fraction((found.date() - NOUGHT).days)
    if isinstance(found, int | float):
        return Fraction(repr(found))
    return None if found is None else str(found)


@pytest.mark.soffice
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    """LibreOffice gets what lzeval gets, as things stand and after a change."""
    every = [*of_the_cases(), *drawn(COUNT)]
    used = {
        rule.kind
        for change in every
        for line in change.card.lines
        for rule in line.rules
        if rule is not None
    }
    assert used >= {*names("lzeval.rules")}
    batches = [
        every[start : start + IN_A_WORKBOOK]
        for start in range(0, len(every), IN_A_WORKBOOK)
    ]
    places = [
        write_workbooks(batch, number, tmp_path) for number, batch in enumerate(batches)
    ]
    recalculate(tmp_path)
    problems: list[str] = []
    for number, batch in enumerate(batches):
        for state in ("plain", "changed"):
            path = tmp_path / "out" / f"{number}-{state}.xlsx"
            book = openpyxl.load_workbook(path, data_only=True)
            for index, change in enumerate(batch):
                mark, filled = f"{index}:", {}
                if state == "changed" and change.key:
                    filled = {change.key: change.value}
                wanted = recalculated(change.document, filled)
                for key, value in wanted.items():
                    sheet, row, column = places[number][mark + key]
                    got = cell_value(book[sheet].cell(row + 1, column + 1).value)
                    if (got or "") != (value or ""):
                        problems.append(f"{path.name} {key}: {got} instead of {value}")
                problems += wrong(change, wanted) if filled else []
    assert not problems
