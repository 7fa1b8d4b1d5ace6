"""Make one cell of the neighbouring cells that a form prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lzeval.errors import CellTooLongError
from lzeval.notation._folding import fold
from lzeval.notation._lexicon import AFTER, BEFORE, SIGNS
from lzeval.notation._phrases import blank_in
from lzeval.notation._unit_words import TENTH, split_unit, unknown_unit

__all__ = ["Cell", "compose", "unit_of_cell"]

_DIGIT = re.compile("[0-9]")
_SHORT = 24
LIMIT = 10_000
"""The greatest number of characters read."""

_KINDS = frozenset(
    [f"{sense}{noun}" for sense in "正反逆负" for noun in ("向", "向指标")]
    + [f"{sort}{noun}" for sort in ("定量", "定性") for noun in ("", "指标")]
    + [f"{sort}{noun}" for sort in ("约束性", "预期性") for noun in ("", "指标")]
    + ["数值", "数值型", "文字", "文字型", "文本", "文本型", "文字描述", "描述"]
)
"""Words of a column that says of what kind an indicator is."""


class Cell(NamedTuple):
    """A cell made ready for reading."""

    folded: str
    """Sign and value, folded."""
    text: str
    """The original text of all cells."""
    phrase: str
    """The original text of the value."""
    unit: tuple[int, str] | None = None
    """Power of ten and symbol of a unit column."""

    @property
    def has_digit(self) -> bool:
        """Whether the folded text holds an Arabic digit."""
        return _DIGIT.search(self.folded) is not None


def compose(cells: str | Sequence[str]) -> Cell:
    """
    Put sign, value and unit of neighbouring cells into one.

    Raises:
        CellTooLongError: If there are more than 10,000 characters.
        TypeError: If a cell is not text.
    """
    if isinstance(cells, str):
        return _kept(cells) if len(cells) <= _SHORT else _single(cells)
    parts = [_text(part) for part in cells]
    _check_length(sum(map(len, parts)))
    return _joined(parts)


def _single(text: str) -> Cell:
    _check_length(len(text))
    phrase = text.strip()
    first, blank, rest = phrase.partition(" ")
    if blank and first in _KINDS:
        return Cell(fold(rest), text, rest.strip())
    return Cell(fold(text), text, phrase)


_kept = lru_cache(maxsize=1 << 13)(_single)
"""Forms print the same short cells over and over; those are remembered."""


def _check_length(length: int) -> None:
    if length > LIMIT:
        raise CellTooLongError(length, LIMIT)


def _text(part: object) -> str:
    if isinstance(part, str):
        return part
    message = f"expected the text of a cell, got {type(part).__name__}"
    raise TypeError(message)


def unit_of_cell(folded: str) -> tuple[int, str] | None:
    """Read a text that holds nothing but a unit; None for any other text."""
    if folded == TENTH:
        return 1, "%"
    power, symbol, rest = split_unit(folded)
    return (power, symbol) if not rest and (symbol or folded in {"万", "亿"}) else None


def _joined(parts: list[str]) -> Cell:
    text = " ".join(parts)
    filled = [(part.strip(), fold(part)) for part in parts]
    filled = [(part, folded) for part, folded in filled if folded]
    if len(parts) > 1:
        filled = [pair for pair in filled if pair[1] not in _KINDS]
    if len(filled) == 1:
        return Cell(filled[0][1], text, filled[0][0])
    before, behind, unit = "", "", None
    values: list[tuple[str, str]] = []
    for part, folded in filled:
        if not before and (folded in SIGNS or folded in BEFORE):
            before = folded
        elif not behind and folded in AFTER:
            behind = folded
        elif unit is None and (found := unit_of_cell(folded)) is not None:
            unit = found
        else:
            values.append((part, folded))
    if len(values) > 1:
        values = [pair for pair in values if _holds_content(pair[1])] or values[:1]
    if len(values) > 1 and unit is None:
        values, unit = _without_unit(values)
    value = fold("|".join(folded for _, folded in values))
    phrase = " ".join(part for part, _ in values)
    if before in BEFORE and _DIGIT.search(value) is None:
        phrase = f"{before} {phrase}"
    return Cell(before + value + behind, text, phrase, unit)


def _holds_content(folded: str) -> bool:
    return _DIGIT.search(folded) is not None or blank_in(folded) is None


def _without_unit(
    values: list[tuple[str, str]],
) -> tuple[list[tuple[str, str]], tuple[int, str] | None]:
    """Take an unknown short word beside a figure for its unit."""
    figures = [pair for pair in values if _DIGIT.search(pair[1])]
    words = [pair[1] for pair in values if not _DIGIT.search(pair[1])]
    unit = unknown_unit(words[0]) if figures and len(words) == 1 else ""
    return (figures, (0, unit)) if unit else (values, None)
