"""The figures that checks go by are data, and each says where it comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lzeval.audit.limits import EXECUTION_WEIGHTS, FULL, WITHOUT_EXECUTION, limits


@pytest.mark.parametrize("name", limits())
def test_every_figure_has_an_address(name: str) -> None:
    """A source is named, and law that was not compared with its text says so."""
    limit = limits()[name]
    assert "：" in limit.source
    assert limit.verified is not limit.source.startswith(("财预", "已公开"))


def test_full_points_are_those_of_the_official_form() -> None:
    """The indicators and the execution rate make 100 points together."""
    least = min(EXECUTION_WEIGHTS)
    assert (Decimal(100), Decimal(100)) == (FULL, WITHOUT_EXECUTION + least)
