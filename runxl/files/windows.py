"""What Windows alone refuses: a path that is too long, and a file that another program holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LONGEST = 259 if sys.platform == "win32" else sys.maxsize
"""Signs in a path that Windows finds, unless IT has allowed more. It says of a longer one that it is not there."""

_SHORTER = "Välj en mapp med kortare sökväg, eller be IT tillåta långa sökvägar (LongPathsEnabled)."


def far(path: str | os.PathLike[str], added: int = 0) -> str:
    """That a path is too long, if it is; `added` is what the longest name beside it has more."""
    length = len(os.path.abspath(path)) + added  # noqa: PTH100 (a link stays what it is called)
    with_copy = " med sin säkerhetskopia" if added else ""
    if length <= LONGEST:
        return ""
    return f"sökvägen{with_copy} är {length} tecken, och Windows tar emot högst {LONGEST} om IT inte har tillåtit fler"


def too_far(path: str | os.PathLike[str], added: int = 0) -> str:
    """The same as a whole message, with what to do."""
    why = far(path, added)
    return f"{Path(path).name} går inte att nå: {why}. {_SHORTER}" if why else ""


if sys.platform == "win32":
    import _winapi

    def is_held(path: str | os.PathLike[str]) -> bool:
        """Whether another program has the file open and lets nobody write in it, as Excel does."""
        shared_with_all, violation = 7, 32
        how = (_winapi.GENERIC_WRITE, shared_with_all, _winapi.NULL, _winapi.OPEN_EXISTING, 0, _winapi.NULL)
        try:
            _winapi.CloseHandle(_winapi.CreateFile(os.fspath(path), *how))
        except OSError as error:
            return error.winerror == violation
        return False
else:

    def is_held(_path: str | os.PathLike[str]) -> bool:
        """Elsewhere an open file stops nobody."""
        return False
