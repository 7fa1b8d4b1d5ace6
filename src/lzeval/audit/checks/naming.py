"""
Checks of what targets and names say, and where they stand (指标表述检查).
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
from lzeval.notation import ReadingKind, Remark

if TYPE_CHECKING:
    from lzeval.audit.rows import RowFacts

__all__ = [
    "DEADLINE_OUTSIDE_YEAR",
    "DEADLINE_WITHOUT_DATE",
    "RESULT_WITHOUT_TARGET",
    "TARGET_INSIDE_NAME",
    "TEMPLATE_HINT_LEFT",
    "VAGUE_TARGET",
    "WRONG_KIND",
]


def __dir__() -> list[str]:
    return __all__


_NONE = ReadingKind.NONE
_TIMELINESS = Aspect.TIMELINESS
_QUALITATIVE = ReadingKind.QUALITATIVE
_QUANTITY = ReadingKind.QUANTITY
_TEMPLATE_HINT = Remark.TEMPLATE_HINT
_VALUE_FROM_NAME = Remark.VALUE_FROM_NAME


def _inside_name(row: RowFacts, _: Options) -> Seen:
    if row.reading.children:
        return NOT_APPLICABLE
    if _VALUE_FROM_NAME not in row.target.remarks:
        return PASSED
    return Found(
        msg("指标值写在名称“{name}”里，指标值栏没有填写"),
        {"name": row.name},
        row.weight,
    )


TARGET_INSIDE_NAME = Check(
    code="LZ405",
    name="target-inside-name",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("指标值写在名称里"),
    rule=msg("指标值应填在指标值栏，名称只写考核什么。"),
    source=msg("财预〔2020〕10号附件：自评表年度指标值栏"),
    remedy=msg("把指标值移到指标值栏。"),
    fires=form(row("服务对象满意度100%", None, None, "10", "9")),
    passes=form(row("服务对象满意度", "≥95%", "96%", "10", "10")),
    look=_inside_name,
)


def _result_only(row: RowFacts, _: Options) -> Seen:
    if row.outcome.kind is not _QUANTITY or row.is_execution:
        return NOT_APPLICABLE
    if row.target.kind is not _NONE:
        return PASSED
    if row.row.target_text is not None or not row.facts.has_targets:
        return NOT_APPLICABLE
    return Found(
        msg("完成{actual}，没有指标值可比"), {"actual": row.outcome.text}, row.weight
    )


RESULT_WITHOUT_TARGET = Check(
    code="LZ406",
    name="result-without-target",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("有完成值而没有指标值"),
    rule=msg("报出完成值的，应有年初设定的指标值可比。"),
    source=msg("财预〔2020〕10号：实际完成值与年初指标值比较"),
    remedy=msg("补列年初设定的指标值，或说明其为新增工作。"),
    fires=form(
        row("培训人数", "≥100人", "100人", "10", "10"), row("调处案件", None, "23件")
    ),
    passes=form(
        row("培训人数", "≥100人", "100人", "10", "10"), row("调处案件", "20件", "23件")
    ),
    look=_result_only,
)


_UNTOLD = frozenset({Aspect.UNKNOWN, Aspect.SATISFACTION})
_SATISFIED = re.compile("满意[度率]")
_COSTS = re.compile("成本|造价|单价")
_SAVED = re.compile("节约|节省|降低|减少|控制率|达标率|补助|补贴")
_TIMELY = re.compile("及时[率性]|按[时期].{0,4}率|完成时间|完工时间|时限")
_NATURE = re.compile("生态|污染|减排|空气质量|水质|绿化率|森林覆盖")
_LIVING = re.compile("生活(?:水平|条件|质量|环境)|幸福感|获得感|安全感|居住环境")
_ECONOMY = re.compile("经济|收入|增收|产值|利润|税|成本|费|效益|消费|金|价")
_DELIVERED = frozenset({Aspect.QUANTITY, Aspect.QUALITY, Aspect.COST})
_EFFECTS = frozenset(
    {Aspect.ECONOMIC, Aspect.SOCIAL, Aspect.ECOLOGICAL, Aspect.SUSTAINABLE}
)
_WRONG_KINDS = {
    "satisfaction": msg("“{name}”是满意度，却列在“{group}”下"),
    "cost": msg("“{name}”说的是成本，却列在“{group}”下"),
    "timeliness": msg("“{name}”说的是时效，却列在“{group}”下"),
    "nature": msg("“{name}”说的是生态环境，却列在“{group}”下"),
    "living": msg("“{name}”说的是群众生活，却列在“{group}”下"),
}


@lru_cache(maxsize=4096)
def _stray(name: str, aspect: Aspect) -> str | None:
    """Tell what a name speaks of that does not belong to its group."""
    is_economic = aspect is Aspect.ECONOMIC and not _ECONOMY.search(name)
    told = {
        "satisfaction": _SATISFIED.search(name),
        "cost": aspect in _EFFECTS and _COSTS.search(name) and not _SAVED.search(name),
        "timeliness": aspect in _DELIVERED and _TIMELY.search(name),
        "nature": is_economic and _NATURE.search(name),
        "living": is_economic and _LIVING.search(name),
    }
    return next((stray for stray, is_told in told.items() if is_told), None)


def _wrong_kind(row: RowFacts, _: Options) -> Seen:
    aspect = row.aspect
    if aspect in _UNTOLD:
        return NOT_APPLICABLE
    stray = _stray(row.name, aspect)
    if stray is None:
        return PASSED
    group = row.row.level2 or row.row.level1 or ""
    return Found(_WRONG_KINDS[stray], {"name": row.name, "group": group})


WRONG_KIND = Check(
    code="LZ407",
    name="wrong-kind",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("指标归类不当"),
    rule=msg("指标应列在与其内容相符的类别下。"),
    source=msg("财预〔2021〕101号：各类指标的含义"),
    remedy=msg("把指标移到相符的类别下。"),
    fires=form(
        row("受益群众满意度", "≥95%", "96%", "10", "10", level2="质量指标"),
    ),
    passes=form(
        row("培训合格率", "≥95%", "96%", "10", "10", level2="质量指标"),
    ),
    look=_wrong_kind,
)


def _without_date(row: RowFacts, _: Options) -> Seen:
    if row.aspect is not _TIMELINESS or row.target.kind is _NONE:
        return NOT_APPLICABLE
    if row.target.kind is not _QUALITATIVE:
        return PASSED
    return Found(
        msg("时效指标的指标值“{target}”没有写明日期或比率"),
        {"target": row.target.text},
        row.weight,
    )


DEADLINE_WITHOUT_DATE = Check(
    code="LZ408",
    name="deadline-without-date",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("时效指标没有时间"),
    rule=msg("时效指标应写明完成日期、天数或及时率，不能只写“及时”。"),
    source=msg("财预〔2020〕10号：绩效指标应细化量化、可衡量"),
    remedy=msg("写明完成日期或及时率。"),
    fires=form(row("提交报告", "及时", "及时", "10", "10", level2="时效指标")),
    passes=form(row("提交报告", "12月底前", "11月", "10", "10", level2="时效指标")),
    look=_without_date,
)


_VAGUE = re.compile(
    "(?:效果|成效|影响|作用|效益|经济效益|社会效益|生态效益|水平|能力|质量|满意度|情况)?"
    "(?:有所|逐步|不断|持续|进一步|明显|显著|有效|大幅|较为?|比较|长期|稳步|充分|切实|全面)*"
    "(?:提升|提高|改善|改进|加强|增强|增加|减少|降低|促进|保障|明显|显著|良好|较好|有效|长远|优化|"
    "完善|优良|好|可持续|持续|推动|支撑|规范|合理)"
)


def _vague(row: RowFacts, _: Options) -> Seen:
    target = row.target
    if target.kind is not _QUALITATIVE:
        return NOT_APPLICABLE
    phrase = (target.phrase or "").strip()
    if _VAGUE.fullmatch(phrase) is None:
        return PASSED
    return Found(
        msg("指标值“{target}”没有可衡量的标准"), {"target": phrase}, row.weight
    )


VAGUE_TARGET = Check(
    code="LZ409",
    name="vague-target",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("指标值笼统"),
    rule=msg("指标值应可衡量；定性指标也应写明评价标准。"),
    source=msg("财预〔2020〕10号：绩效指标应细化量化、可衡量"),
    remedy=msg("改为可衡量的指标值，或写明各档次的标准。"),
    fires=form(row("服务能力", "显著提升", "显著提升", "10", "10")),
    passes=form(row("制度执行", "严格执行资金管理制度", "已执行", "10", "10")),
    look=_vague,
)


_YEAR = re.compile("(?:19|20)[0-9]{2}")


def _outside_year(row: RowFacts, _: Options) -> Seen:
    date = row.target.date
    if date is None or date.year is None:
        return NOT_APPLICABLE
    year = _YEAR.search(row.facts.form.year or "")
    if year is None:
        return INSUFFICIENT_DATA
    if date.year == int(year[0]):
        return PASSED
    return Found(
        msg("评价年度为{year}年，时限却是“{target}”"),
        {"year": year[0], "target": row.target.text},
    )


DEADLINE_OUTSIDE_YEAR = Check(
    code="LZ410",
    name="deadline-outside-year",
    severity=Severity.NOTICE,
    part=Part.ROW,
    title=msg("时限不在评价年度内"),
    rule=msg("年度指标的时限应在评价年度之内。"),
    source=msg("财预〔2020〕10号：单位自评以预算年度为周期"),
    remedy=msg("核对年度，跨年项目写明本年度应完成的部分。"),
    fires=form(row("完成时间", "2023年底", "2022年12月", "10", "10"), year="2022"),
    passes=form(row("完成时间", "2022年底", "2022年12月", "10", "10"), year="2022"),
    look=_outside_year,
)


def _hint_left(row: RowFacts, _: Options) -> Seen:
    for reading in (row.target, row.outcome):
        if _TEMPLATE_HINT in reading.remarks:
            wording = msg("单元格里留有填表提示“{cell}”")
            return Found(wording, {"cell": reading.text}, row.weight)
    return PASSED


TEMPLATE_HINT_LEFT = Check(
    code="LZ411",
    name="template-hint-left",
    severity=Severity.WARNING,
    part=Part.ROW,
    title=msg("留有填表提示"),
    rule=msg("模板中的填表提示应删去，换成实际内容。"),
    source=msg("填报说明：按模板提示填写后删除提示"),
    verified=True,
    remedy=msg("填写实际内容，删去提示。"),
    fires=form(row("培训效果", "请填写具体内容，100字以内", "好", "10", "10")),
    passes=form(row("培训效果", "合格率90%以上", "95%", "10", "10")),
    look=_hint_left,
)
