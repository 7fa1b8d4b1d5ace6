"""Whatever a file holds, it is read or refused; what is read, the schema takes too."""

from __future__ import annotations

import copy
import functools
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lzeval import cases, codec
from lzeval.errors import InvalidFileError, Problem
from lzeval.model import Indicator, IndicatorTree
from lzeval.scoring import rules

CASE = cases.load("longchi-2022")
RULES = IndicatorTree.of(
    Indicator("甲", weight="40/3", rule=rules.Reverse(formula="linear")),
    Indicator("乙", rule=rules.Bands.steps((60, "0.5"), (90, 1), of="value")),
    Indicator("丙", rule=rules.Levels(lower="0.6", point="lowest"), unit="人"),
)
SOUND: list[Any] = [
    json.loads(codec.dumps(value))
    for value in (CASE, CASE.framework, RULES, CASE.evaluate())
]

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 10**20),
    st.text(max_size=5),
    st.from_regex(r"-?[0-9]{1,3}(\.[0-9])?(/[0-9])?( [人%])?", fullmatch=True),
    st.from_regex(r"(--)?[0-9]{2,4}(-[0-9]{2}){0,2}", fullmatch=True),
    st.sampled_from(["proportional", "reported", "longchi-2022", "default", ">="]),
)
KEYS = [
    "name",
    "code",
    "kind",
    "rows",
    "value",
    "zh_CN",
    "reason",
    "points",
    "half_open",
]
FORMS = st.sampled_from(
    [
        [],
        {},
        ["1", None],
        {"zh_CN": "甲"},
        {"en": "A"},
        {"kind": "awarded"},
        {"kind": "bands"},
        {"reason": "claimed"},
        {"exact": "1/2", "percent": "50"},
        {"half_open": {"优": 0}},
        {"name": "甲"},
    ]
)


def data_of(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw lists and objects of scalars."""
    keys = st.text(max_size=5) | st.sampled_from(KEYS)
    return st.recursive(
        scalars | FORMS,
        lambda part: (
            st.lists(part, max_size=3) | st.dictionaries(keys, part, max_size=3)
        ),
        max_leaves=8,
    )


def is_read(data: object) -> bool:
    """Read data, or see it refused with problems that have places."""
    problems: tuple[Problem, ...] = ()
    try:
        codec.from_plain(data)
    except InvalidFileError as error:
        problems = error.problems or (Problem("", ""),)
    assert all(place.startswith("$") and message for place, message in problems)
    return not problems


@functools.cache
def validator() -> Draft202012Validator:
    """Make the validator once."""
    return Draft202012Validator(codec.schema())


def places(data: object) -> list[list[Any]]:
    """Give the way to every value within data."""
    found: list[list[Any]] = []
    entries: Any = ()
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data)
    for key, item in entries:
        found.append([key])
        found += [[key, *way] for way in places(item)]
    return found


WAYS = [places(data) for data in SOUND]


@given(data_of(SCALARS | st.decimals() | st.floats()), st.sampled_from(codec.KINDS))
def test_any_data(data: object, kind: str) -> None:
    """Any data at all is read or refused, as a whole and as the body of a file."""
    fields = data if isinstance(data, dict) else {"rows": data, "project": data}
    is_read(data)
    is_read({**fields, "lzeval": "1", "kind": kind})


@given(st.data())
def test_any_change(data: st.DataObject) -> None:
    """A sound file with one change is refused, or it is valid by the schema."""
    number = data.draw(st.integers(0, len(SOUND) - 1))
    *way, last = data.draw(st.sampled_from(WAYS[number]))
    changed = copy.deepcopy(SOUND[number])
    part = changed
    for step in way:
        part = part[step]
    if data.draw(st.booleans()):
        part[last] = data.draw(data_of(SCALARS))
    else:
        del part[last]
    assert not is_read(changed) or validator().is_valid(changed)


@given(st.text(max_size=40), st.sampled_from(["json", "toml", "yaml"]))
@example("\ud800", "yaml")
@example("\ud800", "toml")
@example('{"lzeval": "\ud800"}', "json")
@example("a: *b", "yaml")
@example("!!python/object:os.system x", "yaml")
@example("a = 1979-05-27T07:32:00Z", "toml")
@example("a = 2022-13-01", "toml")
@example("1" * 5000, "json")
@example("a = " + "1" * 5000, "toml")
@example("? ? a\n: b\n: c", "yaml")
def test_any_text(text: str, format: str) -> None:  # noqa: A002
    """No text makes the reader fail in another way than by refusing it."""
    with pytest.raises(InvalidFileError):
        codec.loads(text, format=format)
