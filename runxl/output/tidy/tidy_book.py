"""The table as a workbook: Alla perioder to filter and pivot, data quality, what was read and is told differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.output.file_links import MOST_ROWS
from runxl.output.many import looks, quality
from runxl.output.many.facts import FactRow
from runxl.output.many.list_sheet import ListSheet
from runxl.output.many.listing import Field, Listing, ListLook
from runxl.output.many.row_book import row_book
from runxl.output.tidy.table_of import SHEET, Disputed, HistoryTable
from runxl.output.tidy.tidy_columns import COLUMNS, TidyKind
from runxl.template.formats import Formats

_STATUSES = ("status", "beraknad_status", "faststalld_status", "prognos", "beraknad_vid_beslut")
_LOOKS: Mapping[TidyKind, ListLook] = {
    "text": "short",
    "whole": "centre",
    "whole or none": "centre",
    "number": "amount",
    "date": "date",
    "time": "date",
}
_BOOKS = (
    Field("Fil", 60), Field("Nämnd", 28), Field("Enhet", 20), Field("Period", 16, "short"), Field("Fel", 8, "whole"),
    Field("Med i tabellen", 44),
)  # fmt: skip
_DISPUTED = (
    Field("Nämnd", 26), Field("Period", 16, "short"), Field("Objekt", 12, "short"), Field("Nr", 9, "key"),
    Field("Kolumn", 18, "short"), Field("Gäller", 24), Field("Enligt", 40), Field("Också sagt", 24), Field("I", 40),
)  # fmt: skip
_COLUMNS = (
    Field("Rubrik", 20), Field("Namn i csv och parquet", 24), Field("Innehåll", 14, "short"), Field("Betyder", 70),
)  # fmt: skip
_KINDS: Mapping[TidyKind, str] = {
    "text": "text",
    "whole": "heltal",
    "whole or none": "heltal",
    "number": "tal",
    "date": "datum",
    "time": "tidpunkt",
}


def write_book(table: HistoryTable, path: Path) -> None:
    """Writes the workbook whole or not at all."""
    if len(table.rows) > MOST_ROWS:
        raise RunxlError(
            f"Tabellen har {len(table.rows)} rader, fler än ett blad i Excel rymmer. Skriv den som .csv eller .parquet."
        )
    with row_book(path, backup=True) as book:
        _write(book, table)


def _write(book: Any, table: HistoryTable) -> None:
    formats = Formats(book)
    rules = list(looks.rules(formats, [contract().default_styrmodell]))
    sheets = []
    for listing, rows in _parts(table):
        made = ListSheet(book, listing, formats)
        made.extend_with(rows)
        made.finish(rules)
        sheets.append(made)
    sheets[0].sheet.freeze_panes(1, _place("namn") + 1)
    if not any(row.enhet for row in table.rows):
        sheets[0].hide(_place("enhet"))
    sheets[0].hide(_place("ordning"))
    for one in sheets:
        one.sheet.set_landscape()
        one.sheet.set_paper(9)
    for one in sheets[1:]:
        one.sheet.fit_to_pages(1, 0)


def _parts(table: HistoryTable) -> Iterator[tuple[Listing, Iterable[FactRow]]]:
    nothing = "Inga perioder har följts upp i arbetsböckerna."
    yield Listing(sheet=SHEET, fields=_fields(), empty=nothing), table.rows
    yield quality.LISTING, quality.rows(table.quality)
    yield Listing(sheet="Arbetsböcker", fields=_BOOKS, empty="Inga arbetsböcker."), _books(table)
    yield Listing(sheet="Olika uppgifter", fields=_DISPUTED, empty="Inget sägs olika."), _disputed(table.disputed)
    yield Listing(sheet="Kolumner", fields=_COLUMNS, empty=""), _columns()


def _fields() -> tuple[Field, ...]:
    return tuple(Field(one.title, one.width, _look(one.name, one.kind)) for one in COLUMNS)


def _look(name: str, kind: TidyKind) -> ListLook:
    if name == "maluppfyllelse":
        return "share"
    return "status" if name in _STATUSES else _LOOKS[kind]


def _place(name: str) -> int:
    return next(place for place, one in enumerate(COLUMNS) if one.name == name)


def _books(table: HistoryTable) -> Iterator[FactRow]:
    for book in table.books:
        told = "Ja" if book.report.readable else "Nej, filen går inte att läsa"
        if book.report.readable and book.unplaced:
            told = f"Bara Tidigare perioder: {book.unplaced}"
        yield book.report.file, book.namnd, book.enhet, book.when, book.report.count("fel"), told


def _disputed(disputed: Sequence[Disputed]) -> Iterator[FactRow]:
    titles = {one.name: one.title for one in COLUMNS}
    for one in disputed:
        row, other = one.chosen, one.other
        for name in one.columns:
            about = (row.namnd, f"{row.period} {row.ar}", row.objekt, row.nr, titles[name])
            yield *about, getattr(row, name), row.fil, getattr(other, name), other.fil


def _columns() -> Iterator[FactRow]:
    for one in COLUMNS:
        yield one.title, one.name, _KINDS[one.kind], one.help
