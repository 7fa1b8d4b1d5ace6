"""
Read mutated files until something gives that must not.

    python tests/readers/fuzz.py --files 10000 --format xlsx
    python tests/readers/fuzz.py --seconds 60

Every file is read as `lzeval.read` would. A file may be read or refused: with an
`InvalidFileError`, that is, and within a second or so. Anything else is written to a
folder, with what happened, and the exit code is 1:

- another exception, or one of lzeval's own that was taken for one of a library;
- more time than ``--slow`` seconds for a file;
- a process that ends, or that grows without end.

Without ``--format`` all formats take turns. The same ``--seed`` gives the same files.
Readers that run in a process of their own otherwise run in that of this script, so that
it sees what they do.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import logging
import random
import re
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from xml.parsers import expat

import layouts
from attrs import evolve

import lzeval
from lzeval import plugins, report
from lzeval.errors import InvalidFileError
from lzeval.readers import Limits, reader, recognise
from lzeval.readers.isolation import blocks_of
from lzeval.readers.opening import checked
from lzeval.readers.understanding import understand
from lzeval.render import render_document

if TYPE_CHECKING:
    from types import FrameType

HERE = Path(__file__).parent
FILES = HERE.parent / "data" / "readers"
OURS = str(Path(lzeval.__file__).parent)
CASES = 6
GROWTH = 64 << 20
MEMORY = 1 << 30
WARM = 300
Mutator: TypeAlias = Callable[[bytes, random.Random], bytes]


class SlowError(BaseException):
    """A file that takes too long; no handler of ordinary errors catches it."""


# --- what is mutated ---------------------------------------------------------------


def seeds(name: str) -> list[bytes]:
    """Give files of a format: published forms laid out, what lzeval writes, others."""
    suffixes = reader(name).suffixes
    found = [
        path.read_bytes()
        for path in sorted(FILES.glob("*"))
        if path.suffix.lower() in suffixes
    ]
    if name in layouts.WRITERS:
        write = layouts.WRITERS[name]
        cases = layouts.numbered()[::CASES]
        found += [write(layouts.lay_out(form, number)) for number, form in cases]
    if name in plugins.names("lzeval.renderers"):
        card = lzeval.cases.load("longchi-2022").evaluate()
        made = render_document(report.self_evaluation_form(card), name).content
        found.append(made.encode() if isinstance(made, str) else made)
    return found


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
    ),
]
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
    return data[: chance.randrange(1, len(data))]


def drop(data: bytes, chance: random.Random) -> bytes:
    """Take a piece out."""
    begin, size = chance.randrange(len(data)), chance.choice((1, 4, 40, 400))
    return data[:begin] + data[begin + size :] or b"x"


def repeat(data: bytes, chance: random.Random) -> bytes:
    """Repeat a piece, once or very often."""
    begin, size = chance.randrange(len(data)), chance.choice((1, 4, 40, 400))
    times = chance.choice((2, 2, 2, 50, 400))
    return data[:begin] + data[begin : begin + size] * times + data[begin:]


def move(data: bytes, chance: random.Random) -> bytes:
    """Put a piece elsewhere."""
    begin, size = chance.randrange(len(data)), chance.choice((4, 40, 400))
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
    put = chance.choice((b"", one[0] * 2, other[0], other[0] * 200))
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
    return data[: one.start()] + data[one.start() : end] * times + data[end:]


def word(data: bytes, chance: random.Random) -> bytes:
    """Put in something that means something."""
    at = chance.randrange(len(data) + 1)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16-le"))
    return data[:at] + chance.choice(WORDS).encode(encoding) + data[at:]


def nothing(data: bytes, _: random.Random) -> bytes:
    """Leave it as it is."""
    return data


PLAIN: Sequence[Mutator] = (flip, cut, drop, repeat, move, number, tag, element, word)
MARKED: Sequence[Mutator] = (drop, repeat, number, number, tag, element, element, word)


TRIES, BROKEN = 6, 0.1
"""How often XML that is well-formed is looked for, and how often it need not be."""
BINARY: Sequence[Mutator] = (flip, flip, flip, flip, cut, drop, repeat, move, number)


def is_well_formed(data: bytes) -> bool:
    """Tell whether a part is XML, so that a reader gets to see it."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def packed(data: bytes, chance: random.Random) -> bytes:
    """Mutate the parts of an archive, and pack them again, checksums and all."""
    made = io.BytesIO()
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
            if is_well_formed(changed) or chance.random() < BROKEN:
                parts[name] = changed
                break
    if chance.random() < 0.02:
        parts.pop(chance.choice(names), None)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, content, kind)
    return made.getvalue()


def mutated(samples: Sequence[bytes], chance: random.Random) -> bytes:
    """Make one file out of those of a format."""
    data = chance.choice(samples)
    if data.startswith(b"PK") and chance.random() < 0.8:
        data = packed(data, chance)
        return data if chance.random() < 0.95 else flip(data, chance)
    if chance.random() < 0.1:
        other = chance.choice(samples)
        at = chance.randrange(len(data))
        return data[:at] + other[chance.randrange(len(other)) :]
    ways = BINARY if b"\0" in data[:64] or data.startswith(b"%PDF") else PLAIN
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(ways)(data, chance) or b"x"
    if ways is PLAIN and chance.random() > BROKEN:  # so that a reader gets to see it
        data = data.decode("utf-8", "ignore").replace("\0", "").encode() or b"x"
    return data


# --- what happens ------------------------------------------------------------------


def read(data: bytes, name: str, *, sniff: bool) -> str:
    """Read a file as `lzeval.read` does; tell what came of it."""
    limits = Limits()
    checked(data, limits)
    chosen = recognise(data) if sniff else reader(name)
    if chosen.isolated:
        chosen = evolve(chosen, isolated=False)
    found = understand(blocks_of(chosen, data, limits))
    return "read" if found["forms"] else "no form"


def own_fault(error: BaseException | None) -> bool:
    """Tell whether an error that was taken for one of a library is one of ours."""
    while isinstance(error, InvalidFileError):
        taken = any("cannot be read as" in message for _, message in error.problems)
        error = error.__cause__
        if taken and error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            return frames[-1].filename.startswith(OURS)
    return False


def too_slow(_: int, __: FrameType | None) -> None:
    """Break a file off that takes too long."""
    raise SlowError


def outcome(data: bytes, name: str, *, sniff: bool, slow: float) -> tuple[str, str]:
    """Give what came of a file, and the traceback of what must not."""
    signal.setitimer(signal.ITIMER_REAL, slow)
    faulthandler.dump_traceback_later(slow * 3, exit=True)  # a library in C hangs
    try:
        return read(data, name, sniff=sniff), ""
    except InvalidFileError as error:
        return "refused", traceback.format_exc() if own_fault(error) else ""
    except ModuleNotFoundError:
        raise
    except BaseException:  # noqa: BLE001 - whatever it is, it must not
        return "failed", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()


def turns(
    formats: Sequence[str], files: int, seconds: float
) -> Iterator[tuple[int, str]]:
    """Give numbers of files with their formats, until it is enough."""
    end = time.monotonic() + seconds
    for at in range(files * len(formats)):
        if seconds and time.monotonic() > end:
            return
        yield at // len(formats), formats[at % len(formats)]


def run(arguments: argparse.Namespace) -> int:
    """Read files; give how many did what they must not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, too_slow)
    logging.disable()  # pdfminer has much to say of damaged files
    samples = {name: seeds(name) for name in arguments.format}
    formats = [name for name in arguments.format if samples[name]]
    counts: dict[str, dict[str, int]] = {name: {} for name in formats}
    slowest: dict[str, float] = dict.fromkeys(formats, 0.0)
    bad, at, before = 0, 0, 0
    for at, name in turns(formats, arguments.files, arguments.seconds):
        chance = random.Random(f"{arguments.seed}/{name}/{at}")  # noqa: S311
        data = mutated(samples[name], chance)
        arguments.out.joinpath("last").write_bytes(data) if arguments.keep else None
        began = time.perf_counter()
        came, trace = outcome(
            data, name, sniff=chance.random() < 0.5, slow=arguments.slow
        )
        slowest[name] = max(slowest[name], time.perf_counter() - began)
        counts[name][came] = counts[name].get(came, 0) + 1
        if trace:
            bad += 1
            arguments.out.mkdir(parents=True, exist_ok=True)
            arguments.out.joinpath(f"{name}-{at}").write_bytes(data)
            arguments.out.joinpath(f"{name}-{at}.txt").write_text(trace, "utf-8")
            print(f"{name} {at}: {trace.strip().splitlines()[-1]:.200}", flush=True)
        if at == WARM:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10) - before
    for name in formats:
        shown = ", ".join(f"{n} {came}" for came, n in sorted(counts[name].items()))
        print(f"{name}: {shown}; slowest {slowest[name]:.2f} s")
    print(f"memory grew by {grown >> 20} MiB after {WARM} files of each")
    return bad + (at > WARM * 4 and grown > GROWTH)


def main() -> int:
    """Run from the command line."""
    every = lzeval.readers.formats()
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    add = parser.add_argument
    add("--files", type=int, default=10_000, help="files of each format (10000)")
    add("--seconds", type=float, default=0, help="stop after so many seconds")
    add("--format", nargs="+", choices=every, default=list(every), help="formats")
    add("--seed", type=int, default=7, help="other files for another number (7)")
    add("--slow", type=float, default=5, help="seconds that a file may take (5)")
    add("--out", type=Path, default=Path("fuzz-out"), help="folder for what failed")
    add(
        "--keep",
        action="store_true",
        help="keep the last file, for a process that ends",
    )
    return min(run(parser.parse_args()), 1)


if __name__ == "__main__":
    sys.exit(main())
