"""Both languages of the docs, the glossary and the code say the same."""

from __future__ import annotations

import importlib
import inspect
import re
import runpy
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

import lzeval

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FENCE = re.compile(r"^ *```(?P<language>[^\n]*)$", re.MULTILINE)
LANGUAGES = {"csv", "console", "json", "python", "sh", "text", "toml", "yaml"}
# Blocks that show a file which tests run, and nothing else.
SHOWN = {"js", "py", "sql"}
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(
    r"^`(tests/embedding/[\w/.]+)`[:：]\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
FOLDERS = {"tutorial", "how-to", "reference", "explanation"}


class Row(NamedTuple):
    """One row of the glossary."""

    english: str
    chinese: str
    meaning: str
    where: str


def rows(text: str) -> list[Row]:
    """Read the tables of the glossary."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|") and not line.startswith(("|--", "| English"))
    ]
    return [Row(*line) for line in cells]


@pytest.fixture(scope="module")
def glossary(root: Path) -> list[Row]:
    """The rows of the glossary."""
    return rows((root / "docs" / "glossary.md").read_text("utf-8"))


def pages(root: Path, language: str) -> set[str]:
    """Name the pages of one language."""
    folder = root / "docs" / language
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def nav_pages(node: object) -> Iterator[str]:
    """Yield the pages that a navigation names, in its order."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for child in node:
            yield from nav_pages(child)
    elif isinstance(node, dict):
        for child in node.values():
            yield from nav_pages(child)


class Settings(yaml.SafeLoader):
    """Reads settings that name Python objects, without making them."""


Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def navigation(root: Path, language: str) -> list[str]:
    """Name the pages in the navigation of one language."""
    text = (root / "docs" / f"mkdocs.{language}.yml").read_text("utf-8")
    settings = yaml.load(text, Settings)  # noqa: S506 - it is a safe loader
    return list(nav_pages(settings["nav"]))


def test_both_languages_have_the_same_pages(root: Path) -> None:
    """No page is missing in one language."""
    assert pages(root, "zh") == pages(root, "en")


def test_both_navigations_are_the_same(root: Path) -> None:
    """The pages come in one order in both languages."""
    assert navigation(root, "zh") == navigation(root, "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_in_the_navigation(root: Path, language: str) -> None:
    """A page that exists can be found."""
    assert sorted(pages(root, language)) == sorted(navigation(root, language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_lie_in_the_four_folders(root: Path, language: str) -> None:
    """Pages are tutorials, how-to guides, reference or explanation."""
    folders = {page.split("/")[0] for page in pages(root, language) if "/" in page}
    assert FOLDERS == folders


def test_every_block_has_a_language_that_is_run(root: Path) -> None:
    """No code block escapes the tests by its language."""
    wrong: list[str] = []
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        fences = FENCE.findall(path.read_text("utf-8"))
        known = LANGUAGES | SHOWN
        wrong += [f"{path.name}: {f}" for f in fences[::2] if f not in known]
        wrong += [f"{path.name}: unclosed" for f in fences[1::2] if f]
    assert [] == wrong


def test_what_is_only_shown_is_a_file_that_tests_run(root: Path) -> None:
    """A block in a language that is not run holds a file of the embedding tests."""
    wrong: list[str] = []
    for path in sorted((root / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        held = {
            body
            for name, body in NAMED.findall(text)
            if (root / name).read_text("utf-8").strip() == body.strip()
        }
        wrong += [
            f"{path.name}: {body}"
            for language, body in BLOCK.findall(text)
            if language in SHOWN and body not in held
        ]
    assert [] == wrong


def test_reference_has_a_page_for_each_public_room(root: Path) -> None:
    """Every public module below the package is in the API reference."""
    text = "\n".join(
        path.read_text("utf-8")
        for path in sorted((root / "docs" / "en" / "reference").rglob("*.md"))
    )
    documented = set(re.findall(r"^::: (lzeval(?:\.\w+)*)", text, re.MULTILINE))
    source = root / "src" / "lzeval"
    rooms = {
        f"lzeval.{path.stem}"
        for path in source.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
        if not path.name.startswith("_")
    }
    assert set() == rooms - documented - {"lzeval.cli"}


def test_glossary_is_sorted_and_unique(glossary: list[Row]) -> None:
    """Every term of the glossary is there once, in alphabetical order."""
    terms = [row.english.strip("`").casefold() for row in glossary]
    assert sorted(set(terms)) == terms


def test_glossary_rows_are_complete(glossary: list[Row]) -> None:
    """A row has a Chinese term, a meaning and a place."""
    assert [] == [row for row in glossary if not all(row)]


def test_every_public_name_is_in_the_glossary(glossary: list[Row]) -> None:
    """Each name that `lzeval` exports has a row."""
    known = {row.english.strip("`") for row in glossary}
    names = {name for name in lzeval.__all__ if not name.startswith("__")}
    assert set() == names - known


def test_docstrings_use_the_terms_of_the_glossary(glossary: list[Row]) -> None:
    """The first paragraph of a public docstring has the Chinese term of the row."""
    wrong: dict[str, str] = {}
    for row in glossary:
        name = row.english.strip("`")
        if name in lzeval.__all__:
            text = inspect.getdoc(getattr(lzeval, name)) or ""
            if row.chinese not in text.partition("\n\n")[0]:
                wrong[name] = row.chinese
    assert {} == wrong


def test_places_in_the_glossary_exist(glossary: list[Row]) -> None:
    """What the glossary says of the code can be imported."""
    places = [p for row in glossary for p in re.findall(r"`(lzeval[\w.]*)`", row.where)]
    assert [] == [place for place in places if not exists(place)]


def exists(place: str) -> bool:
    """Tell whether a dotted name leads to something."""
    found: object = lzeval
    seen = "lzeval"
    for part in place.split(".")[1:]:
        if part in getattr(found, "__annotations__", ()):
            return True
        seen = f"{seen}.{part}"
        if hasattr(found, part):
            found = getattr(found, part)
            continue
        try:
            found = importlib.import_module(seen)
        except ModuleNotFoundError:
            return False
    return True


def test_a_place_is_told_from_a_fancy() -> None:
    """The check above can fail."""
    told = [exists("lzeval.errors.Problem"), exists("lzeval.errors.Nothing")]
    assert [True, False] == told


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("<p>一句。\n又一句</p>", "<p>一句。又一句</p>"),
        ("那是一个\n有名字的", "那是一个有名字的"),
        ("见<a href='x'>术语表</a>。\n<code>lzeval</code>", None),
        ("用 Python\n写成", "用 Python\n写成"),
        ("<code>a</code>\n（注）", "<code>a</code>（注）"),
        ("one.\ntwo", "one.\ntwo"),
        ("<pre>一。\n二</pre>三。\n四", "<pre>一。\n二</pre>三。四"),
        ("<p>一。</p>\n<p>二</p>", "<p>一。</p>\n<p>二</p>"),
    ],
)
def test_chinese_lines_are_joined(root: Path, lines: str, expected: str | None) -> None:
    """The end of a line is no space between Chinese characters, and one elsewhere."""
    joined = runpy.run_path(str(root / "docs" / "hooks.py"))["joined"]
    assert (expected or lines.replace("\n", "")) == joined(lines)
