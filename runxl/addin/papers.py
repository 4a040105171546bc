"""The report and the slides of the open workbook, written beside it as it stands now, saved or not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from runxl.addin import messages
from runxl.addin.compute import look
from runxl.addin.open_document import Document
from runxl.errors import RunxlError
from runxl.files.target import free_name
from runxl.output.document.file_formats import formats
from runxl.verbs.rapport import write_assessed


def write_paper(document: Document, suffix: str) -> str:
    """Writes the document under a name that is free, and says where it is and what is left to fill in."""
    formats()[suffix].refuse_missing()
    place = on_disk(document, "dokumentet")
    found = look(document)
    assessment = found.assess()
    out = free_name(place.with_name(f"{place.stem} {assessment.period}".strip() + suffix))
    done = write_assessed(found.checked, assessment, out)
    parts = [f"{done.file.name} är skriven och ligger bredvid arbetsboken."]
    if done.missing:
        parts.append("Det här är kvar att fylla i:\n" + "\n".join(f"– {text}" for text in done.missing))
    if done.left_out:
        parts.append("Det här är inte med i dokumentet:\n" + "\n".join(f"– {text}" for text in done.left_out))
    return "\n\n".join(parts)


report, slides = (partial(write_paper, suffix=suffix) for suffix in (".docx", ".pptx"))


def on_disk(document: Document, what: str) -> Path:
    """The open workbook's own file, beside which something is to be put."""
    if "://" in document.place:
        raise RunxlError(messages.ON_THE_WEB)
    place = Path(document.place)
    if not place.is_absolute() or not place.parent.is_dir():
        raise RunxlError(messages.UNSAVED.format(what=what))
    return place
