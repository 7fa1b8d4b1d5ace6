"""
Telling lines apart: labels, titles, sections, notes, prose (识别行).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, final

from lzeval.forms import FormRow
from lzeval.readers.filling import Note
from lzeval.readers.grid import Passage
from lzeval.readers.rows import ReadRow
from lzeval.readers.wording import (
    bare,
    folded,
    is_form_title,
    is_indicator_block,
    is_money_block,
    is_omission,
    is_remark,
    labelled,
    money_unit,
    one_line,
    year_in,
)

if TYPE_CHECKING:
    from lzeval.readers.filling import Filling

__all__ = ["Lines"]


def __dir__() -> list[str]:
    return __all__


_SECTION = re.compile(r"[【\[](?P<first>[^-－—】\]]+)[-－—](?P<second>[^】\]]+)[】\]]")
_INSIDE = re.compile(r"(?P<name>.+)[(（](?P<target>[^()（）]+)[)）]")
_PROSE = re.compile("[。；;]")
_NUMBERED = re.compile("[(（]?[一二三四五六七八九十0-9]+[)）、.．]")
_TITLE = 60
_UNIT_LINE = 20
"""How many characters a title, and a line that only names a unit, may have."""


@final
class Lines:
    """
    Lines outside of tables, and rows of tables that are one line (行).

    Args:
        form: What is filled with them.
    """

    def __init__(self, form: Filling) -> None:
        self._form = form
        self.below = False
        """Whether it is at a table, or directly below one."""

    def take(self, text: str, place: str) -> None:
        """Take a line that stands alone; whatever it is else, it may hold figures."""
        text = text.strip()
        if not text:
            return
        is_remark = self._is_remark(text)
        if not self.is_known(text, place):
            self._form.unknown.add(place)
        if not is_remark:
            self._form.draft.passages.append(Passage(text, place))
            self.below = False

    def is_known(self, text: str, place: str) -> bool:
        """Take a line for a label, a title, a section; tell whether it was one."""
        self._form.draft.lines.append(text)
        found = labelled(text)
        if found is not None and found.name not in {"goal", "result"}:
            self._form.label(found.name, found.value, place)
            return True
        for meaning, test in _LINES:
            if test(text):
                self._form.recognised.append(Note(place, text, meaning))
                self._form.draft.cut_off |= meaning == "omission"
                self._form.unit = money_unit(text) or self._form.unit
                return True
        if self._is_remark(text):
            self._form.left.append(Note(place, text, "remark"))
            return True
        return self.is_title(text, place) or self._section(text, place)

    def _is_remark(self, text: str) -> bool:
        """Tell whether a line is a note; numbered ones are so below a table only."""
        return is_remark(text) and (self.below or not folded(text)[:1].isdigit())

    def is_title(self, text: str, place: str) -> bool:
        """Take a line for the title, or more of it; tell whether it was one."""
        if len(text) >= _TITLE or _PROSE.search(text) is not None:
            return False
        if _NUMBERED.match(text) and not bare(text).endswith(("表", "报告")):
            return False
        if self._form.draft.goes_on_with_title(text):
            self._form.recognised.append(Note(place, text, "title"))
            return True
        titled = is_form_title(text)
        known = self._form.draft.title
        if titled and self._form.rows is not None:
            self._form.finish(self._form.rows)
        if self._form.draft.has_rows:
            again = known is not None and bare(known[0]) == bare(text)
            if again or not (titled and bare(text).endswith("表")):
                return again
            self._form.begin(self._form.draft.name)
        elif not titled and (known is None or year_in(text) is None):
            return False
        self._form.draft.entitle(one_line(text), place)
        self._form.recognised.append(Note(place, text, "title" if titled else "year"))
        return True

    def _section(self, text: str, place: str) -> bool:
        """Take 【产出指标-数量指标】, and below it lines such as 机柜数量（≥77台）."""
        found = _SECTION.fullmatch(text)
        if found is not None:
            self._form.end_part()
            self._form.levels = (found["first"], found["second"])
            self._form.recognised.append(Note(place, text, "levels"))
            return True
        inside = _INSIDE.fullmatch(text)
        if self._form.levels is None or inside is None:
            return False
        first, second = self._form.levels
        row = FormRow(
            one_line(inside["name"]),
            level1=first,
            level1_weight="",
            level2=second,
            target_text=inside["target"].strip(),
        )
        at: dict[str, str] = {"level3": place, "target_text": place}
        self._form.draft.add_row(ReadRow(row=row, places=at))
        self._form.guessed.append(Note(place, text, "name and target"))
        return True


def _is_unit(text: str) -> bool:
    return len(text) < _UNIT_LINE and money_unit(text) is not None


_LINES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("omission", is_omission),
    ("heading", is_money_block),
    ("heading", is_indicator_block),
    ("unit", _is_unit),
)
