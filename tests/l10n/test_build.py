"""The build puts compiled catalogues into the wheel and leaves the source as it is."""

from __future__ import annotations

import gettext
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytest.importorskip("hatchling")
HOOK = Path(__file__).parents[2] / "hatch_build.py"
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "得分"
msgstr "Points"
"""


@pytest.fixture
def make_hook(tmp_path: Path) -> Callable[[str], Any]:
    """Make the hook for a source tree with one catalogue."""
    folder = tmp_path / "src" / "lzeval" / "l10n" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "lzeval.po").write_text(CATALOGUE, "utf-8")
    spec = importlib.util.spec_from_file_location("hatch_build", HOOK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def make(target: str) -> Any:  # noqa: ANN401 - a class of another project
        return module.CatalogueHook(str(tmp_path), {}, None, None, "", target)

    return make


def test_a_wheel_gets_compiled_catalogues(
    make_hook: Callable[[str], Any], tmp_path: Path
) -> None:
    """Each catalogue is compiled, put beside its text form, and cleared away."""
    hook, build_data = make_hook("wheel"), {"force_include": {}}
    hook.initialize("standard", build_data)
    ((compiled, inside),) = build_data["force_include"].items()
    assert "lzeval/l10n/locale/en/LC_MESSAGES/lzeval.mo" == inside
    with Path(compiled).open("rb") as source:
        assert "Points" == gettext.GNUTranslations(source).gettext("得分")
    hook.finalize("standard", build_data, "")
    assert not Path(compiled).exists()
    assert [] == list(tmp_path.rglob("*.mo"))


@pytest.mark.parametrize(
    ("target", "version"), [("sdist", "standard"), ("wheel", "editable")]
)
def test_nothing_else_does(
    make_hook: Callable[[str], Any], target: str, version: str
) -> None:
    """A source distribution and an editable install have the text form."""
    hook, build_data = make_hook(target), {"force_include": {}}
    hook.initialize(version, build_data)
    hook.finalize(version, build_data, "")
    assert {} == build_data["force_include"]
