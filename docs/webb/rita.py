"""A page as HTML, and its parts as the search knows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docs.webb.sidor import FOLDED, Page, leads_to, listed

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """What stands below a heading, as words."""

    url: str
    page: str
    heading: str
    text: str


def rendered(page: Page, known: dict[str, Page]) -> tuple[str, list[Section]]:
    """The page's own contents, without the frame around it, and its sections."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(_COMMENT.sub("", page.text))
    _name_headings(tokens)
    _mend_links(tokens, page, known)
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
    html = str(markdown.renderer.render(tokens, markdown.options, {}))
    html = html.replace("<table>", '<div class="tabell" tabindex="0" role="group" aria-label="Tabell"><table>')
    html = html.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')
    return html, list(_sections(tokens, page))


def framed(page: Page, contents: str, every: list[Page], version: str) -> str:
    """A whole page: the search, the list of pages, and the contents."""
    return _FRAME.format(
        language=page.language,
        title=escape(page.title),
        top=page.top,
        pages=_list(page, every),
        contents=contents,
        version=escape(version),
        scripts="",
    )


def search_page(every: list[Page], version: str) -> str:
    page = Page("sok.md", "", "# Sök")
    return _FRAME.format(
        language="sv",
        title="Sök",
        top="",
        pages=_list(page, every),
        contents=_SEARCH,
        version=escape(version),
        scripts='<script src="index.js"></script><script src="sok.js"></script>',
    )


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading, so that the same links lead right in both places."""
    kept = "".join(char for char in heading.lower() if char.isalnum() or char in " -_")
    return kept.replace(" ", "-")


def _name_headings(tokens: list[Token]) -> None:
    for opened, inline in pairwise(tokens):
        if opened.type == "heading_open":
            opened.attrSet("id", anchor(_words(inline)))


def _mend_links(tokens: list[Token], page: Page, known: dict[str, Page]) -> None:
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open":
                _mend(child, page, known)


def _mend(link: Token, page: Page, known: dict[str, Page]) -> None:
    target = leads_to(str(link.attrs["href"]), page, known)
    if target is None:
        del link.attrs["href"]  # an a without a place to go to is text
    else:
        link.attrs["href"] = target


def _sections(tokens: list[Token], page: Page) -> list[Section]:
    found: list[Section] = []
    heading, place, words = page.title, "", list[str]()
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type == "heading_open" or token is tokens[-1]:
            if words or place:
                found.append(Section(f"{page.url}{place}", page.title, heading, " ".join(words)))
            words = []
        if before is not None and before.type == "heading_open":
            heading, place = _words(token), f"#{before.attrs['id']}"
        elif token.type == "inline":
            words.append(_words(token))
        elif token.type in ("fence", "code_block"):
            words.append(token.content)
    return found


def _words(inline: Token) -> str:
    parts = (" " if child.type == "softbreak" else child.content for child in inline.children or [])
    return " ".join("".join(parts).split())


def _list(page: Page, every: list[Page]) -> str:
    """What is not for everybody is folded, but where one reads it."""
    parts = []
    for group, members in listed(every):
        heading, links = f"<h2>{escape(group)}</h2>", "".join(f"<li>{_to(one, page)}</li>" for one in members)
        if group in FOLDED:
            opened = " open" if page.group == group else ""
            parts.append(f"<details{opened}><summary>{heading}</summary><ul>{links}</ul></details>")
        else:
            parts.append(f"{heading}<ul>{links}</ul>")
    return "".join(parts)


def _to(one: Page, page: Page) -> str:
    current = ' aria-current="page"' if one.path == page.path else ""
    language = f' lang="{one.language}"' if one.language != "sv" else ""
    return f'<a href="{page.top}{one.url}"{current}{language}>{escape(one.title)}</a>'


_SEARCH = """\
<h1>Sök i handboken</h1>
<p id="svar" role="status">Skriv vad du undrar över, till exempel «varför är delmålet gult» eller «RX112».</p>
<ol id="traffar"></ol>
<noscript><p>Sökningen behöver JavaScript. Alla sidor står i listan, och reglerna under Reglerna.</p></noscript>"""
_FRAME = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – runxl</title>
<link rel="stylesheet" href="{top}handbok.css">
</head>
<body>
<a class="hoppa" href="#innehall" lang="sv">Hoppa till innehållet</a>
<header lang="sv">
<a class="namn" href="{top}index.html">runxl</a>
<form role="search" action="{top}sok.html"><label for="fraga">Sök i handboken</label>
<input id="fraga" name="q" type="search" autocomplete="off"><button>Sök</button></form>
</header>
<div class="sida">
<nav aria-label="Sidor" lang="sv">{pages}</nav>
<main id="innehall" tabindex="-1">
{contents}
</main>
</div>
<footer lang="sv">runxl {version}</footer>
{scripts}
</body>
</html>
"""
