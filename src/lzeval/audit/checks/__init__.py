"""
The checks that come with lzeval, one family a module (检查项).

Each is found through the entry-point group ``lzeval.checks``, as a stranger's is.
"""

from __future__ import annotations

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__
