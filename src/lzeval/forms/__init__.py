"""
Published forms as they were printed: raw cells, nothing judged (公开表格).
"""

from __future__ import annotations

from lzeval.forms.files import (
    dumps,
    from_plain,
    is_form,
    load,
    load_any,
    loads,
    schema,
)
from lzeval.forms.form import Form
from lzeval.forms.readings import (
    BudgetReading,
    FormReading,
    MoneyReading,
    RowReading,
    is_filled,
    points_in,
    read_form,
)
from lzeval.forms.rows import FormBudget, FormBudgetRow, FormRow, FormStatement

__all__ = [
    "BudgetReading",
    "Form",
    "FormBudget",
    "FormBudgetRow",
    "FormReading",
    "FormRow",
    "FormStatement",
    "MoneyReading",
    "RowReading",
    "dumps",
    "from_plain",
    "is_filled",
    "is_form",
    "load",
    "load_any",
    "loads",
    "points_in",
    "read_form",
    "schema",
]


def __dir__() -> list[str]:
    return __all__
