"""Renderers are found by name and suffix, and files are written whole or not at all."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from lzeval.errors import UnknownNameError
from lzeval.render import (
    Rendered,
    Renderer,
    format_of,
    formats,
    render_document,
    renderer,
)
from lzeval.report.document import Document, Note
from lzeval.testing import check_renderer

BUILT_IN = ["csv", "docx", "html", "json", "markdown", "pdf", "text", "xlsx"]
TEXTS = ["csv", "html", "json", "markdown", "text"]
CONTENT = Rendered(content="得分\n", media_type="text/plain", suffix=".txt")


def test_built_in_formats() -> None:
    """The formats of the package are there, with and without an extra."""
    assert set(BUILT_IN) <= set(formats())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.txt", "text"),
        ("a.text", "text"),
        ("a.md", "markdown"),
        ("a.markdown", "markdown"),
        ("a.HTML", "html"),
        ("b/a.htm", "html"),
        (Path("a.json"), "json"),
    ],
)
def test_format_of_a_file(path: str | Path, expected: str) -> None:
    """The suffix tells the format, in any case."""
    assert expected == format_of(path)


@pytest.mark.parametrize("path", ["report", "report.xyz", ".html"])
def test_unknown_suffix(path: str) -> None:
    """A suffix of no format is refused, and the error names those there are."""
    with pytest.raises(UnknownNameError) as error:
        format_of(path)
    assert "format for suffix" == error.value.what
    assert {".html", ".md", ".json", ".txt"} <= set(error.value.known)


def test_unknown_format() -> None:
    """A format that is not there is refused with a hint."""
    with pytest.raises(UnknownNameError, match="did you mean 'html'"):
        renderer("htlm")


def test_unknown_option() -> None:
    """An option that the format does not have is misuse."""
    with pytest.raises(TypeError, match="width"):
        renderer("html", width=80)


@pytest.mark.parametrize("name", BUILT_IN)
class TestContract:
    """What every renderer promises."""

    def test_it_is_a_renderer(self, name: str) -> None:
        """It has what the protocol asks for."""
        made = renderer(name)
        assert isinstance(made, Renderer)
        assert made.suffix.startswith(".")
        assert name == format_of(f"report{made.suffix}")
        assert "/" in made.media_type

    def test_it_is_a_value(self, name: str) -> None:
        """It equals another of its kind and survives pickling."""
        made = renderer(name)
        assert renderer(name) == made
        assert made == pickle.loads(pickle.dumps(made))  # noqa: S301 - our own

    def test_it_is_byte_stable(
        self, name: str, document: Document, request: pytest.FixtureRequest
    ) -> None:
        """The same document gives the same bytes, from any renderer of the kind."""
        if name == "pdf":
            request.getfixturevalue("chinese_font")
        made = renderer(name)
        first = made(document)
        assert first == made(document) == renderer(name)(document)
        assert made.binary is isinstance(first, bytes)

    def test_it_keeps_the_contract(
        self, name: str, request: pytest.FixtureRequest
    ) -> None:
        """It passes the check that plug-ins are held to."""
        if name == "pdf":
            request.getfixturevalue("chinese_font")
        check_renderer(renderer(name))


@pytest.mark.parametrize("name", TEXTS)
class TestTexts:
    """What every renderer of text promises."""

    def test_it_writes_clean_lines(self, name: str, document: Document) -> None:
        """Text ends in one newline and has no other line ends."""
        text = render_document(document, name).text
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\r" not in text

    def test_it_writes_an_empty_document(self, name: str) -> None:
        """A document with nothing but a title is written."""
        done = render_document(Document(title="空", blocks=[]), name)
        assert "空" in done.text


def test_options_reach_the_renderer() -> None:
    """Options of the format are passed on."""
    document = Document(title="T", blocks=[Note("一二三四五六七八九十甲")])
    assert (
        "一二三四五六七八九十\n甲\n" in render_document(document, "text", width=20).text
    )


def test_rendered_carries_the_media_type() -> None:
    """What was rendered knows what it is."""
    done = render_document(Document(title="T", blocks=[]), "html")
    assert ("text/html", ".html") == (done.media_type, done.suffix)


def test_binary_content_is_no_text() -> None:
    """A binary format has no text."""
    done = Rendered(content=b"\x00", media_type="application/pdf", suffix=".pdf")
    with pytest.raises(TypeError, match="application/pdf is binary"):
        _ = done.text


def test_text_is_saved_in_utf_8(tmp_path: Path) -> None:
    """The file holds the text with newlines as they are, and nothing else is left."""
    path = tmp_path / "a.txt"
    assert path == CONTENT.save(path)
    assert "得分\n".encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_bytes_are_saved_as_they_are(tmp_path: Path) -> None:
    """Binary content is written byte by byte."""
    Rendered(content=b"\r\n\xff", media_type="a/b", suffix=".b").save(
        str(tmp_path / "a")
    )
    assert b"\r\n\xff" == (tmp_path / "a").read_bytes()


def test_saved_files_have_ordinary_permissions(tmp_path: Path) -> None:
    """A saved file may be read by whom any other new file may be read by."""
    (tmp_path / "other").touch()
    CONTENT.save(tmp_path / "a")
    assert (tmp_path / "other").stat().st_mode == (tmp_path / "a").stat().st_mode


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    """A longer file that was there is gone."""
    (tmp_path / "a").write_text("something longer")
    CONTENT.save(tmp_path / "a")
    assert "得分\n" == (tmp_path / "a").read_text("utf-8")


def test_an_old_file_is_not_written_into(tmp_path: Path) -> None:
    """Whoever has the old file open keeps reading the old file, whole."""
    (tmp_path / "a").write_text("old")
    (tmp_path / "same file").hardlink_to(tmp_path / "a")
    CONTENT.save(tmp_path / "a")
    assert "old" == (tmp_path / "same file").read_text()


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Saving to a link writes the file it points to and keeps the link."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real" / "a")
    CONTENT.save(link)
    assert link.is_symlink()
    assert "得分\n" == (tmp_path / "real" / "a").read_text("utf-8")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """No folder is made that was not asked for."""
    with pytest.raises(FileNotFoundError):
        CONTENT.save(tmp_path / "no" / "a")
    assert [] == list(tmp_path.iterdir())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder is not overwritten, and nothing is left behind."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a"):
        CONTENT.save(tmp_path / "a")
    assert [tmp_path / "a"] == list(tmp_path.iterdir())


def test_nothing_is_written_on_error(tmp_path: Path) -> None:
    """Content that cannot be encoded leaves the old file as it was."""
    path = tmp_path / "a"
    path.write_text("old")
    broken = Rendered(content="\ud800", media_type="a/b", suffix=".b")
    with pytest.raises(UnicodeEncodeError):
        broken.save(path)
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="no such device")
def test_a_device_is_written_to() -> None:
    """A device is not replaced by a file."""
    CONTENT.save(os.devnull)
    assert Path(os.devnull).is_char_device()


PLUGINS = """\
[lzeval.renderers]
plain = plain_plugin:Plain
wrong = plain_plugin:Wrong
"""

PLUGIN = '''
class Plain:
    """A renderer of somebody else."""
    media_type, suffix, binary = "text/x-plain", ".plain", True

    def __init__(self, mark="-"):
        self.mark = mark

    def __call__(self, document):
        return f"{self.mark} {document.title}".encode()


class Wrong:
    """No renderer at all."""
'''


def run_with_plugin(folder: Path, statements: str) -> str:
    """Run Python where another package has declared renderers."""
    package = folder / "plain_plugin-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Name: plain-plugin\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(PLUGINS)
    (folder / "plain_plugin.py").write_text(PLUGIN)
    script = f"""
import sys; sys.path[:0] = {[str(folder), *sys.path]!r}
from lzeval.render import format_of, formats, render_document, renderer
from lzeval.report.document import Document
document = Document(title="T", blocks=[])
{statements}
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, text=True
    )
    return done.stdout or done.stderr.splitlines()[-1]


def test_a_renderer_of_another_package(tmp_path: Path) -> None:
    """A renderer that another package declares is a format like ours."""
    told = run_with_plugin(
        tmp_path,
        'print("plain" in formats(), format_of("a.plain"))\n'
        'print(render_document(document, "plain", mark="*"))\n'
        'print(render_document(document, "plain", mark="*").content)',
    )
    assert [
        "True plain",
        "Rendered(media_type='text/x-plain', suffix='.plain')",
        "b'* T'",
    ] == told.splitlines()


def test_a_plugin_that_is_no_renderer(tmp_path: Path) -> None:
    """What does not do what a renderer does is refused by name."""
    told = run_with_plugin(tmp_path, 'renderer("wrong")')
    assert (
        "lzeval.errors.PluginError: plug-in 'wrong' of lzeval.renderers: "
        "gives Wrong, not a renderer"
    ) == told


MISSING = """
import sys
sys.modules[{library!r}] = None  # as if it were not installed
from lzeval.render import renderer
from lzeval.cli import main
try:
    renderer({format!r})
except ModuleNotFoundError as error:
    print(error)
sys.exit(main(["report", "longchi-2022", "-o", "report.{format}"]))
"""


@pytest.mark.parametrize(
    ("format_", "library", "expected"),
    [
        ("docx", "docx", "Word files needs python-docx: pip install 'lzeval[docx]'"),
        ("pdf", "typst", "PDF files needs typst: pip install 'lzeval[pdf]'"),
        (
            "xlsx",
            "xlsxwriter",
            "Excel files needs XlsxWriter: pip install 'lzeval[xlsx]'",
        ),
    ],
)
def test_a_missing_library_is_named(
    format_: str, library: str, expected: str, tmp_path: Path
) -> None:
    """What is not installed is said with the extra that brings it."""
    script = MISSING.format(format=format_, library=library)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        text=True,
    )
    assert f"writing {expected}\n" == done.stdout
    assert (2, f"lzeval: writing {expected}\n") == (done.returncode, done.stderr)
    assert [] == list(tmp_path.iterdir())
