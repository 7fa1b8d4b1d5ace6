"""What notebooks show of our values, and that a real notebook shows it."""

from __future__ import annotations

import re
from fractions import Fraction
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbclient import NotebookClient

import lzeval as lz
from lzeval.audit import portfolio
from lzeval.charts import Bar, Bars
from lzeval.model import (
    Award,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Role,
    Target,
)
from lzeval.render.notebook import mimebundle
from lzeval.report import glance
from lzeval.report.document import Document, Figure, Heading, Paragraph, Table
from lzeval.scoring import Evaluation

if TYPE_CHECKING:
    from collections.abc import Mapping

CARD = lz.cases.load("longchi-2022").evaluate()
REPORT = lz.audit(CARD.evaluation)
BARS = Bars(
    bars=[Bar(label="A<b>", share=Fraction(1, 2), text="50%", met=False)],
    target="Target",
    locale="en",
)
SEEN = {
    "tree": CARD.evaluation.tree,
    "evaluation": CARD.evaluation,
    "card": CARD,
    "audit": REPORT,
    "audits": portfolio([REPORT]),
    "framework": CARD.framework,
    "document": Document(title="<i>", blocks=[Paragraph("1 < 2 & 3")]),
    "figure": Figure(BARS, "A <b> 50%", "<Completion>"),
}
SAYS = {
    "tree": ["决策（15分）", "立项依据充分性"],
    "evaluation": ["养老保险续保 6410人", "5123人", "仅称完成"],
    "card": ["综合得分95分（满分100分）。评价等级：优。", "实际完成率", "8～10"],
    "audit": ["发现警告13处、提示5处。", "LZ205"],
    "audits": ["审核1份"],
    "framework": ["longchi-2022", "四舍五入"],
    "document": ["1 < 2 & 3"],
    "figure": ["A<b>", "50%", "<Completion>"],
}
OPEN = {"img", "br", "col", "meta"}


class Page(HTMLParser):
    """Reads a piece of HTML: texts, tags, attributes, and whether all is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []
        self.given: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.given += attrs
        if tag not in OPEN:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is closed at once."""
        self.tags.append(tag)
        self.given += attrs

    def handle_endtag(self, tag: str) -> None:
        """Close the last element, which must be of this kind."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep a text that is shown."""
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


@pytest.mark.parametrize("name", SEEN)
def test_everything_is_shown(name: str) -> None:
    """The same figures in HTML and in plain text, written alike each time."""
    bundle = SEEN[name]._repr_mimebundle_()
    page = Page(bundle["text/html"])
    shown = "".join(page.texts)
    assert [] == [text for text in SAYS[name] if text not in shown]
    assert bundle == SEEN[name]._repr_mimebundle_()
    assert bundle["text/html"] == SEEN[name]._repr_html_()
    if name != "figure":
        assert [] == [t for t in SAYS[name] if t not in bundle["text/plain"]]


@pytest.mark.parametrize("name", SEEN)
def test_what_is_shown_is_a_safe_piece_of_a_page(name: str) -> None:
    """One box, all closed, without script, links or handlers; its names are its own."""
    html = SEEN[name]._repr_html_()
    page = Page(html)
    assert [] == page.open
    assert html.startswith('<div class="lzeval"')
    assert set() == {"script", "link", "iframe", "html", "body", "b", "i"} & {
        *page.tags
    }
    assert [] == [name for name, _ in page.given if name.startswith("on")]
    assert [] == [value for name, value in page.given if name in {"href", "style"}]
    names = [str(value) for name, value in page.given if name == "id"]
    assert sorted(set(names)) == sorted(names)
    assert [] == [one for one in names if not re.match("lzeval-[0-9a-f]{10}", one)]
    pointed = [value for name, value in page.given if name == "aria-labelledby"]
    assert {*pointed} <= {*names}


def test_styles_reach_nothing_else() -> None:
    """Each rule is about our box, or about a table of it by its name."""
    (css,) = re.findall(r"<style>(.*?)</style>", CARD._repr_html_(), re.DOTALL)
    rules = re.findall(r"^ *([.#@][^{]*)\{", css, re.MULTILINE)
    wrong = [
        rule
        for rule in rules
        if not re.match(r"\.lzeval\b|#lzeval-|@media [^{]*(width|scheme)", rule)
    ]
    assert [] == wrong
    assert "prefers-color-scheme: dark" in css
    assert "--jp-content-font-color1" in css
    assert "url(" not in css


def test_charts_are_shown_in_the_colours_around() -> None:
    """As vectors in the page, with their words; as a whole image for what wants one."""
    bundle = SEEN["figure"]._repr_mimebundle_()
    assert 'role="img" aria-label="A &lt;b&gt; 50%"' in bundle["text/html"]
    assert BARS.svg(background=None) in bundle["text/html"]
    assert BARS.svg() == bundle["image/svg+xml"]
    assert "A <b> 50%\n<Completion>" == bundle["text/plain"]
    assert "A <b> 50%" == Figure(BARS, "A <b> 50%")._repr_mimebundle_()["text/plain"]


class Foreign:
    """A drawing that somebody else made."""

    def svg(self) -> str:
        """Draw with a script in it."""
        return "<svg><script>1</script></svg>"

    def png(self) -> bytes:
        """Draw nothing."""
        return b""


def test_drawings_of_others_are_images() -> None:
    """Nothing in them runs."""
    html = Document(title="", blocks=[Figure(Foreign(), "点")])._repr_html_()
    assert "<script" not in html
    assert 'src="data:image/svg+xml;base64,' in html


def test_every_result_stands_beside_its_target() -> None:
    """Rows of a target each, points that persons gave, and nothing where nothing is."""
    tree = IndicatorTree.of(
        IndicatorGroup(
            "产出", children=[Indicator("培训", weight=6), Indicator("质量", weight=4)]
        ),
        name="就业",
    )
    evaluation = Evaluation(
        project=Project("甲项目"),
        tree=tree,
        targets=[
            Target.parse("≥100人", indicator="培训", code="a", name="男"),
            Target.parse("≥80人", indicator="培训", code="b", name="女"),
        ],
        outcomes={"a": "90人", "b": Outcome.missing()},
        awards={"质量": [Award(3, role=Role.SELF), Award("2.5", role=Role.FINANCE)]},
    )
    (table,) = glance(evaluation).blocks
    assert isinstance(table, Table)
    assert [
        ["产出", "培训", "6", "男 ≥100人", "90人", ""],
        ["女 ≥80人", "未填报"],
        ["质量", "4", "", "", "3 / 2.5"],
    ] == [[cell.text for cell in row] for row in table.rows]
    (table,) = glance(tree).blocks
    assert isinstance(table, Table)
    assert [["合计", "10"]] == [[cell.text for cell in row] for row in table.footer]
    assert "就业" == glance(tree).title


def test_other_languages_are_a_document_away() -> None:
    """A glance in English, or in two languages, shows itself like everything else."""
    english = glance(CARD, "en")._repr_mimebundle_()
    assert "Total score: 95 of 100 points." in english["text/html"]
    assert 'lang="en"' in english["text/html"][:40]
    assert "Decision" in glance(CARD.evaluation.tree, "zh_CN+en")._repr_html_()


def test_headings_are_names_of_tables() -> None:
    """A table without a caption is that of the heading above it."""
    blocks = [Heading(1, "一"), Table(columns=["甲"], rows=[["1"]])]
    html = mimebundle(Document(title="表", blocks=blocks))["text/html"]
    (name,) = re.findall(r'<h2 id="([^"]+)">', html)
    assert f'aria-labelledby="{name}"' in html


def executed(*cells: str) -> list[Mapping[str, str]]:
    """Run cells in a kernel and give what each shows."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells]
    )
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [
        output["data"]
        for cell in notebook.cells
        for output in cell["outputs"]
        if output["output_type"] == "execute_result"
    ]


@pytest.mark.filterwarnings("default::Warning")
def test_a_real_notebook() -> None:
    """An executed notebook holds the very pages that are written here."""
    shown = executed(
        "import lzeval as lz\nimport lzeval.report as report\n"
        "card = lz.cases.load('longchi-2022').evaluate()\ncard",
        "card.evaluation",
        "card.evaluation.tree",
        "lz.audit(card.evaluation)",
        "card.framework",
        "report.score_waterfall(card)",
        "report.score_waterfall(card).drawing",
    )
    waterfall = import_module("lzeval.report").score_waterfall(CARD)
    values = [
        CARD,
        CARD.evaluation,
        CARD.evaluation.tree,
        REPORT,
        CARD.framework,
        waterfall,
        waterfall.drawing,
    ]
    assert len(values) == len(shown)
    for value, data in zip(values, shown, strict=True):
        bundle = value._repr_mimebundle_()
        assert bundle["text/html"] == data["text/html"]
        assert bundle.get("image/svg+xml") == data.get("image/svg+xml")
