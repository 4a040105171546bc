"""`runxl historik`: every period, year and nämnd in one table."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.many_files import add_gathered, gathering
from runxl.cli.parser import Parser
from runxl.cli.stopped import StoppedRunError
from runxl.cli.terminal import Line, answer, line
from runxl.svenska import counted, listed

if TYPE_CHECKING:
    from runxl.output.tidy.table_of import HistoryTable


def add(parser: Parser) -> None:
    parser.explain(
        "Läser arbetsböcker, sparade kopior av tidigare perioder och hela mappar, och skriver en tabell: en rad för\n"
        "varje mål, delmål, indikator, aktivitet och uppdrag i varje period, med utfall, målvärde, beräknad och\n"
        "fastställd status, av vem, när och prognos. Periodens egen arbetsbok bedöms på nytt; där den inte är med\n"
        "gäller det som en senare arbetsbok har i Tidigare perioder. Sägs något olika står det vad och var.\n\n"
        "Namnet avgör formatet: .xlsx att filtrera i, .csv och .parquet för program. I csv och parquet är varje\n"
        "kolumn av ett slag. Handboken visar frågor att ställa till tabellen. Arbetsböckerna själva ändras inte.\n\n"
        "Svarskod: 0 inga fel, 1 minst ett fel i arbetsböckerna (tabellen är skriven), 2 inget gick att läsa eller\n"
        "skriva.",
        "runxl historik planer/ -o Historik.parquet",
    )
    add_gathered(parser, "UT", "tabellen: UT.xlsx, UT.csv eller UT.parquet")
    parser.path(
        "--datakvalitet",
        "FIL",
        "en tabell till, FIL.csv eller FIL.parquet: varje slags fynd i varje arbetsbok; i UT.xlsx är den ett blad",
    )


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.historik import NoHistoryError, history

    try:
        with gathering(arguments) as how:
            table = history(arguments.sokvag, arguments.ut, quality=arguments.datakvalitet, **how)
    except NoHistoryError as error:
        raise StoppedRunError(error, error.table.to_dict()) from error
    answer(arguments, table.to_dict, _lines(table, arguments.ut, arguments.datakvalitet))
    return int(table.has_faults)


_SHOWN = 5


def _lines(table: HistoryTable, out: Path, quality: Path | None) -> Iterator[Line]:
    """How much there is, of which periods and nämnder, what is told differently, and what would save most mails."""
    from runxl.output.many.quality import FIRST, recurring

    books = counted(len(table.books) + table.left_out, "arbetsbok", "arbetsböcker")
    yield line((f"{counted(len(table.rows), 'rad', 'rader')} ur {books}", "bold"))
    for when, namnder in table.periods:
        yield line(f"{when}: {listed([one or '(utan nämnd)' for one in namnder])}", indent=2, hang=2)
    if table.left_out:
        yield line("Enheternas arbetsböcker är inte med, eftersom planen de hör till är det.", indent=2)
    for book in table.read:
        if book.unplaced:
            yield line(f"{book.report.file}: bara Tidigare perioder är med ({book.unplaced}).", indent=2, hang=2)
    for book in table.books:
        if not book.report.readable:
            yield line(f"{book.report.file} gick inte att läsa.", indent=2, hang=2)
    for one in table.disputed[:_SHOWN]:
        row = one.chosen
        about = " ".join(filter(None, (row.namnd, f"{row.period} {row.ar},", row.objekt.lower(), row.nr)))
        where = f"{listed(one.columns)} sägs olika i {row.fil} och {one.other.fil}. Den förra gäller."
        yield line(f"{about}: {where}", indent=2, hang=2)
    if len(table.disputed) > _SHOWN:
        yield line(f"{len(table.disputed) - _SHOWN} uppgifter till sägs olika.", indent=2)
    if table.has_faults:
        yield line(f"{table.faults} fel i arbetsböckerna; runxl validera visar dem.", indent=2)
    mails = recurring(table.quality)[:FIRST]
    if mails:
        yield line("Det som skulle spara flest mejl:", indent=2)
    yield from (line(one.said, indent=4, hang=2) for one in mails)
    yield line(f"Tabellen står i {out}{f', datakvaliteten i {quality}' if quality else ''}.")
