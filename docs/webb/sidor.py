"""Which pages there are, in what order, and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath, relpath

FIRST = "handbok.md"
"""The page that one comes to."""

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Handboken", (FIRST, "tillagget.md", "handbok/fragor.md")),
    ("Så gör du", ("handbok/flytta_in.md", "gor/*.md")),
    ("Slå upp", ("kommandon.md", "handbok/*.md", "raknade_exempel.md", "regler/README.md", "json.md", "ordlista.md")),
    ("För IT", ("it.md", "sakerhet.md", "excel-checklista.md", "prestanda.md")),
    ("För utvecklare", ("python.md", "api.md", "arkitektur.md", "xlwings.md", "adr/*.md")),
    ("Reglerna", ("regler/*.md",)),
)
"""What the list of pages has, by pattern; a page stands where it is found first. The rules have a list of their own."""

NOT_LISTED = "Reglerna"
FOLDED = ("För IT", "För utvecklare")
_ENGLISH = ("api.md", "arkitektur.md", "python.md", "prestanda.md", "xlwings.md", "adr/")
_LINK = re.compile(r"^(?!https?:|mailto:|#)([^#]*)(#.*)?$")


@dataclass(frozen=True)
class Page:
    """A Markdown file, by its path in docs/."""

    path: str
    group: str
    text: str

    @property
    def title(self) -> str:
        found = re.search(r"^# (.+)$", self.text, re.MULTILINE)
        return re.sub(r"[`*]", "", found[1]) if found else self.path

    @property
    def url(self) -> str:
        return "index.html" if self.path == FIRST else f"{self.path.removesuffix('.md')}.html"

    @property
    def language(self) -> str:
        """English where those who carry the program on are spoken to."""
        return "en" if self.path.startswith(_ENGLISH) else "sv"

    @property
    def top(self) -> str:
        """From here to the top: empty, or `../`."""
        return "../" * self.path.count("/")


def pages(docs: Path) -> list[Page]:
    found: dict[str, Page] = {}
    for group, patterns in GROUPS:
        for pattern in patterns:
            for path in sorted(docs.glob(pattern)):
                name = path.relative_to(docs).as_posix()
                text = path.read_text(encoding="utf-8")
                found.setdefault(name, Page(name, group, text))
    return list(found.values())


def listed(every: list[Page]) -> Iterator[tuple[str, list[Page]]]:
    """The groups of the list of pages, each with its pages."""
    for group, _ in GROUPS:
        if group != NOT_LISTED:
            yield group, [page for page in every if page.group == group]


def leads_to(href: str, page: Page, known: dict[str, Page]) -> str | None:
    """Where a link of the Markdown leads among the pages; None where there is nothing: it is then no link."""
    match = _LINK.match(href)
    if match is None:
        return href
    target = normpath(f"{page.path.rpartition('/')[0] or '.'}/{match[1]}")
    if target in known:
        here = page.url.rpartition("/")[0] or "."
        return f"{relpath(known[target].url, here)}{match[2] or ''}"
    return href if target.startswith("bilder/") else None
