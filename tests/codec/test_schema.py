"""The JSON Schema says what the reader says, as far as a schema can."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from lzeval import cases, codec
from lzeval.codec import _schema
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.model import Indicator, IndicatorTree
from lzeval.scoring import Framework, GradeScale, rules

ROOT = Path(__file__).parents[2]
CASE = cases.load("longchi-2022")
VALUES = {
    "evaluation": CASE,
    "framework": CASE.framework,
    "scorecard": CASE.evaluate(),
    "tree": IndicatorTree.of(
        Indicator("甲", weight="40/3", rule=rules.Reverse(formula="linear")),
        Indicator("乙", rule=rules.Bands.steps((60, "0.5"), (90, 1), of="value")),
        Indicator("丙", rule=rules.Levels(lower="0.6", point="lowest"), unit="人"),
        total=100,
    ),
}
PLAIN: dict[str, Any] = {
    kind: json.loads(codec.dumps(value)) for kind, value in VALUES.items()
}


def faults(data: object, kind: str | None = None) -> list[str]:
    """Judge data by the schema alone, with a validator of others."""
    validator = Draft202012Validator(codec.schema(kind))
    return sorted(error.json_path for error in validator.iter_errors(data))


def is_read(data: object) -> bool:
    """Judge data by the reader."""
    try:
        codec.from_plain(data)
    except InvalidFileError:
        return False
    return True


@pytest.mark.parametrize("kind", [None, *codec.KINDS])
def test_it_is_a_schema(kind: str | None) -> None:
    """Every schema is valid by its own meta-schema, and is plain JSON."""
    schema = codec.schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema == json.loads(json.dumps(schema))
    assert str(schema["$id"]).startswith("lzeval")


@pytest.mark.parametrize("kind", codec.KINDS)
def test_what_is_written_is_valid(kind: str) -> None:
    """Files of every kind pass the schema of all kinds and that of their own."""
    assert [] == faults(PLAIN[kind])
    assert [] == faults(PLAIN[kind], kind)


@pytest.mark.parametrize("kind", codec.KINDS)
def test_other_kinds_are_not_valid(kind: str) -> None:
    """The schema of one kind refuses the files of the others."""
    others = [other for other in codec.KINDS if other != kind]
    assert all(faults(PLAIN[other], kind) for other in others)


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("evaluation", ["lzeval"], "2"),
        ("evaluation", ["lzeval"], 1),
        ("evaluation", ["kind"], "report"),
        ("evaluation", ["project"], None),
        ("evaluation", ["project", "year"], "2022"),
        ("evaluation", ["project", "year"], 1.9),
        ("evaluation", ["project", "name"], {"en": "x"}),
        ("evaluation", ["project", "name"], {"zh_CN": "x", "en": 5}),
        ("evaluation", ["project", "budget", "initial"], "67.8万元"),
        ("evaluation", ["project", "budget", "initial"], "67.8  万元"),
        ("evaluation", ["project", "budget", "initial"], "67.8 万元 "),
        ("evaluation", ["project", "budget", "initial"], "67.8 万元\n"),
        ("evaluation", ["framework"], 5),
        ("evaluation", ["targets"], {}),
        ("evaluation", ["targets", 0, "value"], "many"),
        ("evaluation", ["targets", 0, "wieght"], "1"),
        ("evaluation", ["targets", 0, "weight"], "1/0"),
        ("evaluation", ["targets", 0, "weight"], "1\n"),
        ("evaluation", ["targets", 0, "weight"], ".5"),
        ("evaluation", ["targets", 0, "weight"], True),
        ("evaluation", ["targets", 0, "certain"], "false"),
        ("evaluation", ["targets", 0, "date"], "31.12.2022"),
        ("evaluation", ["targets", 0, "comparator"], "≥"),
        ("evaluation", ["targets", 0, "remarks"], ["none"]),
        ("evaluation", ["outcomes", "城镇新增就业", "state"], "done"),
        ("evaluation", ["outcomes", "城镇新增就业"], []),
        ("evaluation", ["awards", "立项依据充分性"], {"points": "3"}),
        ("evaluation", ["awards", "立项依据充分性", 0, "role"], "boss"),
        ("framework", ["id"], 2020),
        ("framework", ["valid_from"], "2022"),
        ("framework", ["rules"], {"neutral": {"kind": "awarded"}}),
        ("framework", ["rules"], {"positive": {"kind": "none-such"}}),
        ("framework", ["rules"], {"positive": {}}),
        ("framework", ["grades", "grades", 0, "span"], {"lo": "0"}),
        ("framework", ["grades"], {"half_open": {"A": "x"}}),
        ("framework", ["grades"], {"out_of": "100"}),
        ("framework", ["tree", "rows", 0, "name"], None),
        ("tree", ["rows"], {}),
        ("tree", ["rows", 0, "children"], []),
        ("tree", ["rows", 0, "rule", "formula"], "cubic"),
        ("tree", ["rows", 0, "rule", "limit"], "1"),
        ("tree", ["rows", 1, "rule", "bands", 0, "share"], None),
        ("tree", ["rows", 2, "unit"], " "),
        ("scorecard", ["total", "points"], {}),
        ("scorecard", ["lines", 0, "rate"], {"exact": "1/2"}),
        ("scorecard", ["lines", 0, "completion_rate"], {"reason": "bored"}),
        ("scorecard", ["lines", 0, "completion_rate"], None),
        ("scorecard", ["lines", 0, "share"], "4"),
        ("scorecard", ["lines", 0, "share"], ["0", "1", "2"]),
        ("scorecard", ["lines", 0, "share"], {"why": "no-award"}),
        ("scorecard", ["lines", 0, "weight_interval"], ["0"]),
        ("scorecard", ["lines", 0, "weight_interval"], [None, "1"]),
        ("scorecard", ["policies", "claimed"], "half"),
        ("scorecard", ["coverage", "settled"], "3"),
        ("scorecard", ["coverage", "states"], {"known": 3}),
        ("scorecard", ["lines"], None),
    ],
)
def test_schema_and_reader_refuse_the_same(
    kind: str, path: list[Any], value: object
) -> None:
    """What is of the wrong form is refused by the schema and by the reader."""
    data: Any = copy.deepcopy(PLAIN[kind])
    *way, last = path
    part = data
    for step in way:
        part = part[step]
    part[last] = value
    assert faults(data)
    assert faults(data, kind)
    assert not is_read(data)


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("evaluation", ["project", "name"], {"zh_CN": "x", "zh_Hant": "y"}),
        ("evaluation", ["project", "code"], None),
        ("evaluation", ["project", "budget", "initial"], "678000 元"),
        ("evaluation", ["project", "budget", "executed"], "40/3 万元"),
        ("evaluation", ["targets", 0, "weight"], 3),
        ("evaluation", ["targets", 0, "weight"], "1E+2"),
        ("evaluation", ["targets", 0, "date"], "2022-06"),
        ("evaluation", ["targets", 0, "date"], "--06-30"),
        ("evaluation", ["framework"], "longchi-2022"),
        ("framework", ["grades"], {"half_open": {"良": "0", "优": 90}}),
        ("framework", ["rules"], {"positive": {"kind": "proportional"}}),
        ("framework", ["grades"], None),
        ("tree", ["rows", 2, "unit"], "平方米"),
        ("tree", ["rows", 2, "rule"], None),
        ("tree", ["name"], {"zh_CN": "体系", "en": "Frame"}),
    ],
)
def test_schema_and_reader_take_the_same(
    kind: str, path: list[Any], value: object
) -> None:
    """What is of another right form is taken by the schema and by the reader."""
    data: Any = copy.deepcopy(PLAIN[kind])
    *way, last = path
    part = data
    for step in way:
        part = part[step]
    part[last] = value
    assert [] == faults(data)
    assert is_read(data)


def test_a_fault_in_a_rule_has_its_own_path() -> None:
    """Editors underline the wrong field of a rule, not the whole rule."""
    data = copy.deepcopy(PLAIN["tree"])
    data["rows"][2]["rule"]["lower"] = []
    assert ["$.rows[2].rule.lower"] == faults(data)


def test_fields_carry_their_description() -> None:
    """Editors show what a field means: the words of the class."""
    definitions: Any = codec.schema()["$defs"]
    target = definitions["Target"]["properties"]
    assert (
        "Sign of the target; None where none is stated (read as ``>=``)."
        == (target["comparator"]["description"])
    )
    assert (
        "What a project is for, and with what money."
        != (definitions["Project"]["description"])
    )
    assert all(
        "description" in part
        for name in ("Evaluation", "Project", "Target", "Outcome", "Award", "Citation")
        if name in definitions
        for part in definitions[name]["properties"].values()
    )


def test_an_inline_framework_is_described() -> None:
    """An evaluation may hold its framework whole, and the schema looks into it."""
    own = Framework(id="own", name="办法", grades=GradeScale.half_open({"优": 0}))
    data = copy.deepcopy(PLAIN["evaluation"])
    data["framework"] = codec.to_plain(own)
    del data["framework"]["lzeval"], data["framework"]["kind"]
    data["tree"] = codec.to_plain(VALUES["tree"])
    del data["tree"]["lzeval"], data["tree"]["kind"]
    assert [] == faults(data)
    data["framework"]["grades"]["grades"][0]["span"]["high"] = "much"
    assert ["$.framework.grades.grades[0].span.high"] == faults(data)


def test_an_unknown_kind() -> None:
    """Only the four kinds have a schema."""
    with pytest.raises(UnknownNameError, match="no kind of file 'report'"):
        codec.schema("report")


@frozen
class Guess:
    """A class with a field that has no exact form."""

    value: float


@pytest.mark.parametrize("kind", [float, Guess, list[int], set, object])
def test_what_has_no_exact_form_has_no_schema(kind: object) -> None:
    """The emitter raises where it would have to guess."""
    with pytest.raises(TypeError, match="no JSON Schema for"):
        _schema.Emitter().of(kind)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_published_schema_is_this_one(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schema in the docs is the one the library gives without plug-ins."""
    monkeypatch.setenv("LZEVAL_NO_PLUGINS", "1")
    schema = codec.schema()
    place = f"docs/{language}/reference/schema/{schema['$id']}"
    published = json.loads((ROOT / place).read_text(encoding="utf-8"))
    assert schema == published, f"write it anew: lzeval schema > {place}"
