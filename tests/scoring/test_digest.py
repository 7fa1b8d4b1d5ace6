"""Fingerprints of values."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

from lzeval.model import Measure, OutcomeState, PartialDate, Target, Text, Unit
from lzeval.scoring.digest import digest
from lzeval.scoring.rules import Proportional


@dataclasses.dataclass(frozen=True)
class Rule:
    """A value of somebody else."""

    threshold: int
    cached: int = dataclasses.field(default=0, compare=False)


@attrs.frozen
class Noted:
    """A value with a note that does not make it another."""

    threshold: int
    note: str = attrs.field(default="", eq=False)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (8, Decimal("8.0")),
        (Decimal("0.5"), Fraction(1, 2)),
        (Measure(6, "万元"), Measure(60_000, "元")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ((1, 2), [1, 2]),
        (Text("产出"), "产出"),
        (OutcomeState.MISSING, "missing"),
        (Unit.of("百分比"), Unit.of("%")),
        (Proportional(threshold="0.60"), Proportional(threshold=0.6)),
        (Rule(5, cached=1), Rule(5, cached=2)),
        (Noted(5, note="a"), Noted(5, note="b")),
    ],
)
def test_equal_values_have_one_fingerprint(left: object, right: object) -> None:
    """What counts as equal has the same fingerprint."""
    assert digest(left) == digest(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 2),
        (1, "1"),
        (None, "None"),
        (True, 1),
        (Measure(5, "人"), Measure(5, "户")),
        (Measure(5), 5),
        (Text("产出", en="Output"), Text("产出")),
        (Text("产出", en="Output"), Text("产出", en="Outputs")),
        (("ab", "c"), ("a", "bc")),
        ((), {}),
        ([[1], 2], [1, [2]]),
        (dt.date(2022, 1, 1), dt.date(2022, 1, 2)),
        (dt.date(2022, 1, 1), PartialDate(2022, 1, 1)),
        (Unit.of("人"), "人"),
        (Target.of(">=", 5), Target.of("<=", 5)),
        (Rule(5), Rule(6)),
        (Rule(5), Proportional()),
    ],
)
def test_other_values_have_another(left: object, right: object) -> None:
    """A difference anywhere shows."""
    assert digest(left) != digest(right)


def test_a_fingerprint_is_the_same_everywhere() -> None:
    """The fingerprint does not depend on the run, though hashes of texts do."""
    code = (
        "from lzeval.model import Target;from lzeval.scoring.digest import digest;"
        "print(digest(Target.of('>=', 6410, '人', code='续保', name='续保人数')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    target = Target.of(">=", 6410, "人", code="续保", name="续保人数")
    assert digest(target) == done.stdout.strip()
    assert 64 == len(digest(target))


def test_lone_surrogates_have_a_fingerprint() -> None:
    """Any text does, even one that UTF-8 cannot hold."""
    assert digest("\ud800") != digest("\ud801")


@pytest.mark.parametrize("value", [1.5, object(), b"x", {1, 2}, lambda: None])
def test_what_has_no_content_is_refused(value: object) -> None:
    """Floats, sets and functions have no fingerprint."""
    with pytest.raises(TypeError, match="no fingerprint for a"):
        digest(value)
