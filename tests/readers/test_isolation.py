"""A reader in a process of its own shows the same, and takes nothing else down."""

from __future__ import annotations

import sys

import pytest
from attrs import evolve

from lzeval.errors import InvalidFileError
from lzeval.readers import Grid, Limits, Reader, reader
from lzeval.readers.isolation import blocks_of

PAGE = "<h1>自评表</h1><table><tr><td rowspan=2>产出<td>10<tr><td>😀</table>".encode()
APART = evolve(reader("html"), isolated=True)


def shown(chosen: Reader, data: bytes, limits: Limits | None = None) -> list[object]:
    """Give blocks as what can be compared."""
    blocks = blocks_of(chosen, data, limits or Limits())
    return [one.cells if isinstance(one, Grid) else one for one in blocks]


def test_it_shows_the_same() -> None:
    """Cells, spans, places and passages come through unchanged."""
    assert shown(reader("html"), PAGE) == shown(APART, PAGE)


def test_it_refuses_the_same() -> None:
    """An error of the reader is the same error, with its place."""
    deep = b"<html>" + b"<table><tr><td>" * 100
    for chosen in (reader("html"), APART):
        with pytest.raises(InvalidFileError, match="tables within tables"):
            shown(chosen, deep)


def test_it_is_counted_there() -> None:
    """What goes beyond the limits is not brought over."""
    with pytest.raises(InvalidFileError, match="more than 1 cells"):
        shown(APART, PAGE, Limits(cells=1))


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process there")
def test_memory_is_limited() -> None:
    """The process ends; this one goes on."""
    with pytest.raises(
        InvalidFileError, match="more than 64 MiB, or breaks the reader"
    ):
        shown(APART, b"<p>" * 10_000_000, Limits(memory_bytes=64 << 20))


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process there")
def test_time_is_limited() -> None:
    """What hangs is ended."""
    with pytest.raises(InvalidFileError, match="reading it takes more than"):
        shown(APART, b"<p>x</p>" * 4_000_000, Limits(seconds=1))


def test_a_library_that_is_missing_is_named() -> None:
    """It is no fault of the file."""
    gone = Reader(
        "gone", suffixes=(), recognises=bool, blocks=lambda _: __import__("no_such")
    )
    with pytest.raises(ModuleNotFoundError, match="no_such"):
        shown(gone, PAGE)


def test_whatever_a_library_raises_is_one_error() -> None:
    """A damaged file may lead a library anywhere."""
    wild = Reader("wild", suffixes=(), recognises=bool, blocks=lambda data: data[999])
    with pytest.raises(InvalidFileError, match="cannot be read as wild: index out of"):
        shown(wild, PAGE)
