"""
Sentences of reports, cut into clauses, and the patterns of those with figures (句式).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple, final

from lzeval.notation import ReadingKind, read_outcome, same_family

__all__ = [
    "OF_PROJECT",
    "Clause",
    "Figure",
    "Meaning",
    "clauses_of",
    "figure_in",
    "grade_in",
    "holds_quantity",
    "is_execution_rate",
    "is_rate",
    "says_done",
    "speaks_of_all",
    "tidy",
    "year_in",
]


def __dir__() -> list[str]:
    return __all__


@final
class Meaning(Enum):
    """
    What a figure is (数字含义).
    """

    TOTAL = auto()
    GRANTED = auto()
    ADJUSTED = auto()
    SPENT = auto()
    PLANNED = auto()
    REPORTED = auto()
    UNSAID = auto()


_TIMES = "全年|年初|年末|年底|年度|当年|本年度?|目前|现|总体"
_WHEN = f"(?:{_TIMES}){{0,3}}"
_LINK = "(?:分别)?(?:为|是|有|达到|达|[:：])?"
_PATTERNS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile(pattern))
    for meaning, pattern in (
        (
            Meaning.TOTAL,
            (
                "(?:绩效|综合|最终|总体|总|自评|评价|考核){0,4}"
                f"(?:评分|得分|总分|分数|自评|评价)(?:结果|合计|总计)?{_LINK}$"
            ),
        ),
        (
            Meaning.ADJUSTED,
            f"(?:全年|调整后的?)预算(?:总?金?额|数){{0,2}}{_LINK}$",
        ),
        (
            Meaning.GRANTED,
            (
                f"{_WHEN}(?:财政|专项|预算|资金|计划|安排|拨款|批复|下达|投入|经费|总){{0,4}}"
                "(?:预算|资金|拨款|投入|投资|经费|安排|批复|下达)"
                f"(?:总?金?额|数|共计|合计|总计|共|规模){{0,3}}{_LINK}$"
            ),
        ),
        (
            Meaning.SPENT,
            (
                f"{_WHEN}(?:已|实际|累计|共|资金|预算|财政){{0,4}}(?:支出|支付|执行|使用|花费)"
                f"(?:资金|经费|总?金?额|数|共计|合计|共){{0,3}}{_LINK}$"
            ),
        ),
        (
            Meaning.PLANNED,
            (
                f"的?{_WHEN}(?:计划)?(?:任务|目标|指标|计划|满分|分值|权重)(?:人数|[数值量])?"
                f"{_LINK}$"
            ),
        ),
        (Meaning.PLANNED, f"^{_WHEN}(?:计划|目标|任务|应|拟|预计|预期|要求)"),
        (
            Meaning.REPORTED,
            (
                "(?:已经|已|实际|累计|共计|共|合计|全年){0,3}"
                f"(?:完成|实现|得分|实得|得)(?:人数|[数值量])?{_LINK}$"
            ),
        ),
        (Meaning.REPORTED, f"^{_WHEN}(?:已经|已|实际|累计|共计|共|合计)"),
    )
)
"""What the words before a figure say it is; the first that fits counts."""

_LINKED = re.compile(f"{_LINK}$")
_NUMBER = r"[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?"
_UNIT = r"\s*(?:[%％‰]|[余多几]?[^\W\d_已完达共]{0,6}(?:/[^\W\d_]{1,3})?)"
_FIGURE = re.compile(
    r"(?P<bound>[≥≤＞＜>＝=<]|不低于|不少于|不高于|不多于|不超过|不大于|不小于|至少)?"
    rf"(?:约|超过|近)?\s*(?P<number>{_NUMBER})(?P<unit>{_UNIT})"
    rf"(?:[-~～至—/]{_NUMBER}(?P<last>{_UNIT}))?(?:[及或含]?以[上下内]|左右)?\s*$"
)
_GRADE = re.compile(
    "(?:等级|级别|等次|档次|评级|评价结果|评价结论|结论|评定|评)(?:评定|确定|认定)?"
    '(?:为|是|属于|[:：])?[“”"‘’「]?'
    '(?P<grade>优秀?|良好?|中等?|较?差|基本合格|不?合格)[“”"‘’」]?(?:等?级|等次?|档次?)?$'
)
_CUT = re.compile(
    r"(?P<period>[。！!？?])|(?P<stop>[；;])|，|,(?![0-9]{3})"
    r"|[（(](?P<aside>[^（）()]*[0-9][^（）()]*)[)）]"
)
_ITEM = re.compile(
    r"\s*(?:[（(]?[0-9]{1,2}(?:[、.．](?![0-9]{1,3}(?![0-9]))|[)）])"
    r"|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+(?:[、.．]|是)|[①-⑳])\s*"
)
_LABEL = re.compile(
    r"[^:：0-9%％]{1,20}(?<!等级|级别|结果|结论|等次)[0-9]{0,2}[:：](?=[^0-9])"
)
_YEAR = r"(?:19|20)[0-9]{2}\s*年度?[初底末]?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?[初底末]?)?"
_LEADING = re.compile(
    rf"(?:{_YEAR}|使得?|将|让|确保|力争|其中|并|且|同时|经评价|最终|本|该|{_TIMES})+"
    "[:：，,]?"
)
_NO_QUANTITY = re.compile(
    rf"{_YEAR}|第[0-9]+|[0-9]+号|[〔\[【(（][0-9]+[〕\]】)）]|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?"
)
OF_PROJECT = frozenset(
    {Meaning.TOTAL, Meaning.GRANTED, Meaning.ADJUSTED, Meaning.SPENT}
)
_PROJECT = re.compile("(?:.*项目)?(?:绩效|资金)?")
_RATE = re.compile("(?:任务|目标|实际)?(?:完成|达标|合格|执行|达成|到位)率")
_EXECUTION = re.compile("(?:预算|资金|预算资金)(?:支出)?执行率")
_EVERY = re.compile("全部|均|都")
_MONEY = re.compile("[余多]?[百千万亿]*(?:元|万|亿)")
_MARKS = " \t　:：、-—“”\"'"
_LONGEST = 300
"""Characters of a clause; a longer one is no sentence of a report."""


@final
class Clause(NamedTuple):
    """
    A piece of a sentence (分句).
    """

    text: str
    at: int
    """Where it begins in its passage, from 0."""
    ends: str | None = None
    """``period`` or ``stop``, where it ends with it; ``aside`` if it is in brackets."""

    @property
    def end(self) -> int:
        """Where it ends, after the bracket."""
        return self.at + len(self.text) + (self.ends == "aside")


@final
class Figure(NamedTuple):
    """
    A figure that ends a clause, and what the words before it say it is (数字).
    """

    meaning: Meaning
    subject: str
    text: str
    number: str
    unit: str
    is_exact: bool = True
    """Whether it is one figure: no bound, and no range."""

    def is_alike(self, text: str) -> bool:
        """Tell whether it may be compared with another figure."""
        one, other = read_outcome(self.text).unit, read_outcome(text).unit
        return one is None or other is None or same_family(one, other)


def figure_in(clause: Clause) -> Figure | None:
    """
    Find the figure that a clause ends in, and what it is (句末数字).

    Returns:
        None if there is none, or there are further figures in the clause.
    """
    text = clause.text
    if len(text) > _LONGEST or not holds_quantity(text):
        return None
    found = _FIGURE.search(text)
    if found is None or holds_quantity(text[: found.start()]):
        return None
    head, unit = text[: found.start()], found["unit"].strip()
    last = unit if found["last"] is None else found["last"].strip()
    meaning, start, subject = _said(head, unit, last)
    if meaning is Meaning.UNSAID and found["bound"]:
        meaning = Meaning.PLANNED
    number, is_exact = found["number"], not found["bound"] and found["last"] is None
    if meaning is Meaning.TOTAL and not is_exact:
        number, unit = found[0].strip().removesuffix(last), last
    return Figure(meaning, subject, text[start:].strip(), number, unit, is_exact)


def _said(head: str, unit: str, last: str) -> tuple[Meaning, int, str]:
    """Say what a figure is, where that is said, and what of: by the first that fits."""
    for meaning, pattern in _PATTERNS:
        said = pattern.search(head)
        if said is None:
            continue
        is_last = said.end() == len(head)
        subject = tidy(head[: said.start()] if is_last else head[said.end() :])
        of = last if meaning is Meaning.TOTAL else unit  # 58～60分: the last counts
        if meaning not in OF_PROJECT or _is_of_project(meaning, subject, of):
            return meaning, said.start(), subject
    start = _LINKED.sub("", head)
    return Meaning.UNSAID, len(start), tidy(start)


def _is_of_project(meaning: Meaning, subject: str, unit: str) -> bool:
    """Tell whether points or money are those of the whole project."""
    right = unit == "分" if meaning is Meaning.TOTAL else _MONEY.fullmatch(unit)
    return bool(right) and _PROJECT.fullmatch(subject) is not None


_DIGIT = re.compile("[0-9]")


def holds_quantity(text: str) -> bool:
    """
    Tell whether digits are more than those of dates, papers and items (是否含数量).
    """
    if not _DIGIT.search(text):
        return False
    return bool(_DIGIT.search(_NO_QUANTITY.sub("", _ITEM.sub("", text, count=1))))


def says_done(text: str) -> bool:
    """Tell whether words say that something is done, or is not (是否为完成用语)."""
    if len(text) > _LONGEST:
        return False
    reading = read_outcome(text)
    return reading.kind is ReadingKind.MET_WITHOUT_VALUE or reading.level is not None


def clauses_of(text: str) -> Iterator[Clause]:
    """
    Cut a paragraph into clauses; what stands in brackets is one of its own (分句).
    """
    at = 0
    for cut in _CUT.finditer(text):
        yield from _clause(text, at, cut.start(), cut.lastgroup)
        if cut["aside"] is not None:
            for inner in clauses_of(cut["aside"]):
                yield Clause(inner.text, cut.start("aside") + inner.at, "aside")
        at = cut.end()
    yield from _clause(text, at, len(text), None)


def _clause(text: str, at: int, end: int, ends: str | None) -> Iterator[Clause]:
    """Give a clause without the item number and the label at its start, if any."""
    ends = None if ends == "aside" else ends
    for pattern in (_ITEM, _LABEL):
        found = pattern.match(text, at, end)
        at = at if found is None else found.end()
    while at < end and text[at].isspace():
        at += 1
    if at < end or ends is not None:
        yield Clause(text[at:end], at, ends)


def tidy(subject: str) -> str:
    """Leave out of a subject what only leads to it (整理主题)."""
    subject = subject.strip(_MARKS)
    found = _LEADING.match(subject)
    return subject if found is None else subject[found.end() :].strip(_MARKS)


def grade_in(text: str) -> str | None:
    """Give the grade that a clause ends in (等级)."""
    found = _GRADE.search(text) if len(text) <= _LONGEST else None
    return None if found is None else found["grade"]


def is_rate(subject: str) -> bool:
    """Tell whether a subject is a rate that does not say of what (是否为比率)."""
    return _RATE.fullmatch(subject) is not None


def is_execution_rate(subject: str) -> bool:
    """Tell whether a subject is the execution rate of the project (是否为执行率)."""
    return _EXECUTION.fullmatch(subject) is not None


def speaks_of_all(text: str) -> bool:
    """Tell whether done-words speak of all that was named before (是否统指)."""
    return _EVERY.search(text) is not None


def year_in(text: str) -> str | None:
    """Give the year of a budget that is named: 2022 of 2022年度 (年度)."""
    found = _OF_A_BUDGET.search(text)
    return None if found is None else found[1]


_OF_A_BUDGET = re.compile("(?<![0-9])((?:19|20)[0-9]{2}) ?年度")
