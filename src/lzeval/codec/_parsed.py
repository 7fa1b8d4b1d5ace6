"""
What a parser of JSON, TOML or YAML gives (解析结果).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from lzeval.codec._faults import Fault, Mark, Path
from lzeval.errors import Problem


@frozen
class Parsed:
    """
    A parsed file (解析结果).

    Attributes:
        data: What it says.
        faults: What is wrong with the way it is written.
        marks: Line and column of each value, where they are known.
    """

    data: object
    faults: Sequence[Fault] = ()
    marks: Mapping[Path, Mark] = field(factory=dict[Path, Mark])


class UnparsableError(Exception):
    """A text that cannot be parsed at all; never leaves this room."""

    def __init__(self, message: str, mark: Mark | None = None) -> None:
        super().__init__(message, mark)
        place = "" if mark is None else f"line {mark[0]}, column {mark[1]}"
        self.problem = Problem(place, message)
