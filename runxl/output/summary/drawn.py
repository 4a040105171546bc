"""A workbook as it travels from where it is read to where it is written: its facts, and its lists as rows of XML."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from runxl.output.summary import found, measures
from runxl.output.summary.facts import BookFacts
from runxl.output.summary.gather import FOUND, LISTINGS
from runxl.output.summary.lines import Column, columns, lines
from runxl.output.summary.listing import LEAD, Field
from runxl.output.summary.measures import Trend
from runxl.output.summary.scope import lead

INDIKATORER = "indikatorer"

Styles = Mapping[str, Sequence[str]]
"""For each list, the attribute of each column's cells that says how they look in the workbook that is written."""


class Drawn(NamedTuple):
    """Of the lists only their lines are left, but for the findings: they get links where they are written."""

    facts: BookFacts
    lines: Mapping[str, Sequence[bytes]]
    trends: Sequence[Trend]


def drawn(facts: BookFacts, styles: Styles) -> Drawn:
    """What tells workbooks apart stands first in every row."""
    head = lead(facts.head)
    listed = {name: [(*head, *row) for row in facts.lists[name]] for name in LISTINGS if facts.lists.get(name)}
    listed[FOUND] = list(facts.lists[FOUND])
    done = {name: lines(columns_of(name), styles[name], rows) for name, rows in listed.items()}
    trends = tuple(measures.trends(facts.lists.get(INDIKATORER, ())))
    kept = dataclasses.replace(facts, lists={FOUND: facts.lists[FOUND]})
    return Drawn(kept, done, trends)


@cache
def columns_of(name: str) -> tuple[Column, ...]:
    return field_columns(found.FIELDS if name == FOUND else (*LEAD, *LISTINGS[name].fields))


def field_columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    """The columns of a list sheet."""
    wrapped = [field.look in ("text", "status", "link") for field in fields]
    bare = [place for place, field in enumerate(fields) if field in LEAD or field.look == "quiet"]
    return columns([field.width for field in fields], wrapped, bare)
