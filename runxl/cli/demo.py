"""`runxl demo`: a nämnd's year with the facts of 2024, from the plan to the next one, told step by step."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.hints import remedy
from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, line, show
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.assessment.assessed import Assessment
    from runxl.verbs.demo.folder import Folder


def add(parser: Parser) -> None:
    parser.explain(
        "Visar ett år i en nämnd: planen, två delårsrapporter med utskick, svar, kontroll, insamling och beräkning,\n"
        "årsrapporten och nästa års plan. Hur året slutade är hämtat ur en årsrapport för 2024; svaren i april och\n"
        "augusti är påhittade för visningen. Allt läggs i en egen mapp.\n\n"
        "Svarskod: 0 exemplet är gjort, 2 det gick inte.",
        "runxl demo exempel/",
    )
    parser.arguments.add_argument(
        "mapp", metavar="MAPP", type=Path, nargs="?", default=Path("demo"), help="mappen för exemplet (förvalt: demo)"
    )
    parser.flag("--ersatt", "gör om ett tidigare exempel från början")


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.assessment_text import PIPE_WIDTH
    from runxl.verbs.demo.folder import prepare

    for step in _steps(prepare(arguments.mapp, replace=arguments.ersatt)):
        show(step, PIPE_WIDTH)
    return 0


def _steps(folder: Folder) -> Iterator[list[Line]]:
    """One step after the other: each is done when its lines are shown."""
    from runxl.verbs.demo.example_facts import periods

    first, second, last = periods()
    yield _plan(folder)
    yield _begin(folder, first)
    yield _receive(folder, first)
    yield _collect(folder, first)
    told = [_compute(folder, first)]
    yield told[0][1]
    told.append(_round(folder, second, "6"))
    yield told[1][1]
    told.append(_round(folder, last, "7"))
    yield told[2][1]
    yield _report(folder)
    yield _next(folder)
    yield _year(folder, [assessment for assessment, _ in told])


def _step(heading: str, said: list[str], *commands: str) -> list[Line]:
    told = [line((heading, "bold")), *(line(text, indent=3) for text in said)]
    return [*told, *(line((f"runxl {command}", "muted"), indent=3) for command in commands), line()]


def _plan(folder: Folder) -> list[Line]:
    from runxl.verbs.demo.people import make_plan

    make_plan(folder.plan, "Nämndplan")
    said = ["Nämndens plan för 2024, med mål, delmål, indikatorer, aktiviteter och uppdrag. Ingen enhet har svarat än."]
    return _step(f"1. Planen: {folder.plan}", said, f'ny "{folder.plan}"')


def _begin(folder: Folder, period: str) -> list[Line]:
    sent = _stepped_and_sent(folder, period)
    said = [
        f"Planen är nu i {period}, med tomma svar. Planen som den antogs finns kvar i en egen fil.",
        f"{len(sent)} arbetsböcker är utskickade, en för varje enhet: {', '.join(sent)}.",
    ]
    return _step(f"2. {period} börjar: {folder.sent(period)}", said, *_commands(folder, period)[:2])


def _stepped_and_sent(folder: Folder, period: str) -> list[str]:
    """The step to the period and what is sent out in it; the names of the units that are asked."""
    from runxl.verbs.dela.split import split
    from runxl.verbs.demo.people import ANSWER_BY
    from runxl.verbs.period import advance

    advance(folder.plan, period)
    return [part.unit for part in split(folder.plan, folder.sent(period), answer_by=ANSWER_BY[period]).parts]


def _commands(folder: Folder, period: str) -> tuple[str, ...]:
    from runxl.verbs.demo.people import ANSWER_BY

    return (
        f'period "{folder.plan}" "{period}"',
        f'dela "{folder.plan}" -o "{folder.sent(period)}" --svar-senast {ANSWER_BY[period]}',
        f'samla "{folder.answers(period)}" --till "{folder.plan}"',
        f'berakna "{folder.plan}"',
    )


def _receive(folder: Folder, period: str) -> list[Line]:
    """The answers come back, one with a fault; it is told of, and mended."""
    from runxl.cli.findings_text import counts
    from runxl.verbs.demo.people import answer, correct
    from runxl.verbs.validera.validate import validate

    careless = answer(folder, period, careless=True)
    report = validate([folder.answers(period)]).report
    said = [
        "Enheterna har fyllt i och svarat. Vad som gällde i april är påhittat för exemplet.",
        f"Kontrollen av {len(report.files)} svar ger {counts(report.files)}. Felet:",
    ]
    said += [
        f"{Path(one.file).name}, {one.sheet} {one.cell}: {one.message} {remedy(one)}"
        for file in report.files
        for one in file.findings
        if one.is_fault
    ]
    correct(folder, period, careless)
    said.append(f"{careless.stem} rättar och svarar igen.")
    return _step(f"3. Svaren: {folder.answers(period)}", said, f'validera "{folder.answers(period)}"')


def _collect(folder: Folder, period: str) -> list[Line]:
    return _step("4. Insamlingen", [_collected(folder, period)], _commands(folder, period)[2])


def _collected(folder: Folder, period: str) -> str:
    from runxl.verbs.samla.collect import collect

    done = collect(folder.answers(period), folder.plan)
    answered = sum(1 for file in done.files if file.status == "läst")
    cells, rows = counted(done.cells, "cell", "celler"), counted(done.rows, "rad", "rader")
    return f"{answered} av {len(done.units)} enheter har svarat. {cells} på {rows} är införda, inget annat är ändrat."


def _compute(folder: Folder, period: str) -> tuple[Assessment, list[Line]]:
    from runxl.verbs.berakna import berakna

    assessment = berakna(folder.plan).assessment
    said = [f"{assessment.namnd}, {assessment.when}:", *assessment.headlines]
    said.append("Varje status har sin förklaring på raden, och bladet Sammanfattning är skrivet.")
    return assessment, _step("5. Måluppfyllelsen", said, _commands(folder, period)[3])


def _round(folder: Folder, period: str, number: str) -> tuple[Assessment, list[Line]]:
    """Steps 2 to 5 once more; at the year's end the controller writes the economy, the events and the decisions too."""
    from runxl.verbs.berakna import berakna
    from runxl.verbs.demo.example_facts import periods
    from runxl.verbs.demo.people import answer, conclude

    sent = _stepped_and_sent(folder, period)
    answer(folder, period)
    said = [f"Samma sak igen. {len(sent)} arbetsböcker med tomma svar, där det förra utfallet står bredvid."]
    said.append(_collected(folder, period))
    if period == periods()[-1]:
        conclude(folder.plan, period)
        said.append("Controllern har skrivit ekonomi, personal, händelser och det som nämnden har fastställt.")
    assessment = berakna(folder.plan).assessment
    said += [f"{assessment.namnd}, {assessment.when}:", *assessment.headlines]
    if assessment.news:
        said.append(f"Sedan {assessment.previous}: {assessment.news[0].text}")
    return assessment, _step(f"{number}. {period}", said, *_commands(folder, period))


def _report(folder: Folder) -> list[Line]:
    from runxl.verbs.demo.example_facts import periods
    from runxl.verbs.sammanfatta import summarize

    answers = folder.answers(periods()[-1])
    summarize([folder.plan, answers], folder.summary)
    said = [
        *_written(folder),
        f"{folder.summary}: en arbetsbok för ledningen, med diagram, det som behöver uppmärksammas och alla fynd.",
    ]
    return _step(
        "8. Rapporten och sammanställningen",
        said,
        f'rapport "{folder.plan}" -o "{folder.report}"',
        f'sammanfatta "{folder.plan}" "{answers}" -o "{folder.summary}"',
    )


def _written(folder: Folder) -> list[str]:
    """What came of the report; a plain installation shows all but that, and the line to type by itself."""
    from runxl.extras import NotInstalledError
    from runxl.verbs.rapport import write_document

    try:
        write_document(folder.plan, folder.report)
    except NotInstalledError as lacking:
        why, _, install = str(lacking).rpartition(": ")
        return [f"{folder.report} är inte skriven. {why}:", install]
    return [
        f"{folder.report}: nämndens rapport, med tabellerna ifyllda och plats för det som bara människor kan skriva."
    ]


def _next(folder: Folder) -> list[Line]:
    from runxl.verbs.ny.new import new

    done = new(folder.next_plan, previous=folder.plan)
    said = [f"{done.file} börjar {done.year}: planen och det som hände följer med, svar och beslut är tomma."]
    return _step("9. Nästa år", said, f'ny "{folder.next_plan}" --fran "{folder.plan}"')


def _year(folder: Folder, told: list[Assessment]) -> list[Line]:
    wide = max(len(one.when) for one in told) + 2
    of_delmal = [next(text for text in one.headlines if text.partition(" ")[2].startswith("delmål")) for one in told]
    lines = [line(("Så gick året:", "bold"))]
    lines += [line(f"{one.when:<{wide}}{text}", indent=3) for one, text in zip(told, of_delmal, strict=True)]
    return [*lines, line((f"Öppna {folder.plan} i Excel, på bladet Sammanfattning.", "bold"))]
