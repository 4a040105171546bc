"""`runxl styrmodell`: a region's own styrmodell, from a copy of one there is to a file without faults."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.json_face import document
from runxl.svenska import capital

if TYPE_CHECKING:
    from runxl.contract.styrmodell_text import ReadStyrmodell


def add(parser: Parser) -> None:
    parser.explain(
        "En styrmodell är regionens ord, nivåer, gränser, perioder och regler, i en fil. En egen börjar som en kopia:\n"
        "kopiera den som ligger närmast, ändra i en texteditor, kontrollera, och skapa en arbetsbok av den med\n"
        "runxl ny --styrmodell. Arbetsboken har sedan styrmodellen med sig. Handbokens sida om styrmodellen\n"
        "förklarar varje nyckel.",
        "runxl styrmodell kopiera NAMN -o var.yaml",
    )
    actions = parser.add_actions()
    _add_show(actions)
    _add_copy(actions)
    _add_check(actions)


def _add_show(actions: Any) -> None:
    summary = "visa vilka styrmodeller som finns, eller vad en av dem säger"
    show = actions.add_parser("visa", help=summary)
    show.explain(f"{capital(summary)}.\n\n{_ENDS}", "runxl styrmodell visa")
    show.arguments.add_argument(
        "vilken", metavar="NAMN", nargs="?", default="", help=f"{_WHICH}; utelämnas den visas alla"
    )
    show.flag("--json", "skriv som JSON")
    show.set_defaults(run=_show)


def _add_copy(actions: Any) -> None:
    copy = actions.add_parser("kopiera", help="skriv en styrmodell som en fil, att ändra i")
    copy.explain(
        f"Skriver en styrmodell som en fil. Ge den ett eget namn (name och title) innan den används.\n\n{_ENDS}",
        "runxl styrmodell kopiera NAMN -o var.yaml",
    )
    copy.arguments.add_argument("vilken", metavar="NAMN", help=_WHICH)
    copy.path("-o", "FIL.yaml", "filen som skrivs", dest="ut", required=True)
    copy.flag("--json", "skriv resultatet som JSON")
    copy.flag("--ersatt", "skriv över filen om den finns")
    copy.set_defaults(run=_copy)


def _add_check(actions: Any) -> None:
    summary = "visa alla fel i en styrmodells fil, rad för rad"
    check = actions.add_parser("kontrollera", help=summary)
    check.explain(f"{capital(summary)}.\n\n{_CHECK_ENDS}", "runxl styrmodell kontrollera var.yaml")
    check.arguments.add_argument("fil", metavar="FIL.yaml", type=Path, help="filen med styrmodellen")
    check.flag("--json", "skriv felen som JSON")
    check.set_defaults(run=_check)


_ENDS = "Svarskod: 0 klart, 2 det gick inte."
_CHECK_ENDS = "Svarskod: 0 inga fel, 1 minst ett fel, 2 filen gick inte att läsa."
_WHICH = "styrmodellens namn, en fil, eller en arbetsbok som har den med sig"


def _show(arguments: argparse.Namespace) -> int:
    from runxl.verbs.styrmodell import told

    which = arguments.vilken
    answer(arguments, lambda: told(which), _whole(which) if which else _all())
    return 0


def _whole(which: str) -> Iterator[Line]:
    from runxl.verbs.styrmodell import text_of

    yield from map(line, text_of(which).splitlines())


def _all() -> Iterator[Line]:
    from runxl.contract.load import contract
    from runxl.verbs.styrmodell import summary

    for model in contract().styrmodeller.values():
        yield line((model.title, "bold"))
        for heading, said in summary(model):
            yield line(f"{heading}: {said}", indent=2, hang=2)
    yield line("Visa en av dem hel: runxl styrmodell visa NAMN")


def _copy(arguments: argparse.Namespace) -> int:
    from runxl.verbs.styrmodell import copy_styrmodell

    path = copy_styrmodell(arguments.vilken, arguments.ut, replace=arguments.ersatt)
    lines = [
        line((f"{path} är skriven.", "bold")),
        line("Ge den ett eget namn (name och title) och ändra det som är annorlunda hos er."),
        line(f'Kontrollera sedan: runxl styrmodell kontrollera "{path}"'),
    ]
    answer(arguments, lambda: document({"fil": str(path)}), lines)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from runxl.verbs.styrmodell import check_styrmodell

    reading = check_styrmodell(arguments.fil)
    faults = [{"rad": fault.line, "meddelande": fault.reason} for fault in reading.faults]
    answer(arguments, lambda: document({"fil": str(arguments.fil), "fel": faults}), _checked(reading, arguments.fil))
    return int(reading.model is None)


def _checked(reading: ReadStyrmodell, file: Path) -> Iterator[Line]:
    from runxl.verbs.styrmodell import faults_text

    if reading.model is None:
        yield line((f"{file} har {len(reading.faults)} fel:", "bold"))
        yield from map(line, faults_text(reading.faults).splitlines())
        yield line("«runxl handbok styrmodell» förklarar varje nyckel.")
    else:
        yield line((f"{reading.model.title}: inga fel.", "bold"))
        yield line(f'Skapa en arbetsbok: runxl ny "Plan.xlsx" --styrmodell "{file}"')
