"""What pytest does not look into: the program that writes pages of the docs."""

from __future__ import annotations

collect_ignore = ["rule_pages"]
