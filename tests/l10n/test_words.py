"""Messages, numbers, money and dates in each language."""

from __future__ import annotations

import datetime as dt
import decimal
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from lzeval.errors import InexactNumberError, UnknownNameError
from lzeval.l10n import Words, words_for
from lzeval.l10n.catalogs import catalog

ZH, HANT, EN = words_for("zh_CN"), words_for("zh_Hant"), words_for("en")


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0, None, "0"),
        (95, None, "95"),
        (Decimal("9.50"), None, "9.5"),
        (Decimal("100.00"), None, "100"),
        (Decimal("1E+3"), None, "1,000"),
        (Decimal("-0.00"), None, "0"),
        (Decimal("1234567.891234"), None, "1,234,567.891234"),
        (67.8, None, "67.8"),
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("2.5", 0, "3"),
        ("0.004", 2, "0.00"),
        ("-0.004", 2, "0.00"),
        (Decimal("1.005"), 2, "1.01"),
        (7, 2, "7.00"),
        (Fraction(40, 3), None, "13.33"),
        (Fraction(40, 3), 4, "13.3333"),
        (Fraction(3, 8), None, "0.375"),
        (
            Decimal("12345678901234567890123456789012.345"),
            2,
            "12,345,678,901,234,567,890,123,456,789,012.35",
        ),
    ],
)
def test_numbers(value: Decimal, digits: int | None, expected: str) -> None:
    """Numbers are exact, or rounded half up to the digits asked for."""
    assert [expected] * 3 == [words.number(value, digits) for words in (ZH, HANT, EN)]


def test_numbers_do_not_depend_on_the_decimal_context() -> None:
    """A context of low precision changes nothing."""
    with decimal.localcontext(decimal.Context(prec=3, rounding=decimal.ROUND_DOWN)):
        assert "1,234.57" == ZH.number(Decimal("1234.5678"), 2)
        assert "123.4567%" == ZH.percent(Decimal("1.234567"), 4)
        assert "123.456789万元" == ZH.money(Decimal("1234567.89"))


def test_thousands_may_stand_together() -> None:
    """Grouping can be left out."""
    assert "1234.5" == EN.number(Decimal("1234.5"), grouping=False)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "many", None])
def test_what_is_no_number(value: object) -> None:
    """NaN, infinities, booleans and words are refused."""
    with pytest.raises(InexactNumberError):
        ZH.number(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (Fraction(5123, 6410), 2, "79.92%"),
        (Fraction(125, 150), 2, "83.33%"),
        (Decimal("0.125"), 0, "13%"),
        (1, 2, "100.00%"),
        (Fraction(99995, 100000), 2, "100.00%"),
        (Fraction(99994, 100000), 2, "99.99%"),
        (Decimal(20), 1, "2,000.0%"),
        (Fraction(-1, 3), 2, "-33.33%"),
    ],
)
def test_percentages(value: Fraction, digits: int, expected: str) -> None:
    """Ratios become percentages with the digits asked for, rounded half up."""
    assert expected == ZH.percent(value, digits)


def test_points() -> None:
    """Points are written as they were rounded, or to the digits asked for."""
    assert "6.39" == EN.points(Decimal("6.39"))
    assert "28" == ZH.points(Decimal("28.00"))
    assert "28.0" == ZH.points(Decimal(28), 1)


@pytest.mark.parametrize(
    ("words", "amount", "unit", "expected"),
    [
        (ZH, Decimal(678000), "万元", "67.8万元"),
        (ZH, Decimal("0.01"), "万元", "0.000001万元"),
        (ZH, Decimal("1234.5"), "元", "1,234.5元"),
        (ZH, Decimal(260_000_000), "亿元", "2.6亿元"),
        (ZH, Decimal("1E+20"), "亿元", "1,000,000,000,000亿元"),
        (HANT, Decimal(678000), "万元", "67.8萬元"),
        (HANT, Decimal(5), "元", "5元"),
        (EN, Decimal(678000), "万元", "CNY 678,000"),
        (EN, Decimal(260_000_000), "亿元", "CNY 260,000,000"),
    ],
)
def test_money(words: Words, amount: Decimal, unit: str, expected: str) -> None:
    """Amounts are exact in the unit asked for, or in 元 where nobody counts in 万."""
    assert expected == words.money(amount, unit)


def test_money_is_rounded_if_asked() -> None:
    """Amounts can be rounded half up in their unit."""
    assert "0.13万元" == ZH.money(1250, digits=2)


def test_unknown_unit_of_money() -> None:
    """Another unit of money is refused."""
    with pytest.raises(UnknownNameError, match="unit of money"):
        ZH.money(1, "美元")


@pytest.mark.parametrize(
    ("words", "expected"),
    [(ZH, "2022年1月31日"), (HANT, "2022年1月31日"), (EN, "31 January 2022")],
)
def test_dates(words: Words, expected: str) -> None:
    """Days are written as the language writes them."""
    assert expected == words.date(dt.date(2022, 1, 31))


@pytest.mark.parametrize(
    ("words", "low", "high", "expected"),
    [
        (ZH, 8, 10, "8～10"),
        (HANT, Decimal("6.5"), Decimal("7.0"), "6.5～7"),
        (EN, 8, 10, "8 to 10"),
        (EN, Decimal("8.0"), 8, "8"),
        (ZH, 8, None, "≥8"),
        (EN, None, 10, "≤ 10"),
        (ZH, None, None, ""),
    ],
)
def test_intervals(
    words: Words, low: Decimal | None, high: Decimal | None, expected: str
) -> None:
    """An interval is written with both ends, or with the one it has."""
    assert expected == words.interval(low, high)


def test_ends_that_are_written_alike_are_written_once() -> None:
    """An interval that rounds to one number is that number."""
    assert "1.23" == ZH.interval(Decimal("1.231"), Decimal("1.234"), 2)


@pytest.mark.parametrize(
    ("words", "items", "expected"),
    [
        (ZH, [], ""),
        (ZH, ["决策"], "决策"),
        (ZH, ["决策", "过程", "产出"], "决策、过程和产出"),
        (EN, ["a", "b"], "a and b"),
        (EN, ["a", "b", "c"], "a, b, and c"),
    ],
)
def test_lists(words: Words, items: list[str], expected: str) -> None:
    """Items are joined as the language joins them."""
    assert expected == words.join(items)


def test_messages() -> None:
    """A message takes its figures in each language."""
    message = "{low}～{high}"
    told = [words(message, low=1, high="2") for words in (ZH, HANT, EN)]
    assert ["1～2", "1～2", "1 to 2"] == told


def test_unknown_messages_stay_chinese() -> None:
    """A message without translation is said in Chinese."""
    message = "没有人译过的{name}"  # not marked on purpose
    assert "没有人译过的x" == EN(message, name="x")


def test_braces_in_figures_are_text() -> None:
    """What is put into a message is not read as a message."""
    assert "≥{low.x}" == ZH("≥{low}", low="{low.x}")


def test_a_figure_that_is_missing_is_misuse() -> None:
    """A message whose figure is not given raises."""
    with pytest.raises(KeyError, match="low"):
        ZH("≥{low}")


@pytest.mark.parametrize("translation", ["≥ {lwo}", "≥ {low", "≥ {low.x}", "≥ {}"])
def test_a_slip_in_a_translation_loses_no_document(translation: str) -> None:
    """A translation that does not fit its figures is passed over for the Chinese."""
    translations = catalog("en")
    known = translations._catalog  # type: ignore[attr-defined] # noqa: SLF001
    known["错译{low}"] = translation
    try:
        assert "错译1" == EN("错译{low}", low="1")
    finally:
        del known["错译{low}"]


def test_words_are_values() -> None:
    """Words of one language are equal, and survive pickling."""
    assert words_for("zh-Hant-HK") == HANT
    assert EN == pickle.loads(pickle.dumps(EN))  # noqa: S301 - our own
    assert 2 == len({EN, words_for("en_GB"), ZH})
