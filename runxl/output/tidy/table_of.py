"""The rows of many workbooks → one table, in which each object stands once in each period.

The period's own workbook says it; where that is not there, what a later one remembers. Two that say different things
are told, and none is chosen in silence.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runxl.errors import RunxlError
from runxl.json_face import document
from runxl.output.many import quality
from runxl.output.many.quality import QualityRow, recurring
from runxl.output.tidy.book_rows import OWN, BookRows
from runxl.output.tidy.tidy_columns import COLUMNS, QUALITY_COLUMNS, TidyColumn
from runxl.output.tidy.tidy_row import TidyRow
from runxl.svenska import listed, natural

if TYPE_CHECKING:
    import pandas as pd

SHEET = "Alla perioder"
_COMPARED = (
    "namn", "utfall", "utfall_text", "malvarde", "malvarde_text", "beraknad_status", "faststalld_status",
)  # fmt: skip
_OBJECTS = ("Mål", "Delmål", "Indikator", "Aktivitet", "Uppdrag")
_KINDS = {
    "text": "string", "whole": "int64", "whole or none": "Int64", "number": "float64",
    "date": "datetime64[s]", "time": "datetime64[s]",
}  # fmt: skip
_LONG_AGO = dt.datetime(1, 1, 1)  # noqa: DTZ001 - a cell knows no time zone


@dataclass(frozen=True, slots=True)
class Disputed:
    """Two workbooks that say different things of one object in one period: `chosen` stands in the table."""

    chosen: TidyRow
    other: TidyRow

    @property
    def columns(self) -> tuple[str, ...]:
        """Where they differ."""
        return tuple(name for name in _COMPARED if getattr(self.chosen, name) != getattr(self.other, name))

    def to_dict(self) -> dict[str, Any]:
        about = {name: getattr(self.chosen, name) for name in ("namnd", "ar", "period", "objekt", "nr")}
        return {**about, "kolumner": list(self.columns), "galler": self.chosen.fil, "ocksa": self.other.fil}


@dataclass(frozen=True, slots=True)
class HistoryTable:
    """Every object in every period. `books` are the files that were read or could not be, without their rows."""

    rows: tuple[TidyRow, ...]
    disputed: tuple[Disputed, ...] = ()
    books: tuple[BookRows, ...] = ()
    left_out: int = 0
    """So many units' workbooks are not here, since their plan is."""

    quality: tuple[QualityRow, ...] = ()
    """Every kind of finding in every workbook, also of the units that are not here otherwise."""

    @property
    def read(self) -> tuple[BookRows, ...]:
        return tuple(book for book in self.books if book.report.readable)

    @property
    def faults(self) -> int:
        return sum(book.report.count("fel") for book in self.books)

    @property
    def has_faults(self) -> bool:
        """Whether anything must be mended: exit code 1."""
        return self.faults > 0

    @property
    def periods(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each period in order of time, and the nämnder that are in it."""
        found: dict[tuple[int, int, str], dict[str, None]] = {}
        for row in self.rows:
            found.setdefault((row.ar, row.ordning, row.period), {}).setdefault(row.namnd or "")
        return tuple((f"{period} {ar}", tuple(found[ar, order, period])) for ar, order, period in sorted(found))

    def tidy(self, sheet: str = SHEET) -> tuple[Sequence[TidyColumn], Sequence[TidyRow | QualityRow]]:
        """The columns and rows of `Alla perioder` or of `Datakvalitet`."""
        found: dict[str, tuple[Sequence[TidyColumn], Sequence[TidyRow | QualityRow]]] = {
            SHEET: (COLUMNS, self.rows),
            quality.SHEET: (QUALITY_COLUMNS, self.quality),
        }
        if sheet not in found:
            raise RunxlError(f"Det finns ingen tabell {sheet}. De som finns: {listed([*found])}.")
        return found[sheet]

    def frame(self, sheet: str = SHEET) -> pd.DataFrame:
        """A table in pandas: one kind of value in each column, also where nothing is known."""
        import pandas as pd

        columns_of, rows = self.tidy(sheet)
        values = list(zip(*rows, strict=True)) or [()] * len(columns_of)
        columns = zip(columns_of, values, strict=True)
        return pd.DataFrame({one.name: pd.Series(list(of), dtype=_KINDS[one.kind]) for one, of in columns})

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl historik`; its keys are part of the public contract."""
        return document(
            {
                "filer": len(self.books) + self.left_out,
                "lasta": len(self.read),
                "enheter_ej_med": self.left_out,
                "rader": len(self.rows),
                "perioder": [{"nar": when, "namnder": list(namnder)} for when, namnder in self.periods],
                "ej_placerade": [
                    {"fil": book.report.file, "varfor": book.unplaced} for book in self.read if book.unplaced
                ],
                "olika": [one.to_dict() for one in self.disputed],
                "datakvalitet": [one.to_dict() for one in self.quality],
                "spara_mejl": [one.to_dict() for one in recurring(self.quality)[: quality.FIRST]],
                "ej_lasta": [
                    {"fil": book.report.file, "fynd": [one.to_dict() for one in book.report.findings]}
                    for book in self.books
                    if not book.report.readable
                ],
            }
        )


def table_of(books: Iterable[BookRows]) -> HistoryTable:
    """One table of them all, in order of nämnd, time and Nr."""
    every = tuple(books)
    plans = {book.family for book in every if book.report.readable and not book.enhet and book.family.plan_id}
    told = [book for book in every if not (book.enhet and book.family in plans)]
    chosen, disputed = _chosen(row for book in told for row in book.rows)
    without = tuple(dataclasses.replace(book, rows=()) for book in told)
    return HistoryTable(
        rows=tuple(sorted(chosen, key=_place)),
        disputed=tuple(disputed),
        books=without,
        left_out=len(every) - len(told),
        quality=tuple(sorted((row for book in every for row in book.quality), key=_of_whom)),
    )


def _chosen(rows: Iterable[TidyRow]) -> tuple[Iterable[TidyRow], Iterable[Disputed]]:
    found: dict[tuple[object, ...], TidyRow] = {}
    others: list[TidyRow] = []
    for row in rows:
        stands = found.setdefault(row.key, row)
        if stands is not row:
            first, second = (row, stands) if _rank(row) > _rank(stands) else (stands, row)
            found[row.key] = first
            others.append(second)
    pairs = (Disputed(found[other.key], other) for other in others)
    return found.values(), _each_once(pair for pair in pairs if pair.columns)


def _rank(row: TidyRow) -> tuple[bool, dt.datetime]:
    """What is said first-hand goes before what is remembered, and of those the latest."""
    return row.kalla == OWN, row.beraknad_den or _LONG_AGO


def _each_once(pairs: Iterable[Disputed]) -> Iterable[Disputed]:
    """What many workbooks remember alike is told once."""
    told: dict[tuple[object, ...], Disputed] = {}
    for pair in pairs:
        told.setdefault((*pair.other.key, *(getattr(pair.other, name) for name in _COMPARED)), pair)
    return told.values()


def _place(row: TidyRow) -> tuple[object, ...]:
    objekt = _OBJECTS.index(row.objekt) if row.objekt in _OBJECTS else len(_OBJECTS)
    return natural(row.namnd or ""), natural(row.enhet or ""), row.ar, row.ordning, row.period, objekt, natural(row.nr)


def _of_whom(row: QualityRow) -> tuple[object, ...]:
    """In the order of the other rows, then of the codes; files that could not be read first."""
    order = -1 if row.ordning is None else row.ordning
    return natural(row.namnd or ""), natural(row.enhet or ""), row.ar or 0, order, row.kod, row.fil, row.niva
