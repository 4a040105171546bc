"""A workbook's rows and settings as another workbook is built from them: values as they stand, own columns too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.contract.vocabulary import Column, Contract, DataRow, Table
from runxl.contract.wording import TEXTS
from runxl.excel import LONGEST_HEADER, WIDEST_COLUMN, fold, shortened
from runxl.output.document.outline import own_sheet, says
from runxl.output.results.standing import rewritten
from runxl.svenska import listed, quoted
from runxl.workbook.belongings import belongings, sheet_titles
from runxl.workbook.headers import header_of
from runxl.workbook.older import is_placed
from runxl.workbook.own_sheets import ours
from runxl.workbook.tables import Workbook

_LONG, _WIDE = 30, 40
_NO = "Nej"
_SAID = 60
"""So much is said of a header that is too long, for a person to know it again."""


@dataclass(frozen=True, slots=True)
class CarriedRows:
    """Rows by table, and the contract with the columns that are the workbook's own added to its tables."""

    contract: Contract
    rows: Mapping[str, list[DataRow]]
    own_columns: tuple[tuple[str, str], ...]
    """The own columns by sheet and header."""

    shortened: tuple[str, ...]
    """In Swedish, the own headers that no workbook holds whole."""


Places = Mapping[str, Collection[tuple[int, int]]]
"""Rows and columns by sheet."""


def carried(workbook: Workbook, *, but: Places | None = None) -> CarriedRows:
    """Everything that stands in the tables of a workbook (read `to_write`), `but` the own cells that hold no longer."""
    tables, own, long = dict(contract().tables), [], list[str]()
    rows: dict[str, list[DataRow]] = {}
    for name, found in workbook.tables.items():
        table = contract().tables[name]
        if table.kind == "settings":
            continue
        values: dict[str, list[object]] = {
            one: [rewritten(raw) for raw in column.values] for one, column in found.columns.items()
        }
        added = _own_columns(workbook, table, (but or {}).get(table.sheet, ()))
        values |= {column.name: cells for _, column, cells in added}
        rows[name] = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
        tables[name] = replace(table, columns=(*table.columns, *(column for _, column, _ in added)))
        own += [(table.sheet, column.title) for _, column, _ in added]
        long += [_cut_short(table.sheet, title) for title, _, _ in added if shortened(title, LONGEST_HEADER) != title]
    return CarriedRows(replace(contract(), tables=tables), rows, tuple(own), tuple(long))


def _own_columns(
    workbook: Workbook, table: Table, but: Collection[tuple[int, int]]
) -> list[tuple[str, Column, list[object]]]:
    """The headers that the person has added to a sheet, each as a column with its cells. Two alike are told apart."""
    sheet = workbook.sheets.get(table.sheet)
    header = header_of(table, sheet) if sheet else None
    if sheet is None or header is None:
        return []
    taken = {fold(column.title) for column in table.columns}
    added = []
    rows = workbook.tables[table.name].rows
    filled: list[tuple[str, list[object]]] = [
        (title, [None if (row, index) in but else rewritten(sheet.at(row, index)) for row in rows])
        for index, title in header.extra.items()
    ]
    own = [one for one in filled if not is_placed(table.name, *one, workbook.tables)]
    for number, (title, cells) in enumerate(own, start=1):
        long = any(len(str(cell)) > _LONG for cell in cells)
        unique = _unique(title, taken)
        taken.add(fold(unique))
        column = Column(
            name=f"egen {number}",
            title=unique,
            type="text",
            role="in",
            help="En egen kolumn. runxl läser den inte.",
            width=_WIDE if long else min(max(12, len(unique) + 2), WIDEST_COLUMN),
            long=long,
        )
        added.append((title, column, cells))
    return added


def _cut_short(sheet: str, title: str) -> str:
    return (
        f"Den egna rubriken «{shortened(title, _SAID)}» på bladet {sheet} är längre än de {LONGEST_HEADER} tecken "
        "som en rubrik i Excel rymmer: dess slut följer inte med."
    )


def _unique(title: str, taken: Collection[str]) -> str:
    """The title, shortened to what a header holds, with a number if another column has it."""
    endings = ("", *(f" ({number})" for number in range(2, len(taken) + 3)))
    names = (f"{shortened(title, LONGEST_HEADER - len(ending))}{ending}" for ending in endings)
    return next(name for name in names if fold(name) not in taken)


def written_settings(settings: Settings) -> dict[str, object]:
    """Every setting as it is written, thresholds as shares. Styrmodell and version are the new workbook's own."""
    every = contract().tables["installningar"].settings
    said = {one.name: getattr(settings, one.name) for one in every if one.name not in ("styrmodell", "mallversion")}
    return {name: value / 100 if isinstance(value, Decimal) else value for name, value in said.items()}


def without_own_sheets(
    source: Path, rows: Mapping[str, Sequence[DataRow]]
) -> tuple[Mapping[str, Sequence[DataRow]], tuple[str, ...]]:
    """The rows, where chapters that show a person's own sheets are off: a workbook that is built anew lacks them.

    And what there is to say of each, in Swedish. A sheet is more than its cells: only a spreadsheet program copies it
    whole.
    """
    own = [title for title in sheet_titles(source) if fold(title) not in ours()]
    texts = rows.get(TEXTS, ())
    shown = {
        title: [row for row in texts if fold(own_sheet(row.get("innehall")) or "") == fold(title)] for title in own
    }
    off = {id(row) for several in shown.values() for row in several}
    made = [{**row, "med": _NO, "bildspel": _NO} if id(row) in off else row for row in texts]
    told = tuple(_own_sheet(title, several) for title, several in shown.items())
    return ({**rows, TEXTS: made} if off else rows), told


def _own_sheet(title: str, chapters: Sequence[DataRow]) -> str:
    if not chapters:
        return f"Bladet {title} hör inte till mallen. Kopiera det till den nya arbetsboken i Excel om det behövs."
    names = listed([quoted(str(row.get("rubrik") or "utan rubrik")) for row in chapters])
    were = {"Bildspel": any(says(row, "bildspel") for row in chapters)}
    were |= {"Med": any(not says(row, "med", yes=False) for row in chapters) or not were["Bildspel"]}
    columns = listed(sorted((name for name, on in were.items() if on), reverse=True))
    chapter, is_off = ("kapitlet", "avstängt") if len(chapters) == 1 else ("kapitlen", "avstängda")
    return (
        f"Bladet {title} hör inte till mallen, och {chapter} {names} på bladet Texter, som visar det, är {is_off}. "
        f"Kopiera bladet till den nya arbetsboken i Excel och skriv Ja i {columns}."
    )


def lost_belongings(source: Path, target: Path, values: str = "Värdena följer med.") -> Iterator[str]:
    """What belonged to the old workbook beside its values; `values` says what becomes of those of formulas."""
    after = belongings(target)
    for kind, number in belongings(source).items():
        if number > after.get(kind, 0):
            more = f" {values}" if kind == "formler" else ""
            yield f"{kind[0].upper()}{kind[1:]}: {number - after.get(kind, 0)}.{more}"
