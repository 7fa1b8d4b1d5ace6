"""Editions, their differences and vectors as documents."""

from __future__ import annotations

import pytest

from lzeval import frameworks
from lzeval.cases import load
from lzeval.l10n import LOCALES, words_for
from lzeval.model import Budget, Citation, Indicator, IndicatorTree, Project
from lzeval.render import render
from lzeval.report import (
    Document,
    difference_document,
    edition_document,
    editions_document,
    evaluation_report,
    vectors_document,
)
from lzeval.report.editions import unverified_note
from lzeval.scoring import Evaluation, Framework, Grade, GradeScale, Vector
from lzeval.scoring.cover import Span
from lzeval.scoring.evaluating import evaluate

ZH = words_for("zh_CN")


def text(document: Document) -> str:
    """Write a document, blanks and line ends made one."""
    return " ".join(render(document, "text", width=200).text.split())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", frameworks.names())
def test_every_edition_can_be_written_out(name: str, locale: str) -> None:
    """It shows its title, every kind's points and every source."""
    edition = frameworks.get(name)
    written = text(edition_document(edition, locale))
    assert edition.name.to(locale) in written
    for citation in edition.citations:
        assert citation.document.to(locale) in written
    for kind in edition.kinds:
        assert kind.name.to(locale) in written


def test_what_an_edition_says() -> None:
    """Points, rules and grades come with the numbers of their sources."""
    written = text(edition_document(frameworks.get("mof-2020-self")))
    for words in (
        "产出指标 50分 [1]",
        "满意度指标 10分，可不设；没有这类指标的，分值并入效益指标 [1]",
        "反向 不超过指标值得满分，超过的得分＝分值×指标值÷实际完成值 [4]",
        "良 80（含）至90（不含） [3]",
        "优 90（含）以上 [3]",
        "得分小数位数 2 [5]",
        "发布机关 财政部",
        "未填报 待定，以区间表示 —",
    ):
        assert words in written


def test_a_derived_edition_names_its_base() -> None:
    """The reader learns what it was derived from."""
    assert "派生自 mof-2020-self" in text(
        edition_document(frameworks.get("linear-reverse"))
    )


def test_an_edition_of_next_to_nothing() -> None:
    """A bare edition, odd grades and indicators with points are written as well."""
    low, middle, high = (
        Span(None, 60, high_closed=True),
        Span(60, 90, low_closed=False),
        Span(90),
    )
    grades = GradeScale([Grade("差", low), Grade("中", middle), Grade("优", high)])
    tree = IndicatorTree.of(Indicator("数量", weight=8), Indicator("质量"))
    written = text(
        edition_document(Framework(id="own", name="办法", grades=grades, tree=tree))
    )
    for words in ("差 60（含）", "中 60（不含）至90（不含）", "数量 8", "质量 —"):
        assert words in written
    assert "未与正式文本核对" not in written


def test_the_list_of_editions() -> None:
    """Ids come with validity and the share of figures that were checked."""
    own = Framework(
        id="own", name="办法", citations=[Citation(document="办法", verified=True)]
    )
    listed = [frameworks.get("mof-2020-self"), frameworks.get("longchi-2022"), own]
    written = text(editions_document(listed))
    assert "2020-02-25起" in written
    assert "2022-01-01至 2022-12-31" in written or "2022-01-01至2022-12-31" in written
    assert "own 办法 — 1/1" in written


def test_differences_in_words() -> None:
    """Both wordings stand side by side; equal editions say so."""
    base, other = frameworks.get("mof-2020-self"), frameworks.get("linear-reverse")
    written = text(difference_document(base, other, "en"))
    assert "Reverse full points up to the target" in written
    assert "Authority" not in written
    assert "没有差异。" in text(difference_document(base, base))


def test_vectors_in_words() -> None:
    """What is given, expected and computed is told; failures are counted."""
    wrong = frameworks.derive(
        "mof-2020-self",
        id="own",
        name="办法",
        vectors=[
            Vector(id="a", target="≥50个", outcome="25个", weight=8, points="4.01"),
            Vector(id="b", executed="0元", budget="0元", reason="zero-denominator"),
            Vector(id="c", target="≥50个", outcome="25个", month=7, light="red"),
        ],
    )
    written = text(vectors_document(frameworks.run_vectors([wrong])))
    for words in (
        "a 指标值≥50个，完成值25个，分值8 4.01分 4.00分 不符",
        "b 预算0元，执行0元 无比率：分母为零 无比率：分母为零 相符",
        "c 指标值≥50个，完成值25个，7月 红灯 — 不符",
        "共3个，不符2个。",
    ):
        assert words in written


def test_figures_that_were_not_checked_are_told_on_every_report() -> None:
    """A document made under an unverified edition says so, and by which source."""
    card = load("longchi-2022").evaluate()
    for locale, words in (
        (
            "zh_CN",
            "《项目支出绩效评价管理办法》（财预〔2020〕10号）的数值，未与正式文本核对",
        ),
        ("en", "Measures for the evaluation of project expenditure were not checked"),
    ):
        assert words in text(evaluation_report(card, locale))


def test_no_warning_where_everything_was_checked() -> None:
    """The warning follows from the flags, and from nothing else."""
    checked = Framework(
        id="own", name="办法", citations=[Citation(document="办法", verified=True)]
    )
    assert "" == unverified_note(checked, ZH)
    doubtful = Framework(id="own", name="办法", citations=[Citation(document="通知")])
    assert "评价办法中出自通知的数值，未与正式文本核对。" == unverified_note(
        doubtful, ZH
    )


def departures(evaluation: Evaluation, framework: str) -> bool:
    """Tell whether a report speaks of departures."""
    card = evaluate(evaluation, framework=framework)
    return "不符之处" in text(evaluation_report(card))


def test_departures_are_told_where_the_tree_is_built_on_the_kinds() -> None:
    """The case departs from self-evaluation; a tree of another kind is left alone."""
    case = load("longchi-2022")
    assert departures(case, "mof-2020-self")
    assert not departures(case, "longchi-2022")


def test_indicators_that_one_edition_prescribes() -> None:
    """The other says nothing of them; a rule of their own is told."""
    evaluation, own = (
        frameworks.get(name) for name in ("mof-2020-evaluation", "mof-2020-self")
    )
    written = text(difference_document(evaluation, own))
    assert "项目立项 / 立项依据充分性 分值自定，由评价人员评分 —" in written
    assert "产出指标 分值自定 50分" in written
    assert "分母 — 全年预算数" in written


def test_the_budget_row_stands_in_the_table() -> None:
    """Parts and total of the printed table are the same points."""
    evaluation = Evaluation(
        project=Project("项目", budget=Budget.of(adjusted="90万元", executed="45万元")),
        framework="mof-2020-self",
        tree=IndicatorTree.of(Indicator("数量", weight=90)),
        awards={"数量": 80},
    )
    written = text(evaluation_report(evaluation.evaluate()))
    assert "数量 90 80 人工评分" in written
    assert "预算执行率 10 5 按完成值计算" in written
    assert "合计 100 85" in written
