"""Amounts in capital numerals, as vouchers write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError
from lzeval.l10n import capital_amount


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("20.30", "贰拾元叁角整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1004.05", "壹仟零肆元零伍分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("10000", "壹万元整"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("678000", "陆拾柒万捌仟元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("120000000000", "壹仟贰佰亿元整"),
        ("1000000000000", "壹万亿元整"),
        ("1200005000000.10", "壹万贰仟亿零伍佰万元壹角整"),
        ("-67.8", "负陆拾柒元捌角整"),
    ],
)
def test_amounts(amount: str, expected: str) -> None:
    """Noughts within are read once, those at the end not at all."""
    assert expected == capital_amount(amount)


def test_traditional_numerals() -> None:
    """Traditional Chinese has numerals of its own; English writes the simplified."""
    assert "陸拾柒萬捌仟圓整" == capital_amount(678000, "zh_Hant")
    assert "負壹仟億圓零貳分" == capital_amount("-100000000000.02", "zh_Hant")
    assert capital_amount(5) == capital_amount(5, "en")


@pytest.mark.parametrize("amount", ["0.005", Fraction(1, 3), Decimal(10) ** 16])
def test_nothing_is_rounded(amount: Decimal | Fraction | str) -> None:
    """A part of a 分 is refused, and so is what has no numeral."""
    with pytest.raises(InexactNumberError, match="whole 分"):
        capital_amount(amount)
