"""
The syntax tree of a formula (公式的语法树).

Frozen values, equal if they are written alike. What is added, multiplied or joined in
one go is one node, so a tree is only as deep as its brackets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, final

from attrs import field, frozen

from lzeval.errors import InexactNumberError
from lzeval.model import exact
from lzeval.typing import Exact, Number

__all__ = [
    "Call",
    "Comparison",
    "Function",
    "Junction",
    "Negative",
    "Node",
    "Not",
    "Numeral",
    "Operation",
    "Operator",
    "Part",
    "Quantity",
    "Relation",
    "Word",
]


def __dir__() -> list[str]:
    return __all__


DIGITS = 30
"""The most digits of a number in a formula."""
NAME_LENGTH = 100
"""The most characters in the name of a part."""


@final
class Quantity(StrEnum):
    """What a formula may speak of beside the parts of the result (数量)."""

    ACTUAL = "actual"
    """The result (实际完成值)."""
    TARGET = "target"
    """The target, or the lower end of an interval (指标值)."""
    UPPER = "upper"
    """The upper end of an interval (指标值上限)."""
    INITIAL = "initial"
    """The target first set, where it was adjusted (初始指标值)."""
    BASELINE = "baseline"
    """The value before the project (基期值)."""


@final
class Operator(StrEnum):
    """What is done with two numbers (运算符)."""

    PLUS = "+"
    """Addition (加)."""
    MINUS = "-"
    """Subtraction (减)."""
    TIMES = "*"
    """Multiplication (乘)."""
    BY = "/"
    """Division (除)."""


SUMS = frozenset([Operator.PLUS, Operator.MINUS])
PRODUCTS = frozenset([Operator.TIMES, Operator.BY])


@final
class Relation(StrEnum):
    """How two numbers are compared (比较)."""

    LESS = "<"
    """Below (小于)."""
    AT_MOST = "<="
    """Not above (小于等于)."""
    EQUAL = "=="
    """The same (等于)."""
    OTHER = "!="
    """Not the same (不等于)."""
    AT_LEAST = ">="
    """Not below (大于等于)."""
    MORE = ">"
    """Above (大于)."""


@final
class Word(StrEnum):
    """How conditions are joined (逻辑词)."""

    AND = "and"
    """All of them hold (且)."""
    OR = "or"
    """At least one of them holds (或)."""


@final
class Function(StrEnum):
    """What a formula can call (函数)."""

    ABS = "abs"
    """The size of a number, without its sign (绝对值)."""
    IF = "if"
    """One of two numbers, by a condition (条件取值)."""
    MAX = "max"
    """The greatest of several numbers (最大值)."""
    MIN = "min"
    """The least of several numbers (最小值)."""


def _plain(value: Number) -> Exact:
    """Take a number without zeros at its end, as it is printed."""
    number = exact(value)
    if isinstance(number, Decimal):
        text = f"{number:f}"
        number = Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
    return number


@final
@frozen
class Numeral:
    """
    A number written in the formula (数字).

    Attributes:
        value: Zero or above, of 30 digits at most.
        percent: Whether it is written in percent, so that 95 means 0.95.

    Raises:
        InexactNumberError: If the number is negative, has no end or more digits.
    """

    value: Exact = field(converter=_plain)
    percent: bool = False

    def __attrs_post_init__(self) -> None:
        value = self.value
        if not isinstance(value, Decimal) or value.is_signed():
            raise InexactNumberError(value, "a decimal number, zero or above")
        if len(f"{value:f}".replace(".", "")) > DIGITS:
            raise InexactNumberError(value, f"a number of at most {DIGITS} digits")


@final
@frozen
class Part:
    """
    A part of the result, by its name (分项).

    Raises:
        ValueError: If the name is empty, longer than 100 characters, or holds a line
            break or a control character.
    """

    name: str

    def __attrs_post_init__(self) -> None:
        problem = wrong_name(self.name)
        if problem is not None:
            raise ValueError(problem)


def wrong_name(name: str) -> str | None:
    """Say why a text cannot name a part of a result."""
    if not name.strip():
        return "the name of a part is empty"
    if len(name) > NAME_LENGTH:
        return f"the name of a part has at most {NAME_LENGTH} characters"
    if any(unicodedata.category(sign) in _UNSEEN for sign in name):
        return "the name of a part holds a line break or a control character"
    return None


_UNSEEN = frozenset(["Cc", "Cs", "Zl", "Zp"])


@final
@frozen
class Negative:
    """A number with its sign turned (负)."""

    of: Node


def _steps(
    steps: Iterable[tuple[Operator | str, Node]],
) -> tuple[tuple[Operator, Node], ...]:
    return tuple((Operator(operator), node) for operator, node in steps)


@final
@frozen
class Operation:
    """
    Numbers added and subtracted, or multiplied and divided, from the left (四则运算).

    Attributes:
        first: The first of them.
        rest: What is done with each of the others.

    Raises:
        ValueError: If nothing follows the first, or sums and products are mixed.
    """

    first: Node
    rest: tuple[tuple[Operator, Node], ...] = field(converter=_steps)

    def __attrs_post_init__(self) -> None:
        operators = {operator for operator, _ in self.rest}
        if not operators or not (operators <= SUMS or operators <= PRODUCTS):
            message = "an operation has operators, all of sums or all of products"
            raise ValueError(message)


@final
@frozen
class Comparison:
    """Two numbers compared (比较)."""

    left: Node
    relation: Relation = field(converter=Relation)
    right: Node


def _nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(nodes)


@final
@frozen
class Junction:
    """
    Conditions joined by ``and`` or by ``or`` (条件组合).

    Raises:
        ValueError: If there are fewer than two.
    """

    word: Word = field(converter=Word)
    parts: tuple[Node, ...] = field(converter=_nodes)

    def __attrs_post_init__(self) -> None:
        if len(self.parts) < 2:  # noqa: PLR2004
            message = "at least two conditions are joined"
            raise ValueError(message)


@final
@frozen
class Not:
    """A condition that must not hold (非)."""

    of: Node


@final
@frozen
class Call:
    """
    A function with what it is given (函数调用).

    Raises:
        ValueError: If it is given too few or too many.
    """

    function: Function = field(converter=Function)
    arguments: tuple[Node, ...] = field(converter=_nodes)

    def __attrs_post_init__(self) -> None:
        problem = wrong_count(self.function, len(self.arguments))
        if problem is not None:
            raise ValueError(problem)


def wrong_count(function: Function, count: int) -> str | None:
    """Say what is wrong with the number of arguments of a function."""
    least, most, what = _TAKES[function]
    if least <= count <= (most or count):
        return None
    return f"{function} takes {what}, got {count}"


_TAKES = {
    Function.ABS: (1, 1, "one number"),
    Function.IF: (3, 3, "three arguments (a condition, and the number for each case)"),
    Function.MAX: (2, None, "two or more numbers"),
    Function.MIN: (2, None, "two or more numbers"),
}

Node: TypeAlias = (
    Call
    | Comparison
    | Junction
    | Negative
    | Not
    | Numeral
    | Operation
    | Part
    | Quantity
)
"""A node of the tree (节点)."""


def is_condition(node: Node) -> bool:
    """Whether a node holds or does not, instead of being a number."""
    return isinstance(node, Comparison | Junction | Not)


def children(node: Node) -> Iterator[tuple[Node, bool]]:
    """Give what a node is made of, each with whether it must be a condition."""
    match node:
        case Negative():
            yield node.of, False
        case Not():
            yield node.of, True
        case Operation():
            yield node.first, False
            for _, operand in node.rest:
                yield operand, False
        case Comparison():
            yield node.left, False
            yield node.right, False
        case Junction():
            for part in node.parts:
                yield part, True
        case Call():
            for number, argument in enumerate(node.arguments):
                yield argument, node.function is Function.IF and number == 0
        case _:
            pass


def wrong_sort(node: Node, *, condition: bool) -> str | None:
    """Say what is wrong with a node where a condition, or a number, must stand."""
    if is_condition(node) is condition:
        return None
    if condition:
        return "expected a condition such as actual >= target, got a number"
    return (
        "expected a number, got a condition; if(condition, 1, 0) makes a number of it"
    )


def walk(root: Node) -> Iterator[tuple[Node, int]]:
    """Give every node of a tree with its depth, from 1."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child, _ in children(node)]
