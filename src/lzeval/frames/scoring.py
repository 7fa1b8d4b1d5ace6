"""
Score the rows of a frame (数据表计分).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias, cast

import narwhals as nw

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.asked import Asked
from lzeval.frames.columns import name_of
from lzeval.frames.engines import Frame, Native, Work, collected, opened
from lzeval.frames.figures import filled
from lzeval.frames.scored import scored
from lzeval.frames.spelling import plainly
from lzeval.model import IndicatorTree, Role
from lzeval.model.measure import unit_or_none
from lzeval.scoring.framework import framework_of
from lzeval.scoring.policies import Policies, RoundingOrder

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from lzeval.notation import Unit
    from lzeval.scoring import Framework
    from lzeval.typing import Number

__all__ = ["asked_of", "editions_of", "score"]


def __dir__() -> list[str]:
    return __all__


Edition: TypeAlias = "Framework | str"
"""An edition of rules, or its id (评价办法)."""


@plainly("columns")
def score(
    frame: IntoFrameT,
    framework: Framework
    | IndicatorTree
    | str
    | Iterable[Framework | str]
    | None = None,
    *,
    tree: IndicatorTree | None = None,
    columns: Mapping[str, str] | None = None,
    role: Role | str | None = None,
    unit: Unit | str | None = None,
    policies: Policies | None = None,
    bounds: Mapping[str, tuple[Number, Number]] | None = None,
    floats: bool = True,
) -> IntoFrameT:
    """
    Score every row of a frame in the long format (逐行计分).

    The rules are those of the scalar library and so are the points, to the last digit:
    the engine only adds, multiplies, compares and divides whole numbers. See
    `lzeval.frames.schema` for the columns.

    Args:
        frame: A frame of pandas, Polars, PyArrow, DuckDB, Ibis or PySpark.
        framework: The edition, its id, several of them where rows name theirs in the
            column ``framework``, or a tree that is scored by the usual rules.
        tree: The indicators, if they are the same for all; their weights and rules
            hold by the column ``indicator``. Where rows have no weights, None takes the
            edition's, if it has one.
        columns: Names in the frame by standard name, where they differ.
        role: Whose awards count; None takes the latest review.
        unit: The unit of targets and outcomes, where a rule asks for it and the tree
            does not say.
        policies: What is done with results that have no number; None takes the
            edition's.
        bounds: Ends of columns, in their own numbers, so that nobody needs to look for
            them. Where those of all columns of numbers are given, a lazy frame is not
            touched; rows outside of them are not assessed, and say so.
        floats: Whether binary floats are taken at their shortest repr; they are refused
            otherwise.

    Returns:
        The frame in its own kind, with the columns ``completion_rate``, ``points``,
        ``points_low``, ``points_high``, ``status`` and ``remark``; ``flags``, where
        a rule may flag something; and ``weight`` and ``bonus``, where they came from
        the tree.

    Raises:
        InvalidFrameError: Naming every missing column, wrong type, unknown code and
            sign, negative weight and unfit number, with the numbers of the rows where
            the engine has them; every rule that cannot be computed in columns; or the
            rows whose figures are too large for the engine.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame(
        ...     {"weight": [8, 10], "target": [6410, 150], "outcome": [5123, 125]}
        ... )
        >>> score(frame)["points"].to_list()
        [Decimal('6.39'), Decimal('8.33')]
    """
    asked = asked_of(
        frame,
        framework,
        tree=tree,
        columns=columns,
        role=role,
        unit=unit,
        policies=policies,
        bounds=bounds,
        floats=floats,
    )
    return cast("IntoFrameT", scored(asked).given_back())


def asked_of(
    native: Native,
    framework: object = None,
    *,
    tree: IndicatorTree | None = None,
    columns: Mapping[str, str] | None = None,
    role: Role | str | None = None,
    unit: Unit | str | None = None,
    policies: Policies | None = None,
    bounds: Mapping[str, tuple[Number, Number]] | None = None,
    floats: bool = True,
) -> Asked:
    """Make sense of what is asked for (解析任务); see `score`."""
    work = opened(native)
    if isinstance(framework, IndicatorTree):
        tree, framework = framework, None
    names = _present(work, columns)
    work = filled(work, [names])
    frameworks = editions_of(work, framework, names)
    only = next(iter(frameworks.values())) if len(frameworks) == 1 else None
    asks_for_weights = "indicator" in names and "weight" not in names
    if tree is None and only is not None and asks_for_weights:
        tree = only.tree
    chosen_policies = {
        id_: edition.policies if policies is None else policies
        for id_, edition in frameworks.items()
    }
    _check_asked(names, frameworks, tree)
    return Asked(
        work=work,
        names=names,
        frameworks=frameworks,
        tree=tree,
        policies=chosen_policies,
        role=None if role is None else Role(role),
        unit=unit_or_none(unit),
        bounds=bounds,
        floats=floats,
    )


def _present(work: Work, columns: Mapping[str, str] | None) -> dict[str, str]:
    """Find the columns that are there."""
    there = set(work.frame.collect_schema().names())
    names = name_of(columns)
    missing = [own for own in (columns or {}).values() if own not in there]
    present = {name: own for name, own in names.items() if own in there}
    problems = [Problem(own, "there is no such column") for own in missing]
    for name, day, what in (
        ("outcome", "outcome_date", "outcomes"),
        ("target", "target_date", "targets"),
    ):
        if not {name, day, "settled_status"} & {*present}:
            problems.append(Problem(names[name], f"there is no column of {what}"))
    if problems:
        raise InvalidFrameError("frame", tuple(dict.fromkeys(problems)))
    return present


def editions_of(
    work: Work, given: object, names: Mapping[str, str]
) -> dict[str, Framework]:
    """Find the editions, by the ids that rows name them with (查找评价办法)."""
    if isinstance(given, Iterable) and not isinstance(given, str):
        found = [framework_of(one) for one in cast("Iterable[Edition]", given)]
        return {one.id: one for one in found}
    if given is None and "framework" in names:
        ids: Frame = work.frame.select(nw.col(names["framework"]).alias("id")).unique()
        named = sorted(one for (one,) in collected(ids).rows() if one is not None)
        if named:
            return {id_: framework_of(id_) for id_ in named}
    only = framework_of(cast("Edition | None", given))
    return {only.id: only}


def _check_asked(
    names: Mapping[str, str],
    frameworks: Mapping[str, Framework],
    tree: IndicatorTree | None,
) -> None:
    problems: list[Problem] = []
    roundings = {
        (one.rounding.digits, one.rounding.mode) for one in frameworks.values()
    }
    if len(roundings) > 1:
        message = "round differently; score their rows apart"
        problems.append(Problem(", ".join(frameworks), message))
    for id_, one in frameworks.items():
        if one.rounding.order is RoundingOrder.TOTAL:
            message = "rounds after adding, which columns cannot follow"
            problems.append(Problem(id_, message))
    if "weight" not in names and tree is None:
        message = "there is no column of weights, and no tree that has them"
        problems.append(Problem("weight", message))
    if tree is not None and "indicator" not in names:
        problems.append(Problem("indicator", "there is no column of indicators"))
    if tree is not None and "weight" not in names:
        problems += [
            Problem(leaf.code, "has no weight in the tree")
            for leaf in tree.leaves
            if leaf.weight is None
        ]
    if problems:
        raise InvalidFrameError("frame", tuple(problems))
