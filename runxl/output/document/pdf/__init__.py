"""The report as a PDF that may be published: the report in Word, as LibreOffice or Word prints it (printed.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runxl.extras import demand
from runxl.output.document.file_formats import Format

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from runxl.output.document.blocks import Manuscript


def _write(report: Manuscript, out: Path, mall: Path | None) -> Sequence[str]:
    from runxl.output.document.pdf.printed import write_printed

    return write_printed(report, out, mall)


def _refuse_missing() -> None:
    demand("documents", "En PDF")
    from runxl.output.document.pdf.printed import refuse_missing

    refuse_missing()


FORMAT = Format(suffix=".pdf", name="PDF", write=_write, templates=(".docx", ".dotx"), refuse_missing=_refuse_missing)
