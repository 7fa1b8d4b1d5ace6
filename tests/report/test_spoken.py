"""A text that tells its languages is that text, and tells them."""

from __future__ import annotations

import copy
import pickle

from lzeval.l10n import words_for
from lzeval.model import Text
from lzeval.report.spoken import Spoken, passages
from lzeval.report.wording import said

BOTH = Spoken(("zh-CN", "决策"), ("en", "Decision"))


def test_it_is_its_passages_line_below_line() -> None:
    """It equals the plain text, and can stand wherever one can."""
    assert "决策\nDecision" == BOTH
    assert {"决策\nDecision": 1}[BOTH] == 1
    assert (("zh-CN", "决策"), ("en", "Decision")) == passages(BOTH, "fr")
    assert (("fr", "Objectifs"),) == passages("Objectifs", "fr")


def test_copies_tell_the_same() -> None:
    """Copied or pickled, it still tells its languages."""
    for other in (copy.deepcopy(BOTH), pickle.loads(pickle.dumps(BOTH))):  # noqa: S301
        assert BOTH.passages == passages(other, "fr")


def test_chinese_without_a_translation_says_so() -> None:
    """In an English document it is marked; what was translated, or has no Han, not."""
    english = words_for("en")
    assert (("zh", "续保"),) == passages(said("续保", english), "en")
    for text in (Text("续保", en="Renewal of 续保"), "Renewal", Text("≥90%")):
        assert "en" == passages(said(text, english), "en")[0][0]
    assert (("zh-Hant", "续保"),) == passages(
        said("续保", words_for("zh_Hant")), "zh-Hant"
    )
