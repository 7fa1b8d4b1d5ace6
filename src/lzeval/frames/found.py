"""
What was found, as columns of severities and as a row for each finding (发现列).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import evolve, frozen

from lzeval.audit import Check, Part, Severity
from lzeval.frames.engines import Engine, Frame
from lzeval.frames.proof import DIGITS, Proof
from lzeval.frames.whole import Cond, either

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RANKS", "Level"]


def __dir__() -> list[str]:
    return __all__


RANKS = {Severity.NOTICE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
"""Severities as numbers, of which the worst is the greatest (严重程度序)."""

_NOBODY = nw.lit(None, nw.String)
_ONE, _NONE = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
_PROOF = ("printed", "low", "high")
_INDICATOR, _CHECK, _RANK = "lzeval indicator", "lzeval check", "lzeval rank"


@frozen(kw_only=True, eq=False)
class Level:
    """
    Rows, groups or evaluations, with how bad each finding is (审核层级).

    Attributes:
        frame: They, with a number for each check: 0 where nothing is found.
        name: Of what level they are.
        proof: What proves the findings.
        engine: Where they are computed.
        indicator: The name of the row that a finding is about.
        codes: The checks that may have found something.
    """

    frame: Frame
    name: str
    proof: Mapping[str, Proof]
    engine: Engine
    indicator: nw.Expr = _NOBODY
    codes: tuple[str, ...] = ()

    def with_found(self, found: Mapping[str, nw.Expr]) -> Level:
        """Work out what was found (求出发现)."""
        ranks = {_column(self.name, code): rank for code, rank in found.items()}
        frame = self.frame.with_columns(**ranks) if ranks else self.frame
        return evolve(self, frame=frame, codes=tuple(found))

    def found(self, code: str) -> Cond:
        """Say where a check found something."""
        return nw.col(_column(self.name, code)) > 0 if code in self.codes else False

    def severity(self, code: str) -> nw.Expr:
        """Give how bad a finding is in words; empty where there is none."""
        if code not in self.codes:
            return nw.lit(None, nw.String)
        return _severity(nw.col(_column(self.name, code)))

    def count(self) -> nw.Expr:
        """Count the findings."""
        found = _NONE
        for code in self.codes:
            some = nw.col(_column(self.name, code)) > 0
            found = found + nw.when(some).then(_ONE).otherwise(_NONE)
        return found

    def findings(
        self, index: Sequence[str], checks: Mapping[str, Check]
    ) -> Frame | None:
        """
        Give a row for each finding (逐项发现).

        Args:
            index: The columns that tell evaluations apart, and what is kept of them.
            checks: The checks, by code.
        """
        if not self.codes:
            return None
        ranks = {code: _column(self.name, code) for code in self.codes}
        some = nw.any_horizontal(
            *(nw.col(own) > 0 for own in ranks.values()), ignore_nulls=False
        )
        shown = {
            f"lzeval {name} {code}": expr
            for code in ranks
            for name, expr in zip(_PROOF, self.proof.get(code, ()), strict=False)
            if expr is not None
        }
        kept = self.frame.filter(some).select(
            *index, *ranks.values(), self.indicator.alias(_INDICATOR), **shown
        )
        long: Frame = kept.unpivot(
            on=[*ranks.values()],
            index=[*index, _INDICATOR, *shown],
            variable_name=_CHECK,
            value_name=_RANK,
        ).filter(nw.col(_RANK) > 0)
        asked = [checks[code] for code in ranks]
        key, *keep = index
        return long.select(
            key,
            nw.col(_INDICATOR).alias("indicator"),
            *keep,
            code=_by_check((ranks[one.code], one.code) for one in asked),
            check=_by_check((ranks[one.code], one.name) for one in asked),
            severity=_severity(nw.col(_RANK)),
            part=_by_check((ranks[one.code], self._part(one)) for one in asked),
            **{name: self._proof(name, ranks, shown) for name in _PROOF},
        )

    def _part(self, check: Check) -> str:
        part = Part.ROW if self.name == "row" else check.part
        return part.value

    def _proof(
        self, name: str, ranks: Mapping[str, str], shown: Mapping[str, nw.Expr]
    ) -> nw.Expr:
        pairs: list[tuple[Cond, nw.Expr]] = [
            (nw.col(_CHECK) == own, nw.col(f"lzeval {name} {code}"))
            for code, own in ranks.items()
            if f"lzeval {name} {code}" in shown
        ]
        none = self.engine.as_decimal(nw.lit(None, nw.Int64), DIGITS)
        return either(pairs, none)


def _column(level: str, code: str) -> str:
    return f"lzeval {level} {code}"


def _by_check(texts: Iterable[tuple[str, str]]) -> nw.Expr:
    pairs: list[tuple[Cond, nw.Expr]] = [
        (nw.col(_CHECK) == own, nw.lit(text)) for own, text in texts
    ]
    return either(pairs, nw.lit(None, nw.String))


def _severity(rank: nw.Expr) -> nw.Expr:
    pairs: list[tuple[Cond, nw.Expr]] = [
        (rank == number, nw.lit(severity.value)) for severity, number in RANKS.items()
    ]
    return either(pairs, nw.lit(None, nw.String))
