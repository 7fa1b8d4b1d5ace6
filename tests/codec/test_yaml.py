"""YAML is read with the line of every fault, and nothing in it is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval import codec
from lzeval.errors import InvalidFileError
from lzeval.model import Measure, PartialDate
from lzeval.scoring import Evaluation

SOUND = """\
# Figures without quotes are read by what their fields ask for.
lzeval: 1
kind: evaluation
project:
  name: no
  code: 012
  year: 2022
  region: "null"
  department: ~
tree:
  rows:
    - {code: A, name: 甲, weight: 8}
    - {code: B, name: 乙, weight: 40/3}
targets:
  - indicator: A
    comparator: ">="
    value: 6410 人
    date: 2022-12
    weight: 0.10
    certain: false
    text: |
      ≥6410人
  - {indicator: B, value: 5}
outcomes:
  A: {value: 5123 人, measured_on: 2022-12-31}
"""


def problems(text: str) -> list[str]:
    """Read a text that must be refused, and give its problems as lines."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(text, format="yaml", source="case.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_plain_scalars_are_what_their_field_says() -> None:
    """`no`, `012` and `2022` are text, text and a number, because the fields say so."""
    evaluation = codec.loads(SOUND, format="yaml", expect=Evaluation)
    project, target = evaluation.project, evaluation.targets[0]
    assert ("no", "012", 2022, "null", None) == (
        project.name,
        project.code,
        project.year,
        project.region,
        project.department,
    )
    assert (Measure(6410, "人"), PartialDate(2022, 12), Decimal("0.10"), False) == (
        target.value,
        target.date,
        target.weight,
        target.certain,
    )
    assert "≥6410人\n" == target.text
    assert Measure(5) == evaluation.targets[1].value
    assert "40/3" == str(evaluation.tree["B"].weight)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "year: 2022",
            'year: "2022"',
            (
                "$.project.year (line 7, column 9): expected a whole number, "
                "got the text '2022'"
            ),
        ),
        (
            "year: 2022",
            "year: 2022.0",
            (
                "$.project.year (line 7, column 9): expected a whole number, "
                "got the plain value '2022.0'"
            ),
        ),
        (
            "year: 2022",
            "year: 1_000",
            (
                "$.project.year (line 7, column 9): expected a whole number, "
                "got the plain value '1_000'"
            ),
        ),
        (
            "name: no",
            "name:",
            (
                "$.project.name (line 5, column 8): expected text, or an object of "
                "wordings by locale, got nothing"
            ),
        ),
        (
            "certain: false",
            "certain: no",
            (
                "$.targets[0].certain (line 20, column 14): expected true or false, "
                "got the plain value 'no'"
            ),
        ),
        (
            "weight: 0.10",
            "weight: 0.30000000000000004",
            (
                "$.targets[0].weight (line 19, column 13): 0.30000000000000004 has 17 "
                "significant digits, as binary floats do; write it as text, in quotes, "
                "if it is meant"
            ),
        ),
        (
            "weight: 0.10",
            "weight: 1:30",
            (
                "$.targets[0].weight (line 19, column 13): expected a number such as "
                '"67.8" or "40/3", got the plain value \'1:30\''
            ),
        ),
        (
            "weight: 0.10",
            "weight: .inf",
            (
                "$.targets[0].weight (line 19, column 13): expected a number such as "
                '"67.8" or "40/3", got the plain value \'.inf\''
            ),
        ),
        (
            "value: 6410 人",
            "value: !!str 6410 人",
            (
                "$.targets[0].value (line 17, column 12): has a tag; values are "
                "plain in this format"
            ),
        ),
        (
            "value: 6410 人",
            "valeu: 6410 人",
            (
                "$.targets[0].valeu (line 17, column 12): unknown key; did you mean "
                "'value'?"
            ),
        ),
        (
            "  region:",
            "  name: again\n  region:",
            "$.project.name (line 8, column 9): is given more than once",
        ),
        (
            "  - {indicator: B, value: 5}",
            "  - {value: 5}",
            "$.targets[1] (line 23, column 5): no indicator ''; known: A, B",
        ),
        (
            "  A: {value",
            "  ? [A]\n  : 5\n  A: {value",
            "$.outcomes (line 25, column 3): has a key that is no text",
        ),
    ],
)
def test_a_fault_has_its_line(old: str, new: str, expected: str) -> None:
    """A fault is named with its path, its line and its column."""
    assert SOUND.replace(old, new, 1) != SOUND
    assert expected in problems(SOUND.replace(old, new, 1))


def test_a_missing_key_has_the_line_of_its_object() -> None:
    """What is not there is reported where it should be."""
    text = SOUND.replace("  name: no\n", "")
    assert ["$.project.name (line 5, column 3): is missing"] == problems(text)


def test_aliases_are_refused_where_they_stand() -> None:
    """An alias is a fault of its own, and no other fault follows from it."""
    text = SOUND.replace("weight: 0.10", "weight: &w 0.10").replace("2022-12", "*w", 1)
    assert [
        "$.targets[0].date (line 18, column 11): is an alias; write the value itself"
    ] == problems(text)


def test_aliases_cannot_blow_up() -> None:
    """A file whose aliases would make a billion entries is refused at once."""
    levels = "".join(
        f"- &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    text = f"lzeval: 1\nkind: tree\nrows:\n- &l0 [x]\n{levels}"
    assert 89 == len(problems(text))


def test_faults_come_by_line() -> None:
    """Whatever found them, faults are listed from the top of the file to its end."""
    text = (
        SOUND.replace("code: 012", "code: !x 012")
        .replace("weight: 8", "weight: eight")
        .replace("certain: false", "certain: off")
    )
    lines = [line.split("(")[1].split(",")[0] for line in problems(text)]
    assert ["line 6", "line 12", "line 20"] == lines


def test_one_document_a_file() -> None:
    """A second document is not dropped in silence."""
    assert ["line 26, column 1: a second document begins"] == problems(
        SOUND + "---\nlzeval: 1\n"
    )


def test_an_empty_file() -> None:
    """A file without a document holds nothing."""
    assert ["$: expected an object with the keys 'lzeval' and 'kind', got nothing"] == (
        problems("# nothing but words\n")
    )
