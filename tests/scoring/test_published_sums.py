"""Published sums, made again from the points that were awarded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lzeval.model import Indicator, IndicatorGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from lzeval.scoring import Evaluation

    EvaluationOf = Callable[..., Evaluation]

# Points and maxima of the 28 indicators of a published evaluation in Henan.
HENAN = {
    "决策": ("2 0 2 2.40 3 1", "2 3 2 3 3 2"),
    "过程": ("3.33 0.80 3.34 2 2", "5 8 5 3 4"),
    "产出": ("6.94 3 2 4 2 1 0.94", "8 3 2 6 3 1 2"),
    "效益": ("0 3 0 3.75 4.50 2 1 1 4 4", "3 3 2 5 5 5 2 2 4 4"),
}


def henan(evaluation_of: EvaluationOf) -> Evaluation:
    """Build the tree of four groups, with every indicator awarded."""
    groups: list[IndicatorGroup] = []
    awards: dict[str, str] = {}
    for name, (points, maxima) in HENAN.items():
        leaves = [
            Indicator(f"{name}{number}", weight=weight)
            for number, weight in enumerate(maxima.split())
        ]
        groups.append(IndicatorGroup(name, leaves))
        pairs = zip(leaves, points.split(), strict=True)
        awards |= {leaf.name: given for leaf, given in pairs}
    return evaluation_of(*groups, awards=awards)


def test_the_henan_table_adds_up_to_65(evaluation_of: EvaluationOf) -> None:
    """10.40 of 15, 11.47 of 25, 19.88 of 25, 23.25 of 35: 65.00 of 100, which is 中."""
    card = henan(evaluation_of).evaluate()
    assert 28 == len(card.lines)
    assert [Decimal(x) for x in ("10.40", "11.47", "19.88", "23.25")] == [
        group.points for group in card.groups
    ]
    assert [15, 25, 25, 35] == [group.out_of for group in card.groups]
    assert (Decimal("65.00"), 100) == (card.total.points, card.total.out_of)
    assert ("65.00", "中") == (str(card.total.points), str(card.grade))
    assert (0, False) == (card.total.rounding, card.total.converted)


def test_vector_19_what_does_not_apply_is_converted(
    evaluation_of: EvaluationOf,
) -> None:
    """78 of the 85 points that apply are 91.76 of 100 (91.7647…)."""
    card = evaluation_of(
        Indicator("甲", weight=85),
        Indicator("乙", weight=15),
        awards={"甲": 78},
        outcomes={"乙": "不适用"},
    ).evaluate()
    assert ("91.76", "优") == (str(card.total.points), str(card.grade))
