"""
Which rule scores which row (规则匹配).

Rows differ by edition, by indicator or group, and by the sign of their target. Every
combination that may come up is prepared beforehand, equal ones once, so that a rule
that cannot be computed in columns is named before anything runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import narwhals as nw
from attrs import evolve, frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.lowering import Lowered, lowered
from lzeval.frames.whole import Cond, all_of, any_of, one_of, opposite
from lzeval.model import (
    Comparator,
    IndicatorTree,
    Measure,
    NoRate,
    Target,
    TreeNode,
)
from lzeval.notation import Unit
from lzeval.scoring import Framework
from lzeval.scoring.rules import Awarded
from lzeval.typing import Rule

__all__ = ["Assigned", "Setting", "assigned"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Setting:
    """
    What the rows may differ by (适用条件).

    Attributes:
        frameworks: The editions, by the id that rows name them with.
        tree: The indicators, if there is one tree for all.
        names: The columns that are there, by standard name.
        unit: The unit of the figures where an indicator has none.
        aimless: Whether rows may have no target.
        otherwise: Whether rows may be settled by other means than a rule.
    """

    frameworks: Mapping[str, Framework]
    tree: IndicatorTree | None
    names: Mapping[str, str]
    unit: Unit | None
    aimless: bool
    otherwise: bool


@frozen
class Assigned:
    """
    A rule, and the rows that it scores (规则及其适用行).

    Attributes:
        rule: The rule as it is computed.
        holds: Which rows.
        sign: Whether their targets are intervals; the sign, if so.
        aimless: Whether they have no target.
        budget: Whether they are the budget's execution, beside the tree.
    """

    rule: Lowered
    holds: Cond
    sign: Comparator | None = None
    aimless: bool = False
    budget: bool = False


@frozen
class _Place:
    """Indicators that are scored alike, and how to tell them."""

    label: str
    path: tuple[str, ...]
    own: Rule | None
    unit: Unit | None
    holds: Cond
    budget: bool = False


def assigned(setting: Setting) -> list[Assigned]:
    """
    Prepare every rule that may be wanted (规则准备).

    Raises:
        InvalidFrameError: Naming every rule that cannot be computed in columns, with
            the edition and the indicators or signs that it is for.
    """
    found: dict[tuple[object, ...], tuple[Assigned, list[Cond]]] = {}
    problems: list[Problem] = []
    done: dict[tuple[object, ...], Lowered | None] = {}
    for holds, label, rule, sign, unit, place in _combinations(setting):
        aimless = sign == ""
        comparator = None if not sign else Comparator(sign)
        key = (id(rule), sign, unit)
        if rule is None:
            made: Lowered | None = Lowered(None, reason=NoRate.NO_RULE)
        elif key in done:
            made = done[key]
        else:
            made = done[key] = lowered(rule, comparator, unit, aimless=aimless)
        if made is None:
            if setting.otherwise or isinstance(rule, Awarded):
                made = Lowered(None, reason=NoRate.NOT_ASSESSABLE)
            else:
                kind = getattr(rule, "kind", type(rule).__name__)
                problems.append(
                    Problem(label, f"the rule {kind!r} cannot be computed in columns")
                )
                continue
        between = comparator if comparator is Comparator.BETWEEN else None
        same = (made, between, aimless, place.budget)
        if same in found:
            found[same][1].append(holds)
        else:
            one = Assigned(made, holds, between, aimless, place.budget)
            found[same] = (one, [holds])
    if problems:
        raise InvalidFrameError("rules", tuple(dict.fromkeys(problems)))
    return [evolve(one, holds=any_of(conditions)) for one, conditions in found.values()]


def _combinations(
    setting: Setting,
) -> Iterator[tuple[Cond, str, Rule | None, str | None, Unit | None, _Place]]:
    names = setting.names
    for id_, framework in setting.frameworks.items():
        edition: Cond = True
        if "framework" in names and len(setting.frameworks) > 1:
            edition = nw.col(names["framework"]) == id_
        for place in _places(framework, setting):
            for sign, is_sign in _signs(setting, place):
                aim = _aim(sign)
                rule = place.own or framework.rule_for(aim, place.path)
                holds = all_of([edition, place.holds, is_sign])
                label = "/".join(filter(None, [id_, place.label, sign or ""]))
                yield holds, label, rule, sign, place.unit, place


def _aim(sign: str | None) -> Target:
    if sign == "":
        return Target()
    upper = Measure(2) if sign == Comparator.BETWEEN.value else None
    comparator = None if sign is None else Comparator(sign)
    return Target(comparator=comparator, value=Measure(1), upper=upper)


def _signs(setting: Setting, place: _Place) -> Iterator[tuple[str | None, Cond]]:
    """Yield the signs that rows may have; an empty text stands for no target."""
    names = setting.names
    aimed: Cond = True
    if "target" not in names:
        yield "", True
        return
    if setting.aimless and not place.budget:
        aimed = ~nw.col(names["target"]).is_null()
        yield "", opposite(aimed)
    if "sign" not in names or place.budget:
        yield None, aimed
        return
    sign = nw.col(names["sign"])
    for one in Comparator:
        if one is not Comparator.BETWEEN or "upper" in names:
            yield one.value, all_of([aimed, sign == one.value])
    yield None, all_of([aimed, sign.is_null()])


def _places(framework: Framework, setting: Setting) -> Iterator[_Place]:
    names, row = setting.names, framework.budget_row
    indicator = None if "indicator" not in names else nw.col(names["indicator"])
    rest: Cond = True
    if row is not None and indicator is not None:
        is_row = indicator == row.code
        yield _Place(row.code, (), row.rule, None, is_row, budget=True)
        rest = (~is_row) | indicator.is_null()
    tree = setting.tree
    if tree is not None and indicator is not None:
        alike = _alike(tree, framework, setting.unit)
        for leaves, unit in alike:
            codes = [leaf.code for leaf in leaves]
            some = rest if len(alike) == 1 else one_of(indicator, codes)
            label = codes[0] if len(codes) == 1 else f"{codes[0]} …"
            yield _Place(label, leaves[0].path, leaves[0].rule, unit, some)
        return
    yield from _grouped(framework, setting, rest)


def _alike(
    tree: IndicatorTree, framework: Framework, unit: Unit | None
) -> list[tuple[list[TreeNode], Unit | None]]:
    """Put the indicators together that no rule tells apart."""
    by_path = any(kind.rules for kind in framework.kinds)
    found: dict[object, tuple[list[TreeNode], Unit | None]] = {}
    for leaf in tree.leaves:
        own = (None if leaf.indicator is None else leaf.indicator.unit) or unit
        key = (leaf.path if by_path else (), id(leaf.rule), own)
        found.setdefault(key, ([], own))[0].append(leaf)
    return list(found.values())


def _grouped(framework: Framework, setting: Setting, rest: Cond) -> Iterator[_Place]:
    """Tell kinds of indicator apart by the groups that rows name, nearest first."""
    names = setting.names
    kinds = [kind for kind in framework.kinds if kind.rules]
    columns = [names[name] for name in ("group_2", "group_1") if name in names]
    if not kinds or not columns:
        yield _Place("", (), None, setting.unit, rest)
        return
    before: list[Cond] = []
    for column in columns:
        for kind in kinds:
            is_kind = one_of(nw.col(column), kind.names)
            holds = all_of([rest, is_kind, *before])
            yield _Place(str(kind.name), (str(kind.name),), None, setting.unit, holds)
        inside = [one_of(nw.col(column), kind.names) for kind in kinds]
        outside = opposite(any_of(inside))
        before.append(any_of([outside, nw.col(column).is_null()]))
    yield _Place("", (), None, setting.unit, all_of([rest, *before]))
