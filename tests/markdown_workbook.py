"""Workbooks in tests are small Markdown tables:

    ## Indikatorer
    | Nr    | Delmål | Indikator | Typ   | Målvärde | Utfall        |
    |-------|--------|-----------|-------|----------|---------------|
    | 3.2.1 | 3.2    | Resor     | Minst | 90       | {procent 0.4} |

A `##` heading is a sheet. Every sheet of the contract is there with its headers in row 1 and an Excel table; a sheet that is
given gets its rows, from row 2, in the contract's columns (missing ones stay empty, unknown headers come last). An empty table
row is a blank row. For Inställningar, `| Inställning | Värde |` overrides single settings.

A heading may be followed by (…) with one or more of these, separated by commas:
    exakt             only the columns given, in the order given
    i denna ordning   the columns given come first, in the order given; the rest after them
    från C5           the header row stands at C5
    utan tabell       no Excel table
    saknas            the sheet is not there

Bare cells are text in columns of text and numbers or dates where they look so in the others. The rest is written
`{text 12}`, `{tal 3.1}`, `{procent 0.4}` (stored 0.4, shown 40 %), `{tusental 2133000}` (shown 2 133),
`{datum 2024-06-01}`, `{fel #DIV/0!}`, `{formel =1+1}` (not calculated), `{bool TRUE}`, and anywhere in a text `{nbsp}` and
`{rad}`, a line break.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable

from runxl.contract.load import contract
from runxl.contract.vocabulary import Setting, Table

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Key = tuple[str, int]
"""A column: its header and how many of the same stand before it."""

_KIND: Key = ("", -1)
"""Where a row of Inställningar keeps the kind of its value."""

_TEXT_TYPES = {"text", "nr", "ref", "code", "unit", "months", "styrmodell", "version"}
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPE = re.compile(r"\{(text|tal|procent|tusental|datum|fel|formel|bool) ?(.*)\}", re.DOTALL)
_FORMATS = {"tal": "General", "procent": "0 %", "tusental": "#,##0,"}
_HEADING = re.compile(r"##\s+(.+?)(?:\s+\((.+)\))?\s*")
_DEFAULTS = {
    "Nämnd": "Regionala utvecklingsnämnden",
    "Styrmodell": "Region Västerbotten",
    "År": "2024",
    "Period": "Årsrapport",
    "Mål bedöms": "Sammanvägs",
}


@dataclass
class Sheet:
    """A sheet as the Markdown gives it."""

    title: str
    flags: frozenset[str] = frozenset()
    corner: tuple[int, int] = (1, 1)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def write(markdown: str, path: Path) -> Path:
    """The workbook that the Markdown describes, with everything else as in an empty one."""
    path.write_bytes(_book(markdown, id(contract())))
    return path


@lru_cache(maxsize=200)
def _book(markdown: str, _of_contract: int) -> bytes:
    """Of a contract that is loaded: many tests begin from the same words."""
    given = {sheet.title: sheet for sheet in parse(markdown)}
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in dict.fromkeys((*contract().sheets, *given)):
        sheet = given.get(title, Sheet(title))
        if "saknas" not in sheet.flags:
            _write_sheet(book.create_sheet(title), sheet, contract().table_of_sheet(title))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def parse(markdown: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    for line in filter(None, (raw.strip() for raw in markdown.splitlines())):
        if match := _HEADING.fullmatch(line):
            sheets.append(_heading(match[1], match[2] or ""))
        elif not line.startswith("|") or not sheets:
            raise ValueError(f"neither a heading nor a table row: {line}")
        elif not sheets[-1].header:
            sheets[-1].header = _cells(line)
        elif not re.fullmatch(r"[|\s:-]*-[|\s:-]*", line):
            sheets[-1].rows.append(_cells(line))
    return sheets


def _heading(title: str, words: str) -> Sheet:
    flags, corner = set(), (1, 1)
    for word in filter(None, (one.strip() for one in words.split(","))):
        if word.startswith("från "):
            corner = coordinate_to_tuple(word.removeprefix("från "))
        elif word in ("exakt", "i denna ordning", "utan tabell", "saknas"):
            flags.add(word)
        else:
            raise ValueError(f"unknown word after the heading {title}: {word}")
    return Sheet(title, frozenset(flags), corner)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _write_sheet(ws: Worksheet, sheet: Sheet, table: Table | None) -> None:
    if table is not None and table.kind == "settings" and not sheet.flags & {"exakt"}:
        header, rows = _settings(sheet, table)
    else:
        header = _header(sheet, table)
        rows = [dict(zip(_keys(sheet.header), row, strict=True)) for row in sheet.rows]
    if not header:
        return
    top, left = sheet.corner
    for position, title in enumerate(header, left):
        ws.cell(top, position).value = title
    types = {column.title: column.type for column in table.columns} if table else {}
    for number, row in enumerate(rows, top + 1):
        for position, key in enumerate(_keys(header), left):
            kind = row.get(_KIND, "number") if types.get(key[0]) == "setting" else types.get(key[0], "number")
            _write_cell(ws.cell(number, position), row.get(key, ""), kind)
    _add_table(ws, sheet, table, header, top + max(1, len(rows)))


def _header(sheet: Sheet, table: Table | None) -> list[str]:
    titles = [column.title for column in table.columns] if table else []
    if not titles or "exakt" in sheet.flags:
        return sheet.header
    given, known = _keys(sheet.header), _keys(titles)
    order = (*given, *known) if "i denna ordning" in sheet.flags else (*known, *given)
    return [title for title, _ in dict.fromkeys(order)]


def _keys(header: Sequence[str]) -> list[Key]:
    """Each header with how many times it has stood before, so that a header may stand twice."""
    return [(title, header[:position].count(title)) for position, title in enumerate(header)]


def _settings(sheet: Sheet, table: Table) -> tuple[list[str], list[dict[Key, str]]]:
    """Every setting on its row with the default or the given value; unknown ones last."""
    given = {row[0]: row[1] for row in sheet.rows}
    known = {setting.title: setting for setting in table.settings}
    values = {**dict.fromkeys(known, ""), **_DEFAULTS, "Mallversion": contract().version, **given}
    header = [column.title for column in table.columns]
    return header, [_setting_row(header, name, value, known.get(name)) for name, value in values.items()]


def _setting_row(header: Sequence[str], name: str, value: str, setting: Setting | None) -> dict[Key, str]:
    row = dict(zip(_keys(header), (name, value, setting.help if setting else ""), strict=True))
    return {**row, _KIND: setting.type if setting else "text"}


def _write_cell(cell: Cell | Any, text: str, kind: str) -> None:
    match = _ESCAPE.fullmatch(text)
    if match:
        _write_escaped(cell, match[1], match[2])
        return
    text = text.replace("{nbsp}", "\N{NO-BREAK SPACE}").replace("{rad}", "\n")
    if not text:
        return
    if kind in _TEXT_TYPES:
        _write_text(cell, text)
    elif kind in ("date", "datetime") and _DATE.fullmatch(text):
        _write_escaped(cell, "datum", text)
    elif kind not in ("date", "datetime") and _NUMBER.fullmatch(text):
        cell.value = _number(text)
    else:
        _write_text(cell, text)


def _write_escaped(cell: Cell | Any, what: str, text: str) -> None:
    if what in _FORMATS:
        cell.value = _number(text)
        cell.number_format = _FORMATS[what]
    elif what == "datum":
        cell.value = dt.date.fromisoformat(text)
        cell.number_format = "yyyy-mm-dd"
    elif what == "fel":
        cell.value, cell.data_type = text, "e"
    elif what == "formel":
        cell.value = text
    elif what == "bool":
        cell.value = text.upper() == "TRUE"
    else:
        _write_text(cell, text.replace("{nbsp}", "\N{NO-BREAK SPACE}"))


def _write_text(cell: Cell | Any, text: str) -> None:
    """Text stays text, also when it begins with = or is an error's name."""
    cell.value, cell.data_type = text, "s"
    cell.number_format = "@"


def _number(text: str) -> int | float:
    text = text.replace(",", ".")
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)


def _add_table(ws: Worksheet, sheet: Sheet, table: Table | None, header: Sequence[str], last: int) -> None:
    """The Excel table; none where Excel itself would refuse it (a header that is empty or stands twice)."""
    unique = all(header) and len({title.casefold() for title in header}) == len(header)
    if table is None or "utan tabell" in sheet.flags or not unique:
        return
    top, left = sheet.corner
    ref = f"{get_column_letter(left)}{top}:{get_column_letter(left + len(header) - 1)}{last}"
    ws.add_table(ExcelTable(displayName=table.table, ref=ref))


def as_markdown(title: str, rows: Sequence[Mapping[str, str]]) -> str:
    """The other way: rows → a sheet in Markdown, for tests that make their rows by a program."""
    header = list(dict.fromkeys(name for row in rows for name in row))
    lines = ["| " + " | ".join(row.get(name, "") for name in header) + " |" for row in rows]
    return "\n".join((f"## {title}", f"| {' | '.join(header)} |", "|" + "---|" * len(header), *lines, ""))
