"""
The JSON Schema of the files of conformance vectors (测试向量的 JSON Schema).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

__all__ = ["SCHEMA", "schema"]

_Plain: TypeAlias = dict[str, Any]

SCHEMA = "lzeval-vectors-1.schema.json"
"""The name of the schema's file."""

_TEXT = {"type": "string"}
_NUMBER = {"type": "string", "pattern": r"^-?\d+(\.\d+)?(/\d+)?$"}
_NOTE = {"type": "object", "additionalProperties": _TEXT}


def schema(version: str, kinds: Iterable[str]) -> dict[str, object]:
    """
    Give the JSON Schema of a file of vectors (测试向量的 JSON Schema).

    Args:
        version: The version of the format.
        kinds: The kinds of vector that there are.
    """
    of_editions = {"properties": {"kind": {"const": "editions"}}}
    head = {
        "lzeval-vectors": {"const": version},
        "kind": {"enum": sorted(kinds)},
        "vectors": {"type": "array"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "lzeval conformance vectors",
        **_object(head, [*head]),
        "if": of_editions,
        "then": {"properties": {"vectors": {"items": _of_edition()}}},
        "else": {"properties": {"vectors": {"items": _with_evaluation()}}},
    }


def _object(properties: _Plain, required: Iterable[str] = ()) -> _Plain:
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }


def _with_evaluation() -> _Plain:
    names = ("points", "low", "high", "out_of")
    figures = _object({**dict.fromkeys(names, _NUMBER), "reason": _TEXT})
    by_code = {"type": "object", "additionalProperties": figures}
    expected = {
        "lines": by_code,
        "groups": by_code,
        "total": figures,
        "grade": _TEXT,
        "no_grade": _TEXT,
    }
    vector = {
        "id": _TEXT,
        "note": _NOTE,
        "evaluation": {"$ref": "lzeval-1.schema.json"},
        "expected": _object(expected),
    }
    return _object(vector, ["id", "evaluation", "expected"])


def _of_edition() -> _Plain:
    cells = {"type": "object", "additionalProperties": {"type": ["string", "integer"]}}
    figures = {"type": "object", "additionalProperties": _TEXT, "minProperties": 1}
    vector = {
        "edition": _TEXT,
        "id": _TEXT,
        "note": _NOTE,
        "given": cells,
        "reading": {"type": "object"},
        "expected": figures,
    }
    return _object(vector, ["edition", "id", "given", "reading", "expected"])
