"""
Audit a form or an evaluation (审核).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve

from lzeval.audit.facts import Facts
from lzeval.audit.prose import claims_of, with_prose
from lzeval.audit.registry import Selection
from lzeval.audit.report import AuditReport
from lzeval.forms import Form
from lzeval.model import Interval, NoRate
from lzeval.scoring import Evaluation, Framework, Scorecard
from lzeval.scoring.framework import framework_of
from lzeval.typing import Number

if TYPE_CHECKING:
    from lzeval.model import Statement
    from lzeval.scoring import Line
    from lzeval.typing import Ratio

__all__ = ["audit", "facts_of"]


def __dir__() -> list[str]:
    return __all__


_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_SETTINGS: Mapping[str, Mapping[str, Number]] = MappingProxyType({})


def audit(
    subject: Form | Evaluation | Scorecard,
    *,
    framework: Framework | str | None = None,
    select: Iterable[str] = (),
    ignore: Mapping[str, str] = _NO_REASONS,
    config: Mapping[str, Mapping[str, Number]] = _NO_SETTINGS,
    selection: Selection | None = None,
) -> AuditReport:
    """
    Say what is wrong with an evaluation, with evidence (审核).

    Every check answers: with findings, that it passed, that it does not apply, or that
    the form does not hold what would tell.

    Args:
        subject: A form, or an evaluation, which is looked at as it would be printed.
        framework: By whose rules it is judged; None takes an evaluation's own, and for
            a form the usual ones.
        select: Codes, names or patterns of the checks to ask; empty means all.
        ignore: Checks not to ask, each with the reason.
        config: Options by check, such as ``{"over-completion": {"limit": "1.3"}}``.
        selection: In place of the three: a `Selection` made once for many audits.

    Raises:
        UnknownNameError: If a check, an option or the framework is not known.

    Examples:
        >>> from lzeval.forms import FormRow
        >>> form = Form(title="自评表", complete=True, indicators=[
        ...     FormRow("培训人数", target_text="≥100人", weight="110")])
        >>> [(f.code, f.place) for f in audit(form, select=["weights-do-not-sum"])]
        [('LZ101', 'form')]
    """
    if selection is None:
        selection = _selection(tuple(select), tuple(ignore.items()), _frozen(config))
    facts = facts_of(subject, framework)
    answers = [check.answer(facts, options) for check, options in selection.chosen]
    return AuditReport(facts=facts, answers=answers, ignored=selection.ignored)


_Frozen = tuple[tuple[str, tuple[tuple[str, Number], ...]], ...]


def _frozen(config: Mapping[str, Mapping[str, Number]]) -> _Frozen:
    return tuple((name, tuple(given.items())) for name, given in config.items())


@lru_cache(maxsize=64)
def _selection(
    select: tuple[str, ...], ignore: tuple[tuple[str, str], ...], config: _Frozen
) -> Selection:
    settings = {name: dict(given) for name, given in config}
    return Selection(select=select, ignore=dict(ignore), settings=settings)


def facts_of(
    subject: Form | Evaluation | Scorecard, framework: Framework | str | None = None
) -> Facts:
    """
    Read what the checks look at (审核事实).

    Args:
        subject: As for `audit`.
        framework: As for `audit`.
    """
    chosen = None if framework is None else framework_of(framework)
    if isinstance(subject, Form):
        return _facts_of_form(subject, chosen)
    card = subject.evaluate() if isinstance(subject, Evaluation) else subject
    shares, places = _shares(card.lines)
    form = _as_claimed(Form.of(card), card.evaluation.statements)
    by = chosen or card.framework
    claims = card.evaluation.statements
    return Facts(
        form, framework=by, card=card, claims=claims, shares=shares, places=places
    )


def _facts_of_form(form: Form, framework: Framework | None) -> Facts:
    if not form.statements:
        return Facts(form, framework=framework)
    told = with_prose(form)
    places = {row.level3.strip(): at for at, row in enumerate(told.indicators)}
    claims = claims_of(form)
    return Facts(told, framework=framework, claims=claims, places=places)


def _as_claimed(form: Form, statements: Iterable[Statement]) -> Form:
    """Print the total and the grade that the source itself states."""
    total, grade = form.total_as_printed, form.grade_as_printed
    for statement in statements:
        if statement.subject == "total" and statement.value is not None:
            total = str(statement.value.value)
        elif statement.subject == "grade" and statement.text:
            grade = str(statement.text)
    return evolve(form, total_as_printed=total, grade_as_printed=grade)


def _shares(lines: Iterable[Line]) -> tuple[dict[int, Ratio], dict[str, int]]:
    """Give the share that each printed row earns by its rule, and where codes stand."""
    shares: dict[int, Ratio] = {}
    places: dict[str, int] = {}
    index = 0
    for line in lines:
        places[line.code] = index
        answers = line.answers
        index += len(answers) != 1
        for answer in answers:
            places.setdefault(answer.code, index)
            share = answer.share
            if answer.reason is None and not isinstance(share, Interval | NoRate):
                shares[index] = share
            index += 1
    return shares, places
