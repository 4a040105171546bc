"""`runxl status`: who has answered, how completely, and whom to remind."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.cli.parser import add_command
from runxl.errors import RunxlError

if TYPE_CHECKING:
    from runxl.cli.terminal import Line, Style
    from runxl.verbs.samla.collect import Collected
    from runxl.verbs.status import State, UnitState


def add(commands: Any, summary: str) -> None:
    parser = add_command(
        commands,
        "status",
        summary,
        "Visar vilka enheter som har svarat, hur mycket av det som ska rapporteras i perioden som är ifyllt, vad\n"
        "som är fel, och en påminnelse att klistra in i ett mejl. Ingenting skrivs.\n\n"
        "Svarskod: 0 inga fel i svaren, 1 minst ett fel, 2 planen gick inte att läsa.",
        'runxl status svar/ --till "Plan 2026.xlsx"',
    )
    parser.arguments.add_argument("mapp", metavar="MAPP", type=Path, help="mappen med svaren")
    parser.choices.add_argument(
        "--till", metavar="PLAN.xlsx", type=Path, required=True, help="planen som svaren hör till"
    )
    parser.choices.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from runxl.cli.progress import progress
    from runxl.cli.terminal import show, show_json
    from runxl.verbs.samla.collect import collect
    from runxl.verbs.status import overview, reminder

    if not arguments.mapp.is_dir():
        raise RunxlError(f"Det finns ingen mapp som heter {arguments.mapp}. Ange mappen där svaren ligger.")
    done = collect(arguments.mapp, arguments.till, dry_run=True, progress=progress)
    states = overview(done)
    mail = tuple(reminder(states, done.answer_by))
    if arguments.json:
        unknown = [file.to_dict() for file in done.files if file.unit not in done.units and file.readable]
        show_json(
            {
                "enheter": [state.to_dict() for state in states],
                "okanda": unknown,
                "paminnelse": "\n".join(mail),
                "fynd": [finding.to_dict() for finding in done.findings],
            }
        )
    else:
        show(_lines(done, states, mail))
    # That nobody has answered yet is no fault.
    return int(done.has_faults and not done.nobody)


_LOOKS: dict[State, tuple[str, Style]] = {
    "läst": ("✔ svarat ", "good"),
    "avvisad": ("✖ avvisad", "bad"),
    "saknas": ("– saknas ", "quiet"),
}


def _lines(done: Collected, states: tuple[UnitState, ...], mail: tuple[str, ...]) -> Iterator[Line]:
    from runxl.cli.findings_text import counted
    from runxl.cli.hints import remedy
    from runxl.cli.terminal import line

    answered = sum(1 for state in states if state.state == "läst")
    yield line((f"{answered} av {counted(len(states), 'enhet', 'enheter')} har svarat.", "bold"))
    width = max((len(state.unit) for state in states), default=0)
    for state in states:
        faults = f"{state.faults} fel, {counted(state.warnings, 'varning', 'varningar')}" if state.file else ""
        faults += f", {state.wishes} förslag" if state.wishes else ""
        share = f"{round(state.share * 100):>3} %" if state.state == "läst" else "     "
        yield line(_LOOKS[state.state], f"  {state.unit:<{width}}  {share}  {faults}", indent=2)
    for file in () if done.nobody else done.files:
        if file.unit not in done.units or file.status == "avvisad":
            for finding in (one for one in file.findings if one.is_fault):
                yield line((f"{Path(file.file).name}: ", "bold"), f"{finding.message} {remedy(finding)}")
                break
    for finding in done.conflicts:
        yield line(f"{finding.message} {remedy(finding)}")
    if mail:
        yield line()
        yield line(("Att klistra in i ett mejl:", "bold"))
        for text in mail:
            yield line(text, indent=2)
