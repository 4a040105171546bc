"""Where in the plan the reading is: the perspektiv, mål and delmål that what comes next belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field

from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.verbs.importera.about import About
from runxl.verbs.importera.column_words import Headers
from runxl.verbs.importera.draft import Drafted, PlanDraft
from runxl.verbs.importera.naming import Named, named
from runxl.verbs.importera.others_words import folded, vocabulary
from runxl.verbs.importera.source_blocks import FoundHeading, Place
from runxl.verbs.importera.table_shape import FoundColumn


@dataclass(slots=True)
class Context:
    """Changes as the reading goes on."""

    draft: PlanDraft
    about: About
    styrmodell: Styrmodell
    words: Headers = field(default_factory=Headers)
    own: bool = False
    mal: Drafted | None = None
    delmal: Drafted | None = None
    giver: str = ""
    """Who gives the uppdrag that come."""

    columns: list[FoundColumn] = field(default_factory=list)
    """Every column that was seen, as it was understood."""

    headings: list[FoundHeading] = field(default_factory=list)
    """Those that stand over what comes, the uppermost first."""

    def open(self, level: str, one: Named, place: Place) -> Drafted | None:
        """What follows belongs to this mål or delmål."""
        if level == "mal":
            self.mal = self.new_mal(one, place)
            self.delmal = None
            return self.mal
        if level == "delmal":
            self.delmal = self.new_delmal(one, place)
            self.mal = self.delmal.parent or self.mal
            return self.delmal
        return None

    def new_mal(self, one: Named, place: Place) -> Drafted:
        found = self.draft.goal("mal", one.nr, one.text, place)
        if "perspektiv" in self.styrmodell.levels and not found.values.get("perspektiv"):
            above = self._perspective(found.name)
            if above:
                found.values["perspektiv"] = above
                self.draft.tell(found, "perspektiv", above, above, "rubriken ovanför målets", place=place)
        return found

    def new_delmal(self, one: Named, place: Place, mal: Drafted | None = None) -> Drafted:
        """Under the mål that its number begins with, else under the one that the reading is at."""
        nr = one.nr
        mal = mal or self._mal_of(nr)
        if nr and "." not in nr and mal is not None and mal.nr and mal.nr[:1].isdigit():
            nr = f"{mal.nr}.{nr}"
        return self.draft.goal("delmal", nr, one.text, place, mal)

    def _mal_of(self, nr: str) -> Drafted | None:
        head, dot, _ = nr.rpartition(".")
        if dot:
            found = next((one for one in self.draft.rows["mal"] if one.nr == head), None)
            if found is not None:
                return found
            if self.mal is not None and self.mal.nr and self.mal.nr != head:
                return None
        if self.mal is not None:
            return self.mal
        return self._mal_above() if not dot else None

    def _mal_above(self) -> Drafted | None:
        """Where headings say neither Mål nor number, the one above a delmål is its mål."""
        for heading in reversed(self.headings):
            one = named(heading.text)
            if one.level in ("", "mal") and not self.draft.named("delmal", one.text):
                self.mal = self.new_mal(one, heading.place)
                return self.mal
        return None

    def _perspective(self, name: str) -> str:
        """The heading above the mål's own."""
        for heading in reversed(self.headings):
            one = named(heading.text)
            said = folded(one.text)
            if said == folded(name) or one.level in ("mal", "delmal") or self.draft.named("mal", one.text):
                continue
            if not any(word in said for word in vocabulary().no_perspective):
                return one.text
        return ""
