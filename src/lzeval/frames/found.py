"""
What was found, as columns of severities and as a row for each finding (发现列).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

import narwhals as nw
from attrs import evolve, frozen

from lzeval.audit import Check, Part, Severity
from lzeval.frames.engines import Engine, Frame
from lzeval.frames.proof import DIGITS, Proof
from lzeval.frames.stacking import Stack, stacked
from lzeval.frames.whole import Cond, either

__all__ = ["RANKS", "Level"]


def __dir__() -> list[str]:
    return __all__


RANKS = {Severity.NOTICE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
"""Severities as numbers, of which the worst is the greatest (严重程度序)."""

_NOBODY = nw.lit(None, nw.String)
_ONE, _NONE = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
_PROOF = ("printed", "low", "high")


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
        key, *keep = index
        kept = {key: nw.col(key), "indicator": self.indicator}
        kept |= {name: nw.col(name) for name in keep}
        none = self.engine.as_decimal(nw.lit(None, nw.Int64), DIGITS)
        return stacked(
            self.frame,
            kept,
            [
                Stack(
                    self.found(check.code),
                    {
                        "code": nw.lit(check.code),
                        "check": nw.lit(check.name),
                        "severity": self.severity(check.code),
                        "part": nw.lit(self._part(check)),
                        **{
                            name: none if shown is None else shown
                            for name, shown in zip_longest(
                                _PROOF, self.proof.get(check.code, ())
                            )
                        },
                    },
                )
                for check in (checks[code] for code in self.codes)
            ],
            costly=True,
        )

    def _part(self, check: Check) -> str:
        part = Part.ROW if self.name == "row" else check.part
        return part.value


def _column(level: str, code: str) -> str:
    return f"lzeval {level} {code}"


def _severity(rank: nw.Expr) -> nw.Expr:
    pairs: list[tuple[Cond, nw.Expr]] = [
        (rank == number, nw.lit(severity.value)) for severity, number in RANKS.items()
    ]
    return either(pairs, nw.lit(None, nw.String))
