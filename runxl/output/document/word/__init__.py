"""The nämnd's report in Word: outline.py says what stands where, document.py alone knows Word."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runxl.assessment.assessed import Assessment
    from runxl.check.rows import Checked

__all__ = ["write_report"]


def write_report(checked: Checked, assessment: Assessment, out: Path, *, mall: Path | None = None) -> tuple[str, ...]:
    """Writes the report of the workbook's period, and returns what is left for people to write.

    `mall` is the user's own document or template: its styles, page, header and footer are kept.
    """
    from runxl.output.document.word.compose import blocks
    from runxl.output.document.word.document import Writer
    from runxl.output.document.word.headings import title
    from runxl.output.said.source import Source

    source = Source.of(checked, assessment)
    made = blocks(source)
    writer = Writer(mall)
    writer.write(made, title(source), source.assessment.namnd)
    content = io.BytesIO()  # a full disk must not leave python-docx's own file open
    writer.document.save(content)
    out.write_bytes(content.getvalue())
    return tuple(writer.missing)
