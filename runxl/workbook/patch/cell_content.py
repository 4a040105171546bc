"""A value as the content of a cell: text is always text, a date is a number of days, None is nothing."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Any

from runxl.excel import DAY, EPOCH, EPOCH_1904, FIRST_DAY, LONGEST_TEXT
from runxl.opc.tags import escaped
from runxl.workbook.edits import Written

_SHORT = LONGEST_TEXT // 2  # no longer than a cell can hold, also where every sign counts twice
# What reads as an escape and is none, and what XML cannot hold.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXACT = 10**15


Content = tuple[str, str, str]
"""What a cell holds: its type (`inlineStr`, `b`, nothing for a number), its text, and the XML after its style."""

BLANK = "/>"
"""The rest of a cell that holds nothing."""

_BLANK: Content = ("", "", BLANK)


class CellContents(dict[object, str]):
    """What follows on a cell's style, by value: made once for all cells of a sheet that hold the same.

    `made` are the contents, to be read back. A truth value, which equals 1 or 0, is asked for as (bool, value).
    """

    def __init__(self, prefix: str, *, date1904: bool) -> None:
        self.made: list[Content] = []
        self._prefix, self._date1904 = prefix, date1904

    def of(self, values: Sequence[Written]) -> list[str]:
        """What follows for each of a row's values. UnwritableError if no cell can hold one of them."""
        if bool in map(type, values):
            return [self[(bool, value) if isinstance(value, bool) else value] for value in values]
        return list(map(self.__getitem__, values))

    def __missing__(self, key: Any) -> str:
        new = content(key[1] if isinstance(key, tuple) else key, self._prefix, date1904=self._date1904)
        self.made.append(new)
        rest = self[key] = new[2]
        return rest


class UnwritableError(ValueError):
    """A value that no cell can hold. The message continues a sentence about the cell."""


def content(value: Written, p: str, *, date1904: bool) -> Content:
    """How a cell holds the value, in a sheet whose elements have the prefix p."""
    if value is None or value == "":
        return _BLANK
    if isinstance(value, str):
        # Signs that can be printed need no care, but for those that read as an escape.
        text = value if value.isprintable() and len(value) <= _SHORT and "_x" not in value else _text(value)
        space = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
        return "inlineStr", text, f' t="inlineStr"><{p}is><{p}t{space}>{escaped(text)}</{p}t></{p}is></{p}c>'
    if isinstance(value, bool):
        return "b", str(int(value)), f' t="b"><{p}v>{int(value)}</{p}v></{p}c>'
    number = _number(_days(value, date1904=date1904) if isinstance(value, dt.date) else value)
    return "", number, f"><{p}v>{number}</{p}v></{p}c>"


def _text(value: str) -> str:
    """Line ends as Excel writes them; what XML or the format cannot hold as `_xHHHH_`."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _SHORT and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT:
        raise UnwritableError(f"får en text på mer än {LONGEST_TEXT} tecken; korta den")
    return _ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise UnwritableError("får ett tal utan värde (oändligt eller odefinierat)")
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return repr(value)


def _days(value: dt.date, *, date1904: bool) -> float:
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    days = (moment.replace(tzinfo=None) - (EPOCH_1904 if date1904 else EPOCH)) / DAY
    if days < (0 if date1904 else FIRST_DAY):
        raise UnwritableError(f"får datumet {value:%Y-%m-%d}, som är för tidigt för Excel")
    return days
