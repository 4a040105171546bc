"""Workbooks that break as files: what no table in Markdown can say."""

from __future__ import annotations

import os
import socket
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from runxl.contract.load import contract
from tests.conftest import MakeWorkbook

PLAN = "## Mål\n| Nr | Mål |\n|---|---|\n| 1 | Ett mål |\n| 2 | Ett till |\n"
OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")


def _plan(make: MakeWorkbook) -> Path:
    return make(PLAN)


def _changed(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def _with_part(path: Path, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "a", compression) as package:
        package.writestr(name, content)
    return path


def missing(folder: Path, _: MakeWorkbook) -> Path:
    return folder / "finns-inte.xlsx"


def text_file(folder: Path, _: MakeWorkbook) -> Path:
    path = folder / "text.xlsx"
    path.write_text("Nr;Mål\n1;Ett mål\n", encoding="utf-8")
    return path


def encrypted(folder: Path, _: MakeWorkbook) -> Path:
    """An OLE2 file whose directory names EncryptedPackage, as Excel saves a workbook with a password."""
    path = folder / "hemlig.xlsx"
    header = OLE2 + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    path.write_bytes((header + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")).ljust(2048, b"\0"))
    return path


def truncated(_: Path, make: MakeWorkbook) -> Path:
    path = _plan(make)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def old_excel(folder: Path, _: MakeWorkbook) -> Path:
    path = folder / "gammal.xls"
    path.write_bytes((OLE2 + b"\0" * 600 + "Workbook".encode("utf-16-le")).ljust(2048, b"\0"))
    return path


def bomb(_: Path, make: MakeWorkbook) -> Path:
    return _with_part(_plan(make), "xl/media/bild.png", b"\0" * (300 << 20))


def doctype(_: Path, make: MakeWorkbook) -> Path:
    path = _plan(make)
    with zipfile.ZipFile(path) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for info, content in parts.items():
            evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' if info.filename == "xl/workbook.xml" else b""
            package.writestr(info.filename, evil + content.split(b"?>", 1)[-1] if evil else content)
    return path


def no_file(folder: Path, _: MakeWorkbook) -> Path:
    """Something with a workbook's name that is no file: a socket."""
    if sys.platform == "win32":
        pytest.skip("Windows har inga uttag bland filerna")
    path = folder / "uttag.xlsx"
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may be no longer than about a hundred characters
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(path.name)
    os.chdir(here)
    return path


def rows_below_the_table(_: Path, make: MakeWorkbook) -> Path:
    return _changed(_plan(make), lambda book: book["Mål"].append(["3", "Under tabellen"]))


def note_below_the_table(_: Path, make: MakeWorkbook) -> Path:
    def note(book: openpyxl.Workbook) -> None:
        sheet = book["Mål"]
        sheet.cell(sheet.max_row + 2, 2).value = "Källa: SCB"

    return _changed(_plan(make), note)


def hidden_rows(_: Path, make: MakeWorkbook) -> Path:
    def hide(book: openpyxl.Workbook) -> None:
        book["Mål"].row_dimensions[3].hidden = True

    return _changed(_plan(make), hide)


def merged_cells(_: Path, make: MakeWorkbook) -> Path:
    return _changed(_plan(make), lambda book: book["Mål"].merge_cells("D2:D3"))


def beyond_the_grid(_: Path, make: MakeWorkbook) -> Path:
    path = _plan(make)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = next(name for name, part in parts.items() if name.startswith("xl/worksheets/") and b">Ett m" in part)
    parts[sheet] = parts[sheet].replace(b'r="B3"', b'r="XFE3"')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def another_workbook(folder: Path, _: MakeWorkbook) -> Path:
    path = folder / "budget.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("Budget").append(["Budget"])
    book.save(path)
    return path


def far_corner(_: Path, make: MakeWorkbook) -> Path:
    def far(book: openpyxl.Workbook) -> None:
        book["Mål"]["XFD1048576"] = " x"

    return _changed(_plan(make), far)


def locked(_: Path, make: MakeWorkbook) -> Path:
    path = _plan(make)
    path.with_name(f"~${path.name}").write_bytes(b"\x05kollega".ljust(165, b" "))
    return path


def long_text(_: Path, make: MakeWorkbook) -> Path:
    """Written straight into the part: no program lets anyone type so much."""
    path = _plan(make)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, part in parts.items():
        parts[name] = part.replace(b"Ett till", b"E" * 40_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def _with_styrmodell(path: Path, change: Callable[[str], str]) -> Path:
    """With a text of its own on the sheet Styrmodell, a line a row."""

    def put(book: openpyxl.Workbook) -> None:
        for row, line in enumerate(change(contract().default_styrmodell.text).splitlines(), 1):
            book["Styrmodell"].cell(row, 1, line)

    return _changed(path, put)


def unreadable_styrmodell(_: Path, make: MakeWorkbook) -> Path:
    return _with_styrmodell(_plan(make), lambda text: text.replace("threshold: 80", "threshold: mycket"))


def another_wording(_: Path, make: MakeWorkbook) -> Path:
    return _with_styrmodell(_plan(make), lambda text: text.replace("threshold: 80", "threshold: 75"))


CASES: dict[str, Callable[[Path, MakeWorkbook], Path]] = {
    "RX001": missing,
    "RX002": text_file,
    "RX003": encrypted,
    "RX004": truncated,
    "RX005": old_excel,
    "RX006": bomb,
    "RX007": doctype,
    "RX008": no_file,
    "RX018": locked,
    "RX020": rows_below_the_table,
    "RX022": hidden_rows,
    "RX023": merged_cells,
    "RX024": beyond_the_grid,
    "RX025": another_workbook,
    "RX026": far_corner,
    "RX028": unreadable_styrmodell,
    "RX029": another_wording,
    "RX031": note_below_the_table,
    "RX126": long_text,
}

ELSEWHERE = {
    "RX009": "tests/cli: a folder is no workbook",
    "RX027": "tests/batch/test_isolering.py: takes a process that dies or a minute that passes",
    "RX030": "tests/check/test_egna_kontroller.py: takes an installed package",
    "RX129": "tests/check/test_many_alike.py: takes thousands of findings",
    "RX401": "tests/assessment: found when a status is computed",
    "RX402": "tests/assessment: found when a status is computed",
    "RX403": "tests/assessment: found when a status is computed",
    "RX404": "tests/assessment: found when a status is computed",
    **{f"RX{code}": "tests/verbs/test_manipulerat.py: found when answers are collected" for code in range(501, 521)},
}
