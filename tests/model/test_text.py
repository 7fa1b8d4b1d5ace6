"""Texts in several languages, and citations."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from lzeval.model import Citation, Text
from lzeval.model.text import strings_of

NAME = Text("实际完成率", en="Completion rate", zh_Hant="實際完成率")


def test_a_text_is_its_source_wording() -> None:
    """A text equals, hashes and prints as the words of its source."""
    assert "实际完成率" == NAME
    assert 1 == {"实际完成率": 1}[NAME]
    assert "实际完成率" == f"{NAME}"
    assert str is type(str(NAME))


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", "Completion rate"),
        ("en_GB", "Completion rate"),
        ("zh_Hant", "實際完成率"),
        ("zh_CN", "实际完成率"),
        ("zh", "实际完成率"),
        ("fr", "实际完成率"),
    ],
)
def test_a_locale_falls_back_to_the_language_then_the_source(
    locale: str, expected: str
) -> None:
    """What is not translated is given in the source's words."""
    assert expected == NAME.to(locale)


def test_an_empty_translation_is_none() -> None:
    """An empty wording falls back to the source."""
    assert "产出" == Text("产出", en="").to("en")


def test_text_of_a_mapping() -> None:
    """The wording under zh_CN is the source, else the first."""
    text = Text.of({"en": "Output", "zh_CN": "产出"})
    assert ("产出", "Output") == (text, text.to("en"))
    assert {"en": "Output"} == dict(text.translations)
    assert "Output" == Text.of({"en": "Output", "fr": "Produit"})
    assert "" == Text.of({})


def test_text_of_a_text_is_itself() -> None:
    """Nothing is copied that is a text already."""
    assert NAME is Text.of(NAME)
    assert Text is type(Text.of("产出"))


def test_translations_cannot_be_changed() -> None:
    """The mapping of translations is read-only."""
    with pytest.raises(TypeError):
        NAME.translations["en"] = "x"  # type: ignore[index]


def test_a_text_survives_pickling() -> None:
    """The copy has the translations too."""
    copy = pickle.loads(pickle.dumps(NAME))  # noqa: S301
    assert (NAME, NAME.translations) == (copy, copy.translations)
    assert Text is type(copy)


def test_one_string_is_not_taken_for_many() -> None:
    """A single text where several may stand is one, not its characters."""
    assert ("会议纪要",) == strings_of("会议纪要")
    assert ("合同", "发票") == strings_of(["合同", "发票"])


def test_a_citation_reads_as_one_line() -> None:
    """Title, number and clause are joined; what is absent leaves no blank."""
    full = Citation(
        document="绩效评价管理办法", number="财预〔2020〕10号", clause="第五条"
    )
    assert "绩效评价管理办法 财预〔2020〕10号 第五条" == str(full)
    assert "绩效评价管理办法" == str(Citation(document="绩效评价管理办法"))


def test_a_citation_is_not_verified_by_itself() -> None:
    """Nobody has checked a source until somebody says so."""
    citation = Citation(document="通知", issued=dt.date(2021, 8, 18), note="仅见首页")
    assert (False, "仅见首页") == (citation.verified, citation.note)
