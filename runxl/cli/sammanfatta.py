"""`runxl sammanfatta`: one workbook, page or document about many workbooks."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from runxl.cli.many_files import add_gathered, gathering
from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line, say_skipped
from runxl.cli.written_text import document_lines
from runxl.output.document.file_formats import documents
from runxl.svenska import counted

if TYPE_CHECKING:
    from runxl.verbs.sammanfatta import Summarized


def add(parser: Parser) -> None:
    parser.explain(
        "Läser arbetsböcker och hela mappar, bedömer var och en i dess egen period och skriver en ny arbetsbok om\n"
        "dem: läget i korthet med diagram, varje mål i varje nämnd eller enhet, skälet till varje status, trender,\n"
        "vad som behöver uppmärksammas, förändringar, uppdrag, vilka som har svarat och alla fynd med länkar.\n"
        "Arbetsböckerna själva ändras inte.\n"
        "Med -o UT.html blir det i stället en sida för webbläsaren: regionen tillsammans, varje mål med nämndernas\n"
        "bedömningar, och en väg in i varje arbetsbok.\n"
        "Med -o UT.docx eller UT.pdf blir det regionens egen delårsrapport eller årsrapport för den senaste perioden,\n"
        "eller för den som anges med --period: ett kapitel för varje mål ur nämndernas texter, och varje uppdrag från\n"
        "fullmäktige med nämndernas svar. Det som saknas står som en markerad plats. En nämnd som inte har lämnat\n"
        "perioden står med sin senaste före den.\n\n"
        "Svarskod: 0 inga fel, 1 minst ett fel (sammanfattningen är skriven), 2 inget gick att läsa eller skriva.",
        'runxl sammanfatta "Plan 2026.xlsx" svar/ -o Sammanfattning.xlsx',
    )
    suffixes = (".xlsx", ".html", *documents())
    add_gathered(parser, "|".join(f"UT{one}" for one in suffixes), "arbetsboken, sidan eller dokumentet som skrivs")
    parser.path(
        "--mall", "MALL", "er egen fil att utgå från när ett dokument skrivs; dess utseende behålls, inte dess text"
    )
    parser.choices.add_argument(
        "--period",
        default="",
        help="perioden som ett dokument gäller, till exempel «DÅ 1 2027»; utan år det senaste året som har den",
    )


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.sammanfatta import summarize

    with gathering(arguments) as how:
        done = summarize(arguments.sokvag, arguments.ut, template=arguments.mall, period=arguments.period, **how)
    say_skipped(done.skipped)
    answer(arguments, done.to_dict, _lines(done))
    return int(done.has_faults)


def _lines(done: Summarized) -> Iterator[Line]:
    """What it covers, how the latest period stands, and where the rest is."""
    yield line((done.covered, "bold"))
    for when, sentences in done.headlines:
        if len(done.region.rounds) > 1:
            yield line((when, "bold"), indent=2)
        for said in sentences:
            yield line(said, indent=2, hang=2)
    yield from (line(said, indent=2, hang=2) for said in done.notes)
    yield line(f"{counted(done.faults, 'fel', 'fel')}, {counted(done.warnings, 'varning', 'varningar')}", indent=2)
    yield from document_lines(done.backup, done.missing, done.left_out, "arbetsböckerna")
    yield line(f"Sammanfattningen står i {done.out}.")
