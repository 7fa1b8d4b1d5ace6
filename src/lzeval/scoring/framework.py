"""
Frameworks: whose rules an evaluation is scored by (评价办法).

This module knows what a framework is made of, and nothing of any particular one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import final

from attrs import field, frozen

from lzeval import plugins
from lzeval._display import Displayed
from lzeval.errors import InvalidFrameworkError, PluginError
from lzeval.model import Citation, Comparator, IndicatorTree, Target, Text
from lzeval.model.text import citations_of, strings_of, text_of, text_or_none
from lzeval.scoring.budget import BudgetRow
from lzeval.scoring.conformity import Departure, departures
from lzeval.scoring.grades import GradeScale
from lzeval.scoring.kinds import (
    KIND_OF_SIGN,
    IndicatorKind,
    MinimumShare,
    TargetKind,
    kinds_of,
    minimums_of,
    rules_of,
    wrong_kinds,
)
from lzeval.scoring.lights import Lights
from lzeval.scoring.policies import Policies, Rounding
from lzeval.scoring.vectors import Vector, vectors_of
from lzeval.typing import Rule

__all__ = ["Framework"]


def __dir__() -> list[str]:
    return __all__


_NO_RULES: Mapping[TargetKind, Rule] = {}


@final
@frozen(kw_only=True)
class Framework(Displayed):
    """
    A named edition of rules (评价办法版本).

    Attributes:
        id: Stable id, such as ``longchi-2022``; an edition never changes under it.
        name: Its title.
        base: Id of the edition it was derived from; see `lzeval.frameworks.derive`.
        authority: Who issued it.
        valid_from: First day it applies to.
        valid_to: Last day; None while it is in force.
        languages: Locales that its words are written in, the source's first.
        tree: Its indicators, where it prescribes them.
        kinds: The kinds of indicator it knows, with their points and rules.
        minimums: The lowest shares that kinds must have together.
        rules: The usual rule for each kind of target.
        budget_row: The row of the budget's execution that stands beside the tree, if
            there is one.
        rounding: Where points are rounded.
        grades: How a total is graded; None if it is not.
        policies: What is done where a result has no number.
        lights: How results are lit in the middle of the year.
        citations: Where all this is written, and whether that was checked.
        limitations: What a reader of the results should know.
        vectors: Worked figures that it gives.

    Raises:
        InvalidFrameworkError: Naming every kind that is there twice, and every name
            of a kind that stands for none.

    Examples:
        >>> Framework(id="own", name="本单位办法").rounding.digits
        2
    """

    id: str
    name: Text = field(converter=text_of)
    base: str | None = None
    authority: Text | None = field(default=None, converter=text_or_none)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    languages: tuple[str, ...] = field(default=("zh_CN",), converter=strings_of)
    tree: IndicatorTree | None = None
    kinds: tuple[IndicatorKind, ...] = field(default=(), converter=kinds_of)
    minimums: tuple[MinimumShare, ...] = field(default=(), converter=minimums_of)
    rules: Mapping[TargetKind, Rule] = field(default=_NO_RULES, converter=rules_of)
    budget_row: BudgetRow | None = None
    rounding: Rounding = field(factory=Rounding)
    grades: GradeScale | None = None
    policies: Policies = field(factory=Policies)
    lights: Lights | None = None
    citations: tuple[Citation, ...] = field(default=(), converter=citations_of)
    limitations: Text | None = field(default=None, converter=text_or_none)
    vectors: tuple[Vector, ...] = field(default=(), converter=vectors_of)
    _by_sign: Mapping[Comparator | None, Rule | None] = field(
        init=False, eq=False, repr=False
    )
    _by_name: Mapping[str, Mapping[TargetKind, Rule]] = field(
        init=False, eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        problems = tuple(wrong_kinds(self.kinds, self.minimums))
        if problems:
            raise InvalidFrameworkError(self.id, problems)
        by_sign = {sign: self.rules.get(kind) for sign, kind in KIND_OF_SIGN.items()}
        by_name = {
            name: kind.rules for kind in self.kinds if kind.rules for name in kind.names
        }
        object.__setattr__(self, "_by_sign", by_sign)
        object.__setattr__(self, "_by_name", by_name)

    @property
    def verified(self) -> bool:
        """Whether every source was checked against the official text."""
        return bool(self.citations) and all(c.verified for c in self.citations)

    @property
    def unverified(self) -> tuple[Citation, ...]:
        """The sources that were not checked against the official text (未核对出处)."""
        return tuple(c for c in self.citations if not c.verified)

    def sources(self, part: str) -> tuple[Citation, ...]:
        """
        Give the sources of one part of the edition (条文出处).

        Args:
            part: The way to it, such as ``grades`` or ``kinds.产出指标.weight``.

        Returns:
            The citations that name it most closely; several if they do so alike.
        """
        near = [(c.closeness(part), c) for c in self.citations]
        closest = max((n for n, _ in near if n is not None), default=None)
        return tuple(c for n, c in near if n is not None and n == closest)

    def in_force(self, day: dt.date) -> bool:
        """Whether the edition applies to a day (是否有效)."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def rule_for(self, target: Target, path: Iterable[str] = ()) -> Rule | None:
        """
        Give the usual rule for a target, or None if there is none (默认赋分规则).

        Args:
            target: The target.
            path: Names from the first level down to its indicator, where the rule may
                depend on the kind of that; the nearest kind decides.
        """
        if self._by_name:
            for name in reversed(tuple(path)):
                rules = self._by_name.get(name)
                rule = None if rules is None else rules.get(TargetKind.of(target))
                if rule is not None:
                    return rule
        if target.value is not None and not target.remarks:
            return self._by_sign[target.comparator]
        return self.rules.get(TargetKind.of(target))

    def check(self, tree: IndicatorTree) -> tuple[Departure, ...]:
        """
        Say where a tree departs from this edition (指标体系合规性检查).

        Args:
            tree: The tree that is to be scored by it.

        Returns:
            Every departure, as data with words; empty if there is none. An edition
            that prescribes no kinds only misses points of indicators.

        Examples:
            >>> from lzeval.model import Indicator
            >>> kinds = [IndicatorKind(name="产出指标", weight=50)]
            >>> own = Framework(id="own", name="本单位办法", kinds=kinds)
            >>> tree = IndicatorTree.of(Indicator("产出指标", weight=40))
            >>> print(*[departure.wording for departure in own.check(tree)])
            产出指标应为50分，实为40分
        """
        return departures(tree, self.kinds, self.minimums)


NOT_INHERITED = frozenset(
    {"id", "name", "base", "authority", "valid_from", "valid_to", "vectors"}
)
"""Fields that a derived edition does not take from its base (不继承的字段)."""


def framework_of(framework: Framework | str | None) -> Framework:
    """
    Take a framework, or find one by its id (取评价办法).

    Args:
        framework: A framework; an id of the plug-in group ``lzeval.frameworks``; None
            for the one registered as ``default``.

    Raises:
        UnknownNameError: If no framework has this id.
        PluginError: If what is registered is no framework.
    """
    if isinstance(framework, Framework):
        return framework
    name = "default" if framework is None else framework
    found = plugins.find("lzeval.frameworks", name)
    edition = found() if callable(found) else found
    if not isinstance(edition, Framework):
        raise PluginError("lzeval.frameworks", name, "is not a Framework")
    return edition
