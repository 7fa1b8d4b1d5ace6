"""
Indicators and the groups above them (指标).
"""

from __future__ import annotations

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
    unit: Unit | None = field(default=None, converter=unit_or_none, kw_only=True)
    explanation: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    standard: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    source: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    citations: tuple[Citation, ...] = field(
        default=(), converter=citations_of, kw_only=True
    )


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
        explanation: What it asks.
        citations: Where it is prescribed.

    Examples:
        >>> group = IndicatorGroup("产出", weight=30, children=[Indicator("数量")])
        >>> group.weight, len(group.children)
        (Decimal('30'), 1)
    """

    name: Text = field(converter=text_of)
    children: tuple[Node, ...] = field(default=(), converter=nodes_of)
    code: str | None = field(default=None, kw_only=True)
    weight: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    share: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    rollup: RollUp = field(default=RollUp.SUM, converter=RollUp, kw_only=True)
    explanation: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    citations: tuple[Citation, ...] = field(
        default=(), converter=citations_of, kw_only=True
    )


Node: TypeAlias = Indicator | IndicatorGroup
"""An indicator or a group of them (节点)."""
