"""What real programs write, under a workbook's name, is called what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from runxl.workbook.read import read
from tests.soffice import convert

pytestmark = pytest.mark.libreoffice
_SHEET = {
    "ods": "OpenDocument (.ods)", "xls": "Excel 97–2003 (.xls)", "fods": "OpenDocument (.fods)", "pdf": "ett pdf-dokument",
    "png": "en bild", "html": "en webbsida (html)", "csv": "en textfil",
}  # fmt: skip
_TEXT = {
    "odt": "OpenDocument-dokument", "docx": "Word-dokument (.docx)", "doc": "ett äldre Word-dokument (.doc)",
    "rtf": "rtf-dokument", "epub": "en e-bok (.epub)",
}  # fmt: skip


_USUAL = ("ods", "xls", "docx")
"""What people send. The rest are among the samples (files.py) as well, so that their like from LibreOffice is asked for more seldom."""


@pytest.mark.parametrize(
    ("source", "suffix", "called"),
    [
        pytest.param(source, suffix, called, marks=() if suffix in _USUAL else pytest.mark.lang)
        for source, kinds in (("plan.csv", _SHEET), ("plan.txt", _TEXT))
        for suffix, called in kinds.items()
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, source: str, suffix: str, called: str) -> None:
    (tmp_path / source).write_text("Nr;Mål\n1;Ett mål\n", encoding="utf-8")
    convert(suffix, tmp_path / "ut", tmp_path / source)
    path = (tmp_path / "ut" / f"plan.{suffix}").rename(tmp_path / "plan.xlsx")
    (found,) = read(path).findings
    assert found.code in ("RX002", "RX005")
    assert called in found.message, found.message
