"""Console blocks in the texts: every block is run anew, and what runxl printed is put below its commands.

The blocks of a file follow one another in one folder. What a person does in Excel between them stands in the text as a
comment that the reader does not see:

    <!-- gör: planen -->                                  the plan of 2024, as it is before the units are asked
    <!-- gör: enheterna svarar i "DÅ 1" med ett fel -->   all the units' workbooks are filled in; one has a fault
    <!-- gör: enheten rättar i "DÅ 1" -->                 that one is sent once more, without the fault
    <!-- gör: enheterna svarar i "DÅ 2" -->               all the units' workbooks are filled in
    <!-- gör: controllern skriver i "Årsrapport" -->      economy, events, texts and decisions are written in the plan
    <!-- gör: skriv "Plan 2024.xlsx" Delmål F3 Delvis -->  somebody writes in a cell
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
from functools import cache
from pathlib import Path

from docs.generatorer import ROOT, Files
from runxl.cli import main as runxl
from runxl.verbs.demo.folder import Folder
from runxl.verbs.demo.people import answer, conclude, correct, make_plan
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch

CONSOLES = ("README.md", "docs/handbok.md")

_NOT_DONE = 2
"""The exit code of a run that could not be done: why stands on stderr."""

_CLOCK, _NOON = re.compile(r"bak-[0-9]{8}-[0-9]{6}"), "bak-20250115-120000"
"""A backup is named by the clock; in the texts it always strikes noon."""

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)|^<!-- gör: .*? -->$", re.DOTALL | re.MULTILINE)
_STEP = re.compile(r"<!-- gör: (.*) -->")


def consoles() -> Files:
    """The texts with what the commands in them really print."""
    return {path: _with_consoles((ROOT / path).read_text(encoding="utf-8")) for path in CONSOLES}


@cache
def _with_consoles(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return _BLOCK.sub(_replaced, text)


def _replaced(found: re.Match[str]) -> str:
    step = _STEP.fullmatch(found[0])
    if step:
        _do(step[1])
        return found[0]
    commands = [line for line in found[0].splitlines() if line.startswith("$ ")]
    return "".join(line + "\n" for command in commands for line in (command, *_printed(command)))


def _do(step: str) -> None:
    """What the people of the story do in Excel, with the facts of 2024."""
    folder = Folder(Path())
    match shlex.split(step):
        case ["planen"]:
            make_plan(folder.plan, "Nämndplan")
        case ["enheterna", "svarar", "i", period, *fault]:
            answer(folder, period, careless=bool(fault))
        case ["enheten", "rättar", "i", period]:
            correct(folder, period, folder.answers(period) / f"Svar Kultur – {period} 2024.xlsx")
        case ["controllern", "skriver", "i", period]:
            conclude(folder.plan, period)
        case words:
            _write(*words)


def _write(verb: str, book: str, sheet: str, cell: str, value: str) -> None:
    if verb != "skriv":
        raise ValueError(f"no such step: {verb}")
    patch(Path(book), Edits((Edit(sheet, cell, value),)), Path(book), replace=True)


def _printed(command: str) -> list[str]:
    """What a command prints. How much of it is shown is said in a comment, which PowerShell and sh alike pass over."""
    line, _, part = command.removeprefix("$ ").partition("  # ")
    program, *arguments = shlex.split(_of_make(line) if line.startswith("make ") else line)
    if program != "runxl":
        raise ValueError(f"only runxl and its make targets can be run in a console block: {command}")
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = runxl(arguments)
    said = out.getvalue() if code != _NOT_DONE else err.getvalue() + out.getvalue()
    return _part(_CLOCK.sub(_NOON, said).splitlines(), part)


def _part(lines: list[str], part: str) -> list[str]:
    """As much as the comment says: `de första 12 raderna`, `den sista raden`; without one, all of it."""
    if not part:
        return lines
    which = re.fullmatch(r"den? (första|sista)(?: (\d+))? rad(?:en|erna)", part)
    if which is None:
        raise ValueError(f"a console block shows the lines that it says, not «{part}»")
    count = int(which[2] or 1)
    return lines[:count] if which[1] == "första" else lines[-count:]


def _of_make(line: str) -> str:
    """The runxl command that a make target runs once .venv is there."""
    target = line.removeprefix("make ")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(target)}:.*\n\t@\$\(BIN\)/(runxl .*)$", makefile, re.MULTILINE)
    if found is None:
        raise ValueError(f"make {target} does not run runxl")
    return found[1]
