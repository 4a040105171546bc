"""A cell as its column reads it, by the workbook's own readers; what they do not know in the words of others."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from runxl.check import cells, parse
from runxl.contract.load import contract
from runxl.contract.scale import HARD_TO_SAY, NONE
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Column
from runxl.contract.wording import codelist
from runxl.svenska import MONTHS, short_months
from runxl.verbs.importera.naming import plain_nr
from runxl.verbs.importera.others_words import folded, is_nothing, meanings, one_line, vocabulary
from runxl.verbs.importera.source_blocks import FoundCell
from runxl.verbs.typed import MEASURES, typed_as

_ISO = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?![0-9])")
_WRITTEN = re.compile(rf"(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)}),? (?P<year>20[0-9]{{2}})")
_OF_YEAR = re.compile(r"^(?P<value>.+?)\s*\((?P<year>20[0-9]{2})\)$")


class Read(NamedTuple):
    """`value` where it is sure; else `maybe`, and `why` it is not.

    `told`: how a sure value was read, if not as it stands.
    """

    value: object = None
    maybe: str = ""
    why: str = ""
    told: str = ""

    @property
    def is_sure(self) -> bool:
        return not self.why


NOTHING = Read()


def read(column: Column, cell: FoundCell, styrmodell: Styrmodell, *, enhet: str = "") -> Read:
    """What a cell holds for a column of the contract."""
    text = one_line(cell.text)
    if not text or (is_nothing(text) and column.type != "code"):
        return NOTHING
    if column.type == "code":
        return code(column.codelist, text, styrmodell)
    if column.type == "months":
        return _months(column, text)
    if column.type == "date":
        return _date(cell, text)
    if column.type in ("nr", "ref"):
        return Read(plain_nr(text))
    if column.type in MEASURES:
        return measure(column, cell, "", enhet)
    if column.type in ("integer", "share"):
        value = typed_as(column, cell.value, None, None)
        return Read(value) if isinstance(value, int | float) else Read(None, text, "det går inte att läsa som ett tal")
    return Read(paragraphs(cell.text) if column.long else text)


def paragraphs(text: str) -> str:
    """A text with its paragraphs parted by an empty line, and its points as points."""
    lines = [one_line(line) for line in text.split("\n")]
    kept = [re.sub(r"^[•\u00b7▪–]\s*", "- ", line) for line in lines if line]
    out = ""
    for line in kept:
        is_point = line.startswith("- ")
        out += ("\n" if is_point and out else "\n\n" if out else "") + line
    return out


def code(name: str, text: str, styrmodell: Styrmodell) -> Read:
    """A word of a dropdown, in the contract's words or in others'."""
    said = folded(text)
    known = {folded(value): value for value in codelist(contract(), name, styrmodell).values}
    if said in known:
        return Read(known[said])
    listed = contract().codelists[name].styrmodell
    if listed in ("status", "prognos"):
        return _verdict(said, text, styrmodell, hard=listed == "prognos")
    bare = folded(re.sub(r"^[^\w%]+\s*|\s*[^\w%.]+$", "", text))
    words = meanings(f"codes.{name}") if name in vocabulary().codes else {}
    found = words.get(said) or known.get(bare) or words.get(bare)
    if found:
        return Read(found, told=f"”{text}” är läst som {found}")
    if is_nothing(text):
        return NOTHING
    return Read(None, "", f"”{text}” är inget av orden i listan")


def _verdict(said: str, text: str, styrmodell: Styrmodell, *, hard: bool) -> Read:
    """A level of the scale by its word, its mark, its colour, or a sentence with its adverb in it."""
    levels = styrmodell.scale.levels
    said = folded(re.sub(r"^[^\w\s]\s+(?=\w)", "", said))
    if hard and folded(HARD_TO_SAY) in said:
        return Read(HARD_TO_SAY)
    if folded(NONE) in said:
        return Read(NONE)
    three = vocabulary().verdicts if len(levels) == len(vocabulary().verdicts) else ()
    for place, level in enumerate(levels):
        also = three[place] if three else ()
        own = (level.word, level.adverb, level.colour, level.mark.symbol)
        if said in {folded(word) or word for word in (*own, *also)}:
            return Read(level.word, told=f"”{text}” är läst som {level.word}")
    passive = "|".join(map(re.escape, styrmodell.words.values()))
    for level in levels:
        if re.search(rf"\b(?:{level.adverb}|{level.counted or level.adverb})\b\s+(?:{passive})", said):
            return Read(level.word, told=f"”{text}” är läst som {level.word}")
    return Read(None, "", f"”{text}” är ingen av styrmodellens nivåer")


def of_colour(colour: str, styrmodell: Styrmodell) -> str:
    """The level that a ground of green, yellow or red stands for; nothing for other colours."""
    if len(colour) != 6 or len(styrmodell.scale.levels) != 3:  # noqa: PLR2004 - RRGGBB, and three colours
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 50:  # noqa: PLR2004 - white, grey and black
        return ""
    best, middle, worst = (level.word for level in styrmodell.scale.levels)
    if green > red * 1.15 and green > blue * 1.1:
        return best
    if red > 150 and green > red * 0.6 and blue < green * 0.85:  # noqa: PLR2004 - yellow to orange
        return middle
    return worst if red > green * 1.3 and red > blue * 1.3 else ""


def _months(column: Column, text: str) -> Read:
    found = cells.months_reader(contract().codelists[column.codelist])(text)
    if found.value:
        known = {one.months: one.value for one in contract().codelists[column.codelist].codes}
        value = known.get(found.value) or short_months(found.value)  # type: ignore[arg-type, call-overload] # months
        return Read(value, told="" if value == text else f"”{text}” är läst som {value}")
    word = meanings(f"codes.{column.codelist}").get(folded(text))
    if word:
        return Read(word, told=f"”{text}” är läst som {word}")
    return Read(None, "", f"”{text}” säger inte i vilka månader")


def _date(cell: FoundCell, text: str) -> Read:
    found = cells.date(cell.value)
    if isinstance(found.value, dt.date):
        return Read(found.value)
    return date_in(text) or Read(None, "", f"”{text}” är inget datum med år, månad och dag")


def date_in(text: str) -> Read | None:
    """The one date that a text holds."""
    days = _ISO.findall(text)
    if len(days) == 1:
        value = cells.date(days[0]).value
        return Read(value, told="" if text == days[0] else f"”{text}” är läst som {value}") if value else None
    match = _WRITTEN.search(text.casefold())
    if match and not days:
        try:
            day = dt.date(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
        except ValueError:
            return None
        return Read(day, told=f"”{text}” är läst som {day}")
    return None


def without_date(text: str) -> str:
    """What is left of a text when its dates, and the words that go with them, are taken away."""
    return one_line(re.sub(r"(?:\b(?:senast|slutdatum|har passerat)\b)", " ", _ISO.sub(" ", text), flags=re.IGNORECASE))


def with_year(text: str) -> tuple[str, int | None]:
    """`2 133 (2023)` → the value and the year that it is of."""
    match = _OF_YEAR.match(one_line(text))
    return (match["value"], int(match["year"])) if match else (text, None)


def measure(column: Column, cell: FoundCell, typ: str, enhet: str) -> Read:
    """A number, an answer or parts, as the row's Typ reads it; sure only if the reader has nothing against it."""
    raw = cell.value
    by_typ = typ or column.type == "measure"
    found = parse.measure(column, raw, typ or None, enhet or None) if by_typ else cells.number(raw, enhet)
    if found.value is None:
        why = "det går inte att läsa som ett tal" if found.code else "raden har ingen Typ som säger hur det ska läsas"
        return Read(None, one_line(cell.text), f"”{one_line(cell.text)}”: {why}")
    plain = typed_as(column, raw, typ or None, enhet or None)
    if isinstance(plain, str):
        return Read(found.value if isinstance(found.value, str) else one_line(plain))
    return Read(plain)
