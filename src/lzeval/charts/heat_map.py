"""
Rates of many in a grid of colours (热力图).
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
from lzeval.errors import InvalidDocumentError, Problem

__all__ = ["HeatMap", "Square"]


def __dir__() -> list[str]:
    return __all__


_WIDTH, _LABEL, _EMS = 640, 12, 16
_ROW, _LINE = 28, 15
_NARROWEST, _WIDEST = 62, 110
_LOW, _HIGH = "#f2f7fc", "#5b9bd5"
_BLACK = "#010101"  # is read on every colour in between: the contrast is 7 : 1 or more


@final
@attrs.frozen(kw_only=True)
class Square:
    """
    One square of a heat map (热力图方格).

    Args:
        share: Its rate, which gives the colour; None where it is not known.
        text: The figure as it is printed in it.
    """

    share: Fraction | None
    text: str


def _columns(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(columns)


def _rows(
    rows: Iterable[tuple[str, Iterable[Square | None]]],
) -> tuple[tuple[str, tuple[Square | None, ...]], ...]:
    return tuple((label, tuple(squares)) for label, squares in rows)


@final
@attrs.frozen(kw_only=True)
class HeatMap(Chart):
    """
    Rates of many in a grid, the darker the higher (热力图).

    Every figure is printed in its square; one that is not known has no colour but a
    frame.

    Args:
        columns: What stands above the columns.
        rows: The label of each row, and its squares, one a column; None leaves a place
            empty, where there is nothing to know.
        locale: Language of its labels.

    Raises:
        InvalidDocumentError: If a row has more or fewer squares than there are columns.

    Examples:
        >>> square = Square(share=Fraction(9, 10), text="90.00%")
        >>> HeatMap(columns=["产出"], rows=[("项目甲", [square])]).columns
        ('产出',)
    """

    columns: tuple[str, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[str, tuple[Square | None, ...]], ...] = attrs.field(
        converter=_rows
    )
    locale: str = "zh_CN"

    def __attrs_post_init__(self) -> None:
        count = len(self.columns)
        problems = tuple(
            Problem(f"rows[{n}]", f"expected {count} squares, got {len(squares)}")
            for n, (_, squares) in enumerate(self.rows)
            if len(squares) != count
        )
        if problems:
            raise InvalidDocumentError("heat map", problems)

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        labels = [wrapped(label, _EMS) for label, _ in self.rows]
        left = 16 + math.ceil(_LABEL * max(map(ems, labels), default=1))
        count = max(1, len(self.columns))
        step = min(_WIDEST, max(_NARROWEST, (_WIDTH - left) // count))
        heads = [wrapped(text, step / _LABEL - 0.5, 3) for text in self.columns]
        tall = max((text.count("\n") + 1 for text in heads), default=1)
        taller = max((label.count("\n") + 1 for label in labels), default=1)
        row = max(_ROW, _LINE * taller + 4)
        return View(
            width=step * count,
            height=row * len(self.rows),
            left=left,
            top=12 + _LINE * tall,
            layers=[*self._layers(labels, heads)],
        )

    def _layers(self, labels: list[str], heads: list[str]) -> Iterator[Layer]:
        across, down = _ordinal("column", len(heads)), _ordinal("row", len(labels))
        at = {"x": across, "y": down}
        squares = [*self._squares()]
        known = [square for square in squares if square["share"] is not None]
        unknown = [square for square in squares if square["share"] is None]
        yield layer_of(known, "rect", {**at, "color": _SHADE})
        yield layer_of(
            unknown, "rect", at, fill=None, stroke=Palette.open, strokeDash=[3, 3]
        )
        yield from label_layers(squares, {**at, **COLOUR}, align="center", fontSize=11)
        named = [{"row": row, "text": text} for row, text in enumerate(labels)]
        yield from label_layers(named, {"x": {"value": -8}, "y": down}, align="right")
        named = [{"column": column, "text": text} for column, text in enumerate(heads)]
        above = {"x": across, "y": {"value": -6}}
        yield from label_layers(named, above, align="center", baseline="bottom")

    def _squares(self) -> Iterator[dict[str, object]]:
        for r, (_, row) in enumerate(self.rows):
            for c, square in enumerate(row):
                if square is not None:
                    share = square.share
                    yield {
                        "row": r,
                        "column": c,
                        "share": None if share is None else pixels(share),
                        "text": square.text,
                        "colour": "currentColor" if share is None else _BLACK,
                    }


_SHADE: Layer = {
    "field": "share",
    "type": "quantitative",
    "scale": {
        "domain": [0, 1],
        "range": [_LOW, _HIGH],
        "interpolate": "lab",
        "clamp": True,
    },
}


def _ordinal(field: str, count: int) -> Layer:
    scale = {"paddingInner": 0.03, "paddingOuter": 0.015, "domain": [*range(count)]}
    return {"field": field, "type": "ordinal", "axis": None, "scale": scale}
