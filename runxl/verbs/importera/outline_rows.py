"""Tables where one column holds mål, delmål and indikatorer alike, told apart by word, number, indentation or look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from runxl.verbs.importera import goals
from runxl.verbs.importera.context import Context
from runxl.verbs.importera.draft import Note
from runxl.verbs.importera.naming import Named, is_nr, named, plain_nr
from runxl.verbs.importera.others_words import folded, is_nothing, one_line
from runxl.verbs.importera.source_blocks import FoundCell, FoundRow
from runxl.verbs.importera.table_shape import FoundColumn, HeadedPart

_ORDER = ("mal", "delmal", "indikator")
_ROWS = ("indikator", "aktivitet", "uppdrag")
_VALUES = ("malvarde", "utfall", "utgangsvarde")
_MOST_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Levels:
    """`level_of` says of a row which it is, where neither its word nor its number does."""

    names: FoundColumn
    numbers: FoundColumn | None
    words: FoundColumn | None
    by_look: Callable[[FoundCell], str]

    @classmethod
    def of(cls, part: HeadedPart, context: Context) -> Levels | None:
        """None where each has a column of its own."""
        names = part.column("namn")
        if names is None or any(part.column(one) for one in _ROWS):
            return None
        levels = cls(names, part.column("nr"), part.column("niva"), lambda _: "")
        undecided = [row for row in part.rows if row.cell(names.index).text and not levels._told(row)]
        if not undecided:
            return levels
        by_look, how = _looks(part, names)
        if how:
            note = f"{how} har fått avgöra vad som är mål, delmål och indikatorer i {len(undecided)} rader"
            place = part.head[-1].place
            text = f"Kolumnen {names.header}"
            context.draft.notes.append(Note("granska", place, text, None, "indikatorer", "indikator", "", note))
        return cls(names, levels.numbers, levels.words, by_look)

    def read(self, row: FoundRow, part: HeadedPart, context: Context) -> str:
        """Takes in a row that is a mål or delmål; else the level that it is of, for its reader to take."""
        cell = row.cell(self.names.index)
        if is_nothing(cell.text):
            said = " | ".join(one_line(row.cell(at).text) for at in row.filled)
            context.draft.leave(row.place, f"Rad utan namn: {said}")
            return ""
        one = self._named(row)
        level = self._told(row) or self.by_look(cell) or ("indikator" if self._has_values(row, part) else "")
        if level in ("mal", "delmal"):
            goal = context.open(level, one, row.place)
            goals.judged(context, part, row, goal, None)
        elif level not in _ROWS:
            context.draft.leave(row.place, cell.text)
        return level if level in _ROWS else ""

    def _named(self, row: FoundRow) -> Named:
        one = named(row.cell(self.names.index).text, column="namn")
        said = row.cell(self.numbers.index).text if self.numbers else ""
        return one._replace(nr=plain_nr(said)) if is_nr(said) else one

    def _told(self, row: FoundRow) -> str:
        """The level by its own word, by the column that says it, or by how many numbers its number has."""
        if self.words is not None:
            said = folded(row.cell(self.words.index).text)
            level = named(f"{said}:").level
            if level:
                return level
        one = self._named(row)
        return one.level or (one.depth if one.nr else "")

    def _has_values(self, row: FoundRow, part: HeadedPart) -> bool:
        return any(row.cell(column.index).text for column in part.columns if column.meaning.name in _VALUES)


def _looks(part: HeadedPart, names: FoundColumn) -> tuple[Callable[[FoundCell], str], str]:
    """How cells look → the level that each look is, deepest last; and what of the look it was."""
    cells = [row.cell(names.index) for row in part.rows if row.cell(names.index).text]
    indents = sorted({cell.indent for cell in cells})
    if len(indents) > 1:
        levels = dict(zip(reversed(indents), reversed(_ORDER), strict=False))
        return (lambda cell: levels.get(cell.indent, "mal")), "Indraget"
    looks = list(dict.fromkeys(_look(cell) for cell in cells))
    if 1 < len(looks) <= _MOST_LOOKS:
        by_look = dict(zip(looks, _ORDER[-len(looks) :], strict=True))
        return (lambda cell: by_look.get(_look(cell), "")), "Fetstil eller färg"
    return (lambda _: ""), ""


def _look(cell: FoundCell) -> tuple[bool, str]:
    return cell.bold, cell.colour
