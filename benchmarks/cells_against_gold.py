"""
Print how the readers do on the published forms, fact by fact, with every miss.

Run it from the root of the repository: ``python benchmarks/cells_against_gold.py``.
"""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

CHECKS = Path(__file__).parents[1] / "tests" / "notation" / "test_gold.py"


def checks() -> ModuleType:
    """Load the tests, which know how to compare a row with its annotation."""
    spec = spec_from_file_location("gold_checks", CHECKS)
    if spec is None or spec.loader is None:
        message = f"cannot load {CHECKS}"
        raise ImportError(message)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Print the table of misses and the percentages."""
    gold = checks()
    wrong: Counter[str] = Counter()
    for row in gold.ROWS:
        found = gold.misses(row)
        rate = row.gold["completion_rate"]
        got = gold.completion_rate(row.target, row.outcome)
        if rate is not None and got != Fraction(rate):
            found["completion rate"] = (rate, got)
        mark = "ambiguous" if row.gold["ambiguous"] else "clear"
        wrong.update({mark: 1} if found else {})
        for fact, (meant, read) in found.items():
            cells = row.printed["target_text"], row.printed["actual_text"]
            print(f"{row.place:8} {mark:10} {fact:16} {cells}: {meant!r} / {read!r}")
    clear, doubtful = len(gold.CLEAR), len(gold.ROWS) - len(gold.CLEAR)
    for mark, count in (("clear", clear), ("ambiguous", doubtful)):
        right = count - wrong[mark]
        print(f"{mark:10} {right} of {count} rows right: {100 * right / count:.2f} %")
    return 1 if wrong["clear"] * 100 > clear else 0


if __name__ == "__main__":
    sys.exit(main())
