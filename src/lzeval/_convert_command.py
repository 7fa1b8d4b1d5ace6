"""
The command ``lzeval convert``: forms from one kind of file into another (转换命令).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from lzeval import forms
from lzeval._sources import RefusedError, find, load_all
from lzeval.forms import Form
from lzeval.render import Rendered, format_of, formats, render, renderer
from lzeval.scoring import Evaluation, Scorecard

if TYPE_CHECKING:
    import argparse

__all__ = ["add_convert_command"]

_JSON = "json"
_SELF_EVALUATION = "self_evaluation_form"


def add_convert_command(converting: argparse.ArgumentParser) -> None:
    """
    Add the arguments of the command, and what it does.

    Args:
        converting: Its parser.
    """
    add = converting.add_argument
    add("sources", nargs="+", metavar="FILE", help="files, folders, patterns, or cases")
    add("target", metavar="TARGET", help="a file; for several forms a folder")
    add(
        "--to",
        metavar="FORMAT",
        choices=formats(),
        help="format of the files in a folder: json gives the form as it was printed, "
        f"others a self-evaluation form; one of {', '.join(formats())}",
    )
    converting.set_defaults(command=_convert)


def _convert(arguments: argparse.Namespace) -> None:
    target = cast("str", arguments.target)
    found = [
        (source, subject)
        for source in find(*arguments.sources)
        for subject in load_all(source)
    ]
    if not found:
        raise RefusedError(f"{', '.join(arguments.sources)}: no form in there")
    if len(found) > 1 and Path(target).suffix:
        raise RefusedError(f"{target}: {len(found)} forms; a folder is needed for them")
    if Path(target).is_dir() or not Path(target).suffix:
        _convert_into(Path(target), found, arguments)
        return
    (only,) = found
    _written(only, format_of(target), arguments.locale).save(target)


def _convert_into(
    folder: Path, found: list[tuple[str, object]], arguments: argparse.Namespace
) -> None:
    """Write every form into a folder, under the name of its file."""
    chosen = cast("str | None", arguments.to)
    if chosen is None:
        raise RefusedError("for forms in a folder, name their format with --to")
    written = [
        (Path(source).stem, _written((source, subject), chosen, arguments.locale))
        for source, subject in found
    ]
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for stem, one in written:
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        one.save(folder / f"{name}{renderer(chosen).suffix}")


def _written(found: tuple[str, object], chosen: str, locale: str) -> Rendered:
    source, subject = found
    if not isinstance(subject, Form | Evaluation | Scorecard):
        kind = type(subject).__name__
        raise RefusedError(
            f"{source}: expected a form, an evaluation or a scorecard, got {kind}"
        )
    if chosen == _JSON:
        form = subject if isinstance(subject, Form) else Form.of(subject)
        suffix = renderer(chosen).suffix
        return Rendered(
            content=forms.dumps(form), media_type="application/json", suffix=suffix
        )
    if isinstance(subject, Form):
        subject = subject.evaluation()
    return render(subject, chosen, form=_SELF_EVALUATION, locale=locale)
