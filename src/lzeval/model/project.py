"""
The project, its money, and what is said about it (项目、资金与陈述).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self, final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import InexactNumberError
from lzeval.model.exact import exact
from lzeval.model.measure import Measure, measure_or_none, money_or_none
from lzeval.model.text import Text, strings_of, text_of, text_or_none
from lzeval.typing import Exact, Number

__all__ = [
    "Award",
    "Budget",
    "BudgetLine",
    "Narrative",
    "Objective",
    "Project",
    "Role",
    "Statement",
]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class BudgetLine:
    """
    One source of the money (资金来源).

    Attributes:
        name: The source, such as 当年财政拨款.
        initial: 年初预算数, an amount of money.
        adjusted: 全年预算数.
        received: 实际到位资金.
        executed: 全年执行数.
    """

    name: Text = field(converter=text_of)
    initial: Measure | None = field(default=None, converter=money_or_none, kw_only=True)
    adjusted: Measure | None = field(
        default=None, converter=money_or_none, kw_only=True
    )
    received: Measure | None = field(
        default=None, converter=money_or_none, kw_only=True
    )
    executed: Measure | None = field(
        default=None, converter=money_or_none, kw_only=True
    )


def _lines(lines: Iterable[BudgetLine]) -> tuple[BudgetLine, ...]:
    return tuple(lines)


@final
@frozen(kw_only=True)
class Budget:
    """
    The money of a project (项目资金).

    An amount that is not known is None, which is not zero.

    Attributes:
        initial: 年初预算数, an amount of money (万元, 元 …).
        adjusted: 全年预算数, after adjustment in the year.
        received: 实际到位资金.
        executed: 全年执行数.
        lines: The sources.

    Raises:
        UnitMismatchError: If an amount is no amount of money.

    Examples:
        >>> Budget.of("67.8万元").initial == Measure(678000, "元")
        True
    """

    initial: Measure | None = field(default=None, converter=money_or_none)
    adjusted: Measure | None = field(default=None, converter=money_or_none)
    received: Measure | None = field(default=None, converter=money_or_none)
    executed: Measure | None = field(default=None, converter=money_or_none)
    lines: tuple[BudgetLine, ...] = field(default=(), converter=_lines)

    @classmethod
    def of(
        cls,
        initial: Measure | Number | None = None,
        *,
        adjusted: Measure | Number | None = None,
        received: Measure | Number | None = None,
        executed: Measure | Number | None = None,
    ) -> Self:
        """
        Make a budget from its total amounts (项目资金).

        Args:
            initial: Amount with its unit, such as ``"67.8万元"``.
            adjusted: The same after adjustment.
            received: What arrived.
            executed: What was spent.
        """
        return cls(
            initial=initial, adjusted=adjusted, received=received, executed=executed
        )


@final
@frozen
class Objective:
    """
    The objective in prose (绩效目标).

    Attributes:
        expected: What was intended (预期目标).
        achieved: What came of it (实际完成情况).
    """

    expected: Text = field(converter=text_of)
    achieved: Text | None = field(default=None, converter=text_or_none)


def _objectives(objectives: Iterable[Objective]) -> tuple[Objective, ...]:
    return tuple(objectives)


@final
@frozen
class Project:
    """
    The project that is evaluated (项目).

    Attributes:
        name: Its name.
        year: The year evaluated.
        code: Its code in the budget system (项目编码).
        department: The department in charge (主管部门).
        implementer: The unit that carries it out (实施单位).
        region: The place.
        budget: Its money.
        objectives: What it was for, in prose.
    """

    name: Text = field(converter=text_of)
    year: int | None = field(default=None, kw_only=True)
    code: str | None = field(default=None, kw_only=True)
    department: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    implementer: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    region: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    budget: Budget | None = field(default=None, kw_only=True)
    objectives: tuple[Objective, ...] = field(
        default=(), converter=_objectives, kw_only=True
    )


@final
class Role(StrEnum):
    """Who gave a score; a later role reviews an earlier one (评分主体)."""

    SELF = "self"
    """单位自评."""
    DEPARTMENT = "department"
    """部门评价."""
    FINANCE = "finance"
    """财政复核."""


@final
@frozen
class Award:
    """
    Points that a person gave (人工评分).

    Attributes:
        points: Points given, zero or more.
        role: On whose behalf.
        by: Who gave them.
        reason: Why.
        evidence: What they rest on.

    Raises:
        InexactNumberError: If the points are negative or no exact number.

    Examples:
        >>> Award("2.5").points
        Decimal('2.5')
    """

    points: Exact = field(converter=exact)
    role: Role | None = field(default=None, converter=optional(Role), kw_only=True)
    by: str | None = field(default=None, kw_only=True)
    reason: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    evidence: tuple[str, ...] = field(default=(), converter=strings_of, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.points < 0:
            raise InexactNumberError(self.points, "points of zero or more")


@final
@frozen
class Statement:
    """
    What the source claims (来源陈述).

    Kept apart from what is computed, so that the two can be compared.

    Attributes:
        subject: What it is about: ``total``, ``grade``, or the code of an indicator,
            group or target.
        value: The figure claimed.
        text: The claim in words.
        place: Where it stands in the source.
    """

    subject: str
    value: Measure | None = field(default=None, converter=measure_or_none)
    text: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    place: Text = field(default=Text(), converter=text_of, kw_only=True)


def _texts(texts: Iterable[str | Mapping[str, str]]) -> tuple[Text, ...]:
    return tuple(map(Text.of, [texts] if isinstance(texts, str) else texts))


@final
@frozen(kw_only=True)
class Narrative:
    """
    The evaluation's own words, part by part (评价报告文字部分).

    The parts are those of the official outline; every one may be absent.

    Attributes:
        overview: 基本情况.
        process: 评价工作开展情况.
        conclusion: 综合评价情况及评价结论.
        analysis: 指标分析.
        experience: 主要经验及做法.
        problems: 存在的问题及原因分析, one text each.
        advice: 有关建议, one text each.
        other: 其他需要说明的问题.
    """

    overview: Text | None = field(default=None, converter=text_or_none)
    process: Text | None = field(default=None, converter=text_or_none)
    conclusion: Text | None = field(default=None, converter=text_or_none)
    analysis: Text | None = field(default=None, converter=text_or_none)
    experience: Text | None = field(default=None, converter=text_or_none)
    problems: tuple[Text, ...] = field(default=(), converter=_texts)
    advice: tuple[Text, ...] = field(default=(), converter=_texts)
    other: Text | None = field(default=None, converter=text_or_none)
