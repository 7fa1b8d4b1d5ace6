"""
From the words of a formula to its tree (公式的句法).

    condition:  both ("or" both)*
    both:       negated ("and" negated)*
    negated:    "not" negated | compared
    compared:   sum (relation sum)?
    sum:        product (("+" | "-") product)*
    product:    signed (("*" | "/") signed)*
    signed:     "-" signed | single
    single:     number "%"? | quantity | part | function "(" … ")" | "(" condition ")"

A problem does not end the reading: a number is put in its place, so that the problems
after it are found in the same go.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from lzeval.scoring.expression.scanning import Report, Sort, Span, Token, scan
from lzeval.scoring.expression.tree import (
    PRODUCTS,
    SUMS,
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
    wrong_count,
    wrong_name,
    wrong_sort,
)
from lzeval.scoring.expression.writing import TERMS, like

__all__ = ["parse"]


def __dir__() -> list[str]:
    return __all__


DEEPEST = 30
"""How many brackets, calls and signs may stand inside each other."""


class _TooDeepError(Exception):
    """Nothing more is read; never leaves this module."""


class _Placed(NamedTuple):
    """A node and where it stands."""

    node: Node
    span: Span
    sound: bool = True
    """Whether it is what was written; otherwise it only keeps a place."""


_QUANTITIES = {str(name): name for name in Quantity}
_QUANTITIES.update({term: name for name, term in TERMS.items()})
_FUNCTIONS = {str(name): name for name in Function}
_OPERATORS = {str(sign): sign for sign in Operator}
_RELATIONS = {str(sign): sign for sign in Relation}


def parse(text: str, report: Report) -> Node:
    """Read a formula; what is wrong with it is reported (句法分析)."""
    return _Parser(text, report).formula()


class _Parser:
    def __init__(self, text: str, report: Report) -> None:
        self._report = report
        self._tokens = list(scan(text, report))
        self._at = 0
        self._depth = 0

    def formula(self) -> Node:
        try:
            whole = self._wanted(self._condition(), condition=False)
            while self._next.sort is not Sort.END:
                self._leftover()
        except _TooDeepError:
            return _HOLE
        return whole.node

    def _leftover(self) -> None:
        """Name what stands where the formula should have ended, and go on behind."""
        token = self._next
        sign = token.text if token.sort is Sort.SIGN else ""
        if sign in _MISPLACED:
            self._report.add(token.span, _MISPLACED[sign])
        elif token.sort is not Sort.WRONG:
            message = f"expected an operator such as + or * before {token.text!r}"
            self._report.add(token.span, message)
        if sign in _MISPLACED or token.sort is Sort.WRONG:
            self._take()
        if self._next.sort is not Sort.END:
            self._condition()

    # --- the levels of the grammar ---

    def _condition(self) -> _Placed:
        return self._junction(Word.OR, self._both)

    def _both(self) -> _Placed:
        return self._junction(Word.AND, self._negated)

    def _junction(self, word: Word, read: Callable[[], _Placed]) -> _Placed:
        first = read()
        if not self._is(word):
            return first
        parts = [self._wanted(first, condition=True)]
        while self._is(word):
            self._take()
            parts.append(self._wanted(read(), condition=True))
        return _Placed(Junction(word, [part.node for part in parts]), _over(parts))

    def _negated(self) -> _Placed:
        if not self._is("not"):
            return self._compared()
        start = self._take().span[0]
        part = self._wanted(self._deeper(self._negated), condition=True)
        return _Placed(Not(part.node), (start, part.span[1]))

    def _compared(self) -> _Placed:
        left = self._operation(SUMS, self._product)
        if self._next.text not in _RELATIONS:
            return left
        relation = _RELATIONS[self._take().text]
        right = self._operation(SUMS, self._product)
        sides = [self._wanted(side, condition=False) for side in (left, right)]
        node = Comparison(sides[0].node, relation, sides[1].node)
        whole = _Placed(node, _over(sides))
        while self._next.text in _RELATIONS:
            self._report.add(self._take().span, _CHAINED)
            self._operation(SUMS, self._product)
        return whole

    def _product(self) -> _Placed:
        return self._operation(PRODUCTS, self._signed)

    def _operation(
        self, operators: frozenset[Operator], read: Callable[[], _Placed]
    ) -> _Placed:
        first = read()
        rest: list[tuple[Operator, _Placed]] = []
        while self._next.sort is Sort.SIGN and self._next.text in operators:
            operator = _OPERATORS[self._take().text]
            rest.append((operator, self._wanted(read(), condition=False)))
        if not rest:
            return first
        first = self._wanted(first, condition=False)
        steps = [(operator, operand.node) for operator, operand in rest]
        span = (first.span[0], rest[-1][1].span[1])
        return _Placed(Operation(first.node, steps), span)

    def _signed(self) -> _Placed:
        if not self._is("-"):
            return self._single()
        start = self._take().span[0]
        part = self._wanted(self._deeper(self._signed), condition=False)
        return _Placed(Negative(part.node), (start, part.span[1]))

    def _single(self) -> _Placed:
        token = self._next
        match token.sort:
            case Sort.NUMBER:
                return self._numeral()
            case Sort.PART:
                self._take()
                return _Placed(Part(token.text), token.span)
            case Sort.NAME if token.text.casefold() not in {*Word, "not"}:
                return self._named()
            case Sort.WRONG:
                self._take()
                return _Placed(_HOLE, token.span, sound=False)
            case Sort.SIGN if token.text == "(":
                return self._bracketed()
            case _:
                got = "the end" if token.sort is Sort.END else repr(token.text)
                message = f"expected a quantity, a number or '(', got {got}"
                self._report.add(token.span, message)
                return _Placed(_HOLE, token.span, sound=False)

    def _numeral(self) -> _Placed:
        token = self._take()
        if self._is("%"):
            end = self._take().span[1]
            return _Placed(Numeral(token.text, percent=True), (token.span[0], end))
        return _Placed(Numeral(token.text), token.span)

    def _named(self) -> _Placed:
        token = self._take()
        name = token.text.casefold()
        if self._is("("):
            return self._call(token)
        if name in _QUANTITIES:
            return _Placed(_QUANTITIES[name], token.span)
        if name in _FUNCTIONS:
            message = f"{name} is a function: write {name}(…); a part in backticks"
            self._report.add(token.span, message)
        elif (meant := like(token.text)) is not None:
            message = (
                f"no quantity {token.text!r}; did you mean {meant!r}? "
                "(if a part has that name, put it in backticks)"
            )
            self._report.add(token.span, message)
        elif (wrong := wrong_name(token.text)) is not None:
            self._report.add(token.span, wrong)
        else:
            return _Placed(Part(token.text), token.span)
        return _Placed(_HOLE, token.span, sound=False)

    def _call(self, token: Token) -> _Placed:
        name, arguments = token.text.casefold(), self._arguments()
        span = (token.span[0], self._tokens[self._at - 1].span[1])
        function = _FUNCTIONS.get(name)
        if function is None:
            known = ", ".join(_FUNCTIONS)
            close = difflib.get_close_matches(name, _FUNCTIONS, n=1)
            hint = f"there are {known}; put a name with brackets in backticks"
            if close:
                hint = f"did you mean {close[0]!r}?"
            self._report.add(token.span, f"no function {token.text!r}; {hint}")
            return _Placed(_HOLE, span, sound=False)
        wrong = wrong_count(function, len(arguments))
        if wrong is not None:
            self._report.add(token.span, wrong)
            return _Placed(_HOLE, span, sound=False)
        for number, argument in enumerate(arguments):
            condition = function is Function.IF and number == 0
            self._wanted(argument, condition=condition)
        return _Placed(Call(function, [each.node for each in arguments]), span)

    def _arguments(self) -> list[_Placed]:
        opened = self._take()
        if self._is(")"):
            self._take()
            return []
        arguments = [self._deeper(self._inside)]
        while self._is(","):
            self._take()
            arguments.append(self._deeper(self._inside))
        self._close(opened)
        return arguments

    def _bracketed(self) -> _Placed:
        opened = self._take()
        inner = self._deeper(self._inside)
        end = self._close(opened)
        return inner._replace(span=(opened.span[0], end))

    def _inside(self) -> _Placed:
        """Read what stands in brackets, up to a comma or their end."""
        placed = self._condition()
        while not (self._is(")") or self._is(",") or self._next.sort is Sort.END):
            self._leftover()
        return placed

    # --- what they share ---

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += token.sort is not Sort.END
        return token

    def _is(self, word: str) -> bool:
        """Whether a sign or a word of the language comes next."""
        token = self._next
        given = token.text.casefold() if token.sort is Sort.NAME else token.text
        return token.sort in {Sort.SIGN, Sort.NAME} and given == word

    def _close(self, opened: Token) -> int:
        if self._is(")"):
            return self._take().span[1]
        token = self._next
        got = "the end" if token.sort is Sort.END else repr(token.text)
        column = opened.span[0] + 1
        message = f"expected ')' for the '(' of column {column}, got {got}"
        self._report.add(token.span, message)
        return token.span[0]

    def _deeper(self, read: Callable[[], _Placed]) -> _Placed:
        self._depth += 1
        if self._depth >= DEEPEST:
            message = f"brackets, calls and signs stand {DEEPEST} deep at most"
            self._report.add(self._next.span, message)
            raise _TooDeepError
        placed = read()
        self._depth -= 1
        return placed

    def _wanted(self, placed: _Placed, *, condition: bool) -> _Placed:
        """Report a number where a condition must stand, or the reverse."""
        wrong = wrong_sort(placed.node, condition=condition)
        if wrong is not None and placed.sound:
            self._report.add(placed.span, wrong)
        return placed


_CHAINED = "comparisons are not chained: write 'a < b and b < c' for 'a < b < c'"
_MISPLACED = {
    **dict.fromkeys(_RELATIONS, _CHAINED),
    ")": "a ')' without its '('",
    ",": "a ',' outside of the brackets of a function",
    "%": "% stands behind a number only, as in 95%",
}
_HOLE = Numeral(0)


def _over(parts: Iterable[_Placed]) -> Span:
    spans = [part.span for part in parts]
    return spans[0][0], spans[-1][1]
