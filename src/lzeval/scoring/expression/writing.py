"""
Formulas as text: as they are typed, and in words (公式的写法).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from lzeval.scoring.expression.tree import (
    PRODUCTS,
    Call,
    Comparison,
    Function,
    Junction,
    Negative,
    Node,
    Not,
    Numeral,
    Operation,
    Operator,
    Part,
    Quantity,
    Relation,
    Word,
)

__all__ = ["Style", "write"]


def __dir__() -> list[str]:
    return __all__


_Level: TypeAlias = int
# How tightly a node binds: whatever binds less stands in brackets.
_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _SIGNED, _ATOM = range(8)


@frozen(kw_only=True)
class Style:
    """
    How the signs and words of a formula are written (写法).

    Attributes:
        quantities: The names of the quantities.
        part: How the name of a part is written.
        operators: What stands between numbers, with its blanks.
        relations: What stands between numbers that are compared, with its blanks.
        words: What stands between conditions, with its blanks.
        no: What stands before a condition that must not hold.
        minus: What stands before a negative number.
        brackets: What a group is put in.
        call: How a function is written with its arguments.
    """

    quantities: Mapping[Quantity, str]
    part: Callable[[str], str]
    operators: Mapping[Operator, str]
    relations: Mapping[Relation, str]
    words: Mapping[Word, str]
    no: str
    minus: str
    brackets: str
    call: Callable[[Function, Sequence[str]], str]


def write(node: Node, style: Style) -> str:
    """
    Write a formula (写出公式).

    Args:
        node: The root of its tree.
        style: `TYPED` gives the text that reads as the same tree again.
    """
    return _write(node, style)[0]


def _write(node: Node, style: Style) -> tuple[str, _Level]:
    """Write a node, and say how tightly it binds."""
    match node:
        case Quantity():
            return style.quantities[node], _ATOM
        case Part():
            return style.part(node.name), _ATOM
        case Numeral():
            return f"{node.value:f}{'%' if node.percent else ''}", _ATOM
        case Call():
            given = [_inner(argument, style, _OR) for argument in node.arguments]
            return style.call(node.function, given), _ATOM
        case _:
            return _written_operation(node, style)


def _written_operation(
    node: Negative | Operation | Comparison | Not | Junction, style: Style
) -> tuple[str, _Level]:
    match node:
        case Negative():
            return style.minus + _inner(node.of, style, _SIGNED), _SIGNED
        case Not():
            return style.no + _inner(node.of, style, _NOT), _NOT
        case Operation():
            level = _PRODUCT if node.rest[0][0] in PRODUCTS else _SUM
            text = _inner(node.first, style, level + 1)
            for sign, operand in node.rest:
                text += style.operators[sign] + _inner(operand, style, level + 1)
        case Comparison():
            level = _COMPARED
            sides = (_inner(side, style, _SUM) for side in (node.left, node.right))
            text = style.relations[node.relation].join(sides)
        case _:
            level = _AND if node.word is Word.AND else _OR
            parts = (_inner(part, style, level + 1) for part in node.parts)
            text = style.words[node.word].join(parts)
    return text, level


def _inner(node: Node, style: Style, least: _Level) -> str:
    """Write a node in brackets, unless it binds tightly enough."""
    text, level = _write(node, style)
    return text if level >= least else style.brackets.format(text)


RESERVED = frozenset([*Quantity, *Function, *Word, "not"])
"""Words of the language; a part of the same name stands in backticks."""

TERMS: Mapping[Quantity, str] = MappingProxyType(
    {
        Quantity.ACTUAL: "实际完成值",
        Quantity.TARGET: "指标值",
        Quantity.UPPER: "指标值上限",
        Quantity.INITIAL: "初始指标值",
        Quantity.BASELINE: "基期值",
    }
)
"""The field's terms for the quantities, which may be typed as well."""


_KNOWN = sorted(map(str, {*RESERVED, *TERMS.values()}))
_CLOSE = 0.75


@lru_cache(maxsize=1024)
def like(name: str) -> str | None:
    """
    Give the word of the language that a name is, or may be a slip of.

    The name of a part that is so like one stands in backticks.
    """
    close = difflib.get_close_matches(name.casefold(), _KNOWN, n=1, cutoff=_CLOSE)
    return close[0] if close else None


def _typed_part(name: str) -> str:
    if name.isidentifier() and like(name) is None:
        return name
    return "`{}`".format(name.replace("`", "``"))


def _typed_call(function: Function, arguments: Sequence[str]) -> str:
    return f"{function}({', '.join(arguments)})"


TYPED = Style(
    quantities=MappingProxyType({name: name.value for name in Quantity}),
    part=_typed_part,
    operators=MappingProxyType({sign: f" {sign} " for sign in Operator}),
    relations=MappingProxyType({sign: f" {sign} " for sign in Relation}),
    words=MappingProxyType({word: f" {word} " for word in Word}),
    no="not ",
    minus="-",
    brackets="({})",
    call=_typed_call,
)
"""As a formula is typed, in one way only (规范写法)."""

_PRINTED = {Operator.MINUS: "−", Operator.TIMES: "×", Operator.BY: "÷"}
_SIGNS = {
    Relation.EQUAL: "＝",
    Relation.AT_MOST: "≤",
    Relation.AT_LEAST: "≥",
    Relation.OTHER: "≠",
}
_CHINESE_CALLS = {
    Function.ABS: "（{}）的绝对值",
    Function.IF: "（若{}，则{}，否则{}）",
    Function.MAX: "最大值（{}）",
    Function.MIN: "最小值（{}）",
}


def _chinese_call(function: Function, arguments: Sequence[str]) -> str:
    template = _CHINESE_CALLS[function]
    if function is Function.IF:
        return template.format(*arguments)
    return template.format("，".join(arguments))


CHINESE = Style(
    quantities=TERMS,
    part="“{}”".format,
    operators=MappingProxyType(
        {sign: _PRINTED.get(sign, "＋") for sign in Operator},
    ),
    relations=MappingProxyType({sign: _SIGNS.get(sign, sign) for sign in Relation}),
    words=MappingProxyType({Word.AND: "且", Word.OR: "或"}),
    no="非",
    minus="−",
    brackets="（{}）",
    call=_chinese_call,
)
"""In Chinese (中文写法)."""


def _english_call(function: Function, arguments: Sequence[str]) -> str:
    if function is Function.IF:
        return "({1} if {0}, else {2})".format(*arguments)
    return _typed_call(function, arguments)


ENGLISH = Style(
    quantities=MappingProxyType(
        {
            Quantity.ACTUAL: "actual",
            Quantity.TARGET: "target",
            Quantity.UPPER: "upper target",
            Quantity.INITIAL: "initial target",
            Quantity.BASELINE: "baseline",
        }
    ),
    part="“{}”".format,
    operators=MappingProxyType(
        {sign: f" {_PRINTED.get(sign, sign)} " for sign in Operator}
    ),
    relations=MappingProxyType(
        {sign: f" {_SIGNS.get(sign, sign)} ".replace("＝", "=") for sign in Relation}
    ),
    words=MappingProxyType({word: f" {word} " for word in Word}),
    no="not ",
    minus="−",
    brackets="({})",
    call=_english_call,
)
"""In English (英文写法)."""
