"""
How values are put together: options, lists, mappings, classes (组合值的读写).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn

from lzeval.codec._faults import Key, each
from lzeval.codec._figures import FIGURES
from lzeval.codec._leaves import LEAVES, Leaf, expected, read_text

Reader: TypeAlias = Callable[[object, object], object]
Writer: TypeAlias = Callable[[Any], object]

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
    """Take None out of a union: what is left, a set if several, and whether it was in."""
    if not is_union(kind):
        return kind, False
    arms = frozenset(get_args(kind))
    rest = arms - {NoneType}
    return (next(iter(rest)) if len(rest) == 1 else rest), rest != arms


def fields_of(kind: type) -> Iterator[attrs.Attribute[Any]]:
    """Give the fields of a class that a file holds, with their types."""
    attrs.resolve_types(kind)
    return (item for item in attrs.fields(kind) if item.init)


def default_of(item: attrs.Attribute[Any]) -> object:
    """Give the value of a field that is left out; `attrs.NOTHING` if it must be given."""
    value: object = item.default
    if isinstance(value, attrs.Factory):  # type: ignore[arg-type]
        value = value.factory()
    if value is not attrs.NOTHING and callable(item.converter):
        value = item.converter(value)
    return value


def read_enum(value: object, kind: object) -> object:
    """Take one of the names of an enumeration."""
    assert isinstance(kind, type)
    assert issubclass(kind, StrEnum)
    text = read_text(value)
    if text not in {*kind}:
        raise expected(f"one of {', '.join(kind)}", value)
    return kind(text)


def union_reader(kind: object, converter: Converter) -> Reader:
    """Make the reader of a type that may be None, or of a union that is a leaf."""
    core, optional = core_of(kind)
    leaf = ALL_LEAVES.get(core)
    hook: Reader = converter.get_structure_hook(core) if leaf is None else _reader(leaf)

    def read(value: object, _: object) -> object:
        return None if optional and value is None else hook(value, core)

    return read


def union_writer(kind: object, converter: Converter) -> Writer:
    """Make the writer of a type that may be None, or of a union that is a leaf."""
    core, _ = core_of(kind)
    leaf = ALL_LEAVES.get(core)
    hook: Writer = converter.get_unstructure_hook(core) if leaf is None else leaf.write

    def write(value: object) -> object:
        return None if value is None else hook(value)

    return write


def list_reader(kind: object, converter: Converter) -> Reader:
    """Make the reader of a list of values of one type."""
    part = get_args(kind)[0]
    hook = converter.get_structure_hook(part)

    def read(value: object, _: object) -> tuple[object, ...]:
        if not isinstance(value, list | tuple):
            raise expected("a list", value)
        return tuple(each(enumerate(value), lambda item: hook(item, part)))

    return read


def list_writer(kind: object, converter: Converter) -> Writer:
    """Make the writer of a list of values of one type."""
    hook = converter.get_unstructure_hook(get_args(kind)[0])

    def write(value: tuple[object, ...]) -> list[object]:
        return [hook(item) for item in value]

    return write


def mapping_reader(kind: object, converter: Converter) -> Reader:
    """Make the reader of a mapping with keys and values of one type each."""
    key_kind, part = get_args(kind)
    key_hook = converter.get_structure_hook(key_kind)
    hook = converter.get_structure_hook(part)

    def read(value: object, _: object) -> dict[object, object]:
        if not isinstance(value, Mapping):
            raise expected("an object", value)
        entries = [(Key(key), (key, item)) for key, item in value.items()]
        return dict(each(entries, pair))

    def pair(entry: Any) -> tuple[object, object]:
        return key_hook(entry[0], key_kind), hook(entry[1], part)

    return read


def mapping_writer(kind: object, converter: Converter) -> Writer:
    """Make the writer of a mapping with keys and values of one type each."""
    key_hook, hook = map(converter.get_unstructure_hook, get_args(kind))

    def write(value: Mapping[object, object]) -> dict[object, object]:
        return {key_hook(key): hook(item) for key, item in value.items()}

    return write


def class_reader(kind: type, converter: Converter) -> Reader:
    """Make the reader of an attrs class: an object with its fields as keys."""
    attrs.resolve_types(kind)
    hook = make_dict_structure_fn(kind, converter)

    def read(value: object, _: object) -> object:
        if not isinstance(value, Mapping):
            raise expected("an object", value)
        return hook(value, kind)

    return read


def class_writer(
    kind: type,
    converter: Converter,
    *,
    keep: Collection[str] = (),
    omit: Collection[str] = (),
) -> Writer:
    """
    Make the writer of an attrs class; fields at their default are left out.

    Args:
        kind: The class.
        converter: What its fields are written by.
        keep: Fields that are written even at their default.
        omit: Fields that are never written.
    """
    parts = [
        (
            item.name,
            converter.get_unstructure_hook(item.type),
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


def _reader(leaf: Leaf) -> Reader:
    return lambda value, _: leaf.read(value)


def new_converter() -> Converter:
    """Make a converter that knows single values and how they are put together."""
    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    made.register_structure_hook_factory(attrs.has, class_reader)
    made.register_unstructure_hook_factory(attrs.has, class_writer)
    made.register_structure_hook_factory(is_list, list_reader)
    made.register_unstructure_hook_factory(is_list, list_writer)
    made.register_structure_hook_factory(is_mapping, mapping_reader)
    made.register_unstructure_hook_factory(is_mapping, mapping_writer)
    made.register_structure_hook_factory(is_union, union_reader)
    made.register_unstructure_hook_factory(is_union, union_writer)
    made.register_structure_hook(StrEnum, read_enum)
    made.register_unstructure_hook(StrEnum, str)
    for kind, leaf in ALL_LEAVES.items():
        if isinstance(kind, type):
            made.register_structure_hook(kind, _reader(leaf))
            made.register_unstructure_hook(kind, leaf.write)
    return made
