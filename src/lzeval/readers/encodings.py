"""
Which characters the bytes of a text stand for (字符编码).

A byte order mark decides. Otherwise the encodings that Chinese offices use are tried
strictly, and the one that makes the most ordinary Chinese of the bytes is taken: bytes
of one encoding are often valid in another, but then they make rare characters. What a
web page declares of itself counts, but not against the evidence: many a page declares
what its template did. Where nothing stands out, nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple, final

from lzeval.readers.grid import unreadable

__all__ = ["Decoded", "decode"]


def __dir__() -> list[str]:
    return __all__


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TRIED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_NAMES = {
    "ascii": "utf-8",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp936": "gb18030",
    "cp950": "big5hkscs",
    "gb18030": "gb18030",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-16le": "utf-16-le",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1252": "cp1252",
    "x-gbk": "gb18030",
}
"""Encodings by the names that files give them, each as the superset that is read."""

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)"""
    rb"""\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4_096
_TELLING = 16
"""Bytes from which on the rest of a text that is cut off tells its encoding."""
_KEPT = 1 << 13
"""Characters whose worth is remembered, of a million that there may be."""
_SAMPLE = 20_000
_SHARE = 0.4
"""Score below which bytes make no sense in an encoding; true texts are above 0.7."""
_MARGIN = 0.04
_TRUST = 0.2
"""What a declaration is worth, on the scale of the score."""

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同"
    "工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理"
    "起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义"
    "事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结"
    "解问意建月公无系军很情最项目绩效评价指标单位资金预算执行完率满值级益济态持续影响服"
    "务象总额财拨款施际偏差措备注计万元次门名称填报联话管"
    "這為個國時來們於對會發動過說產種後學經進電裡現實兩體機當點從業應開還義樣與關線內"
    "數麼質氣變條沒結問無軍項績評價標單資預執滿級濟態續響務總額財撥際備註計萬門稱報聯話"
    "，。、；：？！（）《》“”—…％≥≤＞＜＝～＋－０１２３４５６７８９　①②③④⑤×÷±·°§²³"
)
_CONTROLS = frozenset({"Cc", "Cn", "Co", "Cs"})
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f\x7f]")


@final
class Decoded(NamedTuple):
    """
    A text, and how its bytes were read (文本及其编码).
    """

    text: str
    """The text, without a byte order mark."""
    encoding: str
    """Python's name of the encoding, such as ``gb18030``."""


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    r"""
    Read the bytes of a text (解码).

    Read are UTF-8, UTF-16, GB18030 with GBK and GB2312, Big5 with its Hong Kong
    characters, and what else a web page declares of itself and keeps.

    Args:
        data: The bytes.
        encoding: Its encoding where that is known, which is then not looked for.

    Raises:
        InvalidFileError: If no encoding, or more than one, makes sense of the bytes,
            or a character is cut off; the place is that of the byte.

    Examples:
        >>> decode("一级指标,分值".encode("gb18030"))
        Decoded(text='一级指标,分值', encoding='gb18030')
        >>> decode("一級指標,分值".encode("big5")).text
        '一級指標,分值'
        >>> decode(b"\xff\x00\x01")
        Traceback (most recent call last):
        lzeval.errors.InvalidFileError: <data>: 1 problem
          not a text in UTF-8, UTF-16, GB18030 or Big5
    """
    if encoding is not None:
        return _strictly(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    found = _likeliest(data)
    if found is None:
        # A text that only ends within a character is nearly one: say where it ends.
        for cut in range(1, 4 if len(data) >= _TELLING else 1):
            found = _likeliest(data[:-cut])
            if found is not None:
                return _strictly(data, found)
        raise unreadable("not a text in UTF-8, UTF-16, GB18030 or Big5")
    return _strictly(data, found)


def _strictly(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        raise unreadable(f"no encoding is called {encoding!r}") from None
    except UnicodeDecodeError as error:
        place, end = f"byte {error.start}", error.end >= len(data)
        reason = "cut off within a character" if end else "no character"
        raise unreadable(f"{reason} of {encoding}", place) from None


def _likeliest(data: bytes) -> str | None:
    """Name the encoding that makes the most sense; None if none does."""
    if not data:
        return "utf-8"
    declared = _declared(data)
    texts: dict[str, str] = {}
    for name in (*_TRIED, declared):
        if name is None or name in texts:
            continue
        text = _attempt(data, name)
        if text is None:
            continue
        if name == "utf-8" and any(character >= "\u0800" for character in text):
            return name  # other encodings hardly ever make three valid bytes in a row
        texts[name] = text
    if "utf-8" in texts and texts["utf-8"].isascii() and _is_clean(texts["utf-8"]):
        return "utf-8"
    scores = {
        name: _score(text) + (_TRUST if name in {declared, "utf-8"} else 0)
        for name, text in texts.items()
    }
    return _best(scores, declared, texts)


def _best(
    scores: dict[str, float], declared: str | None, texts: dict[str, str]
) -> str | None:
    if not scores:
        return None
    best, *others = sorted(scores, key=scores.__getitem__, reverse=True)
    if scores[best] < _SHARE:
        return declared if declared in scores else None
    rivals = [name for name in others if scores[best] - scores[name] < _MARGIN]
    if any(texts[name] != texts[best] for name in rivals):
        names = " or ".join([best, *rivals])
        raise unreadable(f"its characters may be {names}; say which by encoding=")
    return best


def _declared(data: bytes) -> str | None:
    """Give the encoding that a page or an XML file says it has."""
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    return _NAMES.get(found[1].decode("ascii", "replace").lower())


def _attempt(data: bytes, encoding: str) -> str | None:
    """Read the bytes in an encoding; None if they are none of its characters."""
    wide = encoding.startswith("utf-16")
    if not wide and b"\0" in data:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_clean(text: str) -> bool:
    return _CONTROL.search(text, 0, _SAMPLE) is None


def _score(text: str) -> float:
    """Tell how much a text looks like ordinary Chinese: 1 at most."""
    wide = [character for character in text[:_SAMPLE] if not character.isascii()]
    controls = len(_CONTROL.findall(text, 0, _SAMPLE))
    if not wide:
        return 0.0 if controls else 1.0
    return (sum(map(_worth, wide)) - 2 * controls) / len(wide)


@lru_cache(_KEPT)
def _worth(character: str) -> float:
    if character in _COMMON:
        return 1.0
    if character in _everyday() or "\u00c0" <= character <= "\u00ff":
        return 0.6
    return -2.0 if unicodedata.category(character) in _CONTROLS else 0.0


@cache
def _everyday() -> frozenset[str]:
    """Give the characters in daily use: the first levels of GB 2312 and of Big5."""
    simplified = (
        bytes((lead, trail))
        for lead in range(0xB0, 0xD8)
        for trail in range(0xA1, 0xFF)
    )
    traditional = (
        bytes((lead, trail))
        for lead in range(0xA4, 0xC7)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    return frozenset(
        [pair.decode("gb2312", "ignore") for pair in simplified]
        + [pair.decode("big5", "ignore") for pair in traditional]
    )
