"""`runxl demo`: a whole round with the facts of 2024, from the plan to the nämnd's summary, told step by step."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import add_command

if TYPE_CHECKING:
    from runxl.cli.terminal import Line
    from runxl.verbs.demo import Folder


def add(commands: Any, summary: str) -> None:
    parser = add_command(
        commands,
        "demo",
        summary,
        "Visar ett helt varv med uppgifter ur en årsrapport för 2024: planen, utskicket till enheterna, deras svar,\n"
        "kontrollen, insamlingen, beräkningen och sammanställningen. Allt läggs i en egen mapp.",
        "runxl demo exempel/",
    )
    parser.arguments.add_argument(
        "mapp", metavar="MAPP", type=Path, nargs="?", default=Path("demo"), help="mappen för exemplet (förvalt: demo)"
    )
    parser.choices.add_argument("--ersatt", action="store_true", help="gör om ett tidigare exempel från början")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.assessment_text import PIPE_WIDTH
    from runxl.cli.terminal import show
    from runxl.verbs.demo import prepare

    for step in _steps(prepare(arguments.mapp, replace=arguments.ersatt)):
        show(step, PIPE_WIDTH)
    return 0


def _steps(folder: Folder) -> Iterator[list[Line]]:
    """One step after the other: each is done when its lines are shown."""
    yield _plan(folder)
    yield _send(folder)
    yield from _receive(folder)
    yield _collect(folder)
    yield _compute(folder)
    yield _summarise(folder)
    yield _next(folder)


def _step(heading: str, said: list[str], command: str) -> list[Line]:
    from runxl.cli.terminal import line

    told = [line((heading, "bold")), *(line(text, indent=3) for text in said)]
    return [*told, line((f"runxl {command}", "muted"), indent=3), line()]


def _plan(folder: Folder) -> list[Line]:
    from runxl.verbs.demo import make_plan

    make_plan(folder.plan)
    said = ["Nämndens plan för 2024, med mål, delmål, indikatorer, aktiviteter och uppdrag. Ingen enhet har svarat än."]
    return _step(f"1. Planen: {folder.plan}", said, f'ny "{folder.plan}"')


def _send(folder: Folder) -> list[Line]:
    from runxl.verbs.dela.split import split
    from runxl.verbs.demo import ANSWER_BY

    done = split(folder.plan, folder.sent, answer_by=ANSWER_BY)
    units = ", ".join(part.unit for part in done.parts)
    said = [f"{len(done.parts)} arbetsböcker, en för varje enhet: {units}."]
    command = f'dela "{folder.plan}" -o {folder.sent} --svar-senast {ANSWER_BY}'
    return _step(f"2. Utskicket: {folder.sent}", said, command)


def _receive(folder: Folder) -> Iterator[list[Line]]:
    """The answers come back, one with a fault; it is told of, and mended."""
    from runxl.cli.findings_text import counts
    from runxl.cli.hints import remedy
    from runxl.verbs.demo import answer, correct
    from runxl.verbs.validera.validate import validate

    careless = answer(folder)
    report = validate([folder.answers]).report
    said = [f"Enheterna har fyllt i och svarat. Kontrollen av {len(report.files)} svar ger {counts(report.files)}:"]
    said += [
        f"{Path(one.file).name}, {one.sheet} {one.cell}: {one.message} {remedy(one)}"
        for file in report.files
        for one in file.findings
        if one.is_fault
    ]
    correct(folder, careless)
    said.append(f"{careless.stem} rättar och svarar igen.")
    yield _step(f"3. Svaren: {folder.answers}", said, f"validera {folder.answers}")


def _collect(folder: Folder) -> list[Line]:
    from runxl.cli.findings_text import counted
    from runxl.verbs.samla.collect import collect

    done = collect(folder.answers, folder.plan)
    answered = sum(1 for file in done.files if file.status == "läst")
    cells, rows = counted(done.cells, "cell", "celler"), counted(done.rows, "rad", "rader")
    said = [f"{answered} av {len(done.units)} enheter har svarat. {cells} på {rows} är införda, inget annat är ändrat."]
    return _step("4. Insamlingen", said, f'samla {folder.answers} --till "{folder.plan}"')


def _compute(folder: Folder) -> list[Line]:
    from runxl.verbs.berakna import berakna

    done = berakna(folder.plan)
    said = [f"{done.assessment.namnd}, {done.assessment.period} {done.assessment.ar}:", *done.assessment.headlines]
    said.append("Varje status har sin förklaring på raden, och bladet Sammanfattning är skrivet.")
    return _step("5. Måluppfyllelsen", said, f'berakna "{folder.plan}"')


def _summarise(folder: Folder) -> list[Line]:
    from runxl.verbs.sammanfatta import summarize

    summarize([folder.plan, folder.answers], folder.summary)
    said = [f"{folder.summary}: en arbetsbok för ledningen, med diagram, det som behöver uppmärksammas och alla fynd."]
    command = f'sammanfatta "{folder.plan}" {folder.answers} -o "{folder.summary}"'
    return _step("6. Sammanställningen", said, command)


def _next(folder: Folder) -> list[Line]:
    from runxl.cli.terminal import line

    return [line((f"Öppna {folder.plan} i Excel, på bladet Sammanfattning.", "bold"))]
