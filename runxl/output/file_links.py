"""What every workbook of ours that tells of other files needs: links that work, and no more than Excel takes."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from runxl.excel import position, reference

MOST_ROWS = 1_000_000
MOST_LINKS = 60_000
"""Well below what Excel takes: a sheet of ours has other rows and links too."""

_LONGEST_PATH = 1_000
_NO_LINK = re.compile(r"[#%\x00-\x1f]|[\ud800-\udfff]")
"""Signs in a name that Excel takes for something else in a link."""

_ELSEWHERE = re.compile(r'[:\\|<>"]')
"""What a file may be called on Linux and a Mac, and what a program on Windows reads as another place: `javascript:`,
`ms-excel:`, `\\\\server`."""

_DRIVE = re.compile(r"[A-Za-z]:/")


def link_to_file(file: str, folder: Path, *, was_read: bool = False) -> str:
    """A link to a file from a workbook in `folder`: beside it if it can be said so. Empty if no link would work."""
    place, name = os.path.split(file)
    way, drive = _way(place, folder, "" if os.path.isabs(place) else os.getcwd())  # noqa: PTH109, PTH117
    target = way + name
    named = target.removeprefix(drive)
    odd = _NO_LINK.search(target) or _ELSEWHERE.search(named) or len(target) > _LONGEST_PATH
    is_there = was_read or os.path.isfile(file)  # noqa: PTH113
    return "" if odd or not is_there else f"external:{target}"


@lru_cache(maxsize=1024)
def _way(place: str, folder: Path, _here: str) -> tuple[str, str]:
    """The way from a folder to another, and the drive where it is another drive: the same for all files that are there.

    `_here`: what a place that is not whole begins from.
    """
    try:
        way = os.path.relpath(place or ".", folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        way = Path(place).absolute().as_posix()
        found = _DRIVE.match(way)
        return f"{way.rstrip('/')}/", found[0] if found else ""
    return "" if way == "." else f"{way}/", ""


def link_to_cell(link: str, sheet: str, cell: str) -> str:
    """The link to a file, led on to a cell in it; empty if it cannot be."""
    if not link or _NO_LINK.search(sheet) or (cell and not position(cell)):
        return ""
    return f"{link}#{reference(sheet, cell)}" if cell else link
