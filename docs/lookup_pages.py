"""
Write the pages that list units and errors, from the tables the code itself uses.

Run ``python docs/lookup_pages.py``; a test says when a page is stale.
"""

from __future__ import annotations

import doctest
import inspect
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from lzeval import errors
from lzeval.notation._unit_table import COUNTED, MEASURED

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parent
FAMILIES = {
    "apparent-power": ("Apparent power", "视在功率"),
    "area": ("Area", "面积"),
    "basis-point": ("Basis points", "基点"),
    "bit-rate": ("Bit rate", "带宽"),
    "calendar": ("Months and years", "月与年"),
    "coal-equivalent": ("Coal equivalent", "标准煤"),
    "count": ("People and other counts that convert", "可换算的计数"),
    "current": ("Electric current", "电流"),
    "energy": ("Energy", "能量"),
    "frequency": ("Frequency", "频率"),
    "length": ("Length", "长度"),
    "mass": ("Mass", "质量"),
    "money": ("Money", "金额"),
    "percentage-point": ("Percentage points", "百分点"),
    "permille-point": ("Per mille points", "千分点"),
    "power": ("Power", "功率"),
    "pressure": ("Pressure", "压力"),
    "ratio": ("Ratios", "比率"),
    "time": ("Time", "时长"),
    "voltage": ("Voltage", "电压"),
    "volume": ("Volume", "体积"),
}
UNITS = {
    "en": """\
# Units

The units that are known, and how they convert.
Units of one family are converted exactly, by the factor to the unit with factor 1;
units of different families are never compared: that is a problem with a name, see
[errors](errors.md).
Multipliers such as 万 and 亿 may stand before any unit.
What is written in another way, for example `metres` or `平米`, is read as the unit it
means. A unit that is not in these lists is kept as it is written and compares with
itself only.

This page is made from the table that the library uses.
""",
    "zh": """\
# 计量单位

认识哪些单位，怎样换算。
同一类的单位按到基本单位（系数为 1）的系数精确换算；不同类的单位从不比较，那是一个
有名字的问题，见[错误一览](errors.md)。
任何单位前都可以有万、亿等数级。
别的写法，例如 `metres` 或 `平米`，读作它所指的单位。表上没有的单位照原样保留，只与
自己相比。

本页由库中使用的单位表生成。
""",
}
ERRORS = {
    "en": """\
# Errors

Every exception of lzeval derives from `lzeval.errors.LzevalError` and from the builtin
that is nearest, so `except ValueError` works too.
`code` is stable and made for programs; the wording of a message may change.
An error with *several problems* has them in `problems`, each with `place` and
`message`, and lists all of them at once.
What is wrong with a *published form* is no error: it is a
[finding](checks/index.md).

This page is made from the classes themselves.
""",
    "zh": """\
# 错误一览

lzeval 的每个错误都派生自 `lzeval.errors.LzevalError` 和最接近的内置错误，因此
`except ValueError` 也有效。
`code` 不变，供程序使用；消息的措辞可能改动。
*多项问题*的错误在 `problems` 里列出全部问题，每个有 `place`（位置）和 `message`
（内容），一次说全。
*公开的表格*有什么不对不是错误，而是[审核发现](checks/index.md)。

本页由错误类本身生成。
""",
}


def cell(text: str) -> str:
    """Keep a text inside its cell of a table."""
    return text.replace("|", "\\|")


def written(spellings: str) -> str:
    """List other spellings; an underscore stands for a blank."""
    return ", ".join(f"`{one.replace('_', ' ')}`" for one in spellings.split())


def unit_lines(language: str) -> Iterator[str]:
    """Yield the lines of the page on units."""
    english = language == "en"
    yield UNITS[language]
    head = (
        "| Unit | English | Factor | Also written |"
        if english
        else "| 单位 | 英文 | 系数 | 别的写法 |"
    )

    def family(row: tuple[str, ...]) -> str:
        return row[1].partition(":")[0].partition("/")[0]

    for name, rows in groupby(MEASURED, family):
        titles = FAMILIES[name]
        yield f"## {titles[0] if english else titles[1]}\n"
        yield f"{head}\n| --- | --- | --- | --- |"
        for symbol, _, factor, wording, also in rows:
            words = cell(wording.partition("|")[0])
            yield f"| {symbol} | {words} | {factor} | {written(also)} |"
        yield ""
    if english:
        yield "## What is counted\n\nEach of these is a family of its own.\n"
        yield "| Unit | English | Also written |\n| --- | --- | --- |"
    else:
        yield "## 计数的单位\n\n每个自成一类。\n"
        yield "| 单位 | 英文 | 别的写法 |\n| --- | --- | --- |"
    for symbol, wording, also in COUNTED:
        words = cell(wording.partition("|")[0])
        yield f"| {symbol} | {words} | {written(also)} |"


def error_lines(language: str) -> Iterator[str]:
    """Yield the lines of the page on errors."""
    english = language == "en"
    yield ERRORS[language]
    for name in errors.__all__:
        kind = getattr(errors, name)
        if not issubclass(kind, errors.LzevalError):
            continue
        about, chinese = re.fullmatch(
            r"(.*) \((.*)\)\.", " ".join(summary(kind).split())
        ).groups()
        builtin = next(
            base.__name__
            for base in kind.__mro__[1:]
            if base.__module__ == "builtins" and base is not object
        )
        several = issubclass(kind, errors.ProblemsError)
        yield f"## {name}\n"
        yield f"{about}." if english else f"{chinese}。"
        yield ""
        if english:
            yield f"- `code`: `{kind.code}`"
            yield f"- also a `{builtin}`" + (", several problems" if several else "")
        else:
            yield f"- `code`：`{kind.code}`"
            yield f"- 也是 `{builtin}`" + ("，多项问题" if several else "")
        for message in messages(kind):
            yield f"\n```text\n{message}\n```"
        yield ""


def summary(kind: type) -> str:
    """Take the first paragraph of a docstring."""
    return (inspect.getdoc(kind) or "").partition("\n\n")[0]


def messages(kind: type) -> Iterator[str]:
    """Yield what the examples of a class print, or the messages that they return."""
    for example in doctest.DocTestParser().get_examples(inspect.getdoc(kind) or ""):
        wanted = example.want.strip()
        if "str(" in example.source and wanted[:1] in "'\"":
            yield wanted[1:-1]
        elif example.source.startswith("print(") and wanted:
            yield wanted


def pages() -> dict[Path, str]:
    """Compose all pages, by path."""
    made = {"units": unit_lines, "errors": error_lines}
    return {
        DOCS / language / "reference" / f"{name}.md": "\n".join(
            lines(language)
        ).rstrip()
        + "\n"
        for name, lines in made.items()
        for language in ("en", "zh")
    }


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
