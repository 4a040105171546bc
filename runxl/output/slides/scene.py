"""A workbook as the deck's pages see it: its verdicts, its words, and what belongs under what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runxl.assessment.basis import Basis
from runxl.assessment.historia import History
from runxl.assessment.model import Assessment, Verdict
from runxl.assessment.verdicts import Change, DelmalVerdict, IndikatorVerdict, MalVerdict
from runxl.check.rows import Checked
from runxl.output.slides.marks import mark_of
from runxl.output.slides.model import Cell
from runxl.output.slides.text import one_line
from runxl.workbook.build.words import capital

Data = Mapping[str, object]
"""A row of a table that is not assessed."""

LEVELS = ("mal", "delmal", "indikator")


@dataclass(frozen=True, slots=True)
class Scene:
    checked: Checked
    assessment: Assessment
    basis: Basis
    history: History

    @property
    def plan(self) -> bool:
        """A nämndplan has no outcome and no verdicts to show."""
        return self.basis.period.plan

    @property
    def when(self) -> str:
        """`DÅ 2 2024`."""
        return " ".join(str(part) for part in (self.assessment.period, self.assessment.ar) if part)

    @property
    def since(self) -> str:
        """The report before this one, `DÅ 1 2024`."""
        report = self.history.report
        return f"{report[0].period} {report[0].ar}" if report else ""

    def rows(self, table: str) -> tuple[Data, ...]:
        """The rows of a table that is not assessed, if they say something."""
        found = self.checked.other.get(table, ())
        return tuple(row for row in found if any(said not in (None, "") for key, said in row.items() if key != "row"))

    def word(self, level: str) -> str:
        """Regionmål."""
        return capital(self.basis.styrmodell.labels[level].one)

    def words(self, level: str) -> str:
        return capital(self.basis.styrmodell.labels[level].many)

    def named(self, level: str, nr: str, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; the name alone where the styrmodell shows no numbers."""
        nr, namn = one_line(nr), one_line(namn)
        if not self.basis.styrmodell.numbers_shown:
            return namn or f"{self.word(level)} utan namn"
        return " ".join(filter(None, (self.word(level), nr, namn)))

    def numbered(self, nr: str, namn: str) -> str:
        shown = nr if self.basis.styrmodell.numbers_shown else ""
        return " ".join(filter(None, (one_line(shown), one_line(namn))))

    def status(self, level: str, status: str | None) -> Cell:
        """The status in a cell of its own; nothing on a level that is not assessed, or in a plan."""
        if not status or self.plan or not self.basis.assessed(level):
            return Cell()
        return Cell(status, mark_of(status))

    def delmal_of(self, mal: MalVerdict) -> tuple[DelmalVerdict, ...]:
        return tuple(one for one in self.assessment.delmal if one.row.mal == mal.nr)

    def indikatorer_of(self, delmal: DelmalVerdict) -> tuple[IndikatorVerdict, ...]:
        return tuple(one for one in self.assessment.indikatorer if one.row.delmal == delmal.nr)

    def stray_delmal(self) -> tuple[DelmalVerdict, ...]:
        known = {one.nr for one in self.assessment.mal}
        return tuple(one for one in self.assessment.delmal if one.row.mal not in known)

    def stray_indikatorer(self) -> tuple[IndikatorVerdict, ...]:
        known = {one.nr for one in self.assessment.delmal}
        return tuple(one for one in self.assessment.indikatorer if one.row.delmal not in known)

    def changes_of(self, mal: MalVerdict) -> tuple[Change, ...]:
        return tuple(one for one in self.assessment.changes if self._mal_of(one) == mal.nr)

    def other_changes(self) -> tuple[Change, ...]:
        """Of uppdrag, and of what stands under no mål any longer."""
        known = {one.nr for one in self.assessment.mal}
        return tuple(one for one in self.assessment.changes if self._mal_of(one) not in known)

    def explained(self, level: str, one: Verdict) -> Iterator[str]:
        """A verdict's Förklaring, for the speaker's notes."""
        said = one_line(getattr(one, "forklaring", ""))
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
