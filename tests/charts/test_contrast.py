"""What is printed on a colour can be read on it: 7 : 1, the most WCAG 2.2 asks for."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from lzeval.charts import HeatMap, Square

COLOUR = r"(#[0-9a-f]{6}|rgb\(\d+, ?\d+, ?\d+\))"


def channels(colour: str) -> list[float]:
    """Give red, green and blue from 0 to 1."""
    if colour.startswith("#"):
        return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [int(number) / 255 for number in re.findall(r"\d+", colour)]


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, as WCAG defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels(colour)
    ]
    return sum(p * v for p, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_figures_on_every_colour_can_be_read(first: int) -> None:
    """Letters stand out from the colour of each rate."""
    squares = [
        Square(share=Fraction(first + percent, 100), text=f"at {first + percent}")
        for percent in range(26)
    ]
    chart = HeatMap(columns=["a"], rows=[(f"r{n}", [s]) for n, s in enumerate(squares)])
    svg = chart.svg()
    grounds = re.findall(rf'<path[^>]*?fill="{COLOUR}"', svg)
    inks = re.findall(rf'<text[^>]*?fill="{COLOUR}"[^>]*>at \d+<', svg)
    grounds = [one for one in grounds if one != "#ffffff"]
    assert len(squares) == len(grounds) == len(inks)
    for ground, ink in zip(grounds, inks, strict=True):
        light, dark = sorted(map(luminance, (ground, ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7
