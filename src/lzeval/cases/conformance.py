"""
Conformance vectors: worked figures for systems in other languages (一致性测试向量).

The figures in ``data/conformance`` were worked out by hand. They are written out with
the evaluations that they belong to, in lzeval's own format, so that a system that reads
this format can be tested without Python.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from lzeval import codec, frameworks
from lzeval.cases._vector_schema import SCHEMA, schema
from lzeval.cases.catalogue import load, names
from lzeval.model import Budget, Outcome, Target
from lzeval.version import version

if TYPE_CHECKING:
    from lzeval.model import Interval
    from lzeval.scoring import Evaluation, Scorecard
    from lzeval.typing import Exact

__all__ = ["VECTORS", "expected_of", "vector_files"]


def __dir__() -> list[str]:
    return __all__


VECTORS = "1"
"""The version of the format of the folder (向量格式版本)."""

_Plain: TypeAlias = dict[str, Any]
_DATA = importlib.resources.files("lzeval.cases") / "data" / "conformance"
_KINDS = ("rules", "roundings", "policies", "sums", "grades")
_CELLS = ("target", "outcome", "award", "answers")
_FIGURES = ("points", "low", "high", "reason")
_ONE = "指标"


def vector_files() -> Mapping[str, str]:
    """
    Give the folder of conformance vectors (一致性测试向量文件).

    Returns:
        The text of each file by its path: the vectors, the editions and cases that they
        speak of, JSON Schemas, and a manifest with the hash of each. The same version
        of lzeval gives the same bytes.

    Examples:
        >>> [path for path in vector_files() if path.startswith("vectors/")]
        ... # doctest: +NORMALIZE_WHITESPACE
        ['vectors/cases.json', 'vectors/editions.json', 'vectors/grades.json',
        'vectors/policies.json', 'vectors/roundings.json', 'vectors/rules.json',
        'vectors/sums.json']
    """
    vectors = {kind: [*_worked(kind)] for kind in _KINDS}
    vectors["cases"] = [*map(_case, names())]
    vectors["editions"] = [*_of_editions()]
    plain = {f"vectors/{kind}.json": _file(kind, vectors[kind]) for kind in vectors}
    for name in names():
        plain[f"cases/{name}.json"] = codec.to_plain(load(name).evaluate())
    for name in frameworks.names():
        edition = frameworks.get(name)
        plain[f"editions/{edition.id}.json"] = codec.to_plain(edition)
    plain["schema/lzeval-1.schema.json"] = codec.schema()
    plain[f"schema/{SCHEMA}"] = schema(VECTORS, [*vectors])
    texts = {path: codec.to_json(plain[path]) for path in sorted(plain)}
    counts = {f"vectors/{kind}.json": len(vectors[kind]) for kind in vectors}
    manifest = {
        "lzeval-vectors": VECTORS,
        "lzeval": version(),
        "files": [_listed(path, text, counts) for path, text in texts.items()],
    }
    return {"manifest.json": codec.to_json(manifest), **texts}


def _listed(path: str, text: str, counts: Mapping[str, int]) -> _Plain:
    listed: _Plain = {"path": path}
    if path in counts:
        listed["vectors"] = counts[path]
    listed["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return listed


def _file(kind: str, vectors: list[_Plain]) -> _Plain:
    return {"lzeval-vectors": VECTORS, "kind": kind, "vectors": vectors}


# --- vectors that hold an evaluation ---------------------------------------------


def _worked(kind: str) -> Iterator[_Plain]:
    """Read the vectors of one kind, and write out the evaluation of each."""
    text = (_DATA / f"{kind}.toml").read_text("utf-8")
    for raw in tomllib.loads(text)["vectors"]:
        alone = {key: raw[key] for key in (*_CELLS, "weight", "rule") if key in raw}
        alone |= {key: raw[key] for key in _FIGURES if key in raw}
        rows = raw.get("rows", [{"name": _ONE, **alone}])
        expected: _Plain = {
            "lines": {row["name"]: _figures(row) for row in rows if _figures(row)},
            **{
                key: raw[key]
                for key in ("groups", "total", "grade", "no_grade")
                if key in raw
            },
        }
        vector: _Plain = {"id": raw["id"]}
        if "note" in raw:
            vector["note"] = raw["note"]
        yield {**vector, "evaluation": _evaluation(raw, rows), "expected": expected}


def _figures(row: _Plain) -> _Plain:
    return {key: row[key] for key in _FIGURES if key in row}


def _evaluation(raw: _Plain, rows: list[_Plain]) -> _Plain:
    targets: list[object] = []
    outcomes: _Plain = {}
    for row in rows:
        name = row["name"]
        answers = row.get("answers")
        for code, cell, result in answers or [
            (name, row.get("target"), row.get("outcome"))
        ]:
            target = Target.parse(cell or "", indicator=name, code=code)
            if cell is not None:
                targets.append(codec.write_shape(target))
            if isinstance(result, str):
                outcomes[code] = codec.write_shape(Outcome.parse(result, target=target))
            elif result is not None:
                outcomes[code] = result
    written = {
        "lzeval": codec.FORMAT,
        "kind": "evaluation",
        "project": {"name": "算例", "budget": raw.get("budget")},
        "framework": {"id": "own", "name": "算例", **raw.get("framework", {})},
        "tree": {
            "rows": [
                {
                    key: value
                    for key, value in row.items()
                    if key not in _CELLS and key not in _FIGURES
                }
                for row in rows
            ]
        },
        "targets": targets,
        "outcomes": outcomes,
        "awards": {
            row["name"]: [{"points": row["award"]}] for row in rows if "award" in row
        },
    }
    return codec.to_plain(codec.from_plain(written, source=raw["id"]))


def _case(name: str) -> _Plain:
    evaluation = load(name)
    return {
        "id": name,
        "evaluation": codec.to_plain(evaluation),
        "expected": expected_of(evaluation),
    }


def expected_of(evaluation: Evaluation) -> dict[str, object]:
    """
    Give the figures of an evaluation in the form of the vectors (应有结果).

    Args:
        evaluation: What is scored.

    Returns:
        Points, or their range and the reason, of each indicator and group by code, the
        total and its maximum, and the grade or why there is none.

    Examples:
        >>> found = expected_of(load("longchi-2022"))
        >>> found["total"], found["grade"]
        ({'points': '95.00', 'out_of': '100'}, '优')
    """
    card = evaluation.evaluate()
    total = _range(card.total.points, card.total.interval)
    if card.total.out_of is not None:
        total["out_of"] = str(card.total.out_of)
    found: dict[str, object] = {
        "lines": dict(_lines(card)),
        "groups": {
            group.place.code: _range(group.points, group.interval)
            for group in card.groups
        },
        "total": total,
    }
    if card.grade is not None:
        found["grade"] = str(card.grade)
    if card.no_grade is not None:
        found["no_grade"] = str(card.no_grade)
    return found


def _lines(card: Scorecard) -> Iterator[tuple[str, dict[str, str]]]:
    for line in card.lines if card.budget is None else (*card.lines, card.budget):
        figures = _range(line.points, line.interval)
        if line.reason is not None:
            figures["reason"] = str(line.reason)
        yield line.code, figures


def _range(points: Exact | None, interval: Interval | None) -> dict[str, str]:
    if points is not None:
        return {"points": str(points)}
    if interval is None:
        return {}
    found = {"low": str(interval.low)}
    return found if interval.high is None else {**found, "high": str(interval.high)}


# --- vectors of the editions ------------------------------------------------------


def _of_editions() -> Iterator[_Plain]:
    """Add to the cells of each edition's vectors how lzeval reads them."""
    installed: Iterable[str] = frameworks.names()
    editions = {frameworks.get(name).id: None for name in installed}
    for plain in frameworks.vectors_plain(editions):
        vector = cast("_Plain", plain)
        if vector["note"] is None:
            del vector["note"]
        yield {**vector, "reading": dict(_reading(vector["given"]))}


def _reading(given: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    if "target" in given:
        target = Target.parse(given["target"], indicator=_ONE)
        outcome = Outcome.parse(given["outcome"], target=target)
        for name, value in ("target", target), ("outcome", outcome):
            yield name, codec.write_shape(value)
    if "budget" in given:
        money = Budget.of(adjusted=given["budget"], executed=given["executed"])
        written = codec.write_shape(money)
        yield from {
            "budget": written["adjusted"],
            "executed": written["executed"],
        }.items()
