"""Law: what turns one edition into another turns back when the two are swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from lzeval.frameworks import diff, facts
from lzeval.testing import frameworks

if TYPE_CHECKING:
    from lzeval.scoring import Framework


@given(frameworks(), frameworks())
def test_differences_are_symmetric(left: Framework, right: Framework) -> None:
    """The same things differ from either side, with both sayings swapped."""
    there = {item.path: (item.before, item.after) for item in diff(left, right)}
    back = {item.path: (item.after, item.before) for item in diff(right, left)}
    assert there == back


@given(frameworks())
def test_nothing_differs_from_itself(edition: Framework) -> None:
    """An edition says each thing once."""
    assert () == diff(edition, edition)
    paths = [fact.path for fact in facts(edition)]
    assert len(paths) == len({*paths})
