"""
Tables drawn with text: columns, merged cells, rules.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import attrs

from lzeval.render._columns import least_width, natural_width, pad, wrap
from lzeval.report.document import Grid, Slot, Table, lay_out

__all__ = ["column_widths", "draw"]

_GAP = 2
_NARROWEST = 2
_SHORT_WORD, _WIDEST_WORD = 6, 16


def draw(
    table: Table, width: int, emphasise: Callable[[str], str] = str
) -> Iterator[str]:
    """
    Draw a table; all lines are equally wide.

    Args:
        table: What to draw.
        width: Columns of the terminal; a table of very many columns takes more.
        emphasise: What to do with headings and strong cells, once they are padded.
    """
    count = len(table.columns)
    sections = [
        lay_out(rows, count) for rows in (table.header, table.rows, table.footer)
    ]
    widths = column_widths(table, width - _GAP * (count - 1), _GAP)
    total = sum(widths) + _GAP * (count - 1)
    yield "━" * total
    drawn = [_Section(table, grid, widths, emphasise) for grid in sections if grid]
    for index, section in enumerate(drawn):
        if index:
            yield "─" * total
        yield from section.lines()
    yield "━" * total


def column_widths(table: Table, space: int, gap: int = 0) -> list[int]:
    """
    Share out a width among the columns of a table by their content.

    Args:
        table: The table.
        space: What there is, in columns of a terminal, without the gaps.
        gap: What a merged cell gains from each gap that it covers.
    """
    count = len(table.columns)
    space = max(space, _NARROWEST * count)
    slots = {
        slot
        for rows in (table.header, table.rows, table.footer)
        for row in lay_out(rows, count)
        for slot in row
    }
    natural = _widths(slots, count, gap, _natural)
    for measure in (_unbroken, _longest_word):
        needs = _widths(slots, count, gap, functools.partial(measure, table))
        least = [min(space, need) for need in needs]
        if sum(least) <= space:
            return _fitted(table, natural, least, space)
    return _fitted(table, natural, [_NARROWEST] * count, space)


def _natural(slot: Slot) -> int:
    return natural_width(slot.cell.text)


def _unbroken(table: Table, slot: Slot) -> int:
    """Measure what had better stay whole: figures with units, names, short words."""
    cell, natural = slot.cell, _natural(slot)
    is_figure = table.columns[slot.column].align == "end" and not cell.header
    whole = is_figure or cell.rowspan > 1 or natural <= _SHORT_WORD
    if whole and natural <= _WIDEST_WORD:
        return natural
    return _longest_word(table, slot)


def _longest_word(_: Table, slot: Slot) -> int:
    return min(_WIDEST_WORD, least_width(slot.cell.text))


def _widths(
    slots: set[Slot], count: int, gap: int, measure: Callable[[Slot], int]
) -> list[int]:
    """Give each column the width that its cells need, merged ones included."""
    widths = [_NARROWEST] * count
    for slot in sorted(slots, key=lambda slot: (slot.cell.colspan, slot.column)):
        last = slot.column + slot.cell.colspan
        spanned = sum(widths[slot.column : last]) + gap * (slot.cell.colspan - 1)
        widths[last - 1] += max(0, measure(slot) - spanned)
    return widths


def _fitted(
    table: Table, natural: list[int], least: list[int], space: int
) -> list[int]:
    """
    Share out the width among the columns by their weights.

    No column gets more than it needs, nor less than its longest word if that can be
    helped; what this saves or costs is shared among the others.
    """
    widths, rest = least.copy(), set(range(len(natural)))
    while rest:
        weight = sum(table.columns[c].width for c in rest)
        share = {c: space * table.columns[c].width // weight for c in rest}
        settled = {c: least[c] for c in rest if share[c] < least[c]}
        settled = settled or {c: natural[c] for c in rest if share[c] >= natural[c]}
        settled = settled or share
        for c, size in settled.items():
            widths[c] = size
            space -= size
            rest.remove(c)
    return widths


@attrs.frozen
class _Section:
    """The heading, body or footer of a table, with the widths of its columns."""

    table: Table
    grid: Grid
    widths: list[int]
    emphasise: Callable[[str], str]

    def _span(self, slot: Slot) -> int:
        last = slot.column + slot.cell.colspan
        return sum(self.widths[slot.column : last]) + _GAP * (slot.cell.colspan - 1)

    def lines(self) -> Iterator[str]:
        texts = {
            slot: wrap(slot.cell.text, self._span(slot))
            for row in self.grid
            for slot in row
        }
        heights = self._heights(texts)
        grouped = any(row[0].cell.rowspan > 1 for row in self.grid)
        for r, row in enumerate(self.grid):
            if r and grouped and row[0].row == r:
                yield "─" * (sum(self.widths) + _GAP * (len(self.widths) - 1))
            starts = [slot for c, slot in enumerate(row) if slot.column == c]
            for k in range(heights[r]):
                yield (" " * _GAP).join(
                    self._piece(slot, texts[slot], sum(heights[slot.row : r]) + k)
                    for slot in starts
                )

    def _heights(self, texts: dict[Slot, list[str]]) -> list[int]:
        """Give each row its lines; the last row of a merged cell makes room for it."""
        heights = [1] * len(self.grid)
        for r, row in enumerate(self.grid):
            for slot in row:
                if r == slot.row + slot.cell.rowspan - 1:
                    above = sum(heights[slot.row : r])
                    heights[r] = max(heights[r], len(texts[slot]) - above)
        return heights

    def _piece(self, slot: Slot, lines: list[str], index: int) -> str:
        cell = slot.cell
        align = cell.align or self.table.columns[slot.column].align
        text = lines[index] if index < len(lines) else ""
        piece = pad(text, self._span(slot), align)
        return self.emphasise(piece) if text and (cell.strong or cell.header) else piece
