"""Old Word documents: what LibreOffice does is bounded."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers.doc import turned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script of a shell")


def program(folder: Path, *lines: str) -> str:
    """Write a program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), "utf-8")
    path.chmod(0o700)
    return str(path)


def runs(number: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or state.read_text("utf-8").split()[2] != "Z"


def test_what_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """LibreOffice starts a process of its own; after the error none is left."""
    started = tmp_path / "started"
    hangs = program(tmp_path, f"sleep 60 & echo $! >{started}", "wait")
    began = time.monotonic()
    with pytest.raises(InvalidFileError, match="took LibreOffice more than 1 s"):
        turned(hangs, [b"{\\rtf1}"], 1)
    assert time.monotonic() - began < 30
    number = int(started.read_text("utf-8"))
    end = time.monotonic() + 5
    while runs(number) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs(number)


def test_what_is_not_opened_is_told_from_what_is(tmp_path: Path) -> None:
    """Several documents are turned at a time, and each has its place."""
    turns = program(tmp_path, 'cd "$7" && cp 1.doc 1.docx')
    assert [None, b"b", None] == turned(turns, [b"a", b"b", b"c"], 30)
