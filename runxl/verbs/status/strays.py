"""Files that have come and cannot be read: damaged, or no workbooks. Whose they are, their names tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.batch.paths import beside
from runxl.excel import fold
from runxl.verbs.dela.file_names import safe
from runxl.verbs.dela.utskick import LIST
from runxl.verbs.drafts import SUFFIX, UNSENT
from runxl.verbs.samla.collect import Collected

_HEAD = 2_000


@dataclass(frozen=True, slots=True)
class Stray:
    """A file, why it cannot be read, and the unit that its name tells; empty if it tells none."""

    file: Path
    unit: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        return {"fil": str(self.file), "enhet": self.unit or None, "varfor": self.why}


def strays(folder: Path, collected: Collected) -> tuple[tuple[Stray, ...], tuple[Path, ...]]:
    """Those of a folder, and the folders in it, which are not looked into."""
    files, folders = beside(folder)
    units = tuple(collected.units)
    damaged = [
        Stray(Path(file.file), _unit(Path(file.file), units), f"{file.findings[0].message} {file.findings[0].remedy}")
        for file in collected.files
        if not file.readable and file.findings and not collected.nobody
    ]
    others = [Stray(path, _unit(path, units), _kind(path)) for path in files if not _is_ours(path)]
    return (*damaged, *others), folders


def _kind(path: Path) -> str:
    kind = f"Filer av slaget {path.suffix.lower()}" if path.suffix else "Filer utan ändelse"
    return f"{kind} läses inte. Be om arbetsboken (.xlsx) som skickades ut."


def _is_ours(path: Path) -> bool:
    """The list of what was sent, and drafts: they have come from nobody."""
    if path.name == LIST:
        return True
    if path.suffix.lower() != SUFFIX:
        return False
    with path.open("rb") as file:
        return UNSENT.encode() in file.read(_HEAD)


def _unit(path: Path, units: Iterable[str]) -> str:
    """The only unit whose name stands in the file's; of names in names, the longest."""
    said = _words(path.stem)
    found = [unit for unit in units if re.search(rf"(?<!\w){re.escape(_words(safe(unit)))}(?!\w)", said)]
    longest = max(found, key=len, default="")
    return longest if all(_words(unit) in _words(longest) for unit in found) else ""


def _words(name: str) -> str:
    return fold(unicodedata.normalize("NFC", name).replace("_", " "))
