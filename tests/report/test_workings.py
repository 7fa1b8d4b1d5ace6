"""Figures follow from what is filled in, by hand-worked sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from lzeval.model import (
    Award,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Node,
    Outcome,
    Project,
    Target,
)
from lzeval.report import compose
from lzeval.report.document import Document, Table
from lzeval.report.live import Computed, Entry, Live, Value, compute, refs_in
from lzeval.report.workings import with_workings
from lzeval.scoring import (
    Evaluation,
    Framework,
    GradeScale,
    Policies,
    Rounding,
)
from lzeval.scoring.rules import Awarded, Levels, Proportional, Reverse

OWN = Framework(
    id="own",
    name="自定",
    rules={},
    grades=GradeScale.half_open({"差": 0, "优": 90}),
)


def made(evaluation: Evaluation) -> Document:
    """Compose the report of an evaluation, with its workings."""
    card = evaluation.evaluate()
    return with_workings(compose(card), card)


def cells(document: Document) -> dict[str, Live]:
    """Give the live cells by key."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    lives = [cell.live for table in tables for cell in table.cells]
    return {live.key: live for live in lives if live is not None and live.key}


def filled(document: Document, entries: Mapping[str, Value]) -> dict[str, Value]:
    """Compute all cells after some were filled in."""
    live = cells(document)
    found = {
        key: entries.get(key, one.value)
        for key, one in live.items()
        if isinstance(one, Entry)
    }
    waiting = {key: one for key, one in live.items() if isinstance(one, Computed)}
    while waiting:
        for key, one in list(waiting.items()):
            if {*refs_in(one.working)} <= found.keys():
                found[key] = compute(waiting.pop(key).working, found)
    return found


def of(
    *nodes: Node,
    targets: Mapping[str, list[str]],
    outcomes: Mapping[str, str | Outcome],
    framework: Framework = OWN,
    awards: Mapping[str, Award] | None = None,
    tree: IndicatorTree | None = None,
) -> Evaluation:
    """An evaluation of targets by indicator; several are numbered."""
    aims = [
        Target.parse(
            text, indicator=name, code=f"{name}{n}" if len(texts) > 1 else None
        )
        for name, texts in targets.items()
        for n, text in enumerate(texts, 1)
    ]
    return Evaluation(
        project=Project("项目"),
        framework=framework,
        tree=tree or IndicatorTree.of(*nodes),
        targets=aims,
        outcomes=dict(outcomes),
        awards=dict(awards or {}),
    )


@pytest.mark.parametrize(
    ("combine", "before", "after"),
    [
        ("mean", "7.5", "8.75"),  # (1 + 1/2)/2 and (1 + 3/4)/2 of 10
        ("minimum", "5", "7.5"),
    ],
)
def test_several_targets(combine: str, before: str, after: str) -> None:
    """Each target is scored on its own; the shares are combined exactly."""
    document = made(
        of(
            Indicator("产量", weight=10, combine=combine, rule=Proportional()),
            targets={"产量": ["≥100件", "≥40件"]},
            outcomes={"产量1": "100件", "产量2": "20件"},
        )
    )
    assert Fraction(before) == filled(document, {})["points/产量"]
    changed = filled(document, {"actual/产量2": Fraction(30)})
    assert Fraction(after) == changed["points/产量"] == changed["total"]
    cleared = filled(document, {"actual/产量2": None})
    assert "0.00～10.00" == cleared["points/产量"] == cleared["total"]


def test_weighted_targets_with_a_claim() -> None:
    """A claim counts as met until a figure is filled in: 3 × 1 + 1 × 1/2 of 4."""
    evaluation = Evaluation(
        project=Project("项目"),
        framework=OWN,
        tree=IndicatorTree.of(
            Indicator("产量", weight=8, combine="weighted", rule=Proportional())
        ),
        targets=[
            Target.of(">=", 100, "件", indicator="产量", code="一", weight=3),
            Target.of(">=", 40, "件", indicator="产量", code="二", weight=1),
        ],
        outcomes={"一": "已完成", "二": "20件"},
    )
    document = made(evaluation)
    assert 7 == filled(document, {})["points/产量"]
    changed = filled(document, {"actual/一": Fraction(50)})
    assert 4 == changed["points/产量"]
    assert "未达标" == changed["met/一"]


@pytest.mark.parametrize(
    ("combine", "rule"),
    [("pooled", Proportional()), ("mean", Reverse(formula="ratio"))],
)
def test_targets_without_a_working(combine: str, rule: Proportional | Reverse) -> None:
    """Where there is no common denominator, the points themselves are filled in."""
    document = made(
        of(
            Indicator("成本", weight=10, combine=combine, rule=rule),
            targets={"成本": ["≤90万元", "≤10万元"]},
            outcomes={"成本1": "95万元", "成本2": "10万元"},
        )
    )
    entry = cells(document)["points/成本"]
    assert isinstance(entry, Entry)
    assert "得分由评价人员评定，直接填写。" == entry.note
    assert "actual/成本1" not in cells(document)


def test_what_is_left_out_converts_the_rest() -> None:
    """4 of 8 points that apply are 5 of 10; 6 of 8 are 7.5."""
    document = made(
        of(
            Indicator("甲", weight=8, rule=Proportional()),
            Indicator("乙", weight=2, rule=Proportional()),
            targets={"甲": ["≥8件"], "乙": ["≥1件"]},
            outcomes={"甲": "4件", "乙": "不适用"},
        )
    )
    assert (4, 5) == (filled(document, {})["added"], filled(document, {})["total"])
    changed = filled(document, {"actual/甲": Fraction(6)})
    assert Fraction("7.5") == changed["total"]
    cleared = filled(document, {"actual/甲": None})
    assert "—" == cleared["total"]


def test_bonus_and_cap() -> None:
    """A bonus comes on top, and the cap of the tree holds both."""
    tree = IndicatorTree.of(
        Indicator("甲", weight=8, rule=Proportional()),
        Indicator("加分", weight=3, rule=Awarded(), bonus=True),
        cap=9,
    )
    document = made(
        of(
            targets={"甲": ["≥8件"]},
            outcomes={"甲": "8件"},
            awards={"加分": Award(3)},
            tree=tree,
        )
    )
    assert 9 == filled(document, {})["total"]
    assert 8 == filled(document, {"points/加分": Fraction(0)})["total"]


def test_inside_the_first_level() -> None:
    """What is left out inside a group is made up for by the group."""
    policies = Policies(left_out="redistribute")
    document = made(
        of(
            IndicatorGroup(
                "产出",
                [
                    Indicator("甲", weight=6, rule=Proportional()),
                    Indicator("乙", weight=4, rule=Proportional()),
                ],
            ),
            targets={"甲": ["≥6件"], "乙": ["≥1件"]},
            outcomes={"甲": "3件", "乙": "不适用"},
            framework=Framework(id="own", name="自定", policies=policies),
        )
    )
    assert 5 == filled(document, {})["group/产出"]
    assert 10 == filled(document, {"actual/甲": Fraction(6)})["group/产出"]


@pytest.mark.parametrize(
    "framework",
    [
        Framework(id="own", name="自定", rounding=Rounding(order="total")),
        Framework(
            id="own",
            name="自定",
            grades=GradeScale.half_open({"差": 0, "优": 1}, on="exact"),
        ),
    ],
)
def test_what_does_not_follow_is_a_dash_once_changed(framework: Framework) -> None:
    """What has no exact working holds as long as nothing is changed."""
    document = made(
        of(
            IndicatorGroup("产出", [Indicator("甲", weight=8, rule=Proportional())]),
            targets={"甲": ["≥8件"]},
            outcomes={"甲": "8件"},
            framework=framework,
        )
    )
    key = "total" if framework.grades is None else "grade"
    before, after = filled(document, {}), filled(document, {"actual/甲": Fraction(1)})
    assert (before[key], after[key]) == (8 if key == "total" else "优", "—")


def test_levels_from_a_list() -> None:
    """A level permits a range until a policy or a person picks the points."""
    document = made(
        of(
            Indicator("效果", weight=10, rule=Levels(lower="0.6")),
            Indicator("甲", weight=5, rule=Awarded()),
            targets={"效果": ["效果明显"]},
            outcomes={"效果": Outcome(level="partly-met", phrase="部分达成")},
            awards={"甲": Award(5)},
        )
    )
    assert "6.00～8.00" == filled(document, {})["points/效果"]
    assert "11.00～13.00" == filled(document, {})["total"]
    changed = filled(document, {"actual/效果": "达成年度指标"})
    assert "13.00～15.00" == changed["total"]


def test_treatments() -> None:
    """What cannot be assessed, or is cleared, is treated as the policies say."""
    policies = Policies(missing="zero", not_assessable="full")
    document = made(
        of(
            Indicator("增长", weight=10, rule=Proportional()),
            targets={"增长": ["≥-5%"]},
            outcomes={"增长": "-5%"},
            framework=Framework(id="own", name="自定", policies=policies),
        )
    )
    found = [
        filled(document, {"actual/增长": value})["points/增长"]
        for value in (Fraction(-5), Fraction(-6), None)
    ]
    assert [10, 10, 0] == found


def test_a_result_that_would_be_left_out_has_no_working() -> None:
    """A figure that would leave its line out and convert all is not followed."""
    document = made(
        of(
            Indicator("增长", weight=10, rule=Proportional()),
            targets={"增长": ["≥-5%"]},
            outcomes={"增长": "-5%"},
            framework=Framework(
                id="own", name="自定", policies=Policies(not_assessable="exclude")
            ),
        )
    )
    assert isinstance(cells(document)["points/增长"], Entry)


def test_a_weight_without_end() -> None:
    """A third of a point follows exactly, though no cell can hold the weight."""
    document = made(
        of(
            Indicator("甲", weight=Fraction(10, 3), rule=Proportional()),
            targets={"甲": ["≥2件"]},
            outcomes={"甲": "1件"},
        )
    )
    live = cells(document)
    assert "weight/甲" not in live
    assert Fraction("1.67") == live["points/甲"].value


def test_points_have_their_limit() -> None:
    """Where only the group's points are known, they are the most to fill in."""
    tree = IndicatorTree.of(IndicatorGroup("产出", [Indicator("甲")], weight=30))
    document = made(of(targets={}, outcomes={}, awards={"甲": Award(8)}, tree=tree))
    entry = cells(document)["points/甲"]
    assert isinstance(entry, Entry)
    assert Decimal(30) == entry.high


def test_what_is_left_out_now_may_count_later() -> None:
    """A level that is none is left out; filled in, it would share the points."""
    levels = Levels(scale={"明显": ("0.6", 1), "一般": "0.4"})
    evaluation = Evaluation(
        project=Project("项目"),
        framework=evolve(
            OWN,
            policies=Policies(not_assessable="exclude"),
            rules={"positive": Proportional(), "qualitative": levels},
        ),
        tree=IndicatorTree.of(Indicator("甲", weight=10)),
        targets=[
            Target.of(">=", 10, indicator="甲", code="甲1"),
            Target(phrase="效果明显", indicator="甲", code="甲2"),
        ],
        outcomes={"甲1": 4, "甲2": Outcome(phrase="不错")},
    )
    assert Decimal(4) == evaluation.evaluate()["甲"].points
    live = cells(made(evaluation))
    assert isinstance(live["points/甲"], Entry)
    assert "actual/甲2" not in live
