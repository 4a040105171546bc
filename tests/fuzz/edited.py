"""Edits straight in a workbook's XML: a fiftieth of what it costs to let a library open and save it.

Written by itself, so that what is tried is not tried with its own writer.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from runxl.excel import column_letters

Value = str | float | bool
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Edited:
    """A workbook between opening and saving."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        where = {one.get("Id"): one.get("Target", "") for one in etree.fromstring(self.parts[_RELS])}
        sheets = etree.fromstring(self.parts[_BOOK]).iterfind(f"{MAIN}sheets/{MAIN}sheet")
        self.places = {one.get("name", ""): f"xl/{where[one.get(_ID)]}".replace("xl//", "") for one in sheets}

    def change(self, title: str, how: Callable[[etree._Element], None]) -> None:
        """Changes the rows of a sheet."""
        part = self.places[title]
        sheet = etree.fromstring(self.parts[part])
        data = sheet.find(f"{MAIN}sheetData")
        assert data is not None
        how(data)
        self.parts[part] = etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True)

    def uncalculated(self) -> None:
        """What formulas gave before the edit holds no longer."""
        for name, data in self.parts.items():
            if b"</f>" in data:
                self.parts[name] = _GIVEN.sub(rb"\1", data)

    def save(self) -> None:
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, data in self.parts.items():
                package.writestr(name, data)


_GIVEN = re.compile(rb"(<f(?: [^>]*)?>[^<]*</f>)<v>[^<]*</v>")
_BOOK, _RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def typed(row: int, column: int, value: Value) -> Callable[[etree._Element], None]:
    """Types a value into a cell, as an editor does."""

    def how(data: etree._Element) -> None:
        cell = _cell(data, row, column)
        for one in list(cell):
            cell.remove(one)
        if "t" in cell.attrib:
            del cell.attrib["t"]
        if value != "":
            _fill(cell, value)

    return how


def _fill(cell: etree._Element, value: Value) -> None:
    if isinstance(value, bool):
        cell.set("t", "b")
        etree.SubElement(cell, f"{MAIN}v").text = str(int(value))
    elif isinstance(value, int | float):
        etree.SubElement(cell, f"{MAIN}v").text = repr(value)
    elif value.startswith("="):
        etree.SubElement(cell, f"{MAIN}f").text = value[1:]
    else:
        cell.set("t", "inlineStr")
        said = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        said.text = value
        said.set(_SPACE, "preserve")


def _cell(data: etree._Element, row: int, column: int) -> etree._Element:
    line = _placed(data, row, lambda one: int(one.get("r", "0")), "row", str(row))
    return _placed(line, column, column_of, "c", f"{column_letters(column)}{row}")


def _placed(
    parent: etree._Element, number: int, numbered: Callable[[etree._Element], int], tag: str, name: str
) -> etree._Element:
    """The child with that number, made in its place if there is none."""
    before = [one for one in parent if numbered(one) < number]
    if len(before) < len(parent) and numbered(parent[len(before)]) == number:
        return parent[len(before)]
    made = etree.Element(f"{MAIN}{tag}", r=name)
    parent.insert(len(before), made)
    return made


def column_of(cell: etree._Element) -> int:
    number = 0
    for letter in re.sub(r"\d", "", cell.get("r", "")):
        number = number * 26 + ord(letter) - 64
    return number


def without_a_row(rng: random.Random) -> Callable[[etree._Element], None]:
    """Rows below the header: one deleted, and those below it moved up."""

    def how(data: etree._Element) -> None:
        if len(data) > 1:
            gone = rng.randrange(1, len(data))
            data.remove(data[gone])
            for one in list(data)[gone:]:
                _move(one, int(one.get("r", "0")) - 1)

    return how


def with_a_row_twice(rng: random.Random) -> Callable[[etree._Element], None]:
    """A row copied below the last."""

    def how(data: etree._Element) -> None:
        if len(data) > 1:
            copy = etree.fromstring(etree.tostring(data[rng.randrange(1, len(data))]))
            last = int(data[-1].get("r", "0"))
            data.append(copy)
            _move(copy, last + 1)

    return how


def _move(row: etree._Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        cell.set("r", re.sub(r"\d+", str(number), cell.get("r", "")))


def size(data: etree._Element) -> tuple[int, int]:
    """The last row and the last column that are written."""
    last = max((int(row.get("r", "0")) for row in data), default=1)
    return last, max((column_of(cell) for row in data for cell in row), default=1)


def shaken(rng: random.Random, path: Path, titles: Sequence[str], values: Sequence[Value]) -> None:
    """A few edits on a few sheets, where people type and a little outside."""
    book = Edited(path)
    for _ in range(rng.randrange(1, 4)):
        there = [title for title in titles if title in book.places]
        if not there:
            return

        def type_somewhere(data: etree._Element) -> None:
            rows, columns = size(data)
            row, column = rng.randrange(2, max(3, rows + 2)), rng.randrange(1, columns + 1)
            typed(row, column, rng.choice(values))(data)

        rows = (without_a_row(rng), with_a_row_twice(rng))
        book.change(rng.choice(there), rng.choice((*[type_somewhere] * 8, *rows)))
    book.save()
