"""What a city published as met and missed is met and missed in columns too."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from lzeval import frames
from lzeval.scoring import Framework, TargetKind
from lzeval.scoring.rules import AllOrNothing

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).with_name("exactness.py")
DATA = Path(__file__).parents[1] / "data" / "nyc" / "indicators.csv"
SIGNS = {"Up": ">=", "Down": "<="}
WORDS = {
    (Decimal("1.00"), "counted"): "Met_Goal",
    (Decimal("0.00"), "counted"): "Did_Not_Meet",
}


def loaded() -> ModuleType:
    """Load the program that makes engines ready."""
    spec = importlib.util.spec_from_file_location("frames_exactness", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # attrs resolves the annotations by it
    spec.loader.exec_module(module)
    return module


exactness = loaded()


def rows() -> list[dict[str, str]]:
    """Read the indicators of the city."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def table() -> pa.Table:
    """Put those with a target into columns, with all their decimals."""
    asked = [row for row in rows() if row["target"]]
    kind = pa.decimal128(30, 15)
    return pa.table(
        {
            "row": pa.array(range(len(asked)), pa.int64()),
            "weight": pa.array([1] * len(asked), pa.int64()),
            "sign": [SIGNS[row["direction"]] for row in asked],
            "target": pa.array([Decimal(row["target"]) for row in asked], kind),
            "outcome": pa.array([Decimal(row["value"]) for row in asked], kind),
            "success": [row["success"] for row in asked],
        }
    )


def assert_met(frame: Any) -> None:
    """Score by whether the target is reached, and compare with what was published."""
    rule = AllOrNothing()
    framework = Framework(
        id="own",
        name="own",
        rules={kind: rule for kind in TargetKind if kind is not TargetKind.DEADLINE},
    )
    found = exactness.arrow_of(frames.score(frame, framework), "row")
    got = zip(found["points"].to_pylist(), found["status"].to_pylist(), strict=True)
    flags = found["success"].to_pylist()
    assert 351 == len(flags)
    assert flags == [WORDS[one] for one in got]


def test_the_data_are_whole() -> None:
    """All rows are there, those with a flag are those with a target."""
    every = rows()
    assert 1139 == len(every)
    assert 351 == sum(bool(row["success"]) for row in every)
    assert all(bool(row["success"]) == bool(row["target"]) for row in every)
    zero = [row for row in every if row["target"] and not Decimal(row["target"])]
    assert 2 == len(zero)


def test_every_flag_is_reproduced(anywhere: Callable[[pa.Table], Any]) -> None:
    """351 of 351 flags, directions up and down, zero targets among them."""
    assert_met(anywhere(table()))
