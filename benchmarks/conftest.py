"""
Benchmarks: each asserts its result and its ratio to what it is compared with.

Ratios are taken within one run, from the fastest of several rounds, so that they hold
on a machine that does other things as well. Run them with ``pytest benchmarks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the measured figures."""
    config.stash[FIGURES] = []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the measured figures after the run."""
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


@pytest.fixture
def report_figures(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Give a function that notes a line of figures for the end of the run."""
    return pytestconfig.stash[FIGURES].append
