"""
What an edition says, one fact at a time (评价办法要点).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias, final

import attrs

from lzeval.model import Citation, OutcomeState, Rate, Text
from lzeval.scoring.cover import Span
from lzeval.typing import Exact, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lzeval.model import IndicatorTree
    from lzeval.scoring import (
        BudgetRow,
        Framework,
        IndicatorKind,
        Lights,
        Policies,
        TargetKind,
    )

__all__ = ["Fact", "Part", "Terms", "facts"]


def __dir__() -> list[str]:
    return __all__


@final
class Part(StrEnum):
    """What part of an edition a fact belongs to (要点类别)."""

    VALIDITY = "validity"
    """Who issued it and when it applies (发布与有效期)."""
    KIND = "kind"
    """Kinds of indicator and their points (指标类别与分值)."""
    MINIMUM = "minimum"
    """Lowest shares of kinds together (最低比重)."""
    RULE = "rule"
    """How points follow from results (赋分规则)."""
    BUDGET_ROW = "budget-row"
    """The execution of the budget, scored beside the tree (预算执行率行)."""
    ROUNDING = "rounding"
    """Where points are rounded (舍入)."""
    GRADE = "grade"
    """How totals are graded (评价等级)."""
    POLICY = "policy"
    """What is done where a result has no number (缺失处理)."""
    LIGHT = "light"
    """Which light a result gets in the middle of the year (预警)."""
    INDICATOR = "indicator"
    """Indicators that are prescribed (规定的指标)."""


@final
@attrs.frozen(kw_only=True)
class Terms:
    """
    What an edition asks of an indicator or a kind of them (指标要求).

    Attributes:
        points: Points it must have; None where they are left open.
        required: Whether a tree must have it.
        passes_to: Name of the kind that its points go to where there is none of it.
        rule: The rule of an indicator, if it has one of its own.
    """

    points: Exact | None
    required: bool = True
    passes_to: Text | None = None
    rule: Rule | None = None


Value: TypeAlias = Text | StrEnum | Rate | Rule | Span | Terms | dt.date | int
"""What a fact says: words, a choice, share, rule, range, points, day, or count."""

Subject: TypeAlias = tuple[Text | StrEnum, ...]
"""What a fact is about: words and choices, from the wider to the narrower."""


@final
@attrs.frozen(kw_only=True)
class Fact:
    """
    One thing that an edition says (要点).

    Attributes:
        part: What it belongs to.
        path: The way to it in the edition, such as ``rules.reverse``; citations are
            found by it.
        subject: What it is about.
        value: What it says.
        sources: The citations that stand behind it.
    """

    part: Part
    path: str
    subject: Subject
    value: Value
    sources: tuple[Citation, ...] = ()


def facts(edition: Framework) -> tuple[Fact, ...]:
    """
    List what an edition says (列出要点).

    Args:
        edition: The edition.

    Returns:
        Its facts in the order of `Part`.

    Examples:
        >>> from lzeval.frameworks import get
        >>> found = {fact.path: fact for fact in facts(get("mof-2020-self"))}
        >>> found["kinds.产出指标.weight"].value.points
        Decimal('50')
    """
    found = sorted(_facts(edition), key=lambda fact: [*Part].index(fact.part))
    return tuple(
        attrs.evolve(fact, sources=edition.sources(fact.path)) for fact in found
    )


def _facts(edition: Framework) -> Iterator[Fact]:
    yield from _validity(edition)
    yield from _of_rules("rules", (), edition.rules)
    named = {str(kind.name): kind for kind in edition.kinds}
    for kind in edition.kinds:
        yield from _of_kind(kind, named)
    for minimum in edition.minimums:
        yield Fact(
            part=Part.MINIMUM,
            path=f"minimums.{'+'.join(minimum.kinds)}",
            subject=tuple(named[name].name for name in minimum.kinds),
            value=Rate(minimum.share),
        )
    if edition.budget_row is not None:
        yield from _of_budget(edition.budget_row)
    for name in ("digits", "mode", "order"):
        yield Fact(
            part=Part.ROUNDING,
            path=f"rounding.{name}",
            subject=(),
            value=getattr(edition.rounding, name),
        )
    if edition.grades is not None:
        for grade in reversed(edition.grades.grades):
            yield Fact(
                part=Part.GRADE,
                path=f"grades.grades.{grade.name}",
                subject=(grade.name,),
                value=grade.span,
            )
        yield Fact(
            part=Part.GRADE, path="grades.on", subject=(), value=edition.grades.on
        )
    yield from _of_policies(edition.policies)
    if edition.lights is not None:
        yield from _of_lights(edition.lights)
    if edition.tree is not None:
        yield from _of_tree(edition.tree)


def _validity(edition: Framework) -> Iterator[Fact]:
    values = {
        "authority": edition.authority,
        "valid_from": edition.valid_from,
        "valid_to": edition.valid_to,
    }
    for path, value in values.items():
        if value is not None:
            yield Fact(part=Part.VALIDITY, path=path, subject=(), value=value)


def _of_kind(kind: IndicatorKind, named: Mapping[str, IndicatorKind]) -> Iterator[Fact]:
    above = () if kind.parent is None else (named[kind.parent].name,)
    heir = None if kind.passes_to is None else named[kind.passes_to].name
    path = f"kinds.{kind.name}"
    yield Fact(
        part=Part.KIND,
        path=f"{path}.weight",
        subject=(*above, kind.name),
        value=Terms(points=kind.weight, required=kind.required, passes_to=heir),
    )
    yield from _of_rules(f"{path}.rules", (*above, kind.name), kind.rules)


def _of_rules(
    path: str, subject: Subject, rules: Mapping[TargetKind, Rule]
) -> Iterator[Fact]:
    for kind, rule in rules.items():
        yield Fact(
            part=Part.RULE, path=f"{path}.{kind}", subject=(*subject, kind), value=rule
        )


def _of_budget(row: BudgetRow) -> Iterator[Fact]:
    yield Fact(
        part=Part.BUDGET_ROW,
        path="budget_row.weight",
        subject=(row.name,),
        value=Terms(points=row.weight, rule=row.rule),
    )
    yield Fact(
        part=Part.BUDGET_ROW,
        path="budget_row.denominator",
        subject=(),
        value=row.denominator,
    )


def _of_policies(policies: Policies) -> Iterator[Fact]:
    for state in OutcomeState:
        treatment = policies.of(state)
        if treatment is not None:
            yield Fact(
                part=Part.POLICY,
                path=f"policies.{state.replace('-', '_')}",
                subject=(state,),
                value=treatment,
            )
    yield Fact(
        part=Part.POLICY, path="policies.left_out", subject=(), value=policies.left_out
    )
    if policies.min_coverage is not None:
        yield Fact(
            part=Part.POLICY,
            path="policies.min_coverage",
            subject=(),
            value=Rate(policies.min_coverage),
        )


def _of_lights(lights: Lights) -> Iterator[Fact]:
    for name, scale in (("money", lights.money), ("progress", lights.progress)):
        for light, low in scale.items():
            path = f"lights.{name}.{light}"
            yield Fact(part=Part.LIGHT, path=path, subject=(light,), value=Rate(low))
    for level, light in lights.levels.items():
        path = f"lights.levels.{level}"
        yield Fact(part=Part.LIGHT, path=path, subject=(level,), value=light)
    choices = {
        "met": lights.met,
        "missed": lights.missed,
        "no_budget": lights.no_budget,
    }
    for name, light in choices.items():
        yield Fact(part=Part.LIGHT, path=f"lights.{name}", subject=(), value=light)


def _of_tree(tree: IndicatorTree) -> Iterator[Fact]:
    names = {node.code: node.name for node in tree}
    above: dict[str, Subject] = {}
    for node in tree:
        before = () if node.parent is None else above[node.parent]
        subject = above[node.code] = (*before, names[node.code])
        if node.indicator is not None or node.weight is not None:
            yield Fact(
                part=Part.INDICATOR,
                path=f"tree.{node.code}.weight",
                subject=subject,
                value=Terms(points=node.weight, rule=node.rule),
            )
