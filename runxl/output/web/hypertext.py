"""HTML as values. What is given as text is text, whatever it looks like: only `Html` is taken as markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from runxl.output.said.clean import clean

_VOID = frozenset(("meta", "link", "rect", "circle", "polyline"))
"""Elements that hold nothing. Those of a drawing have to say so themselves."""

Attribute = str | int | bool | None


class Html(str):
    """Markup that `tag` has made."""

    __slots__ = ()


def text(said: str) -> Html:
    """Anything that somebody has written, on as many lines as it was."""
    return said if isinstance(said, Html) else Html(escape(clean(said)).replace("\n", "<br>"))


def joined(parts: Iterable[str | None], between: str = "") -> Html:
    """Texts and markup after each other; what is nothing is left out."""
    return Html(text(between).join(text(part) for part in parts if part))


def tag(name: str, /, *children: str | None, **attributes: Attribute) -> Html:
    """`tag("a", "Läs", href="#3.2", class_="tile")`: an underscore last is dropped, one inside is a hyphen.

    An attribute that is True stands by its name alone; one that is None or False does not stand.
    """
    told = "".join(
        f" {_name(key)}" if value is True else f' {_name(key)}="{_one_line(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Html(f"<{name}{told}/>" if name in _VOID else f"<{name}{told}>{joined(children)}</{name}>")


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _one_line(said: str) -> str:
    return escape(" ".join(clean(said).split()))


def hidden(said: str) -> Html:
    """Read aloud, and not seen: what the eye gets from where a thing stands."""
    return tag("span", said, class_="vh") if said else Html("")


class Anchors:
    """The places of a page that a link leads to. No two have the same name."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        """`own`: names that the page itself has given."""
        self._taken = set(own)

    def named(self, wanted: str) -> str:
        """The name, or one as like it as may be: a row is found by its number, `#3.2.1`."""
        base = "-".join(clean(wanted).split()) or "rad"
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name
