"""A scorecard's file holds every figure, and is refused if its figures disagree."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from attrs import evolve

from lzeval import cases, codec, evaluate
from lzeval.errors import InvalidFileError
from lzeval.model import (
    Award,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    Outcome,
    Project,
    Role,
    Target,
)
from lzeval.scoring import Evaluation, Scorecard

TREE = IndicatorTree.of(
    IndicatorGroup(
        "产出",
        code="C",
        weight=30,
        children=[
            Indicator("续保", code="C1", weight=8),
            Indicator("审查", code="C2", weight=22),
        ],
    ),
    Indicator("满意度", code="D", weight=10),
)
EVALUATION = Evaluation(
    project=Project("劳动所"),
    tree=TREE,
    targets=[
        Target.parse("≥6410人", indicator="C1"),
        Target.parse("≥150户", indicator="C2"),
        Target.parse("≥90%", indicator="D"),
    ],
    outcomes={"C1": "5123人", "C2": "125户", "D": Outcome.claimed(text="已完成")},
)


@pytest.fixture
def plain() -> dict[str, Any]:
    """The plain data of a scorecard, to be changed at will."""
    return copy.deepcopy(codec.to_plain(EVALUATION.evaluate()))


def problems(plain: dict[str, Any]) -> list[str]:
    """Read plain data that must be refused, and give its problems as lines."""
    with pytest.raises(InvalidFileError) as caught:
        codec.from_plain(plain)
    return [str(problem) for problem in caught.value.problems]


def test_the_figures_are_all_there(plain: dict[str, Any]) -> None:
    """Figures worked out by hand: 8 · 5123/6410, 22 · 125/150, and the sums."""
    # 8 · 5123/6410 = 6.3937… → 6.39; 22 · 125/150 = 18.333… → 18.33; claimed: 10.00.
    # 6.39 + 18.33 + 10.00 = 34.72 of 40 is 86.8 %; 24.72 of 30 is 82.4 %.
    # Without rounding 20492/3205 + 55/3 + 10 = 333901/9615, and
    # 868/25 - 333901/9615 = (8345820 - 8347525)/240375 = -341/48075.
    assert {
        "points": "34.72",
        "out_of": "40",
        "rate": {"exact": "217/250", "percent": "86.80"},
        "interval": ["34.72", "34.72"],
        "added": "34.72",
        "applicable": "40",
        "exact": "333901/9615",
        "rounding": "-341/48075",
        "bonus": ["0", "0"],
        "capped": False,
    } == plain["total"]
    assert "良" == plain["grade"]
    assert {
        "settled": 2,
        "applicable": 3,
        "rate": {"exact": "3/4", "percent": "75.00"},
        "states": {"reported": 2, "claimed": 1},
    } == plain["coverage"]
    assert [
        {
            "code": "C",
            "name": "产出",
            "points": "24.72",
            "out_of": "30",
            "rate": {"exact": "103/125", "percent": "82.40"},
            "interval": ["24.72", "24.72"],
            "dropped": [],
        }
    ] == plain["groups"]


def test_a_line_has_its_figures(plain: dict[str, Any]) -> None:
    """A line holds how it came by its points, and absent figures are null."""
    expected = {
        "code": "C1",
        "name": "续保",
        "path": ["产出", "续保"],
        "status": "counted",
        "points": "6.39",
        "out_of": "8",
        "weight_interval": ["8", "8"],
        "rate": {"exact": "639/800", "percent": "79.88"},
        "share": "5123/6410",
        "interval": None,
        "completion_rate": {"exact": "5123/6410", "percent": "79.92"},
        "reason": None,
        "treatment": None,
        "awards": [],
        "computed": None,
        "targets": [
            {
                "code": "C1",
                "name": None,
                "target": "≥6410人",
                "outcome": "5123人",
                "state": "reported",
                "completion_rate": {"exact": "5123/6410", "percent": "79.92"},
                "is_met": False,
                "share": "5123/6410",
                "reason": None,
                "treatment": None,
            }
        ],
    }
    assert expected == plain["lines"][0]
    assert list(expected) == list(plain["lines"][0])


def test_a_claim_has_a_reason_and_no_rate(plain: dict[str, Any]) -> None:
    """What was only claimed is never a number."""
    line = plain["lines"][2]
    assert ("claimed", "claimed", "full", {"reason": "claimed"}) == (
        line["status"],
        line["reason"],
        line["treatment"],
        line["completion_rate"],
    )


def test_a_scorecard_is_read_back(plain: dict[str, Any]) -> None:
    """The scorecard that is read equals the one that was written."""
    card = codec.from_plain(plain, expect=Scorecard)
    assert EVALUATION.evaluate() == card
    assert plain == codec.to_plain(card)


def test_policies_are_written_in_full() -> None:
    """A scorecard says what was done, even where it is the usual thing."""
    card = evaluate(EVALUATION, claimed="open")
    plain = codec.to_plain(card)
    assert {
        "claimed": "open",
        "missing": "open",
        "not_applicable": "exclude",
        "not_assessable": "open",
        "left_out": "rescale",
        "min_coverage": None,
    } == plain["policies"]
    assert card == codec.from_plain(plain)


def test_what_is_not_known_is_null() -> None:
    """A total that is still open has a range, no points and no grade."""
    card = evaluate(EVALUATION, claimed="open")
    plain: Any = codec.to_plain(card)
    assert (None, None, ["24.72", "34.72"], None) == (
        plain["total"]["points"],
        plain["total"]["rate"],
        plain["total"]["interval"],
        plain["grade"],
    )
    line = plain["lines"][2]
    assert (None, ["0.00", "10.00"], ["0", "1"]) == (
        line["points"],
        line["interval"],
        line["share"],
    )


def test_points_that_fit_no_weights() -> None:
    """Points that no weights could hold are a result like any other, and no error."""
    tree = IndicatorTree.of(
        IndicatorGroup("产出", weight=10, children=[Indicator("甲"), Indicator("乙")])
    )
    value = Evaluation(project=Project("x"), tree=tree, awards={"甲": 7, "乙": 7})
    plain: Any = codec.to_plain(value.evaluate())
    assert [["7.00", None]] * 2 == [line["weight_interval"] for line in plain["lines"]]
    assert value.evaluate() == codec.from_plain(plain)


def test_roles_are_kept() -> None:
    """A scorecard of one role says so, and holds that role's awards first."""
    value = evolve(
        EVALUATION,
        awards={"D": [Award(9, role=Role.FINANCE), Award(10, role=Role.SELF)]},
    )
    for role, points in ((Role.SELF, "10.00"), (Role.FINANCE, "9.00"), (None, "9.00")):
        card = evaluate(value, role=role)
        plain: Any = codec.to_plain(card)
        assert (role, points) == (plain["role"], plain["lines"][2]["points"])
        assert card == codec.from_plain(plain)


def test_left_out_figures_may_be_missing_where_they_are_null(
    plain: dict[str, Any],
) -> None:
    """TOML has no null; a figure that is absent anyway may be left out."""
    for line in plain["lines"]:
        for key in [key for key, value in line.items() if value is None]:
            del line[key]
    del plain["role"]
    assert EVALUATION.evaluate() == codec.from_plain(plain)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (["total", "points"], "35", "$.total.points: is 35, but 34.72 follows"),
        (["total", "points"], None, "$.total.points: is null, but 34.72 follows"),
        (["total", "out_of"], "50", "$.total.out_of: is 50, but 40 follows"),
        (["total", "rounding"], "0", "$.total.rounding: is 0, but -341/48075 follows"),
        (
            ["total", "rate"],
            {"exact": "9/10", "percent": "90.00"},
            "$.total.rate: is 90.00%, but 86.80% follows",
        ),
        (
            ["total", "rate"],
            {"exact": "217/250", "percent": "90.00"},
            "$.total.rate: Rate(217, 250) is 86.80 percent, not the text '90.00'",
        ),
        (
            ["total", "interval"],
            ["34.72", None],
            "$.total.interval: is [34.72, ∞), but [34.72, 34.72] follows",
        ),
        (["grade"], "优", "$.grade: is 优, but 良 follows"),
        (["coverage", "settled"], 3, "$.coverage.settled: is 3, but 2 follows"),
        (
            ["coverage", "states"],
            {"reported": 3},
            "$.coverage.states: is reported 3, but reported 2, claimed 1 follows",
        ),
        (
            ["groups", 0, "points"],
            "25",
            "$.groups[0].points: is 25, but 24.72 follows",
        ),
        (["groups"], [], "$.groups: expected one entry for each of: C"),
        (["lines", 0, "name"], "参保", "$.lines[0].name: is 参保, but 续保 follows"),
        (["lines", 0, "out_of"], "9", "$.lines[0].out_of: is 9, but 8 follows"),
        (
            ["lines", 0, "path"],
            ["续保"],
            "$.lines[0].path: is 续保, but 产出, 续保 follows",
        ),
        (
            ["lines", 0, "completion_rate"],
            {"reason": "claimed"},
            "$.lines[0].completion_rate: is claimed, but 79.92% follows",
        ),
        (
            ["lines", 0, "completion_rate"],
            {"reason": "bored"},
            "$.lines[0].completion_rate: expected a reason, one of zero-target, ",
        ),
        (
            ["lines", 0, "targets", 0, "is_met"],
            True,
            "$.lines[0].targets[0].is_met: is true, but false follows",
        ),
        (
            ["lines", 0, "targets", 0, "state"],
            "claimed",
            "$.lines[0].targets[0].state: is claimed, but reported follows",
        ),
        (
            ["lines", 0, "targets"],
            [],
            "$.lines[0].targets: expected one entry for each of 1 targets, got 0",
        ),
        (["lines", 1, "code"], "C1", "$.lines: expected one entry for each of: C1, C2"),
        (
            ["lines", 0, "share"],
            "4/5",
            "$.lines[0].points: is 6.39, but 6.40 follows",
        ),
        (["lines", 0, "share"], "0.8", "$.lines[0].share: expected a ratio such as"),
        (
            ["lines", 0, "share"],
            "-1/2",
            "$.lines[0].share: expected a ratio such as",
        ),
        (
            ["lines", 0, "share"],
            "9/8",
            "$.lines[0].share: a share of the points is at most 1, got 9/8",
        ),
        (["lines", 0, "share"], {}, "$.lines[0].share: expected an object with 'reas"),
        (["lines", 0, "share"], ["1"], "$.lines[0].share: expected a list of the low"),
        (["lines", 0, "rate"], "0.8", "$.lines[0].rate: expected an object with 'exa"),
        (
            ["lines", 0, "awards"],
            [{"points": "-1"}],
            "$.lines[0].awards[0]: expected points of zero or more",
        ),
        (["content_hash"], "0" * 64, "$.content_hash: is 0000"),
        (
            ["evaluation", "outcomes", "C1", "value"],
            "6410 人",
            "$.content_hash: is ",
        ),
        (["verdict"], "good", "$.verdict: unknown key; known: version, content_hash"),
        (["version"], None, "$.version: expected text, got nothing"),
    ],
)
def test_a_changed_figure_is_refused(
    plain: dict[str, Any], path: list[Any], value: object, expected: str
) -> None:
    """Whatever figure is changed by hand, the file is refused and says which."""
    *way, last = path
    part: Any = plain
    for step in way:
        part = part[step]
    part[last] = value
    found = problems(plain)
    assert any(line.startswith(expected) for line in found), found


def test_changed_points_show_everywhere(plain: dict[str, Any]) -> None:
    """Points that were raised disagree with share, rate, group and total."""
    # 36.33 - 333901/9615 = (34931295 - 33390100)/961500 = 308239/192300.
    plain["lines"][0]["points"] = "8.00"
    assert [
        "$.lines[0].points: is 8.00, but 6.39 follows from the rest of the file",
        "$.total.points: is 34.72, but 36.33 follows from the rest of the file",
        "$.total.rate: is 86.80%, but 90.83% follows from the rest of the file",
        (
            "$.total.interval: is [34.72, 34.72], but [36.33, 36.33] follows from "
            "the rest of the file"
        ),
        "$.total.added: is 34.72, but 36.33 follows from the rest of the file",
        (
            "$.total.rounding: is -341/48075, but 308239/192300 follows from the "
            "rest of the file"
        ),
    ] == problems(plain)[:6]


def test_awards_must_be_the_evaluations() -> None:
    """Points that a line says were given must have been given in the evaluation."""
    value = evolve(EVALUATION, awards={"D": 7})
    plain: Any = copy.deepcopy(codec.to_plain(value.evaluate()))
    line = plain["lines"][2]
    line["awards"] = [{"points": "9"}]
    line["points"] = "9.00"
    assert "$.lines[2].awards: are not those of the evaluation" == problems(plain)[0]
    line["awards"] = []
    assert "$.lines[2].awards: are not those of the evaluation" == problems(plain)[0]
    line["awards"] = [{"points": "7"}]
    assert problems(plain)[0].startswith("$.lines[2].points: is 9.00, but 7.00 follows")


def test_wordings_for_the_reader_may_change(plain: dict[str, Any]) -> None:
    """How a cell is printed may be improved by a later version without a refusal."""
    plain["lines"][0]["targets"][0]["target"] = "不少于6410人"
    plain["lines"][0]["targets"][0]["outcome"] = "5123 persons"
    assert EVALUATION.evaluate() == codec.from_plain(plain)


def test_no_rule_is_run(plain: dict[str, Any]) -> None:
    """The share a rule gave is taken from the file: old results stay as they were."""
    answer = plain["lines"][0]["targets"][0]
    answer["share"], answer["reason"] = {"reason": "undecidable"}, "undecidable"
    assert EVALUATION.evaluate() == codec.from_plain(plain)


def test_the_version_that_scored_is_kept(plain: dict[str, Any]) -> None:
    """A scorecard of another version is read, and says which it was."""
    plain["version"] = "0.0.1"
    card = codec.from_plain(plain, expect=Scorecard)
    assert "0.0.1" == card.version


def test_the_case(request: pytest.FixtureRequest) -> None:
    """The record of the 2022 case holds the figures of its report."""
    card = cases.load("longchi-2022").evaluate()
    plain: Any = codec.to_plain(card)
    assert ("95", "100", "优") == (
        str(int(plain["total"]["points"].split(".")[0])),
        plain["total"]["out_of"],
        plain["grade"],
    )
    groups = {group["name"]: group for group in plain["groups"]}
    assert [
        ("15.00", "15"),
        ("19.00", "20"),
        ("28.00", "30"),
        ("33.00", "35"),
    ] == [
        (groups[name]["points"], groups[name]["out_of"])
        for name in ("决策", "过程", "产出", "效益")
    ]
    assert 20 == len(plain["lines"])
    assert {None} == {line["out_of"] for line in plain["lines"]}
    assert all(len(line["weight_interval"]) == 2 for line in plain["lines"])
    assert card == codec.loads(json.dumps(plain), source=request.node.name)
