"""
The columns that are read and written, and what they must hold (列与格式).

The long format has one row for each indicator of each evaluation, the wide format one
row for each evaluation, and columns for each indicator.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import final

from attrs import frozen

from lzeval.errors import UnknownNameError
from lzeval.model import Comparator, NoRate, OutcomeState, Role
from lzeval.notation import ReadingKind
from lzeval.scoring import Status
from lzeval.scoring.rules import Flag

__all__ = [
    "AUDITED",
    "CODE",
    "COPIED",
    "INPUTS",
    "PRINTED",
    "RESULTS",
    "STATES",
    "Column",
    "Holds",
    "name_of",
    "schema",
    "wide_name_of",
]


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
    DAY = "day"
    """Dates, or times of which the day counts (日期)."""


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
        each: Whether the wide format has one for each indicator.
    """

    name: str
    holds: Holds
    meaning: str
    words: tuple[str, ...] = ()
    result: bool = False
    each: bool = False


_SIGNS = tuple(sign.value for sign in Comparator)
COPIED = NoRate.COPIED_BOUND.value
"""The state of a result that only repeats its target: no rate, points all the same."""

STATES = (*(state.value for state in OutcomeState), COPIED)
"""The words of the column ``state``."""
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
        each=True,
    ),
    Column(
        name="sign",
        holds=Holds.TEXT,
        meaning="sign of the target; empty where none is stated (指标值符号)",
        words=_SIGNS,
        each=True,
    ),
    Column(
        name="target",
        holds=Holds.NUMBER,
        meaning="the target, or the lower end of an interval (指标值)",
        each=True,
    ),
    Column(
        name="upper",
        holds=Holds.NUMBER,
        meaning="the upper end of an interval (指标值上限)",
        each=True,
    ),
    Column(
        name="outcome",
        holds=Holds.NUMBER,
        meaning="the result, in the unit of the target (实际完成值)",
        each=True,
    ),
    Column(
        name="target_date",
        holds=Holds.DAY,
        meaning="the day by which it is to be done, where there is no target (时限)",
        each=True,
    ),
    Column(
        name="outcome_date",
        holds=Holds.DAY,
        meaning="the day on which it was done (实际完成日期)",
        each=True,
    ),
    Column(
        name="state",
        holds=Holds.TEXT,
        meaning="what is known of the result; empty: reported if it is there, else "
        "missing (完成情况状态)",
        words=STATES,
        each=True,
    ),
    Column(
        name="deviation_reason",
        holds=Holds.TEXT,
        meaning="why the result departs from the target (偏差原因)",
        each=True,
    ),
    Column(
        name="valid_answers",
        holds=Holds.NUMBER,
        meaning="valid answers behind a rate; empty: not known (有效样本数)",
        each=True,
    ),
    Column(
        name="award",
        holds=Holds.NUMBER,
        meaning="points that a person gave (人工评分)",
        each=True,
    ),
    *(
        Column(
            name=f"award_{role.value}",
            holds=Holds.NUMBER,
            meaning=f"the same, on behalf of one: {role.value}",
            each=True,
        )
        for role in Role
    ),
    Column(
        name="bonus",
        holds=Holds.FLAG,
        meaning="points that come on top (加分项)",
        each=True,
    ),
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
    Column(
        name="settled_flags",
        holds=Holds.TEXT,
        meaning="what of them should be looked at, as in flags (已定提示事项)",
    ),
)
"""What is read, in the long format (输入列)."""

_FORMS = (
    "self-evaluation",
    "evaluation-report",
    "department",
    "transfer",
    "target-declaration",
)
_KINDS = tuple(kind.value for kind in ReadingKind)


def _printed(name: str, meaning: str, holds: Holds = Holds.NUMBER) -> Column:
    return Column(name=name, holds=holds, meaning=meaning)


PRINTED: tuple[Column, ...] = (
    _printed("score", "points as printed (印出得分)"),
    _printed(
        "score_digits",
        "decimals they have; empty: without zeros at the end (得分小数位数)",
    ),
    _printed(
        "score_blank",
        "the cell of the points is there and empty; without this column: it is where "
        "no points are (得分空白)",
        Holds.FLAG,
    ),
    _printed("weight_digits", "the same of the weight (分值小数位数)"),
    _printed("group_1_weight_digits", "the same of the group's (指标组分值小数位数)"),
    Column(
        name="target_kind",
        holds=Holds.TEXT,
        meaning="of what kind the target is; empty: a quantity if there is one, else "
        "none (指标值类型)",
        words=_KINDS,
    ),
    Column(
        name="sense",
        holds=Holds.TEXT,
        meaning="what is better where the sign does not say; empty: more (指标方向)",
        words=("more", "less", "exact"),
    ),
    _printed(
        "met",
        "whether the target was reached, where its figures do not say (是否达到)",
        Holds.FLAG,
    ),
    _printed(
        "outcome_blank",
        "the cell of the result is there and empty; without this column: it is where "
        "no result is (完成值空白)",
        Holds.FLAG,
    ),
    _printed(
        "part",
        "stands for a part of the row above, which has its points (分项)",
        Holds.FLAG,
    ),
    _printed("unused", "a blank of the template (空白指标行)", Holds.FLAG),
    _printed("execution", "stands for the execution rate (预算执行率行)", Holds.FLAG),
    _printed("own_rate", "the execution rate printed in such a row (行内执行率)"),
    _printed(
        "own_rate_percent", "whether that has a percent sign (行内百分号)", Holds.FLAG
    ),
    Column(
        name="form",
        holds=Holds.TEXT,
        meaning="of what kind the form is; empty: not known (表格类型)",
        words=_FORMS,
    ),
    _printed(
        "complete",
        "whether all rows are there; without this column they are (表格完整)",
        Holds.FLAG,
    ),
    _printed("total", "the total as printed (印出总分)"),
    _printed("total_digits", "decimals it is printed with (总分小数位数)"),
    _printed("grade", "the grade as printed (印出等级)", Holds.TEXT),
    _printed(
        "money",
        "whether the form has a part about money; without this column it has one where "
        "amounts are (有资金部分)",
        Holds.FLAG,
    ),
    _printed("initial", "the budget as first approved (年初预算数)"),
    _printed("adjusted", "the budget of the whole year (全年预算数)"),
    _printed("planned", "what there was to spend; else adjusted, or initial (预算数)"),
    _printed("executed", "what was spent (全年执行数)"),
    _printed("execution_rate", "the execution rate as printed (印出执行率)"),
    _printed("execution_rate_digits", "decimals it has (执行率小数位数)"),
    _printed(
        "execution_rate_percent",
        "whether it has a percent sign, 80.5% rather than 0.805 (执行率百分号)",
        Holds.FLAG,
    ),
    _printed("execution_weight", "the most points it can earn (执行率分值)"),
    _printed("execution_score", "points printed for it (执行率得分)"),
    _printed("execution_score_digits", "decimals they have (执行率得分小数位数)"),
    _printed(
        "execution_score_blank",
        "the cell of these points is there and empty, and the rate is known "
        "(执行率得分空白)",
        Holds.FLAG,
    ),
)
"""What a form prints, which only auditing reads; from ``form`` on, the same in all rows
of an evaluation (印出列)."""

_ALSO_AUDITED = {
    "evaluation",
    "indicator",
    "group_1",
    "group_2",
    "group_1_weight",
    "weight",
    "sign",
    "target",
    "upper",
    "outcome",
    "state",
}
AUDITED: tuple[Column, ...] = (
    *(column for column in INPUTS if column.name in _ALSO_AUDITED),
    *PRINTED,
)
"""What auditing reads (审核列)."""

RESULTS: tuple[Column, ...] = (
    Column(
        name="completion_rate",
        holds=Holds.NUMBER,
        meaning="result ÷ target, half up to four decimals (完成率)",
        result=True,
        each=True,
    ),
    Column(
        name="points",
        holds=Holds.NUMBER,
        meaning="points; empty where not known or left out (得分)",
        result=True,
        each=True,
    ),
    Column(
        name="points_low",
        holds=Holds.NUMBER,
        meaning="the fewest they can be; empty where left out (得分下限)",
        result=True,
        each=True,
    ),
    Column(
        name="points_high",
        holds=Holds.NUMBER,
        meaning="the most they can be; empty where nothing bounds them (得分上限)",
        result=True,
        each=True,
    ),
    Column(
        name="status",
        holds=Holds.TEXT,
        meaning="how the points came about (计分状态)",
        words=_STATUSES,
        result=True,
        each=True,
    ),
    Column(
        name="remark",
        holds=Holds.TEXT,
        meaning="why they do not rest on figures (说明)",
        result=True,
        each=True,
    ),
    Column(
        name="flags",
        holds=Holds.TEXT,
        meaning=f"what should be looked at, though the points stand; there where a "
        f"rule may flag something: {', '.join(Flag)}, with a blank between two "
        "(提示事项)",
        result=True,
        each=True,
    ),
)
"""What scoring adds (输出列)."""


def name_of(
    columns: Mapping[str, str] | None, read: tuple[Column, ...] = INPUTS
) -> dict[str, str]:
    """
    Give the names that a frame has for the columns (列名对照).

    Args:
        columns: Names in the frame by standard name, where they differ.
        read: The columns that are read.

    Raises:
        UnknownNameError: If a standard name is none.
    """
    names = {column.name: column.name for column in read}
    for standard, own in (columns or {}).items():
        if standard not in names:
            raise UnknownNameError("column", standard, tuple(names))
        names[standard] = own
    return names


CODE = "{code}"
"""What stands for the code of an indicator in names of the wide format (编码占位)."""


def wide_name_of(columns: Mapping[str, str] | None) -> dict[str, str]:
    """
    Give the names that a frame in the wide format has for the columns (宽表列名对照).

    Args:
        columns: As for `name_of`; where there is a column for each indicator, the name
            says where the code stands in it.

    Raises:
        UnknownNameError: If a standard name is none.

    Examples:
        >>> names = wide_name_of({"target": "{code}目标"})
        >>> names["outcome"], names["target"], names["weight"]
        ('{code}', '{code}目标', '{code}.weight')
    """
    names = name_of(columns)
    for column in INPUTS:
        if column.each and column.name not in (columns or {}):
            names[column.name] = _wide(column.name)
    return names


def _wide(name: str) -> str:
    return CODE if name == "outcome" else f"{CODE}.{name}"


def schema(layout: str = "long") -> dict[str, object]:
    r"""
    Describe the columns as JSON Schema of one row (数据表格式).

    Args:
        layout: ``long``, a row for each indicator of each evaluation, or ``wide``, a
            row for each evaluation.

    Raises:
        UnknownNameError: If there is no such layout.

    Examples:
        >>> schema()["required"]
        ['evaluation', 'outcome']
        >>> [*schema("wide")["patternProperties"]][:2]
        ['^.+\\.weight$', '^.+\\.sign$']
    """
    if layout not in _LAYOUTS:
        raise UnknownNameError("layout", layout, tuple(_LAYOUTS))
    wide = layout == "wide"
    every = (*INPUTS, *RESULTS) if wide else (*INPUTS, *PRINTED, *RESULTS)
    found: dict[str, object] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"lzeval-frame-{layout}-1.schema.json",
        "title": f"lzeval {layout} format: {_LAYOUTS[layout]}",
        "type": "object",
        "required": ["evaluation"] if wide else ["evaluation", "outcome"],
        "properties": {
            column.name: _described(column)
            for column in every
            if not wide or not (column.each or column.name in _PLACES)
        },
    }
    if wide:
        found["patternProperties"] = {
            f"^.+{re.escape(_wide(column.name).removeprefix(CODE))}$": _described(
                column
            )
            for column in every
            if column.each and column.name != "outcome"
        }
        outcomes = next(column for column in INPUTS if column.name == "outcome")
        found["additionalProperties"] = {
            "description": f"{outcomes.meaning}, by the code of the indicator"
        }
    return found


_LAYOUTS = {
    "long": "one row for each indicator",
    "wide": "one row for each evaluation",
}
_PLACES = {"indicator", "group_1", "group_2", "group_1_weight", "group_2_weight"}


def _described(column: Column) -> dict[str, object]:
    found: dict[str, object] = {"description": column.meaning}
    if column.words:
        found["enum"] = [*column.words, None]
    elif column.holds is not Holds.KEY:
        found["type"] = [_TYPES[column.holds], "null"]
        if column.holds is Holds.DAY:
            found["format"] = "date"
    if column.result:
        found["readOnly"] = True
    return found


_TYPES = {
    Holds.NUMBER: "number",
    Holds.TEXT: "string",
    Holds.FLAG: "boolean",
    Holds.DAY: "string",
}
