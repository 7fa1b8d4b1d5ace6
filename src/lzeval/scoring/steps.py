"""
How a line came by its points, as typed steps (计算步骤).

The steps hold figures; the words are put on by `lzeval.report`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import frozen

from lzeval.model import Award, Citation, Combine, Interval, NoRate, Rate
from lzeval.scoring.framework import Framework
from lzeval.scoring.kinds import TargetKind
from lzeval.scoring.line import Answer, Line
from lzeval.scoring.policies import Treatment
from lzeval.scoring.rules.rule import Flag
from lzeval.typing import Exact, Rule, Share

if TYPE_CHECKING:
    from lzeval.scoring.scorecard import Scorecard

__all__ = [
    "AnswerStep",
    "AwardStep",
    "CombineStep",
    "FlagStep",
    "PointsStep",
    "RuleStep",
    "SourceStep",
    "Step",
    "TreatmentStep",
    "WeightStep",
    "steps_of",
]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class AnswerStep:
    """One target, its outcome, and their completion rate (指标值与完成值)."""

    answer: Answer
    rate: Rate | NoRate


@final
@frozen
class RuleStep:
    """The rule that turns a result into a share of the points (赋分规则)."""

    rule: Rule


@final
@frozen
class CombineStep:
    """How several targets made one rate and one share (合并)."""

    combine: Combine
    count: int
    rate: Rate | NoRate
    share: Share


@final
@frozen
class FlagStep:
    """What a reviewer should look at, though the points stand (提示事项)."""

    flag: Flag


@final
@frozen
class TreatmentStep:
    """What was done about a result without a number (缺失处理)."""

    reason: NoRate
    treatment: Treatment


@final
@frozen
class AwardStep:
    """Points given by a person (人工评分)."""

    award: Award
    decides: bool


@final
@frozen
class WeightStep:
    """What is known of the weight (分值)."""

    weight: Exact | None
    bounds: Interval
    group: str | None
    group_weight: Exact | None


@final
@frozen
class PointsStep:
    """Weight times share, and what rounding did (得分与舍入)."""

    weight: Exact | None
    share: Share
    exact: Exact | None
    points: Exact | None
    interval: Interval | None
    digits: int


@final
@frozen
class SourceStep:
    """The framework, and where its rules are written (依据)."""

    framework: Framework
    citations: tuple[Citation, ...]


Step: TypeAlias = (
    AnswerStep
    | RuleStep
    | CombineStep
    | FlagStep
    | TreatmentStep
    | AwardStep
    | WeightStep
    | PointsStep
    | SourceStep
)
"""A step of a calculation (计算步骤)."""


def steps_of(card: Scorecard, key: str) -> tuple[Step, ...]:
    """
    Retrace how an indicator came by its points (计算步骤).

    Args:
        card: The scorecard.
        key: Code, name or path of the indicator.

    Returns:
        The steps in order; their figures are those of the card.

    Raises:
        UnknownNameError: If nothing answers to the key, or it names a group.
    """
    return tuple(_steps(card, card[key]))


def _steps(card: Scorecard, line: Line) -> Iterator[Step]:
    for answer in line.answers:
        yield AnswerStep(answer, answer.completion_rate)
    for rule in dict.fromkeys(rule for rule in line.rules if rule is not None):
        yield RuleStep(rule)
    if len(line.given) > 1:
        count = sum(target.is_set for target, _ in line.given)
        yield CombineStep(line.combine, count, line.completion_rate, line.share)
    for flag in line.flags:
        yield FlagStep(flag)
    if line.reason is not None and line.treatment is not None:
        yield TreatmentStep(line.reason, line.treatment)
    for number, award in enumerate(line.awards):
        yield AwardStep(award, decides=number == 0)
    yield _weight(card, line)
    digits = card.framework.rounding.digits
    yield PointsStep(
        line.out_of, line.share, line.exact, line.points, line.interval, digits
    )
    indicator = line.place.indicator
    own = () if indicator is None else indicator.citations
    yield SourceStep(card.framework, own or _sources(card.framework, line))


def _sources(framework: Framework, line: Line) -> tuple[Citation, ...]:
    """Give what stands behind a line's usual rules; if nothing does, all there is."""
    kinds = dict.fromkeys(TargetKind.of(target) for target, _ in line.given)
    found = [source for kind in kinds for source in framework.sources(f"rules.{kind}")]
    return tuple(dict.fromkeys(found)) or framework.citations


def _weight(card: Scorecard, line: Line) -> WeightStep:
    """Name the nearest group above whose points are stated."""
    tree = card.evaluation.tree
    parent = line.place.parent
    while parent is not None and tree[parent].weight is None:
        parent = tree[parent].parent
    stated = tree.total if parent is None else tree[parent].weight
    return WeightStep(line.out_of, card.weight_bounds[line.code], parent, stated)
