"""
Explain a figure in words: formula, figures, clause, rounding (得分说明).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from lzeval.l10n import Words, label, msg, words_for
from lzeval.model import Citation, Interval, NoRate, OutcomeState, Rate, TreeNode
from lzeval.report.roll_ups import roll_up_text
from lzeval.report.wording import points_text, rate_text
from lzeval.scoring import RoundingMode
from lzeval.scoring.steps import (
    AnswerStep,
    AwardStep,
    CombineStep,
    FlagStep,
    OverrideStep,
    PointsStep,
    RollUpStep,
    RuleStep,
    SourceStep,
    Step,
    TreatmentStep,
    WeightStep,
    steps_of,
)

if TYPE_CHECKING:
    from lzeval.scoring import Framework, Scorecard
    from lzeval.typing import Share

__all__ = ["explain", "sources_text"]


def __dir__() -> list[str]:
    return __all__


def explain(card: Scorecard, key: str, *, locale: str = "zh_CN") -> str:
    """
    Say in words how an indicator or a group came by its points (得分说明).

    Args:
        card: The scorecard.
        key: Code, name or path of the indicator or group, or the budget row.
        locale: Language, such as ``zh_CN`` or ``en``.

    Returns:
        One line for each step: targets and outcomes, rule, awards, weight, points with
        rounding, and the clause. The figures are those of the card.

    Raises:
        UnknownNameError: If nothing answers to the key, or there is no such language.
    """
    words = words_for(locale)
    tree = card.evaluation.tree
    is_group = key in tree and tree[key].indicator is None
    part = card.group(key) if is_group else card[key]
    digits = card.framework.rounding.digits
    points = points_text(part.points, part.interval, digits, words)
    head = words(
        "{name}：{points}分",
        name=" / ".join(_path(card, part.place, words)),
        points=points,
    )
    steps = (text for step in steps_of(card, key) for text in _say(card, step, words))
    return "\n".join([head, *(f"  {text}" for text in steps)])


def _path(card: Scorecard, place: TreeNode, words: Words) -> list[str]:
    names = [place.name.to(words.locale)]
    while place.parent is not None:
        place = card.evaluation.tree[place.parent]
        names.insert(0, place.name.to(words.locale))
    return names


def _say(card: Scorecard, step: Step, words: Words) -> Iterator[str]:
    match step:
        case AnswerStep():
            yield _answer(step, words)
        case RuleStep():
            yield words("计分公式：{rule}", rule=step.rule.wording.to(words.locale))
        case CombineStep():
            yield words(
                "{count}个指标值合并（{combine}）：综合完成率{rate}",
                count=step.count,
                combine=label(step.combine, words),
                rate=rate_text(step.rate, words),
            )
        case FlagStep() | TreatmentStep():
            yield _remark(step, words)
        case AwardStep() | OverrideStep():
            yield _award(step, words)
        case WeightStep():
            yield _weight(card, step, words)
        case PointsStep():
            yield from _points(step, words)
        case RollUpStep():
            yield from roll_up_text(step, card.framework.rounding.digits, words)
        case SourceStep():
            yield from sources_text(step.framework, step.citations, words)
        case _:
            assert_never(step)


def _remark(step: FlagStep | TreatmentStep, words: Words) -> str:
    if isinstance(step, FlagStep):
        return words("提示：{flag}", flag=label(step.flag, words))
    return words(
        "{reason}，按政策处理：{treatment}",
        reason=label(step.reason, words),
        treatment=label(step.treatment, words),
    )


def _answer(step: AnswerStep, words: Words) -> str:
    answer = step.answer
    name = answer.code
    if answer.target.name is not None:
        name = answer.target.name.to(words.locale)
    outcome = answer.outcome.notation(words.locale)
    if answer.outcome.state is not OutcomeState.REPORTED:
        outcome = label(answer.outcome.state, words)
    if not answer.target.is_set:
        return words("{name}：完成{outcome}，未设指标值", name=name, outcome=outcome)
    target = answer.target.notation(words.locale)
    if isinstance(step.rate, Rate):
        return words(
            "{name}：指标值{target}，完成{outcome}，完成率{ratio}＝{rate}",
            name=name,
            target=target,
            outcome=outcome,
            ratio=_ratio(step.rate),
            rate=words.percent(step.rate),
        )
    if answer.outcome.state is not OutcomeState.REPORTED:
        return words(
            "{name}：指标值{target}，{outcome}，无完成率",
            name=name,
            target=target,
            outcome=outcome,
        )
    return words(
        "{name}：指标值{target}，完成{outcome}，无完成率（{reason}）",
        name=name,
        target=target,
        outcome=outcome,
        reason=label(step.rate, words),
    )


def _ratio(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _award(step: AwardStep | OverrideStep, words: Words) -> str:
    award = step.award
    points = words.points(award.points)
    if isinstance(step, OverrideStep):
        computed = words.points(step.computed)
        return words(
            "按规则计算为{computed}分，以人工评分{points}分为准",
            computed=computed,
            points=points,
        )
    if award.role is None:
        text = words("人工评分：{points}分", points=points)
    else:
        role = label(award.role, words)
        text = words("人工评分（{role}）：{points}分", role=role, points=points)
    if award.by is not None:
        text = words("{text}，评分人：{by}", text=text, by=award.by)
    if award.reason is not None:
        reason = award.reason.to(words.locale)
        text = words("{text}，理由：{reason}", text=text, reason=reason)
    return text if step.decides else words("{text}（不作为得分）", text=text)


def _weight(card: Scorecard, step: WeightStep, words: Words) -> str:
    if step.weight is not None:
        return words("分值：{weight}分", weight=words.points(step.weight))
    bounds = words.interval(step.bounds.low, step.bounds.high)
    if step.group_weight is None:
        return words("分值：未列明，推算为{bounds}分", bounds=bounds)
    group = words("全部指标")
    if step.group is not None:
        group = card.evaluation.tree[step.group].name.to(words.locale)
    return words(
        "分值：未列明；{group}共{points}分，按同组得分推算为{bounds}分",
        group=group,
        points=words.points(step.group_weight),
        bounds=bounds,
    )


def _points(step: PointsStep, words: Words) -> Iterator[str]:
    share = _share(step.share, words)
    if step.exact is None or step.points is None or not share or step.weight is None:
        if step.points is None and step.interval is not None:
            points = points_text(None, step.interval, step.rounding.digits, words)
            yield words("得分尚不确定：{points}分", points=points)
        return
    weight = words.points(step.weight)
    if step.exact == step.points:
        yield words(
            "得分：{weight}×{share}＝{points}分",
            weight=weight,
            share=share,
            points=words.points(step.points),
        )
        return
    digits = step.rounding.digits
    if step.rounding.mode is RoundingMode.TRUNCATE:
        text = msg("得分：{weight}×{share}＝{exact}…，截取{digits}位小数，得{points}分")
    else:
        text = msg(
            "得分：{weight}×{share}＝{exact}…，四舍五入到{digits}位小数，得{points}分"
        )
    yield words(
        text,
        weight=weight,
        share=share,
        exact=words.number(step.exact, digits + 4),
        digits=digits,
        points=words.points(step.points),
    )


def _share(share: Share, words: Words) -> str:
    if isinstance(share, NoRate):
        return ""
    if isinstance(share, Interval):
        return words.interval(share.low, share.high)
    value = Fraction(*share)
    return str(value.numerator) if value.denominator == 1 else _ratio(value)


def sources_text(
    framework: Framework, citations: Iterable[Citation], words: Words
) -> Iterator[str]:
    """
    Name an edition, and where what was used of it is written (依据说明).

    Args:
        framework: The edition.
        citations: Where it is written.
        words: The language.
    """
    yield words(
        "评价办法：{name}（{id}）",
        name=framework.name.to(words.locale),
        id=framework.id,
    )
    for citation in citations:
        yield _citation(citation, words)


def _citation(citation: Citation, words: Words) -> str:
    parts = [
        citation.document.to(words.locale),
        citation.number,
        citation.clause.to(words.locale),
    ]
    text = words("依据：{source}", source=" ".join(part for part in parts if part))
    return text if citation.verified else words("{text}（未与正式文本核对）", text=text)
