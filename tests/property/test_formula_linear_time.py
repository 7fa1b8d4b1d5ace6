"""Law: the time of reading a formula grows with its length, and no faster."""

from __future__ import annotations

import contextlib
from time import process_time

import pytest

from lzeval.errors import InvalidFormulaError
from lzeval.scoring.expression import Expression

LONG = 1_000
SHORT = LONG // 8
PATTERNS = [
    "1+",
    "1*-",
    "1 ",
    "甲 ",
    "actul+",
    "a+",
    "(",
    "(1)+",
    ")",
    "((1)",
    "min(1,",
    "abs(1)+",
    "if(1<2,",
    "1<",
    "1<2 and ",
    "not ",
    "-",
    "`",
    "``",
    "`a`+",
    "^",
    "1.",
    "1e",
    ",",
    "%",
    "\n",
    "0",
]


def seconds(text: str) -> float:
    """Measure one reading, the best of three."""
    times: list[float] = []
    for _ in range(3):
        start = process_time()
        with contextlib.suppress(InvalidFormulaError):
            Expression.parse(text)
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_linear(pattern: str) -> None:
    """Eight times the text takes at most about eight times the time."""
    short = (pattern * SHORT)[:SHORT]
    long = (pattern * LONG)[:LONG]
    # A quadratic reader would need 64 times as long.
    assert seconds(long) <= 24 * seconds(short) + 0.02


def test_what_is_too_long_is_not_read() -> None:
    """Beyond its limit a text is refused at once."""
    assert seconds("1+" * 1_000_000) <= 0.05
