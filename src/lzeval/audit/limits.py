"""
Figures that checks go by and nobody sets (审核界限).

What a reviewer may set otherwise is an option of its check; what is here follows from
the official form, or from how figures are rounded. The figures are data, in
``limits.toml`` beside this module, each with its source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

__all__ = [
    "EQUAL_PARTS",
    "EQUAL_PARTS_DIGITS",
    "EXECUTION_WEIGHTS",
    "FULL",
    "KINDS",
    "MANY_RESULTS",
    "MANY_WEIGHTS",
    "POINT_DIGITS",
    "RATIO_DIGITS",
    "SEVERAL_SCORES",
    "WITHOUT_EXECUTION",
    "Limit",
    "limits",
    "plain_grade",
]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Limit:
    """
    A figure that checks go by, and where it comes from (界限).

    Attributes:
        value: The figure, or the figures of which it may be one.
        source: Where it comes from, in Chinese.
        verified: Whether that was checked against the official text, or needs none.
    """

    value: Decimal | frozenset[Decimal]
    source: str
    verified: bool


@cache
def limits() -> Mapping[str, Limit]:
    """
    Give all figures by name, as they stand in ``limits.toml`` (界限一览).

    Examples:
        >>> limits()["full"].value, limits()["full"].verified
        (Decimal('100'), False)
    """
    text = Path(__file__).with_name("limits.toml").read_text("utf-8")
    return MappingProxyType(
        {name: _read(**given) for name, given in tomllib.loads(text).items()}
    )


def _read(value: str | list[str], source: str, *, verified: bool) -> Limit:
    figures = (
        Decimal(value) if isinstance(value, str) else frozenset(map(Decimal, value))
    )
    return Limit(value=figures, source=source, verified=verified)


def _any_of(name: str) -> frozenset[Decimal]:
    value = limits()[name].value
    return frozenset({value}) if isinstance(value, Decimal) else value


def _points(name: str) -> Decimal:
    (value,) = _any_of(name)
    return value


def _count(name: str) -> int:
    return int(_points(name))


FULL = _points("full")
"""Points of a whole form (满分)."""
WITHOUT_EXECUTION = _points("without-execution")
"""Points of the indicators, where those of the execution rate stand apart."""
EXECUTION_WEIGHTS = _any_of("execution-weights")
"""Points that the execution rate may have, where they are not printed."""
EQUAL_PARTS = _count("equal-parts")
"""So many equal weights may be parts without end, such as 33.33."""
EQUAL_PARTS_DIGITS = _count("equal-parts-digits")
"""Decimals that such a part has at least."""
MANY_WEIGHTS = _count("many-weights")
"""So many weights are more than may well be equal."""
MANY_RESULTS = _count("many-results")
"""So many results are more than may well equal their targets."""
KINDS = _count("kinds")
"""So many kinds of indicators are of different importance."""
SEVERAL_SCORES = _count("several-scores")
"""So many points without decimals are no accident."""
POINT_DIGITS = _count("point-digits")
"""Decimals that points are worked out with."""
RATIO_DIGITS = _count("ratio-digits")
"""A rate without a sign is a part of one from so many decimals on."""

_SAME = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "一般": "中",
    "较差": "差",
    "不合格": "差",
}


def plain_grade(printed: str) -> str:
    """
    Give a grade the name that scales have for it (等级名称).

    Examples:
        >>> plain_grade(" 优秀 "), plain_grade("良等")
        ('优', '良')
    """
    text = printed.strip()
    return _SAME.get(text, text).removesuffix("等").removesuffix("级")
