"""
Values as plain data of texts, lists and objects, and back (纯数据).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

from lzeval.codec._converter import hooks
from lzeval.codec._faults import Fault, FaultsError, faults_of, problems_of
from lzeval.codec._forms import whole_framework_writer
from lzeval.codec._leaves import expected, is_object
from lzeval.codec._parsed import Parsed
from lzeval.codec._rebuilding import scorecard_of
from lzeval.codec._records import ScorecardRecord
from lzeval.errors import InvalidFileError
from lzeval.model import IndicatorTree
from lzeval.scoring import Evaluation, Framework, Scorecard

if TYPE_CHECKING:
    from lzeval.codec._generic import Writer

Content: TypeAlias = IndicatorTree | Framework | Evaluation | Scorecard
"""What a file can hold."""

C = TypeVar("C", bound=IndicatorTree | Framework | Evaluation | Scorecard)

FORMAT = "1"
"""The version of the file format that is written and read."""

TYPES: Mapping[str, type[Content]] = MappingProxyType(
    {
        "evaluation": Evaluation,
        "framework": Framework,
        "scorecard": Scorecard,
        "tree": IndicatorTree,
    }
)

KINDS = tuple(TYPES)
"""The kinds of file there are, sorted."""


def to_plain(value: Content) -> dict[str, object]:
    """
    Give a value as plain data, ready for JSON (转为纯数据).

    Args:
        value: A tree, framework, evaluation or scorecard.

    Returns:
        A dict of texts, ints, bools, None, lists and dicts, without floats, in an order
        that is the same every time. `lzeval.codec.dumps` writes it as JSON.

    Raises:
        TypeError: If the value is something else, or holds a rule that is no attrs
            class.
        ValueError: If it holds a unit that its own symbol does not stand for.

    Examples:
        >>> from lzeval.model import Indicator
        >>> tree = IndicatorTree.of(Indicator("实际完成率", weight=8))
        >>> to_plain(tree)["rows"]
        [{'code': '实际完成率', 'name': '实际完成率', 'weight': '8'}]
    """
    for kind, type_ in TYPES.items():
        if isinstance(value, type_):
            return {"lzeval": FORMAT, "kind": kind, **_body(value)}
    raise expected("a tree, framework, evaluation or scorecard", value)


def _body(value: Content) -> dict[str, object]:
    if isinstance(value, Scorecard):
        row = () if value.budget is None else value.budget.answers
        record = ScorecardRecord.of(value, [line.answers for line in value.lines], row)
        return _written(ScorecardRecord, record)
    return _written(type(value), value)


def _written(kind: type, value: object) -> dict[str, object]:
    plain: dict[str, object] = _writer(kind)(value)
    return plain


@functools.cache
def _writer(kind: type) -> Writer:
    # Elsewhere its id may stand for a framework; in its own file it is written whole.
    if kind is Framework:
        return whole_framework_writer(hooks())
    return hooks().writer(kind)


@overload
def from_plain(data: object, *, source: str = ...) -> Content: ...
@overload
def from_plain(data: object, *, source: str = ..., expect: type[C]) -> C: ...
def from_plain(
    data: object, *, source: str = "<data>", expect: type | None = None
) -> Content:
    """
    Make a value from plain data (由纯数据生成).

    Args:
        data: What `to_plain` gives, or a parsed file. Numbers are texts, ints or
            Decimals; floats are refused.
        source: What an error should call the data.
        expect: The type it must be, such as `lzeval.Evaluation`; None allows all four.

    Raises:
        InvalidFileError: Naming every problem with its path, such as
            ``$.targets[2].value``.

    Examples:
        >>> from_plain({"lzeval": "1", "kind": "tree", "rows": [{"name": 5}]})
        Traceback (most recent call last):
        lzeval.errors.InvalidFileError: <data>: 1 problem
          $.rows[0].name: expected text, or an object of wordings by locale, got ...
    """
    return read(Parsed(data), source, expect)


def read(parsed: Parsed, source: str, expect: type | None) -> Content:
    """Make a value from a parsed file, or fail with every problem there is."""
    faults = list(parsed.faults)
    broken = {fault.path for fault in faults}
    cause: Exception | None = None
    try:
        value = _content(parsed.data, expect)
        if not faults:
            return value
    except Exception as error:  # noqa: BLE001 - whatever it is, it has a place
        faults += [fault for fault in faults_of(error) if fault.path not in broken]
        cause = error
    raise InvalidFileError(source, problems_of(faults, parsed.marks)) from cause


def _content(data: object, expect: type | None) -> Content:
    if not is_object(data):
        raise expected("an object with the keys 'lzeval' and 'kind'", data)
    kind = _kind(data, expect)
    body = {key: item for key, item in data.items() if key not in {"lzeval", "kind"}}
    if kind is Scorecard:
        record: ScorecardRecord = hooks().reader(ScorecardRecord)(body)
        return scorecard_of(record)
    content: Content = hooks().reader(kind)(body)
    return content


def _kind(data: Mapping[str, object], expect: type | None) -> type[Content]:
    """Check version and kind; if one is wrong, nothing else can be judged."""
    wanted = [name for name, kind in TYPES.items() if expect in {None, kind}]
    faults: list[Fault] = []
    for key, known in (("lzeval", [FORMAT]), ("kind", wanted)):
        if key not in data:
            faults.append(Fault((key,), f"is missing; expected {_quoted(known)}"))
        elif data[key] not in known:
            faults.append(Fault((key,), str(expected(_quoted(known), data[key]))))
    if faults:
        raise FaultsError(faults)
    return TYPES[str(data["kind"])]


def _quoted(names: list[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)
