"""
Run every code block of the README and of the docs.

``python`` blocks run in one namespace a page and in an empty directory; ``console``
blocks run their commands and compare what is printed; ``sh`` blocks are run or, where
they install something, checked against the project file; ``csv`` blocks are saved for
the commands below them; data blocks must parse, and those in lzeval's own format must
load.
"""

from __future__ import annotations

import contextlib
import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from sybil import Sybil
from sybil.example import SybilFailure
from sybil.integration.pytest import SybilItem
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.sybil import SybilCollection

from lzeval import codec

if TYPE_CHECKING:
    from collections.abc import Callable

    from sybil import Example

ROOT = Path(__file__).parent
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def lzeval(arguments: list[str]) -> str:
    """Run the command line and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "lzeval", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "88", "PYTHONIOENCODING": "utf-8"},
    )
    if done.returncode:
        raise AssertionError(f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def failure(example: Example, expected: str, got: str) -> SybilFailure:
    """Say what an example should have been, and what it was."""
    return SybilFailure(example, f"expected: {expected}\ngot: {got}")


def run_console(example: Example) -> None:
    """Run each ``$ lzeval …`` line and compare the lines below it with its output."""
    checker = doctest.OutputChecker()
    for session in re.split(r"(?m)^\$ ", example.parsed)[1:]:
        line, _, expected = session.partition("\n")
        program, *arguments = shlex.split(line)
        if program != "lzeval":
            raise failure(example, "a console block runs lzeval", program)
        got = lzeval(arguments)
        if not checker.check_output(expected, got, OPTIONS):
            raise failure(example, expected, got)


def run_shell(example: Example) -> None:
    """Run the ``lzeval`` lines of a block; check the others without running them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    readme = (ROOT / "README.md").read_text("utf-8")
    for line in example.parsed.replace("\\\n", " ").strip().splitlines():
        match shlex.split(line):
            case ["lzeval", *arguments]:
                lzeval(arguments)
            case ["pip", "install", requirement]:
                name, _, extras = requirement.rstrip("]").partition("[")
                unknown = {*extras.split(",")} - {"", *project["optional-dependencies"]}
                if name != project["name"] or unknown:
                    raise failure(example, "an extra of this project", requirement)
            case ["python3", "-m", "venv", ".venv", "&&", *_]:
                if f"-->\n```sh\n{line}\n```" not in readme:
                    raise failure(example, "a command that .ci/run runs", line)
            case [".ci/run", *_]:
                pass
            case words:
                raise failure(example, "a known command", shlex.join(words))


def reads_as(name: str, parse: Callable[[str], object]) -> Callable[[Example], None]:
    """Make an evaluator that demands well-formed data, and of lzeval's files more."""

    def evaluate(example: Example) -> None:
        data = parse(example.parsed)
        if isinstance(data, dict) and "lzeval" in data:
            codec.loads(example.parsed, format=name)

    return evaluate


def save_table(example: Example) -> None:
    """Save a table as the file whose name the page says before it."""
    names = re.findall(r"`([^`/]+\.csv)`", example.document.text[: example.start])
    if not names:
        raise failure(example, "a name such as `form.csv` before it", "none")
    Path(names[-1]).write_text(example.parsed, "utf-8")


def enter_empty_directory(namespace: dict[str, object]) -> None:
    """Give a page a directory of its own, so that it may write files."""
    stack = contextlib.ExitStack()
    directory = stack.enter_context(tempfile.TemporaryDirectory())
    stack.enter_context(contextlib.chdir(directory))
    namespace["__stack__"] = stack


def leave_directory(namespace: dict[str, object]) -> None:
    """Remove what a page wrote."""
    stack = namespace["__stack__"]
    assert isinstance(stack, contextlib.ExitStack)
    stack.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the blocks of a page in their order, after all that may be shuffled."""
    blocks = [item for item in items if isinstance(item, SybilItem)]
    blocks.sort(key=lambda item: (str(item.path), item.example.line))
    items[:] = [item for item in items if not isinstance(item, SybilItem)] + blocks


SHELL = CodeBlockParser("sh", run_shell)
# Their Python wants Spark or a server of PostgreSQL: tests/embedding runs it.
ELSEWHERE = ["**/how-to/frames/postgresql.md", "**/how-to/frames/spark.md"]
pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=OPTIONS),
        CodeBlockParser("console", run_console),
        SHELL,
        CodeBlockParser("csv", save_table),
        CodeBlockParser("json", reads_as("json", json.loads)),
        CodeBlockParser("toml", reads_as("toml", tomllib.loads)),
        CodeBlockParser("yaml", reads_as("yaml", yaml.safe_load)),
    ],
    pattern="*.md",
    excludes=[
        "**/notebooks/*.md",
        "**/notebooks/*/*.md",  # docs/notebook_pages.py runs them
        *ELSEWHERE,
    ],
    setup=enter_empty_directory,
    teardown=leave_directory,
)
elsewhere = Sybil(parsers=[SHELL], patterns=ELSEWHERE)
pytest_collect_file = SybilCollection([pages, elsewhere]).pytest()
