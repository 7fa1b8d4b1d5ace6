"""
The report that the library grew from is read as a plain text.

Its layout, figures and names are those of the report; what holds no figure is in our
own words.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

import lzeval
from lzeval import cases, forms, readers
from lzeval.model import OutcomeState
from lzeval.notation import ReadingKind, read_outcome, read_target

if TYPE_CHECKING:
    from lzeval.forms import Form

DATA = Path(__file__).parents[1] / "data"
TEXT = DATA / "longchi-2022.txt"
PRINTED = {
    # what the built-in case calls a target, and what the report does
    "城镇新增就业": "城镇新增就业人数",
    "培育自主创业者": "培育自主创业者",
    "大学生创业": "大学生创业人数",
    "补贴性职业技能培训": "补贴性职业技能培训人数",
    "职业鉴定取证": "职业鉴定取证人数",
    "高技能人才培养": "高技能人才培养",
    "技师和高级技师": "技师和高级技师人数",
    "社会保险扩面净增": "单位社会保险扩面征缴净增",
    "养老保险续保": "城乡居民养老保险续保",
    "困难人员参保完成率": "城乡居民养老保险困难人员参保完成率",
    "书面审查用人单位": "劳动保障书面审查主动监察单位",
    "简易案件调处": "调处简易案件",
}


@pytest.fixture(scope="module")
def form() -> Form:
    """Read the report."""
    return lzeval.read_one(TEXT)


def test_it_is_the_form_of_the_collection(form: Form) -> None:
    """Field by field, but for what the text does not say: issuer, blank notes."""
    known = forms.load(next((DATA / "cases").glob("001-*.json")))
    rows = [evolve(row, note=None) for row in known.indicators]
    assert (
        evolve(
            known,
            indicators=rows,
            issuer=None,
            id=None,
            source_url=None,
            statements=form.statements,
        )
        == form
    )


def test_its_evaluation_comes_to_the_printed_total(form: Form) -> None:
    """95 points, 优; the points are those that people gave."""
    card = form.evaluation().evaluate()
    assert (Decimal(95), "优") == (card.total.points, str(card.grade))


def test_its_tree_is_that_of_the_case(form: Form) -> None:
    """20 indicators under the same parents, four first levels with their points."""
    case = cases.load("longchi-2022").evaluate().evaluation
    read = form.evaluation()
    leaves = [
        [tuple(map(str, node.path)) for node in tree if node.indicator is not None]
        for tree in (case.tree, read.tree)
    ]
    assert 20 == len(leaves[1])
    assert leaves[0] == leaves[1]
    assert [("决策", 15), ("过程", 20), ("产出", 30), ("效益", 35)] == [
        (str(root.name), root.weight) for root in read.tree.roots
    ]


def test_its_awards_are_those_of_the_case(form: Form) -> None:
    """Every indicator has the points that were given for it."""
    case, read = cases.load("longchi-2022"), form.evaluation()
    given = {
        code: [one.points for one in awards] for code, awards in case.awards.items()
    }
    assert given == {
        code: [one.points for one in awards] for code, awards in read.awards.items()
    }


def test_every_target_of_the_case_is_a_statement(form: Form) -> None:
    """With its figure, where the report prints one; 人 may stand with the name."""
    said = {one.subject: one.target_text for one in form.statements}
    for target in cases.load("longchi-2022").targets:
        assert target.code is not None
        text = said[PRINTED[target.code]]
        if text is not None:
            reading = read_target(text)
            assert target.value is not None
            assert target.value.value == reading.value
            assert reading.unit in {
                None,
                target.value.unit and target.value.unit.symbol,
            }
    untold = {name for name, text in said.items() if text is None}
    assert {PRINTED["困难人员参保完成率"], PRINTED["简易案件调处"]} == (
        untold & set(PRINTED.values())
    )


def test_every_outcome_of_the_case_is_a_statement(form: Form) -> None:
    """Eight are claimed without a figure, four have one."""
    said = {one.subject: one.actual_text for one in form.statements}
    for code, outcome in cases.load("longchi-2022").outcomes.items():
        reading = read_outcome(said[PRINTED[code]] or "")
        if outcome.state is OutcomeState.CLAIMED:
            assert ReadingKind.MET_WITHOUT_VALUE is reading.kind
        else:
            assert outcome.value is not None
            assert outcome.value.value == reading.value


def test_the_statements_of_the_case_are_among_its_statements(form: Form) -> None:
    """The total, and the share of people insured; the name says 100% by itself."""
    said = {
        one.subject: None if one.value is None else (one.value.value, str(one.place))
        for one in form.evaluation().statements
    }
    line = TEXT.read_text(encoding="utf-8").splitlines()[14]
    place = f"line 15, column {line.index('使城居保') + 1}"
    assert (Decimal(100), place) == said["城居保参保率"]
    told = [one for one in form.statements if one.subject == "total"]
    assert [("95分", "line 29, column 5")] == [(s.actual_text, s.place) for s in told]


def test_what_was_not_understood_is_listed() -> None:
    """Figures that fit no pattern, and whatever is neither figure nor form."""
    left = {note.text for note in readers.reading(TEXT).left}
    assert "开展线上招聘5期为失业人员提供岗位300多个" in left
    assert "对6410位参保人员办理了缴费申报" in left
    assert "五、有关建议" in left


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_its_encoding_does_not_matter(
    encoding: str, form: Form, tmp_path: Path
) -> None:
    """Offices save text in the encoding of their system."""
    path = tmp_path / "报告"
    path.write_bytes(TEXT.read_text(encoding="utf-8").encode(encoding))
    assert form == lzeval.read_one(path)
