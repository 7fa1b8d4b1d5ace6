"""One term for one thing: other words for what the glossary names are not used."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Pages that quote: what regulations say, and what the readers of cells understand.
QUOTING = ("reference/frameworks/", "reference/units.md", "how-to/cells.md")
MADE = ("tutorial/notebooks/", "glossary.md")  # of texts that are looked at themselves
CODE = re.compile(r"^ *(```+).*?^ *\1$|(`+).+?\2", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"《[^《》]*》|“[^“”\n]*”|\]\([^)]*\)|<[^<>]+>")
EXAMPLE = re.compile(r"^ *>>>.*?(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


class Avoided(NamedTuple):
    """A term, and the words that are not used for it."""

    term: str
    words: tuple[str, ...]


def table(text: str) -> list[list[str]]:
    """Read the cells of the rows of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]


def avoided(text: str) -> list[Avoided]:
    """Read the table of words that are not used."""
    return [
        Avoided(term, tuple(word for word in re.split("[,、] *", f"{en},{zh}") if word))
        for term, en, zh in table(text)
    ]


def pattern(rows: list[Avoided]) -> re.Pattern[str]:
    """Match any of the words: English ones whole, also in the plural."""
    words = [
        rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)
        for row in rows
        for word in row.words
    ]
    return re.compile("|".join(words), re.IGNORECASE)


def prose(markdown: str) -> str:
    """Leave out of a page what it shows, quotes or leads to."""
    return QUOTED.sub(" ", CODE.sub(" ", markdown))


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what pages say, by their place."""
    for path in [root / "README.md", root / "CHANGELOG.md", *root.glob("docs/**/*.md")]:
        place = path.relative_to(root).as_posix()
        inside = re.sub("^docs/(?:zh|en)/", "", place)
        if not inside.startswith((*QUOTING, *MADE)) and place != "docs/wording.md":
            yield place, prose(path.read_text("utf-8"))


def docstrings(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what docstrings say, without their examples."""
    for path in sorted((root / "src").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    yield f"{place}:{node.lineno}", prose(EXAMPLE.sub("", text))


def messages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what is said to people, in Chinese and in English."""
    (catalogue,) = root.glob("src/lzeval/l10n/locale/en/LC_MESSAGES/lzeval.po")
    with catalogue.open("rb") as file:
        for message in read_po(file, locale="en"):
            if message.id:
                yield f"msgid {message.id}", QUOTED.sub(" ", str(message.id))
                yield f"msgstr of {message.id}", QUOTED.sub(" ", str(message.string))


@pytest.fixture(scope="module")
def rows(root: Path) -> list[Avoided]:
    """The words that are not used."""
    return avoided((root / "docs" / "wording.md").read_text("utf-8"))


def test_words_are_avoided_for_a_term_of_the_glossary(
    root: Path, rows: list[Avoided]
) -> None:
    """Each row gives words for a term that has a row there, in its order."""
    glossary = table((root / "docs" / "glossary.md").read_text("utf-8"))
    terms = [row.term for row in rows]
    assert set() == {*terms} - {line[0] for line in glossary}
    assert sorted({*terms}, key=str.casefold) == terms
    assert [] == [row.term for row in rows if not row.words]


def test_no_term_is_avoided(root: Path, rows: list[Avoided]) -> None:
    """The glossary does not use the words that it advises against."""
    wrong = pattern(rows)
    glossary = table((root / "docs" / "glossary.md").read_text("utf-8"))
    assert [] == [line for line in glossary if wrong.search(" | ".join(line[:3]))]


@pytest.mark.parametrize("texts", [pages, docstrings, messages])
def test_one_thing_has_one_name(root: Path, rows: list[Avoided], texts: object) -> None:
    """Pages, docstrings and messages use the terms of the glossary."""
    wrong = pattern(rows)
    assert callable(texts)
    said = list(texts(root))
    assert len(said) > 50
    assert [] == [
        f"{place}: {found[0]}" for place, text in said for found in wrong.finditer(text)
    ]


def test_a_word_is_found() -> None:
    """Words are found in prose, whole, in any case; not in what is quoted or shown."""
    rows = avoided("| a |\n|-|\n| grade | rating, KPI | 评级、等次 |\n| `x` | | 实例 |")
    assert ("x", ("实例",)) == rows[1]
    text = (
        "Ratings, a kpi, `KPI`, operating, “rating”, 评级《评级办法》\n```\n实例\n```"
    )
    assert ["Ratings", "kpi", "评级"] == pattern(rows).findall(prose(text))
