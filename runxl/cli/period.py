"""`runxl period`: the step to the next period; what was is kept beside the workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import add_command

if TYPE_CHECKING:
    from runxl.verbs.period import Advanced


def add(commands: Any, summary: str) -> None:
    parser = add_command(
        commands,
        "period",
        summary,
        "Tar steget till nästa period. Hela arbetsboken sparas bredvid som den var när perioden avslutades, svar och\n"
        "beslut töms, och det som gällde visas i Förra utfallet, Förra status och Föregående status. Planens egna\n"
        "uppgifter står kvar, liksom Avslutad, Klar och Följs ej upp. Perioden som avslutas måste vara beräknad.\n"
        "Till nästa år tar du dig med runxl ny --fran.\n\n"
        "Svarskod: 0 steget är taget, 2 det gick inte.",
        'runxl period "Plan 2026.xlsx" "DÅ 2"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken")
    parser.arguments.add_argument("period", metavar="PERIOD", help="perioden som börjar, till exempel «DÅ 2»")
    parser.choices.add_argument(
        "-o", dest="ut", metavar="UT.xlsx", type=Path, help="skriv i en ny fil i stället för i arbetsboken"
    )
    parser.choices.add_argument("--bara-visa", action="store_true", help="visa vad steget gör utan att skriva något")
    parser.choices.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    parser.choices.add_argument(
        "--ersatt", action="store_true", help="skriv över UT.xlsx och en äldre kopia av perioden om de finns"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.terminal import line, show, show_json
    from runxl.verbs.period import advance

    done = advance(arguments.fil, arguments.period, arguments.ut, dry_run=arguments.bara_visa, replace=arguments.ersatt)
    if arguments.json:
        show_json(done.to_dict())
        return 0
    show([line((text, "bold" if first else "")) for first, text in _told(done)])
    return 0


def _told(done: Advanced) -> list[tuple[bool, str]]:
    from runxl.cli.findings_text import waiting
    from runxl.verbs.period import effect_of

    effect = effect_of(done.emptied, done.kept, taken=done.archive is not None)
    if done.archive is None:
        return [
            (True, f"{done.before} → {done.after}. {effect}"),
            (False, "Inget är skrivet. Utelämna --bara-visa för att ta steget."),
        ]
    lines = [
        (True, f"{done.file} är nu i {done.after}. {effect}"),
        (False, f"{done.before} finns kvar som {done.archive}. Rapporter om den perioden görs ur den filen."),
    ]
    if done.backup:
        lines.append((False, f"Säkerhetskopia: {done.backup.name}."))
    if done.waiting:
        lines.append((False, waiting(done.waiting).strip()))
    return [*lines, (False, f'Nästa steg: runxl dela "{done.file}" -o MAPP')]
