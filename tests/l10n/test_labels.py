"""States, kinds and choices have names."""

from __future__ import annotations

from enum import StrEnum

import pytest

from lzeval.l10n import label, words_for
from lzeval.l10n.labels import LABELS
from lzeval.model import OutcomeState, Remark


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_name(kind: type[StrEnum]) -> None:
    """No member of an enumeration that is named at all is left out."""
    assert set(kind) == set(LABELS[kind])


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("zh_CN", "仅称完成"),
        ("zh_TW", "僅稱完成"),
        ("en", "Claimed as done"),
    ],
)
def test_names_are_translated(locale: str, expected: str) -> None:
    """A member is called what the language calls it."""
    assert expected == label(OutcomeState.CLAIMED, words_for(locale))


class Shape(StrEnum):
    """An enumeration of somebody else, with a value that we have too."""

    CLAIMED = "claimed"
    PLACEHOLDER = "placeholder"


def test_members_of_others_are_not_mistaken_for_ours() -> None:
    """Members that are equal as text are told apart; unknown ones say their value."""
    assert OutcomeState.CLAIMED == Shape.CLAIMED
    assert "claimed" == label(Shape.CLAIMED, words_for("zh_CN"))
    assert "占位符" == label(Remark.PLACEHOLDER, words_for("zh_CN"))
