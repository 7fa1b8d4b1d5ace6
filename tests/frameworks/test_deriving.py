"""Local variants of an edition, in Python and as files."""

from __future__ import annotations

import pytest

from lzeval import codec, frameworks
from lzeval.errors import InvalidFileError, UnknownNameError
from lzeval.scoring import Framework
from lzeval.scoring.rules import Reverse

BASE = frameworks.get("mof-2020-self")
HEAD = 'lzeval = "1"\nkind = "framework"\nid = "county"\nname = "县办法"\n'


def county(text: str) -> Framework:
    """Read an edition of the county."""
    return codec.loads(HEAD + text, format="toml", expect=Framework)


def test_what_is_not_changed_is_the_bases() -> None:
    """A variant keeps rules, kinds, grades and sources, and knows its base."""
    variant = frameworks.derive("mof-2020-self", id="county", name="县办法")
    assert ("county", "县办法", "mof-2020-self") == (
        variant.id,
        variant.name,
        variant.base,
    )
    for part in ("rules", "kinds", "grades", "rounding", "policies", "citations"):
        assert getattr(BASE, part) == getattr(variant, part)


def test_what_belongs_to_one_edition_is_not_inherited() -> None:
    """Issuer, validity and worked figures are those of the base alone."""
    variant = frameworks.derive(BASE, id="county", name="县办法")
    assert (None, None, None, ()) == (
        variant.authority,
        variant.valid_from,
        variant.valid_to,
        variant.vectors,
    )


def test_a_change_replaces_the_part() -> None:
    """What is given stands in place of the base's."""
    rules = {**BASE.rules, "reverse": Reverse(formula="linear")}
    variant = frameworks.derive(BASE, id="county", name="县办法", rules=rules)
    assert Reverse(formula="linear") == variant.rules["reverse"]
    assert BASE.rules["positive"] == variant.rules["positive"]


def test_an_unknown_base_or_field() -> None:
    """Slips are refused."""
    with pytest.raises(UnknownNameError):
        frameworks.derive("mof-1999", id="county", name="县办法")
    with pytest.raises(TypeError, match="weights"):
        frameworks.derive(BASE, id="county", name="县办法", weights=1)


def test_a_file_says_only_what_differs() -> None:
    """The key `base` leaves the rest to another edition."""
    edition = county('base = "mof-2020-self"\nrounding = { digits = 1 }\n')
    assert edition == frameworks.derive(
        BASE, id="county", name="县办法", rounding=edition.rounding
    )
    assert 1 == edition.rounding.digits


def test_a_file_without_a_base_has_nothing_else() -> None:
    """Nothing is inherited unless the file says so."""
    assert county("").rules == {}
    assert county("").grades is None


@pytest.mark.parametrize("base", ["mof-2020-self", "linear-reverse"])
def test_a_written_variant_is_complete(base: str) -> None:
    """What is written out reads back the same, parts that were taken out as well."""
    variant = frameworks.derive(
        base, id="county", name="县办法", grades=None, kinds=(), minimums=(), rules={}
    )
    assert variant == codec.loads(codec.dumps(variant), expect=Framework)


def test_a_written_variant_needs_no_base() -> None:
    """A score can be made again where the base is no longer installed."""
    variant = frameworks.derive(BASE, id="county", name="县办法")
    text = codec.dumps(variant).replace(
        '"base": "mof-2020-self"', '"base": "gone-2001"'
    )
    read = codec.loads(text, expect=Framework)
    assert ("gone-2001", BASE.rules) == (read.base, read.rules)


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ('"mof-2020-slef"', "no framework 'mof-2020-slef'; did you mean"),
        ("7", "expected text, got the number 7"),
    ],
)
def test_a_base_that_is_not_there(base: str, message: str) -> None:
    """The fault is named at the key."""
    with pytest.raises(InvalidFileError) as caught:
        county(f"base = {base}\n")
    ((place, said),) = caught.value.problems
    assert "$.base" == place
    assert said.startswith(message)
