"""Mål and delmål in the columns of a table, and what a source says of their status."""

from __future__ import annotations

import re

from runxl.verbs.importera import cell_values
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted, Note
from runxl.verbs.importera.naming import is_nr, named, plain_nr
from runxl.verbs.importera.number_columns import RowNumbers
from runxl.verbs.importera.others_words import is_elided, is_nothing, one_line
from runxl.verbs.importera.source_blocks import FoundCell, FoundLine, FoundRow
from runxl.verbs.importera.table_shape import FoundColumn, HeadedPart

_SEVERAL = re.compile(r"\n(?=(?:delmål\s+)?[0-9]+\.[0-9]+[ .)])", re.IGNORECASE)
_AS_NUMBER = re.compile(r"[0-9]{1,3},[0-9]{1,3}")


def of_row(
    context: Context, part: HeadedPart, row: FoundRow, carried: dict[int, FoundCell], numbers: RowNumbers
) -> tuple[Drafted | None, Drafted | None]:
    """The mål and delmål that a row says, or that the blank cells leave standing."""
    mal = delmal = None
    column = part.column("perspektiv")
    perspektiv = one_line(_cell(column, row, carried).text) if column else ""
    column = part.column("mal")
    if column is not None:
        cell = _cell(column, row, carried)
        if not is_nothing(cell.text) and not is_elided(cell.text):
            mal = _goal(context, "mal", numbers.at(row, "mal"), cell, row)
            context.mal, context.delmal = mal, None if mal is not context.mal else context.delmal
    if mal is not None and perspektiv:
        mal.values.setdefault("perspektiv", perspektiv)
    column = part.column("delmal")
    if column is not None:
        cell = _cell(column, row, carried)
        for text in _texts(cell, part, row):
            delmal = _goal(context, "delmal", numbers.at(row, "delmal"), FoundCell(text), row, mal=mal)
            context.delmal, context.mal = delmal, delmal.parent or mal or context.mal
    return mal, delmal


def _cell(column: FoundColumn, row: FoundRow, carried: dict[int, FoundCell]) -> FoundCell:
    """The cell itself, or the last one above that said something."""
    cell = row.cell(column.index)
    if cell.joined or not cell.text or cell.spread:
        return carried.get(column.index, FoundCell())
    carried[column.index] = cell
    return cell


def is_unclear(context: Context, part: HeadedPart, row: FoundRow, carried: dict[int, FoundCell]) -> bool:
    """Whether the delmål is a number that Excel also makes of another's: 3,1 of 3.10. Then the row is left."""
    column = part.column("delmal")
    cell = _cell(column, row, carried) if column is not None else FoundCell()
    nr = _from_number(cell.text)
    if not nr or f"{nr}0" not in context.numbers:
        return False
    why = f"talet kan vara både {nr} och {nr}0, så raden är inte införd: skriv numret som text i källan"
    context.draft.notes.append(Note("granska", row.place, cell.text, None, "delmal", "nr", why=why))
    context.draft.leave(row.place, " | ".join(row.cell(at).text for at in row.filled))
    return True


def _from_number(text: str) -> str:
    return text.replace(",", ".") if _AS_NUMBER.fullmatch(text) else ""


def _texts(cell: FoundCell, part: HeadedPart, row: FoundRow) -> list[str]:
    """The delmål in a cell: a list of them where nothing else is under them."""
    if is_nothing(cell.text) or is_elided(cell.text):
        return []
    if part.column("indikator") or part.column("aktivitet"):
        return [cell.text]
    several = _SEVERAL.split(cell.text)
    if len(several) > 1:
        return several
    lines = [line for line in cell.text.split("\n") if line.strip()]
    begin = all(line.strip()[:1].isupper() for line in lines)
    return lines if len(lines) > 1 and begin and not row.cell(0).joined else [cell.text]


def _goal(
    context: Context, table: str, nr: str, cell: FoundCell, row: FoundRow, *, mal: Drafted | None = None
) -> Drafted:
    one = named(cell.text, column=table)
    if is_nr(_from_number(cell.text) or cell.text):  # a reference: the number alone
        one = one._replace(nr=_from_number(cell.text) or plain_nr(cell.text), text="")
    if nr and not one.nr:
        one = one._replace(nr=nr)
    return context.new_mal(one, row.place) if table == "mal" else context.new_delmal(one, row.place, mal)


def judged(context: Context, part: HeadedPart, row: FoundRow, mal: Drafted | None, delmal: Drafted | None) -> None:
    """The status or prognosis of the mål or delmål that a row is about."""
    goal = delmal or mal
    owners = {one.index: one.meaning.name for one in part.columns if one.meaning.name in ("mal", "delmal")}
    for column in part.columns:
        name, cell = column.meaning.name, row.cell(column.index)
        nearest = max((at for at in owners if at < column.index), default=None)
        if nearest is not None and owners[nearest] == "mal" and mal is not None:
            goal = mal
        elif delmal is not None:
            goal = delmal
        if cell.joined or goal is None:
            continue
        if name in ("status", "prognos"):
            verdict(context, goal, cell, row, forecast=name == "prognos")
        elif name in ("ansvarig", "beskrivning", "analys", "kommentar") and not is_nothing(cell.text):
            goal.values.setdefault("analys" if name == "kommentar" else name, cell_values.paragraphs(cell.text))


def verdict(context: Context, goal: Drafted, cell: FoundCell, row: FoundRow, *, forecast: bool) -> None:
    """At the year's end what others call a prognosis is the status itself."""
    column = "prognos" if forecast and (context.own or not context.about.period.year_end) else "faststalld_status"
    if context.about.period.plan:
        column = "prognos"
    by_colour = "" if cell.text.strip() else cell_values.of_colour(cell.colour, context.styrmodell)
    if by_colour:
        context.draft.doubt(
            goal, column, f"färgen #{cell.colour}", by_colour, "bara cellens färg säger det", place=row.place
        )
        return
    if is_nothing(cell.text):
        return
    read = cell_values.code("prognos" if column == "prognos" else "status", one_line(cell.text), context.styrmodell)
    if read.is_sure:
        goal.values.setdefault(column, read.value)
        context.draft.tell(goal, column, cell.text, str(read.value), read.told, place=row.place)
    else:
        context.draft.doubt(goal, column, cell.text, read.maybe, read.why, place=row.place)


def verdict_line(context: Context, line: FoundLine) -> None:
    """The label that says in a report of runxl's how a mål or delmål is judged."""
    goal = context.delmal or context.mal
    if goal is None:
        return
    text = one_line(line.text)
    words = text.lstrip("".join({level.mark.symbol for level in context.styrmodell.scale.levels}) + "– ")
    read = cell_values.code("status", words, context.styrmodell)
    if read.is_sure and read.value:
        goal.values["faststalld_status"] = read.value
        context.draft.tell(goal, "faststalld_status", text, str(read.value), read.told, place=line.place)
    else:
        context.draft.doubt(goal, "faststalld_status", text, "", read.why, place=line.place)


def forecast_line(context: Context, line: FoundLine) -> bool:
    """`Prognos: mål kommer delvis uppfyllas.`"""
    goal, text = context.delmal or context.mal, one_line(line.text)
    word, colon, rest = text.partition(":")
    if goal is None or word != "Prognos" or not colon:
        return False
    read = cell_values.code("prognos", rest.strip(" ."), context.styrmodell)
    if not read.is_sure or not read.value:
        return False
    goal.values["prognos"] = read.value
    context.draft.tell(goal, "prognos", text, str(read.value), read.told, place=line.place)
    return True


def unlabelled(context: Context) -> Drafted | None:
    """The heading just above, where headings below a mål say neither word nor number: it is a delmål, most likely."""
    if context.mal is None or not context.headings:
        return None
    heading = context.headings[-1]
    one = named(heading.text)
    if one.level or context.draft.named("mal", one.text) is not None:
        return None
    found = context.new_delmal(one, heading.place)
    context.delmal = found
    context.draft.doubt(found, "delmal", heading.text, one.text, "rubriken säger inte att den är ett delmål")
    return found
