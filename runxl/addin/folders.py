"""Where the add-in keeps its own files on this platform: the log and what may be undone."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def log_file() -> Path:
    folder = Path.home() / "Library" / "Logs" / "runxl" if sys.platform == "darwin" else _cache() / "logg"
    return folder / "runxl.log"


def undo_folder() -> Path:
    """One small file per workbook that may be undone."""
    return _cache() / "angra"


def _cache() -> Path:
    """RUNXL_CACHE goes before the platform's own folder."""
    chosen = os.environ.get("RUNXL_CACHE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "runxl"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "runxl"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "runxl"
