"""
Fingerprints of frozen values (内容哈希).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs

from lzeval.model import Measure, PartialDate, Text, Unit

__all__ = ["digest"]


def __dir__() -> list[str]:
    return __all__


def digest(value: object) -> str:
    """
    Give the SHA-256 of a value's content (内容哈希).

    Covers the fields that make the value equal to another, and translations. Numbers
    and quantities count by what they are worth: 8 and 8.0 give one fingerprint, and so
    do 6 万元 and 60000 元.

    Args:
        value: A frozen value of lzeval, or anything they are made of; a plug-in's
            attrs class or dataclass will do.

    Raises:
        TypeError: For anything else, which has no content that could be compared.

    Examples:
        >>> digest(Decimal("8.0")) == digest(Decimal(8)) == digest(Fraction(8))
        True
    """
    sha = hashlib.sha256()
    for part in _parts(value):
        data = part.encode("utf-8", "surrogatepass")
        sha.update(b"%d:" % len(data))
        sha.update(data)
    return sha.hexdigest()


def _parts(value: object) -> Iterator[str]:
    word = _word(value)
    if word is not None:
        yield word
    elif isinstance(value, Text):
        yield f"text {value}"
        yield from _parts(dict(value.translations))
    elif isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value)
        yield f"mapping {len(entries)}"
        for key in sorted(entries):
            yield from _parts(key)
            yield from _parts(entries[key])
    elif isinstance(value, tuple | list):
        items = cast("Sequence[object]", value)
        yield f"list {len(items)}"
        for item in items:
            yield from _parts(item)
    else:
        yield f"value {type(value).__name__}"
        for name in _fields(value):
            yield f"field {name}"
            yield from _parts(getattr(value, name))


def _word(value: object) -> str | None:
    """Write a value that has no parts."""
    word: str | None = None
    match value:
        case None | bool():
            word = repr(value)
        case str() if not (isinstance(value, Text) and value.translations):
            word = f"str {value}"
        case int() | Decimal() | Fraction():
            word = "number {}/{}".format(*value.as_integer_ratio())
        case Measure():
            word = "measure {} {}/{}".format(
                value.family, *value.base.as_integer_ratio()
            )
        case Unit():
            word = f"unit {value.symbol}"
        case PartialDate():
            word = f"partial-date {value.iso()}"
        case dt.date():
            word = f"date {value.isoformat()}"
        case _:
            pass
    return word


def _fields(value: object) -> list[str]:
    """Name the fields that make a value equal to another."""
    kind = type(value)
    if attrs.has(kind):
        return [field.name for field in attrs.fields(kind) if field.eq and field.init]
    if dataclasses.is_dataclass(kind):
        return [field.name for field in dataclasses.fields(kind) if field.compare]
    message = f"no fingerprint for a {kind.__name__}"
    raise TypeError(message)
