"""Places in files are said in the reader's language."""

from __future__ import annotations

import pytest

from lzeval.l10n import address_text, words_for


@pytest.mark.parametrize(
    ("address", "chinese", "english"),
    [
        ("line 2, column 6", "文本第2行第6列", "line 2, column 6"),
        ("table 1, row 3, column 2", "表1第3行第2列", "table 1, row 3, column 2"),
        ("page 4, table 1", "第4页表1", "page 4, table 1"),
        ("paragraph 12", "第12段", "paragraph 12"),
        ("自评表!F9", "自评表!F9", "自评表!F9"),
        ("line of sight", "line of sight", "line of sight"),
        ("", "", ""),
    ],
)
def test_addresses(address: str, chinese: str, english: str) -> None:
    """What readers say in English is translated; what a file says stays."""
    said = [address_text(address, words_for(name)) for name in ("zh_CN", "en")]
    assert [chinese, english] == said
