"""An edition that is one file (示例县办法)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lzeval as lz


@cache
def county_2024() -> lz.Framework:
    """Read the edition."""
    return lz.frameworks.load(Path(__file__).with_name("county-2024.toml"))
