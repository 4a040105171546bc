"""LibreOffice as what prints a document: started for it alone, with a profile of its own, without extensions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from runxl import office
from runxl.errors import RunxlError
from runxl.output.document.pdf.printer import Printer

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
_TOO_OLD = (
    "Den LibreOffice som finns på datorn är för gammal för en PDF som alla kan läsa. Installera version 7.4 "
    "eller senare."
)


def _is_here() -> bool:
    try:
        office.program("soffice")
    except RunxlError:
        return False
    return True


def _put(document: Path, pdf: Path) -> None:
    """The profile lies beside the document, and goes with it."""
    soffice = office.program("soffice")
    profile = f"-env:UserInstallation={(document.parent / 'profil').as_uri()}"
    quiet = ["--headless", "--nologo", "--norestore", "--nolockcheck"]
    command = [str(soffice), profile, *quiet, "--convert-to", _FILTER, "--outdir", str(pdf.parent), str(document)]
    try:
        office.asked(command, soffice.parent)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RunxlError("LibreOffice svarar inte, och ingen PDF är skriven. Försök igen.") from error


LIBREOFFICE = Printer("LibreOffice", _is_here, _put, _TOO_OLD, identifies=True)
