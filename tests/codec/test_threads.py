"""The first use may come from many threads at once."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import threading
from concurrent.futures import ThreadPoolExecutor

from lzeval import cases, codec

text = cases.source("longchi-2022")
start = threading.Barrier(8)

def work(_):
    start.wait()
    value = codec.loads(text, format="toml")
    return codec.dumps(value.evaluate())

with ThreadPoolExecutor(8) as pool:
    results = set(pool.map(work, range(8)))
(only,) = results
assert codec.loads(only).total.points == 95
print("sound")
"""


def test_many_threads_at_once() -> None:
    """Eight threads that start together in a fresh interpreter all get the same."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ("sound\n", "") == (done.stdout, done.stderr)
