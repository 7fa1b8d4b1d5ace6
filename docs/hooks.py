"""
What mkdocs does to the pages besides: Chinese lines are joined without a space.

Texts are written one sentence a line. A browser makes a space of each line's end, which
English wants and Chinese does not.
"""

from __future__ import annotations

import re

PREFORMATTED = re.compile(r"<(pre|svg|style|script)\b.*?</\1>", re.DOTALL)
HAN = "\u3400-\u9fff"
MARK = "\u3001-\u303f\uff01-\uff60\u2018-\u201d"  # full-width punctuation
TAGS = r"(?:</?(?:a|code|em|strong)\b[^>]*>)*"
ENDS = re.compile(
    rf"([{MARK}]{TAGS})\n|\n(?={TAGS}[{MARK}])|(?<=[{HAN}])({TAGS})\n(?={TAGS}[{HAN}])"
)


def joined(html: str) -> str:
    """Take the ends of lines away where they stand between Chinese characters."""
    done: list[str] = []
    end = 0
    for kept in PREFORMATTED.finditer(html):
        done += [_joined(html[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*done, _joined(html[end:])])


def _joined(html: str) -> str:
    return ENDS.sub(lambda found: found[1] or found[2] or "", html)


def on_page_content(html: str, **_: object) -> str:
    """Join the lines of a page that was made of Markdown."""
    return joined(html)
