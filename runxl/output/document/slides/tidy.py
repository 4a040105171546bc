"""Texts as a slide can bear them, and values as a reader wants them."""

from __future__ import annotations

import re

from runxl.assessment.verdicts import IndikatorVerdict
from runxl.measure.values import Value
from runxl.measure.worded import measured
from runxl.output.said.clean import clean
from runxl.svenska import NBSP

_SPACES = re.compile(r"[ \n]+")


def tidy(text: object) -> str:
    """Text that is text and nothing else. Line breaks stay, empty lines do not."""
    return "\n".join(line for line in (one.strip(" ") for one in clean(str(text or "")).split("\n")) if line)


def one_line(text: object) -> str:
    return _SPACES.sub(" ", tidy(text)).strip()


def measure(found: Value, enhet: str) -> str:
    """`75,8 %`, `2 133`, `Ja`."""
    return _unbroken(measured(found, enhet))


def target(one: IndikatorVerdict, period: str) -> str:
    """What is aimed at: `Högst 14 %`, `Mer än 0,5`; the year's beside that of the period, `30 apr, 90 helår`."""
    year = one.row.aim(one.row.malvarde)
    now = "" if one.row.periodmal is None else one.row.aim(one.row.periodmal)
    return _unbroken(f"{now} {period}, {year} helår" if now and year else now or year)


def _unbroken(text: str) -> str:
    """On one line, with each number beside its percent sign."""
    return text.replace(" %", f"{NBSP}%").replace("\n", " ")
