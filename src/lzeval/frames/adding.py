"""
Rows added up to groups, and groups to evaluations, for the checks of sums (审核汇总).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import field, frozen

from lzeval.audit.aspects import Aspect
from lzeval.audit.limits import EQUAL_PARTS, EQUAL_PARTS_DIGITS
from lzeval.frames.form_figures import Table, column
from lzeval.frames.row_figures import RowFigures
from lzeval.frames.whole import Cond, Whole, all_of, any_of, chosen, either, opposite
from lzeval.model import OutcomeState

if TYPE_CHECKING:
    from lzeval.frames.claims import Claims
    from lzeval.frames.engines import Frame

__all__ = ["ROWS", "Part", "Slack", "Sums", "aspects_in"]


def __dir__() -> list[str]:
    return __all__


ROWS = 10**6
"""More rows no evaluation has (一份评价的最多行数)."""
_ONE = nw.lit(1, nw.Int64)
_NONE = nw.lit(0, nw.Int64)
_ASPECTS = {aspect: number for number, aspect in enumerate(Aspect)}


@frozen(eq=False)
class Part:
    """
    One figure of a row, and how it is added up (汇总方式).

    Attributes:
        how: ``sum``, ``min`` or ``max``.
        expr: The figure.
        low: No row is below it.
        high: No row is above it.
        neutral: What stands where there is no such row.
    """

    how: str
    expr: nw.Expr
    low: int
    high: int
    neutral: int = 0


@frozen(eq=False)
class Sums:
    """
    What is added up of rows (汇总项).

    Attributes:
        rows: The rows.
        parts: What is added up, by name.
    """

    rows: RowFigures
    parts: dict[str, Part] = field(factory=dict[str, Part])

    def count(self, name: str, holds: Cond) -> None:
        """Count rows (计数)."""
        if holds is not False:
            shown = _ONE if holds is True else either([(holds, _ONE)], _NONE)
            self.parts[name] = Part("sum", shown, 0, 1)

    def add(self, name: str, holds: Cond, value: Whole) -> None:
        """Add up a figure of rows (求和)."""
        kept = chosen([(holds, value), (True, value.sheet.constant(0))])
        if kept.low != 0 or kept.high != 0:
            expr = kept.expr.cast(nw.Int64)
            self.parts[name] = Part("sum", expr, kept.low, kept.high)

    def ends(self, name: str, holds: Cond, value: Whole) -> None:
        """Find the least and the greatest of a figure (最小与最大)."""
        expr = value.expr.cast(nw.Int64)
        kept = (
            expr if holds is True else either([(holds, expr)], nw.lit(None, nw.Int64))
        )
        ends = min(value.low, 0), max(value.high, 0)
        if holds is not False:
            self.parts[f"least {name}"] = Part("min", kept, *ends)
            self.parts[f"most {name}"] = Part("max", kept, *ends)

    def least(self, name: str, value: Whole, neutral: int) -> None:
        """Find the least of a figure (最小值)."""
        expr = value.expr.cast(nw.Int64)
        high = max(value.high, neutral)
        self.parts[name] = Part("min", expr, min(value.low, 0), high, neutral)

    def greatest(self, name: str, expr: nw.Expr, high: int) -> None:
        """Find the greatest of a small number (最大值)."""
        self.parts[name] = Part("max", expr.cast(nw.Int64), 0, high)

    @property
    def columns(self) -> dict[str, nw.Expr]:
        """The columns that are added up."""
        return {column(name): part.expr for name, part in self.parts.items()}

    def of_rows(self) -> None:
        """Say what the checks of sums ask of rows (汇总内容)."""
        rows, claims = self.rows, self.rows.claims
        scored, score, weight = rows.scored, rows.score, rows.weight
        weighed = all_of([scored, rows.has_weight])
        given = all_of([scored, rows.has_score])
        open_ = all_of([scored, opposite(rows.has_score)])
        used = any_of([rows.has_weight, opposite(claims.flag("unused"))])
        self.add("weight", weighed, weight)
        self.count("weights", weighed)
        self.count("scored", scored)
        self.count("used", all_of([scored, used]))
        self.add("score", given, score)
        self.count("scores", given)
        zero = score.equals(claims.sheet.constant(0))
        self.count("scores but zero", all_of([given, opposite(zero)]))
        self.count("without weight", all_of([given, opposite(rows.has_weight)]))
        self.add("open weight", all_of([open_, rows.has_weight]), weight)
        self.count("open", open_)
        moot = claims.is_one_of("state", OutcomeState.NOT_APPLICABLE.value)
        rest = all_of([open_, opposite(moot)])
        self.add("rest weight", all_of([rest, rows.has_weight]), weight)
        self.count("rest weights", all_of([rest, rows.has_weight]))
        self.count("rest", rest)
        execution = claims.flag("execution")
        self.count("execution", execution)
        self.count("execution scores", all_of([execution, rows.has_score]))
        self.of_results()
        self.ends("weight", weighed, weight)
        self.of_forms()

    def of_results(self) -> None:
        """Say what the checks of sums ask of results (结果汇总内容)."""
        rows, claims = self.rows, self.rows.claims
        given = all_of([rows.scored, rows.has_score])
        self.count("broken", rows.is_broken)
        compared = all_of([rows.has_ratio, rows.has_aim])
        self.count("compared", compared)
        apart = opposite(rows.done.equals(rows.aim))
        self.count("compared apart", all_of([compared, apart]))
        whole = claims.divides(abs(rows.score), 10**rows.points)
        self.count("scores with decimals", all_of([given, opposite(whole)]))

    def of_forms(self) -> None:
        """Say what is the same in all rows of a form (整表汇总内容)."""
        claims = self.rows.claims
        complete: Cond = True
        if claims.has("complete"):
            complete = claims.flag("complete")
        self.greatest("complete", _flag(complete), 1)
        self.greatest("kind of form", _flag(opposite(claims.is_one_of("form", ""))), 1)
        if claims.has("money"):
            money = claims.flag("money")
        else:
            amounts = ("initial", "adjusted", "planned", "executed")
            money = any_of([claims.known(name) for name in amounts])
        self.greatest("money", _flag(money), 1)

    def of_groups(self) -> None:
        """Say what the checks of groups ask of rows (分组汇总内容)."""
        rows, claims = self.rows, self.rows.claims
        stated = claims.known("group_1_weight")
        weight = claims.whole("group_1_weight", rows.points)
        self.count("stated", stated)
        self.ends("group", stated, weight)
        name = claims.text("group_1")
        self.greatest("named", _flag(name.str.strip_chars() != ""), 1)
        given = all_of([rows.scored, rows.has_score])
        heavier = all_of([rows.has_weight, rows.weight.below(rows.score)])
        capped = chosen([(heavier, rows.weight), (True, rows.score)])
        self.add("capped", given, capped)
        last = self.last_of_weight()
        whole = 10**rows.points
        own = chosen(
            [
                (opposite(given), claims.sheet.constant(whole)),
                (heavier, last),
                (True, rows.printed.last),
            ]
        )
        self.least("capped last", own, whole)
        if self.may_have_slack("group_1_weight"):
            digits = claims.last("group_1_weight", weight, rows.points)
            kept = chosen([(stated, digits), (True, claims.sheet.constant(whole))])
            self.least("group last", kept, whole)

    def last_of_weight(self) -> Whole:
        """Give one in the last printed digit of the weight (分值末位)."""
        rows = self.rows
        return rows.claims.last("weight", rows.weight, rows.points)

    def may_have_slack(self, name: str) -> bool:
        """Whether there may be parts without end, such as 33.33 (可有尾差)."""
        return self.rows.claims.scale(name) >= EQUAL_PARTS_DIGITS

    # --- adding up ---------------------------------------------------------------

    def grouped(self, frame: Frame, keys: Sequence[str], same: Sequence[str]) -> Frame:
        """
        Add up what has the same keys (汇总).

        Args:
            frame: Rows, or groups.
            keys: The columns that tell apart what is added up.
            same: Columns that are the same in all rows of an evaluation.
        """
        added = [
            getattr(nw.col(column(name)), part.how)()
            for name, part in self.parts.items()
        ]
        made = frame.group_by(*keys).agg(*added, *(nw.col(name).max() for name in same))
        return made.with_columns(
            *(
                nw.col(column(name))
                .cast(nw.Int64)
                .fill_null(nw.lit(part.neutral, nw.Int64))
                for name, part in self.parts.items()
            )
        )

    def table(self, frame: Frame, claims: Claims, *, times: int = ROWS) -> Table:
        """
        Give the sums, with their ends (汇总表).

        Args:
            frame: What was added up; where it is at hand, the ends are looked for.
            claims: The columns that are the same in all rows of an evaluation.
            times: How many rows were added up at most.
        """
        ends = {
            name: (min(part.low, 0) * times, max(part.high, 0) * times)
            if part.how == "sum"
            else (part.low, part.high)
            for name, part in self.parts.items()
        }
        if claims.engine.wide is None and len(frame):
            names = [column(name) for name in self.parts]
            low = frame.select(nw.col(*names).min()).row(0)
            high = frame.select(nw.col(*names).max()).row(0)
            ends = dict(zip(self.parts, zip(low, high, strict=True), strict=True))
        return Table(claims, ends, self.rows.points)


def _flag(holds: Cond) -> nw.Expr:
    if isinstance(holds, bool):
        return _ONE if holds else _NONE
    return either([(holds, _ONE)], _NONE)


@frozen(kw_only=True, eq=False)
class Slack:
    """
    How far sums may be off, because equal parts without end were rounded (尾差).

    Attributes:
        keys: The columns that tell evaluations apart.
        name: What the slack, doubled, is called.
        sums: What else is added up.
    """

    keys: Sequence[str]
    name: str
    sums: Sums

    def added(self, frame: Frame, parts: Frame, weight: str, last: str) -> Frame:
        """
        Add it to evaluations (加上尾差).

        Args:
            frame: The evaluations.
            parts: What has weights: rows or groups, nothing else.
            weight: The column of the weights.
            last: That of one in their last printed digits.
        """
        keys, own, count = self.keys, column(self.name), "lzeval count"
        counted = (
            parts.select(*keys, weight, last)
            .with_columns(nw.lit(1, nw.Int64).alias(count))
            .group_by(*keys, weight)
            .agg(nw.col(count).sum(), nw.col(last).min())
        )
        fine = nw.lit(10 ** (self.sums.rows.points - EQUAL_PARTS_DIGITS), nw.Int64)
        many, few = nw.col(count).cast(nw.Int64), nw.col(last).cast(nw.Int64)
        equal = (many >= EQUAL_PARTS) & (few <= fine)
        slack = nw.when(equal).then(many * few).otherwise(_NONE)
        added = (
            counted.with_columns(slack.alias(own))
            .group_by(*keys)
            .agg(nw.col(own).sum())
        )
        most = 10**self.sums.rows.points  # half a point a part
        self.sums.parts[self.name] = Part("sum", _NONE, 0, most)
        joined = frame.join(added, on=[*keys], how="left")
        return joined.with_columns(nw.col(own).cast(nw.Int64).fill_null(_NONE))


def aspects_in(names: Mapping[str, Mapping[str, Aspect]]) -> nw.Expr:
    """
    Number what rows are about, by the names of their groups (类别序号).

    Args:
        names: What the names in a column say, by the column; the closer one first.
    """
    pairs: list[tuple[Cond, nw.Expr]] = []
    for own, said in names.items():
        by: dict[Aspect, list[str]] = {}
        for name, aspect in said.items():
            by.setdefault(aspect, []).append(name)
        by.pop(Aspect.UNKNOWN, None)
        pairs += [
            (
                nw.col(own).cast(nw.String).fill_null("").is_in(few),
                nw.lit(_ASPECTS[aspect], nw.Int64),
            )
            for aspect, few in by.items()
        ]
    return either(pairs, nw.lit(_ASPECTS[Aspect.UNKNOWN], nw.Int64))
