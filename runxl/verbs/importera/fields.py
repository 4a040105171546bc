"""The columns beside what a row is about: who, when, what state, in whose words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from runxl.contract.load import contract
from runxl.contract.scale import NONE
from runxl.verbs.importera import cell_values
from runxl.verbs.importera.cell_values import Read
from runxl.verbs.importera.column_words import Meaning, plan_columns
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted, Note
from runxl.verbs.importera.naming import Named
from runxl.verbs.importera.others_words import is_elided, is_nothing, one_line
from runxl.verbs.importera.source_blocks import FoundCell, FoundRow, Place
from runxl.verbs.importera.table_shape import FoundColumn, HeadedPart

_DIRECTED = re.compile(r"\.?\s*(?:^|(?<=\s))[(]?riktas till:?\s+(?P<to>.+?)[).]*$", re.IGNORECASE | re.DOTALL)
_READ_ELSEWHERE = (
    "malvarde", "utgangsvarde", "utfall", "enhet", "typ", "malvarde_max", "prognos", "utveckling", "mal", "delmal",
)  # fmt: skip
_WHY = f"{NONE}:"


def fill(context: Context, row: Drafted, found: Mapping[str, tuple[Meaning, FoundCell]], place: Place) -> None:
    """Each column that the row's table has; what it has not is left out, and said so."""
    table = contract().tables[row.table]
    known = {column.name: column for column in table.columns if column.is_input}
    for name, (_meaning, cell) in found.items():
        if is_elided(cell.text) or name in _READ_ELSEWHERE:
            continue
        if name == "periodicitet_och_slutdatum":
            _when(context, row, cell, place)
        elif name == "status" and row.table == "indikatorer":
            continue  # it is computed
        elif name in known:
            take(context, row, name, cell_values.read(known[name], cell, context.styrmodell), cell, place=place)
        elif name == "analys" and "kommentar" in known and not is_nothing(cell.text):
            row.values.setdefault("kommentar", cell_values.paragraphs(cell.text))
        elif name == "kommentar" and "analys" in known and not is_nothing(cell.text):
            row.values.setdefault("analys", cell_values.paragraphs(cell.text))
        elif not is_nothing(cell.text):
            context.draft.leave(place, cell.text)


def take(context: Context, row: Drafted, name: str, read: Read, cell: FoundCell, *, place: Place) -> None:
    """What was read of a cell, where it is sure; else it is asked about."""
    if read.is_sure:
        if read.value not in (None, ""):
            row.values[name] = read.value
        if read.told:
            context.draft.tell(row, name, cell.text, str(read.value), read.told, place=place)
    else:
        context.draft.doubt(row, name, cell.text, read.maybe, read.why, place=place)


def _when(context: Context, row: Drafted, cell: FoundCell, place: Place) -> None:
    """`Tertial: aug, dec` and `2024-12-31` in one cell."""
    table = contract().tables[row.table]
    day = cell_values.date_in(one_line(cell.text))
    if day is not None:
        take(context, row, "slutdatum", day, cell, place=place)
    rest = cell_values.without_date(cell.text)
    if rest:
        read = cell_values.read(table.column("periodicitet"), FoundCell(rest), context.styrmodell)
        take(context, row, "periodicitet", read, cell, place=place)


def directed(text: str) -> tuple[str, str]:
    """What an uppdrag says, and to whom it is directed."""
    match = _DIRECTED.search(text)
    return (text[: match.start()].strip(), one_line(match["to"])) if match else (text, "")


def uppdrag(context: Context, one: Named, place: Place) -> Drafted:
    """An uppdrag in its words, with whom it is directed to and who has given it."""
    text, to = directed(one.text)
    made = context.draft.add("uppdrag", text, place)
    if to:
        made.values["riktas_till"] = to
    if context.giver:
        made.values.setdefault("uppdragsgivare", context.giver)
    if one.nr:
        made.values["nr"] = one.nr
    return made


def note(context: Context, row: Drafted, said: str) -> bool:
    """What stands in smaller text below a name: to whom it is directed, or what somebody has said of it."""
    if row.table == "uppdrag":
        text, to = directed(said)
        if to and not text:
            row.values["riktas_till"] = to
        return bool(to) and not text
    lines = said.split("\n")
    if context.own and lines[0].startswith(_WHY):  # runxl's own reason for a status that there is none
        lines = lines[1:]
    row.values["kommentar"] = "\n".join(lines)
    return True


def chosen(columns: Sequence[FoundColumn], context: Context) -> Iterator[FoundColumn]:
    """Of columns of the same meaning the one that counts: the target of the year, the latest outcome."""
    by_name: dict[str, list[FoundColumn]] = {}
    for column in columns:
        by_name.setdefault(column.meaning.name, []).append(column)
    for name, several in by_name.items():
        of_a_year = name in ("malvarde", "utfall")
        yield _of_year(several, context.about.year, latest=name == "utfall") if of_a_year else several[0]


def _of_year(several: Sequence[FoundColumn], year: int, *, latest: bool) -> FoundColumn:
    dated = [one for one in several if one.meaning.year]
    if not dated:
        return several[0]
    if latest:
        return max((one for one in dated if _year(one) <= year), key=_year, default=dated[0])
    return min((one for one in dated if _year(one) >= year), key=_year, default=dated[-1])


def _year(column: FoundColumn) -> int:
    return column.meaning.year or 0


def continued(context: Context, part: HeadedPart, row: FoundRow, last: Drafted, *, joined: bool) -> bool:
    """The rest of the texts of the row above; None of it is lost, whatever it is."""
    table = contract().tables[last.table]
    long = {column.name for column in table.columns if column.long and column.is_input}
    said = False
    for column in part.columns:
        cell = row.cell(column.index)
        if cell.joined or not cell.text or column.meaning.name in ("mal", "delmal", "perspektiv"):
            continue
        name = column.meaning.name
        if name in long and name in last.values:
            last.values[name] = f"{last.values[name]}\n\n{cell_values.paragraphs(cell.text)}"
            context.draft.tell(last, name, cell.text, "", "raden fortsätter texten i raden ovanför", place=row.place)
            said = True
        elif joined and name == "kommentar":
            last.values[name] = cell_values.paragraphs(cell.text)
            said = True
    return said


def doubt_column(context: Context, column: FoundColumn, place: Place) -> None:
    """A header that is like a word, or none at all: the column is read so, once it has been said of the source."""
    name = column.meaning.name
    title = next((one.title for one in plan_columns() if one.name == name), name)
    what = column.header or "(utan rubrik)"
    doubt_once(context, Note("granska", place, f"Kolumnen {what}", None, "indikatorer", name, title, column.guessed))


def doubt_once(context: Context, note: Note) -> None:
    """What holds for a whole column of a source is said at the first row."""
    said = note.place.kalla, note.column, note.why
    if not any((one.place.kalla, one.column, one.why) == said for one in context.draft.notes):
        context.draft.notes.append(note)
