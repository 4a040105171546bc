"""Writes the generated parts of the documentation, or with --kontrollera says which of them are out of date.

    python -m docs.generera
    python -m docs.generera --kontrollera

A generator is a function that takes nothing and returns the files it makes, path (from the top) → text.
To add one, put it in GENERATORS. Files under OWNED that no generator makes any longer are removed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docs.generatorer import ROOT, Files, bilder
from docs.generatorer.api import api
from docs.generatorer.excel import checklist
from docs.generatorer.exempel import worked_examples
from docs.generatorer.json import json_page
from docs.generatorer.kolumner import columns
from docs.generatorer.kommandon import commands_page
from docs.generatorer.konsol import consoles
from docs.generatorer.regler import rules
from docs.generatorer.styrmodell import styrmodell

GENERATORS: tuple[Callable[[], Files], ...] = (
    rules,
    columns,
    styrmodell,
    worked_examples,
    api,
    commands_page,
    json_page,
    checklist,
    consoles,
    bilder.sources,
)
OWNED = ("docs/regler",)


def out_of_date(root: Path) -> dict[str, str | None]:
    """What differs from what the generators make: path → new text, or None for a file that should not be there."""
    files = {path: text for generator in GENERATORS for path, text in generator().items()}
    wrong: dict[str, str | None] = {path: text for path, text in files.items() if _read(root / path) != text}
    for folder in OWNED:
        there = (path.relative_to(root).as_posix() for path in sorted((root / folder).glob("*.md")))
        wrong |= dict.fromkeys(path for path in there if path not in files)
    return wrong


def write(root: Path, changes: Mapping[str, str | None]) -> None:
    for name, text in changes.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _with_pictures(changes: dict[str, str | None]) -> dict[str, str | None]:
    """Stale pictures are drawn before their sources are noted; where they cannot be, both are left."""
    if bilder.SOURCES not in changes:
        return changes
    if bilder.can_draw():
        bilder.draw()
        return {**changes, **bilder.sources()}
    sys.stdout.write("Bilderna är inte omritade: det kräver LibreOffice (soffice), poppler (pdftoppm) och Chromium.\n")
    return {path: text for path, text in changes.items() if path != bilder.SOURCES}


def main(arguments: list[str]) -> int:
    changes = out_of_date(ROOT)
    if arguments == ["--kontrollera"]:
        for path in changes:
            sys.stderr.write(f"{path} stämmer inte med källan. Kör make docs.\n")
        return int(bool(changes))
    changes = _with_pictures(changes)
    write(ROOT, changes)
    sys.stdout.write(f"{len(changes)} filer skrivna.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
