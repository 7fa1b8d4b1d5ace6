"""A format of one's own: nothing but the headings, one a line."""

from __future__ import annotations

from typing import ClassVar

import attrs

from lzeval.report.document import Document, Heading


@attrs.frozen(kw_only=True)
class OutlineRenderer:
    """
    Write the headings of a document.

    Args:
        indent: What stands before a heading for each level below the first.
    """

    media_type: ClassVar[str] = "text/x-outline"
    suffix: ClassVar[str] = ".outline"
    binary: ClassVar[bool] = False

    indent: str = "  "

    def __call__(self, document: Document, /) -> str:
        """
        Write a document.

        Args:
            document: What to write.

        Returns:
            The title and the headings, one a line.
        """
        headings = (
            self.indent * block.level + block.text
            for block in document.basic_blocks()
            if isinstance(block, Heading)
        )
        lines = (line.replace("\n", " ") for line in (document.title, *headings))
        return "\n".join(lines) + "\n"
