"""
Where a tree departs from the edition it is scored by (指标体系合规性).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, final

from attrs import field, frozen

from lzeval.model import IndicatorTree, Rate, Text, TreeNode, add, exact, terminating
from lzeval.model.text import strings_of, text_of
from lzeval.typing import Exact

if TYPE_CHECKING:
    from lzeval.scoring.kinds import IndicatorKind, MinimumShare

__all__ = ["Departure", "DepartureKind", "departures"]


def __dir__() -> list[str]:
    return __all__


@final
class DepartureKind(StrEnum):
    """How a tree departs from its edition (不符类别)."""

    MISSING_KIND = "missing-kind"
    """A kind that the edition requires is not there (缺少指标类别)."""
    UNKNOWN_KIND = "unknown-kind"
    """A first-level group that the edition does not know (未规定的指标类别)."""
    WEIGHT = "weight"
    """A kind has other points than the edition gives it (分值不符)."""
    UNKNOWN_WEIGHT = "unknown-weight"
    """The points of a kind are not known, so they cannot be compared (分值未知)."""
    SHARE = "share"
    """Kinds have less than their lowest share of the points (比重不足)."""
    LEAF_WITHOUT_WEIGHT = "leaf-without-weight"
    """Indicators have no points of their own (指标无分值)."""


@final
@frozen(kw_only=True)
class Departure:
    """
    One way in which a tree departs from its edition (与评价办法不符之处).

    Attributes:
        kind: How it departs.
        subject: What it is about: kinds or groups, by their names in the edition or in
            the tree.
        codes: The nodes of the tree it is about; none where something is missing.
        expected: What the edition asks: points, or a share from 0 to 1.
        found: What the tree has; None where that is not known.
    """

    kind: DepartureKind
    subject: Text = field(converter=text_of)
    codes: tuple[str, ...] = field(default=(), converter=strings_of)
    expected: Exact | None = None
    found: Exact | None = None

    @property
    def wording(self) -> Text:
        """What it says, in words (说明)."""
        chinese, english = _WORDS[self.kind]
        figures = {
            "count": len(self.codes),
            "expected": self._figure(self.expected),
            "found": self._figure(self.found),
        }
        return Text(
            chinese.format(subject=str(self.subject), **figures),
            en=english.format(subject=self.subject.to("en"), **figures),
        )

    def _figure(self, value: Exact | None) -> str:
        if value is None:
            return ""
        share = self.kind is DepartureKind.SHARE
        return str(Rate(value)) if share else str(value)


_WORDS: Mapping[DepartureKind, tuple[str, str]] = {
    DepartureKind.MISSING_KIND: ("缺少{subject}", "{subject} is missing"),
    DepartureKind.UNKNOWN_KIND: (
        "评价办法没有{subject}这一类别",
        "the framework has no kind {subject}",
    ),
    DepartureKind.WEIGHT: (
        "{subject}应为{expected}分，实为{found}分",
        "{subject}: {expected} points prescribed, {found} found",
    ),
    DepartureKind.UNKNOWN_WEIGHT: (
        "{subject}的分值未知",
        "{subject}: the points are not known",
    ),
    DepartureKind.SHARE: (
        "{subject}合计应不低于{expected}，实为{found}",
        "{subject}: at least {expected} of the points prescribed, {found} found",
    ),
    DepartureKind.LEAF_WITHOUT_WEIGHT: (
        "{count}项指标没有分值",
        "indicators without points: {count}",
    ),
}


def departures(
    tree: IndicatorTree,
    kinds: Iterable[IndicatorKind],
    minimums: Iterable[MinimumShare] = (),
) -> tuple[Departure, ...]:
    """
    Say where a tree departs from what is prescribed (指标体系合规性检查).

    Args:
        tree: The tree.
        kinds: The kinds of indicator there are, and the points each must have.
        minimums: The lowest shares that kinds must have together.

    Returns:
        Every departure: kinds in their order, then shares, then what the tree has
        beside; empty if there is none.
    """
    placed = _placed(tree, tuple(kinds))
    found = [
        departure
        for kind, nodes in placed
        for departure in _of_kind(kind, nodes, placed)
    ]
    for minimum in minimums:
        found += _of_share(minimum, tree, placed)
    known = {node.code for _, nodes in placed for node in nodes}
    strangers = [node for node in tree if node.depth == 1 and node.code not in known]
    if placed:
        found += [
            Departure(
                kind=DepartureKind.UNKNOWN_KIND, subject=node.name, codes=node.code
            )
            for node in strangers
        ]
    bare = [leaf.code for leaf in tree.leaves if leaf.weight is None]
    if bare:
        subject = Text("三级指标", en="Indicators")
        found.append(
            Departure(
                kind=DepartureKind.LEAF_WITHOUT_WEIGHT, subject=subject, codes=bare
            )
        )
    return tuple(found)


_Placed: TypeAlias = "list[tuple[IndicatorKind, list[TreeNode]]]"


def _placed(tree: IndicatorTree, kinds: tuple[IndicatorKind, ...]) -> _Placed:
    """Find the nodes of each kind: on the first level, or below those of its parent."""
    above = {kind.name: kind for kind in kinds if kind.parent is None}

    def stands(node: TreeNode, kind: IndicatorKind) -> bool:
        if not kind.is_called(node.name):
            return False
        if kind.parent is None:
            return node.depth == 1
        parent = above.get(Text(kind.parent))
        return node.depth > 1 and (parent is None or parent.is_called(node.path[0]))

    return [(kind, [node for node in tree if stands(node, kind)]) for kind in kinds]


def _of_kind(
    kind: IndicatorKind, nodes: list[TreeNode], placed: _Placed
) -> Iterator[Departure]:
    if not nodes:
        if kind.required:
            yield Departure(kind=DepartureKind.MISSING_KIND, subject=kind.name)
        return
    expected = kind.weight
    if expected is None:
        return
    left = [
        other.weight
        for other, others in placed
        if other.passes_to == kind.name and other.weight is not None and not others
    ]
    codes = [node.code for node in nodes]
    wanted = add([expected, *left])
    found = add(node.weight for node in nodes)
    if found is None:
        yield Departure(
            kind=DepartureKind.UNKNOWN_WEIGHT,
            subject=kind.name,
            codes=codes,
            expected=wanted,
        )
    elif found != wanted:
        yield Departure(
            kind=DepartureKind.WEIGHT,
            subject=kind.name,
            codes=codes,
            expected=wanted,
            found=found,
        )


def _of_share(
    minimum: MinimumShare, tree: IndicatorTree, placed: _Placed
) -> Iterator[Departure]:
    kinds = [kind for kind, _ in placed if kind.name in minimum.kinds]
    nodes = [node for kind, found in placed if kind in kinds for node in found]
    whole, part = tree.weight, add(node.weight for node in nodes)
    subject = Text(
        "、".join(kind.name for kind in kinds),
        en=" + ".join(kind.name.to("en") for kind in kinds),
    )
    codes = [node.code for node in nodes]
    if whole is None or part is None:
        yield Departure(
            kind=DepartureKind.UNKNOWN_WEIGHT,
            subject=subject,
            codes=codes,
            expected=minimum.share,
        )
        return
    share = terminating(Fraction(part) / Fraction(whole)) if whole else exact(0)
    if share < minimum.share:
        yield Departure(
            kind=DepartureKind.SHARE,
            subject=subject,
            codes=codes,
            expected=minimum.share,
            found=share,
        )
