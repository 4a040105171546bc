"""Puts the add-in where Excel loads it, and takes it away again. What is somebody else's is never touched."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from runxl import resources
from runxl.addin.install import com
from runxl.addin.install.machine import Machine, this_machine
from runxl.addin.install.xlam import NAME, built, settings
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import told_in_swedish

_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"

_OUR_SCRIPT = b"-- runxl:"
_SPECIAL = '|"\n\r'
"""Signs that mean something on the way from Excel to Python."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A file that belongs on this machine: the add-in, or in macOS the script that starts the Python it names."""

    path: Path
    names_python: bool = False
    is_script: bool = False

    def bytes_for(self, interpreter: str) -> bytes:
        if self.is_script:
            return (resources.macros() / "excel" / "runxl.applescript").read_bytes()
        return built(interpreter if self.names_python else "")

    def is_ours(self) -> bool:
        """Whether what stands there was written by us."""
        if not self.path.is_file():
            return False
        return self.path.read_bytes().startswith(_OUR_SCRIPT) if self.is_script else "RUNXL" in settings(self.path)


def files(machine: Machine) -> list[Installed]:
    """All that belongs on a machine.

    The add-in lies in Excel's start-up folder: what is there it loads by itself, and it trusts its macros.
    """
    if machine.platform == "win32":
        roaming = Path(machine.environment.get("APPDATA") or machine.home / "AppData" / "Roaming")
        return [Installed(roaming / "Microsoft" / "Excel" / "XLSTART" / NAME)]
    if machine.platform == "darwin":
        script = machine.home / _MAC_SCRIPTS / "runxl.applescript"
        return [Installed(machine.home / _MAC_STARTUP / NAME, names_python=True), Installed(script, is_script=True)]
    raise RunxlError(
        "Excel finns inte för det här operativsystemet. I LibreOffice finns samma knappar: "
        "runxl addin install --libreoffice"
    )


def install(machine: Machine | None = None, interpreter: str = sys.executable) -> list[Path]:
    """Writes the add-in, and what starts Python (a script in macOS, registry keys in Windows); the files written."""
    _refuse_interpreter(interpreter)
    machine = machine or this_machine()
    wanted = files(machine)
    for file in wanted:
        if file.path.exists() and not file.is_ours():
            raise RunxlError(f"{file.path} är inte skriven av runxl och skrivs inte över. Flytta eller ta bort den.")
    for file in wanted:
        data = file.bytes_for(interpreter)
        with told_in_swedish(file.path):
            file.path.parent.mkdir(parents=True, exist_ok=True)
            save.write(file.path, data)
    if machine.classes:
        com.register(machine.classes, interpreter)
    return [file.path for file in wanted]


def remove(machine: Machine | None = None) -> list[Path]:
    """Takes away what `install` wrote; the files that are gone."""
    machine = machine or this_machine()
    ours = [file.path for file in files(machine) if file.is_ours()]
    for path in ours:
        with told_in_swedish(path):
            path.unlink()
    if machine.classes:
        com.unregister(machine.classes)
    return ours


def _refuse_interpreter(interpreter: str) -> None:
    sign = next((sign for sign in _SPECIAL if sign in interpreter), "")
    if sign:
        raise RunxlError(
            f"Sökvägen till Python har tecknet {sign}, som Excel inte kan föra vidare: {interpreter}. "
            "Installera runxl i en annan mapp."
        )
