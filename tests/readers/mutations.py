"""
Mutated files: forms in every format, with what damage and malice do to them.

Seeds are small, so that many files are read in a little time: published forms with a
few of their rows, laid out by `layouts`; a few whole ones; and what other programs
wrote. The same seeds and the same chance give the same file.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias
from xml.parsers import expat

import layouts
from attrs import evolve

import lzeval
from lzeval import plugins, report
from lzeval.forms import Form, dumps
from lzeval.readers import reader
from lzeval.render import render_document

__all__ = ["mutated", "seeds"]

DATA = Path(__file__).parents[1] / "data"
Mutator: TypeAlias = Callable[[bytes, random.Random], bytes]

# --- what is mutated ---------------------------------------------------------------

CASES = 5
"""Every so many of the published cases is a seed."""
ROWS = 4
"""Rows of indicators, and of money, that a small seed has."""
LEAN = re.compile(
    r"\[Content|\.rels$|document\.xml$|numbering|^mimetype|content\.xml|manifest"
)
"""Parts of documents and workbooks that say what is in them."""


def seeds(name: str) -> list[bytes]:
    """Give files of a format: published forms laid out, what others wrote."""
    if name == "doc":
        return [*map(rich_text, _layouts()[:3]), *_files((".doc",))]
    found = _files(reader(name).suffixes)
    if name == "pdf":  # one with Chinese type takes as long to read as ten without
        found += [plain_pdf(rows) for rows in (1, 1, 2, 2, 2, 3, 3, 3, 5)]
        return found + [layouts.WRITERS[name](one) for one in _layouts()[:1]]
    if name == "json":
        found += [dumps(form).encode() for form in _forms()]
    if name in layouts.WRITERS:
        found += [layouts.WRITERS[name](one) for one in _layouts()]
    if name in plugins.names("lzeval.renderers"):
        card = lzeval.cases.load("longchi-2022").evaluate()
        made = render_document(report.self_evaluation_form(card), name).content
        found.append(made.encode() if isinstance(made, str) else made)
    if name in {"docx", "ods"}:  # what a form is made of, without styles of a template
        found = [*map(_lean, found), *found[:1]]
    return found


def _files(suffixes: Sequence[str]) -> list[bytes]:
    return [
        path.read_bytes()
        for path in sorted((DATA / "readers").glob("*"))
        if path.suffix.lower() in suffixes
    ]


def _forms() -> list[Form]:
    return [
        evolve(
            form,
            indicators=form.indicators[:ROWS],
            budget=evolve(form.budget, rows=form.budget.rows[:ROWS]),
        )
        for _, form in layouts.numbered()[::CASES]
    ]


def _layouts() -> list[list[str | layouts.Table]]:
    chosen = layouts.numbered()[::CASES]
    numbers = [number for number, _ in chosen]
    whole = [layouts.lay_out(form, number) for number, form in chosen[:1]]
    return [*map(layouts.lay_out, _forms(), numbers), *whole]


def _lean(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        kept = {
            entry.filename: old.read(entry)
            for entry in old.infolist()
            if LEAN.search(entry.filename)
        }
    return _packed(kept)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, content, kind)
    return made.getvalue()


def rich_text(layout: Sequence[str | layouts.Table]) -> bytes:
    """Write a layout as rich text, which LibreOffice reads as an old document."""
    lines = [r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}"]
    for block in layout:
        if isinstance(block, str):
            lines.append(rf"\pard {_escaped(block)}\par")
            continue
        width, texts = layouts.columns_of(block), dict[int, dict[int, str]]()
        for row, column, box in layouts.placed(block):
            texts.setdefault(row, {})[column] = box.text
        edges = "".join(rf"\cellx{900 * (at + 1)}" for at in range(width))
        for shown in texts.values():
            cells = (_escaped(shown.get(at, "")) for at in range(width))
            row = "".join(rf"{text}\cell " for text in cells)
            lines.append(rf"\trowd{edges}\pard\intbl {row}\row")
        lines.append(r"\pard\par")
    return "\n".join([*lines, "}"]).encode()


def _escaped(text: str) -> str:
    return "".join(
        one if one.isascii() and one not in "\\{}\n" else rf"\u{ord(one)}?"
        for one in text
        if ord(one) < 1 << 15
    )


BOX, FONTS = "[0 0 560 400]", "/Resources << /Font << /F1 5 0 R >> >>"
HEADS = ["Level 1", "Level 2", "Level 3", "Target", "Actual", "Weight", "Points"]
ENTRY = ["Output", "Quantity", "Trainees {}", "100", "98", "20", "19.6"]


def plain_pdf(rows: int) -> bytes:
    """Write a form as PDF that is not compressed, so that mutations mean something."""
    wide, high, left, top = 70, 20, 30, 360
    lines = [HEADS, *([text.format(n) for text in ENTRY] for n in range(rows))]
    drawn = [f"BT /F1 12 Tf {left} {top + 10} Td (Self-evaluation form 2023) Tj ET"]
    for row, texts in enumerate(lines):
        y = top - high * (row + 1)
        for column, text in enumerate(texts):
            x = left + wide * column
            drawn.append(f"{x} {y} {wide} {high} re S")
            drawn.append(f"BT /F1 9 Tf {x + 2} {y + 6} Td ({text}) Tj ET")
    content = "\n".join(drawn)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {BOX} /Contents 4 0 R {FONTS} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", list[int]()
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{made}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    ).encode()


# --- how it is mutated -------------------------------------------------------------

NUMBERS = (
    b"0 -1 1 2 255 1000 65535 65536 1048576 999999999 -2147483648 1e400 NaN".split()
)
WORDS = [
    *(
        "合计",
        "总分",
        "分值",
        "得分",
        "一级指标",
        "三级指标",
        "年度指标值",
        "（10分）",
        "%",
        "万元",
    ),
    *(
        "其中：",
        "指标1：",
        "≥≥",
        "\u200b",
        "\ufeff",
        "😀",
        "\x00",
        "\x0b",
        "１０",
        "½",
        "||",
        "\t",
    ),
    *(
        "<td rowspan=65535>",
        "</table>",
        "<table>",
        '"',
        "&#0;",
        "&amp;lt;",
        "---|---",
        "\r\r\n",
        "\\row\\cell{\\trowd",
    ),
]
SIZES = (1, 4, 40, 400)
TIMES = (*(2,) * 8, 50, 400)
MOST, LONG = 10_000, 0.005
"""Bytes that a repeated piece grows to, and how often it may be longer."""
NUMBER = re.compile(rb"[0-9]+")
TAG = re.compile(rb"<[^<>]*>")


def flip(data: bytes, chance: random.Random) -> bytes:
    """Change a few bytes."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Cut the file off."""
    return data[: chance.randrange(1, len(data))] if len(data) > 1 else data


def drop(data: bytes, chance: random.Random) -> bytes:
    """Take a piece out."""
    begin, size = chance.randrange(len(data)), chance.choice(SIZES)
    return data[:begin] + data[begin + size :] or b"x"


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Repeat a piece, once or very often."""
    begin, size = chance.randrange(len(data)), chance.choice(SIZES)
    piece = data[begin : begin + size]
    return data[:begin] + _again(piece, chance) + data[begin:]


def _again(piece: bytes, chance: random.Random) -> bytes:
    again = piece * chance.choice(TIMES)
    return again if chance.random() < LONG else again[: max(MOST, 2 * len(piece))]


def move(data: bytes, chance: random.Random) -> bytes:
    """Put a piece elsewhere."""
    begin, size = chance.randrange(len(data)), chance.choice(SIZES[1:])
    piece, rest = data[begin : begin + size], data[:begin] + data[begin + size :]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def number(data: bytes, chance: random.Random) -> bytes:
    """Make some numbers others that programs stumble over."""
    places = list(NUMBER.finditer(data))
    for found in sorted(
        chance.sample(places, min(len(places), chance.choice((1, 1, 3, 20)))),
        key=lambda found: -found.start(),
    ):
        data = data[: found.start()] + chance.choice(NUMBERS) + data[found.end() :]
    return data


def tag(data: bytes, chance: random.Random) -> bytes:
    """Take out a tag, double it, or put another in its place."""
    places = list(TAG.finditer(data))
    if not places:
        return word(data, chance)
    one, other = chance.choice(places), chance.choice(places)
    put = chance.choice((b"", one[0] * 2, other[0], _again(other[0], chance)))
    return data[: one.start()] + put + data[one.end() :]


def element(data: bytes, chance: random.Random) -> bytes:
    """Repeat or take out what lies between two tags of one name."""
    places = list(TAG.finditer(data))
    if not places:
        return move(data, chance)
    one = chance.choice(places)
    name = re.match(rb"</?([^\s/>]+)", one[0])
    end = -1 if name is None else data.find(b"</" + name[1] + b">", one.end())
    if name is None or end < 0:
        return tag(data, chance)
    end += len(name[1]) + 3
    times = chance.choice((0, 0, 2, 2, 30))
    again = data[one.start() : end] * times
    if len(again) > MOST and chance.random() > LONG:
        again = again[: 2 * (end - one.start())]
    return data[: one.start()] + again + data[end:]


def word(data: bytes, chance: random.Random) -> bytes:
    """Put in something that means something."""
    at = chance.randrange(len(data) + 1)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16-le"))
    return data[:at] + chance.choice(WORDS).encode(encoding) + data[at:]


PLAIN: Sequence[Mutator] = (flip, cut, drop, repeat, move, number, tag, element, word)
MARKED: Sequence[Mutator] = (drop, repeat, number, number, tag, element, element, word)
BINARY: Sequence[Mutator] = (flip, flip, flip, flip, cut, drop, repeat, move, number)
TRIES, BROKEN = 6, 0.1
"""How often XML that is well-formed is looked for, and how often it need not be."""


def is_well_formed(data: bytes) -> bool:
    """Tell whether a part is XML, so that a reader gets to see it."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Mutate the parts of an archive, and pack them again, checksums and all."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {entry.filename: old.read(entry) for entry in old.infolist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [
        name for name in names if re.search("sheet[0-9]|document.xml$|content", name)
    ]
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        name = chance.choice(main if main and chance.random() < 0.7 else names)
        for _ in range(TRIES if parts.get(name) else 0):
            changed = chance.choice(MARKED)(parts[name], chance)
            if chance.random() < BROKEN or is_well_formed(changed):
                parts[name] = changed
                break
    if chance.random() < 0.02:
        parts.pop(chance.choice(names), None)
    return _packed(parts)


def mutated(samples: Sequence[bytes], chance: random.Random) -> bytes:
    """Make one file out of those of a format."""
    data = seed = chance.choice(samples)
    if data.startswith(b"PK") and chance.random() < 0.8:
        data = repacked(data, chance)
        return data if chance.random() < 0.95 else flip(data, chance)
    if chance.random() < 0.1:
        other = chance.choice(samples)
        at = chance.randrange(len(data))
        return data[:at] + other[chance.randrange(len(other)) :]
    ways = PLAIN
    if b"\0" in data[:64] or (data.startswith(b"%PDF") and chance.random() < 0.5):
        ways = BINARY
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(ways)(data, chance) or b"x"
    if ways is PLAIN and chance.random() > BROKEN:  # so that a reader gets to see it
        code = _encoding(seed)
        data = data.decode(code, "ignore").replace("\0", "").encode(code) or b"x"
    return data


def _encoding(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
