"""What a wheel has that no folder here holds: the handbook as web pages, made of docs/ when the wheel is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Builds the pages into build/handbok, from where an editable install reads them too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        from docs.webb.bygg import build

        pages = Path(self.root) / "build" / "handbok"
        build(pages, Path(self.root))
        if version != "editable":
            build_data["force_include"][str(pages)] = "runxl/_data/handbok"
            build_data["force_include"][str(self._empty())] = "runxl/contract/__pycache__"

    def _empty(self) -> Path:
        """What the program fills in (runxl.contract.kept): pip takes away what it has brought, and nothing else."""
        folder = Path(self.root) / "build" / "kept"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("contract", "rules"):
            (folder / f"{name}.kept").write_bytes(b"")
        return folder
