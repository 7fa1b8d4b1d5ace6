"""
The checks that come with lzeval, one family a module (检查项).

Each is found through the entry-point group ``lzeval.checks``, as a stranger's is.
"""

from __future__ import annotations

from lzeval._rooms import make_callable
from lzeval.audit.registry import checks

__all__: list[str] = []


def __dir__() -> list[str]:
    return __all__


# `lzeval.audit.checks` is a function; once a family is loaded, it is this package.
make_callable(__name__, checks)
