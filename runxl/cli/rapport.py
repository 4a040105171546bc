"""`runxl rapport`: the nämnd's report or slides, written from the workbook."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.cli.written_text import document_lines
from runxl.contract.styrmodell_vocabulary import Dokument
from runxl.output.document.file_formats import formats
from runxl.svenska import listed

if TYPE_CHECKING:
    from runxl.verbs.rapport import WrittenDocument


def add(parser: Parser) -> None:
    known = formats().values()
    said = listed([f"{one.suffix} ({one.name})" for one in known], "eller")
    templates = [*dict.fromkeys(suffix for one in known for suffix in one.templates)]
    parser.explain(
        "Beräknar arbetsboken och skriver nämndplanen, delårsrapporten eller årsrapporten, efter arbetsbokens period,\n"
        f"i det format som UT slutar på: {said}.\n"
        "Rapporten i Word och bildspelet går att redigera vidare. Webbsidan är en enda fil, med läget överst: varje\n"
        "status med sitt skäl, att välja bland efter mål, ansvarig och status. PDF:en är gjord för att publiceras\n"
        "(uppmärkt enligt PDF/UA); till den behövs LibreOffice, eller Word på Windows.\n"
        "Kapitlen är de som står på bladet Texter, i den ordningen. Det som saknas står som en markerad plats att\n"
        "fylla i. Sist räknas platserna upp, och det i arbetsboken som inget kapitel tar med.\n"
        "Arbetsboken ändras inte, och en rapport som redan finns skrivs inte över utan --ersatt.\n\n"
        "Svarskod: 0 inga fel i uppgifterna, 1 minst ett fel (rapporten är skriven), 2 inget gick att skriva.",
        'runxl rapport "Plan 2026.xlsx" -o "Årsrapport 2026.docx"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken")
    parser.path("-o", "|".join(f"UT{one.suffix}" for one in known), "dokumentet som skrivs", dest="ut", required=True)
    parser.path(
        "--mall",
        "MALL",
        f"er egen fil att utgå från ({listed(templates, 'eller')}); dess utseende behålls, inte dess text",
    )
    parser.choices.add_argument(
        "--dokument",
        choices=get_args(Dokument),
        default="",
        help="ett annat dokument än periodens eget, med styrmodellens kapitel",
    )
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "ersätt UT om den finns; en säkerhetskopia läggs bredvid")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.rapport import write_document

    done = write_document(
        arguments.fil, arguments.ut, template=arguments.mall, document=arguments.dokument, replace=arguments.ersatt
    )
    answer(arguments, done.to_dict, _lines(done, arguments.fil))
    return int(done.faults > 0)


def _lines(done: WrittenDocument, workbook: Path) -> Iterator[Line]:
    yield line((f"{done.file} är skriven.", "bold"))
    yield from document_lines(done.backup, done.missing, done.left_out, "arbetsboken")
    if done.faults:
        yield line(f'Arbetsboken har {done.faults} fel, och det som de rör är inte bedömt: runxl validera "{workbook}"')
