"""
Print how the auditor does on the published forms, name by name, with every miss.

Run it from the root of the repository: ``python benchmarks/audit_against_gold.py``;
another folder of annotated forms may be named.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import lzeval
from lzeval import forms

CASES = Path(__file__).parents[1] / "tests" / "data" / "cases"
NAMES = frozenset(
    [
        "weights-do-not-sum",
        "total-does-not-add-up",
        "score-above-weight",
        "score-exceeds-proportional",
        "score-below-proportional",
        "rate-misprinted",
        "budget-score-mismatch",
        "zero-budget-total-with-nonzero-parts",
        "overspent",
        "over-completion",
        "actual-repeats-target",
        "unit-mismatch",
        "target-without-value",
        "met-without-value",
        "placeholder-left",
        "comparator-against-sense",
        "missing-satisfaction",
        "missing-actual",
        "missing-score",
        "duplicate-budget-weight",
        "output-benefit-share-below-60",
        "execution-score-missing",
    ]
)


class Mark(NamedTuple):
    """A finding, annotated or reported: which form, which name, where."""

    form: str
    name: str
    where: str


def annotated(path: Path, kind: str) -> set[Mark]:
    """Read the findings of one kind that a form is annotated with."""
    case = json.loads(path.read_text("utf-8"))
    return {
        Mark(case["id"], entry["code"], str(entry["where"]))
        for entry in case["gold"][kind]
        if kind == "possible_findings" or entry["basis"] == "figures"
    }


def reported(path: Path) -> set[Mark]:
    """Audit a form; give what it reports under the annotated names."""
    form = forms.load(path)
    return {
        Mark(
            form.id or path.stem,
            finding.name,
            str(finding.part) if finding.row is None else str(finding.row),
        )
        for finding in lzeval.audit(form)
        if finding.name in NAMES
    }


def main(folder: Path = CASES) -> int:
    """Print recall and precision, and whatever was missed or reported in vain."""
    expected: set[Mark] = set()
    possible: set[Mark] = set()
    found: set[Mark] = set()
    for path in sorted(folder.glob("*.json")):
        expected |= annotated(path, "expected_findings")
        possible |= annotated(path, "possible_findings")
        found |= reported(path)
    for mark in sorted(expected - found):
        print("missed  ", *mark)
    for mark in sorted(found - expected - possible):
        print("in vain ", *mark)
    counts = Counter(mark.name for mark in expected)
    for name in sorted(NAMES):
        hits = sum(mark.name == name for mark in expected & found)
        print(f"{name:40} {hits} of {counts[name]}")
    right = len(found & (expected | possible))
    print(f"recall    {len(expected & found)} of {len(expected)}")
    print(f"precision {right} of {len(found)}")
    return 0 if expected <= found <= expected | possible else 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
