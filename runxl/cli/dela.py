"""`runxl dela`: the plan in parts, one workbook for each Ansvarig."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.cli.written_text import draft_lines
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.dela.split import Split

_MOST_ROWS = 20


def add(parser: Parser) -> None:
    parser.explain(
        "Gör en arbetsbok för varje enhet som står som Ansvarig, med enhetens egna rader och inga andras svar, och en\n"
        "lista över utskicket (utskick.csv). Rader utan egen Ansvarig följer sitt delmål.\n\n"
        "Saknar planen ett Plan-id skrivs ett in, för att svaren ska hitta tillbaka.\n\n"
        "Svarskod: 0 arbetsböckerna är gjorda, 2 det gick inte.",
        'runxl dela "Plan 2026.xlsx" -o utskick/ --svar-senast 2026-09-15',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="planen")
    parser.path("-o", "MAPP", "mappen som arbetsböckerna läggs i", dest="mapp", required=True)
    parser.flag("--las", "skydda bladen, utan lösenord, så att bara enhetens egna celler går att ändra")
    parser.choices.add_argument("--svar-senast", metavar="ÅÅÅÅ-MM-DD", type=_day, help="dagen då svaren ska vara inne")
    parser.flag(
        "--mejl",
        "gör också ett mejlutkast (.eml) för varje enhet, med arbetsboken bifogad och adressen ur bladet Enheter",
    )
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "ersätt arbetsböcker som redan finns i mappen")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.dela.split import split

    done = split(
        arguments.fil,
        arguments.mapp,
        lock=arguments.las,
        answer_by=arguments.svar_senast,
        replace=arguments.ersatt,
        drafts=arguments.mejl,
    )
    answer(arguments, done.to_dict, _lines(done, arguments.fil, arguments.mapp))
    return 0


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} är inget datum. Skriv ÅÅÅÅ-MM-DD, till exempel 2026-09-15.") from None


def _lines(done: Split, master: Path, folder: Path) -> Iterator[Line]:
    from runxl.contract.wording import row_words
    from runxl.verbs.owners import answered_tables

    yield line((f"{counted(len(done.parts), 'arbetsbok', 'arbetsböcker')} i {folder}:", "bold"))
    for part in done.parts:
        counts = ", ".join(
            counted(part.rows[table.name], *row_words(table, done.styrmodell))
            for table in answered_tables()
            if part.rows.get(table.name)
        )
        yield line(part.file.name, (f"  {counts}" if counts else "", "muted"), indent=2)
    yield line(f"Listan över utskicket: {done.list_file}")
    if done.drafts:
        yield from draft_lines(done.drafts)
    if done.new_plan_id:
        yield line(f"{master} saknade Plan-id och har fått ett. En säkerhetskopia ligger bredvid.")
    if not done.contact:
        yield line(
            "Kontakt är tom på bladet Inställningar, så enheterna ser inte vart svaret ska. Fyll i den och dela igen, "
            "med --ersatt."
        )
    if done.several:
        names = ", ".join(f"«{name}»" for name in done.several)
        yield line(
            (f"Står det flera enheter i Ansvarig? En rad har en ansvarig, och {names} är en egen enhet.", "doubt")
        )
    if done.without:
        one, many = "rad har ingen Ansvarig och är inte utskickad", "rader har ingen Ansvarig och är inte utskickade"
        rows = counted(len(done.without), one, many)
        yield line((f"{rows}:", "doubt"))
        for sheet, nr in done.without[:_MOST_ROWS]:
            yield line(f"{sheet} {nr}", indent=2)
        if len(done.without) > _MOST_ROWS:
            yield line(f"och {len(done.without) - _MOST_ROWS} till", indent=2)
    yield line(f'När svaren har kommit: runxl samla MAPPEN-MED-SVAR --till "{master}"')
