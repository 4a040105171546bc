"""Målvärde, Utfall and their kin: what the row's Typ makes of a cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Literal

from runxl.check import cells, numbers
from runxl.check.cells import EMPTY, Cell
from runxl.check.rows import Part
from runxl.contract.load import contract
from runxl.contract.regel import Regel
from runxl.contract.vocabulary import Code, Reading
from runxl.workbook.tables import Raw

NO_ANSWER = "Svar saknas"
_ANSWERS = {"ja": "Ja", "nej": "Nej", "delvis": "Delvis"}
_PART_BREAK = re.compile(r"\s*(?:/|;| och | samt )\s*")


def outcome(raw: Raw, typ: Code | None, enhet: str) -> Cell:
    """Utfall or Tidigare utfall. Without a valid Typ nobody can say how to read it."""
    if typ is None:
        return EMPTY
    if isinstance(raw, str) and numbers.tidied(raw).casefold() == NO_ANSWER.casefold():
        return Cell(NO_ANSWER)
    if not typ.needs and typ.target == "text":  # a kontrollmått may be followed by a number or by an answer
        answered = answer(raw, typ)
        return cells.number(raw, enhet) if answered.value is None else answered
    return _read(typ.reads, raw, typ, enhet)


def target(raw: Raw, typ: Code | None, enhet: str) -> Cell:
    """Målvärde or Periodmål."""
    if typ is None:
        return EMPTY
    if typ.target == "answer":
        return _answer_target(raw, typ)
    # The target of Förändring is a percentage, whatever the row is measured in.
    return _read(typ.target, raw, typ, "%" if "utgangsvarde" in typ.needs and typ.target == "number" else enhet)


@cache
def typer() -> Mapping[object, Code]:
    """Every Typ by its name."""
    return {code.value: code for code in contract().codelists["typ"].codes}


@cache
def numeric_typer(column: Literal["outcome", "target"]) -> frozenset[object]:
    """The Typ under which a stored number in such a column is that number, and nothing is said of it."""
    return frozenset(
        name for name, typ in typer().items() if (typ.target if column == "target" else typ.reads) == "number"
    )


def _read(reading: Reading, raw: Raw, typ: Code, enhet: str) -> Cell:
    if reading == "answer":
        return answer(raw, typ)
    if reading == "parts":
        return parts(raw)
    if reading == "text":
        return cells.text(raw)
    return number(raw, typ, enhet)


def number(raw: Raw, typ: Code | None, enhet: str) -> Cell:
    """A number; Ja or Nej there is a fault of its own."""
    if isinstance(raw, str) and raw.strip().casefold() in _ANSWERS:
        return Cell(code=Regel.TAL_VANTAS, words={"typ": typ.value if typ else ""})
    return cells.number(raw, enhet)


def answer(raw: Raw, typ: Code) -> Cell:
    """Ja, Delvis or Nej in any case."""
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    said = numbers.tidied(raw).casefold() if isinstance(raw, str) else ""
    value = _ANSWERS.get(said)
    if value is None:
        return Cell(code=Regel.JA_ELLER_NEJ_VANTAS, words={"typ": typ.value})
    return Cell(value) if value == str(raw).strip() else cells.interpreted(value)


def _answer_target(raw: Raw, typ: Code) -> Cell:
    read = answer(raw, typ)
    return Cell(code=Regel.NEJ_SOM_MALVARDE) if read.value in ("Nej", "Delvis") else read


def parts(raw: Raw) -> Cell:
    """`20 personer/12 kommuner` → two parts. A number alone is one part."""
    if isinstance(raw, bool):
        return Cell(code=Regel.SANNINGSVARDE_I_CELLEN)
    if isinstance(raw, float | int):
        return Cell((Part(numbers.decimal_of(raw), ""),)) if isfinite(raw) else Cell(code=Regel.OKLAR_SAMMANSATTNING)
    if isinstance(raw, (dt.date, dt.time, dt.timedelta)):
        return Cell(code=Regel.NUMMER_BLEV_DATUM)
    read = [_part(piece) for piece in _PART_BREAK.split(raw)] if isinstance(raw, str) else []
    found = tuple(part for part in read if part)
    return Cell(found) if found and len(found) == len(read) else Cell(code=Regel.OKLAR_SAMMANSATTNING)


def _part(piece: str) -> Part | None:
    reading = numbers.read_text(piece)
    return None if reading.value is None else Part(reading.value, reading.unit.casefold())


def in_order_of(goal: tuple[Part, ...], value: tuple[Part, ...]) -> tuple[Part, ...]:
    """The outcome's parts in the order of those of the target that they answer; nothing if they do not fit together.

    They stand in that order already when they name no units, or the same in the same order; else the unit tells.
    """
    units, wanted = ([part.unit.casefold().strip() for part in parts] for parts in (value, goal))
    if len(units) == len(wanted) and (units == wanted or not any(units)):
        return value
    by_unit = dict(zip(units, value, strict=True))
    fits = len(by_unit) == len(units) and sorted(units) == sorted(wanted)
    return tuple(map(by_unit.__getitem__, wanted)) if fits else ()


def as_decimal(value: object) -> Decimal | None:
    """The value if it is a number."""
    return value if isinstance(value, Decimal) else None
