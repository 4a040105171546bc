"""Whether a cell says the same as before: its value, however it is written."""

from __future__ import annotations

import re
from functools import cache

from runxl.opc.markup import cleaned
from runxl.opc.package_book import PackageBook
from runxl.opc.tags import prefix_of, tag, unescaped
from runxl.workbook.patch.sheet_part import SheetPart

StoredValue = None | float | str | tuple[str, str]
"""Nothing, a number, a text, or what else there is (its type and text)."""

_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_READING = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh\s*>", re.DOTALL)  # how a text is pronounced


class StoredValues:
    """The values of a workbook's cells. The texts that cells share are looked up when first asked for."""

    def __init__(self, book: PackageBook) -> None:
        self._book = book
        self._shared: list[str] | None = None

    def in_row(self, sheet: SheetPart, row: int) -> dict[int, StoredValue]:
        """The values of a row's cells, by column; none where there is no such row."""
        if row not in sheet.rows:
            return {}
        cells = sheet.cells(row, sheet.row(row)).items()
        return {column: self._value(sheet.prefix, cell[1], cell[4] or b"") for column, cell in cells}

    def _value(self, prefix: bytes, start: bytes, inner: bytes) -> StoredValue:
        found = _TYPE.search(start)
        kind = found[1].decode() if found else "n"
        if kind == "inlineStr":
            return _text(prefix, inner)
        said = "".join(map(_unescaped, _inside(prefix, "v").findall(inner)))
        if kind == "s":
            return self._text_of(said)
        if kind == "str":
            return said
        if not said:
            return None
        return _number(said) if kind == "n" else (kind, said)

    def _text_of(self, index: str) -> StoredValue:
        if self._shared is None:
            data = cleaned(self._book.shared)
            prefix = prefix_of(data, "sst") if data else b""
            self._shared = [_text(prefix, item) for item in _inside(prefix, "si").findall(data)]
        known = index.isdigit() and int(index) < len(self._shared)
        return self._shared[int(index)] if known else ("s", index)


def _number(said: str) -> StoredValue:
    try:
        return float(said)
    except ValueError:
        return ("n", said)


def _text(prefix: bytes, inner: bytes) -> str:
    return "".join(map(_unescaped, _inside(prefix, "t").findall(_READING.sub(b"", inner))))


def _unescaped(data: bytes) -> str:
    return unescaped(data.decode("utf-8", "replace"))


@cache
def _inside(prefix: bytes, name: str) -> re.Pattern[bytes]:
    """What stands inside each element of a name; none of them holds another."""
    return re.compile(
        tag(prefix, name).pattern + rb"(?<!/>)(.*?)</" + re.escape(prefix + name.encode()) + rb"\s*>", re.DOTALL
    )
