"""A link that leads nowhere is noticed before a reader follows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    Look = Callable[[str], tuple[int, list[str]]]

OTHER = """\
<h2 id="有">Here</h2><svg><clipPath id="cut"/><g clip-path="url(#cut)"/></svg>
"""
GOOD = """\
<a href="../b/">1</a> <a href="../b/#%E6%9C%89">2</a> <a href="#top">3</a>
<a href="https://keepachangelog.com/en/1.1.0/">4</a> <a href="mailto:a@b.org">5</a>
<img src="../pictures/one.png"> <a id="top"></a> <img src="data:image/png;base64,AA==">
"""


@pytest.fixture
def look(
    ci_script: Callable[[str], ModuleType],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Look:
    """Look at a site of two pages and a picture; the first page is given."""
    links = ci_script("links")
    site = tmp_path / "site"
    for name in ("a", "b", "pictures"):
        (site / name).mkdir(parents=True)
    (site / "b" / "index.html").write_text(OTHER, "utf-8")
    (site / "pictures" / "one.png").write_bytes(b"\x89PNG")
    (tmp_path / "outside.html").write_text(OTHER, "utf-8")

    def looked(text: str) -> tuple[int, list[str]]:
        (site / "a" / "index.html").write_text(text, "utf-8")
        code = links.main([str(site)])
        return code, capsys.readouterr().out.splitlines()[:-1]

    return looked


def test_good_links_are_followed(look: Look) -> None:
    """Pages, anchors, pictures: nothing to say; what lies elsewhere is listed."""
    assert (
        0,
        [
            "not asked: https://keepachangelog.com/en/1.1.0/",
            "not asked: mailto:a@b.org",
        ],
    ) == look(GOOD)


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        ("../c/", "is not there"),
        ("../b/missing.html", "is not there"),
        ("../b/#无", "no such anchor"),
        ("#bottom", "no such anchor"),
        ("/b/", "absolute: it breaks where the site does not lie at the top"),
        ("../../outside.html", "leads out of the site"),
        ("../pictures", "is not there"),
        ("https://nowhere/", "no host"),
        ("https://example.org/", "a placeholder"),
        ("https://a.org/b c", "characters that an address cannot have"),
        ("ftp://a.org/x", "ftp: is nothing that a reader can open"),
        ("mailto:nobody", "no address"),
    ],
)
def test_a_broken_link_is_told(look: Look, link: str, answer: str) -> None:
    """Each way in which a link can lead nowhere has its own words."""
    code, lines = look(f'{GOOD}<a href="{link}">broken</a>')
    told = [line for line in lines if not line.startswith("not asked")]
    assert (1, [f"a/index.html: {link}: {answer}"]) == (code, told)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}">',
        '<img srcset="{} 2x">',
        '<link href="{}" rel="stylesheet">',
        '<svg><image xlink:href="{}"/></svg>',
    ],
)
def test_what_is_not_a_link_must_be_there_too(look: Look, markup: str) -> None:
    """A picture or style sheet that is missing is told as well."""
    _, lines = look(markup.format("../pictures/two.png"))
    assert ["a/index.html: ../pictures/two.png: is not there"] == lines


def test_a_drawing_needs_what_it_points_to(look: Look) -> None:
    """Part of a picture is cut by a shape of the same page."""
    _, lines = look('<svg><g clip-path="url(#gone)"/></svg>')
    assert ["a/index.html: #gone: no such anchor"] == lines


def test_links_of_texts_are_followed(
    ci_script: Callable[[str], ModuleType],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A text may link to files and headings beside it; code is no link."""
    links = ci_script("links")
    (tmp_path / "B.md").write_text("# What is new?\n", "utf-8")
    text = tmp_path / "A.md"
    text.write_text(
        "[1](B.md#what-is-new) ![2](gone.png) [3](B.md#old) `[4](code)`\n\n"
        "```\n[5](code)\n```\n\n[6]: gone.md\n",
        "utf-8",
    )
    assert 1 == links.main([str(text)])
    assert [
        "A.md: gone.png: is not there",
        "A.md: B.md#old: no such anchor",
        "A.md: gone.md: is not there",
        "4 links in 1 files, 3 of them broken",
    ] == capsys.readouterr().out.splitlines()


def test_nothing_to_look_at_is_a_mistake(
    ci_script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    """A site that was not built does not pass as one without broken links."""
    with pytest.raises(SystemExit, match="no pages"):
        ci_script("links").main([str(tmp_path)])


def test_sites_are_built_strictly(root: Path) -> None:
    """Nothing hides the warnings of mkdocs before its strictness can count them."""
    script = (root / ".ci" / "run").read_text("utf-8")
    built = re.findall(r'^ *"\$bin/mkdocs" (.+)', script, re.MULTILINE)
    assert built
    assert [] == [
        options
        for options in built
        if "--strict" not in options.split() or {"-q", "--quiet"} & {*options.split()}
    ]
