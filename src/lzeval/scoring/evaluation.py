"""
The evaluation: everything that goes in, and nothing that comes out (评价).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, cast, final

from attrs import field, frozen

from lzeval._display import Displayed
from lzeval.errors import (
    AmbiguousNameError,
    InvalidEvaluationError,
    LzevalError,
    Problem,
    UnknownNameError,
)
from lzeval.model import (
    Award,
    Citation,
    IndicatorTree,
    Measure,
    Narrative,
    Outcome,
    Project,
    Statement,
    Target,
    TreeNode,
)
from lzeval.model.cells import Cell
from lzeval.model.text import citations_of
from lzeval.scoring.combine import Answers
from lzeval.scoring.digest import digest
from lzeval.scoring.evaluating import evaluate
from lzeval.scoring.framework import Framework, framework_of
from lzeval.typing import Number

if TYPE_CHECKING:
    from lzeval.scoring.scorecard import Scorecard

__all__ = ["Evaluation"]


def __dir__() -> list[str]:
    return __all__


Given: TypeAlias = Outcome | Measure | Cell
"""What is taken as an outcome: cells and numbers are read, None is a blank."""

GivenAwards: TypeAlias = Award | Number | Iterable[Award | Number]
"""What is taken as the awards of one indicator."""

_MISSING = Outcome.missing()


def _targets(targets: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(targets)


def _statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(statements)


# Outcomes and awards are read, and faults in them named, once the tree is known.
def _outcomes(given: Mapping[str, Given]) -> Mapping[str, Outcome]:
    return cast("Mapping[str, Outcome]", given)


def _awards(given: Mapping[str, GivenAwards]) -> Mapping[str, tuple[Award, ...]]:
    return cast("Mapping[str, tuple[Award, ...]]", given)


_NO_OUTCOMES: Mapping[str, Outcome] = {}
_NO_AWARDS: Mapping[str, tuple[Award, ...]] = {}


@final
@frozen(kw_only=True)
class Evaluation(Displayed):
    """
    One evaluation of one project: the inputs (评价).

    Attributes:
        project: What is evaluated.
        tree: The indicators; None takes the framework's.
        framework: A framework or the id of one; None takes the usual rules.
        targets: What was to be reached; each names its indicator.
        outcomes: What was achieved, by the code of the target answered, which is the
            indicator's where it has one target only. Cells and numbers are read.
        awards: Points given by persons, by indicator; several roles are allowed.
        statements: What the source claims about its own results.
        narrative: The evaluation's own words.
        citations: Where the facts come from.

    Raises:
        InvalidEvaluationError: Naming every target, outcome and award that fits no
            indicator, every code used twice, every award above its maximum, and every
            one on a locked indicator.
        UnknownNameError: If no framework has the id.

    Examples:
        >>> from lzeval.model import Indicator
        >>> evaluation = Evaluation(
        ...     project=Project("续保"),
        ...     tree=IndicatorTree.of(Indicator("实际完成率", weight=8)),
        ...     targets=[Target.parse("≥6410人", indicator="实际完成率")],
        ...     outcomes={"实际完成率": "5123人"},
        ... )
        >>> card = evaluation.evaluate()
        >>> card.total.points, str(card["实际完成率"].completion_rate)
        (Decimal('6.39'), '79.92%')
    """

    project: Project
    framework: Framework = field(default=None, converter=framework_of)
    tree: IndicatorTree = field(default=None)
    targets: tuple[Target, ...] = field(default=(), converter=_targets)
    outcomes: Mapping[str, Outcome] = field(default=_NO_OUTCOMES, converter=_outcomes)
    awards: Mapping[str, tuple[Award, ...]] = field(
        default=_NO_AWARDS, converter=_awards
    )
    statements: tuple[Statement, ...] = field(default=(), converter=_statements)
    narrative: Narrative | None = None
    citations: tuple[Citation, ...] = field(default=(), converter=citations_of)
    answers: Mapping[str, Answers] = field(init=False, eq=False, repr=False)
    """The targets of each indicator with their outcomes, by the indicator's code."""

    def __attrs_post_init__(self) -> None:
        tree: IndicatorTree | None = self.tree or self.framework.tree
        if tree is None:
            message = f"give a tree; the framework {self.framework.id!r} has none"
            raise InvalidEvaluationError("evaluation", (Problem("tree", message),))
        object.__setattr__(self, "tree", tree)
        problems: list[Problem] = []
        by_target = _by_target(tree, self.targets, problems)
        outcomes = _placed_outcomes(tree, self.outcomes, by_target, problems)
        awards = _placed_awards(tree, self.awards, problems)
        if problems:
            raise InvalidEvaluationError(self.project.name, tuple(problems))
        answers: dict[str, Answers] = {}
        for code, (indicator, target) in by_target.items():
            answer = (target, outcomes.get(code, _MISSING))
            if indicator in answers:
                answers[indicator] += (answer,)
            else:
                answers[indicator] = (answer,)
        object.__setattr__(self, "outcomes", outcomes)
        object.__setattr__(self, "awards", awards)
        object.__setattr__(self, "answers", answers)

    @cached_property
    def content_hash(self) -> str:
        """
        A fingerprint of the inputs: SHA-256 over all figures and words (内容哈希).

        Equal inputs have equal fingerprints on every machine; it is computed when it
        is first asked for.
        """
        return digest(self)

    def evaluate(self) -> Scorecard:
        """
        Score the evaluation by its own framework (评分).

        See `lzeval.evaluate` for other frameworks, policies and roles.
        """
        return evaluate(self)


def _by_target(
    tree: IndicatorTree, targets: Iterable[Target], problems: list[Problem]
) -> dict[str, tuple[str, Target]]:
    """Place each target: its own code -> its indicator's code and itself."""
    placed: dict[str, tuple[str, Target]] = {}
    for number, target in enumerate(targets):
        try:
            node = tree[target.indicator or ""]
        except UnknownNameError as error:
            problems.append(Problem(f"targets[{number}]", str(error)))
            continue
        code = target.code or node.code
        if node.children:
            message = f"{target.indicator!r} is a group; targets belong to indicators"
            problems.append(Problem(f"targets[{number}]", message))
        elif code in placed:
            message = f"a second target with the code {code!r}; give each its own code"
            problems.append(Problem(f"targets[{number}]", message))
        else:
            placed[code] = (node.code, target)
    return placed


def _placed_outcomes(
    tree: IndicatorTree,
    given: Mapping[str, Given],
    by_target: dict[str, tuple[str, Target]],
    problems: list[Problem],
) -> dict[str, Outcome]:
    """Place each outcome by its target's code, and read what is not read yet."""
    outcomes: dict[str, Outcome] = {}
    for key, value in given.items():
        try:
            code = key if key in by_target else _answered(tree, key, by_target)
            if code in outcomes:
                problems.append(
                    Problem(f"outcomes[{key!r}]", f"a second outcome for {code!r}")
                )
            outcomes[code] = (
                value
                if isinstance(value, Outcome)
                else Outcome.coerce(value, by_target[code][1])
            )
        except LzevalError as error:
            problems.append(Problem(f"outcomes[{key!r}]", str(error)))
    return outcomes


def _answered(
    tree: IndicatorTree, key: str, by_target: dict[str, tuple[str, Target]]
) -> str:
    """Find the code of the target that an outcome answers, or add one not set."""
    leaves = tuple(leaf.code for leaf in tree.leaves)
    try:
        code = tree[key].code
    except AmbiguousNameError:
        raise
    except UnknownNameError:
        code = ""
    if code in by_target:
        return code
    several = tuple(c for c, (owner, _) in by_target.items() if owner == code)
    if several:
        raise AmbiguousNameError("target", key, several)
    if code not in leaves:
        raise UnknownNameError(
            "target or indicator", key, tuple(dict.fromkeys((*by_target, *leaves)))
        )
    by_target[code] = (code, Target(indicator=code))
    return code


def _placed_awards(
    tree: IndicatorTree,
    given: Mapping[str, GivenAwards],
    problems: list[Problem],
) -> dict[str, tuple[Award, ...]]:
    """Place the awards by their indicators' codes."""
    placed: dict[str, tuple[Award, ...]] = {}
    for key, value in given.items():
        place = f"awards[{key!r}]"
        try:
            node, awards = tree[key], _read_awards(value)
        except LzevalError as error:
            problems.append(Problem(place, str(error)))
            continue
        problems += [Problem(place, text) for text in _wrong_awards(node, awards)]
        if node.code in placed:
            problems.append(Problem(place, f"a second entry for {node.code!r}"))
        placed[node.code] = awards
    return placed


def _read_awards(given: GivenAwards) -> tuple[Award, ...]:
    several = given if isinstance(given, Iterable) else (given,)
    if isinstance(given, str):
        several = (given,)
    return tuple(
        award if isinstance(award, Award) else Award(award) for award in several
    )


def _wrong_awards(node: TreeNode, awards: tuple[Award, ...]) -> Iterator[str]:
    if node.indicator is None:
        yield "is a group; points are given to indicators"
    elif node.indicator.locked:
        yield "is locked: its points are computed, and nobody may give others"
    if not awards:
        yield "holds no award; leave the entry out"
    if len({award.role for award in awards}) < len(awards):
        yield "holds two awards of one role"
    for award in awards:
        if node.weight is not None and award.points > node.weight:
            yield f"{award.points} points are above the maximum of {node.weight}"
