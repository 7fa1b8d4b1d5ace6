"""
Whose rules apply: the editions of evaluation frameworks (评价办法).

An edition is a file; code knows none of its weights, thresholds and grades. Other
packages add theirs through the entry-point group ``lzeval.frameworks``.
"""

from __future__ import annotations

from lzeval.frameworks.figures import Figure, figures
from lzeval.frameworks.registry import derive, get, load, load_folder, names, on
from lzeval.frameworks.running import VectorResult, run_vectors

__all__ = [
    "Figure",
    "VectorResult",
    "derive",
    "figures",
    "get",
    "load",
    "load_folder",
    "names",
    "on",
    "run_vectors",
]


def __dir__() -> list[str]:
    return __all__
