"""What pytest does not look into: the programs that write pages of the docs."""

from __future__ import annotations

collect_ignore = [
    "charts.py",
    "engines.py",
    "lookup_pages.py",
    "notebook_pages.py",
    "outputs.py",
    "programs.py",
    "rooms.py",
    "rule_pages",
]
