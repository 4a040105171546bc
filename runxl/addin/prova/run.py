"""The list tried from the first row to the last, and the protocol of it: what runxl saw, and what the person saw."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl import __version__
from runxl.addin import compute
from runxl.addin.prova.bench import Bench, Unexpected
from runxl.addin.prova.checklist import WINDOWS, Row
from runxl.addin.prova.tries import TRIES

if TYPE_CHECKING:
    from runxl.addin.install.health import Check

Ask = Callable[[str], str]
"""Puts a question to the person, and gives what was typed."""

Tell = Callable[[str], None]


class HowItWent(Enum):
    """How it went, in the protocol's words."""

    EXPECTED = "som väntat"
    OTHER = "INTE som väntat"
    UNTRIED = "inte provat"


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a row: by runxl's own try, and by the person's eyes."""

    row: Row
    tried: HowItWent = HowItWent.UNTRIED
    told: str = ""
    looked: HowItWent = HowItWent.UNTRIED
    remark: str = ""

    @property
    def outcomes(self) -> set[HowItWent]:
        """Of what there was to try and to look at."""
        return ({self.tried} if self.row.tried else set()) | ({self.looked} if _to_look_at(self.row) else set())


def run(bench: Bench, ask: Ask | None, tell: Tell, rows: Sequence[Row] | None = None) -> list[Seen]:
    """First what needs no eyes, while the person keeps their hands off; then the questions, if there is who answers."""
    seen = []
    for number, row in enumerate(WINDOWS if rows is None else rows, 1):
        one = _tried(Seen(row), bench) if row.tried else Seen(row)
        if row.tried:
            tell(f"{number:2}. {row.what}: {one.tried.value}")
        seen.append(one)
    if ask is None:
        return seen
    return [_looked(one, number, ask) if _to_look_at(one.row) else one for number, one in enumerate(seen, 1)]


def _tried(seen: Seen, bench: Bench) -> Seen:
    try:
        return replace(seen, tried=HowItWent.EXPECTED, told=TRIES[seen.row.tried](bench))
    except Unexpected as found:
        return replace(seen, tried=HowItWent.OTHER, told=str(found))
    except Exception as error:  # noqa: BLE001  # whatever Excel answers belongs in the protocol
        return replace(seen, tried=HowItWent.OTHER, told=f"{type(error).__name__}: {error}")


def _to_look_at(row: Row) -> str:
    """The question to the person; nothing where runxl's own try is enough."""
    if row.looks or row.tried:
        return row.looks
    return f"{row.what}.\n    Väntat: {row.expected}."


def _looked(seen: Seen, number: int, ask: Ask) -> Seen:
    answer = ask(f"\n{number:2}. {_to_look_at(seen.row)}\n    Som väntat? [j = ja, n = nej, Retur = prova inte] ")
    if answer.strip()[:1].casefold() == "j":
        return replace(seen, looked=HowItWent.EXPECTED)
    if answer.strip()[:1].casefold() == "n":
        return replace(seen, looked=HowItWent.OTHER, remark=ask("    Vad såg du? ").strip())
    return seen


def protocol(seen: Sequence[Seen], application: Any, workbook: str, checks: Sequence[Check]) -> str:
    """A text that can be mailed."""
    counted = ", ".join(f"{sum(outcome in one.outcomes for one in seen)} {outcome.value}" for outcome in HowItWent)
    parts = [
        f"Prov av knapparna i runxl {__version__}, {compute.now():%Y-%m-%d %H:%M}",
        f"Excel {application.Version}, build {application.Build}, {application.OperatingSystem}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"Arbetsbok: en kopia av {workbook}",
        f"Rader: {counted}",
        "",
    ]
    for number, one in enumerate(seen, 1):
        parts += [f"{number:2}. {one.row.what}", f"    Väntat: {one.row.expected}"]
        if one.row.tried:
            parts.append(f"    runxl: {one.tried.value}. {_indented(one.told)}")
        if _to_look_at(one.row):
            parts.append(f"    Ögat: {one.looked.value}. {_indented(one.remark)}".rstrip())
        parts.append("")
    parts.append("runxl addin status")
    parts += [f"    {'✔' if one.ready else '✖'} {one.text}" for one in checks]
    return "\n".join((*parts, ""))


def _indented(text: str) -> str:
    return text.replace("\n", "\n      ")


def copied(source: Path | None, folder: Path) -> Path:
    """What is opened: a copy of the person's own workbook, or the example, under a name that no other has."""
    import runxl

    path = folder / f"Prov av runxl {compute.now():%Y-%m-%d %H.%M}.xlsx"
    if source is None:
        return Path(runxl.new(path, example=True))
    return Path(shutil.copyfile(source, path))


def is_somebody_there() -> bool:
    """Whether there is a terminal to put questions in."""
    return sys.stdin is not None and sys.stdin.isatty()
