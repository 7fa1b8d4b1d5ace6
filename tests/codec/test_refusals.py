"""What the reader of files refuses, and where it says the fault is."""

from __future__ import annotations

import json

import pytest

from lzeval import codec
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.model import Text
from lzeval.scoring import Evaluation, Framework

PARTS = {
    "lzeval": '"1"',
    "kind": '"evaluation"',
    "project": '{"name": "续保"}',
    "tree": '{"rows": [{"code": "A", "name": "甲", "weight": "8"}]}',
    "targets": '[{"indicator": "A", "value": "6410 人"}]',
    "outcomes": '{"A": {"value": "5123 人"}}',
}


def evaluation(**parts: str | None) -> str:
    """Write a sound evaluation in JSON, with some parts replaced or left out."""
    kept = {key: text for key, text in {**PARTS, **parts}.items() if text is not None}
    return "{" + ", ".join(f'"{key}": {text}' for key, text in kept.items()) + "}"


def problems(text: str, format: str = "json") -> list[tuple[str, str]]:  # noqa: A002
    """Read a text that must be refused, and give its problems."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(text, format=format, source="case")
    assert "case" == caught.value.subject
    return [tuple(problem) for problem in caught.value.problems]


def test_the_sound_evaluation_is_read() -> None:
    """What the cases below spoil is sound before."""
    assert isinstance(codec.loads(evaluation()), Evaluation)


@pytest.mark.parametrize(
    ("part", "text", "place", "message"),
    [
        (
            "project",
            '{"name": "续保", "yaer": 2022}',
            "$.project.yaer",
            "unknown key; did you mean 'year'?",
        ),
        ("project", "{}", "$.project.name", "is missing"),
        ("project", '"续保"', "$.project", "expected an object, got the text '续保'"),
        (
            "project",
            '{"name": 5}',
            "$.project.name",
            "expected text, or an object of wordings by locale, got the number 5",
        ),
        (
            "project",
            '{"name": {"en": "Insurance"}}',
            "$.project.name",
            "is without 'zh_CN', the wording of the source",
        ),
        (
            "project",
            '{"name": {"zh_CN": "续保", "en": 5}}',
            "$.project.name",
            "expected text, got the number 5",
        ),
        (
            "project",
            '{"name": "续保", "code": 7}',
            "$.project.code",
            "expected text, got the number 7",
        ),
        (
            "project",
            '{"name": "续保", "year": 1.9}',
            "$.project.year",
            "expected a whole number, got the number 1.9",
        ),
        (
            "project",
            '{"name": "续保", "year": 2022.0}',
            "$.project.year",
            "expected a whole number, got the number 2022.0",
        ),
        (
            "project",
            '{"name": "续保", "year": "2022"}',
            "$.project.year",
            "expected a whole number, got the text '2022'",
        ),
        (
            "project",
            '{"name": "续保", "year": true}',
            "$.project.year",
            "expected a whole number, got the switch True",
        ),
        (
            "project",
            '{"name": "续保", "year": NaN}',
            "$.project.year",
            "expected a whole number, got the number NaN",
        ),
        (
            "project",
            '{"name": "续保", "year": 1234567890123456789}',
            "$.project.year",
            "expected a whole number, got the number 1234567890123456789",
        ),
        (
            "project",
            '{"name": "\\ud800"}',
            "$.project.name",
            "holds half of a character (a lone surrogate)",
        ),
        (
            "targets",
            '[{"indicator": "A", "certain": "false"}]',
            "$.targets[0].certain",
            "expected true or false, got the text 'false'",
        ),
        (
            "targets",
            '[{"indicator": "A", "certain": 0}]',
            "$.targets[0].certain",
            "expected true or false, got the number 0",
        ),
        (
            "targets",
            '[{"indicator": "A"}, {"indicator": "A", "weight": 0.30000000000000004}]',
            "$.targets[1].weight",
            (
                "0.30000000000000004 has 17 significant digits, as binary floats do; "
                "write it as text, in quotes, if it is meant"
            ),
        ),
        (
            "targets",
            '[{"indicator": "A", "weight": NaN}]',
            "$.targets[0].weight",
            "expected a finite number, got Decimal('NaN')",
        ),
        (
            "targets",
            '[{"indicator": "A", "weight": -Infinity}]',
            "$.targets[0].weight",
            "expected a finite number, got Decimal('-Infinity')",
        ),
        (
            "targets",
            '[{"indicator": "A", "weight": true}]',
            "$.targets[0].weight",
            'expected a number such as "67.8", as text, got the switch True',
        ),
        (
            "targets",
            '[{"indicator": "A", "weight": "1/0"}]',
            "$.targets[0].weight",
            'expected a number such as "67.8" or "40/3", got the text \'1/0\'',
        ),
        (
            "targets",
            '[{"indicator": "A", "weight": " 5"}]',
            "$.targets[0].weight",
            'expected a number such as "67.8" or "40/3", got the text \' 5\'',
        ),
        (
            "targets",
            '[{"indicator": "A", "weight": "-1"}]',
            "$.targets[0]",
            "expected a weight above zero, got Decimal('-1')",
        ),
        (
            "targets",
            '[{"indicator": "A", "comparator": "≥", "value": "50 个"}]',
            "$.targets[0].comparator",
            "expected one of >=, >, =, <=, <, between, got the text '≥'; write \">=\"",
        ),
        (
            "targets",
            '[{"indicator": "A", "value": "不少于6410人"}]',
            "$.targets[0].value",
            (
                'expected a quantity such as "6410 人" (number, one blank, unit), '
                "got the text '不少于6410人'; "
                'write "6410 人", and the comparator ">="'
            ),
        ),
        (
            "targets",
            '[{"indicator": "A", "value": "5-8人"}]',
            "$.targets[0].value",
            (
                'expected a quantity such as "6410 人" (number, one blank, unit), '
                "got the text '5-8人'"
            ),
        ),
        (
            "outcomes",
            '{"A": {"text": "5123人"}}',
            "$.outcomes.A",
            (
                "a reported outcome needs a value, date, level or phrase, or parts; "
                "text only keeps the cell, and is not read"
            ),
        ),
        (
            "targets",
            '[{"indicator": "A", "value": "6410人"}]',
            "$.targets[0].value",
            (
                'expected a quantity such as "6410 人" (number, one blank, unit), '
                "got the text '6410人'; write \"6410 人\""
            ),
        ),
        (
            "targets",
            '[{"indicator": "A", "date": "2022-13"}]',
            "$.targets[0].date",
            "no such date: year 2022, month 13, day None",
        ),
        (
            "targets",
            '[{"indicator": "A", "date": 2022}]',
            "$.targets[0].date",
            (
                'expected a date such as "2022-12-31", "2022-12", "2022" or "--12-31", '
                "got the number 2022"
            ),
        ),
        (
            "targets",
            '[{"indicator": "A", "comparator": "≥"}]',
            "$.targets[0].comparator",
            "expected one of >=, >, =, <=, <, between, got the text '≥'",
        ),
        (
            "targets",
            '[{"indicator": "A", "comparator": "between", "value": "5 个"}]',
            "$.targets[0]",
            "an upper bound goes with the comparator 'between', and only there",
        ),
        ("targets", "{}", "$.targets", "expected a list, got an object"),
        ("targets", "null", "$.targets", "expected a list, got nothing"),
        (
            "outcomes",
            '{"A": {"measured_on": "20221231"}}',
            "$.outcomes.A.measured_on",
            "expected a date such as \"2022-12-31\", got the text '20221231'",
        ),
        ("outcomes", "[]", "$.outcomes", "expected an object, got a list"),
        (
            "outcomes",
            '{"A": {}}',
            "$.outcomes.A",
            "a reported outcome needs a value, date, level or phrase",
        ),
        (
            "outcomes",
            '{"no such": {"value": 5}}',
            "$.outcomes['no such']",
            "no target or indicator 'no such'; known: A",
        ),
        (
            "awards",
            '{"A": [{"points": "9"}]}',
            "$.awards.A",
            "9 points are above the maximum of 8",
        ),
        ("framework", '"none-such"', "$.framework", "no framework 'none-such'"),
        ("framework", '""', "$.framework", "expected an object, got the text ''"),
        (
            "framework",
            "7",
            "$.framework",
            "expected an object, got the number 7",
        ),
    ],
)
def test_one_fault(part: str, text: str | None, place: str, message: str) -> None:
    """A single fault is named with its exact path and in plain words."""
    ((found_place, found_message),) = problems(evaluation(**{part: text}))
    assert place == found_place
    assert found_message.startswith(message)


def test_an_edition_without_a_tree_needs_one() -> None:
    """Where the edition prescribes no indicators, the file must."""
    ((place, message),) = problems(evaluation(tree=None, framework='"mof-2020-self"'))
    assert "$.tree" == place
    assert "give a tree; the framework 'mof-2020-self' has none" == message


def test_all_faults_of_the_structure_are_in_one_error() -> None:
    """A file is not sent back once for each of its faults."""
    text = evaluation(
        project='{"name": 1, "year": "2022"}',
        targets='[{"indicator": "A", "weight": "x", "foo": 1}, 7]',
        outcomes='{"A": {"value": "?"}, "B": null}',
    )
    assert [
        "$.project.name",
        "$.project.year",
        "$.targets[0].weight",
        "$.targets[0].foo",
        "$.targets[1]",
        "$.outcomes.A.value",
        "$.outcomes.B",
    ] == [place for place, _ in problems(text)]


def test_all_faults_of_the_content_are_in_one_error() -> None:
    """Once the structure is sound, every fault of the evaluation itself is named."""
    text = evaluation(
        targets='[{"indicator": "A"}, {"indicator": "A"}, {"indicator": "Z"}]',
        outcomes='{"续": {"value": 5}}',
        awards='{"A": [], "Z": [{"points": 1}]}',
    )
    assert [
        "$.targets[1]",
        "$.targets[2]",
        "$.outcomes.续",
        "$.awards.A",
        "$.awards.Z",
    ] == [place for place, _ in problems(text)]


def test_a_key_given_twice_is_refused_at_its_place() -> None:
    """JSON parsers keep the last of two values in silence; this one does not."""
    text = evaluation(
        project='{"name": "续保", "name": "续保", "year": 1.5}',
        outcomes='{"A": {"value": 5}, "A": {"value": 6}}',
    )
    assert [
        ("$.project.name", "is given more than once"),
        ("$.outcomes.A", "is given more than once"),
        ("$.project.year", "expected a whole number, got the number 1.5"),
    ] == problems(text)


def test_a_key_given_twice_in_a_list_has_its_number() -> None:
    """The path of a repeated key counts the entries of lists."""
    text = evaluation(targets='[{"indicator": "A"}, {"code": "B", "code": "B"}]')
    assert ("$.targets[1].code", "is given more than once") in problems(text)


@pytest.mark.parametrize(
    ("parts", "place", "message"),
    [
        ({"lzeval": None}, "$.lzeval", 'is missing; expected "1"'),
        ({"lzeval": '"2"'}, "$.lzeval", "expected \"1\", got the text '2'"),
        ({"lzeval": "1"}, "$.lzeval", 'expected "1", got the number 1'),
        (
            {"kind": None},
            "$.kind",
            'is missing; expected "evaluation" or "framework" or "scorecard" or "tree"',
        ),
        (
            {"kind": '["tree"]'},
            "$.kind",
            'expected "evaluation" or "framework" or "scorecard" or "tree", got a list',
        ),
    ],
)
def test_the_head_of_a_file(
    parts: dict[str, str | None], place: str, message: str
) -> None:
    """A wrong version or kind is all that is said: the rest cannot be judged."""
    assert [(place, message)] == problems(evaluation(**parts, project="7"))


def test_another_kind_than_expected() -> None:
    """Who asks for a framework does not get an evaluation."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(evaluation(), expect=Framework)
    assert "$.kind: expected \"framework\", got the text 'evaluation'" == str(
        caught.value.problems[0]
    )


@pytest.mark.parametrize("text", ["[]", "5", "null", '"text"'])
def test_a_file_is_an_object(text: str) -> None:
    """Whatever is no object is refused as a whole."""
    ((place, message),) = problems(text)
    assert "$" == place
    assert message.startswith("expected an object with the keys 'lzeval' and 'kind'")


@pytest.mark.parametrize(
    ("format", "text", "place", "message"),
    [
        ("json", '{\n "a": }', "line 2, column 7", "not JSON: Expecting value"),
        ("json", "", "line 1, column 1", "not JSON: Expecting value"),
        ("toml", "a = 1\nb = [", "", "not TOML: Invalid value (at end of document)"),
        ("toml", "a = 1\na = 2\n", "line 2, column 6", "not TOML: Cannot overwrite"),
        ("yaml", "a: 1\n b: 2\n", "line 2, column 3", "not YAML: mapping values are"),
        ("yaml", "a: \x01", "", "not YAML: "),
    ],
)
def test_text_that_does_not_parse(
    format: str,  # noqa: A002
    text: str,
    place: str,
    message: str,
) -> None:
    """A fault of the syntax has its line and column, where the parser knows them."""
    ((found_place, found_message),) = problems(text, format)
    assert place == found_place
    assert found_message.startswith(message)


@pytest.mark.parametrize("format", ["json", "toml", "yaml"])
def test_nesting_without_end(format: str) -> None:  # noqa: A002
    """A file that is nested to exhaust the reader is refused like any other."""
    text = f"{'a = ' if format == 'toml' else ''}{'[' * 100_000}"
    ((_, message),) = problems(text, format)
    assert message.startswith(("is nested too deeply", "not YAML", "not TOML"))


@pytest.mark.parametrize("format", ["json", "toml", "yaml"])
def test_any_sort_of_text_is_taken(format: str) -> None:  # noqa: A002
    """A text with translations is a text, whatever the parser thinks of it."""
    assert problems(Text("a", en="b"), format) == problems("a", format)


def test_many_repeated_keys_take_no_time() -> None:
    """A large object with a key given twice is refused as fast as it is read."""
    entries = ", ".join(f'"k{number}": 1' for number in range(50_000))
    text = f'{{"lzeval": "1", "kind": "tree", "rows": [], "k": {{{entries}, "k0": 1}}}}'
    assert ("$.k.k0", "is given more than once") in problems(text)


def test_an_unknown_format_is_misuse() -> None:
    """A format that does not exist is an error of the program, not of the file."""
    with pytest.raises(UnknownNameError, match="no format 'xml'"):
        codec.loads("", format="xml")


def test_floats_in_plain_data_are_refused() -> None:
    """Data that went through binary floats is not taken for exact figures."""
    data = json.loads(evaluation(targets='[{"indicator": "A", "weight": 0.5}]'))
    with pytest.raises(InvalidFileError) as caught:
        codec.from_plain(data)
    assert (
        '$.targets[0].weight: expected a number such as "67.8", as text, '
        "got the float 0.5"
    ) == str(caught.value.problems[0])


def test_keys_of_plain_data_are_text() -> None:
    """A dict with other keys than text is refused like any other fault."""
    data = json.loads(evaluation())
    data["outcomes"] = {5: {"value": "5123 人"}}
    with pytest.raises(InvalidFileError) as caught:
        codec.from_plain(data)
    assert "$.outcomes[5]: expected text, got the number 5" == str(
        caught.value.problems[0]
    )
