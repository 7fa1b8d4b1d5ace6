"""
The JSON Schema of the file format, made from the classes it holds (JSON Schema).

Whatever has no exact form in JSON Schema raises, so that the schema never says more
than the reader does; what the reader checks beyond it is listed in the docs.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TypeAlias, get_args

import attrs

from lzeval import plugins
from lzeval.codec._forms import RULES, GradesForm, Rows, TreeForm, row_types, rule_class
from lzeval.codec._generic import (
    ALL_LEAVES,
    core_of,
    default_of,
    fields_of,
    is_list,
    is_mapping,
)
from lzeval.codec._plain import FORMAT, KINDS, TYPES
from lzeval.codec._records import ScorecardRecord
from lzeval.errors import UnknownNameError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree
from lzeval.scoring import Framework, GradeScale, Scorecard
from lzeval.typing import Rule

Schema: TypeAlias = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str | None = None) -> dict[str, object]:
    """
    Give the JSON Schema (2020-12) of the file format (文件格式的 JSON Schema).

    Made from the classes themselves, so it fits this version of lzeval and the rules
    that are installed. The reader checks more than a schema can say: figures against
    each other, codes that are used twice, weights that do not fit.

    Args:
        kind: One of `KINDS`; None gives the schema of all of them.

    Raises:
        UnknownNameError: If there is no such kind.
        PluginError: If an installed rule cannot be loaded, or is no attrs class.
        TypeError: If an installed rule has a field without an exact form.

    Examples:
        >>> schema("tree")["required"]
        ['lzeval', 'kind', 'rows']
    """
    if kind is not None and kind not in KINDS:
        raise UnknownNameError("kind of file", kind, KINDS)
    emitter = Emitter()
    name = "lzeval" if kind is None else f"lzeval-{kind}"
    head: Schema = {
        "$schema": DIALECT,
        "$id": f"{name}-{FORMAT}.schema.json",
        "title": f"lzeval file format, version {FORMAT}",
    }
    body = emitter.any_file() if kind is None else emitter.file(kind)
    return {**head, **body, "$defs": dict(sorted(emitter.definitions.items()))}


class Emitter:
    """Makes the schemas of types, and keeps those that have a name."""

    def __init__(self) -> None:
        self.definitions: Schema = {}

    def any_file(self) -> Schema:
        """Describe a file of any kind."""
        for kind in KINDS:
            self._define(f"{kind}-file", partial(self.file, kind))
        return {
            "type": "object",
            "required": ["lzeval", "kind"],
            "properties": {"lzeval": {"const": FORMAT}, "kind": {"enum": list(KINDS)}},
            "allOf": [_branch(kind, _ref(f"{kind}-file")) for kind in KINDS],
        }

    def file(self, kind: str) -> Schema:
        """Describe a file of one kind."""
        type_ = _FILES.get(TYPES[kind], TYPES[kind])
        return self._object(
            type_, {"lzeval": {"const": FORMAT}, "kind": {"const": kind}}
        )

    def object_of(self, kind: type) -> Schema:
        """Describe a class as the outermost object of a file."""
        return self._object(kind)

    def of(self, kind: object) -> Schema:
        """Describe a type."""
        core, optional = core_of(kind)
        form = self._core(core)
        if not optional:
            return form
        if {*form} == {"type"}:
            return {"type": [form["type"], "null"]}
        if core in ALL_LEAVES:
            return {"anyOf": [form, {"type": "null"}]}
        # With `anyOf` a validator would name the whole object, not the field in it.
        return {"if": {"type": "null"}, "else": form}

    def _core(self, kind: object) -> Schema:
        leaf = ALL_LEAVES.get(kind)
        if leaf is not None:
            form = dict(leaf.schema)
            return (
                form if {*form} == {"type"} else self._define(leaf.name, lambda: form)
            )
        if is_list(kind):
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if is_mapping(kind):
            return self._mapping(*get_args(kind))
        if isinstance(kind, type):
            return self._class(kind)
        raise TypeError(f"no JSON Schema for {kind!r}")

    def _mapping(self, key: object, value: object) -> Schema:
        form: Schema = {"type": "object", "additionalProperties": self.of(value)}
        return form if key is str else {**form, "propertyNames": self.of(key)}

    def _class(self, kind: type) -> Schema:
        special = _SPECIAL.get(kind)
        if special is not None:
            return self._define(kind.__name__, lambda: special(self))
        if attrs.has(kind):
            name = kind.__name__.removesuffix("Record")
            return self._define(name, partial(self._object, kind))
        if issubclass(kind, StrEnum):
            return self._define(kind.__name__, partial(_names, kind))
        raise TypeError(f"no JSON Schema for {kind!r}")

    def _object(
        self, kind: type, head: Mapping[str, object] = MappingProxyType({})
    ) -> Schema:
        """Describe an attrs class as an object, with what its docstring says."""
        items = list(fields_of(kind))
        words = _words(kind)
        return {
            "description": words[""],
            "type": "object",
            "properties": {
                **head,
                **{i.name: _noted(self.of(i.type), words.get(i.name)) for i in items},
            },
            "required": [
                *head,
                *(i.name for i in items if default_of(i) is attrs.NOTHING),
            ],
            "additionalProperties": False,
        }

    def rows(self) -> Schema:
        """Describe the rows of a tree: a row may be a group or an indicator."""
        types = {**row_types(IndicatorGroup), **row_types(Indicator)}
        words = {**_words(IndicatorGroup), **_words(Indicator), **_ROW_WORDS}
        row: Schema = {
            "description": words[""],
            "type": "object",
            "properties": {
                key: _noted(self.of(kind), words.get(key))
                for key, kind in types.items()
            },
            "required": ["name"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": self._define("Row", lambda: row)}

    def rule(self) -> Schema:
        """Describe a rule: its kind says which fields it has."""
        kinds = plugins.names(RULES)
        for kind in kinds:
            tag = {"kind": {"const": kind}}
            make = partial(self._object, rule_class(kind), tag)
            self._define(f"rule-{kind}", make)
        return {
            "description": "A scoring rule; its kind says which fields it has.",
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": list(kinds)}},
            "allOf": [_branch(kind, _ref(f"rule-{kind}")) for kind in kinds],
        }

    def grades(self) -> Schema:
        """Describe a grade scale, in full or in short."""
        return {
            "type": "object",
            "if": {"required": ["half_open"]},
            "then": self._define("GradesInShort", lambda: self._object(GradesForm)),
            "else": self._define("GradesInFull", lambda: self._object(GradeScale)),
        }

    def framework(self) -> Schema:
        """Describe a framework where it is referred to: by its id, or in full."""
        return {
            "description": "The id of a framework, or the framework itself.",
            "type": ["string", "object"],
            "if": {"type": "object"},
            "then": self._define("FrameworkInFull", lambda: self._object(Framework)),
        }

    def tree(self) -> Schema:
        """Describe a tree."""
        return self._object(TreeForm)

    def _define(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # a type may hold itself
            self.definitions[name] = make()
        return _ref(name)


_FILES: Mapping[type, type] = MappingProxyType(
    {IndicatorTree: TreeForm, Scorecard: ScorecardRecord}
)
_SPECIAL: Mapping[type, Callable[[Emitter], Schema]] = MappingProxyType(
    {
        Framework: Emitter.framework,
        GradeScale: Emitter.grades,
        IndicatorTree: Emitter.tree,
        Rows: Emitter.rows,
        Rule: Emitter.rule,
    }
)
_ROW_WORDS = {
    "": "An indicator, or a group if other rows name it as parent.",
    "code": "Stable code; without it the name.",
    "parent": "Code of the group above; without it the row is on the first level.",
}


def _names(kind: type[StrEnum]) -> Schema:
    return {"enum": [member.value for member in kind]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _noted(form: Schema, words: str | None) -> Schema:
    return form if words is None else {**form, "description": words}


def _branch(kind: str, then: Schema) -> Schema:
    """Let a schema hold for one value of the key ``kind``."""
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": then}


def _words(kind: type) -> dict[str, str]:
    """Read the summary (under "") and the attributes off a class's docstring."""
    text = inspect.getdoc(kind) or ""
    summary = " ".join(text.partition("\n\n")[0].split())
    part = re.search(r"^Attributes:\n((?: .*\n?|\n)+)", text, re.MULTILINE)
    listed = re.split(r"^ {4}(\w+): ", part[1] if part else "", flags=re.MULTILINE)[1:]
    pairs = zip(listed[::2], listed[1::2], strict=True)
    return {"": summary} | {name: " ".join(said.split()) for name, said in pairs}
