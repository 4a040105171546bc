"""The report in Word: writer.py alone knows it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runxl.extras import demand
from runxl.output.document.file_formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    from runxl.output.document.blocks import Manuscript


def _write(report: Manuscript, out: Path, mall: Path | None) -> None:
    from runxl.output.document.word.word_writer import write

    write(report, out, mall)


FORMAT = Format(
    suffix=".docx",
    name="rapport i Word",
    write=_write,
    templates=(".docx", ".dotx"),
    refuse_missing=partial(demand, "documents", "En rapport i Word"),
)
