"""`runxl handbok`: the handbook, in the browser."""

from __future__ import annotations

import argparse

from runxl.cli.parser import Parser
from runxl.cli.terminal import answer, line
from runxl.json_face import document


def add(parser: Parser) -> None:
    parser.explain(
        "Öppnar handboken i webbläsaren, på första sidan eller på en regels sida. Den följde med programmet, så inget\n"
        "hämtas från internet, och den går att söka i. Finns ingen webbläsare skrivs i stället var sidan ligger.\n\n"
        "Svarskod: 0 sidan finns, 2 det gör den inte.",
        "runxl handbok RX112",
    )
    parser.arguments.add_argument(
        "sida", metavar="REGEL", nargs="?", default="", help="regelns kod, eller en sidas namn, till exempel «it»"
    )
    parser.flag("--sokvag", "skriv bara var sidan ligger, och öppna den inte")
    parser.flag("--json", "skriv resultatet som JSON")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.handbok import page, shown

    found = page(arguments.sida)
    opened = not arguments.sokvag and shown(found)
    said = "Handboken öppnas i webbläsaren: " if opened else "" if arguments.sokvag else "Öppna sidan i en webbläsare: "
    answer(arguments, lambda: document({"sida": str(found), "oppnad": opened}), [line(f"{said}{found}")])
    return 0
