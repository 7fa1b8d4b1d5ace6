"""
A form that is being put together from what was read (表格草稿).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from attrs import evolve

from lzeval.forms import Form, FormBudget, FormBudgetRow
from lzeval.readers.rows import ReadMoney
from lzeval.readers.wording import form_kind, money_unit, year_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lzeval.forms import FormRow
    from lzeval.readers.grid import Cell, Passage
    from lzeval.readers.narrative import Told
    from lzeval.readers.rows import ReadRow

__all__ = ["Draft"]


def __dir__() -> list[str]:
    return __all__


_POINTS = ("weight", "rate_as_printed", "score_as_printed")
_ASIDE = re.compile(r"[(（][^()（）]+[)）]")
_TWO = 2
_FIGURE = re.compile("[0-9]")
_SUM = re.compile(
    "总额|合计|总计|总金额|资金总|项目金额|年度金额|预算申报数|预算金额|预算安排"
)
_ISSUERS = ("implementer", "issuer", "department")


@final
class Draft:
    """
    A form that is being put together (草稿).

    Args:
        name: What the part of the file is called that it stands in.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.title: tuple[str, str] | None = None
        self.labels: dict[str, tuple[str, str]] = {}
        self.cut_off = False
        self.points_in_heading: str | None = None
        self.lines: list[str] = []
        self.passages: list[Passage] = []
        self._rows: list[ReadRow] = []
        self._early: list[tuple[str, Sequence[ReadRow]]] = []
        """Targets in a table of their own, above the indicators that have them."""
        self._money: list[ReadMoney] = []
        self._places: dict[str, str] = {}
        self._amounts: dict[str, Cell] = {}
        self._goals: dict[str, list[Cell]] = {}
        self._year: tuple[str, str] | None = None

    @property
    def has_rows(self) -> bool:
        """Whether any row of indicators or money was read."""
        return bool(self._rows or self._money)

    @property
    def has_indicators(self) -> bool:
        """Whether any indicator was read."""
        return bool(self._rows)

    def entitle(self, text: str, place: str) -> None:
        """Take a line above the tables: the first is the title (标题)."""
        year = year_in(text)
        if self._year is None and year is not None:
            self._year = (year, place)
        if self.title is None:
            self.title = (text, place)

    def goes_on_with_title(self, text: str) -> bool:
        """Take a line in brackets, right below the title, for more of it (副标题)."""
        if self.title is None or self.has_rows or len(self.lines) < _TWO:
            return False
        title, place = self.title
        below = self.lines[-_TWO] == title
        if not below or _ASIDE.fullmatch(text) is None or year_in(text) is not None:
            return False
        self.title = (f"{title}{text}", place)
        return True

    def label(self, name: str, text: str, place: str) -> bool:
        """Take what a label names; the first wins (标签)."""
        if name in self.labels and (self.labels[name][0] or not text):
            return self.labels[name][0] == text
        self.labels[name] = (text, place)
        return True

    def add_row(self, read: ReadRow) -> None:
        """Add an indicator (加指标)."""
        self._rows.append(read)

    def add_details(self, name: str, details: Sequence[ReadRow]) -> bool:
        """
        Give an indicator the targets that are in a table of their own (补充指标值).

        Such an indicator may come below; until then they are rows of their own.

        Args:
            name: What the indicator is called.
            details: Its rows there.

        Returns:
            Whether there is such an indicator already.
        """
        is_known = self._detail(name, details)
        if not is_known:
            self._early.append((name, details))
        return is_known

    def _settle(self) -> None:
        """Give indicators the targets that were read above them."""
        for name, details in self._early:
            every = self._rows
            own = set(map(id, details))
            self._rows = [read for read in every if id(read) not in own]
            said = [r.row for r in self._rows if r.row.level3 == name]
            if any(row.target_text or row.actual_text for row in said) or (
                not self._detail(name, details)
            ):
                self._rows = every
        self._early = []

    def _detail(self, name: str, details: Sequence[ReadRow]) -> bool:
        named = [at for at, read in enumerate(self._rows) if read.row.level3 == name]
        if len(named) != 1 or not details:
            return False
        (at,) = named
        known, first = self._rows[at], details[0]
        if len(details) > 1 or first.row.level3 != name:
            self._rows[at + 1 : at + 1] = [
                evolve(read, row=_under(read.row, known.row)) for read in details
            ]
            return True
        row = evolve(
            known.row,
            target_text=first.row.target_text,
            actual_text=first.row.actual_text,
        )
        self._rows[at] = evolve(known, row=row, places={**first.places, **known.places})
        return True

    def add_money(self, read: ReadMoney) -> None:
        """Add a row of money (加资金行)."""
        self._money.append(read)

    def amount(self, name: str, cell: Cell) -> None:
        """Take an amount of money that stands beside what it is called (金额)."""
        self._amounts.setdefault(name, cell)

    def goal(self, name: str, cell: Cell) -> None:
        """Take an objective, or what came of it (目标)."""
        self._goals.setdefault(name, []).append(cell)

    def form(self, told: Told) -> Form | None:
        """
        Give the form; None if nothing makes one (成表).

        Args:
            told: What the prose says; of money, total and grade the tables have the
                first word.
        """
        if not self.has_rows and told.total is None:
            return None
        self._settle()
        title, labels = self.title or ("", ""), self.labels
        if self._amounts and not self._money:
            self._money = [self._listed()]
        budget = self._budget() if self._money else told.budget
        project = labels.get("project", ("", ""))
        heading = title if not project[0] else project
        if not heading[0]:
            heading = (self.name, "")
        places = {"title": heading[1], **self._places, **self._row_places()}
        year = self._written("year", places)
        if year:
            year = year_in(year) or year
        if year is None and self._year is not None:
            year, places["year"] = self._year
        if year is None:
            year = told.year
        rows = [read.row for read in self._rows]
        results = any((row.actual_text, row.score) != (None, None) for row in rows)
        names = [row.name for row in budget.rows]
        return Form(
            title=heading[0],
            year=year,
            issuer=self._labelled("issuer", _ISSUERS, places),
            department=self._labelled("department", ("department",), places),
            form=form_kind(title[0] or heading[0], names, results=results),
            complete=bool(rows) and not self.cut_off,
            expected_text=self._prose("goal", "expected_text", places),
            achieved_text=self._prose("result", "achieved_text", places),
            budget=budget,
            indicators=rows,
            total_as_printed=self._written("total", places) or told.total,
            grade_as_printed=self._written("grade", places) or told.grade,
            statements=told.statements,
            places={key: place for key, place in places.items() if place},
        )

    def _labelled(
        self, path: str, names: Sequence[str], places: dict[str, str]
    ) -> str | None:
        """Give what stands beside the first of several labels, and keep its place."""
        for name in names:
            text, place = self.labels.get(name, ("", ""))
            if text:
                places[path] = place
                return text
        return None

    def _listed(self) -> ReadMoney:
        """Make a row of money of amounts that are listed one by one."""
        found = self._amounts
        texts = {name: cell.text.strip() for name, cell in found.items()}
        unit = next(filter(None, map(money_unit, texts.values())), None)
        row = FormBudgetRow("年度资金总额", unit=unit, **texts)
        return ReadMoney(row=row, places={k: cell.place for k, cell in found.items()})

    def _prose(self, name: str, path: str, places: dict[str, str]) -> str | None:
        cells = self._goals.get(name, [])
        if cells:
            places[path] = cells[0].place
        return "\n".join(cell.text.strip() for cell in cells) or None

    def _row_places(self) -> dict[str, str]:
        return {
            f"indicators/{at}/{key}": place
            for at, read in enumerate(self._rows)
            for key, place in read.places.items()
        }

    def _written(self, name: str, places: dict[str, str]) -> str | None:
        if name not in self.labels:
            return None
        text, place = self.labels[name]
        places[_PATHS.get(name, name)] = place
        return text

    def _budget(self) -> FormBudget:
        """Part the points of the sum, which are those of the execution rate."""
        sums = (at for at, read in enumerate(self._money) if _SUM.search(read.row.name))
        total = next(sums, 0)
        rows: list[FormBudgetRow] = []
        points: dict[str, str | None] = {}
        for at, read in enumerate(self._money):
            row, path = read.row, f"budget/rows/{at}"
            kept = {name: getattr(row, name) for name in _POINTS}
            for name, text in kept.items():
                if at == total:
                    points[name] = text
                if at == total or not _FIGURE.search(text or ""):
                    kept[name] = None
            rows.append(evolve(row, **kept))
            for key, place in read.places.items():
                whole = at == total and key in _POINTS
                self._places[f"budget/{key}" if whole else f"{path}/{key}"] = place
        if points.get("weight") is None:
            points["weight"] = self.points_in_heading
        return FormBudget(rows=rows, **points)


_PATHS = {"total": "total_as_printed", "grade": "grade_as_printed"}


def _under(row: FormRow, above: FormRow) -> FormRow:
    return evolve(
        row,
        level1=above.level1,
        level1_weight=above.level1_weight,
        level2=above.level2,
    )
