"""
Checks of the targets set (指标值检查).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lzeval.audit.aspects import Aspect
from lzeval.audit.check import Check, Found, Options, Seen
from lzeval.audit.examples import form, row
from lzeval.audit.findings import (
    INSUFFICIENT_DATA,
    NOT_APPLICABLE,
    PASSED,
    Part,
    Severity,
)
from lzeval.l10n import msg
from lzeval.notation import Comparator, ReadingKind, Remark, Unit

if TYPE_CHECKING:
    from lzeval.audit.rows import RowFacts

__all__ = [
    "COMPARATOR_AGAINST_SENSE",
    "PLACEHOLDER_LEFT",
    "TARGET_WITHOUT_VALUE",
    "UNIT_MISMATCH",
]


def __dir__() -> list[str]:
    return __all__


_DATE = ReadingKind.DATE
_NONE = ReadingKind.NONE
_NOT_APPLICABLE = ReadingKind.NOT_APPLICABLE
_QUANTITY = ReadingKind.QUANTITY
_UNIT_MISMATCH = Remark.UNIT_MISMATCH


_MEASURABLE = frozenset({_QUANTITY, _DATE})
_QUANTITATIVE = frozenset({"定量", "定量指标"})
_DASHES = frozenset("-—–一/\\*－―─_ 　")


def _without_value(row: RowFacts, _: Options) -> Seen:
    cell, target = row.row.target_text, row.target
    if (cell is None and row.row.target_cells is None) or row.reading.children:
        return NOT_APPLICABLE
    if target.kind in _MEASURABLE:
        return PASSED
    if target.kind is _NOT_APPLICABLE or not row.is_used:
        return NOT_APPLICABLE
    if target.kind is _NONE and _DASHES.issuperset(target.text):
        return Found(msg("指标值空白"), {"target": target.text}, row.weight)
    if not _declared(row).isdisjoint(_QUANTITATIVE):
        return Found(
            msg("注明为定量指标，指标值“{target}”中没有数字"),
            {"target": target.text},
            row.weight,
        )
    return PASSED


def _declared(row: RowFacts) -> frozenset[str]:
    """Give the cells, or the first word of several, that may declare the kind."""
    cells, text = row.row.target_cells, row.row.target_text
    if cells:
        return frozenset(cell.strip() for cell in cells)
    if not text or " " not in text or " " not in text.strip():
        return _NOTHING
    return frozenset(text.split(maxsplit=1)[:1])


_NOTHING: frozenset[str] = frozenset()


TARGET_WITHOUT_VALUE = Check(
    code="LZ401",
    name="target-without-value",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("未填指标值"),
    rule=msg("在用的指标应当有指标值；注明为定量的，指标值应含数字。"),
    source=msg("财预〔2020〕10号：绩效指标应细化量化、可衡量"),
    remedy=msg("补填年初批复的指标值。"),
    fires=form(row("培训人数", "", "100人", "10", "10")),
    passes=form(row("培训人数", "≥100人", "100人", "10", "10")),
    look=_without_value,
)


def _units(row: RowFacts, _: Options) -> Seen:
    target, outcome = row.target, row.outcome
    if target.kind is not _QUANTITY:
        return NOT_APPLICABLE
    if _UNIT_MISMATCH in target.remarks:
        return Found(
            msg("指标值“{target}”与单位栏的单位不一致"),
            {"target": target.text},
            row.weight,
        )
    if outcome.kind is not _QUANTITY:
        return NOT_APPLICABLE
    if _UNIT_MISMATCH in outcome.remarks:
        if _differ_in_period(target.unit or "", outcome.unit or ""):
            return INSUFFICIENT_DATA  # twice a month may well be 24 times
        return Found(
            msg("指标值“{target}”与实际完成值“{actual}”的单位不能比较"),
            {"target": target.text, "actual": outcome.text},
            row.weight,
        )
    return PASSED


_PERIOD = re.compile("[/·](?:半?年|季度?|月|旬|周|日|天)$")


def _differ_in_period(one: str, other: str) -> bool:
    """Whether two units are the same but for the month or year that one speaks of."""
    return _PERIOD.sub("", one) == _PERIOD.sub("", other)


UNIT_MISMATCH = Check(
    code="LZ402",
    name="unit-mismatch",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("计量单位不一致"),
    rule=msg("指标值、单位栏和实际完成值应使用同一类计量单位，才能比较。"),
    source=msg("财预〔2020〕10号：指标值与完成值相比较"),
    remedy=msg("统一计量单位，重新核对数字。"),
    fires=form(row("培训场次", "≥10场", "300人", "10", "10")),
    passes=form(row("新修道路", "≥3公里", "3200米", "10", "10")),
    look=_units,
)


_STARS = re.compile(r"[*＊]{2,}")
_CROSSES = re.compile(
    r"[(（≥≤><=＝:：]\s*[xX×]{2,}(?![A-Za-z])|^\s*[xX×]{2,}[\u4e00-\u9fff%]{0,2}\s*$"
)


@lru_cache(maxsize=4096)
def _placeholder_in(*cells: str | None) -> tuple[str, str] | None:
    """Find the first cell that holds a placeholder, and that."""
    for cell in cells:
        found = cell and (_STARS.search(cell) or _CROSSES.search(cell))
        if cell and found:
            return cell, found[0]
    return None


def _placeholder(row: RowFacts, _: Options) -> Seen:
    found = _placeholder_in(row.name, row.row.target_text, row.row.actual_text)
    if found is None:
        return PASSED
    cell, mark = found
    return Found(
        msg("“{cell}”中留有未填的“{mark}”"),
        {"cell": cell, "mark": mark.lstrip("(（≥≤><=＝:： ")},
    )


PLACEHOLDER_LEFT = Check(
    code="LZ403",
    name="placeholder-left",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("留有未填的占位符"),
    rule=msg("模板中的“**”“XX”等占位符应替换为实际内容。"),
    source=msg("填报说明：按模板提示填写后删除提示"),
    verified=True,
    remedy=msg("填写实际内容，删去占位符。"),
    fires=form(row("苗木成活率(≥**%)", "85", "90", "10", "10")),
    passes=form(row("苗木成活率", "≥85%", "90%", "10", "10")),
    look=_placeholder,
)


_UP = frozenset({Comparator.AT_LEAST, Comparator.MORE_THAN})
_DOWN = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_POSITIVE = frozenset({"正向", "正向指标"})
_NEGATIVE = frozenset({"反向", "反向指标", "逆向", "逆向指标", "负向", "负向指标"})
_COST = re.compile(
    "成本|费用|总?投入|总投资|支出|造价|预算|概算|单价|价格|开支|花费|控制数|经费"
)
_NOT_COST = re.compile(
    "节约|节省|降低|减少|下降|压减|收入|增收|收益|效益|产值|补助|补贴|标准|[率度比]$|"
    "争取|筹集|带动|撬动|引进|吸引|招商|拨付|支付|发放|兑现|落实|到位|完成|销售|营业|贷款|税"
)
_TO_BUILD = re.compile(
    "建设|新建|建成|改建|扩建|修建|建造|改造|安装|铺设|种植|栽植|绿化|购置|采购|新增|维修|修复|"
    "培训|覆盖"
)
_NOT_TO_BUILD = re.compile(
    "成本|费用|时间|时限|周期|工期|天数|事故|投诉|调整|变更|超|差错|故障|率$|价|损失|未|不|控制"
)
_TO_REACH = re.compile(
    "(?:满意|合格|达标|覆盖|完成|及时|成活|知晓|到位|入学|利用|准确|保障|就业|参保|优良|好评|普及|"
    "达成|使用|完好|巩固)[率度]$"
)
_NOT_TO_REACH = re.compile("不|未|非|失|欠")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


def _plain(name: str) -> str:
    return _BRACKETS.sub("", name).strip()


def _against_sense(row: RowFacts, _: Options) -> Seen:
    target = row.target
    sign = target.comparator
    if sign is None or sign not in _SIGNS:
        return NOT_APPLICABLE
    wording = _declared_otherwise(row, sign)
    if wording is None:
        if target.kind is not _QUANTITY:
            return NOT_APPLICABLE
        wording = _meant_otherwise(row.name, row.aspect, target.unit, sign)
    if wording is None:
        return PASSED
    evidence = {"name": row.name, "sign": _SIGNS[sign], "target": target.text}
    return Found(wording, evidence, row.weight)


def _declared_otherwise(row: RowFacts, sign: Comparator) -> str | None:
    """Say how the sign contradicts what the form declares beside the target."""
    declared = _declared(row)
    if not declared:
        return None
    if sign in _UP:
        is_wrong = not declared.isdisjoint(_NEGATIVE)
        return msg("注明为反向指标，符号却是“{sign}”") if is_wrong else None
    is_wrong = not declared.isdisjoint(_POSITIVE)
    return msg("注明为正向指标，符号却是“{sign}”") if is_wrong else None


@lru_cache(maxsize=4096)
def _meant_otherwise(
    name: str, aspect: Aspect, unit: str | None, sign: Comparator
) -> str | None:
    """Say how the sign contradicts what the name of a quantity means."""
    plain, up = _plain(name), sign in _UP
    if up and _is_cost(plain, aspect, unit):
        return msg("“{name}”是成本，越低越好，符号却是“{sign}”")
    if not up and _is_to_reach(plain, aspect, unit):
        return msg("“{name}”越高越好，符号却是“{sign}”")
    return None


_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
}


def _is_cost(name: str, aspect: Aspect, unit: str | None) -> bool:
    """Whether a quantity is money to be spent, of which less is better."""
    if not unit or Unit.of(unit).family.partition("/")[0] != "money":
        return False
    if _NOT_COST.search(name) is not None:
        return False
    return _COST.search(name) is not None or aspect is Aspect.COST


def _is_to_reach(name: str, aspect: Aspect, unit: str | None) -> bool:
    """Whether a quantity is to be built or reached, of which more is better."""
    if unit == "%":
        return _TO_REACH.search(name) is not None and _NOT_TO_REACH.search(name) is None
    family = Unit.of(unit).family if unit else ""
    return (
        aspect is Aspect.QUANTITY
        and not family.startswith(("money", "time", "duration"))
        and _TO_BUILD.search(name) is not None
        and _NOT_TO_BUILD.search(name) is None
    )


COMPARATOR_AGAINST_SENSE = Check(
    code="LZ404",
    name="comparator-against-sense",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("指标方向与符号相反"),
    rule=msg("越高越好的用“≥”，越低越好的用“≤”；符号应与注明的正向、反向一致。"),
    source=msg("预算管理一体化数据要素：指标性质（计算符号）"),
    remedy=msg("改正符号，或改正指标方向。"),
    fires=form(row("项目总成本", "≥90万元", "90万元", "10", "10")),
    passes=form(row("项目总成本", "≤90万元", "90万元", "10", "10")),
    look=_against_sense,
)
