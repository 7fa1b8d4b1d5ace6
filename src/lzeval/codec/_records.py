"""
The record of a scorecard: what its file holds (评分结果存档).

A record holds every figure of a scorecard, also those that are not known: as null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from attrs import field, fields, frozen

from lzeval.codec._figures import Portion
from lzeval.model import Award, Interval, NoRate, OutcomeState, Rate, Role
from lzeval.scoring import (
    Answer,
    BudgetRow,
    Evaluation,
    Framework,
    GroupScore,
    Line,
    NoGrade,
    Policies,
    Scorecard,
    Status,
    Total,
    Treatment,
)
from lzeval.typing import Exact

WORDING = {"wording": True}
"""Marks what is printed for the reader, which a later version may word anew."""


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
        bonus: The range of the bonus points on top of it.
        capped: Whether the cap of the tree takes points from it, or may.
    """

    points: Exact | None = None
    out_of: Exact | None = None
    rate: Rate | None = None
    interval: Interval | None = None
    added: Exact | None = None
    applicable: Exact | None = None
    exact: Exact | None = None
    rounding: Exact | None = None
    bonus: Interval
    capped: bool = False

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
        points: Its points, rolled up as the group says.
        out_of: The most that what applies in it can earn.
        rate: Points out of the maximum.
        interval: The range its points lie in.
        dropped: Codes of the children that do not count.
    """

    code: str
    name: str
    points: Exact | None = None
    out_of: Exact | None = None
    rate: Rate | None = None
    interval: Interval | None = None
    dropped: tuple[str, ...] = ()


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
    target: str = field(default="", metadata=WORDING)
    outcome: str = field(default="", metadata=WORDING)
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
        computed: The points by the rule, where a person gave others.
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
    computed: Exact | None = None
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
            computed=line.computed,
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
        no_grade: Why there is no grade.
        coverage: How much of the score rests on known results.
        groups: The score of every group, in the order of the tree.
        lines: The result of every indicator, in the order of the tree.
        budget: The result of the budget row beside the tree; null if there is none.
    """

    version: str
    content_hash: str
    framework: Framework
    policies: Policies
    role: Role | None = None
    evaluation: Evaluation
    total: TotalRecord
    grade: str | None = None
    no_grade: NoGrade | None = None
    coverage: CoverageRecord
    groups: tuple[GroupRecord, ...]
    lines: tuple[LineRecord, ...]
    budget: LineRecord | None = None

    @classmethod
    def of(
        cls,
        card: Scorecard,
        answers: Iterable[Iterable[Answer]],
        row: Iterable[Answer],
    ) -> Self:
        """Record a scorecard, with what came of each line's targets, and the row's."""
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
            no_grade=card.no_grade,
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
            budget=_budget(card.framework.budget_row, card.budget, row),
        )


RECORDS = (TotalRecord, CoverageRecord, GroupRecord, AnswerRecord, LineRecord)
"""The parts of a scorecard's record, in which nothing is left out."""


def _budget(
    row: BudgetRow | None, line: Line | None, answers: Iterable[Answer]
) -> LineRecord | None:
    if row is None or line is None:
        return None
    return LineRecord.of(line, Interval(row.weight, row.weight), answers)


def _group(group: GroupScore) -> GroupRecord:
    return GroupRecord(
        code=group.code,
        name=group.name,
        points=group.points,
        out_of=group.out_of,
        rate=group.rate,
        interval=group.interval,
        dropped=group.dropped,
    )
