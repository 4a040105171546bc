"""One cell → one typed value. A reader takes a cell and answers with a Cell: the value, or the code of what is wrong.

Numbers, answers and parts are told apart by the row's Typ, so measures.py builds on these.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from runxl.check import numbers
from runxl.contract.regel import Regel
from runxl.contract.vocabulary import Codelist
from runxl.excel import LONGEST_TEXT
from runxl.measure.units import WORDS_KEPT, is_percent
from runxl.measure.values import decimal_of, percent_of
from runxl.svenska import MONTHS
from runxl.workbook.cell_text import as_shown
from runxl.workbook.tables import CellError, Dressed, Percent, Raw, Uncalculated

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_LARGEST_SHARE = 2
"""A threshold above this is in percent (80), below it is a share (0.8)."""

_WHOLE = re.compile(r"[0-9]{1,9}")


class Cell(NamedTuple):
    """A value read from a cell. `code` is what is wrong, or RX107 when it had to be interpreted."""

    value: object = None
    code: Regel | None = None
    words: Mapping[str, object] = MappingProxyType({})


EMPTY = Cell()
Reader = Callable[[Raw], Cell]


def raw_fault(raw: Raw) -> Cell | None:
    """What no column can read: an error, a formula that was never calculated."""
    if isinstance(raw, CellError):
        return Cell(code=Regel.FELVARDE_I_CELL)
    if isinstance(raw, Uncalculated):
        return Cell(code=Regel.FORMEL_UTAN_VARDE)
    return None


def text(raw: Raw) -> Cell:
    """Free text; numbers and dates become the text that they show."""
    if isinstance(raw, str):
        if len(raw) > LONGEST_TEXT:
            return Cell(code=Regel.FOR_LANG_TEXT, words={"antal": len(raw)})
        return Cell(raw.strip())
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    return Cell(as_shown(raw))


def nr(raw: Raw) -> Cell:
    """A Nr or a reference to one. Excel turns 3.10 into a number and 3-2 into a date."""
    if isinstance(raw, str):
        return Cell(normalize("NFC", raw.strip()))
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    if isinstance(raw, (dt.date, dt.time, dt.timedelta)):
        return became_date("3.2")
    if not isinstance(raw, (int, float)) or not math.isfinite(raw):
        return Cell(code=Regel.FELAKTIGT_NUMMER)
    value = as_shown(raw).replace(",", ".")
    return Cell(value) if float(raw).is_integer() else Cell(value, Regel.NUMMER_SOM_TAL)


def unit(raw: Raw) -> Cell:
    """Enhet: text; `1-6` that has become a date is a fault."""
    if isinstance(raw, (dt.date, dt.time, dt.timedelta)):
        return became_date("1–6")
    read = text(raw)
    return read._replace(value=normalize("NFC", read.value)) if isinstance(read.value, str) else read


def became_date(example: str) -> Cell:
    """What was typed has been made a date."""
    return Cell(code=Regel.NUMMER_BLEV_DATUM, words={"exempel": example})


def code_reader(codelist: Codelist) -> Reader:
    """A dropdown. Capitals and spaces do not matter; other words are left for the schema to refuse."""
    known = {_fold(value): value for value in codelist.values}

    def read(raw: Raw) -> Cell:
        if isinstance(raw, bool):
            return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
        said = raw if isinstance(raw, str) else as_shown(raw)
        value = known.get(said) or known.get(_fold(said))
        if value is None:
            return Cell(said.strip())
        return Cell(value) if value == normalize("NFC", said.strip()) else interpreted(value)

    return read


def months_reader(codelist: Codelist) -> Reader:
    """Periodicitet → months: a word of the list, or months by name (`mar, okt`)."""
    known = {_months_words(code.value): code.months for code in codelist.codes}

    def read(raw: Raw) -> Cell:
        if not isinstance(raw, str):
            return Cell(code=Regel.OKLAR_PERIODICITET)
        words = _months_words(raw)
        found = known.get(words)
        if found is None:
            names = words[1:] if len(words) > 1 and words[0] in ("tertial", "halvår", "kvartal") else words
            found = tuple(sorted({_MONTHS[name] for name in names if name in _MONTHS}))
            if not names or any(name not in _MONTHS for name in names):
                return Cell(code=Regel.OKLAR_PERIODICITET)
        return Cell(found)

    return read


def integer(raw: Raw) -> Cell:
    """A whole number, such as a year."""
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    if isinstance(raw, str):
        tidy = numbers.tidied(raw)
        return interpreted(int(tidy)) if _WHOLE.fullmatch(tidy) else Cell(code=Regel.INTE_ETT_ARTAL)
    if (
        isinstance(raw, (int, float))
        and not isinstance(raw, Percent)
        and math.isfinite(raw)
        and float(raw).is_integer()
    ):
        return Cell(int(raw))
    return Cell(code=Regel.INTE_ETT_ARTAL)


def date(raw: Raw) -> Cell:
    """A true date or ISO text."""
    if isinstance(raw, dt.datetime):
        return Cell(raw.date())
    if isinstance(raw, dt.date):
        return Cell(raw)
    match = _ISO_DATE.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if match:
        try:
            return Cell(dt.date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            pass
    return Cell(code=Regel.SANNINGSVARDE_I_CELLEN if isinstance(raw, bool) else Regel.INTE_ETT_DATUM)


def number(raw: Raw, enhet: str) -> Cell:
    """A number in a row's unit, in any Swedish dress. Never converted, never guessed."""
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    if isinstance(raw, float | int) and not isinstance(raw, Dressed):
        return _stored_number(raw, enhet)
    if isinstance(raw, (dt.date, dt.time, dt.timedelta)):
        return became_date("12,5")
    if not isinstance(raw, str | Dressed):
        return Cell(code=Regel.INTE_ETT_TAL)
    if isinstance(raw, Dressed) and raw.thousands:
        return in_thousands(raw)
    reading = numbers.read_text(raw if isinstance(raw, str) else numbers.with_unit(raw), enhet)
    if reading.share_of and not is_percent(enhet):
        return Cell(code=Regel.FLERA_ELLER_UNGEFARLIGA_VARDEN)
    if reading.fault:
        return Cell(code=reading.fault)
    if not numbers.fits(reading, enhet):
        return Cell(code=Regel.ANNAN_ENHET_I_CELLEN, words={"enhet": enhet})
    return interpreted(reading.value) if isinstance(raw, str) else Cell(reading.value)


def _stored_number(raw: float, enhet: str) -> Cell:
    if not math.isfinite(raw):
        return Cell(code=Regel.INTE_ETT_TAL)
    if not isinstance(raw, Percent):
        return Cell(decimal_of(raw))
    if enhet and not is_percent(enhet):
        return Cell(code=Regel.ANNAN_ENHET_I_CELLEN, words={"enhet": enhet})
    return Cell(percent_of(raw))


def in_thousands(raw: Dressed) -> Cell:
    """A number that its cell shows without its last figures: neither is nobody's to choose."""
    return Cell(code=Regel.VISAS_I_TUSENTAL, words={"lagrat": as_shown(float(raw))})


def interpreted(value: object) -> Cell:
    """A value that was written in another way than expected, said so in an info finding."""
    return Cell(value, Regel.TOLKAT_VARDE, {"tolkat": as_shown(value)})


@lru_cache(maxsize=WORDS_KEPT)
def _fold(said: str) -> str:
    return numbers.tidied(said).casefold()


_MONTHS = {word: place for place, name in enumerate(MONTHS, 1) for word in (name, name[:3])} | {"sept": 9}


@lru_cache(maxsize=WORDS_KEPT)
def _months_words(said: str) -> tuple[str, ...]:
    return tuple(re.sub(r"[:,;/.]| och | samt ", " ", numbers.tidied(said)).casefold().split())


def part(raw: Raw) -> Cell:
    """A part of a whole, as so many percent: whether 0,62 is a share is told by the others, and not here."""
    cell = number(raw, "%")
    return Cell(cell.value) if isinstance(cell.value, Decimal) else cell


def share(raw: Raw) -> Cell:
    """A limit as percent: 80 %, 80 or 0,8, which is told. 1,5 may be 1,5 % or 150 %, and is asked."""
    cell = part(raw)
    value = cell.value
    says_percent = isinstance(raw, Percent | Dressed) or (isinstance(raw, str) and numbers.read_text(raw).unit != "")
    if not isinstance(value, Decimal) or says_percent or not 0 < value <= _LARGEST_SHARE:
        return cell
    whole = value.scaleb(2)
    if value <= 1:
        return Cell(whole, Regel.TOLKAT_VARDE, {"tolkat": f"{as_shown(whole)} %"})
    words = {"mot": "hela målvärdet", "malvarde": "100 %", "procent": as_shown(whole)}
    return Cell(code=Regel.ANDEL_ELLER_PROCENT, words=words)
