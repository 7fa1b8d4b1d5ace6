"""
Print the command that follows a marker in the README.

The README is the only place where its commands are written down: the checks run what a
reader would copy.

Usage: python .ci/readme_command.py main-job [README.md]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_BLOCK = r"<!-- ci: {marker} -->\s*\n```sh\n(?P<command>.*?)\n```"


def command(readme: str, marker: str) -> str:
    """
    Take the command after ``<!-- ci: marker -->`` out of a README.

    Raises:
        LookupError: If the marker is there never or twice.
    """
    found = re.findall(_BLOCK.format(marker=re.escape(marker)), readme, re.DOTALL)
    if len(found) != 1:
        raise LookupError(f"{marker}: {len(found)} marked blocks, expected one")
    return str(found[0])


def main(marker: str, path: str = "README.md") -> None:
    """Print one command."""
    print(command(Path(path).read_text(encoding="utf-8"), marker))


if __name__ == "__main__":
    main(*sys.argv[1:])
