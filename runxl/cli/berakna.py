"""`runxl berakna`: how far everything has come, with the reason for every status."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from runxl.cli.parser import add_command


def add(commands: Any) -> None:
    parser = add_command(
        commands,
        "berakna",
        "beräkna måluppfyllelsen",
        "Beräknar måluppfyllelsen och visar varför varje indikator, delmål och mål har fått sin status.\n\n"
        "Svarskod: 0 inga fel i uppgifterna, 1 minst ett fel, 2 arbetsboken gick inte att beräkna.",
        'runxl berakna "Plan 2026.xlsx" --bara-visa --period "DÅ 2"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="arbetsboken")
    parser.choices.add_argument(
        "--bara-visa", action="store_true", required=True, help="visa resultatet utan att skriva i arbetsboken"
    )
    parser.choices.add_argument(
        "--period", metavar="PERIOD", help="beräkna för en annan period än arbetsbokens, till exempel «DÅ 2»"
    )
    parser.choices.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from runxl.assess import assess_workbook
    from runxl.cli.assessment_text import PIPE_WIDTH, assessment_lines
    from runxl.cli.terminal import show, show_json

    assessment = assess_workbook(arguments.fil, arguments.period)
    if arguments.json:
        show_json(assessment.to_dict())
    else:
        show(assessment_lines(assessment), PIPE_WIDTH)
    return int(any(finding.is_fault for finding in assessment.findings))
