"""Texts as a slide can bear them, and values as a reader wants them."""

from __future__ import annotations

import re

from runxl.assessment.measured import measured
from runxl.assessment.typer import value
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Value
from runxl.output.said.clean import clean
from runxl.svenska import number

_SPACES = re.compile(r"[ \n]+")
NBSP = "\u00a0"


def tidy(text: object) -> str:
    """Text that is text and nothing else. Line breaks stay, empty lines do not."""
    return "\n".join(line for line in (one.strip(" ") for one in clean(str(text or "")).split("\n")) if line)


def one_line(text: object) -> str:
    return _SPACES.sub(" ", tidy(text)).strip()


def measure(found: Value, enhet: str) -> str:
    """`75,8 %`, `2 133`, `Ja`."""
    return measured(found, enhet).replace(" %", f"{NBSP}%").replace("\n", " ")


def target(one: IndikatorVerdict) -> str:
    """What is aimed at, with the word that tells in which direction: `Högst 14 %`, `Mer än 0,5`."""
    row = one.row
    goal, base = measure(one.malvarde, row.enhet), measure(row.utgangsvarde, row.enhet)
    amount = value(one.malvarde)
    if row.typ in _BASED:
        return f"{_BASED[row.typ]} {base}" if base else goal
    if row.typ == "Ja/Nej":
        return goal or "Ja"
    if row.typ == "Budget":
        return f"Underskott högst {measure(abs(amount), row.enhet)}" if amount else "Budget i balans"
    if amount is None:
        return goal
    if row.typ == "Högst":
        return f"Högst {goal}"
    if row.typ == "Intervall" and row.malvarde_max is not None:
        return f"{number(amount)}–{measure(row.malvarde_max, row.enhet)}"
    if row.typ == "Förändring":
        return f"{'+' if amount > 0 else ''}{number(amount)}{NBSP}%"
    return goal


_BASED = {"Öka": "Mer än", "Minska": "Mindre än", "Bibehåll": "Minst"}
"""Types whose target is where they began."""
