"""
Forms drawn at random, with claims that are just right, just wrong, or missing.

Points and totals lie on exact halves and one of their last digits beside them; figures
are cut off instead of rounded, rates are printed with and without a sign.
"""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import evolve

from lzeval import frames
from lzeval.audit import audit
from lzeval.forms import Form, FormBudget, FormBudgetRow, FormRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    import pyarrow as pa

__all__ = ["by_columns", "drawn", "one_by_one"]

COVERED = {one.code for one in frames.audited_checks() if one.lacks is None}

NAMES = (
    "培训人数", "合格率", "完工及时率", "服务对象满意度", "项目总成本", "预算执行率",
    "新建道路", "发放人数", "事故起数", "单位造价", "指标1：", "材料齐全性",
)  # fmt: skip
GROUPS = (
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"), ("满意度指标", "满意度指标"), (None, None),
    ("其他", None), (" ", "时效指标"),
)  # fmt: skip
SIGNS = ("≥", "≥", "≥", "=", ">", "≤", "<", "", "")
UNITS = ("人", "人", "%", "万元", "公里", "元", "")
AIMS = ("100", "3", "7", "0", "80", "6410", "0.3", "12.5", "1", "90", "33", "300000")
WEIGHTS = (
    "10", "10", "15", "8", "12.5", "33.33", "33.33", "33.33", "22.5", "0", "6.125",
    "7.05", "3", "90", "100", "16.70",
)  # fmt: skip
WORDS = ("已完成", "完成", "", "—", None, "不适用", "效果明显")
GRADES = (None, "优", "优秀", "良", "中等", "差", "A")
FORMS = (
    None, "self-evaluation", "self-evaluation", "evaluation-report", "department",
    "target-declaration",
)  # fmt: skip


def printed(value: Fraction, digits: int) -> Decimal:
    """Round half up, by the standard library alone."""
    top = Decimal(value.numerator * 10**6 // value.denominator).scaleb(-6)
    exact = Fraction(top) == value
    step = Decimal(1).scaleb(-digits)
    if exact:
        return top.quantize(step, ROUND_HALF_UP)
    # Six decimals, cut off, tell on which side of a half of fewer digits it lies.
    return (top + Decimal("0.0000005")).quantize(step, ROUND_HALF_UP)


def claimed(random: Random, true: Fraction) -> str:
    """Print a figure: rightly, beside it, or cut off."""
    digits = random.choice((0, 1, 2, 2, 2, 3))
    figure = printed(max(true, Fraction(0)), digits)
    step = Decimal(1).scaleb(-digits)
    match random.randrange(8):
        case 0:
            figure += step
        case 1:
            figure = max(figure - step, Decimal(0))
        case 2:  # cut off
            figure = Decimal(true.numerator * 10**digits // true.denominator).scaleb(
                -digits
            )
    return f"{figure:f}"


def row(
    random: Random, group: tuple[str | None, str | None], stated: str | None
) -> FormRow:
    """Draw an indicator."""
    aim, unit = random.choice(AIMS), random.choice(UNITS)
    weight = random.choice((*WEIGHTS, None)) if random.random() < 0.9 else "—"
    share = random.choice(
        ("1", "1", "1", "0.5", "0.995", "0.985", "0.9995", "1.2", "1.1999", "0", "0.96")
    )
    done = Decimal(aim) * Decimal(share)
    if random.random() < 0.2:
        done = done.quantize(Decimal("0.1"))
    actual: str | None = f"{done:f}{unit}"
    match random.randrange(14):
        case 0:
            actual = random.choice(WORDS)
        case 1 if unit == "公里":
            actual = f"{done * 1000:f}米"
        case 2:
            actual = f"{done:f}"
        case 3:
            actual = f"≥{aim}{unit}"
    target: str | None = f"{random.choice(SIGNS)}{aim}{unit}"
    if random.random() < 0.07:
        target = random.choice(("2023年10月底前", "效果明显", "", None, "80%-95%"))
    score: str | None
    if weight in {None, "—"}:
        score = claimed(random, Fraction(random.choice(("3", "10", "4.5"))))
    else:
        rate = Fraction(done) / Fraction(aim) if Fraction(aim) else Fraction(1)
        score = claimed(random, Fraction(weight) * min(rate, Fraction(1)))
    if random.random() < 0.12:
        score = random.choice((weight, "", None, "—", "见附件", "11"))
    return FormRow(
        random.choice(NAMES),
        level1=group[0],
        level2=group[1],
        level1_weight=stated,
        target_text=target,
        actual_text=actual,
        weight=weight,
        score=score,
    )


def rows(random: Random) -> list[FormRow]:
    """Draw the indicators of a form, sometimes with parts below one of them."""
    found: list[FormRow] = []
    stated = {
        group: random.choice((None, None, "10", "20", "30", "50", "33.33"))
        for group in GROUPS
    }
    equal = random.choice(WEIGHTS) if random.random() < 0.15 else None
    hidden, whole = random.random() < 0.15, random.random() < 0.15
    if hidden:
        stated = dict.fromkeys(GROUPS, random.choice(("30", "50", "100")))
    for _ in range(random.randrange(9)):
        group = random.choice(GROUPS)
        one = row(random, group, stated[group])
        if equal is not None:
            one = evolve(one, weight=equal)
        if hidden:  # what is earned bounds what can be earned
            score = random.choice(("9", "0", "12.5", "30"))
            one = evolve(one, weight=None, score=score)
        if whole and is_number(one.score):
            one = evolve(one, score=f"{int(Fraction(one.score))}")
        found.append(one)
        if random.random() < 0.08:
            found.append(
                FormRow(
                    "合并项", level1=group[0], level2=group[1],
                    level1_weight=stated[group],
                    weight=random.choice(("10", None)),
                    score=random.choice(("10", "9")),
                )
            )  # fmt: skip
            for _ in range(2):
                below = row(random, group, stated[group])
                found.append(
                    FormRow(
                        below.level3, level1=group[0], level2=group[1],
                        level1_weight=stated[group], target_text="≥100人",
                        actual_text=random.choice(("100人", "80人", "已完成")),
                    )
                )  # fmt: skip
    return found


def money(random: Random) -> FormBudget:
    """Draw the money part."""
    if random.random() < 0.15:
        return FormBudget()
    planned = random.choice(("50", "100", "0", "67.8", "1234567.89", "3"))
    part = random.choice(("1", "1", "0.8046", "0.805", "0.75", "1.01", "0.2", "0.95"))
    executed: str | None = f"{Decimal(planned) * Decimal(part):f}"
    if random.random() < 0.1:
        executed = random.choice(("", None, "—"))
    rate = Fraction(part)
    shown: str | None = None
    match random.randrange(5):
        case 0 | 1:
            shown = f"{claimed(random, rate * 100)}%"
        case 2:
            shown = claimed(random, rate)
        case 3:
            shown = claimed(random, rate * 100)
    weight = random.choice(("10", "10", "20", None))
    score: str | None = None
    if weight is not None:
        score = claimed(random, Fraction(weight) * min(rate, Fraction(1)))
        if random.random() < 0.2:
            score = random.choice(("", "—", None, "10"))
    initial = random.choice((None, planned, "100", "40", "0"))
    total = FormBudgetRow(
        "年度资金总额", initial=initial, adjusted=random.choice((planned, None)),
        executed=executed, unit="万元",
    )  # fmt: skip
    return FormBudget(
        rows=[total], weight=weight, rate_as_printed=shown, score_as_printed=score
    )


def drawn(random: Random, count: int) -> list[Form]:
    """Draw forms."""
    found: list[Form] = []
    for number in range(count):
        every, budget = rows(random), money(random)
        points = [Fraction(one.score) for one in every if is_number(one.score)]
        if budget.score_as_printed and is_number(budget.score_as_printed):
            points.append(Fraction(budget.score_as_printed))
        total: str | None = claimed(random, sum(points, Fraction(0)))
        if random.random() < 0.2:
            total = random.choice((None, "90", "89.99", "80", "59.995", "100", "—"))
        found.append(
            Form(
                title=f"自评表{number}",
                form=random.choice(FORMS),
                complete=random.random() < 0.8,
                indicators=every,
                budget=budget,
                total_as_printed=total,
                grade_as_printed=random.choice(GRADES),
            )
        )
    return found


def is_number(cell: str | None) -> bool:
    """Tell whether a cell holds a plain number."""
    return bool(cell) and cell is not None and cell.replace(".", "", 1).isdigit()


Finding = tuple[int, int | None, str, str]
"""Form, row, check and severity."""


def one_by_one(forms: Sequence[Form]) -> Counter[Finding]:
    """Ask the auditor of each form; what columns do not answer is left out."""
    return Counter(
        (number, finding.row, finding.code, finding.severity.value)
        for number, form in enumerate(forms)
        for finding in audit(form)
        if finding.code in COVERED
    )


def by_columns(table: pa.Table, make: Callable[[pa.Table], Any]) -> Counter[Finding]:
    """Ask the frame: of its rows where they stand, and of forms as a whole."""
    frame = make(table)
    columns = listed(frames.audit(frame, per="row"))
    found: Counter[Finding] = Counter()
    for line in columns:
        for code in COVERED & line.keys():
            if line[code] is not None:
                found[line["evaluation"], line["row"], code, line[code]] += 1
    rows: Counter[tuple[int, str, str]] = Counter()
    for line in listed(frames.audit(frame)):
        if line["part"] == "row":
            rows[line["evaluation"], line["code"], line["severity"]] += 1
        else:
            found[line["evaluation"], None, line["code"], line["severity"]] += 1
    again = Counter(
        (form, code, severity)
        for (form, place, code, severity), many in found.items()
        if place is not None
        for _ in range(many)
    )
    assert again == rows  # both ways of asking give the same
    return found


def listed(frame: object) -> list[dict[str, Any]]:
    """Give the rows of any frame."""
    opened: Any = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    rows: list[dict[str, Any]] = opened.to_arrow().to_pylist()
    return rows
