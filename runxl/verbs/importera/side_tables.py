"""The plan's other tables: economy, personal and events, known by the contract's own headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from runxl.check import numbers
from runxl.contract.load import contract
from runxl.contract.vocabulary import Column, Table
from runxl.measure.units import canonical_unit, is_measure
from runxl.verbs.importera import cell_values
from runxl.verbs.importera.column_words import meaning_of, undated
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted, label
from runxl.verbs.importera.naming import is_nr, named, plain_nr
from runxl.verbs.importera.others_words import folded, is_elided, is_nothing, one_line
from runxl.verbs.importera.source_blocks import FoundBlock, FoundCell, FoundGrid, FoundHeading, FoundLine, FoundRow
from runxl.verbs.importera.table_shape import has_second_row

TABLES = (
    "handelser", "driftredovisning", "verksamheter", "anslag", "avvikelser", "ramar", "finansiering", "bolag",
    "personal",
)  # fmt: skip
_HEADER_ROWS = 40
_FEWEST = 2
_OTHERS = ("indikator", "aktivitet", "uppdrag", "delmal")
_BEFORE = ("{}_foregaende_ar", "foregaende_ar", "foregaende")
"""The column for the year before: of one that has such a column of its own, or of the table's main one."""

_MONEY = r"\b(tkr|mkr|mnkr|kr|tusen kronor|miljoner kronor)\b"
_UNIT = re.compile(_MONEY, re.IGNORECASE)
_UNIT_OF_ALL = re.compile(
    rf"(?:[(,]|\bbelopp(?:en)?\b[^.;0-9]*)\s*(?:(?:belopp\s+)?i\s+)?{_MONEY}(?=\)|\.?\s*$)", re.IGNORECASE
)
"""In running text a unit may be of one sum: `Ramar (tkr)`, `Ramar, tkr` and `Belopp i tkr` are of them all."""


def is_side_title(text: str) -> bool:
    """Whether a line is the name of one of them and nothing else: what stands below it is about no mål."""
    return folded(text) in {folded(contract().tables[name].sheet) for name in TABLES}


@dataclass(frozen=True, slots=True)
class Side:
    """A table of the contract, by its columns' places in a grid; `above` are the rows over its headers."""

    table: Table
    columns: Mapping[int, Column]
    headers: FoundRow
    above: Sequence[FoundRow]
    rows: Sequence[FoundRow]

    @property
    def label(self) -> int:
        return next(at for at, column in self.columns.items() if column.name == label(self.table.name))


def side_of(grid: FoundGrid, year: int) -> Side | None:
    """The table that a grid is, if it is one of the plan's others."""
    for at, row in enumerate(grid.rows[:_HEADER_ROWS]):
        if len(row.filled) < _FEWEST:
            continue
        heads = [(row, 1)]
        if has_second_row(grid.rows, at):
            heads.insert(0, (_of_two(*grid.rows[at : at + 2]), 2))
        found = [
            (table, _columns(table, head, year), head, deep)
            for head, deep in heads
            for table in map(contract().tables.__getitem__, TABLES)
        ]
        table, columns, head, deep = max(found, key=lambda one: len(one[1]))
        if len(columns) < _FEWEST or len(columns) * 2 < len(head.filled):
            continue
        if not any(meaning_of(head.cell(place).text).name in _OTHERS for place in head.filled if place not in columns):
            return Side(table, columns, head, grid.rows[:at], grid.rows[at + deep :])
    return None


def _of_two(above: FoundRow, below: FoundRow) -> FoundRow:
    """Headers of two rows as one: `Utfall` and below it `apr 2026`, or `Ackumulerat` and below it what it is."""
    cells = []
    for at in range(max(len(above.cells), len(below.cells))):
        said, more = one_line(above.cell(at).text), "" if below.cell(at).joined else one_line(below.cell(at).text)
        cells.append(FoundCell("\n".join(filter(None, (said, more if more != said else "")))))
    return FoundRow(tuple(cells), above.place)


def _columns(table: Table, row: FoundRow, year: int) -> dict[int, Column]:
    """The table's columns by their place; nothing where it lacks the one that says what a row is, or has no value."""
    found: dict[int, Column] = {}
    for place in row.filled:
        text = row.cell(place).text
        column = _column(table, text, year) or _column(table, text.rpartition("\n")[2], year)
        if column is not None and column not in found.values():
            found[place] = column
    names = {column.name for column in found.values()}
    has_value = any(column.type in ("number", "share", "integer") or column.long for column in found.values())
    return found if label(table.name) in names and len(names) > 1 and has_value else {}


def _column(table: Table, header: str, year: int) -> Column | None:
    of, bare, _ = undated(one_line(header))
    known = _titles(table.name)
    found = known.get(folded(header)) or known.get(folded(bare))
    if found is not None and of == year - 1:
        earlier = {name.format(found.name) for name in _BEFORE}
        found = next((column for column in table.columns if column.name in earlier), None)
    return found if of in (None, year, year - 1) else None


@cache
def _titles(name: str) -> Mapping[str, Column]:
    columns = [column for column in contract().tables[name].columns if column.is_input]
    titles = {folded(title): column for column in columns for title in (*column.formerly, column.title)}
    units = {folded(word): column for column in columns if column.name == "enhet" for word in ("Måttenhet", "Enhet")}
    return {**units, **titles}


def over(blocks: Sequence[FoundBlock], at: int) -> list[str]:
    """What stands over a table: the heading, and the lines since that or since the table before."""
    before = blocks[at - 1 :: -1] if at else ()
    heading = next((block.text for block in before if isinstance(block, FoundHeading)), "")
    lines = takewhile(lambda block: isinstance(block, FoundLine), before)
    return [heading, *(block.text for block in lines if isinstance(block, FoundLine))]


def read(context: Context, side: Side, texts: Sequence[str]) -> None:
    """Its rows into the draft; what is none of them is left, and said so. `texts`: what stands over the table."""
    for row in side.above:
        context.draft.leave(row.place, " | ".join(one_line(row.cell(at).text) for at in row.filled))
    for at in side.headers.filled:
        if at not in side.columns and any(row.cell(at).text for row in side.rows):
            header = side.headers.cell(at).text
            context.draft.leave(
                side.headers.place, f"Kolumnen {one_line(header)} hör inte till bladet {side.table.sheet}"
            )
    unit = _unit(side, texts)
    first = True
    for row in side.rows:
        if not row.filled or [cell.text for cell in row.cells] == [cell.text for cell in side.headers.cells]:
            continue
        name = row.cell(side.label)
        if is_nothing(name.text) or is_elided(name.text) or not any(at in side.columns for at in row.filled):
            context.draft.leave(row.place, " | ".join(one_line(row.cell(at).text) for at in row.filled))
            continue
        made = context.draft.aside(side.table.name, cell_values.paragraphs(name.text), row.place)
        if unit:
            made.values["enhet"] = unit
            if first:
                context.draft.tell(made, "enhet", unit, unit, "enheten står i tabellens rubrik", place=row.place)
        _fill(context, side, made, row)
        first = False


def _unit(side: Side, texts: Sequence[str]) -> str:
    """The unit that the headers, the rows above them, or else what stands over it, say for the whole table."""
    if not any(column.name == "enhet" for column in side.table.columns) or any(
        column.name == "enhet" for column in side.columns.values()
    ):
        return ""
    said = " ".join(cell.text for row in (*side.above, side.headers) for cell in row.cells)
    matches = [*_UNIT.finditer(said)] or [match for text in texts for match in _UNIT_OF_ALL.finditer(text)]
    found = {canonical_unit(match[1]) for match in matches}
    return found.pop() if len(found) == 1 else ""


def _fill(context: Context, side: Side, made: Drafted, row: FoundRow) -> None:
    unit_at = next((at for at, column in side.columns.items() if column.name == "enhet"), None)
    if unit_at is not None and (said := one_line(row.cell(unit_at).text)):
        made.values["enhet"] = canonical_unit(said)
    elif side.table.name == "personal" and (said := _unit_beside(side, row)):
        made.values["enhet"] = said
        context.draft.tell(made, "enhet", said, said, "enheten står efter talet", place=row.place)
    enhet = str(made.values.get("enhet") or "")
    for at, column in side.columns.items():
        cell = row.cell(at)
        if at in (side.label, unit_at) or cell.joined or is_nothing(cell.text):
            continue
        if column.type == "ref":
            _refer(context, made, column, cell)
            continue
        read_as = cell_values.read(column, cell, context.styrmodell, enhet=enhet)
        if not read_as.is_sure:
            context.draft.doubt(made, column.name, cell.text, read_as.maybe, read_as.why, place=row.place)
        elif read_as.value not in (None, ""):
            made.values[column.name] = read_as.value


def _unit_beside(side: Side, row: FoundRow) -> str:
    """A unit that stands after the number itself."""
    texts = [row.cell(at).text for at, column in side.columns.items() if column.type == "number"]
    found = next((said for text in texts if (said := numbers.read_text(text).unit)), "")
    return canonical_unit(found) if is_measure(found) else ""


def _refer(context: Context, made: Drafted, column: Column, cell: FoundCell) -> None:
    """`Regionmål 3`, `3` or the mål's own words."""
    one = named(cell.text, column=column.name)
    known = context.draft.named(column.ref, one.text)
    nr = plain_nr(cell.text) if is_nr(cell.text) else one.nr or (known.nr if known else "")
    if nr:
        made.values[column.name] = nr
    else:
        context.draft.doubt(made, column.name, cell.text, "", "det går inte att se vilket mål som menas")


def missing(draft_rows: Mapping[str, Sequence[Drafted]]) -> Iterator[tuple[Drafted, str, str]]:
    """What the tables need and the sources do not say: said once for each table."""
    for name, rows in draft_rows.items():
        if name not in TABLES:
            continue
        table = contract().tables[name]
        for column in table.columns:
            lacking = [row for row in rows if row.values.get(column.name) in (None, "")]
            if column.name in ("enhet", "niva") and lacking:
                yield lacking[0], column.name, f"källan säger inte {column.title} för {len(lacking)} av tabellens rader"
