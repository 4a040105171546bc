"""The cells of an indikator that hang together: what is aimed at decides its Typ, and that how the rest is read."""

from __future__ import annotations

from collections.abc import Mapping

from runxl.check import numbers
from runxl.contract.load import contract
from runxl.measure.units import canonical_unit, is_measure
from runxl.verbs.importera import cell_values, fields, targets
from runxl.verbs.importera.column_words import Meaning
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Drafted, Note
from runxl.verbs.importera.others_words import is_elided, is_nothing, one_line
from runxl.verbs.importera.source_blocks import FoundCell, Place
from runxl.workbook.cell_text import as_shown

_FROM_WHAT = "målet är {} men källan säger inte från vad{}"
_FROM_BASE = ("Öka", "Minska", "Bibehåll")
Found = Mapping[str, tuple[Meaning, FoundCell]]
"""By meaning: the header's and the cell."""


def fill(context: Context, row: Drafted, found: Found, place: Place) -> None:
    """Enhet, Typ, Målvärde and what goes with them, then the values that they say how to read."""
    unit = _unit(found)
    if row.values.get("slag") == "Kontrollmått" and "typ" not in found:
        row.values["typ"] = "Kontrollmått"
        if unit:
            row.values["enhet"] = unit
    else:
        _target(context, row, found, unit, place)
    if "enhet" in found and (said := one_line(found["enhet"][1].text)):
        row.values["enhet"] = said
    _typ(context, row, found, place)
    for name in ("utgangsvarde", "malvarde_max"):
        if name in found:
            _measure(context, row, name, found[name][1], place)
    _outcome(context, row, found, place)
    _base(context, row, found, place)


def _unit(found: Found) -> str:
    for name in ("enhet", "malvarde", "utfall"):
        if name in found:
            said = one_line(found[name][1].text) if name == "enhet" else found[name][0].unit
            if said and (name == "enhet" or is_measure(said)):
                return said
    return ""


def _target(context: Context, row: Drafted, found: Found, unit: str, place: Place) -> None:
    meaning, cell = found.get("malvarde", (Meaning(""), FoundCell()))
    if not unit and "malvarde" in found and "utfall" in found:
        unit = _outcome_unit(found["utfall"][1], row.name, own=context.own)
    worded = context.own and isinstance(cell.value, str)  # a number in a cell of a sheet is in nobody's words
    goal = targets.read(cell.value, row.name, unit, own=worded)
    if context.own and not worded and cell.value is not None:
        goal = targets.without_typ(goal)
    for column, value in goal.values.items():
        if value not in ("", None):
            row.values.setdefault(column, value)
    if meaning.year and meaning.year > context.about.year:
        row.values.setdefault("malar", meaning.year)
    given = [name for name in ("typ", "enhet") if name in found and not is_nothing(found[name][1].text)]
    for column, (read, why) in goal.doubts.items():
        if column not in given:
            context.draft.doubt(row, column, cell.text or row.name, read, why, place=place)
    if row.values.get("enhet") and row.values["enhet"] == targets.unit_in(row.name):
        context.draft.tell(row, "enhet", row.name, str(row.values["enhet"]), "ordet i namnets början", place=place)
    elif row.values.get("enhet") and not unit:
        context.draft.tell(row, "enhet", cell.text, str(row.values["enhet"]), "enheten står efter talet", place=place)
    if goal.also and "typ" not in given:
        fields.doubt_once(
            context, Note("granska", place, one_line(cell.text), None, "indikatorer", "typ", why=goal.also)
        )
    if goal.told and "typ" not in given:
        context.draft.tell(row, "typ", cell.text, str(goal.values.get("typ") or ""), goal.told, place=place)


def _outcome_unit(cell: FoundCell, name: str, *, own: bool) -> str:
    """A unit that stands with the outcome, where neither the target nor the name says any."""
    if not isinstance(cell.value, str) or (targets.unit_in(name) and not own):
        return ""
    said = numbers.read_text(cell_values.with_year(cell.text)[0]).unit
    if own:
        return said
    return canonical_unit(said) if said and is_measure(said) else ""


def _typ(context: Context, row: Drafted, found: Found, place: Place) -> None:
    """A Typ that the source says itself goes before one that its target looks like."""
    if "typ" not in found or is_nothing(found["typ"][1].text):
        return
    text = one_line(found["typ"][1].text)
    read = cell_values.code("typ", text, context.styrmodell)
    if read.is_sure and read.value:
        row.values["typ"] = read.value
    else:
        context.draft.doubt(row, "typ", text, str(row.values.pop("typ", "") or ""), read.why, place=place)


def _measure(context: Context, row: Drafted, name: str, cell: FoundCell, place: Place) -> None:
    column = contract().tables["indikatorer"].column(name)
    if is_nothing(cell.text) or is_elided(cell.text):
        return
    read = cell_values.measure(column, cell, str(row.known("typ") or ""), str(row.known("enhet") or ""))
    fields.take(context, row, name, read, cell, place=place)


def _outcome(context: Context, row: Drafted, found: Found, place: Place) -> None:
    """An outcome of this year's is Utfall; one of an earlier year, or in a plan, is Tidigare utfall."""
    if "utfall" not in found:
        return
    meaning, cell = found["utfall"]
    if is_nothing(cell.text) or is_elided(cell.text):
        return
    text, year = cell_values.with_year(cell.text)
    of = year or meaning.year
    earlier = context.about.period.plan or (meaning.year or context.about.year) < context.about.year
    name, when = ("tidigare_utfall", "tidigare_utfall_ar") if earlier else ("utfall", "avser_ar")
    said = FoundCell(text) if year else cell
    typ, enhet = (str(row.known(one) or "") for one in ("typ", "enhet"))
    read = cell_values.measure(contract().tables["indikatorer"].column(name), said, typ, enhet)
    fields.take(context, row, name, read, cell, place=place)
    if read.is_sure and of and (earlier or of != context.about.year):
        row.values[when] = of


def _base(context: Context, row: Drafted, found: Found, place: Place) -> None:
    """A target that is counted from where one stood needs that too; an earlier outcome may be it."""
    if row.values.get("typ") not in _FROM_BASE or row.known("utgangsvarde") is not None:
        return
    earlier = row.values.get("tidigare_utfall")
    shown = as_shown(earlier) if earlier is not None else ""
    why = _FROM_WHAT.format(row.values["typ"], "; kanske från det senaste utfallet" if shown else "")
    meaning = "utfall" if shown else "malvarde"
    cell = found[meaning][1] if meaning in found else FoundCell()
    context.draft.doubt(row, "utgangsvarde", cell.text, shown, why, place=place)
