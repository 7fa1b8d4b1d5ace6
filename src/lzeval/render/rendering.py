"""
Renderers by name, and what they give back (渲染器).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, final, runtime_checkable

import attrs

from lzeval import plugins
from lzeval.errors import PluginError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.report.document import Document

__all__ = [
    "Rendered",
    "Renderer",
    "format_of",
    "formats",
    "render_document",
    "renderer",
    "write_document",
]


def __dir__() -> list[str]:
    return __all__


_GROUP = "lzeval.renderers"
_SUFFIXES = {
    ".htm": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".txt": "text",
}


@runtime_checkable
class Renderer(Protocol):
    """
    What writes a document in one format (渲染器).

    A frozen value: its options are its fields, the same document always gives the
    same bytes. One whose format can compute says ``live = True`` and is given the
    workings of the figures as well (see `lzeval.report.live`). A plug-in registers the
    class, or any function that takes the options and returns a renderer, in the
    entry-point group ``lzeval.renderers``, best under the suffix of its files without
    the dot.
    """

    @property
    def media_type(self) -> str:
        """The media type, such as ``text/html``."""
        ...

    @property
    def suffix(self) -> str:
        """The suffix of its files, such as ``.html``."""
        ...

    @property
    def binary(self) -> bool:
        """Whether it gives bytes rather than text."""
        ...

    def __call__(self, document: Document, /) -> str | bytes:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            Bytes if `binary`, else text with newlines as line ends.
        """
        ...


@final
@attrs.frozen(kw_only=True)
class Rendered:
    """
    A document in a format (渲染结果).

    Args:
        content: Text, or bytes for a binary format.
        media_type: Its media type, such as ``text/html``.
        suffix: Suffix for a file, such as ``.html``.

    Examples:
        >>> Rendered(content="得分", media_type="text/plain", suffix=".txt").text
        '得分'
    """

    content: str | bytes = attrs.field(repr=False)
    media_type: str
    suffix: str

    @property
    def text(self) -> str:
        """
        The content of a text format (文本内容).

        Raises:
            TypeError: If the format is binary.
        """
        if isinstance(self.content, bytes):
            raise TypeError(f"{self.media_type} is binary; use `content` or `save`")
        return self.content

    def save(self, path: str | os.PathLike[str]) -> Path:
        """
        Write the content to a file, completely or not at all (保存).

        Text is written in UTF-8. A file that is there is replaced only once the new
        one is written; a link is followed; a device is written to as it is.

        Args:
            path: Where to.

        Returns:
            The path as it was given.

        Raises:
            OSError: If the file cannot be written.
        """
        given = Path(path)
        content = self.content
        data = content.encode() if isinstance(content, str) else content
        target = Path(os.path.realpath(given))
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return given
        with tempfile.TemporaryDirectory(prefix=".", dir=target.parent) as folder:
            draft = Path(folder) / target.name
            draft.write_bytes(data)
            draft.replace(target)
        return given


def formats() -> tuple[str, ...]:
    """
    Name the formats there are, sorted (可用格式).

    Examples:
        >>> {"html", "json", "markdown", "text"} <= set(formats())
        True
    """
    return plugins.names(_GROUP)


def renderer(name: str, **options: object) -> Renderer:
    """
    Make the renderer of a format (取渲染器).

    Args:
        name: One of `formats`.
        options: Options of that renderer, such as ``width`` of ``text``.

    Raises:
        UnknownNameError: If there is no such format.
        PluginError: If the plug-in cannot be loaded or gives no renderer.
        TypeError: If the renderer has no such option.

    Examples:
        >>> renderer("html").suffix
        '.html'
    """
    make = cast("Callable[..., object]", plugins.find(_GROUP, name))
    made = make(**options)
    if not isinstance(made, Renderer):
        raise PluginError(_GROUP, name, f"gives {type(made).__name__}, not a renderer")
    return made


def format_of(path: str | os.PathLike[str]) -> str:
    """
    Tell the format of a file by its suffix (按后缀识别格式).

    Args:
        path: A file name such as ``report.html``; it need not exist.

    Returns:
        One of `formats`.

    Raises:
        UnknownNameError: If no format has that suffix.

    Examples:
        >>> format_of("report.md")
        'markdown'
    """
    suffix = Path(path).suffix.lower()
    name = _SUFFIXES.get(suffix, suffix.removeprefix("."))
    if name not in formats():
        known = sorted({*_SUFFIXES, *(f".{name}" for name in formats())})
        raise UnknownNameError("format for suffix", suffix, tuple(known))
    return name


def render_document(document: Document, format: str, **options: object) -> Rendered:  # noqa: A002
    r"""
    Write a document in a format (渲染文档).

    Args:
        document: What to write.
        format: One of `formats`.
        options: Options of the format's renderer.

    Raises:
        UnknownNameError: If there is no such format.
        PluginError: If the plug-in cannot be loaded or gives no renderer.
        TypeError: If the renderer has no such option.

    Examples:
        >>> from lzeval.report.document import Document
        >>> render_document(Document(title="得分表", blocks=[]), "markdown").text
        '# 得分表\n'
    """
    return write_document(document, renderer(format, **options))


def write_document(document: Document, write: Renderer) -> Rendered:
    """Write a document by a renderer that is made already (写出文档)."""
    return Rendered(
        content=write(document), media_type=write.media_type, suffix=write.suffix
    )
