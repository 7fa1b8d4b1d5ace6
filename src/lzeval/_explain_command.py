"""
The command ``lzeval explain``: how points, total and grade came about (说明命令).
"""

from __future__ import annotations

import sys
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, cast

from lzeval._sources import RefusedError, asked, score
from lzeval.analysis import what_would_it_take
from lzeval.errors import UnknownNameError
from lzeval.l10n import words_for
from lzeval.model import Measure
from lzeval.report import explain
from lzeval.report.edition_words import value_text
from lzeval.report.explaining import sources_text
from lzeval.report.wording import DASH, conclusion, points_text, said

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from lzeval.analysis import BreakEven
    from lzeval.l10n import Words
    from lzeval.scoring import Grade, Scorecard

__all__ = ["add_explain_command"]


def add_explain_command(telling: argparse.ArgumentParser) -> None:
    """
    Add the arguments of the command, and what it does.

    Args:
        telling: Its parser.
    """
    telling.add_argument("source", help="a case (see `lzeval cases`) or a file")
    telling.add_argument(
        "indicator",
        nargs="?",
        help="code, name or path of the indicator; without it, the total and the "
        "grade, and what would lift it",
    )
    telling.add_argument(
        "--grade", metavar="NAME", help="the grade to be reached, such as 优"
    )
    telling.set_defaults(command=_explain)


def _explain(arguments: argparse.Namespace) -> None:
    card = score(arguments.source, asked(arguments))
    wanted = cast("str | None", arguments.grade)
    if arguments.indicator is None:
        text = _total(card, wanted, words_for(arguments.locale))
    elif wanted is not None:
        raise RefusedError("--grade is about the total; name no indicator with it")
    else:
        text = explain(card, arguments.indicator, locale=arguments.locale)
    sys.stdout.write(f"{text}\n")


def _total(card: Scorecard, wanted: str | None, words: Words) -> str:
    """Say how the total came about, what its grade asks, and what would lift it."""
    steps = [*_parts(card, words), *_bounds(card, words), *_lifts(card, wanted, words)]
    head = conclusion(card, words)
    cited = card.framework.sources("grades") or card.framework.citations
    steps += sources_text(card.framework, cited, words)
    return "\n".join([head, *(f"  {step}" for step in steps)])


def _parts(card: Scorecard, words: Words) -> Iterator[str]:
    tree, digits = card.evaluation.tree, card.framework.rounding.digits
    first = [
        card.group(place.code) if place.indicator is None else card[place.code]
        for place in tree
        if place.parent is None
    ]
    parts = [
        words(
            "{name}{points}/{out_of}",
            name=said(part.name, words),
            points=points_text(part.points, part.interval, digits, words),
            out_of=DASH if part.out_of is None else words.points(part.out_of),
        )
        for part in (*first, *([] if card.budget is None else [card.budget]))
    ]
    yield words("各部分得分：{parts}", parts=words.join(parts))
    total = card.total
    if None not in (total.added, total.points) and total.applicable != total.out_of:
        yield words(
            "适用的分值共{applicable}分，合计得{added}分，折算为{points}分",
            applicable=_points(total.applicable, words),
            added=_points(total.added, words),
            points=_points(total.points, words),
        )


def _points(points: object, words: Words) -> str:
    return DASH if points is None else words.points(cast("Fraction", points))


def _bounds(card: Scorecard, words: Words) -> Iterator[str]:
    scale = card.framework.grades
    if scale is None:
        return
    yield words("等级分界（满分{points}分）：", points=words.points(scale.out_of))
    for grade in reversed(scale.grades):
        name, span = said(grade.name, words), value_text(grade.span, words)
        yield "  " + words("{name}：{value}", name=name, value=span)


def _lifts(card: Scorecard, wanted: str | None, words: Words) -> Iterator[str]:
    scale = card.framework.grades
    grades = () if scale is None else scale.grades
    asked_for = None if wanted is None else _named(wanted, grades)
    if not card.grades:
        return
    now = grades.index(card.grades[-1])
    at = now + 1 if asked_for is None else grades.index(asked_for)
    if at <= now:
        yield words("已达到{grade}", grade=said(grades[at].name, words))
        return
    if at == len(grades):
        return
    name = said(grades[at].name, words)
    lifts = what_would_it_take(card, str(grades[at]))
    if not lifts:
        yield words("其余不变，没有哪一项单独提高就能评为{grade}", grade=name)
        return
    yield words("其余不变，只靠其中一项评为{grade}，这一项需要：", grade=name)
    yield from (f"  {_lift(card, lift, words)}" for lift in lifts)
    if card.total.points is None:
        yield words("总分尚不确定，以可能的最低总分为准")


def _named(name: str, grades: Sequence[Grade]) -> Grade:
    """Find a grade by its name in any language."""
    for grade in grades:
        if name in {str(grade), *grade.name.translations.values()}:
            return grade
    raise UnknownNameError("grade", name, tuple(map(str, grades)))


def _lift(card: Scorecard, lift: BreakEven, words: Words) -> str:
    text = words(
        "{name}得{needed}分（满分{out_of}分）",
        name=said(lift.name, words),
        needed=words.points(lift.needed),
        out_of=words.points(lift.out_of),
    )
    enough = lift.whole or lift.value
    if enough is None:
        return text
    value = _written(card, lift, enough).notation(words.locale)
    return words("{text}，即完成{value}", text=text, value=value)


def _written(card: Scorecard, lift: BreakEven, enough: Measure) -> Measure:
    """Cut a figure to two decimals, on the side that is enough."""
    exact = Fraction(enough.value) * 100
    result = card[lift.code].given[0][1].value
    if result is None or result.unit != enough.unit:
        return enough if exact.denominator == 1 else Measure(enough.value, enough.unit)
    cut = ceil(exact) if enough.value > result.value else floor(exact)
    return Measure(Fraction(cut, 100), enough.unit)
