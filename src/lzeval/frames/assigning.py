"""
Which rule scores which row (规则匹配).

Rows differ by their place, which is an edition with an indicator or a group, and by the
sign of their target. Every combination that may come up is prepared beforehand, equal
ones once, so that a rule that cannot be computed in columns is named before anything
runs. Texts are compared once; from then on rows are told apart by small numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import narwhals as nw
from attrs import field, frozen

from lzeval.errors import InvalidFrameError, Problem
from lzeval.frames.engines import fenced
from lzeval.frames.lowering import Lowered, lowered
from lzeval.frames.whole import Cond, all_of, any_of, either, one_of
from lzeval.model import (
    Comparator,
    IndicatorTree,
    Measure,
    NoRate,
    Target,
    TreeNode,
)
from lzeval.notation import PartialDate, Unit
from lzeval.scoring import Framework
from lzeval.scoring.rules import Awarded
from lzeval.typing import Rule

if TYPE_CHECKING:
    from lzeval.frames.engines import Frame

__all__ = ["NOWHERE", "RULE", "Assigned", "Assignment", "Setting", "assigned"]


def __dir__() -> list[str]:
    return __all__


RULE = "lzeval rule"
"""The column of the number of the rule (规则号列)."""
NOWHERE = -1
"""The number of rows that no rule scores (无规则行)."""
_PLACE, _SIGN = "lzeval place", "lzeval sign"
_Number = tuple[Cond, int]


@frozen
class Setting:
    """
    What the rows may differ by (适用条件).

    Attributes:
        frameworks: The editions, by the id that rows name them with.
        tree: The indicators, if there is one tree for all.
        names: The columns that are there, by standard name.
        unit: The unit of the figures where an indicator has none.
        aimless: Whether rows may have no target.
        dated: Whether rows may have a deadline in its place.
        otherwise: Whether rows may be settled by other means than a rule.
        checked: Whether it is known that rows hold no other words.
    """

    frameworks: Mapping[str, Framework]
    tree: IndicatorTree | None
    names: Mapping[str, str]
    unit: Unit | None
    aimless: bool
    dated: bool
    otherwise: bool
    checked: bool


@frozen
class Assigned:
    """
    A rule, and the rows that it scores (规则及其适用行).

    Attributes:
        rule: The rule as it is computed.
        cases: Numbers of places, each with those of signs.
        sign: The sign, if their targets are intervals, or the day before is meant.
        aimless: Whether they have no target.
        dated: Whether they have a deadline in its place.
        budget: Whether they are the budget's execution, beside the tree.
    """

    rule: Lowered
    cases: Mapping[int, tuple[int, ...]] = field(eq=False)
    sign: Comparator | None = None
    aimless: bool = False
    dated: bool = False
    budget: bool = False


@frozen
class Assignment:
    """
    The rules of a frame, and how its rows get them (规则分派).

    Attributes:
        rules: The rules.
        places: Places by their numbers; the first that holds decides.
        signs: The same of signs and kinds of target.
        checked: Whether every row has a rule.
    """

    rules: Sequence[Assigned]
    places: Sequence[_Number] = field(eq=False)
    signs: Sequence[_Number] = field(eq=False)
    checked: bool

    @property
    def several(self) -> bool:
        """Whether rows must be told apart."""
        return len(self.rules) > 1 or not self.checked

    def numbered(self, frame: Frame) -> Frame:
        """Add the column of the number of the rule (规则号)."""
        if not self.several:
            return frame
        if len(self.places) == 1:  # signs alone decide
            numbers = {
                sign: number
                for number, one in enumerate(self.rules)
                for sign in next(iter(one.cases.values()))
            }
            own = [(holds, numbers[sign]) for holds, sign in self.signs]
            return frame.with_columns(_numbered(own).alias(RULE))
        frame = frame.with_columns(
            _numbered(self.places).alias(_PLACE), _numbered(self.signs).alias(_SIGN)
        )
        frame = fenced(frame)
        rows: list[_Number] = [
            (self._rows(one), number) for number, one in enumerate(self.rules)
        ]
        if self.checked:
            rows[-1] = True, rows[-1][1]
        return fenced(frame.with_columns(_numbered(rows).alias(RULE)))

    def _rows(self, one: Assigned) -> Cond:
        """Say which rows a rule scores, places with the same signs together."""
        alike: dict[tuple[int, ...], list[int]] = {}
        for place, signs in one.cases.items():
            alike.setdefault(signs, []).append(place)
        return any_of(
            [
                all_of(
                    [
                        _one_of(_PLACE, places, self.places),
                        _one_of(_SIGN, signs, self.signs),
                    ]
                )
                for signs, places in alike.items()
            ]
        )


def _numbered(pairs: Sequence[_Number]) -> nw.Expr:
    numbers: list[tuple[Cond, nw.Expr]] = [
        (holds, nw.lit(number, nw.Int16)) for holds, number in pairs
    ]
    return either(numbers, nw.lit(NOWHERE, nw.Int16)).cast(nw.Int16)


def _one_of(column: str, numbers: Sequence[int], every: Sequence[_Number]) -> Cond:
    """Ask for one of some numbers, unless they are all there are."""
    last = every[-1][0] is True  # there are no others
    if last and len(numbers) == len({number for _, number in every}):
        return True
    return one_of(nw.col(column), numbers)


@frozen
class _Aim:
    """What targets have in common that a rule tells apart."""

    sign: Comparator | None
    aimless: bool = False
    dated: bool = False

    @property
    def label(self) -> str:
        """What an error calls it."""
        return " ".join(filter(None, ["deadline" if self.dated else "", self.sign]))

    @property
    def target(self) -> Target:
        """One of the targets."""
        if self.aimless:
            return Target()
        if self.dated:
            return Target(comparator=self.sign, date=PartialDate(2024, 6, 30))
        upper = Measure(2) if self.sign is Comparator.BETWEEN else None
        return Target(comparator=self.sign, value=Measure(1), upper=upper)


@frozen
class _Place:
    """Indicators that are scored alike, and how to tell them from those that follow."""

    label: str
    path: tuple[str, ...]
    own: Rule | None
    unit: Unit | None
    holds: Cond
    budget: bool = False


def assigned(setting: Setting) -> Assignment:
    """
    Prepare every rule that may be wanted (规则准备).

    Raises:
        InvalidFrameError: Naming every rule that cannot be computed in columns, with
            the edition and the indicators or signs that it is for.
    """
    found: dict[tuple[object, ...], dict[int, tuple[int, ...]]] = {}
    problems: list[Problem] = []
    done: dict[tuple[object, ...], Lowered | None] = {}
    places: list[_Number] = []
    aims = _aims(setting)
    every = tuple(range(len(aims)))
    for number, (framework, edition, place) in enumerate(_every_place(setting)):
        places.append((all_of([edition, place.holds]), number))
        asked = [(aim, (one,)) for one, (aim, _) in enumerate(aims)]
        # Of the budget's row signs say nothing.
        for aim, numbers in [(_Aim(None), every)] if place.budget else asked:
            rule = place.own or framework.rule_for(aim.target, place.path)
            made = _prepared(rule, aim, place.unit, done)
            if made is None and (setting.otherwise or isinstance(rule, Awarded)):
                made = Lowered(None, reason=NoRate.NOT_ASSESSABLE)
            if made is None:
                kind = getattr(rule, "kind", type(rule).__name__)
                label = "/".join(filter(None, [framework.id, place.label, aim.label]))
                message = f"the rule {kind!r} cannot be computed in columns"
                problems.append(Problem(label, message))
                continue
            before = aim.dated and aim.sign is Comparator.LESS_THAN
            sign = aim.sign if before or aim.sign is Comparator.BETWEEN else None
            same = made, sign, aim.aimless, aim.dated, place.budget
            cases = found.setdefault(same, {})
            cases[number] = (*cases.get(number, ()), *numbers)
    if problems:
        raise InvalidFrameError("rules", tuple(dict.fromkeys(problems)))
    alike = _alike_signs(aims, [*found.values()])
    return Assignment(
        [
            Assigned(rule, _merged(cases, alike), *rest)  # type: ignore[arg-type]
            for (rule, *rest), cases in found.items()
        ],
        places,
        _told_apart(aims, alike),
        setting.checked,
    )


def _alike_signs(
    aims: Sequence[tuple[_Aim, Cond]], rules: Sequence[Mapping[int, tuple[int, ...]]]
) -> list[int]:
    """Give the kinds of target one number that no place tells apart."""
    scored: list[set[tuple[int, int]]] = [set() for _ in aims]
    for rule, cases in enumerate(rules):
        for place, signs in cases.items():
            for sign in signs:
                scored[sign].add((rule, place))
    return [scored.index(one) for one in scored]


def _merged(
    cases: Mapping[int, tuple[int, ...]], alike: Sequence[int]
) -> dict[int, tuple[int, ...]]:
    return {
        place: tuple(dict.fromkeys(alike[sign] for sign in signs))
        for place, signs in cases.items()
    }


def _told_apart(
    aims: Sequence[tuple[_Aim, Cond]], alike: Sequence[int]
) -> list[_Number]:
    """Tell the kinds of target apart; of signs, which exclude each other, at once."""
    first: list[_Number] = []
    signs: dict[int, list[Cond]] = {}
    for number, (aim, holds) in zip(alike, aims, strict=True):
        if aim.aimless or aim.dated:
            first.append((holds, number))
        else:
            signs.setdefault(number, []).append(holds)
    # What holds for all others comes last, and asks for nothing.
    told: list[_Number] = [(any_of(holds), number) for number, holds in signs.items()]
    return first + sorted(told, key=lambda one: one[0] is True)


def _prepared(
    rule: Rule | None,
    aim: _Aim,
    unit: Unit | None,
    done: dict[tuple[object, ...], Lowered | None],
) -> Lowered | None:
    """Prepare a rule for some targets and a unit, once."""
    if rule is None:
        return Lowered(None, reason=NoRate.NO_RULE)
    key = (id(rule), aim, unit)
    if key not in done:
        done[key] = lowered(rule, aim.sign, unit, aimless=aim.aimless, dated=aim.dated)
    return done[key]


def _every_place(setting: Setting) -> Iterator[tuple[Framework, Cond, _Place]]:
    """Yield the places of all editions, with the rows of each edition."""
    names, several = setting.names, len(setting.frameworks) > 1
    for id_, framework in setting.frameworks.items():
        edition: Cond = True
        if "framework" in names and several:
            edition = nw.col(names["framework"]) == id_
        for place in _places(framework, setting):
            yield framework, edition, place


def _aims(setting: Setting) -> list[tuple[_Aim, Cond]]:
    """List the kinds of target that rows may have."""
    names, signs = setting.names, _signs(setting)
    without: Cond = True
    if "target" in names:
        without = nw.col(names["target"]).is_null()
    found: list[tuple[_Aim, Cond]] = []
    if setting.dated and setting.aimless:
        due = ~nw.col(names["target_date"]).is_null()
        found += [
            (_Aim(sign, dated=True), all_of([without, due, holds]))
            for sign, holds in signs
            if sign is not Comparator.BETWEEN
        ]
    if "target" not in names or setting.aimless:
        found.append((_Aim(None, aimless=True), without))
    if "target" in names:
        found += [(_Aim(sign), holds) for sign, holds in signs]
    return found


def _signs(setting: Setting) -> list[tuple[Comparator | None, Cond]]:
    """List the signs that rows may have."""
    names = setting.names
    if "sign" not in names:
        return [(None, True)]
    sign, words = nw.col(names["sign"]), [*Comparator]
    if "upper" not in names:
        words.remove(Comparator.BETWEEN)
    found: list[tuple[Comparator | None, Cond]] = [
        (word, sign == word.value) for word in words
    ]
    return [*found, (None, True if setting.checked else sign.is_null())]


def _places(framework: Framework, setting: Setting) -> Iterator[_Place]:
    names, row = setting.names, framework.budget_row
    indicator = None if "indicator" not in names else nw.col(names["indicator"])
    if row is not None and indicator is not None:
        is_row = indicator == row.code
        yield _Place(row.code, (), row.rule, None, is_row, budget=True)
    tree = setting.tree
    if tree is not None and indicator is not None:
        alike = _alike(tree, framework, setting.unit)
        for leaves, unit in alike:
            codes = [leaf.code for leaf in leaves]
            some: Cond = True if len(alike) == 1 else one_of(indicator, codes)
            label = codes[0] if len(codes) == 1 else f"{codes[0]} …"
            yield _Place(label, leaves[0].path, leaves[0].rule, unit, some)
        return
    yield from _grouped(framework, setting)


def _alike(
    tree: IndicatorTree, framework: Framework, unit: Unit | None
) -> list[tuple[list[TreeNode], Unit | None]]:
    """Put the indicators together that no rule tells apart."""
    by_path = any(kind.rules for kind in framework.kinds)
    found: dict[object, tuple[list[TreeNode], Unit | None]] = {}
    for leaf in tree.leaves:
        own = (None if leaf.indicator is None else leaf.indicator.unit) or unit
        key = (leaf.path if by_path else (), id(leaf.rule), own)
        found.setdefault(key, ([], own))[0].append(leaf)
    return list(found.values())


def _grouped(framework: Framework, setting: Setting) -> Iterator[_Place]:
    """Tell kinds of indicator apart by the groups that rows name, nearest first."""
    names = setting.names
    columns = [names[name] for name in ("group_2", "group_1") if name in names]
    for column in columns:
        for kind in framework.kinds:
            if kind.rules:
                name, holds = str(kind.name), one_of(nw.col(column), kind.names)
                yield _Place(name, (name,), None, setting.unit, holds)
    yield _Place("", (), None, setting.unit, holds=True)
