"""A workbook as the deck's pages see it: all names on one line, statuses as cells, changes by their mål."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from runxl.assessment.assessed import Assessment, Verdict
from runxl.assessment.bedomning import Bedomning, DelmalVerdict, MalVerdict
from runxl.assessment.change_words import Change
from runxl.check.rows import Checked
from runxl.output.document import marks
from runxl.output.document.blocks import GridCell
from runxl.output.document.plan_chapters import common_year
from runxl.output.document.prose import spoken
from runxl.output.document.slides.tidy import one_line
from runxl.output.said.source import Source


def _explanation(one: Verdict) -> str:
    return one.published if isinstance(one, Bedomning) else getattr(one, "forklaring", "")


@dataclass(frozen=True, slots=True)
class Scene(Source):
    """A source whose names have room in a title or a cell."""

    changed: Mapping[str | None, Sequence[Change]] = field(default_factory=dict)
    """What has changed, by the Nr of the mål that it concerns."""

    year_before: int | None = None
    """The year that a plan's earlier outcomes are of, if it is one."""

    @classmethod
    def of(cls, checked: Checked, assessment: Assessment) -> Self:
        source, mal_of = super(Scene, cls).of(checked, assessment), _Parents(checked, assessment).mal_of
        changed: dict[str | None, list[Change]] = defaultdict(list)
        for one in assessment.news:
            changed[mal_of(one)].append(one)
        return replace(source, changed=changed, year_before=common_year(assessment.indikatorer))

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

    def other_changes(self) -> Sequence[Change]:
        """Of uppdrag, and of what stands under no mål any longer."""
        known = {one.nr for one in self.assessment.mal}
        return [one for nr, several in self.changed.items() if nr not in known for one in several]

    def explained(self, level: str, one: Verdict) -> Iterator[str]:
        """A verdict's Förklaring, for the speaker's notes."""
        said, named = one_line(_explanation(one)), self.named(level, one.nr, one.namn)
        if said and not self.plan:
            yield f"{named}: {said}"

    def motivated(self, level: str, one: MalVerdict | DelmalVerdict) -> Iterator[str]:
        """Why it is decided so, unless its Förklaring says it."""
        said = one_line(spoken(one.row.motivering))
        if said and self.basis.assessed(level) and not self.plan and said not in one_line(_explanation(one)):
            yield f"Motivering: {said}"


class _Parents:
    """What stands above what: of several rows with the same Nr the first tells."""

    def __init__(self, checked: Checked, assessment: Assessment) -> None:
        self.mal = {one.nr: one.row.mal for one in reversed(assessment.delmal)}
        self.delmal = {
            "Aktivitet": {row.nr: row.delmal for row in reversed(checked.aktiviteter) if row.delmal},
            "Indikator": {row.nr: row.delmal for row in reversed(checked.indikatorer) if row.delmal},
        }

    def mal_of(self, change: Change) -> str | None:
        """Nr of the mål that a change concerns. Of what is gone only the Nr is left, whose beginning tells."""
        if change.objekt == "Mål":
            return change.nr
        if change.objekt == "Uppdrag":
            return None
        delmal = change.nr if change.objekt == "Delmål" else self._delmal_of(change)
        return self.mal.get(delmal) or delmal.rpartition(".")[0]

    def _delmal_of(self, change: Change) -> str:
        known = self.delmal[change.objekt].get(change.nr)
        return known or change.nr.rpartition("-" if change.objekt == "Aktivitet" else ".")[0]
