"""Every message has its translation, with the same figures."""

from __future__ import annotations

import ast
import gettext
import io
import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lzeval.l10n import LOCALES, catalogs, update

TRANSLATED = [locale for locale in LOCALES if locale != "zh_CN"]
MESSAGES = list(dict.fromkeys(text for text, _ in update.messages()))
CHINESE_ONLY = re.compile("[\u4e00-\u9fff]")


def figures(message: str) -> set[str]:
    """Name the figures that a message takes."""
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def text_form(locale: str) -> Path:
    """Find the catalogue that translators edit."""
    folder = Path(str(files("lzeval.l10n"))) / "locale" / locale / "LC_MESSAGES"
    path = folder / "lzeval.po"
    if not path.exists():
        pytest.skip("an installed package has compiled catalogues only")
    return path


def test_there_are_messages() -> None:
    """The extraction finds marked messages and calls alike."""
    assert {"{amount}万元", "仅称完成"} <= set(MESSAGES)


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_message_is_translated(locale: str) -> None:
    """No message of the source is without translation."""
    known = read_po(io.BytesIO(text_form(locale).read_bytes()), locale)
    found = {message.id: message for message in known if message.id}
    missing = [
        text
        for text in MESSAGES
        if text not in found or not found[text].string or found[text].fuzzy
    ]
    assert [] == missing


@pytest.mark.parametrize("locale", TRANSLATED)
def test_translations_take_the_same_figures(locale: str) -> None:
    """No figure is lost, added or misspelt in a translation."""
    translations = catalogs.catalog(locale)
    assert [] == [
        text
        for text in MESSAGES
        if figures(text) != figures(translations.gettext(text))
    ]


def test_english_is_english() -> None:
    """No English message has Chinese characters in it."""
    translations = catalogs.catalog("en")
    told = [translations.gettext(text) for text in MESSAGES]
    assert [] == [text for text in told if CHINESE_ONLY.search(text)]


@pytest.mark.parametrize("locale", TRANSLATED)
def test_catalogues_are_up_to_date(locale: str, tmp_path: Path) -> None:
    """``python -m lzeval.l10n.update`` would change nothing."""
    path = text_form(locale)
    package = Path(str(files("lzeval")))
    copy = tmp_path / "lzeval"
    for source in [*package.rglob("*.py"), *package.rglob("*.po")]:
        target = copy / source.relative_to(package)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    update.update(copy)
    assert path.read_text("utf-8") == (copy / path.relative_to(package)).read_text(
        "utf-8"
    )


# What documents say in Chinese and no reader of another language is told.
UNTRANSLATED = {"其中", "〇一二三四五六七八九十", "[\u3400-\u9fff]"}


def test_no_wording_goes_past_the_catalogues() -> None:
    """Whatever Chinese a composer writes is a message, so that extraction finds it."""
    literals: list[str] = []
    for path in sorted(Path(str(files("lzeval.report"))).glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        said = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        literals += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and node not in said
            and isinstance(node.value, str)
            and CHINESE_ONLY.search(node.value)
        ]
    assert len(literals) > 100
    assert set() == {*literals} - {*MESSAGES} - UNTRANSLATED


MODULE = """
from lzeval.l10n import msg, words_for
NAME = msg("得分")  # marked
class Report:
    def lines(self):
        return [self.words("第{n}页", n=1), other("不取"), words_for("en")("不取")]
"""

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

# A remark of the translator.
msgid "得分"
msgstr "Points"

msgid "旧"
msgstr "Old"
"""

UPDATED = """\
msgid ""
msgstr ""
"Project-Id-Version: lzeval\\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

# A remark of the translator.
#: report.py
msgid "得分"
msgstr "Points"

#: report.py
#, python-brace-format
msgid "第{{n}}页"
msgstr ""

"""


def test_update_keeps_adds_and_drops(tmp_path: Path) -> None:
    """Translations are kept, new messages added, old ones dropped, in source order."""
    (tmp_path / "report.py").write_text(MODULE, "utf-8")
    paths = {
        locale: tmp_path / "l10n" / "locale" / locale / "LC_MESSAGES" / "lzeval.po"
        for locale in TRANSLATED
    }
    for path in paths.values():
        path.parent.mkdir(parents=True)
        path.write_text(CATALOGUE, "utf-8")
    update.update(tmp_path)
    assert {locale: UPDATED.format(locale=locale) for locale in TRANSLATED} == {
        locale: path.read_text("utf-8") for locale, path in paths.items()
    }


def test_source_language_needs_no_catalogue() -> None:
    """Chinese messages are their own translations."""
    assert "任何话" == catalogs.catalog("zh_CN").gettext("任何话")


def test_installed_packages_read_the_compiled_form(tmp_path: Path) -> None:
    """Without the text form the compiled one is read, and both say the same."""
    (tmp_path / "lzeval.po").write_text(CATALOGUE, "utf-8")
    from_text = catalogs._compiled(tmp_path)  # noqa: SLF001
    with (tmp_path / "lzeval.mo").open("wb") as target:
        write_mo(target, read_po(io.BytesIO(CATALOGUE.encode())))
    (tmp_path / "lzeval.po").unlink()
    from_compiled = catalogs._compiled(tmp_path)  # noqa: SLF001
    told = [
        gettext.GNUTranslations(io.BytesIO(data)).gettext("得分")
        for data in (from_text, from_compiled)
    ]
    assert ["Points", "Points"] == told
