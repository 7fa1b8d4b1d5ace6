"""
Whose rules apply: the editions of evaluation frameworks (评价办法).

An edition is a file; code knows none of its weights, thresholds and grades. Other
packages add theirs through the entry-point group ``lzeval.frameworks``.
"""

from __future__ import annotations

from lzeval.frameworks.differences import Difference, diff
from lzeval.frameworks.facts import Fact, Part, Terms, facts
from lzeval.frameworks.figures import Figure, figures
from lzeval.frameworks.registry import derive, get, load, load_folder, names, on
from lzeval.frameworks.running import VectorResult, run_vectors, vectors_plain

__all__ = [
    "Difference",
    "Fact",
    "Figure",
    "Part",
    "Terms",
    "VectorResult",
    "derive",
    "diff",
    "facts",
    "figures",
    "get",
    "load",
    "load_folder",
    "names",
    "on",
    "run_vectors",
    "vectors_plain",
]


def __dir__() -> list[str]:
    return __all__
