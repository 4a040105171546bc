"""A file that is to be written: whether it can be and may be, and in Swedish what the file system says if not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

from runxl.errors import Hint, RunxlError
from runxl.excel import LOCK_FILES
from runxl.files import windows
from runxl.svenska import capital, listed

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_SAID = {
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "mappen finns inte",
    errno.ENOENT: "filen finns inte",
    errno.ELOOP: "länken leder tillbaka till sig själv",
    errno.EIO: "disken svarar med ett fel",
    errno.EBUSY: "filen används av ett annat program",
    errno.ETXTBSY: "filen används av ett annat program",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EINVAL: "namnet går inte att använda",
    errno.EMFILE: "för många filer är öppna",
    errno.ENFILE: "för många filer är öppna",
    errno.ESTALE: "nätverksmappen svarar inte",
    errno.ETIMEDOUT: "nätverksmappen svarar inte",
    errno.EHOSTUNREACH: "nätverksmappen svarar inte",
    errno.ENOTCONN: "nätverksmappen svarar inte",
    **dict.fromkeys(_FULL, "disken är full"),
    **dict.fromkeys(_FORBIDDEN, "behörighet saknas"),
}
"""The operating system's own words are in the language that it was installed in, or in English."""

_ADDED = len(".-01234567.runxl-lock")
"""What the longest of our names beside a file has more than the file's own: a backup's has one less."""


def refuse(path: Path, kinds: Sequence[str], *, replace: bool) -> None:
    """What stops a run before anything is read: a name that a file of these kinds cannot have, or one that is taken."""
    if path.is_dir():
        raise RunxlError(f"{path} är en mapp. Ange ett filnamn.")
    if path.suffix.lower() not in kinds:
        raise RunxlError(f"{path.name} måste sluta på {listed(kinds, 'eller')}: annars går filen inte att öppna.")
    _refuse_lost(path)
    if path.exists() and not replace:
        raise RunxlError(f"{path} finns redan.", Hint.REPLACE)


def refuse_unwritable(target: Path) -> None:
    """Refuse a target that somebody has open or has protected."""
    _refuse_lost(target)
    for before, after, program in LOCK_FILES:
        name = f"{before}{target.name}{after}"
        if os.path.lexists(target.with_name(name)):  # false, not an error, for a name that is too long
            raise RunxlError(
                f"{target.name} är öppen i {program}. Stäng den där och försök igen, eller ange en annan fil "
                f"att skriva till. Är den inte öppen hos någon: ta bort låsfilen {name} i samma mapp."
            )
    if target.exists() and not target.stat().st_mode & _WRITABLE:
        raise RunxlError(
            f"{target.name} är skrivskyddad. Ta bort skrivskyddet eller ange en annan fil att skriva till."
        )


def free_name(wanted: Path) -> Path:
    """The name, with a number after it if it is taken: nobody's file is written over where nobody is asked."""
    numbered = (wanted.with_stem(f"{wanted.stem} ({number})") for number in count(2))
    return next(path for path in chain((wanted,), numbered) if not os.path.lexists(path))


def _refuse_lost(target: Path) -> None:
    if not target.parent.is_dir():
        lost = f"Mappen {target.parent} finns inte. Skapa den eller ange en annan."
        raise RunxlError(windows.too_far(target.parent) or lost)


def real(path: str | os.PathLike[str]) -> Path:
    """Where a file lies once every link has been followed, if the folder can tell: not all networks' can in Windows."""
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return Path(os.path.abspath(path))  # noqa: PTH100 (as given, and whole)


@contextmanager
def told_in_swedish(target: Path) -> Iterator[None]:
    """Errors of the file system, as what to do about them."""
    try:
        yield
    except OSError as error:
        raise RunxlError(_message(error, target)) from error


def reason_of(error: OSError) -> str:
    """What the operating system refused, in a few Swedish words."""
    return _SAID.get(error.errno or 0, f"felnummer {error.errno}" if error.errno else "okänt fel")


def said_of(error: OSError) -> str:
    """The same as a whole sentence, with the place and what to do where the reason is a common one."""
    where = f"{error.filename}: " if error.filename else ""
    if isinstance(error, PermissionError) and error.filename and windows.is_held(error.filename):
        return f"{where}Filen är öppen i ett annat program. Stäng den där och försök igen."
    if isinstance(error, FileNotFoundError) and error.filename and windows.far(error.filename):
        return windows.too_far(error.filename)
    if isinstance(error, PermissionError):
        return f"{where}Behörighet saknas. Kontrollera att du får läsa och skriva i mappen."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{where}Mappen eller filen finns inte. Kontrollera namnet."
    if error.errno == errno.ENOSPC:
        return f"{where}Disken är full. Frigör utrymme och försök igen."
    return f"{where}{capital(reason_of(error))}."


def _message(error: OSError, target: Path) -> str:
    if error.errno in _FULL:
        return f"Disken är full, och {target.name} har inte ändrats. Frigör utrymme och försök igen."
    if error.errno in _FORBIDDEN and windows.is_held(target):
        return (
            f"{target.name} är öppen i ett annat program, och ingenting har skrivits. Stäng den där och försök igen, "
            "eller ange en annan fil att skriva till."
        )
    if error.errno in _FORBIDDEN:
        return (
            f"Det går inte att skriva {target.name} i mappen {target.parent}: filen eller mappen är skrivskyddad "
            "eller används av ett annat program. Stäng programmet, eller kopiera filen till en mapp där du får skriva."
        )
    if error.errno == errno.ENOENT and windows.far(target, _ADDED):
        return windows.too_far(target, _ADDED)
    if error.errno == errno.ENOENT:
        return f"Det finns ingen fil som heter {error.filename or target}. Kontrollera namnet och mappen."
    if error.errno == errno.ENAMETOOLONG:
        return f"Namnet {target.name} är för långt för att en säkerhetskopia ska få plats. Ge filen ett kortare namn."
    return f"Det gick inte att skriva {target.name} ({reason_of(error)}), och filen har inte ändrats. Försök igen."
