"""
How values are put together: options, lists, mappings, classes (组合值的读写).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Never, TypeAlias, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn

from lzeval.codec._faults import each
from lzeval.codec._figures import FIGURES
from lzeval.codec._leaves import LEAVES, Leaf, expected, is_array, is_object, read_text
from lzeval.notation import Comparator, read_target

Reader: TypeAlias = Callable[[object], Any]
"""Makes a value of plain data."""

Writer: TypeAlias = Callable[[Any], Any]
"""Makes plain data of a value."""

ReaderMaker: TypeAlias = "Callable[[Hooks, Any], Reader]"
WriterMaker: TypeAlias = "Callable[[Hooks, Any], Writer]"

ALL_LEAVES: Mapping[object, Leaf] = MappingProxyType({**LEAVES, **FIGURES})
"""Every single value, by type; a union by the set of its types."""


def is_union(kind: object) -> bool:
    """Whether a type is a union."""
    return get_origin(kind) in {Union, UnionType}


def is_list(kind: object) -> bool:
    """Whether a type is a tuple of any length, which is a list in a file."""
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def is_mapping(kind: object) -> bool:
    """Whether a type is a mapping."""
    return get_origin(kind) is Mapping


def core_of(kind: object) -> tuple[object, bool]:
    """Take None out of a union: what is left (of several, a set), and if it was in."""
    if not is_union(kind):
        return kind, False
    arms = frozenset(get_args(kind))
    rest = arms - {NoneType}
    return (next(iter(rest)) if len(rest) == 1 else rest), rest != arms


def fields_of(kind: type) -> Iterable[attrs.Attribute[Any]]:
    """Give the fields of a class that a file holds, with their types."""
    resolved: Any = attrs.resolve_types(kind)
    return [item for item in attrs.fields(resolved) if item.init]


def default_of(item: attrs.Attribute[Any]) -> object:
    """Give the value of a field that is left out; `attrs.NOTHING` if there is none."""
    value: Any = item.default
    if isinstance(value, _FACTORY):
        value = value.factory()
    convert: Callable[[object], object] | None = getattr(item, "converter", None)
    return value if value is attrs.NOTHING or convert is None else convert(value)


# To type checkers `attrs.Factory` is a function.
_FACTORY: Any = attrs.Factory


class Hooks:
    """Readers and writers by type: a converter of cattrs, told what to do."""

    def __init__(self) -> None:
        self._cattrs: Any = Converter(forbid_extra_keys=True, detailed_validation=True)
        # A type that is not named below has no form; cattrs would guess one.
        self.add(lambda _: True, _no_form, _no_form)
        for guessed in (bytes, float, Path):
            self._cattrs.register_structure_hook(guessed, _no_form)
        for kind, leaf in ALL_LEAVES.items():
            if isinstance(kind, type):
                self._cattrs.register_structure_hook(kind, _taking_kind(leaf.read))
                self._cattrs.register_unstructure_hook(kind, leaf.write)
        self._cattrs.register_structure_hook(StrEnum, _read_name)
        self._cattrs.register_unstructure_hook(StrEnum, str)
        self.add(attrs.has, _class_reader, _class_writer)
        self.add(is_list, _list_reader, _list_writer)
        self.add(is_mapping, _mapping_reader, _mapping_writer)
        self.add(is_union, _union_reader, _union_writer)

    def add(
        self,
        matches: Callable[[Any], bool],
        reader: ReaderMaker | None = None,
        writer: WriterMaker | None = None,
    ) -> None:
        """Say how readers and writers of some types are made; the last word counts."""
        if reader is not None:
            structure = partial(_structure_hook, reader, self)
            self._cattrs.register_structure_hook_factory(matches, structure)
        if writer is not None:
            unstructure = partial(writer, self)
            self._cattrs.register_unstructure_hook_factory(matches, unstructure)

    def reader(self, kind: object) -> Reader:
        """Give the reader of a type."""
        hook = self._cattrs.get_structure_hook(kind)
        return lambda value: hook(value, kind)

    def writer(self, kind: object) -> Writer:
        """Give the writer of a type."""
        hook: Writer = self._cattrs.get_unstructure_hook(kind)
        return hook

    def fields_reader(self, kind: type) -> Reader:
        """Make the reader of an attrs class: an object with its fields as keys."""
        attrs.resolve_types(kind)
        make: Any = make_dict_structure_fn
        hook = make(kind, self._cattrs)

        def read(value: object) -> object:
            if not is_object(value):
                raise expected("an object", value)
            return hook(value, kind)

        return read

    def fields_writer(
        self, kind: type, *, keep: Collection[str] = (), omit: Collection[str] = ()
    ) -> Writer:
        """
        Make the writer of an attrs class; fields at their default are left out.

        Args:
            kind: The class.
            keep: Fields that are written even at their default.
            omit: Fields that are never written.
        """
        parts = [
            (
                item.name,
                self.writer(item.type),
                attrs.NOTHING if item.name in keep else default_of(item),
            )
            for item in fields_of(kind)
            if item.name not in omit
        ]

        def write(value: object) -> dict[str, object]:
            return {
                name: hook(content)
                for name, hook, default in parts
                if (content := getattr(value, name)) != default
            }

        return write


def _no_form(_: object, kind: object) -> Never:
    raise TypeError(f"values of the type {kind!r} have no form in a file")


def _taking_kind(read: Reader) -> Callable[[object, object], object]:
    """Give a reader the signature that the converter calls."""
    return lambda value, _: read(value)


def _structure_hook(make: ReaderMaker, hooks: Hooks, kind: object) -> object:
    return _taking_kind(make(hooks, kind))


def _read_name(value: object, kind: type[StrEnum]) -> StrEnum:
    text = read_text(value)
    if text not in {*kind}:
        wanted = expected(f"one of {', '.join(kind)}", value)
        sign = read_target(f"{value}1").comparator if kind is Comparator else None
        raise wanted if sign is None else TypeError(f'{wanted}; write "{sign}"')
    return kind(text)


def _class_reader(hooks: Hooks, kind: type) -> Reader:
    return hooks.fields_reader(kind)


def _class_writer(hooks: Hooks, kind: type) -> Writer:
    return hooks.fields_writer(kind)


def _union_reader(hooks: Hooks, kind: object) -> Reader:
    core, optional = core_of(kind)
    leaf = ALL_LEAVES.get(core)
    read = hooks.reader(core) if leaf is None else leaf.read
    return lambda value: None if optional and value is None else read(value)


def _union_writer(hooks: Hooks, kind: object) -> Writer:
    core, _ = core_of(kind)
    leaf = ALL_LEAVES.get(core)
    write = hooks.writer(core) if leaf is None else leaf.write
    return lambda value: None if value is None else write(value)


def _list_reader(hooks: Hooks, kind: object) -> Reader:
    read_part = hooks.reader(get_args(kind)[0])

    def read(value: object) -> tuple[object, ...]:
        if not is_array(value):
            raise expected("a list", value)
        return tuple(each(enumerate(value), read_part))

    return read


def _list_writer(hooks: Hooks, kind: object) -> Writer:
    write = hooks.writer(get_args(kind)[0])
    return lambda value: [write(item) for item in value]


def _mapping_reader(hooks: Hooks, kind: object) -> Reader:
    key_kind, part_kind = get_args(kind)
    read_key = hooks.reader(key_kind)

    # Made when first used: the parts of an outcome are outcomes.
    @functools.cache
    def part_reader() -> Reader:
        return hooks.reader(part_kind)

    def read(value: object) -> dict[object, object]:
        if not is_object(value):
            raise expected("an object", value)
        entries = ((key, (key, item)) for key, item in value.items())
        return dict(each(entries, read_entry))

    def read_entry(entry: tuple[str, object]) -> tuple[object, object]:
        return read_key(entry[0]), part_reader()(entry[1])

    return read


def _mapping_writer(hooks: Hooks, kind: object) -> Writer:
    key_kind, part_kind = get_args(kind)
    write_key = hooks.writer(key_kind)

    @functools.cache
    def part_writer() -> Writer:
        return hooks.writer(part_kind)

    def write(value: Mapping[object, object]) -> dict[object, object]:
        write_part = part_writer()
        return {write_key(key): write_part(item) for key, item in value.items()}

    return write
