"""
Frameworks: whose rules an evaluation is scored by (评价办法).

This module knows what a framework is made of, and nothing of any particular one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import final

from attrs import field, frozen

from lzeval import plugins
from lzeval.errors import PluginError
from lzeval.model import Citation, Comparator, IndicatorTree, Target, Text
from lzeval.model.text import citations_of, text_of, text_or_none
from lzeval.notation import ReadingKind, Remark
from lzeval.scoring.grades import GradeScale
from lzeval.scoring.policies import Policies, Rounding
from lzeval.typing import Rule

__all__ = ["Framework", "TargetKind"]


def __dir__() -> list[str]:
    return __all__


@final
class TargetKind(StrEnum):
    """Kinds of target that a framework has a usual rule for (指标值类别)."""

    POSITIVE = "positive"
    """``>=``, ``>``, or no sign where more is better (正向)."""
    EQUAL = "equal"
    """``=`` (等于)."""
    REVERSE = "reverse"
    """``<=``, ``<``, or no sign on a cost or an evil (反向)."""
    INTERVAL = "interval"
    """Between two ends (区间)."""
    DEADLINE = "deadline"
    """A date (时限)."""
    QUALITATIVE = "qualitative"
    """Words, or no target at all (定性)."""

    @classmethod
    def of(cls, target: Target) -> TargetKind:
        """Give the kind of a target."""
        if target.value is not None:
            if target.comparator is None and Remark.LESS_IS_BETTER in target.remarks:
                return cls.REVERSE
            return _KINDS.get(target.comparator, cls.POSITIVE)
        return cls.DEADLINE if target.kind is ReadingKind.DATE else cls.QUALITATIVE


_KINDS: Mapping[Comparator | None, TargetKind] = {
    Comparator.EQUAL: TargetKind.EQUAL,
    Comparator.AT_MOST: TargetKind.REVERSE,
    Comparator.LESS_THAN: TargetKind.REVERSE,
    Comparator.BETWEEN: TargetKind.INTERVAL,
}


def _rules(rules: Mapping[TargetKind, Rule]) -> Mapping[TargetKind, Rule]:
    return {TargetKind(kind): rule for kind, rule in rules.items()}


_NO_RULES: Mapping[TargetKind, Rule] = {}


@final
@frozen(kw_only=True)
class Framework:
    """
    A named edition of rules (评价办法版本).

    Attributes:
        id: Stable id, such as ``longchi-2022``; an edition never changes under it.
        name: Its title.
        authority: Who issued it.
        valid_from: First day it applies to.
        valid_to: Last day; None while it is in force.
        tree: Its indicators, where it prescribes them.
        rules: The usual rule for each kind of target.
        rounding: Where points are rounded.
        grades: How a total is graded; None if it is not.
        policies: What is done where a result has no number.
        citations: Where all this is written, and whether that was checked.
        limitations: What a reader of the results should know.

    Examples:
        >>> Framework(id="own", name="本单位办法").rounding.digits
        2
    """

    id: str
    name: Text = field(converter=text_of)
    authority: Text | None = field(default=None, converter=text_or_none)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    tree: IndicatorTree | None = None
    rules: Mapping[TargetKind, Rule] = field(default=_NO_RULES, converter=_rules)
    rounding: Rounding = field(factory=Rounding)
    grades: GradeScale | None = None
    policies: Policies = field(factory=Policies)
    citations: tuple[Citation, ...] = field(default=(), converter=citations_of)
    limitations: Text | None = field(default=None, converter=text_or_none)
    _by_sign: Mapping[Comparator | None, Rule | None] = field(
        init=False, eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        by_sign = {
            sign: self.rules.get(_KINDS.get(sign, TargetKind.POSITIVE))
            for sign in (None, *Comparator)
        }
        object.__setattr__(self, "_by_sign", by_sign)

    @property
    def verified(self) -> bool:
        """Whether every source was checked against the official text."""
        return bool(self.citations) and all(c.verified for c in self.citations)

    def rule_for(self, target: Target) -> Rule | None:
        """Give the usual rule for a target, or None if there is none."""
        if target.value is not None and not target.remarks:
            return self._by_sign[target.comparator]
        return self.rules.get(TargetKind.of(target))


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
