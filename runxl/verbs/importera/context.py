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

_NOT_SAID = "källan säger inte vilket mål raderna hör till, och bladets namn är inte infört som ett mål"


@dataclass(slots=True)
class Context:
    """Changes as the reading goes on."""

    draft: PlanDraft
    about: About
    styrmodell: Styrmodell
    words: Headers = field(default_factory=Headers)
    own: bool = False
    fills: bool = False
    """There is a plan already, which says of a delmål what it belongs to."""

    numbers: set[str] = field(default_factory=set)
    """Every delmål's that is known of."""

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
        mal = mal or self._mal_of(one)
        if nr and "." not in nr and mal is not None and mal.nr and mal.nr[:1].isdigit():
            nr = f"{mal.nr}.{nr}"
        return self.draft.goal("delmal", nr, one.text, place, mal)

    def _mal_of(self, one: Named) -> Drafted | None:
        head, dot, _ = one.nr.rpartition(".")
        if dot:
            found = next((mal for mal in self.draft.rows["mal"] if mal.nr == head), None)
            if found is not None:
                return found
            if self.mal is not None and self.mal.nr and self.mal.nr != head:
                return None
        if self.mal is not None:
            return self.mal
        return self._mal_above(one.text) if not dot else None

    def _mal_above(self, delmal: str) -> Drafted | None:
        """Where headings say neither Mål nor number, the one above a delmål is its mål."""
        for heading in reversed(self.headings):
            one = named(heading.text)
            if heading.sheet and one.level != "mal" and not self.draft.named("mal", one.text):
                return self._mal_without_name(heading, delmal)
            if one.level in ("", "mal") and not self.draft.named("delmal", one.text):
                self.mal = self.new_mal(one, heading.place)
                return self.mal
        return None

    def _mal_without_name(self, sheet: FoundHeading, delmal: str) -> Drafted | None:
        """The mål that a delmål in a sheet belongs to where no column and no heading says it; none is made up."""
        known = self.draft.named("delmal", delmal)
        if known is not None or self.fills:
            return known and known.parent
        self.mal = self.draft.goal("mal", "", "", sheet.place)
        self.draft.doubt(self.mal, "mal", sheet.text, "", _NOT_SAID)
        return self.mal

    def _perspective(self, name: str) -> str:
        """The heading above the mål's own."""
        for heading in reversed(self.headings):
            one = named(heading.text)
            said = folded(one.text)
            if (
                heading.sheet
                or said == folded(name)
                or one.level in ("mal", "delmal")
                or self.draft.named("mal", one.text)
            ):
                continue
            if not any(word in said for word in vocabulary().no_perspective):
                return one.text
        return ""
