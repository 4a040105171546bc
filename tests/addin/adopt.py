"""Imported first by the Python that the tests' RunPython starts: the open workbooks of a running LibreOffice."""

from __future__ import annotations

import os

from tests.addin.engines import adopt

adopt(os.environ["RUNXL_PIPE"])
