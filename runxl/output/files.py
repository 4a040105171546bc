"""What every workbook of ours that tells of other files needs: written whole or not at all, and links that work."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runxl.errors import RunxlError

MOST_ROWS = 1_000_000
MOST_LINKS = 60_000
"""Well below what Excel takes: a sheet of ours has other rows and links too."""

_LONGEST_PATH = 1_000
_NO_LINK = re.compile(r"[#%\x00-\x1f]|[\ud800-\udfff]")
"""Signs in a name that Excel takes for something else in a link."""

_CELL = re.compile(r"([A-Z]+[0-9]+)?")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write a workbook to, which takes the target's place once all has gone well."""
    from xlsxwriter.exceptions import FileCreateError

    from runxl.workbook.patch import save  # of which a process that only reads has no need

    with save.whole(path) as temporary:
        try:
            yield temporary
        except FileCreateError as error:  # XlsxWriter's name for what the file system said
            raise error.__cause__ or error.__context__ or error from error


def link_to_file(file: str, folder: Path) -> str:
    """A link to a file from a workbook in `folder`: beside it if it can be said so. Empty if no link would work."""
    try:
        target = Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive
        target = Path(file).absolute().as_posix()
    odd = _NO_LINK.search(target) or len(target) > _LONGEST_PATH
    return "" if odd or not Path(file).is_file() else f"external:{target}"


def link_to_cell(link: str, sheet: str, cell: str) -> str:
    """The link to a file, led on to a cell in it; empty if it cannot be."""
    if not link or _NO_LINK.search(sheet) or not _CELL.fullmatch(cell):
        return ""
    quoted = sheet.replace("'", "''")
    return f"{link}#'{quoted}'!{cell}" if cell else link


def refuse_taken(path: Path, what: str, *, ersatt: bool) -> None:
    """Before anything is read: a workbook of ours that cannot be written under that name. `what`: Rapporten."""
    if path.suffix.lower() != ".xlsx" or path.is_dir():
        raise RunxlError(f"{what} {path} ska vara en fil med ett namn som slutar på .xlsx.")
    if not path.parent.is_dir():
        raise RunxlError(
            f"Mappen {path.parent} finns inte. Skapa den först, eller välj en annan mapp för {what.lower()}."
        )
    if path.exists() and not ersatt:
        raise RunxlError(f"{path} finns redan. Välj ett annat namn, eller lägg till --ersatt för att skriva över den.")
