"""A local edition is one new file, in a package or beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
SAMPLE = HERE / "sample" / "src" / "lzeval_sample"
DOCS = HERE.parents[1] / "docs"


def test_the_edition_of_a_package_is_found(run: Callable[..., str]) -> None:
    """What a package declares stands beside the built-in editions."""
    code = """
from lzeval import frameworks
county = frameworks.get("county-2024")
base = frameworks.get(county.base)
print(base.id, county.authority, county.grades == base.grades)
print("county-2024" in frameworks.names())
"""
    assert "mof-2020-self 某县财政局 True\nTrue" == run(code)


def test_its_figures_are_right_and_sourced(run: Callable[..., str]) -> None:
    """29 of 50 is below the threshold; six of thirty days late leave 4 of 5 points."""
    code = """
from lzeval import frameworks, testing
county = frameworks.get("county-2024")
results = frameworks.run_vectors([county])
print(*[(r.vector.id, r.computed["points"], r.passed) for r in results], sep="\\n")
print(all(figure.sources for figure in frameworks.figures(county)))
testing.check_framework(county, examples=10)
"""
    assert (
        "('below the threshold', '0.00', True)\n('six days late', '4.00', True)\nTrue"
        == run(code)
    )


def test_the_command_line_knows_it(run: Callable[..., str]) -> None:
    """It can be shown, compared, and scored by."""
    code = """
from lzeval.cli import main
print(main(["frameworks", "diff", "mof-2020-self", "county-2024"]))
print(main(["report", "longchi-2022", "--framework", "county-2024"]))
"""
    said = run(code)
    assert "反向" in said
    assert "某县项目支出绩效自评办法" in said
    assert re.findall(r"^0$", said, re.MULTILINE) == ["0", "0"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["county-2024.toml", "county.py"])
def test_the_guide_shows_the_sample(language: str, name: str) -> None:
    """What the how-to prints is what is tested here."""
    page = (DOCS / language / "how-to" / "own-framework.md").read_text("utf-8")
    assert f"\n{(SAMPLE / name).read_text('utf-8')}```" in page
