"""A program in another language recomputes the conformance vectors, and agrees."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from lzeval.cli import main

if TYPE_CHECKING:
    from pathlib import Path

# What the program claims: changed only together with the vectors or the program.
CLAIMED = {
    "editions/budget": 6,
    "editions/grade": 31,
    "editions/proportional": 21,
    "editions/rate": 2,
    "editions/reverse": 20,
    "grades/proportional": 15,
    "roundings/proportional": 12,
    "rules/awarded": 1,
    "rules/bands": 11,
    "rules/proportional": 15,
    "rules/reverse": 14,
    "sums/bands+proportional+reverse": 1,
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of vectors, as the command line writes it."""
    folder = tmp_path_factory.mktemp("vectors") / "1"
    assert 0 == main(["vectors", "export", str(folder)])
    return folder


@pytest.fixture
def recomputed(
    needed: Callable[..., None], programs: Path
) -> Callable[[Path], tuple[int, dict[str, Any]]]:
    """Run the program over a folder; give its exit code and what it found."""
    needed("node")

    def run(folder: Path) -> tuple[int, dict[str, Any]]:
        done = subprocess.run(
            ["node", programs / "node" / "run_vectors.mjs", folder],  # noqa: S607
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert "" == done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return done.returncode, found

    return run


def counted(found: dict[str, Any]) -> dict[str, int]:
    """Count the vectors of each kind that the program recomputed."""
    return {kind: len(ids) for kind, ids in found["claimed"].items()}


def test_it_agrees_on_all_that_it_claims(
    exported: Path, recomputed: Callable[[Path], tuple[int, dict[str, Any]]]
) -> None:
    """Every vector that it claims comes to the same figures, and it claims enough."""
    code, found = recomputed(exported)
    assert [] == found["differing"]
    assert CLAIMED == counted(found)
    assert 0 == code


def changed(figure: str) -> str:
    """Change the last digit of a number, or a word."""
    if not figure[-1].isdigit():
        return f"{figure}？"
    return figure[:-1] + str((int(figure[-1]) + 1) % 10)


def all_changed(expected: dict[str, Any]) -> dict[str, Any]:
    """Change every figure that a vector expects."""
    return {
        key: all_changed(value) if isinstance(value, dict) else changed(value)
        for key, value in expected.items()
    }


def one_changed(expected: dict[str, Any]) -> dict[str, Any]:
    """Change the first figure that a vector expects."""
    key, value = next(iter(expected.items()))
    new = one_changed(value) if isinstance(value, dict) else changed(value)
    return {**expected, key: new}


@pytest.fixture
def changing(exported: Path, tmp_path: Path) -> Callable[..., Path]:
    """Copy the folder, with what is expected changed where a condition holds."""

    def change(
        how: Callable[[dict[str, Any]], dict[str, Any]],
        where: Callable[[str, str], bool],
    ) -> Path:
        folder = tmp_path / "changed"
        shutil.copytree(exported, folder)
        for file in (folder / "vectors").iterdir():
            document = json.loads(file.read_text("utf-8"))
            for vector in document["vectors"]:
                edition = vector.get("edition")
                name = f"{edition}/{vector['id']}" if edition else vector["id"]
                if where(document["kind"], name):
                    vector["expected"] = how(vector["expected"])
            file.write_text(json.dumps(document), "utf-8")
        return folder

    return change


@pytest.mark.parametrize("kind", CLAIMED)
def test_it_notices_one_changed_figure(
    kind: str,
    exported: Path,
    changing: Callable[..., Path],
    recomputed: Callable[[Path], tuple[int, dict[str, Any]]],
) -> None:
    """One expected figure of a kind, changed in its last digit, is named alone."""
    file = kind.partition("/")[0]
    chosen = recomputed(exported)[1]["claimed"][kind][0]
    folder = changing(one_changed, lambda each, name: (each, name) == (file, chosen))
    code, found = recomputed(folder)
    assert [(kind, chosen)] == [(one["kind"], one["id"]) for one in found["differing"]]
    assert 1 == code


def test_it_notices_every_changed_figure(
    changing: Callable[..., Path],
    recomputed: Callable[[Path], tuple[int, dict[str, Any]]],
) -> None:
    """Of all that it claims, no vector passes whatever is expected of it."""
    code, found = recomputed(changing(all_changed, lambda *_: True))
    assert CLAIMED == counted(found)
    named = {(one["kind"], one["id"]) for one in found["differing"]}
    assert {
        (kind, name) for kind, ids in found["claimed"].items() for name in ids
    } == named
    assert 1 == code


def test_it_fails_where_there_is_nothing(
    tmp_path: Path, recomputed: Callable[[Path], tuple[int, dict[str, Any]]]
) -> None:
    """A folder without vectors is no success."""
    (tmp_path / "manifest.json").write_text('{"files": []}', "utf-8")
    assert 1 == recomputed(tmp_path)[0]
