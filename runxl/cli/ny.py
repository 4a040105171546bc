"""`runxl ny`: a new workbook."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser, add_about
from runxl.cli.terminal import Line, answer, line
from runxl.svenska import listed

if TYPE_CHECKING:
    from runxl.verbs.ny.new import NewBook


def add(parser: Parser) -> None:
    parser.explain(
        "Skapar en arbetsbok från mallen. En fil som redan finns skrivs inte över utan --ersatt.\n\n"
        "Svarskod: 0 arbetsboken är skapad, 2 det gick inte.",
        'runxl ny "Plan 2026.xlsx" --ar 2026 --namnd "Regionala utvecklingsnämnden"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken som ska skapas (.xlsx)")
    add_about(parser)
    parser.flag("--exempel", "fyll arbetsboken med ett exempel: en nämnds rapport ur regionen")
    parser.path(
        "--fran",
        "FÖRRA.xlsx",
        "börja nästa år ur en arbetsbok: struktur, Ansvarig och Tidigare perioder följer med, "
        "svar och beslut gör det inte",
    )
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över filen om den finns")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.ny.new import new

    done = new(
        arguments.fil,
        styrmodell=arguments.styrmodell,
        year=arguments.ar,
        namnd=arguments.namnd,
        example=arguments.exempel,
        previous=arguments.fran,
        replace=arguments.ersatt,
    )
    told = _next_year(done, arguments.fran) if arguments.fran else _begun(done, example=arguments.exempel)
    answer(arguments, done.to_dict, told)
    return 0


def _begun(done: NewBook, *, example: bool) -> Iterator[Line]:
    todo = "Titta på den i Excel, och kör" if example else "Öppna den i Excel, börja på bladet Start och fyll i. Kör"
    yield line((f"{done.file} är skapad.", "bold"))
    yield line(f'{todo} sedan: runxl validera "{done.file}"')


def _next_year(done: NewBook, previous: Path) -> Iterator[Line]:
    yield line((f"{done.file} är skapad för {done.year}, ur {previous}.", "bold"))
    yield line(f"{done.outcomes} Status, analyser och beslut är tomma; Tidigare perioder följer med.")
    for sheet, numbers in done.ended.items():
        yield line(f"Se över {sheet} som är avslutade eller inte längre följs upp: {listed(numbers)}.", indent=2)
    for text in done.left:
        yield line(text, indent=2)
    yield line(f'Gå igenom målvärden och Ansvarig, och kör sedan: runxl validera "{done.file}"')
