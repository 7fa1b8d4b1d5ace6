"""
Editions and their differences as documents (评价办法文档).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from lzeval.codec import to_plain
from lzeval.frameworks import Fact, Part, diff, facts, figures
from lzeval.l10n import Words, words_for
from lzeval.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Table,
)
from lzeval.report.edition_words import part_text, subject_text, value_text
from lzeval.report.levels import level_names, level_rows
from lzeval.report.wording import DASH, said

if TYPE_CHECKING:
    from lzeval.frameworks import Difference
    from lzeval.model import Citation, IndicatorTree, TreeNode
    from lzeval.scoring import Framework

__all__ = [
    "difference_document",
    "edition_document",
    "editions_document",
    "unverified_note",
]


def __dir__() -> list[str]:
    return __all__


def editions_document(editions: Iterable[Framework], locale: str = "zh_CN") -> Document:
    """
    List editions (评价办法目录).

    Args:
        editions: The editions.
        locale: Language, such as ``zh_CN`` or ``en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    return Document(
        title=words("评价办法目录"),
        locale=words.locale,
        blocks=[
            Table(
                columns=[
                    Column(words("编号"), width=9),
                    Column(words("名称"), width=8),
                    Column(words("有效期"), width=4),
                    Column(words("已核对数值"), align="end", width=3),
                ],
                rows=[
                    [
                        edition.id,
                        said(edition.name, words),
                        _validity(edition, words),
                        _checked(edition),
                    ]
                    for edition in editions
                ],
            )
        ],
    )


def _checked(edition: Framework) -> str:
    found = figures(edition)
    return f"{sum(figure.verified for figure in found)}/{len(found)}"


def _validity(edition: Framework, words: Words) -> str:
    first, last = edition.valid_from, edition.valid_to
    if first is None and last is None:
        return DASH
    start = "" if first is None else first.isoformat()
    end = "" if last is None else last.isoformat()
    return (
        words("{start}至{end}", start=start, end=end)
        if end
        else (words("{start}起", start=start))
    )


def edition_document(edition: Framework, locale: str = "zh_CN") -> Document:
    """
    Write out an edition: what it says, and where each thing is written (评价办法全文).

    Args:
        edition: The edition.
        locale: Language, such as ``zh_CN`` or ``en``.

    Returns:
        The document; its data are the edition in lzeval's file format.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    return Document(
        title=said(edition.name, words),
        subtitle=edition.id,
        locale=words.locale,
        blocks=[*_edition_blocks(edition, words)],
        data=to_plain(edition),
    )


def _edition_blocks(edition: Framework, words: Words) -> Iterator[Block]:
    found = facts(edition)
    head = [fact for fact in found if fact.part is Part.VALIDITY]
    pairs = [
        (subject_text(fact.path, fact.subject, words), value_text(fact.value, words))
        for fact in head
    ]
    if edition.base is not None:
        pairs.append((words("派生自"), edition.base))
    if pairs:
        yield KeyValues(pairs)
    note = unverified_note(edition, words)
    if note:
        yield Paragraph(note, strong=True)
    if edition.limitations is not None:
        yield Paragraph(said(edition.limitations, words))
    numbers = {id(source): n for n, source in enumerate(edition.citations, 1)}
    for part, group in groupby(found, key=lambda fact: fact.part):
        if part not in {Part.VALIDITY, Part.INDICATOR}:
            yield Heading(1, part_text(part, words))
            yield _fact_table(list(group), numbers, words)
    if edition.tree is not None:
        yield Heading(1, part_text(Part.INDICATOR, words))
        yield _indicator_table(edition.tree, words)
    if edition.vectors:
        yield Heading(1, words("测试向量"))
        yield Paragraph(
            words(
                "本办法带有{count}个算例，运行 lzeval vectors {edition} 逐一验算。",
                count=len(edition.vectors),
                edition=edition.id,
            )
        )
    if edition.citations:
        yield Heading(1, words("依据"))
        yield Bullets((_source(c, words) for c in edition.citations), ordered=True)


def _fact_table(found: list[Fact], numbers: dict[int, int], words: Words) -> Table:
    return Table(
        columns=[
            Column(words("项目"), width=3),
            Column(words("规定"), width=6),
            Column(words("依据"), width=1),
        ],
        rows=[
            [
                Cell(subject_text(fact.path, fact.subject, words), header=True),
                value_text(fact.value, words),
                "".join(f"[{numbers[id(source)]}]" for source in fact.sources) or DASH,
            ]
            for fact in found
        ],
    )


def _indicator_table(tree: IndicatorTree, words: Words) -> Table:
    """Lay out the indicators, what they ask and how they are judged."""
    *groups, last = level_names(tree, words)
    weighted = any(leaf.weight is not None for leaf in tree.leaves)
    return Table(
        columns=[
            *(Column(text, width=3) for text in groups),
            Column(last, width=4),
            *([Column(words("分值"), align="end", width=2)] if weighted else []),
            Column(words("指标解释"), width=6),
            Column(words("评分要点"), width=9),
        ],
        rows=level_rows(
            tree, lambda node: _asked(node, words, weighted=weighted), words
        ),
    )


def _asked(node: TreeNode, words: Words, *, weighted: bool) -> Iterator[Cell]:
    indicator = node.indicator
    standard = None if indicator is None else indicator.standard
    if weighted:
        yield Cell(DASH if node.weight is None else words.points(node.weight))
    for text in (node.node.explanation, standard):
        yield Cell("" if text is None else said(text, words))


def _source(citation: Citation, words: Words) -> str:
    text = _title(citation, words)
    if citation.clause:
        text = f"{text} {said(citation.clause, words)}"
    state = words("已核对") if citation.verified else words("未核对")
    text = words("{source}（{state}）", source=text, state=state)
    if citation.note is not None:
        note = said(citation.note, words)
        text = words("{source}：{note}", source=text, note=note)
    return f"{text} {citation.url}" if citation.url else text


def _title(citation: Citation, words: Words) -> str:
    document = said(citation.document, words)
    if not citation.number:
        return document
    number = said(citation.number, words)
    return words("《{document}》（{number}）", document=document, number=number)


def unverified_note(edition: Framework, words: Words) -> str:
    """
    Warn of figures that were not checked against the official text (未核对说明).

    Returns:
        A sentence that names the sources; an empty text if every one was checked.
    """
    # Official numbers are Chinese; readers of other languages get the titles alone.
    chinese = words.locale.startswith("zh")
    titles = dict.fromkeys(
        _title(source, words) if chinese else said(source.document, words)
        for source in edition.unverified
    )
    if not titles:
        return ""
    return words(
        "评价办法中出自{sources}的数值，未与正式文本核对。",
        sources=words.join([*titles]),
    )


def difference_document(
    before: Framework, after: Framework, locale: str = "zh_CN"
) -> Document:
    """
    Write out in what two editions differ (评价办法对照).

    Args:
        before: An edition.
        after: The other.
        locale: Language, such as ``zh_CN`` or ``en``.

    Raises:
        UnknownNameError: If there is no such language.
    """
    words = words_for(locale)
    found = diff(before, after)
    head = KeyValues(
        [
            (before.id, said(before.name, words)),
            (after.id, said(after.name, words)),
        ]
    )
    blocks: list[Block] = [head] if before.id != after.id else []
    if not found:
        blocks.append(Paragraph(words("没有差异。")))
    for part, group in groupby(found, key=lambda difference: difference.part):
        blocks.append(Heading(1, part_text(part, words)))
        blocks.append(_difference_table([*group], before.id, after.id, words))
    return Document(title=words("评价办法对照"), locale=words.locale, blocks=blocks)


def _difference_table(
    found: list[Difference], before: str, after: str, words: Words
) -> Table:
    return Table(
        columns=[
            Column(words("项目"), width=3),
            Column(before, width=4),
            Column(after, width=4),
        ],
        rows=[
            [
                Cell(subject_text(item.path, item.subject, words), header=True),
                value_text(item.before, words),
                value_text(item.after, words),
            ]
            for item in found
        ],
    )
