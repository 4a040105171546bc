"""`runxl validera`: what is wrong in one or many workbooks, and what to do about it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from runxl.cli.many_files import add_files, executor, progress
from runxl.cli.parser import Parser
from runxl.cli.stopped import INTERRUPTED, StoppedRunError
from runxl.cli.terminal import answer, line, say, say_skipped, show
from runxl.errors import RunxlError
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.findings import FileReport, Report


def add(parser: Parser) -> None:
    parser.explain(
        "Kontrollerar arbetsböcker och säger vad som är fel, var och vad man gör åt det. I mappar kontrolleras\n"
        "alla arbetsböcker, även i undermappar. Med --markera skrivs fynden i varje arbetsbok, på bladet Fynd, och\n"
        "cellerna märks, så att den kan skickas tillbaka. Inget annat ändras, och en säkerhetskopia läggs bredvid.\n\n"
        "Svarskod: 0 inga fel, 1 minst ett fel, 2 inget gick att läsa eller någon arbetsbok kunde inte märkas.",
        'runxl validera "Plan 2026.xlsx" svar/ -o rapport.xlsx',
    )
    add_files(parser)
    parser.flag("--json", "skriv resultatet som JSON")
    parser.path("-o", "RAPPORT.xlsx", "skriv också fynden i en arbetsbok", dest="rapport")
    parser.flag("--markera", "skriv fynden i varje arbetsbok")
    parser.flag("--ersatt", "skriv över RAPPORT.xlsx om den finns")


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.findings_text import report_lines
    from runxl.files.target import refuse
    from runxl.verbs.validera.validate import validate

    if arguments.rapport:
        refuse(arguments.rapport, (".xlsx",), replace=arguments.ersatt)
    with executor(arguments) as who:
        done = validate(arguments.sokvag, leave_out=arguments.rapport, progress=progress, executor=who)
    say_skipped(done.skipped)
    report = done.report
    if done.left:
        say(f"runxl: Avbrutet. {done.left} av {done.files} filer är inte kontrollerade.")
    elif report.nothing_readable:
        raise StoppedRunError(RunxlError(_nothing_read(report.files, for_program=arguments.json)), report.to_dict())
    if not arguments.json:
        show(report_lines(report))
    try:
        _write(report, arguments)
    except RunxlError as error:
        raise StoppedRunError(error, report.to_dict()) from error
    answer(arguments, report.to_dict, ())
    return INTERRUPTED if done.left else int(report.has_faults)


def _write(report: Report, arguments: argparse.Namespace) -> None:
    """What was asked for besides: a workbook of findings, the findings in each workbook. RunxlError if not all."""
    if arguments.rapport:
        from runxl.output.findings_book import write_findings_book

        write_findings_book(report, arguments.rapport)
        saved = f"Fynden står också i {arguments.rapport}."
        if arguments.json:
            say(saved)
        else:
            show([line(saved)])
    if arguments.markera:
        _mark(report)


def _mark(report: Report) -> None:
    """What came of it goes to stderr: the report itself may be JSON."""
    from runxl.verbs.validera.mark import mark

    marked = list(mark(report))
    problems = [f"{one.file} är inte märkt: {one.problem}" for one in marked if one.problem]
    changed = sum(1 for one in marked if one.changed)
    if changed:
        say(f"Fynden är skrivna i {counted(changed, 'arbetsbok', 'arbetsböcker')}. Säkerhetskopior ligger bredvid.")
    elif not problems:
        say("Arbetsböckerna visade redan sina fynd. Ingenting behövde skrivas.")
    if problems:
        raise RunxlError("\n".join(problems))


def _nothing_read(files: Sequence[FileReport], *, for_program: bool) -> str:
    """What is wrong with each file and what to do, a line for each; a program gets that as JSON and one line here."""
    if not files:
        return "Det finns ingen arbetsbok att kontrollera."
    if for_program and len(files) > 1:
        return f"Ingen av {len(files)} filer och mappar gick att läsa."
    from runxl.findings import in_one_line

    faults = ((file.file, one) for file in files for one in file.findings if one.severity == "fel")
    return "\n".join(in_one_line(file, one) for file, one in faults)
