"""One unit's answer against the plan: what it fills in, what it proposes, and what else differs. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from runxl.check.rows import Checked
from runxl.contract import message
from runxl.contract import vocabulary as model
from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.excel import fold
from runxl.findings import Finding
from runxl.verbs.dela.excerpt import excerpt, sent_columns
from runxl.verbs.forslag import GONE, WHOLE_ROW, Wish, proposed_as, text_of_row
from runxl.verbs.owners import identities, identity_columns, shown, title_column
from runxl.verbs.plan import Master
from runxl.verbs.samla.gate import at_setting
from runxl.verbs.samla.matched import _Words, is_that, matched, text_columns
from runxl.verbs.samla.protocol import PlanMemory, Where, days
from runxl.verbs.samla.sameness import same
from runxl.verbs.samla.sent_state import SentState
from runxl.verbs.samla.three_way import How, decide, is_blank
from runxl.verbs.typed import typed
from runxl.workbook.cell_text import as_typed, in_json
from runxl.workbook.tables import CellError, FoundTable, Raw, Uncalculated, Workbook

_At = tuple[FoundTable, int]
"""A row: the table that it stands in, and its place there."""

PROPOSED_IN = ("plan", "resources")
"""The sheets whose rows a unit may propose: those about the workbook itself are the controller's alone."""

_NAMES = ("Nr", "Ansvarig")
"""What the plan gives a unit's own row."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of the plan and what an answer says in it. `last` is what was heard there before."""

    table: str
    position: int
    column: str
    row: str
    was: Raw
    now: Raw
    last: Raw
    how: How


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row of the unit's own, by column name: an event, a deviation."""

    table: str
    values: Mapping[str, Raw]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit says."""

    changes: tuple[CellChange, ...]
    new_rows: tuple[NewRow, ...]
    wishes: tuple[Wish, ...]
    findings: tuple[Finding, ...]
    rows: Mapping[tuple[str, int], _At]
    """The answer's row for each of the unit's rows in the plan, by table and position there."""

    not_answers: frozenset[tuple[str, str | int]] = frozenset()
    """The cells that say what the plan says or said, by sheet and address, and the rows that are but proposed, by sheet
    and number: what is wrong there is found in the plan, if it stands there."""

    as_sent: bool = False
    """Nothing in it has been touched since it was sent."""


def answer_of(master: Master, unit: str, workbook: Workbook, checked: Checked, memory: PlanMemory) -> Answer:
    """The answer of a unit, by its folded name."""
    reader = _Reader(master, unit, workbook, memory)
    reader.settings(checked)
    reader.asked()
    reader.others()
    return Answer(
        tuple(reader.changes),
        tuple(reader.new_rows),
        tuple(reader.wishes),
        tuple(reader.findings),
        reader.rows,
        frozenset(reader.not_answers),
        as_sent=reader.sent.when is not None and not (reader.touched or reader.wishes or reader.new_rows),
    )


class _Reader:
    """Goes through a returned workbook table by table and gathers what it finds."""

    def __init__(self, master: Master, unit: str, workbook: Workbook, memory: PlanMemory) -> None:
        self.master = master
        self.name = master.owners.names[unit]
        self.workbook = workbook
        self.memory = memory
        self.sent = SentState.of(workbook)
        self.part = excerpt(master, unit)
        self.taken = {name: {*keys} for name, keys in master.keys.items()}
        self.owners = {(row.table, row.position): row.unit for row in master.owners.rows}
        self.planning = master.checked.moment.period is not None and master.checked.moment.period.plan
        self.changes: list[CellChange] = []
        self.new_rows: list[NewRow] = []
        self.wishes: list[Wish] = []
        self.findings: list[Finding] = []
        self.rows: dict[tuple[str, int], _At] = {}
        self.not_answers: set[tuple[str, str | int]] = set()
        self.touched = False

    def settings(self, checked: Checked) -> None:
        """The rules of assessment are the plan's."""
        ours, theirs = self.master.checked.settings, checked.settings
        described = contract().tables["installningar"]
        if ours.styrmodell != theirs.styrmodell:
            other = "en annan lydelse" if ours.styrmodell.title == theirs.styrmodell.title else theirs.styrmodell.title
            words = {"var": ours.styrmodell.title, "ar": other}
            at = at_setting(Regel.PLANENS_UPPGIFT_ANDRAD, self.workbook, "styrmodell", other, **words)
            self.findings.append(at)
        for name in (one.name for one in described.settings if one.level):
            was, now = getattr(ours, name), getattr(theirs, name)
            if was == now:
                continue
            sent = self.sent.value(described.sheet, described.setting(name).title, "Värde")
            as_sent = self.sent.when is not None and sent == (str(now) if now is not None else None)
            code = Regel.PLANEN_ANDRAD_EFTER_UTSKICKET if as_sent else Regel.PLANENS_UPPGIFT_ANDRAD
            self.findings.append(at_setting(code, self.workbook, name, now, var=was or "tom", ar=now or "tom"))

    def asked(self) -> None:
        """The tables that the unit fills in, then those above its rows."""
        for name in dict.fromkeys((*self.part.own, *self.part.context)):
            table, ours = contract().tables[name], self.master.workbook.tables.get(name)
            theirs = self.workbook.tables.get(name)
            # An empty table is one all the same: a row may have been added to it.
            if ours is None or theirs is None or not set(identity_columns(table)) <= theirs.columns.keys():
                continue
            if table.is_answered:
                self._table(table, ours, theirs)
            else:
                self._context(table, ours, theirs)

    def _table(self, table: model.Table, ours: FoundTable, theirs: FoundTable) -> None:
        found = matched(
            table,
            (ours, theirs),
            self.master.keys[table.name],
            self.part.own.get(table.name, ()),
            was_sent=partial(self._was_sent, table, ours),
            proposed=lambda place: bool(self.memory.proposals.whole_row(self.name, table, theirs.row(place))),
            heard=partial(self._heard, table, ours),
        )
        for position, place in sorted(found.own):
            self.rows[table.name, position] = (theirs, place)
            self._own_row(table, (ours, position), (theirs, place))
        context = self.part.context.get(table.name, ())
        for position, place in found.foreign:
            if position in context:
                self._plan_cells(table, (ours, position), (theirs, place), context=True)
            self._foreign_row(table, (ours, position), (theirs, place))
        first = identity_columns(table)[0]
        for position, place, where in found.twice:
            code, key = Regel.RADEN_FINNS_FLERA_GANGER, shown(table, ours, position)
            self._report(code, table, (theirs, place), first, nyckel=key, var=where)
        for position, place in found.renamed:
            was, now = shown(table, ours, position), shown(table, theirs, place) or "tom"
            self._report(Regel.NYCKELN_ANDRAD, table, (theirs, place), first, var=was, ar=now)
        for position in found.missing:
            self._missing(table, ours, position)
        for place in found.new:
            self._new(table, theirs, place)

    def _was_sent(self, table: model.Table, ours: FoundTable, position: int) -> bool:
        """A workbook that does not say so was sent what stands above its rows."""
        above = self.sent.when is None and position in self.part.context.get(table.name, ())
        return above or self.sent.has(table.sheet, shown(table, ours, position))

    def _heard(self, table: model.Table, ours: FoundTable, position: int) -> Sequence[_Words]:
        """What the unit has last said in the row, taken in or not."""
        row, protocol = shown(table, ours, position), self.memory.protocol
        cells = [Where(self.name, table.sheet, row, column.title) for column in text_columns(table)]
        return [
            tuple(fold(heard.blev) if (heard := look(cell)) else "" for cell in cells)
            for look in (protocol.settled, protocol.open)
        ]

    def _own_row(self, table: model.Table, ours: _At, theirs: _At) -> None:
        row = shown(table, *ours)
        for column in table.columns:
            if column.role == "unit" and _both_have(ours[0], theirs[0], column):
                self._own_cell(table, column, ours, theirs)
        made = self.memory.protocol.made(self.name, table.sheet, row) and not self.sent.has(table.sheet, row)
        self._plan_cells(table, ours, theirs, context=False, made=made)

    def _own_cell(self, table: model.Table, column: model.Column, ours: _At, theirs: _At) -> None:
        """A cell that the unit fills in."""
        found, position = ours
        read = partial(typed, found, position, column)
        was, now = read(found.values(column.name)[position]), read(theirs[0].values(column.name)[theirs[1]])
        where = Where(self.name, table.sheet, shown(table, *ours), column.title)
        last, waiting = read(self._last(where)), self.memory.protocol.open(where)
        self.touched = self.touched or not same(now, read(self.sent.value(*where[1:])))
        chosen = waiting is not None and waiting.is_chosen and same(read(waiting.blev), now)
        how = decide(was, now, last, chosen=chosen)
        change = CellChange(table.name, position, column.name, where.nr, was, now, last, how)
        if how is How.EMPTIED:
            self._report(Regel.TOMT_SVAR_DAR_PLANEN_HAR_ETT, table, theirs, column.name, var=_said(was))
        elif how is How.CONFLICT:
            words = {"planen": _said(was), "svaret": _said(now), "senast": _said(last)}
            self._report(Regel.BADE_PLANEN_OCH_SVARET_ANDRADE, table, theirs, column.name, **words)
        elif how is How.TAKE and was is not None:
            self._report(Regel.UPPGIFTEN_ERSATT_MED_SVARET, table, theirs, column.name, var=_said(was), ar=_said(now))
        if how is not How.NOTHING or (waiting is not None and not isinstance(now, CellError | Uncalculated)):
            self.changes.append(change)

    def _last(self, where: Where) -> str | None:
        """What was last heard of a cell from the unit, or what it has been sent since."""
        heard = self.memory.protocol.settled(where)
        if heard and days(heard.nar) >= days(self.sent.when):
            return heard.blev
        return self.sent.value(*where[1:])

    def _plan_cells(self, table: model.Table, ours: _At, theirs: _At, *, context: bool, made: bool = False) -> None:
        """The cells that are the plan's: what the unit has changed it proposes, and what the plan has is not its doing.

        On a row of the unit's own making they are the unit's too, but for what the row is known by.
        """
        for column in table.columns:
            if column.role not in ("key", "in") or not _both_have(ours[0], theirs[0], column):
                continue
            if made and column.name != "ansvarig":
                if column.name != "nr":
                    self._own_cell(table, column, ours, theirs)
                continue
            read = partial(typed, *ours, column)
            was, now = (read(found.values(column.name)[place]) for found, place in (ours, theirs))
            cell = theirs[0].cell(column.name, theirs[1])
            if same(was, now):
                self.not_answers.add((table.sheet, cell))
                continue
            row = shown(table, *ours)
            sent = read(self._sent(table, column, row, was, theirs, context=context))
            if same(now, sent):
                self.not_answers.add((table.sheet, cell))
                if sent is not None and self.sent.has(table.sheet, row):
                    words = {"var": _said(sent), "ar": _said(was)}
                    self._report(Regel.PLANEN_ANDRAD_EFTER_UTSKICKET, table, theirs, column.name, **words)
            elif not isinstance(now, CellError | Uncalculated):
                wish = Wish(self.name, table.sheet, row, column.title, was, now, _why(theirs))
                self._wish(table, theirs, column, wish)

    def _sent(self, table: model.Table, column: model.Column, row: str, was: Raw, theirs: _At, *, context: bool) -> Raw:
        """What the cell held when sent, or proposed; a workbook that does not say so was sent what the plan has."""
        if self.sent.when is None:
            return was if column in sent_columns(table, context=context) else None
        if self.sent.has(table.sheet, row):
            return self.sent.value(table.sheet, row, column.title)
        return self.memory.proposals.whole_row(self.name, table, theirs[0].row(theirs[1])).get(column.title)

    def _wish(self, table: model.Table, theirs: _At, column: model.Column, wish: Wish) -> None:
        if self.memory.proposals.is_decided(wish):
            return
        self.wishes.append(wish)
        if not self.planning:
            words = {"var": _said(wish.ar), "ar": _said(wish.foreslas)}
            self._report(Regel.PLANENS_UPPGIFT_ANDRAD, table, theirs, column.name, **words)

    def _context(self, table: model.Table, ours: FoundTable, theirs: FoundTable) -> None:
        """The mål above the unit's rows, and what holds for them in each period."""
        keys = self.master.keys[table.name]
        known = {keys[position]: position for position in self.part.context[table.name]}
        was_sent = partial(self._was_sent, table, ours)
        for place, key in enumerate(identities(table, theirs)):
            position = known.get(key)
            if position is not None and is_that(table, (ours, position), (theirs, place), was_sent):
                self._plan_cells(table, (ours, position), (theirs, place), context=True)
            elif not self.sent.has(table.sheet, shown(table, theirs, place)):
                self._new(table, theirs, place)

    def _foreign_row(self, table: model.Table, ours: _At, theirs: _At) -> None:
        """An answer on a row that is another unit's, unless it only repeats what it was sent, or stands in the plan."""
        owner = self.master.owners.names.get(self.owners[table.name, ours[1]], "ingen enhet")
        row = shown(table, *ours)
        for column in table.columns:
            if column.role != "unit" or not _both_have(ours[0], theirs[0], column):
                continue
            read = partial(typed, *ours, column)
            was, now = (read(found.values(column.name)[place]) for found, place in (ours, theirs))
            if now is None or same(was, now) or same(now, read(self.sent.value(table.sheet, row, column.title))):
                continue
            stands = f"har uppgiften {_said(was)}" if was is not None else "inte har någon uppgift i planen än"
            words = {"ar": _said(now), "agare": owner, "agarens": stands, "enhet": self.name}
            self.touched = True
            self._report(Regel.SVAR_PA_EN_ANNAN_ENHETS_RAD, table, theirs, column.name, **words)

    def _missing(self, table: model.Table, ours: FoundTable, position: int) -> None:
        """A row that was sent and did not come back is one that the unit wants gone; one that came later is not."""
        row = shown(table, ours, position)
        heard = self.memory.protocol.knows(self.name, table.sheet, row)
        was_sent = self.sent.when is None or self.sent.has(table.sheet, row) or heard
        code = Regel.UTSKICKAD_RAD_SAKNAS if was_sent else Regel.RAD_TILLKOMMEN_EFTER_UTSKICKET
        if was_sent:
            title = ours.values(title_column(table))[position]
            wish = Wish(self.name, table.sheet, row, WHOLE_ROW, title, GONE)
            if self.memory.proposals.is_decided(wish):
                return
            self.wishes.append(wish)
        self.findings.append(finding(code, file=self.workbook.file, sheet=table.sheet, key=row, nyckel=row))

    def _new(self, table: model.Table, theirs: FoundTable, place: int) -> None:
        """A row that the plan does not have: the unit's own where rows need no number, else one that it proposes."""
        values = {
            column.name: typed(theirs, place, column, theirs.values(column.name)[place])
            for column in table.columns
            if column.is_input
        }
        if self._has_been_removed(table, values, shown(table, theirs, place)):
            return
        if not table.key and table.is_answered:
            self.new_rows.append(NewRow(table.name, values))
            return
        row, told = proposed_as(table, theirs.row(place)), text_of_row(table, values)
        wish = Wish(self.name, table.sheet, row, WHOLE_ROW, None, told, _why((theirs, place)))
        if self.memory.proposals.is_decided(wish):
            return
        self.wishes.append(wish)
        self.not_answers.add((table.sheet, theirs.rows[place]))
        if not self.planning:
            # by its name where the plan has another row of its number
            taken = (shown(table, theirs, place),) in self.taken.get(table.name, ())
            words = {"nyckel": as_typed(values[title_column(table)])} if taken else {}
            words["gors"] = "Raden står som förslag på bladet Förslag."
            self._report(Regel.RAD_TILLAGD_I_SVARET, table, (theirs, place), identity_columns(table)[0], **words)

    def _has_been_removed(self, table: model.Table, values: Mapping[str, Raw], row: str) -> bool:
        """Whether the row says only what the unit has said or been sent before: it has been taken out of the plan."""
        said = {table.column(name).title: as_typed(raw) for name, raw in values.items() if not is_blank(raw)}
        sent = {title: self.sent.value(table.sheet, row, title) for title in said}
        if self.sent.has(table.sheet, row) and all(same(sent[title], raw) for title, raw in said.items()):
            return True
        return any(
            all(same(heard.get(fold(title)), raw) for title, raw in said.items() if title not in _NAMES)
            for heard in self.memory.protocol.made_by(self.name, table.sheet)
        )

    def others(self) -> None:
        """Tables that were sent empty: what somebody has written there was not asked for."""
        for name, found in self.workbook.tables.items():
            table = contract().tables[name]
            if table.kind != "data" or table.is_answered or name in self.part.context:
                continue
            for place in range(len(found)):
                if table.part in PROPOSED_IN and name != "periodvarden":
                    self._new(table, found, place)
                else:
                    first = table.columns[0].name
                    self._report(Regel.RAD_TILLAGD_I_SVARET, table, (found, place), first, gors="Raden tas inte in.")

    def _report(self, code: Regel, table: model.Table, theirs: _At, column: str, **words: object) -> None:
        """A finding at a cell of the answer."""
        found, place = theirs
        key = shown(table, found, place) or f"rad {found.rows[place]}"
        self.findings.append(
            finding(
                code,
                file=self.workbook.file,
                sheet=table.sheet,
                cell=found.cell(column, place),
                row=found.rows[place],
                column=table.column(column).title,
                key=key,
                value=in_json(found.values(column)[place]),
                **words,
            )
        )


def _both_have(ours: FoundTable, theirs: FoundTable, column: model.Column) -> bool:
    return column.name in ours.columns and column.name in theirs.columns


def _why(theirs: _At) -> str:
    """The unit's own words about the row."""
    return as_typed(theirs[0].values("kommentar")[theirs[1]]) if "kommentar" in theirs[0].columns else ""


def _said(raw: Raw) -> str:
    return message.shown(as_typed(raw)) or "tom"
