"""
What every reader must keep to, as a function that raises (读取器约定).
"""

from __future__ import annotations

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lzeval.errors import InvalidFileError
from lzeval.forms import Form
from lzeval.readers import Block, Break, Grid, Limits, Passage, Reader, blocks_of

__all__ = ["check_reader"]


def __dir__() -> list[str]:
    return __all__


def check_reader(reader: Reader, *samples: bytes, examples: int = 100) -> None:
    r"""
    Check that a reader keeps to its contract (读取器约定).

    It recognises its own files, and never raises when it looks at others. What it gives
    of a file are blocks, the same each time, and whatever it shows has its place. Of a
    damaged file it gives what it can, or an `InvalidFileError`.

    Args:
        reader: The reader.
        *samples: Contents of files of its format, at least one.
        examples: How many damaged or foreign contents are tried.

    Raises:
        AssertionError: Saying what is wrong.

    Examples:
        >>> from lzeval.readers import reader
        >>> check_reader(reader("csv"), b"a,b,c\n1,2,3\n", examples=5)
    """
    _require(_is(reader, Reader), f"{reader!r} is no Reader")
    _require(reader.name.strip(), "a reader needs a name")
    for suffix in reader.suffixes:
        right = suffix.startswith(".") and suffix == suffix.lower()
        _require(right, f"a suffix begins with a dot, in lower case: {suffix!r}")
    _require(samples, "a contract needs a sample of the format")
    for sample in samples:
        _check_sample(reader, sample)

    @settings(max_examples=examples, deadline=None, database=None)
    @given(st.binary() | _damaged(samples))
    def keeps_to_it(data: bytes) -> None:
        if _recognises(reader, data):
            _blocks(reader, data)

    keeps_to_it()


def _damaged(samples: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Cut samples off, and put other bytes into them."""
    longest = max(map(len, samples))
    return st.tuples(
        st.sampled_from(samples),
        st.integers(0, longest),
        st.integers(0, longest),
        st.binary(max_size=8),
    ).map(_spliced)


def _spliced(given: tuple[bytes, int, int, bytes]) -> bytes:
    data, start, end, put = given
    return data[:start] + put + data[end:]


def _is(value: object, *kinds: type) -> bool:
    return isinstance(value, kinds)


def _check_sample(reader: Reader, sample: bytes) -> None:
    _require(_recognises(reader, sample), "it does not recognise a sample of its own")
    blocks = list(reader.blocks(sample))
    _require(blocks, "nothing comes out of a sample")
    for block in blocks:
        known = (Grid, Passage, Break, Form)
        _require(_is(block, *known), f"gives {type(block).__name__}, which is no block")
    again = [_shown(block) for block in reader.blocks(sample)]
    _require([*map(_shown, blocks)] == again, "the same file, another content")
    for block in blocks:
        for text, place in _texts(block):
            _require(place, f"no place is said of {text!r}")


def _recognises(reader: Reader, data: bytes) -> bool:
    try:
        found = reader.recognises(data)
    except Exception as error:
        raise AssertionError(f"raises {error!r} when it looks at {data!r}") from error
    _require(found in {True, False}, f"recognises gives {found!r}, not a bool")
    return found


def _blocks(reader: Reader, data: bytes) -> None:
    """Read a file that may be damaged, here: what a library raises is wrapped."""
    try:
        list(blocks_of(evolve(reader, isolated=False), data, Limits()))
    except InvalidFileError:
        return


def _texts(block: Block) -> list[tuple[str, str]]:
    if isinstance(block, Grid):
        return [(cell.text, cell.place) for cell in block.cells.values()]
    return [(block.text, block.place)] if isinstance(block, Passage) else []


def _shown(block: Block) -> object:
    return dict(block.cells) if isinstance(block, Grid) else block


def _require(truth: object, message: str) -> None:
    if not truth:
        raise AssertionError(message)
