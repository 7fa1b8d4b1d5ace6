"""
How forms word their headings, labels and titles (表头用语).

The words themselves are data, in ``wording.toml`` beside this module.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import NamedTuple, TypeAlias

__all__ = [
    "Label",
    "bare",
    "column_role",
    "folded",
    "form_kind",
    "is_form_title",
    "is_indicator_block",
    "is_money_block",
    "is_money_name",
    "is_omission",
    "is_remark",
    "is_template",
    "label_of",
    "labelled",
    "level_and_weight",
    "money_role",
    "money_unit",
    "one_line",
    "points_of_heading",
    "year_in",
]


def __dir__() -> list[str]:
    return __all__


_SIMPLE = str.maketrans(
    "項級標實際執預資績單權數總額評價門稱爲為達滿進導劃設務創產層負責備註說復審統"
    "計類別質運無經濟會態續過決發狀況內報結論圖來體財撥轉當開萬億後",
    "项级标实际执预资绩单权数总额评价门称为为达满进导划设务创产层负责备注说复审统"
    "计类别质运无经济会态续过决发状况内报结论图来体财拨转当开万亿后",
)
"""Traditional characters of headings, and what they are in simplified writing."""
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BLANK = re.compile(r"\s+")
_KEPT, _SHORT = 4096, 256
"""How many texts are remembered, and how long they are at most: prose need not be."""


def folded(text: str) -> str:
    """Fold widths, writing and case, and take out blanks (归一)."""
    return (_folded if len(text) <= _SHORT else _folded.__wrapped__)(text)


@lru_cache(_KEPT)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIMPLE).lower()
    return _BLANK.sub("", plain)


def bare(text: str) -> str:
    """Fold a heading, and take off its brackets and colon (表头归一)."""
    return (_bare if len(text) <= _SHORT else _bare.__wrapped__)(text)


@lru_cache(_KEPT)
def _bare(text: str) -> str:
    plain = folded(text).strip("*#").rstrip(":")
    return _BRACKETS.sub("", plain).rstrip(":") or plain


def one_line(text: str) -> str:
    """Join the lines of a name, which were only broken to fit its cell (合并换行)."""
    joined = text.strip()
    joined = re.sub(
        r"(?<=[^\x00-\x7f])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[^\x00-\x7f])", "", joined
    )
    return re.sub(r"\s*\n\s*", " ", joined)


def _table(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (role, re.compile("|".join(patterns)))
        for role, patterns in _WORDINGS[name].items()
    )


_WORDINGS: dict[str, dict[str, list[str]]] = tomllib.loads(
    resources.files("lzeval.readers").joinpath("wording.toml").read_text("utf-8")
)
_COLUMNS, _MONEY_COLUMNS, _LABELS = map(_table, ("columns", "money", "labels"))

_MONEY_NAME = re.compile(
    "(其中|#)?.*(资金总额|总额|总金额|项目金额|年度金额|财政拨款|财政资金|其他资金|自筹资金"
    "|单位资金|结转资金|专户管理资金|预算金额|预算申报数|预算安排|地方资金|补助资金?"
    "|上级资金|本级资金|专项资金|拨款|totalfunds.*)"
)
_MONEY_BLOCK = re.compile(
    "(年度|项目|本年|预算|部门)*(资金|预算)(安排|执行|投入|使用|来源|收支)?(情况|构成)?|funds|budget"
)
_INDICATOR_BLOCK = re.compile("(年度)?绩效指标(情况|完成情况)?|performanceindicators?")
_FORM_TITLE = re.compile(
    "(自评|目标|申报|批复|评价|评分|监控|绩效|得分).*(表|报告|报告书|公示|情况|目标|指标)"
    "|绩效.*(表|报告|公示|自评)|(self-?)?evaluation|scores?by"
)
_REMARK = re.compile(
    r"(注|备注|说明|填表说明|填报说明|注释|note|remark)s?[0-9]*[::.、]|[0-9]+[.、)]|※|\*[^*]"
)
_OMITTED = re.compile(
    r"[(\[]?(以下|下同|以下内容|后续|其余|余)?(略|从略|省略|不可见)[)\]]?|[(\[]?(节选|摘录|未完).*"
)
_TEMPLATE = re.compile(r"(指标)?[0-9一二三]?[:.]?[.…·]*|[.…·]+")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_WEIGHTED = re.compile(
    r"(?P<name>.*?)\s*[(（\[]\s*(?:分值|权重|满分|共)?[:：]?\s*"
    r"(?P<weight>[0-9]{1,4}(?:\.[0-9]{1,4})?(?:\s*[～~—-]\s*[0-9.]+|\s+to\s+[0-9.]+)?)"
    r"\s*(?:分|points?|%)\s*[)）\]]\s*",
    re.DOTALL,
)
_UNIT = re.compile(r"[(\[:](?:单位:?|人民币|金额:?)*((?:万|亿|百万|千)?元)[)\]]?")
_POINTS = re.compile(r"[(\[]([0-9]{1,3}(?:\.[0-9]+)?)分(?:[*x×].*)?[)\]]")
_SUFFIX = re.compile(r"[0-9.,]+((?:万|亿|百万|千)?元)")
_TOTAL_SENTENCE = re.compile(
    r"(?P<points>≥? ?[0-9.]+(?: to [0-9.]+)?)(?: of [0-9.]+)? points?\b", re.IGNORECASE
)
_INLINE = re.compile(r"(?P<label>[^:：\n]{1,24})[:：]\s*(?P<value>.*)", re.DOTALL)


class Label(NamedTuple):
    """A label with the value beside it (标签与内容)."""

    name: str
    """What it names, such as ``implementer``."""
    value: str


_Roles: TypeAlias = "tuple[tuple[str, re.Pattern[str]], ...]"


def _role(text: str, table: _Roles) -> str | None:
    find = _kept_role if len(text) <= _SHORT else _kept_role.__wrapped__
    return find(text, table)


@lru_cache(_KEPT)
def _kept_role(text: str, table: _Roles) -> str | None:
    plain = bare(text)
    if not plain or len(plain) > _LONGEST:
        return None
    return next((role for role, form in table if form.fullmatch(plain)), None)


_LONGEST = 24
"""How long the heading of a column may be, once its brackets are off."""


def column_role(text: str) -> str | None:
    """
    Tell what a column of indicators holds by its heading (指标列的含义).

    Examples:
        >>> column_role("年度指标值（A）"), column_role("偏差原因分析及改进措施")
        ('target', 'note')
        >>> column_role("全年实际值"), column_role("甲乙丙丁")
        ('actual', None)
    """
    return _role(text, _COLUMNS)


def money_role(text: str) -> str | None:
    """
    Tell what a column of money holds by its heading (资金列的含义).

    Examples:
        >>> money_role("全年预算数(A)"), money_role("预算执行率（B/A）")
        ('adjusted', 'rate')
    """
    return _role(text, _MONEY_COLUMNS)


def label_of(text: str) -> str | None:
    """
    Tell what a label names (标签的含义).

    Examples:
        >>> label_of("项目实施单位："), label_of("自评得分")
        ('implementer', 'total')
    """
    return _role(text, _LABELS)


def labelled(text: str) -> Label | None:
    """
    Read a line such as 实施单位：教育局 (带标签的文字).

    Examples:
        >>> labelled("实施单位：教育局").value
        '教育局'
        >>> labelled("Total score: 90 of 100 points. Grade: Excellent.").value
        '90'
    """
    found = _INLINE.fullmatch(text.strip())
    if found is None:
        return None
    name, value = label_of(found["label"]), found["value"].strip()
    if name is None:
        return None
    sentence = _TOTAL_SENTENCE.match(value) if name == "total" else None
    return Label(name, value if sentence is None else sentence["points"])


def is_money_name(text: str) -> bool:
    """Tell whether a row is called like a source of money, or their sum (是否资金)."""
    plain = bare(text)
    return len(plain) <= _LONGEST and _MONEY_NAME.fullmatch(plain) is not None


def is_money_block(text: str) -> bool:
    """Tell whether a cell heads the money part (是否资金部分)."""
    return _MONEY_BLOCK.fullmatch(bare(text)) is not None


def is_indicator_block(text: str) -> bool:
    """Tell whether a cell heads the indicators (是否指标部分)."""
    return _INDICATOR_BLOCK.fullmatch(bare(text)) is not None


def is_form_title(text: str) -> bool:
    """Tell whether a line may be the title of a form (是否表格标题)."""
    return _FORM_TITLE.search(folded(text)) is not None


def is_remark(text: str) -> bool:
    """Tell whether a line is a note below a table (是否附注)."""
    return _REMARK.match(folded(text)) is not None


def is_omission(text: str) -> bool:
    """Tell whether a line says that what follows is left out (是否略去)."""
    return _OMITTED.fullmatch(folded(text)) is not None


def is_template(text: str) -> bool:
    """Tell whether a name was never filled in: blank, dots, 指标1： (是否模板空行)."""
    return _TEMPLATE.fullmatch(folded(text)) is not None


def year_in(text: str) -> str | None:
    """Give the first year that a line names (年份)."""
    found = _YEAR.search(folded(text))
    return None if found is None else found[1]


def level_and_weight(text: str) -> tuple[str, str]:
    """
    Part a level from the points printed with it (指标级次与分值).

    Returns:
        Its name, and its points, "" where there are none.

    Examples:
        >>> level_and_weight("决策（15分）"), level_and_weight("产出指标")
        (('决策', '15'), ('产出指标', ''))
    """
    found = _WEIGHTED.fullmatch(text.strip())
    if found is None:
        return one_line(text), ""
    return one_line(found["name"]), found["weight"]


def points_of_heading(text: str) -> str | None:
    """
    Give the points that a heading of money names in brackets (资金表头中的分值).

    Examples:
        >>> points_of_heading("得分（20分*执行率）"), points_of_heading("得分")
        ('20', None)
    """
    found = _POINTS.search(folded(text))
    return None if found is None else found[1]


def money_unit(text: str) -> str | None:
    """
    Give the unit of money that a heading or an amount names (金额单位).

    Examples:
        >>> money_unit("项目资金（万元）"), money_unit("67.8万元"), money_unit("67.8")
        ('万元', '万元', None)
    """
    plain = folded(text)
    found = _UNIT.search(plain) or _SUFFIX.fullmatch(plain)
    return None if found is None else found[1]


_TRANSFER = re.compile("转移支付|(中央|自治区|省级?|市级|上级)(财政)?(补助|资金|拨款)")


def form_kind(title: str, money: Iterable[str], *, results: bool) -> str | None:
    """
    Tell what kind of form it is (表格类型).

    Args:
        title: Its heading.
        money: What its money rows are called.
        results: Whether it has a place for results or points.
    """
    plain = folded(title)
    if "整体" in plain:
        return "department"
    if "自评" in plain or "self-evaluation" in title.lower():
        given = _TRANSFER.search(" ".join([plain, *map(folded, money)]))
        return "transfer" if given else "self-evaluation"
    if "目标" in plain or ("绩效" in plain and not results):
        return "target-declaration"
    if "评价" in plain or "evaluation" in title.lower():
        return "evaluation-report"
    return None
