"""
Files made to do harm: one clear error, soon, within 512 MiB, and nothing touched.

All are read in one process that has no more memory than that, and that ends if anything
is connected to, started or opened for writing.
"""

from __future__ import annotations

import io
import json
import re
import runpy
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="no limits for a process there"
)

LAYOUTS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
FILES = Path(__file__).parents[1] / "data" / "readers"
CASE = "012"
SECONDS = 60
"""A machine that does much else must still be quicker than a hang."""

READER = """
import json, pathlib, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))
import lzeval
from lzeval.errors import InvalidFileError
lzeval.read(sys.argv[2])  # what is imported later is not held against a file

STARTS = ("socket.", "os.exec", "os.system", "ctypes")

def watch(event, given):
    touched = event.startswith(STARTS)
    if event in {"subprocess.Popen", "os.posix_spawn"}:
        touched = given[1][2:4] != ["-m", "lzeval.readers"]
    if event == "open" and isinstance(given[1], str) and given[0] not in pipes:
        touched = set(given[1]) & set("wax+")
    if touched:
        print("touched", event, given, file=sys.stderr, flush=True)
        sys.exit(9)

pipes = set(range(3, 64))
sys.addaudithook(watch)
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    began = time.monotonic()
    try:
        found = f"read {len(lzeval.read(path))}"
    except InvalidFileError as error:
        assert error.subject == str(path)
        (problem,) = error.problems
        found = str(problem)
    print(json.dumps([path.name, found, time.monotonic() - began]), flush=True)
"""


class Hostile(NamedTuple):
    """A file, and what is said of it."""

    data: bytes
    expected: str


def package(data: bytes, changes: dict[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """Pack an archive again with some of its parts changed or new."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {entry.filename: old.read(entry) for entry in old.infolist()}
    for name, change in changes.items():
        parts[name] = change if isinstance(change, bytes) else change(parts[name])
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, content, kind)
    return made.getvalue()


def entity(subset: str) -> Callable[[bytes], bytes]:
    """Put a document type in front of a part."""

    def change(part: bytes) -> bytes:
        at = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
        return part[:at] + f"<!DOCTYPE x [{subset}]>".encode() + part[at:]

    return change


def instead(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Put something in the place of the first of something else."""

    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return change


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
BLOW_UP = f'<!ENTITY a "{"x" * 100_000}">'
OUTSIDE = '<!ENTITY a SYSTEM "file:/etc/passwd">'
REMOTE = '<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;'
TYPE = "a document type"
MAIN = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}


def samples() -> dict[str, bytes]:
    """Give an honest form in each format."""
    form = dict(LAYOUTS["numbered"]())[CASE]
    laid = LAYOUTS["lay_out"](form, CASE)
    found = {name: write(laid) for name, write in LAYOUTS["WRITERS"].items()}
    for path in FILES.glob("self-evaluation.*"):
        found[path.suffix[1:]] = path.read_bytes()
    return found


def entities(honest: dict[str, bytes]) -> Iterator[tuple[str, Hostile]]:
    """Give documents whose XML has entities."""
    for name, part in {**MAIN, "ods": "content.xml"}.items():
        for kind, subset in (
            ("laughs", LAUGHS),
            ("blow-up", BLOW_UP),
            ("outside", OUTSIDE),
            ("remote", REMOTE),
        ):
            data = package(honest[name], {part: entity(subset)})
            yield f"{kind}.{name}", Hostile(data, f"{part}, line [12]: {TYPE}")


def archives(honest: dict[str, bytes]) -> Iterator[tuple[str, Hostile]]:
    """Give archives that unpack to more than they should, or elsewhere."""
    for name in ("xlsx", "docx", "ods"):
        data = package(honest[name], {"bomb.xml": bytes(8 << 20)})
        yield f"bomb.{name}", Hostile(data, "times larger unpacked")
        data = package(honest[name], {"../../bomb.xml": b"<a/>"})
        yield f"path.{name}", Hostile(data, "a path out of the archive")
    inner = package(honest["docx"], {"bomb.xml": bytes(8 << 20)})
    for name in ("docx", "xlsx"):
        data = package(honest[name], {"word/embeddings/bomb.docx": inner})
        yield f"nested.{name}", Hostile(data, "read 1")
    many = {f"m{number}.xml": b"<a/>" for number in range(5_000)}
    yield "many.xlsx", Hostile(package(honest["xlsx"], many), "more than 4000 parts")
    deep = b"<a>" * 20_000 + b"</a>" * 20_000
    for name in MAIN:
        data = package(honest[name], {"deep.xml": deep})
        yield f"deep.{name}", Hostile(data, "elements more than 100 deep")


def sheets(honest: dict[str, bytes]) -> Iterator[tuple[str, Hostile]]:
    """Give workbooks that claim to be immense."""
    sheet, end = MAIN["xlsx"], b"</sheetData>"
    every = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(1, 500_100))
    for kind, merges, expected in (
        ("merges", every, "times larger unpacked|more than 500000 elements"),
        ("merge", b'<mergeCell ref="A1:XFD1048576"/>', "more than 200000 places"),
    ):
        put = end + b"<mergeCells>" + merges + b"</mergeCells>"
        data = package(honest["xlsx"], {sheet: instead(end, put)})
        yield f"{kind}.xlsx", Hostile(data, expected)
    for cell, expected in (
        ("XFD1048576", "more than 256 columns"),
        ("C1048576", "more than 200000 places"),
    ):
        number = cell.lstrip("XFDC")
        put = f'<row r="{number}"><c r="{cell}"><v>1</v></c></row>'.encode() + end
        data = package(honest["xlsx"], {sheet: instead(end, put)})
        yield f"far-{cell}.xlsx", Hostile(data, expected)
    for attribute in (b"number-columns-repeated", b"number-rows-repeated"):
        tag = b"<table:table-cell " if b"col" in attribute else b"<table:table-row "
        put = tag + b"table:" + attribute + b'="99999999" '

        def change(part: bytes, tag: bytes = tag, put: bytes = put) -> bytes:
            for old in (
                b"table:number-columns-repeated",
                b"table:number-rows-repeated",
            ):
                part = part.replace(old, b"table:x")
            return part.replace(tag, put)

        data = package(honest["ods"], {"content.xml": change})
        yield f"{attribute.decode()}.ods", Hostile(data, "more than [0-9]+ cells")
    last = list(re.finditer(rb"\xfd\x00\x0a\x00", honest["xls"]))[-1].end()
    place = struct.pack("<HH", 65_000, 163)
    data = honest["xls"][:last] + place + honest["xls"][last + 4 :]
    yield "far.xls", Hostile(data, "more than 200000 places")
    spaces = instead(b"<text:p>", b"<text:p>" + b'<text:s text:c="99999"/>' * 100_000)
    data = package(honest["ods"], {"content.xml": spaces})
    yield "blanks.ods", Hostile(data, "characters; at most 100000|read 1|larger")


def documents(honest: dict[str, bytes]) -> Iterator[tuple[str, Hostile]]:
    """Give Word documents and pages that claim to be immense."""
    put = b'<w:gridSpan w:val="1000000000"/></w:tcPr>'
    data = package(
        honest["docx"], {MAIN["docx"]: lambda part: part.replace(b"</w:tcPr>", put)}
    )
    yield "spans.docx", Hostile(data, "more than [0-9]+ (columns|places)")
    cell = b'<td rowspan="65534" colspan="1000">x</td>'
    page = b"<html><table><tr>" + cell * 1_000 + b"</table>"
    yield "spans.html", Hostile(page, "more than 200000 places")
    page = b"<html>" + b"<table><tr><td>" * 2_000
    yield "tables.html", Hostile(page, "tables within tables, more than 64 deep")
    page = b"<html><table><tr><td>" + b"<div>" * 20_000
    yield "deep.html", Hostile(page, "read 0")
    page = b"<html><table>" + b"<tr><td colspan=100>1" * 2_100
    yield "cells.html", Hostile(page, "more than 200000 (cells|places)")
    page = b"<html><p>" + b"&amp;" * 150_000
    yield "long.html", Hostile(page, "at most 100000 are read|more than [0-9]+ char")
    page = b"<html>" + b"<!--" * 40_000 + b"<![CDATA[" * 40_000
    yield "comments.html", Hostile(page, "read 0")
    yield "tags.html", Hostile(b"<html>" + b"<a " * 60_000, "read 0|more")


def texts() -> Iterator[tuple[str, Hostile]]:
    """Give texts without end."""
    beyond = "at most 100000 are read|more than [0-9]+ |read 0"
    yield "line.txt", Hostile("产出指标".encode() * 80_000, beyond)
    yield "commas.csv", Hostile("指标,分值,得分\n".encode() + b"," * 300_000, beyond)
    yield "pipes.md", Hostile(b"# a\n\n|a|b|\n|-|-|\n" + b"|" * 200_000, beyond)
    yield "quotes.md", Hostile(b"# a\n\n" + b">" * 300_000 + b"x", beyond)
    yield "brackets.md", Hostile(b"# a\n\n" + b"[" * 20_000 + b"](x", beyond)
    yield "large.txt", Hostile(b"a\n" * (17 << 20), "more than 33554432 bytes")


def pdf(objects: list[bytes]) -> bytes:
    """Write objects of a PDF, numbered from 1; the first is its catalogue."""
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(made) + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(made))
    )


def pages() -> Iterator[tuple[str, Hostile]]:
    """Give PDF files that unpack or go round without end."""
    content = b"0 0 m 9 9 l S\n" * 100_000
    packed = zlib.compress(content, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    yield "bomb.pdf", Hostile(pdf([catalogue, tree, page, stream]), "")
    round_ = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"
    yield "round.pdf", Hostile(pdf([catalogue, round_]), "")


def bombs() -> dict[str, Hostile]:
    """Give every hostile file by its name."""
    honest = samples()
    return dict(
        [
            *entities(honest),
            *archives(honest),
            *sheets(honest),
            *documents(honest),
            *texts(),
            *pages(),
            *cuts(),
            *strangers(),
        ]
    )


def read_apart(folder: Path, first: Path) -> dict[str, tuple[str, float]]:
    """Read all files of a folder in one process; tell what came of each, and when."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(folder), str(first)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert 0 == done.returncode, done.stderr[-2_000:]
    lines = (json.loads(line) for line in done.stdout.splitlines())
    return {name: (found, seconds) for name, found, seconds in lines}


def cuts() -> Iterator[tuple[str, Hostile]]:
    """Give honest files cut off at many places, and with links and macros in them."""
    for name, data in samples().items():
        step = len(data) // 4
        for size in range(16, len(data), step):
            yield f"cut-{size}.{name}", Hostile(data[:size], "")


def strangers() -> Iterator[tuple[str, Hostile]]:
    """Give honest files with macros, and with links that are never followed."""
    honest = samples()
    link = (
        b'<Relationship Id="evil" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/%s" Target="http://127.0.0.1:9/x" '
        b'TargetMode="External"/></Relationships>'
    )
    for name, part, kind in (
        ("xlsx", "xl/_rels/workbook.xml.rels", b"externalLink"),
        ("docx", "word/_rels/document.xml.rels", b"attachedTemplate"),
    ):
        changes = {
            part: instead(b"</Relationships>", link % kind),
            "xl/vbaProject.bin": b"Sub AutoOpen()",
        }
        yield f"link.{name}", Hostile(package(honest[name], changes), "read 1")
    page = honest["html"].replace(
        b"<table",
        b'<script src="http://127.0.0.1:9/x"></script><img src="http://127.0.0.1:9/y">'
        b'<iframe src="file:/etc/passwd"></iframe><table',
        1,
    )
    yield "link.html", Hostile(page, "read 1")
    end = b"</sheetData>"
    call = b"<f>WEBSERVICE(&quot;http://127.0.0.1:9&quot;)</f><v>1</v>"
    formula = instead(end, b'<row r="60"><c r="A60">' + call + b"</c></row>" + end)
    data = package(honest["xlsx"], {MAIN["xlsx"]: formula})
    yield "formula.xlsx", Hostile(data, "read 1")


BOMBS = bombs()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    """Read every hostile file."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, hostile in BOMBS.items():
        (folder / name).write_bytes(hostile.data)
    first = tmp_path_factory.mktemp("honest") / "a.xlsx"
    first.write_bytes(samples()["xlsx"])
    return read_apart(folder, first)


WHOLE = [name for name in sorted(BOMBS) if not name.startswith("cut-")]
CUT = [name for name in sorted(BOMBS) if name.startswith("cut-")]


@pytest.mark.parametrize("name", WHOLE)
def test_it_does_no_harm(name: str, outcomes: dict[str, tuple[str, float]]) -> None:
    """It is refused with its place and reason, or read without what is hostile."""
    found, seconds = outcomes[name]
    expected = f"{BOMBS[name].expected}|reading it takes more than"
    assert re.search(expected, found)
    assert seconds < SECONDS


@pytest.mark.parametrize("name", CUT)
def test_a_file_cut_off_is_refused(
    name: str, outcomes: dict[str, tuple[str, float]]
) -> None:
    """Wherever it ends; a text is a text wherever it ends."""
    found, seconds = outcomes[name]
    assert seconds < SECONDS
    if name.endswith((".docx", ".ods", ".pdf", ".xls", ".xlsx")):
        assert not found.startswith("read")
