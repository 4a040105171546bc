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


@pytest.mark.parametrize(("source", "kinds"), [("plan.csv", _SHEET), ("plan.txt", _TEXT)])
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, source: str, kinds: dict[str, str]) -> None:
    (tmp_path / source).write_text("Nr;Mål\n1;Ett mål\n", encoding="utf-8")
    for suffix, called in kinds.items():
        made = tmp_path / suffix
        made.mkdir()
        convert(suffix, made, tmp_path / source)
        path = (made / f"plan.{suffix}").rename(made / "plan.xlsx")
        (found,) = read(path).findings
        assert found.code in ("RX002", "RX005")
        assert called in found.message, found.message
