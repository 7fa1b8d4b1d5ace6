"""Every edition gives the figures that it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lzeval import frameworks
from lzeval.scoring import Framework, Vector

if TYPE_CHECKING:
    from lzeval.frameworks import VectorResult

RESULTS = frameworks.run_vectors()
IDS = [f"{result.edition}-{result.vector.id}" for result in RESULTS]


@pytest.mark.parametrize("result", RESULTS, ids=IDS)
def test_vector(result: VectorResult) -> None:
    """What is computed is what was worked out by hand."""
    computed = {name: result.computed.get(name) for name in result.expected}
    assert result.expected == computed
    assert result.passed


def test_every_edition_has_vectors_of_different_names() -> None:
    """An edition without worked figures cannot be checked by others."""
    for name in frameworks.names():
        ids = [vector.id for vector in frameworks.get(name).vectors]
        assert ids
        assert len(ids) == len({*ids})


@pytest.mark.parametrize(
    "wrong",
    [
        Vector(id="points", target="≥50个", outcome="25个", weight=8, points="4.01"),
        Vector(id="grade", total=90, grade="良"),
        Vector(id="nothing expected", target="≥50个", outcome="25个"),
        Vector(id="nothing given", points=8),
        Vector(id="no light", target="≥50个", outcome="25个", month=7, light="red"),
        Vector(id="open", target="效果明显", outcome="", weight=8, points=8),
    ],
    ids=lambda vector: vector.id,
)
def test_a_wrong_vector_fails(wrong: Vector) -> None:
    """The runner tells a wrong figure from a right one."""
    edition = frameworks.derive("mof-2020-self", id="own", name="办法", vectors=[wrong])
    assert [False] == [result.passed for result in frameworks.run_vectors([edition])]


def test_an_edition_may_be_ungraded() -> None:
    """Without a scale nothing is graded."""
    edition = Framework(
        id="own", name="办法", vectors=[Vector(id="1", total=90, grade="优")]
    )
    (result,) = frameworks.run_vectors([edition])
    assert {} == result.computed
