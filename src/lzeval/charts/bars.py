"""
Bars against a target (目标对比条形图).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import final

import attrs

from lzeval.charts._labels import ems, wrapped
from lzeval.charts.chart import (
    COLOUR,
    Chart,
    Layer,
    Palette,
    View,
    label_layers,
    layer_of,
    pixels,
)

__all__ = ["Bar", "Bars"]


def __dir__() -> list[str]:
    return __all__


_WIDTH, _LABEL, _EMS = 600, 12, 12
_ROW, _LINE = 30, 15
_MOST = Fraction(3, 2)


@final
@attrs.frozen(kw_only=True)
class Bar:
    """
    One bar (条形).

    Args:
        label: What it is.
        share: Its length, 1 for the target; None where it is not known.
        text: The figure as it is printed beside it.
        met: Whether the target was met; None where that is not known.
    """

    label: str
    share: Fraction | None
    text: str
    met: bool | None = None


def _bars(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(bars)


@final
@attrs.frozen(kw_only=True)
class Bars(Chart):
    """
    Bars with a line at the target that all have in common (目标对比条形图).

    A bar that is far longer than the target is cut at 150 % and ends in an arrow; its
    figure is printed beside it all the same. One that is not known has no bar.

    Args:
        bars: The bars, from the top.
        target: What the line says.
        locale: Language of its labels.

    Examples:
        >>> bar = Bar(label="续保人数", share=Fraction(4, 5), text="80.00%", met=False)
        >>> Bars(bars=[bar], target="指标值").spec()["height"]
        30
    """

    bars: tuple[Bar, ...] = attrs.field(converter=_bars)
    target: str
    locale: str = "zh_CN"

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        labels = [wrapped(bar.label, _EMS) for bar in self.bars]
        left = 16 + math.ceil(_LABEL * max(map(ems, labels), default=1))
        right = 24 + math.ceil(
            _LABEL * max((ems(b.text) for b in self.bars), default=1)
        )
        tallest = max((label.count("\n") + 1 for label in labels), default=1)
        height = len(self.bars) * max(_ROW, _LINE * tallest + 8)
        width = max(200, _WIDTH - left - right)
        return View(
            width=width,
            height=height,
            left=left,
            right=right,
            top=12 + _LINE * (self.target.count("\n") + 1),
            bottom=26,
            layers=[*self._layers(labels, width)],
        )

    def _layers(self, labels: list[str], width: int) -> Iterator[Layer]:
        shares = [bar.share or Fraction() for bar in self.bars]
        end = Fraction(1) if max(shares, default=0) <= 1 else _MOST
        rows = [
            {
                "row": row,
                "share": pixels(min(end, max(Fraction(), share))),
                "colour": _colour(bar),
                "text": label,
            }
            for row, (bar, share, label) in enumerate(
                zip(self.bars, shares, labels, strict=True)
            )
        ]
        at = {"x": _across(end), "y": _DOWN}
        pairs = [*zip(rows, self.bars, strict=True)]
        known = [row for row, bar in pairs if bar.share is not None]
        yield layer_of(known, "bar", {**at, **COLOUR}, cornerRadiusEnd=2)
        yield from label_layers(rows, {"x": {"value": -8}, "y": _DOWN}, align="right")
        figures = [{**row, "text": bar.text} for row, bar in pairs]
        beside = {"x": {"value": width + 14}, "y": _DOWN}
        yield from label_layers(figures, beside, align="left")
        beyond = [row for row, share in zip(rows, shares, strict=True) if share > end]
        yield layer_of(beyond, "point", {**at, **COLOUR}, **_ARROW)
        goal = {"x": {"datum": 1, "type": "quantitative"}}
        yield layer_of([{}], "rule", goal, color="currentColor", strokeDash=[4, 3])
        above = {**goal, "y": {"value": -8}}
        told = [{"text": self.target}]
        yield from label_layers(told, above, align="center", baseline="bottom")


_DOWN: Layer = {
    "field": "row",
    "type": "ordinal",
    "axis": None,
    "scale": {"paddingInner": 0.45, "paddingOuter": 0.225},
}
_ARROW: dict[str, object] = {
    "shape": "triangle-right",
    "filled": True,
    "size": 120,
    "opacity": 1,
    "xOffset": 3,
}


def _across(end: Fraction) -> Layer:
    quarters = range(int(end * 4) + 1)
    return {
        "field": "share",
        "type": "quantitative",
        "stack": None,
        "scale": {"domain": [0, pixels(end)], "nice": False},
        "axis": {"values": [quarter / 4 for quarter in quarters], "format": "%"},
    }


def _colour(bar: Bar) -> str:
    if bar.met is None:
        return Palette.open
    return Palette.good if bar.met else Palette.poor
