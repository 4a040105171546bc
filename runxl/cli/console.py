"""The table of signs that whoever reads what is printed reads it by."""

from __future__ import annotations

import codecs
import io
import os
import stat
import sys
from collections.abc import Callable, Mapping

UTF8 = "utf-8"


def _code_page() -> str:
    """Of the console that the process has; a name that no table has where there is none."""
    if sys.platform == "win32":
        import ctypes

        return f"cp{ctypes.windll.kernel32.GetConsoleOutputCP()}"
    return UTF8


def table(
    stream: io.TextIOWrapper, known: Mapping[str, str] = os.environ, code_page: Callable[[], str] = _code_page
) -> str:
    """UTF-8, in a file too; but down a pipe in Windows the console's.

    By that PowerShell reads what it is to show, keep or search, and so do `more` and `find`. Whoever has asked Python
    for UTF-8 is not told otherwise, nor a terminal of Unix's kind, such as Git's: it stands at a pipe's other end.
    """
    if known.get("PYTHONUTF8") == "1" or "TERM" in known:
        return UTF8
    try:
        piped = stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
        return codecs.lookup(code_page()).name if piped else UTF8
    except (OSError, LookupError):  # no file of the system's, or a table that Python does not have
        return UTF8
