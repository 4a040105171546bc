"""A draft into a plan that there is: empty cells are filled in, new rows added, what differs is told and stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.wording import TEXTS
from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.files.save import latest_backup
from runxl.output.results.appended import appended
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, Examined
from runxl.verbs.fitted import fitted
from runxl.verbs.importera import new_book
from runxl.verbs.importera.draft import NAMES, Drafted, PlanDraft, label, much_alike
from runxl.verbs.importera.others_words import folded, one_line
from runxl.verbs.samla.sameness import same
from runxl.verbs.typed import typed, typed_as, unit_of
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edit, Edits, Written, joined
from runxl.workbook.headers import header_of
from runxl.workbook.patch import patch
from runxl.workbook.places import IMPORT
from runxl.workbook.tables import Dressed, FoundTable, Percent, Raw

_DIFFERS = "planen säger ”{}”, och den uppgiften står kvar"
_ANSWERED = ("indikatorer", "aktiviteter", "uppdrag")
"""What nothing hangs under: a row that is left takes no other with it."""


class Plan:
    """A plan, its rows by table, and which of them each row of a draft is."""

    def __init__(self, found: Examined) -> None:
        self.found = found
        missing = [_sheet(name) for name in NAMES if name not in found.workbook.tables]
        if missing:
            raise RunxlError(
                f"{found.workbook.path}: bladet {missing[0]} saknas eller har ingen rubrikrad, så planen går inte att "
                "fylla på."
            )
        self.paired: dict[Drafted, int] = {}

    def table(self, name: str) -> FoundTable:
        return self.found.workbook.tables[name]

    def pair(self, draft: PlanDraft) -> None:
        """Which row of the plan is meant: the one of the same name, else of the same number if the names are alike.

        A row of the draft takes the number of the plan's. A number that the plan has for something else is given up.
        Of several of one name it is the one of that number, or under the same row; else nobody knows, and it is left.
        """
        for name, rows in draft.rows.items():
            names, numbers = self._names(name), [as_typed(raw) for raw in self.table(name).values("nr")]
            for row in [*rows]:
                meant = self._positions(row, names, numbers)
                if len(meant) > 1 and name in _ANSWERED:
                    self._leave(draft, row, [numbers[at] for at in meant])
                    continue
                at = meant[0] if meant else None
                if at is not None:
                    self.paired[row] = at
                    row.values["nr"] = numbers[at] or row.nr
                elif row.nr in numbers:
                    row.values.pop("nr", None)
        for name in [*draft.others]:
            draft.others[name] = [row for row in draft.others[name] if self._finds_place(draft, row)]

    def _finds_place(self, draft: PlanDraft, row: Drafted) -> bool:
        """Of the other tables: the row of the same name, else a new one; a chapter that the plan lacks is left."""
        has = row.table in self.found.workbook.tables
        names = self._names(row.table) if has else []
        if folded(row.name) in names:
            self.paired[row] = names.index(folded(row.name))
        elif not has or row.table == TEXTS:
            draft.notes = [note for note in draft.notes if note.row is not row]
            draft.leave(row.place, " | ".join(as_typed(value) for value in _written(row).values()))
            return False
        return True

    def _leave(self, draft: PlanDraft, row: Drafted, numbers: list[str]) -> None:
        """What could be said of several rows is said of none."""
        draft.rows[row.table].remove(row)
        draft.notes = [note for note in draft.notes if note.row is not row]
        said = " | ".join(as_typed(value) for value in _written(row).values())
        draft.leave(row.place, f"{said} (planen har flera med det namnet: {listed(numbers)}. Skriv Nr i källan)")

    def _positions(self, row: Drafted, names: list[str], numbers: list[str]) -> list[int]:
        said = folded(row.name)
        by_name = [at for at, name in enumerate(names) if said and name == said]
        if len(by_name) > 1:
            by_name = [at for at in by_name if row.nr and numbers[at] == row.nr] or self._below(row, by_name)
        if by_name:
            return by_name
        if not row.given_nr or row.nr not in numbers:
            return []
        at = numbers.index(row.nr)
        return [at] if not said or not names[at] or much_alike(said, names[at]) else []

    def _below(self, row: Drafted, positions: list[int]) -> list[int]:
        """Those that hang under the same row of the plan, if any do."""
        reference = contract().tables[row.table].parent
        if row.parent not in self.paired or not reference:
            return positions
        above = [as_typed(raw) for raw in self.table(row.table).values(reference)]
        return [at for at in positions if above[at] == row.parent.nr] or positions

    def _names(self, name: str) -> list[str]:
        return [folded(as_typed(raw)) for raw in self.table(name).values(label(name))]

    def taken(self) -> dict[str, set[str]]:
        """The numbers that the plan has, by table."""
        return {name: {as_typed(raw) for raw in self.table(name).values("nr") if raw is not None} for name in NAMES}

    def added(self, draft: PlanDraft) -> int:
        """How many rows are new to the plan."""
        return sum(row not in self.paired for row in draft.everything())

    @property
    def is_told(self) -> bool:
        """Whether the plan can hold the sheet Import: it has one of runxl's, or none of that name at all."""
        titles = {fold(title) for title in self.found.workbook.titles}
        sheet = self.found.workbook.sheets.get(IMPORT)
        if sheet is None:
            return fold(IMPORT) not in titles
        return header_of(new_book.TABLE, sheet) is not None

    def edits(self, draft: PlanDraft, cells: Sequence[Edit], lines: Iterable[Mapping[str, object]]) -> Edits:
        """The cells that are filled in, the new rows, and what is told of them below what the sheet Import says.

        Nothing where there is nothing new.
        """
        sheets = self.found.workbook.sheets
        new = {name: [row for row in rows if row not in self.paired] for name, rows in draft.tables.items()}
        added = [
            appended(sheets[_sheet(name)], contract().tables[name], [_written(row) for row in rows])
            for name, rows in new.items()
            if rows
        ]
        edits = joined((Edits(cells=tuple(cells)), *added))
        if not self.is_told or not (edits.cells or edits.rows):
            return edits
        has = sheets.get(IMPORT)
        told = appended(has or new_book.EMPTY, new_book.TABLE, [_filled(line) for line in lines])
        return joined((edits, told, Edits(new_sheets=() if has else (new_book.NEW_SHEET,))))

    def write(self, edits: Edits, out: AnyPath | None, *, replace: bool) -> tuple[Path, Path | None]:
        """Into the plan, or into `out`: the file, and the copy of what it was. What is there already is not written."""
        workbook = self.found.workbook
        if not edits.cells and not edits.rows and out is None:
            return workbook.path, None
        file, _ = patch(workbook.path, fitted(workbook, edits), out, stamp=workbook.stamp, replace=replace)
        return file, latest_backup(file) if out is None else None

    def cells(self, draft: PlanDraft) -> Iterator[Edit]:
        """The empty cells that the draft fills in. What the plan says otherwise is noted in the draft.

        So is what another row of the draft, that is the same in the plan, has filled in otherwise.
        """
        filled: dict[tuple[str, str], Written] = {}
        for row in draft.everything():
            at = self.paired.get(row)
            if at is None:
                continue
            found = self.table(row.table)
            for name, value in row.values.items():
                if value in (None, "") or name not in found.columns:
                    continue
                read = partial(typed, found, at, contract().tables[row.table].column(name))
                said, cell = _in_cell(value, read), (_sheet(row.table), found.cell(name, at))
                stands = filled.get(cell, found.values(name)[at])
                if stands is None:
                    filled[cell] = said
                    yield Edit(*cell, said)
                elif not _alike(_in_cell(stands, read), said):
                    why = _DIFFERS.format(one_line(as_typed(stands))[:80])
                    draft.doubt(row, name, as_typed(said), as_typed(said), why)


def _sheet(name: str) -> str:
    return contract().tables[name].sheet


def _written(row: Drafted) -> Mapping[str, Written]:
    """A new row, its numbers as its Typ and its unit read them."""
    table, told = contract().tables[row.table], row.values
    read = {
        name: partial(typed_as, column, typ=_word(told.get("typ")), unit=_word(told.get(unit_of(column))))
        for name in told
        for column in [table.column(name)]
    }
    return {name: _in_cell(value, read[name]) for name, value in told.items() if value not in (None, "")}


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _filled(line: Mapping[str, object]) -> Mapping[str, Written]:
    return {column: _plain(value) for column, value in line.items() if value not in (None, "")}


def _in_cell(value: object, read: Callable[[Raw], Raw]) -> Written:
    """What its own cell showed counts, for another does not show it so: 0,6 that was 60 % is 60 in a row of percent.

    What the column cannot read stands in words, with its unit.
    """
    if not isinstance(value, Percent | Dressed):
        return _plain(value)
    number = read(value)
    return as_typed(number) if isinstance(number, Percent | Dressed) else _plain(number)


def _plain(value: object) -> Written:
    return value if isinstance(value, str | int | float | dt.date) else str(value)


def _alike(stands: Written, said: Written) -> bool:
    return same(stands, said) or folded(as_typed(stands)) == folded(as_typed(said))
