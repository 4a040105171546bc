"""Puts the add-in where Excel loads it, and takes it away again. What is somebody else's is never touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from runxl import resources
from runxl.addin.install.machine import Machine, excel_places, this_machine
from runxl.addin.install.xlam import Target, built, settings, this_python
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import told_in_swedish

_OUR_SCRIPT = b"-- runxl:"
_SPECIAL = '|%"\n\r'
"""Signs that mean something on the way from Excel to Python."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A file that belongs on this machine: the add-in, or in macOS the script that starts Python."""

    path: Path
    is_script: bool = False

    def bytes_for(self, target: Target) -> bytes:
        if self.is_script:
            return (resources.macros() / "excel" / "runxl.applescript").read_bytes()
        return built(target)

    def is_ours(self) -> bool:
        """Whether what stands there was written by us."""
        if not self.path.is_file():
            return False
        return self.path.read_bytes().startswith(_OUR_SCRIPT) if self.is_script else "RUNXL" in settings(self.path)


def files(machine: Machine) -> list[Installed]:
    """All that belongs on a machine."""
    found = excel_places(machine)
    return [Installed(found.addin)] + ([Installed(found.script, is_script=True)] if found.script else [])


def install(machine: Machine | None = None, target: Target | None = None) -> list[Path]:
    """Writes the add-in, and the script in macOS; the files written."""
    target = target or this_python()
    _refuse_interpreter(target.interpreter)
    wanted = files(machine or this_machine())
    for file in wanted:
        if file.path.exists() and not file.is_ours():
            raise RunxlError(f"{file.path} är inte skriven av runxl och skrivs inte över. Flytta eller ta bort den.")
    for file in wanted:
        data = file.bytes_for(target)
        with told_in_swedish(file.path):
            file.path.parent.mkdir(parents=True, exist_ok=True)
            save.write(file.path, data)
    return [file.path for file in wanted]


def remove(machine: Machine | None = None) -> list[Path]:
    """Takes away what `install` wrote; the files that are gone."""
    ours = [file.path for file in files(machine or this_machine()) if file.is_ours()]
    for path in ours:
        with told_in_swedish(path):
            path.unlink()
    return ours


def _refuse_interpreter(interpreter: str) -> None:
    sign = next((sign for sign in _SPECIAL if sign in interpreter), "")
    if sign:
        raise RunxlError(
            f"Sökvägen till Python har tecknet {sign}, som Excel inte kan föra vidare: {interpreter}. "
            "Installera runxl i en annan mapp."
        )
