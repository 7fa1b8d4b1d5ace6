"""
Readers in a process of their own, with little time and memory (隔离读取).

A library in C or Rust ends the whole process when it asks for more memory than there
is, and nothing within a process can stop it once it hangs. So its work is done in
another one, which gets the bytes of the file and gives back what the file shows. So is
that of any reader on a file so large that it could take long. On
systems without limits for a process (Windows) only the time is limited; where there are
no processes (a browser) the reader runs here.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import attrs

from lzeval.errors import InvalidFileError
from lzeval.forms import Form, dumps, loads
from lzeval.readers.grid import Block, Break, Cell, Grid, Passage, unreadable
from lzeval.readers.limits import Limits
from lzeval.readers.opening import metered
from lzeval.readers.registry import reader

if TYPE_CHECKING:
    from lzeval.readers.grid import Reader

__all__ = ["blocks_of", "serve"]


def __dir__() -> list[str]:
    return __all__


_NO_PROCESSES = frozenset({"emscripten", "wasi"})
_SMALL = 1 << 20
"""Bytes up to which a file can hardly take long, whatever it holds."""


def blocks_of(chosen: Reader, data: bytes, limits: Limits) -> Iterator[Block]:
    """
    Give what a file shows, isolated where that is needed (读取内容).

    Args:
        chosen: The reader.
        data: The content of the file.
        limits: How much time and memory it may take, and how much it may show.

    Raises:
        InvalidFileError: If the file cannot be read, or not within the limits.
        ModuleNotFoundError: If the reader needs a library that is not installed.
    """
    apart = len(data) > _SMALL if chosen.isolated is None else chosen.isolated
    if apart and sys.platform not in _NO_PROCESSES:
        yield from _apart(chosen, data, limits)
        return
    try:
        yield from metered(chosen.blocks(data), limits)
    except (InvalidFileError, ModuleNotFoundError):
        raise
    except BaseException as error:
        # A library may raise anything on a damaged file; a panic of one in Rust is not
        # even an `Exception`.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise _cannot(chosen, error) from error
        raise


def serve() -> None:
    """Read standard input as the arguments say, and write what it shows (子进程)."""
    name, given = sys.argv[1:]
    limits = Limits(**json.loads(given))
    _restrict(limits)
    chosen = reader(name)
    answer: dict[str, object]
    try:
        shown = [*metered(chosen.blocks(sys.stdin.buffer.read()), limits)]
        answer = {"blocks": [*map(_plain, shown)]}
    except InvalidFileError as error:
        answer = {"problems": error.problems}
    except ModuleNotFoundError as error:
        answer = {"missing": [str(error), error.name]}
    except MemoryError:
        sys.exit(1)
    except BaseException as error:  # noqa: BLE001 - a panic of Rust is no Exception
        answer = {"problems": _cannot(chosen, error).problems}
    json.dump(answer, sys.stdout)


def _apart(chosen: Reader, data: bytes, limits: Limits) -> list[Block]:
    command = [sys.executable, "-P", "-m", "lzeval.readers", chosen.name]
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter
            [*command, json.dumps(attrs.asdict(limits))],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = f"reading it takes more than {limits.seconds} seconds"
        raise unreadable(reason) from None
    if done.returncode:
        megabytes = limits.memory_bytes >> 20
        reason = f"reading it takes more than {megabytes} MiB, or breaks the reader"
        raise unreadable(reason)
    answer = cast("dict[str, list[list[str]]]", json.loads(done.stdout))
    if "missing" in answer:
        message, name = cast("list[str]", answer["missing"])
        raise ModuleNotFoundError(message, name=name)
    for place, message in answer.get("problems", ()):
        raise unreadable(message, place)
    return [_block(block) for block in answer["blocks"]]


def _cannot(chosen: Reader, error: BaseException) -> InvalidFileError:
    shown = str(error) or type(error).__name__
    return unreadable(f"cannot be read as {chosen.name}: {shown}")


def _restrict(limits: Limits) -> None:
    """Take away what the limits do not leave, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:
        return
    for name, most in (
        ("RLIMIT_AS", limits.memory_bytes),
        ("RLIMIT_CPU", limits.seconds),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is not None:
            resource.setrlimit(kind, (most, most))


def _plain(block: Block) -> list[object]:
    if isinstance(block, Form):
        return ["form", dumps(block)]
    if isinstance(block, Break):
        return ["break", block.name]
    if isinstance(block, Passage):
        return ["passage", block.text, block.place]
    cells = [[*at, *attrs.astuple(cell)] for at, cell in block.cells.items()]
    return ["grid", cells]


def _block(plain: list[str]) -> Block:
    kind, *given = plain
    if kind == "break":
        return Break(*given)
    if kind == "passage":
        return Passage(*given)
    if kind == "form":
        return loads(*given)
    cells = cast("list[list[tuple[int, int, str, str, int, int]]]", given)[0]
    return Grid({(cell[0], cell[1]): Cell(*cell[2:]) for cell in cells})
