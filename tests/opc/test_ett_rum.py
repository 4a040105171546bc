"""What the reader refuses the writer refuses: no file that is not read is written in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from runxl.errors import RunxlError
from runxl.files.save import stamp
from runxl.findings import Finding
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook
from tests.onda import container, files, grid, layout, markup, values
from tests.patch import rich

ROOMS = (container, markup, grid, files, values, layout)
NO_FILE, A_SHEET = ("RX001", "RX009"), "RX024"
EDITS = Edits((Edit("Mål", "B40", "ny"), Edit("Indikatorer", "B40", "ny")))
SAMPLES = {f"{room.__name__}: {one.name}": one for room in ROOMS for one in room.SAMPLES}
REFUSED = {
    name: one for name, one in SAMPLES.items() if (one.code and one.code not in NO_FILE) or A_SHEET in one.found
}  # fmt: skip


def seen(path: Path) -> object:
    """What tells that a file has not been touched."""
    return path.lstat().st_size, path.lstat().st_mtime_ns


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="some samples are files that Windows has not")
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_read_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A file that is refused, or a sheet of one: in the same words, and nothing is touched or left behind."""
    said: list[Finding] = []

    def remembered(*arguments: Any, **options: Any) -> Workbook:
        book = read(*arguments, **options)
        said.extend(one for one in book.findings if one.code == (REFUSED[name].code or A_SHEET))
        return book

    monkeypatch.setattr("runxl.workbook.patch.read", remembered)
    path = REFUSED[name].make(tmp_path)
    before = seen(path)
    with pytest.raises(RunxlError) as refused:
        patch(path, EDITS)
    assert any(one.message in str(refused.value) for one in said) or not path.is_file()
    assert seen(path) == before
    assert [one.name for one in tmp_path.iterdir() if "runxl" in one.name or ".bak-" in one.name] == []


def test_a_sheet_that_is_read_is_written_though_another_is_not(tmp_path: Path) -> None:
    """As one bad sheet does not stop the others from being read."""
    path = rich.write(tmp_path / "plan.xlsm", {"xl/worksheets/sheet2.xml": b"inte xml"})
    patch(path, Edits((Edit("Mål", "B2", 1.5),)))
    assert read(path, to_write=True).sheets["Mål"].values[1][1] == 1.5


def test_one_that_has_been_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gives the stamp has read it; it is the time that reading takes that is spared."""
    path = rich.write(tmp_path / "plan.xlsm")
    monkeypatch.setattr("runxl.workbook.patch.read", lambda *_, **__: pytest.fail("läst en gång till"))
    patch(path, Edits((Edit("Mål", "B2", 1.5),)), stamp=stamp(path))
