"""Which files a person means: files and folders as given, in a fixed order, each file once."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.excel import LOCK_FILES
from runxl.files.target import real
from runxl.files.windows import far
from runxl.findings import FileReport

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Looked for in folders. Those that runxl cannot read are there so that they get a finding, not silence."""

_NO_WORKBOOKS = (*(before for before, _, _ in LOCK_FILES), "._")
"""How the names of lock files and macOS side files begin."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The files to read, what was given but holds no file, and the names that were left alone."""

    paths: tuple[Path, ...]
    unreadable: tuple[FileReport, ...] = ()
    skipped: tuple[Path, ...] = ()


def choose(given: Iterable[str | os.PathLike[str]], *, leave_out: Path | None = None, deep: bool = True) -> Chosen:
    """Files and folders → files. `leave_out` is a file that the run itself writes; `deep`: folders in folders too."""
    folder = cache(real)  # each folder's links are followed once, and not for each file in it
    seen = {_place(leave_out, folder)} if leave_out else set()
    paths: list[Path] = []
    unreadable: list[FileReport] = []
    skipped: list[Path] = []
    for one in given:
        # Patterns the shell has left as they are, as it does on Windows; one may begin at any root.
        starts = [Path(one)] if os.path.lexists(one) else list(map(Path, sorted(glob.glob(str(one)))))  # noqa: PTH207
        if not starts:
            unreadable.append(_lost(Path(one)))
        for path in chain.from_iterable(_at(start, unreadable, deep=deep) for start in starts):
            place = _place(path, folder)
            if place not in seen:
                seen.add(place)
                (skipped if _is_left_alone(path) else paths).append(path)
    return Chosen(tuple(paths), tuple(unreadable), tuple(skipped))


def _place(path: Path, folder: Callable[[str], Path]) -> str:
    """Where a file lies, whatever it is called by. `folder` follows the links of the one that it is said to be in."""
    there, name = os.path.split(path)
    is_link = os.path.islink(path)  # noqa: PTH114 - of each of many thousand files
    return os.path.normcase(real(path) if is_link else os.path.join(folder(there), name))  # noqa: PTH118


def _at(start: Path, unreadable: list[FileReport], *, deep: bool) -> Iterable[Path]:
    """The file, or those in the folder."""
    if not os.path.isdir(start):  # noqa: PTH112 - each of many thousand files
        return (start,)
    found = list(_files(start, deep=deep))
    if all(_is_left_alone(path) for path in found):
        unreadable.append(_unreadable(Regel.INGEN_ARBETSBOK_I_MAPPEN, start))
    return found


def _files(folder: Path, *, deep: bool) -> Iterator[Path]:
    """Every workbook in a folder, or anywhere below it, also those to be left alone."""
    for root, folders, names in os.walk(folder):
        folders[:] = (
            [] if not deep else sorted((name for name in folders if not name.startswith(".")), key=str.casefold)
        )
        for name in sorted(names, key=lambda name: (name.casefold(), name)):
            path = Path(root, name)
            if name.lower().endswith(_WORKBOOKS) or (_is_left_alone(path) and (".xls" in name or ".ods" in name)):
                yield path


def beside(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """What else stands in a folder, for people to see: files that are no workbooks, and folders."""
    shown = (path for path in folder.iterdir() if not path.name.startswith(".") and not _is_left_alone(path))
    every = sorted(shown, key=lambda path: (path.name.casefold(), path.name))
    folders = tuple(path for path in every if path.is_dir())
    files = (path for path in every if path.is_file() and not path.name.lower().endswith(_WORKBOOKS))
    return tuple(files), folders


def _is_left_alone(path: Path) -> bool:
    """Lock files, temporary files and backups, told by their names."""
    name = path.name.lower()
    return name.startswith(_NO_WORKBOOKS) or ".bak-" in name or name.endswith((".tmp", ".temp"))


def _lost(path: Path) -> FileReport:
    """Windows does not find a path that is too long, even if somebody has made it."""
    why = far(path)
    if not why:
        return _unreadable(Regel.FILEN_FINNS_INTE, path)
    too_far = finding(Regel.FILEN_GAR_INTE_ATT_OPPNA, file=str(path), orsak=why)
    return FileReport(str(path), (too_far,), readable=False)


def _unreadable(code: Regel, path: Path) -> FileReport:
    return FileReport(str(path), (finding(code, file=str(path)),), readable=False)
