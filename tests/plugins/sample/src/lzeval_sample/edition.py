"""A framework whose usual rule is the sample's (示例办法)."""

from __future__ import annotations

from lzeval.scoring import Framework, GradeScale
from lzeval_sample.tolerance import Tolerance


def sample_2024() -> Framework:
    """Make the edition."""
    return Framework(
        id="sample-2024",
        name={"zh_CN": "示例办法", "en": "Sample framework"},
        rules={"positive": Tolerance(), "equal": Tolerance()},
        grades=GradeScale.half_open({"不合格": 0, "合格": 60}),
    )
