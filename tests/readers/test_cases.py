"""Every published case is read back from the form that it was printed on."""

from __future__ import annotations

import importlib.util
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import asdict

import lzeval

if TYPE_CHECKING:
    from types import ModuleType

    from lzeval.forms import Form


def load(name: str) -> ModuleType:
    """Load a module that lies beside this one."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"readers_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


layouts = load("layouts")
CASES = dict(layouts.numbered())


def plain(form: Form) -> dict[str, object]:
    """Give what the tables of a form say, without where they were read."""
    found = asdict(form)
    del found["places"], found["statements"]
    return found


@pytest.mark.parametrize("number", CASES)
@pytest.mark.parametrize("format", layouts.WRITERS)
def test_a_case_is_read_back(format: str, number: str) -> None:  # noqa: A002
    """What was printed is read, field by field, whatever the file it was printed in."""
    form = CASES[number]
    data = layouts.WRITERS[format](layouts.lay_out(form, number))
    read = lzeval.read_one(BytesIO(data), format)
    assert plain(form) == plain(read)
