"""A copy of the program that a test adds something to, as a developer would, and what the copy then does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]

_FILL = """
import sys
from pathlib import Path
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
cells = dict(one.split("=", 1) for one in sys.argv[3:])
patch(Path(sys.argv[1]), Edits(cells=tuple(
    Edit(sys.argv[2], cell, float(said) if said.isdigit() else said) for cell, said in cells.items()
)))
"""


def copied(folder: Path) -> Path:
    shutil.copytree(TOP / "runxl", folder / "runxl", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("validation", "workbooks"):
        shutil.copytree(TOP / name, folder / name)
    return folder


def written(path: Path, source: str) -> None:
    """A module of the copy. What Python has made of it before goes: it knows files apart by their second and size."""
    shutil.rmtree(path.parent / "__pycache__", ignore_errors=True)
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONIOENCODING": "utf-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-P", "-W", "error", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=copy, env=environment, check=False)


def runxl(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that does what it is asked."""
    done = run(copy, "-m", "runxl", *arguments)
    assert done.returncode in (0, 1), done.stderr
    return done


def fill(copy: Path, file: str, sheet: str, **cells: str) -> None:
    done = run(copy, "-c", _FILL, file, sheet, *(f"{cell}={said}" for cell, said in cells.items()))
    assert done.returncode == 0, done.stderr
