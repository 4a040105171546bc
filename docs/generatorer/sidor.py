"""The pages whose pictures stand in the handbook, and how a browser draws them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docs.generatorer import ROOT
from runxl.verbs.ny.new import new
from runxl.verbs.rapport import write_document
from runxl.verbs.sammanfatta import summarize
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_DECIDED = {
    "Kulturnämnden": ("Helt", "Delvis", "Delvis", "Helt", "Delvis", "Helt"),
    "Nämnden för regional utveckling": ("Delvis", "Delvis", "Helt", "Delvis", "Inte", "Helt"),
    "Trafiknämnden": ("Delvis", "Helt", "Delvis", "Inte", "Delvis", "Delvis"),
}
"""What three nämnder have decided of their mål, in the order of the sheet."""


@dataclass(frozen=True, slots=True)
class Shot:
    """The top of a page, as wide and high as it is drawn."""

    name: str
    page: str
    width: int
    height: int


SHOTS = (
    Shot("sida", "Årsrapport 2024.html", 1100, 900),
    Shot("sida-om-manga", "Regionen 2024.html", 1100, 780),
)


def browser() -> str | None:
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def make(folder: Path) -> None:
    """The pages, in a folder."""
    plans = [_plan(folder / f"{namnd}.xlsx", namnd, decided) for namnd, decided in _DECIDED.items()]
    write_document(plans[1], folder / SHOTS[0].page)
    summarize(plans, folder / SHOTS[1].page)


def _plan(path: Path, namnd: str, decided: tuple[str, ...]) -> Path:
    new(path, example=True, namnd=namnd)
    told = ((f"G{row}", status) for row, status in enumerate(decided, 2))
    why = ((f"H{row}", "Nämndens samlade bedömning.") for row, _ in enumerate(decided, 2))
    patch(path, Edits(cells=tuple(Edit("Mål", cell, said) for cell, said in (*told, *why))))
    for backup in path.parent.glob(f"{path.name}.bak-*"):
        backup.unlink()
    return path


@cache
def contents() -> tuple[bytes, ...]:
    """What each picture is drawn from."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        return tuple((Path(folder) / one.page).read_bytes() for one in SHOTS)


def draw(one: Shot, content: bytes, out: Path) -> None:
    program = browser()
    if program is None:
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "sida.html"
        page.write_bytes(content)
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/profil"]
        size = [f"--window-size={one.width},{one.height}", f"--screenshot={out}"]
        subprocess.run([program, *quiet, *size, page.as_uri()], check=True, capture_output=True, cwd=ROOT)
