"""
Word documents of 97 to 2003, and those of WPS that are built alike (旧版Word文档).

LibreOffice, where it is installed, turns one into a document that `lzeval.readers.docx`
reads. It does so in a folder of its own that is gone afterwards, with settings of its
own: macros are switched off, and no link is followed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lzeval.readers.docx import DOCX
from lzeval.readers.grid import Block, Reader, unreadable
from lzeval.readers.limits import Limits
from lzeval.readers.opening import checked

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DOC"]


def __dir__() -> list[str]:
    return __all__


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_RICH = b"{\\rtf"
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName"><value>127.0.0.1</value></prop></item>
</oor:items>
"""


def _blocks(data: bytes) -> Iterable[Block]:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise unreadable(
            "an old Word document, which LibreOffice must turn into a .docx, and it is "
            "not installed; install it, or save the document as .docx"
        )
    limits = Limits()
    turned = checked(_turned(program, data, limits.seconds), limits)
    return DOCX.blocks(turned)


def _turned(program: str, data: bytes, seconds: int) -> bytes:
    """Let LibreOffice write a document anew."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        source = folder / "form.doc"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={user.parent.as_uri()}",
            *("--headless", "--norestore", "--convert-to", "docx", "--outdir", name),
            str(source),
        ]
        nowhere = "http://127.0.0.1:9"
        closed = {"http_proxy": nowhere, "https_proxy": nowhere, "HOME": name}
        try:
            subprocess.run(  # noqa: S603 - a program that was looked up, no shell
                command,
                check=False,
                capture_output=True,
                timeout=seconds,
                env={**os.environ, **closed},
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired as error:
            raise unreadable(f"took LibreOffice more than {seconds} s") from error
        target = folder / "form.docx"
        if not target.exists():
            raise unreadable("no document that LibreOffice can open")
        return target.read_bytes()


def _recognises(data: bytes) -> bool:
    return data.startswith(_RICH) or (data.startswith(_COMPOUND) and _STREAM in data)


DOC = Reader(
    "doc",
    suffixes=(".doc", ".wps", ".dot", ".rtf"),
    recognises=_recognises,
    blocks=_blocks,
)
"""Reads old Word documents through LibreOffice."""
