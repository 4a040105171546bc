"""A whole page: one file that needs nothing else, fetches nothing and lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from runxl.contract import look
from runxl.output.web.hypertext import Html, tag
from runxl.output.web.looks_of_marks import Looks

_OWN = {"HEADER": look.HEADER_GROUND, "ACCENT": look.UNIT_HEADER_GROUND, "MUTED": look.MUTED_TEXT}
"""The colours of `look` that page.css asks for by name."""


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def whole_page(title: str, body: Html, looks: Looks) -> str:
    """The page's own style and script are allowed by what they say, to the letter; all else is forbidden."""
    style, script = _style(looks), _file("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="generator", content="runxl"),
        tag("link", rel="icon", href="data:,"),
        tag("title", title),
        Html(f"<style>{style}</style>"),
    )
    return f'<!doctype html>\n<html lang="sv">{head}{tag("body", body, Html(f"<script>{script}</script>"))}</html>\n'


def _style(looks: Looks) -> str:
    style = _file("page.css")
    for name, colour in _OWN.items():
        style = style.replace(f"@{name}@", colour)
    return style + looks.css()


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
