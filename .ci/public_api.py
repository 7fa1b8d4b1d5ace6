"""
Hold the public API to what was declared.

Every name of every public module, with its signature, stands in ``public_api.txt``, one
a line and sorted, so that a change of the API is seen in review as what it is.

Usage: ``python .ci/public_api.py`` writes the file, ``--check`` compares with it.
"""

from __future__ import annotations

import difflib
import enum
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
DECLARED = Path(__file__).with_name("public_api.txt")
COMMAND = "python .ci/public_api.py"
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
# Where a value is described that every interpreter shows in another way.
PLAIN = (bool, int, str)


def modules(source: Path) -> list[str]:
    """Name the modules of a package with no underscore in front of any part."""
    found = (
        ".".join(path.relative_to(source.parent).with_suffix("").parts)
        for path in source.rglob("*.py")
    )
    names = {name.removesuffix(".__init__") for name in found}
    return sorted(name for name in names if "._" not in name)


def described(names: Iterable[str]) -> list[str]:
    """Describe what the modules export, one name a line, sorted."""
    exported: dict[str, Any] = {}
    for name in names:
        module = importlib.import_module(name)
        exported |= {f"{name}.{each}": getattr(module, each) for each in module.__all__}
    homes: dict[int, str] = {}
    for path in sorted(exported, key=lambda path: (path.count("."), path)):
        value = exported[path]
        home = home_of(value)
        # One that lives in a private module is described where it is nearest.
        homes[id(value)] = home if home in exported else homes.get(id(value), path)
    return sorted(
        line
        for path, value in exported.items()
        for line in lines_of(path, value, homes[id(value)])
    )


def lines_of(here: str, value: Any, home: str) -> Iterator[str]:
    """Describe one public name; one that lives elsewhere only says where."""
    if inspect.ismodule(value):
        yield f"{here} is {value.__name__}"
    elif home_of(value) is not None and home != here:
        yield f"{here} is {home}"
    elif inspect.isclass(value):
        yield from class_lines(here, value)
    elif inspect.isroutine(value):
        yield f"{here}{signature(value)}"
    elif isinstance(value, PLAIN):
        yield f"{here} = {value!r}"
    else:
        yield here


def home_of(value: object) -> str | None:
    """Say where a class or function was defined; None for any other value."""
    if not (inspect.isclass(value) or inspect.isroutine(value)):
        return None
    return f"{value.__module__}.{value.__qualname__}"


def class_lines(here: str, kind: type) -> Iterator[str]:
    """Describe a class: how it is made, what it is, and its public attributes."""
    if issubclass(kind, enum.Enum):
        yield f"{here}({', '.join(base.__name__ for base in kind.__bases__)})"
        yield from (f"{here}.{each.name} = {each.value!r}" for each in kind)
    else:
        bases = [base.__name__ for base in kind.__bases__ if base is not object]
        made = "" if issubclass(kind, BaseException) else signature(kind)
        yield f"{here}{made}{' < ' if bases else ''}{', '.join(bases)}"
    for name, owner, value in members(kind):
        at = f"{here}.{name}"
        if owner is not kind and "._" not in f"{owner.__module__}.{owner.__name__}":
            continue  # described where it is inherited from
        if isinstance(value, (classmethod, staticmethod)):
            yield f"{at}{signature(value.__func__)} [{type(value).__name__}]"
        elif inspect.isroutine(value):
            yield f"{at}{signature(value)}"
        else:
            yield f"{at}{annotation(kind, name)}"


def members(kind: type) -> Iterator[tuple[str, type, Any]]:
    """Give the public attributes of a class, with the class of ours that has each."""
    ours = [each for each in kind.__mro__ if each.__module__.startswith("lzeval")]
    seen: set[str] = set()
    for owner in ours:
        own = {**dict.fromkeys(inspect.get_annotations(owner)), **vars(owner)}
        for name, value in own.items():
            if name.startswith("_") or name in seen:
                continue
            seen.add(name)
            if not (issubclass(kind, enum.Enum) and name in kind.__members__):
                yield name, owner, value


def annotation(kind: type, name: str) -> str:
    """Write the type of an attribute or property as it was declared."""
    written = inspect.get_annotations(kind).get(name)
    if written is None:
        value = inspect.getattr_static(kind, name, None)
        getter = getattr(value, "fget", None) or getattr(value, "func", None)
        written = getattr(getter, "__annotations__", {}).get("return")
    return declared(written)


def signature(value: Any) -> str:
    """Write a signature as it was declared, alike on every interpreter."""
    try:
        found = inspect.signature(value)
    except (TypeError, ValueError):
        return "(...)"
    parts: list[str] = []
    kinds = inspect.Parameter
    last = None
    for each in found.parameters.values():
        if each.name.startswith("_"):
            continue
        if last is kinds.POSITIONAL_ONLY and each.kind is not last:
            parts.append("/")
        if each.kind is kinds.KEYWORD_ONLY and last not in {
            kinds.KEYWORD_ONLY,
            kinds.VAR_POSITIONAL,
        }:
            parts.append("*")
        stars = {kinds.VAR_POSITIONAL: "*", kinds.VAR_KEYWORD: "**"}.get(each.kind, "")
        text = f"{stars}{each.name}{declared(each.annotation)}"
        if each.default is not kinds.empty:
            text += f" = {default(each.default)}"
        parts.append(text)
        last = each.kind
    if last is kinds.POSITIONAL_ONLY:
        parts.append("/")
    gives = declared(found.return_annotation).removeprefix(": ")
    return f"({', '.join(parts)})" + (f" -> {gives}" if gives else "")


def default(value: Any) -> str:
    """Write a default; nothing in it depends on the run or the machine."""
    if isinstance(value, Path):
        return "<path>"
    if isinstance(value, frozenset) and value:
        return f"frozenset({{{', '.join(sorted(map(repr, value)))}}})"
    return ADDRESS.sub("", repr(value))


def declared(annotation: Any) -> str:
    """Write an annotation, if it stands in the source as text."""
    text = getattr(annotation, "__forward_arg__", annotation)
    return f": {text}" if isinstance(text, str) else ""


def difference(before: str, found: str) -> list[str]:
    """Give the lines that were added (+) and removed (-)."""
    changes = difflib.ndiff(before.splitlines(), found.splitlines())
    return [line for line in changes if line.startswith(("+ ", "- "))]


def message(changes: list[str]) -> str:
    """Tell what changed, and what to do."""
    return "\n".join(
        [
            "The public API is not as declared in .ci/public_api.txt:",
            *(f"  {line}" for line in changes),
            f"If this is meant: declare it with `{COMMAND}`, and tell it in the",
            "changelog. A name that goes away is deprecated first; see",
            "docs/en/explanation/compatibility.md.",
        ]
    )


def main(arguments: list[str]) -> int:
    """Write the declaration, or compare with it."""
    found = "\n".join(described(modules(ROOT / "src" / "lzeval"))) + "\n"
    if "--check" not in arguments:
        DECLARED.write_text(found, "utf-8")
        return 0
    changes = difference(DECLARED.read_text("utf-8"), found)
    if changes:
        print(message(changes))
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
