"""One unit's answer against the plan: what it fills in, and everything else that differs. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runxl.check.rows import Checked
from runxl.check.sheet import json_value
from runxl.contract import message
from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.findings import Finding
from runxl.verbs.dela.excerpt import excerpt, sent_columns
from runxl.verbs.plan import Master
from runxl.verbs.samla.gate import at_setting
from runxl.verbs.samla.sameness import as_text, same
from runxl.verbs.units import Identity, answered_tables, identities, identity_columns, shown
from runxl.workbook.tables import CellError, Raw, Table, Uncalculated, Workbook


@dataclass(frozen=True, slots=True)
class Change:
    """A cell of the plan that an answer fills in or corrects."""

    table: str
    position: int
    column: str
    was: Raw
    now: Raw


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit says: the changes to its own rows, and the findings about all that differs."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    rows: Mapping[tuple[str, int], tuple[Table, int]]
    """The answer's row for each of the unit's rows in the plan, by table and position there."""


def answer_of(master: Master, unit: str, workbook: Workbook, checked: Checked) -> Answer:
    """The answer of a unit, by its folded name."""
    reader = _Reader(master, unit, workbook)
    reader.settings(checked)
    reader.answered()
    reader.context()
    reader.others()
    return Answer(tuple(reader.changes), tuple(reader.findings), reader.rows)


class _Reader:
    """Goes through a returned workbook table by table and gathers what it finds."""

    def __init__(self, master: Master, unit: str, workbook: Workbook) -> None:
        self.master = master
        self.unit = unit
        self.workbook = workbook
        self.part = excerpt(master, unit)
        self.owners = {(row.table, row.position): row.unit for row in master.owners.rows}
        self.changes: list[Change] = []
        self.findings: list[Finding] = []
        self.rows: dict[tuple[str, int], tuple[Table, int]] = {}

    def settings(self, checked: Checked) -> None:
        """The rules of assessment are the plan's."""
        ours, theirs = self.master.checked.settings, checked.settings
        limits = (one.name for one in contract().tables["installningar"].settings if one.level)
        changed = {name: (getattr(ours, name), getattr(theirs, name)) for name in limits}
        if ours.styrmodell != theirs.styrmodell:
            other = "en annan lydelse" if ours.styrmodell.title == theirs.styrmodell.title else theirs.styrmodell.title
            changed["styrmodell"] = ours.styrmodell.title, other
        for name, (was, now) in changed.items():
            if was != now:
                self.findings.append(
                    at_setting(
                        Regel.PLANENS_UPPGIFT_ANDRAD, self.workbook, name, now, var=was or "tom", ar=now or "tom"
                    )
                )

    def answered(self) -> None:
        """The tables that the unit fills in."""
        for table in answered_tables():
            ours, theirs = self.master.workbook.tables.get(table.name), self.workbook.tables.get(table.name)
            # An empty table is one all the same: a row may have been added to it.
            if ours is not None and theirs is not None and set(identity_columns(table)) <= theirs.columns.keys():
                self._table(table, ours, theirs)

    def _table(self, table: model.Table, ours: Table, theirs: Table) -> None:
        keys = self.master.keys[table.name]
        own = {position: keys[position] for position in self.part.own.get(table.name, ())}
        context = {keys[position]: position for position in self.part.context.get(table.name, ())}
        said = identities(table, theirs)
        places: dict[Identity, list[int]] = {}
        for place, key in enumerate(said):
            places.setdefault(key, []).append(place)
        unmatched = self._own_rows(table, (ours, theirs), own, places)
        foreign = {key: position for position, key in enumerate(keys) if position not in own}
        new = []
        for place, key in enumerate(said):
            if key in context:
                self._context_row(table, (ours, context[key]), (theirs, place))
                self._foreign_row(table, ours, foreign[key], theirs, place)
            elif key in own.values():
                continue
            elif key in foreign and any(key):
                self._foreign_row(table, ours, foreign[key], theirs, place)
            else:
                new.append(place)
        self._missing_and_new(table, (ours, theirs), unmatched, new)

    def _own_rows(
        self,
        table: model.Table,
        both: tuple[Table, Table],
        own: Mapping[int, Identity],
        places: Mapping[Identity, list[int]],
    ) -> list[int]:
        """Matches the unit's rows by identity; the positions of those that the answer lacks."""
        ours, theirs = both
        counted = Counter(own.values())
        unmatched = []
        for position, key in own.items():
            found = places.get(key, [])
            if not any(key) or not found:
                unmatched.append(position)
            elif counted[key] > 1 or len(found) > 1:
                where = "planen" if counted[key] > 1 else "svaret"
                nyckel = shown(table, ours, position)
                self._report(
                    Regel.RADEN_FINNS_FLERA_GANGER,
                    table,
                    theirs,
                    found[-1],
                    identity_columns(table)[0],
                    nyckel=nyckel,
                    var=where,
                )
            else:
                self.rows[table.name, position] = (theirs, found[0])
                self._own_row(table, (ours, position), (theirs, found[0]))
        return unmatched

    def _own_row(self, table: model.Table, ours: tuple[Table, int], theirs: tuple[Table, int]) -> None:
        sent = sent_columns(table, context=False)
        for column in table.columns:
            was, now, both = _cells(ours, theirs, column)
            if not both or not column.is_input or same(was, now):
                continue
            if column.role != "unit":
                self._altered(table, column, was if column in sent else None, theirs)
            elif now is None or (isinstance(now, str) and not now.strip()):
                self._report(Regel.TOMT_SVAR_DAR_PLANEN_HAR_ETT, table, *theirs, column.name, var=_said(was))
            elif not isinstance(now, CellError | Uncalculated):
                self.changes.append(Change(table.name, ours[1], column.name, was, now))
                if was is not None:
                    self._report(
                        Regel.UPPGIFTEN_ERSATT_MED_SVARET, table, *theirs, column.name, var=_said(was), ar=_said(now)
                    )

    def _altered(self, table: model.Table, column: model.Column, was: Raw, theirs: tuple[Table, int]) -> None:
        now = theirs[0].values(column.name)[theirs[1]]
        if not same(was, now):
            self._report(Regel.PLANENS_UPPGIFT_ANDRAD, table, *theirs, column.name, var=_said(was), ar=_said(now))

    def context(self) -> None:
        """The mål above the unit's rows, and what holds for them in each period."""
        for name in self.part.context.keys() - {table.name for table in answered_tables()}:
            table, theirs = contract().tables[name], self.workbook.tables.get(name)
            ours = self.master.workbook.tables.get(name)
            if ours is None or theirs is None or not set(identity_columns(table)) <= theirs.columns.keys():
                continue
            keys = self.master.keys[table.name]
            known = {keys[position]: position for position in self.part.context[name]}
            for place, key in enumerate(identities(table, theirs)):
                if key in known:
                    self._context_row(table, (ours, known[key]), (theirs, place))
                else:
                    self._report(Regel.RAD_TILLAGD_I_SVARET, table, theirs, place, identity_columns(table)[0])

    def _context_row(self, table: model.Table, ours: tuple[Table, int], theirs: tuple[Table, int]) -> None:
        """A row that was sent to be read only."""
        sent = sent_columns(table, context=True)
        for column in table.columns:
            was, _, both = _cells(ours, theirs, column)
            if both and column.role in ("key", "in"):
                self._altered(table, column, was if column in sent else None, theirs)

    def _foreign_row(self, table: model.Table, ours: Table, position: int, theirs: Table, place: int) -> None:
        """An answer on a row that is another unit's, unless it only repeats what stands in the plan."""
        owner = self.owners[table.name, position]
        name = self.master.owners.names.get(owner, "ingen enhet")
        for column in table.columns:
            was, now, both = _cells((ours, position), (theirs, place), column)
            if both and column.role == "unit" and now is not None and not same(was, now):
                stands = f"har uppgiften {_said(was)}" if was is not None else "inte har någon uppgift i planen än"
                enhet = self.master.owners.names[self.unit]
                self._report(
                    Regel.SVAR_PA_EN_ANNAN_ENHETS_RAD,
                    table,
                    theirs,
                    place,
                    column.name,
                    ar=_said(now),
                    agare=name,
                    agarens=stands,
                    enhet=enhet,
                )

    def _missing_and_new(
        self, table: model.Table, both: tuple[Table, Table], missing: list[int], new: list[int]
    ) -> None:
        """A missing row and a new one that are otherwise alike are one row whose key has been changed."""
        ours, theirs = both
        signs = [_signature(table, theirs, place) for place in new]
        taken: set[int] = set()
        for position in missing:
            sign = _signature(table, ours, position)
            alike = [place for place, other in zip(new, signs, strict=True) if other == sign and place not in taken]
            nyckel = shown(table, ours, position)
            if not any(self.master.keys[table.name][position]):
                alike = [place for place in alike if shown(table, theirs, place) == nyckel]
                for place in alike[:1]:
                    self.rows[table.name, position] = (theirs, place)
                    self._own_row(table, (ours, position), (theirs, place))
            elif any(sign):
                for place in alike[:1]:
                    now = shown(table, theirs, place) or "tom"
                    self._report(
                        Regel.NYCKELN_ANDRAD, table, theirs, place, identity_columns(table)[0], var=nyckel, ar=now
                    )
            else:
                alike = []
            taken.update(alike[:1])
            if not alike:
                self.findings.append(
                    finding(
                        Regel.UTSKICKAD_RAD_SAKNAS,
                        file=self.workbook.file,
                        sheet=table.sheet,
                        key=nyckel,
                        nyckel=nyckel,
                    )
                )
        for place in new:
            if place not in taken:
                self._report(Regel.RAD_TILLAGD_I_SVARET, table, theirs, place, identity_columns(table)[0])

    def others(self) -> None:
        """Tables that were sent empty: what somebody has written there was not asked for."""
        asked = {table.name for table in answered_tables()} | self.part.context.keys()
        for name, found in self.workbook.tables.items():
            table = contract().tables[name]
            if table.kind == "data" and name not in asked:
                for place in range(len(found)):
                    self._report(Regel.RAD_TILLAGD_I_SVARET, table, found, place, table.columns[0].name)

    def _report(self, code: Regel, table: model.Table, theirs: Table, place: int, column: str, **words: object) -> None:
        """A finding at a cell of the answer."""
        key = shown(table, theirs, place) or f"rad {theirs.rows[place]}"
        self.findings.append(
            finding(
                code,
                file=self.workbook.file,
                sheet=table.sheet,
                cell=theirs.cell(column, place),
                row=theirs.rows[place],
                column=table.column(column).title,
                key=key,
                value=json_value(theirs.values(column)[place]),
                **words,
            )
        )


def _cells(ours: tuple[Table, int], theirs: tuple[Table, int], column: model.Column) -> tuple[Raw, Raw, bool]:
    """What stands in the plan and in the answer, and whether both have the column."""
    was, now = (table.values(column.name)[position] for table, position in (ours, theirs))
    return was, now, column.name in ours[0].columns and column.name in theirs[0].columns


def _said(raw: Raw) -> str:
    return message.shown(as_text(raw)) or "tom"


def _signature(table: model.Table, found: Table, place: int) -> tuple[str, ...]:
    """What the plan says of a row besides its key."""
    keys = (*identity_columns(table), "ansvarig")
    names = [c.name for c in sent_columns(table, context=False) if c.role == "in" and c.name not in keys]
    if not any(table.column(name).long for name in names):
        names.append(next(c.name for c in table.columns if c.long and c.name not in keys))
    return tuple(as_text(found.values(name)[place]).strip() for name in names)


def conflict(one: Answer, other: Answer) -> Iterator[tuple[tuple[str, int], str, Raw, Raw]]:
    """Where two answers of the same unit do not say the same: the row, the column, and what each says."""
    for row in one.rows.keys() | other.rows.keys():
        for column in (c.name for c in contract().tables[row[0]].columns if c.role == "unit"):
            first, second = _value(one, row, column), _value(other, row, column)
            if not same(first, second):
                yield row, column, first, second


def _value(answer: Answer, row: tuple[str, int], column: str) -> Raw:
    table, place = answer.rows.get(row, (None, 0))
    return table.values(column)[place] if table else None
