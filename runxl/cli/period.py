"""`runxl period`: the step to the next period; what was is kept beside the workbook."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.cli.written_text import waiting

if TYPE_CHECKING:
    from runxl.verbs.period import Advanced


def add(parser: Parser) -> None:
    parser.explain(
        "Tar steget till nästa period. Hela arbetsboken sparas bredvid som den var när perioden avslutades, svar och\n"
        "beslut töms, och det som gällde visas i Förra utfallet, Förra status och Föregående status. Planens egna\n"
        "uppgifter står kvar, liksom Avslutad, Klar och Följs ej upp. Perioden som avslutas måste vara beräknad.\n"
        "Till nästa år tar du dig med runxl ny --fran.\n\n"
        "Svarskod: 0 steget är taget, 2 det gick inte.",
        'runxl period "Plan 2026.xlsx" "DÅ 2"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken")
    parser.arguments.add_argument("period", metavar="PERIOD", help="perioden som börjar, till exempel «DÅ 2»")
    parser.path("-o", "UT.xlsx", "skriv i en ny fil i stället för i arbetsboken", dest="ut")
    parser.flag("--bara-visa", "visa vad steget gör utan att skriva något")
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över UT.xlsx och en äldre kopia av perioden om de finns")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.period import advance

    done = advance(arguments.fil, arguments.period, arguments.ut, dry_run=arguments.bara_visa, replace=arguments.ersatt)
    answer(arguments, done.to_dict, _lines(done))
    return 0


def _lines(done: Advanced) -> Iterator[Line]:
    from runxl.verbs.period import effect_of

    effect = effect_of(done.emptied, done.kept, taken=done.archive is not None)
    if done.archive is None:
        yield line((f"{done.before} → {done.after}. {effect}", "bold"))
        yield line("Inget är skrivet. Utelämna --bara-visa för att ta steget.")
        return
    yield line((f"{done.file} är nu i {done.after}. {effect}", "bold"))
    yield line(f"{done.before} finns kvar som {done.archive}. Rapporter om den perioden görs ur den filen.")
    if done.backup:
        yield line(f"Säkerhetskopia: {done.backup.name}.")
    if done.waiting:
        yield line(waiting(done.waiting).strip())
    yield line(f'Nästa steg: runxl dela "{done.file}" -o MAPP')
