"""
Trees as flat rows: ``code, parent, name, weight`` (指标平表).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import NOTHING, fields

from lzeval.errors import InvalidTreeError, LzevalError, Problem
from lzeval.model.indicator import Indicator, IndicatorGroup, Node

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
    listed = [dict(row) for row in rows]
    problems: list[Problem] = []
    codes: dict[str, int] = {}
    for number, row in enumerate(listed, 1):
        name = row.get("name")
        if not isinstance(name, str | Mapping) or not name:
            problems.append(Problem(f"row {number}", "a row needs a name"))
            name = f"row {number}"
        code = str(row.setdefault("code", str(name)) or name)
        if code in codes:
            first = codes[code]
            message = f"duplicate code {code!r}, first used in row {first}"
            problems.append(Problem(f"row {number}", message))
        codes.setdefault(code, number)
    problems += _lost(listed, codes)
    if problems:
        raise InvalidTreeError(subject, tuple(problems))
    below: dict[str, list[Mapping[str, object]]] = {}
    for row in listed:
        below.setdefault(str(row.get("parent") or ""), []).append(row)
    nodes = tuple(_nest(below, "", codes, problems))
    if problems:
        raise InvalidTreeError(subject, tuple(problems))
    return nodes


def _lost(rows: list[dict[str, object]], codes: Mapping[str, int]) -> Iterator[Problem]:
    """Find rows whose parents are unknown or lead in a circle."""
    parents = {str(row["code"]): str(row.get("parent") or "") for row in rows}
    for number, row in enumerate(rows, 1):
        code = str(row["code"])
        parent = parents[code]
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
        children = tuple(_nest(below, code, codes, problems))
        kind: type[Node] = IndicatorGroup if children else Indicator
        place = f"row {codes[code]}"
        unknown = sorted(values.keys() - {item.alias for item in fields(kind)})
        if unknown:
            what = "group" if children else "indicator"
            message = f"no such field of a {what}: {', '.join(unknown)}"
            problems.append(Problem(place, message))
            continue
        if children:
            values["children"] = children
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
