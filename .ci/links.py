"""
Follow every link of the built sites, and of the texts beside them, within the project.

Usage: ``python .ci/links.py SITE... [TEXT.md...]``: folders that hold built sites, and
Markdown files. A link to a page, a picture or another file must lead to one that is
there, and one to an anchor to an anchor of that page. No network is needed: addresses
elsewhere are listed, and only their form is judged.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKS = {"action", "data", "href", "poster", "src", "xlink:href"}
DRAWN = re.compile(r"url\(\s*[\"']?#([^)\"']+)")  # as in clip-path="url(#clip0)"
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?")
ADDRESS = re.compile(r"[!-~]+")  # nothing but visible ASCII
PLACEHOLDERS = ("example.com", "example.org", "localhost")
CODE = re.compile(r"^ *(```+).*?^ *\1$|(`+).+?\2", re.MULTILINE | re.DOTALL)
MARKED = re.compile(r"\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


class Page(HTMLParser):
    """What a page offers to link to, and what it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchors and links of one element."""
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value or "")
            elif name in LINKS and value is not None:
                self.links.append(value)
            elif name == "srcset" and value:
                self.links += [part.split()[0] for part in value.split(",")]
            elif value and "url(" in value:
                self.links += [f"#{found}" for found in DRAWN.findall(value)]


def of_markdown(text: str) -> Page:
    """Read a Markdown file, whose anchors are made as code forges make them."""
    text = CODE.sub("", text)
    page = Page()
    page.links += [first or second for first, second in MARKED.findall(text)]
    for heading in HEADING.findall(text):
        kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
        page.anchors.add(kept.replace(" ", "-"))
    return page


@cache
def read(path: Path) -> Page:
    """Read a page or a text."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        return of_markdown(text)
    page = Page()
    page.feed(text)
    page.close()
    return page


def elsewhere(link: str) -> str:
    """Say what is wrong with the form of an address that is not ours, if anything."""
    parts = urlsplit(link)
    if parts.scheme == "mailto":
        return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", parts.path) else "no address"
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme}: is nothing that a reader can open"
    if not ADDRESS.fullmatch(link):
        return "characters that an address cannot have"
    if not HOST.fullmatch(parts.netloc.lower()):
        return "no host"
    if parts.netloc.lower().endswith(PLACEHOLDERS):
        return "a placeholder"
    return ""


def ours(link: str, path: Path, root: Path) -> str:
    """Say what is wrong with a link from a file to another of the same folder."""
    parts = urlsplit(link)
    where = unquote(parts.path)
    if where.startswith("/"):
        if path.name != "404.html":  # shown at any depth, so it counts from the top
            return "absolute: it breaks where the site does not lie at the top"
        where = f".{where}"
    target = (path.parent / where).resolve() if where else path
    if not target.is_relative_to(root):
        return "leads out of the site"
    if target.is_dir() and path.suffix == ".html":
        target /= "index.html"
    if not target.exists():
        return "is not there"
    anchor = unquote(parts.fragment)
    if anchor and target.suffix in {".html", ".md"}:
        return "" if anchor in read(target).anchors else "no such anchor"
    return ""


def problems(path: Path, root: Path) -> tuple[list[str], set[str]]:
    """Tell the broken links of a file, and the addresses elsewhere that it names."""
    wrong: list[str] = []
    others: set[str] = set()
    for link in dict.fromkeys(read(path).links):
        scheme = urlsplit(link).scheme
        if scheme == "data":
            continue
        if scheme or link.startswith("//"):
            others.add(link)
            answer = elsewhere(link)
        else:
            answer = ours(link, path, root)
        if answer:
            wrong.append(f"{path.relative_to(root)}: {link}: {answer}")
    return wrong, others


def main(arguments: list[str]) -> int:
    """Look at sites and texts; print what is broken, and the addresses elsewhere."""
    files = [
        (path, place if place.is_dir() else place.parent)
        for place in (Path(argument).resolve() for argument in arguments)
        for path in (sorted(place.rglob("*.html")) if place.is_dir() else [place])
    ]
    if not files:
        sys.exit("no pages to look at")
    wrong: list[str] = []
    others: set[str] = set()
    for path, root in files:
        broken, named = problems(path, root)
        wrong += broken
        others |= named
    for link in sorted(others):
        print(f"not asked: {link}")
    for line in wrong:
        print(line)
    links = sum(len(read(path).links) for path, _ in files)
    print(f"{links} links in {len(files)} files, {len(wrong)} of them broken")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
