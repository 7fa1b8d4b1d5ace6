"""Bytes of a text, in whatever encoding an office wrote them."""

from __future__ import annotations

import codecs

import pytest

from lzeval.errors import InvalidFileError
from lzeval.readers import Decoded, decode

SIMPLIFIED = "一级指标,二级指标,分值,得分\n产出指标,数量指标,10,9.5\n"
TRADITIONAL = "一級指標,二級指標,分值,得分\n產出指標,數量指標,10,9.5\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", SIMPLIFIED),
        ("utf-8", TRADITIONAL),
        ("gb18030", SIMPLIFIED),
        ("gb18030", TRADITIONAL),
        ("gbk", SIMPLIFIED),
        ("gb2312", SIMPLIFIED),
        ("big5", TRADITIONAL),
        ("cp950", TRADITIONAL),
        ("utf-16-le", SIMPLIFIED),
        ("utf-16-be", TRADITIONAL),
        ("utf-8-sig", SIMPLIFIED),
        ("utf-16", SIMPLIFIED),
        ("utf-32", SIMPLIFIED),
    ],
)
def test_a_form_is_read_in_each_encoding(encoding: str, text: str) -> None:
    """With a mark at the beginning or without one, it is the same text."""
    assert text == decode(text.encode(encoding)).text


def test_a_mark_decides() -> None:
    """A byte order mark is believed, and is no part of the text."""
    assert Decoded("项目", "utf-16-be") == decode(
        codecs.BOM_UTF16_BE + "项目".encode("utf-16-be")
    )
    assert Decoded("", "utf-8") == decode(codecs.BOM_UTF8)


def test_plain_ascii_is_utf_8() -> None:
    """A text without any Chinese, and one without anything, are in UTF-8."""
    assert Decoded("code,weight\r\nD11,20", "utf-8") == decode(b"code,weight\r\nD11,20")
    assert Decoded("", "utf-8") == decode(b"")


def test_signs_and_accents_do_not_make_it_chinese() -> None:
    """Two bytes of UTF-8 would often be a character of GB18030 too."""
    for text in ("5×6 = 30", "café, résumé", "±5%", "§ 3"):
        assert text == decode(text.encode()).text


def test_a_page_says_what_it_is_in() -> None:
    """The encoding that a page declares is used where the bytes agree."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset={}">caf\u00e9'
    assert "café" in decode(page.format("iso-8859-1").encode("latin1")).text
    declared = '<?xml version="1.0" encoding="GB2312"?><p>镕</p>'
    assert Decoded(declared, "gb18030") == decode(declared.encode("gbk"))


def test_a_page_that_is_mistaken_about_itself_is_not_believed() -> None:
    """A template may say GB2312 of a page that was saved as UTF-8, and the reverse."""
    page = f'<meta charset="gb2312"><table><td>{SIMPLIFIED}</table>'
    assert "utf-8" == decode(page.encode()).encoding
    page = f'<meta charset="utf-8"><table><td>{SIMPLIFIED}</table>'
    assert "gb18030" == decode(page.encode("gbk")).encoding
    page = f'<meta charset="iso-8859-1"><table><td>{SIMPLIFIED}</table>'
    assert "gb18030" == decode(page.encode("gbk")).encoding


def test_an_unknown_declaration_is_passed_over() -> None:
    """What no office uses is not tried."""
    page = f'<meta charset="x-user-defined"><p>{SIMPLIFIED}'
    assert "utf-8" == decode(page.encode()).encoding


def test_a_given_encoding_is_used() -> None:
    """Nothing is looked for where the caller knows."""
    assert "é" == decode(b"\xe9", "latin1").text
    with pytest.raises(InvalidFileError, match="byte 0: no character of utf-8"):
        decode(b"\xe9abc", "utf-8")
    with pytest.raises(InvalidFileError, match="no encoding is called 'klingon'"):
        decode(b"a", "klingon")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", SIMPLIFIED + "合计"),
        ("gb18030", SIMPLIFIED + "合计"),
        ("big5", TRADITIONAL + "合計"),
        ("utf-16", SIMPLIFIED + "合计"),
    ],
)
def test_a_text_cut_off_within_a_character_says_where(encoding: str, text: str) -> None:
    """The error names the byte where the last whole character ends."""
    data = text.encode(encoding)
    with pytest.raises(InvalidFileError, match="cut off within a character") as caught:
        decode(data[:-1])
    assert caught.value.problems[0].place.startswith("byte ")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x80\x81\xff\xfe",
        bytes(range(256)),
        "naïve façade".encode("latin1"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Nothing is guessed where no encoding makes sense of the bytes."""
    with pytest.raises(InvalidFileError):
        decode(data)


def test_what_may_be_two_things_is_refused() -> None:
    """Where two encodings make equally good sense, the error names both."""
    with pytest.raises(InvalidFileError, match=r"may be .* or .*; say which"):
        decode("坤".encode("gb18030"))
