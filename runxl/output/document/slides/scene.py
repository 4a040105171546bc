"""A workbook as the deck's pages see it: all names on one line, statuses as cells, changes by their mål."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runxl.assessment.assessed import Verdict
from runxl.assessment.bedomning import Bedomning, MalVerdict
from runxl.assessment.change_words import Change
from runxl.output.document import marks
from runxl.output.document.blocks import GridCell
from runxl.output.document.slides.tidy import one_line
from runxl.output.said.source import Source


def _explanation(one: Verdict) -> str:
    return one.published if isinstance(one, Bedomning) else getattr(one, "forklaring", "")


@dataclass(frozen=True, slots=True)
class Scene(Source):
    """A source whose names have room in a title or a cell."""

    @property
    def plan(self) -> bool:
        """A plan has no outcome and no verdicts to show."""
        return self.document in ("underlag", "namndplan")

    def named(self, level: str, nr: str, namn: str) -> str:
        name = one_line(Source.named(self, level, one_line(nr), one_line(namn)))
        return name or f"{self.one(level)} utan namn"

    def numbered(self, nr: str, namn: str) -> str:
        return one_line(Source.numbered(self, nr, namn))

    def status(self, level: str, status: str | None) -> GridCell:
        """The status in a cell of its own; nothing on a level that is not assessed, or in a plan."""
        if not status or self.plan or not self.basis.assessed(level):
            return GridCell()
        return marks.status(status, self.basis.styrmodell)

    def changes_of(self, mal: MalVerdict) -> tuple[Change, ...]:
        return tuple(one for one in self.assessment.changes if self._mal_of(one) == mal.nr)

    def other_changes(self) -> tuple[Change, ...]:
        """Of uppdrag, and of what stands under no mål any longer."""
        known = {one.nr for one in self.assessment.mal}
        return tuple(one for one in self.assessment.changes if self._mal_of(one) not in known)

    def explained(self, level: str, one: Verdict) -> Iterator[str]:
        """A verdict's Förklaring, for the speaker's notes."""
        said = one_line(_explanation(one))
        if said and not self.plan:
            yield f"{self.named(level, one.nr, getattr(one.row, level))}: {said}"

    def _mal_of(self, change: Change) -> str | None:
        """Nr of the mål that a change concerns. Of what is gone only the Nr is left, whose beginning tells."""
        if change.objekt == "Mål":
            return change.nr
        if change.objekt == "Uppdrag":
            return None
        delmal = change.nr if change.objekt == "Delmål" else self._delmal_nr(change)
        found = next((one.row.mal for one in self.assessment.delmal if one.nr == delmal), None)
        return found or delmal.rpartition(".")[0]

    def _delmal_nr(self, change: Change) -> str:
        checked = self.checked
        rows = checked.aktiviteter if change.objekt == "Aktivitet" else checked.indikatorer
        kept = next((row.delmal for row in rows if row.nr == change.nr and row.delmal), "")
        return kept or change.nr.rpartition("-" if change.objekt == "Aktivitet" else ".")[0]
