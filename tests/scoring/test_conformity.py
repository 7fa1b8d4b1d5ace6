"""Where a tree departs from its edition."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval.errors import InvalidFrameworkError
from lzeval.model import Indicator, IndicatorGroup, IndicatorTree
from lzeval.scoring import (
    Departure,
    DepartureKind,
    Framework,
    IndicatorKind,
    MinimumShare,
)

KINDS = [
    IndicatorKind(
        name={"zh_CN": "产出指标", "en": "Output"}, aliases="产出", weight=50
    ),
    IndicatorKind(name="效益指标", weight=30),
    IndicatorKind(name="满意度指标", weight=10, passes_to="效益指标"),
    IndicatorKind(name="成本指标", parent="产出指标", required=False, weight=5),
]
EDITION = Framework(
    id="own",
    name="办法",
    kinds=KINDS,
    minimums=[MinimumShare(kinds=["产出指标", "效益指标"], share="0.6")],
)


def tree(**weights: str | None) -> IndicatorTree:
    """Make a tree of groups with one indicator each."""
    return IndicatorTree.of(
        *(
            IndicatorGroup(name, [Indicator(f"{name}一", weight=weight)])
            for name, weight in weights.items()
        )
    )


def told(departures: tuple[Departure, ...]) -> list[tuple[str, str, object, object]]:
    """Give departures in short."""
    return [(d.kind.value, str(d.subject), d.expected, d.found) for d in departures]


def test_a_tree_that_conforms() -> None:
    """What is as prescribed, by the name or another one, departs nowhere."""
    assert () == EDITION.check(tree(产出指标="50", 效益指标="30", 满意度指标="10"))
    assert () == EDITION.check(tree(产出="50", 效益指标="30", 满意度指标="10"))


def test_other_points() -> None:
    """Points that differ are told with both figures."""
    found = EDITION.check(tree(产出="45", 效益指标="35", 满意度指标="10"))
    assert [
        ("weight", "产出指标", Decimal(50), Decimal(45)),
        ("weight", "效益指标", Decimal(30), Decimal(35)),
    ] == told(found)
    assert "产出指标应为50分，实为45分" == found[0].wording
    assert "Output: 50 points prescribed, 45 found" == found[0].wording.to("en")
    assert ("产出",) == found[0].codes


def test_points_pass_to_another_kind() -> None:
    """Without satisfaction its ten points belong to benefit."""
    found = EDITION.check(tree(产出="50", 效益指标="40"))
    assert [("missing-kind", "满意度指标", None, None)] == told(found)
    found = EDITION.check(tree(产出="50", 效益指标="30"))
    assert ("weight", "效益指标", Decimal(40), Decimal(30)) == told(found)[0]


def test_points_that_are_not_known() -> None:
    """Unknown points are told as unknown, and leaves without points are counted."""
    found = EDITION.check(tree(产出=None, 效益指标="30", 满意度指标="10"))
    assert [
        ("unknown-weight", "产出指标", Decimal(50), None),
        ("unknown-weight", "产出指标、效益指标", Decimal("0.6"), None),
        ("leaf-without-weight", "三级指标", None, None),
    ] == told(found)
    assert "1项指标没有分值" == found[-1].wording
    assert ("产出一",) == found[-1].codes


def test_a_share_that_is_too_low() -> None:
    """Output and benefit below 60 % are told with the exact share."""
    found = EDITION.check(tree(产出="50", 效益指标="30", 满意度指标="10", 管理="60"))
    assert ("share", "产出指标、效益指标", Decimal("0.6"), 80 / Decimal(150)) != found
    assert ["share", "unknown-kind"] == [departure.kind for departure in found]
    share = found[0]
    assert (8, 15) == (share.found or 0).as_integer_ratio()
    assert "产出指标、效益指标合计应不低于60.00%，实为53.33%" == share.wording
    assert "Output + 效益指标: at least 60.00%" in share.wording.to("en")
    assert "评价办法没有管理这一类别" == found[1].wording


def test_a_tree_of_no_points_has_no_share() -> None:
    """All weights zero make a share of zero, not an error."""
    edition = Framework(
        id="own",
        name="办法",
        kinds=[IndicatorKind(name="产出")],
        minimums=[MinimumShare(kinds="产出", share="0.6")],
    )
    found = edition.check(IndicatorTree.of(Indicator("产出", weight=0)))
    assert [("share", "产出", Decimal("0.6"), Decimal(0))] == told(found)


@pytest.mark.parametrize(("parent", "kinds"), [("产出", []), ("效益指标", ["unknown"])])
def test_a_kind_of_the_second_level(parent: str, kinds: list[str]) -> None:
    """It is looked for below its own parent only."""
    group = IndicatorGroup(
        parent, [IndicatorGroup("成本指标", [Indicator("甲", weight=4)])]
    )
    found = EDITION.check(IndicatorTree.of(group))
    cost = [d for d in found if d.subject == "成本指标"]
    expected = [] if kinds else [("weight", "成本指标", Decimal(5), Decimal(4))]
    assert expected == told(tuple(cost))


def test_an_edition_without_kinds_prescribes_none() -> None:
    """Nothing is strange where nothing is known."""
    assert () == Framework(id="own", name="办法").check(tree(产出="50"))


def test_kinds_must_fit_together() -> None:
    """Names that stand for no kind, and kinds given twice, are told at once."""
    with pytest.raises(InvalidFrameworkError) as caught:
        Framework(
            id="own",
            name="办法",
            kinds=[
                IndicatorKind(name="产出指标"),
                IndicatorKind(name="产出指标"),
                IndicatorKind(name="成本", parent="产出", passes_to="效益"),
            ],
            minimums=[MinimumShare(kinds=["满意度"], share="0.1")],
        )
    assert [
        "kinds.产出指标",
        "kinds.成本.parent",
        "kinds.成本.passes_to",
        "minimums",
    ] == [problem.place for problem in caught.value.problems]


@pytest.mark.parametrize("kind", DepartureKind)
def test_every_departure_has_words(kind: DepartureKind) -> None:
    """Each kind is worded in both languages."""
    departure = Departure(kind=kind, subject="产出", expected=Decimal(1))
    assert departure.wording
    assert departure.wording.to("en") != departure.wording
