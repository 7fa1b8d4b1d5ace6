"""
Evaluations to rows, and rows to evaluations (评价与数据表互转).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import narwhals as nw
from attrs import evolve

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.columns import INPUTS, Column, Holds, name_of
from lzeval.frames.lowering import lowered
from lzeval.model import (
    Award,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Interval,
    Measure,
    NoRate,
    Outcome,
    OutcomeState,
    Project,
    Rate,
    Role,
    RollUp,
    Target,
    exact,
    terminating,
)
from lzeval.model.measure import unit_or_none
from lzeval.model.standing import groups_above
from lzeval.notation import PartialDate
from lzeval.scoring import Evaluation, Framework
from lzeval.scoring.framework import framework_of
from lzeval.scoring.rules import Flag
from lzeval.scoring.rules.flags import told

if TYPE_CHECKING:
    from narwhals.dtypes import DType
    from narwhals.typing import IntoFrame

    from lzeval.frames.engines import Frame, Native
    from lzeval.notation import Unit
    from lzeval.scoring import Line, Scorecard

__all__ = ["framed", "from_evaluations", "to_evaluations"]


def __dir__() -> list[str]:
    return __all__


Row: TypeAlias = dict[str, Any]

_LEVELS = 2
_ADDED = {RollUp.SUM, RollUp.WEIGHTED_MEAN}


def from_evaluations(
    evaluations: Iterable[Evaluation], *, backend: str = "pyarrow"
) -> Native:
    """
    Write evaluations out in the long format, a row an indicator (由评价生成数据表).

    What does not follow from figures in one unit by a usual rule of the edition -
    levels, dates, several targets, awards, unknown weights - is scored here, and
    carried in the columns ``settled_low``, ``settled_high``, ``settled_status`` and
    ``settled_remark``.

    Args:
        evaluations: The evaluations, each scored by its own edition.
        backend: ``pyarrow``, ``polars`` or ``pandas``.

    Returns:
        A frame that `score` and `rollup` take as it is; ``evaluation`` numbers the
        evaluations from 0, ``project`` names their projects.

    Raises:
        InvalidFrameError: Naming every evaluation whose points are not simply added up,
            or whose weights are no decimal numbers.

    Examples:
        >>> from lzeval import cases
        >>> frame = from_evaluations([cases.load("longchi-2022")], backend="polars")
        >>> frame.select("evaluation", "group_1", "indicator", "settled_low").row(0)
        (0, '决策', '立项依据充分性', Decimal('3.00'))
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, evaluation in enumerate(evaluations):
        problems += _problems(number, evaluation)
        if not problems:
            rows += _rows(number, evaluation.evaluate())
    if problems:
        raise InvalidFrameError("evaluations", tuple(problems))
    keys = {"evaluation": nw.Int64, "project": nw.String}
    return framed(rows, keys, backend)


def _problems(number: int, evaluation: Evaluation) -> Iterator[Problem]:
    tree = evaluation.tree
    place = f"[{number}] {evaluation.project.name}"
    if tree.cap is not None:
        yield Problem(place, "the tree has a cap, which columns do not follow")
    for node in tree:
        group = node.node
        if isinstance(group, IndicatorGroup) and (
            group.rollup not in _ADDED or group.selects or group.bonus or group.cap
        ):
            yield Problem(place, f"{node.code!r} does not simply add its points up")
        if node.weight is not None and not isinstance(node.weight, Decimal):
            yield Problem(place, f"the weight of {node.code!r} is no decimal number")


def _rows(number: int, card: Scorecard) -> Iterator[Row]:
    evaluation = card.evaluation
    tree, framework = evaluation.tree, card.framework
    every = card.lines if card.budget is None else (*card.lines, card.budget)
    for line in every:
        place = line.place
        groups = [tree[code] for code in groups_above(tree, place)][:_LEVELS]
        row: Row = {
            "evaluation": number,
            "project": str(evaluation.project.name),
            "framework": framework.id,
            "indicator": line.code,
            "weight": line.out_of,
            "total_weight": tree.total,
            "bonus": place.indicator is not None and place.indicator.bonus,
        }
        for level, group in enumerate(groups, 1):
            row[f"group_{level}"] = str(group.name)
            row[f"group_{level}_weight"] = group.weight
        figures = None if line is card.budget else _figures(line, framework)
        yield row | (_settled(line) if figures is None else figures)


def _figures(line: Line, framework: Framework) -> Row | None:
    """Give the figures of a line, if the points follow from them as columns do."""
    if line.awards or len(line.given) != 1 or line.out_of is None or line.place.rule:
        return None
    target, outcome = line.given[0]
    (rule,) = line.rules
    valid = None if outcome.denominator is None else outcome.denominator.value
    if target.value is None or rule is None or not isinstance(valid, Decimal | None):
        return None
    plain = Target(comparator=target.comparator, value=target.value, upper=target.upper)
    if framework.rule_for(plain, line.place.path[:-1][:_LEVELS]) is not rule:
        return None
    row = _bounds(target)
    row["state"] = outcome.state.value
    reason = None if outcome.reason is None else str(outcome.reason)
    row |= {"valid_answers": valid, "deviation_reason": reason}
    if outcome.state is not OutcomeState.REPORTED:
        return row
    made = lowered(rule, target.comparator, None)
    actual = _in_unit(outcome, target.value)
    if made is None or made.plan is None or actual is None:
        return None
    upper = row["target"] if target.upper is None else row["upper"]
    known = {
        "actual": Fraction(actual),
        "target": Fraction(row["target"]),
        "upper": Fraction(upper),
        "one": made.one,
    }
    share = made.plan.share(known)
    known |= told(outcome)
    flags = {one.flag for one in made.flagging if one.holds(known)}
    own = line.share if line.reason is None else line.reason
    same = (
        share is own
        if isinstance(share, NoRate) or not isinstance(own, tuple)
        else not isinstance(own, Interval) and Fraction(*share) == Fraction(*own)
    )
    return row | {"outcome": actual} if same and flags == {*line.flags} else None


def _bounds(target: Target) -> Row:
    sign, value, upper = target.comparator, target.value, target.upper
    assert value is not None  # noqa: S101 - asked before
    end = None if upper is None else upper
    if end is not None and value.unit is not None:
        end = end.to(value.unit)
    return {
        "sign": None if sign is None else sign.value,
        "target": value.value,
        "upper": None if end is None else end.value,
    }


def _in_unit(outcome: Outcome, aim: Measure) -> Decimal | None:
    """Give a result in the unit of its target, if it is a decimal number there."""
    value = outcome.value
    if value is None or outcome.repeats_target:
        return None
    if value.unit is not None and aim.unit is not None:
        if value.family != aim.family:
            return None
        value = value.to(aim.unit)
    return value.value if isinstance(value.value, Decimal) else None


def _settled(line: Line) -> Row:
    """Carry what was scored here, with figures only for the completion rate."""
    low = high = line.points
    if line.interval is not None:
        low, high = line.interval
    elif not line.applies:
        low = high = None
    row: Row = {
        "settled_low": low,
        "settled_high": high,
        "settled_status": line.status.value,
        "settled_remark": None if line.reason is None else line.reason.value,
        "settled_flags": " ".join(sorted(line.flags, key=[*Flag].index)) or None,
    }
    if isinstance(line.completion_rate, Rate) and len(line.given) == 1:
        target, outcome = line.given[0]
        actual = None if target.value is None else _in_unit(outcome, target.value)
        if actual is not None:
            row |= _bounds(target) | {"outcome": actual}
    return row


_ALWAYS = {"target", "outcome", "weight", "indicator", "framework"}


def framed(
    rows: Sequence[Row],
    keys: Mapping[str, type[DType]],
    backend: str,
    columns: Iterable[Column] = INPUTS,
) -> Native:
    """
    Make a frame of rows; columns of which nothing is known are left out (生成数据表).

    Args:
        rows: The rows, by the standard names of columns.
        keys: The types of the columns that come first.
        backend: ``pyarrow``, ``polars`` or ``pandas``.
        columns: What the others hold.
    """
    schema: dict[str, Any] = dict(keys)
    data: dict[str, list[Any]] = {
        name: [row.get(name) for row in rows] for name in schema
    }
    for column in columns:
        name = column.name
        values = [row.get(name) for row in rows]
        always = name in _ALWAYS
        if name in schema or not (always or any(one is not None for one in values)):
            continue
        data[name] = values
        match column.holds:
            case Holds.NUMBER:
                figures = [None if one is None else Decimal(one) for one in values]
                scale = max(
                    (_decimals(one) for one in figures if one is not None), default=0
                )
                data[name] = figures
                schema[name] = nw.Decimal(38, scale)
            case Holds.FLAG:
                schema[name] = nw.Boolean
            case _:
                schema[name] = nw.String
    made: Frame = nw.from_dict(data, schema, backend=cast("Any", backend))
    return made.to_native()


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def to_evaluations(
    frame: IntoFrame,
    framework: Framework | str | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    unit: Unit | str | None = None,
) -> tuple[Evaluation, ...]:
    """
    Read evaluations from rows in the long format (由数据表生成评价).

    For looking closer at a few of them: explain their points, audit them, write their
    reports. Every row becomes an indicator of its own.

    Args:
        frame: A frame of any engine; a lazy one is collected.
        framework: The edition; None takes that of the column ``framework``, or the
            usual rules.
        columns: Names in the frame by standard name, where they differ.
        unit: The unit of targets and outcomes.

    Returns:
        The evaluations in the order in which they first come up.

    Raises:
        InvalidFrameError: Naming every row that was settled elsewhere and is no award:
            what it rested on is not in the frame.

    Examples:
        >>> import polars as pl
        >>> frame = pl.DataFrame(
        ...     {"evaluation": [1], "weight": [8], "target": [6410], "outcome": [5123]}
        ... )
        >>> (evaluation,) = to_evaluations(frame)
        >>> evaluation.evaluate().total.points
        Decimal('6.39')
    """
    opened: Frame = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    there = set(opened.columns)
    names = {name: own for name, own in name_of(columns).items() if own in there}
    rows: dict[object, list[Row]] = {}
    problems: list[Problem] = []
    for number, own in enumerate(opened.iter_rows(named=True)):
        row = {name: _plain(own[column]) for name, column in names.items()}
        if row.get("settled_status") not in {None, "awarded"}:
            message = "was settled elsewhere, by what is not in the frame"
            problems.append(Problem(f"[{number}]", message))
        rows.setdefault(row.get("evaluation"), []).append(row)
    if problems:
        raise InvalidFrameError("frame", tuple(problems))
    measured = unit_or_none(unit)
    return tuple(
        _evaluation(key, lines, framework, measured) for key, lines in rows.items()
    )


def _plain(value: Any) -> Any:  # noqa: ANN401
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124


def _evaluation(
    key: object,
    rows: list[Row],
    framework: Framework | str | None,
    unit: Unit | None,
) -> Evaluation:
    edition = framework_of(framework or rows[0].get("framework"))
    root: dict[str, Any] = {}
    targets: list[Target] = []
    outcomes: dict[str, Outcome] = {}
    awards: dict[str, list[Award]] = {}
    for number, row in enumerate(rows):
        code = row.get("indicator") or f"{number + 1}"
        leaf = Indicator(
            code,
            code=code,
            weight=row.get("weight"),
            bonus=bool(row.get("bonus")),
        )
        path = [row[name] for name in ("group_1", "group_2") if row.get(name)]
        inside = root
        for level, name in enumerate(path, 1):
            weight = row.get(f"group_{level}_weight")
            inside = inside.setdefault(name, {"": weight})
        inside[f"/{code}"] = leaf
        given = _awards(row)
        if given:
            awards[code] = given
        target = _target(row, code, unit)
        if target is not None:
            targets.append(target)
            outcomes[code] = _outcome(row, unit)
    project = rows[0].get("project")
    return Evaluation(
        project=Project(str(key) if project is None else project),
        tree=IndicatorTree(_nodes(root), total=rows[0].get("total_weight")),
        framework=edition,
        targets=targets,
        outcomes=outcomes,
        awards=awards,
    )


def _nodes(inside: Mapping[str, Any]) -> list[Indicator | IndicatorGroup]:
    return [
        value
        if isinstance(value, Indicator)
        else IndicatorGroup(name, _nodes(value), weight=value[""])
        for name, value in inside.items()
        if name
    ]


def _target(row: Row, code: str, unit: Unit | None) -> Target | None:
    if row.get("target") is None and row.get("target_date") is not None:
        due = PartialDate.of(_day(row["target_date"]))
        return Target(indicator=code, comparator=row.get("sign"), date=due)
    if row.get("target") is None:
        return None if row.get("outcome") is None else Target(indicator=code)
    upper = row.get("upper") if row.get("sign") == "between" else None
    return Target(
        indicator=code,
        comparator=row.get("sign"),
        value=Measure(exact(row["target"]), unit),
        upper=None if upper is None else Measure(exact(upper), unit),
    )


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _outcome(row: Row, unit: Unit | None) -> Outcome:
    value, state = row.get("outcome"), row.get("state")
    done, reason = row.get("outcome_date"), row.get("deviation_reason") or None
    if row.get("target") is None and row.get("target_date") is not None:
        value = None
        if done is not None and state in {None, OutcomeState.REPORTED.value}:
            return Outcome(date=PartialDate.of(_day(done)), reason=reason)
    if state not in {None, OutcomeState.REPORTED.value}:
        return Outcome(OutcomeState(state), reason=reason)
    if value is None:
        return Outcome.missing(reason=reason)
    found = Outcome.of(exact(value), unit, reason=reason)
    valid = row.get("valid_answers")
    if not valid or found.value is None:
        return found
    satisfied = Measure(terminating(found.value.base * Fraction(exact(valid))))
    return evolve(found, numerator=satisfied, denominator=Measure(exact(valid)))


def _awards(row: Row) -> list[Award]:
    found = [
        Award(row[name], role=role)
        for name, role in (("award", None), *((f"award_{r.value}", r) for r in Role))
        if row.get(name) is not None
    ]
    if not found and row.get("settled_status") == "awarded":
        found.append(Award(row["settled_low"]))
    return found
