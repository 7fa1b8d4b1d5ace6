"""
What the prose of a form says, as rows and claims that can be checked (文字陈述审核).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import evolve

from lzeval.errors import LzevalError
from lzeval.forms import FormRow
from lzeval.model import Measure, Statement
from lzeval.notation import ReadingKind, read_outcome

if TYPE_CHECKING:
    from lzeval.forms import Form

__all__ = ["claims_of", "with_prose"]


def __dir__() -> list[str]:
    return __all__


_OF_THE_PROJECT = frozenset({"budget", "grade", "total"})


def with_prose(form: Form) -> Form:
    """
    Add a row for each target and result that only the prose states (文字陈述成行).

    Such a row has neither weight nor score. What the table says as well is left to it.
    """
    names = {row.level3.strip() for row in form.indicators}
    told = [
        one
        for one in form.statements
        if one.target_text is not None
        and one.actual_text is not None
        and one.subject not in names | _OF_THE_PROJECT
    ]
    if not told:
        return form
    first = len(form.indicators)
    places = {
        f"indicators/{first + number}/{cell}": one.place
        for number, one in enumerate(told)
        if one.place
        for cell in ("level3", "target_text", "actual_text")
    }
    rows = [
        FormRow(one.subject, target_text=one.target_text, actual_text=one.actual_text)
        for one in told
    ]
    return evolve(
        form,
        indicators=(*form.indicators, *rows),
        places={**places, **form.places},
    )


def claims_of(form: Form) -> tuple[Statement, ...]:
    """
    Take the rates that the prose claims, by what they are about (所称比率).

    “培训人数完成率100%” is a claim about 培训人数.
    """
    claims: list[Statement] = []
    for one in form.statements:
        if one.target_text is not None or one.actual_text is None:
            continue
        value = None
        with suppress(LzevalError):
            reading = read_outcome(one.actual_text)
            if reading.kind is ReadingKind.QUANTITY and reading.value is not None:
                value = Measure(reading.value, reading.unit)
        if value is not None:
            subject = one.subject.removesuffix("完成率").removesuffix("的")
            claims.append(Statement(subject, value, text=one.text, place=one.place))
    return tuple(claims)
