"""
A form returned with what its audit says, as comments beside its cells (批注返回).
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from lzeval.audit import audit
from lzeval.errors import InvalidFileError
from lzeval.readers.grid import unreadable
from lzeval.readers.limits import Limits
from lzeval.readers.opening import Source, content, name_of
from lzeval.readers.reading import reading
from lzeval.readers.remarks import remarks
from lzeval.readers.sheet_comments import comment_cells
from lzeval.readers.word_comments import comment_table_cells

if TYPE_CHECKING:
    from lzeval.audit import Selection
    from lzeval.scoring import Framework

__all__ = ["annotate"]


def __dir__() -> list[str]:
    return __all__


_AUTHOR = "lzeval"
_COMMENTERS = {"docx": comment_table_cells, "xlsx": comment_cells}


def annotate(
    source: Source,
    *,
    framework: Framework | str | None = None,
    selection: Selection | None = None,
    locale: str = "zh_CN",
    limits: Limits | None = None,
) -> bytes:
    """
    Audit the forms of a workbook or Word document, and write beside them (批注返回).

    Beside the score of each indicator stands what it earns by the figures of the form,
    beside the total what they add up to, and every finding beside what it is about.
    Comments that were there are kept. Nothing else of the file changes: formulas,
    results, styles, charts and macros are the same, byte by byte.

    Args:
        source: A file, or a binary stream.
        framework: By whose rules it is judged; None takes the usual ones.
        selection: Which checks are asked; None asks all.
        locale: The language of the comments.
        limits: How much of a file is read; None takes the usual limits.

    Returns:
        The file with the comments.

    Raises:
        InvalidFileError: If the file cannot be read, or is neither ``.xlsx`` nor
            ``.docx``.
        UnknownNameError: If the framework or the language is not known.
        OSError: If the file cannot be read.
    """
    limits = limits or Limits()
    try:
        data = content(source, limits)
        found = reading(BytesIO(data), limits=limits)
        comment = _COMMENTERS.get(found.format)
        if comment is None:
            takers = " or ".join(sorted(_COMMENTERS))
            raise unreadable(f"{found.format} takes no comments; expected {takers}")
        said: dict[str, str] = {}
        for form in found.forms:
            report = audit(form, framework=framework, selection=selection)
            said |= remarks(report, locale)
        return comment(data, said, _AUTHOR) if said else data
    except InvalidFileError as error:
        raise InvalidFileError(name_of(source), error.problems) from error
