"""
The tree of indicators: structure, look-up and weights (指标体系).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Self, final

from attrs import evolve, field, frozen
from attrs.converters import optional

from lzeval._display import Displayed
from lzeval.errors import (
    AmbiguousNameError,
    InexactNumberError,
    InvalidTreeError,
    UnknownNameError,
)
from lzeval.model.exact import Interval, add, exact
from lzeval.model.indicator import (
    Combine,
    Indicator,
    IndicatorGroup,
    Node,
    RollUp,
    nodes_of,
)
from lzeval.model.rows import nodes_from_rows, rows_from_nodes
from lzeval.model.text import Text, text_or_none
from lzeval.model.tree_checks import problems_of, uneven_means
from lzeval.model.weight_bounds import bounds_of
from lzeval.model.weights import (
    Conversion,
    WeightMismatch,
    code_of,
    convert,
    counted,
    made,
    mismatches,
)
from lzeval.typing import Exact, Number, Ratio, Rule

__all__ = ["IndicatorTree", "TreeNode"]


def __dir__() -> list[str]:
    return __all__


@final
@frozen
class TreeNode:
    """
    An indicator or group at its place in a tree (指标节点).

    Attributes:
        code: Its code, unique in the tree.
        node: The indicator or group itself.
        path: Names from the first level down to this node.
        parent: Code of the group above; None on the first level.
        children: Codes of the nodes right below, in order.
        weight: Effective points (分值): given, converted from shares, or added up from
            the children; None where they are not known.
    """

    code: str
    node: Node
    path: tuple[str, ...]
    parent: str | None
    children: tuple[str, ...]
    weight: Exact | None
    ratio: Ratio | None = field(init=False, repr=False)
    """The weight in whole numbers."""
    rule: Rule | None = field(init=False, repr=False)
    """The indicator's own rule, if it has one."""

    def __attrs_post_init__(self) -> None:
        ratio = None if self.weight is None else self.weight.as_integer_ratio()
        object.__setattr__(self, "ratio", ratio)
        indicator = self.indicator
        object.__setattr__(self, "rule", indicator.rule if indicator else None)

    @property
    def name(self) -> Text:
        """The node's name."""
        return self.node.name

    @property
    def depth(self) -> int:
        """Level, counted from 1."""
        return len(self.path)

    @property
    def indicator(self) -> Indicator | None:
        """The indicator, or None if this is a group."""
        return self.node if isinstance(self.node, Indicator) else None

    @property
    def combine(self) -> Combine:
        """How several targets make one share; a group, which has none, says mean."""
        return self.node.combine if isinstance(self.node, Indicator) else Combine.MEAN


@final
@frozen
class IndicatorTree(Displayed):
    """
    A tree of indicators of any depth, ragged allowed (指标体系).

    Weights may be points at any level, shares of the parent's points, or unknown. What
    is given in shares is converted exactly, and `conversions` shows how.

    Attributes:
        roots: The first level. Every node carries its code.
        total: Points of the whole tree, needed if the first level is given in shares.
        cap: The most points that it may earn, bonus points included (总分封顶); None
            sets no end.
        name: Its name.

    Raises:
        InvalidTreeError: Naming every duplicate code, negative weight, empty group,
            node with both weight and share, and share that cannot be converted.

    Examples:
        >>> tree = IndicatorTree.of(
        ...     IndicatorGroup("产出", weight=30, children=[
        ...         Indicator("数量", share=2), Indicator("质量", share=1)]),
        ... )
        >>> tree["数量"].weight, tree["质量"].weight
        (Decimal('20'), Decimal('10'))
        >>> print(*tree.conversions, sep="; ")
        数量: 30 × 2/3 = 20; 质量: 30 × 1/3 = 10
    """

    roots: tuple[Node, ...] = field(converter=nodes_of)
    total: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    cap: Exact | None = field(default=None, converter=optional(exact), kw_only=True)
    name: Text | None = field(default=None, converter=text_or_none, kw_only=True)
    nodes: tuple[TreeNode, ...] = field(init=False, eq=False, repr=False)
    """Every node in reading order, a group before its children."""
    leaves: tuple[TreeNode, ...] = field(init=False, eq=False, repr=False)
    """The indicators in reading order."""
    leaf_weight: Exact | None = field(init=False, eq=False, repr=False)
    """
    Points of all indicators together, where points are simply added; None where one is
    not known, or a group rolls up otherwise.
    """
    has_shared: bool = field(init=False, eq=False, repr=False)
    """Whether a group shares its points among the children that apply."""
    conversions: tuple[Conversion, ...] = field(init=False, eq=False, repr=False)
    """How each weight that was given as a share became points."""
    _index: Mapping[str, TreeNode] = field(init=False, eq=False, repr=False)
    _aliases: Mapping[str, tuple[str, ...]] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        names = Counter(node.name for _, node in _walk(self.roots, ()))
        roots = tuple(_coded(node, (), names) for node in self.roots)
        placed = list(_walk(roots, ()))
        problems = list(problems_of(placed, self.total, self.cap))
        if not problems:
            problems += uneven_means(placed, roots, self.total)
        if problems:
            raise InvalidTreeError(self.name or "tree of indicators", tuple(problems))
        weights, conversions = convert(roots, self.total)
        nodes = tuple(
            TreeNode(
                code=code_of(node),
                node=node,
                path=(*path, node.name),
                parent=parent,
                children=tuple(map(code_of, _children(node))),
                weight=weights[code_of(node)],
            )
            for (path, node), parent in zip(placed, _parents(roots), strict=True)
        )
        aliases: dict[str, tuple[str, ...]] = {}
        for node in nodes:
            for alias in {node.name, "/".join(node.path)} - {node.code}:
                aliases[alias] = (*aliases.get(alias, ()), node.code)
        leaves = tuple(node for node in nodes if node.indicator is not None)
        plain = self.cap is None and all(_is_plain(node.node) for node in nodes)
        derived: dict[str, object] = {
            "roots": roots,
            "nodes": nodes,
            "leaves": leaves,
            "leaf_weight": add(leaf.weight for leaf in leaves) if plain else None,
            "has_shared": any(_rollup(node.node) is RollUp.SHARED for node in nodes),
            "conversions": conversions,
            "_index": {node.code: node for node in nodes},
            "_aliases": aliases,
        }
        for key, value in derived.items():
            object.__setattr__(self, key, value)

    @classmethod
    def of(
        cls,
        *nodes: Node,
        total: Number | None = None,
        cap: Number | None = None,
        name: str | None = None,
    ) -> Self:
        """
        Build a tree from its first-level nodes (由节点构建).

        Args:
            *nodes: Groups and indicators of the first level.
            total: Points of the whole tree, if they are not the sum of the nodes'.
            cap: The most points it may earn, bonus points included.
            name: The tree's name.
        """
        return cls(nodes, total=total, cap=cap, name=name)

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[str, object]],
        *,
        total: Number | None = None,
        cap: Number | None = None,
        name: str | None = None,
    ) -> Self:
        """
        Build a tree from flat rows (由平表构建).

        Args:
            rows: Mappings with ``name``, and as needed ``code`` (else the name),
                ``parent`` (a code), ``weight``, ``share``, and the further fields of
                `Indicator` and `IndicatorGroup`. A row that others name as parent is
                a group. Siblings keep the order of the rows.
            total: Points of the whole tree.
            cap: The most points it may earn, bonus points included.
            name: The tree's name.

        Raises:
            InvalidTreeError: Naming every duplicate code, unknown parent, cycle,
                unknown field and wrong number, with its row.

        Examples:
            >>> tree = IndicatorTree.from_rows([
            ...     {"code": "C", "name": "产出", "weight": 30},
            ...     {"code": "C1", "parent": "C", "name": "实际完成率", "weight": "8"},
            ... ])
            >>> tree["C1"].path
            ('产出', '实际完成率')
        """
        nodes = nodes_from_rows(rows, name or "tree of indicators")
        return cls(nodes, total=total, cap=cap, name=name)

    def to_rows(self) -> list[dict[str, object]]:
        """
        Give the tree as flat rows, a group before its children (转为平表).

        Returns:
            Mappings as `from_rows` takes them, without the fields left at their
            defaults.
        """
        return rows_from_nodes(self.roots)

    def __getitem__(self, key: str) -> TreeNode:
        """
        Look a node up by its code, name, or path joined by ``/`` (查找指标).

        Raises:
            UnknownNameError: If nothing answers to the key.
            AmbiguousNameError: If a name stands for several nodes.
        """
        node = self._index.get(key)
        if node is not None:
            return node
        codes = self._aliases.get(key, ())
        if len(codes) == 1:
            return self._index[codes[0]]
        if codes:
            raise AmbiguousNameError("indicator", key, codes)
        raise UnknownNameError("indicator", key, tuple(self._index))

    def __contains__(self, key: object) -> bool:
        return key in self._index or len(self._aliases.get(str(key), ())) == 1

    def __iter__(self) -> Iterator[TreeNode]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def effective_weights(
        self, *, without: Collection[str] | None = None
    ) -> dict[str, Exact | None]:
        """
        Give the points of every node by code (有效分值).

        Args:
            without: Codes of the leaves that do not apply, which decides what the
                others of a shared group have; None leaves that open.

        Returns:
            Points as given, converted from shares, or added up from the children;
            None where they are not known.

        Examples:
            >>> IndicatorTree.of(Indicator("甲", weight="0.1")).effective_weights()
            {'甲': Decimal('0.1')}
            >>> kinds = [Indicator(name) for name in ("经济", "社会", "生态")]
            >>> tree = IndicatorTree.of(
            ...     IndicatorGroup("效益", kinds, weight=40, rollup="shared"))
            >>> weights = tree.effective_weights(without={"生态"})
            >>> [str(weights[kind.name]) for kind in kinds]
            ['20', '20', '0']
        """
        if without is None or not self.has_shared:
            return {node.code: node.weight for node in self.nodes}
        return convert(self.roots, self.total, without)[0]

    @property
    def weight(self) -> Exact | None:
        """Points of the whole tree: given, or added up; None where not known."""
        if self.total is not None:
            return self.total
        root = self.root
        return made(root, [self._index[code_of(node)].weight for node in counted(root)])

    @property
    def root(self) -> IndicatorGroup:
        """The whole tree as a group, of no name, over the first level."""
        return IndicatorGroup("", self.roots, weight=self.total, cap=self.cap)

    def weight_mismatches(self) -> tuple[WeightMismatch, ...]:
        """
        Check exactly that weights add up at every node (分值校验).

        Returns:
            One entry for each group, and for the whole tree, whose stated points are
            not the sum of its children's; empty if all is well. Groups with unknown
            children are not judged, except that the known ones must not exceed it; nor
            are groups that do not add points up.

        Examples:
            >>> tenths = [Indicator(f"{n}", weight=0.1) for n in range(10)]
            >>> IndicatorTree.of(*tenths, total=1).weight_mismatches()
            ()
        """
        return mismatches(self.root, self.effective_weights())

    def weight_bounds(
        self,
        points: Mapping[str, Number | None] | None = None,
        *,
        without: Collection[str] | None = None,
    ) -> dict[str, Interval]:
        """
        Say what each leaf's weight can be (分值区间).

        A weight is at least the points scored on it, and the weights of a group that
        adds points up make the group's. Nothing else is assumed.

        Args:
            points: Points scored, by code, name or path of the leaf; None or absent
                where they are not known.
            without: As for `effective_weights`.

        Returns:
            For each leaf's code the lowest and highest weight (points); both ends
            agree where the weight is given or follows; None at the top where nothing
            bounds it.

        Raises:
            InfeasibleWeightsError: If no weights can hold the points; every group
                where this shows is named.
            UnknownNameError: If a key names no indicator.
            InexactNumberError: If points are negative or no exact number.

        Examples:
            >>> tree = IndicatorTree.of(IndicatorGroup("产出", weight=30, children=[
            ...     Indicator("数量"), Indicator("质量")]))
            >>> tree.weight_bounds({"数量": 18, "质量": 10})["数量"] == (18, 20)
            True
        """
        scored: dict[str, Fraction] = {}
        for key, value in (points or {}).items():
            node = self[key]
            if node.indicator is None:
                known = tuple(leaf.code for leaf in self.leaves)
                raise UnknownNameError("indicator", key, known)
            if value is not None:
                scored[node.code] = Fraction(exact(value))
                if scored[node.code] < 0:
                    raise InexactNumberError(value, "points of zero or more")
        return bounds_of(self.root, self.effective_weights(without=without), scored)


def _rollup(node: Node) -> RollUp:
    return node.rollup if isinstance(node, IndicatorGroup) else RollUp.SUM


def _is_plain(node: Node) -> bool:
    """Tell whether a node's points are simply added to those beside it."""
    if node.bonus:
        return False
    if isinstance(node, Indicator):
        return True
    adds = node.rollup in {RollUp.SUM, RollUp.WEIGHTED_MEAN}
    return adds and not node.selects and node.cap is None


def _children(node: Node) -> tuple[Node, ...]:
    return node.children if isinstance(node, IndicatorGroup) else ()


def _walk(
    nodes: Iterable[Node], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Node]]:
    for node in nodes:
        yield path, node
        yield from _walk(_children(node), (*path, node.name))


def _parents(nodes: Iterable[Node], parent: str | None = None) -> Iterator[str | None]:
    for node in nodes:
        yield parent
        yield from _parents(_children(node), code_of(node))


def _coded(node: Node, path: tuple[str, ...], names: Counter[Text]) -> Node:
    """Give a node its code: the given one, else its name, else its whole path."""
    here = (*path, node.name)
    code = node.code or (str(node.name) if names[node.name] == 1 else "/".join(here))
    if isinstance(node, IndicatorGroup):
        children = tuple(_coded(child, here, names) for child in node.children)
        return evolve(node, code=code, children=children)
    return evolve(node, code=code)
