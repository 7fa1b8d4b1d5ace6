"""
Every exception of lzeval (错误).

All derive from `LzevalError` and from the nearest builtin, carry what they know in
fields, build their message in ``__str__``, survive pickling, and compare by value.
Problems of *published data* are no exceptions; they are findings.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple, final

__all__ = [
    "AmbiguousNameError",
    "CellTooLongError",
    "InexactNumberError",
    "InfeasibleWeightsError",
    "InvalidCurveError",
    "InvalidDocumentError",
    "InvalidEvaluationError",
    "InvalidFileError",
    "InvalidFormulaError",
    "InvalidFrameError",
    "InvalidFrameworkError",
    "InvalidRuleError",
    "InvalidTreeError",
    "LzevalError",
    "MissingGlyphError",
    "PluginError",
    "Problem",
    "ProblemsError",
    "UnitMismatchError",
    "UnknownNameError",
]


def __dir__() -> list[str]:
    return __all__


@final
class Problem(NamedTuple):
    """
    One thing that is wrong with an input (问题).

    Examples:
        >>> str(Problem("$.tree[3].weight", "expected a number, got 'abc'"))
        "$.tree[3].weight: expected a number, got 'abc'"
    """

    place: str
    """Where it is: a path such as ``$.targets[2].unit``, a code, or a line."""
    message: str
    """What is wrong and what was expected, in English."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class LzevalError(Exception):
    """
    The base of all exceptions of lzeval (本库错误的基类).

    Positional arguments are the fields, so every error survives pickling, and two
    errors of one type with the same fields are equal.
    """

    code: ClassVar[str] = "error"
    """Stable reason code; the wording of messages is not part of the API."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.args == other.args

    def __hash__(self) -> int:
        return hash((type(self), self.args))


@final
class InexactNumberError(LzevalError, ValueError):
    """
    A value that is no exact number (不精确或无效的数).

    NaN, infinities, booleans and text that is not a number are refused.

    Examples:
        >>> str(InexactNumberError(float("inf"), "a finite number"))
        'expected a finite number, got inf'
    """

    code: ClassVar[str] = "inexact-number"

    def __init__(self, value: object, expected: str) -> None:
        super().__init__(value, expected)
        self.value = value
        self.expected = expected

    def __str__(self) -> str:
        return f"expected {self.expected}, got {self.value!r}"


@final
class UnitMismatchError(LzevalError, ValueError):
    """
    Two quantities whose units cannot be compared (计量单位不一致).

    Examples:
        >>> str(UnitMismatchError("元", "人"))
        '元 and 人 are units of different families'
    """

    code: ClassVar[str] = "unit-mismatch"

    def __init__(self, left: str, right: str) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right

    def __str__(self) -> str:
        left, right = self.left or "(no unit)", self.right or "(no unit)"
        return f"{left} and {right} are units of different families"


@final
class CellTooLongError(LzevalError, ValueError):
    """
    A cell text beyond the length that is read (单元格内容过长).

    Examples:
        >>> str(CellTooLongError(12_000, 10_000))
        'a cell of 12000 characters; at most 10000 are read'
    """

    code: ClassVar[str] = "cell-too-long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(length, limit)
        self.length = length
        self.limit = limit

    def __str__(self) -> str:
        return f"a cell of {self.length} characters; at most {self.limit} are read"


class UnknownNameError(LzevalError, LookupError):
    """
    A code, name or id that nothing answers to (未找到).

    Examples:
        >>> str(UnknownNameError("indicator", "实际完成", ("实际完成率", "质量达标率")))
        "no indicator '实际完成'; did you mean '实际完成率'?"
    """

    code: ClassVar[str] = "unknown-name"

    def __init__(self, what: str, name: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(what, name, known)
        self.what = what
        self.name = name
        self.known = known

    def __str__(self) -> str:
        import difflib  # noqa: PLC0415 - only an error pays for it

        close = difflib.get_close_matches(self.name, self.known, n=1)
        head = f"no {self.what} {self.name!r}"
        if close:
            return f"{head}; did you mean {close[0]!r}?"
        if self.known and len(self.known) <= _MANY:
            return f"{head}; known: {', '.join(self.known)}"
        return head


_MANY = 40


@final
class AmbiguousNameError(UnknownNameError):
    """
    A name that several indicators share (名称不唯一).

    Examples:
        >>> str(AmbiguousNameError("indicator", "质量", ("产出/质量", "过程/质量")))
        "several indicators '质量': 产出/质量, 过程/质量"
    """

    code: ClassVar[str] = "ambiguous-name"

    def __str__(self) -> str:
        return f"several {self.what}s {self.name!r}: {', '.join(self.known)}"


class ProblemsError(LzevalError, ValueError):
    """
    An input with one or more problems, all of them named (多项问题).

    Attributes:
        subject: What was looked at, such as ``tree of indicators`` or a file name.
        problems: Every problem found, in the order of the input.

    Examples:
        >>> print(ProblemsError("tree", (Problem("产出", "duplicate code"),)))
        tree: 1 problem
          产出: duplicate code
    """

    code: ClassVar[str] = "problems"

    def __init__(self, subject: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(subject, problems)
        self.subject = subject
        self.problems = problems

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.subject}: {count} problem{'s' if count != 1 else ''}"
        return "\n  ".join([head, *map(str, self.problems)])


@final
class InvalidTreeError(ProblemsError):
    """A tree of indicators that cannot be built (指标体系无效)."""

    code: ClassVar[str] = "invalid-tree"


@final
class InvalidEvaluationError(ProblemsError):
    """Targets, outcomes or awards that do not fit together (评价数据无效)."""

    code: ClassVar[str] = "invalid-evaluation"


@final
class InvalidCurveError(ProblemsError):
    """Bands with a gap or an overlap (分段存在空档或重叠)."""

    code: ClassVar[str] = "invalid-curve"


@final
class InvalidFormulaError(ProblemsError):
    """A formula that cannot be read or worked out (公式无效)."""

    code: ClassVar[str] = "invalid-formula"


@final
class InvalidRuleError(ProblemsError):
    """A scoring rule whose parts do not fit together (赋分规则无效)."""

    code: ClassVar[str] = "invalid-rule"


@final
class InfeasibleWeightsError(ProblemsError):
    """Points that no set of weights could hold (得分与分值矛盾)."""

    code: ClassVar[str] = "infeasible-weights"


@final
class InvalidFileError(ProblemsError):
    """A file that is not in lzeval's format (文件无效)."""

    code: ClassVar[str] = "invalid-file"


@final
class InvalidFrameError(ProblemsError):
    """Columns that cannot be scored as they are (数据表不可计分)."""

    code: ClassVar[str] = "invalid-frame"


@final
class InvalidFrameworkError(ProblemsError):
    """An edition of rules whose parts do not fit together (评价办法无效)."""

    code: ClassVar[str] = "invalid-framework"


@final
class InvalidDocumentError(ProblemsError):
    """A document whose blocks do not fit together (文档结构无效)."""

    code: ClassVar[str] = "invalid-document"


@final
class MissingGlyphError(LzevalError, RuntimeError):
    """
    No font here has a character of a document (缺字).

    Examples:
        >>> print(MissingGlyphError("囧"))
        no font has '囧' (U+56E7); install one that does, such as Noto CJK \
(fonts-noto-cjk on Debian and Ubuntu), or name a folder with it
    """

    code: ClassVar[str] = "missing-glyph"

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        codes = " ".join(f"U+{ord(character):04X}" for character in self.text[:5])
        return (
            f"no font has {self.text!r} ({codes}); install one that does, such as "
            "Noto CJK (fonts-noto-cjk on Debian and Ubuntu), or name a folder with it"
        )


@final
class PluginError(LzevalError, RuntimeError):
    """
    A plug-in that cannot be used (插件不可用).

    Examples:
        >>> str(PluginError("lzeval.renderers", "docx", "registered twice"))
        "plug-in 'docx' of lzeval.renderers: registered twice"
    """

    code: ClassVar[str] = "plugin"

    def __init__(self, group: str, name: str, reason: str) -> None:
        super().__init__(group, name, reason)
        self.group = group
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"plug-in {self.name!r} of {self.group}: {self.reason}"
