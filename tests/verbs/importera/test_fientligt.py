"""What is imported comes from anybody: a damaged or hostile source is refused in Swedish, at once, and no plan is made of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

import runxl
from runxl.errors import RunxlError

SHEET, DOCUMENT = "xl/worksheets/sheet1.xml", "word/document.xml"
Spoil = Callable[[bytes], bytes]


def _merged(*refs: str) -> Spoil:
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    return lambda part: part.replace(b'<mergeCell ref="D1:E1"/>', cells.encode())


def _utf16(spoil: Spoil) -> Spoil:
    return lambda part: spoil(part).decode().replace("utf-8", "utf-16").replace("UTF-8", "utf-16").encode("utf-16")


SPOILT: dict[str, tuple[str, Spoil, str]] = {
    "a merge over the whole sheet": (SHEET, _merged("A1:XFD1048576"), "sammanslagna celler"),
    "a merge over two columns": (SHEET, _merged("D1:E1048576"), "sammanslagna celler"),
    "very many merges": (SHEET, _merged(*(f"A{row}:Z{row}" for row in range(3, 20_000))), "sammanslagna celler"),
    "a merge in utf-16": (SHEET, _utf16(_merged("A1:XFD1048576")), "sammanslagna celler"),
    "a merge written with a character reference": (SHEET, _merged("&#65;1:XFD1048576"), "skadad"),
    "a value far out": (SHEET, lambda part: part.replace(b'r="G1"', b'r="XFD1048576"'), "större än"),
    "a sheet cut off": (SHEET, lambda part: part[: len(part) // 2], "skadad"),
    "no XML": (SHEET, lambda _: b"hej", "skadad"),
    "a document cut off": (DOCUMENT, lambda part: part[: len(part) // 2], "skadad"),
    "a document with a tag in an attribute": (
        DOCUMENT,
        lambda part: part.replace(b"<w:p>", b'<w:p x="<">', 1),
        "skadad",
    ),
    "an empty document": (DOCUMENT, lambda _: b"", "skadad"),
    "a document of another kind": (DOCUMENT, lambda _: b"<html/>", "skadad"),
}


def _source(folder: Path, part: str) -> Path:
    if part == DOCUMENT:
        document = docx.Document()
        document.add_paragraph("Mål 1. Ett mål")
        document.save(str(folder / "plan.docx"))
        return folder / "plan.docx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Nr", "Mål"], ["1", "Ett mål"]):
        sheet.append(row)
    sheet.merge_cells("D1:E1")
    sheet["G1"] = 1
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


@pytest.mark.parametrize("what", SPOILT)
def test_a_hostile_source_is_refused_and_nothing_is_made(tmp_path: Path, what: str) -> None:
    part, spoil, said = SPOILT[what]
    path = _source(tmp_path, part)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    spoilt = spoil(parts[part])
    assert spoilt != parts[part]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | {part: spoilt}).items():
            package.writestr(name, content)
    with pytest.raises(RunxlError, match=said):
        runxl.import_plan(path, tmp_path / "ut.xlsx")
    assert not (tmp_path / "ut.xlsx").exists()
