"""Language tags find the language we have."""

from __future__ import annotations

import pytest

from lzeval.errors import UnknownNameError
from lzeval.l10n import LOCALES, negotiate


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh", "zh_CN"),
        ("zh_CN", "zh_CN"),
        ("zh-Hans", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("ZH-cn", "zh_CN"),
        ("zh_Hans_HK", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh_TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh_MO", "zh_Hant"),
        ("zh_Hant", "zh_Hant"),
        ("zh-Hant-TW", "zh_Hant"),
        ("zh_TW.Big5@radical", "zh_Hant"),
        ("en", "en"),
        ("en_GB", "en"),
        ("en-US-posix", "en"),
    ],
)
def test_tags_that_we_have(tag: str, expected: str) -> None:
    """Script and territory choose the script, the rest is ignored."""
    assert expected == negotiate(tag)


@pytest.mark.parametrize("locale", LOCALES)
def test_our_own_names(locale: str) -> None:
    """Our names of the languages stand for themselves."""
    assert locale == negotiate(locale)


@pytest.mark.parametrize("tag", ["fr", "", "C", "POSIX", "zhong", "zh CN", "en/../x"])
def test_tags_that_we_do_not_have(tag: str) -> None:
    """Other languages, and what is no tag, are refused with what there is."""
    with pytest.raises(UnknownNameError) as error:
        negotiate(tag)
    assert ("locale", tag, LOCALES) == error.value.args
