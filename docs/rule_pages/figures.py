"""Curves of rules as pictures: the share of the points, over one figure."""

from __future__ import annotations

import html
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lzeval.model import NoRate, terminating
from lzeval.scoring.plan import Along, Plan, Sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 20, 58
LINE = "#2f81d6"  # stands out from white and from a dark page alike
FINE = 24  # points along a bend
LETTER, GAP = 7.5, 8  # how wide a label is; one without room is left out

Point = tuple[Fraction, Fraction]


class Curve(NamedTuple):
    """What is drawn."""

    low: Fraction
    high: Fraction
    strokes: list[list[Point]]
    """Lines, each through its points."""
    closed: list[Point]
    """Where the curve jumps: the values that hold."""
    opened: list[Point]
    """Those that it only comes near to."""
    knots: list[tuple[Fraction, Fraction | None]]
    """Where it bends or jumps, and the share there."""


class Axis(NamedTuple):
    """The figure along which a rule is drawn; all others stand still."""

    name: str
    given: Mapping[str, Fraction]
    low: Fraction | None
    high: Fraction | None


def trace(plan: Plan, axis: Axis) -> Curve:
    """Follow a plan along one figure, bend by bend."""
    knots = sorted(set(_knots(plan, axis)))
    low, high = _ends(knots, axis)
    inner = [knot for knot in knots if low < knot < high]
    edges = [low, *inner, high]
    strokes = [_stroke(plan, axis, *ends) for ends in pairwise(edges)]
    closed: list[Point] = []
    opened: list[Point] = []
    for knot, before, after in zip(inner, strokes, strokes[1:], strict=False):
        here = _share(plan, axis, knot)
        limits = [near for near in (before[-1:], after[:1]) if near]
        away = [point for (point,) in limits if point[1] != here]
        opened += away
        if away and here is not None:
            closed.append((knot, here))
    marks = [(knot, _share(plan, axis, knot)) for knot in inner]
    return Curve(low, high, [each for each in strokes if each], closed, opened, marks)


def _split(sum_: Sum, axis: Axis) -> tuple[Fraction, Fraction]:
    """Take a sum as slope and rest along the axis."""
    slope = rest = Fraction(0)
    for name, number in sum_.terms:
        if name == axis.name:
            slope = number
        else:
            rest += number * axis.given.get(name, Fraction(0))
    return slope, rest


def _zero(sum_: Sum, axis: Axis) -> Iterator[Fraction]:
    slope, rest = _split(sum_, axis)
    if slope:
        yield -rest / slope


def _knots(plan: Plan, axis: Axis) -> Iterator[Fraction]:
    for case in plan.cases:
        for when in case.when:
            yield from _zero(when.sum, axis)
        if isinstance(case.then, Along):
            yield from _zero(case.then.bottom, axis)
            for segment in case.then.curve.segments:
                if segment.span.high is not None:
                    knot = case.then.top - case.then.bottom * segment.span.high
                    yield from _zero(knot, axis)


def _ends(knots: Sequence[Fraction], axis: Axis) -> tuple[Fraction, Fraction]:
    least = min([*knots, Fraction(0)])
    most = max([*knots, least + 1 if not knots else knots[-1]])
    margin = (most - least) / 4 or Fraction(1)
    low = axis.low if axis.low is not None else least - (margin if least < 0 else 0)
    return low, most + margin if axis.high is None else axis.high


def _share(plan: Plan, axis: Axis, value: Fraction) -> Fraction | None:
    share = plan.share({**axis.given, axis.name: value})
    return None if isinstance(share, NoRate) else Fraction(*share)


def _stroke(plan: Plan, axis: Axis, low: Fraction, high: Fraction) -> list[Point]:
    """Follow the curve between two knots; its ends are what it comes near to."""
    at = [low + (high - low) * Fraction(step, FINE) for step in range(FINE + 1)]
    near = (high - low) / 10**9
    at[0], at[-1] = low + near, high - near
    shares = [_share(plan, axis, value) for value in at]
    if any(share is None for share in shares):
        return []
    points = [
        (value, share)
        for value, share in zip(at, shares, strict=True)
        if share is not None
    ]
    first, second = points[FINE // 3], points[2 * FINE // 3]
    slope = (second[1] - first[1]) / (second[0] - first[0])
    if all(y == first[1] + slope * (x - first[0]) for x, y in points):
        ends = (low, high)
        return [(x, first[1] + slope * (x - first[0])) for x in ends]
    return [
        (low, _rounded(points[0][1])),
        *points[1:-1],
        (high, _rounded(points[-1][1])),
    ]


def _rounded(share: Fraction) -> Fraction:
    return Fraction(round(share * 10**6), 10**6)


class Words(NamedTuple):
    """What is written beside a curve."""

    title: str
    desc: str
    across: str
    up: str
    percent: bool
    """Whether the figure is a rate."""


def number(value: Fraction, *, percent: bool) -> str:
    """Write a figure along the axis."""
    if percent:
        return f"{number(value * 100, percent=False)}%"
    short = terminating(value)
    if isinstance(short, Fraction) or len(str(short)) > 9:  # noqa: PLR2004
        short = round(value, 2)
        return f"{float(short):.2f}"
    return f"{short:f}".replace("-", "−")


def draw(curve: Curve, words: Words, identity: str) -> str:
    """Draw a curve as a picture that a page holds, in the colours of the page."""
    sheet = Sheet(curve)
    middle, centre = (LEFT + WIDTH - RIGHT) // 2, (TOP + FLOOR) // 2
    parts = [
        HEAD.format(identity=identity),
        f'<title id="{identity}-title">{html.escape(words.title)}</title>',
        f'<desc id="{identity}-desc">{html.escape(words.desc)}</desc>',
        *sheet.grid(),
        *sheet.ticks(percent=words.percent),
        *sheet.lines(),
        label(words.across, f'x="{middle}" y="{HEIGHT - 12}"'),
        label(words.up, f'transform="translate(14 {centre}) rotate(-90)"'),
        "</svg>",
    ]
    return "\n".join(parts)


FLOOR = HEIGHT - BOTTOM
HEAD = (
    f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
    'aria-labelledby="{identity}-title {identity}-desc" fill="currentColor" '
    'style="max-width: 100%; height: auto; font-size: 13px">'
)


def label(text: str, where: str, anchor: str = "middle") -> str:
    """Write a text into a picture."""
    return f'<text {where} text-anchor="{anchor}">{html.escape(text)}</text>'


class Sheet:
    """Where a curve is drawn: figures to the right, shares upwards."""

    def __init__(self, curve: Curve) -> None:
        self.curve = curve

    def x(self, value: Fraction) -> str:
        """Say how far to the right a figure is."""
        part = (value - self.curve.low) / (self.curve.high - self.curve.low)
        return f"{float(LEFT + part * (WIDTH - LEFT - RIGHT)):.1f}"

    def y(self, share: Fraction) -> str:
        """Say how far down a share is."""
        return f"{float(TOP + (1 - share) * (FLOOR - TOP)):.1f}"

    def grid(self) -> Iterator[str]:
        """Rule a line at each quarter of the points."""
        for quarter in range(5):
            at = self.y(Fraction(quarter, 4))
            strength = "0.18" if quarter else "0.6"
            yield (
                f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}" stroke="currentColor" '
                f'stroke-opacity="{strength}" fill="none"/>'
            )
            where = f'x="{LEFT - 8}" y="{at}" dominant-baseline="central"'
            yield label(f"{25 * quarter}%", where, "end")

    def ticks(self, *, percent: bool) -> Iterator[str]:
        """Label the knots and the ends, as many as there is room for."""
        knots = [knot for knot, _ in self.curve.knots]
        taken: list[tuple[float, float]] = []
        for value in [*knots, self.curve.low, self.curve.high]:
            at, text = self.x(value), number(value, percent=percent)
            half = len(text) * LETTER / 2
            if any(abs(float(at) - other) < half + wide + GAP for other, wide in taken):
                continue
            taken.append((float(at), half))
            yield f'<path d="M{at} {FLOOR}v5" stroke="currentColor"/>'
            yield label(text, f'x="{at}" y="{FLOOR + 20}"')

    def lines(self) -> Iterator[str]:
        """Draw the curve; where it jumps, a full dot is the value that holds."""
        for stroke in self.curve.strokes:
            way = "L".join(f"{self.x(at)} {self.y(share)}" for at, share in stroke)
            yield (
                f'<path d="M{way}" fill="none" stroke="{LINE}" stroke-width="2.5" '
                'stroke-linecap="round" stroke-linejoin="round"/>'
            )
        for at, share in dict.fromkeys(self.curve.opened):
            yield (
                f'<circle cx="{self.x(at)}" cy="{self.y(share)}" r="4" '
                f'stroke="{LINE}" stroke-width="2" '
                'style="fill: var(--md-default-bg-color, Canvas)"/>'
            )
        for at, share in self.curve.closed:
            where = f'cx="{self.x(at)}" cy="{self.y(share)}"'
            yield f'<circle {where} r="4.5" fill="{LINE}"/>'
