"""
A form as it was printed: raw texts, nothing judged (公开表格原样).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self, final

from attrs import field, frozen

from lzeval.forms.interpreting import evaluation_of
from lzeval.forms.printing import printed
from lzeval.forms.readings import FormReading, read_form
from lzeval.forms.rows import FormBudget, FormRow, FormStatement

if TYPE_CHECKING:
    from lzeval.scoring import Evaluation, Framework, Scorecard

__all__ = ["Form"]


def __dir__() -> list[str]:
    return __all__


def _rows(rows: Iterable[FormRow]) -> tuple[FormRow, ...]:
    return tuple(rows)


def _statements(statements: Iterable[FormStatement]) -> tuple[FormStatement, ...]:
    return tuple(statements)


@final
@frozen(kw_only=True, slots=False)
class Form:
    """
    A published form, as it was printed (公开表格原样).

    Cells are the texts that stand there: None where there is no such column or it is
    not visible, "" where it is blank. Nothing is judged, and nothing is refused for
    what it says; `lzeval.audit` judges.

    Attributes:
        title: The heading.
        year: The year evaluated, as printed.
        issuer: Who published it.
        department: 主管部门, where the form names it.
        form: What kind of form it is: ``self-evaluation``, ``evaluation-report``,
            ``department``, ``transfer``, ``target-declaration``; None if not stated.
        complete: Whether every row is visible; what is cut off is not missing.
        expected_text: 年度总体目标, as it was intended.
        achieved_text: 实际完成情况 of that objective.
        budget: The money part.
        indicators: The indicator rows, in the order printed.
        total_as_printed: 总分.
        grade_as_printed: 评价等级.
        statements: What the prose around the tables says in figures.
        id: What its collection calls it.
        source_url: Where it was published.
        places: Where it was read, by the path of what stands there, such as
            ``indicators/3/actual_text``: ``Sheet1!F9``. Two forms that say the same
            are equal wherever it stands.

    Examples:
        >>> form = Form(title="自评表", indicators=[
        ...     FormRow("培训人数", target_text="≥100人", actual_text="98人",
        ...             weight="10", score="10")])
        >>> form.reading.rows[0].outcome.value
        Decimal('98')
    """

    title: str
    year: str | None = None
    issuer: str | None = None
    department: str | None = None
    form: str | None = None
    complete: bool = False
    expected_text: str | None = None
    achieved_text: str | None = None
    budget: FormBudget = field(factory=FormBudget)
    indicators: tuple[FormRow, ...] = field(default=(), converter=_rows)
    total_as_printed: str | None = None
    grade_as_printed: str | None = None
    statements: tuple[FormStatement, ...] = field(default=(), converter=_statements)
    id: str | None = None
    source_url: str | None = None
    places: Mapping[str, str] = field(factory=dict[str, str], eq=False, repr=False)

    @classmethod
    def of(cls, subject: Evaluation | Scorecard) -> Self:
        """
        Print an evaluation as a form (打印为表格).

        Targets and results are written as the field writes them. An indicator with
        several targets becomes a row with weight and score over a row for each target.

        Args:
            subject: A scorecard, or an evaluation, which is evaluated first.

        Examples:
            >>> import lzeval
            >>> form = Form.of(lzeval.cases.load("longchi-2022"))
            >>> form.total_as_printed, form.grade_as_printed, len(form.indicators)
            ('95.00', '优', 32)
        """
        return cls(**printed(subject))

    @cached_property
    def reading(self) -> FormReading:
        """What its cells say; read once, when it is first asked for."""
        return read_form(self.budget, self.indicators, self.total_as_printed)

    def evaluation(self, framework: Framework | str | None = None) -> Evaluation:
        """
        Read the form into an evaluation (读取为评价).

        Printed scores become awards of the unit itself, and what the form claims of its
        own results becomes statements, and so does what its prose says: one for the
        target (指标值), one for what came of it. What is printed beside a row becomes
        the reason of its result. Cells that make no sense are kept as text and
        remarked; a published form never raises.

        Args:
            framework: By whose rules it is scored; where they score the budget's
                execution beside the tree, the money of the form does. None takes
                those of self-evaluation for such a form on which the execution has the
                points that they give it, or none yet; else the usual ones.

        Examples:
            >>> form = Form(title="自评表", total_as_printed="10", indicators=[
            ...     FormRow("培训人数", target_text="≥100人", actual_text="98人",
            ...             weight="10", score="10")])
            >>> evaluation = form.evaluation()
            >>> str(evaluation.evaluate()["培训人数"].completion_rate)
            '98.00%'
            >>> evaluation.statements[-1].subject
            'total'
        """
        return evaluation_of(self, framework)
