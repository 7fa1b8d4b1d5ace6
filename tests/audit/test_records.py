"""Audits as JSON: one document, as its schema says, whatever is in it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lzeval import cases, forms
from lzeval.audit import (
    Audited,
    audit,
    audit_files,
    check,
    find_files,
    json_text,
    schema,
)

CASES = Path(__file__).parents[1] / "data" / "cases"


def written(audited: list[Audited], locale: str = "zh_CN") -> dict[str, Any]:
    """Write audits and read them back."""
    data: dict[str, Any] = json.loads("".join(json_text(iter(audited), locale)))
    return data


def test_the_schema_is_one() -> None:
    """It is valid by its own meta-schema."""
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en"])
def test_every_published_form_is_written_as_the_schema_says(locale: str) -> None:
    """The published forms, and a file that is not there, pass the schema."""
    audited = [*audit_files([*find_files(CASES), "gone.json"])]
    data = written(audited, locale)
    Draft202012Validator(schema()).validate(data)
    assert len(audited) - 1 == len(data["reports"])
    assert [{"source": "gone.json", "error": "No such file or directory"}] == data[
        "failures"
    ]


def test_an_empty_audit_is_a_document_too() -> None:
    """No files give a document without reports."""
    data = written([])
    Draft202012Validator(schema()).validate(data)
    assert ([], []) == (data["reports"], data["failures"])


def test_a_finding_keeps_its_place_figures_and_weight() -> None:
    """Everything a finding rests on is in the file, points as exact texts."""
    report = audit(check("total-does-not-add-up").fires, select=["LZ103"])
    [entry] = written([Audited(source="a.json", report=report)], "en")["reports"]
    [finding] = entry["findings"]
    assert {
        "code": "LZ103",
        "name": "total-does-not-add-up",
        "severity": "error",
        "part": "form",
        "row": None,
        "subject": "",
        "message": "the total is printed as 100; the scores add up to 98: 2 apart",
        "evidence": {"printed": "100", "sum": "98", "difference": "2"},
        "at_stake": "2",
    } == finding
    assert {"total-does-not-add-up": "finding"} == entry["answers"]
    assert "a.json" == entry["source"]


def test_a_report_alone_is_the_same_without_a_source() -> None:
    """`to_plain` gives what stands in the document, interval and grades included."""
    report = audit(cases.load("longchi-2022"), ignore={"LZ4*": "看过"})
    [entry] = written([Audited(source="x", report=report)])["reports"]
    assert {**entry, "source": ""} == json.loads(json.dumps(report.to_plain()))
    standing = entry["standing"]
    assert Decimal(95) == Decimal(standing["printed"]) == Decimal(standing["added"])
    assert "优" == standing["grade"]
    assert ["优"] == standing["grades"]
    assert "看过" in entry["ignored"].values()


def test_an_audit_is_not_taken_for_a_form(tmp_path: Path) -> None:
    """A file that an audit wrote is refused by name when it is audited."""
    path = tmp_path / "audit.json"
    path.write_text("".join(json_text([])), "utf-8")
    [one] = audit_files([str(path)], load=forms.load_any)
    assert "audit" in (one.error or "")
