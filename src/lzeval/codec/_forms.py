"""
Values with a form of their own: trees, rules, grades, frameworks (特殊形式).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from operator import is_
from typing import TypeGuard

import attrs

from lzeval import plugins
from lzeval.codec._faults import Fault, FaultsError, each, unknown_key
from lzeval.codec._generic import Hooks, Reader, Writer, fields_of
from lzeval.codec._leaves import expected, is_array, is_object, read_text
from lzeval.errors import InvalidTreeError, LzevalError, PluginError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree, Node, Text
from lzeval.model.text import SOURCE_LOCALE
from lzeval.scoring import Evaluation, Framework, GradeScale
from lzeval.scoring.digest import digest
from lzeval.scoring.framework import NOT_INHERITED, framework_of
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
        cap: The most points it may earn, bonus points included.
        name: Its name.
    """

    rows: Rows
    total: Exact | None = None
    cap: Exact | None = None
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
    on: GradeOn = GradeOn.ROUNDED


def same(left: object, right: object) -> bool:
    """Whether two frozen values agree in everything, translations included."""
    return left is right or (left == right and digest(left) == digest(right))


def add_forms(hooks: Hooks) -> None:
    """Add the forms of this module."""
    for kind, reader, writer in (
        (Rows, _rows_reader, None),
        (IndicatorTree, _tree_reader, _tree_writer),
        (Rule, _rule_reader, _rule_writer),
        (GradeScale, _grades_reader, None),
        (Framework, _framework_reader, _framework_writer),
        (Evaluation, None, _evaluation_writer),
    ):
        hooks.add(partial(is_, kind), reader, writer)


def row_types(kind: type[Node]) -> dict[str, object]:
    """Give the keys that a row of a tree may have, in order, with their types."""
    types: dict[str, object] = {"code": str | None, "parent": str | None}
    types |= {item.name: item.type for item in fields_of(kind)}
    types.pop("children", None)
    return types


def _rows_reader(hooks: Hooks, _: type) -> Reader:
    readers = {
        kind: {key: hooks.reader(type_) for key, type_ in row_types(kind).items()}
        for kind in (Indicator, IndicatorGroup)
    }

    def read(value: object) -> Rows:
        if not is_array(value):
            raise expected("a list of rows", value)
        parents = {row["parent"] for row in value if _names_parent(row)}
        return Rows(each(enumerate(value), lambda row: read_row(row, parents)))

    def read_row(row: object, parents: Collection[object]) -> Mapping[str, object]:
        if not is_object(row):
            raise expected("an object", row)
        known = readers[IndicatorGroup if _code(row) in parents else Indicator]

        def read_entry(entry: tuple[str, object]) -> tuple[str, object]:
            key, item = entry
            if key not in known:
                raise ValueError(unknown_key(key, known))
            if key == "name" and item is None:
                raise KeyError(key)
            return key, known[key](item)

        given = {"name": None, **row}
        entries = each(((key, (key, item)) for key, item in given.items()), read_entry)
        return {key: item for key, item in entries if item is not None}

    return read


def _names_parent(row: object) -> TypeGuard[Mapping[str, object]]:
    return is_object(row) and isinstance(row.get("parent"), str)


def _code(row: Mapping[str, object]) -> str | None:
    """Give the code of a row as it will be: the given one, or the name."""
    code, name = row.get("code"), row.get("name")
    if not code:
        code = name.get(SOURCE_LOCALE) if is_object(name) else name
    return code if isinstance(code, str) else None


def _tree_reader(hooks: Hooks, _: type) -> Reader:
    read_form = hooks.reader(TreeForm)

    def read(value: object) -> IndicatorTree:
        form: TreeForm = read_form(value)
        try:
            return IndicatorTree.from_rows(
                form.rows, total=form.total, cap=form.cap, name=form.name
            )
        except InvalidTreeError as error:
            raise FaultsError(_tree_faults(error, form.rows)) from error

    return read


def _tree_faults(error: InvalidTreeError, rows: Rows) -> Iterator[Fault]:
    """Place the problems of a tree at its rows."""
    # A tree that has a circle has only problems with the numbers of rows.
    numbered = [re.fullmatch(r"row (\d+)", place) for place, _ in error.problems]
    paths = {} if all(numbered) else _paths(rows)
    for (place, message), number in zip(error.problems, numbered, strict=True):
        if number is not None:
            yield Fault(("rows", int(number[1]) - 1), message)
        elif place == "total":
            yield Fault(("total",), message)
        else:
            step = (paths[place],) if place in paths else ()
            yield Fault(("rows", *step), message)


def _paths(rows: Rows) -> dict[str, int]:
    """Number the rows by the names from the first level down to each."""
    by_code: dict[object, Mapping[str, object]] = {_code(row): row for row in rows}
    paths: dict[str, int] = {}
    for number, row in enumerate(rows):
        names, above = [str(row["name"])], row.get("parent")
        while above:
            names.insert(0, str(by_code[above]["name"]))
            above = by_code[above].get("parent")
        paths.setdefault("/".join(names), number)
    return paths


def _tree_writer(hooks: Hooks, _: type) -> Writer:
    write_head = hooks.fields_writer(TreeForm, omit={"rows"})
    writers = {
        kind: hooks.fields_writer(kind, omit={"code", "children"})
        for kind in (Indicator, IndicatorGroup)
    }

    def write(tree: IndicatorTree) -> dict[str, object]:
        rows = [
            {
                "code": place.code,
                **({} if place.parent is None else {"parent": place.parent}),
                **writers[type(place.node)](place.node),
            }
            for place in tree
        ]
        return {
            **write_head(TreeForm(Rows(), tree.total, tree.cap, tree.name)),
            "rows": rows,
        }

    return write


def _rule_reader(hooks: Hooks, _: type) -> Reader:
    def read(value: object) -> object:
        if not is_object(value):
            raise expected("an object with the kind of a rule", value)
        if "kind" not in value:
            raise FaultsError([Fault(("kind",), "is missing")])
        try:
            kind = rule_class(read_text(value["kind"]))
        except (LzevalError, TypeError, ValueError) as error:
            raise FaultsError([Fault(("kind",), str(error))]) from error
        rest = {key: item for key, item in value.items() if key != "kind"}
        return hooks.reader(kind)(rest)

    return read


def rule_class(kind: str) -> type:
    """
    Find the class of a kind of rule.

    Raises:
        UnknownNameError: If there is none.
        PluginError: If it cannot be loaded, or is no attrs class.
    """
    found = plugins.find(RULES, kind)
    if not isinstance(found, type) or not attrs.has(found):
        raise PluginError(RULES, kind, "is not an attrs class")
    return found


def _rule_writer(hooks: Hooks, _: type) -> Writer:
    def write(rule: Rule) -> dict[str, object]:
        kind = type(rule)
        if not attrs.has(kind):
            raise TypeError(
                f"a rule of the class {kind.__name__} has no form in a file"
            )
        return {"kind": rule.kind, **hooks.writer(kind)(rule)}

    return write


def _grades_reader(hooks: Hooks, _: type) -> Reader:
    in_full = hooks.fields_reader(GradeScale)
    in_short = hooks.reader(GradesForm)

    def read(value: object) -> GradeScale:
        if not is_object(value) or "half_open" not in value:
            scale: GradeScale = in_full(value)
            return scale
        form: GradesForm = in_short(value)
        full = {} if form.out_of is None else {"out_of": form.out_of}
        return GradeScale.half_open(form.half_open, on=form.on, **full)

    return read


def _framework_reader(hooks: Hooks, _: type) -> Reader:
    in_full = hooks.fields_reader(Framework)
    write = whole_framework_writer(hooks)

    def read(value: object) -> Framework:
        if isinstance(value, str) and value:
            return framework_of(read_text(value))
        if is_object(value) and value.get("base") is not None:
            value = {**inherited(value), **value}
        framework: Framework = in_full(value)
        return framework

    def inherited(value: Mapping[str, object]) -> Mapping[str, object]:
        """Give what the file leaves to its base; one that gives all needs none."""
        left = {item.name for item in fields_of(Framework)} - {*value} - NOT_INHERITED
        if not left:
            return {}
        try:
            base = write(framework_of(read_text(value["base"])))
        except (LzevalError, TypeError, ValueError) as error:
            raise FaultsError([Fault(("base",), str(error))]) from error
        return {key: item for key, item in base.items() if key in left}

    return read


def whole_framework_writer(hooks: Hooks) -> Writer:
    """Write a framework in full; one with a base leaves nothing to it."""
    in_full = hooks.fields_writer(Framework)
    with_base = hooks.fields_writer(
        Framework,
        keep={item.name for item in fields_of(Framework)} - NOT_INHERITED,
    )

    def write(framework: Framework) -> object:
        return (in_full if framework.base is None else with_base)(framework)

    return write


def _framework_writer(hooks: Hooks, _: type) -> Writer:
    in_full = whole_framework_writer(hooks)

    def write(framework: Framework) -> object:
        try:
            registered = framework_of(framework.id)
        except LzevalError:
            return in_full(framework)
        return framework.id if same(registered, framework) else in_full(framework)

    return write


def _evaluation_writer(hooks: Hooks, _: type) -> Writer:
    # The default framework may change with a version; a file always names its own.
    write_all = hooks.fields_writer(Evaluation, keep={"framework"})
    write_rest = hooks.fields_writer(Evaluation, keep={"framework"}, omit={"tree"})

    def write(evaluation: Evaluation) -> object:
        own = same(evaluation.tree, evaluation.framework.tree)
        return write_rest(evaluation) if own else write_all(evaluation)

    return write
