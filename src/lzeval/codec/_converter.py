"""
The readers and writers of this room, put together once (转换器).
"""

from __future__ import annotations

import functools

from lzeval.codec._forms import add_forms
from lzeval.codec._generic import Hooks, Writer, fields_of
from lzeval.codec._records import RECORDS, ScorecardRecord
from lzeval.scoring import Policies


@functools.cache
def hooks() -> Hooks:
    """Give the readers and writers; thread-safe, since nothing is added later."""
    made = Hooks()
    add_forms(made)
    kinds = {*RECORDS, ScorecardRecord, Policies}
    made.add(kinds.__contains__, writer=_complete)
    return made


def _complete(made: Hooks, kind: type) -> Writer:
    """Make the writer of a class in which nothing is left out."""
    return made.fields_writer(kind, keep={item.name for item in fields_of(kind)})
