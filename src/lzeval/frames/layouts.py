"""
From one row an evaluation to one row an indicator (宽表转长表).

Rows of indicators are what is scored and added up. A frame in the wide format is laid
out in such rows first; `lzeval.frames.side_by_side` goes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw
from attrs import evolve, frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.asked import Asked
from lzeval.frames.columns import CODE, INPUTS, RESULTS, Holds, wide_name_of
from lzeval.frames.engines import NARROW, Frame, Work, opened
from lzeval.frames.figures import Fault, Figure, all_looked_at, check_types, filled
from lzeval.frames.layout_places import Place, constant_of, decimals_of, places_of
from lzeval.frames.scoring import editions_of
from lzeval.frames.spelling import plainly
from lzeval.frames.stacking import Stack, stacked
from lzeval.frames.whole import all_of, any_of
from lzeval.model import IndicatorTree, Target
from lzeval.model.measure import unit_or_none
from lzeval.scoring import Framework

if TYPE_CHECKING:
    from fractions import Fraction

    from narwhals.typing import IntoFrameT

    from lzeval.frames.scoring import Edition
    from lzeval.notation import Unit

__all__ = ["to_long"]


def __dir__() -> list[str]:
    return __all__


_EACH = {column.name: column for column in INPUTS if column.each}
_STANDARD = {column.name for column in (*INPUTS, *RESULTS)}
_FEW = 10


@plainly("columns")
def to_long(
    frame: IntoFrameT,
    framework: Edition | IndicatorTree | Iterable[Edition] | None = None,
    *,
    tree: IndicatorTree | None = None,
    targets: Iterable[Target] | Mapping[str, str] = (),
    columns: Mapping[str, str] | None = None,
    unit: Unit | str | None = None,
    floats: bool = True,
) -> IntoFrameT:
    """
    Lay a row an evaluation out in a row an indicator (宽表转长表).

    A column of results is called by the code of its indicator, a column beside it by
    the code and the standard name, such as ``数量.target``, ``数量.weight`` or
    ``数量.state``. Columns that are neither are carried along.

    Args:
        frame: A frame of pandas, Polars, PyArrow, DuckDB, Ibis or PySpark.
        framework: As for `score`; its budget's row is an indicator too, if the frame
            has columns for it.
        tree: The indicators; None takes the edition's. Where rows have weights, an
            indicator of which all is empty is not in that row's tree.
        targets: Targets that are the same in every row, of indicators for which the
            frame has none, or their cells by code.
        columns: Names in the frame by standard name, where they differ; ``{code}``
            stands for the code of the indicator, as in ``{"target": "{code}目标"}``.
        unit: The unit of the figures where an indicator has none, to which the targets
            are converted.
        floats: Whether binary floats are taken at their shortest repr; they are refused
            otherwise.

    Returns:
        The frame in the long format, under the standard names. Figures of several types
        become decimals.

    Raises:
        InvalidFrameError: Naming every missing column, wrong type, unknown code,
            negative weight, strange word and unfit number, with the numbers of the rows
            where the engine has them, and every evaluation that comes up twice.

    Examples:
        >>> import polars as pl
        >>> from lzeval.model import Indicator
        >>> tree = IndicatorTree.of(
        ...     Indicator("数量", weight=60), Indicator("质量", weight=40)
        ... )
        >>> frame = pl.DataFrame({"evaluation": ["a"], "数量": [45], "质量": [96]})
        >>> long = to_long(frame, tree, targets={"数量": "≥50", "质量": "≥95"})
        >>> long.select("indicator", "sign", "target", "outcome").rows()
        [('数量', '>=', 50, 45), ('质量', '>=', 95, 96)]
    """
    work = opened(frame)
    if isinstance(framework, IndicatorTree):
        tree, framework = framework, None
    names = wide_name_of(columns)
    there = tuple(work.frame.collect_schema().names())
    present = {name: own for name, own in names.items() if own in there}
    editions = editions_of(work, framework, present)
    if tree is None and len(editions) == 1:
        tree = next(iter(editions.values())).tree
    if tree is None:
        message = "there is no tree that names the indicators"
        raise InvalidFrameError("frame", (Problem("indicator", message),))
    places = [*places_of(tree, editions, targets, unit_or_none(unit))]
    wide = _Wide(
        work=work,
        names=names,
        there=there,
        places=places,
        editions=editions,
        given=frozenset(columns or {}),
        floats=floats,
    )
    sets = [wide.rowwise, *(own for _, own in wide.sets)]
    wide = evolve(wide, work=filled(work, sets))
    return cast("IntoFrameT", work.given_back(wide.laid_out()))


@frozen(slots=False, kw_only=True, eq=False)
class _Wide:
    """
    A frame in the wide format that is being laid out.

    Attributes:
        work: The frame.
        names: The names that its columns have, with a place for the code.
        there: The columns that are there.
        places: The indicators.
        editions: The editions, by the id that rows name them with.
        given: The standard names that the caller named.
        floats: Whether binary floats are taken.
    """

    work: Work
    names: Mapping[str, str]
    there: Sequence[str]
    places: Sequence[Place]
    editions: Mapping[str, Framework]
    given: frozenset[str]
    floats: bool

    def called(self, code: str) -> dict[str, str]:
        """Give the names that the columns of an indicator have."""
        spelt = self.work.engine.named
        return {name: spelt(self.names[name].replace(CODE, code)) for name in _EACH}

    def own(self, code: str) -> dict[str, str]:
        """Give the columns of an indicator that are there."""
        found = self.called(code)
        return {name: own for name, own in found.items() if own in self.there}

    @cached_property
    def rowwise(self) -> Mapping[str, str]:
        """The columns that hold for all indicators of a row."""
        names = {name: own for name, own in self.names.items() if name not in _EACH}
        return {name: own for name, own in names.items() if own in self.there}

    @cached_property
    def sets(self) -> Sequence[tuple[Place, Mapping[str, str]]]:
        """The indicators with their columns."""
        every = [(place, self.own(place.code)) for place in self.places]
        return [(place, own) for place, own in every if own or not place.budget]

    @cached_property
    def rest(self) -> Sequence[str]:
        """The columns that are only carried along."""
        taken = {own for _, names in self.sets for own in names.values()}
        taken |= {*self.rowwise.values()}
        return [own for own in self.there if own not in taken]

    def laid_out(self) -> Frame:
        """Put the rows of the indicators below each other."""
        figures = self._figures()
        made = {
            name: self._column(name, figures)
            for name in _EACH
            if any(name in own or name in place.target for place, own in self.sets)
        }
        kept = {name: nw.col(own) for name, own in self.rowwise.items()}
        kept |= {name: nw.col(name) for name in self.rest}
        stacks = [
            Stack(
                self._is_there(own) if "weight" in own else True,
                {
                    "indicator": nw.lit(place.code),
                    **{name: columns[number] for name, columns in made.items()},
                },
            )
            for number, (place, own) in enumerate(self.sets)
        ]
        return stacked(self.work.frame, kept, stacks)

    def _figures(self) -> Sequence[Mapping[str, Figure]]:
        """Give the columns of numbers, once nothing was found wrong with any."""
        problems = [*self._problems()]
        every = [own for _, own in self.sets]
        schema = self.work.frame.collect_schema()
        try:
            check_types(schema, [self.rowwise, *every], floats=self.floats)
        except InvalidFrameError as error:
            problems += error.problems
        if problems:
            raise InvalidFrameError("frame", tuple(dict.fromkeys(problems)))
        faults = [*self._faults()]
        found = all_looked_at(self.work, every, faults=faults, floats=self.floats)
        self._refuse_twice(self.rowwise["evaluation"])
        return found

    @staticmethod
    def _is_there(own: Mapping[str, str]) -> nw.Expr:
        """Say which rows have the indicator at all."""
        some = any_of([~nw.col(name).is_null() for name in own.values()])
        assert isinstance(some, nw.Expr)  # noqa: S101 - there is a column
        return some

    def _problems(self) -> Iterator[Problem]:
        """Name what is missing, and what has no place."""
        if "evaluation" not in self.rowwise:
            message = "there is no column that tells evaluations apart"
            yield Problem(self.names["evaluation"], message)
        every = [own for _, own in self.sets]
        for name in sorted(self.given):
            called = self.names[name]
            if name in _EACH and not any(name in one for one in every):
                yield Problem(called, "there is no such column of any indicator")
            elif name not in _EACH and name not in self.rowwise:
                yield Problem(called, "there is no such column")
        for place, own in self.sets:
            yield from self._missing(place, own)
        for called in self.rest:
            if called in _STANDARD:
                message = "is what a column of the long format is called; rename it"
                yield Problem(called, message)
            else:
                code = next(filter(None, map(self._code(called), _EACH)), None)
                if code is not None:
                    yield Problem(called, f"{code!r} is no indicator of the tree")

    def _missing(self, place: Place, own: Mapping[str, str]) -> Iterator[Problem]:
        """Name the columns that an indicator needs."""
        called = self.called(place.code)
        awarded = any(name.startswith("award") for name in own)
        if not {"outcome", "outcome_date"} & {*own} and not awarded:
            yield Problem(called["outcome"], "there is no column of outcomes")
        aimed = {"target", "target_date"} & {*own}
        if not aimed and not place.target and not awarded:
            message = "there is no column of targets, and none is given"
            yield Problem(called["target"], message)
        if "weight" not in own and place.weight is None:
            message = "there is no column of weights, and the tree has none"
            yield Problem(called["weight"], message)

    def _code(self, own: str) -> Callable[[str], str | None]:
        """Say which code a column is called by, where its name says what it holds."""

        def code(name: str) -> str | None:
            named = self.work.engine.named(self.names[name])
            before, _, after = named.partition(CODE)
            if CODE not in self.names[name] or not before + after:
                return None
            found = re.fullmatch(f"{re.escape(before)}(.+){re.escape(after)}", own)
            return None if found is None else found[1]

        return code

    def _faults(self) -> Iterator[Fault]:
        """Say what no row may hold, of every indicator."""
        yield from self._asked(self.rowwise).faults()
        key = self.rowwise["evaluation"]
        yield Fault(key, "names no evaluation", nw.col(key).is_null())
        for _, own in self.sets:
            for fault in self._asked(own).faults():
                rows = all_of([fault.rows, self._is_there(own)])
                assert isinstance(rows, nw.Expr)  # noqa: S101 - no bounds are known
                yield Fault(fault.column, fault.message, rows)

    def _asked(self, names: Mapping[str, str]) -> Asked:
        return Asked(
            work=self.work,
            names=names,
            frameworks=self.editions,
            tree=None,
            policies={},
            role=None,
            unit=None,
            bounds=None,
            floats=self.floats,
        )

    def _refuse_twice(self, key: str) -> None:
        """Refuse evaluations of several rows, of which each would count in full."""
        counted = self.work.frame.select(nw.col(key).alias("_key"))
        counted = counted.group_by("_key").agg(nw.len().alias("_rows"))
        several = counted.filter(nw.col("_rows") > 1).select("_key").head(_FEW + 1)
        if isinstance(several, nw.LazyFrame):
            several = several.collect()
        found = [Problem(key, f"{one!r} comes up twice") for (one,) in several.rows()]
        if len(found) > _FEW:
            found[_FEW:] = [Problem(key, "others come up twice too")]
        if found:
            raise InvalidFrameError("frame", tuple(found))

    def _column(
        self,
        name: str,
        figures: Sequence[Mapping[str, Figure]],
    ) -> list[nw.Expr]:
        """Give a standard column for every indicator, in one type."""
        holds = _EACH[name].holds
        if holds is not Holds.NUMBER:
            dtype: Any = {
                Holds.TEXT: nw.String,
                Holds.FLAG: nw.Boolean,
                Holds.DAY: nw.Date,
            }[holds]
            return [
                nw.col(own[name]).cast(dtype)
                if name in own
                else nw.lit(place.target.get(name), dtype)
                for place, own in self.sets
            ]
        constants = [constant_of(name, place, own) for place, own in self.sets]
        target = self._type(name, constants, figures)
        return [
            self._in_type(seen[name], target)
            if name in seen
            else self._constant(constant, target)
            for constant, seen in zip(constants, figures, strict=True)
        ]

    def _type(
        self,
        name: str,
        constants: Sequence[Fraction | None],
        figures: Sequence[Mapping[str, Figure]],
    ) -> Any:  # noqa: ANN401
        """Choose a type that holds the figures of all indicators exactly."""
        numbers = [one for one in constants if one is not None]
        there = [one[name] for one in figures if name in one]
        if not numbers and all(one.kind == "float" for one in there):
            return nw.Float64
        sizes = [one.size for one in there] + [int(abs(one)) for one in numbers]
        whole = all(one.kind == "whole" for one in there)
        if whole and all(one.denominator == 1 for one in numbers):
            return nw.Int64 if max(sizes, default=0) <= NARROW else nw.Decimal(38, 0)
        scales = [one.scale for one in there]
        scales += [decimals_of(name, one) for one in numbers]
        return nw.Decimal(38, max(scales, default=0))

    def _in_type(self, figure: Figure, target: Any) -> nw.Expr:  # noqa: ANN401
        column, engine = nw.col(figure.name), self.work.engine
        if figure.kind != "float" or target == nw.Float64:
            return column.cast(target)
        whole = figure.at(figure.scale, engine.sheet(wide=False), engine)
        shown = engine.as_decimal(whole.expr, figure.scale).cast(target)
        # Of a column that holds one number only, that number is taken as it is.
        return nw.when(~column.is_null()).then(shown)

    def _constant(self, value: Fraction | None, target: Any) -> nw.Expr:  # noqa: ANN401
        """Give a number that is the same in every row."""
        if value is None or target == nw.Int64:
            return nw.lit(None if value is None else int(value), target)
        units = nw.lit(int(value * 10**target.scale), nw.Int64)
        return self.work.engine.as_decimal(units, target.scale).cast(target)
