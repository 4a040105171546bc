"""`runxl sammanfatta`: one workbook about many."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.executor import add_executor, add_memory, executor
from runxl.cli.parser import add_command

if TYPE_CHECKING:
    from runxl.cli.terminal import Line
    from runxl.verbs.sammanfatta import Summarized


def add(commands: Any, summary: str) -> None:
    parser = add_command(
        commands,
        "sammanfatta",
        summary,
        "Läser arbetsböcker och hela mappar, bedömer var och en i dess egen period och skriver en ny arbetsbok om\n"
        "dem: läget i korthet med diagram, varje mål i varje nämnd eller enhet, skälet till varje status, trender,\n"
        "vad som behöver uppmärksammas, förändringar, uppdrag, vilka som har svarat och alla fynd med länkar.\n"
        "Arbetsböckerna själva ändras inte.\n"
        "Med -o UT.html blir det i stället en sida för webbläsaren: regionen tillsammans, varje mål med nämndernas\n"
        "bedömningar, och en väg in i varje arbetsbok.\n\n"
        "Svarskod: 0 inga fel, 1 minst ett fel (sammanfattningen är skriven), 2 inget gick att läsa eller skriva.",
        'runxl sammanfatta "Plan 2026.xlsx" svar/ -o Sammanfattning.xlsx',
    )
    parser.arguments.add_argument("sokvag", metavar="SÖKVÄG", nargs="+", type=Path, help="arbetsböcker eller mappar")
    parser.choices.add_argument(
        "-o", dest="ut", metavar="UT.xlsx|UT.html", type=Path, required=True, help="arbetsboken eller sidan som skrivs"
    )
    parser.choices.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    parser.choices.add_argument("--ersatt", action="store_true", help="skriv över UT om den finns")
    add_executor(parser)
    add_memory(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.progress import progress
    from runxl.cli.terminal import say_skipped, show, show_json
    from runxl.verbs.sammanfatta import summarize

    with executor(arguments) as who:
        done = summarize(
            arguments.sokvag,
            arguments.ut,
            replace=arguments.ersatt,
            progress=progress,
            executor=who,
            memory=arguments.minne,
        )
    say_skipped(done.skipped)
    if arguments.json:
        show_json(done.to_dict())
    else:
        show(_lines(done))
    return int(done.has_faults)


def _lines(done: Summarized) -> Iterator[Line]:
    """What it covers, how the latest period stands, and where the rest is."""
    from runxl.cli.findings_text import counted
    from runxl.cli.terminal import line

    yield line((done.covered, "bold"))
    for when, sentences in done.headlines:
        if len(done.region.rounds) > 1:
            yield line((when, "bold"), indent=2)
        for said in sentences:
            yield line(said, indent=2, hang=2)
    yield line(f"{counted(done.faults, 'fel', 'fel')}, {counted(done.warnings, 'varning', 'varningar')}", indent=2)
    yield line(f"Sammanfattningen står i {done.out}.")
