"""Workbooks → Checked: every cell typed, every rule asked, all workbooks of a run in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from runxl.check import links, parse, row_rules, schema, sums
from runxl.check import waivers as dispenser
from runxl.check.historik import read_historik
from runxl.check.rows import Aktivitet, Checked, Delmal, Indikator, Mal, Row, Settings, Uppdrag, rows_of
from runxl.check.settings import read_settings
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.contract.regel import Regel
from runxl.excel import column_letters
from runxl.findings import FileReport, Finding, Report
from runxl.workbook.tables import Workbook

_TEXTUAL = ("text", "nr", "ref", "code", "unit")
_TYPED = ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag")
_SHEET_FAULTS = (Regel.BLAD_SAKNAS, Regel.TILLAGGSBLAD_SAKNAS, Regel.RUBRIKRAD_SAKNAS, Regel.BLAD_GAR_INTE_ATT_LASA)
"""Findings that say that a whole sheet is missing."""


class _Book:
    """A workbook on its way: its settings, its tables by name, and findings that have no cell."""

    def __init__(self, workbook: Workbook, period: str) -> None:
        self.workbook = workbook
        self.findings: list[Finding] = list(workbook.findings)
        self.settings = Settings(period=period)
        self.sheets: dict[str, Sheet] = {}
        kinds = {name: contract().tables[name].kind for name in workbook.tables}
        for name, table in workbook.tables.items():
            if kinds[name] == "settings":
                self.settings, self.sheets[name], missing = read_settings(workbook.file, table, period)
                self.findings += missing
        for name, table in workbook.tables.items():
            if kinds[name] == "data":
                self.sheets[name] = parse.parse(workbook.file, table, self.settings.styrmodell)


def check(workbooks: Sequence[Workbook], period: str = "") -> tuple[Checked, ...]:
    """Checks any number of workbooks. Costs least per workbook when many come at once.

    `period` goes before the one in Inställningar: what is due, and what day it is, follow from it.
    """
    books = [_Book(workbook, period) for workbook in workbooks]
    for book in books:
        moment = row_rules.now(book.settings)
        for sheet in book.sheets.values():
            sheet.unanswered = moment.period is not None and moment.period.plan
    for name, table in contract().tables.items():
        sheets = [book.sheets[name] for book in books if name in book.sheets]
        if sheets and table.kind == "data":
            for sheet in sheets if "nr" in table.key else ():
                links.lost_zeros(sheet)
            for several in _by_scale(sheets):
                schema.apply(several)
    return tuple(_checked(book) for book in books)


def _by_scale(sheets: Sequence[Sheet]) -> Iterable[Sequence[Sheet]]:
    """Those whose statuses are the same words, which as a rule are all."""
    found: dict[tuple[str, ...], list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault(sheet.styrmodell.scale.words, []).append(sheet)
    return found.values()


def report(checked: Iterable[Checked]) -> Report:
    """All that was found, file by file."""
    return Report(tuple(FileReport(one.file, one.findings, readable=one.readable) for one in checked))


def _checked(book: _Book) -> Checked:
    found_historik = book.workbook.tables.get("historik")
    historik = read_historik(found_historik) if found_historik else ()
    moment = row_rules.now(book.settings, historik)
    sheets = {name: sheet for name, sheet in book.sheets.items() if sheet.contract.kind == "data"}
    for sheet in sheets.values():
        row_rules.apply(sheet, moment)
        sums.apply(sheet)
    links.apply(sheets, whole=not book.settings.utskickad_till)
    waivers = dispenser.read_dispenser(sheets["dispenser"], moment.today) if "dispenser" in sheets else ()
    found = [*book.findings, *(one for sheet in book.sheets.values() for one in sheet.settled())]
    findings = tuple(sorted(dispenser.accept(found, waivers), key=_place))
    return Checked(
        file=book.workbook.file,
        settings=book.settings,
        mal=_rows(Mal, sheets.get("mal"), findings),
        delmal=_rows(Delmal, sheets.get("delmal"), findings),
        indikatorer=_rows(Indikator, sheets.get("indikatorer"), findings),
        aktiviteter=_rows(Aktivitet, sheets.get("aktiviteter"), findings),
        uppdrag=_rows(Uppdrag, sheets.get("uppdrag"), findings),
        historik=historik,
        other={name: _mappings(sheet) for name, sheet in sheets.items() if name not in _TYPED},
        findings=findings,
        readable=book.workbook.readable,
        unread=tuple(_unread(book, findings)),
        columns=_columns(book.workbook),
    )


def _unread(book: _Book, findings: Iterable[Finding]) -> Iterator[str]:
    """Sheets that delmål are judged by, which are missing or lack what ties their rows to the plan.

    Aktiviteter may be left out altogether; a sheet with nearly that name has not been left out but been renamed.
    """
    said = {
        one.sheet
        for one in findings
        if one.code in _SHEET_FAULTS and (one.code != Regel.TILLAGGSBLAD_SAKNAS or "Menade" in one.message)
    }
    for name in ("indikatorer", "aktiviteter"):
        table, found = contract().tables[name], book.workbook.tables.get(name)
        tied = found is not None and all(column in found.columns for column in ("nr", table.parent))
        if (found is not None and not tied) or (found is None and table.sheet in said):
            yield table.sheet


def _columns(workbook: Workbook) -> dict[str, dict[str, str]]:
    """Where each column stands, so that later findings can name their cell."""
    return {
        contract().tables[name].sheet: {column: column_letters(found.index) for column, found in table.columns.items()}
        for name, table in workbook.tables.items()
    }


def _place(finding: Finding) -> tuple[int, int, int, str]:
    """Sheet by sheet, row by row, from left to right."""
    sheets = contract().sheets
    sheet = sheets.index(finding.sheet) if finding.sheet in sheets else -1
    return (sheet, finding.row or 0, len(finding.cell), finding.cell)


def _rows(kind: type[Row], sheet: Sheet | None, findings: Iterable[Finding]) -> tuple[Row, ...]:
    """The table's typed rows; a cell with a fault is empty there, and the row carries the fault's code."""
    if sheet is None:
        return ()
    rows = sheet.table.rows
    faults, accepted = _codes(sheet, findings)
    columns: dict[str, Sequence[object]] = {
        name: _values(sheet, name) for name in kind._fields if name in sheet.columns
    }
    columns |= {"row": rows, "faults": _of_rows(faults, rows), "accepted": _of_rows(accepted, rows)}
    return rows_of(kind, columns)


def _codes(sheet: Sheet, findings: Iterable[Finding]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """The codes of the faults on a sheet by row in Excel: those that count, and those that are accepted."""
    faults: dict[int, list[str]] = {}
    accepted: dict[int, list[str]] = {}
    for one in findings:
        if one.severity == "fel" and one.sheet == sheet.contract.sheet and one.row is not None:
            (accepted if one.accepted else faults).setdefault(one.row, []).append(one.code)
    for row, code in sheet.unshown_faults:
        faults.setdefault(row, []).append(code)
    return faults, accepted


def _of_rows(codes: Mapping[int, Sequence[str]], rows: Sequence[int]) -> Sequence[tuple[str, ...]]:
    return [tuple(codes.get(row, ())) for row in rows] if codes else [()] * len(rows)


def _values(sheet: Sheet, name: str) -> Sequence[object]:
    """A column's values for the typed rows: text is never None, Ja/Nej in Ackumuleras is a bool."""
    column = sheet.described[name]
    values = sheet.columns[name]
    spoilt = [position for other, position in sheet.faulty if other == name]
    if spoilt and column.role != "key":
        values = list(values)
        for position in spoilt:
            values[position] = None
    if name == "ackumuleras":
        return [value == "Ja" for value in values]
    if column.type not in _TEXTUAL or all(values):
        return values
    return [value or "" for value in values] if any(values) else [""] * len(values)


def _mappings(sheet: Sheet) -> tuple[Mapping[str, object], ...]:
    names = ("row", *sheet.columns)
    columns = [_values(sheet, name) for name in sheet.columns]
    return tuple(dict(zip(names, row, strict=True)) for row in zip(sheet.table.rows, *columns, strict=True))
