"""Reading and writing an evaluation, against what one would write instead."""

from __future__ import annotations

import json
import timeit
from typing import TYPE_CHECKING, Any

from lzeval import cases, codec
from lzeval.model import (
    Award,
    Citation,
    IndicatorTree,
    Measure,
    Outcome,
    Project,
    Target,
    Text,
)
from lzeval.scoring import Evaluation, Framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

READ_LIMIT = 3
WRITE_LIMIT = 4
FRAMEWORK = Framework(id="own", name="办法")
CASE = cases.load("longchi-2022")
VALUE = Evaluation(
    project=Project("劳动所项目", year=2022),
    framework=FRAMEWORK,
    tree=CASE.tree,
    targets=CASE.targets,
    outcomes=CASE.outcomes,
    awards=CASE.awards,
)
TEXT = codec.dumps(VALUE)


def measure(text: str | None) -> Measure | None:
    """Split a quantity, trusting the file."""
    return None if text is None else Measure(*text.split(" ", 1))


def by_hand(text: str) -> Evaluation:
    """Read the file without checking anything, as one would for oneself."""
    data: dict[str, Any] = json.loads(text)
    rows = [
        {
            **row,
            "name": Text.of(row["name"]),
            "citations": [Citation(**given) for given in row.get("citations", ())],
            "rule": CASE.tree[row["code"]].rule,
        }
        if "rule" in row
        else row
        for row in data["tree"]["rows"]
    ]
    return Evaluation(
        project=Project(**data["project"]),
        framework=FRAMEWORK,
        tree=IndicatorTree.from_rows(rows),
        targets=[
            Target(**{**given, "value": measure(given.get("value"))})
            for given in data["targets"]
        ],
        outcomes={
            code: Outcome(**{**given, "value": measure(given.get("value"))})
            for code, given in data["outcomes"].items()
        },
        awards={
            code: [Award(**award) for award in given]
            for code, given in data["awards"].items()
        },
    )


def fastest(call: Callable[[], object]) -> float:
    """Give the fastest of several rounds, in milliseconds."""
    return min(timeit.repeat(call, number=10, repeat=7)) * 100


def test_reading(
    benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """Reading with every check costs little more than trusting the file."""
    assert VALUE == by_hand(TEXT) == benchmark(codec.loads, TEXT)
    strict = fastest(lambda: codec.loads(TEXT))
    trusting = fastest(lambda: by_hand(TEXT))
    report_figures(
        f"read an evaluation: {strict:.2f} ms, {strict / trusting:.1f} × by hand "
        f"({trusting:.2f} ms)"
    )
    assert strict <= READ_LIMIT * trusting


def test_writing(
    benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """Writing costs a few times what the JSON alone costs."""
    assert TEXT == benchmark(codec.dumps, VALUE)
    plain = codec.to_plain(VALUE)
    whole = fastest(lambda: codec.dumps(VALUE))
    bare = fastest(lambda: json.dumps(plain, ensure_ascii=False, indent=2))
    report_figures(
        f"write an evaluation: {whole:.2f} ms, {whole / bare:.1f} × its JSON "
        f"({bare:.2f} ms)"
    )
    assert whole <= WRITE_LIMIT * bare


def test_scorecards(
    benchmark: BenchmarkFixture, report_figures: Callable[[str], None]
) -> None:
    """A scorecard is read and checked, figure by figure, within 100 ms."""
    card = VALUE.evaluate()
    text = codec.dumps(card)
    assert card == benchmark(codec.loads, text)
    taken = fastest(lambda: codec.loads(text))
    report_figures(f"read and check a scorecard: {taken:.2f} ms")
    assert taken < 100
