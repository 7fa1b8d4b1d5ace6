"""The contract of readers holds for those that keep it, and says what others break."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from attrs import evolve

from lzeval.readers import Block, Cell, Grid, Passage, Reader, reader
from lzeval.testing import check_reader

SAMPLE = b"MARK\na\n"
CALLS = iter(range(1000))


def blocks(data: bytes) -> Iterator[Block]:
    """Give a line and a table."""
    yield Passage(data.decode("latin-1"), "line 1")
    yield Grid.of([["a", "b"]])


KEPT = Reader(
    "mark",
    suffixes=(".mrk",),
    recognises=lambda data: data.startswith(b"MARK"),
    blocks=blocks,
)


def fail(data: bytes) -> bool:
    """Raise at whatever is no sample."""
    if data != SAMPLE:
        raise ValueError(data)
    return True


def test_a_reader_that_keeps_it_passes() -> None:
    """So do the readers of the library."""
    check_reader(KEPT, SAMPLE, examples=10)
    check_reader(reader("text"), "一、概况\n".encode(), examples=10)
    check_reader(reader("markdown"), b"# a\n\n| a |\n| - |\n| 1 |\n", examples=10)


def test_a_reader_may_refuse_a_damaged_file() -> None:
    """With whatever its library raises, since that is wrapped."""

    def strict(data: bytes) -> Iterator[Block]:
        if data != SAMPLE:
            raise ZeroDivisionError
        return blocks(data)

    check_reader(evolve(KEPT, blocks=strict), SAMPLE, examples=10)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, "needs a name"),
        ({"suffixes": ("mrk",)}, "begins with a dot"),
        ({"suffixes": (".MRK",)}, "in lower case"),
        ({"recognises": lambda _: False}, "does not recognise"),
        ({"recognises": lambda _: None}, "not a bool"),
        ({"recognises": fail}, "raises ValueError"),
        ({"blocks": lambda _: []}, "nothing comes out"),
        ({"blocks": lambda _: [Passage("a")]}, "no place is said of 'a'"),
        ({"blocks": lambda _: [Grid({(0, 0): Cell("b")})]}, "no place is said of 'b'"),
        ({"blocks": lambda _: [Passage(str(next(CALLS)), "x")]}, "another content"),
        ({"blocks": lambda _: ["text"]}, "which is no block"),
    ],
)
def test_a_reader_is_held_to_its_contract(
    changes: dict[str, Callable[..., object]], problem: str
) -> None:
    """What it is called, what it recognises, and what it gives are checked."""
    with pytest.raises(AssertionError, match=problem):
        check_reader(evolve(KEPT, **changes), SAMPLE, examples=50)


def test_a_reader_and_a_sample_are_needed() -> None:
    """Nothing can be said without them."""
    with pytest.raises(AssertionError, match="is no Reader"):
        check_reader(object(), SAMPLE)  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="needs a sample"):
        check_reader(KEPT)
