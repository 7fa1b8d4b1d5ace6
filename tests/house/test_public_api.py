"""Public modules say what is public, and keep their word."""

from __future__ import annotations

import importlib
import inspect
import re
import tomllib
from typing import TYPE_CHECKING

import lzeval

if TYPE_CHECKING:
    from pathlib import Path

TERM = re.compile(r"\([^()]*[\u4e00-\u9fff][^()]*\)")


def order(name: str) -> tuple[int, str]:
    """Sort CONSTANTS before Classes before functions, as ruff does."""
    if name.isupper():
        return 0, name
    return (1, name) if name[:1].isupper() else (2, name)


def test_all_is_sorted_and_unique(module_name: str) -> None:
    """`__all__` is sorted and names nothing twice."""
    exported = importlib.import_module(module_name).__all__
    assert sorted(set(exported), key=order) == list(exported)


def test_all_resolves(module_name: str) -> None:
    """Every name in `__all__` exists."""
    module = importlib.import_module(module_name)
    assert [] == [name for name in module.__all__ if not hasattr(module, name)]


def test_dir_is_all(module_name: str) -> None:
    """`dir()` of a public module shows its public names and nothing else."""
    module = importlib.import_module(module_name)
    assert sorted(module.__all__) == dir(module)


def test_star_import_works(module_name: str) -> None:
    """A star import binds exactly the names in `__all__`."""
    namespace: dict[str, object] = {}
    exec(f"from {module_name} import *", namespace)  # noqa: S102 - the module is ours
    namespace.pop("__builtins__")
    assert set(importlib.import_module(module_name).__all__) == set(namespace)


def test_public_names_carry_their_term(module_name: str) -> None:
    """The first paragraph of a public docstring names the Chinese term."""
    module = importlib.import_module(module_name)
    public = [(name, getattr(module, name)) for name in module.__all__]
    documented = [
        (name, inspect.getdoc(value) or "")
        for name, value in public
        if inspect.isclass(value) or inspect.isfunction(value)
    ]
    missing = [name for name, text in documented if not has_term(text)]
    assert [] == missing


def has_term(docstring: str) -> bool:
    """Tell whether the first paragraph has Chinese words in ASCII parentheses."""
    return TERM.search(docstring.partition("\n\n")[0]) is not None


def test_a_term_is_recognised() -> None:
    """The check above tells docstrings with a term from those without."""
    told = [has_term("Read a cell (指标值)."), has_term("Read a cell.\n\n(指标值)")]
    assert [True, False] == told


def test_unknown_attribute_is_an_attribute_error() -> None:
    """A name that the package does not have raises the error that Python expects."""
    assert "fallback" == getattr(lzeval, "no_such_name", "fallback")


def test_version_is_the_declared_one(root: Path) -> None:
    """The version at run time is the one in the project file."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == lzeval.__version__
