"""Conditions: what is decided is left out of what is not."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from lzeval.model.conditions import all_of, any_of, opposite


@frozen
class Later:
    """A condition that writes down what it is made of."""

    text: str

    def __and__(self, other: Any) -> Later:  # noqa: ANN401
        return Later(f"({self.text} & {other.text})")

    def __or__(self, other: Any) -> Later:  # noqa: ANN401
        return Later(f"({self.text} | {other.text})")

    def __invert__(self) -> Later:
        return Later(f"~{self.text}")


A: bool | Later = Later("a")
B: bool | Later = Later("b")
HOLDS: bool | Later = True
FAILS: bool | Later = False


def test_all_of() -> None:
    """One that fails decides; those that hold need not be asked."""
    assert Later("(a & b)") == all_of([HOLDS, A, HOLDS, B])
    assert all_of([A, B, FAILS]) is False
    assert all_of([HOLDS, HOLDS]) is True


def test_any_of() -> None:
    """One that holds decides; those that fail need not be asked."""
    assert Later("(a | b)") == any_of([FAILS, A, B])
    assert any_of([A, HOLDS]) is True
    assert any_of([FAILS]) is False


def test_opposite() -> None:
    """It is turned about, now or later."""
    assert Later("~a") == opposite(A)
    assert opposite(condition=True) is False
