"""What a reader needs is asked for by the name of the extra that brings it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from lzeval.audit import audit_files
from lzeval.cli import main
from lzeval.readers import read

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "# 自评表\n\n| 三级指标 | 分值 |\n| --- | --- |\n| 培训人数 | 10 |\n"
ASKED = "reading .md needs markdown-it-py: pip install 'lzeval[read-md]'"


def test_an_absent_library_is_named_with_its_extra(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Everywhere a file is read, the error says what to install, and nothing else."""
    file = tmp_path / "form.md"
    file.write_text(TABLE, "utf-8")
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(ModuleNotFoundError) as error:
        read(file)
    assert ASKED == str(error.value)
    [found] = audit_files([str(file)], load=lambda source: [*read(source)])
    assert ASKED == found.error
    assert 2 == main(["read", str(file)])
    assert f"lzeval: {ASKED}\n" == capsys.readouterr().err
    target = str(tmp_path / "reports")
    assert 3 == main(["report", str(tmp_path), "-o", target, "--to", "html"])
    assert f"{file}: {ASKED}" in capsys.readouterr().err
