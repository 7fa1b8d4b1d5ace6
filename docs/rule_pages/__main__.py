"""
Write the pages on the scoring rules from the rules themselves.

Run ``python docs/rule_pages``. Each kind of rule has a file here with what the rule
cannot say of itself: its description in Chinese, its sources, and worked examples.
"""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import figures
import wording

import lzeval as lz
from lzeval import plugins
from lzeval.l10n import label, words_for
from lzeval.model import (
    Indicator,
    IndicatorTree,
    Interval,
    NoRate,
    Outcome,
    Project,
    Target,
)
from lzeval.scoring import Evaluation, Framework

if TYPE_CHECKING:
    from lzeval.scoring.rules import ScoringRule

HERE = Path(__file__).parent
DOCS = HERE.parent
GROUP = "lzeval.rules"
PLAIN = {"number", "ratio"}
HEADS = {
    "zh": {
        "about": "做什么",
        "fields": "字段",
        "field": "| 字段 | 类型 | 默认值 | 含义 |",
        "examples": "示例",
        "formula": "计分公式",
        "curve": "得分曲线",
        "cases": "各种情形",
        "case": "| 条件 | 得分比例 |",
        "no-curve": "没有可画的单一曲线。",
        "worked": "| 指标值 | 实际完成值 | 分值 | 得分 |",
        "steps": "第一行的计算步骤：",
        "sources": "出处",
        "class": "类",
        "kind": "在文件中写作",
        "checked": "已见于原文",
        "unchecked": "未与正式文本核对",
        "none": "没有统一规定，由各地自定。",
        "up": "得分比例",
        "across": "实际完成值",
        "late": "逾期天数",
        "for": "指标值{}时的得分曲线",
        "any": "得分曲线",
        "knot": "{}处为{}",
        "no-fields": "没有字段。",
        "title": "赋分规则",
        "intro": "每种规则一页：怎样计分，有哪些字段，得分曲线，出处和例子。\n"
        "这些页由规则本身生成，其中的代码和得分都经测试核对。",
        "listed": "| 规则 | 名称 | 类 |",
        "all-api": "全部接口见 [lzeval.rules](../api/rules.md)。",
        "point": "{}分",
        "pause": "；",
    },
    "en": {
        "about": "What it does",
        "fields": "Fields",
        "field": "| Field | Type | Default | Meaning |",
        "examples": "Examples",
        "formula": "Formula",
        "curve": "Curve",
        "cases": "Case by case",
        "case": "| Condition | Share of the points |",
        "no-curve": "There is no single curve to draw.",
        "worked": "| Target | Result | Weight | Points |",
        "steps": "The first row, step by step:",
        "sources": "Sources",
        "class": "Class",
        "kind": "In files",
        "checked": "seen in the text",
        "unchecked": "not checked against the official text",
        "none": "No regulation lays it down; it is there for local rules.",
        "up": "share of the points",
        "across": "result",
        "late": "days late",
        "for": "Share of the points for a target of {}",
        "any": "Share of the points",
        "knot": "{1} at {0}",
        "no-fields": "It has no fields.",
        "title": "Scoring rules",
        "intro": "One page a rule: how points are given, its fields, its curve, "
        "where it comes from, and examples.\n"
        "The pages are made from the rules themselves; tests check code and points.",
        "listed": "| Rule | What it does | Class |",
        "all-api": "The whole interface is in [lzeval.rules](../api/rules.md).",
        "point": "{}",
        "pause": "; ",
    },
}
Facts = dict[str, Any]


def facts_of(kind: str) -> Facts:
    """Read what a rule cannot say of itself."""
    path = HERE / f"{kind}.toml"
    if not path.exists():
        message = f"{path} is missing: describe the rule there, with an example"
        raise FileNotFoundError(message)
    return tomllib.loads(path.read_text("utf-8"))


def kinds() -> list[str]:
    """Name every rule that comes with lzeval, in the order of their names."""
    return [
        kind
        for kind in plugins.names(GROUP)
        if plugins.find(GROUP, kind).__module__.startswith("lzeval.")
    ]


def rows(lines: list[list[str]], head: str) -> str:
    """Write a table."""
    columns = head.count("|") - 1
    table = [head, "|" + "---|" * columns]
    table += [
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |"
        for line in lines
    ]
    return "\n".join(table)


class Example:
    """A rule with its fields, and what it gives for some results."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.code: str = facts["rule"]
        self.rule: ScoringRule = self._run(self.code)
        self.weight: str = facts["weight"]
        self.given = [
            (Target.parse(target), target, outcome) for target, outcome in facts["rows"]
        ]

    @staticmethod
    def _run(code: str) -> Any:  # noqa: ANN401 - whatever the code makes
        return eval(code, {"lz": lz})  # noqa: S307 - the code of our own docs

    def outcome(self, target: Target, text: str) -> Outcome:
        """Take a result: a cell, or the code that makes it."""
        if text.startswith("lz."):
            made: Outcome = self._run(text)
            return made
        return Outcome.parse(text, target=target)

    def points(self, language: str) -> list[list[str]]:
        """Work out the points of every row."""
        words = words_for(wording.LOCALES[language])
        lines: list[list[str]] = []
        for target, text, result in self.given:
            outcome = self.outcome(target, result)
            points = self.rule.points(target, outcome, weight=self.weight)
            match points:
                case NoRate():
                    shown = label(points, words)
                case Interval():
                    shown = words.interval(points.low, points.high, 2)
                case _:
                    shown = words.points(points)
            cell = outcome.notation(words.locale) or label(outcome.state, words)
            if outcome.value is not None and outcome.parts:
                both = {"zh": "{}（{}）", "en": "{} ({})"}[language]
                parts = attrs.evolve(outcome, value=None).notation(words.locale)
                cell = both.format(cell, parts)
            aim = target.notation(words.locale) or text or "—"
            lines.append([aim, cell, self.weight, shown])
        return lines

    def program(self) -> str:
        """Write the rows as code that is run by the tests."""
        lines = ["import lzeval as lz", "", wording.wrapped(f"rule = {self.code}")]
        for target, text, result in self.given:
            outcome = self.outcome(target, result)
            points = self.rule.points(target, outcome, weight=self.weight)
            given = f'"{result}"'
            if result.startswith("lz."):
                lines.append(wording.wrapped(f"result = {result}"))
                given = "result"
            call = f'rule.points("{text}", {given}, weight={self.weight})'
            match points:
                case NoRate():
                    lines.append(f"assert {call} is lz.NoRate.{points.name}")
                case Interval():
                    lines.append(f"low, high = {call}")
                    ends = f'"{points.low}", "{points.high}"'
                    lines.append(f"assert (str(low), str(high)) == ({ends})")
                case _:
                    lines.append(f'assert str({call}) == "{points}"')
        return "\n".join(lines)

    def steps(self, language: str) -> str:
        """Explain the points of the first row."""
        target, _, result = self.given[0]
        name = {"zh": "示例", "en": "Example"}[language]
        evaluation = Evaluation(
            project=Project(name),
            framework=Framework(id="example", name=name),
            tree=IndicatorTree.of(Indicator(name, weight=self.weight, rule=self.rule)),
            targets=[attrs.evolve(target, indicator=name)],
            outcomes={name: self.outcome(target, result)},
        )
        card = evaluation.evaluate()
        text = lz.explain(card, name, locale=wording.LOCALES[language])
        return text.rpartition("\n")[0]  # the last line names the made-up framework

    def figure(self, language: str, identity: str) -> str | None:
        """Draw the curve for the first target, if it goes along one figure."""
        target, text, _ = self.given[0]
        plan = self.rule.plan(target.comparator)
        asked = self.facts.get("figure", {})
        if plan is None or asked is False:
            return None
        name = asked.get("along", "actual")
        if name == "actual" and any(each.startswith("parts/") for each in plan.names):
            return None
        given = {"one": Fraction(asked.get("one", 1))}
        value, percent = target.value, asked.get("percent", False)
        if value is not None:
            percent = value.family == "ratio" and "one" not in asked
            for key, end in (("target", value), ("upper", target.upper)):
                if end is not None:
                    given[key] = end.base if percent else Fraction(end.value)
        ends = (
            Fraction(asked[key]) if key in asked else None for key in ("from", "to")
        )
        curve = figures.trace(plan, figures.Axis(name, given, *ends))
        words = self._words(target, text, curve, percent=percent, language=language)
        picture = figures.draw(curve, words, identity)
        caption = f'<figcaption style="font-style: normal">{words.title}</figcaption>'
        return f"<figure>\n{picture}\n{caption}\n</figure>"

    def _words(
        self,
        target: Target,
        text: str,
        curve: figures.Curve,
        *,
        percent: bool,
        language: str,
    ) -> figures.Words:
        heads, locale = HEADS[language], wording.LOCALES[language]
        asked = self.facts.get("figure", {})
        across = heads["across"]
        unit = None if target.value is None else target.value.unit
        if target.date is not None:
            across = heads["late"]
        elif unit is not None and not percent:
            english = unit.english_plural if unit.family != "ratio" else ""
            shown = unit.symbol if language == "zh" else english or unit.symbol
            across += {"zh": "（{}）", "en": " ({})"}[language].format(shown)
        across = asked.get("across", {}).get(language, across)
        words = target.value is None and target.date is None
        aim = "" if words else target.notation(locale) or text
        title = heads["for"].format(aim) if aim else heads["any"]
        knots = [
            heads["knot"].format(
                figures.number(at, percent=percent), wording.percent(share)
            )
            for at, share in curve.knots
            if share is not None
        ]
        rule = self.rule.wording.to(locale)
        desc = {"zh": "{}。{}。", "en": "{}. {}."}[language]
        joined = heads["pause"].join(knots)
        return figures.Words(
            title,
            desc.format(rule, joined) if knots else rule,
            across,
            heads["up"],
            percent,
        )


def page(kind: str, language: str) -> str:
    """Write the page on one rule."""
    rule, facts, heads = plugins.find(GROUP, kind), facts_of(kind), HEADS[language]
    about, meanings = wording.sections(rule)
    chinese, english = wording.term(rule), wording.english(rule)
    if language == "zh":
        about, meanings = (
            facts["about"].strip().replace("\n", "\n\n"),
            facts.get("fields", {}),
        )
        title = f"{chinese} {english}"
    else:
        title = f"{english} ({chinese})"
        about = re.sub(r" \([^()]*[\u4e00-\u9fff][^()]*\)", "", about, count=1)
    colon = {"zh": "：", "en": ": "}[language]
    name = f"[`{rule.__name__}`][lzeval.scoring.rules.{rule.__name__}]"
    parts = [
        f"# {title}",
        f"- {heads['class']}{colon}{name}\n- {heads['kind']}{colon}`{kind}`",
        f"## {heads['about']}",
        about.replace("``", "`"),
        f"## {heads['fields']}",
        _fields(rule, meanings, language),
        f"## {heads['examples']}",
    ]
    for number, one in enumerate(facts["examples"], 1):
        example = Example(one)
        parts += _example(example, f"{kind}-{number}", language)
    parts += [f"## {heads['sources']}", _sources(facts, language)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _fields(rule: type, meanings: dict[str, str], language: str) -> str:
    lines: list[list[str]] = []
    for item in attrs.fields(attrs.resolve_types(rule)):
        if item.init:
            meaning = meanings[item.name].replace("``", "`")
            sort = wording.sort_of(item.type, language)
            default = wording.default_of(item, language)
            lines.append([f"`{item.alias}`", sort, default, meaning])
    return (
        rows(lines, HEADS[language]["field"]) if lines else HEADS[language]["no-fields"]
    )


def _example(example: Example, identity: str, language: str) -> list[str]:
    heads = HEADS[language]
    plan = example.rule.plan(example.given[0][0].comparator)
    words = example.rule.wording.to(wording.LOCALES[language])
    colon = {"zh": "：", "en": ": "}[language]
    parts = [
        f"### {example.facts['title'][language]}",
        f"```python\n{example.program()}\n```",
        f"{heads['formula']}{colon}{words}{'。' if language == 'zh' else '.'}",
        rows(example.points(language), heads["worked"]),
        f"{heads['steps']}\n\n```text\n{example.steps(language)}\n```",
        example.figure(language, identity) or heads["no-curve"],
    ]
    if plan is not None:
        lines = [list(case) for case in wording.cases(plan, language)]
        parts.append(f"{heads['cases']}{colon.strip()}\n\n{rows(lines, heads['case'])}")
    return parts


def _sources(facts: Facts, language: str) -> str:
    heads = HEADS[language]
    lines: list[str] = []
    for source in facts.get("sources", []):
        mark = heads["checked" if source["verified"] else "unchecked"]
        name, note = source[language], source[f"note_{language}"]
        if "url" in source:
            name = f"[{name}]({source['url']})"
        lines.append(
            {"zh": f"- {name}：{note}（{mark}）", "en": f"- {name}: {note} ({mark})"}[
                language
            ]
        )
    return "\n".join(lines) or heads["none"]


def index(language: str) -> str:
    """Write the list of all rules."""
    heads = HEADS[language]
    lines: list[list[str]] = []
    for kind in kinds():
        rule = plugins.find(GROUP, kind)
        name = wording.term(rule) if language == "zh" else wording.english(rule)
        summary = wording.sections(rule)[0].partition("\n\n")[0]
        if language == "en":
            name = re.sub(r"\s*\([^()]*\)\.?$", "", " ".join(summary.split()))
        lines.append([f"[{kind}]({kind}.md)", name, f"`{rule.__name__}`"])
    table = rows(lines, heads["listed"])
    return f"# {heads['title']}\n\n{heads['intro']}\n\n{table}\n\n{heads['all-api']}\n"


def navigation(language: str) -> str:
    """Put the pages into the navigation of a language."""
    text = (DOCS / f"mkdocs.{language}.yml").read_text("utf-8")
    lines = [
        f"      - {HEADS[language]['title']}:",
        "          - reference/rules/index.md",
    ]
    for kind in kinds():
        rule = plugins.find(GROUP, kind)
        name = wording.term(rule) if language == "zh" else wording.english(rule)
        lines.append(f"          - {name}: reference/rules/{kind}.md")
    block = re.compile(
        r"      - [^\n]+:\n(?:          - [^\n]*reference/rules/[^\n]*\n)+"
    )
    assert block.search(text), "the navigation lists no rules"
    return block.sub(lambda _: "\n".join(lines) + "\n", text)


def pages() -> dict[Path, str]:
    """Write every page and both navigations."""
    found: dict[Path, str] = {}
    for language in HEADS:
        folder = DOCS / language / "reference" / "rules"
        found[folder / "index.md"] = index(language)
        for kind in kinds():
            found[folder / f"{kind}.md"] = page(kind, language)
        found[DOCS / f"mkdocs.{language}.yml"] = navigation(language)
    return found


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
