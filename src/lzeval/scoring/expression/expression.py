"""
A formula as a value: read, checked, printed, worked out (公式).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, final

from attrs import frozen

from lzeval.errors import InvalidFormulaError, Problem
from lzeval.scoring.expression.evaluating import Read, value_of
from lzeval.scoring.expression.parsing import DEEPEST, parse
from lzeval.scoring.expression.scanning import Report
from lzeval.scoring.expression.tree import (
    Node,
    Part,
    Quantity,
    children,
    walk,
    wrong_sort,
)
from lzeval.scoring.expression.writing import CHINESE, ENGLISH, TYPED, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from lzeval.model import NoRate

__all__ = ["Expression"]


def __dir__() -> list[str]:
    return __all__


_LONGEST = 1_000
_MANY = 20


@final
@frozen
class Expression:
    """
    A formula over the quantities of a target and its result (公式).

    It knows ``+ - * /``, comparisons, ``and or not``, ``min max abs if``, numbers and
    percentages. Its text is that of `str`, and reads as an equal value again.

    Attributes:
        root: The root of its tree, which is a number.

    Raises:
        InvalidFormulaError: If a condition stands where a number must, or a number
            where a condition must; if it is deeper than 30 or longer than 1,000
            characters.

    Examples:
        >>> formula = Expression.parse("min(实际完成值÷指标值, 100%)")
        >>> print(formula)
        min(actual / target, 100%)
        >>> formula == Expression.parse(str(formula))
        True
        >>> Expression.parse("mim(actul / target, 1")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        lzeval.errors.InvalidFormulaError: formula: 3 problems
          column 1: no function 'mim'; did you mean 'min'?
            mim(actul / target, 1
            ^^^
          column 5: no quantity 'actul'; did you mean 'actual'? (if a part has that ...
            mim(actul / target, 1
                ^^^^^
          column 22: expected ')' for the '(' of column 4, got the end
            mim(actul / target, 1
                                 ^
    """

    root: Node

    def __attrs_post_init__(self) -> None:
        problems = tuple(_wrong(self.root))
        if problems:
            raise InvalidFormulaError("formula", problems[:_MANY])

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read a formula (读取公式).

        Args:
            text: The formula. ``× ÷ − ≤ ≥ ≠``, full-width signs, and the field's terms
                for the quantities (实际完成值, 指标值) are understood. A name that is
                none of the language's words is the part of the result of that name;
                any other name stands in quotes or backticks.

        Raises:
            InvalidFormulaError: Naming every problem, with its place and what was
                expected there.
        """
        if len(text) > _LONGEST:
            raise InvalidFormulaError("formula", (_too_long(len(text)),))
        report = Report(text)
        root = parse(text, report)
        if report.problems:
            raise InvalidFormulaError("formula", report.problems)
        return cls(root)

    def value(self, read: Read) -> Fraction | NoRate:
        """
        Work the formula out (求值).

        Args:
            read: Gives each quantity that matters, or why there is none.

        Returns:
            The exact number, or why there is none.

        Examples:
            >>> from fractions import Fraction
            >>> from lzeval.scoring.expression import Figure
            >>> Expression.parse("1 - 5%").value(lambda name: Figure(Fraction(0)))
            Fraction(19, 20)
        """
        return value_of(self.root, read)

    def in_words(self, locale: str = "zh_CN") -> str:
        """
        Write the formula in words (公式表述).

        Args:
            locale: ``zh_CN`` or ``en``.

        Examples:
            >>> print(Expression.parse("1 - actual / target").in_words())
            1−实际完成值÷指标值
        """
        return write(self.root, ENGLISH if locale.startswith("en") else CHINESE)

    @property
    def quantities(self) -> tuple[Quantity | Part, ...]:
        """What it speaks of, in the order of its text, each once."""
        nodes = reversed([node for node, _ in walk(self.root)])
        named = [node for node in nodes if isinstance(node, Quantity | Part)]
        return tuple(dict.fromkeys(named))

    def __str__(self) -> str:
        return write(self.root, TYPED)


def _wrong(root: Node) -> Iterator[Problem]:
    if any(depth > DEEPEST for _, depth in walk(root)):
        yield Problem("", f"nodes stand {DEEPEST} deep at most")
        return
    length = len(write(root, TYPED))
    if length > _LONGEST:
        yield _too_long(length)
        return
    top = wrong_sort(root, condition=False)
    if top is not None:
        yield Problem(write(root, TYPED), top)
    for node, _ in walk(root):
        for child, condition in children(node):
            wrong = wrong_sort(child, condition=condition)
            if wrong is not None:
                yield Problem(write(child, TYPED), wrong)


def _too_long(length: int) -> Problem:
    return Problem("", f"a formula has {_LONGEST} characters at most, got {length}")
