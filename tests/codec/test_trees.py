"""Trees are flat rows, and what is wrong with a tree is named at its row."""

from __future__ import annotations

import json

import pytest

from lzeval import codec
from lzeval.errors import InvalidFileError
from lzeval.model import (
    Citation,
    Combine,
    Indicator,
    IndicatorGroup,
    IndicatorTree,
    RollUp,
    Text,
    Unit,
)
from lzeval.scoring import rules


def text_of(*rows: object, **head: object) -> str:
    """Write a tree in JSON."""
    return json.dumps({"lzeval": "1", "kind": "tree", **head, "rows": rows})


def problems(text: str) -> list[str]:
    """Read a tree that must be refused, and give its problems as lines."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(text)
    return [str(problem) for problem in caught.value.problems]


def test_rows_hold_all_there_is() -> None:
    """Every field of groups and indicators is written in its row, defaults are not."""
    tree = IndicatorTree.of(
        IndicatorGroup(
            Text("产出", en="Output"),
            code="C",
            weight=30,
            rollup=RollUp.WEIGHTED_MEAN,
            children=[
                Indicator(
                    "数量",
                    code="C1",
                    share="40/3",
                    rule=rules.Levels(lower="0.6", point="full-if-met"),
                    combine=Combine.POOLED,
                    unit="人",
                    citations=[Citation(document="办法", verified=True)],
                ),
                Indicator("质量", share=1),
            ],
        ),
        total=30,
        name="体系",
    )
    expected = {
        "lzeval": "1",
        "kind": "tree",
        "total": "30",
        "name": "体系",
        "rows": [
            {
                "code": "C",
                "name": {"zh_CN": "产出", "en": "Output"},
                "weight": "30",
                "rollup": "weighted-mean",
            },
            {
                "code": "C1",
                "parent": "C",
                "name": "数量",
                "share": "40/3",
                "rule": {"kind": "levels", "lower": "0.6", "point": "full-if-met"},
                "combine": "pooled",
                "unit": "人",
                "citations": [{"document": "办法", "verified": True}],
            },
            {"code": "质量", "parent": "C", "name": "质量", "share": "1"},
        ],
    }
    assert expected == codec.to_plain(tree)
    assert tree == codec.from_plain(expected)


def test_translations_survive() -> None:
    """Wordings in other languages are kept, whatever they are called."""
    name = Text("产出", en="Output", zh_CN="成果", self="Ertrag")
    tree = IndicatorTree.of(Indicator(name))
    back = codec.loads(codec.dumps(tree), expect=IndicatorTree)
    assert {"en": "Output", "self": "Ertrag"} == dict(back.roots[0].name.translations)


def test_codes_may_be_left_out_by_hand() -> None:
    """Without a code the name, or its source wording, is the code."""
    tree = codec.loads(
        text_of(
            {"name": {"zh_CN": "产出", "en": "Output"}, "code": None},
            {"name": "数量", "parent": "产出", "combine": "minimum", "unit": "公里"},
        ),
        expect=IndicatorTree,
    )
    assert ("产出", "数量") == tree["数量"].path
    indicator = tree["数量"].indicator
    assert indicator is not None
    assert (Combine.MINIMUM, Unit.of("公里")) == (indicator.combine, indicator.unit)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ["$.rows: a tree needs at least one indicator"]),
        (
            [{"name": "A"}, {"name": "A"}, {"name": "B", "parent": "Z"}],
            [
                "$.rows[1]: duplicate code 'A', first used in row 1",
                "$.rows[2]: unknown parent 'Z'",
            ],
        ),
        (
            [
                {"name": "A", "code": "1", "parent": "2"},
                {"name": "B", "code": "2", "parent": "1"},
            ],
            [
                "$.rows[0]: '1' is among its own parents",
                "$.rows[1]: '2' is among its own parents",
            ],
        ),
        (
            [
                {"name": "A", "code": "1", "weight": -1},
                {"name": "B", "code": "2", "parent": "1", "weight": "3", "share": 1},
                {"name": "C", "code": "3", "parent": "1", "share": "-0.5"},
            ],
            [
                "$.rows[0]: weight must not be negative, got -1",
                "$.rows[1]: give either weight (points) or share, not both",
                "$.rows[2]: share must not be negative, got -0.5",
            ],
        ),
        ([{"weight": 5}], ["$.rows[0].name: is missing"]),
        ([{"name": " "}], ["$.rows[0]: a node needs a name"]),
        (
            [{"name": ["A"]}, {"name": "B", "code": {}}, {"name": "C", "parent": "A"}],
            None,
        ),
        ([7, "x"], None),
        ([{"name": "A", "parent": ["x"]}], None),
        (
            [{"name": "A", "code": "1", "unit": "个"}, {"name": "B", "parent": "1"}],
            [
                (
                    "$.rows[0].unit: unknown key; known: code, parent, name, weight, "
                    "share, rollup, drop_lowest, keep_highest, cap, bonus, "
                    "explanation, citations"
                )
            ],
        ),
        (
            [{"name": "A", "unit": " "}, {"name": "B", "rule": "proportional"}],
            [
                "$.rows[0].unit: expected a unit such as 元, got the text ' '",
                (
                    "$.rows[1].rule: expected an object with the kind of a rule, "
                    "got the text 'proportional'"
                ),
            ],
        ),
        (
            [
                {"name": "A", "rule": {}},
                {"name": "B", "rule": {"kind": 5}},
                {"name": "C", "rule": {"kind": "reverse"}},
                {"name": "D", "rule": {"kind": "reverse", "formula": "cubic"}},
                {"name": "E", "rule": {"kind": "levels", "lower": "0.9"}},
                {"name": "F", "rule": {"kind": "awarded", "points": 1}},
            ],
            [
                "$.rows[0].rule.kind: is missing",
                "$.rows[1].rule.kind: expected text, got the number 5",
                "$.rows[2].rule: give either a formula or steps",
                (
                    "$.rows[3].rule.formula: expected one of ratio, linear, "
                    "all-or-nothing, got the text 'cubic'"
                ),
                (
                    "$.rows[4].rule: expected lower boundaries with 0 < lower < "
                    "0.8 <= 1, got Decimal('0.9')"
                ),
                "$.rows[5].rule.points: unknown key; known: ",
            ],
        ),
    ],
)
def test_wrong_rows(rows: list[object], expected: list[str] | None) -> None:
    """Every fault of a tree is named with the row it is in."""
    found = problems(text_of(*rows))
    if expected is None:
        assert all(
            line.startswith("$.rows[") and ": expected" in line for line in found
        )
    else:
        assert expected == found


def test_a_gap_between_bands_is_named_at_the_rule() -> None:
    """A rule that cannot be made is a fault of its row, in the rule's own words."""
    bands = [
        {"low": None, "high": 60, "share": 0},
        {"low": 70, "high": None, "share": 1},
    ]
    rule = {"kind": "bands", "bands": bands}
    assert [
        (
            "$.rows[0].rule: [70, ∞): values between 60 and 70 (such as 65) belong to "
            "no band"
        )
    ] == problems(text_of({"name": "A", "rule": rule}))


def test_wrong_head() -> None:
    """The tree's own fields are checked as its rows are."""
    assert [
        '$.total: expected a number such as "67.8" or "40/3", got the text \'x\'',
        "$.name: expected text, or an object of wordings by locale, got a list",
        "$.weight: unknown key; known: rows, total, cap, name",
    ] == problems(text_of({"name": "A"}, total="x", name=[], weight=1))
    assert ["$.total: points must not be negative, got -1"] == problems(
        text_of({"name": "A"}, total=-1)
    )
    text = '{"lzeval": "1", "kind": "tree", "rows": {"name": "A"}}'
    assert ["$.rows: expected a list of rows, got an object"] == problems(text)


def test_shares_on_the_first_level_need_the_total() -> None:
    """A problem of the whole tree has the path of the row that it shows in."""
    assert [
        "$.rows[1]: a share on the first level needs the tree's total points"
    ] == problems(text_of({"name": "A", "weight": 5}, {"name": "B", "share": 1}))
