"""
Kinds of target and of indicator that an edition tells apart (指标值类别与指标类别).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from lzeval.errors import Problem, UnknownNameError
from lzeval.model import Comparator, Target, Text, exact
from lzeval.model.text import strings_of, text_of
from lzeval.notation import ReadingKind, Remark
from lzeval.typing import Exact, Rule

__all__ = ["IndicatorKind", "MinimumShare", "TargetKind"]


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
            return KIND_OF_SIGN[target.comparator]
        return cls.DEADLINE if target.kind is ReadingKind.DATE else cls.QUALITATIVE


KIND_OF_SIGN: Mapping[Comparator | None, TargetKind] = {
    None: TargetKind.POSITIVE,
    Comparator.AT_LEAST: TargetKind.POSITIVE,
    Comparator.MORE_THAN: TargetKind.POSITIVE,
    Comparator.EQUAL: TargetKind.EQUAL,
    Comparator.AT_MOST: TargetKind.REVERSE,
    Comparator.LESS_THAN: TargetKind.REVERSE,
    Comparator.BETWEEN: TargetKind.INTERVAL,
}
"""The kind of a target that has a value, by its sign."""


def rules_of(rules: Mapping[TargetKind, Rule]) -> Mapping[TargetKind, Rule]:
    """Convert a field of rules by kind of target."""
    return {TargetKind(kind): rule for kind, rule in rules.items()}


_NO_RULES: Mapping[TargetKind, Rule] = {}


@final
@frozen(kw_only=True)
class IndicatorKind:
    """
    A kind of indicator that an edition knows, such as 产出指标 (指标类别).

    In a tree it is the node with its name: on the first level, or below the node of its
    parent.

    Attributes:
        name: What its group is called.
        aliases: Other names of the same.
        parent: Name of the kind above it; None on the first level.
        required: Whether a tree must have it.
        weight: Points that it must have; None where the edition leaves them open.
        passes_to: Name of the kind that its points go to if a project has none of it.
        rules: The usual rules of its indicators, where they differ from the edition's.

    Examples:
        >>> IndicatorKind(name="产出指标", aliases=["产出"]).is_called("产出")
        True
    """

    name: Text = field(converter=text_of)
    aliases: tuple[str, ...] = field(default=(), converter=strings_of)
    parent: str | None = None
    required: bool = True
    weight: Exact | None = field(default=None, converter=optional(exact))
    passes_to: str | None = None
    rules: Mapping[TargetKind, Rule] = field(default=_NO_RULES, converter=rules_of)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it has."""
        return (self.name, *self.aliases)

    def is_called(self, name: str) -> bool:
        """Whether a node of this name is of this kind."""
        return name in self.names


def kinds_of(kinds: Iterable[IndicatorKind]) -> tuple[IndicatorKind, ...]:
    """Convert a field of kinds."""
    return tuple(kinds)


@final
@frozen(kw_only=True)
class MinimumShare:
    """
    Kinds that together must have a share of all points (最低比重).

    Attributes:
        kinds: Names of the kinds.
        share: Lowest share of the tree's points, from 0 to 1.

    Examples:
        >>> MinimumShare(kinds=["产出", "效益"], share="0.6").share
        Decimal('0.6')
    """

    kinds: tuple[str, ...] = field(converter=strings_of)
    share: Exact = field(converter=exact)


def wrong_kinds(
    kinds: Iterable[IndicatorKind], minimums: Iterable[MinimumShare]
) -> Iterator[Problem]:
    """Name every kind that is there twice, and every name that stands for none."""
    names = Counter(str(kind.name) for kind in kinds)
    for name, count in names.items():
        if count > 1:
            yield Problem(f"kinds.{name}", "is there twice")
    referred: list[tuple[str, str | None]] = [
        *((f"kinds.{kind.name}.parent", kind.parent) for kind in kinds),
        *((f"kinds.{kind.name}.passes_to", kind.passes_to) for kind in kinds),
        *(("minimums", name) for minimum in minimums for name in minimum.kinds),
    ]
    for place, other in referred:
        if other is not None and other not in names:
            yield Problem(place, str(UnknownNameError("kind", other, tuple(names))))


def minimums_of(minimums: Iterable[MinimumShare]) -> tuple[MinimumShare, ...]:
    """Convert a field of minimum shares."""
    return tuple(minimums)
