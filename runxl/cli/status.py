"""`runxl status`: who has answered, how completely, and whom to remind."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.hints import remedy
from runxl.cli.many_files import progress
from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, TerminalStyle, answer, line
from runxl.cli.written_text import draft_lines
from runxl.errors import RunxlError
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.status.overview import Status, UnitStanding, UnitState


def add(parser: Parser) -> None:
    parser.explain(
        "Visar vilka enheter som har svarat, hur mycket av det som ska lämnas i perioden som är ifyllt, vad som är\n"
        "fel, vilka filer som inte går att läsa, och en påminnelse att klistra in i ett mejl. Med --mejl görs en\n"
        "påminnelse för varje enhet, med enhetens egna fel och tomma celler. Med -o står allt i en arbetsbok. Annars\n"
        "skrivs ingenting.\n\n"
        "Svarskod: 0 inga fel i svaren, 1 minst ett fel, 2 planen gick inte att läsa.",
        'runxl status svar/ --till "Plan 2026.xlsx" --mejl påminnelser/',
    )
    parser.arguments.add_argument("mapp", metavar="MAPP", type=Path, help="mappen med svaren")
    parser.path("--till", "PLAN.xlsx", "planen som svaren hör till", required=True)
    parser.path("--mejl", "MAPP", "gör ett mejlutkast (.eml) i MAPP för varje enhet som behöver påminnas")
    parser.path("-o", "STATUS.xlsx", "skriv det också i en arbetsbok att läsa och filtrera", dest="ut")
    parser.flag("--ersatt", "ersätt mejlutkast som redan finns i mappen, och STATUS.xlsx")
    parser.flag("--json", "skriv resultatet som JSON")


def run(arguments: argparse.Namespace) -> int:
    from runxl.files.target import refuse
    from runxl.verbs.status.remind import status
    from runxl.verbs.status.status_book import write_book

    if not arguments.mapp.is_dir():
        raise RunxlError(f"Det finns ingen mapp som heter {arguments.mapp}. Ange mappen där svaren ligger.")
    if arguments.ut:
        refuse(arguments.ut, (".xlsx",), replace=arguments.ersatt)
    done = status(arguments.mapp, arguments.till, drafts=arguments.mejl, replace=arguments.ersatt, progress=progress)
    if arguments.ut:
        write_book(done, arguments.ut)
    answer(arguments, done.to_dict, _lines(done, arguments.ut))
    return int(done.has_faults)


_Look = tuple[str, TerminalStyle]
_UNTOUCHED: _Look = ("○", "quiet")
_LOOKS: dict[UnitStanding, _Look] = {
    "läst": ("✔", "good"),
    "avvisad": ("✖", "bad"),
    "oläsbar": ("✖", "bad"),
    "saknas": ("–", "quiet"),
}


def _lines(done: Status, out: Path | None) -> Iterator[Line]:
    """Unit by unit, then what stands in the way, then the reminder."""
    from runxl.verbs.status.words import answered, standing

    yield line((answered(done), "bold"))
    width = max((len(unit.unit) for unit in done.units), default=0)
    for unit in done.units:
        mark, style = _UNTOUCHED if unit.as_sent else _LOOKS[unit.state]
        yield line((f"{mark} {standing(unit):<7}", style), f"  {unit.unit:<{width}}  {_of_answer(unit)}", indent=2)
        if unit.state == "läst":
            yield from _left(unit)
    yield from _obstacles(done)
    if done.not_read:
        names = ", ".join(folder.name for folder in done.not_read)
        yield line(f"Undermappar läses inte: {names}.")
    if done.drafts:
        yield line()
        yield from draft_lines(done.drafts)
    elif done.reminder:
        yield line()
        yield line(("Att klistra in i ett mejl:", "bold"))
        for text in done.reminder:
            yield line(text, indent=2)
    if done.outdated:
        names = ", ".join(path.name for path in done.outdated)
        yield line(f"Äldre utkast till enheter som inte behöver påminnas längre, skicka dem inte: {names}.")
    if out:
        yield line(f"Det står också i {out}.")


def _of_answer(unit: UnitState) -> str:
    share = f"{unit.percent:>3} %" if unit.state == "läst" else "     "
    if unit.state not in ("läst", "avvisad"):
        return share
    wishes = f", {unit.wishes} förslag" if unit.wishes else ""
    return f"{share}  {unit.faults} fel, {counted(unit.warnings, 'varning', 'varningar')}{wishes}"


def _left(unit: UnitState) -> Iterator[Line]:
    """What is left to write in an answer, and the cells to mend."""
    from runxl.verbs.status.words import left, to_mend

    if named := left(unit):
        yield line(("Kvar: ", "doubt"), named, indent=_UNDER, hang=2)
    if named := to_mend(unit):
        yield line(("Rätta: ", "bad"), named, indent=_UNDER, hang=2)


_UNDER = 13
"""Where the names of the units begin."""


def _obstacles(done: Status) -> Iterator[Line]:
    """Why files were not taken in, the real reason first, and each unit's once."""
    for finding in done.collected.conflicts:
        yield line(f"{finding.message} {remedy(finding)}")
    twins = {one.unit for one in done.collected.files if one.file in {two.file for two in done.collected.conflicts}}
    for file in () if done.collected.nobody else done.collected.files:
        refused = file.unit not in done.collected.units or file.status == "avvisad"
        if refused and file.readable and file.unit not in twins:
            for finding in (one for one in file.findings if one.is_fault):
                yield line((f"{Path(file.file).name}: ", "bold"), f"{finding.message} {remedy(finding)}")
                break
    answered = {unit.unit for unit in done.units if unit.state == "läst"}
    for stray in done.strays:
        why = f"läses inte, men {stray.unit} har svarat i en annan fil." if stray.unit in answered else stray.why
        yield line((f"{stray.file.name}: ", "bold"), why)
