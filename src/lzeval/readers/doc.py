"""
Word documents of 97 to 2003, and those of WPS that are built alike (旧版Word文档).

LibreOffice, where it is installed, turns one into a document that `lzeval.readers.docx`
reads. It does so in a folder of its own that is gone afterwards, with little time and
memory and with settings of its own: macros are switched off, and no link is followed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lzeval.readers.docx import DOCX
from lzeval.readers.grid import Block, Reader, unreadable
from lzeval.readers.isolation import blocks_of
from lzeval.readers.limits import Limits
from lzeval.readers.opening import checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DOC", "turned"]


def __dir__() -> list[str]:
    return __all__


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAM = "WordDocument".encode("utf-16-le")
_RICH = b"{\\rtf"
_PROGRAMS = ("soffice", "libreoffice")
_WITHIN = """\
ulimit -d "$1" || :
ulimit -f "$2" || :
shift 2
exec "$@"
"""
"""Runs a program with at most so many KiB of memory, and files of 512 bytes."""
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
    (document,) = turned(program, [data], limits)
    if document is None:
        mebibytes = limits.memory_bytes >> 20
        raise unreadable(
            f"no document that LibreOffice can open within {mebibytes} MiB of memory"
        )
    return blocks_of(DOCX, checked(document, limits), limits)


def turned(
    program: str, documents: Sequence[bytes], limits: Limits
) -> list[bytes | None]:
    """
    Let LibreOffice write documents anew, as ``.docx`` (转换旧版文档).

    Args:
        program: LibreOffice.
        documents: Their contents.
        limits: How much time and memory it may take, and how much it may write.

    Returns:
        The new documents in the same order; None for one that it cannot open.

    Raises:
        InvalidFileError: If it takes longer.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        sources = [folder / f"{number}.doc" for number in range(len(documents))]
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={user.parent.as_uri()}",
                *("--headless", "--norestore", "--convert-to", "docx"),
                *("--outdir", name),
                *map(str, sources),
            ],
            folder,
            limits,
        )
        made = [source.with_suffix(".docx") for source in sources]
        return [one.read_bytes() if one.exists() else None for one in made]


def _run(command: list[str], home: Path, limits: Limits) -> None:
    """Run a program to its end; beyond its time, end it with all that it started."""
    if os.name == "posix":
        most = (limits.memory_bytes >> 10, limits.unpacked_bytes >> 9)
        command = ["/bin/sh", "-c", _WITHIN, "sh", *map(str, most), *command]
    nowhere = "http://127.0.0.1:9"
    closed = {"http_proxy": nowhere, "https_proxy": nowhere, "HOME": str(home)}
    with subprocess.Popen(  # noqa: S603 - a program that was looked up, no shell
        command,
        env={**os.environ, **closed},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(limits.seconds)
        except subprocess.TimeoutExpired as error:
            reason = f"took LibreOffice more than {limits.seconds} s"
            raise unreadable(reason) from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its session; where there are none, it alone."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError):
        process.kill()


def _recognises(data: bytes) -> bool:
    return data.startswith(_RICH) or (data.startswith(_COMPOUND) and _STREAM in data)


DOC = Reader(
    "doc",
    suffixes=(".doc", ".wps", ".dot", ".rtf"),
    recognises=_recognises,
    blocks=_blocks,
    isolated=False,
)
"""Reads old Word documents through LibreOffice."""
