"""The conformance vectors say what lzeval computes, of everything that it can."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import jsonschema
import pytest
import referencing

from lzeval import cases, codec, frameworks, plugins
from lzeval.scoring import Evaluation, GradeOn, RoundingMode, RoundingOrder, Treatment

FILES = cases.vector_files()
VECTORS = {
    path: json.loads(text)
    for path, text in FILES.items()
    if path.startswith("vectors/")
}
WORKED = [
    (document["kind"], vector)
    for document in VECTORS.values()
    for vector in document["vectors"]
    if "evaluation" in vector
]


def scored(vector: dict[str, Any]) -> Evaluation:
    """Read the evaluation that a vector holds."""
    return codec.from_plain(vector["evaluation"], expect=Evaluation)


def told(expected: object, found: object) -> object:
    """Take from what was found what something is expected of."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: told(expected[key], found.get(key)) for key in expected}
    return found


@pytest.mark.parametrize(
    "vector",
    [one for _, one in WORKED],
    ids=[f"{kind}-{v['id']}" for kind, v in WORKED],
)
def test_vector(vector: dict[str, Any]) -> None:
    """What was worked out by hand is what the evaluation comes to."""
    assert vector["expected"]
    found = cases.expected_of(scored(vector))
    assert vector["expected"] == told(vector["expected"], found)


def test_every_vector_has_a_name_of_its_own() -> None:
    """A vector can be spoken of."""
    for document in VECTORS.values():
        ids = [(one.get("edition"), one["id"]) for one in document["vectors"]]
        assert ids
        assert len(ids) == len({*ids})


def test_every_kind_of_rule_has_a_vector() -> None:
    """No rule that comes with lzeval is left out."""
    seen = {
        row["rule"]["kind"]
        for kind, vector in WORKED
        if kind == "rules"
        for row in vector["evaluation"]["tree"]["rows"]
    }
    ours = {
        name
        for name in plugins.names("lzeval.rules")
        if plugins.find("lzeval.rules", name).__module__.startswith("lzeval.")
    }
    assert set() == ours - seen


def test_every_state_is_treated_in_every_way() -> None:
    """Each absence of a number meets each treatment."""
    states = ("claimed", "missing", "not_applicable", "not_assessable")
    policies = [scored(vector).framework.policies for _, vector in WORKED]
    seen = {(state, getattr(one, state)) for one in policies for state in states}
    assert {(state, way) for state in states for way in Treatment} <= seen


def test_every_way_of_rounding_has_a_vector() -> None:
    """Modes, orders and the totals that are graded are all there."""
    editions = [scored(vector).framework for _, vector in WORKED]
    assert {*RoundingMode} == {one.rounding.mode for one in editions}
    assert {*RoundingOrder} == {one.rounding.order for one in editions}
    assert {*GradeOn} == {one.grades.on for one in editions if one.grades}


def test_vectors_of_editions_are_all_there() -> None:
    """No edition's figure is left out, nor is one there twice."""
    editions = {frameworks.get(name).id for name in frameworks.names()}
    number = sum(len(frameworks.get(name).vectors) for name in editions)
    assert number == len(VECTORS["vectors/editions.json"]["vectors"])


def test_every_case_is_there_with_its_scorecard() -> None:
    """A case can be read back as the scorecard that it came to."""
    for name in cases.names():
        card = codec.loads(FILES[f"cases/{name}.json"], format="json")
        assert cases.load(name).evaluate() == card


def validator(name: str) -> jsonschema.Draft202012Validator:
    """Read a schema of the folder, and those that it refers to."""
    schemas = {
        path.removeprefix("schema/"): json.loads(text)
        for path, text in FILES.items()
        if path.startswith("schema/")
    }
    registry = referencing.Registry[Any]().with_contents(schemas.items())
    return jsonschema.Draft202012Validator(schemas[name], registry=registry)


def test_every_file_is_as_its_schema_says() -> None:
    """The JSON Schemas of the folder fit its files."""
    vectors = validator("lzeval-vectors-1.schema.json")
    for document in VECTORS.values():
        vectors.validate(document)
    file = validator("lzeval-1.schema.json")
    for path, text in FILES.items():
        if path.startswith(("cases/", "editions/")):
            file.validate(json.loads(text))


@pytest.mark.parametrize("key", ["evaluation", "expected", "id"])
def test_the_schema_refuses_what_is_missing(key: str) -> None:
    """A vector without one of its parts is none."""
    document = json.loads(FILES["vectors/sums.json"])
    del document["vectors"][0][key]
    assert not validator("lzeval-vectors-1.schema.json").is_valid(document)


def test_the_manifest_has_the_hash_of_every_file() -> None:
    """A copy of the folder can be told from a changed one."""
    manifest = json.loads(FILES["manifest.json"])
    assert cases.VECTORS == manifest["lzeval-vectors"]
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    hashes = {
        path: hashlib.sha256(text.encode()).hexdigest()
        for path, text in FILES.items()
        if path != "manifest.json"
    }
    assert hashes == listed
    counts = {
        file["path"]: file["vectors"] for file in manifest["files"] if "vectors" in file
    }
    assert {path: len(one["vectors"]) for path, one in VECTORS.items()} == counts


def test_the_folder_is_the_same_every_time() -> None:
    """The same version writes the same bytes."""
    assert [*FILES.items()] == [*cases.vector_files().items()]
