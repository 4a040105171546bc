"""Målvärde, Utfall and their kin: what the row's Typ makes of a cell."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from math import isfinite
from typing import Literal

from runxl.check import cells, numbers
from runxl.check.cells import EMPTY, Cell
from runxl.contract.regel import Regel
from runxl.measure.typ import ReadsAs, Typ
from runxl.measure.values import ANSWERS, NO_ANSWER, NOT_DONE, PartValue, decimal_of
from runxl.typer import typer
from runxl.workbook.tables import Dressed, Percent, Raw

_ANSWERS = {word.casefold(): word for word in ANSWERS}
_PART_BREAK = re.compile(r"\s*(?:/|;| och | samt )\s*")


def outcome(raw: Raw, typ: Typ | None, enhet: str) -> Cell:
    """Utfall or Tidigare utfall. Without a valid Typ nobody can say how to read it."""
    if typ is None:
        return EMPTY
    if isinstance(raw, str) and numbers.tidied(raw).casefold() == NO_ANSWER.casefold():
        return Cell(NO_ANSWER)
    if not typ.is_assessed:
        answered = answer(raw, typ)
        return cells.number(raw, enhet) if answered.value is None else answered
    return _read(typ.reads, raw, typ, enhet)


def target(raw: Raw, typ: Typ | None, enhet: str) -> Cell:
    """Målvärde or Periodmål."""
    if typ is None:
        return EMPTY
    if typ.target == "answer":
        return _answer_target(raw, typ)
    if typ.target_words and isinstance(raw, str) and (part := _part(raw)) and part.unit in typ.target_words:
        return Cell((PartValue(part.value, typ.target_words[0]),))
    read = _read(typ.target, raw, typ, typ.target_unit or enhet)
    return cells.text(raw) if read.value is None and typ.may_say_target and _says_something(raw) else read


def _says_something(raw: Raw) -> bool:
    """Words without a number, and more than one: `Hålla budget`."""
    return isinstance(raw, str) and len(raw.split()) > 1 and not any(sign.isdigit() for sign in raw)


@cache
def numeric_typer(column: Literal["outcome", "target"]) -> frozenset[object]:
    """The Typ under which a stored number in such a column is that number, and nothing is said of it."""
    return frozenset(
        name for name, typ in typer().items() if (typ.target if column == "target" else typ.reads) == "number"
    )


def _read(reading: ReadsAs, raw: Raw, typ: Typ, enhet: str) -> Cell:
    if reading == "answer":
        return answer(raw, typ)
    if reading == "parts":
        return parts(raw)
    if reading == "text":
        return cells.text(raw)
    return number(raw, typ, enhet)


def number(raw: Raw, typ: Typ | None, enhet: str) -> Cell:
    """A number; Ja or Nej there is a fault of its own."""
    if isinstance(raw, str) and raw.strip().casefold() in _ANSWERS:
        return Cell(code=Regel.TAL_VANTAS, words={"typ": typ.name if typ else ""})
    return cells.number(raw, enhet)


def answer(raw: Raw, typ: Typ) -> Cell:
    """Ja, Delvis or Nej in any case."""
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    said = numbers.tidied(raw).casefold() if isinstance(raw, str) else ""
    value = _ANSWERS.get(said)
    if value is None:
        return Cell(code=Regel.JA_ELLER_NEJ_VANTAS, words={"typ": typ.name})
    return Cell(value) if value == str(raw).strip() else cells.interpreted(value)


def _answer_target(raw: Raw, typ: Typ) -> Cell:
    read = answer(raw, typ)
    return Cell(code=Regel.NEJ_SOM_MALVARDE) if read.value in NOT_DONE else read


def parts(raw: Raw) -> Cell:
    """`20 personer/12 kommuner` → two parts. A number alone is one part."""
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    if isinstance(raw, float | int) and not isfinite(raw):
        return Cell(code=Regel.OKLAR_SAMMANSATTNING)
    if isinstance(raw, (dt.date, dt.time, dt.timedelta)):
        return cells.became_date(_as_parts(raw))
    if isinstance(raw, float | int) and not isinstance(raw, Percent | Dressed):
        return Cell((PartValue(decimal_of(raw), ""),))
    if isinstance(raw, Dressed) and raw.thousands:
        return cells.in_thousands(raw)
    said = numbers.with_unit(raw) if isinstance(raw, float) else raw
    read = [_part(piece) for piece in _PART_BREAK.split(said)] if isinstance(said, str) else []
    found = tuple(part for part in read if part)
    return Cell(found) if found and len(found) == len(read) else Cell(code=Regel.OKLAR_SAMMANSATTNING)


def _as_parts(raw: Raw) -> str:
    """What was meant, and a way to write it that no program takes for a date."""
    day, month = (raw.day, raw.month) if isinstance(raw, dt.date) else (22, 11)
    return f"{day}/{month} eller, med enheter, {day} personer/{month} kommuner"


def _part(piece: str) -> PartValue | None:
    reading = numbers.read_text(piece)
    return None if reading.value is None else PartValue(reading.value, reading.unit.casefold())
