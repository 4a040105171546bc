"""`godta`: the proposals that are marked Ja, into the plan. What is not as it was when it was proposed is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from runxl.contract.load import contract
from runxl.contract.vocabulary import Table
from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.files.save import latest_backup
from runxl.json_face import document
from runxl.svenska import listed
from runxl.verbs.examine import AnyPath, examine
from runxl.verbs.fitted import fitted
from runxl.verbs.forslag import EMPTY, GONE, TABLE, WHOLE_ROW, Proposal, Proposals, row_of_text, text_of_row
from runxl.verbs.gone import Gone, along, emptied, held_by
from runxl.verbs.owners import named, nrs, shown, title_column
from runxl.verbs.samla.merge import rows_below, written
from runxl.verbs.samla.sameness import same
from runxl.verbs.typed import typed, typed_as, unit_of
from runxl.workbook.cell_text import as_typed, in_json
from runxl.workbook.edits import Edit, Edits, joined
from runxl.workbook.patch import patch
from runxl.workbook.tables import FoundTable, Raw, Workbook


@dataclass(frozen=True, slots=True)
class Applied:
    """A proposal that is in the plan now: what stood there, and what stands. `nr`: the row's, given if it had none."""

    proposal: Proposal
    nr: str
    was: Raw
    now: Raw
    emptied: int = 0
    """The row in Excel that is blank now, where a row was to go."""

    def to_dict(self) -> dict[str, Any]:
        return _about(self.proposal, self.nr) | {"var": in_json(self.was), "blev": in_json(self.now)}


@dataclass(frozen=True, slots=True)
class Left:
    """A proposal that is marked Ja and could not be applied, and why."""

    proposal: Proposal
    why: str

    def to_dict(self) -> dict[str, Any]:
        return _about(self.proposal, self.proposal.rad) | {"varfor": self.why}


def _about(one: Proposal, nr: str) -> dict[str, Any]:
    return {"enhet": one.enhet, "blad": one.blad, "nr": nr, "kolumn": one.kolumn}


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was applied and what was not; `undecided` proposals nobody has said anything of.

    `file` is None where nothing was written.
    """

    applied: tuple[Applied, ...]
    left: tuple[Left, ...]
    undecided: int
    file: Path | None = None
    backup: Path | None = None
    waiting: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl godta`; its keys are part of the public contract."""
        return document(
            {
                "fil": str(self.file) if self.file else None,
                "inforda": [one.to_dict() for one in self.applied],
                "kvar": [one.to_dict() for one in self.left],
                "obesvarade": self.undecided,
            }
        )


def accept(
    path: AnyPath, out: AnyPath | None = None, *, replace: bool = False, now: dt.datetime | None = None
) -> Accepted:
    """Applies the rows of Förslag that are marked Ja, in the workbook (a backup copy is kept) or into `out`."""
    workbook = examine(path, to_write=True).workbook
    if TABLE not in workbook.tables:
        raise RunxlError(f"{path}: bladet Förslag saknas, så det finns inga förslag att godta.")
    applying = Applying(workbook, now or dt.datetime.now().astimezone())
    done = applying.done()
    if not done.applied and out is None:
        return done
    edits = joined((fitted(workbook, applying.edits()), applying.proposals.edits(workbook)))
    file, waiting = patch(workbook.path, edits, out, stamp=workbook.stamp, replace=replace)
    return dataclasses.replace(done, file=file, backup=latest_backup(file) if out is None else None, waiting=waiting)


def _goes(one: Proposal) -> bool:
    return fold(one.kolumn) == fold(WHOLE_ROW) and fold(one.foreslas) == fold(GONE)


def _comes(one: Proposal) -> bool:
    return fold(one.kolumn) == fold(WHOLE_ROW) and not _goes(one)


class _LeftError(Exception):
    """Why a proposal stays where it is, in Swedish."""


class Applying:
    """Goes through the proposals of a workbook (read `to_write`), each against what the ones before it have made."""

    def __init__(self, workbook: Workbook, now: dt.datetime) -> None:
        self.workbook = workbook
        self.now = now.replace(tzinfo=None, microsecond=0)
        self.proposals = Proposals(workbook)
        self.cells: dict[tuple[str, str], Raw] = {}
        self.called: dict[str, dict[str, list[int]]] = {}
        self.gone: dict[Gone, None] = {}
        self.added: dict[str, list[dict[str, Raw]]] = {}
        self.applied: list[Applied] = []
        self.left: list[Left] = []
        self.going = {one.about[1:3] for one in self.proposals.rows if one.is_accepted and _goes(one)}
        self.proposed = {one.about: one for one in self.proposals.rows if _comes(one)}
        self.given: dict[tuple[str, ...], str] = {}
        # What others belong to comes before them, wherever it stands: they go where it has gone.
        depth = {fold(table.sheet): _depth(table) for table in contract().tables.values()}
        for place, one in sorted(enumerate(self.proposals.rows), key=lambda row: depth.get(fold(row[1].blad), 0)):
            if one.is_accepted:
                self._apply(place, one)

    def done(self) -> Accepted:
        undecided = sum(one.is_open for one in self.proposals.rows)
        return Accepted(tuple(self.applied), tuple(self.left), undecided)

    def edits(self) -> Edits:
        """All but what Förslag itself is to say."""
        cells = tuple(Edit(sheet, cell, written(raw)) for (sheet, cell), raw in self.cells.items())
        added = (rows_below(self.workbook, name, rows) for name, rows in self.added.items())
        return joined((Edits(cells), emptied(self.workbook, [*self.gone], self.added), *added))

    def _apply(self, place: int, one: Proposal) -> None:
        try:
            table, found = self._table(one)
            if fold(one.kolumn) != fold(WHOLE_ROW):
                made = self._cell(one, table, found)
            elif _goes(one):
                made = self._removed(one, table, found)
            else:
                made = self._new(one, table, found)
        except _LeftError as why:
            self.left.append(Left(one, str(why)))
            return
        self.applied.append(made)
        self.proposals.rows[place] = dataclasses.replace(one, godtaget_den=self.now)

    def _table(self, one: Proposal) -> tuple[Table, FoundTable]:
        table = next((table for table in contract().tables.values() if fold(table.sheet) == fold(one.blad)), None)
        found = self.workbook.tables.get(table.name) if table else None
        if table is None or found is None or table.kind != "data":
            raise _LeftError(f"Bladet {one.blad} finns inte i planen.")
        return table, found

    def _row(self, one: Proposal, table: Table, found: FoundTable) -> int:
        places = self._called(table, found).get(fold(one.rad), [])
        if len(places) != 1:
            why = "finns inte" if not places else "finns flera gånger"
            raise _LeftError(f"{one.rad} {why} på bladet {one.blad}. Ändra i planen själv om förslaget ska gälla.")
        return places[0]

    def _called(self, table: Table, found: FoundTable) -> Mapping[str, list[int]]:
        """The rows of a table by what people call them: the same for every proposal."""
        if table.name not in self.called:
            rows = self.called[table.name] = {}
            for at in range(len(found)):
                rows.setdefault(fold(shown(table, found, at)), []).append(at)
        return self.called[table.name]

    def _cell(self, one: Proposal, table: Table, found: FoundTable) -> Applied:
        column = next((column for column in table.columns if fold(column.title) == fold(one.kolumn)), None)
        if column is None or not column.is_input or column.name not in found.columns:
            raise _LeftError(f"Kolumnen {one.kolumn} finns inte på bladet {one.blad}.")
        if not one.foreslas:
            raise _LeftError(f"Föreslås är tom eller en formel. Skriv {EMPTY} där om cellen ska tömmas.")
        position = self._row(one, table, found)
        cell = table.sheet, found.cell(column.name, position)
        read = partial(typed, found, position, column)
        was = self.cells.get(cell, read(found.values(column.name)[position]))
        now = None if one.foreslas == EMPTY else read(one.foreslas)
        if same(was, now):
            return Applied(one, one.rad, was, now)
        if not same(was, read(one.ar or None)):
            then, stands = one.ar or "tom", as_typed(was) or "tom"
            raise _LeftError(
                f"{column.title} för {one.rad} var {then} när förslaget kom och är {stands} nu. "
                "Ändra i planen själv, eller töm Godtas och samla in svaren igen."
            )
        self.cells[cell] = now
        return Applied(one, one.rad, was, now)

    def _removed(self, one: Proposal, table: Table, found: FoundTable) -> Applied:
        position = self._row(one, table, found)
        nr = nrs(found, "nr")[position]
        if held := held_by(self.workbook, table, nr, self._all_going()):
            raise _LeftError(
                f"{one.rad} går inte att ta bort: {listed(held)} hör till den. Ta bort dem först, eller flytta dem "
                f"till en annan rad på bladet {table.sheet}."
            )
        self.gone |= dict.fromkeys(((table.name, position), *along(self.workbook, table, nr)))
        return Applied(one, one.rad, one.ar, None, found.rows[position])

    def _all_going(self) -> set[Gone]:
        """Every row that is to go, whatever stands first among the proposals."""
        return {
            (name, position)
            for name, found in self.workbook.tables.items()
            for position in range(len(found))
            if (fold(contract().tables[name].sheet), fold(shown(contract().tables[name], found, position)))
            in self.going
        }

    def _new(self, one: Proposal, table: Table, found: FoundTable) -> Applied:
        columns = {fold(column.title): column for column in table.columns if column.is_input}
        told = row_of_text(one.foreslas)
        unknown = [title for title in told if fold(title) not in columns]
        if unknown or not told:
            raise _LeftError(f"Raden går inte att läsa: {', '.join(unknown) or 'Föreslås är tom'}.")
        words = {columns[fold(title)].name: said for title, said in told.items()}
        above = dict(self._above(one, table, words))
        if any(words[name] != nr for name, nr in above.items()):
            words["nr"] = ""  # it was numbered as under another row
        words |= above
        if table.key == ("nr",):
            words["nr"] = self.given[one.about] = self._number(table, found, words)
        row: dict[str, Raw] = {
            name: typed_as(table.column(name), said, words.get("typ"), words.get(unit_of(table.column(name))))
            for name, said in words.items()
        }
        if "ansvarig" in found.columns and not row.get("ansvarig") and not self._inherits(one, words):
            row["ansvarig"] = one.enhet
        self.added.setdefault(table.name, []).append(row)
        return Applied(one, named(table, row), None, text_of_row(table, words))

    def _above(self, one: Proposal, table: Table, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What the row belongs to, where the unit has proposed that too: by the number that it has been given."""
        for column in table.columns:
            said = words.get(column.name, "")
            for above in (contract().tables[name] for name in (column.ref, column.also) if name and said):
                asked = tuple(map(fold, (one.enhet, above.sheet, said, WHOLE_ROW)))
                if asked in self.given:
                    yield column.name, self.given[asked]
                elif asked in self.proposed:
                    self._stands(self.proposed[asked], above, said)

    def _stands(self, one: Proposal, table: Table, nr: str) -> None:
        """Sees to it that the plan's row of a number is the one that the unit has proposed, and not another's."""
        name = fold(row_of_text(one.foreslas).get(table.column(title_column(table)).title, ""))
        there = self._names(table)
        if there.get(nr) == name or fold(self._owner(table, nr)) == fold(one.enhet):
            return
        elsewhere = next((other for other, said in there.items() if name and said == name), None)
        stands = f"har nummer {elsewhere}" if elsewhere else "inte står så"
        gors = f"Skriv {elsewhere}" if elsewhere else "Godta den först, eller skriv ett annat nummer"
        raise _LeftError(
            f"Den hör till {nr} på bladet {table.sheet}, en rad som {one.enhet} har föreslagit och som {stands} i "
            f"planen. {gors} i Föreslås."
        )

    def _names(self, table: Table) -> dict[str, str]:
        """What the rows of a table are called, those that have been added among them, by number."""
        found, title = self.workbook.tables.get(table.name), title_column(table)
        there = zip(nrs(found, "nr"), found.values(title), strict=True) if found else ()
        added = ((as_typed(row["nr"]), row.get(title)) for row in self.added.get(table.name, ()))
        return {nr: fold(as_typed(name)) for nr, name in (*there, *added)}

    def _number(self, table: Table, found: FoundTable, words: Mapping[str, str]) -> str:
        """The number that was proposed, if it is free; else, and where none was, the one after the row's sisters."""
        parents = nrs(found, table.parent) if table.parent in found.columns else [""] * len(found)
        there = list(zip(nrs(found, "nr"), parents, strict=True))
        there += [(as_typed(row["nr"]), as_typed(row.get(table.parent))) for row in self.added.get(table.name, ())]
        wanted = words.get("nr", "")
        if wanted in dict(there) and self._names(table)[wanted] == fold(words.get(title_column(table), "")):
            raise _LeftError(
                f"{wanted} finns redan på bladet {table.sheet} och heter likadant. Är det en annan rad: ge den "
                "föreslagna ett annat nummer."
            )
        return wanted if wanted and wanted not in dict(there) else next_number(there, words.get(table.parent, ""))

    def _inherits(self, one: Proposal, words: Mapping[str, str]) -> bool:
        """Whether the row's delmål is the unit's already."""
        return fold(self._owner(contract().tables["delmal"], words.get("delmal", ""))) == fold(one.enhet)

    def _owner(self, table: Table, nr: str) -> str:
        """Who answers for a row of the plan, as it says itself."""
        found = self.workbook.tables.get(table.name)
        owners = dict(zip(nrs(found, "nr"), found.values("ansvarig"), strict=True)) if found else {}
        return as_typed(owners.get(nr))


def _depth(table: Table) -> int:
    """How many rows stand above one of the table: an indikator's delmål, and its mål."""
    above = {name for column in table.columns for name in (column.ref, column.also) if name}
    return max((1 + _depth(contract().tables[name]) for name in above), default=0)


def next_number(there: Sequence[tuple[str, str]], parent: str) -> str:
    """The first free number after those under a parent; numbered as under another parent where it has none yet.

    `there`: every number with its parent's.
    """
    sisters = [nr for nr, of in there if of == parent]
    like = next((nr.removeprefix(of) for nr, of in there if of and nr.startswith(of)), ".1")
    before, last = _numbered(sisters[-1] if sisters else f"{parent}{re.sub(r'[0-9]+$', '0', like)}")
    taken = {nr for nr, _ in there}
    return next(nr for number in count(last + 1) if (nr := f"{before}{number}") not in taken)


def _numbered(nr: str) -> tuple[str, int]:
    found = re.search(r"[0-9]+$", nr)
    return (nr[: found.start()], int(found[0])) if found else (nr, 0)
