"""What the styles say of numbers: which cells show them as percentages, and which show a unit after them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from runxl.opc.markup import Element, elements

_SECTIONS = ("numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_TAGS = (*_SECTIONS, "numFmt", "xf")
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    **dict.fromkeys((37, 38), "#,##0;-#,##0"), **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
}  # fmt: skip
"""By their numbers, without those of money and time: an author's own Excel makes them to its country's taste."""

_TOKEN = re.compile(r'"(?P<said>[^"]*)"?|\\(?P<sign>.)|[_*].|\[(?P<inside>[^\]]*)\]|(?P<bare>.)', re.DOTALL)
_CONDITION = re.compile(r"([<>=]{1,2})\s*(-?\d+(?:[.,]\d+)?)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_FIGURES = re.compile(r"(?P<plus>\+)?[-() ]*[0#?,]*[0#?][0#?,]*(?:\.(?P<least>0+)(?P<more>[#?]*))?[-() ]*")
"""A number and nothing else: no power of ten, no fraction, no day."""

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
    """How a number is shown: as a percentage, with a unit of the format, or without so many threes of figures.

    `least` and `most`: its decimals, where there is one however the number ends. `plus`: it has its plus.
    """

    percent: bool = False
    unit: str = ""
    thousands: int = 0
    least: int = 0
    most: int = 0
    plus: bool = False


PLAIN = Dress()


Token = re.Match[str]
"""A piece of a number format: `said` or `sign` in so many words, `inside` brackets, or a `bare` sign with a meaning."""

Test = tuple[str, float]
"""What a number must be for a section to be its own: `("<", 0)`."""


def holds(test: Test | None, value: float) -> bool:
    return test is None or _TESTS[test[0]](value, test[1])


class _Section(NamedTuple):
    test: Test | None
    dress: Dress


NumberFormat = tuple[_Section, ...]
"""Its sections, of which the first that holds for a number is its own."""


@lru_cache(maxsize=4)
def dressed_in(styles: bytes) -> Mapping[int, NumberFormat]:
    """The number formats that dress a number, by the index of the cell style. Those of a run are often the same."""
    return dict(_dressed(_codes(elements(styles, *_TAGS)))) if styles else {}


@lru_cache(maxsize=4)
def codes_in(styles: bytes) -> Mapping[int, str]:
    """Every number format that says how a number is written, by the index of the cell style."""
    return dict(_codes(elements(styles, *_TAGS))) if styles else {}


@lru_cache(maxsize=1024)
def number_format(code: str) -> NumberFormat:
    """A number format; without sections if it dresses no number."""
    parts = parts_of(code)
    said = [_Section(test, _dress(part)) for part, test in zip(parts[:3], tests_of(parts), strict=True)]
    return tuple(said) if any(one.dress != PLAIN for one in said) else ()


def dress_of(value: float, how: NumberFormat) -> Dress:
    """How a number is shown in a format."""
    return next((section.dress for section in how if holds(section.test, value)), PLAIN)


def parts_of(code: str) -> list[list[Token]]:
    """A format's sections: of positive numbers, of negative ones, of zero, and of texts."""
    parts: list[list[Token]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["bare"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def tests_of(parts: Sequence[Sequence[Token]]) -> list[Test | None]:
    """What each of the sections of numbers is for: as it says itself, or by its place."""
    tests = [_test(part) for part in parts[:3]]
    by_sign = _BY_SIGN.get(len(parts), ())
    return tests if any(tests) else [by_sign[place] if place < len(by_sign) else None for place in range(len(tests))]


def _test(tokens: Sequence[Token]) -> Test | None:
    conditions = (_CONDITION.fullmatch(token["inside"]) for token in tokens if token["inside"])
    found = next(filter(None, conditions), None)
    return (found[1], float(found[2].replace(",", "."))) if found and found[1] in _TESTS else None


def _dress(tokens: Sequence[Token]) -> Dress:
    said = "".join(filter(None, map(literal, tokens))).strip(_AROUND)
    unit = said if _UNIT.search(said) else ""
    percent = any(token["bare"] == "%" for token in tokens)
    # A percentage that shows thousandths is what LibreOffice in Swedish has made of a space: it is read as meant.
    form = "".join(token["bare"] or " " for token in tokens)
    found_thousands = None if percent else _THOUSANDS.search(form)
    if percent or unit or found_thousands:
        return Dress(percent, "" if percent else unit, len(found_thousands[1]) if found_thousands else 0)
    figures = _FIGURES.fullmatch("".join(map(_around, tokens)).strip())
    if figures is None:
        return PLAIN
    least = len(figures["least"] or "")
    return Dress(least=least, most=least and least + len(figures["more"]), plus=bool(figures["plus"]))


def _around(token: Token) -> str:
    """A sign of the figures themselves; a plus also where it is quoted."""
    return token["bare"] or ("+" if literal(token) == "+" else " ")


def literal(token: Token) -> str:
    """The text that a part of a format adds: quoted, after a backslash, or the sign of a currency."""
    currency = _CURRENCY.fullmatch(token["inside"] or "")
    return token["said"] or token["sign"] or (currency[1] if currency else "") or _bare(token["bare"])


def _bare(sign: str | None) -> str:
    """Signs that need no quotes."""
    return sign if sign in (" ", "€", "£", "$") else ""


def _dressed(codes: Iterable[tuple[int, str]]) -> Iterator[tuple[int, NumberFormat]]:
    yield from ((index, how) for index, code in codes if (how := number_format(code)))


def _codes(tags: Sequence[Element]) -> Iterator[tuple[int, str]]:
    """The number formats that say something, by the index of the cell style."""
    # A conditional format has number formats of its own, under numbers that may be the same.
    formats = _within("numFmts", tags)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for name, one in formats if name == "numFmt"}
    cells = [one.get("numFmtId", "0") for name, one in _within("cellXfs", tags) if name == "xf"]
    codes = (own.get(number) or (_BUILT_IN.get(int(number), "") if number.isdecimal() else "") for number in cells)
    yield from ((index, code) for index, code in enumerate(codes) if code)


def _within(section: str, tags: Sequence[Element]) -> Iterator[Element]:
    """The elements of one section of the styles."""
    inside = False
    for name, attributes in tags:
        if name in _SECTIONS:
            inside = name == section
        elif inside:
            yield name, attributes
