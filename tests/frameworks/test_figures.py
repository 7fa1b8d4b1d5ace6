"""No number of an edition stands without its source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval import frameworks
from lzeval.model import Citation, Indicator, IndicatorTree
from lzeval.scoring import Framework

NAMES = frameworks.names()


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_source(name: str) -> None:
    """Whatever a score depends on leads to a document, and says if it was checked."""
    found = frameworks.figures(frameworks.get(name))
    assert found
    assert [] == [figure.part for figure in found if not figure.sources]


@pytest.mark.parametrize("name", NAMES)
def test_every_source_says_what_it_covers(name: str) -> None:
    """No blanket citation hides a number without one."""
    edition = frameworks.get(name)
    assert [] == [str(c) for c in edition.citations if not c.covers]


@pytest.mark.parametrize("name", NAMES)
def test_every_source_covers_something(name: str) -> None:
    """What a citation names exists in the edition."""
    edition = frameworks.get(name)
    for citation in edition.citations:
        for part in citation.covers:
            head, *rest = part.split(".")
            found: object = getattr(edition, head)
            for step in rest:
                found = {
                    **{str(getattr(item, "name", "")): item for item in _items(found)},
                    **({**found} if isinstance(found, dict) else {}),
                }.get(step) or getattr(found, step, None)
            assert found, part


def _items(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


@pytest.mark.parametrize("name", NAMES)
def test_memory_is_not_taken_for_the_text(name: str) -> None:
    """Figures of the national measures of 2020 and 2021 were not checked."""
    for citation in frameworks.get(name).citations:
        if citation.number in {
            "财预〔2020〕10号",
            "财预〔2021〕101号",
            "财预〔2019〕136号",
        }:
            assert not citation.verified


def test_figures_of_a_value() -> None:
    """Numbers are listed with the way to them; an indicator's own source counts."""
    own = Citation(document="甲", verified=True)
    edition = Framework(
        id="own",
        name="办法",
        tree=IndicatorTree.of(
            Indicator("数量", weight=8, citations=[own]), Indicator("质量", weight=2)
        ),
        citations=[Citation(document="乙", covers=["tree"])],
    )
    found = {figure.part: figure for figure in frameworks.figures(edition)}
    assert {"tree.数量.weight", "tree.质量.weight", "rounding.digits"} == {*found}
    assert (Decimal(8), True) == (
        found["tree.数量.weight"].value,
        found["tree.数量.weight"].verified,
    )
    assert not found["tree.质量.weight"].verified
    assert () == found["rounding.digits"].sources
    assert not found["rounding.digits"].verified
