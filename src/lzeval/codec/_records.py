"""
The record of a scorecard: what its file holds, and back (评分结果存档).

A record holds every figure of a scorecard. The lines are rebuilt from their own
figures; whatever follows from them is compared with the record, so that a file whose
figures disagree is refused. No rule is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Self, TypeGuard

from attrs import field, fields, frozen

from lzeval.codec._faults import Fault, FaultsError, Path
from lzeval.codec._figures import Portion
from lzeval.codec._leaves import is_array, is_object
from lzeval.model import Award, Interval, NoRate, OutcomeState, Rate, Role, half_up
from lzeval.scoring import (
    Answer,
    Evaluation,
    Framework,
    GroupScore,
    Line,
    Policies,
    Scorecard,
    Status,
    Total,
    Treatment,
)
from lzeval.typing import Exact

# What is printed for the reader may be worded anew by a later version.
_WORDING = {"wording": True}


@frozen(kw_only=True)
class TotalRecord:
    """
    The total.

    Attributes:
        points: The total; null while a part is not known.
        out_of: Full points.
        rate: Total out of full points.
        interval: The range the total lies in.
        added: Sum of the lines' points, before conversion.
        applicable: Full points of the lines that apply.
        exact: The total without any rounding.
        rounding: What rounding added to the total.
    """

    points: Exact | None = None
    out_of: Exact | None = None
    rate: Rate | None = None
    interval: Interval | None = None
    added: Exact | None = None
    applicable: Exact | None = None
    exact: Exact | None = None
    rounding: Exact | None = None

    @classmethod
    def of(cls, total: Total) -> Self:
        """Record a total."""
        return cls(**{item.name: getattr(total, item.name) for item in fields(cls)})


@frozen(kw_only=True)
class CoverageRecord:
    """
    How much of the score rests on known results.

    Attributes:
        settled: Lines computed from figures or given by a person.
        applicable: Lines that apply.
        rate: Share of the applicable points on settled lines.
        states: Number of targets by the state of their outcomes.
    """

    settled: int
    applicable: int
    rate: Rate | None = None
    states: Mapping[OutcomeState, int] = field(factory=dict[OutcomeState, int])


@frozen(kw_only=True)
class GroupRecord:
    """
    What a group scored.

    Attributes:
        code: Its code.
        name: Its name.
        points: Sum of its lines' points.
        out_of: The most that its applicable lines can earn.
        rate: Points out of the maximum.
        interval: The range its points lie in.
    """

    code: str
    name: str
    points: Exact | None = None
    out_of: Exact | None = None
    rate: Rate | None = None
    interval: Interval | None = None


@frozen(kw_only=True)
class AnswerRecord:
    """
    A target with its outcome.

    Attributes:
        code: The target's code.
        name: What is counted or measured.
        target: The target as the field writes it; for the reader.
        outcome: The outcome as the field writes it; for the reader.
        state: What is known of the outcome.
        completion_rate: Actual out of target, or why there is none.
        is_met: Whether the target was reached; null where it cannot be known.
        share: The share of points it earns on its own.
        reason: Why the share does not rest on a figure.
        treatment: What was done about that.
    """

    code: str
    name: str | None = None
    target: str = field(default="", metadata=_WORDING)
    outcome: str = field(default="", metadata=_WORDING)
    state: OutcomeState
    completion_rate: Rate | NoRate
    is_met: bool | None = None
    share: Portion
    reason: NoRate | None = None
    treatment: Treatment | None = None

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Record an answer."""
        return cls(
            code=answer.code,
            name=answer.target.name,
            target=answer.target.notation(),
            outcome=answer.outcome.notation(),
            state=answer.outcome.state,
            completion_rate=answer.completion_rate,
            is_met=answer.is_met,
            share=answer.share,
            reason=answer.reason,
            treatment=answer.treatment,
        )


@frozen(kw_only=True)
class LineRecord:
    """
    An indicator's result.

    Attributes:
        code: The indicator's code.
        name: Its name.
        path: Names from the first level down to it.
        status: How it came by its points.
        points: Points, rounded; null where they are not known.
        out_of: The most points it can earn; null where the weight is not known.
        weight_interval: The range its weight lies in, given the points.
        rate: Points out of the maximum.
        share: The share of the maximum that the rule gives.
        interval: The range the points lie in, where they are not known.
        completion_rate: The completion rate, or why there is none.
        reason: Why the points do not rest on figures.
        treatment: What was done about that.
        awards: Points given by persons, the deciding one first.
        targets: Its targets with their outcomes.
    """

    code: str
    name: str
    path: tuple[str, ...]
    status: Status
    points: Exact | None = None
    out_of: Exact | None = None
    weight_interval: Interval
    rate: Rate | None = None
    share: Portion
    interval: Interval | None = None
    completion_rate: Rate | NoRate
    reason: NoRate | None = None
    treatment: Treatment | None = None
    awards: tuple[Award, ...] = ()
    targets: tuple[AnswerRecord, ...] = ()

    @classmethod
    def of(
        cls, line: Line, weight_interval: Interval, answers: Iterable[Answer]
    ) -> Self:
        """Record a line."""
        return cls(
            code=line.code,
            name=line.name,
            path=line.place.path,
            status=line.status,
            points=line.points,
            out_of=line.out_of,
            weight_interval=weight_interval,
            rate=line.rate,
            share=line.share,
            interval=line.interval,
            completion_rate=line.completion_rate,
            reason=line.reason,
            treatment=line.treatment,
            awards=line.awards,
            targets=tuple(map(AnswerRecord.of, answers)),
        )


@frozen(kw_only=True)
class ScorecardRecord:
    """
    A scorecard, complete in itself.

    Attributes:
        version: The version of lzeval that scored it.
        content_hash: The fingerprint of the evaluation.
        framework: The rules it was scored by.
        policies: What was done with results that have no number.
        role: Whose awards count; null is the latest review of each indicator.
        evaluation: The inputs.
        total: The total.
        grade: The grade; null if there is none, or it is not known yet.
        coverage: How much of the score rests on known results.
        groups: The score of every group, in the order of the tree.
        lines: The result of every indicator, in the order of the tree.
    """

    version: str
    content_hash: str
    framework: Framework
    policies: Policies
    role: Role | None = None
    evaluation: Evaluation
    total: TotalRecord
    grade: str | None = None
    coverage: CoverageRecord
    groups: tuple[GroupRecord, ...]
    lines: tuple[LineRecord, ...]

    @classmethod
    def of(cls, card: Scorecard, answers: Iterable[Iterable[Answer]]) -> Self:
        """Record a scorecard, with what came of each line's targets."""
        coverage = card.coverage
        bounds = card.weight_bounds
        return cls(
            version=card.version,
            content_hash=card.content_hash,
            framework=card.framework,
            policies=card.policies,
            role=card.role,
            evaluation=card.evaluation,
            total=TotalRecord.of(card.total),
            grade=None if card.grade is None else str(card.grade),
            coverage=CoverageRecord(
                settled=coverage.settled,
                applicable=coverage.applicable,
                rate=coverage.rate,
                states=coverage.states,
            ),
            groups=tuple(map(_group, card.groups)),
            lines=tuple(
                LineRecord.of(line, bounds[line.code], parts)
                for line, parts in zip(card.lines, answers, strict=True)
            ),
        )

    def scorecard(self) -> Scorecard:
        """
        Rebuild the scorecard.

        Raises:
            FaultsError: If figures of the record disagree with each other.
        """
        uneven = list(self._uneven())
        if uneven:
            raise FaultsError(uneven)
        lines = tuple(map(self._line, self.lines))
        card = Scorecard(
            evaluation=self.evaluation,
            framework=self.framework,
            policies=self.policies,
            role=self.role,
            lines=lines,
            version=self.version,
        )
        answers = map(_answers, self.lines, lines)
        faults = list(_wrong_points(card))
        faults += _differences(self, type(self).of(card, answers), ())
        if faults:
            raise FaultsError(faults)
        return card

    def _uneven(self) -> Iterator[Fault]:
        """Name every list that has not one entry for each it should have one for."""
        tree = self.evaluation.tree
        groups = [place.code for place in tree if place.indicator is None]
        leaves = [place.code for place in tree.leaves]
        for key, records, wanted in (
            ("groups", self.groups, groups),
            ("lines", self.lines, leaves),
        ):
            if [record.code for record in records] != wanted:
                message = f"expected one entry for each of: {', '.join(wanted)}"
                yield Fault((key,), message)
        for number, line in enumerate(self.lines):
            found = len(line.targets)
            count = len(self.evaluation.answers.get(line.code, ()))
            if found != count:
                message = f"expected one entry for each of {count} targets, got {found}"
                yield Fault(("lines", number, "targets"), message)

    def _line(self, line: LineRecord) -> Line:
        place = self.evaluation.tree[line.code]
        given = self.evaluation.answers.get(line.code, ())
        usual = self.framework.rule_for
        return Line(
            place=place,
            status=line.status,
            points=line.points,
            share=line.share,
            policies=self.policies,
            rules=tuple(place.rule or usual(target) for target, _ in given),
            given=given,
            interval=line.interval,
            reason=line.reason,
            treatment=line.treatment,
            awards=line.awards,
        )


RECORDS = (TotalRecord, CoverageRecord, GroupRecord, AnswerRecord, LineRecord)
"""The parts of a scorecard's record, in which nothing is left out."""

_RECORDS = (ScorecardRecord, *RECORDS)


def _answers(record: LineRecord, line: Line) -> Iterator[Answer]:
    """Take what came of each target from the record: no rule is run."""
    for part, (target, outcome) in zip(record.targets, line.given, strict=True):
        code = target.code or line.code
        yield Answer(code, target, outcome, part.share, part.reason, part.treatment)


def _group(group: GroupScore) -> GroupRecord:
    return GroupRecord(
        code=group.code,
        name=group.name,
        points=group.points,
        out_of=group.out_of,
        rate=group.rate,
        interval=group.interval,
    )


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
