"""
Run the test vectors of editions (运行测试向量).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast, final

import attrs

from lzeval.codec import to_plain
from lzeval.frameworks.registry import get, names
from lzeval.model import (
    Budget,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Interval,
    Node,
    NoRate,
    Project,
    Rate,
    Target,
)
from lzeval.scoring import (
    Denominator,
    Evaluation,
    Framework,
    Light,
    Vector,
    completion_rate,
)
from lzeval.scoring.framework import framework_of
from lzeval.scoring.rates import execution_rate
from lzeval.scoring.rules import ScoringRule

if TYPE_CHECKING:
    from lzeval.typing import Exact

__all__ = ["VectorResult", "run_vectors", "vectors_plain"]


def __dir__() -> list[str]:
    return __all__


_EXPECTED = ("points", "low", "high", "rate", "reason", "grade", "light", "flag")
_OUT_OF = 100


@final
@attrs.frozen(kw_only=True)
class VectorResult:
    """
    What came of a test vector (测试向量结果).

    Attributes:
        edition: Id of the edition.
        vector: The vector.
        computed: What was computed, by the fields of the vector that are expected, and
            what else could be.
    """

    edition: str
    vector: Vector
    computed: Mapping[str, str]

    @property
    def expected(self) -> Mapping[str, str]:
        """What the vector expects, by field."""
        values = ((name, getattr(self.vector, name)) for name in _EXPECTED)
        return {name: str(value) for name, value in values if value is not None}

    @property
    def passed(self) -> bool:
        """Whether everything expected was computed, and something was expected."""
        expected = self.expected
        return bool(expected) and all(
            _same(value, self.computed.get(name)) for name, value in expected.items()
        )


def run_vectors(
    editions: Iterable[Framework | str] | None = None,
) -> tuple[VectorResult, ...]:
    """
    Run the test vectors of editions (运行测试向量).

    Args:
        editions: Editions or their ids; None takes every edition that is installed.

    Returns:
        One result for each vector, in the order of the editions.

    Raises:
        UnknownNameError: If no edition has an id.

    Examples:
        >>> results = run_vectors(["mof-2020-self"])
        >>> all(result.passed for result in results)
        True
    """
    chosen = map(get, names()) if editions is None else map(framework_of, editions)
    return tuple(
        VectorResult(
            edition=edition.id, vector=vector, computed=_computed(edition, vector)
        )
        for edition in chosen
        for vector in edition.vectors
    )


def vectors_plain(editions: Iterable[Framework | str]) -> list[dict[str, object]]:
    """
    Give the test vectors of editions as plain data, for other systems (导出测试向量).

    Args:
        editions: Editions or their ids.

    Returns:
        One dict for each vector, ready for JSON, with ``edition``, ``id``, ``note``,
        what is ``given`` and what is ``expected``; figures are texts, and exact.

    Examples:
        >>> vectors_plain(["mof-2015-transfer"])[0]["expected"]
        {'rate': '79.92'}
    """
    return [
        {
            "edition": edition.id,
            "id": plain.pop("id"),
            "note": plain.pop("note", None),
            "given": {k: v for k, v in plain.items() if k not in _EXPECTED},
            "expected": {k: v for k, v in plain.items() if k in _EXPECTED},
        }
        for edition in map(framework_of, editions)
        for plain in _plain(edition)
    ]


def _plain(edition: Framework) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", to_plain(edition).get("vectors", []))


def _same(expected: str, computed: str | None) -> bool:
    if computed is None:
        return False
    try:
        return Fraction(expected) == Fraction(computed)
    except ValueError:
        return expected == computed


def _computed(edition: Framework, vector: Vector) -> dict[str, str]:
    if vector.target is not None and vector.outcome is not None:
        return _of_target(edition, vector, vector.target, vector.outcome)
    if vector.budget is not None and vector.executed is not None:
        return _of_money(edition, vector, vector.budget, vector.executed)
    if vector.earned is not None and vector.applicable is not None:
        return _of_parts(edition, vector.earned, vector.applicable)
    if vector.total is not None and edition.grades is not None:
        return {"grade": str(edition.grades.grade_of(vector.total))}
    return {}


def _of_target(
    edition: Framework, vector: Vector, written: str, outcome: str
) -> dict[str, str]:
    target = Target.parse(written, indicator=_NAME)
    leaf: Node = Indicator(_NAME, weight=vector.weight)
    if vector.indicator is not None:
        leaf = IndicatorGroup(vector.indicator, [leaf])
    card = Evaluation(
        project=_PROJECT,
        framework=edition,
        tree=IndicatorTree.of(leaf),
        targets=[target],
        outcomes={_NAME: outcome},
    ).evaluate()
    line = card[_NAME]
    found = _rate(completion_rate(target, outcome))
    found |= _points(line.points, line.interval)
    answered = line.answers[0].outcome
    rule = edition.rule_for(target, line.place.path)
    flags = rule.flags(target, answered) if isinstance(rule, ScoringRule) else ()
    if flags:
        found["flag"] = str(flags[0])
    if vector.month is not None and edition.lights is not None:
        found |= _light(edition.lights.of(target, answered, vector.month))
    return found


def _of_money(
    edition: Framework, vector: Vector, budget: str, executed: str
) -> dict[str, str]:
    row = edition.budget_row
    by = Denominator.ADJUSTED if row is None else row.denominator
    amounts = {by.value: budget, "executed": executed}
    money = Budget.of(**amounts)
    found = _rate(execution_rate(money, denominator=by.value))
    if row is not None:
        card = Evaluation(
            project=Project(_NAME, budget=money),
            framework=edition,
            tree=IndicatorTree.of(Indicator(_NAME)),
        ).evaluate()
        line = card[row.code]
        found |= _points(line.points, line.interval)
    if vector.month is not None and edition.lights is not None:
        found |= _light(edition.lights.of_money(money, vector.month))
    return found


def _of_parts(edition: Framework, earned: Exact, applicable: Exact) -> dict[str, str]:
    card = Evaluation(
        project=_PROJECT,
        framework=edition,
        tree=IndicatorTree.of(
            Indicator(_NAME, weight=applicable),
            Indicator("不适用", weight=_OUT_OF - Fraction(applicable)),
        ),
        awards={_NAME: earned},
        outcomes={"不适用": "不适用"},
    ).evaluate()
    return _points(card.total.points, card.total.interval)


_NAME = "指标"
_PROJECT = Project("测试向量")


def _rate(rate: Rate | NoRate) -> dict[str, str]:
    if isinstance(rate, NoRate):
        return {"reason": str(rate)}
    return {"rate": str(rate.percent())}


def _points(points: Exact | None, interval: Interval | None) -> dict[str, str]:
    if points is not None:
        return {"points": str(points)}
    if interval is None or interval.high is None:
        return {}
    return {"low": str(interval.low), "high": str(interval.high)}


def _light(light: Light | NoRate) -> dict[str, str]:
    return {"light": str(light)} if isinstance(light, Light) else {"reason": str(light)}
