"""The names of scoring."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import lzeval.scoring

MODULES = [
    "lzeval.scoring",
    *(
        module.name
        for module in pkgutil.walk_packages(lzeval.scoring.__path__, "lzeval.scoring.")
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_lists_its_names(name: str) -> None:
    """What a module shows is what it exports, sorted."""
    module = importlib.import_module(name)
    assert sorted(module.__all__) == dir(module) == list(module.__all__)
