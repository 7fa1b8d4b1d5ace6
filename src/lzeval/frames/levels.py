"""
What is known of the groups above the rows: names, points, caps (上级指标).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import frozen

from lzeval.frames.asked import Asked
from lzeval.frames.whole import Cond, either, one_of
from lzeval.model import IndicatorGroup
from lzeval.model.standing import groups_above

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame

__all__ = ["KEPT", "LEVELS", "Levels"]


def __dir__() -> list[str]:
    return __all__


LEVELS = ("group_1", "group_2")
"""The levels of groups that rows name, the first one first (指标级次)."""
KEPT = "lzeval kept"
"""The column that says which groups of the first level are not converted (不折算组)."""
_ROWS = 2**20  # more than any evaluation has


@frozen(slots=False, eq=False)
class Levels:
    """
    The groups above the rows (上级指标).

    Attributes:
        asked: What is asked for.
    """

    asked: Asked

    @property
    def fine(self) -> int:
        """How many parts a point has, in which all is added up."""
        times, _ = self.asked.times
        return self.asked.weight_scale * times

    @cached_property
    def most(self) -> int:
        """More than any sum of points or weights has, in parts of a point (最大和)."""
        asked, tree = self.asked, self.asked.tree
        names = ["weight", *(f"{name}_weight" for name in (*LEVELS, "total"))]
        figures = [*names, *asked.awards, "settled_low", "settled_high"]
        sizes = [
            Fraction(figure.size, 10**figure.scale)
            for name in figures
            if (figure := asked.figures.get(name)) is not None
        ]
        if not asked.has("weight"):
            sizes += asked.tree_weights
        for place in () if tree is None else tree:
            sizes.append(Fraction(place.node.weight or 0))
        if tree is not None:
            sizes.append(Fraction(tree.total or 0))
        return math.ceil(max(sizes, default=Fraction(0)) * self.fine) * _ROWS

    def grouped(self, frame: Frame) -> tuple[Frame, list[str]]:
        """
        Name the groups above every row, where the tree knows them (指标组列).

        Returns:
            The frame, and the columns that name them.
        """
        asked = self.asked
        own = [asked.names[name] for name in LEVELS if asked.has(name)]
        if own or asked.tree is None:
            return frame, own
        indicator = asked.column("indicator")
        made: dict[str, nw.Expr] = {}
        for number, name in enumerate(LEVELS):
            inside: dict[str, list[str]] = {}
            for leaf in asked.tree.leaves:
                codes = groups_above(asked.tree, leaf)
                if len(codes) > number:
                    inside.setdefault(codes[number], []).append(leaf.code)
            pairs: list[tuple[Cond, nw.Expr]] = [
                (one_of(indicator, codes), nw.lit(group))
                for group, codes in inside.items()
            ]
            if pairs:
                made[name] = either(pairs, nw.lit(None, nw.String))
        return (frame.with_columns(**made) if made else frame), [*made]

    def stated(self, name: str) -> str | None:
        """
        Name the column of the points that are stated (分值列).

        Args:
            name: ``group_1``, ``group_2`` or ``total``.
        """
        own = f"{name}_weight"
        there = own in self.asked.figures or self._stated_by_tree(name)
        return f"lzeval {own}" if there else None

    def _stated_by_tree(self, name: str) -> Mapping[Fraction, list[str]]:
        """Give the points that the tree states, with the indicators below."""
        tree = self.asked.tree
        found: dict[Fraction, list[str]] = {}
        if tree is None or "weight" not in self.asked.figures:
            return found
        for leaf in tree.leaves:
            codes = groups_above(tree, leaf)
            number = LEVELS.index(name) if name in LEVELS else -1
            if number >= len(codes):
                continue
            weight = tree.total if number < 0 else tree[codes[number]].weight
            if weight is not None:
                found.setdefault(Fraction(weight), []).append(leaf.code)
        return found

    def stated_columns(self) -> dict[str, nw.Expr]:
        """Bring stated points to parts of the last digit (分值列)."""
        asked, found = self.asked, dict[str, nw.Expr]()
        fine = self.fine
        narrow = asked.work.engine.sheet(wide=False)
        for name in (*LEVELS, "total"):
            own = self.stated(name)
            if own is None:
                continue
            figure = asked.figures.get(f"{name}_weight")
            if figure is not None:
                value = figure.at(figure.scale, narrow, asked.work.engine)
                shared = math.gcd(fine, 10**figure.scale)
                whole = narrow.constant(10**figure.scale // shared)
                found[own] = asked.work.engine.quotient(value * (fine // shared), whole)
            else:
                indicator = asked.column("indicator")
                pairs: list[tuple[Cond, nw.Expr]] = [
                    (one_of(indicator, codes), nw.lit(int(weight * fine), nw.Int64))
                    for weight, codes in self._stated_by_tree(name).items()
                ]
                found[own] = either(pairs, nw.lit(None, nw.Int64))
        return found

    # --- caps ---------------------------------------------------------------------

    @property
    def has_caps(self) -> bool:
        """Whether any group of the tree has a cap."""
        return bool(self._capped(1) or self._capped(2))

    def problems(self) -> Iterator[tuple[str, str]]:
        """Say which caps of groups columns do not follow, and why (不支持的封顶)."""
        asked, tree = self.asked, self.asked.tree
        named = [name for name in LEVELS if asked.has(name)]
        known = not asked.has("weight") or not asked.figures["weight"].gaps
        for place in () if tree is None else tree:
            group = place.node
            if not isinstance(group, IndicatorGroup) or group.cap is None:
                continue
            level = len(groups_above(tree, place)) + 1 if tree is not None else 0
            fine = Fraction(group.cap) * 10**asked.rounding.digits
            if level > len(LEVELS):
                yield place.code, "has a cap, and lies deeper than columns of groups do"
            elif named and LEVELS[level - 1] not in named:
                yield place.code, f"has a cap, and no column {LEVELS[level - 1]!r}"
            elif fine.denominator != 1:
                yield place.code, "has a cap of more decimals than points have"
            elif not known:
                yield place.code, "has a cap, and rows without a weight"

    def cap(self, depth: int) -> str | None:
        """
        Name the column of the caps of groups (封顶列).

        Args:
            depth: The level of the groups, from 1.
        """
        return f"lzeval group_{depth}_cap" if self._capped(depth) else None

    def top(self, depth: int) -> str:
        """
        Name the column that says which groups come on top (加分组列).

        Args:
            depth: The level of the groups, from 1.
        """
        return f"lzeval group_{depth}_top"

    def group_columns(self, level: int) -> dict[str, nw.Expr]:
        """
        Say of every row which caps its groups have, and which come on top (封顶列).

        Args:
            level: That of the groups that are shown; they do not come on top there.
        """
        tree, found = self.asked.tree, dict[str, nw.Expr]()
        if tree is None:
            return found
        indicator, none = self.asked.column("indicator"), nw.lit(None, nw.Int64)
        paths = {leaf.code: groups_above(tree, leaf) for leaf in tree.leaves}
        for depth in range(1, len(LEVELS) + 1):
            inside = {code: path for code, path in paths.items() if len(path) >= depth}
            capped = self._capped(depth)
            pairs: list[tuple[Cond, nw.Expr]] = [
                (
                    one_of(indicator, codes),
                    nw.lit(int(Fraction(cap) * self.fine), nw.Int64),
                )
                for group, cap in capped.items()
                if (codes := [c for c, p in inside.items() if p[depth - 1] == group])
            ]
            if pairs:
                found[f"lzeval group_{depth}_cap"] = either(pairs, none)
            tops = [
                code
                for code, path in inside.items()
                if any(tree[one].node.bonus for one in path[level:depth])
            ]
            if pairs or tops:
                found[self.top(depth)] = _among(indicator, tops)
        kept = [c for c, path in paths.items() if path and tree[path[0]].node.bonus]
        if level == 1 and kept:
            found[KEPT] = _among(indicator, kept)
        return found

    def _capped(self, depth: int) -> Mapping[str, Fraction]:
        """Give the caps of the groups of a level, by their codes."""
        tree = self.asked.tree
        return {
            place.code: Fraction(place.node.cap)
            for place in (() if tree is None else tree)
            if isinstance(place.node, IndicatorGroup)
            and place.node.cap is not None
            and tree is not None
            and len(groups_above(tree, place)) + 1 == depth
        }


def _among(indicator: nw.Expr, codes: list[str]) -> nw.Expr:
    """Give one for some indicators, and zero for the others."""
    some: Cond = one_of(indicator, codes) if codes else False
    return either([(some, nw.lit(1, nw.Int64))], nw.lit(0, nw.Int64))
