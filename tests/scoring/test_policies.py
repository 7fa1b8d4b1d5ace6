"""What an edition decides about absent results and rounding."""

from __future__ import annotations

import pytest

from lzeval.errors import InexactNumberError
from lzeval.model import OutcomeState
from lzeval.scoring import Policies, Rounding, Treatment


@pytest.mark.parametrize(
    ("state", "treatment"),
    [
        (OutcomeState.CLAIMED, Treatment.FULL),
        (OutcomeState.MISSING, Treatment.OPEN),
        (OutcomeState.NOT_APPLICABLE, Treatment.EXCLUDE),
        (OutcomeState.NOT_ASSESSABLE, Treatment.OPEN),
        (OutcomeState.REPORTED, None),
    ],
)
def test_policies_by_default(state: OutcomeState, treatment: Treatment | None) -> None:
    """Each absence has a treatment of its own; a report needs none."""
    assert treatment is Policies().of(state)


@pytest.mark.parametrize("digits", [-1, 13])
def test_rounding_has_limits(digits: int) -> None:
    """Points have from 0 to 12 decimal places."""
    assert [0, 12] == [Rounding(digits=0).digits, Rounding(digits=12).digits]
    with pytest.raises(InexactNumberError):
        Rounding(digits=digits)
