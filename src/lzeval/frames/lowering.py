"""
Rules over columns: from a plan to whole-number arithmetic (赋分方案的列式).

Nothing of a rule is written here again. A plan is a few cases with conditions, a ratio
and a curve, all of them linear; here each becomes additions, products and comparisons
of whole columns, and one numerator and one denominator are left to divide.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, frozen

from lzeval.frames.whole import Cond, Whole, all_of, chosen
from lzeval.model import Comparator, Measure, NoRate, Outcome, Target
from lzeval.notation import PartialDate
from lzeval.scoring.plan import Along, Case, Plan, Sign, Sum, When
from lzeval.scoring.rules import AllOrNothing, Flagging, ScoringRule
from lzeval.scoring.rules.flags import BESIDE

if TYPE_CHECKING:
    from lzeval.notation import Unit
    from lzeval.scoring import Curve
    from lzeval.typing import Rule, Share

__all__ = ["Lowered", "Reason", "Shares", "holding", "lowered", "shares_of"]


def __dir__() -> list[str]:
    return __all__


Reason = tuple[Cond, "NoRate | None"]
"""What stands in place of a share under a condition; None where there is one."""


@frozen
class Lowered:
    """
    A rule for targets of one sign, ready for columns (可列式的规则).

    Attributes:
        plan: What it follows; None where it never gives a share.
        one: What counts as one, in the unit of the figures.
        reason: Why it never gives a share.
        flagging: What it flags, and when, of quantities that are known.
    """

    plan: Plan | None
    one: Fraction = Fraction(1)
    reason: NoRate | None = None
    flagging: tuple[Flagging, ...] = ()


@frozen
class Shares:
    """
    Shares of the points in columns (得分比例列).

    Attributes:
        top: Numerator, zero or more.
        bottom: Denominator, above zero.
        reasons: In order, of which the first that holds decides.
    """

    top: Whole
    bottom: Whole
    reasons: tuple[Reason, ...]


# --- is it the rule? ----------------------------------------------------------

_RESULTS = ("-3", "-1", "0", "0.5", "1", "2", "3", "4.5", "6", "7", "50", "99", "120")
_TARGETS = ("-4", "-1", "0", "1", "3", "6", "60", "100")
_WIDTH = 3


def lowered(
    rule: Rule,
    sign: Comparator | None,
    unit: Unit | None,
    *,
    aimless: bool = False,
    dated: bool = False,
) -> Lowered | None:
    """
    Prepare a rule for columns, and check that it still says the same (列式准备).

    The plan is asked at figures on both sides of every sign, and must agree with the
    rule itself at each of them.

    Args:
        rule: The rule.
        sign: The sign of the targets.
        unit: The unit of the figures; None where they are bare.
        aimless: Whether this is for what has no target.
        dated: Whether this is for deadlines; days are numbered then, and the last day
            allowed is the target.

    Returns:
        What to compute; None where the rule does not follow from figures alone.
    """
    if dated:
        return _on_days(rule, sign)
    given = [
        (known, target, Outcome.of(known["actual"], unit))
        for known, target in _samples(sign, unit, aimless=aimless)
    ]
    made = _on_figures(
        rule,
        sign,
        unit,
        [(known, rule.assess(target, outcome)) for known, target, outcome in given],
        aimless=aimless,
    )
    return None if made is None else _with_flags(made, rule, sign, given)


def _on_figures(
    rule: Rule,
    sign: Comparator | None,
    unit: Unit | None,
    samples: Sequence[_Sample],
    *,
    aimless: bool,
) -> Lowered | None:
    """Prepare a rule for figures, if it gives what its plan does."""
    reasons = {share for _, share in samples if isinstance(share, NoRate)}
    if len(reasons) == 1 and all(isinstance(share, NoRate) for _, share in samples):
        return Lowered(None, reason=reasons.pop())
    get = getattr(rule, "plan", None)
    plan: Plan | None = None if get is None else get(sign)
    if plan is None or not _NAMES.issuperset(plan.names):
        return None
    one = Fraction(1)
    if "one" in plan.names:
        target = _target(sign, Fraction(3), unit, aimless=aimless)
        figures = getattr(rule, "figures")(target, Outcome.of(1, unit))  # noqa: B009
        if isinstance(figures, NoRate):
            return None
        read = dict(zip(plan.names, figures, strict=True))
        one = Fraction(read["one"], read["actual"])
    return Lowered(plan, one) if _agrees(plan, one, samples) else None


def _with_flags(
    made: Lowered,
    rule: Rule,
    sign: Comparator | None,
    given: Sequence[_Given],
) -> Lowered | None:
    """Take the conditions of what a rule flags, if it flags where they hold."""
    if not isinstance(rule, ScoringRule):
        return made
    figures: Sequence[str] = () if made.plan is None else made.plan.names
    flagging = tuple(
        one for one in rule.flagging(sign) if one.names <= {*figures, *BESIDE}
    )
    for known, target, outcome in given:
        quantities = {name: known[name] for name in known if name in figures}
        quantities |= {"one": made.one, **rule.told(outcome)}
        if rule.flags(target, outcome) != tuple(
            one.flag for one in flagging if one.holds(quantities)
        ):
            return None
    return evolve(made, flagging=flagging)


def _agrees(plan: Plan, one: Fraction, samples: Sequence[_Sample]) -> bool:
    """Say whether a plan gives what the rule gave."""
    for known, share in samples:
        planned = plan.share({**known, "one": one})
        if isinstance(share, NoRate) or isinstance(planned, NoRate):
            if share is not planned:
                return False
        elif type(share) is not tuple or Fraction(*share) != Fraction(*planned):
            return False
    return True


def _on_days(rule: Rule, sign: Comparator | None) -> Lowered | None:
    """
    Prepare a rule for deadlines, whose days are numbered.

    Where the rule only asks whether the deadline is kept, it is all or nothing.
    """
    due = dt.date(2024, 6, 30)
    target = Target(comparator=sign, date=PartialDate.of(due))
    last = due.toordinal() - (sign is Comparator.LESS_THAN)
    samples: list[_Sample] = []
    given: list[_Given] = []
    for late in _DAYS_LATE:
        done = dt.date.fromordinal(due.toordinal() + late)
        known = {"actual": Fraction(done.toordinal()), "target": Fraction(last)}
        outcome = Outcome(date=PartialDate.of(done))
        given.append(({}, target, outcome))
        samples.append((known, rule.assess(target, outcome)))
    reasons = {share for _, share in samples if isinstance(share, NoRate)}
    if len(reasons) == 1 and all(isinstance(share, NoRate) for _, share in samples):
        return _with_flags(Lowered(None, reason=reasons.pop()), rule, sign, given)
    whole = AllOrNothing()
    own: Plan | None = getattr(rule, "plan", whole.plan)(sign)
    for plan in (own, whole.plan(sign), whole.plan(Comparator.AT_MOST)):
        known_names = plan is not None and _NAMES.issuperset(plan.names)
        if plan is not None and known_names and _agrees(plan, Fraction(1), samples):
            return _with_flags(Lowered(plan), rule, sign, given)
    return None


_Sample: TypeAlias = "tuple[Mapping[str, Fraction], Share]"
_Given: TypeAlias = "tuple[Mapping[str, Fraction], Target, Outcome]"
_DAYS_LATE = (-400, -91, -31, *range(-10, 63), 89, 90, 91, 120, 180, 365, 366, 800)


_NAMES = {"actual", "target", "upper", "one"}


def _samples(
    sign: Comparator | None, unit: Unit | None, *, aimless: bool
) -> Iterator[tuple[dict[str, Fraction], Target]]:
    aims = ("0",) if aimless else _TARGETS
    for actual, aim in product(map(Fraction, _RESULTS), map(Fraction, aims)):
        upper = aim + _WIDTH if sign is Comparator.BETWEEN else aim
        known = {"actual": actual, "target": aim, "upper": upper}
        yield known, _target(sign, aim, unit, aimless=aimless)


def _target(
    sign: Comparator | None, aim: Fraction, unit: Unit | None, *, aimless: bool
) -> Target:
    if aimless:
        return Target()
    upper = Measure(aim + _WIDTH, unit) if sign is Comparator.BETWEEN else None
    return Target(comparator=sign, value=Measure(aim, unit), upper=upper)


# --- what it comes to in columns ----------------------------------------------


def shares_of(plan: Plan, figures: Mapping[str, Whole]) -> Shares:
    """
    Write a plan over whole columns (列式).

    Args:
        plan: The plan.
        figures: Its quantities by name, all times one number above zero.

    Returns:
        Numerator and denominator of the share, and why there may be none.
    """
    tops: list[tuple[Cond, Whole]] = []
    bottoms: list[tuple[Cond, Whole]] = []
    reasons: list[Reason] = []
    sheet = figures["actual"].sheet
    over = _denominator(plan, figures)
    for case in plan.cases:
        holds = holding(case.when, figures)
        if holds is False:
            continue
        then = case.then
        reasons.append((holds, then if isinstance(then, NoRate) else None))
        if isinstance(then, Fraction):
            bottom = sheet.constant(1) if over is None else over
            tops.append((holds, bottom * then.numerator))
            bottoms.append((holds, bottom * then.denominator))
        elif isinstance(then, Along):
            top, bottom = _along(then, case, figures)
            tops.append((holds, top))
            bottoms.append((holds, bottom))
        if holds is True:
            break
    if not tops:
        tops, bottoms = [(True, sheet.constant(0))], [(True, sheet.constant(1))]
    return Shares(chosen(tops), chosen(bottoms), tuple(reasons))


def holding(conditions: Iterable[When], figures: Mapping[str, Whole]) -> Cond:
    """
    Write conditions over whole columns (条件列式).

    Args:
        conditions: All of which must hold.
        figures: The quantities that they name.
    """
    return all_of([_holds(when, figures) for when in conditions])


def _denominator(plan: Plan, figures: Mapping[str, Whole]) -> Whole | None:
    """Find what all shares may be counted in; it is above zero in every row."""
    sums = {case.then.bottom for case in plan.cases if isinstance(case.then, Along)}
    if len(sums) != 1:
        return None
    (sum_,) = sums
    scale = math.lcm(*(number.denominator for _, number in sum_.terms))
    bottom = _sum(sum_, figures, scale)
    return bottom if bottom.low > 0 else None


def _holds(when: When, figures: Mapping[str, Whole]) -> Cond:
    scale = math.lcm(*(number.denominator for _, number in when.sum.terms))
    more, less = _sides(when.sum, figures, scale)
    match when.sign:
        case Sign.POSITIVE:
            return less.below(more)
        case Sign.NOT_NEGATIVE:
            return less.below(more, or_equal=True)
        case _:
            return less.equals(more)


def _sides(sum_: Sum, figures: Mapping[str, Whole], scale: int) -> tuple[Whole, Whole]:
    """Add up what counts for, and what counts against."""
    sheet = figures["actual"].sheet
    more = less = sheet.constant(0)
    for name, number in sum_.terms:
        times = int(number * scale)
        if times > 0:
            more += figures[name] * times
        else:
            less += figures[name] * -times
    return more, less


def _sum(sum_: Sum, figures: Mapping[str, Whole], scale: int) -> Whole:
    more, less = _sides(sum_, figures, scale)
    return more + less * -1


def _along(
    then: Along, case: Case, figures: Mapping[str, Whole]
) -> tuple[Whole, Whole]:
    numbers = [number for sum_ in (then.top, then.bottom) for _, number in sum_.terms]
    scale = math.lcm(*(number.denominator for number in numbers))
    top = _within(_sum(then.top, figures, scale), then.top, case)
    bottom = _within(_sum(then.bottom, figures, scale), then.bottom, case)
    # Where the case holds it is zero or above; elsewhere nobody looks.
    bottom = bottom.within(0)
    # Over zero the curve is level, and any denominator will do.
    zero = bottom.equals(bottom.sheet.constant(0))
    divisor = chosen([(zero, bottom.sheet.constant(1)), (True, bottom)])
    return _on_curve(then.curve, top, bottom, divisor.within(1))


def _within(value: Whole, sum_: Sum, case: Case) -> Whole:
    """Use what the case says of a sum: where it holds, it is not below zero."""
    for when in case.when:
        if when.sum == sum_ and when.sign is not Sign.ZERO:
            return value.within(1 if when.sign is Sign.POSITIVE else 0)
    return value


def _reaches(top: Whole, bottom: Whole, end: tuple[int, int], *, closed: bool) -> Cond:
    """Ask whether a ratio is below an end, or on one that is closed."""
    over, under = end
    if bottom.low < bottom.high:
        return (top * under).below(bottom * over, or_equal=closed)
    # Over the same number everywhere, the last whole number before the end is known.
    limit = Fraction(bottom.low * over, under)
    last = math.floor(limit) if closed else math.ceil(limit) - 1
    return top.below(top.sheet.constant(last), or_equal=True)


def _on_curve(
    curve: Curve, top: Whole, bottom: Whole, divisor: Whole
) -> tuple[Whole, Whole]:
    """Find the piece that a ratio falls on, all of them over one denominator."""
    lines = curve.lines
    whole = math.lcm(*(scale for _, _, (_, _, scale) in lines))
    pieces: list[tuple[Cond, Whole]] = []
    for end, closed, (slope, shift, scale) in lines:
        inside: Cond = (
            True if end is None else _reaches(top, bottom, end, closed=closed)
        )
        times = whole // scale
        value = divisor * (shift * times)
        if slope:
            value = top * (slope * times) + value
        # A share is from 0 to 1 wherever its piece holds.
        pieces.append((inside, value.within(0, divisor.high * whole)))
    return chosen(pieces), divisor * whole
