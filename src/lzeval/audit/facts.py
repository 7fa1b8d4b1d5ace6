"""
What the checks look at: a form with its cells read once, and what follows (审核事实).

A check asks; whatever several checks need is worked out here, when it is first asked
for, and shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, final

from lzeval.errors import InfeasibleWeightsError, LzevalError
from lzeval.forms import is_filled
from lzeval.model import (
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Interval,
    NoRate,
    Outcome,
    OutcomeState,
    Target,
    add,
)
from lzeval.notation import (
    Comparator,
    Reading,
    ReadingKind,
    Remark,
    Unit,
    is_met,
)

if TYPE_CHECKING:
    from lzeval.forms import BudgetReading, Form, RowReading
    from lzeval.model import Statement
    from lzeval.scoring import Framework
    from lzeval.typing import Exact

__all__ = ["Aspect", "Facts", "RowFacts"]


def __dir__() -> list[str]:
    return __all__


@final
class Aspect(StrEnum):
    """What an indicator is about, as its groups say (指标类别)."""

    DECISION = "decision"
    """决策、投入."""
    PROCESS = "process"
    """过程、管理."""
    QUANTITY = "quantity"
    """产出数量."""
    QUALITY = "quality"
    """产出质量."""
    TIMELINESS = "timeliness"
    """产出时效."""
    COST = "cost"
    """成本."""
    OUTPUT = "output"
    """产出, of no kind stated."""
    ECONOMIC = "economic"
    """经济效益."""
    SOCIAL = "social"
    """社会效益."""
    ECOLOGICAL = "ecological"
    """生态、环境效益."""
    SUSTAINABLE = "sustainable"
    """可持续影响."""
    BENEFIT = "benefit"
    """效益, of no kind stated."""
    SATISFACTION = "satisfaction"
    """满意度."""
    UNKNOWN = "unknown"
    """Groups that say nothing of the kind."""


_ASPECTS = (
    (re.compile("满意"), Aspect.SATISFACTION),
    (re.compile("成本"), Aspect.COST),
    (re.compile("数量"), Aspect.QUANTITY),
    (re.compile("质量"), Aspect.QUALITY),
    (re.compile("时效|及时"), Aspect.TIMELINESS),
    (re.compile("经济"), Aspect.ECONOMIC),
    (re.compile("社会"), Aspect.SOCIAL),
    (re.compile("生态|环境"), Aspect.ECOLOGICAL),
    (re.compile("可持续|持续影响"), Aspect.SUSTAINABLE),
    (re.compile("效益|效果"), Aspect.BENEFIT),
    (re.compile("产出"), Aspect.OUTPUT),
    (re.compile("过程|管理|实施"), Aspect.PROCESS),
    (re.compile("决策|投入|立项"), Aspect.DECISION),
)
_OUTPUTS = frozenset(
    {Aspect.QUANTITY, Aspect.QUALITY, Aspect.TIMELINESS, Aspect.COST, Aspect.OUTPUT}
)
_BENEFITS = frozenset(
    {
        Aspect.ECONOMIC,
        Aspect.SOCIAL,
        Aspect.ECOLOGICAL,
        Aspect.SUSTAINABLE,
        Aspect.BENEFIT,
    }
)
_EXECUTION = re.compile("(?:预算|资金|经费|投资).{0,4}(?:执行|支出|支付)(?:率|进度)")
_UNSIGNED_EXCLUDED = frozenset({Remark.LESS_IS_BETTER, Remark.FIXED_STANDARD})
_DOUBTFUL = frozenset({Remark.FRACTION_FOR_PERCENT, Remark.PART_OF_WHOLE})
_UPWARD = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.EQUAL, None})
_FIGURES = (None, Comparator.EQUAL)


@lru_cache(maxsize=4096)
def _aspect(level1: str | None, level2: str | None) -> Aspect:
    for group in (level2, level1):
        for words, aspect in _ASPECTS:
            if group and words.search(group):
                return aspect
    return Aspect.UNKNOWN


_BLANKS = " 　.…·-—–_/*＊、。()（）"
_MOOT = re.compile("不适用|不涉及|无此项|无此指标")


def _is_moot(name: str) -> bool:
    """Whether a name says that the indicator does not apply."""
    return _MOOT.search(name) is not None


@lru_cache(maxsize=4096)
def _is_execution(name: str) -> bool:
    return _EXECUTION.search(name) is not None


@final
class RowFacts:
    """
    One indicator row, read, with what follows from it (指标行事实).

    Attributes:
        facts: The form it stands on.
        index: Its place in the form, from 0.
        reading: Its cells, read.
        name: The indicator's name.
        target: What its target says.
        outcome: What its result says.
        weight: Points it can earn, in points out of 100 where weights are given as
            parts of one; None where none are printed.
        score: Points printed; None where none are.
    """

    def __init__(self, facts: Facts, reading: RowReading) -> None:
        self.facts = facts
        self.reading = reading
        self.index = reading.at
        self.row = reading.row
        self.name = reading.row.level3
        self.target: Reading = reading.target
        self.outcome: Reading = reading.outcome
        weight = reading.weight
        self.weight: Exact | None = (
            weight if weight is None else weight * facts.weight_scale
        )
        self.score: Exact | None = reading.score

    @property
    def aspect(self) -> Aspect:
        """What it is about, as its groups say."""
        return _aspect(self.row.level1, self.row.level2)

    @property
    def is_output(self) -> bool:
        """Whether it belongs to the outputs (产出)."""
        return self.aspect in _OUTPUTS

    @property
    def is_benefit(self) -> bool:
        """Whether it belongs to the benefits (效益), satisfaction apart."""
        return self.aspect in _BENEFITS

    @property
    def is_execution(self) -> bool:
        """Whether its name is that of the execution rate (预算执行率)."""
        return _is_execution(self.name)

    @property
    def is_scored(self) -> bool:
        """Whether it stands for points of its own, not for a part of a row above."""
        return self.reading.parent is None

    @cached_property
    def is_used(self) -> bool:
        """Whether the row is in use: it has a name, and is no blank of a template."""
        name = self.name.strip(_BLANKS)
        if not name or self.outcome.kind is ReadingKind.NOT_APPLICABLE:
            return False
        if self.target.kind is ReadingKind.NOT_APPLICABLE or _is_moot(name):
            return False
        cells = (self.row.target_text, self.row.actual_text)
        blank = not any(map(is_filled, (*cells, self.row.weight, self.row.score)))
        # A row of dashes says that nothing is meant; a row of blanks was forgotten.
        return not (blank and any(cell and cell.strip() for cell in cells))

    @cached_property
    def met(self) -> bool | None:
        """Whether the target was met; None where that cannot be told."""
        return is_met(self.target, self.outcome)

    @cached_property
    def rate(self) -> Fraction | None:
        """
        Result ÷ target, exactly and not capped; None where there is no such rate.

        There is none for upper bounds, costs, set standards and intervals, for zero
        targets, different units and copied bounds.
        """
        target, outcome = self.target, self.outcome
        if (
            target.value is None
            or outcome.value is None
            or target.comparator not in _UPWARD
            or outcome.comparator not in _FIGURES
            or target.value <= 0
            or target.upper is not None
            or outcome.upper is not None
            or outcome.repeats_target
            or (target.comparator is None and self._is_ceiling)
            or not _DOUBTFUL.isdisjoint(outcome.remarks)
        ):
            return None
        factor = _factor(target, outcome)
        if factor is None:
            return None
        return Fraction(outcome.value) * factor / Fraction(target.value)

    @property
    def _is_ceiling(self) -> bool:
        """Whether a target without sign is one to stay below, or to keep exactly."""
        if not _UNSIGNED_EXCLUDED.isdisjoint(self.target.remarks):
            return True
        return self.aspect is Aspect.COST and self.target.unit not in {"%", None}

    @property
    def share(self) -> Fraction | None:
        """
        The share of its points that its figures earn; None where they do not tell.

        By the rule of the framework where one is given, else in proportion up to one.
        """
        return self.facts.share_of(self)

    @cached_property
    def bounds(self) -> Interval | None:
        """What its weight must lie in; None where nothing is known of it."""
        if self.weight is not None:
            return Interval(self.weight, self.weight)
        return self.facts.weight_bounds.get(self.index)


def _factor(target: Reading, outcome: Reading) -> Fraction | None:
    """What a result is multiplied with to be in its target's unit."""
    if outcome.unit is None:
        return Fraction(target.scale if outcome.scale == 1 else 1)
    if target.unit is None or outcome.unit == target.unit:
        return Fraction(1)
    one, two = Unit.of(outcome.unit), Unit.of(target.unit)
    return one.factor / two.factor if one.family == two.family else None


@final
class Facts:
    """
    A form, read, with what follows from it (表格事实).

    Args:
        form: The form.
        framework: By whose rules it is judged; None takes the usual ones, and then
            what depends on them is no more than a warning unless the form says of
            what kind it is.
        shares: Share of its points that each row earns by its rule, where known.
        statements: What the source claims beside the form.
    """

    def __init__(
        self,
        form: Form,
        *,
        framework: Framework | None = None,
        shares: Mapping[int, Fraction] | None = None,
        statements: Iterable[Statement] = (),
    ) -> None:
        self.form = form
        self.framework = framework
        self.statements = tuple(statements)
        self._shares = shares
        reading = form.reading
        self.budget: BudgetReading = reading.budget
        self.total: Exact | None = reading.total
        self.weight_scale = _scale_of(reading.rows)
        self.rows = tuple([RowFacts(self, row) for row in reading.rows])

    @property
    def knows_rules(self) -> bool:
        """Whether it is known by which rules the form was made."""
        return self.framework is not None or self.form.form is not None

    @property
    def is_declaration(self) -> bool:
        """Whether the form only sets targets, so that there are no results yet."""
        return self.form.form == "target-declaration"

    @cached_property
    def scored(self) -> tuple[RowFacts, ...]:
        """Rows that stand for points of their own."""
        return tuple([row for row in self.rows if row.reading.parent is None])

    @cached_property
    def row_weight(self) -> Exact | None:
        """Sum of the weights of all rows; None where one is not known."""
        weights = [row.weight for row in self.scored]
        return add(weights) if weights and None not in weights else None

    @cached_property
    def level1_weights(self) -> tuple[tuple[str, Exact], ...]:
        """First levels with the points printed beside them, each once."""
        found: dict[str, Exact] = {}
        for row in self.rows:
            weight = row.reading.level1_weight
            if weight is not None and row.row.level1:
                found.setdefault(row.row.level1, weight)
        return tuple(found.items())

    @cached_property
    def weight_bounds(self) -> Mapping[int, Interval]:
        """What the weight of each row must lie in, given the points, by index."""
        weights = dict(self.level1_weights)
        groups: dict[str, list[Indicator]] = {}
        for row in self.scored:
            if row.row.level1 in weights:
                leaf = Indicator(row.name, code=f"{row.index}", weight=row.weight)
                groups.setdefault(row.row.level1, []).append(leaf)
        if not groups:
            return {}
        tree = IndicatorTree.of(
            *(
                IndicatorGroup(name, leaves, code=f"/{name}", weight=weights[name])
                for name, leaves in groups.items()
            )
        )
        points = {leaf.code: self.rows[int(leaf.code)].score for leaf in tree.leaves}
        try:
            bounds = tree.weight_bounds(points)
        except InfeasibleWeightsError:
            return {}
        return {int(code): interval for code, interval in bounds.items()}

    def share_of(self, row: RowFacts) -> Fraction | None:
        """Give the share of its points that a row's figures earn."""
        if self._shares is not None:
            return self._shares.get(row.index)
        if self.framework is not None:
            return _share_by(self.framework, row)
        rate = row.rate
        return None if rate is None else min(rate, _ONE)


_ONE = Fraction(1)


def _share_by(framework: Framework, row: RowFacts) -> Fraction | None:
    """Give the share of its points that a row earns by a framework's rule."""
    try:
        target = Target.from_reading(row.target)
        outcome = Outcome.from_reading(row.outcome)
    except (ValueError, LzevalError):
        return None
    rule = framework.rule_for(target)
    if rule is None or outcome.state is not OutcomeState.REPORTED:
        return None
    share = rule.assess(target, outcome)
    return None if isinstance(share, NoRate | Interval) else Fraction(*share)


def _scale_of(rows: Iterable[RowReading]) -> int:
    """
    Tell weights that are parts of one from weights in points: 100 or 1.

    Weights of 0.15 beside scores of 15 are parts of one.
    """
    weights = [row.weight for row in rows if row.weight is not None]
    if not weights or max(weights) > 1 or (add(weights) or 0) > _PARTS:
        return 1
    scores = [row.score for row in rows if row.score is not None]
    return 100 if scores and max(scores) > 1 else 1


_PARTS = Fraction(12, 10)
