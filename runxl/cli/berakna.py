"""`runxl berakna`: how far everything has come, with the reason for every status, written into the workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser
from runxl.cli.stopped import StoppedRunError
from runxl.cli.terminal import Line, answer, line, say
from runxl.cli.written_text import waiting
from runxl.svenska import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runxl.assessment.assessed import Assessment
    from runxl.verbs.berakna import WrittenBook


def add(parser: Parser) -> None:
    parser.explain(
        "Beräknar måluppfyllelsen, visar varför varje indikator, delmål och mål har fått sin status, och skriver "
        "resultatet i arbetsboken. En säkerhetskopia läggs bredvid, och inget annat i arbetsboken ändras.\n\n"
        "Svarskod: 0 inga fel i uppgifterna, 1 minst ett fel (resultatet skrivs ändå, utom när svaren avser en annan "
        "period), 2 arbetsboken gick inte att beräkna eller skriva.",
        'runxl berakna "Plan 2026.xlsx" --period "DÅ 2"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken")
    where = parser.choices.add_mutually_exclusive_group()
    where.add_argument(
        "-o", dest="ut", metavar="UT.xlsx", type=Path, help="skriv i en ny fil i stället för i arbetsboken"
    )
    where.add_argument("--bara-visa", action="store_true", help="visa resultatet utan att skriva i arbetsboken")
    parser.choices.add_argument(
        "--period",
        metavar="PERIOD",
        help="beräkna för en annan period än arbetsbokens, till exempel «DÅ 2»; perioden skrivs i Inställningar",
    )
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över UT.xlsx om den finns, och skriv om en avslutad period")


def run(arguments: argparse.Namespace) -> int:
    """Even of a workbook that cannot be read there is a JSON document: its findings say why."""
    from runxl.assessment.assess import assess
    from runxl.verbs.examine import UnreadableError

    try:
        return _run(arguments)
    except UnreadableError as error:
        raise StoppedRunError(error, assess(error.checked).to_dict()) from error


def _run(arguments: argparse.Namespace) -> int:
    from runxl.cli.assessment_text import PIPE_WIDTH
    from runxl.verbs.berakna import berakna
    from runxl.verbs.examine import examine

    done = ""
    if arguments.bara_visa:
        assessment = examine(arguments.fil, arguments.period).assess()
    else:
        written = berakna(arguments.fil, period=arguments.period, out=arguments.ut, replace=arguments.ersatt)
        assessment, done = written.assessment, _done(written)
    answer(arguments, assessment.to_dict, _told(assessment, done), PIPE_WIDTH)
    if arguments.json and done:
        say(done)
    return int(any(finding.is_fault for finding in assessment.findings))


def _told(assessment: Assessment, done: str) -> Iterator[Line]:
    """The whole assessment and what was written; of answers of another period only why there is none of either."""
    from runxl.cli.assessment_text import assessment_lines
    from runxl.cli.findings_text import file_lines
    from runxl.contract.regel import Regel
    from runxl.findings import FileReport

    why = tuple(one for one in assessment.findings if one.code == Regel.SVAREN_AVSER_EN_ANNAN_PERIOD)
    yield from file_lines(FileReport(assessment.file, why)) if why else assessment_lines(assessment)
    if done:
        yield line((done, "bold"))


def _done(written: WrittenBook) -> str:
    """What was written, in one line."""
    if written.refused:
        return "Ingenting är skrivet."
    from runxl.contract.regel import Regel

    cells, formulas = counted(written.cells, "cell", "celler"), waiting(written.waiting)
    if written.backup:
        return f"{written.file} är uppdaterad ({cells}). Säkerhetskopia: {written.backup.name}.{formulas}"
    if written.changed:
        return f"{written.file} är skriven ({cells} är nya).{formulas}"
    if any(one.code == Regel.RESULTATKOLUMN_SAKNAS for one in written.assessment.findings):
        return (
            f"Inget nytt är skrivet i {written.file}, som saknar kolumner för resultatet (RX014). "
            f'Flytta den till mallen: runxl migrera "{written.file}" -o NY.xlsx'
        )
    return f"{written.file} visar redan resultatet. Ingenting behövde skrivas."
