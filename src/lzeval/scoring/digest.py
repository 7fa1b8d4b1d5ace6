"""
Fingerprints of frozen values (内容哈希).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from lzeval.model import PartialDate, Text, Unit

__all__ = ["digest"]


def __dir__() -> list[str]:
    return __all__


def digest(value: object) -> str:
    """
    Give the SHA-256 of a value's content (内容哈希).

    Covers the fields that make the value equal to another, and translations. Numbers
    count by what they are worth: 8 and 8.0 give one fingerprint.

    Args:
        value: A frozen value of lzeval, or anything they are made of.

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
    match value:
        case None | bool():
            yield repr(value)
        case Text() if value.translations:
            yield f"text {value}"
            yield from _parts(value.translations)
        case str():
            yield f"str {value}"
        case int() | Decimal() | Fraction():
            top, bottom = value.as_integer_ratio()
            yield f"number {top}/{bottom}"
        case dt.date():
            yield f"date {value.isoformat()}"
        case Unit():
            yield f"unit {value.symbol}"
        case PartialDate():
            yield f"partial-date {value.iso()}"
        case Mapping():
            yield f"mapping {len(value)}"
            for key in sorted(value):
                yield from _parts(key)
                yield from _parts(value[key])
        case tuple() | list():
            yield f"list {len(value)}"
            for item in value:
                yield from _parts(item)
        case _ if attrs.has(type(value)):
            yield f"value {type(value).__name__}"
            for field in attrs.fields(type(value)):
                if field.eq and field.init:
                    yield f"field {field.name}"
                    yield from _parts(getattr(value, field.name))
        case _:
            message = f"no fingerprint for a {type(value).__name__}"
            raise TypeError(message)
