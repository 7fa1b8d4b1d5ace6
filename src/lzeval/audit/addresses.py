"""
Where a finding stands in the file that a form was read from (原文位置).

A form that was read from a file knows where its cells stand. A finding is about
a row, the money part or the whole; here each check names the cell that it looks at
first, and the nearest cell that is known gives the address.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lzeval.audit.findings import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lzeval.forms import Form

__all__ = ["address_of"]


def __dir__() -> list[str]:
    return __all__


_SCORES = (
    "full-marks-for-missed-target",
    "integer-only-scores",
    "missing-score",
    "qualitative-score-outside-band",
    "score-above-weight",
    "score-below-proportional",
    "score-exceeds-proportional",
    "score-impossible",
    "unexplained-deviation",
)
_RESULTS = (
    "actual-repeats-target",
    "met-without-value",
    "missing-actual",
    "over-completion",
    "result-not-a-number",
    "result-without-target",
    "satisfaction-without-survey",
    "target-missed",
)
_TARGETS = (
    "comparator-against-sense",
    "deadline-outside-year",
    "deadline-without-date",
    "target-without-value",
    "template-hint-left",
    "unit-mismatch",
    "vague-target",
    "wrong-kind",
)
_ROW_CELLS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_SCORES, "score"),
        **dict.fromkeys(_RESULTS, "actual_text"),
        **dict.fromkeys(_TARGETS, "target_text"),
        "zero-weight": "weight",
    }
)
"""The cell of a row that a check looks at first; of all others it is the name."""
_MONEY_CELLS: Mapping[str, str] = MappingProxyType(
    {
        "budget-adjusted": "adjusted",
        "budget-score-mismatch": "score_as_printed",
        "execution-score-missing": "score_as_printed",
        "execution-scored-without-amount": "score_as_printed",
        "overspent": "executed",
        "rate-misprinted": "rate_as_printed",
        "unspent-above-20": "executed",
    }
)
_WHOLE = ("total_as_printed", "grade_as_printed", "title")


def address_of(form: Form, check: str, part: Part, row: int | None) -> str:
    """
    Give the place in the file that a finding is about (原文位置).

    Args:
        form: The form.
        check: Name of the check.
        part: Which part it is about.
        row: Index of the indicator row, from 0.

    Returns:
        Such as ``Sheet1!F9``; "" where that is not known.

    Examples:
        >>> from lzeval.forms import Form, FormRow
        >>> form = Form(title="自评表", indicators=[FormRow("培训人数", score="11")],
        ...             places={"indicators/0/score": "自评表!G9"})
        >>> address_of(form, "score-above-weight", Part.ROW, 0)
        '自评表!G9'
    """
    if not form.places:
        return ""
    places = form.places
    wanted = _paths(form, check, part, row)
    return next((places[path] for path in wanted if path in places), "")


def _paths(form: Form, check: str, part: Part, row: int | None) -> Iterator[str]:
    """Give the cells that a finding may be about, from the nearest on."""
    if row is not None:
        for cell in (_ROW_CELLS.get(check, "level3"), "level3", "target_text"):
            yield f"indicators/{row}/{cell}"
    elif part is Part.BUDGET:
        cell = _MONEY_CELLS.get(check, "executed")
        yield f"budget/{cell}"
        total = form.reading.budget.total
        for at, one in enumerate(form.budget.rows):
            if total is not None and one is total.row:
                yield f"budget/rows/{at}/{cell}"
                yield f"budget/rows/{at}/name"
    elif check.startswith("grade"):
        yield from ("grade_as_printed", *_WHOLE)
    else:
        yield from _WHOLE
