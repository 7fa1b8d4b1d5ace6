"""
Bring the message catalogues up to date with the source (更新译文目录).

Run ``python -m lzeval.l10n.update`` in a source checkout after messages have changed,
then translate what is empty. Translations of messages that are gone are dropped.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, cast

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from lzeval.l10n.locales import LOCALES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["messages", "update"]


def __dir__() -> list[str]:
    return __all__


_PACKAGE = Path(__file__).parents[1]
_KEYWORDS = {"msg": None, "words": None}
# No line changes by itself, so that the compiled catalogues do not either.
_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: lzeval\\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def messages(package: Path = _PACKAGE) -> Iterator[tuple[str, str]]:
    """
    Yield every message of the source, with the module it is in (提取待译文本).

    Messages are literals in calls of `msg` and of anything called ``words``.

    Args:
        package: Folder of the Python source.

    Yields:
        Message and module, such as ``report/form.py``: modules sorted, and messages
        in the order of the module.
    """
    found = extract_from_dir(package, [("**.py", "python")], keywords=_KEYWORDS)
    for name, _, message, *_ in sorted(found, key=lambda row: (row[0], row[1])):
        yield cast("str", message), Path(name).as_posix()


def update(package: Path = _PACKAGE) -> None:
    """
    Rewrite the catalogues for the messages of the source (更新译文目录).

    Args:
        package: Folder of the Python source, with its catalogues in ``l10n/locale``.
    """
    for locale in LOCALES:
        if locale != SOURCE:
            path = package / "l10n/locale" / locale / "LC_MESSAGES/lzeval.po"
            old = read_po(io.BytesIO(path.read_bytes()), locale)
            path.write_bytes(_rewritten(old, package))


def _rewritten(old: Catalog, package: Path) -> bytes:
    new = Catalog(old.locale)
    for text, module in messages(package):
        known = old.get(text)
        translation = known.string if known else ""
        comments = known.user_comments if known else ()
        new.add(text, translation, locations=[(module, 0)], user_comments=comments)
    target = io.BytesIO(_HEADER.format(locale=old.locale).encode())
    target.seek(0, io.SEEK_END)
    write_po(target, new, width=88, omit_header=True, include_lineno=False)
    return target.getvalue()


if __name__ == "__main__":
    update()
