"""The handbook that came with the program: where its first page is, or a rule's, and into the browser with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from runxl import resources
from runxl.contract.message import suggestion
from runxl.errors import RunxlError


def page(asked: str = "") -> Path:
    """The page of a rule by its code, of anything else by its name (`it`), or the first of all."""
    pages = resources.handbook()
    if not asked:
        return pages / "index.html"
    known = {path.stem.casefold(): path for path in sorted(pages.rglob("*.html"), reverse=True)}
    word = asked.strip().casefold()
    if word not in known:
        raise RunxlError(
            f"Handboken har ingen sida {asked}.{_meant(asked, list(known))} Utan namn öppnas första sidan."
        )
    return known[word]


def shown(found: Path) -> bool:
    """Whether a browser took it. Without a screen none is looked for: one in the terminal would take it over."""
    import webbrowser

    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    searched = os.environ.get("PATH", "")
    # A browser is looked for along the path, and a folder of received files may be on it: "", "." or a name.
    os.environ["PATH"] = os.pathsep.join(one for one in searched.split(os.pathsep) if Path(one).is_absolute())
    try:
        return bool(screen) and webbrowser.open(found.as_uri())
    except (webbrowser.Error, OSError):
        return False
    finally:
        os.environ["PATH"] = searched


def _meant(asked: str, known: list[str]) -> str:
    """A code is suggested as it is written."""
    said = suggestion(asked, known)
    return said.upper().replace("MENADE DU", "Menade du") if " rx" in said else said
