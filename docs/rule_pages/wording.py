"""The cases of a plan, and the fields of a rule, in words."""

from __future__ import annotations

import inspect
import re
import types
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import attrs

import lzeval as lz
from lzeval.l10n import label, words_for
from lzeval.model import NoRate, terminating
from lzeval.scoring.plan import Along, Plan, Sign, Sum, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lzeval.scoring.curve import Curve

LOCALES = {"zh": "zh_CN", "en": "en"}
NAMES = {
    "actual": {"zh": "实际完成值", "en": "actual"},
    "target": {"zh": "指标值", "en": "target"},
    "upper": {"zh": "指标值上限", "en": "upper target"},
}
SIGNS = {
    Sign.POSITIVE: (">", "<"),
    Sign.NOT_NEGATIVE: ("≥", "≤"),
    Sign.ZERO: ("＝", "＝"),
}
MOST_BANDS = 12


WIDEST = 88


def width(code: str) -> int:
    """Count how wide a line is: a Chinese character counts for two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in code)


def wrapped(code: str, indent: int = 0) -> str:
    """Break a line of code that is too long at its outermost brackets."""
    start = next((at for at, sign in enumerate(code) if sign in "([{"), None)
    if start is None or indent + width(code) <= WIDEST:
        return code
    items, depth, last = [], 0, start + 1
    quoted, rest = False, ""
    for at in range(start, len(code)):
        quoted ^= code[at] == '"'
        if not quoted:
            depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth == 1 and code[at] == "," and not quoted:
            items.append(code[last:at].strip())
            last = at + 1
        if depth == 0:
            items.append(code[last:at].strip())
            rest = code[at:]
            break
    inner, margin = ", ".join(items), " " * (indent + 4)
    if len(margin) + width(inner) <= WIDEST:
        body = margin + inner
    else:
        lines = (wrapped(item, indent + 4) for item in items)
        body = "\n".join(f"{margin}{line}," for line in lines)
    return f"{code[: start + 1]}\n{body}\n{' ' * indent}{rest}"


def plain(value: Fraction) -> str:
    """Write an exact number."""
    short = terminating(value)
    return f"{short}" if isinstance(short, Fraction) else f"{short:f}"


def percent(value: Fraction) -> str:
    """Write a share in percent, with at most two decimals."""
    text = f"{float(round(value * 100, 2)):.2f}"
    return f"{text.rstrip('0').rstrip('.')}%"


def summed(sum_: Sum, language: str) -> str:
    """Write a sum of quantities; all its numbers are above zero."""
    words: list[str] = []
    for name, number in sum_.terms:
        if name == "one":
            words.append(plain(number))
            continue
        known = NAMES.get(name, {}).get(language) or part(name, language)
        words.append(known if number == 1 else f"{plain(number)}×{known}")
    return {"zh": "＋", "en": " + "}[language].join(words) or "0"


def part(name: str, language: str) -> str:
    """Name a part of the result, or whether it applies."""
    kind, _, name = name.removeprefix("parts/").rpartition("/")
    if kind == "applies":
        return {"zh": "“{}”适用", "en": "“{}” applies"}[language].format(name)
    return f"“{name}”"


def sides(sum_: Sum) -> tuple[Sum, Sum]:
    """Take a sum as what is added, and what is taken away."""
    plus = Sum({name: number for name, number in sum_.terms if number > 0})
    minus = Sum({name: -number for name, number in sum_.terms if number < 0})
    return plus, minus


def difference(sum_: Sum, language: str) -> str:
    """Write a sum of quantities, some of which are taken away."""
    plus, minus = sides(sum_)
    if not minus.terms:
        return summed(plus, language)
    taken = ["−" + summed(Sum(dict([term])), language) for term in minus.terms]
    between = {"zh": "{}", "en": " {} "}[language]
    first = summed(plus, language) if plus.terms else ""
    if not first:
        return "".join(taken)
    return first + "".join(
        between.format("−") + text.removeprefix("−") for text in taken
    )


def ratio(along: Along, language: str) -> str:
    """Write what is sent through the curve."""
    above, below = along.top, along.bottom
    if not sides(above)[0].terms and not sides(below)[0].terms:
        above, below = above * -1, below * -1
    top, bottom = difference(above, language), difference(below, language)
    if bottom == "1":
        return top
    if len(along.top.terms) > 1:
        top = {"zh": "（{}）", "en": "({})"}[language].format(top)
    if len(along.bottom.terms) > 1:
        bottom = {"zh": "（{}）", "en": "({})"}[language].format(bottom)
    return {"zh": "{}÷{}", "en": "{} ÷ {}"}[language].format(top, bottom)


def condition(when: When, language: str) -> str:
    """Write a condition, with all that is taken away on its other side."""
    plus, minus = sides(when.sum)
    sign, turned = SIGNS[when.sign]
    if {name for name, _ in plus.terms} <= {"one"}:  # a number stands on the right
        plus, minus, sign = minus, plus, turned
    left, right = summed(plus, language), summed(minus, language)
    if language == "zh":
        return f"{left}{sign}{right}"
    return f"{left} {sign.replace('＝', '=')} {right}"


def bands(curve: Curve, language: str) -> Iterator[str]:
    """Say what share each stretch of a curve earns."""
    last = len(curve.segments) - 1
    for number, segment in enumerate(curve.segments):
        span, start, end = segment.span, segment.start, segment.end
        low = None if span.low is None else plain(Fraction(span.low))
        high = None if span.high is None else plain(Fraction(span.high))
        if number == MOST_BANDS and last > MOST_BANDS:
            yield "……" if language == "zh" else "…"
        if MOST_BANDS <= number < last:
            continue
        under = "≤" if span.high_closed else "<"
        over = "≥" if span.low_closed else ">"
        if low is None and high is None:
            where = ""
        elif low is None:
            where = f"x {under} {high}"
        elif high is None:
            where = f"x {over} {low}"
        elif low == high:
            where = f"x = {low}"
        else:
            turned = {"≥": "≤", ">": "<"}[over]
            where = f"{low} {turned} x {under} {high}"
        shares = percent(Fraction(start))
        if start != end:
            to = {"zh": "由{}到{}", "en": "{} to {}"}[language]
            shares = to.format(shares, percent(Fraction(end)))
        between = {"zh": "：", "en": ": "}[language]
        yield f"{where}{between}{shares}" if where else shares


def cases(plan: Plan, language: str) -> list[tuple[str, str]]:
    """Say what each case of a plan earns, under which conditions."""
    otherwise = {"zh": "其他情形", "en": "otherwise"}[language]
    if len(plan.cases) == 1:
        otherwise = {"zh": "任何情形", "en": "always"}[language]
    rows: list[tuple[str, str]] = []
    for case in plan.cases:
        both = {"zh": "，且", "en": " and "}[language]
        when = both.join(condition(each, language) for each in case.when) or otherwise
        match case.then:
            case NoRate():
                no = {"zh": "无（{}）", "en": "none ({})"}[language]
                then = no.format(label(case.then, words_for(LOCALES[language])))
            case Fraction():
                then = percent(case.then)
            case along:
                then = f"x = {ratio(along, language)}<br>"
                then += "<br>".join(bands(along.curve, language))
        rows.append((when, then))
    return rows


# --- the class itself ---


def sections(rule: type) -> tuple[str, dict[str, str]]:
    """Take the docstring of a rule apart: what it does, and what its fields mean."""
    text = inspect.getdoc(rule) or ""
    about, _, rest = text.partition("\nAttributes:\n")
    meanings: dict[str, str] = {}
    name = ""
    for line in rest.splitlines():
        if line and not line.startswith(" "):
            break
        if match := re.match(r"    (\w+): (.*)", line):
            name, meanings[match[1]] = match[1], match[2]
        elif line.strip() and name:
            meanings[name] += f" {line.strip()}"
    about = re.split(r"\n(?:Raises|Examples|Args):\n", about)[0]
    return about.strip(), meanings


def term(rule: type) -> str:
    """Give the Chinese term of a rule."""
    head = (inspect.getdoc(rule) or "").partition("\n\n")[0]
    match = re.search(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", head)
    assert match, rule
    return match[1].replace(",", "，")


def english(rule: type) -> str:
    """Give the English name of a rule."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", rule.__name__).split()
    return " ".join([words[0], *(word.lower() for word in words[1:])])


SORTS: Mapping[str, Mapping[str, str]] = {
    "Exact": {"zh": "数", "en": "number"},
    "bool": {"zh": "是或否", "en": "yes or no"},
    "int": {"zh": "整数", "en": "whole number"},
    "str": {"zh": "文字", "en": "text"},
    "Text": {"zh": "文字", "en": "text"},
    "Measure": {"zh": "数量", "en": "quantity"},
    "Unit": {"zh": "计量单位", "en": "unit"},
    "Expression": {"zh": "公式", "en": "formula"},
    "Step": {"zh": "数与得分比例", "en": "figures with shares"},
    "Rule": {"zh": "赋分规则", "en": "rule"},
}


def sort_of(kind: Any, language: str) -> str:  # noqa: ANN401 - any type of a field
    """Say of what sort a field is."""
    if get_origin(kind) is tuple:
        several = {"zh": "{}，可多个", "en": "several {}"}[language]
        return several.format(sort_of(get_args(kind)[0], language))
    if get_origin(kind) in {types.UnionType, Union}:
        arms = {arm for arm in get_args(kind) if arm is not types.NoneType}
        names = {arm.__name__ for arm in arms}
        none = {"zh": "，可不填", "en": ", or none"}[language]
        inner = (
            SORTS["Exact"][language]
            if names == {"Decimal", "Fraction"}
            else sort_of(arms.pop(), language)
        )
        return inner + (none if types.NoneType in get_args(kind) else "")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        either = {"zh": "、", "en": ", "}[language]
        return either.join(f"`{member.value}`" for member in kind)
    plain = SORTS.get(kind.__name__, {}).get(language)
    if plain is None and kind.__name__ in lz.rules.__all__:
        return f"[`{kind.__name__}`][lzeval.scoring.rules.{kind.__name__}]"
    return plain or f"`{kind.__name__}`"


def default_of(item: attrs.Attribute[Any], language: str) -> str:
    """Write the default of a field."""
    value = item.default
    if value is attrs.NOTHING:
        return {"zh": "必填", "en": "needed"}[language]
    match value:
        case None | ():
            return "—"
        case bool():
            return {"zh": "否是", "en": ["no", "yes"]}[language][value]
        case StrEnum():
            return f"`{value.value}`"
        case _ if attrs.has(type(value)):
            return f"`{type(value).__name__}()`"
        case _:
            return f"`{value}`"
