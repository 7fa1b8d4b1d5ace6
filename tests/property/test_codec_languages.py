"""JSON is YAML too: both readers give the same value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from lzeval import codec
from lzeval.testing import evaluations

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation


@given(evaluations())
def test_json_read_as_yaml(evaluation: Evaluation) -> None:
    """The JSON of an evaluation, or of its result, read as YAML is the same value."""
    for value in (evaluation, evaluation.evaluate()):
        assert value == codec.loads(codec.dumps(value), format="yaml")
