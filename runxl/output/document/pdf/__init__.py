"""The report as a PDF that may be published: the report in Word, as LibreOffice prints it (printed.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runxl.output.document.file_formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    from runxl.output.document.blocks import Manuscript


def _write(report: Manuscript, out: Path, mall: Path | None) -> None:
    from runxl.output.document.pdf.printed import write_printed

    write_printed(report, out, mall)


FORMAT = Format(suffix=".pdf", name="PDF", write=_write, templates=(".docx", ".dotx"))
