"""Modules that tell when somebody imports them: for folders where nobody may look for modules."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

TRAP = "open({mark!r}, 'a').write(__name__ + '\\n')\nraise ImportError(__name__)\n"
_TOO_EARLY = {"abc", "codecs", "encodings", "io"}
"""Without these Python cannot open a file, and so not tell."""


class Traps:
    """A trap for each module of Python's own and each installed package, in every folder given."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark
        known = {*sys.stdlib_module_names, *metadata.packages_distributions(), "runxl", "tests"}
        self._names = sorted(name for name in known - _TOO_EARLY if name.isidentifier())

    def lay(self, folder: Path, *only: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for name in only or self._names:
            (folder / f"{name}.py").write_text(TRAP.format(mark=str(self._mark)), encoding="utf-8")
        return folder

    @property
    def sprung(self) -> list[str]:
        """The modules that somebody took from one of the folders."""
        return self._mark.read_text(encoding="utf-8").split() if self._mark.exists() else []

    def everywhere(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Traps in the current folder, where Python and the system are told to look, and where temporary files lie."""
        self.lay(folder)
        monkeypatch.chdir(folder)
        for name in ("PYTHONPATH", "TEMP", "TMP", "TMPDIR"):
            monkeypatch.setenv(name, str(folder))
        monkeypatch.setattr(sys, "path", [*sys.path, "", str(folder)])
        return folder
