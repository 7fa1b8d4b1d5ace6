"""
Write what scoring columns costs into the docs: tables, and a plot by number of rows.

Run ``python docs/costs.py``. ``benchmarks/frames.py`` measures, and keeps what it finds
in ``docs/measured/frames.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

Figures: TypeAlias = Mapping[str, Any]

DOCS = Path(__file__).parent
KEPT = DOCS / "measured" / "frames.json"
NAMES = {
    "polars": "Polars, lazy",
    "duckdb": "DuckDB",
    "pyarrow": "PyArrow",
    "pandas": "pandas",
    "spark": "PySpark, local[2]",
}
HAND, ONE_RULE = "seconds by hand in floats", "ratio to one rule by hand"
TIMES = "times faster than the scalar library"
HEADS = {
    "en": {
        "engines": ("Engine", "Rows", "lzeval, s", "Floats by hand, s", "Ratio"),
        "mixed": (
            "Edition",
            "Call",
            "Rows",
            "lzeval, s",
            "Floats by hand, s",
            "Ratio",
            "To floats of one rule, added up",
            "Speed, one by one = 1",
        ),
        "memory": ("Call", "Rows", "Columns, MiB", "Peak, MiB", "Ratio"),
        "files": ("Call", "Rows", "Peak of the process, GiB", "Seconds by the clock"),
    },
    "zh": {
        "engines": ("引擎", "行数", "lzeval（秒）", "手写浮点（秒）", "倍数"),
        "mixed": (
            "评价办法",
            "调用",
            "行数",
            "lzeval（秒）",
            "手写浮点（秒）",
            "倍数",
            "对单一赋分规则手写汇总的倍数",
            "速度（逐份计分＝1）",
        ),
        "memory": ("调用", "行数", "输入列（MiB）", "峰值（MiB）", "倍数"),
        "files": ("调用", "行数", "进程峰值（GiB）", "用时（秒）"),
    },
}
MACHINE = {
    "en": "{cores} cores of {processor}, {memory} GiB of memory, {system}; {versions}.",
    "zh": "{processor} {cores}核，内存{memory} GiB，{system}；{versions}。",
}
PLOT = {
    "en": ("Processor time by number of rows", "Rows", "Seconds", "floats by hand"),
    "zh": ("处理器时间与行数", "行数", "秒", "手写浮点"),
}


def tables(kept: Figures) -> dict[str, list[list[str]]]:
    """Give the cells of all tables, below their heads."""
    engines = [
        [
            NAMES[name],
            f"{one['rows']:,}",
            f"{one['seconds']:.2f}",
            f"{one[HAND]:.2f}",
            f"{one['ratio']:.2f}",
        ]
        for name, one in sorted(
            kept["engines"].items(), key=lambda each: [*NAMES].index(each[0])
        )
    ]
    mixed = [
        [
            *(f"`{word}`" for word in name.split()),
            f"{one['rows']:,}",
            f"{one['seconds']:.2f}",
            f"{one[HAND]:.2f}",
            f"{one['ratio']:.2f}",
            f"{one[ONE_RULE]:.2f}",
            f"{one[TIMES]:,.0f}",
        ]
        for name, one in kept["mixed"].items()
    ]
    memory = [
        [
            f"`{name}`",
            f"{one['rows']:,}",
            f"{one['columns MiB']:,.0f}",
            f"{one['peak MiB']:,.0f}",
            f"{one['ratio']:.2f}",
        ]
        for name, one in kept["memory"].items()
    ]
    files = [
        [
            f"`{name}_files`",
            f"{kept['Parquet']['rows']:,}",
            f"{kept['Parquet'][f'{name} GiB']:.2f}",
            f"{kept['Parquet'][f'{name} seconds']:.0f}",
        ]
        for name in ("rollup", "score")
    ]
    return {"engines": engines, "mixed": mixed, "memory": memory, "files": files}


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Write a table, whose first columns are words and whose others are numbers."""
    words = sum(not cell[0].isdigit() for cell in body[0])
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *body)]
    rule = "|" + "---|" * words + "--:|" * (len(head) - words)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def machine(kept: Figures, language: str) -> str:
    """Describe the machine in a sentence."""
    told = dict(kept["machine"])
    named = {
        name: told.pop(name) for name in ("processor", "cores", "memory GiB", "system")
    }
    joint = {"en": ", ", "zh": "、"}[language]
    versions = joint.join(f"{name} {number}" for name, number in told.items())
    return MACHINE[language].format(
        processor=named["processor"],
        cores=named["cores"],
        memory=f"{named['memory GiB']:.0f}",
        system=named["system"],
        versions=versions,
    )


# --- the plot -------------------------------------------------------------------------

WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, TOP, BOTTOM = 64, 110, 12, 44
TENS = ("10⁴", "10⁵", "10⁶", "10⁷", "10⁸")
FINE = 'stroke="currentColor" stroke-opacity="0.15"'


def plot(growth: Sequence[Figures], language: str) -> str:
    """Draw seconds by rows, both by powers of ten: what is linear rises evenly."""
    title, rows, seconds, hand = PLOT[language]
    ends = [math.log10(one[key]) for one in growth for key in ("seconds", HAND)]
    least, most = math.floor(min(ends)), math.ceil(max(ends))
    first, last = (math.log10(growth[place]["rows"]) for place in (0, -1))

    def across(power: float) -> float:
        return LEFT + (power - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def down(power: float) -> float:
        return TOP + (most - power) / (most - least) * (HEIGHT - TOP - BOTTOM)

    floor, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    opening = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg" style="max-width:100%;height:auto" '
        f'font-family="inherit" font-size="13">'
    )
    parts = [opening]
    for power in range(least, most + 1):
        label = f"{10.0**power:g}"
        y = down(power)
        parts.append(
            f'<path d="M{LEFT} {y:g}H{right}" {FINE}/>'
            f'<text x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end" '
            f'fill="currentColor">{label}</text>'
        )
    parts += [
        f'<path d="M{across(power):g} {TOP}V{floor}" {FINE}/>'
        f'<text x="{across(power):g}" y="{floor + 18}" text-anchor="middle" '
        f'fill="currentColor">{TENS[power - 4]}</text>'
        for power in range(round(first), round(last) + 1)
    ]
    parts.append(
        f'<text x="{(LEFT + right) / 2:g}" y="{HEIGHT - 6}" text-anchor="middle" '
        f'fill="currentColor">{rows}</text>'
        f'<text transform="translate(14 {(TOP + floor) / 2:g}) rotate(-90)" '
        f'text-anchor="middle" fill="currentColor">{seconds}</text>'
    )
    for key, name, dashes in (("seconds", "lzeval", ""), (HAND, hand, "5 4")):
        places = [
            (across(math.log10(one["rows"])), down(math.log10(one[key])))
            for one in growth
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        style = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="currentColor" '
            f'stroke-width="1.6"{style}/>'
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="currentColor"/>'
            for x, y in places
        ]
        x, y = places[-1]
        shift = -2 if key == "seconds" else 14
        parts.append(
            f'<text x="{x + 8:.1f}" y="{y + shift:.1f}" fill="currentColor">{name}'
            "</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def pages() -> dict[Path, str]:
    """Write the tables and the plot of both languages from what was measured."""
    kept = json.loads(KEPT.read_text("utf-8"))
    found: dict[Path, str] = {}
    for language, heads in HEADS.items():
        for name, body in tables(kept).items():
            place = DOCS / "measured" / f"frames-{name}.{language}.md"
            found[place] = table(heads[name], body)
        place = DOCS / "measured" / f"frames-machine.{language}.md"
        found[place] = machine(kept, language) + "\n"
        place = DOCS / "pictures" / f"frames-growth.{language}.svg"
        found[place] = plot(kept["growth"], language)
    return found


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
