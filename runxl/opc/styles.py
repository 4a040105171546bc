"""What the styles say of numbers: which cells show them as percentages, and which show a unit after them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from runxl.opc.markup import Element, elements

_SECTIONS = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_TAGS = (*_SECTIONS, "numFmt", "xf")
_BUILT_IN = {9: "0%", 10: "0.00%"}
_TOKEN = re.compile(r'"(?P<said>[^"]*)"?|\\(?P<sign>.)|[_*].|\[(?P<inside>[^\]]*)\]|(?P<bare>.)', re.DOTALL)
_CONDITION = re.compile(r"([<>=]{1,2})\s*(-?\d+(?:[.,]\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_AROUND = " ()-–−"
_UNIT = re.compile(r"[^\W\d_]|[%‰€£$]")
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
"""Commas after the last figure: each takes away three of them."""

_TESTS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_BY_SIGN: Mapping[int, tuple[tuple[str, float], ...]] = {
    2: ((">=", 0),),
    3: ((">", 0), ("<", 0)),
    4: ((">", 0), ("<", 0)),
}
"""What sections are of that do not say it: of two, three or four."""


class Dress(NamedTuple):
    """How a number is shown: as a percentage, with a unit of the format, or without so many threes of figures."""

    percent: bool = False
    unit: str = ""
    thousands: int = 0


PLAIN = Dress()


class _Section(NamedTuple):
    test: tuple[str, float] | None
    dress: Dress

    def holds(self, value: float) -> bool:
        return self.test is None or _TESTS[self.test[0]](value, self.test[1])


NumberFormat = tuple[_Section, ...]
"""Its sections, of which the first that holds for a number is its own."""


@lru_cache(maxsize=4)
def dressed_in(styles: bytes) -> Mapping[int, NumberFormat]:
    """The number formats that dress a number, by the index of the cell style. Those of a run are often the same."""
    return dict(_dressed(elements(styles, *_TAGS))) if styles else {}


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    """A number format; without sections if it dresses no number."""
    parts = _parts(code)
    by_sign = _BY_SIGN.get(len(parts), ())
    said = [_section(part) for part in parts[:3]]
    if not any(one.test for one in said):
        said = [one._replace(test=by_sign[place] if place < len(by_sign) else None) for place, one in enumerate(said)]
    return tuple(said) if any(one.dress != PLAIN for one in said) else ()


def dress_of(value: float, how: NumberFormat) -> Dress:
    """How a number is shown in a format."""
    return next((section.dress for section in how if section.holds(value)), PLAIN)


def _parts(code: str) -> list[list[re.Match[str]]]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["bare"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _section(tokens: Sequence[re.Match[str]]) -> _Section:
    said = "".join(filter(None, map(_literal, tokens))).strip(_AROUND)
    unit = said if _UNIT.search(said) else ""
    percent = any(token["bare"] == "%" for token in tokens)
    conditions = (_CONDITION.fullmatch(token["inside"]) for token in tokens if token["inside"])
    found = next(filter(None, conditions), None)
    test = (found[1], float(found[2].replace(",", "."))) if found and found[1] in _TESTS else None
    # A percentage that shows thousandths is what LibreOffice in Swedish has made of a space: it is read as meant.
    found_thousands = None if percent else _THOUSANDS.search("".join(token["bare"] or " " for token in tokens))
    return _Section(test, Dress(percent, "" if percent else unit, len(found_thousands[1]) if found_thousands else 0))


def _literal(token: re.Match[str]) -> str:
    """The text that a part of a format adds: quoted, after a backslash, or the sign of a currency."""
    currency = _CURRENCY.fullmatch(token["inside"] or "")
    return token["said"] or token["sign"] or (currency[1] if currency else "") or _bare(token["bare"])


def _bare(sign: str | None) -> str:
    """Signs that need no quotes."""
    return sign if sign in (" ", "€", "£", "$") else ""


def _dressed(tags: Sequence[Element]) -> Iterator[tuple[int, NumberFormat]]:
    # A conditional format has number formats of its own, under numbers that may be the same.
    formats = _within("numFmts", tags)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for name, one in formats if name == "numFmt"}
    cells = [one.get("numFmtId", "0") for name, one in _within("cellXfs", tags) if name == "xf"]
    codes = (own.get(number) or (_BUILT_IN.get(int(number), "") if number.isdecimal() else "") for number in cells)
    yield from ((index, how) for index, code in enumerate(codes) if (how := number_format(code)))


def _within(section: str, tags: Sequence[Element]) -> Iterator[Element]:
    """The elements of one section of the styles."""
    inside = False
    for name, attributes in tags:
        if name in _SECTIONS:
            inside = name == section
        elif inside:
            yield name, attributes
