"""Findings as SARIF 2.1.0, held to what the standard asks of these objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lzeval import cases
from lzeval.audit import Audited, audit, audit_files, check, checks, find_files
from lzeval.audit import sarif_text as sarif

CASES = Path(__file__).parents[1] / "data" / "cases"

# Written after sections 3.13 to 3.58 of the standard, for the objects we use.
TEXT = {"type": "string", "minLength": 1}
MESSAGE = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": TEXT, "markdown": TEXT},
    "additionalProperties": False,
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {
                        "uri": {
                            "type": "string",
                            "pattern": r"^[A-Za-z0-9%/.:_~-]+$",
                        }
                    },
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": TEXT,
                    "fullyQualifiedName": TEXT,
                    "kind": {"enum": ["object", "element"]},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "pattern": "^LZ[0-9]{3}$"},
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": LEVEL},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {
            "type": "object",
            "additionalProperties": {"type": "string"},
        },
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
NOTIFICATION = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
    },
    "additionalProperties": False,
}
RUN = {
    "type": "object",
    "required": ["tool"],
    "properties": {
        "tool": {
            "type": "object",
            "required": ["driver"],
            "properties": {
                "driver": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": TEXT,
                        "semanticVersion": TEXT,
                        "language": {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2,4})?$"},
                        "rules": {
                            "type": "array",
                            "uniqueItems": True,
                            "items": RULE,
                        },
                    },
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "language": {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2,4})?$"},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
        "invocations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["executionSuccessful"],
                "properties": {
                    "executionSuccessful": {"type": "boolean"},
                    "toolExecutionNotifications": {
                        "type": "array",
                        "items": NOTIFICATION,
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {"type": "array", "items": RUN},
    },
    "additionalProperties": False,
}


def run_of(audited: list[Audited], locale: str = "zh_CN") -> dict[str, Any]:
    """Write audits, hold the log to the standard, and give its one run."""
    log = json.loads("".join(sarif(iter(audited), locale)))
    Draft202012Validator(LOG).validate(log)
    [run] = log["runs"]
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize("locale", ["zh_CN", "zh_Hant", "en"])
def test_the_published_forms_give_a_valid_log(locale: str) -> None:
    """Every finding names a rule by id and index, and the words are the reader's."""
    audited = [*audit_files([*find_files(CASES), "no such.json"])]
    run = run_of(audited, locale)
    rules = run["tool"]["driver"]["rules"]
    assert [one.code for one in checks()] == [rule["id"] for rule in rules]
    assert check("LZ101").title.to(locale) == rules[0]["shortDescription"]["text"]
    assert check("LZ101").remedy.to(locale) in rules[0]["help"]["text"]
    found = sum(len(one.report) for one in audited if one.report is not None)
    assert found == len(run["results"])
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
    [invocation] = run["invocations"]
    assert not invocation["executionSuccessful"]
    [failure] = invocation["toolExecutionNotifications"]
    place = failure["locations"][0]["physicalLocation"]["artifactLocation"]
    assert {"uri": "no%20such.json"} == place


def test_a_row_is_a_logical_location() -> None:
    """A finding leads to the file and the row in it, with figures and points."""
    report = audit(check("score-above-weight").fires, select=["score-above-weight"])
    [result] = run_of([Audited(source="县/表.json", report=report)], "en")["results"]
    [location] = result["locations"]
    assert (
        "%E5%8E%BF/%E8%A1%A8.json"
        == (location["physicalLocation"]["artifactLocation"]["uri"])
    )
    [place] = location["logicalLocations"]
    row = result["properties"]["row"]
    assert f"indicators[{row}]" == place["fullyQualifiedName"]
    assert "error" == result["level"]
    assert result["properties"]["evidence"]


def test_fingerprints_do_not_change_with_language_or_run() -> None:
    """The same finding can be found again; two findings are told apart."""
    report = audit(cases.load("longchi-2022"))
    marks = [
        [
            result["partialFingerprints"]["lzevalFinding/v1"]
            for result in run_of([Audited(source="x", report=report)], locale)[
                "results"
            ]
        ]
        for locale in ("zh_CN", "en")
    ]
    assert marks[0] == marks[1]
    assert len(report) == len({*marks[0]})


def test_absolute_paths_are_uris(tmp_path: Path) -> None:
    """A file named from the root is one by its URI, blanks and all."""
    path = tmp_path / "a b.json"
    [result] = run_of([Audited(source=str(path), error="gone")])["invocations"]
    [failure] = result["toolExecutionNotifications"]
    location = failure["locations"][0]["physicalLocation"]["artifactLocation"]
    assert path.as_uri() == location["uri"]
