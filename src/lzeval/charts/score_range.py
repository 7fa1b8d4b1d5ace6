"""
A score among the grades it can get (得分区间图).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import final

import attrs

from lzeval.charts._labels import ems, wrapped
from lzeval.charts.chart import (
    Chart,
    Layer,
    Palette,
    View,
    label_layers,
    layer_of,
    pixels,
)

__all__ = ["Band", "ScoreRange"]


def __dir__() -> list[str]:
    return __all__


_WIDTH, _HEIGHT, _MARGIN, _LABEL = 560, 34, 20, 12
_TINTS = (0.10, 0.20)


@final
@attrs.frozen(kw_only=True)
class Band:
    """
    A stretch of the scale with a name (等级区间).

    Args:
        label: Its name.
        low: Where it begins.
        high: Where it ends.
    """

    label: str
    low: Fraction
    high: Fraction


def _bands(bands: Iterable[Band]) -> tuple[Band, ...]:
    return tuple(bands)


def _ticks(
    ticks: Iterable[tuple[Fraction, str]],
) -> tuple[tuple[Fraction, str], ...]:
    return tuple(ticks)


@final
@attrs.frozen(kw_only=True)
class ScoreRange(Chart):
    """
    Where a score lies, or may lie, on its scale (得分区间图).

    Args:
        low: The least that it can be.
        high: The most that it can be; the same where it is known.
        out_of: The end of the scale.
        text: The score as it is printed.
        bands: The grades, from the lowest.
        ticks: Points on the scale with what is printed at them.
        locale: Language of its labels.

    Examples:
        >>> chart = ScoreRange(low=Fraction(80), high=Fraction(95),
        ...     out_of=Fraction(100), text="80～95", ticks=[(Fraction(100), "100")])
        >>> chart.high - chart.low
        Fraction(15, 1)
    """

    low: Fraction
    high: Fraction
    out_of: Fraction
    text: str
    bands: tuple[Band, ...] = attrs.field(default=(), converter=_bands)
    ticks: tuple[tuple[Fraction, str], ...] = attrs.field(default=(), converter=_ticks)
    locale: str = "zh_CN"

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        lines = self.text.count("\n") + 1
        return View(
            width=_WIDTH,
            height=_HEIGHT,
            left=_MARGIN,
            right=_MARGIN,
            top=20 + 16 * lines,
            bottom=24,
            layers=[*self._layers()],
        )

    def _layers(self) -> Iterator[Layer]:
        end = max(self.out_of, self.high)
        across = {
            "field": "low",
            "type": "quantitative",
            "scale": {"domain": [0, pixels(end)], "nice": False},
            "axis": None,
        }
        whole = Band(label="", low=Fraction(), high=end)
        bands = [
            {
                "low": pixels(band.low),
                "high": pixels(band.high),
                "middle": pixels((band.low + band.high) / 2),
                "tint": _TINTS[index % 2],
                "text": self._fitting(band, end),
            }
            for index, band in enumerate(self.bands or (whole,))
        ]
        spans = {
            "x": across,
            "x2": {"field": "high"},
            "opacity": {"field": "tint", "type": "quantitative", "scale": None},
        }
        yield layer_of(bands, "rect", spans, color=Palette.line)
        inside = {"x": {**across, "field": "middle"}, "y": {"value": _HEIGHT / 2}}
        yield from label_layers(bands, inside, align="center")
        yield from self._marks(across)
        ticks = [{"low": pixels(at), "text": text} for at, text in self.ticks]
        below = {"x": across, "y": {"value": _HEIGHT + 6}}
        yield from label_layers(
            ticks, below, align="center", baseline="top", fontSize=11
        )

    def _fitting(self, band: Band, end: Fraction) -> str:
        space = float((band.high - band.low) / end) * _WIDTH / (_LABEL + 1)
        return wrapped(band.label, space, 1) if space > 1 else ""

    def _marks(self, across: Layer) -> Iterator[Layer]:
        place = {"low": pixels(self.low), "high": pixels(self.high)}
        if self.low == self.high:
            at = {"x": across, "y": {"value": -7}}
            yield layer_of([place], "point", at, **_POINTER)
        else:
            heights = {"y": {"value": -9}, "y2": {"value": -2}}
            spans = {"x": across, "x2": {"field": "high"}, **heights}
            yield layer_of([place], "rect", spans, color=Palette.good, opacity=1)
        middle = (self.low + self.high) / 2
        share = float(middle / max(self.out_of, self.high)) * _WIDTH
        room = ems(self.text) * _LABEL / 2 - _MARGIN
        align = "center"
        if share + room > _WIDTH:
            align, middle = "right", self.high
        elif share < room:
            align, middle = "left", self.low
        told = [{"low": pixels(middle), "text": self.text}]
        above = {"x": across, "y": {"value": -14}}
        yield from label_layers(
            told, above, align=align, baseline="bottom", fontWeight="bold"
        )


_POINTER: dict[str, object] = {
    "shape": "triangle-down",
    "filled": True,
    "color": Palette.good,
    "size": 110,
    "opacity": 1,
}
