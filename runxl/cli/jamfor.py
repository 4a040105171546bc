"""`runxl jamfor`: what has changed between two workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path

from runxl.cli.parser import Parser
from runxl.cli.stopped import StoppedRunError
from runxl.cli.terminal import answer, line
from runxl.errors import RunxlError
from runxl.json_face import document


def add(parser: Parser) -> None:
    parser.explain(
        "Beräknar båda arbetsböckerna, var och en i sin egen period, och visar hur bedömningen har förändrats från den "
        "första till den andra, och vad som har tillkommit och utgått. Ingenting skrivs.\n\n"
        "Svarskod: 0 klart, 2 någon av arbetsböckerna gick inte att läsa.",
        'runxl jamfor "Plan 2026 DÅ 1.xlsx" "Plan 2026 DÅ 2.xlsx"',
    )
    parser.arguments.add_argument("fore", metavar="FÖRE", type=Path, help="den tidigare arbetsboken")
    parser.arguments.add_argument("efter", metavar="EFTER", type=Path, help="den senare arbetsboken")
    parser.flag("--json", "skriv resultatet som JSON")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.jamfor import compare

    try:
        texts = [change.text for change in compare(arguments.fore, arguments.efter)]
    except RunxlError as error:
        raise StoppedRunError(error, {"forandringar": []}) from error
    told = (line(text) for text in texts or ["Ingenting har förändrats."])
    answer(arguments, lambda: document({"forandringar": texts}), told)
    return 0
