"""`runxl ny`: a new workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from runxl.cli.parser import add_command, year


def add(commands: Any) -> None:
    parser = add_command(
        commands,
        "ny",
        "skapa en ny arbetsbok",
        "Skapar en arbetsbok från mallen. En fil som redan finns skrivs inte över utan --ersatt.",
        'runxl ny "Plan 2026.xlsx" --ar 2026 --namnd "Regionala utvecklingsnämnden"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken som ska skapas (.xlsx)")
    parser.choices.add_argument(
        "--styrmodell", metavar="NAMN", default="vasterbotten", help="vasterbotten (förvalt) eller norrbotten"
    )
    parser.choices.add_argument("--ar", metavar="ÅÅÅÅ", type=year, help="året som arbetsboken gäller")
    parser.choices.add_argument("--namnd", metavar="NAMN", default="", help="nämndens namn")
    parser.choices.add_argument(
        "--exempel", action="store_true", help="fyll arbetsboken med ett exempel: Årsrapport 2024"
    )
    parser.choices.add_argument("--ersatt", action="store_true", help="skriv över filen om den finns")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.terminal import line, show
    from runxl.workbook.build.new import new

    path = new(
        arguments.fil,
        styrmodell=arguments.styrmodell,
        ar=arguments.ar,
        namnd=arguments.namnd,
        exempel=arguments.exempel,
        ersatt=arguments.ersatt,
    )
    if arguments.exempel:
        todo = f'Titta på den i Excel, och kör sedan: runxl validera "{path}"'
    else:
        todo = f'Öppna den i Excel, börja på bladet Start och fyll i. Kör sedan: runxl validera "{path}"'
    show([line((f"{path} är skapad.", "bold")), line(todo)])
    return 0
