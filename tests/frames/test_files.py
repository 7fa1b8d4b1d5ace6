"""Parquet files go in and come out, one or a folder of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from lzeval import frames
from lzeval.cli import main
from lzeval.errors import InvalidFrameError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {
    "evaluation": ["a", "a"],
    "weight": [8, 10],
    "target": [6410, 150],
    "outcome": [5123, 125],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two parts."""
    for part in ("year=2022", "year=2023"):
        (tmp_path / "in" / part).mkdir(parents=True)
        pl.DataFrame(ROWS).write_parquet(tmp_path / "in" / part / "0.parquet")
    return tmp_path


def test_a_folder_is_scored_as_it_lies(folder: Path) -> None:
    """Each file has its result at the same place below the other folder."""
    done: list[str] = []
    written = frames.score_files(folder / "in", folder / "out", done=done.append)
    parts = [path.relative_to(folder / "out").as_posix() for path in written]
    assert ["year=2022/0.parquet", "year=2023/0.parquet"] == parts
    found = pl.read_parquet(written[0])
    assert [Decimal("6.39"), Decimal("8.33")] == found["points"].to_list()
    assert 2 == len(done)


def test_the_command_scores_a_file(folder: Path) -> None:
    """`lzeval score DATA.parquet -o OUT.parquet`, with rows or with totals."""
    data, out = str(folder / "in" / "year=2022" / "0.parquet"), folder / "out.parquet"
    assert 0 == main(["score", data, "-o", str(out)])
    assert [Decimal("6.39"), Decimal("8.33")] == pl.read_parquet(out)[
        "points"
    ].to_list()
    assert 0 == main(["score", str(folder / "in"), "--rollup", "0", "-o", str(out)])
    assert [Decimal("29.44")] == pl.read_parquet(out)["points"].to_list()


def test_without_polars_arrow_does_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are the same where only PyArrow is installed."""
    monkeypatch.setattr("lzeval.frames.files.find_spec", lambda _: None)
    (written, _) = frames.score_files(folder / "in", folder / "out")
    found = pl.read_parquet(written)
    assert [Decimal("6.39"), Decimal("8.33")] == found["points"].to_list()


def test_a_fault_names_its_file(folder: Path) -> None:
    """The error says in which file it is, and leaves nothing half written."""
    bad = folder / "in" / "year=2023" / "0.parquet"
    pl.DataFrame({**ROWS, "weight": [8, -1]}).write_parquet(bad)
    with pytest.raises(InvalidFrameError) as caught:
        frames.score_files(folder / "in", folder / "out")
    assert str(bad) == caught.value.subject
    assert 1 == len(list((folder / "out").rglob("*.parquet")))


def test_an_empty_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file is an error of the command."""
    assert 2 == main(["score", str(tmp_path), "-o", str(tmp_path / "out")])
    assert "there is no Parquet file" in capsys.readouterr().err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`lzeval schema frame` prints the columns, of the wide format too."""
    assert 0 == main(["schema", "frame"])
    assert '"outcome"' in capsys.readouterr().out
    assert 0 == main(["schema", "frame-wide"])
    assert "patternProperties" in capsys.readouterr().out
