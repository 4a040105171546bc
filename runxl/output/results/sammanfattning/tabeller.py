"""Sammanfattning's lists of the tables that are not assessed. A list stands there only if its table has rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from runxl.contract.vocabulary import DataRow
from runxl.measure.values import plain_number
from runxl.output.said.presented import presented
from runxl.output.said.shown import AMOUNTS, ShownTable, ToldValue
from runxl.output.said.source import Source
from runxl.output.said.unassessed import is_sum, shared_unit
from runxl.template.sections import Section, SectionLine, opening, sections
from runxl.workbook import places as layout
from runxl.workbook.edits import Written

_LOOKS = {"status": "status", "date": "date"}


def table_lists(source: Source) -> Iterator[SectionLine]:
    """Every list that has something to say, each with its heading and a blank line after it."""
    own = {section.name for section in sections(source.basis.styrmodell)}
    for name, one in presented().items():
        rows = one.rows(source) if name not in own else ()
        if rows:
            yield from opening(_section(one, source, rows))
            yield from (table_line(one, source, row) for row in rows)
            if hint := one.hint(source, rows):
                yield SectionLine(layout.HINT, (hint,))
            yield SectionLine(layout.BLANK)


def table_line(one: ShownTable, source: Source, row: DataRow) -> SectionLine:
    """A row of a table where there is room for six columns; a sum stands out."""
    values = [_written(column.said(source, row)) for column in one.brief]
    amounts = [value for column, value in zip(one.brief, values, strict=True) if column.kind in AMOUNTS]
    # Thousands are set apart; if one of a row's amounts has decimals they all show theirs.
    amount = "decimals" if any(isinstance(value, float) for value in amounts) else "amount"
    looks = [amount if column.kind in AMOUNTS else _LOOKS.get(column.kind or "", "body") for column in one.brief]
    if is_sum(row, one.named):
        looks[0] = "strong"
    return SectionLine((*looks, *["body"] * (len(layout.LIST_COLUMNS) - len(looks))), tuple(values))


def _written(value: ToldValue) -> Written:
    return plain_number(value) if isinstance(value, Decimal) else value or None


def _section(one: ShownTable, source: Source, rows: Sequence[DataRow]) -> Section:
    """With the unit in its heading, where the whole list has the same and no column tells it."""
    columns = one.brief
    unit = "" if any(column.kind == "unit" for column in columns) else shared_unit(rows)
    return Section(
        one.table.name,
        f"{one.caption} ({unit})" if unit else one.caption,
        tuple(column.heading(source) for column in columns),
        amounts=tuple(place for place, column in enumerate(columns) if column.kind in AMOUNTS),
    )
