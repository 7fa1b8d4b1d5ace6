"""
What the checks know of one indicator row (指标行事实).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, final

from lzeval.audit.aspects import BENEFITS, OUTPUTS, aspect_of
from lzeval.audit.comparing import is_limit, is_reached, ratio_of
from lzeval.forms import is_filled
from lzeval.model import Interval
from lzeval.notation import Reading, ReadingKind

if TYPE_CHECKING:
    from lzeval.audit.facts import Facts
    from lzeval.forms import FormRow, RowReading
    from lzeval.typing import Exact, Ratio

__all__ = ["RowFacts"]


def __dir__() -> list[str]:
    return __all__


@final
class RowFacts:
    """
    One indicator row, read, with what follows from it (指标行事实).

    Thousands are made in a second, so what is asked of nearly every row is worked out
    at once and in whole numbers.

    Attributes:
        facts: The form it stands on.
        index: Its place in the form, from 0.
        reading: Its cells, read.
        row: The row as printed.
        name: The indicator's name.
        target: What its target says.
        outcome: What its result says.
        weight: Points it can earn, in points out of 100 where weights are given as
            parts of one; None where none are printed.
        score: Points printed; None where none are.
        aspect: What it is about, as its groups say.
        is_execution: Whether its name is that of the execution rate (预算执行率).
        is_scored: Whether it stands for points of its own, not for a part of a row
            above.
        ratio: Result ÷ target in whole numbers, not capped; None where there is no
            such rate: for upper bounds, costs, set standards and intervals, for zero
            targets, different units and copied bounds.
        met: Whether the target was met; None where that cannot be told. Better than was
            set meets a target with an equals sign.
        share: The share of its points that its figures earn; None where they do not
            tell. By the rule of the framework where one is given, else in proportion
            up to one.
        excess: Above 0 where more points are printed than its figures earn, unrounded;
            0 where it is these, below 0 where it is less; None where nothing tells.
    """

    __slots__ = (
        "_used",
        "aspect",
        "excess",
        "facts",
        "index",
        "is_execution",
        "is_scored",
        "met",
        "name",
        "outcome",
        "ratio",
        "reading",
        "row",
        "score",
        "share",
        "target",
        "weight",
    )

    def __init__(self, facts: Facts, reading: RowReading) -> None:
        self.facts = facts
        self.reading = reading
        self.index, row, target, outcome, weight, score, _, parent, _ = reading
        self.row: FormRow = row
        self.name = row.level3
        self.target: Reading = target
        self.outcome: Reading = outcome
        if facts.weight_scale != 1 and weight is not None:
            weight *= facts.weight_scale
        self.weight: Exact | None = weight
        self.score: Exact | None = score
        self.aspect = aspect_of(row.level1, row.level2)
        self.is_execution = _is_execution(row.level3)
        self.is_scored = parent is None
        ratio: Ratio | None = None
        if target.value is not None and outcome.value is not None:
            ratio = ratio_of(row, target, outcome)
        self.ratio = ratio
        self.met = is_reached(row, target, outcome, ratio)
        self._used: bool | None = None
        self.share: Ratio | None = facts.share_of(self)
        self.excess = _excess(self.share, weight, score)

    @property
    def is_output(self) -> bool:
        """Whether it belongs to the outputs (产出)."""
        return self.aspect in OUTPUTS

    @property
    def is_benefit(self) -> bool:
        """Whether it belongs to the benefits (效益), satisfaction apart."""
        return self.aspect in BENEFITS

    @property
    def is_used(self) -> bool:
        """Whether the row is in use: it has a name, and is no blank of a template."""
        if self._used is None:
            self._used = _is_used(self)
        return self._used

    @property
    def is_limit(self) -> bool:
        """Whether a result that is off an equals sign should rather be less."""
        return is_limit(self.row, self.target)

    @property
    def rate(self) -> Fraction | None:
        """Result ÷ target, exactly and not capped; None as for `ratio`."""
        return None if self.ratio is None else Fraction(*self.ratio)

    @property
    def best_share(self) -> Fraction | None:
        """The largest share that the results could earn, whatever is not known."""
        below = self.reading.children
        known = [one.share for one in (self.facts.rows[at] for at in below)]
        known = known or [self.share]
        if not any(known):
            return None
        shares = [Fraction(1) if one is None else Fraction(*one) for one in known]
        return sum(shares, Fraction(0)) / len(shares)

    @property
    def earned(self) -> Ratio | None:
        """The points its figures earn, unrounded, in whole numbers; else None."""
        if self.share is None or self.weight is None:
            return None
        return _part(self.share, self.weight)

    @property
    def bounds(self) -> Interval | None:
        """What its weight must lie in; None where nothing is known of it."""
        if self.weight is not None:
            return Interval(self.weight, self.weight)
        return self.facts.weight_bounds.get(self.index)


def _part(share: Ratio, weight: Exact) -> Ratio:
    top, bottom = weight.as_integer_ratio()
    return top * share[0], bottom * share[1]


def _excess(
    share: Ratio | None, weight: Exact | None, score: Exact | None
) -> int | None:
    if share is None or weight is None or score is None:
        return None
    if share[0] == share[1]:
        return (score > weight) - (score < weight)
    top, bottom = score.as_integer_ratio()
    earned = _part(share, weight)
    given, due = top * earned[1], earned[0] * bottom
    return (given > due) - (given < due)


_EXECUTION = re.compile("(?:预算|资金|经费|投资).{0,4}(?:执行|支出|支付)(?:率|进度)")


@lru_cache(maxsize=4096)
def _is_execution(name: str) -> bool:
    return _EXECUTION.search(name) is not None


_BLANKS = " 　.…·-—–_/*＊、。:：()（）"
_TEMPLATE_NAME = re.compile("(?:指标)?[ 　]*[0-9０-９]*")
_MOOT = re.compile("不适用|不涉及|无此项|无此指标")


def _is_used(row: RowFacts) -> bool:
    name = row.name.strip(_BLANKS)
    if not name or row.outcome.kind is ReadingKind.NOT_APPLICABLE:
        return False
    if row.target.kind is ReadingKind.NOT_APPLICABLE or _MOOT.search(name):
        return False
    cells = (row.row.target_text, row.row.actual_text)
    blank = not any(map(is_filled, (*cells, row.row.weight, row.row.score)))
    # A row of dashes says that nothing is meant; a row of blanks was forgotten, unless
    # it has no name of its own: 指标2：.
    return not blank or not (
        any(cell and cell.strip() for cell in cells) or _TEMPLATE_NAME.fullmatch(name)
    )
