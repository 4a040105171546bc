"""`runxl godta`: what units propose and the controller has marked Ja, into the plan."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.cli.written_text import waiting

if TYPE_CHECKING:
    from runxl.verbs.godta import Accepted, Applied


def add(parser: Parser) -> None:
    parser.explain(
        "För in de förslag i planen som har Ja i kolumnen Godtas på bladet Förslag: ändrade uppgifter, nya rader och\n"
        "rader som ska bort. Godtaget den skrivs på varje förslag som förs in. Har planen ändrats sedan förslaget kom\n"
        "står planens uppgift kvar, och det sägs. En säkerhetskopia läggs bredvid.\n\n"
        "Svarskod: 0 allt som var märkt är infört, 1 minst ett förslag gick inte att föra in, 2 det gick inte.",
        'runxl godta "Plan 2026.xlsx"',
    )
    parser.arguments.add_argument("fil", metavar="FIL", type=Path, help="planen")
    parser.path("-o", "UT.xlsx", "skriv i en ny fil i stället för i planen", dest="ut")
    parser.flag("--json", "skriv resultatet som JSON")
    parser.flag("--ersatt", "skriv över UT.xlsx om den finns")


def run(arguments: argparse.Namespace) -> int:
    from runxl.verbs.godta import accept

    done = accept(arguments.fil, arguments.ut, replace=arguments.ersatt)
    answer(arguments, done.to_dict, _lines(done, arguments.fil))
    return int(bool(done.left))


def _lines(done: Accepted, plan: Path) -> Iterator[Line]:
    from runxl.contract.message import shown
    from runxl.workbook.cell_text import as_typed

    for one in done.applied:
        if one.emptied:
            yield _removed(one)
            continue
        what = f"{one.proposal.blad} {one.nr} {one.proposal.kolumn}"
        was, now = (shown(as_typed(raw)) or "tom" for raw in (one.was, one.now))
        yield line((f"{what}: ", "bold"), f"{was} → {now} ({one.proposal.enhet})", indent=2)
    for left in done.left:
        yield line((f"Förslag {left.proposal.nr} är inte infört: ", "bad"), left.why, indent=2)
    if done.file is None:
        yield line((f"Inget förslag är infört. {plan} är orörd.", "bold"))
    else:
        backup = f" Säkerhetskopia: {done.backup.name}." if done.backup else ""
        done_to = "infört" if len(done.applied) == 1 else "införda"
        text = f"{len(done.applied)} förslag {done_to} i {done.file}.{backup}{waiting(done.waiting)}"
        yield line((text, "bold"))
    if any(one.emptied for one in done.applied):
        yield line(
            "Raden töms där den står, så att anteckningar och formler bredvid stämmer. Ta bort den tomma raden i Excel."
        )
    if done.undecided:
        yield line(f"{done.undecided} förslag väntar på Ja eller Nej i kolumnen Godtas på bladet Förslag.")


def _removed(one: Applied) -> Line:
    """A row that has gone, and where."""
    from runxl.contract.message import shown
    from runxl.workbook.cell_text import as_typed

    gone = f"{shown(as_typed(one.was))}, raden är borttagen ({one.proposal.enhet}). Rad {one.emptied} är tom."
    return line((f"{one.proposal.blad} {one.nr}: ", "bold"), gone, indent=2)
