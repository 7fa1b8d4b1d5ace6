"""
The pages on the rules in the docs are made from the rules themselves.

Write them anew with ``python docs/rule_pages``.
"""

from __future__ import annotations

import runpy
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lzeval import plugins
from lzeval.scoring.curve import Curve
from lzeval.scoring.plan import ACTUAL, TARGET, Along, Case, Plan, When

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCS = Path(__file__).parents[3] / "docs"
WRITER = DOCS / "rule_pages"
F = Fraction


@pytest.fixture(scope="module")
def writer() -> Mapping[str, Any]:
    """The program that writes the pages."""
    return runpy.run_path(str(WRITER))


@pytest.fixture(scope="module")
def pages(writer: Mapping[str, Any]) -> dict[Path, str]:
    """The pages as they have to be."""
    written: dict[Path, str] = writer["pages"]()
    return written


def test_the_pages_are_those_of_today(pages: dict[Path, str]) -> None:
    """Every page, and both navigations, say what the rules say."""
    stale = [
        path.relative_to(DOCS).as_posix()
        for path, text in pages.items()
        if not path.exists() or text != path.read_text("utf-8")
    ]
    assert [] == stale, "write them anew: python docs/rule_pages"


def test_there_are_no_other_pages(pages: dict[Path, str]) -> None:
    """A rule that is gone leaves no page behind."""
    on_disk = set(DOCS.glob("*/reference/rules/*.md"))
    assert on_disk == {path for path in pages if path.suffix == ".md"}


def test_every_rule_is_described(writer: Mapping[str, Any]) -> None:
    """Each kind has its own file with a description, its fields and an example."""
    kinds = set(writer["kinds"]())
    built_in = {
        kind
        for kind in plugins.names("lzeval.rules")
        if plugins.find("lzeval.rules", kind).__module__.startswith("lzeval.")  # type: ignore[attr-defined]
    }
    assert built_in == kinds == {path.stem for path in WRITER.glob("*.toml")}
    for kind in kinds:
        facts = writer["facts_of"](kind)
        assert facts["about"].strip()
        assert [] == [one for one in facts["examples"] if not one["rows"]]


def test_a_rule_without_a_file_is_named(writer: Mapping[str, Any]) -> None:
    """Who adds a rule is told what is missing."""
    with pytest.raises(FileNotFoundError, match=r"unheard-of\.toml is missing"):
        writer["facts_of"]("unheard-of")


def test_curves_are_followed_exactly(writer: Mapping[str, Any]) -> None:
    """A picture bends and jumps where the plan does, and ends where it is near to."""
    line = Curve.through((0, 0), (1, 1))
    enough = When(TARGET, ">0"), When(ACTUAL - TARGET * "0.6", ">=0")
    plan = Plan([Case(enough, Along(ACTUAL, TARGET, line)), Case((), F(0))])
    figures = writer["figures"]
    axis = figures.Axis("actual", {"target": F(50)}, None, None)
    traced = figures.trace(plan, axis)
    assert (F(0), F(125, 2)) == (traced.low, traced.high)
    assert [(F(30), F(3, 5)), (F(50), F(1))] == traced.knots
    assert ([(F(30), F(0))], [(F(30), F(3, 5))]) == (traced.opened, traced.closed)
    assert [
        [(F(0), F(0)), (F(30), F(0))],
        [(F(30), F(3, 5)), (F(50), F(1))],
        [(F(50), F(1)), (F(125, 2), F(1))],
    ] == traced.strokes


def test_pictures_can_be_read_aloud(pages: dict[Path, str]) -> None:
    """Each picture has a title and a description, each with a name of its own."""
    for text in pages.values():
        pictures = text.count("<svg ")
        assert pictures == text.count("<title id=") == text.count("<desc id=")
        names = [part.partition('"')[0] for part in text.split(' id="')[1:]]
        assert len(names) == len(set(names))
