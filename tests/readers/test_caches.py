"""What is remembered from file to file is bounded, in number and in size."""

from __future__ import annotations

import functools
import gc
import tracemalloc

import lzeval.readers
from lzeval.errors import InvalidFileError
from lzeval.readers import decode
from lzeval.readers.wording import column_role, label_of, money_role

KIND = type(functools.lru_cache(str))


def test_prose_is_not_remembered() -> None:
    """Long texts, each met once, leave nothing behind: 24 MB of them."""
    tracemalloc.start()
    for number in range(300):
        text = "项目" * 20_000 + str(number)
        for tells in (label_of, money_role, column_role):
            assert tells(text) is None
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1 << 20


def test_no_cache_grows_with_every_character() -> None:
    """Of the many characters that there are, only some are remembered."""
    rare = [chr(code) for code in range(0x20000, 0x2A000)]
    for begin in range(0, len(rare), 10_000):
        text = "".join(rare[begin : begin + 10_000])
        try:
            assert text == decode(text.encode("gb18030")).text
        except InvalidFileError:
            continue  # none of these is in common use
    sizes = [
        one.cache_info().currsize
        for one in gc.get_objects()
        if isinstance(one, KIND) and one.__module__.startswith(lzeval.readers.__name__)
    ]
    assert max(sizes) <= 1 << 13
