"""Rules of other packages are written and read like the built-in ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from lzeval import codec, plugins
from lzeval.errors import InvalidFileError, PluginError
from lzeval.model import Indicator, IndicatorTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = '''
"""Rules of a stranger."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from lzeval.model import exact
from lzeval.typing import Rule


@frozen
class Halved:
    """Half of what another rule gives."""

    kind: ClassVar[str] = "halved"

    rule: Rule
    by: Decimal | Fraction = field(default="0.5", converter=exact)

    def assess(self, target, outcome):
        return self.rule.assess(target, outcome)


@frozen
class Floating:
    """A rule with a field that has no exact form."""

    kind: ClassVar[str] = "floating"

    factor: float

    def assess(self, target, outcome):
        return 1, 1


class Bare:
    """A rule without fields that are known."""

    kind = "bare"
'''
ENTRY_POINTS = """\
[lzeval.rules]
bare = strangers_rules:Bare
floating = strangers_rules:Floating
halved = strangers_rules:Halved
lost = strangers_rules:Lost
"""


@pytest.fixture(autouse=True)
def strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package of rules for one test."""
    (tmp_path / "strangers_rules.py").write_text(RULES, encoding="utf-8")
    info = tmp_path / "strangers_rules-1.dist-info"
    info.mkdir()
    metadata = "Metadata-Version: 2.1\nName: strangers-rules\nVersion: 1\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins._entries.cache_clear()  # noqa: SLF001 - installed while we run
    yield
    plugins._entries.cache_clear()  # noqa: SLF001
    sys.modules.pop("strangers_rules", None)


def tree_with(rule: str) -> str:
    """Write a tree with a rule in JSON."""
    rows = f'[{{"code": "A", "name": "甲", "rule": {rule}}}]'
    return f'{{"lzeval": "1", "kind": "tree", "rows": {rows}}}'


def problem(rule: str) -> str:
    """Read a tree with a rule that must be refused, and give its problem."""
    with pytest.raises(InvalidFileError) as caught:
        codec.loads(tree_with(rule))
    (only,) = caught.value.problems
    return str(only)


def test_a_strangers_rule_is_read_and_written() -> None:
    """A rule that holds another rule comes back as it was; defaults are left out."""
    text = tree_with('{"kind": "halved", "rule": {"kind": "awarded"}, "by": "1/3"}')
    tree = codec.loads(text, expect=IndicatorTree)
    (leaf,) = tree.leaves
    assert leaf.rule is not None
    assert "halved" == leaf.rule.kind
    assert tree == codec.loads(codec.dumps(tree))
    short = tree_with('{"kind": "halved", "rule": {"kind": "awarded"}}')
    assert [
        {
            "code": "A",
            "name": "甲",
            "rule": {"kind": "halved", "rule": {"kind": "awarded"}},
        }
    ] == codec.to_plain(codec.loads(short))["rows"]


def test_faults_in_a_strangers_rule_have_their_path() -> None:
    """The reader looks into rules it has never seen."""
    assert (
        "$.rows[0].rule.rule.kind: no rule 'none-such'"
        == problem('{"kind": "halved", "rule": {"kind": "none-such"}}').partition(";")[
            0
        ]
    )
    assert "$.rows[0].rule.ratio: unknown key; known: rule, by" == problem(
        '{"kind": "halved", "rule": {"kind": "awarded"}, "ratio": 1}'
    )


def test_a_rule_that_is_no_attrs_class() -> None:
    """A rule whose fields are not known cannot be read."""
    assert (
        "$.rows[0].rule.kind: plug-in 'bare' of lzeval.rules: is not an attrs class"
        == problem('{"kind": "bare"}')
    )


def test_a_rule_that_is_not_where_it_should_be() -> None:
    """An entry point that leads nowhere is a problem with a place, and no crash."""
    assert problem('{"kind": "lost"}').startswith(
        "$.rows[0].rule.kind: plug-in 'lost' of lzeval.rules: could not be loaded"
    )


def test_a_field_without_an_exact_form() -> None:
    """A binary float is not let in by the back door of a rule."""
    found = problem('{"kind": "floating", "factor": 1}')
    assert found.startswith("$.rows[0].rule")
    assert "<class 'float'> have no form in a file" in found


def test_a_value_without_a_form_is_not_written() -> None:
    """What could not be read back exactly is not written."""
    rule = plugins.find("lzeval.rules", "floating")
    assert isinstance(rule, type)
    with pytest.raises(TypeError, match="have no form in a file"):
        codec.dumps(IndicatorTree.of(Indicator("甲", rule=rule(1.5))))


def test_no_schema_for_what_is_not_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema covers strangers' rules too, and never describes half of them."""
    with pytest.raises(PluginError, match=r"'bare' of lzeval\.rules: is not"):
        codec.schema()
    monkeypatch.setenv("LZEVAL_NO_PLUGINS", "1")
    Draft202012Validator.check_schema(codec.schema())
