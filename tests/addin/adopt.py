"""Pressed by the tests' VBA: a button, in the workbook of that name which is open in LibreOffice, and what it says."""

from __future__ import annotations

import os
import sys

from runxl.addin.libreoffice import documents_of
from runxl.addin.main import answer
from tests.addin.office import connect

if __name__ == "__main__":
    button, name = sys.argv[1:]
    document = next(one for one in documents_of(connect(os.environ["RUNXL_PIPE"])) if one.name == name)
    sys.stdout.buffer.write(answer(document, button).encode())
