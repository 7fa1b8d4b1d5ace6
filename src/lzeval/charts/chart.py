"""
What every chart is: a value that can be drawn (图表).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, cast

import attrs

from lzeval.charts._labels import is_wide

if TYPE_CHECKING:
    from fractions import Fraction
    from types import ModuleType

__all__ = [
    "COLOUR",
    "Chart",
    "Layer",
    "Palette",
    "View",
    "label_layers",
    "layer_of",
    "pixels",
]


def __dir__() -> list[str]:
    return __all__


Layer = Mapping[str, object]
"""A layer of a Vega-Lite specification: data, a mark, and what it encodes (图层)."""

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_SIZE, _LINE = 12, 15
_INK = "currentColor"  # the colour of the text around it; black where there is none
_SANS = {
    "zh-Hans": "PingFang SC, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, "
    "Microsoft YaHei, SimHei, sans-serif",
    "zh-Hant": "PingFang TC, Noto Sans TC, Noto Sans CJK TC, Source Han Sans TC, "
    "Microsoft JhengHei, sans-serif",
    "en": "Helvetica Neue, Arial, Noto Sans, Liberation Sans, sans-serif",
}
_LINE_BREAK = re.compile(r"[\n+]")


class Palette:
    """
    Colours that are told apart in grey and by everyone, on white and on black (配色).
    """

    good = "#3273b8"
    """What was reached."""
    poor = "#d9822b"
    """What was lost."""
    won = "#3f9b8a"
    """What was won on top."""
    open = "#9aa3ad"
    """What is not known."""
    line = "#8c929a"
    """Axes and rules."""


@attrs.frozen(kw_only=True)
class View:
    """
    What a chart asks Vega-Lite to draw (绘图说明).

    Args:
        width: Width of the plot, without its labels, in CSS pixels.
        height: Its height.
        left: Room for labels on its left.
        right: Room on its right.
        top: Room above.
        bottom: Room below.
        layers: What is drawn, from the back to the front.
    """

    width: int
    height: int
    left: int = 8
    right: int = 8
    top: int = 8
    bottom: int = 8
    layers: Sequence[Layer]


@attrs.frozen
class Chart:
    """
    The base of charts (图表).

    A frozen value; it satisfies `lzeval.report.document.Drawing`, so a figure of a
    document may hold it, and a notebook shows it.
    """

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        raise NotImplementedError

    @property
    def language(self) -> str:
        """The language of its labels; of several, the first (语言)."""
        locale = cast("str", getattr(self, "locale", "zh_CN"))
        return _LINE_BREAK.split(locale)[0]

    def spec(self, *, background: str | None = "#ffffff") -> Mapping[str, object]:
        """
        Give the Vega-Lite specification, as other tools take it (绘图规格).

        Args:
            background: Colour behind it; None for none.
        """
        view = self.view()
        return {
            "$schema": _SCHEMA,
            "width": view.width,
            "height": view.height,
            "padding": {
                "left": view.left,
                "right": view.right,
                "top": view.top,
                "bottom": view.bottom,
            },
            "autosize": {"type": "none", "contains": "content"},
            "background": background,
            "config": _config(_script(self.language, view.layers)),
            "resolve": {"scale": {"color": "independent"}},
            "layer": [*view.layers],
        }

    def svg(self, *, background: str | None = "#ffffff") -> str:
        """
        Draw it as SVG, with its labels as text (矢量图).

        Args:
            background: Colour behind it; None for none, and then labels have the colour
                of the text around them.

        Raises:
            ModuleNotFoundError: If the extra ``charts`` is not installed.
        """
        return cast("str", _vega().vectors(self.spec(background=background)))

    def png(self) -> bytes:
        """
        Draw it as PNG of 300 dots an inch (位图).

        Raises:
            MissingGlyphError: If no font here has a character of it.
            ModuleNotFoundError: If the extra ``charts`` is not installed.
        """
        texts = "".join(_texts(self.spec()))
        return cast("bytes", _vega().bitmap(self.svg(), texts))

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        """Show it in a notebook, on whatever ground that has (笔记本显示)."""
        del include, exclude
        drawn = self.svg(background=None)
        return {"image/svg+xml": self.svg(), "text/html": drawn}


def _vega() -> ModuleType:
    """Load the library when something is drawn, not before."""
    return import_module("lzeval.charts._vega")


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a specification, labels among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in cast("Mapping[str, object]", value).values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _texts(item)


def _script(language: str, layers: Sequence[Layer]) -> str:
    """Choose fonts by the language, and by the names that are not in it."""
    if "Hant" in language:
        return "zh-Hant"
    chinese = language.startswith("zh") or is_wide("".join(_texts([*layers])))
    return "zh-Hans" if chinese else "en"


def _config(script: str) -> Mapping[str, object]:
    font = _SANS[script]
    axis = {
        "labelFont": font,
        "labelFontSize": _SIZE - 1,
        "labelColor": _INK,
        "labelFlush": False,
        "labelOverlap": False,
        "domain": False,
        "ticks": False,
        "gridColor": Palette.line,
        "gridOpacity": 0.3,
        "title": None,
    }
    return {
        "aria": False,
        "lineBreak": "\n",
        "view": {"stroke": None},
        "axis": axis,
        "text": {"font": font, "fontSize": _SIZE, "color": _INK, "lineHeight": _LINE},
        "legend": {"disable": True},
    }


def pixels(number: Fraction) -> float:
    """Turn an exact number into a length; only what is drawn is ever a float (像素)."""
    return float(round(number, 6))


def layer_of(
    rows: Iterable[Mapping[str, object]],
    mark: str,
    at: Mapping[str, object],
    **style: object,
) -> Layer:
    """
    Draw a mark for each row (图层).

    Args:
        rows: What is drawn, a row each.
        mark: The kind of mark.
        at: What the fields of a row say about it.
        style: What is the same for all.
    """
    return {
        "data": {"values": [*rows]},
        "mark": {"type": mark, **style},
        "encoding": at,
    }


COLOUR: Mapping[str, object] = {
    "color": {"field": "colour", "type": "nominal", "scale": None}
}
"""The colour of each row stands in its field ``colour`` (颜色)."""


def label_layers(
    rows: Iterable[Mapping[str, object]],
    at: Mapping[str, object],
    **mark: object,
) -> Iterator[Layer]:
    """
    Write the field ``text`` of each row where it belongs (标注).

    Lines stand around the place in the middle, or all above it, or all below.

    Args:
        rows: What to write.
        at: The encodings of its place.
        mark: How it is written; upright in the middle, unless it says otherwise.

    Yields:
        One layer for the texts of one line, one for those of two, and so on.
    """
    by_lines: dict[int, list[Mapping[str, object]]] = {}
    for row in rows:
        by_lines.setdefault(str(row["text"]).count("\n"), []).append(row)
    baseline = mark.pop("baseline", "middle")
    up = {"middle": 0.5, "bottom": 1.0, "top": 0.0}[str(baseline)]
    moved = cast("float", mark.pop("dy", 0))
    for breaks, group in by_lines.items():
        text = {"text": {"field": "text", "type": "nominal"}}
        dy = moved - up * breaks * _LINE
        yield layer_of(group, "text", {**at, **text}, baseline=baseline, dy=dy, **mark)
