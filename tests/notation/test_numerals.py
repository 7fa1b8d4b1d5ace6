"""Numbers in Chinese characters."""

from __future__ import annotations

import pytest

from lzeval.notation._numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("零", "0"),
        ("五", "5"),
        ("两", "2"),
        ("十", "10"),
        ("十五", "15"),
        ("廿五", "25"),
        ("一十二", "12"),
        ("一百二十", "120"),
        ("一百零五", "105"),
        ("两千零五", "2005"),
        ("一千零二十", "1020"),
        ("三万五千", "35000"),
        ("一万零五十", "10050"),
        ("十万", "100000"),
        ("一百二十万", "1200000"),
        ("六亿零四百七十万零九千三百零三", "604709303"),
        ("一万亿", "1000000000000"),
        ("二〇二二", "2022"),
        ("一二三四", "1234"),
        ("二〇", "20"),
        ("壹佰贰拾叁", "123"),
        ("貳萬", "20000"),
        ("三点一四", "3.14"),
        ("十二点五", "12.5"),
    ],
)
def test_numbers(text: str, digits: str) -> None:
    """A well-formed number is read exactly."""
    assert digits == read_numeral(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "百", "万", "百万", "一百零", "三万五", "一百二", "二三", "零五", "十十"),
        *("亿万", "三千五万", "一点", "一点十", "点五", "万一", "一万一万", "一" * 41),
    ],
)
def test_malformed_numbers(text: str) -> None:
    """What is malformed or colloquial is not guessed."""
    assert read_numeral(text) is None
