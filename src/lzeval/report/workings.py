"""
How the figures of a document follow from what is filled in (计算过程).

Rules come from their plans, sums from the tree, grades from their scale. What has no
exact working is filled in itself: the points, and a note says so. Each working is
computed once and compared with the scorecard, so that none can say anything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from lzeval.l10n import Words, words_for
from lzeval.model import NoRate
from lzeval.report.document import Cell, Document, Table
from lzeval.report.fillings import Filling, filling_of
from lzeval.report.line_workings import LineWorking
from lzeval.report.live import (
    Computed,
    Entry,
    Live,
    Op,
    Ref,
    Shape,
    Value,
    Working,
    call,
    compute,
    constant,
    places,
    refs_in,
)
from lzeval.report.pieces import NoWorkingError, chosen, rounded_once
from lzeval.report.sum_workings import SumWorkings, is_bonus
from lzeval.report.wording import DASH
from lzeval.scoring import GradeOn, Rounding, Scorecard, Treatment
from lzeval.scoring.rates import completion_rate
from lzeval.scoring.rules import AllOrNothing

if TYPE_CHECKING:
    from lzeval.scoring import Answer, Line
    from lzeval.typing import Exact

__all__ = ["with_workings"]


def __dir__() -> list[str]:
    return __all__


_NONE, _UNIT = Fraction(0), (Fraction(0), Fraction(1))
_RATE = Rounding(digits=4)  # of a ratio that is printed as a percentage with two
_MOST_ENTRIES = 60  # that fit into one formula
_MOST_POINTS = Decimal(10**6)


def with_workings(document: Document, card: Scorecard) -> Document:
    """
    Say how every figure of a document follows, for formats that compute (计算过程).

    Args:
        document: What was composed of the scorecard.
        card: The scorecard.

    Returns:
        The document; its cells that have a key compute or may be filled in, as far as
        there is an exact working.
    """
    texts: dict[str, str] = {}
    for block in document.blocks:
        for cell in block.cells if isinstance(block, Table) else ():
            texts.setdefault(cell.key, cell.text)
    texts.pop("", None)
    locale, _, _ = document.locale.partition("+")
    live = _Workings(card, words_for(locale), texts).live
    seen: set[str] = set()

    def alive(cell: Cell) -> Cell:
        made = live.get(cell.key)
        if made is None:
            return cell
        if cell.key in seen:
            made = _again(made)
        seen.add(cell.key)
        return attrs.evolve(cell, live=made)

    def table(given: Table) -> Table:
        return attrs.evolve(
            given,
            rows=[[alive(cell) for cell in row] for row in given.rows],
            footer=[[alive(cell) for cell in row] for row in given.footer],
        )

    blocks = [
        table(block) if isinstance(block, Table) else block for block in document.blocks
    ]
    return attrs.evolve(document, blocks=blocks)


def _again(made: Live) -> Computed:
    """Show what stands in another cell."""
    digits = made.digits if isinstance(made, Computed) else None
    return Computed(
        working=Ref(made.key), value=made.value, shape=made.shape, digits=digits
    )


@attrs.frozen(slots=False, eq=False)
class _Workings:
    """The workings of one scorecard, in a document that prints some figures."""

    card: Scorecard
    words: Words
    texts: Mapping[str, str]

    @cached_property
    def live(self) -> Mapping[str, Live]:
        """Everything in the document that computes or may be filled in, by key."""
        makers: Mapping[str, Callable[[str], Live | None]] = {
            "actual": self._actual,
            "added": self._added,
            "grade": self._grade,
            "group": self._group,
            "group-rate": self._group_rate,
            "met": self._met,
            "points": self._points,
            "points-rate": self._points_rate,
            "rate": self._rate,
            "total": self._total,
            "total-rate": self._total_rate,
            "weight": self._weight,
            "weights": self._weights,
        }
        made: dict[str, Live] = {}
        for key in self.texts:
            kind, _, code = key.partition("/")
            one = makers[kind](code)
            if one is not None:
                made[key] = attrs.evolve(one, key=key)
        while lost := [key for key, one in made.items() if not _reads(one) <= {*made}]:
            for key in lost:  # what reads a cell that is not live is not live itself
                del made[key]
        return made

    # --- what is filled in ----------------------------------------------------

    @cached_property
    def _every_line(self) -> list[Line]:
        """The lines, and the row of the budget if there is one."""
        budget = self.card.budget
        return [*self.card.lines, *([] if budget is None else [budget])]

    @cached_property
    def _answers(self) -> Mapping[str, tuple[Line, Answer]]:
        return {
            answer.code: (line, answer)
            for line in self._every_line
            for answer in line.answers
        }

    @cached_property
    def _fillings(self) -> Mapping[str, Filling]:
        """The cells to fill in, by the codes of the targets they answer."""
        found: dict[str, Filling] = {}
        for line in self._every_line:
            for number, (target, outcome) in enumerate(line.given):
                code = target.code or line.code
                key = f"actual/{code}"
                left_out = line.policies.of(outcome.state) is Treatment.EXCLUDE
                if key not in self.texts or left_out or not line.applies:
                    continue
                cell = key, self.texts[key]
                rules = [] if line.awards else [line.rules[number]]
                for rule in (*rules, AllOrNothing()):
                    made = filling_of(rule, target, outcome, cell, self.words)
                    if made is not None:
                        found[code] = attrs.evolve(made, scores=rule in rules)
                        break
        return found

    def _actual(self, code: str) -> Entry | None:
        filling = self._fillings.get(code)
        if filling is None:
            return None
        line, _ = self._answers[code]
        if line.code in self._worked:
            return filling.entry if filling.scores else None
        if not line.awards or filling.entry.shape != "number":
            return None  # its points, or even a rate, would not follow
        note = self.words("得分由评价人员评定，不随本格变动。")
        return attrs.evolve(filling.entry, note=note)

    def _rate(self, code: str) -> Computed | None:
        """Divide the actual figure by its target (完成率)."""
        filling = self._fillings.get(code)
        if filling is None or filling.entry.shape != "number":
            return None
        entry, (_, answer) = filling.entry, self._answers[code]
        if filling.one is None:
            return None
        rate = completion_rate(answer.target, filling.one)
        if isinstance(rate, NoRate):
            return None
        scale = 10**entry.digits
        least, most = int(entry.low) * scale, int(entry.high) * scale
        top = rate / scale, _NONE
        figure = filling.figure
        try:
            value = rounded_once(top, _UNIT, figure, (0, most), _RATE)
            if least < 0:
                below = rounded_once(top, _UNIT, figure, (least, -1), _RATE)
                value = call(Op.IF, call(Op.BELOW, figure, 0), below, value)
        except NoWorkingError:
            return None
        working = call(
            Op.IF, filling.fits, value, self._otherwise(entry, f"rate/{code}")
        )
        return self._computed(working, shape="percent", digits=2)

    def _otherwise(self, entry: Entry, key: str) -> Working:
        """Give what stands where no figure is: what is printed, as long as it holds."""
        now = self.texts[key]
        if not isinstance(entry.value, str) or now == DASH:
            return DASH
        return call(Op.IF, call(Op.EQUALS, Ref(entry.key), entry.value), now, DASH)

    def _met(self, code: str) -> Computed | None:
        """Say whether the target is met, in the words of the document (是否达标)."""
        filling = self._fillings.get(code)
        if filling is None or not filling.met:
            return None
        now = self.texts[f"met/{code}"]
        kept, missed = self.words("达标"), self.words("未达标")
        verdict = chosen(filling.met, filling.figure, kept, missed)
        otherwise = self._otherwise(filling.entry, f"met/{code}")
        working = call(Op.IF, filling.fits, verdict, otherwise)
        made = self._computed(working, shape="text")
        return made if made.value == now else None

    # --- points ---------------------------------------------------------------

    @property
    def _digits(self) -> int:
        return self.card.framework.rounding.digits

    @cached_property
    def _lines(self) -> Mapping[str, LineWorking]:
        scoring = {code: one for code, one in self._fillings.items() if one.scores}
        return {
            line.code: LineWorking(
                line,
                {
                    code: scoring[code]
                    for target, _ in line.given
                    if (code := target.code or line.code) in scoring
                },
                self.card.framework.rounding,
                self.words,
            )
            for line in self._every_line
        }

    @cached_property
    def _worked(self) -> Mapping[str, Working]:
        """The points that follow from figures, by the codes of the lines."""
        values: Mapping[str, Value] = self._filled
        found: dict[str, Working] = {}
        for code, line in self._lines.items():
            if f"points/{code}" not in self.texts:
                continue
            working = line.points
            if working is not None and compute(working, values) == _value(line.now):
                found[code] = working
        return found

    @cached_property
    def _filled(self) -> dict[str, Value]:
        return {one.entry.key: one.entry.value for one in self._fillings.values()}

    def _points(self, code: str) -> Live | None:
        line = self.card[code]
        if not line.applies:
            return None
        worked = self._worked.get(code)
        if worked is not None:
            return self._computed(worked)
        now = self._lines[code].now
        return Entry(
            key=f"points/{code}",
            value=_value(now),
            high=_highest(self._weight_above(line), now, self._digits),
            digits=self._digits,
            note=self.words("得分由评价人员评定，直接填写。"),
        )

    def _weight_above(self, line: Line) -> Exact | None:
        """Give the points of an indicator, or of the group above it that has some."""
        tree, place = self.card.evaluation.tree, line.place
        weight = place.weight
        while weight is None and place.parent is not None:
            place = tree[place.parent]
            weight = place.weight
        return tree.total if weight is None else weight

    def _weight(self, code: str) -> Computed | None:
        weight = self.card[code].out_of
        if not isinstance(weight, Decimal):
            return None
        return Computed(working=weight, value=Fraction(weight))

    # --- sums -----------------------------------------------------------------

    @cached_property
    def _applying(self) -> list[Line]:
        return [line for line in self._every_line if line.applies]

    def _weights(self, code: str) -> Computed | None:
        """Add the points that can be earned (分值合计)."""
        del code
        total = self.card.total.applicable
        lines = [line for line in self._applying if not is_bonus(line)]
        weights = [line.out_of for line in lines]
        if not isinstance(total, Decimal) or None in weights:
            return None
        digits = max((places(weight) for weight in weights if weight), default=0)
        refs = [Ref(f"weight/{line.code}") for line in lines]
        made = self._computed(call(Op.SUM, *refs, digits))
        return made if made.value == Fraction(total) else None

    def _group(self, code: str) -> Computed | None:
        points = self.card.group(code).points
        return self._kept(f"group/{code}", self._sums.group(code), points)

    def _added(self, code: str) -> Computed | None:
        del code
        return self._kept("added", self._sums.added, self.card.total.added)

    def _total(self, code: str) -> Computed | None:
        del code
        return self._kept("total", self._sums.total, self.card.total.points)

    @cached_property
    def _sums(self) -> SumWorkings:
        return SumWorkings(self.card, self._lines, self.texts.keys(), self.words)

    def _kept(
        self, key: str, working: Working | None, points: Exact | None
    ) -> Computed | None:
        """Keep a sum if it is that of the card, else only while nothing is changed."""
        if working is None:
            working = DASH
        now: Value = self.texts[key] if points is None else Fraction(points)
        made = self._computed(working)
        return made if made.value == now else self._unchanged(now, working, "number")

    def _unchanged(self, now: Value, working: Working, shape: Shape) -> Computed | None:
        """Show what does not follow here as long as nothing is changed."""
        same = [
            call(Op.EQUALS, Ref(key), constant(filled))
            for key, filled in self._entered.items()
        ]
        if len(same) > _MOST_ENTRIES:
            return None
        shown: Working = constant(now)
        if same:
            shown = call(Op.IF, call(Op.ALL, *same), shown, working)
        return self._computed(shown, shape=shape)

    @cached_property
    def _entered(self) -> Mapping[str, Value]:
        """What stands in the cells from which points follow."""
        found = {
            one.entry.key: one.entry.value
            for code, one in self._fillings.items()
            if one.scores and self._answers[code][0].code in self._worked
        }
        for line in self._applying:
            key = f"points/{line.code}"
            if key in self.texts and line.code not in self._worked:
                found[key] = _value(self._lines[line.code].now)
        return found

    def _group_rate(self, code: str) -> Computed | None:
        return self._per(f"group/{code}", self.card.group(code).out_of)

    def _points_rate(self, code: str) -> Computed | None:
        return self._per(f"points/{code}", self.card[code].out_of)

    def _total_rate(self, code: str) -> Computed | None:
        del code
        return self._per("total", self.card.total.out_of)

    def _per(self, key: str, out_of: Exact | None) -> Computed | None:
        """Divide points by what can be earned (得分率)."""
        if not out_of:
            return None
        scale = Fraction(out_of) * 10**self._digits
        figure = call(Op.WHOLE, Ref(key), self._digits)
        most = int(scale) + len(self.card.lines)
        try:
            rate = rounded_once((1 / scale, _NONE), _UNIT, figure, (0, most), _RATE)
        except NoWorkingError:
            return None
        working = call(Op.IF, call(Op.IS_NUMBER, Ref(key)), rate, DASH)
        return self._computed(working, shape="percent", digits=2)

    def _grade(self, code: str) -> Computed | None:
        """Grade the total as it is printed (评价等级)."""
        del code
        scale, total = self.card.framework.grades, self.card.total
        grade = self.card.grade
        if scale is None or not total.out_of or total.interval is None:
            return None
        least = self.card.policies.min_coverage
        if scale.on is GradeOn.EXACT or least is not None:
            return self._unchanged(self.texts["grade"], DASH, "text")
        factor = Fraction(total.out_of) / Fraction(scale.out_of) * 10**self._digits
        worst, *better = scale.grades
        working: Working = worst.name.to(self.words.locale)
        for one in better:
            cut = Fraction(one.span.low or 0) * factor
            whole = math.ceil(cut)
            if whole == cut and not one.span.low_closed:
                whole += 1
            end = Decimal(f"{whole}E-{self._digits}")
            below = call(Op.BELOW, Ref("total"), end)
            name = one.name.to(self.words.locale)
            working = call(Op.IF, below, working, name)
        unknown = self.texts["grade"] if grade is None else DASH
        shown = call(Op.IF, call(Op.IS_NUMBER, Ref("total")), working, unknown)
        made = self._computed(shown, shape="text")
        return made if made.value == self.texts["grade"] else None

    # --- as things stand ------------------------------------------------------

    @cached_property
    def _values(self) -> Mapping[str, Value]:
        """What the cells hold that others read."""
        values = dict(self._filled)
        total = self.card.total
        known: dict[str, Exact | None] = {"total": total.points}
        for line in self._every_line:
            values[f"points/{line.code}"] = _value(self._lines[line.code].now)
            known[f"weight/{line.code}"] = line.out_of
        for group in self.card.groups:
            known[f"group/{group.code}"] = group.points
        values |= {
            key: Fraction(number) for key, number in known.items() if number is not None
        }
        return values

    def _computed(
        self,
        working: Working,
        *,
        shape: Shape = "number",
        digits: int | None = None,
    ) -> Computed:
        value = compute(working, self._values)
        return Computed(working=working, value=value, shape=shape, digits=digits)


def _highest(weight: Exact | None, now: Decimal | str, digits: int) -> Decimal:
    """Give the most points that may be filled in, which the weight must hold."""
    most = _MOST_POINTS
    if weight is not None:
        most = Decimal(f"{math.floor(Fraction(weight) * 10**digits)}E-{digits}")
    return most if isinstance(now, str) else max(most, now)


def _reads(live: Live) -> set[str]:
    return {*refs_in(live.working)} if isinstance(live, Computed) else set()


def _value(working: Working) -> Value:
    return compute(working, {})
