"""A copy of the program that a test adds something to, as a developer would, and what the copy then does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch

TOP = Path(__file__).resolve().parents[1]

_EACH = """
import json, sys
from runxl.cli import main
sys.exit(max(main(command) for command in json.loads(sys.argv[1])))
"""


def copied(folder: Path) -> Path:
    """With what Python has made of it: to make it anew takes longer than most of what is asked of a copy."""
    for name in ("runxl", "validation", "workbooks"):
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


def runxl_each(copy: Path, *commands: Sequence[str]) -> None:
    """Several, one after the other: to start takes longer than most of them."""
    done = run(copy, "-c", _EACH, json.dumps(commands))
    assert done.returncode in (0, 1), done.stderr


def fill(copy: Path, file: str, sheet: str, **cells: str) -> None:
    """As people do; the copy has no part in it."""
    said = (Edit(sheet, cell, float(one) if one.isdigit() else one) for cell, one in cells.items())
    patch(copy / file, Edits(cells=tuple(said)))
