"""Where everything in a demonstration stands."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from runxl.errors import Hint, RunxlError

_README = "LÄS MIG.txt"
_TEXT = (
    "Den här mappen är skapad av «runxl demo» och visar ett år: planen, två delårsrapporter, årsrapporten och nästa\n"
    "år. Uppgifterna om hur året slutade är hämtade ur en årsrapport för 2024. Svaren i april och augusti är\n"
    "påhittade för visningen, och allt som är påhittat eller tolkat säger det i kolumnen Kommentar.\n"
    "Mappen kan tas bort när som helst, och göras om från början med samma kommando.\n"
)


@dataclass(frozen=True, slots=True)
class Folder:
    top: Path

    @property
    def plan(self) -> Path:
        return self.top / "Plan 2024.xlsx"

    def sent(self, period: str) -> Path:
        return self.top / f"Utskick {period}"

    def answers(self, period: str) -> Path:
        return self.top / f"Svar {period}"

    @property
    def report(self) -> Path:
        return self.top / "Årsrapport 2024.docx"

    @property
    def summary(self) -> Path:
        return self.top / "Sammanställning 2024.xlsx"

    @property
    def next_plan(self) -> Path:
        return self.top / "Plan 2025.xlsx"


def prepare(top: Path, *, replace: bool) -> Folder:
    """An empty folder. What stands in one is removed only if an earlier demonstration made it, and on demand."""
    folder, readme = Folder(top), top / _README
    if top.exists() and not top.is_dir():
        raise RunxlError(f"{top} är ingen mapp. Ange en mapp för exemplet, till exempel «runxl demo exempel».")
    if top.is_dir() and any(top.iterdir()):
        if not readme.is_file():
            raise RunxlError(f"Mappen {top} är inte tom. Ange en annan mapp för exemplet: runxl demo MAPP.")
        if not replace:
            raise RunxlError(f"Det finns redan ett exempel i {top}.", Hint.REPLACE_IN_FOLDER)
        _remove(folder)
    top.mkdir(parents=True, exist_ok=True)
    readme.write_text(_TEXT, encoding="utf-8")
    return folder


def _remove(folder: Folder) -> None:
    """Only what a demonstration makes: other files in the folder stay."""
    for pattern in (folder.sent("*"), folder.answers("*")):
        for made in folder.top.glob(pattern.name):
            shutil.rmtree(made, ignore_errors=True)
    kept = folder.top.glob(f"{folder.plan.stem} (*){folder.plan.suffix}")
    for made in (folder.plan, *kept, folder.report, folder.summary, folder.next_plan):
        for file in (made, *folder.top.glob(f"{made.name}.bak-*")):
            file.unlink(missing_ok=True)
