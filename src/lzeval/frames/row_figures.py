"""
What rows say, over columns: rates, points earned, targets missed (指标行列).
"""

from __future__ import annotations

import narwhals as nw
from attrs import frozen

from lzeval.audit.decisions import Printed, Share
from lzeval.audit.limits import POINT_DIGITS
from lzeval.frames.claims import Claims, Steps
from lzeval.frames.whole import Cond, Whole, all_of, any_of, chosen, either, opposite
from lzeval.model import Comparator, OutcomeState

__all__ = ["POINTS", "Bounds", "RowFigures"]


def __dir__() -> list[str]:
    return __all__


_UP = (Comparator.AT_LEAST.value, Comparator.MORE_THAN.value, Comparator.EQUAL.value)
_REPORTED = OutcomeState.REPORTED.value
POINTS = (
    "weight",
    "score",
    "group_1_weight",
    "total",
    "execution_weight",
    "execution_score",
)
"""The columns of points (分数列)."""


@frozen(eq=False)
class Bounds:
    """
    What weights that are not printed must lie in, by the points of groups (分值区间).

    Attributes:
        known: In which rows there are such bounds.
        low: The fewest points.
        high: The most.
    """

    known: Cond
    low: Whole
    high: Whole


class RowFigures:
    """
    What the rows say: what `lzeval.audit.RowFacts` says of one (指标行列).

    Attributes:
        claims: The columns.
        steps: What has been worked out.
        points: Decimals that points are kept with.
        weight: The weight.
        score: The points printed.
        scored: Which rows stand for points of their own.
    """

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.steps = steps = Steps()
        self.points = points = max(claims.scale(name) for name in POINTS)
        self.weight = steps.whole("weight", claims.whole("weight", points))
        self.score = steps.whole("score", claims.whole("score", points))
        self.has_weight = steps.cond("has weight", claims.known("weight"))
        self.has_score = steps.cond("has score", claims.known("score"))
        self.scored = steps.cond("scored", opposite(claims.flag("part")))
        self.reported = claims.is_one_of("state", "", _REPORTED)
        self.has_target = steps.cond("has target", claims.known("target"))
        self.has_outcome = steps.cond(
            "has outcome", all_of([claims.known("outcome"), self.reported])
        )
        scale = max(claims.scale(name) for name in ("target", "upper", "outcome"))
        self.target = steps.whole("target", claims.whole("target", scale))
        self.outcome = steps.whole("outcome", claims.whole("outcome", scale))
        self.upper = claims.whole("upper", scale)
        steps.next()
        self._compare()
        self._earn()

    def _compare(self) -> None:
        """Say which results can be divided by their targets."""
        claims, steps = self.claims, self.steps
        none = claims.sheet.constant(0)
        unsigned = claims.is_one_of("sign", "")
        turned = claims.is_one_of("sense", "less", "exact")
        self.has_ratio = steps.cond(
            "has ratio",
            all_of(
                [
                    self.has_target,
                    self.has_outcome,
                    claims.is_one_of("sign", "", *_UP),
                    opposite(all_of([unsigned, turned])),
                    none.below(self.target),
                ]
            ),
        )
        last = claims.last("score", self.score, self.points)
        self.printed = Printed(self.score, steps.whole("last", last))
        steps.next()
        self.is_limit = all_of(
            [
                claims.is_one_of("sign", Comparator.EQUAL.value),
                claims.is_one_of("sense", "less"),
            ]
        )
        exact = self.outcome.equals(self.target)
        self.has_share = steps.cond(
            "has share",
            all_of(
                [self.has_ratio, opposite(all_of([self.is_limit, opposite(exact)]))]
            ),
        )

    def _earn(self) -> None:
        """Work out the shares, and the points that they make."""
        claims, steps = self.claims, self.steps
        none, one = claims.sheet.constant(0), claims.sheet.constant(1)
        aim = chosen([(self.has_ratio, self.target), (True, one)]).within(1)
        self.aim = steps.whole("aim", aim)
        done = chosen([(self.has_ratio, self.outcome), (True, none)])
        self.done = steps.whole("done", done)
        steps.next()
        part = chosen(
            [
                (self.done.below(none, or_equal=True), none),
                (self.aim.below(self.done), self.aim),
                (True, self.done),
            ]
        ).within(0)
        self.part = steps.whole("part", part)
        steps.next()
        # The points that the figures earn.
        earned = steps.whole("earned", self.part * self.weight)
        self.earned = Share(earned, self.aim)
        self.has_earned = steps.cond(
            "has earned", all_of([self.has_share, self.has_weight])
        )
        self.missed = steps.cond("missed", self._missed())
        steps.next()

    def _missed(self) -> Cond:
        """Say which targets were missed, as far as anything tells."""
        claims = self.claims
        by_figures = _first(self._misses())
        figures = all_of([self.has_target, self.has_outcome])
        if "met" not in claims.names:
            return all_of([figures, by_figures])
        met = nw.col(claims.names["met"])
        return any_of(
            [
                (~met).fill_null(value=False),
                all_of([met.is_null(), figures, by_figures]),
            ]
        )

    def _misses(self) -> list[tuple[Cond, Cond]]:
        """Say for each sign when a figure misses its target; the first that holds."""
        claims, none = self.claims, self.claims.sheet.constant(0)
        done, aim = self.outcome, self.target
        less = claims.is_one_of("sense", "less")
        exact = claims.is_one_of("sense", "exact")
        below, above = done.below(aim), aim.below(done)
        unsigned = claims.is_one_of("sign", "")

        def sign(one: Comparator) -> Cond:
            return claims.is_one_of("sign", one.value)

        no_rate = opposite(self.has_ratio)
        return [
            (sign(Comparator.MORE_THAN), done.below(aim, or_equal=True)),
            (sign(Comparator.LESS_THAN), aim.below(done, or_equal=True)),
            (sign(Comparator.AT_MOST), above),
            (
                sign(Comparator.BETWEEN),
                all_of(
                    [
                        claims.known("upper"),
                        any_of([below, self.upper.below(done)]),
                    ]
                ),
            ),
            (
                all_of([sign(Comparator.EQUAL), any_of([no_rate, exact])]),
                any_of([below, above]),
            ),
            (all_of([unsigned, exact]), False),
            (less, above),
            (all_of([unsigned, aim.equals(none)]), above),
            (True, below),
        ]

    def cents(self, top: Whole) -> Share:
        """Give points earned in the digits that points are worked out with."""
        more, less = (
            max(POINT_DIGITS - self.points, 0),
            max(self.points - POINT_DIGITS, 0),
        )
        return Share(top * 10**more, self.earned.bottom * 10**less)

    @property
    def has_aim(self) -> Cond:
        """Which rows have a target of their own, of whatever kind."""
        if not self.claims.has("target_kind"):
            return self.has_target
        unsaid = self.claims.is_one_of("target_kind", "")
        none = self.claims.is_one_of("target_kind", "none")
        return any_of(
            [all_of([unsaid, self.has_target]), opposite(any_of([unsaid, none]))]
        )

    @property
    def is_broken(self) -> Cond:
        """Which rows earn points with decimals, because a target was not reached."""
        claims, sheet = self.claims, self.claims.sheet
        size, bottom = self.cents(abs(self.earned.top))
        top = size * 2 + bottom
        cents = claims.engine.quotient(top, bottom * 2)
        most = top.high // 2
        whole = claims.divides(sheet.made(cents, 0, most), 10**POINT_DIGITS)
        return all_of(
            [
                self.scored,
                self.has_score,
                self.has_earned,
                self.done.below(self.aim),
                opposite(whole),
            ]
        )


def _first(cases: list[tuple[Cond, Cond]]) -> Cond:
    """Take the answer of the first case that holds."""
    found: Cond = False
    for holds, answer in reversed(cases):
        if holds is True:
            found = answer
        elif holds is not False:
            yes = answer if isinstance(answer, nw.Expr) else nw.lit(answer, nw.Boolean)
            no = found if isinstance(found, nw.Expr) else nw.lit(found, nw.Boolean)
            found = either([(holds, yes)], no)
    return found
