"""
The evaluations that come with the library (案例目录).
"""

from __future__ import annotations

import importlib.resources

from lzeval.codec import loads
from lzeval.errors import UnknownNameError
from lzeval.scoring import Evaluation

__all__ = ["load", "names", "source"]


def __dir__() -> list[str]:
    return __all__


_DATA = importlib.resources.files("lzeval.cases") / "data"
_SUFFIX = ".toml"


def names() -> tuple[str, ...]:
    """
    Name the cases, sorted (案例目录).

    Examples:
        >>> names()
        ('longchi-2022',)
    """
    files = (item.name for item in _DATA.iterdir())
    return tuple(sorted(n.removesuffix(_SUFFIX) for n in files if n.endswith(_SUFFIX)))


def source(name: str) -> str:
    """
    Give the text of a case's file, in TOML (案例原文).

    Args:
        name: One of `names`.

    Raises:
        UnknownNameError: If there is no such case.
    """
    if name not in names():
        raise UnknownNameError("case", name, names())
    return (_DATA / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def load(name: str) -> Evaluation:
    """
    Load a case (加载案例).

    Args:
        name: One of `names`, such as ``longchi-2022``: the 2022 evaluation of the
            labour office project of 龙池 subdistrict, which the library grew from.

    Returns:
        The evaluation, ready to be evaluated.

    Raises:
        UnknownNameError: If there is no such case.

    Examples:
        >>> card = load("longchi-2022").evaluate()
        >>> print(card.total.points, card.total.out_of, card.grade)
        95.00 100 优
    """
    return loads(source(name), format="toml", source=name, expect=Evaluation)
