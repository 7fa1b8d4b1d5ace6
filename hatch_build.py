"""Compile the message catalogues (*.po) into the wheel (*.mo) while it is built."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """
    Put compiled catalogues into the wheel; the source tree stays as it is.

    An editable install needs none: there the library reads the text form, so that an
    edited translation is seen at once.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue to where the wheel takes it from."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        source = Path(self.root, "src")
        for number, path in enumerate(sorted(source.rglob("*.po"))):
            compiled = Path(self.folder.name, f"{number}.mo")
            with path.open("rb") as text, compiled.open("wb") as target:
                write_mo(target, read_po(text))
            inside = path.relative_to(source).with_suffix(".mo")
            build_data["force_include"][str(compiled)] = inside.as_posix()

    def finalize(
        self, version: str, build_data: dict[str, Any], artifact_path: str
    ) -> None:
        """Remove what was compiled, now that it is in the wheel."""
        del version, build_data, artifact_path
        if hasattr(self, "folder"):
            self.folder.cleanup()
