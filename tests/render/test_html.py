"""Documents as web pages."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from lzeval.render.html import HtmlRenderer, el
from lzeval.report.document import (
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from lzeval.report.spoken import Spoken

BODY = """\
<body><main>
<header><h1 id="title">评价报告</h1><p class="subtitle">2022年度</p></header>
<dl class="key-values">
<div><dt>项目</dt><dd>劳动所</dd></div>
<div><dt>预算</dt><dd>67.8万元</dd></div>
</dl>
<h2 id="part-2">一、结论</h2>
<p class="strong">得13.5分 &amp; 优。</p>
<h3 id="part-4">(一)过程</h3>
<p class="text">第一行
第二行</p>
<div class="table" role="region" aria-labelledby="part-6-caption" tabindex="0">\
<table id="part-6">
<caption id="part-6-caption">表1 得分</caption>
<colgroup><col><col><col></colgroup>
<thead>
<tr><th scope="col">一级</th><th scope="col">指标</th>\
<th scope="col" class="end">得分</th></tr>
</thead>
<tbody>
<tr><th scope="rowgroup" rowspan="2">决策</th><th scope="row">立项</th>\
<td class="end unbroken">3</td></tr>
<tr><th scope="row">目标|值</th><td class="end unbroken">2</td></tr>
</tbody>
<tbody>
<tr><th scope="row">产出</th><th scope="row">&lt;完成率&gt;</th>\
<td class="end unbroken">8.5</td></tr>
</tbody>
<tfoot>
<tr><th scope="row" colspan="2">合计</th>\
<td class="end unbroken"><strong>13.5</strong></td></tr>
</tfoot>
</table></div>
<p class="note">注:试算。</p>
<ol>
<li>查阅</li>
<li>访谈</li>
</ol>
<ul>
<li>其他</li>
</ul>
<p class="note">完。</p>
<dl class="signature">
<div><dt>组长</dt><dd></dd></div>
<div><dt>日期</dt><dd>2023年</dd></div>
</dl>
</main></body></html>
"""

HEAD = """\
<!DOCTYPE html>
<html lang="zh-CN"><head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; \
style-src &#x27;sha256-{digest}&#x27;; base-uri &#x27;none&#x27;; \
form-action &#x27;none&#x27;">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>评价报告</title>
<style>
{style}</style>
</head>"""

WIDTHS = """\
#part-6 col:nth-child(1) { width: 20%; }
#part-6 col:nth-child(2) { width: 60%; }
#part-6 col:nth-child(3) { width: 20%; }
@media screen and (max-width: 48rem) { #part-6 { min-width: 18em; } }
"""


def style_sheet() -> str:
    """Read the style sheet that all pages share."""
    return (files("lzeval.render") / "style.css").read_text("utf-8")


def page(*blocks: Heading | Paragraph | Table) -> str:
    """Write a page without subtitle."""
    return HtmlRenderer()(Document(title="T", locale="en", blocks=blocks))


def test_the_document_as_html(document: Document) -> None:
    """The page is exactly this, and its policy allows exactly its own style."""
    style = style_sheet() + WIDTHS
    digest = base64.b64encode(hashlib.sha256(f"\n{style}".encode()).digest()).decode()
    expected = HEAD.format(digest=digest, style=style) + BODY
    assert expected == HtmlRenderer()(document)


class Balance(HTMLParser):
    """Checks that elements are closed in order, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what opens."""
        del attrs
        self.seen.append(tag)
        if tag not in {"meta", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag


def test_elements_are_balanced(document: Document) -> None:
    """Every element that is opened is closed, and there is no script."""
    parser = Balance()
    parser.feed(HtmlRenderer()(document))
    parser.close()
    assert [] == parser.open
    assert "script" not in parser.seen
    assert 1 == parser.seen.count("h1")


def test_nothing_is_loaded(document: Document) -> None:
    """A page refers to nothing outside itself and styles nothing inline."""
    text = HtmlRenderer()(document)
    assert None is re.search(r"url\(|@import|src=|href=|style=|\son\w+=", text)


def test_headings_over_several_columns() -> None:
    """A merged heading names a group of columns, an empty one names nothing."""
    table = Table(
        columns=["", Column("", "end"), ""],
        header=[
            [Cell("", rowspan=2), Cell("资金", colspan=2, align="center")],
            ["预算", "执行"],
        ],
        rows=[["甲", "1", "2"]],
    )
    lines = page(table).splitlines()
    assert (
        '<tr><td rowspan="2"></td>'
        '<th scope="colgroup" colspan="2" class="center">资金</th></tr>'
    ) in lines
    assert (
        '<tr><th scope="col" class="end">预算</th><th scope="col">执行</th></tr>'
    ) in lines


def test_a_table_without_caption_or_headings() -> None:
    """Such a table has neither, and its box is called by the heading above."""
    text = page(Table(columns=["", ""], rows=[["甲", "1"]]))
    assert (
        """\
<div class="table" role="group" aria-labelledby="title" tabindex="0">\
<table id="part-1">
<colgroup><col><col></colgroup>
<tbody>
<tr><td>甲</td><td>1</td></tr>
</tbody>
</table></div>
"""
        in text
    )


def test_a_table_without_rows() -> None:
    """A table of headings only has no body."""
    assert "<tbody>" not in page(Table(columns=["甲"], rows=[]))


def test_groups_that_are_tied_together_stay_in_one_body() -> None:
    """Where a merged cell reaches over two groups, no group heading is claimed."""
    table = Table(
        columns=["", ""],
        rows=[
            [Cell("一", rowspan=2, header=True), "1"],
            [Cell("2", rowspan=2)],
            [Cell("二", header=True)],
        ],
    )
    text = page(table)
    assert 1 == text.count("<tbody>")
    assert '<th scope="row" rowspan="2">一</th>' in text


def test_equal_columns_are_left_to_the_browser() -> None:
    """Widths are set only where a column asks for more than another."""
    assert "nth-child" not in page(Table(columns=["a", "b"], rows=[]))


@pytest.mark.parametrize(
    ("expected", "made"),
    [
        ("<p>&lt;b&gt; &amp; \"'</p>", el("p", "<b> & \"'")),
        ("<p><b>x</b></p>", el("p", el("b", "x"))),
        ('<a title="&quot;&lt;&#x27;">x</a>', el("a", "x", title="\"<'")),
        ('<col span="2">', el("col", span=2, class_=None)),
        ('<x aria-label="y" for="z"></x>', el("x", aria_label="y", for_="z")),
    ],
)
def test_elements_escape_what_is_no_element(expected: str, made: str) -> None:
    """Texts and attributes are escaped, elements are not escaped twice."""
    assert expected == made


def colours(block: str) -> dict[str, str]:
    """Read the colour variables of a rule."""
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """Compute the relative luminance by the formula of WCAG 2.2."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["sheet", "tint", "ground"])
def test_colours_can_be_read(theme: int, ink: str, ground: str) -> None:
    """Every text colour has a contrast of 4.5 or more on every background."""
    rules = re.findall(r":root \{(.*?)\}", style_sheet(), re.DOTALL)
    theme_colours = colours(rules[theme])
    lighter, darker = sorted(
        (luminance(theme_colours[ink]), luminance(theme_colours[ground])), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


class Dot:
    """A dot, as a drawing with a script in it."""

    def svg(self) -> str:
        """Draw it with vectors."""
        return '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'

    def png(self) -> bytes:
        """Draw nothing; the web gets the vectors."""
        return b""


def test_a_figure_is_an_image_that_runs_nothing() -> None:
    """The drawing is data of an image, and the policy allows such images only now."""
    figure = Figure(Dot(), 'say "dot"', "图1")
    page = HtmlRenderer()(Document(title="图", blocks=[figure]))
    data = base64.b64encode(Dot().svg().encode()).decode()
    assert (
        f'<figure><img src="data:image/svg+xml;base64,{data}" '
        'alt="say &quot;dot&quot;"><figcaption>图1</figcaption></figure>'
    ) in page
    assert "<script>" not in page
    assert "img-src data:;" in page
    assert "img-src" not in HtmlRenderer()(Document(title="图", blocks=[]))
    bare = HtmlRenderer()(Document(title="图", blocks=[Figure(Dot(), "点")]))
    assert "figcaption>" not in bare


def test_pages_may_lie_on_their_side() -> None:
    """Only a document that asks for it is printed in landscape."""
    found = [
        "size: A4 landscape"
        in HtmlRenderer()(Document(title="", blocks=[], landscape=side))
        for side in (False, True)
    ]
    assert [False, True] == found


def test_a_box_is_called_by_the_last_heading() -> None:
    """A table without a caption below a heading is that heading's."""
    table = Table(columns=["", ""], rows=[["甲", "1"]])
    text = page(Heading(1, "甲"), Paragraph("乙"), table)
    assert '<h2 id="part-1">甲</h2>' in text
    assert 'role="group" aria-labelledby="part-1"' in text


def test_each_language_is_told() -> None:
    """A text in two languages says which passage is in which; a title cannot."""
    both = Spoken(("zh-CN", "决策 & 过程"), ("en", "Decision & process"))
    document = Document(title=both, locale="zh_CN+en", blocks=[Paragraph(both)])
    text = HtmlRenderer()(document)
    assert "<title>决策 &amp; 过程 / Decision &amp; process</title>" in text
    assert (
        '<p class="text"><span lang="zh-CN">决策 &amp; 过程</span>\n'
        '<span lang="en">Decision &amp; process</span></p>'
    ) in text
