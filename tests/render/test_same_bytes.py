"""
The same results give the same bytes, in whatever process and under whatever Python.

``.ci/run pythons`` names the interpreter to compare with in ``LZEVAL_OTHER_PYTHON``;
elsewhere it is this one, in a process that orders sets another way.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from lzeval import cases
from lzeval.analysis import monitor
from lzeval.audit import audit, portfolio
from lzeval.render import render
from lzeval.report import (
    FORMS,
    audit_report,
    monitoring_table,
    portfolio_document,
    portfolio_report,
)

LOCALES = ["zh_CN", "zh_Hant", "en", "zh_CN+en"]
FORMATS = ["csv", "html", "json", "markdown", "text"]


def digests() -> dict[str, str]:
    """The digest of every document of the case, in all text formats."""
    card = cases.load("longchi-2022").evaluate()
    report = audit(card.evaluation)
    monitoring = monitor(card.evaluation, month=7)
    found: dict[str, str] = {}
    for locale in LOCALES:
        documents = {
            **{form: FORMS[form](card, locale) for form in FORMS},
            "audit_report": audit_report(report, locale),
            "monitoring_table": monitoring_table(monitoring, locale),
            "portfolio_document": portfolio_document(portfolio([report]), locale),
            "portfolio_report": portfolio_report([card, card], locale),
        }
        for form, document in documents.items():
            for name in FORMATS:
                text = render(document, name).text.encode()
                found[f"{form}.{locale}.{name}"] = hashlib.sha256(text).hexdigest()
    return found


def test_two_pythons_write_the_same_bytes() -> None:
    """Text, Markdown, HTML, JSON and CSV are alike, byte for byte."""
    other = os.environ.get("LZEVAL_OTHER_PYTHON", sys.executable)
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = subprocess.run(
        [other, str(Path(__file__))],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        text=True,
    )
    expected = digests()
    assert len(expected) == 8 * len(LOCALES) * len(FORMATS)
    assert expected == json.loads(done.stdout)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(digests()))
