"""Indicators and groups."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import Citation, Combine, Indicator, IndicatorGroup, RollUp, Unit


def test_an_indicator_in_full() -> None:
    """Numbers are exact, units and choices are read from their words."""
    indicator = Indicator(
        "实际完成率",
        code="C11",
        weight="8.5",
        unit="人",
        combine="pooled",
        explanation="实际产出数与计划产出数之比",
        citations=[Citation(document="共性指标框架")],
    )
    assert (Decimal("8.5"), Unit.of("人")) == (indicator.weight, indicator.unit)
    assert (Combine.POOLED, 1) == (indicator.combine, len(indicator.citations))


def test_an_indicator_by_default() -> None:
    """Neither weight, rule nor unit is assumed."""
    indicator = Indicator("实际完成率")
    assert (None, None, None, None, None) == (
        indicator.code,
        indicator.weight,
        indicator.share,
        indicator.rule,
        indicator.unit,
    )
    assert Combine.MEAN is indicator.combine


def test_a_group_holds_nodes_in_order() -> None:
    """Children keep their order; shares are exact."""
    group = IndicatorGroup(
        "产出",
        [Indicator("数量", share="1/3"), Indicator("质量")],
        rollup="weighted-mean",
    )
    assert ["数量", "质量"] == [node.name for node in group.children]
    assert Fraction(1, 3) == group.children[0].share
    assert RollUp.WEIGHTED_MEAN is group.rollup


@pytest.mark.parametrize("field", ["weight", "share"])
@pytest.mark.parametrize("value", [True, float("inf"), "八"])
def test_weights_are_exact_numbers(field: str, value: str | float) -> None:
    """What is no number is refused at once."""
    with pytest.raises(InexactNumberError):
        Indicator("甲", **{field: value})  # type: ignore[arg-type]


def test_unknown_choices_are_refused() -> None:
    """How targets combine and groups add up is one of few words."""
    with pytest.raises(ValueError, match="not a valid Combine"):
        Indicator("甲", combine="average")
    with pytest.raises(ValueError, match="not a valid RollUp"):
        IndicatorGroup("甲", rollup="max")
