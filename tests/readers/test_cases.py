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
from lzeval.readers.pdf import PDF
from lzeval.readers.understanding import understand

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
    for name in ("places", "statements", "expected_text", "achieved_text"):
        del found[name]  # no case has a goal
    return found


IN_PROCESS = [name for name in layouts.WRITERS if name != "pdf"]
IN_PDF = ["001", "003", "012", "015", "018", "023", "027", "043", "048", "050"]
"""One for each layout: a reader in a process of its own takes its time."""


@pytest.mark.parametrize("number", CASES)
@pytest.mark.parametrize("format", IN_PROCESS)
def test_a_case_is_read_back(format: str, number: str) -> None:  # noqa: A002
    """What was printed is read, field by field, whatever the file it was printed in."""
    form = CASES[number]
    data = layouts.WRITERS[format](layouts.lay_out(form, number))
    read = lzeval.read_one(BytesIO(data), format.removeprefix("saved "))
    assert plain(form) == plain(read)


@pytest.mark.parametrize("number", IN_PDF)
def test_a_case_is_read_back_from_pdf(number: str) -> None:
    """Field by field, but for a second blank beside another, which no page shows."""
    form = CASES[number]
    data = layouts.to_pdf(layouts.lay_out(form, number))
    (read,) = understand(PDF.blocks(data))["forms"]
    assert str(plain(form)).replace("  ", " ") == str(plain(read))


def test_a_case_is_read_back_from_a_pdf_file() -> None:
    """In a process of its own, as files are."""
    data = layouts.to_pdf(layouts.lay_out(CASES["002"], "002"))
    assert plain(CASES["002"]) == plain(lzeval.read_one(BytesIO(data)))
