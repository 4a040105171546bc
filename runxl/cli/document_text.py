"""What is said of a document that is written: what is left to fill in, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from runxl.cli.terminal import Line, line


def document_lines(backup: Path | None, missing: Sequence[str], left_out: Sequence[str], whose: str) -> Iterator[Line]:
    """`whose`: where what is left out stands, `arbetsboken`."""
    if backup:
        yield line(f"Säkerhetskopia av den tidigare: {backup.name}.")
    if missing:
        places = "En plats är" if len(missing) == 1 else f"{len(missing)} platser är"
        yield line(f"{places} kvar att fylla i:")
        yield from (line(f"– {one}", indent=2, hang=2) for one in missing)
    if left_out:
        yield line(f"Det här i {whose} är inte med i dokumentet:")
        yield from (line(f"– {one}", indent=2, hang=2) for one in left_out)
