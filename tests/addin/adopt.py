"""Imported first by the Python that the tests' RunPython starts: Excel's caller is looked for in LibreOffice instead."""

from __future__ import annotations

import os
import sys

from runxl.addin import excel
from runxl.addin.libreoffice import documents_of
from runxl.addin.open_document import Document
from tests.addin.office import connect


def caller() -> Document:
    """The open workbook that xlwings' VBA names."""
    (name,) = (argument.removeprefix("--wb=") for argument in sys.argv if argument.startswith("--wb="))
    return next(one for one in documents_of(connect(os.environ["RUNXL_PIPE"])) if one.name == name)


excel.caller = caller
