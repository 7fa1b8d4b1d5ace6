"""
The columns that are read and written, and what they must hold (列与格式).

The long format has one row for each indicator of each evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import final

from attrs import frozen

from lzeval.errors import UnknownNameError
from lzeval.model import Comparator, OutcomeState, Role
from lzeval.scoring import Status

__all__ = ["INPUTS", "RESULTS", "Column", "Holds", "name_of", "schema"]


def __dir__() -> list[str]:
    return __all__


@final
class Holds(StrEnum):
    """What a column holds (列类型)."""

    NUMBER = "number"
    """Whole numbers, decimals, or floats at their shortest repr (数值)."""
    TEXT = "text"
    """Text, or one of the words named (文本)."""
    KEY = "key"
    """Anything that tells one from another (标识)."""
    FLAG = "flag"
    """True or false (是否)."""


@final
@frozen(kw_only=True)
class Column:
    """
    A column by its standard name (列).

    Attributes:
        name: Its standard name.
        holds: What it holds.
        meaning: What it says.
        words: The only words that it may hold; empty where any will do.
        result: Whether it is added by scoring.
    """

    name: str
    holds: Holds
    meaning: str
    words: tuple[str, ...] = ()
    result: bool = False


_SIGNS = tuple(sign.value for sign in Comparator)
_STATES = tuple(state.value for state in OutcomeState)
_STATUSES = tuple(status.value for status in Status)

INPUTS: tuple[Column, ...] = (
    Column(name="evaluation", holds=Holds.KEY, meaning="which evaluation (评价)"),
    Column(name="framework", holds=Holds.TEXT, meaning="id of the edition (评价办法)"),
    Column(
        name="indicator",
        holds=Holds.TEXT,
        meaning="code of the indicator (指标编码); needed where a tree is given",
    ),
    *(
        Column(
            name=f"group_{level}",
            holds=Holds.TEXT,
            meaning=f"name of the group on level {level} above it (指标组)",
        )
        for level in (1, 2)
    ),
    *(
        Column(
            name=f"group_{level}_weight",
            holds=Holds.NUMBER,
            meaning=f"points stated for the group on level {level} (指标组分值)",
        )
        for level in (1, 2)
    ),
    Column(
        name="total_weight",
        holds=Holds.NUMBER,
        meaning="points stated for the whole tree (总分值)",
    ),
    Column(
        name="weight",
        holds=Holds.NUMBER,
        meaning="the most points it can earn, zero or more (分值)",
    ),
    Column(
        name="sign",
        holds=Holds.TEXT,
        meaning="sign of the target; empty where none is stated (指标值符号)",
        words=_SIGNS,
    ),
    Column(
        name="target",
        holds=Holds.NUMBER,
        meaning="the target, or the lower end of an interval (指标值)",
    ),
    Column(
        name="upper",
        holds=Holds.NUMBER,
        meaning="the upper end of an interval (指标值上限)",
    ),
    Column(
        name="outcome",
        holds=Holds.NUMBER,
        meaning="the result, in the unit of the target (实际完成值)",
    ),
    Column(
        name="state",
        holds=Holds.TEXT,
        meaning="what is known of the result; empty: reported if it is there, else "
        "missing (完成情况状态)",
        words=_STATES,
    ),
    Column(
        name="award",
        holds=Holds.NUMBER,
        meaning="points that a person gave (人工评分)",
    ),
    *(
        Column(
            name=f"award_{role.value}",
            holds=Holds.NUMBER,
            meaning=f"the same, on behalf of one: {role.value}",
        )
        for role in Role
    ),
    Column(name="bonus", holds=Holds.FLAG, meaning="points that come on top (加分项)"),
    Column(
        name="settled_low",
        holds=Holds.NUMBER,
        meaning="the fewest points, where they were settled elsewhere (已定得分下限)",
    ),
    Column(
        name="settled_high",
        holds=Holds.NUMBER,
        meaning="the most of them; empty where nothing bounds them (已定得分上限)",
    ),
    Column(
        name="settled_status",
        holds=Holds.TEXT,
        meaning="how they were settled; marks the rows that are (已定计分状态)",
        words=_STATUSES,
    ),
    Column(
        name="settled_remark",
        holds=Holds.TEXT,
        meaning="why they do not rest on figures (已定说明)",
    ),
)
"""What is read, in the long format (输入列)."""

RESULTS: tuple[Column, ...] = (
    Column(
        name="completion_rate",
        holds=Holds.NUMBER,
        meaning="result ÷ target, half up to four decimals (完成率)",
        result=True,
    ),
    Column(
        name="points",
        holds=Holds.NUMBER,
        meaning="points; empty where not known or left out (得分)",
        result=True,
    ),
    Column(
        name="points_low",
        holds=Holds.NUMBER,
        meaning="the fewest they can be; empty where left out (得分下限)",
        result=True,
    ),
    Column(
        name="points_high",
        holds=Holds.NUMBER,
        meaning="the most they can be; empty where nothing bounds them (得分上限)",
        result=True,
    ),
    Column(
        name="status",
        holds=Holds.TEXT,
        meaning="how the points came about (计分状态)",
        words=_STATUSES,
        result=True,
    ),
    Column(
        name="remark",
        holds=Holds.TEXT,
        meaning="why they do not rest on figures (说明)",
        result=True,
    ),
)
"""What scoring adds (输出列)."""

_NAMES = tuple(column.name for column in INPUTS)


def name_of(columns: Mapping[str, str] | None) -> dict[str, str]:
    """
    Give the names that a frame has for the columns (列名对照).

    Args:
        columns: Names in the frame by standard name, where they differ.

    Raises:
        UnknownNameError: If a standard name is none.
    """
    names = {name: name for name in _NAMES}
    for standard, own in (columns or {}).items():
        if standard not in names:
            raise UnknownNameError("column", standard, _NAMES)
        names[standard] = own
    return names


def schema() -> dict[str, object]:
    """
    Describe the columns as JSON Schema of one row (数据表格式).

    Examples:
        >>> schema()["required"]
        ['evaluation', 'outcome']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lzeval long format: one row for each indicator",
        "type": "object",
        "required": ["evaluation", "outcome"],
        "properties": {
            column.name: _described(column) for column in (*INPUTS, *RESULTS)
        },
    }


def _described(column: Column) -> dict[str, object]:
    found: dict[str, object] = {"description": column.meaning}
    if column.words:
        found["enum"] = [*column.words, None]
    elif column.holds is not Holds.KEY:
        kinds = {Holds.NUMBER: "number", Holds.TEXT: "string", Holds.FLAG: "boolean"}
        found["type"] = [kinds[column.holds], "null"]
    if column.result:
        found["readOnly"] = True
    return found
