"""TOML is read with its own dates and with exact numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lzeval import codec
from lzeval.errors import InvalidFileError
from lzeval.model import Measure, PartialDate
from lzeval.scoring import Evaluation, Framework

SOUND = """\
lzeval = "1"
kind = "evaluation"

[project]
name = { zh_CN = "续保", en = "Insurance" }
year = 2022

[[tree.rows]]
name = "甲"
weight = 8.50

[[targets]]
indicator = "甲"
value = 6410
date = 2022-12-31
weight = 1

[outcomes."甲"]
value = "5123 人"
measured_on = 2022-12-30
"""


def test_literals_are_exact() -> None:
    """Numbers and dates of TOML are taken as they are written."""
    evaluation = codec.loads(SOUND, format="toml", expect=Evaluation)
    target, outcome = evaluation.targets[0], evaluation.outcomes["甲"]
    assert "Insurance" == evaluation.project.name.to("en")
    assert "8.50" == str(evaluation.tree["甲"].weight)
    assert (Measure(6410), PartialDate(2022, 12, 31), Decimal(1)) == (
        target.value,
        target.date,
        target.weight,
    )
    assert dt.date(2022, 12, 30) == outcome.measured_on


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "weight = 8.50",
            "weight = 0.30000000000000004",
            "$.tree.rows[0].weight: 0.30000000000000004 has 17 significant digits",
        ),
        (
            "weight = 8.50",
            "weight = 12345678901234567",
            "$.tree.rows[0].weight: 12345678901234567 has 17 significant digits",
        ),
        (
            "weight = 8.50",
            "weight = nan",
            "$.tree.rows[0].weight: expected a finite number",
        ),
        (
            "year = 2022",
            "year = 2022.0",
            "$.project.year: expected a whole number, got the number 2022.0",
        ),
        (
            "date = 2022-12-31",
            "date = 2022-12-31T10:00:00",
            "$.targets[0].date: expected a date such as",
        ),
        (
            "measured_on = 2022-12-30",
            "measured_on = 2022-12-30 10:00:00",
            (
                "$.outcomes.甲.measured_on: expected a date such as "
                '"2022-12-31", got the datetime 2022-12-30 10:00:00'
            ),
        ),
        (
            'name = "甲"',
            "name = 10:00:00",
            (
                "$.tree.rows[0].name: expected text, or an object of wordings by "
                "locale, got the time 10:00:00"
            ),
        ),
    ],
)
def test_literals_are_strict(old: str, new: str, expected: str) -> None:
    """A literal of another type than the field's is refused with its path."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(SOUND.replace(old, new, 1), format="toml")
    assert str(caught.value.problems[0]).startswith(expected)


def test_fifteen_digits_are_written_by_people() -> None:
    """Long literals with few significant digits are fine, and quoted ones any way."""
    text = SOUND.replace("8.50", "123456789.012345000").replace(
        "weight = 1\n", 'weight = "0.30000000000000004"\n'
    )
    evaluation = codec.loads(text, format="toml", expect=Evaluation)
    assert Decimal("123456789.012345") == evaluation.tree["甲"].weight
    assert Decimal("0.30000000000000004") == evaluation.targets[0].weight


def test_grades_in_short() -> None:
    """A grade scale may give the lowest total of each grade, in any order."""
    text = """\
lzeval = "1"
kind = "framework"
id = "own"
name = "本单位办法"
[grades]
out_of = 120
on = "exact"
half_open = { "优" = 108, "良" = "96", "中" = 72, "差" = 0 }
"""
    scale = codec.loads(text, format="toml", expect=Framework).grades
    assert scale is not None
    assert ["差", "中", "良", "优"] == [str(grade) for grade in scale.grades]
    assert "良" == str(scale.grade_of("107.99"))
    assert (120, "exact") == (scale.out_of, scale.on)


def test_grades_in_short_count_to_a_hundred() -> None:
    """Without a word on it, the short form is out of the usual full points."""
    text = 'lzeval = "1"\nkind = "framework"\nid = "own"\nname = "办法"\n'
    text += 'grades = { half_open = { "良" = 0, "优" = 90 } }\n'
    scale = codec.loads(text, format="toml", expect=Framework).grades
    assert scale is not None
    assert 100 == scale.out_of


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ("half_open = { A = 0 }\nof = 1", "$.grades.of: unknown key"),
        ("half_open = { A = true }", "$.grades.half_open.A: expected a number"),
        ("half_open = { A = 90 }", "$.grades: totals below 90 have no grade"),
        ("out_of = 100", "$.grades.grades: is missing"),
    ],
)
def test_wrong_grades(grades: str, expected: str) -> None:
    """A scale that is wrong or has a gap is refused with its path."""
    text = 'lzeval = "1"\nkind = "framework"\nid = "own"\nname = "办法"\n[grades]\n'
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(text + grades, format="toml")
    assert str(caught.value.problems[0]).startswith(expected)
