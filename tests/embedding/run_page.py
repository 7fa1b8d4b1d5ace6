"""Run every Python block of a page in one namespace, and print how many there are."""

from __future__ import annotations

import sys
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

if __name__ == "__main__":
    examples = [*Sybil(parsers=[PythonCodeBlockParser()]).parse(Path(sys.argv[1]))]
    for example in examples:
        example.evaluate()
    print(len(examples))
