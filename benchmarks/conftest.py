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


@pytest.fixture(scope="session")
def report_figures(
    pytestconfig: pytest.Config,
) -> Callable[[str], None]:
    """Print a measured figure even where pytest captures output."""
    reporter = pytestconfig.pluginmanager.getplugin("terminalreporter")

    def report(line: str) -> None:
        if reporter is not None:
            reporter.ensure_newline()
            reporter.write_line(line)

    return report
