"""Where Excel looks for what it loads by itself, on each platform."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runxl.addin.install.classes import Classes, this_users
from runxl.errors import RunxlError

_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer: tests make one of their own for each platform."""

    platform: str
    home: Path
    environment: Mapping[str, str]
    classes: Classes | None = None
    """Where Windows keeps the person's COM servers."""


def this_machine() -> Machine:
    return Machine(sys.platform, Path.home(), os.environ, this_users())


@dataclass(frozen=True, slots=True)
class ExcelPlaces:
    """The add-in's place, and in macOS that of the script that starts Python."""

    addin: Path
    script: Path | None = None


def excel_places(machine: Machine) -> ExcelPlaces:
    """Excel's start-up folder: what lies there is loaded without registry or clicks, and Excel trusts its macros."""
    if machine.platform == "win32":
        roaming = machine.environment.get("APPDATA") or str(machine.home / "AppData" / "Roaming")
        return ExcelPlaces(Path(roaming) / "Microsoft" / "Excel" / "XLSTART" / "runxl.xlam")
    if machine.platform == "darwin":
        scripts = machine.home / _MAC_SCRIPTS
        return ExcelPlaces(machine.home / _MAC_STARTUP / "runxl.xlam", scripts / "runxl.applescript")
    raise RunxlError(
        "Excel finns inte för det här operativsystemet. I LibreOffice finns samma knappar: "
        "runxl addin install --libreoffice"
    )
