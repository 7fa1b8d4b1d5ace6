"""
Audit files, one or ten thousand (文件审核).

One that cannot be read never stops the others.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast, final

from attrs import field, frozen

from lzeval import forms
from lzeval.audit.auditing import audit
from lzeval.audit.registry import Selection
from lzeval.audit.report import AuditReport
from lzeval.errors import LzevalError
from lzeval.forms import Form
from lzeval.scoring import Evaluation, Scorecard

if TYPE_CHECKING:
    from lzeval.scoring import Framework

__all__ = ["Audited", "audit_files", "find_files"]


def __dir__() -> list[str]:
    return __all__


_SUFFIXES = frozenset({".json", ".toml", ".yaml", ".yml"})
_WILD = frozenset("*?[")

Loader: TypeAlias = Callable[[str], object]


@final
@frozen(kw_only=True)
class Audited:
    """
    A file with what an audit says of it, or why there was none (文件审核结果).

    Attributes:
        source: The file.
        report: The report; None if the file could not be audited.
        error: Why it could not be; None if it was.
    """

    source: str
    report: AuditReport | None = field(default=None, repr=False)
    error: str | None = None


def find_files(
    *places: str | os.PathLike[str], suffixes: Iterable[str] = _SUFFIXES
) -> Iterator[str]:
    """
    Find the files to audit (查找文件).

    Args:
        *places: Files; folders, which are searched with all below them; and patterns
            such as ``2023/*.json``.
        suffixes: How the names of files in folders end, in lower case; without it
            ``.json``, ``.toml`` and ``.yaml``.

    Yields:
        Files, those of one place sorted. A place that is not there is given back as it
        is, so that it is reported.
    """
    wanted = frozenset(suffixes)
    for given in places:
        place = os.fspath(given)
        if os.path.isdir(place):  # noqa: PTH112 - texts stay as they were given
            yield from _below(place, wanted)
        elif _WILD.isdisjoint(place) or os.path.exists(place):  # noqa: PTH110
            yield place
        else:
            yield from sorted(glob.glob(place, recursive=True)) or [place]  # noqa: PTH207


def _below(folder: str, suffixes: frozenset[str]) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            wanted = Path(name).suffix.lower() in suffixes
            if wanted and not name.startswith((".", "~$")):
                yield os.path.normpath(os.path.join(path, name))  # noqa: PTH118


def audit_files(
    sources: Iterable[str],
    *,
    framework: Framework | str | None = None,
    selection: Selection | None = None,
    load: Loader = forms.load_any,
) -> Iterator[Audited]:
    """
    Audit files one after the other (逐个审核文件).

    Args:
        sources: Files, such as `find_files` finds; also an iterator.
        framework: By whose rules they are judged; None takes an evaluation's own, and
            for a form the usual ones.
        selection: Which checks are asked; None asks all.
        load: Reads a source; a list of forms where it holds several.

    Yields:
        One `Audited` for each source, before the next is read; for a source with
        several forms one for each, called ``form.xlsx#2``.

    Examples:
        >>> [found] = audit_files(["no-such-file.json"])
        >>> found.report, found.error
        (None, 'No such file or directory')
    """
    chosen = Selection() if selection is None else selection
    for source in sources:
        try:
            loaded = load(source)
            subjects = cast(
                "list[object]", loaded if isinstance(loaded, list) else [loaded]
            )
            for number, subject in enumerate(subjects, 1):
                name = source if len(subjects) == 1 else f"{source}#{number}"
                yield _audited(subject, name, framework, chosen)
            continue
        except OSError as failure:
            error = failure.strerror or str(failure)
        except LzevalError as failure:
            error = str(failure).removeprefix(f"{source}: ")
        except ModuleNotFoundError as failure:
            error = str(failure)
        except Exception as failure:  # noqa: BLE001 - it must not cost the other files
            error = f"{type(failure).__name__}: {failure}"
        yield Audited(source=source, error=error)


def _audited(
    subject: object,
    source: str,
    framework: Framework | str | None,
    selection: Selection,
) -> Audited:
    if isinstance(subject, Form | Evaluation | Scorecard):
        report = audit(subject, framework=framework, selection=selection)
        return Audited(source=source, report=report)
    kind = type(subject).__name__
    error = f"expected a form, an evaluation or a scorecard, got {kind}"
    return Audited(source=source, error=error)
