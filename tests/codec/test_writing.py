"""How values are written: texts for numbers, nothing that is at its default."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import pytest
from attrs import evolve, frozen

from lzeval import codec, frameworks
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.model import (
    Award,
    Budget,
    Citation,
    Indicator,
    IndicatorTree,
    Measure,
    Narrative,
    Outcome,
    PartialDate,
    Project,
    Role,
    Statement,
    Target,
    Text,
    Unit,
)
from lzeval.scoring import Evaluation, Framework, GradeScale, Policies, rules

if TYPE_CHECKING:
    from lzeval.typing import Share

TREE = IndicatorTree.of(Indicator("甲", code="A", weight=8))


def evaluation(**fields: object) -> Evaluation:
    """Make a small evaluation."""
    given = {"project": Project("续保"), "tree": TREE, **fields}
    return Evaluation(**given)  # type: ignore[arg-type]


def test_an_evaluation_in_full() -> None:
    """Every part of an evaluation has its plain form, as the reference says."""
    value = evaluation(
        project=Project(
            Text("续保", en="Renewal"),
            year=2022,
            budget=Budget.of("67.8万元", executed=Measure("40/3", "万元")),
        ),
        targets=[
            Target(
                indicator="A",
                comparator=">=",
                value=Measure(6410, "人"),
                initial=Measure("0.90"),
                date=PartialDate(month=12, day=31),
                basis="plan",
            )
        ],
        outcomes={
            "A": Outcome(value=Measure(5123, "人"), measured_on=dt.date(2022, 12, 1))
        },
        awards={"A": [Award("2.50", role=Role.FINANCE, evidence=["表"])]},
        statements=[Statement("total", Measure(95, "分"))],
        narrative=Narrative(advice=["加强"]),
        citations=[Citation(document="报告", issued=dt.date(2023, 3, 1))],
    )
    expected = {
        "lzeval": "1",
        "kind": "evaluation",
        "project": {
            "name": {"zh_CN": "续保", "en": "Renewal"},
            "year": 2022,
            "budget": {"initial": "67.8 万元", "executed": "40/3 万元"},
        },
        "framework": "mof-2020-evaluation",
        "tree": {"rows": [{"code": "A", "name": "甲", "weight": "8"}]},
        "targets": [
            {
                "indicator": "A",
                "comparator": ">=",
                "value": "6410 人",
                "date": "--12-31",
                "initial": "0.90",
                "basis": "plan",
            }
        ],
        "outcomes": {"A": {"value": "5123 人", "measured_on": "2022-12-01"}},
        "awards": {"A": [{"points": "2.50", "role": "finance", "evidence": ["表"]}]},
        "statements": [{"subject": "total", "value": "95 分"}],
        "narrative": {"advice": ["加强"]},
        "citations": [{"document": "报告", "issued": "2023-03-01"}],
    }
    assert expected == codec.to_plain(value)
    assert list(expected) == list(codec.to_plain(value))
    assert value == codec.from_plain(expected)


def test_text_is_readable_and_ends_in_a_line_break() -> None:
    """JSON is indented, keeps Chinese as it is, and has a last line break."""
    assert codec.dumps(TREE) == (
        '{\n  "lzeval": "1",\n  "kind": "tree",\n  "rows": [\n    {\n'
        '      "code": "A",\n      "name": "甲",\n      "weight": "8"\n    }\n  ]\n}\n'
    )


def test_writing_is_deterministic() -> None:
    """The same value gives the same text every time, also after a round trip."""
    text = codec.dumps(evaluation())
    assert text == codec.dumps(evaluation())
    assert text == codec.dumps(codec.loads(text))


def test_digits_are_kept() -> None:
    """Trailing zeros and fractions are written as they are, never as floats."""
    weights = ["8.00", "1E-7", "40/3", "1E+9", "0.1"]
    tree = IndicatorTree.of(*(Indicator(w, weight=w) for w in weights))
    rows = json.loads(codec.dumps(tree))["rows"]
    assert weights == [row["weight"] for row in rows]
    back = codec.loads(codec.dumps(tree), expect=IndicatorTree)
    assert weights == [str(leaf.weight) for leaf in back.leaves]


def test_a_registered_framework_is_written_by_its_id() -> None:
    """A framework and its tree that are registered are not written out again."""
    edition = frameworks.get("longchi-2022")
    plain = codec.to_plain(Evaluation(project=Project("劳动所"), framework=edition))
    assert ["lzeval", "kind", "project", "framework"] == list(plain)
    assert "longchi-2022" == plain["framework"]


def test_a_framework_of_ones_own_is_written_out() -> None:
    """A framework nobody else has is part of the evaluation's file."""
    own = Framework(
        id="own",
        name="办法",
        tree=TREE,
        grades=GradeScale.half_open({"差": 0, "优": 90}),
        rules={"deadline": rules.AllOrNothing()},
        policies=Policies(missing="zero"),
        valid_from=dt.date(2022, 1, 1),
    )
    value = Evaluation(project=Project("续保"), framework=own)
    plain = codec.to_plain(value)
    expected = {
        "id": "own",
        "name": "办法",
        "valid_from": "2022-01-01",
        "tree": {"rows": [{"code": "A", "name": "甲", "weight": "8"}]},
        "rules": {"deadline": {"kind": "all-or-nothing"}},
        "grades": {
            "grades": [
                {"name": "差", "span": {"low": "0", "high": "90"}},
                {"name": "优", "span": {"low": "90"}},
            ]
        },
        "policies": {
            "claimed": "full",
            "missing": "zero",
            "not_applicable": "exclude",
            "not_assessable": "open",
            "left_out": "rescale",
            "min_coverage": None,
        },
    }
    assert expected == plain["framework"]
    assert "tree" not in plain
    assert value == codec.from_plain(plain)


def test_an_edition_that_was_changed_is_written_out() -> None:
    """The id stands for an edition only if every word of it is the same."""
    edition = frameworks.get("longchi-2022")
    for changed in (
        evolve(edition, name=Text(edition.name, en="Otherwise")),
        evolve(edition, rounding=evolve(edition.rounding, digits=1)),
    ):
        value = Evaluation(project=Project("劳动所"), framework=changed)
        plain = codec.to_plain(value)["framework"]
        assert isinstance(plain, dict)
        assert "longchi-2022" == plain["id"]


def test_a_framework_file_is_always_whole() -> None:
    """The file of a framework holds the framework, not its id."""
    edition = frameworks.get("mof-2020-evaluation")
    plain = codec.to_plain(edition)
    assert ("framework", "mof-2020-evaluation") == (plain["kind"], plain["id"])
    assert "rules" in plain
    assert edition == codec.from_plain(plain)


def test_the_framework_is_written_even_if_it_is_the_usual_one() -> None:
    """What the usual framework is may change with a version; the file pins it."""
    assert "mof-2020-evaluation" == codec.to_plain(evaluation())["framework"]


def test_other_values_have_no_file() -> None:
    """A value that is none of the four kinds is refused."""
    with pytest.raises(TypeError, match="expected a tree, framework, evaluation or sc"):
        codec.to_plain(Project("续保"))  # type: ignore[arg-type]


def test_only_json_is_written() -> None:
    """The other languages are for reading."""
    with pytest.raises(
        UnknownNameError, match="no format to write 'yaml'; known: json"
    ):
        codec.dumps(TREE, format="yaml")


def test_a_unit_of_ones_own_making_is_not_written() -> None:
    """A symbol that would be read as another unit is not written in silence."""
    dozen = Unit("人", "dozens", Fraction(12))
    tree = IndicatorTree.of(Indicator("甲", unit=dozen))
    with pytest.raises(ValueError, match="'人' would be read as another unit"):
        codec.dumps(tree)


class Lenient:
    """A rule that is no attrs class."""

    kind = "lenient"

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Give everything."""
        return 1, 1


@frozen
class Unregistered:
    """A rule that nobody has registered."""

    kind: ClassVar[str] = "unregistered"
    limit: int = 5

    def assess(self, target: Target, outcome: Outcome) -> Share:  # noqa: ARG002
        """Give everything."""
        return 1, 1


def test_a_rule_without_fields_that_are_known_is_not_written() -> None:
    """A rule whose content nobody can see is refused."""
    tree = IndicatorTree.of(Indicator("甲", rule=Lenient()))
    with pytest.raises(TypeError, match="a rule of the class Lenient has no form"):
        codec.dumps(tree)


def test_a_rule_that_is_not_registered_is_written_and_refused_on_reading() -> None:
    """Whoever reads the file is told which rule is missing."""
    tree = IndicatorTree.of(Indicator("甲", rule=Unregistered(limit=7)))
    plain = codec.to_plain(tree)
    assert [
        {
            "code": "甲",
            "name": "甲",
            "rule": {"kind": "unregistered", "limit": 7},
        }
    ] == plain["rows"]
    with pytest.raises(InvalidFileError, match=r"rule\.kind: no rule 'unregistered'"):
        codec.from_plain(plain)
