"""Text files: tables with any delimiter in any encoding that a Swedish office writes, or text that was pasted."""

from __future__ import annotations

import csv
import io
from collections import Counter

from runxl.contract.regel import Regel
from runxl.opc.limits import MEGABYTE
from runxl.opc.refused import RefusedError
from runxl.verbs.importera.source_blocks import MOST_CELLS, FoundCell, FoundFile, FoundGrid, FoundRow, Place
from runxl.verbs.importera.sources import pasted

_DELIMITERS = ";\t,|"
_MOST = 8 * MEGABYTE
_OURS = "åäöÅÄÖéÉüÜ–—”’…§•µ½ \n"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OFFICES = ("cp1252", "mac_roman", "cp850")
"""What Windows, an old Mac and DOS write."""

_WIDEST = 100


def read(name: str, data: bytes) -> FoundFile:
    """A table if its lines are of as many cells, else text."""
    if len(data) > _MOST:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"textfilen är större än {_MOST // MEGABYTE} MB")
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    said = first[4:5] if first.lower().startswith("sep=") else ""
    lines = _table(rest if said else text, said)
    if lines is None:
        return pasted.read(name, text)
    if sum(map(len, lines)) > MOST_CELLS:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"tabellen har fler än {MOST_CELLS} celler")
    rows = tuple(
        FoundRow(
            tuple(FoundCell(one.strip(), indent=len(one) - len(one.lstrip())) for one in cells),
            Place(name, f"rad {number}"),
        )
        for number, cells in enumerate(lines, 1)
    )
    return FoundFile(name, (FoundGrid(rows, Place(name, "tabellen"), name=name),))


def decoded(data: bytes) -> str:
    """The text, in the encoding in which it reads as Swedish."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if len(data) > 1 and not any(data[1:64:2]):
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return max((data.decode(encoding, "replace") for encoding in _OFFICES), key=_swedish)


def _swedish(text: str) -> int:
    """How many signs are such as Swedish is written with, less those that are not."""
    strange = [sign for sign in text if sign > "~"]
    return sum(1 if sign in _OURS else -1 for sign in strange)


def _table(text: str, said: str) -> list[list[str]] | None:
    """The cells, by the delimiter that gives most lines the same number of them; None if none does."""
    best: tuple[float, list[list[str]]] | None = None
    for delimiter in said or _DELIMITERS:
        lines = _split(text, delimiter)
        filled = [line for line in lines if any(cell.strip() for cell in line)]
        widths = Counter(len(line) for line in filled if len(line) > 1)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        share = count / len(filled)
        # A comma stands in running text too: most lines must agree, and the first of them with the others.
        if count > 1 and share >= (0.5 if delimiter != "," else 0.8) and width <= _WIDEST:
            score = share * (1 + width / _WIDEST)
            if best is None or score > best[0]:
                best = (score, lines)
    return best[1] if best else None


def _split(text: str, delimiter: str) -> list[list[str]]:
    try:
        return [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        return [line.split(delimiter) for line in text.split("\n")]
