"""The house rules that no linter knows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE_LINES = 800
FUNCTION_LINES = 40
POSITIONAL = 5
TEST_LINES = 600
BANNED_NAMES = {"base", "common", "constants", "helpers", "models", "utils"}
IMPURE = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "float",
    "input",
    "open",
    "print",
    "time.time",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    """Yield every function of a module, however deep."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def code_lines(node: Function, text: str) -> int:
    """Count the lines of a function's body; docstring, blanks and comments are free."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    if not body:
        return 0
    lines = text.splitlines()[body[0].lineno - 1 : node.end_lineno]
    return sum(bool(line.strip()) and line.strip()[0] != "#" for line in lines)


def positional(node: Function) -> int:
    """Count the parameters that may be given by position, without self."""
    names = [arg.arg for arg in node.args.posonlyargs + node.args.args]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def impure_calls(tree: ast.AST) -> list[str]:
    """Name the calls of a module that look at the world or make binary floats."""
    called = [ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)]
    return [
        name
        for name in called
        if name in IMPURE or ".".join(name.split(".")[-2:]) in IMPURE
    ]


def inner_imports(tree: ast.Module) -> list[str]:
    """Name the modules of this package that are imported inside a function."""
    found: list[str] = []
    for function in functions(tree):
        for node in ast.walk(function):
            if isinstance(node, ast.ImportFrom):
                found.append("." * node.level + (node.module or ""))
            elif isinstance(node, ast.Import):
                found.extend(alias.name for alias in node.names)
    return [name for name in found if name.startswith((".", "lzeval"))]


def mentions_any(tree: ast.Module) -> list[str]:
    """Name the public functions whose signature says `Any`."""
    return [
        node.name
        for node in functions(tree)
        if not node.name.startswith("_")
        and any(
            isinstance(part, ast.Name) and part.id == "Any"
            for annotation in (
                node.returns,
                *(a.annotation for a in ast.walk(node.args) if isinstance(a, ast.arg)),
            )
            if annotation is not None
            for part in ast.walk(annotation)
        )
    ]


def test_module_is_short(source: Path) -> None:
    """A module stays within the hard limit of lines."""
    assert len(source.read_text("utf-8").splitlines()) <= MODULE_LINES


def test_functions_are_short(source: Path) -> None:
    """A function has forty lines of code or fewer."""
    text = source.read_text("utf-8")
    long = {n.name: code_lines(n, text) for n in functions(ast.parse(text))}
    assert {} == {name: n for name, n in long.items() if n > FUNCTION_LINES}


def test_few_positional_parameters(source: Path) -> None:
    """A function takes five positional parameters or fewer."""
    tree = ast.parse(source.read_text("utf-8"))
    many = [n.name for n in functions(tree) if positional(n) > POSITIONAL]
    assert [] == many


def test_no_drawer_modules(source: Path) -> None:
    """No module is a drawer for what belongs nowhere."""
    assert set() == BANNED_NAMES & {*source.with_suffix("").parts}


def test_core_is_pure(core_source: Path) -> None:
    """The core has no clock, no files, no printing and no binary floats."""
    assert [] == impure_calls(ast.parse(core_source.read_text("utf-8")))


def test_only_the_command_line_prints(source: Path) -> None:
    """Nothing but the command line writes to the screen."""
    allowed = {"print"} if source.name == "cli.py" else set[str]()
    calls = {*impure_calls(ast.parse(source.read_text("utf-8")))}
    assert set() == calls & {"print"} - allowed


def test_no_hidden_import_cycles(source: Path) -> None:
    """No function imports a module of this package."""
    assert [] == inner_imports(ast.parse(source.read_text("utf-8")))


def test_no_any_in_public_signatures(public_source: Path) -> None:
    """No public function takes or returns `Any`."""
    assert [] == mentions_any(ast.parse(public_source.read_text("utf-8")))


def test_public_modules_declare_their_names(public_source: Path) -> None:
    """A public module assigns `__all__` and defines `__dir__`."""
    tree = ast.parse(public_source.read_text("utf-8"))
    assert {"__all__", "__dir__"} <= {
        name for node in tree.body for name in top_level_names(node)
    }


def top_level_names(node: ast.stmt) -> list[str]:
    """Name what a statement of a module defines or assigns."""
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return [node.name] if isinstance(node, Function) else []


def test_tests_are_sentences(root: Path) -> None:
    """Every test says in one sentence what it shows."""
    wrong: list[str] = []
    for path in sorted((root / "tests").rglob("test_*.py")):
        for node in functions(ast.parse(path.read_text("utf-8"))):
            if node.name.startswith("test_"):
                text = " ".join((ast.get_docstring(node) or "").split())
                if not text.endswith((".", "…")):
                    wrong.append(f"{path.name}: {node.name}")
    assert [] == wrong


def test_test_modules_are_short(root: Path) -> None:
    """A test module stays within its limit of lines."""
    long = [
        path.name
        for path in sorted((root / "tests").rglob("test_*.py"))
        if len(path.read_text("utf-8").splitlines()) > TEST_LINES
    ]
    assert [] == long


BAD = '''
def f(a, b, c, d, e, g, *, h) -> Any:
    """Do."""

    # a comment
    import lzeval.model
    print(datetime.datetime.now(), float("1"))
    return x.date.today()
'''


def test_the_checks_find_what_they_look_for() -> None:
    """Each check of this file notices a violation."""
    tree = ast.parse(BAD)
    (node,) = functions(tree)
    assert (3, 6) == (code_lines(node, BAD), positional(node))
    assert {"print", "datetime.datetime.now", "float", "x.date.today"} == {
        *impure_calls(tree)
    }
    assert ["lzeval.model"] == inner_imports(tree)
    assert ["f"] == mentions_any(tree)
