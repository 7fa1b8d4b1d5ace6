"""What `import lzeval` costs in a fresh interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
RUNS = 7
LIMIT = 1.5
PROBE = "import time; t = time.perf_counter_ns(); {}; print(time.perf_counter_ns() - t)"


def nanoseconds(statement: str) -> int:
    """Time one statement in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", PROBE.format(statement)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return int(done.stdout)


def medians_of_fastest(*statements: str) -> list[float]:
    """
    Time statements against each other, in milliseconds.

    The runs are interleaved, so that a busy moment hits all of them; each round counts
    with its fastest run, and the median round stands.
    """
    for statement in statements:
        nanoseconds(statement)  # writes the caches of compiled modules, if any may be
    rounds = [
        [min(times) for times in zip(*runs, strict=True)]
        for runs in (
            [[nanoseconds(s) for s in statements] for _ in range(RUNS)]
            for _ in range(ROUNDS)
        )
    ]
    return [statistics.median(times) / 1e6 for times in zip(*rounds, strict=True)]


def test_import_is_nearly_as_cheap_as_attrs(
    report_figures: Callable[[str], None],
) -> None:
    """Importing lzeval takes at most one and a half times as long as attrs does."""
    attrs, ours, first_use = medians_of_fastest(
        "import attrs", "import lzeval", "import lzeval; lzeval.Evaluation"
    )
    report_figures(
        f"import attrs {attrs:.1f} ms; import lzeval {ours:.1f} ms"
        f" ({ours / attrs:.2f} x, limit {LIMIT} x);"
        f" with first use of Evaluation {first_use:.1f} ms"
    )
    assert ours <= LIMIT * attrs


def test_import_loads_no_heavy_library() -> None:
    """Neither cattrs nor Babel is loaded afterwards."""
    heavy = "sys.modules.keys() & {'cattrs', 'babel'}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import lzeval, sys; print(len({heavy}))"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "0" == done.stdout.strip()
