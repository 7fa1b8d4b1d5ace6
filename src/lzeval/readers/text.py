"""
Plain text: lines, and the tables that are drawn in it (纯文本).

Tables are drawn in three ways: with columns that are aligned by blanks, where a Chinese
character takes two; with bars or tabs between cells; and, as a word processor saves
them, with a tab before each cell and an empty line after each row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lzeval.errors import InvalidFileError
from lzeval.readers.aligned import Line, aligned_rows, display_width
from lzeval.readers.encodings import decode
from lzeval.readers.grid import Block, Cell, Grid, Passage, Reader, unreadable

__all__ = ["TEXT", "text_blocks"]


def __dir__() -> list[str]:
    return __all__


_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_RULE = re.compile(r"[\s━─═=\-–—_+|│┃║┄-┋┌-╬]+")
_DRAWN = re.compile("[━─═=_–—-]{3}")
_THICK = re.compile(r"\s*━{4,}\s*")
_BAR = re.compile("[|│┃║]")
_GAP = re.compile("(?<=\\S)(?: {2,}|[ \u3000]*\u3000{2,}[ \u3000]*)(?=\\S)")
_ITEM = re.compile(
    r"\s*(?:[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]+)[)）、.．]|第.{1,3}[章节条]|[•·●■◆-])"
)
_LABEL = re.compile("[^。；;，,！？0-9]{1,16}[:：]")
_PAIR = re.compile("[^。；;，,！？0-9]{1,16}")
_MOST = 256
"""How many columns a table may have."""
_NARROW, _PAGE = 50, 120
"""Between what widths the longest line is taken to be as wide as the page."""
_WORD = 8
"""Columns that may be left at the end of a line that was wrapped."""


def text_blocks(text: str) -> Iterator[Block]:
    r"""
    Give what a text shows (文本内容).

    Args:
        text: The text.

    Examples:
        >>> [table, line] = text_blocks("指标    得分\n合格率  10\n\n以上属实。")
        >>> table.text(1, 0), table.text(1, 1), table.cells[1, 1].place, line.text
        ('合格率', '10', 'line 2, column 6', '以上属实。')
    """
    lines = [Line(line, at) for at, line in enumerate(_END.split(text), 1)]
    at, page = 0, _page(lines)
    while at < len(lines):
        block, at = _block(lines, at, page)
        if block is not None:
            yield block


def _page(lines: Sequence[Line]) -> int | None:
    """Tell how wide the page is that lines were wrapped to; None if there is none."""
    widths = [display_width(line.text) for line in lines]
    width = max(widths)
    often = sum(one > width - _WORD for one in widths) > 1
    return width if often and _NARROW <= width <= _PAGE else None


def _block(
    lines: Sequence[Line], at: int, page: int | None
) -> tuple[Block | None, int]:
    """Take the block that begins with a line; tell where the next one does."""
    for take in (_empty, _ruled, _cell_a_line, _barred, _rule, _tabbed, _aligned):
        block, end = take(lines, at)
        if end > at:
            return block, end
    return _passage(lines, at, page)


def _empty(lines: Sequence[Line], at: int) -> tuple[None, int]:
    return None, at if lines[at].text.strip() else at + 1


def _rule(lines: Sequence[Line], at: int) -> tuple[None, int]:
    return None, at + 1 if _is_rule(lines[at].text) else at


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None and _DRAWN.search(text) is not None


def _grid(rows: Iterable[Iterable[Cell]]) -> Grid | None:
    grid = Grid.of(rows)
    return grid if grid.cells else None


def _ruled(lines: Sequence[Line], at: int) -> tuple[Grid | None, int]:
    """Take a table between two thick rules, with thin ones between its parts."""
    if not _THICK.fullmatch(lines[at].text):
        return None, at
    end = at + 1
    while end < len(lines) and not _THICK.fullmatch(lines[end].text):
        end += 1
    parts: list[list[Line]] = [[]]
    for line in lines[at + 1 : end]:
        if _is_rule(line.text):
            parts.append([])
        elif line.text.strip():
            parts[-1].append(line)
    return _grid(aligned_rows(parts)), end + 1


def _cell_a_line(lines: Sequence[Line], at: int) -> tuple[Grid | None, int]:
    """Take a table with a tab before each cell and an empty line after each row."""
    if not lines[at].text.startswith("\t"):
        return None, at
    rows: list[list[Cell]] = [[]]
    while at < len(lines):
        line = lines[at]
        if line.text.startswith("\t"):
            parts = line.text[1:].split("\t")
            rows[-1] += [Cell(part.strip(), line.place(1)) for part in parts]
        elif not line.text.strip():
            following = lines[at + 1].text if at + 1 < len(lines) else ""
            if not following.startswith("\t"):
                break
            rows.append([])
        else:
            # A line within a cell: 决策, and below it （15分）.
            last = rows[-1][-1]
            rows[-1][-1] = Cell(f"{last.text}\n{line.text.strip()}", last.place)
        at += 1
    return _grid(rows), at


def _is_barred(lines: Sequence[Line], at: int) -> bool:
    return at < len(lines) and len(_BAR.findall(lines[at].text)) > 1


def _barred(lines: Sequence[Line], at: int) -> tuple[Grid | None, int]:
    """Take a table with bars between its cells."""
    drawn = at + 1 if _is_rule(lines[at].text) else at
    if not _is_barred(lines, drawn):
        return None, at
    bar = _BAR.findall(lines[drawn].text)[0]
    parts: list[list[list[Cell]]] = [[]]
    while at < len(lines):
        if lines[at].text.strip() and _is_rule(lines[at].text):
            parts.append([])
        elif _is_barred(lines, at):
            parts[-1].append(_between_bars(lines[at], bar))
        else:
            break
        at += 1
    parts = [part for part in parts if part]
    if max(map(len, parts), default=1) > 1 and len(parts) > _HEAD_AND_BODY:
        # Every row has its rules: the lines between two of them are one row.
        return _grid(_joined(part) for part in parts), at
    return _grid(row for part in parts for row in part), at


_HEAD_AND_BODY = 2


def _between_bars(line: Line, bar: str) -> list[Cell]:
    """Cut a line at its bars; those at its ends are no cells."""
    cells: list[Cell] = []
    start = 0
    ends = [at for at, character in enumerate(line.text) if character == bar]
    if len(ends) > _MOST:
        raise unreadable(f"a table of more than {_MOST} columns", line.place())
    for end in [*ends, len(line.text)]:
        shown = line.text[start:end]
        lead = len(shown) - len(shown.lstrip())
        cells.append(Cell(shown.strip(), line.place(start + lead)))
        start = end + 1
    text = line.text.strip()
    begin = 1 if text.startswith(bar) else 0
    return cells[begin : len(cells) - 1 if text.endswith(bar) else len(cells)]


def _joined(lines: list[list[Cell]]) -> list[Cell]:
    """Make one row of the lines between two rules."""
    count = max(map(len, lines))
    padded = [[*line, *[Cell("")] * (count - len(line))] for line in lines]
    return [
        Cell("".join(cell.text for cell in column), column[0].place)
        for column in zip(*padded, strict=True)
    ]


def _tabbed(lines: Sequence[Line], at: int) -> tuple[Grid | None, int]:
    """Take lines with tabs between their cells."""
    rows: list[list[Cell]] = []
    while at < len(lines) and "\t" in lines[at].text.strip():
        cells: list[Cell] = []
        start = 0
        for part in lines[at].text.split("\t"):
            cells.append(Cell(part.strip(), lines[at].place(start)))
            start += len(part) + 1
        rows.append(cells)
        at += 1
    return _grid(rows), at


def _aligned(lines: Sequence[Line], at: int) -> tuple[Grid | None, int]:
    """Take lines whose cells are set apart by blanks; None if they are prose."""
    end = at
    while end < len(lines) and _GAP.search(lines[end].text.strip()):
        end += 1
    pairs = [_GAP.split(line.text.strip()) for line in lines[at:end]]
    if all(len(cells) <= _TWO for cells in pairs):
        # Labels with their values; a line of prose may hold a gap as well.
        if not all(_PAIR.fullmatch(cells[0]) for cells in pairs):
            return None, at
        if any(_ITEM.fullmatch(cells[0]) for cells in pairs):
            return None, at
    while end < len(lines) and lines[end].text.startswith("  "):
        if not lines[end].text.strip():
            break
        end += 1  # what is wrapped in the cells of the last row
    return _grid(aligned_rows([lines[at:end]])), end


_TWO = 2


def _passage(lines: Sequence[Line], at: int, page: int | None) -> tuple[Passage, int]:
    """Take a line, and those that it was wrapped to."""
    text, place = lines[at].text.strip(), f"line {lines[at].number}"
    while page is not None and _is_wrapped(lines, at, page):
        at += 1
        text += lines[at].text.strip()
    return Passage(text, place), at + 1


def _is_wrapped(lines: Sequence[Line], at: int, page: int) -> bool:
    """Tell whether a line was too long for its page, and goes on in the next one."""
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return (
        display_width(lines[at].text) > page - _WORD
        and bool(following.strip())
        and not following.startswith((" ", "\t", "\u3000"))
        and not _ITEM.match(following)
        and not _LABEL.match(following)
        and not _is_rule(following)
        and not _GAP.search(following)
    )


def _recognises(data: bytes) -> bool:
    try:
        text = decode(data).text
    except InvalidFileError:
        return False
    return "\0" not in text


def _blocks(data: bytes) -> Iterator[Block]:
    yield from text_blocks(decode(data).text)


TEXT = Reader(
    "text", suffixes=(".txt", ".text"), recognises=_recognises, blocks=_blocks, rank=-2
)
"""Reads plain text, in whatever encoding."""
