"""Windows' own boxes: a message, and one that asks for a workbook; and where a person's documents are, and are opened.

Elsewhere a line on stderr, the home folder, and nobody to ask.
"""

from __future__ import annotations

import sys
from pathlib import Path

from runxl.addin.messages import TITLE

if sys.platform == "win32":
    import ctypes
    import os
    from ctypes import wintypes

    _INFORMATION, _IN_FRONT = 0x40, 0x10000
    _MUST_EXIST, _NO_CHANGE_OF_FOLDER = 0x1800, 0x8
    _LONGEST = 32_768
    _DOCUMENTS = 5

    class _Asked(ctypes.Structure):
        """OPENFILENAMEW: what GetOpenFileNameW is asked and answers."""

        _fields_ = (
            ("size", wintypes.DWORD), ("owner", wintypes.HWND), ("instance", wintypes.HINSTANCE),
            ("kinds", wintypes.LPCWSTR), ("own_kinds", wintypes.LPWSTR), ("own_length", wintypes.DWORD),
            ("kind", wintypes.DWORD), ("file", wintypes.LPWSTR), ("length", wintypes.DWORD),
            ("name", wintypes.LPWSTR), ("name_length", wintypes.DWORD), ("folder", wintypes.LPCWSTR),
            ("title", wintypes.LPCWSTR), ("flags", wintypes.DWORD), ("at_name", wintypes.WORD),
            ("at_ending", wintypes.WORD), ("ending", wintypes.LPCWSTR), ("data", wintypes.LPARAM),
            ("hook", ctypes.c_void_p), ("template", wintypes.LPCWSTR), ("reserved", ctypes.c_void_p),
            ("reserved_too", wintypes.DWORD), ("more_flags", wintypes.DWORD),
        )  # fmt: skip

    def tell(text: str) -> None:
        """Shows a message box and waits until it is closed."""
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, _INFORMATION | _IN_FRONT)

    def choose_workbook(title: str) -> Path | None:
        """The workbook that the person chooses, or None."""
        answer = ctypes.create_unicode_buffer(_LONGEST)
        asked = _Asked(
            size=ctypes.sizeof(_Asked), kinds="Arbetsböcker\0*.xlsx;*.xlsm\0\0", title=title, length=_LONGEST,
            file=ctypes.cast(answer, wintypes.LPWSTR), flags=_MUST_EXIST | _NO_CHANGE_OF_FOLDER,
        )  # fmt: skip
        chosen = ctypes.windll.comdlg32.GetOpenFileNameW(ctypes.byref(asked))
        return Path(answer.value) if chosen else None

    def documents() -> Path:
        """The folder, also where the organisation has moved it."""
        found = ctypes.create_unicode_buffer(_LONGEST)
        failed = ctypes.windll.shell32.SHGetFolderPathW(None, _DOCUMENTS, None, 0, found)
        return Path.home() if failed else Path(found.value)

    def open_file(path: Path) -> None:
        """In the program that the person opens such files with."""
        os.startfile(path)  # noqa: S606 (a file that we have written)

else:

    def tell(text: str) -> None:
        """On stderr, where there are no boxes of Windows'."""
        sys.stderr.write(f"{text}\n")

    def choose_workbook(title: str) -> Path | None:  # noqa: ARG001 (the same face as in Windows)
        """Nothing can be asked here."""
        return None

    def documents() -> Path:
        """The nearest there is."""
        return Path.home()

    def open_file(path: Path) -> None:
        """Nothing is opened here."""
