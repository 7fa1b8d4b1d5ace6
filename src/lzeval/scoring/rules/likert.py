"""
Points for the answers at each level of a survey (量表赋分).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Self, TypeAlias, cast, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError, InvalidRuleError, Problem
from lzeval.model import (
    Comparator,
    NoRate,
    Outcome,
    OutcomeState,
    Rate,
    Target,
    Text,
    exact,
)
from lzeval.model.text import text_of
from lzeval.scoring.rates import NO_RATE_OF
from lzeval.scoring.rules.flags import Flagging, fewer_than, told
from lzeval.scoring.rules.proportional import Proportional
from lzeval.scoring.rules.rule import ScoringRule
from lzeval.typing import Exact, Number, Rule, Share

if TYPE_CHECKING:
    from lzeval.scoring.plan import Plan

__all__ = ["Likert", "LikertLevel"]


def __dir__() -> list[str]:
    return __all__


_ONE: Exact = Decimal(1)


@final
@frozen
class LikertLevel:
    """
    One of the levels that can be answered (量表等级).

    Attributes:
        name: Its name, under which the parts of the result count the answers.
        worth: What an answer at this level is worth, from 0 to the rule's ``out_of``.
    """

    name: Text = field(converter=text_of)
    worth: Exact = field(converter=exact)


def _levels(
    given: Mapping[str, Number] | Iterable[LikertLevel | tuple[str, Number]],
) -> tuple[LikertLevel, ...]:
    if isinstance(given, Mapping):
        mapping = cast("Mapping[str, Number]", given)
        return tuple(LikertLevel(*pair) for pair in mapping.items())
    return tuple(
        one if isinstance(one, LikertLevel) else LikertLevel(*one) for one in given
    )


# What the answers are worth, how many they are, and the family of their unit.
_Tally: TypeAlias = tuple[Fraction, Fraction, str]


@final
@frozen(kw_only=True)
class Likert(ScoringRule):
    """
    A rate of the answers at each level, scored by another rule (量表赋分).

    The rate is what the answers are worth ÷ (valid answers × ``out_of``). Where the
    best levels are worth 1 and the others 0, it is the share of the best; otherwise a
    weighted mean. The valid answers are those counted at the levels, in numbers or in
    percent. A level that is not reported is unknown, and so is the rate; one that is
    not applicable was not asked for. Other parts, such as the forms handed out, are not
    counted. A result without parts is the rate itself.

    Attributes:
        levels: The levels, best first; a mapping from name to worth will do.
        out_of: The most that an answer can be worth.
        rule: Scores the rate, in percent, against the target.
        least_valid: Fewest valid answers; fewer, or an unknown number, are flagged.
        strict: Whether they cannot be assessed at all instead.

    Raises:
        InvalidRuleError: If there is no level, two have one name, or a worth is not
            from 0 to ``out_of``.
        InexactNumberError: If ``out_of`` or ``least_valid`` is not above 0.

    Examples:
        >>> names = ["很满意", "满意", "一般", "不满意", "很不满意"]
        >>> answers = dict(zip(names, [300, 120, 50, 20, 10]))
        >>> survey = Outcome.of_parts(answers)
        >>> rule = Likert.top(2, names)
        >>> rule.rate(survey), rule.valid(survey)
        (Rate(21, 25), 500)
        >>> rule.points("≥90%", survey, weight=10)
        Decimal('9.33')
        >>> mean = Likert(levels=zip(names, [100, 80, 60, 40, 20]), out_of=100)
        >>> print(mean.rate(survey))
        87.20%
    """

    kind: ClassVar[str] = "likert"

    levels: tuple[LikertLevel, ...] = field(converter=_levels)
    out_of: Exact = field(default=_ONE, converter=exact)
    rule: Rule = field(default=Proportional())
    least_valid: Exact | None = field(default=None, converter=optional(exact))
    strict: bool = False

    def __attrs_post_init__(self) -> None:
        if self.out_of <= 0:
            raise InexactNumberError(self.out_of, "a worth above 0")
        if self.least_valid is not None and self.least_valid <= 0:
            raise InexactNumberError(self.least_valid, "a number of answers above 0")
        problems = tuple(_problems(self.levels, self.out_of))
        if problems:
            raise InvalidRuleError("likert", problems)

    @classmethod
    def top(
        cls,
        best: int,
        levels: Sequence[str],
        *,
        rule: Rule | None = None,
        least_valid: Number | None = None,
        strict: bool = False,
    ) -> Self:
        """
        Take the share of the best levels (前几级占比).

        Args:
            best: How many of them count.
            levels: Names of all levels, best first.
            rule: Scores the rate; None takes it in proportion.
            least_valid: Fewest valid answers.
            strict: Whether fewer cannot be assessed, or are only flagged.
        """
        return cls(
            levels=[(name, int(place < best)) for place, name in enumerate(levels)],
            rule=Proportional() if rule is None else rule,
            least_valid=least_valid,
            strict=strict,
        )

    @property
    def wording(self) -> Text:
        """How points follow from the result, in words (计分公式)."""
        names = [(level.name, level.worth) for level in self.levels]
        best = [name for name, worth in names if worth]
        if all(worth == self.out_of for _, worth in names if worth):
            chinese = f"（{'＋'.join(best)}）÷有效答卷数"
            english = f"({' + '.join(n.to('en') for n in best)}) ÷ valid answers"
        else:
            chinese = "，".join(f"{name}{worth}" for name, worth in names)
            chinese = f"各级答卷数按分值加权（{chinese}）÷（有效答卷数×{self.out_of}）"
            english = ", ".join(f"{name.to('en')} {worth}" for name, worth in names)
            english = f"answers by worth ({english}) ÷ (valid answers × {self.out_of})"
        if self.least_valid is not None:
            chinese += f"，有效答卷少于{self.least_valid}份的" + (
                "不予评定" if self.strict else "予以提示"
            )
            english += f", fewer than {self.least_valid} valid answers " + (
                "cannot be assessed" if self.strict else "are flagged"
            )
        inner = self.rule.wording
        return Text(
            f"得分依据的比率＝{chinese}；{inner}",
            en=f"the rate scored is {english}; {inner.to('en')}",
        )

    def rate(self, outcome: Outcome) -> Rate | NoRate:
        """
        Give the rate that the answers make (量表得分率).

        Returns:
            The rate, or why there is none, such as `NoRate.UNKNOWN_AMOUNT` if a level
            was not reported.
        """
        if outcome.state is not OutcomeState.REPORTED:
            return NO_RATE_OF[outcome.state]
        if not outcome.parts:
            if outcome.value is None:
                return NoRate.NO_NUMBER
            ratio = outcome.value.family == "ratio"
            return Rate(outcome.value.base) if ratio else NoRate.UNIT_MISMATCH
        tally = self._tally(outcome)
        return tally if isinstance(tally, NoRate) else Rate(tally[0] / tally[1])

    def valid(self, outcome: Outcome) -> int | NoRate:
        """
        Count the valid answers (有效答卷数).

        Returns:
            The answers at all levels, or why their number is not known.
        """
        if outcome.state is not OutcomeState.REPORTED:
            return NO_RATE_OF[outcome.state]
        if outcome.parts:
            tally = self._tally(outcome)
            if isinstance(tally, NoRate):
                return tally
            _, count, family = tally
        elif outcome.denominator is None:
            return NoRate.UNKNOWN_AMOUNT
        else:
            count, family = outcome.denominator.base, outcome.denominator.family
        return NoRate.UNKNOWN_AMOUNT if family == "ratio" else int(count)

    def plan(self, sign: Comparator | None) -> Plan | None:
        """Follow the inner rule's plan, whose ``actual`` is the rate (赋分方案)."""
        return self.rule.plan(sign) if isinstance(self.rule, ScoringRule) else None

    def figures(self, target: Target, outcome: Outcome) -> Sequence[int] | NoRate:
        """Give the figures that the inner rule reads of the rate (取数)."""
        result = self._result(outcome)
        if isinstance(result, NoRate):
            return result
        if isinstance(self.rule, ScoringRule):
            return self.rule.figures(target, result)
        return NoRate.NOT_ASSESSABLE

    def assess(self, target: Target, outcome: Outcome) -> Share:
        """Let the inner rule score the rate, unless too few have answered."""
        result = self._result(outcome)
        if isinstance(result, NoRate):
            return result
        return self.rule.assess(target, result)

    def flagging(self, sign: Comparator | None) -> tuple[Flagging, ...]:
        """Flag too few valid answers, and what the inner rule does (提示条件)."""
        inner = self.rule.flagging(sign) if isinstance(self.rule, ScoringRule) else ()
        few = None if self.strict else self.least_valid
        return inner if few is None else (fewer_than(few), *inner)

    def told(self, outcome: Outcome) -> dict[str, Fraction]:
        """Count the answers at all levels, if they are known (完成值的说明)."""
        valid = self.valid(outcome)
        answers = Fraction(0 if isinstance(valid, NoRate) else valid)
        return {**told(outcome), "answers": answers}

    def _is_enough(self, outcome: Outcome) -> bool:
        if self.least_valid is None:
            return True
        valid = self.valid(outcome)
        return not isinstance(valid, NoRate) and valid >= self.least_valid

    def _result(self, outcome: Outcome) -> Outcome | NoRate:
        """Give the rate as an outcome that other rules can score."""
        if not outcome.parts:
            result: Outcome | NoRate = outcome
        else:
            tally = self._tally(outcome)
            result = tally if isinstance(tally, NoRate) else _rated(tally, outcome)
        if isinstance(result, Outcome) and self.strict and not self._is_enough(outcome):
            return NoRate.NOT_ASSESSABLE
        return result

    def _tally(self, outcome: Outcome) -> _Tally | NoRate:
        """Add up answers and what they are worth."""
        worth, count = Fraction(0), Fraction(0)
        families: set[str] = set()
        for level in self.levels:
            part = outcome.parts.get(level.name)
            if part is not None and part.state is OutcomeState.NOT_APPLICABLE:
                continue
            if part is None or part.state is not OutcomeState.REPORTED:
                return NoRate.UNKNOWN_AMOUNT
            if part.value is None:
                return NoRate.NO_NUMBER
            number, family = part.value.base, part.value.family
            if number < 0 or (number.denominator != 1 and family != "ratio"):
                return NoRate.NOT_ASSESSABLE
            families.add(family)
            worth += number * Fraction(level.worth) / Fraction(self.out_of)
            count += number
        if not families:
            return NoRate.NOT_APPLICABLE
        common = _common(families)
        if common is None:
            return NoRate.UNIT_MISMATCH
        return (worth, count, common) if count else NoRate.ZERO_DENOMINATOR


def _common(families: set[str]) -> str | None:
    """Name the one kind of unit that answers are counted in, if it is one."""
    counts = {name for name in families if name.startswith("count")}
    several = counts - {next(iter(counts), "")}
    if families == {"ratio"} or (not several and families <= {"number", *counts}):
        return next(iter(counts or families))
    return None


def _rated(tally: _Tally, outcome: Outcome) -> Outcome | NoRate:
    worth, count, _ = tally
    try:
        return Outcome.of_rate(
            worth,
            count,
            reason=outcome.reason,
            evidence=outcome.evidence,
            measured_on=outcome.measured_on,
        )
    except InexactNumberError:  # figures of hundreds of digits
        return NoRate.NOT_ASSESSABLE


def _problems(levels: Sequence[LikertLevel], out_of: Exact) -> Iterator[Problem]:
    if not levels:
        yield Problem("", "at least one level is needed")
    names = [level.name for level in levels]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Problem(name, "two levels have this name")
    for level in levels:
        if not 0 <= level.worth <= out_of:
            expected = f"a worth must be from 0 to {out_of}, got {level.worth}"
            yield Problem(level.name, expected)
