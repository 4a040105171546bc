"""Rows of one name: one that is told of in several places, or several rows of a table that happen to share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runxl.verbs.importera.draft import NAMES, Drafted, PlanDraft
from runxl.verbs.importera.others_words import folded, one_line
from runxl.verbs.importera.source_blocks import Place
from runxl.workbook.cell_text import as_shown

_ROWS = ("indikatorer", "aktiviteter", "uppdrag")
_STANDS = "{} säger ”{}”, och den uppgiften står kvar"
_SEVERAL = "en annan rad har samma {} ({}), och det går inte att se om de är en och samma: båda är införda"


def join(draft: PlanDraft) -> None:
    """Each row once, with all that its places say of it. Two that say different things are never mixed."""
    joining = _Joining(draft)
    for table in _ROWS:
        named: dict[tuple[Drafted | None, str], list[Drafted]] = {}
        for row in draft.rows[table]:
            named.setdefault((row.parent, folded(row.name)), []).append(row)
        for rows in named.values():
            joining.of_one_name(rows)
        draft.rows[table] = [row for row in draft.rows[table] if row not in joining.gone]
    joining.move_notes()


@dataclass(slots=True)
class _Joining:
    """`gone`: rows that are another's, and whose. `left`: values that were not entered, since another stands."""

    draft: PlanDraft
    gone: dict[Drafted, Drafted] = field(default_factory=dict)
    left: set[tuple[Drafted, str]] = field(default_factory=set)

    def of_one_name(self, rows: Sequence[Drafted]) -> None:
        """Under one parent. Nobody can tell which of several rows another place means: then all stand."""
        told = [self._once(same) for same in _by_number(rows)]
        first, *others = (one for same in told for one in same)
        in_one_table = first.within is not None and all(one.within is first.within for one in others)
        numbered = in_one_table and all(one.nr for one in (first, *others))
        if len(told) == len(others) + 1 and (numbered or not first.name):
            return  # the source's own numbers tell them apart
        for one in others:
            why = _SEVERAL.format("namn" if one.name else "nummer", _at(first.place, one.place))
            self.draft.doubt(one, NAMES[one.table], one.name or one.nr, "", why)

    def _once(self, rows: Sequence[Drafted]) -> Sequence[Drafted]:
        told: list[Drafted] = []
        for row in rows:
            near = [one for one in (*told[:1], *told[-1:]) if one.within is not None and one.within is row.within]
            same = next((one for one in near if _says_no_more(one, row)), None)
            if same:
                self._into(same, row)
            else:
                told.append(row)
        tables = [id(one.within) for one in told if one.within is not None]
        if len(tables) > len(set(tables)):
            return told
        for row in told[1:]:
            self._into(told[0], row)
        return told[:1]

    def _into(self, one: Drafted, row: Drafted) -> None:
        """What the row says is the other's, where that says nothing; else it is told where it stood."""
        self.gone[row] = one
        one.also += [row.place, *row.also]
        one.values |= {column: value for column, value in row.values.items() if one.values.get(column) in (None, "")}
        for column, value in _said(row).items():
            stands = one.values[column]
            if not _alike(stands, value):
                self.left.add((row, column))
                why = _STANDS.format(_at(one.place, row.place), one_line(as_shown(stands))[:80])
                self.draft.doubt(one, column, as_shown(value), as_shown(value), why, place=row.place)

    def move_notes(self) -> None:
        """What was said of a row is said of the one that it is; not how a value was read that is not entered."""
        notes = [note for note in self.draft.notes if note.kind != "tolkat" or (note.row, note.column) not in self.left]
        self.draft.notes = [note._replace(row=self._stands_for(note.row)) for note in notes]

    def _stands_for(self, row: Drafted | None) -> Drafted | None:
        while row in self.gone:
            row = self.gone[row]
        return row


def _by_number(rows: Sequence[Drafted]) -> Sequence[Sequence[Drafted]]:
    """Rows of different numbers are different rows. One without may be any of them, and stands for itself."""
    numbered: dict[str, list[Drafted]] = {}
    for row in rows:
        numbered.setdefault(row.whole_nr, []).append(row)
    if rows[0].name and len(numbered.keys() - {""}) < 2:  # noqa: PLR2004 - one number is of them all
        return [rows]
    unnumbered = numbered.pop("", [])
    return [*numbered.values(), *([row] for row in unnumbered)]


def _said(row: Drafted) -> Mapping[str, object]:
    """What it says besides its name and its number."""
    return {
        column: value
        for column, value in row.values.items()
        if column not in ("nr", NAMES[row.table]) and value not in (None, "")
    }


def _says_no_more(one: Drafted, row: Drafted) -> bool:
    """Whether all that one of two rows says stands in the other."""
    ours, theirs = _said(one), _said(row)
    shared = ours.keys() & theirs.keys()
    return len(shared) in (len(ours), len(theirs)) and all(_alike(ours[name], theirs[name]) for name in shared)


def _alike(ours: object, theirs: object) -> bool:
    return ours == theirs or folded(as_shown(ours)) == folded(as_shown(theirs))


def _at(place: Place, beside: Place) -> str:
    return place.plats if place.kalla == beside.kalla else f"{place.kalla}, {place.plats}"
