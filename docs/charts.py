"""
Draw the charts of the how-to on charts, and what a notebook shows, in both languages.

Run ``python docs/charts.py``. The case of Longchi is the published one; the projects of
the overview are made up.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import lzeval as lz
from lzeval import report
from lzeval.charts import Chart
from lzeval.render.notebook import mimebundle

if TYPE_CHECKING:
    from lzeval.report.document import Figure

DOCS = Path(__file__).parent
LOCALES = {"zh": "zh_CN", "en": "en"}
MADE_UP = [
    ({"zh": "就业培训", "en": "Job training"}, ("100人", "92%", "98%")),
    ({"zh": "农村道路养护", "en": "Rural road repair"}, ("74人", "90%", "81%")),
    ({"zh": "社区养老", "en": "Care for the elderly"}, ("88人", "76%", "95%")),
    ({"zh": "图书馆开放", "en": "Opening the library"}, ("63人", "55%", None)),
]


def texts(zh: str, en: str) -> lz.Text:
    """Write a name in both languages."""
    return lz.Text(zh, en=en)


def made_up() -> list[lz.Scorecard]:
    """Score four projects that are like each other; one has not asked its users yet."""
    tree = lz.IndicatorTree.of(
        lz.Indicator(texts("产出", "Output"), code="a", weight=40),
        lz.Indicator(texts("效益", "Benefit"), code="b", weight=40),
        lz.Indicator(texts("满意度", "Satisfaction"), code="c", weight=20),
    )
    targets = [
        lz.Target.parse("≥100人", indicator="a"),
        lz.Target.parse("≥90%", indicator="b"),
        lz.Target.parse("≥95%", indicator="c"),
    ]
    return [
        lz.Evaluation(
            project=lz.Project(texts(name["zh"], name["en"])),
            tree=tree,
            targets=targets,
            outcomes={
                code: lz.Outcome.missing() if given is None else given
                for code, given in zip("abc", outcomes, strict=True)
            },
        ).evaluate()
        for name, outcomes in MADE_UP
    ]


def figures(locale: str) -> dict[str, Figure | None]:
    """Draw every chart by the name of its file."""
    card = lz.cases.load("longchi-2022").evaluate()
    cards = made_up()
    return {
        "completion": report.completion_bars(card, locale),
        "waterfall": report.score_waterfall(card, locale),
        "radar": report.rate_radar(card, locale),
        "range": report.score_range(cards[-1], locale),
        "heat-map": report.rate_heat_map(cards, locale),
        "distribution": report.rate_distribution(cards, locale),
    }


def picture(figure: Figure) -> str:
    """Write a chart for a page: with its words, on whatever ground the page has."""
    assert isinstance(figure.drawing, Chart)
    svg = figure.drawing.svg(background=None)
    label = escape(figure.alt)
    told = f'<svg role="img" aria-label="{label}" style="max-width:100%;height:auto" '
    return svg.replace("<svg ", told, 1) + "\n"


def shown(card: lz.Scorecard, locale: str) -> str:
    """Write what a notebook shows of a scorecard."""
    return mimebundle(report.glance(card, locale))["text/html"] + "\n"


def pages() -> dict[Path, str]:
    """Draw the pictures of both languages."""
    card = lz.cases.load("longchi-2022").evaluate()
    return {
        DOCS / "pictures" / f"notebook.{language}.html": shown(card, locale)
        for language, locale in LOCALES.items()
    } | {
        DOCS / "pictures" / f"chart-{name}.{language}.svg": picture(figure)
        for language, locale in LOCALES.items()
        for name, figure in figures(locale).items()
        if figure is not None
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
