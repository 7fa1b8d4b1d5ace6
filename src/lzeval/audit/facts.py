"""
What the checks look at: a form with its cells read once, and what follows (审核事实).

A check asks; whatever several checks need is worked out here, when it is first asked
for, and shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast, final

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
    read_target,
)
from lzeval.scoring.framework import framework_of

if TYPE_CHECKING:
    from lzeval.forms import BudgetReading, Form, FormRow, RowReading
    from lzeval.model import Statement, WeightMismatch
    from lzeval.scoring import Framework, GradeScale, Scorecard
    from lzeval.typing import Exact, Ratio

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
_UPWARD = (
    Comparator.AT_LEAST,
    Comparator.MORE_THAN,
    Comparator.EQUAL,
    None,
)
_FIGURES = (None, Comparator.EQUAL)


@lru_cache(maxsize=4096)
def _aspect(level1: str | None, level2: str | None) -> Aspect:
    for group in (level2, level1):
        for words, aspect in _ASPECTS:
            if group and words.search(group):
                return aspect
    return Aspect.UNKNOWN


_BLANKS = " 　.…·-—–_/*＊、。:：()（）"
_TEMPLATE_NAME = re.compile("(?:指标)?[ 　]*[0-9０-９]*")
_MOOT = re.compile("不适用|不涉及|无此项|无此指标")


def _is_moot(name: str) -> bool:
    """Whether a name says that the indicator does not apply."""
    return _MOOT.search(name) is not None


@lru_cache(maxsize=4096)
def _is_execution(name: str) -> bool:
    return _EXECUTION.search(name) is not None


_ONE = Fraction(1)
_UNSET: Final = object()


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
    """

    __slots__ = (
        "_earned",
        "_met",
        "_used",
        "aspect",
        "facts",
        "index",
        "is_execution",
        "is_scored",
        "name",
        "outcome",
        "ratio",
        "reading",
        "row",
        "score",
        "target",
        "weight",
    )

    def __init__(self, facts: Facts, reading: RowReading) -> None:
        self.facts = facts
        self.reading = reading
        self.index, row, target, outcome, weight, self.score = reading[:6]
        self.row: FormRow = row
        self.name = row.level3
        self.target: Reading = target
        self.outcome: Reading = outcome
        if facts.weight_scale != 1 and weight is not None:
            weight *= facts.weight_scale
        self.weight: Exact | None = weight
        self.aspect = _aspect(row.level1, row.level2)
        self.is_execution = _is_execution(row.level3)
        self.is_scored = reading.parent is None
        self.ratio: Ratio | None = None
        if target.value is not None and outcome.value is not None:
            self.ratio = _ratio(row, target, outcome)
        self._earned: object = _UNSET
        self._met: object = _UNSET
        self._used: bool | None = None

    @property
    def is_output(self) -> bool:
        """Whether it belongs to the outputs (产出)."""
        return self.aspect in _OUTPUTS

    @property
    def is_benefit(self) -> bool:
        """Whether it belongs to the benefits (效益), satisfaction apart."""
        return self.aspect in _BENEFITS

    @property
    def is_used(self) -> bool:
        """Whether the row is in use: it has a name, and is no blank of a template."""
        if self._used is None:
            self._used = _is_used(self)
        return self._used

    @property
    def met(self) -> bool | None:
        """
        Whether the target was met; None where that cannot be told.

        Better than was set meets a target with an equals sign.
        """
        if self._met is _UNSET:
            self._met = _is_met(self)
        return cast("bool | None", self._met)

    @property
    def is_limit(self) -> bool:
        """Whether a result that is off an equals sign should rather be less."""
        if self.target.comparator is not Comparator.EQUAL or self.target.value is None:
            return False
        plain = _without_sign(self)
        is_kept = Remark.FIXED_STANDARD in plain.remarks
        return _is_ceiling(self.row, plain) and not is_kept

    @property
    def rate(self) -> Fraction | None:
        """Result ÷ target, exactly and not capped; None as for `ratio`."""
        return None if self.ratio is None else Fraction(*self.ratio)

    @property
    def share(self) -> Ratio | None:
        """
        The share of its points that its figures earn; None where they do not tell.

        By the rule of the framework where one is given, else in proportion up to one.
        """
        return self.facts.share_of(self)

    @property
    def earned(self) -> Ratio | None:
        """The points its figures earn, unrounded, in whole numbers; else None."""
        if self._earned is _UNSET:
            share, weight = self.share, self.weight
            if share is None or weight is None:
                self._earned = None
            else:
                top, bottom = weight.as_integer_ratio()
                self._earned = (top * share[0], bottom * share[1])
        return cast("Ratio | None", self._earned)

    @property
    def bounds(self) -> Interval | None:
        """What its weight must lie in; None where nothing is known of it."""
        if self.weight is not None:
            return Interval(self.weight, self.weight)
        return self.facts.weight_bounds.get(self.index)


def _is_met(row: RowFacts) -> bool | None:
    """Ask the notation, unless the ratio tells: it is there for plain figures only."""
    ratio, target = row.ratio, row.target
    if ratio is None or target.date is not None:
        return is_met(target, row.outcome)
    if target.comparator is Comparator.EQUAL:
        return ratio[0] == ratio[1] or _is_surpassed(row, ratio)
    if target.comparator is Comparator.MORE_THAN:
        return ratio[0] > ratio[1]
    return ratio[0] >= ratio[1]


def _is_surpassed(row: RowFacts, ratio: Ratio) -> bool:
    """Whether a result is better than its equals sign asks for."""
    if Remark.FIXED_STANDARD in _without_sign(row).remarks:
        return False
    return ratio[0] < ratio[1] if row.is_limit else ratio[0] > ratio[1]


def _without_sign(row: RowFacts) -> Reading:
    """Read a target as if it had no sign, so that its name tells what is better."""
    target = row.target
    return read_target(f"{target.value:f}{target.unit or ''}", name=row.name)


def _is_used(row: RowFacts) -> bool:
    name = row.name.strip(_BLANKS)
    if not name or row.outcome.kind is ReadingKind.NOT_APPLICABLE:
        return False
    if row.target.kind is ReadingKind.NOT_APPLICABLE or _is_moot(name):
        return False
    cells = (row.row.target_text, row.row.actual_text)
    blank = not any(map(is_filled, (*cells, row.row.weight, row.row.score)))
    # A row of dashes says that nothing is meant; a row of blanks was forgotten, unless
    # it has no name of its own: 指标2：.
    return not blank or not (
        any(cell and cell.strip() for cell in cells) or _TEMPLATE_NAME.fullmatch(name)
    )


def _ratio(row: FormRow, target: Reading, outcome: Reading) -> Ratio | None:
    """Divide a result by its target, where that is the rate of its completion."""
    wanted, given, sign = target.value, outcome.value, target.comparator
    if (
        wanted is None
        or given is None
        or sign not in _UPWARD
        or outcome.comparator not in _FIGURES
        or wanted <= 0
        or target.upper is not None
        or outcome.upper is not None
        or outcome.repeats_target
        or (sign is None and _is_ceiling(row, target))
        or not _DOUBTFUL.isdisjoint(outcome.remarks)
    ):
        return None
    top, over = given.as_integer_ratio()
    bottom, under = wanted.as_integer_ratio()
    factor = _factor(target, outcome)
    if factor is None:
        return None
    if factor is not _ONE:
        top, over = top * factor.numerator, over * factor.denominator
    return top * under, over * bottom


def _is_ceiling(row: FormRow, target: Reading) -> bool:
    """Whether a target is one to stay below, or to keep exactly, its sign apart."""
    if not _UNSIGNED_EXCLUDED.isdisjoint(target.remarks):
        return True
    is_cost = _aspect(row.level1, row.level2) is Aspect.COST
    return is_cost and target.unit not in {"%", None}


def _factor(target: Reading, outcome: Reading) -> Fraction | None:
    """What a result is multiplied with to be in its target's unit."""
    if outcome.unit is None:
        scale = target.scale if outcome.scale == 1 else 1
        return _ONE if scale == 1 else Fraction(scale)
    if target.unit is None or outcome.unit == target.unit:
        return _ONE
    one, two = Unit.of(outcome.unit), Unit.of(target.unit)
    return one.factor / two.factor if one.family == two.family else None


_NOWHERE: Mapping[str, int] = MappingProxyType({})


@cache
def _usual() -> Framework:
    return framework_of(None)


@final
class Facts:
    """
    A form, read, with what follows from it (表格事实).

    Args:
        form: The form.
        framework: By whose rules it is judged; None takes the usual ones, and then
            what depends on them is no more than a warning unless the form says of
            what kind it is.
        card: The scorecard that the form was printed from, if it was.
        shares: Share of its points that each row earns by its rule, by index.
        places: Index of the row that each code of the scorecard stands for.
    """

    def __init__(
        self,
        form: Form,
        *,
        framework: Framework | None = None,
        card: Scorecard | None = None,
        shares: Mapping[int, Ratio] | None = None,
        places: Mapping[str, int] = _NOWHERE,
    ) -> None:
        self.form = form
        self.framework = framework
        self.card = card
        self.places = places
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
    def statements(self) -> tuple[Statement, ...]:
        """What the source claims beside the form."""
        return () if self.card is None else self.card.evaluation.statements

    @property
    def mismatches(self) -> tuple[WeightMismatch, ...]:
        """Where the stated weights of an evaluation contradict each other."""
        card = self.card
        return () if card is None else card.evaluation.tree.weight_mismatches()

    @property
    def full(self) -> Exact | None:
        """Full points; of a form of no known kind, what its weights make; else None."""
        if self.card is not None:
            return self.card.total.out_of
        if self.knows_rules or not self.form.complete or self.row_weight is None:
            return None
        return add([self.row_weight, self.budget.weight or Decimal(0)])

    @cached_property
    def has_targets(self) -> bool:
        """Whether any row has a target."""
        return any(row.target.kind is not ReadingKind.NONE for row in self.rows)

    @property
    def scale(self) -> GradeScale | None:
        """How a total is graded: by the framework, or by the usual one."""
        return (self.framework or _usual()).grades

    @property
    def is_declaration(self) -> bool:
        """Whether the form only sets targets, so that there are no results yet."""
        return self.form.form == "target-declaration"

    @cached_property
    def scored(self) -> tuple[RowFacts, ...]:
        """Rows that stand for points of their own."""
        return tuple([row for row in self.rows if row.reading.parent is None])

    @cached_property
    def execution_rows(self) -> tuple[RowFacts, ...]:
        """Rows among the indicators that stand for the execution rate."""
        return tuple([row for row in self.rows if _is_execution(row.name)])

    @cached_property
    def row_weight(self) -> Exact | None:
        """Sum of the weights of all rows; None where one is not known."""
        weights = [row.weight for row in self.scored]
        return add(weights) if weights and None not in weights else None

    @cached_property
    def level1_weights(self) -> tuple[tuple[str, Exact], ...]:
        """First levels with the points printed beside them, each once."""
        found: dict[str, set[Exact]] = {}
        for row in self.rows:
            weight, name = row.reading.level1_weight, row.row.level1
            if weight is not None and name and name.strip():
                found.setdefault(name, set()).add(weight)
        # Two groups of one name cannot be told apart.
        return tuple((name, min(few)) for name, few in found.items() if len(few) == 1)

    @cached_property
    def weight_bounds(self) -> Mapping[int, Interval]:
        """What the weight of each row must lie in, given the points, by index."""
        weights = dict(self.level1_weights)
        groups: dict[str, list[Indicator]] = {}
        points = (*weights.values(), *(row.weight for row in self.scored))
        if _any_below_zero((*points, *(row.score for row in self.scored))):
            return {}  # points taken off do not bound what can be earned
        for row in self.scored:
            if row.row.level1 in weights:
                code = f"{row.index}"
                name = row.name.strip() or code
                leaf = Indicator(name, code=code, weight=row.weight)
                groups.setdefault(row.row.level1, []).append(leaf)
        if not groups:
            return {}
        tree = IndicatorTree.of(
            *(
                IndicatorGroup(name, leaves, code=f"/{name}", weight=weights[name])
                for name, leaves in groups.items()
            )
        )
        scores = {leaf.code: self.rows[int(leaf.code)].score for leaf in tree.leaves}
        try:
            bounds = tree.weight_bounds(scores)
        except InfeasibleWeightsError:
            return {}
        return {int(code): interval for code, interval in bounds.items()}

    def share_of(self, row: RowFacts) -> Ratio | None:
        """Give the share of its points that a row's figures earn."""
        if self._shares is not None:
            return self._shares.get(row.index)
        if self.framework is not None:
            return _share_by(self.framework, row)
        ratio = row.ratio
        if ratio is None or (ratio[0] != ratio[1] and row.is_limit):
            return None
        if ratio[0] < 0:
            return _NONE
        return _WHOLE if ratio[0] >= ratio[1] else ratio


_NONE, _WHOLE = (0, 1), (1, 1)


def _any_below_zero(figures: Iterable[Exact | None]) -> bool:
    return any(figure is not None and figure < 0 for figure in figures)


def _share_by(framework: Framework, row: RowFacts) -> Ratio | None:
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
    return None if isinstance(share, NoRate | Interval) else share


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
