"""Whether the add-in in Excel is ready: what is in its place, what is wrong, and how it is mended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from runxl.addin.install.machine import Machine, this_machine
from runxl.addin.install.policy import Policy, blocked, registry
from runxl.addin.install.startup import Installed, files
from runxl.addin.install.xlam import Target, library_found, settings, this_python

_AGAIN = "Kör: runxl addin install"
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `remedy` is empty where all is well."""

    text: str
    remedy: str = ""

    @property
    def ready(self) -> bool:
        return not self.remedy


def status(machine: Machine | None = None, target: Target | None = None, policy: Policy = registry) -> list[Check]:
    """Everything that can be told without starting Excel."""
    machine = machine or this_machine()
    target = target or this_python()
    checks: list[Check] = []
    for file in files(machine):
        checks.append(_file(file, target))
        checks += _marked_as_downloaded(file.path)
    checks.append(_python(target.interpreter))
    if machine.platform == "win32":
        checks += _windows(machine, target, policy)
    return checks


def _file(file: Installed, target: Target) -> Check:
    path = file.path
    if not path.exists():
        return Check(f"{path} finns inte", _AGAIN)
    if not file.is_ours():
        return Check(f"{path} är inte skriven av runxl", f"Flytta eller ta bort filen. {_AGAIN}")
    if path.read_bytes() == file.bytes_for(target):
        return Check(f"{path} är på plats")
    return Check(f"{path} {_difference(path, target)}", f"Avsluta Excel. {_AGAIN}")


def _difference(path: Path, target: Target) -> str:
    """Why an add-in of ours is not the one that would be built now."""
    found = settings(path)
    if not found:
        return "är från en annan version av runxl"
    pinned = found.get("INTERPRETER_WIN", "")
    if not Path(pinned).exists():
        return f"pekar på en Python som inte finns längre: {pinned}"
    if pinned != target.interpreter:
        return f"pekar på en annan Python ({pinned}) än den som kör kommandot ({target.interpreter})"
    return (
        f"är byggd med runxl {found.get('RUNXL')} och xlwings {found.get('XLWINGS')} "
        "och skiljer sig från den som byggs nu"
    )


def _marked_as_downloaded(path: Path) -> Iterator[Check]:
    """Windows' Mark of the Web, a stream beside the file's own."""
    if os.path.exists(f"{path}:Zone.Identifier"):  # noqa: PTH110 (a stream is no path)
        yield Check(
            f"{path} är märkt som hämtad från internet, och då kan Excel stänga av dess makron",
            f"Ta bort märkningen (Egenskaper, Avblockera) eller filen. {_AGAIN}",
        )


def _python(interpreter: str) -> Check:
    """Starts the pinned Python as Excel does: far from the current folder."""
    command = [interpreter, "-B", "-E", "-P", "-c", "import runxl.addin.main"]
    try:
        done = subprocess.run(  # noqa: S603 (the interpreter pinned in the add-in)
            command, cwd=Path(sys.executable).parent, capture_output=True, text=True, timeout=_MINUTE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Check(f"Python går inte att starta: {error}", "Installera Python och runxl på nytt. " + _AGAIN)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["okänd orsak"])[-1]
        return Check(f"{interpreter} startar men hittar inte runxl: {reason}", "Installera om runxl med pip. " + _AGAIN)
    return Check(f"{interpreter} startar och hittar runxl")


def _windows(machine: Machine, target: Target, policy: Policy) -> Iterator[Check]:
    if library_found(Path(target.interpreter)):
        yield Check("Python hålls igång mellan klicken")
    else:
        yield Check("Python startas vid varje klick, eftersom xlwings DLL-fil inte ligger vid Python")
    for text, remedy in blocked(policy):
        yield Check(text, f"{remedy}. Mer står på sidan för IT: runxl handbok it")
    if PureWindowsPath(machine.environment.get("APPDATA", "")).drive.startswith("\\\\"):
        yield Check(
            "Excels startmapp ligger på nätverket, och betrodda platser där är avstängda från början",
            "Be IT tillåta betrodda platser på nätverket, eller en lokal startmapp. Mer står på sidan för IT: "
            "runxl handbok it",
        )
