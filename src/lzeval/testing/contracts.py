"""
What every plug-in must keep to, as functions that raise (插件约定).
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from decimal import ROUND_DOWN, localcontext
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lzeval.frameworks import run_vectors
from lzeval.model import Interval, NoRate, Outcome, OutcomeState, Target, add
from lzeval.render import Renderer
from lzeval.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Signature,
    Table,
)
from lzeval.scoring import Evaluation, Framework, Scorecard
from lzeval.scoring.digest import digest
from lzeval.testing.evaluations import evaluations
from lzeval.testing.quantities import outcomes, qualities, targets
from lzeval.typing import Rule, Share

__all__ = ["check_framework", "check_renderer", "check_rule"]


def __dir__() -> list[str]:
    return __all__


Pair = tuple[Target, Outcome]


def check_rule(rule: Rule, *, examples: int = 100) -> None:
    """
    Check that a scoring rule keeps to its contract (赋分规则约定).

    A rule is a frozen value: hashable, equal to its pickled copy, with a fingerprint.
    It has a kind, and a wording in Chinese and English. For *every* target and reported
    outcome it gives a ratio from 0 to 1, a range within 0 to 1, or a `NoRate`; it never
    raises, always gives the same, and the ambient decimal context is nothing to it.

    Args:
        rule: The rule.
        examples: How many pairs of target and outcome are tried.

    Raises:
        AssertionError: Saying what is wrong.

    Examples:
        >>> from lzeval.scoring.rules import Proportional
        >>> check_rule(Proportional())
    """
    _require(_is(rule, Rule), f"{rule!r} is no Rule: it lacks a member of the protocol")
    _check_value(rule, "rule")
    _require(rule.kind, "a rule needs a kind, its name in files")
    chinese, english = str(rule.wording), rule.wording.to("en")
    _require(chinese, "a rule needs a wording")
    _require(chinese != english, "the wording needs an English one, under 'en'")

    @settings(max_examples=examples, deadline=None, database=None)
    @given(_pairs())
    def keeps_to_it(pair: Pair) -> None:
        _check_share(rule, *pair)

    keeps_to_it()


def check_framework(framework: Framework, *, examples: int = 50) -> None:
    """
    Check that a framework keeps to its contract (评价办法约定).

    It is a value, has an id and a name, its rules keep to theirs, its test vectors
    pass, the weights of its tree add up, its days are in order, and what is scored by
    it is sound: points from 0 to the maximum, printed parts that add up to the printed
    total, a grade for each total.

    Args:
        framework: The framework.
        examples: How many evaluations are tried.

    Raises:
        AssertionError: Saying what is wrong.

    Examples:
        >>> check_framework(Framework(id="own", name="本单位办法"), examples=5)
    """
    _require(_is(framework, Framework), f"{framework!r} is no Framework")
    _check_value(framework, "framework", hashable=False)
    _require(framework.id.strip(), "a framework needs an id")
    _require(framework.name.strip(), "a framework needs a name")
    if framework.valid_from is not None and framework.valid_to is not None:
        _require(framework.valid_from <= framework.valid_to, "it ends before it begins")
    if framework.tree is not None:
        wrong = framework.tree.weight_mismatches()
        _require(not wrong, f"weights do not add up: {wrong}")
    for rule in _rules_of(framework):
        check_rule(rule, examples=examples)
    for result in run_vectors([framework]):
        told = f"expected {dict(result.expected)}, computed {dict(result.computed)}"
        _require(result.passed, f"test vector {result.vector.id!r}: {told}")

    @settings(max_examples=examples, deadline=None, database=None)
    @given(evaluations(framework=framework))
    def keeps_to_it(evaluation: Evaluation) -> None:
        check_card(evaluation.evaluate())

    keeps_to_it()


def check_renderer(renderer: Renderer) -> None:
    """
    Check that a renderer keeps to its contract (渲染器约定).

    It says its media type and suffix, gives bytes if it is binary and else text, gives
    the same for the same document, and carries any text that a document may hold.

    Args:
        renderer: The renderer.

    Raises:
        AssertionError: Saying what is wrong.

    Examples:
        >>> from lzeval.render import renderer
        >>> check_renderer(renderer("markdown"))
    """
    _require(_is(renderer, Renderer), f"{renderer!r} is no Renderer")
    kind, _, subkind = renderer.media_type.partition("/")
    _require(kind, f"no media type: {renderer.media_type!r}")
    _require(subkind, f"no media type: {renderer.media_type!r}")
    _require(renderer.suffix.startswith("."), f"no suffix: {renderer.suffix!r}")
    for document in _documents():
        content = renderer(document)
        expected = bytes if renderer.binary else str
        _require(
            _is(content, expected),
            f"binary={renderer.binary}, but gives {type(content).__name__}",
        )
        _require(content == renderer(document), "the same document, another content")
        _require(content, f"nothing comes out for {document.title!r}")
        if isinstance(content, str):
            _require("\r" not in content, "lines of text end in a newline only")


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind)


def _require(truth: object, message: str) -> None:
    if not truth:
        raise AssertionError(message)


def _check_value(value: object, what: str, *, hashable: bool = True) -> None:
    try:
        copy: object = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own value
    except Exception as error:
        raise AssertionError(f"a {what} must be picklable: {error}") from error
    _require(copy == value, f"a {what} must equal its pickled copy")
    try:
        same = digest(copy) == digest(value)
    except TypeError as error:
        raise AssertionError(f"a {what} needs a fingerprint: {error}") from error
    _require(same, f"a {what} needs one fingerprint")
    if hashable:
        _require(hash(copy) == hash(value), f"a {what} must hash like its equal")


def _pairs() -> st.SearchStrategy[Pair]:
    aims = targets() | qualities()
    return aims.flatmap(
        lambda aim: st.tuples(
            st.just(aim), outcomes(aim, states=[OutcomeState.REPORTED], parts=True)
        )
    )


def _check_share(rule: Rule, target: Target, outcome: Outcome) -> None:
    where = f"{target.notation()} and {outcome.notation()}"
    try:
        share = rule.assess(target, outcome)
    except Exception as error:
        raise AssertionError(f"raises {error!r} for {where}") from error
    _require(rule.assess(target, outcome) == share, f"two answers for {where}")
    with localcontext(prec=2, rounding=ROUND_DOWN):
        again = rule.assess(target, outcome)
    _require(again == share, f"depends on the decimal context for {where}")
    for problem in _wrong_share(share):
        raise AssertionError(f"{share!r} for {where}: {problem}")


def _wrong_share(share: Share) -> Iterator[str]:
    if isinstance(share, NoRate):
        return
    if isinstance(share, Interval):
        if share.high is None or not 0 <= share.low <= share.high <= 1:
            yield "a range must lie within 0 to 1"
        return
    top, bottom = share
    if type(top) is not int or type(bottom) is not int:
        yield "a ratio is made of two ints"
    elif not 0 <= top <= bottom or not bottom:
        yield "a ratio must be from 0 to 1"


def _rules_of(framework: Framework) -> Iterator[Rule]:
    yield from framework.rules.values()
    for kind in framework.kinds:
        yield from kind.rules.values()
    if framework.budget_row is not None:
        yield framework.budget_row.rule


def check_card(card: Scorecard) -> None:
    """
    Check that a scorecard is sound (评分结果约定).

    Points lie from 0 to the maximum, the printed parts add up to the printed total
    wherever they are known, and each total has a grade.

    Raises:
        AssertionError: Saying what is wrong.
    """
    half_a_unit = Fraction(1, 2 * 10**card.framework.rounding.digits)
    lines = card.lines if card.budget is None else (*card.lines, card.budget)
    for line in lines:
        if line.points is not None and line.out_of is not None:
            most = Fraction(line.out_of) + half_a_unit
            _require(0 <= line.points <= most, f"{line.code}: {line.points} points")
    parts = card.printed_parts()
    if parts:  # a cap may hold a total to one figure while its parts are not known
        first = [place.code for place in card.evaluation.tree if place.parent is None]
        first += [] if card.budget is None else [card.budget.code]
        added = add(parts[code] for code in first if code in parts)
        _require(card.total.points == added, "the printed parts are not the total")
    scale = card.framework.grades
    if scale is not None:
        for step in range(101):
            scale.grade_of(Fraction(scale.out_of) * step / 100)


def _documents() -> list[Document]:
    words = '<b>得分</b> & "引号" | 竖线 * _ ` # = \n第二行'
    cells: list[list[Cell | str]] = [[Cell(words, rowspan=2), "8"], ["1"]]
    blocks: list[Block] = [
        Heading(1, words),
        Paragraph(words),
        Paragraph(words, strong=True),
        Note(words),
        Bullets([words, words], ordered=True),
        KeyValues({"项目名称": words}),
        Table(
            columns=[Column("指标"), Column("得分", align="end")],
            rows=cells,
            caption=words,
        ),
        Signature([("负责人", "")]),
        Block(),
    ]
    return [
        Document(title="空", blocks=[]),
        Document(title=words.replace("\n", " "), blocks=blocks),
        Document(title="English", blocks=blocks, locale="en"),
    ]
