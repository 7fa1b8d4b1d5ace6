"""
Run the notebooks and write their pages, with everything that they show.

Run ``python docs/notebook_pages.py``. The notebooks are texts in ``docs/notebooks``, a
folder for each language; JupyterLab opens them with the jupytext extension. With
``--check`` nothing is written: a page that would change is named, and the exit code
is 1. How a picture is drawn differs with the fonts of a machine, so only its words are
compared.
"""

from __future__ import annotations

import difflib
import re
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jupytext
from nbclient import NotebookClient

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOCS = Path(__file__).parent
PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
WORDS = re.compile(r">([^<>]+)<")
FRAME = '<table border="1" class="dataframe">'  # the site has a style for tables


def run(notebook: Path) -> list[dict[str, Any]]:
    """Run a notebook in an empty folder and return its cells."""
    made = jupytext.read(notebook, fmt="md")
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            made,
            timeout=300,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    return list(made.cells)


def shown(data: Mapping[str, str]) -> str:
    """Choose what a page shows of one output, as a browser would."""
    if "image/svg+xml" in data:
        about = escape(data.get("text/plain", ""), quote=True)
        picture = PICTURE.search(data["text/html"])  # in the colours of the page
        assert picture is not None
        return f'<figure aria-label="{about}">{closed(picture[0])}</figure>'
    if "text/html" in data:
        markup = data["text/html"].replace(FRAME, "<table>")
        return f'<div class="output">{closed(markup)}</div>'
    return f"```text\n{data['text/plain']}\n```"


def closed(markup: str) -> str:
    """Leave no blank line in which Markdown would see the end of the block."""
    return "\n".join(line.strip() for line in markup.splitlines() if line.strip())


def parts(cells: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the blocks of a page."""
    for cell in cells:
        if cell["cell_type"] != "code":
            yield cell["source"]
            continue
        yield f"```python\n{cell['source']}\n```"
        for output in cell["outputs"]:
            if output["output_type"] == "stream":
                yield f"```text\n{output['text'].rstrip()}\n```"
            else:
                yield shown(output["data"])


def pages() -> Iterator[tuple[Path, str]]:
    """Run each notebook and yield its page."""
    for notebook in sorted((DOCS / "notebooks").glob("*/*.md")):
        language = notebook.parent.name
        page = DOCS / language / "tutorial" / "notebooks" / notebook.name
        yield page, "\n\n".join(parts(run(notebook))) + "\n"


def compared(text: str) -> str:
    """Keep of each picture its words only."""
    return PICTURE.sub(lambda found: " ".join(WORDS.findall(found[0])), text)


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    check = arguments == ["--check"]
    stale = 0
    for page, text in pages():
        if not check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8")
            continue
        before = compared(page.read_text("utf-8")) if page.exists() else ""
        difference = difflib.unified_diff(
            before.splitlines(),
            compared(text).splitlines(),
            str(page.relative_to(DOCS)),
            "today",
            lineterm="",
        )
        lines = "\n".join(difference)
        if lines:
            stale += 1
            sys.stdout.write(f"{lines}\n")
    if stale:
        sys.stdout.write("write them anew: python docs/notebook_pages.py\n")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
