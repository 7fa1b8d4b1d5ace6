"""Old Word documents: what LibreOffice does is bounded."""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path

import docx
import pytest

import lzeval
from lzeval.errors import InvalidFileError
from lzeval.readers import Limits
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
        turned(hangs, [b"{\\rtf1}"], Limits(seconds=1))
    assert time.monotonic() - began < 30
    number = int(started.read_text("utf-8"))
    end = time.monotonic() + 5
    while runs(number) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs(number)


def test_what_is_not_opened_is_told_from_what_is(tmp_path: Path) -> None:
    """Several documents are turned at a time, and each has its place."""
    turns = program(tmp_path, 'cd "$7" && cp 1.doc 1.docx')
    assert [None, b"b", None] == turned(turns, [b"a", b"b", b"c"], Limits())


def test_a_large_document_is_turned_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a mebibyte, with a picture in it, is nothing unusual."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表")
    table = document.add_table(0, 4)
    for texts in (
        ("三级指标", "年度指标值", "分值", "得分"),
        ("培训人数", "≥100人", "10", "9.8"),
    ):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "new.docx"))
    program(tmp_path, f'cp {tmp_path / "new.docx"} "$7/0.docx"')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    old = b"{\\rtf1 " + b"00" * (1 << 20) + b"}"
    (row,) = lzeval.read_one(io.BytesIO(old)).indicators
    assert ("培训人数", "9.8") == (row.level3, row.score)


def test_no_more_memory_is_taken_than_may_be(tmp_path: Path) -> None:
    """What LibreOffice starts with is what the limits say, in KiB."""
    told = tmp_path / "told"
    tells = program(tmp_path, f"ulimit -d >{told}")
    turned(tells, [b"a"], Limits(memory_bytes=300 << 20))
    assert str(300 << 10) == told.read_text("utf-8").strip()
