"""
From the most points to those there are, step by step (得失分瀑布图).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, TypeAlias, final

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

__all__ = ["Step", "Waterfall"]


def __dir__() -> list[str]:
    return __all__


_WIDTH, _LABEL, _EMS = 600, 12, 14
_ROW, _LINE = 28, 15
_TENTH = 10

StepKind: TypeAlias = Literal["sum", "lost", "won", "open"]


@final
@attrs.frozen(kw_only=True)
class Step:
    """
    One row of a waterfall (台阶).

    Args:
        label: What it is.
        low: Where its bar begins.
        high: Where its bar ends.
        text: The figure as it is printed beside it.
        kind: A level such as the maximum and the total (``sum``), points ``lost`` or
            ``won``, or points that are not known yet (``open``).
        reach: How far it may still go, drawn lighter; None where that is known.
    """

    label: str
    low: Fraction
    high: Fraction
    text: str
    kind: StepKind = "lost"
    reach: Fraction | None = None


def _steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(steps)


@final
@attrs.frozen(kw_only=True)
class Waterfall(Chart):
    """
    Points that lead from one level to another (得失分瀑布图).

    Where the steps are small beside the levels the axis begins above zero; `start` says
    where, and whoever makes a figure of it says so in its caption.

    Args:
        steps: The rows, from the top; the first and the last are levels.
        locale: Language of its labels.

    Examples:
        >>> full = Step(label="满分", low=Fraction(), high=Fraction(100), text="100",
        ...     kind="sum")
        >>> lost = Step(label="续保率", low=Fraction(95), high=Fraction(100), text="-5")
        >>> total = Step(label="总分", low=Fraction(), high=Fraction(95), text="95",
        ...     kind="sum")
        >>> Waterfall(steps=[full, lost, total]).start
        Fraction(90, 1)
    """

    steps: tuple[Step, ...] = attrs.field(converter=_steps)
    locale: str = "zh_CN"

    @property
    def start(self) -> Fraction:
        """Where the axis begins: a ten at or above zero (起点)."""
        lows = [step.high if step.kind == "sum" else step.low for step in self.steps]
        lowest, end = min(lows, default=Fraction()), self._end
        if lowest == end:
            return Fraction()
        below = lowest - (end - lowest) / 2
        return Fraction(max(0, math.floor(below / _TENTH) * _TENTH))

    @property
    def _end(self) -> Fraction:
        return max((step.high for step in self.steps), default=Fraction(1))

    def view(self) -> View:
        """Say what is to be drawn (绘图说明)."""
        labels = [wrapped(step.label, _EMS) for step in self.steps]
        left = 16 + math.ceil(_LABEL * max(map(ems, labels), default=1))
        right = 16 + math.ceil(
            _LABEL * max((ems(s.text) for s in self.steps), default=1)
        )
        tallest = max((label.count("\n") + 1 for label in labels), default=1)
        return View(
            width=max(200, _WIDTH - left - right),
            height=len(self.steps) * max(_ROW, _LINE * tallest + 6),
            left=left,
            right=right,
            bottom=26,
            layers=[*self._layers(labels)],
        )

    def _layers(self, labels: list[str]) -> Iterator[Layer]:
        start, end = self.start, self._end
        across = {
            "field": "low",
            "type": "quantitative",
            "scale": {"domain": [pixels(start), pixels(end)], "nice": False},
            "axis": {"tickCount": 6, "format": "~f"},
        }
        rows = [
            {
                "row": row,
                "low": pixels(max(start, step.low)),
                "high": pixels(max(start, step.high)),
                "end": pixels(max(start, step.reach or step.high)),
                "colour": _COLOURS[step.kind],
                "opacity": _LIGHT if step.kind == "open" else 1,
                "text": label,
                "figure": step.text,
            }
            for row, (step, label) in enumerate(zip(self.steps, labels, strict=True))
        ]
        reaching = [
            {**row, "low": row["high"], "high": row["end"], "opacity": _LIGHT}
            for row, step in zip(rows, self.steps, strict=True)
            if step.reach is not None
        ]
        spans = {
            "x": across,
            "x2": {"field": "high"},
            "y": _DOWN,
            "opacity": {"field": "opacity", "type": "quantitative", "scale": None},
        }
        yield layer_of([*rows, *reaching], "bar", {**spans, **COLOUR})
        yield from label_layers(rows, {"x": {"value": -8}, "y": _DOWN}, align="right")
        figures = [{**row, "text": row["figure"]} for row in rows]
        ends = {"x": {**across, "field": "end"}, "y": _DOWN}
        yield from label_layers(figures, ends, align="left", dx=6)


_LIGHT = 0.45
_DOWN: Layer = {
    "field": "row",
    "type": "ordinal",
    "axis": None,
    "scale": {"paddingInner": 0.4, "paddingOuter": 0.2},
}
_COLOURS = {
    "sum": Palette.good,
    "lost": Palette.poor,
    "won": Palette.won,
    "open": Palette.open,
}
