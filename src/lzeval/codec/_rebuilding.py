"""
From the record of a scorecard to the scorecard (评分结果还原).

The lines are rebuilt from their own figures, and no rule is run. Whatever follows from
the lines is compared with the record, so that a file whose figures disagree is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from attrs import fields

from lzeval.codec._faults import Fault, FaultsError, Path
from lzeval.codec._leaves import is_array, is_object
from lzeval.codec._records import RECORDS, LineRecord, ScorecardRecord
from lzeval.model import Interval, TreeNode
from lzeval.scoring import Answer, Line, Scorecard, Status
from lzeval.scoring.engine import places_of

if TYPE_CHECKING:
    from lzeval.scoring.combine import Answers

_RECORDS = (ScorecardRecord, *RECORDS)


def scorecard_of(record: ScorecardRecord) -> Scorecard:
    """
    Rebuild a scorecard from its record.

    Raises:
        FaultsError: If figures of the record disagree with each other.
    """
    uneven = list(_uneven(record))
    if uneven:
        raise FaultsError(uneven)
    lines = _lines(record)
    row = _budget(record)
    card = Scorecard(
        evaluation=record.evaluation,
        framework=record.framework,
        policies=record.policies,
        role=record.role,
        lines=lines,
        budget=row,
        version=record.version,
    )
    answers = map(_answers, record.lines, lines)
    own = () if record.budget is None or row is None else _answers(record.budget, row)
    faults = list(_wrong_points(card))
    faults += _differences(record, ScorecardRecord.of(card, answers, own), ())
    if faults:
        raise FaultsError(faults)
    return card


def _uneven(record: ScorecardRecord) -> Iterator[Fault]:
    """Name every list that has not one entry for each it should have one for."""
    tree, answers = record.evaluation.tree, record.evaluation.answers
    groups = [place.code for place in tree if place.indicator is None]
    leaves = [place.code for place in tree.leaves]
    for key, records, wanted in (
        ("groups", record.groups, groups),
        ("lines", record.lines, leaves),
    ):
        if [part.code for part in records] != wanted:
            message = f"expected one entry for each of: {', '.join(wanted)}"
            yield Fault((key,), message)
    for number, line in enumerate(record.lines):
        found, count = len(line.targets), len(answers.get(line.code, ()))
        if found != count:
            message = f"expected one entry for each of {count} targets, got {found}"
            yield Fault(("lines", number, "targets"), message)
    has_row = record.framework.budget_row is not None
    if (record.budget is not None) != has_row:
        what = "an entry: the framework has a" if has_row else "null: there is no"
        yield Fault(("budget",), f"expected {what} budget row")
    elif record.budget is not None and len(record.budget.targets) != 1:
        message = f"expected one entry, got {len(record.budget.targets)}"
        yield Fault(("budget", "targets"), message)


def _lines(record: ScorecardRecord) -> tuple[Line, ...]:
    tree, answers = record.evaluation.tree, record.evaluation.answers
    lines = tuple(
        _line(record, part, tree[part.code], answers.get(part.code, ()))
        for part in record.lines
    )
    places = places_of(tree, lines)
    return tuple(
        line._replace(place=place) for line, place in zip(lines, places, strict=True)
    )


def _budget(record: ScorecardRecord) -> Line | None:
    row = record.framework.budget_row
    if row is None or record.budget is None:
        return None
    answers = row.answers(record.evaluation.project.budget)
    return _line(record, record.budget, row.place, answers)


def _line(
    record: ScorecardRecord, line: LineRecord, place: TreeNode, given: Answers
) -> Line:
    usual = record.framework.rule_for
    return Line(
        place=place,
        status=line.status,
        points=line.points,
        share=line.share,
        policies=record.policies,
        rules=tuple(place.rule or usual(target, place.path) for target, _ in given),
        given=given,
        interval=line.interval,
        reason=line.reason,
        treatment=line.treatment,
        awards=line.awards,
        computed=line.computed,
    )


def _answers(record: LineRecord, line: Line) -> Iterator[Answer]:
    """Take what came of each target from the record: no rule is run."""
    for part, (target, outcome) in zip(record.targets, line.given, strict=True):
        code = target.code or line.code
        yield Answer(code, target, outcome, part.share, part.reason, part.treatment)


def _wrong_points(card: Scorecard) -> Iterator[Fault]:
    """Compare each line's points with its share, or with the award that decided."""
    places: list[tuple[Path, Line]] = [
        (("lines", number), line) for number, line in enumerate(card.lines)
    ]
    if card.budget is not None:
        places.append((("budget",), card.budget))
    rounded = card.framework.rounding
    for place, line in places:
        if line.status is Status.AWARDED:
            given = card.evaluation.awards.get(line.code, ())
            if not line.awards or any(award not in given for award in line.awards):
                yield Fault((*place, "awards"), "are not those of the evaluation")
                continue
        for key, found, source in (
            ("points", line.points, line.exact),
            ("computed", line.computed, line.by_rule if line.awards else None),
        ):
            if source is not None and found != rounded(source):
                yield _differs((*place, key), found, rounded(source))


def _differences(found: object, wanted: object, path: Path) -> Iterator[Fault]:
    """Compare two records; wordings for the reader do not count."""
    if isinstance(wanted, _RECORDS):
        for item in fields(type(wanted)):
            if not item.metadata:
                parts = getattr(found, item.name), getattr(wanted, item.name)
                yield from _differences(*parts, (*path, item.name))
    elif _is_list(found) and _is_list(wanted):
        for number, (left, right) in enumerate(zip(found, wanted, strict=True)):
            yield from _differences(left, right, (*path, number))
    elif found != wanted:
        yield _differs(path, found, wanted)


def _is_list(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple) and isinstance((*value, None)[0], _RECORDS)


def _differs(path: Path, found: object, wanted: object) -> Fault:
    message = (
        f"is {_shown(found)}, but {_shown(wanted)} follows from the rest of the file"
    )
    return Fault(path, message)


def _shown(value: object) -> str:
    """Write a figure in a message much as a file does."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if is_object(value):
        return ", ".join(f"{key} {part}" for key, part in value.items())
    if is_array(value) and not isinstance(value, Interval):
        return ", ".join(map(str, value))
    return str(value)
