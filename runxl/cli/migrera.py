"""`runxl migrera`: a workbook from an older template, moved into the current one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.migrera import Migrated


def add(parser: Parser) -> None:
    parser.explain(
        "Bygger en ny arbetsbok ur den senaste mallen med allt som står i den gamla: värden, egna kolumner och\n"
        "Tidigare perioder. Det som inte kan följa med räknas upp. Den gamla arbetsboken ändras inte.\n\n"
        "Svarskod: 0 den nya arbetsboken är skriven, 2 det gick inte.",
        'runxl migrera "Plan 2026.xlsx" -o "Plan 2026 ny mall.xlsx"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken")
    parser.path("-o", "NY.xlsx", "den nya arbetsboken", dest="ut", required=True)
    parser.choices.add_argument(
        "--styrmodell",
        metavar="NAMN",
        default="",
        help="en annan styrmodell, som namn eller fil (.yaml); utelämnas den behåller arbetsboken sin egen, i den "
        "installerade lydelsen om den finns",
    )
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över NY.xlsx om den finns")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.migrera import migrate

    done = migrate(arguments.fil, arguments.ut, styrmodell=arguments.styrmodell, replace=arguments.ersatt)
    answer(arguments, done.to_dict, _lines(done, arguments.fil))
    return 0


def _lines(done: Migrated, old: Path) -> Iterator[Line]:
    from runxl.contract.load import contract

    version = f"mallversion {done.version}" if done.version else "en okänd mallversion"
    yield line((f"{done.file} är skriven: {counted(done.rows, 'rad', 'rader')} från {version}.", "bold"))
    yield line(f"Den nya arbetsboken har mallversion {contract().version}. {old} är orörd.")
    for sheet, title in done.own_columns:
        yield line(f"Egen kolumn: {title} på bladet {sheet} följer med, sist.", indent=2)
    for text in done.placed:
        yield line(text, indent=2)
    if done.left:
        yield line(("Följer inte med:", "doubt"))
        for text in done.left:
            yield line(text, indent=2)
    yield line(f'Beräkna sedan: runxl berakna "{done.file}"')
