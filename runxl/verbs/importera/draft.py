"""The plan as it comes to be: rows that know where they stood, and everything that has to be said of the reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

from runxl.contract.load import contract
from runxl.verbs.importera.likeness import likeness
from runxl.verbs.importera.others_words import folded, one_line
from runxl.verbs.importera.source_blocks import Place

_SAME_NAME = 92

Kind = Literal["granska", "tolkat", "utanfor"]


@dataclass(slots=True, eq=False)
class Drafted:
    """A row to be. `parent`: the row that it hangs under; its own reference is written when all have numbers."""

    table: str
    place: Place
    values: dict[str, object] = field(default_factory=dict)
    parent: Drafted | None = None
    also: list[Place] = field(default_factory=list)
    """Other places that say something of it."""

    given_nr: bool = True
    """Its number stood in the source."""

    within: object = None
    """The table that it is a row of, where it is one."""

    first: Drafted | None = None
    """The first of the same name under the same parent."""

    def known(self, column: str) -> object:
        """What it says, or what another place has said of the same before: that tells how the rest is to be read."""
        elsewhere = self.first if self.first is not None and self.first.within is not self.within else None
        return self.values.get(column) or (elsewhere.values.get(column) if elsewhere else None)

    @property
    def name(self) -> str:
        return str(self.values.get(label(self.table)) or "")

    @property
    def nr(self) -> str:
        return str(self.values.get("nr") or "")

    @property
    def whole_nr(self) -> str:
        """`2` of an indikator below 3.1 is 3.1.2."""
        above = self.parent.nr if self.parent else ""
        is_part = self.table in ("delmal", "indikatorer") and self.nr.isdigit() and above
        return f"{above}.{self.nr}" if is_part else self.nr


NAMES = {
    "mal": "mal",
    "delmal": "delmal",
    "indikatorer": "indikator",
    "aktiviteter": "aktivitet",
    "uppdrag": "uppdrag",
}
"""The tables of a plan, and the column that says what a row is."""


LABELS = {"handelser": "rubrik", "avvikelser": "avvikelseomrade", "texter": "rubrik"}
"""The same for other tables, where it is not the first column."""


def label(table: str) -> str:
    """The column that says what a row of a table is."""
    return NAMES.get(table) or LABELS.get(table) or contract().tables[table].columns[0].name


def much_alike(ours: str, theirs: str) -> bool:
    """Whether two names are one, but for a slip of the pen."""
    return likeness(ours, theirs) >= _SAME_NAME


class FoundChapter(NamedTuple):
    """What stands under a heading that is about no mål. `own`: in a document that runxl wrote."""

    heading: str
    place: Place
    lines: tuple[str, ...]
    own: bool


class Note(NamedTuple):
    """Something to say. `row` may be none: of a column, of a table, of what was left out."""

    kind: Kind
    place: Place
    text: str
    row: Drafted | None = None
    table: str = ""
    column: str = ""
    read: str = ""
    why: str = ""


class PlanDraft:
    """Rows by table, in the order in which they were found, and the notes."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Drafted]] = {name: [] for name in NAMES}
        self.others: dict[str, list[Drafted]] = {}
        """Rows of the plan's other tables."""

        self.chapters: list[FoundChapter] = []
        self.notes: list[Note] = []
        self._first: dict[tuple[str, Drafted | None, str], Drafted] = {}
        self.known: dict[str, str] = {}
        """Names of mål and delmål that the sources tell somewhere, folded, each with its level."""

    def goal(self, table: str, nr: str, name: str, place: Place, parent: Drafted | None = None) -> Drafted:
        """A mål or delmål, the one that is there already or a new one."""
        name = one_line(name)
        found = self._known(table, nr, name, parent)
        if found is None:
            found = Drafted(table, place, {}, parent)
            self.rows[table].append(found)
        elif place != found.place and place not in found.also:
            found.also.append(place)
        if nr and not found.nr:
            found.values["nr"] = nr
        if name and not found.name:
            found.values[NAMES[table]] = name
        elif name and self._differs(found, name):
            self.doubt(
                found, NAMES[table], name, "", f"samma nummer har en annan lydelse här: ”{found.name}”", place=place
            )
        if parent is not None and found.parent is None:
            found.parent = parent
        return found

    def add(self, table: str, name: str, place: Place, parent: Drafted | None = None) -> Drafted:
        """An indikator, aktivitet or uppdrag. Which of them are one is told when all are read: see `joining`."""
        made = Drafted(table, place, {NAMES[table]: name}, parent)
        if name:
            first = self._first.setdefault((table, parent, folded(name)), made)
            made.first = first if first is not made else None
        self.rows[table].append(made)
        return made

    def aside(self, table: str, name: str, place: Place) -> Drafted:
        """A row of one of the other tables."""
        made = Drafted(table, place, {label(table): name})
        self.others.setdefault(table, []).append(made)
        return made

    def named(self, table: str, text: str) -> Drafted | None:
        """The row that is called so."""
        said = folded(text)
        return next((one for one in self.rows[table] if said and folded(one.name) == said), None)

    def doubt(self, row: Drafted, column: str, text: str, read: str, why: str, *, place: Place | None = None) -> None:
        self.notes.append(Note("granska", place or row.place, one_line(text), row, row.table, column, read, why))

    def tell(self, row: Drafted, column: str, text: str, read: str, why: str, *, place: Place | None = None) -> None:
        self.notes.append(Note("tolkat", place or row.place, one_line(text), row, row.table, column, read, why))

    def leave(self, place: Place, text: str) -> None:
        said = one_line(text)
        if said:
            self.notes.append(Note("utanfor", place, said))

    def leave_once(self, place: Place, text: str) -> None:
        """What every table of a source has is said at the first."""
        left = {(note.text, note.place.kalla) for note in self.notes if note.kind == "utanfor"}
        if (text, place.kalla) not in left:
            self.leave(place, text)

    def drop_longer(self, most: int) -> None:
        """Texts that no cell can hold are left, and somebody has to divide them."""
        for row in self.everything():
            for column, value in [*row.values.items()]:
                if isinstance(value, str) and len(value) > most:
                    del row.values[column]
                    why = f"texten har {len(value)} tecken och en cell rymmer {most}; den är inte införd"
                    self.doubt(row, column, f"{one_line(value)[:80]}…", "", why)

    def _known(self, table: str, nr: str, name: str, parent: Drafted | None) -> Drafted | None:
        by_nr = next((one for one in self.rows[table] if nr and one.nr == nr), None)
        if by_nr is not None:
            return by_nr
        for one in self.rows[table] if name else ():
            alike = folded(one.name) == folded(name) and (not nr or one.nr in ("", nr))
            if alike and (parent is None or one.parent in (None, parent)):
                return one
        return None

    def _differs(self, found: Drafted, name: str) -> bool:
        ours, theirs = folded(found.name), folded(name)
        if theirs.startswith(ours):
            found.values[NAMES[found.table]] = name  # the fuller of the two
            return False
        return not ours.startswith(theirs) and not much_alike(ours, theirs)

    @property
    def tables(self) -> dict[str, list[Drafted]]:
        """All rows by table, those of the plan's other tables last."""
        return self.rows | self.others

    def everything(self) -> Iterator[Drafted]:
        return chain.from_iterable(self.tables.values())
