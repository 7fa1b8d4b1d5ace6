"""Formulas are read into trees, or refused with every problem and its place."""

from __future__ import annotations

import pickle

import pytest

from lzeval.errors import InvalidFormulaError
from lzeval.scoring.expression import (
    Call,
    Comparison,
    Expression,
    Junction,
    Negative,
    Node,
    Not,
    Numeral,
    Operation,
    Part,
    Quantity,
)

ACTUAL, TARGET = Quantity.ACTUAL, Quantity.TARGET


def root(text: str) -> Node:
    """Read a formula and give its tree."""
    return Expression.parse(text).root


def test_products_bind_more_than_sums() -> None:
    """A quotient is a term of a sum, unless brackets say otherwise."""
    quotient = Operation(ACTUAL, [("/", TARGET)])
    assert Operation(Numeral(1), [("-", quotient)]) == root("1 - actual / target")
    difference = Operation(Numeral(1), [("-", ACTUAL)])
    assert Operation(difference, [("/", TARGET)]) == root("(1 - actual) / target")


def test_a_chain_of_sums_is_one_node() -> None:
    """Signs of one rank are taken from the left, and stand side by side."""
    one, two, three = Numeral(1), Numeral(2), Numeral(3)
    assert Operation(one, [("-", two), ("+", three)]) == root("1 - 2 + 3")
    grouped = Operation(two, [("+", three)])
    assert Operation(one, [("-", grouped)]) == root("1 - (2 + 3)")


def test_a_minus_binds_more_than_a_product() -> None:
    """The sign belongs to the number that follows it."""
    factor = Operation(Negative(ACTUAL), [("*", Negative(Negative(TARGET)))])
    assert factor == root("-actual * --target")


def test_and_binds_more_than_or() -> None:
    """Not binds most, then and, then or."""
    less = Comparison(ACTUAL, "<", TARGET)
    both = Junction("and", [Not(less), less])
    either = Junction("or", [less, both])
    expected = Call("if", [either, Numeral(1), Numeral(0)])
    text = "if(actual < target or not actual < target and actual < target, 1, 0)"
    assert expected == root(text)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("实际完成值÷指标值", "actual / target"),
        ("１－（指标值上限×５％）", "1 - upper * 5%"),
        ("初始指标值−基期值", "initial - baseline"),
        ("MAX(Actual,0.50)", "max(actual, 0.5)"),
        ("if(actual ≥ target, 1, 0)", "if(actual >= target, 1, 0)"),
        ("if(actual＝target，1，0)", "if(actual == target, 1, 0)"),
        ("if(actual <> 0, 1, 0)", "if(actual != 0, 1, 0)"),
        ("if(actual ≠ 0 AND NOT actual≤5, 1, 0)", None),
        ('合格数 / "抽检数（批）"', "合格数 / `抽检数（批）`"),
        ("“第 1 项” + `a``b`", "`第 1 项` + `a``b`"),
        ("`actual` / `合格数`", "`actual` / 合格数"),
        ("  abs(\n actual\t)\u3000", "abs(actual)"),
        ("((actual))", "actual"),
        ("95 %", "95%"),
        ("(actual * target) + (1 / 2)", "actual * target + 1 / 2"),
    ],
)
def test_spellings(typed: str, canonical: str | None) -> None:
    """Formulas may be typed in many ways, and are printed in one."""
    if canonical is None:
        canonical = "if(actual != 0 and not actual <= 5, 1, 0)"
    assert canonical == str(Expression.parse(typed))


def test_a_quotient_in_brackets_at_the_head_stays() -> None:
    """What is grouped is printed grouped, even where it need not be."""
    text = "(actual / target) / 2"
    assert text == str(Expression.parse(text))


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "column 1", "expected a quantity, a number or '(', got the end"),
        ("actual /", "column 9", "expected a quantity, a number or '(', got the end"),
        ("1 + * 2", "column 5", "expected a quantity, a number or '(', got '*'"),
        ("actual target", "column 8", "expected an operator such as + or * before"),
        ("(1 + 2", "column 7", "expected ')' for the '(' of column 1, got the end"),
        ("(1 + 2 3)", "column 8", "expected an operator such as + or * before '3'"),
        ("max(1 + 2 3, 4)", "column 11", "expected an operator such as + or * before"),
        ("1 + 2)", "column 6", "a ')' without its '('"),
        ("1, 2", "column 2", "a ',' outside of the brackets of a function"),
        ("actual%", "column 7", "% stands behind a number only"),
        ("actual ^ 2", "column 8", "'^' has no meaning in a formula"),
        ("1.", "column 1", "a point stands between two digits"),
        ("007", "column 1", "a number does not begin with 0"),
        ("1e5", "column 1", "'1e5' is no number"),
        ("5万元 - actual", "column 1", "write a number without a unit"),
        (f"{1:031}", "column 1", "a number does not begin with 0"),
        ("1" * 31, "column 1", "a number has at most 30 digits"),
        ("`合格数", "column 1", "the name that begins with ` has no end"),
        ("1 / ``", "column 5", "the name of a part is empty"),
        ("`a\nb`", "line 1, column 1", "holds a line break"),
        ("甲" * 101, "column 1", "the name of a part has at most 100 characters"),
        ("x²", "column 1", "'x²' is no plain name"),
        ("actul / target", "column 1", "no quantity 'actul'; did you mean 'actual'?"),
        ("1 / 实际值", "column 5", "no quantity '实际值'; did you mean '实际完成值'?"),
        ("mim(1, 2)", "column 1", "no function 'mim'; did you mean 'min'?"),
        (
            "合格数(一类)",
            "column 1",
            "no function '合格数'; there are abs, if, max, min",
        ),
        ("max / 2", "column 1", "max is a function: write max(…)"),
        ("min(1)", "column 1", "min takes two or more numbers, got 1"),
        ("abs()", "column 1", "abs takes one number, got 0"),
        ("if(1 < 2, 1)", "column 1", "if takes three arguments"),
        ("actual >= 1", "column 1", "expected a number, got a condition"),
        ("1 + (2 > 1)", "column 5", "expected a number, got a condition"),
        ("-(2 > 1)", "column 2", "expected a number, got a condition"),
        ("min(1, 2 > 1)", "column 8", "expected a number, got a condition"),
        ("if(actual, 1, 0)", "column 4", "expected a condition such as"),
        ("if(not 1, 1, 0)", "column 8", "expected a condition such as"),
        ("if(1 < 2 or 3, 1, 0)", "column 13", "expected a condition such as"),
        ("if(0 < actual < 5, 1, 0)", "column 15", "comparisons are not chained"),
        ("(" * 31 + "1" + ")" * 31, "column 31", "stand 30 deep at most"),
        ("-" * 31 + "1", "column 31", "stand 30 deep at most"),
        ("1 +" * 400, "", "a formula has 1000 characters at most, got 1200"),
    ],
)
def test_refusals(text: str, place: str, message: str) -> None:
    """A problem is named with its place and what was expected there."""
    with pytest.raises(InvalidFormulaError) as refused:
        Expression.parse(text)
    (problem,) = refused.value.problems
    assert place == problem.place
    assert message in problem.message
    assert refused.value == pickle.loads(pickle.dumps(refused.value))  # noqa: S301


def test_every_problem_is_named_at_once() -> None:
    """Reading goes on behind a problem."""
    with pytest.raises(InvalidFormulaError) as refused:
        Expression.parse("mim(actul, 1) + * 5万元 ^ abs() < 2 ) and 1")
    assert [1, 5, 17, 19, 23, 25, 35, 37, 41] == [
        int(problem.place.split()[-1]) for problem in refused.value.problems
    ]


def test_a_word_where_a_number_must_stand() -> None:
    """``and`` and ``or`` are no names."""
    with pytest.raises(InvalidFormulaError, match="got 'or'") as refused:
        Expression.parse("1 + or 2")
    assert "column 5" == refused.value.problems[1].place


def test_a_formula_with_many_problems() -> None:
    """At most twenty problems are named."""
    with pytest.raises(InvalidFormulaError) as refused:
        Expression.parse("^ " * 300)
    assert 20 == len(refused.value.problems)


def test_the_mark_stands_below_its_word() -> None:
    """The line is printed with a mark, which minds wide characters."""
    with pytest.raises(InvalidFormulaError) as refused:
        Expression.parse("合格数 /\n 抽检数 + actul")
    head, place, line, marks = str(refused.value).split("\n")
    assert ("formula: 1 problem", "     抽检数 + actul") == (head, line)
    assert "  line 2, column 8: no quantity 'actul'; did you mean 'actual'? " in place
    assert "     \u3000\u3000\u3000   ^^^^^" == marks


def test_wide_words_have_wide_marks() -> None:
    """A wide character has two marks below it."""
    with pytest.raises(InvalidFormulaError, match=r"\n    \^{6}$"):
        Expression.parse("实际值")


def test_long_lines_are_cut() -> None:
    """Of a long line the part around the problem is shown."""
    with pytest.raises(InvalidFormulaError) as refused:
        Expression.parse("1 + " * 100 + "actul" + " + 1" * 50)
    (problem,) = refused.value.problems
    _, line, marks = problem.message.split("\n")
    assert (76, "^^^^^") == (len(line), marks.strip())
    assert "actul" == line[marks.index("^") :][:5]


def test_what_is_named_in_its_order() -> None:
    """A formula tells the quantities that it speaks of, each once."""
    formula = Expression.parse("min(target, 乙 + actual) - if(甲 > target, 乙, 1)")
    assert (TARGET, Part("乙"), ACTUAL, Part("甲")) == formula.quantities
