"""
Example evaluations that come with the library (案例).

Real, published evaluations as structured facts, in lzeval's own file format; and worked
figures that systems in other languages can be tested with.
"""

from __future__ import annotations

from lzeval.cases.catalogue import load, names, source
from lzeval.cases.conformance import VECTORS, expected_of, vector_files

__all__ = ["VECTORS", "expected_of", "load", "names", "source", "vector_files"]


def __dir__() -> list[str]:
    return __all__
