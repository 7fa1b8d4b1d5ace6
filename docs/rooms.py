"""
Draw the pictures of the page on architecture: the rooms, and the path of a target.

Run ``python docs/rooms.py``. The rooms and their order are those of the contract that
the import linter checks, so the picture cannot say something else.
"""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path

import lzeval as lz
from lzeval.notation import read_target, write_reading

DOCS = Path(__file__).parent
WIDTH, ROW, GAP = 720, 34, 10
PALE = 'fill="currentColor" fill-opacity="0.06"'
LINE = 'stroke="currentColor" stroke-opacity="0.35"'
TITLES = {
    "en": ("The rooms of lzeval, each importing downwards only", "imports"),
    "zh": ("lzeval 的各个房间，只向下引用", "引用"),
}
ABOUT = {
    "en": ("reads", "keeps", "divides", "gives points", "shows", "writes"),
    "zh": ("读", "存", "求完成率", "计分", "成文", "输出"),
}
PATHS = {
    "en": "The path of one target from its cell to the document",
    "zh": "一个指标值从单元格到文档的路径",
}


def layers() -> list[list[str]]:
    """Read the layers of public rooms from the project file, the topmost first."""
    text = (DOCS.parent / "pyproject.toml").read_text("utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    [order] = [one["layers"] for one in contracts if one["id"] == "rooms"]
    found = [re.findall(r"(?<!\w)[a-z]\w*", names) for names in order]
    return [names for names in found if names]


def opening(title: str, height: int) -> str:
    """Begin a picture that has a name for those who do not see it."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg" style="max-width:100%;height:auto" '
        f'font-family="inherit" font-size="14" text-anchor="middle">'
    )


def box(x: float, y: float, width: float, *lines: str) -> str:
    """Draw a box with one line of text, or two."""
    height = ROW if len(lines) == 1 else ROW + 18
    middle = x + width / 2
    texts = "".join(
        f'<text x="{middle:g}" y="{y + 22 + 18 * number:g}" fill="currentColor"'
        f"{'' if number == 0 else ' opacity=' + chr(34) + '0.7' + chr(34)}>"
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height}" rx="4" '
        f"{PALE} {LINE}/>{texts}"
    )


def rooms(language: str) -> str:
    """Draw a row of boxes for each layer; a row may import from those below it."""
    title, arrow = TITLES[language]
    found = layers()
    height = len(found) * (ROW + GAP) + GAP
    inner = WIDTH - 60
    parts = [opening(title, height)]
    for number, names in enumerate(found):
        y = GAP + number * (ROW + GAP)
        width = (inner - GAP * (len(names) - 1)) / len(names)
        parts += [
            box(50 + place * (width + GAP), y, width, name)
            for place, name in enumerate(names)
        ]
    end = height - GAP
    parts.append(
        f'<path d="M24 {GAP}V{end}m-6 -10l6 10l6 -10" fill="none" {LINE}/>'
        f'<text x="24" y="0" fill="currentColor" opacity="0.7" '
        f'transform="translate(-12 {height / 2:g}) rotate(-90 24 0)">{arrow}</text>'
    )
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def path(language: str) -> str:
    """Follow one real target and result; every text in the picture is computed."""
    locale = {"en": "en", "zh": "zh_CN"}[language]
    cell, result, weight = "≥6410人", "5123人", 30
    card = lz.Evaluation(
        project=lz.Project("养老保险"),
        tree=lz.IndicatorTree.of(
            lz.Indicator("续保人数", weight=weight, rule=lz.rules.Proportional())
        ),
        targets=[lz.Target.parse(cell, indicator="续保人数")],
        outcomes={"续保人数": result},
    ).evaluate()
    line = card["续保人数"]
    rate = line.completion_rate
    assert isinstance(rate, lz.Rate)
    stations = (
        ("notation", f"{cell} → {write_reading(read_target(cell), locale=locale)}"),
        ("model", f"Target({cell}), Outcome({result})"),
        ("scoring", f"5123/6410 = {rate}"),
        ("scoring", f"{weight} × 5123/6410 → {line.points}"),
        ("report", f"Document: {line.points} / {weight}"),
        ("render", "docx, pdf, xlsx, html, …"),
    )
    step = ROW + 18 + 22
    parts = [opening(PATHS[language], len(stations) * step)]
    for number, ((room, text), verb) in enumerate(
        zip(stations, ABOUT[language], strict=True)
    ):
        y = 4 + number * step
        parts.append(box(160, y, 400, f"{room}: {verb}", text))
        if number:
            parts.append(
                f'<path d="M360 {y - 20}v16m-5 -7l5 7l5 -7" fill="none" {LINE}/>'
            )
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Draw all pictures, by path."""
    return {
        DOCS / "pictures" / f"{name}.{language}.svg": draw(language)
        for name, draw in (("rooms", rooms), ("path", path))
        for language in ("en", "zh")
    }


def main() -> None:
    """Write the pictures."""
    for place, text in pages().items():
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
