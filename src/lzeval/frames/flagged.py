"""
What should be looked at though the points stand, in columns (提示事项列).

The conditions are those of the rules. A row has one small number for all its flags, in
which each of them is a power of two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from lzeval.frames.asked import SETTLED, Asked
from lzeval.frames.columns import COPIED
from lzeval.frames.lowering import holding
from lzeval.frames.reasons import Marks
from lzeval.frames.whole import (
    Cond,
    Sheet,
    Whole,
    all_of,
    any_of,
    chosen,
    either,
    one_of,
    opposite,
)
from lzeval.model import OutcomeState
from lzeval.scoring.rules import Flag

if TYPE_CHECKING:
    from fractions import Fraction

    from lzeval.frames.assigning import Assigned

__all__ = ["FLAGS", "LATER", "Flagged"]


def __dir__() -> list[str]:
    return __all__


FLAGS = "lzeval flags"
"""The column of the numbers of flags (提示事项号列)."""
LATER = -1
"""The number of rows whose figures no engine holds (待逐行判断)."""
_ZERO = nw.lit(0, nw.Int16)


@frozen(slots=False, eq=False)
class Flagged:
    """
    The flags of all rows (提示事项列).

    Attributes:
        asked: What is asked for.
        marks: By which rows are told apart.
    """

    asked: Asked
    marks: Marks

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What the rules may flag."""
        rules = [one.rule.flagging for one in self.asked.rules]
        found = {one.flag for flagging in rules for one in flagging}
        return tuple(flag for flag in Flag if flag in found)

    def numbers(
        self,
        sheet: Sheet,
        quantities: Callable[[Assigned], Mapping[str, Whole]],
        beyond: Cond,
    ) -> nw.Expr:
        """
        Number the flags of all rows (提示事项号).

        Args:
            sheet: The calculation.
            quantities: What the plan of a rule reads.
            beyond: Rows whose figures no engine holds.
        """
        raised: dict[Flag, list[Cond]] = {flag: [] for flag in self.flags}
        for number, one in enumerate(self.asked.rules):
            if not one.rule.flagging:
                continue
            known = {**quantities(one), **self._told(sheet)}
            for flagging in one.rule.flagging:
                rows = [self.marks.rows(number), holding(flagging.when, known)]
                raised[flagging.flag].append(all_of([*rows, *self._spent(one)]))
        found = _ZERO
        for flag, conditions in raised.items():
            power = nw.lit(self._power(flag), nw.Int16)
            found = found + either([(any_of(conditions), power)], _ZERO)
        later = nw.lit(LATER, nw.Int16)
        found = either([(opposite(self._reported), _ZERO), (beyond, later)], found)
        return found.cast(nw.Int16)

    def number(self, one: Assigned, known: Mapping[str, Fraction]) -> int:
        """
        Number the flags of one row (单行提示事项号).

        Args:
            one: Its rule.
            known: What is known of it, by name.
        """
        held = {each.flag for each in one.rule.flagging if each.holds(known)}
        return sum(map(self._power, held))

    def shown(self) -> nw.Expr:
        """Name the flags of all rows (提示事项)."""
        names: list[tuple[Cond, nw.Expr]] = []
        if "settled_flags" in self.asked.names:
            settled = self.asked.otherwise[SETTLED]
            names.append((settled, self.asked.column("settled_flags")))
        for count in range(1, len(self.flags) + 1):
            for some in combinations(self.flags, count):
                power = sum(map(self._power, some))
                holds = nw.col(FLAGS) == nw.lit(power, nw.Int16)
                names.append((holds, nw.lit(" ".join(some))))
        return either(names, nw.lit(None, nw.String))

    def _power(self, flag: Flag) -> int:
        return 1 << self.flags.index(flag)

    @cached_property
    def _reported(self) -> Cond:
        """Which rows have a result, not settled elsewhere."""
        asked = self.asked
        known = [opposite(asked.unsaid)]
        if asked.has("state"):
            state = asked.column("state")
            words = [OutcomeState.REPORTED.value, COPIED]
            budget = [
                self.marks.rows(number)
                for number, one in enumerate(asked.rules)
                if one.budget
            ]
            known.append(any_of([state.is_null(), one_of(state, words), *budget]))
        if SETTLED in asked.otherwise:
            known.append(opposite(asked.otherwise[SETTLED]))
        return all_of(known)

    def _spent(self, one: Assigned) -> list[Cond]:
        """Ask the budget's row for a budget."""
        if not one.budget or "target" not in self.asked.figures:
            return []
        unknown = self.asked.gap("target")
        return [opposite(any_of([unknown, self.asked.column("target") == 0]))]

    def _told(self, sheet: Sheet) -> dict[str, Whole]:
        """Give what is told beside figures, where any rule asks for it."""
        none, one = sheet.constant(0), sheet.constant(1)
        found = {"explained": none, "answers": none, "answer": one}
        if self.asked.has("deviation_reason"):
            reason = self.asked.column("deviation_reason")
            given = ~(reason.is_null() | (reason == ""))
            found["explained"] = chosen([(given, one), (True, none)])
        figure = self.asked.figures.get("valid_answers")
        if figure is not None:
            valid = figure.at(figure.scale, sheet, self.asked.work.engine)
            gap = self.asked.gap("valid_answers")
            found["answers"] = chosen([(gap, none), (True, valid)])
            found["answer"] = sheet.constant(10**figure.scale)
        return found
