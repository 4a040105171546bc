"""Workbooks → Checked: every cell typed, every rule asked, all workbooks of a run in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from runxl.check import (
    asked_sheets,
    links,
    lost_zeros,
    own,
    own_limits,
    parse,
    period_values,
    row_rules,
    schema,
    shares,
    sums,
    svaren_avser,
)
from runxl.check.carried import carried
from runxl.check.earlier_periods import read_historik
from runxl.check.rows import Aktivitet, AnyRow, Checked, Delmal, Indikator, Mal, Settings, Uppdrag, rows_of
from runxl.check.settings import read_settings
from runxl.check.sheet import Sheet
from runxl.check.waivers import accept, read_dispenser
from runxl.contract.load import contract
from runxl.contract.message import place
from runxl.contract.regel import Regel
from runxl.contract.wording import TEXTS
from runxl.excel import column_letters
from runxl.findings import Finding
from runxl.workbook.standing_answers import without_answers
from runxl.workbook.tables import Workbook

_TEXTUAL = ("text", "nr", "ref", "code", "unit")
_TYPED = ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag")


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook on its way: its settings, its tables by name, and findings that have no cell."""

    workbook: Workbook
    settings: Settings
    sheets: Mapping[str, Sheet]
    findings: tuple[Finding, ...]
    foreign: bool = False
    """Its answers are of another period than it says: nothing in it can be assessed."""


def check(workbooks: Sequence[Workbook], period: str = "") -> tuple[Checked, ...]:
    """Checks any number of workbooks. Costs least per workbook when many come at once.

    `period` goes before the one in Inställningar: what is due, and what day it is, follow from it.
    """
    books = [_parsed(workbook, period) for workbook in workbooks]
    data = [name for name, table in contract().tables.items() if table.kind == "data"]
    for sheets in _alike([book.sheets[name] for name in data for book in books if name in book.sheets]):
        schema.apply(sheets)
    return tuple(own.with_own(_checked(book)) for book in books)


def _alike(sheets: Sequence[Sheet]) -> Iterable[Sequence[Sheet]]:
    """Those whose statuses and periods are the same words, which as a rule are all."""
    found: dict[tuple[tuple[str, ...], ...], list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(sheet.styrmodell.listed, []).append(sheet)
    return found.values()


def _parsed(workbook: Workbook, period: str) -> _Book:
    model, told = carried(workbook)
    settings = Settings(period=period) if model is None else Settings(styrmodell=model, period=period)
    sheets = dict[str, Sheet]()
    missing: tuple[Finding, ...] = ()
    for name, table in workbook.tables.items():
        if contract().tables[name].kind == "settings":
            settings, sheets[name], missing = read_settings(workbook.file, table, period, model)
    other = svaren_avser.of_another_period(workbook, settings)
    asked = without_answers(workbook) if other else workbook
    for name, table in asked.tables.items():
        if contract().tables[name].kind == "data" and name != period_values.TABLE:
            sheets[name] = parse.parse(workbook.file, table, settings.moment)
            sheets[name].unanswered |= bool(other)
            shares.apply(sheets[name])
    lost_zeros.apply({name: sheet for name, sheet in sheets.items() if sheet.contract.kind == "data"})
    period_values.lend(workbook, settings.moment, sheets)
    return _Book(workbook, settings, sheets, (*workbook.findings, *told, *missing, *other), foreign=bool(other))


def _checked(book: _Book) -> Checked:
    found_historik = book.workbook.tables.get("historik")
    moment = book.settings.moment
    sheets = {name: sheet for name, sheet in book.sheets.items() if sheet.contract.kind == "data"}
    for sheet in sheets.values():
        row_rules.apply(sheet, moment)
        sums.apply(sheet)
    if "indikatorer" in sheets:
        own_limits.apply(sheets["indikatorer"], book.settings)
    links.apply(sheets, whole=not book.settings.utskickad_till)
    if TEXTS in sheets:
        asked_sheets.apply(sheets[TEXTS], book.workbook)
    dispenser = sheets.get("dispenser")
    waivers = read_dispenser(dispenser, moment.today) if dispenser is not None else frozenset()
    found = [*book.findings, *(one for sheet in book.sheets.values() for one in sheet.settled())]
    findings = tuple(sorted(accept(found, waivers), key=place))
    return Checked(
        file=book.workbook.file,
        settings=book.settings,
        mal=_rows(Mal, sheets.get("mal"), findings, foreign=book.foreign),
        delmal=_rows(Delmal, sheets.get("delmal"), findings, foreign=book.foreign),
        indikatorer=_rows(Indikator, sheets.get("indikatorer"), findings, foreign=book.foreign),
        aktiviteter=_rows(Aktivitet, sheets.get("aktiviteter"), findings, foreign=book.foreign),
        uppdrag=_rows(Uppdrag, sheets.get("uppdrag"), findings, foreign=book.foreign),
        historik=read_historik(found_historik, moment.styrmodell) if found_historik else (),
        other={name: _mappings(sheet) for name, sheet in sheets.items() if name not in _TYPED},
        findings=findings,
        waivers=waivers,
        readable=book.workbook.readable,
        foreign=book.foreign,
        unread=tuple(_unread(book.workbook)),
        columns=_columns(book.workbook),
        own=book.workbook.own,
    )


def _unread(workbook: Workbook) -> Iterator[str]:
    """Sheets that delmål are judged by, which are missing or lack what ties their rows to the plan.

    Aktiviteter may be left out altogether; a sheet with nearly that name has not been left out but been renamed.
    """
    for name in ("indikatorer", "aktiviteter"):
        table, found, absent = contract().tables[name], workbook.tables.get(name), workbook.absent.get(name)
        untied = found is not None and not all(column in found.columns for column in ("nr", table.parent))
        if untied or (absent and (table.core or absent.is_there or absent.renamed_to)):
            yield table.sheet


def _columns(workbook: Workbook) -> dict[str, dict[str, str]]:
    """Where each column stands, so that later findings can name their cell."""
    return {
        contract().tables[name].sheet: {column: column_letters(found.index) for column, found in table.columns.items()}
        for name, table in workbook.tables.items()
    }


def _rows(
    kind: type[AnyRow], sheet: Sheet | None, findings: Iterable[Finding], *, foreign: bool = False
) -> tuple[AnyRow, ...]:
    """The table's typed rows; a cell with a fault is empty there, and the row carries the fault's code."""
    if sheet is None:
        return ()
    rows = sheet.table.rows
    columns: dict[str, Sequence[object]] = {
        name: _values(sheet, name) for name in kind._fields if name in sheet.columns
    }
    empty = {rows[position]: columns for position, columns in sheet.empty.items()}
    accepted = _of_rows(_accepted(sheet, findings), rows)
    faults = [(Regel.SVAREN_AVSER_EN_ANNAN_PERIOD,)] * len(rows) if foreign else _of_rows(_codes(sheet, findings), rows)
    columns |= {"row": rows, "faults": faults, "empty": _of_rows(empty, rows), "accepted": accepted}
    return rows_of(kind, columns)


def _codes(sheet: Sheet, findings: Iterable[Finding]) -> Mapping[int, Sequence[str]]:
    """The codes of the faults on a sheet that count, by row in Excel."""
    codes: dict[int, list[str]] = {}
    for one in findings:
        if one.is_fault and one.sheet == sheet.contract.sheet and one.row is not None:
            codes.setdefault(one.row, []).append(one.code)
    for row, code in sheet.unshown_faults:
        codes.setdefault(row, []).append(code)
    return codes


def _accepted(sheet: Sheet, findings: Iterable[Finding]) -> Mapping[int, Sequence[tuple[str, str]]]:
    """The columns that have no value because of a fault that somebody has accepted, with its code, by row in Excel."""
    accepted: dict[int, list[tuple[str, str]]] = {}
    names = {column.title: name for name, column in sheet.described.items()}
    for one in findings:
        is_here = one.accepted and one.severity == "fel" and one.sheet == sheet.contract.sheet
        if is_here and one.row is not None and one.column in names:
            accepted.setdefault(one.row, []).append((names[one.column], one.code))
    return accepted


_T = TypeVar("_T")


def _of_rows(codes: Mapping[int, Sequence[_T]], rows: Sequence[int]) -> Sequence[tuple[_T, ...]]:
    return [tuple(codes.get(row, ())) for row in rows] if codes else [()] * len(rows)


def _values(sheet: Sheet, name: str) -> Sequence[object]:
    """A column's values for the typed rows: text is never None, Ja or Nej is a bool."""
    column = sheet.described.get(name)
    values = sheet.columns[name]
    spoilt = [position for other, position in sheet.faulty if other == name]
    if spoilt and (column is None or column.role != "key"):
        values = list(values)
        for position in spoilt:
            values[position] = None
    if column is not None and column.is_yes_or_no:
        return [(value or column.empty) == "Ja" for value in values]
    if column is None or column.type not in _TEXTUAL or all(values):
        return values
    return [value or "" for value in values] if any(values) else [""] * len(values)


def _mappings(sheet: Sheet) -> tuple[Mapping[str, object], ...]:
    names = ("row", *sheet.columns)
    columns = [_values(sheet, name) for name in sheet.columns]
    return tuple(dict(zip(names, row, strict=True)) for row in zip(sheet.table.rows, *columns, strict=True))
