"""The report in Word → a tagged PDF: language, title, headings, tables and bookmarks, as PDF/UA asks for."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from runxl import office
from runxl.errors import RunxlError
from runxl.output.document.blocks import Manuscript
from runxl.output.document.word.word_writer import write

_ASKED = {
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
    "ExportFormFields": False,
}
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(value).lower()} for name, value in _ASKED.items()}
)
_HOLDS = (b"/StructTreeRoot", b"/Lang", b"pdfuaid:part")
"""What a PDF for everybody has in it. Versions of LibreOffice that do not know what is asked for leave it out."""

_END = b"%%EOF"


def write_printed(report: Manuscript, out: Path, mall: Path | None) -> None:
    """Nothing is left in `out` of a PDF that is not whole. LibreOffice has a profile of its own, without extensions."""
    soffice = _found()
    with tempfile.TemporaryDirectory(prefix="runxl-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        written = folder / "rapport.docx"
        write(report, written, mall, settled=True)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        quiet = ["--headless", "--nologo", "--norestore", "--nolockcheck"]
        command = [str(soffice), profile, *quiet, "--convert-to", _FILTER, "--outdir", str(folder), str(written)]
        try:
            office.asked(command, soffice.parent)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RunxlError("LibreOffice svarar inte, och ingen PDF är skriven. Försök igen.") from error
        out.write_bytes(_whole(written.with_suffix(".pdf")))


def _found() -> Path:
    try:
        return office.program("soffice")
    except RunxlError as error:
        raise RunxlError(
            "En PDF skrivs med hjälp av LibreOffice, som inte finns på datorn. Installera version 7.4 eller senare, "
            "eller skriv rapporten till .docx och spara den som PDF i Word."
        ) from error


def _whole(made: Path) -> bytes:
    content = made.read_bytes() if made.is_file() else b""
    if not content.rstrip().endswith(_END):
        raise RunxlError("LibreOffice kunde inte göra rapporten till PDF. Skriv den till .docx och öppna den där.")
    if not all(one in content for one in _HOLDS):
        raise RunxlError(
            "Den LibreOffice som finns på datorn är för gammal för en PDF som alla kan läsa. Installera version 7.4 "
            "eller senare."
        )
    return content
