"""The files of the editions are in the published format, and nothing is lost."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from lzeval import codec, frameworks
from lzeval.scoring import Framework
from lzeval.testing import check_framework

NAMES = frameworks.names()


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_survives_its_file(name: str) -> None:
    """What is written reads back the same, in every word."""
    edition = frameworks.get(name)
    copy = codec.loads(codec.dumps(edition), expect=Framework)
    assert edition == copy
    assert codec.dumps(edition) == codec.dumps(copy)


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_fits_the_schema(name: str) -> None:
    """An editor that knows the JSON Schema has nothing to say."""
    plain = json.loads(codec.dumps(frameworks.get(name)))
    validator = Draft202012Validator(codec.schema("framework"))
    assert [] == [error.json_path for error in validator.iter_errors(plain)]


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_keeps_the_contract(name: str) -> None:
    """Built-in editions are held to what is asked of strangers."""
    check_framework(frameworks.get(name), examples=5)
