"""What is looked at before a reader sees a file."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Cell, Grid, Limits, Passage, reading
from lzeval.readers.opening import content, metered

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Zip

PAGE = "<html><meta charset=gbk><table><tr><td>产出指标<td>10</table>"


def refusal(source: object, limits: Limits | None = None) -> str:
    """Give the one error of a file."""
    with pytest.raises(InvalidFileError) as caught:
        reading(source, limits=limits)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    return f"{caught.value.subject}: {problem}"


def test_content_counts_and_not_the_suffix(tmp_path: Path) -> None:
    """A web page that is called a workbook is read as the page it is."""
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(PAGE.encode("gbk"))
    found = reading(path)
    assert ("html", str(path)) == (found.format, found.source)
    assert ["产出指标", "10"] == [note.text for note in found.left]


def test_a_stream_is_read_piece_by_piece() -> None:
    """A pipe gives what it has; the stream stays open."""

    class Pipe(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 7))

    stream = Pipe(PAGE.encode("gbk"))
    assert PAGE.encode("gbk") == content(stream, Limits())
    assert not stream.closed


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A device without end is refused as a large file is."""
    path = tmp_path / "large.csv"
    path.write_bytes(b"1," * 600)
    expected = f"{path}: more than 1000 bytes, which is not read"
    assert expected == refusal(path, Limits(file_bytes=1_000))
    assert "more than 1000 bytes" in refusal("/dev/zero", Limits(file_bytes=1_000))


def test_a_stream_of_text_is_refused() -> None:
    """Its bytes are gone, and with them what they were."""
    expected = "<stream>: a stream of text; open it in binary mode"
    assert expected == refusal(io.StringIO(PAGE))


def test_nothing_is_no_form() -> None:
    """An empty file is said to be empty."""
    assert "<stream>: an empty file" == refusal(io.BytesIO())


def test_a_locked_document_is_said_to_be_locked() -> None:
    """Excel and Word put what has a password into an old kind of file."""
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    locked += "EncryptedPackage".encode("utf-16-le")
    assert "<stream>: locked with a password" == refusal(io.BytesIO(locked))


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    """The caller knows what to make of it."""
    with pytest.raises(FileNotFoundError):
        reading(tmp_path / "none.xlsx")


def test_an_archive_is_no_document(zipped: Zip) -> None:
    """Forms in an archive are not looked for: it would have to be unpacked."""
    found = refusal(io.BytesIO(zipped({"自评表.txt": "产出指标", "b.zip": "PK"})))
    assert "of no format that is read" in found


def test_what_a_reader_gives_is_counted() -> None:
    """Cells, with what they cover, and characters, over all blocks."""
    blocks = [Passage("产出指标", "line 1"), Grid.of([[Cell("分值", "B2", columns=3)]])]
    assert blocks == list(metered(blocks, Limits(cells=3, characters=6, line=4)))
    for limits, place in (
        (Limits(cells=2), "B2"),
        (Limits(characters=5), "B2"),
        (Limits(line=3), "line 1"),
    ):
        with pytest.raises(InvalidFileError) as caught:
            list(metered(blocks, limits))
        assert place == caught.value.problems[0].place


@pytest.mark.parametrize("piece", ["<a ", '<a b="', "<!--", "<![CDATA[", "</a ", "<?"])
def test_a_page_of_tags_without_end_is_read_soon(piece: str) -> None:
    """Going back to the first of them at each of them would take minutes."""
    page = f"{PAGE}{piece * 30_000}".encode("gbk")
    began = time.process_time()
    assert 2 == len(reading(io.BytesIO(page)).left)
    assert time.process_time() - began < 10
