"""The report in Word → a tagged PDF: language, title, headings, tables and bookmarks, as PDF/UA asks for."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from runxl.errors import RunxlError
from runxl.output.document.blocks import Manuscript
from runxl.output.document.pdf.by_libreoffice import LIBREOFFICE
from runxl.output.document.pdf.by_word import WORD
from runxl.output.document.pdf.printer import Printer
from runxl.output.document.word.word_writer import write

PLATFORM = sys.platform
PRINTERS: Sequence[Printer] = (LIBREOFFICE, WORD)
"""The best first."""

_HOLDS = (b"/StructTreeRoot", b"/Lang")
"""What a PDF for everybody has in it. Old programs do not know what is asked for and leave it out."""

_IDENTIFIER = b"pdfuaid:part"
_UNMARKED = (
    "märkningen PDF/UA i filen: Word har märkt upp språk, rubriker, tabeller och bokmärken, men inte skrivit in att "
    "den följer PDF/UA"
)
_END = b"%%EOF"


def refuse_missing() -> None:
    """Said before anything is read."""
    _printer()


def write_printed(report: Manuscript, out: Path, mall: Path | None) -> Sequence[str]:
    """Nothing is left in `out` of a PDF that is not whole. What it lacks all the same."""
    printer = _printer()
    with tempfile.TemporaryDirectory(prefix="runxl-", ignore_cleanup_errors=True) as scratch:
        written = Path(scratch) / "rapport.docx"
        write(report, written, mall, settled=True)
        made = written.with_suffix(".pdf")
        printer.put(written, made)
        content = _whole(made, printer)
    out.write_bytes(content)
    return () if _IDENTIFIER in content else (_UNMARKED,)


def _printer() -> Printer:
    found = next((one for one in PRINTERS if one.is_here()), None)
    if found is None:
        raise RunxlError(_nothing())
    return found


def _nothing() -> str:
    if PLATFORM == "win32":
        return (
            "En PDF skrivs med hjälp av LibreOffice eller Word, och inget av dem finns på datorn. Installera "
            "LibreOffice 7.4 eller senare, eller skriv rapporten till .docx och spara den som PDF där Word "
            "finns."
        )
    own = " Word på Mac går inte att be om en uppmärkt PDF." if PLATFORM == "darwin" else ""
    return (
        "En PDF skrivs med hjälp av LibreOffice, som inte finns på datorn. Installera version 7.4 eller senare, "
        f"eller skriv rapporten till .docx och spara den som PDF i Word.{own}"
    )


def _whole(made: Path, printer: Printer) -> bytes:
    content = made.read_bytes() if made.is_file() else b""
    if not content.rstrip().endswith(_END):
        raise RunxlError(f"{printer.name} kunde inte göra rapporten till PDF. Skriv den till .docx och öppna den där.")
    demanded = (*_HOLDS, _IDENTIFIER) if printer.identifies else _HOLDS
    if not all(one in content for one in demanded):
        raise RunxlError(printer.too_old)
    return content
