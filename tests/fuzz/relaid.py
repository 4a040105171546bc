"""The same workbook as other programs and other people would have it: valid, and written in another way.

Each change keeps to what the standard allows; which ones a workbook gets follows from its seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import etree

from runxl.excel import column_letters
from tests.fuzz.edited import MAIN, Edited, column_of

Change = Callable[[random.Random, etree._Element], None]
NUMBERS = ("5", "-0.647", "1E3", "1e-7", "+4", "007", " 5 ", "0.1", "12345678901234567890", "45000", "45000.75", "0", "-0", "60", "2958465", "1.5E+300", "0.30000000000000004")  # fmt: skip
TEXTS = ("3.10", "007", " kant ", "två\nrader", "a&b <c> å", "A\u030ar", "\N{NO-BREAK SPACE}12", "40 %", "1 234,5", "#N/A", "=1+1", "SANT", "😀", "\t", "-")  # fmt: skip
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


def relaid(rng: random.Random, path: Path) -> None:
    book = Edited(path)
    for _ in range(rng.randrange(2, 12)):
        book.change(rng.choice(list(book.places)), partial(rng.choice(CHANGES), rng))
    if rng.random() < 0.3:
        part = book.places[rng.choice(list(book.places))]
        book.parts[part] = _prefixed(book.parts[part])
    book.save()


def _prefixed(part: bytes) -> bytes:
    """With a prefix before every name of the standard's, as some programs write."""
    said = part.decode()
    main = MAIN[1:-1]
    if f'xmlns="{main}"' not in said or "<extLst" in said or "mc:" in said:
        return part
    named = re.sub(r"<(/?)([A-Za-z][\w.]*)(?=[\s>/])", r"<\1x:\2", said)
    return named.replace(f'xmlns="{main}"', f'xmlns:x="{main}"').encode()


def _some_cell(rng: random.Random, data: etree._Element) -> etree._Element | None:
    """A cell below the headers."""
    cells = [cell for row in list(data)[1:] for cell in row]
    return rng.choice(cells) if cells else None


def _as(kind: str, write: Callable[[random.Random, etree._Element], None]) -> Change:
    def change(rng: random.Random, data: etree._Element) -> None:
        cell = _some_cell(rng, data)
        if cell is None:
            return
        for one in list(cell):
            cell.remove(one)
        cell.set("t", kind)
        write(rng, cell)

    return change


def _value(cell: etree._Element, said: str) -> None:
    etree.SubElement(cell, f"{MAIN}v").text = said


def _text(parent: etree._Element, said: str) -> None:
    made = etree.SubElement(parent, f"{MAIN}t")
    made.text = said
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _rich(rng: random.Random, cell: etree._Element) -> None:
    inline = etree.SubElement(cell, f"{MAIN}is")
    for _ in range(rng.randrange(1, 4)):
        run = etree.SubElement(inline, f"{MAIN}r")
        etree.SubElement(etree.SubElement(run, f"{MAIN}rPr"), f"{MAIN}b")
        _text(run, rng.choice(TEXTS))


def _formula(rng: random.Random, cell: etree._Element) -> None:
    etree.SubElement(cell, f"{MAIN}f").text = "1+1"
    if rng.random() < 0.6:
        _value(cell, rng.choice(NUMBERS[:4]))


def _formula_of_text(rng: random.Random, cell: etree._Element) -> None:
    etree.SubElement(cell, f"{MAIN}f").text = '"a"&"b"'
    _value(cell, rng.choice(TEXTS[:3]))


def _commented(rng: random.Random, cell: etree._Element) -> None:
    """A number with a comment in the middle of it."""
    value = etree.SubElement(cell, f"{MAIN}v")
    value.text = rng.choice("123")
    comment = etree.Comment("x")
    comment.tail = rng.choice("456")
    value.append(comment)


def _styled(rng: random.Random, data: etree._Element) -> None:
    """A cell dressed as another in the sheet."""
    cells = [cell for row in data for cell in row]
    if cells:
        rng.choice(cells).set("s", rng.choice(cells).get("s", "0"))


def _hidden(rng: random.Random, data: etree._Element) -> None:
    if len(data):
        rng.choice(list(data)).set("hidden", "1")


def _rows_moved(rng: random.Random, data: etree._Element) -> None:
    """Rows put in above some row."""
    first, by = rng.randrange(0, len(data) + 1), rng.randrange(1, 4)
    for row in list(data)[first:]:
        _move(row, by, 0)


def _columns_moved(rng: random.Random, data: etree._Element) -> None:
    by = rng.randrange(1, 3)
    for row in data:
        _move(row, 0, by)


def _move(row: etree._Element, down: int, right: int) -> None:
    number = int(row.get("r", "0")) + down
    row.set("r", str(number))
    if "spans" in row.attrib:
        del row.attrib["spans"]
    for cell in row:
        cell.set("r", f"{column_letters(column_of(cell) + right)}{number}")


def _unaddressed(rng: random.Random, data: etree._Element) -> None:
    """A row whose cells stand without a gap from A on need no addresses."""
    rows = [row for row in data if [column_of(cell) for cell in row] == list(range(1, len(row) + 1))]
    if rows:
        for cell in rng.choice(rows):
            del cell.attrib["r"]


def _dimension(rng: random.Random, data: etree._Element) -> None:
    """What the sheet says of its range is not to be believed."""
    sheet = data.getparent()
    assert sheet is not None
    found = sheet.find(f"{MAIN}dimension")
    if found is not None:
        found.set("ref", rng.choice(("A1", "A1:B2", "C3:D4", "A1:XFD1048576")))


def _blank(_rng: random.Random, _cell: etree._Element) -> None:
    """Typed, and without a value."""


CHANGES: tuple[Change, ...] = (
    _as("n", lambda rng, cell: _value(cell, rng.choice(NUMBERS))),
    _as("str", lambda rng, cell: _value(cell, rng.choice(TEXTS[:3]))),
    _as("b", lambda rng, cell: _value(cell, rng.choice("01"))),
    _as("e", lambda rng, cell: _value(cell, rng.choice(ERRORS))),
    _as("inlineStr", _rich),
    _as("inlineStr", lambda rng, cell: _text(etree.SubElement(cell, f"{MAIN}is"), rng.choice(TEXTS))),
    _as("n", _formula),
    _as("str", _formula_of_text),
    _as("n", _commented),
    _as("n", _blank),
    _as("d", lambda rng, cell: _value(cell, rng.choice(("2024-05-01", "2024-05-01T12:30:00")))),
    _styled, _styled, _hidden, _rows_moved, _columns_moved, _unaddressed, _dimension,
)  # fmt: skip
