"""
Hold the measured coverage to its thresholds.

Lines and branches count alike: a room is as covered as the share of its statements and
branches that ran.

Usage: python .ci/coverage_gate.py coverage.json
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path

ROOMS = {"model": 100, "notation": 100, "scoring": 100}
OVERALL = 95


def share(summaries: list[dict[str, int]]) -> Fraction:
    """Covered statements and branches over all of them; 1 where there are none."""
    covered = sum(s["covered_lines"] + s["covered_branches"] for s in summaries)
    total = sum(s["num_statements"] + s["num_branches"] for s in summaries)
    return Fraction(covered, total) if total else Fraction(1)


def room(path: str) -> str:
    """Name the first folder below ``lzeval`` in a measured path."""
    parts = Path(path.replace("\\", "/")).parts
    inside = parts[parts.index("lzeval") + 1 :]
    return inside[0] if len(inside) > 1 else ""


def failures(report: dict[str, dict[str, dict[str, dict[str, int]]]]) -> list[str]:
    """List each threshold that a coverage report misses."""
    files = {path: entry["summary"] for path, entry in report["files"].items()}
    wanted: list[tuple[str, int, list[dict[str, int]]]] = [
        ("overall", OVERALL, list(files.values()))
    ]
    for name, percent in ROOMS.items():
        wanted.append((name, percent, [s for p, s in files.items() if room(p) == name]))
    missed: list[str] = []
    for name, percent, summaries in wanted:
        if not summaries:
            missed.append(f"{name}: nothing was measured")
            continue
        got = share(summaries) * 100
        # Cut, not rounded: 99.996 % must not print as the 100 % it is not.
        text = f"{name}: {int(got * 100) / 100:.2f} % covered, {percent} % wanted"
        print(text)
        if got < percent:
            missed.append(text)
    return missed


if __name__ == "__main__":
    problems = failures(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.exit("coverage too low:\n  " + "\n  ".join(problems) if problems else 0)
