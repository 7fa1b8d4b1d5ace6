"""Charts: what is printed on them, what is drawn, and that they stay what they are."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from fractions import Fraction
from xml.etree import ElementTree as ET

import attrs
import pytest

from lzeval.charts import (
    Band,
    Bar,
    Bars,
    Chart,
    Distribution,
    Group,
    HeatMap,
    Radar,
    ScoreRange,
    Spoke,
    Square,
    Step,
    Waterfall,
)
from lzeval.errors import InvalidDocumentError, MissingGlyphError
from lzeval.report.document import Drawing

HALF = Fraction(1, 2)
OPEN = "#9aa3ad"

BARS = Bars(
    bars=[
        Bar(label="续保 <&> 人数", share=HALF, text="50.00%", met=False),
        Bar(label="培训", share=Fraction(3), text="300.00%", met=True),
        Bar(label="满意度", share=None, text="未填报"),
    ],
    target="指标值",
)
WATERFALL = Waterfall(
    steps=[
        Step(label="满分", low=Fraction(), high=Fraction(100), text="100", kind="sum"),
        Step(label="续保率", low=Fraction(95), high=Fraction(100), text="-5"),
        Step(label="加分", low=Fraction(95), high=Fraction(96), text="+1", kind="won"),
        Step(
            label="满意度", low=Fraction(90), high=Fraction(96), text="-6?", kind="open"
        ),
        Step(
            label="总分",
            low=Fraction(),
            high=Fraction(90),
            text="90～96",
            kind="sum",
            reach=Fraction(96),
        ),
    ]
)
RADAR = Radar(
    spokes=[
        Spoke(label="决策", share=Fraction(1), text="100.00%"),
        Spoke(label="过程", share=HALF, text="50.01%"),
        Spoke(label="产出", share=Fraction(1, 4), text="25.02%"),
    ]
)
RANGE = ScoreRange(
    low=Fraction(82),
    high=Fraction(95),
    out_of=Fraction(100),
    text="82～95分",
    bands=[
        Band(label="差", low=Fraction(), high=Fraction(60)),
        Band(label="优", low=Fraction(60), high=Fraction(100)),
    ],
    ticks=[(Fraction(), "0"), (Fraction(60), "60"), (Fraction(100), "100")],
)
HEAT_MAP = HeatMap(
    columns=["决策", "产出"],
    rows=[
        (
            "甲项目",
            [Square(share=HALF, text="50.03%"), Square(share=None, text="未定")],
        ),
        ("乙项目", [Square(share=Fraction(1), text="100.00%"), None]),
    ],
)
DISTRIBUTION = Distribution(
    groups=[
        Group(label="80～90%", count=1234),
        Group(label="90～100%", count=0),
        Group(label="未定", count=3, known=False),
    ]
)
CHARTS = {
    "bars": BARS,
    "waterfall": WATERFALL,
    "radar": RADAR,
    "range": RANGE,
    "heat map": HEAT_MAP,
    "distribution": DISTRIBUTION,
}
SHOWN = {
    "bars": "续保 <&> 人数 50.00% 培训 300.00% 满意度 未填报 指标值",
    "waterfall": "满分 100 续保率 -5 加分 +1 满意度 -6? 总分 90～96 95",
    "radar": "决策 100.00% 过程 50.01% 产出 25.02% 75%",
    "range": "82～95分 差 优 0 60 100",
    "heat map": "决策 产出 甲项目 50.03% 未定 乙项目 100.00%",
    "distribution": "80～90% 1,234 90～100% 0 未定 3",
}


def parsed(svg: str) -> ET.Element:
    """Read a picture that we drew."""
    return ET.fromstring(svg)  # noqa: S314


def texts(svg: str) -> list[str]:
    """Read the texts of a picture."""
    return ["".join(text.itertext()) for text in parsed(svg).iter() if _is_text(text)]


def _is_text(element: ET.Element) -> bool:
    return element.tag.endswith(("}text", "}tspan"))


def drawn(svg: str, colour: str) -> int:
    """Count the shapes of a colour."""
    return sum(
        colour in {shape.get("fill"), shape.get("stroke")}
        for shape in parsed(svg).iter()
    )


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_printed(name: str) -> None:
    """Labels and figures stand on the chart as they were given, markup and all."""
    shown = " ".join(texts(CHARTS[name].svg()))
    assert [] == [text for text in SHOWN[name].split() if text not in shown]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_plain_vectors(name: str) -> None:
    """One SVG without script, styles, links, or names that could clash in a page."""
    svg = CHARTS[name].svg()
    root = parsed(svg)
    assert "{http://www.w3.org/2000/svg}svg" == root.tag
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "line", "text", "tspan"}
    names = {name for element in root.iter() for name in element.attrib}
    assert set() == names & {"id", "style", "href", "onclick", "clip-path"}
    assert [] == re.findall(r"https?://(?!www\.w3\.org/)", svg)
    assert "NaN" not in svg


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_always_the_same(name: str) -> None:
    """It is drawn to the same bytes, in this process and in another one."""
    chart = CHARTS[name]
    assert isinstance(chart, Drawing)
    assert chart.svg() == type(chart)(**_fields(chart)).svg()
    assert hash(chart) == hash(type(chart)(**_fields(chart)))


def _fields(chart: Chart) -> dict[str, object]:
    return {
        field.name: getattr(chart, field.name) for field in attrs.fields(type(chart))
    }


def test_another_process_draws_the_same() -> None:
    """Nothing depends on what was drawn before, or on the seed of hashes."""
    script = (
        "from fractions import Fraction as F\n"
        "from lzeval.charts import Bar, Bars\n"
        "bars = [Bar(label='A', share=F(1, 2), text='50%', met=False)]\n"
        "print(Bars(bars=bars, target='B').svg(), end='')"
    )
    bars = Bars(bars=[Bar(label="A", share=HALF, text="50%", met=False)], target="B")
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert bars.svg() == found.stdout


@pytest.mark.parametrize("name", CHARTS)
def test_on_any_ground(name: str) -> None:
    """On paper the ground is white; without one, letters take the colour around."""
    paper, bare = CHARTS[name].svg(), CHARTS[name].svg(background=None)
    assert 'fill="#ffffff"' in paper[:300]
    assert 'fill="#ffffff"' not in bare[:300]
    assert 'fill="currentColor"' in bare
    assert "#000" not in bare


def test_a_bar_that_is_not_known_is_not_drawn() -> None:
    """Two bars and an arrow for three rows; the third has its words and no bar."""
    svg = BARS.svg()
    assert (1, 2) == (drawn(svg, "#d9822b"), drawn(svg, "#3273b8"))
    zero = Bars(bars=[Bar(label="A", share=Fraction(), text="0%")], target="B")
    none = Bars(bars=[Bar(label="A", share=None, text="0%")], target="B")
    assert (1, 0) == (drawn(zero.svg(), OPEN), drawn(none.svg(), OPEN))


def test_bars_within_the_target_need_no_more_room() -> None:
    """The axis ends at the target, or at one and a half of it."""
    within = Bars(
        bars=[Bar(label="A", share=Fraction(1), text="", met=True)], target="B"
    )
    assert "125%" not in texts(within.svg())
    assert {"100%", "125%", "150%"} <= set(texts(BARS.svg()))


@pytest.mark.parametrize(
    ("levels", "start"), [((100, 95), 90), ((100, 40), 10), ((90, 90), 0), ((50, 0), 0)]
)
def test_where_a_waterfall_begins(levels: tuple[int, int], start: int) -> None:
    """At a ten below the least level, so that steps are seen; at zero without steps."""
    steps = [
        Step(label="", low=Fraction(), high=Fraction(level), text="", kind="sum")
        for level in levels
    ]
    assert start == Waterfall(steps=steps).start


def test_what_is_open_is_lighter() -> None:
    """Points that are not known yet are grey, and lengthen the total lightly."""
    assert 2 == WATERFALL.svg().count(' opacity="0.45"')


def test_a_radar_with_a_gap_has_no_area() -> None:
    """Where a rate is not known there is no point, and nothing is filled."""
    spokes = [*RADAR.spokes, Spoke(label="效益", share=None, text="未定")]
    whole, gap = RADAR.svg(), Radar(spokes=spokes).svg()
    assert "fill-opacity" in whole
    assert "fill-opacity" not in gap
    assert "未定" in " ".join(texts(gap))


def test_a_radar_needs_three_spokes() -> None:
    """With two there is no outline to see."""
    with pytest.raises(InvalidDocumentError, match="expected 3 or more, got 2"):
        Radar(spokes=RADAR.spokes[:2])


def test_a_heat_map_is_a_grid() -> None:
    """Each row has a square, or none, for each column."""
    with pytest.raises(InvalidDocumentError, match=r"rows\[1\]: expected 2 squares"):
        HeatMap(columns=["甲", "乙"], rows=[HEAT_MAP.rows[0], ("丙", [])])


def test_a_square_that_is_not_known_has_a_frame() -> None:
    """It is framed and not coloured; where there is nothing to know, nothing stands."""
    svg = HEAT_MAP.svg()
    assert 1 == drawn(svg, OPEN)
    nought = HeatMap(
        columns=["甲"], rows=[("乙", [Square(share=Fraction(), text="0")])]
    )
    assert 0 == drawn(nought.svg(), OPEN)


@pytest.mark.parametrize(("low", "high"), [(95, 95), (0, 1), (99, 100), (0, 0)])
def test_a_score_is_told_at_either_end(low: int, high: int) -> None:
    """The words of a score stay on the picture wherever it lies."""
    chart = ScoreRange(
        low=Fraction(low),
        high=Fraction(high),
        out_of=Fraction(100),
        text="总分很长很长",
    )
    root = parsed(chart.svg())
    (told,) = (e for e in root.iter() if _is_text(e) and e.text == "总分很长很长")
    x = float(re.findall(r"translate\(([\d.-]+)", str(told.get("transform")))[-1])
    half = 6 * 12 / 2
    reach = {"start": (0, 2), "middle": (-1, 1), "end": (-2, 0)}[
        str(told.get("text-anchor"))
    ]
    assert -20 <= x + reach[0] * half
    assert x + reach[1] * half <= 580


def test_a_bitmap_has_300_dots_an_inch() -> None:
    """A chart of 600 pixels is 6.25 inches wide in Word, and crisp."""
    bars = Bars(bars=[Bar(label="A", share=HALF, text="50%", met=False)], target="B")
    png = bars.png()
    (width,) = struct.unpack(">I", png[16:20])
    at = png.index(b"pHYs")
    dots, _, unit = struct.unpack(">IIB", png[at + 4 : at + 13])
    assert (11811, 1) == (dots, unit)
    assert abs(width - 600 * 300 / 96) < 4
    assert png == bars.png()


def test_a_character_without_a_font_is_told() -> None:
    """Nothing is left out of a bitmap in silence."""
    bars = Bars(
        bars=[Bar(label="A\U0010abcd", share=HALF, text="", met=None)], target=""
    )
    with pytest.raises(MissingGlyphError) as error:
        bars.png()
    assert "\U0010abcd" == error.value.text
    assert "\U0010abcd" in bars.svg()


def test_names_in_chinese_are_not_lost_in_an_english_chart() -> None:
    """Fonts are those of the language, and Chinese ones where a name needs them."""

    def fonts(label: str, locale: str) -> str:
        bars = Bars(
            bars=[Bar(label=label, share=HALF, text="")], target="", locale=locale
        )
        return bars.svg()

    assert "CJK" not in fonts("A", "en")
    assert "Noto Sans CJK SC" in fonts("甲", "en")
    assert "Noto Sans CJK SC" in fonts("A", "zh_CN\nen")
    assert "Noto Sans CJK TC" in fonts("A", "zh_Hant")


def test_charts_need_their_extra() -> None:
    """Without the library the error says what to install; making one needs nothing."""
    script = (
        "import sys; sys.modules['vl_convert'] = None\n"
        "from lzeval.charts import Bars\n"
        "chart = Bars(bars=[], target='A'); chart.spec(); chart.svg()"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, text=True
    )
    assert "pip install 'lzeval[charts]'" in found.stderr


def test_a_notebook_gets_vectors() -> None:
    """Bare for the page of a notebook, on white for what shows images only."""
    bundle = BARS._repr_mimebundle_()
    assert BARS.svg(background=None) == bundle["text/html"]
    assert BARS.svg() == bundle["image/svg+xml"]


def test_a_kind_of_chart_says_what_it_draws() -> None:
    """The base itself draws nothing."""
    with pytest.raises(NotImplementedError):
        Chart().svg()
