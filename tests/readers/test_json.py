"""JSON says what it is by itself."""

from __future__ import annotations

from io import BytesIO

import pytest

import lzeval
from lzeval import cases, codec, forms, frameworks
from lzeval.errors import InvalidFileError
from lzeval.forms import Form


def test_a_form_is_given_as_it_is() -> None:
    """Nothing is understood, since nothing has to be."""
    form = Form(title="自评表", year="2023", total_as_printed="95")
    data = forms.dumps(form).encode("utf-8-sig")
    assert [form] == lzeval.read(BytesIO(data))


def test_evaluations_and_scorecards_are_printed() -> None:
    """As a form of them is."""
    evaluation = cases.load("longchi-2022")
    for value in (evaluation, evaluation.evaluate()):
        data = codec.dumps(value).encode()
        assert Form.of(evaluation) == lzeval.read_one(BytesIO(data))


def test_what_is_neither_is_refused() -> None:
    """The error says what was expected."""
    data = codec.dumps(frameworks.get("mof-2020-self")).encode()
    with pytest.raises(InvalidFileError, match="got Framework"):
        lzeval.read(BytesIO(data))


def test_a_broken_file_is_refused_with_its_place() -> None:
    """As elsewhere."""
    with pytest.raises(InvalidFileError, match="<stream>: 1 problem"):
        lzeval.read(BytesIO(b'{"title": "a",'))
    with pytest.raises(InvalidFileError, match="titel"):
        lzeval.read(BytesIO(b'{"titel": "a"}'))
