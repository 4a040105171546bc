"""The document that a report is written in: python-docx's own made A4, or the user's template emptied of its text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from runxl.errors import RunxlError
from runxl.opc.file import content_of
from runxl.opc.package import CONTENT_TYPES
from runxl.opc.package import opened as opened_package
from runxl.opc.refused import RefusedError
from runxl.opc.rewrite import rewritten

_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def opened(mall: Path | None) -> Any:
    """A document without text, ready to be written in."""
    import docx

    if mall is None:
        document = docx.Document()
        _a4(document.sections[0])
        _as_of_now(document)
    else:
        document = _template(mall)
    body = document.element.body
    for part in list(body):
        if part is not body.sectPr:
            body.remove(part)
    body.get_or_add_sectPr()
    return document


def _as_of_now(document: Any) -> None:
    """A document of Word 2013 and later, not of 2010 as python-docx has it: that opens in compatibility mode.

    Gone are the styles that only Word 2010 asks for, which say something else than the document's own, and the picture
    of another document's first page.
    """
    from docx.oxml.ns import qn

    for rels in (document.part.rels, document.part.package.rels):
        for name, one in list(rels.items()):
            if one.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                rels.pop(name)
    for one in document.settings.element.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")


def _a4(section: Any) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)


def _template(mall: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(_as_document(mall))
    except (RefusedError, PackageNotFoundError, KeyError, ValueError) as error:
        raise RunxlError(
            f"{mall.name} går inte att läsa som ett Worddokument. Öppna den i Word och spara den på nytt."
        ) from error


def _as_document(mall: Path) -> io.BytesIO:
    """A template is a document under another name, which python-docx does not open."""
    package = opened_package(content_of(mall)[0])
    types = package.parts[CONTENT_TYPES].replace(_TEMPLATE, _DOCUMENT)
    return io.BytesIO(b"".join(rewritten(package, {CONTENT_TYPES: types})))
