"""A workbook as it travels from where it is read to where it is written: its facts, and its lists as rows of XML."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from runxl.output.many import collection, found, indikator_list
from runxl.output.many.facts import BookFacts, FactRow, without_texts
from runxl.output.many.gather import FOUND
from runxl.output.many.indikator_list import Trend
from runxl.output.many.lines import LineColumn, columns, lines
from runxl.output.many.listing import LEAD, Field
from runxl.output.many.lists import listings
from runxl.output.many.scope import lead

INDIKATORER = "indikatorer"

Styles = Mapping[str, Sequence[str]]
"""For each list, the attribute of each column's cells that says how they look in the workbook that is written."""


class Drawn(NamedTuple):
    """Of the lists only their lines are left, but for the findings: they get links where they are written."""

    facts: BookFacts
    lines: Mapping[str, Sequence[bytes]]
    trends: Sequence[Trend]


def drawn(several: Sequence[BookFacts], styles: Styles) -> list[Drawn]:
    """Their lists together, since lines are made column by column."""
    made: list[dict[str, Sequence[bytes]]] = [{} for _ in several]
    for name in (*listings(), FOUND, collection.SHEET):
        rows = [_rows(one, name) for one in several]
        done = iter(lines(columns_of(name), styles[name], [*chain.from_iterable(rows)]))
        for own, of_one in zip(made, rows, strict=True):
            if of_one:
                own[name] = [*islice(done, len(of_one))]
    return [_without_lists(one, own) for one, own in zip(several, made, strict=True)]


def _rows(facts: BookFacts, name: str) -> Sequence[FactRow]:
    """What tells workbooks apart stands first in every row of what a workbook lists."""
    if name == collection.SHEET:
        return (collection.row(facts),)
    rows = facts.lists.get(name, ())
    if name == FOUND or not rows:
        return rows
    head = lead(facts.head)
    return [head + row for row in rows]


def _without_lists(facts: BookFacts, made: Mapping[str, Sequence[bytes]]) -> Drawn:
    trends = tuple(indikator_list.trends(facts.lists.get(INDIKATORER, ())))
    findings = facts.lists[FOUND]
    kept = dataclasses.replace(without_texts(facts), lists={FOUND: findings} if findings else {})
    return Drawn(kept, made, trends)


@cache
def columns_of(name: str) -> tuple[LineColumn, ...]:
    own = {FOUND: found.LISTING.fields, collection.SHEET: collection.LISTING.fields}
    return field_columns(own[name] if name in own else (*LEAD, *listings()[name].fields))


def field_columns(fields: Sequence[Field]) -> tuple[LineColumn, ...]:
    wrapped = [field.look in ("text", "status", "link") for field in fields]
    bare = [place for place, field in enumerate(fields) if field in LEAD or field.look == "quiet"]
    return columns([field.width for field in fields], wrapped, bare)
