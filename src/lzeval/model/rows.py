"""
Trees as flat rows: ``code, parent, name, weight`` (指标平表).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from attrs import NOTHING, fields

from lzeval.errors import InvalidTreeError, LzevalError, Problem
from lzeval.model.indicator import Indicator, IndicatorGroup, Node
from lzeval.model.text import Text

__all__ = ["nodes_from_rows", "rows_from_nodes"]


def __dir__() -> list[str]:
    return __all__


def nodes_from_rows(
    rows: Iterable[Mapping[str, object]], subject: str
) -> tuple[Node, ...]:
    """
    Nest flat rows by their parents (由平表构建).

    Raises:
        InvalidTreeError: Naming every problem with the number of its row, from 1.
    """
    listed: list[dict[str, object]] = []
    problems: list[Problem] = []
    codes: dict[str, int] = {}
    for number, given in enumerate(rows, 1):
        row = _identified(given)
        code = str(row["code"])
        if not row["name"]:
            problems.append(Problem(f"row {number}", "a row needs a name"))
        if code in codes:
            message = f"duplicate code {code!r}, first used in row {codes[code]}"
            problems.append(Problem(f"row {number}", message))
        codes.setdefault(code, number)
        listed.append(row)
    problems += _lost(listed, codes)
    if problems:
        raise InvalidTreeError(subject, tuple(problems))
    below: dict[str, list[Mapping[str, object]]] = {}
    for row in listed:
        below.setdefault(str(row["parent"]), []).append(row)
    nodes = tuple(_nest(below, "", codes, problems))
    if problems:
        raise InvalidTreeError(subject, tuple(problems))
    return nodes


def _identified(row: Mapping[str, object]) -> dict[str, object]:
    """Bring name, code (else the name) and parent of a row to texts."""
    name, code, parent = row.get("name"), row.get("code"), row.get("parent")
    text = Text()
    if isinstance(name, str | Mapping):
        text = Text.of(cast("str | Mapping[str, str]", name))
    return {
        **row,
        "name": text,
        "code": str(text if code is None or code == "" else code),
        "parent": "" if parent is None else str(parent),
    }


def _lost(rows: list[dict[str, object]], codes: Mapping[str, int]) -> Iterator[Problem]:
    """Find rows whose parents are unknown or lead in a circle."""
    parents = {str(row["code"]): str(row["parent"]) for row in rows}
    for number, row in enumerate(rows, 1):
        code, parent = str(row["code"]), str(row["parent"])
        if parent and parent not in codes:
            yield Problem(f"row {number}", f"unknown parent {parent!r}")
            continue
        seen = {code}
        while parent and parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        if parent == code:
            yield Problem(f"row {number}", f"{code!r} is among its own parents")


def _nest(
    below: Mapping[str, list[Mapping[str, object]]],
    parent: str,
    codes: Mapping[str, int],
    problems: list[Problem],
) -> Iterator[Node]:
    for row in below.get(parent, ()):
        code = str(row["code"])
        values = {key: value for key, value in row.items() if key != "parent"}
        is_group = code in below
        kind: type[Node] = IndicatorGroup if is_group else Indicator
        place = f"row {codes[code]}"
        if is_group:
            values["children"] = tuple(_nest(below, code, codes, problems))
        unknown = sorted(values.keys() - {item.alias for item in fields(kind)})
        if unknown:
            what = "a group" if is_group else "an indicator"
            message = f"no such field of {what}: {', '.join(unknown)}"
            problems.append(Problem(place, message))
            continue
        try:
            yield kind(**values)  # type: ignore[arg-type]
        except (LzevalError, TypeError, ValueError) as error:
            problems.append(Problem(place, str(error)))


def rows_from_nodes(roots: Iterable[Node]) -> list[dict[str, object]]:
    """Give nested nodes as rows, a group before its children (转为平表)."""
    rows: list[dict[str, object]] = []
    _flatten(roots, None, rows)
    return rows


def _flatten(
    nodes: Iterable[Node], parent: str | None, rows: list[dict[str, object]]
) -> None:
    for node in nodes:
        row: dict[str, object] = {"code": node.code}
        if parent is not None:
            row["parent"] = parent
        for item in fields(type(node)):
            value = getattr(node, item.name)
            if item.name not in {"code", "children"} and (
                item.default is NOTHING or value != item.default
            ):
                row[item.name] = value
        rows.append(row)
        if isinstance(node, IndicatorGroup):
            _flatten(node.children, node.code, rows)
