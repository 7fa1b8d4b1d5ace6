"""
Write the programs of the tests into the pages that show them.

Run ``python docs/programs.py``. A page names a file, and the block below its name holds
what the file holds, so that a page shows the whole program wherever it is read: on the
site, beside the code, in an editor.
"""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parent
SHOWN = re.compile(
    r"^(`(tests/embedding/[\w/.]+)`[:：]\n\n```(\w+)\n).*?^```$",
    re.MULTILINE | re.DOTALL,
)


def shown(match: re.Match[str]) -> str:
    """Give a block with what its file holds today."""
    text = (DOCS.parent / match[2]).read_text("utf-8")
    if "```" in text:
        raise ValueError(f"{match[2]}: would end its block")
    return f"{match[1]}{text.strip()}\n```"


def pages() -> dict[Path, str]:
    """Give every page that shows a file, with what it should say."""
    found: dict[Path, str] = {}
    for path in sorted(DOCS.glob("*/how-to/embed/*.md")):
        text = path.read_text("utf-8")
        if SHOWN.search(text):
            found[path] = SHOWN.sub(shown, text)
    return found


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
