"""The rows of a table into the draft: each is about what its headers say, and belongs to what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from runxl.verbs.importera import fields, goals
from runxl.verbs.importera.column_words import COMPUTED, UNKNOWN
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted
from runxl.verbs.importera.indikator_cells import fill
from runxl.verbs.importera.naming import Named, is_nr, named
from runxl.verbs.importera.number_columns import NumberOwner, RowNumbers
from runxl.verbs.importera.others_words import folded, is_elided, is_nothing, one_line
from runxl.verbs.importera.outline_rows import Levels
from runxl.verbs.importera.source_blocks import FoundCell, FoundRow, Place
from runxl.verbs.importera.table_shape import FoundColumn, HeadedPart

TABLES = {"indikator": "indikatorer", "aktivitet": "aktiviteter", "uppdrag": "uppdrag"}
_MEASURES = (
    "malvarde", "utgangsvarde", "utfall", "enhet", "typ", "malvarde_max", "periodicitet", "kalla", "malar", "avser_ar",
    "tidigare_utfall", "tidigare_utfall_ar", "ackumuleras", "slag", "grans_helt", "grans_delvis",
)  # fmt: skip
_GOALS = ("mal", "delmal", "perspektiv")
_LISTED = re.compile(r"^(?:[•·▪*]|[-–](?=\s)|[0-9]{1,2}[.)])\s*")


@dataclass(slots=True)
class TableReader:
    """One part of a table. `carried`: what stood last in a column of mål or delmål, for the blank cells below."""

    context: Context
    part: HeadedPart
    carried: dict[int, FoundCell] = field(default_factory=dict)
    last: Drafted | None = None
    levels: Levels | None = None
    numbers: RowNumbers = field(init=False)

    def read(self) -> None:
        self.numbers = RowNumbers.of(self.part)
        self._tell_columns()
        self.levels = Levels.of(self.part, self.context)
        blank = False
        for row in self.part.rows:
            was_blank, blank = blank, not row.filled
            if blank or self._is_head(row) or self._is_alone(row, after_blank=was_blank):
                continue
            if goals.is_unclear(self.context, self.part, row, self.carried):
                continue
            others = self._others(row)
            if others and all(map(is_elided, others)):
                self._carry(row)
                self.context.draft.leave(row.place, " | ".join(others))
            else:
                self._row(row)

    def _tell_columns(self) -> None:
        counted = list(fields.chosen(self.part.columns, self.context))
        for column in self.part.columns:
            filled = sum(bool(row.cell(column.index).text) for row in self.part.rows)
            place = self.part.head[-1].place
            if column.meaning.name == COMPUTED and filled:
                self.context.draft.leave_once(place, f"Kolumnen {column.header}: runxl räknar ut den själv")
            elif filled and column.meaning.name in ("malvarde", "utfall") and column not in counted:
                self._leave(column, "en annan kolumn gäller planens år", filled, place)
            elif not column.meaning.name and filled:
                self._leave(column, column.guessed, filled, place)
            elif column.guessed:
                fields.doubt_column(self.context, column, place)
            if filled and column.index in self.numbers.owners:
                self._tell_numbers(column, self.numbers.owners[column.index], place)

    def _tell_numbers(self, column: FoundColumn, owner: NumberOwner, place: Place) -> None:
        """Whose they are, where somebody has to see it; and what stands there that is no number."""
        if owner.unsure and owner.name:
            fields.doubt_column(self.context, replace(column, guessed=owner.unsure), place)
        elif owner.unsure:
            self._leave(column, owner.unsure, sum(bool(row.cell(column.index).text) for row in self.part.rows), place)
        texts = dict.fromkeys(one_line(row.cell(column.index).text) for row in self.part.rows if not self._is_head(row))
        others = [text for text in texts if not is_nothing(text) and not is_nr(text)]
        if others and owner.name:
            self.context.draft.leave(place, f"Kolumnen {column.header} (inget nummer): {'; '.join(others)[:200]}")

    def _leave(self, column: FoundColumn, why: str, filled: int, place: Place) -> None:
        tip = f" ({why})" if why else ""
        texts = "; ".join(dict.fromkeys(one_line(row.cell(column.index).text) for row in self.part.rows))
        header = column.header or "utan rubrik"
        self.context.draft.leave(place, f"Kolumnen {header}{tip}, {filled} celler: {texts.strip('; ')[:200]}")

    def _is_head(self, row: FoundRow) -> bool:
        """The headers once more, as on a new page."""
        heads = [[folded(cell.text) for cell in head.cells] for head in self.part.head]
        return [folded(cell.text) for cell in row.cells] in heads

    def _others(self, row: FoundRow) -> list[str]:
        """What a row says besides its mål and delmål."""
        goals = {column.index for column in self.part.columns if column.meaning.name in _GOALS}
        return [one_line(row.cell(at).text) for at in row.filled if at not in goals]

    def _is_alone(self, row: FoundRow, *, after_blank: bool) -> bool:
        """A row of one text: it stands over the rows that belong to it, or is a remark below a table."""
        if len(row.filled) != 1 or self.levels:
            return False
        (at,) = row.filled
        cell = row.cell(at)
        reaches = row.cell(at + 1).spread
        first = next((column.index for column in self.part.columns if column.header), 0)
        one = named(cell.text, column="namn" if reaches or at == first else "")
        level = one.level or (one.depth if one.depth in ("mal", "delmal") else "")
        if level in ("mal", "delmal"):
            self.context.open(level, one, row.place)
            self.carried.clear()
            return True
        is_remark = cell.text.startswith("*") or (after_blank and not named(cell.text, column="namn").nr)
        if is_remark or (reaches and not level):
            self.context.draft.leave(row.place, cell.text)
            return True
        return False

    def _carry(self, row: FoundRow) -> tuple[Drafted | None, Drafted | None]:
        """The mål and delmål of a row: their cells, or those above where they are blank."""
        return goals.of_row(self.context, self.part, row, self.carried, self.numbers)

    def _row(self, row: FoundRow) -> None:
        if self.levels:
            level = self.levels.read(row, self.part, self.context)
            if level:
                cell = row.cell(self.levels.names.index)
                self.subject(row, level, cell.text, cell, None)
            return
        mal, delmal = self._carry(row)
        made = False
        for subject in ("indikator", "aktivitet", "uppdrag"):
            column = self.part.column(subject)
            if column is None:
                continue
            cell = row.cell(column.index)
            if is_nothing(cell.text) or cell.joined:
                made |= self._continued(row, subject, cell)
                continue
            for text, several in _listed(cell.text):
                self.subject(row, subject, text, cell, delmal, several=several)
            made = True
        if not made and not any(self.part.column(name) for name in TABLES):
            goals.judged(self.context, self.part, row, mal, delmal)
        elif not made and (said := " | ".join(self._others(row))):
            self.context.draft.leave(row.place, f"Rad utan namn: {said}")

    def subject(
        self, row: FoundRow, subject: str, text: str, cell: FoundCell, delmal: Drafted | None, *, several: bool = False
    ) -> None:
        """One indikator, aktivitet or uppdrag."""
        one = named(text, column=subject)
        own_nr = self.numbers.at(row, subject if self.part.column(subject) else "namn")
        if own_nr and one.only_counted:
            one = one._replace(text=text)
        if subject == "uppdrag":
            made = fields.uppdrag(self.context, one, row.place)
        else:
            parent = delmal or self._parent(one)
            made = self.context.draft.add(TABLES[subject], one.text, row.place, parent)
            if one.kind and subject == "indikator":
                made.values["slag"] = one.kind
        if own_nr or one.nr:
            made.values["nr"] = own_nr or one.nr
        if cell.notes and not fields.note(self.context, made, cell.notes):
            self.context.draft.leave(row.place, cell.notes)
        self.last, made.within = made, self.part
        if cell.unsure:
            self.context.draft.doubt(made, subject, text, "", cell.unsure, place=row.place)
        if not several:
            self._fields(row, subject, made)

    def _fields(self, row: FoundRow, subject: str, made: Drafted) -> None:
        found = {one.meaning.name: (one.meaning, row.cell(one.index)) for one in self._columns_of(subject)}
        found = {name: pair for name, pair in found.items() if self._is_sure(made, name, pair[1], row)}
        if subject == "indikator":
            fill(self.context, made, found, row.place)
        fields.fill(self.context, made, found, row.place)

    def _is_sure(self, made: Drafted, name: str, cell: FoundCell, row: FoundRow) -> bool:
        """Whether the cell is the column's for certain; else it is listed, and not entered."""
        if cell.told:
            self.context.draft.tell(made, name, cell.text, cell.text, cell.told, place=row.place)
        if cell.unsure:
            self.context.draft.doubt(made, name, cell.text, cell.text, cell.unsure, place=row.place)
        return not cell.unsure

    def _columns_of(self, subject: str) -> Iterator[FoundColumn]:
        """The columns that tell of a subject: those of measures of the indikator, others of the nearest before."""
        subjects = [one for one in self.part.columns if one.meaning.name in TABLES or one.meaning.name == "namn"]
        for column in fields.chosen(self.part.columns, self.context):
            name = column.meaning.name
            if name in (*TABLES, *_GOALS, "namn", "nr", "niva", COMPUTED, UNKNOWN):
                continue
            if name in _MEASURES and subject == "indikator":
                yield column
            else:
                before = [one for one in subjects if one.index < column.index] or subjects
                nearest = (before[-1] if before[0].index < column.index else before[0]).meaning.name if before else ""
                if nearest in (subject, "namn") or len(subjects) == 1:
                    yield column

    def _parent(self, one: Named) -> Drafted | None:
        """The delmål whose number the row's own begins with, else where the reading is."""
        head = one.nr.rpartition("-")[0] or one.nr.rpartition(".")[0]
        found = next((row for row in self.context.draft.rows["delmal"] if head and row.nr == head), None)
        return found or self.context.delmal or goals.unlabelled(self.context)

    def _continued(self, row: FoundRow, subject: str, cell: FoundCell) -> bool:
        """A row that goes on with the one above: the rest of a text that did not find room on its page."""
        if self.last is None or self.last.table != TABLES[subject]:
            return False
        return fields.continued(self.context, self.part, row, self.last, joined=cell.joined)


def _listed(text: str) -> Sequence[tuple[str, bool]]:
    """The objects of a cell: several where it holds a list, else one."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_LISTED.match(line) for line in lines):
        return [(one_line(_LISTED.sub("", line)), True) for line in lines]
    return [(one_line(text), False)]
