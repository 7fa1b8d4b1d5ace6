"""Archives made on the spot, honest ones and others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

collect_ignore = ["fuzz.py", "mutations.py"]  # a program, see .ci/run

Zip: TypeAlias = Callable[[Mapping[str, bytes | str]], bytes]


@pytest.fixture(scope="session")
def zipped() -> Zip:
    """Pack parts into an archive."""

    def pack(parts: Mapping[str, bytes | str]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    return pack
