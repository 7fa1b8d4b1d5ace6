"""
Values with a form of their own: trees, rules, grades, frameworks (特殊形式).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from operator import is_

import attrs
from cattrs import Converter

from lzeval import plugins
from lzeval.codec._faults import Fault, FaultsError, each, unknown_key
from lzeval.codec._generic import Reader, Writer, class_reader, class_writer, fields_of
from lzeval.codec._leaves import expected, read_text
from lzeval.errors import InvalidTreeError, LzevalError, PluginError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree, Node, Text
from lzeval.model.text import SOURCE_LOCALE
from lzeval.scoring import Evaluation, Framework, GradeScale
from lzeval.scoring.digest import digest
from lzeval.scoring.framework import framework_of
from lzeval.scoring.grades import GradeOn
from lzeval.typing import Exact, Rule

RULES = "lzeval.rules"
"""The plug-in group in which rules are found by their kind."""


class Rows(tuple[Mapping[str, object], ...]):
    """The rows of a tree, as `IndicatorTree.from_rows` takes them."""

    __slots__ = ()


@attrs.frozen
class TreeForm:
    """
    A tree of indicators: flat rows.

    Attributes:
        rows: Indicators and groups; a row that others name as parent is a group.
        total: Points of the whole tree, if they are not the sum of the first level's.
        name: Its name.
    """

    rows: Rows
    total: Exact | None = None
    name: Text | None = None


@attrs.frozen
class GradesForm:
    """
    Grades in short: the lowest total of each.

    Attributes:
        half_open: Lowest total by the name of the grade, to which it belongs.
        out_of: The full points that the totals refer to.
        on: Whether the rounded or the exact total is graded.
    """

    half_open: Mapping[str, Exact]
    out_of: Exact | None = None
    on: GradeOn | None = None


def same(left: object, right: object) -> bool:
    """Whether two frozen values agree in everything, translations included."""
    return left is right or (left == right and digest(left) == digest(right))


def row_types(kind: type[Node]) -> dict[str, object]:
    """Give the keys that a row of a tree may have, in order, with their types."""
    own = {item.name: item.type for item in fields_of(kind) if item.name != "children"}
    return {"code": str | None, "parent": str | None} | own


def rows_reader(_: object, converter: Converter) -> Reader:
    """Make the reader of the rows of a tree."""
    types = {kind: row_types(kind) for kind in (Indicator, IndicatorGroup)}

    def read(value: object, _: object) -> Rows:
        if not isinstance(value, list | tuple):
            raise expected("a list of rows", value)
        parents = {row["parent"] for row in value if _names_parent(row)}
        return Rows(each(enumerate(value), lambda row: read_row(row, parents)))

    def read_row(row: object, parents: set[str]) -> Mapping[str, object]:
        if not isinstance(row, Mapping):
            raise expected("an object", row)
        known = types[IndicatorGroup if _code(row) in parents else Indicator]

        def read_entry(entry: tuple[str, object]) -> tuple[str, object]:
            key, item = entry
            if key not in known:
                raise ValueError(unknown_key(key, known))
            return key, converter.structure(item, known[key])  # type: ignore[arg-type]

        entries = each(((key, (key, item)) for key, item in row.items()), read_entry)
        return {key: item for key, item in entries if item is not None}

    return read


def _names_parent(row: object) -> bool:
    return isinstance(row, Mapping) and isinstance(row.get("parent"), str)


def _code(row: Mapping[str, object]) -> object:
    """Give the code of a row as it will be: the given one, or the name."""
    name = row.get("name")
    source = name.get(SOURCE_LOCALE) if isinstance(name, Mapping) else name
    code = row.get("code")
    return source if code is None else code


def tree_reader(_: object, converter: Converter) -> Reader:
    """Make the reader of a tree."""
    hook = converter.get_structure_hook(TreeForm)

    def read(value: object, _: object) -> IndicatorTree:
        form = hook(value, TreeForm)
        try:
            return IndicatorTree.from_rows(form.rows, total=form.total, name=form.name)
        except InvalidTreeError as error:
            raise FaultsError(_tree_faults(error, form.rows)) from error

    return read


def _tree_faults(error: InvalidTreeError, rows: Rows) -> Iterator[Fault]:
    """Place the problems of a tree at its rows."""
    for problem in error.problems:
        numbered = re.fullmatch(r"row (\d+)", problem.place)
        if numbered:
            yield Fault(("rows", int(numbered[1]) - 1), problem.message)
        elif problem.place == "total":
            yield Fault(("total",), problem.message)
        else:
            step = _paths(rows).get(problem.place)
            yield Fault(("rows",) if step is None else ("rows", step), problem.message)


def _paths(rows: Rows) -> dict[str, int]:
    """Number the rows by the names from the first level down; no row is in a circle."""
    by_code = {str(_code(row)): row for row in rows}
    paths: dict[str, int] = {}
    for number, row in enumerate(rows):
        names = [str(row["name"])]
        while (parent := row.get("parent")) is not None:
            row = by_code[str(parent)]  # noqa: PLW2901 - climbs
            names.insert(0, str(row["name"]))
        paths.setdefault("/".join(names), number)
    return paths


def tree_writer(_: object, converter: Converter) -> Writer:
    """Make the writer of a tree."""
    head = class_writer(TreeForm, converter, omit={"rows"})
    writers = {
        kind: class_writer(kind, converter, omit={"children"})
        for kind in (Indicator, IndicatorGroup)
    }

    def write(tree: IndicatorTree) -> dict[str, object]:
        rows: list[object] = []
        for place in tree:
            parent = {} if place.parent is None else {"parent": place.parent}
            node = writers[type(place.node)](place.node)
            rows.append({"code": place.code, **parent, **node})
        return {**head(TreeForm(Rows(), tree.total, tree.name)), "rows": rows}

    return write


def rule_reader(_: object, converter: Converter) -> Reader:
    """Make the reader of a rule, whose class is found by its kind."""

    def read(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise expected("an object", value)
        if "kind" not in value:
            raise FaultsError([Fault(("kind",), "is missing")])
        try:
            kind = rule_class(read_text(value["kind"]))
        except (LzevalError, TypeError, ValueError) as error:
            raise FaultsError([Fault(("kind",), str(error))]) from error
        return converter.structure({k: v for k, v in value.items() if k != "kind"}, kind)

    return read


def rule_class(kind: str) -> type:
    """Find the class of a kind of rule."""
    found = plugins.find(RULES, kind)
    if not isinstance(found, type) or not attrs.has(found):
        raise PluginError(RULES, kind, "is not an attrs class")
    return found


def rule_writer(_: object, converter: Converter) -> Writer:
    """Make the writer of a rule."""

    def write(rule: Rule) -> dict[str, object]:
        if not attrs.has(type(rule)):
            message = f"a rule of the class {type(rule).__name__} has no form in a file"
            raise TypeError(message)
        return {"kind": rule.kind, **converter.unstructure(rule)}

    return write


def grades_reader(_: object, converter: Converter) -> Reader:
    """Make the reader of a grade scale, in full or in short."""
    full = class_reader(GradeScale, converter)
    short = converter.get_structure_hook(GradesForm)

    def read(value: object, _: object) -> GradeScale:
        if not isinstance(value, Mapping) or "half_open" not in value:
            return full(value, GradeScale)
        form = short(value, GradesForm)
        given = {"out_of": form.out_of, "on": form.on}
        rest = {key: item for key, item in given.items() if item is not None}
        return GradeScale.half_open(form.half_open, **rest)

    return read


def framework_reader(_: object, converter: Converter) -> Reader:
    """Make the reader of a framework: its id, or the framework itself."""
    inline = class_reader(Framework, converter)

    def read(value: object, _: object) -> object:
        if isinstance(value, str):
            return framework_of(read_text(value))
        return inline(value, Framework)

    return read


def framework_writer(_: object, converter: Converter) -> Writer:
    """Make the writer of a framework: its id if that stands for it, else all of it."""
    inline = class_writer(Framework, converter)

    def write(framework: Framework) -> object:
        try:
            found = framework_of(framework.id)
        except LzevalError:
            return inline(framework)
        return framework.id if same(found, framework) else inline(framework)

    return write


def evaluation_writer(_: object, converter: Converter) -> Writer:
    """Make the writer of an evaluation, without a tree that is its framework's own."""
    full = class_writer(Evaluation, converter, keep={"framework", "tree"})

    def write(evaluation: Evaluation) -> dict[str, object]:
        plain = full(evaluation)
        if same(evaluation.tree, evaluation.framework.tree):
            del plain["tree"]
        return plain

    return write


def register(converter: Converter) -> None:
    """Teach a converter the forms of this module."""
    for kind, reader in (
        (Rows, rows_reader),
        (IndicatorTree, tree_reader),
        (Rule, rule_reader),
        (GradeScale, grades_reader),
        (Framework, framework_reader),
    ):
        converter.register_structure_hook_factory(partial(is_, kind), reader)
    for kind, writer in (
        (IndicatorTree, tree_writer),
        (Rule, rule_writer),
        (Framework, framework_writer),
        (Evaluation, evaluation_writer),
    ):
        converter.register_unstructure_hook_factory(partial(is_, kind), writer)
