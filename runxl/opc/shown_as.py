"""A number as its cell shows it: what a number format makes of it, in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from runxl.opc.styles import Test, Token, holds, literal, parts_of, tests_of
from runxl.svenska import NBSP, dressed, number

_DIGITS = "0#?"
_UNREAD = re.compile(r"[0#?]E[+-]|[0#?] ?/ ?[0-9#?]|General|@", re.IGNORECASE)
"""Powers of ten, fractions, and what has no form of its own: shown as Excel shows what nobody has formatted."""

_MOST_FIGURES = 10
_MOST_DECIMALS = 30
_FURTHEST = 15
"""So many figures a spreadsheet keeps; beyond them a number is written with a power of ten."""

_AROUND = "+-()%"
_NEGATIVE = 1
"""The place of the section of negative numbers, which shows their sign itself if it is to be seen."""


class _Section(NamedTuple):
    """One of a format's sections: what stands around the figures, and how many there are of them."""

    test: Test | None
    signed: bool
    """The number's own sign is shown: the section is not of negative numbers alone."""

    before: str = ""
    after: str = ""
    figures: bool = True
    plain: bool = False
    grouped: bool = False
    whole: int = 1
    least: int = 0
    most: int = 0
    power: int = 0
    """Of ten, that the number is multiplied by: 2 for a percentage, −3 for thousands."""


def shown_as(value: float, code: str = "") -> str:
    """`2 133,0`, `40 %`, `+1`, `5 kr`; without a format as Excel shows what nobody has formatted."""
    if not isfinite(value):
        return ""
    section = next((one for one in _sections(code) if holds(one.test, value)), _PLAIN)
    return _plain(value) if section.plain else _formatted(Decimal(repr(float(value))), section)


def _plain(value: float) -> str:
    said = Decimal(f"{value:.{_MOST_FIGURES}g}")
    return dressed(f"{said:f}") if said.adjusted() < _FURTHEST else number(said)


def _formatted(value: Decimal, section: _Section) -> str:
    if value and value.adjusted() + section.power > _FURTHEST:
        return _plain(float(value))
    rounded = value.scaleb(section.power).quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP)
    minus = "-" if section.signed and rounded < 0 else ""
    whole, _, decimals = f"{abs(rounded):f}".partition(".")
    decimals = decimals[: section.least] + decimals[section.least :].rstrip("0")
    whole = whole.lstrip("0").zfill(section.whole) if section.whole or not decimals else whole
    grouped = f"{int(whole or 0):,}".zfill(section.whole) if section.grouped else whole
    figures = dressed(minus + (f"{grouped}.{decimals}" if decimals else grouped))
    return f"{section.before}{figures if section.figures else ''}{section.after}".strip()


_PLAIN = _Section(test=None, signed=True, plain=True)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    if not code:
        return (_PLAIN,)
    parts = parts_of(code)[:3]
    return tuple(
        _section(part, test, signed=place != _NEGATIVE)
        for place, (part, test) in enumerate(zip(parts, tests_of(parts), strict=True))
    )


def _section(tokens: Sequence[Token], test: Test | None, *, signed: bool) -> _Section:
    form = "".join(token["bare"] or " " for token in tokens)
    if _UNREAD.search(form):
        return _PLAIN._replace(test=test)
    places = [place for place, token in enumerate(tokens) if token["bare"] and token["bare"] in _DIGITS]
    if not places:
        said = "".join(map(_said, tokens))
        return (
            _PLAIN._replace(test=test)
            if tokens and not said
            else _Section(test, signed=False, before=said, figures=False)
        )
    first, last = places[0], places[-1]
    if first and tokens[first - 1]["bare"] == ".":
        first -= 1
    figures = "".join(token["bare"] or "" for token in tokens[first : last + 1])
    whole, _, decimals = figures.partition(".")
    rest = "".join(token["bare"] or "" for token in tokens[last + 1 :])
    percent = form.count("%")
    thousands = 0 if percent else len(rest) - len(rest.lstrip(","))
    return _Section(
        test,
        signed,
        before="".join(map(_said, tokens[:first])),
        after="".join(map(_said, tokens[last + 1 :]))
        .replace(" ", NBSP)
        .replace("%", f"{NBSP}%")
        .replace(NBSP * 2, NBSP),
        grouped="," in whole,
        whole=whole.count("0"),
        least=min(decimals.count("0"), _MOST_DECIMALS),
        most=min(sum(decimals.count(one) for one in _DIGITS), _MOST_DECIMALS),
        power=2 * percent - 3 * thousands,
    )


def _said(token: Token) -> str:
    """What a token adds to the figures."""
    bare = token["bare"]
    return dressed(bare) if bare and bare in _AROUND else literal(token)
