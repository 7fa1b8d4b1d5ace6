"""
What came of test vectors, as a document (测试向量结果).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from lzeval.l10n import Words, label, msg, words_for
from lzeval.model import NoRate
from lzeval.report.document import Block, Cell, Column, Document, Heading, Note, Table
from lzeval.report.wording import DASH
from lzeval.scoring import Light
from lzeval.scoring.rules import Flag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from lzeval.frameworks import VectorResult
    from lzeval.scoring import Vector

__all__ = ["vectors_document"]


def __dir__() -> list[str]:
    return __all__


def vectors_document(
    results: Iterable[VectorResult], locale: str = "zh_CN"
) -> Document:
    """
    Write out what came of test vectors (测试向量结果).

    Args:
        results: As `lzeval.frameworks.run_vectors` gives them.
        locale: Language, such as ``zh_CN`` or ``en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    listed = [*results]
    blocks: list[Block] = []
    for edition, group in groupby(listed, key=lambda result: result.edition):
        blocks += [Heading(1, edition), _vector_table([*group], words)]
    failed = sum(not result.passed for result in listed)
    summary = words("共{count}个，不符{failed}个。", count=len(listed), failed=failed)
    blocks.append(Note(summary))
    return Document(title=words("测试向量"), locale=words.locale, blocks=blocks)


def _vector_table(results: list[VectorResult], words: Words) -> Table:
    return Table(
        columns=[
            Column(words("编号"), width=2),
            Column(words("算例"), width=6),
            Column(words("应为"), width=3),
            Column(words("算得"), width=3),
            Column(words("结果")),
        ],
        rows=[
            [
                Cell(result.vector.id, header=True),
                _listed(_given(result.vector, words), words),
                _told(result.expected, words),
                _told(
                    {
                        name: value
                        for name, value in result.computed.items()
                        if name in result.expected
                    },
                    words,
                ),
                words("相符") if result.passed else words("不符"),
            ]
            for result in results
        ],
    )


_GIVEN: Mapping[str, str] = {
    "indicator": "{value}",
    "target": msg("指标值{value}"),
    "outcome": msg("完成值{value}"),
    "budget": msg("预算{value}"),
    "executed": msg("执行{value}"),
    "total": msg("总分{value}"),
    "earned": msg("得{value}分"),
    "applicable": msg("适用{value}分"),
    "weight": msg("分值{value}"),
    "month": msg("{value}月"),
}

_TOLD: Mapping[str, str] = {
    "points": msg("{value}分"),
    "low": msg("最低{value}分"),
    "high": msg("最高{value}分"),
    "rate": msg("比率{value}%"),
    "reason": msg("无比率：{value}"),
    "grade": "{value}",
    "light": "{value}",
    "flag": "{value}",
}


_CHOICES: Mapping[str, type[StrEnum]] = {
    "reason": NoRate,
    "light": Light,
    "flag": Flag,
}


def _given(vector: Vector, words: Words) -> Iterator[str]:
    for name, message in _GIVEN.items():
        value = getattr(vector, name)
        if value is not None:
            yield words(message, value=str(value))


def _told(figures: Mapping[str, str], words: Words) -> str:
    parts = [
        words(message, value=_figure(name, figures[name], words))
        for name, message in _TOLD.items()
        if name in figures
    ]
    return _listed(parts, words) or DASH


def _listed(parts: Iterable[str], words: Words) -> str:
    text = ""
    for part in parts:
        text = words("{text}，{part}", text=text, part=part) if text else part
    return text


def _figure(name: str, value: str, words: Words) -> str:
    kind = _CHOICES.get(name)
    return value if kind is None else label(kind(value), words)
