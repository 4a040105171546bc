"""File names that every system takes, made from what units are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_LONGEST = 110
"""Bytes of a unit's name in a file name: folders and a backup's ending must also find room."""


def file_names(units: Iterable[str], when: str, *, word: str = "Svar", suffix: str = ".xlsx") -> dict[str, str]:
    """`Svar Kultur – DÅ 1 2026.xlsx` for each unit; two that would get the same name are numbered.

    The word before the name also keeps it from being one that Windows has reserved (CON, NUL, COM1).
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        stem = safe(unit)
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number})"
        taken.add(name.casefold())
        names[unit] = f"{word} {name} – {safe(when)}{suffix}"
    return names


def safe(unit: str) -> str:
    """A name without what a file's name cannot hold."""
    text = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", unit))
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.split()).encode()[:_LONGEST].decode(errors="ignore")
    return text.strip(" .") or "enhet"
