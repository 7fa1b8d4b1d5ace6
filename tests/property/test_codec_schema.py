"""What is written is valid by the JSON Schema."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from hypothesis import given
from jsonschema import Draft202012Validator

from lzeval import codec
from lzeval.testing import evaluations, frameworks, trees

if TYPE_CHECKING:
    from lzeval.model import IndicatorTree
    from lzeval.scoring import Evaluation, Framework


@functools.cache
def validator() -> Draft202012Validator:
    """Make the validator once."""
    return Draft202012Validator(codec.schema())


@given(evaluations(), frameworks(), trees())
def test_what_is_written_is_valid(
    evaluation: Evaluation, framework: Framework, tree: IndicatorTree
) -> None:
    """Values of all four kinds are written as the schema says."""
    for value in (evaluation, evaluation.evaluate(), framework, tree):
        assert validator().is_valid(json.loads(codec.dumps(value)))
