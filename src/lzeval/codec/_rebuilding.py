"""
From the record of a scorecard to the scorecard (评分结果还原).

The lines are rebuilt from their own figures, and no rule is run. Whatever follows from
the lines is compared with the record, so that a file whose figures disagree is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeGuard

from attrs import fields

from lzeval.codec._faults import Fault, FaultsError, Path
from lzeval.codec._leaves import is_array, is_object
from lzeval.codec._records import RECORDS, LineRecord, ScorecardRecord
from lzeval.model import Interval, half_up
from lzeval.scoring import Answer, Line, Scorecard, Status

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
    lines = tuple(_line(record, part) for part in record.lines)
    card = Scorecard(
        evaluation=record.evaluation,
        framework=record.framework,
        policies=record.policies,
        role=record.role,
        lines=lines,
        version=record.version,
    )
    answers = map(_answers, record.lines, lines)
    faults = list(_wrong_points(card))
    faults += _differences(record, ScorecardRecord.of(card, answers), ())
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


def _line(record: ScorecardRecord, line: LineRecord) -> Line:
    place = record.evaluation.tree[line.code]
    given = record.evaluation.answers.get(line.code, ())
    usual = record.framework.rule_for
    return Line(
        place=place,
        status=line.status,
        points=line.points,
        share=line.share,
        policies=record.policies,
        rules=tuple(place.rule or usual(target) for target, _ in given),
        given=given,
        interval=line.interval,
        reason=line.reason,
        treatment=line.treatment,
        awards=line.awards,
    )


def _answers(record: LineRecord, line: Line) -> Iterator[Answer]:
    """Take what came of each target from the record: no rule is run."""
    for part, (target, outcome) in zip(record.targets, line.given, strict=True):
        code = target.code or line.code
        yield Answer(code, target, outcome, part.share, part.reason, part.treatment)


def _wrong_points(card: Scorecard) -> Iterator[Fault]:
    """Compare each line's points with its share, or with the award that decided."""
    for number, line in enumerate(card.lines):
        place: Path = ("lines", number)
        source = line.exact
        if line.status is Status.AWARDED:
            given = card.evaluation.awards.get(line.code, ())
            if not line.awards or any(award not in given for award in line.awards):
                yield Fault((*place, "awards"), "are not those of the evaluation")
                continue
            source = line.awards[0].points
        if source is None:
            continue
        ratio = Fraction(source).as_integer_ratio()
        points = half_up(*ratio, card.framework.rounding.digits)
        if line.points != points:
            yield _differs((*place, "points"), line.points, points)


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
