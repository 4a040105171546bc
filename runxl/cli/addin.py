"""`runxl addin`: the buttons in Excel and LibreOffice, built, installed, removed and looked over."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line, show
from runxl.json_face import document
from runxl.svenska import capital, counted

if TYPE_CHECKING:
    from runxl.addin.install.health import Check

_LIBREOFFICE = "i LibreOffice i stället för Excel"
_ENDS = "Svarskod: 0 klart, 2 det gick inte."


def add(parser: Parser) -> None:
    parser.explain(
        "Fliken Måluppfyllelse i Excel, och samma knappar i LibreOffice. Tillägget byggs på den här datorn, för den\n"
        "Python som kör kommandot, och ingen arbetsbok kan välja en annan.",
        "runxl addin install",
    )
    actions = parser.add_actions()
    _add_build(actions)
    _add_prova(actions)
    for name, does, ends, run in (
        ("install", "lägg tillägget där Excel läser in det", _ENDS, _install),
        ("remove", "ta bort tillägget", _ENDS, _remove),
        (
            "status",
            "visa om allt är på plats, och hur det som är fel rättas",
            "Svarskod: 0 klart att använda, 1 något behöver åtgärdas, 2 det gick inte att se efter.",
            _status,
        ),
    ):
        action = actions.add_parser(name, help=does)
        action.explain(f"{capital(does)}.\n\n{ends}", f"runxl addin {name}")
        action.flag("--libreoffice", _LIBREOFFICE)
        if name == "status":
            action.flag("--json", "skriv resultatet som JSON")
        action.set_defaults(run=run)


def _add_prova(actions: Any) -> None:
    prova = actions.add_parser("prova", help="prova knapparna i ditt eget Excel, på en kopia, och skriv ett protokoll")
    prova.explain(
        "Öppnar en kopia i Excel, trycker på knapparna och jämför med den stängda filen. Det som bara ögat kan bedöma\n"
        "visas och frågas om. Protokollet är en textfil som kan mejlas.\n\n"
        "Svarskod: 0 allt var som väntat, 1 något var det inte, 2 det gick inte att prova.",
        "runxl addin prova",
    )
    prova.choices.add_argument("fil", metavar="FIL", type=Path, nargs="?", help="din arbetsbok (annars exemplet)")
    prova.path("-o", "PROTOKOLL", "textfilen som skrivs", dest="ut")
    prova.flag("--utan-fragor", "hoppa över det som bara ögat kan bedöma")
    prova.flag("--ersatt", "skriv över protokollet om det finns")
    prova.set_defaults(run=_prova)


def _add_build(actions: Any) -> None:
    summary = "bygg tillägget som en fil, till exempel för att signeras"
    build = actions.add_parser("build", help=summary)
    build.explain(f"{capital(summary)}.\n\n{_ENDS}", "runxl addin build -o runxl.xlam")
    build.path("-o", "FIL", "filen som skrivs", dest="ut")
    build.flag("--libreoffice", "bygg runxl.oxt för LibreOffice")
    build.flag("--ersatt", "skriv över filen om den finns")
    build.set_defaults(run=_build)


def _build(arguments: argparse.Namespace) -> int:
    from runxl.addin.install import oxt, xlam

    addin = oxt if arguments.libreoffice else xlam
    path = addin.build(arguments.ut or Path(addin.NAME), replace=arguments.ersatt)
    show([line(f"{path} är byggd.")])
    return 0


def _install(arguments: argparse.Namespace) -> int:
    from runxl.addin.install import oxt, startup
    from runxl.addin.install.health import status

    if arguments.libreoffice:
        oxt.install()
        show([line("Tillägget är installerat. Starta om LibreOffice: knapparna finns i verktygsraden Måluppfyllelse.")])
        return 0
    written = startup.install()
    show([line(f"{path} är skriven.") for path in written])
    show([line("Starta om Excel: knapparna finns i fliken Måluppfyllelse.")])
    hindrances = [check for check in status() if not check.ready]
    if hindrances:
        show(_lines(hindrances))
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from runxl.addin.install import oxt, startup

    if arguments.libreoffice:
        oxt.remove()
        show([line("Tillägget är borttaget. Starta om LibreOffice.")])
        return 0
    gone = startup.remove()
    show([line(f"{path} är borttagen.") for path in gone] or [line("Det fanns inget tillägg från runxl att ta bort.")])
    return 0


def _prova(arguments: argparse.Namespace) -> int:
    import tempfile

    from runxl.addin.install.health import status
    from runxl.addin.prova import bench, run
    from runxl.files import save
    from runxl.files.target import refuse

    out = arguments.ut or Path("Prov av runxl.txt")
    refuse(out, (".txt",), replace=arguments.ersatt)
    with tempfile.TemporaryDirectory(prefix="runxl-prov-", ignore_cleanup_errors=True) as folder:
        path = run.copied(arguments.fil, Path(folder))
        show([line("Excel öppnas med en kopia. Rör varken tangentbord eller mus i Excel förrän frågorna kommer.")])
        tried = bench.Bench(path, bench.open_as_a_person, bench.new_engine)
        ask = input if run.is_somebody_there() and not arguments.utan_fragor else None
        seen = run.run(tried, ask, lambda text: show([line(text, hang=4)]))
        named = arguments.fil.name if arguments.fil else "exemplet"
        text = run.protocol(seen, tried.application, named, status())
        tried.close()
    save.write(out, text.encode("utf-8-sig"))
    show([line(f"{out} är skrivet. Mejla det till den som sköter runxl hos er.")])
    return int(any(run.HowItWent.OTHER in one.outcomes for one in seen))


def _status(arguments: argparse.Namespace) -> int:
    from runxl.addin.install import oxt
    from runxl.addin.install.health import status

    checks = oxt.status() if arguments.libreoffice else status()
    ready = all(check.ready for check in checks)
    found = [{"klart": one.ready, "text": one.text, "atgard": one.remedy or None} for one in checks]
    answer(arguments, lambda: document({"klart": ready, "kontroller": found}), _lines(checks))
    return 0 if ready else 1


def _lines(checks: Sequence[Check]) -> Iterator[Line]:
    for check in checks:
        yield line(("✔ ", "good") if check.ready else ("✖ ", "bad"), check.text, hang=2)
        if check.remedy:
            yield line(f"{check.remedy}.", indent=2)
    wrong = sum(not check.ready for check in checks)
    to_mend = counted(wrong, "sak behöver åtgärdas.", "saker behöver åtgärdas.")
    yield line((to_mend if wrong else "Tillägget är klart att använda.", "bold"))
