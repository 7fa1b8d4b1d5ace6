"""
Rates around a centre (雷达图).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import final

import attrs

from lzeval.charts._labels import wrapped
from lzeval.charts.chart import (
    Chart,
    Layer,
    Palette,
    View,
    label_layers,
    layer_of,
    pixels,
)
from lzeval.errors import InvalidDocumentError, Problem

__all__ = ["Radar", "Spoke"]


def __dir__() -> list[str]:
    return __all__


_LEAST = 3
_PLOT, _REACH = 300, 1.08
_SIDE, _EMS, _LINE = 130, 9, 15
_RINGS = (25, 50, 75, 100)
_BESIDE, _BEYOND = 1.1, 1.05
_STEEP = 0.3  # cosine below which a label stands above or below its spoke


@final
@attrs.frozen(kw_only=True)
class Spoke:
    """
    One axis of a radar chart (雷达图轴).

    Args:
        label: What it is.
        share: From 0 in the centre to 1 on the outer ring; None where not known.
        text: The figure as it is printed below the label.
    """

    label: str
    share: Fraction | None
    text: str


def _text(spoke: Spoke) -> str:
    return f"{wrapped(spoke.label, _EMS)}\n{spoke.text}"


def _spokes(spokes: Iterable[Spoke]) -> tuple[Spoke, ...]:
    return tuple(spokes)


@final
@attrs.frozen(kw_only=True)
class Radar(Chart):
    """
    Rates around a centre, one spoke each (雷达图).

    A rate that is not known has no point, and the outline is open there.

    Args:
        spokes: Three or more, clockwise from the top.
        locale: Language of its labels.

    Raises:
        InvalidDocumentError: If there are fewer than three spokes.

    Examples:
        >>> half = Fraction(1, 2)
        >>> names = ["决策", "过程", "产出"]
        >>> spokes = [Spoke(label=name, share=half, text="50%") for name in names]
        >>> len(Radar(spokes=spokes).spokes)
        3
    """

    spokes: tuple[Spoke, ...] = attrs.field(converter=_spokes)
    locale: str = "zh_CN"

    def __attrs_post_init__(self) -> None:
        if len(self.spokes) < _LEAST:
            message = f"expected {_LEAST} or more, got {len(self.spokes)}"
            raise InvalidDocumentError("radar", (Problem("spokes", message),))

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        lines = max(_text(spoke).count("\n") for spoke in self.spokes) + 1
        share = (_REACH + self._depth) / (2 * _REACH)
        return View(
            width=_PLOT,
            height=round(_PLOT * share),
            left=_SIDE,
            right=_SIDE,
            top=14 + _LINE * lines,
            bottom=10 + _LINE * lines,
            layers=[*self._layers()],
        )

    @property
    def _depth(self) -> float:
        """How far the plot goes down; with three spokes there is less below."""
        count = len(self.spokes)
        lowest = min(math.cos(2 * math.pi * index / count) for index in range(count))
        return round(_REACH - 1 - lowest, 6)

    @property
    def _at(self) -> dict[str, Layer]:
        ends = {"x": [-_REACH, _REACH], "y": [-self._depth, _REACH]}
        return {
            name: {
                "field": name,
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": domain, "nice": False, "zero": False},
            }
            for name, domain in ends.items()
        }

    def _place(self, index: int, radius: float) -> dict[str, object]:
        angle = 2 * math.pi * index / len(self.spokes)
        x, y = radius * math.sin(angle), radius * math.cos(angle)
        return {"x": round(x, 6), "y": round(y, 6)}

    def _layers(self) -> Iterator[Layer]:
        count = len(self.spokes)
        rings = [
            {**self._place(index % count, ring / 100), "ring": ring, "order": index}
            for ring in _RINGS
            for index in range(count + 1)
        ]
        yield self._line(rings, "ring", color=Palette.line, strokeWidth=1, opacity=0.45)
        spokes = [
            {**self._place(index, radius), "ring": index, "order": radius}
            for index in range(count)
            for radius in (0, 1)
        ]
        yield self._line(
            spokes, "ring", color=Palette.line, strokeWidth=1, opacity=0.45
        )
        scale = [
            {**self._place(0, ring / 100), "text": f"{ring}%"} for ring in _RINGS[:-1]
        ]
        yield from label_layers(
            scale, self._at, align="left", dx=4, fontSize=10, opacity=0.7
        )
        yield from self._outline()
        for index, spoke in enumerate(self.spokes):
            yield from self._label(index, spoke)

    def _outline(self) -> Iterator[Layer]:
        known = [
            {**self._place(index, pixels(spoke.share)), "index": index}
            for index, spoke in enumerate(self.spokes)
            if spoke.share is not None
        ]
        if len(known) == len(self.spokes):
            closed = [*known, known[0]]
            area = [{**row, "ring": 0, "order": n} for n, row in enumerate(closed)]
            yield self._line(
                area,
                "ring",
                color=Palette.good,
                strokeWidth=2,
                fill=Palette.good,
                fillOpacity=0.22,
            )
        else:
            places = {row["index"]: row for row in known}
            sides = [
                {**places[end], "ring": index, "order": end}
                for index in places
                for following in [(int(str(index)) + 1) % len(self.spokes)]
                if following in places
                for end in (index, following)
            ]
            yield self._line(sides, "ring", color=Palette.good, strokeWidth=2)
        yield layer_of(
            known,
            "point",
            self._at,
            filled=True,
            size=45,
            opacity=1,
            color=Palette.good,
        )

    def _label(self, index: int, spoke: Spoke) -> Iterator[Layer]:
        angle = 2 * math.pi * index / len(self.spokes)
        across, up = math.sin(angle), math.cos(angle)
        align = "center" if abs(across) < _STEEP else "left" if across > 0 else "right"
        baseline, at = "middle", _BESIDE
        if align == "center":
            baseline, at = ("bottom" if up > 0 else "top"), _BEYOND
        text = _text(spoke)
        yield from label_layers(
            [{**self._place(index, at), "text": text}],
            self._at,
            align=align,
            baseline=baseline,
            fontStyle="normal" if spoke.share is not None else "italic",
        )

    def _line(
        self, rows: list[dict[str, object]], detail: str, **mark: object
    ) -> Layer:
        at = {
            **self._at,
            "detail": {"field": detail, "type": "nominal"},
            "order": {"field": "order", "type": "quantitative"},
        }
        return layer_of(rows, "line", at, strokeCap="round", strokeJoin="round", **mark)
