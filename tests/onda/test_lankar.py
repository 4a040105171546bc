"""A file that somebody has sent may be called anything: its name never becomes a link that leads out of its folder."""

from __future__ import annotations

import os
import re
import shutil
import sys
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from runxl.cli import main
from runxl.output.file_links import link_to_file
from tests.conftest import MakeWorkbook
from tests.rules.test_rules import PLAN

NAMES = (
    "javascript:alert(1).xlsx", "mailto:a@b.se.xlsx", "ms-excel:ofe|u|http:x.xlsx", "\\\\server\\share\\x.xlsx", "http:ute.example.xlsx",
    "file:c:x.xlsx", "internal:Blad!A1.xlsx", "external:x.xlsx", "vbscript:x.xlsx", "C:x.xlsx", 'x"><a href=".xlsx', "a#b.xlsx",
    "%2e%2e%2fx.xlsx",
)  # fmt: skip
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows tillåter inte sådana filnamn")


@pytest.fixture
def received(tmp_path: Path, make_workbook: MakeWorkbook) -> Path:
    """A folder of workbooks with such names, one that can be linked to, and one in a folder with such a name."""
    folder = tmp_path / "svar"
    (folder / "javascript:").mkdir(parents=True)
    plan = make_workbook("".join(PLAN.values()), "mall.xlsx")
    for name in (*NAMES, "Svar.xlsx", "javascript:/x.xlsx"):
        shutil.copy(plan, folder / name)
    return folder


@pytest.mark.parametrize("command", [["validera", "."], ["sammanfatta", "."]])
def test_no_name_of_a_file_leads_anywhere_else(
    received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """Also where the command is given in the folder itself; the file that has an ordinary name is led to."""
    monkeypatch.chdir(received)
    out = tmp_path / "ut.xlsx"
    assert main([*command, "-o", str(out)]) in (0, 1)
    assert _outward(out) == {"svar\\Svar.xlsx"}


def _outward(path: Path) -> set[str]:
    """What the workbook's links lead to outside it."""
    with zipfile.ZipFile(path) as package:
        rels = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".rels"))
    return {unquote(unescape(found[1])) for found in re.finditer(r'Target="([^"]*)"[^>]*TargetMode="External"', rels)}


def test_a_file_on_another_drive_is_led_to_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its drive is the one colon that a link may have."""

    def other_drive(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", other_drive)
    monkeypatch.setattr(Path, "absolute", lambda _: Path("D:/Svar"))
    for name in ("plan.xlsx", "mailto:x.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert link_to_file(str(tmp_path / "plan.xlsx"), tmp_path) == "external:D:/Svar/plan.xlsx"
    assert link_to_file(str(tmp_path / "mailto:x.xlsx"), tmp_path) == ""
