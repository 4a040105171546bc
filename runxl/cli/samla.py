"""`runxl samla`: the answers that have come back, taken into the plan."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.many_files import progress
from runxl.cli.parser import Parser
from runxl.cli.stopped import StoppedRunError
from runxl.cli.terminal import Line, answer, line, say, say_skipped, show
from runxl.cli.written_text import waiting
from runxl.errors import RunxlError
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.samla.collect import Collected

_MOST_CHANGES = 40


def add(parser: Parser) -> None:
    parser.explain(
        "Läser alla svar i en mapp, säger vad som är fel i dem och för in dem i planen: enheternas egna kolumner på\n"
        "deras egna rader, och deras egna rader på bladen Händelser, Avvikelser och Bolag. Bladet Insamling minns vad\n"
        "som togs in. Det du själv har skrivit sedan dess skrivs aldrig över: har svaret också ändrats är det en\n"
        "konflikt, och du väljer i kolumnen Hur. Annat som en enhet har ändrat står på bladet Förslag (runxl godta).\n"
        "En säkerhetskopia läggs bredvid. En tom cell i ett svar tar inte bort något.\n\n"
        "Svarskod: 0 inga fel, 1 minst ett fel (det som gick att ta in är infört), 2 inget gick att läsa eller skriva.",
        'runxl samla svar/ --till "Plan 2026.xlsx"',
    )
    parser.arguments.add_argument("mapp", metavar="MAPP", type=Path, help="mappen med svaren; mappar i den läses inte")
    parser.path("--till", "PLAN.xlsx", "planen som svaren förs in i", required=True)
    where = parser.choices.add_mutually_exclusive_group()
    where.add_argument("-o", dest="ut", metavar="UT.xlsx", type=Path, help="skriv i en ny fil i stället för i planen")
    where.add_argument("--bara-visa", action="store_true", help="visa vad som skulle föras in, utan att skriva")
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över UT.xlsx om den finns")


def run(arguments: argparse.Namespace) -> int:
    """Even when the plan cannot be read there is a JSON document: its findings say why."""
    from runxl.verbs.examine import UnreadableError
    from runxl.verbs.samla.collect import Collected

    try:
        return _run(arguments)
    except UnreadableError as error:
        raise StoppedRunError(error, Collected((), error.checked.findings).to_dict()) from error


def _run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.samla.collect import collect

    done = collect(
        arguments.mapp,
        arguments.till,
        arguments.ut,
        dry_run=arguments.bara_visa,
        replace=arguments.ersatt,
        progress=progress,
    )
    say_skipped(done.skipped)
    if not arguments.json:
        show(_lines(done, only_show=arguments.bara_visa))
    if done.nothing_readable:
        why = f"Inget svar i {arguments.mapp} gick att läsa. Kontrollera att mappen är rätt."
        raise StoppedRunError(RunxlError(why), done.to_dict())
    what = _what_was_done(done, arguments)
    answer(arguments, done.to_dict, [line((what, "bold"))])
    if arguments.json:
        say(what)
    return int(done.has_faults)


def _lines(done: Collected, *, only_show: bool) -> Iterator[Line]:
    """File by file, then what concerns them all, then the changes if nothing is written."""
    from runxl.cli.findings_text import file_lines
    from runxl.contract.message import shown
    from runxl.findings import FileReport

    for file, report in zip(done.files, done.file_reports(), strict=True):
        answered = f", {file.share:.0%} ifyllt".replace("%", " %") if file.status == "läst" else ""
        untouched = ", orörd sedan utskicket" if file.as_sent else ""
        said = f"{file.unit or 'Okänd enhet'}: {file.status}{answered}{untouched}"
        yield line((said, "good" if file.status == "läst" else "bad"))
        yield from file_lines(report)
    if done.findings:
        yield from file_lines(FileReport("Alla svar", done.findings))
    yield from _undecided(done)
    if only_show and done.changes:
        yield line(("Detta skulle föras in:", "bold"))
        for row, column, was, now in done.changes[:_MOST_CHANGES]:
            yield line(f"{row} {column}: {shown(was) or 'tom'} → {shown(now)}", indent=2)
        if len(done.changes) > _MOST_CHANGES:
            yield line(f"och {len(done.changes) - _MOST_CHANGES} celler till", indent=2)


def _undecided(done: Collected) -> Iterator[Line]:
    """What the controller is to choose: conflicts, and what the units propose."""
    if done.disputed:
        number = counted(len(done.disputed), "konflikt", "konflikter")
        text = f"{number} väntar på ett val i kolumnen Hur på bladet Insamling. Planens uppgift står kvar så länge."
        yield line((text, "bold"))
    if done.wishes:
        stand = "skulle stå" if done.written is None else "står"
        what = f"{len(done.wishes)} förslag {stand} på bladet Förslag."
        text = f"{what} Skriv Ja i Godtas för det som ska gälla: runxl godta"
        yield line((text, "bold"))


def _what_was_done(done: Collected, arguments: argparse.Namespace) -> str:
    cells = f"{counted(done.cells, 'cell', 'celler')} på {counted(done.rows, 'rad', 'rader')}"
    backup = f" Säkerhetskopia: {done.backup.name}." if done.backup else ""
    if not done.cells and arguments.bara_visa:
        return "Det finns inget nytt att föra in. Ingenting är skrivet."
    if not done.cells and done.written is None:
        return f"Det finns inget nytt att föra in. {arguments.till} är orörd."
    if not done.cells:
        return f"Det finns inga nya svar att föra in. Insamling och Förslag är skrivna i {done.written}.{backup}"
    if arguments.bara_visa or done.written is None:
        return f"{cells} skulle föras in. Ingenting är skrivet."
    formulas = waiting(done.waiting)
    return f'Infört i {done.written}: {cells}.{backup}{formulas} Beräkna sedan: runxl berakna "{done.written}"'
