"""
What the states, kinds and choices of the model are called (标签).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lzeval.l10n.words import msg
from lzeval.model import (
    Basis,
    Combine,
    Level,
    NoRate,
    OutcomeState,
    Remark,
    Role,
    RollUp,
)
from lzeval.scoring import (
    Denominator,
    GradeOn,
    LeftOut,
    Light,
    NoGrade,
    RoundingMode,
    RoundingOrder,
    Status,
    TargetKind,
    Treatment,
)
from lzeval.scoring.rules import Flag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from lzeval.l10n.words import Words

__all__ = ["LABELS", "label"]


def __dir__() -> list[str]:
    return __all__


# Members of two enumerations may be equal as text, so each has a table of its own.
LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = MappingProxyType(
    {
        Basis: {
            Basis.PLAN: msg("计划标准"),
            Basis.INDUSTRY: msg("行业标准"),
            Basis.HISTORY: msg("历史标准"),
            Basis.EXPENDITURE: msg("预算支出标准"),
            Basis.PEERS: msg("同类城市标准"),
            Basis.OTHER: msg("其他标准"),
        },
        Combine: {
            Combine.MEAN: msg("平均"),
            Combine.WEIGHTED: msg("加权平均"),
            Combine.POOLED: msg("合并计算"),
            Combine.MINIMUM: msg("取最低"),
        },
        Flag: {
            Flag.OVER_COMPLETION: msg("超额完成幅度较大"),
            Flag.REASON_NEEDED: msg("应说明原因而未说明"),
            Flag.SMALL_SAMPLE: msg("有效样本不足或未注明"),
        },
        GradeOn: {
            GradeOn.ROUNDED: msg("按公布得分"),
            GradeOn.EXACT: msg("按未舍入得分"),
        },
        Level: {
            Level.MET: msg("达成年度指标"),
            Level.PARTLY_MET: msg("部分达成年度指标并具有一定效果"),
            Level.NOT_MET: msg("未达成年度指标且效果较差"),
        },
        Light: {
            Light.RED: msg("红灯"),
            Light.YELLOW: msg("黄灯"),
            Light.GREEN: msg("绿灯"),
            Light.BLUE: msg("蓝灯"),
        },
        NoRate: {
            NoRate.ZERO_TARGET: msg("指标值为零"),
            NoRate.NEGATIVE_TARGET: msg("指标值为负且未达到"),
            NoRate.INTERVAL_TARGET: msg("指标值为区间"),
            NoRate.NO_TARGET: msg("未设指标值"),
            NoRate.NO_NUMBER: msg("不是数值"),
            NoRate.COPIED_BOUND: msg("完成值照抄指标值"),
            NoRate.UNIT_MISMATCH: msg("计量单位不一致"),
            NoRate.CLAIMED: msg("称已完成，未报数"),
            NoRate.MISSING: msg("未填报"),
            NoRate.NOT_APPLICABLE: msg("不适用"),
            NoRate.NOT_ASSESSABLE: msg("无法评定"),
            NoRate.UNDECIDABLE: msg("无法判断是否达标"),
            NoRate.NO_LEVEL: msg("未写明达成程度"),
            NoRate.NO_RULE: msg("无赋分规则"),
            NoRate.NO_AWARD: msg("尚未评分"),
            NoRate.ZERO_DENOMINATOR: msg("分母为零"),
            NoRate.UNKNOWN_AMOUNT: msg("金额或数量未知"),
        },
        OutcomeState: {
            OutcomeState.REPORTED: msg("已填报"),
            OutcomeState.CLAIMED: msg("仅称完成"),
            OutcomeState.MISSING: msg("未填报"),
            OutcomeState.NOT_APPLICABLE: msg("不适用"),
            OutcomeState.NOT_ASSESSABLE: msg("无法评定"),
        },
        Remark: {
            Remark.SIGN_FROM_NAME: msg("符号取自指标名称"),
            Remark.UNIT_FROM_NAME: msg("单位取自指标名称"),
            Remark.VALUE_FROM_NAME: msg("数值取自指标名称"),
            Remark.SIGN_DAMAGED: msg("符号有损"),
            Remark.UNKNOWN_UNIT: msg("未知单位"),
            Remark.UNIT_DAMAGED: msg("单位有损"),
            Remark.NO_SIGN_NO_UNIT: msg("无符号无单位"),
            Remark.COPIED_BOUND: msg("完成值照抄指标值"),
            Remark.BARE_ACTUAL: msg("完成值无单位"),
            Remark.FRACTION_FOR_PERCENT: msg("疑似以小数代百分数"),
            Remark.PLACEHOLDER: msg("占位符"),
            Remark.TEMPLATE_HINT: msg("填表提示未删"),
            Remark.UNIT_MISMATCH: msg("计量单位不一致"),
            Remark.TWO_TARGETS: msg("一格多值"),
            Remark.DEADLINE_AND_FIGURE: msg("时限与数值同格"),
            Remark.APPROXIMATE: msg("约数"),
            Remark.OPEN_END: msg("区间端点不含"),
            Remark.PART_OF_WHOLE: msg("分子与分母"),
            Remark.BLANKS_IN_NUMBER: msg("数字间有空格"),
            Remark.WORDS_BESIDE_FIGURE: msg("数值之外另有文字"),
            Remark.LESS_IS_BETTER: msg("越小越好"),
            Remark.FIXED_STANDARD: msg("固定标准"),
        },
        Role: {
            Role.SELF: msg("单位自评"),
            Role.DEPARTMENT: msg("部门评价"),
            Role.FINANCE: msg("财政复核"),
        },
        RollUp: {
            RollUp.SUM: msg("加总"),
            RollUp.WEIGHTED_MEAN: msg("加权平均"),
            RollUp.SHARED: msg("适用指标共享分值"),
            RollUp.POOLED: msg("按合并得分率"),
            RollUp.GEOMETRIC: msg("几何平均"),
            RollUp.MINIMUM: msg("取最低得分率"),
        },
        LeftOut: {
            LeftOut.RESCALE: msg("总分折算"),
            LeftOut.REDISTRIBUTE: msg("一级指标内调剂"),
        },
        NoGrade: {
            NoGrade.NO_SCALE: msg("评价办法不评定等级"),
            NoGrade.NOTHING_APPLIES: msg("没有适用的指标"),
            NoGrade.UNKNOWN_MAXIMUM: msg("满分未知"),
            NoGrade.LOW_COVERAGE: msg("数据覆盖率低于规定下限"),
            NoGrade.UNKNOWN_COVERAGE: msg("无法判断数据覆盖率是否达到规定下限"),
            NoGrade.SEVERAL: msg("数据不全，可能有几个等级"),
        },
        RoundingMode: {
            RoundingMode.HALF_UP: msg("四舍五入"),
            RoundingMode.TRUNCATE: msg("截去"),
        },
        RoundingOrder: {
            RoundingOrder.LEAVES: msg("各项先舍入后相加"),
            RoundingOrder.TOTAL: msg("各项先相加后舍入"),
        },
        Denominator: {
            Denominator.ADJUSTED: msg("全年预算数"),
            Denominator.RECEIVED: msg("到位资金"),
            Denominator.INITIAL: msg("年初预算数"),
        },
        Status: {
            Status.COUNTED: msg("按完成值计算"),
            Status.AWARDED: msg("人工评分"),
            Status.CLAIMED: msg("称已完成，未报数"),
            Status.MISSING: msg("未填报"),
            Status.NOT_APPLICABLE: msg("不适用"),
            Status.NOT_ASSESSABLE: msg("无法评定"),
        },
        Treatment: {
            Treatment.EXCLUDE: msg("不计入，按适用指标折算"),
            Treatment.ZERO: msg("计零分"),
            Treatment.FULL: msg("视同达标"),
            Treatment.OPEN: msg("待定，以区间表示"),
        },
        TargetKind: {
            TargetKind.POSITIVE: msg("正向"),
            TargetKind.EQUAL: msg("等于"),
            TargetKind.REVERSE: msg("反向"),
            TargetKind.INTERVAL: msg("区间"),
            TargetKind.DEADLINE: msg("时限"),
            TargetKind.QUALITATIVE: msg("定性"),
        },
    }
)


def label(member: StrEnum, words: Words) -> str:
    """
    Call a state, kind or choice by its name in the reader's language (标签).

    Args:
        member: A member of an enumeration.
        words: The language.

    Returns:
        Its name; the member's value if we have no name for it.

    Examples:
        >>> from lzeval.l10n import words_for
        >>> label(OutcomeState.CLAIMED, words_for("zh_CN"))
        '仅称完成'
    """
    message = LABELS.get(type(member), {}).get(member)
    return str(member) if message is None else words(message)
