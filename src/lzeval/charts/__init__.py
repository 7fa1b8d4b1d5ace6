"""
Charts of figures that are ready to print (图表).

A chart is a frozen value: labels, the figures as they are printed, and the exact
numbers that say how long a bar is. It knows nothing of evaluations (what is on a chart
is the business of `lzeval.report.figures`) and is drawn by Vega-Lite when a renderer
or a notebook asks for it. A figure that is not known is drawn as not known, never as
zero.
"""

from __future__ import annotations

from lzeval.charts.bars import Bar, Bars
from lzeval.charts.chart import Chart
from lzeval.charts.distribution import Distribution, Group
from lzeval.charts.heat_map import HeatMap, Square
from lzeval.charts.radar import Radar, Spoke
from lzeval.charts.score_range import Band, ScoreRange
from lzeval.charts.waterfall import Step, Waterfall

__all__ = [
    "Band",
    "Bar",
    "Bars",
    "Chart",
    "Distribution",
    "Group",
    "HeatMap",
    "Radar",
    "ScoreRange",
    "Spoke",
    "Square",
    "Step",
    "Waterfall",
]


def __dir__() -> list[str]:
    return __all__
