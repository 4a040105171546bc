"""Whether the add-in in Excel is ready: what is in its place, what is wrong, and how it is mended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from runxl import __version__
from runxl.addin.install import com
from runxl.addin.install.machine import Machine, this_machine
from runxl.addin.install.policy import Policy, blocked, harmless, registry
from runxl.addin.install.startup import Installed, files
from runxl.addin.install.xlam import is_signed, settings
from runxl.addin.server import PROGID

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


def status(machine: Machine | None = None, interpreter: str = sys.executable, policy: Policy = registry) -> list[Check]:
    """Everything that can be told without starting Excel."""
    machine = machine or this_machine()
    checks: list[Check] = []
    for file in files(machine):
        checks.append(_file(file, interpreter))
        checks += _marked_as_downloaded(file.path)
    checks.append(_python(interpreter))
    if machine.platform == "win32":
        checks += _windows(machine, interpreter, policy)
    return checks


def _file(file: Installed, interpreter: str) -> Check:
    path = file.path
    if not path.exists():
        return Check(f"{path} finns inte", _AGAIN)
    if not file.is_ours():
        return Check(f"{path} är inte skriven av runxl", f"Flytta eller ta bort filen. {_AGAIN}")
    if path.read_bytes() == file.bytes_for(interpreter):
        return Check(f"{path} är på plats")
    if not file.names_python and settings(path).get("RUNXL") == __version__ and is_signed(path):
        return Check(f"{path} är på plats, och signerad")
    return Check(f"{path} {_difference(file, interpreter)}", f"Avsluta Excel. {_AGAIN}")


def _difference(file: Installed, interpreter: str) -> str:
    """Why an add-in of ours is not the one that would be built now."""
    found = settings(file.path)
    pinned = found.get("INTERPRETER", "")
    if file.names_python and found:
        if not Path(pinned).exists():
            return f"pekar på en Python som inte finns längre: {pinned}"
        if pinned != interpreter:
            return f"pekar på en annan Python ({pinned}) än den som kör kommandot ({interpreter})"
    return "är från en annan version av runxl"


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
        return Check(f"{interpreter} startar men hittar inte runxl: {reason}", "Installera om runxl. " + _AGAIN)
    return Check(f"{interpreter} startar och hittar runxl")


def _windows(machine: Machine, interpreter: str, policy: Policy) -> Iterator[Check]:
    yield _engine(machine, interpreter)
    yield from map(Check, harmless(policy))
    for text, remedy in blocked(policy):
        yield Check(text, f"{remedy}. Mer står på sidan för IT: runxl handbok it")
    if PureWindowsPath(machine.environment.get("APPDATA", "")).drive.startswith("\\\\"):
        yield Check(
            "Excels startmapp ligger på nätverket, och betrodda platser där är avstängda från början",
            "Be IT tillåta betrodda platser på nätverket, eller en lokal startmapp. Mer står på sidan för IT: "
            "runxl handbok it",
        )


def _engine(machine: Machine, interpreter: str) -> Check:
    """What the buttons call, tried as they do it: Windows starts the Python that is registered, and it answers."""
    found = com.registered(machine.classes) if machine.classes else None
    if not machine.classes or not found:
        return Check("Windows vet inte vilken Python knapparna ska nå", _AGAIN)
    if not com.is_registered(machine.classes, interpreter):
        return Check(f"Knapparna når en annan Python, eller en annan version: {found}", f"Avsluta Excel. {_AGAIN}")
    try:
        _call()
    except Exception as error:  # noqa: BLE001  # pywintypes.com_error, which exists on Windows alone
        return Check(
            f"Windows startar inte Python åt knapparna: {error}",
            "Be IT tillåta Python (pythonw.exe) i programkontrollen. Mer står på sidan för IT: runxl handbok it",
        )
    return Check("Windows startar Python åt knapparna, och håller den igång mellan klicken")


def _call() -> None:
    from win32com.client.dynamic import Dispatch

    Dispatch(PROGID).Version()
