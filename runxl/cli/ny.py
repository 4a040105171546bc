"""`runxl ny`: a new workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from runxl import resources
from runxl.cli.parser import add_command, year


def add(commands: Any, summary: str) -> None:
    parser = add_command(
        commands,
        "ny",
        summary,
        "Skapar en arbetsbok från mallen. En fil som redan finns skrivs inte över utan --ersatt.",
        'runxl ny "Plan 2026.xlsx" --ar 2026 --namnd "Regionala utvecklingsnämnden"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken som ska skapas (.xlsx)")
    parser.choices.add_argument(
        "--styrmodell",
        metavar="NAMN",
        default="",
        help=f"regionens styrmodell: {_styrmodeller()}; utelämnas den gäller den förvalda",
    )
    parser.choices.add_argument("--ar", metavar="ÅÅÅÅ", type=year, help="året som arbetsboken gäller")
    parser.choices.add_argument("--namnd", metavar="NAMN", default="", help="nämndens namn")
    parser.choices.add_argument(
        "--exempel", action="store_true", help="fyll arbetsboken med ett exempel: en nämnds rapport ur regionen"
    )
    parser.choices.add_argument(
        "--fran",
        metavar="FÖRRA.xlsx",
        type=Path,
        help="börja nästa år ur en arbetsbok: struktur, Ansvarig och Historik följer med, svar och beslut gör det inte",
    )
    parser.choices.add_argument("--ersatt", action="store_true", help="skriv över filen om den finns")
    parser.set_defaults(run=run)


def _styrmodeller() -> str:
    """The names there are, by their files: reading what is in them would make every `--help` slower."""
    return " eller ".join(sorted(path.stem for path in (resources.validation() / "styrmodeller").glob("*.yaml")))


def run(arguments: argparse.Namespace) -> int:
    return _next_year(arguments) if arguments.fran else _new(arguments)


def _new(arguments: argparse.Namespace) -> int:
    from runxl.cli.terminal import line, show
    from runxl.template.new import new

    path = new(
        arguments.fil,
        styrmodell=arguments.styrmodell,
        ar=arguments.ar,
        namnd=arguments.namnd,
        exempel=arguments.exempel,
        replace=arguments.ersatt,
    )
    if arguments.exempel:
        todo = f'Titta på den i Excel, och kör sedan: runxl validera "{path}"'
    else:
        todo = f'Öppna den i Excel, börja på bladet Start och fyll i. Kör sedan: runxl validera "{path}"'
    show([line((f"{path} är skapad.", "bold")), line(todo)])
    return 0


def _next_year(arguments: argparse.Namespace) -> int:
    from runxl.cli.terminal import line, show
    from runxl.verbs.ny import next_year

    done = next_year(
        arguments.fil,
        arguments.fran,
        ar=arguments.ar,
        namnd=arguments.namnd,
        styrmodell=arguments.styrmodell,
        exempel=arguments.exempel,
        replace=arguments.ersatt,
    )
    lines = [
        line((f"{done.file} är skapad för {done.ar}, ur {arguments.fran}.", "bold")),
        line("Utfall står nu som Tidigare utfall. Status, analyser och beslut är tomma; Historik följer med."),
    ]
    for sheet, numbers in done.ended.items():
        lines.append(line(f"Se över {sheet}: {', '.join(numbers)} är avslutade eller följs inte längre upp.", indent=2))
    lines.append(line(f'Gå igenom målvärden och Ansvarig, och kör sedan: runxl validera "{done.file}"'))
    show(lines)
    return 0
