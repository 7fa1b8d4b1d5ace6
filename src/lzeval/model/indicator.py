"""
Indicators and the groups above them (指标).
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.model.exact import exact
from lzeval.model.measure import unit_or_none
from lzeval.model.text import Citation, Text, citations_of, text_of, text_or_none
from lzeval.notation import Unit
from lzeval.typing import Exact, Rule

__all__ = ["Combine", "Indicator", "IndicatorGroup", "Node", "RollUp"]


def __dir__() -> list[str]:
    return __all__


@final
class Combine(StrEnum):
    """How several targets under one indicator make one share (多个指标值的合并)."""

    MEAN = "mean"
    """Each target is scored, then averaged (平均)."""
    WEIGHTED = "weighted"
    """The same, weighted by the targets' own weights (加权平均)."""
    POOLED = "pooled"
    """Results and targets are each added up, then scored once (合并计算)."""
    MINIMUM = "minimum"
    """The worst of them counts (取最低)."""


@final
class RollUp(StrEnum):
    """How the children of a group make its points (汇总方式)."""

    SUM = "sum"
    """Points are added: the children's weights are points (加总)."""
    WEIGHTED_MEAN = "weighted-mean"
    """Weights are relative: they share out the group's points (加权平均)."""
    SHARED = "shared"
    """The children that apply share the group's points; then as a sum (共享分值)."""
    POOLED = "pooled"
    """Points earned ÷ maxima of what applies, of the group's points (合并得分率)."""
    GEOMETRIC = "geometric"
    """The weighted geometric mean of the rates, of the group's points (几何平均)."""
    MINIMUM = "minimum"
    """The worst rate, of the group's points (取最低)."""


@final
@frozen
class Indicator:
    """
    A scored leaf of the tree, as a rule of the third level (指标).

    Attributes:
        name: Its name.
        code: Stable code; None means that the tree derives it from the path.
        weight: Points it can earn (分值), zero or more; None where it is not known.
        share: In place of points: its part of the parent's points relative to its
            siblings' shares.
        rule: How its points follow from the result; None means the framework's rule.
        combine: How several targets make one share.
        bonus: Whether its points come on top, outside every maximum (加分项).
        locked: Whether its points are computed and may not be given by a person (锁定).
        unit: The unit its figures come in.
        explanation: What it asks (指标解释).
        standard: How it is judged, in words (评分标准).
        source: Where its data come from (数据来源).
        citations: Where it is prescribed.

    Raises:
        InexactNumberError: If weight or share is no exact number. That they are not
            negative is checked by the tree, which names every fault at once.

    Examples:
        >>> Indicator("实际完成率", weight=8).weight
        Decimal('8')
    """

    name: Text = field(converter=text_of)
    code: str | None = field(default=None, kw_only=True)
    weight: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    share: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    rule: Rule | None = field(default=None, kw_only=True)
    combine: Combine = field(default=Combine.MEAN, converter=Combine, kw_only=True)
    bonus: bool = field(default=False, kw_only=True)
    locked: bool = field(default=False, kw_only=True)
    unit: Unit | None = field(default=None, converter=unit_or_none, kw_only=True)
    explanation: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    standard: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    source: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    citations: tuple[Citation, ...] = field(
        default=(), converter=citations_of, kw_only=True
    )


def _count(value: int | str) -> int:
    """Take a whole number; tables hold it as text."""
    return int(value) if isinstance(value, str) else operator.index(value)


def nodes_of(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Convert a field of several nodes."""
    return tuple(nodes)


@final
@frozen
class IndicatorGroup:
    """
    A node above the leaves: first or second level as a rule (指标组).

    Attributes:
        name: Its name.
        children: Groups and indicators, in order.
        code: Stable code; None means that the tree derives it from the path.
        weight: Points of the whole group; None where only its children have them.
        share: In place of points, as for an indicator.
        rollup: How its children make its points.
        drop_lowest: How many of the children that apply do not count, those of the
            lowest rates; of equal rates the first is dropped (去掉最低).
        keep_highest: The most children that count, those of the highest rates; None
            counts them all (取最高).
        cap: The most points it may earn, bonus points included (封顶); None leaves it
            to its children.
        bonus: Whether its points come on top, outside every maximum (加分项).
        explanation: What it asks.
        citations: Where it is prescribed.

    Children that may be dropped have equal weights, or none and share the points of
    the group equally, so that it never matters which of them counts.

    Examples:
        >>> group = IndicatorGroup("产出", weight=30, children=[Indicator("数量")])
        >>> group.weight, len(group.children)
        (Decimal('30'), 1)
        >>> quarters = [Indicator(f"{n}季度") for n in range(1, 5)]
        >>> best = IndicatorGroup("进度", quarters, weight=9, drop_lowest=1)
        >>> best.counting(4), best.counting(1)
        (3, 1)
    """

    name: Text = field(converter=text_of)
    children: tuple[Node, ...] = field(default=(), converter=nodes_of)
    code: str | None = field(default=None, kw_only=True)
    weight: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    share: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    rollup: RollUp = field(default=RollUp.SUM, converter=RollUp, kw_only=True)
    drop_lowest: int = field(default=0, converter=_count, kw_only=True)
    keep_highest: int | None = field(
        default=None, converter=optional(_count), kw_only=True
    )
    cap: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    bonus: bool = field(default=False, kw_only=True)
    explanation: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    citations: tuple[Citation, ...] = field(
        default=(), converter=citations_of, kw_only=True
    )

    @property
    def selects(self) -> bool:
        """Whether only some of the children count."""
        return self.drop_lowest > 0 or self.keep_highest is not None

    def counting(self, applying: int) -> int:
        """
        Say how many children count, at least one of those that apply (计入数).

        Args:
            applying: How many of them apply, bonus ones aside.
        """
        left = max(applying - self.drop_lowest, min(applying, 1))
        return left if self.keep_highest is None else min(left, self.keep_highest)


Node: TypeAlias = Indicator | IndicatorGroup
"""An indicator or a group of them (节点)."""
