"""Texts as a slide can bear them, and values as a reader wants them."""

from __future__ import annotations

import re

from runxl.assessment.forklaring import unit_of
from runxl.assessment.svenska import number
from runxl.assessment.typer import value
from runxl.assessment.verdicts import IndikatorVerdict, plain
from runxl.check.rows import Value

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
"""Signs that no XML may hold, and those that are not seen but turn the text around them."""

_SPACES = re.compile(r"[ \n]+")
NBSP = "\u00a0"
_BREAKS = re.compile(r"[\u2028\u2029\x0b\x0c]|\r\n?")


def clean(text: object) -> str:
    """Text that is text and nothing else. Line breaks stay, empty lines do not."""
    whole = _REFUSED.sub("", _BREAKS.sub("\n", str(text or "")).replace("\t", " "))
    return "\n".join(line for line in (one.strip(" ") for one in whole.split("\n")) if line)


def one_line(text: object) -> str:
    return _SPACES.sub(" ", clean(text)).strip()


def measured(found: Value, enhet: str) -> str:
    """`75,8 %`, `2 133`, `Ja`."""
    amount = value(found)
    if amount is not None:
        return f"{number(amount)}{unit_of(enhet)}".replace(" %", f"{NBSP}%")
    return str(plain(found) or "").replace("\n", " ")


def target(one: IndikatorVerdict) -> str:
    """What is aimed at, with the word that tells in which direction: `Högst 14 %`, `Mer än 0,5`."""
    row = one.row
    goal, base = measured(one.malvarde, row.enhet), measured(row.utgangsvarde, row.enhet)
    amount = value(one.malvarde)
    if row.typ in _BASED:
        return f"{_BASED[row.typ]} {base}" if base else goal
    if row.typ == "Ja/Nej":
        return goal or "Ja"
    if row.typ == "Budget":
        return f"Underskott högst {measured(abs(amount), row.enhet)}" if amount else "Budget i balans"
    if amount is None:
        return goal
    if row.typ == "Högst":
        return f"Högst {goal}"
    if row.typ == "Intervall" and row.malvarde_max is not None:
        return f"{number(amount)}–{measured(row.malvarde_max, row.enhet)}"
    if row.typ == "Förändring":
        return f"{'+' if amount > 0 else ''}{number(amount)}{NBSP}%"
    return goal


_BASED = {"Öka": "Mer än", "Minska": "Mindre än", "Bibehåll": "Minst"}
"""Types whose target is where they began."""
