"""
How groups made their points, in words (汇总说明).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lzeval.l10n import Words, label
from lzeval.model import IndicatorGroup, RollUp
from lzeval.report.wording import DASH, points_text, said

if TYPE_CHECKING:
    from lzeval.scoring.steps import RollUpStep

__all__ = ["roll_up_text"]


def __dir__() -> list[str]:
    return __all__


def roll_up_text(step: RollUpStep, digits: int, words: Words) -> Iterator[str]:
    """
    Say how a group made its points of those below it (汇总说明).

    Args:
        step: The roll-up.
        digits: Decimal places of what is not known exactly.
        words: The language.
    """
    group = step.group.place.node
    rollup = group.rollup if isinstance(group, IndicatorGroup) else RollUp.SUM
    parts = [
        words(
            "{name}{points}/{out_of}",
            name=said(name, words),
            points=DASH if points is None else words.points(points),
            out_of=DASH if out_of is None else words.points(out_of),
        )
        for name, points, out_of in step.counted
    ]
    yield words(
        "{name}按{rollup}汇总（{parts}）：{points}分",
        name=said(step.group.name, words),
        rollup=label(rollup, words),
        parts=words.join(parts),
        points=points_text(step.group.points, step.group.interval, digits, words),
    )
    if step.dropped:
        names = words.join([said(name, words) for name in step.dropped])
        yield words("得分率较低、不计入的：{names}", names=names)
    for name, points in step.bonuses:
        yield words(
            "加分：{name}{points}分",
            name=said(name, words),
            points=DASH if points is None else words.points(points),
        )
    if isinstance(group, IndicatorGroup) and group.cap is not None:
        yield words("封顶：{cap}分", cap=words.points(group.cap))
