"""
How a line came by its points, as typed steps (计算步骤).

The steps hold figures; the words are put on by `lzeval.report`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import frozen

from lzeval.model import (
    Award,
    Citation,
    Combine,
    IndicatorGroup,
    Interval,
    NoRate,
    Rate,
    RollUp,
    Text,
    TreeNode,
)
from lzeval.scoring.framework import Framework
from lzeval.scoring.kinds import TargetKind
from lzeval.scoring.line import Answer, Line
from lzeval.scoring.policies import Rounding, Treatment
from lzeval.scoring.rules.flags import Flag
from lzeval.scoring.sums import GroupScore
from lzeval.typing import Exact, Rule, Share

if TYPE_CHECKING:
    from lzeval.scoring.scorecard import Scorecard

__all__ = [
    "AnswerStep",
    "AwardStep",
    "CombineStep",
    "FlagStep",
    "OverrideStep",
    "PointsStep",
    "RollUpStep",
    "RuleStep",
    "SourceStep",
    "Step",
    "TreatmentStep",
    "WeightStep",
    "roll_up",
    "roll_ups",
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
    rounding: Rounding


@final
@frozen
class OverrideStep:
    """The points by the rule, where a person gave others (按规则得分与人工评分)."""

    computed: Exact
    award: Award


@final
@frozen
class RollUpStep:
    """How a group made its points of those below it (汇总)."""

    group: GroupScore
    weight: Exact | None
    counted: tuple[tuple[Text, Exact | None, Exact | None], ...]
    """Name, points and maximum of each child that applies and counts."""
    bonuses: tuple[tuple[Text, Exact | None], ...]
    """Name and points of each bonus on top."""
    dropped: tuple[Text, ...]


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
    | OverrideStep
    | RollUpStep
    | SourceStep
)
"""A step of a calculation (计算步骤)."""


def steps_of(card: Scorecard, key: str) -> tuple[Step, ...]:
    """
    Retrace how an indicator or a group came by its points (计算步骤).

    Args:
        card: The scorecard.
        key: Code, name or path of the indicator or group, or the budget row.

    Returns:
        The steps in order; their figures are those of the card.

    Raises:
        UnknownNameError: If nothing answers to the key.
    """
    tree = card.evaluation.tree
    if key in tree and tree[key].indicator is None:
        return (roll_up(card, tree[key]),)
    return tuple(_steps(card, card[key]))


def roll_up(card: Scorecard, place: TreeNode) -> RollUpStep:
    """Retrace how a group made its points of those below it (汇总步骤)."""
    tree, score = card.evaluation.tree, card.group(place.code)
    counted: list[tuple[Text, Exact | None, Exact | None]] = []
    bonuses: list[tuple[Text, Exact | None]] = []
    for child in (tree[code] for code in place.children):
        part = card[child.code] if child.indicator else card.group(child.code)
        if part.points is None and part.interval is None:
            continue
        if child.node.bonus:
            bonuses.append((child.name, part.points))
        elif child.code not in score.dropped:
            counted.append((child.name, part.points, part.out_of))
    return RollUpStep(
        group=score,
        weight=place.weight,
        counted=tuple(counted),
        bonuses=tuple(bonuses),
        dropped=tuple(tree[code].name for code in score.dropped),
    )


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
    if line.awards and line.computed is not None:
        yield OverrideStep(line.computed, line.awards[0])
    else:
        yield PointsStep(
            line.out_of,
            NoRate.NO_AWARD if line.awards else line.share,
            line.exact,
            line.points,
            line.interval,
            card.framework.rounding,
        )
    yield from _above(card, line)
    indicator = line.place.indicator
    own = () if indicator is None else indicator.citations
    yield SourceStep(card.framework, own or _sources(card.framework, line))


def _sources(framework: Framework, line: Line) -> tuple[Citation, ...]:
    """Give what stands behind a line's usual rules; if nothing does, all there is."""
    kinds = dict.fromkeys(TargetKind.of(target) for target, _ in line.given)
    found = [source for kind in kinds for source in framework.sources(f"rules.{kind}")]
    return tuple(dict.fromkeys(found)) or framework.citations


def roll_ups(card: Scorecard) -> Iterator[RollUpStep]:
    """Retrace every group that does more than add points up (汇总步骤)."""
    for place in card.evaluation.tree:
        if isinstance(place.node, IndicatorGroup) and _is_special(place.node):
            yield roll_up(card, place)


def _above(card: Scorecard, line: Line) -> Iterator[RollUpStep]:
    """Retrace the groups above that do more than add points up."""
    tree = card.evaluation.tree
    parent = line.place.parent
    while parent is not None:
        place = tree[parent]
        group = place.node
        if isinstance(group, IndicatorGroup) and _is_special(group):
            yield roll_up(card, place)
        parent = place.parent


def _is_special(group: IndicatorGroup) -> bool:
    adds = group.rollup in {RollUp.SUM, RollUp.WEIGHTED_MEAN}
    bonus = any(child.bonus for child in group.children)
    return not adds or group.selects or bonus or group.cap is not None


def _weight(card: Scorecard, line: Line) -> WeightStep:
    """Name the nearest group above whose points are stated."""
    tree = card.evaluation.tree
    parent = line.place.parent
    while parent is not None and tree[parent].weight is None:
        parent = tree[parent].parent
    stated = tree.total if parent is None else tree[parent].weight
    weight = line.out_of
    if weight is not None:
        return WeightStep(weight, Interval(weight, weight), parent, stated)
    return WeightStep(None, card.weight_bounds[line.code], parent, stated)
