"""Units: spellings, families, exact factors, compounds."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from lzeval.errors import UnitMismatchError
from lzeval.notation import Unit, conversion_factor, same_family
from lzeval.notation._unit_table import COUNTED, MEASURED


@pytest.mark.parametrize(
    ("spelling", "symbol"),
    [
        ("万元", "万元"),
        ("圆", "元"),
        ("RMB", "元"),
        ("yuan", "元"),
        ("百分比", "%"),
        ("percent", "%"),
        ("per cent", "%"),
        ("百分点", "个百分点"),
        ("平米", "平方米"),
        ("m²", "㎡"),
        ("KM", "km"),
        ("people", "人"),
        ("households", "户"),
        ("square metres", "平方米"),
        ("台(套)", "台套"),
        ("元/人/天", "元/人·天"),
        ("元每人每天", "元/人·天"),
        ("元/(人·天)", "元/(人·天)"),
        ("揽子", "揽子"),
        (" 个 ", "个"),
        ("", ""),
    ],
)
def test_spellings(spelling: str, symbol: str) -> None:
    """Every spelling leads to the canonical symbol; an unknown word stays."""
    assert symbol == str(Unit.of(spelling))


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("万元", "元", 10_000),
        ("亿元", "万元", 10_000),
        ("百万元", "元", 1_000_000),
        ("元", "角", 10),
        ("%", "比例", Fraction(1, 100)),
        ("‰", "%", Fraction(1, 10)),
        ("成", "%", 10),
        ("公里", "米", 1000),
        ("km", "公里", 1),
        ("毫米", "厘米", Fraction(1, 10)),
        ("亩", "平方米", Fraction(2000, 3)),
        ("亩", "公顷", Fraction(1, 15)),
        ("公顷", "亩", 15),
        ("平方公里", "公顷", 100),
        ("吨", "千克", 1000),
        ("斤", "公斤", Fraction(1, 2)),
        ("升", "立方米", Fraction(1, 1000)),
        ("天", "小时", 24),
        ("周", "天", 7),
        ("日", "天", 1),
        ("年", "月", 12),
        ("季度", "个月", 3),
        ("兆瓦时", "千瓦时", 1000),
        ("英寸", "厘米", Fraction(127, 50)),
        ("名", "人", 1),
        ("万人次", "人次", 10_000),
        ("万元/公里", "元/米", 10),
        ("元/亩", "元/公顷", 15),
        ("次/年", "次/月", Fraction(1, 12)),
        ("元/人·天", "元/天·人", 1),
        ("万/月", "/月", 10_000),
        ("亿", "万", 10_000),
    ],
)
def test_conversion(source: str, target: str, factor: int | Fraction) -> None:
    """Within a family units convert exactly."""
    assert same_family(source, target)
    assert factor == conversion_factor(source, target)
    assert 1 / Fraction(factor) == conversion_factor(target, source)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("%", "个百分点"),
        ("人", "人次"),
        ("个", "人"),
        ("月", "天"),
        ("年", "天"),
        ("工作日", "天"),
        ("元", "美元"),
        ("台", "套"),
        ("元", "元/人"),
        ("次/月", "次"),
        ("MB", "GB"),
        ("分", "元"),
        ("", "个"),
        ("揽子", "个"),
    ],
)
def test_foreign_units(one: str, two: str) -> None:
    """Units of different families are refused, and the error names both."""
    assert not same_family(one, two)
    with pytest.raises(UnitMismatchError) as caught:
        conversion_factor(one, two)
    assert (one, two) == (caught.value.left, caught.value.right)


def test_bare_numbers() -> None:
    """No unit is a unit as well: that of a bare number."""
    assert (1, Unit.of("")) == (conversion_factor(None, ""), Unit.of(""))
    assert same_family(None, None)


def test_identity() -> None:
    """Equal words give the same object, and a unit is its own unit."""
    unit = Unit.of("元/人·天")
    assert unit is Unit.of("元/人·天")
    assert unit is Unit.of(unit)
    assert unit == pickle.loads(pickle.dumps(unit))  # noqa: S301


def test_names() -> None:
    """A unit knows its other spellings and its English names."""
    unit = Unit.of("人")
    assert ("person", "people") == (unit.english, unit.english_plural)
    assert "persons" in unit.spellings


def test_denominators_stay_few() -> None:
    """What follows a third denominator is no unit any more."""
    assert "word:元/人/天/次/年/月" == Unit.of("元/人/天/次/年/月").family


def test_table_is_large_and_consistent() -> None:
    """The table has some three hundred units, each once, each factor above zero."""
    symbols = [row[0] for row in MEASURED] + [row[0] for row in COUNTED]
    assert len(symbols) == len(set(symbols)) > 280
    assert all(Fraction(row[2]) > 0 for row in MEASURED)


def test_no_spelling_is_claimed_twice() -> None:
    """A Chinese spelling belongs to one unit only."""
    seen: dict[str, str] = {}
    rows = [(row[0], row[4]) for row in MEASURED] + [
        (row[0], row[2]) for row in COUNTED
    ]
    for symbol, words in rows:
        for word in [symbol, *words.split()]:
            assert seen.setdefault(word, symbol) == symbol, word


def test_every_family_has_its_base() -> None:
    """A measured family has a unit of factor one."""
    families = {row[1] for row in MEASURED}
    assert families == {row[1] for row in MEASURED if Fraction(row[2]) == 1}
