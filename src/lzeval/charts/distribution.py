"""
How many fall where (分布图).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import final

import attrs

from lzeval.charts._labels import wrapped
from lzeval.charts.chart import (
    COLOUR,
    Chart,
    Layer,
    Palette,
    View,
    label_layers,
    layer_of,
)

__all__ = ["Distribution", "Group"]


def __dir__() -> list[str]:
    return __all__


_WIDTH, _HEIGHT, _LABEL = 560, 180, 12
_LINE, _WIDEST = 15, 90


@final
@attrs.frozen(kw_only=True)
class Group:
    """
    One column of a distribution (分组).

    Args:
        label: What falls into it.
        count: How many there are.
        known: False for those whose place is not known.
    """

    label: str
    count: int
    known: bool = True


def _groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(groups)


@final
@attrs.frozen(kw_only=True)
class Distribution(Chart):
    """
    How many fall into each group, as columns (分布图).

    Args:
        groups: The groups, from the left.
        locale: Language of its labels.

    Examples:
        >>> groups = [Group(label="80～90", count=3), Group(label="90～100", count=5)]
        >>> sum(group.count for group in Distribution(groups=groups).groups)
        8
    """

    groups: tuple[Group, ...] = attrs.field(converter=_groups)
    locale: str = "zh_CN"

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        step = min(_WIDEST, _WIDTH // max(1, len(self.groups)))
        labels = [wrapped(g.label, step / _LABEL - 0.5, 3) for g in self.groups]
        tall = max((label.count("\n") + 1 for label in labels), default=1)
        return View(
            width=step * max(1, len(self.groups)),
            height=_HEIGHT,
            left=20,
            right=20,
            top=24,
            bottom=12 + _LINE * tall,
            layers=[*self._layers(labels)],
        )

    def _layers(self, labels: list[str]) -> Iterator[Layer]:
        most = max((group.count for group in self.groups), default=0)
        up = {
            "field": "count",
            "type": "quantitative",
            "stack": None,
            "axis": None,
            "scale": {"domain": [0, max(1, most)], "nice": False},
        }
        rows = [
            {
                "column": column,
                "count": group.count,
                "colour": Palette.good if group.known else Palette.open,
                "text": label,
            }
            for column, (group, label) in enumerate(
                zip(self.groups, labels, strict=True)
            )
        ]
        at = {"x": _ACROSS, "y": up}
        yield layer_of(rows, "bar", {**at, **COLOUR}, cornerRadiusEnd=2)
        yield layer_of([{}], "rule", {"y": {"value": _HEIGHT}}, color=Palette.line)
        figures = [{**row, "text": f"{row['count']:,}"} for row in rows]
        yield from label_layers(figures, at, align="center", baseline="bottom", dy=-5)
        below = {"x": _ACROSS, "y": {"value": _HEIGHT + 8}}
        yield from label_layers(rows, below, align="center", baseline="top")


_ACROSS: Layer = {
    "field": "column",
    "type": "ordinal",
    "axis": None,
    "scale": {"paddingInner": 0.3, "paddingOuter": 0.15},
}
