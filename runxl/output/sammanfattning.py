"""What the sheet Sammanfattning says, line by line, in the styrmodell's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from runxl.assessment.basis import LABEL_OF, Basis
from runxl.assessment.model import Assessment
from runxl.assessment.sammanrakning import prognosis
from runxl.assessment.verdicts import Change, DelmalVerdict, MalVerdict
from runxl.output.sammanfattning_rader import Names, RowLists
from runxl.output.sammanfattning_tabeller import TableLists, Tables
from runxl.workbook.build import layout
from runxl.workbook.build.layout import Looks
from runxl.workbook.build.sections import Line, Section, legend, opening, sections
from runxl.workbook.build.words import capital
from runxl.workbook.edits import Written

_JUDGED: Looks = ("body", "body", "status", "status", "status", "status")
_GOAL: Looks = ("strong", "body", "status", "status", "status", "status")
_CHANGED: Looks = ("body", "body", "status", "status", "body", "body")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary is made from. `previous` names the report that changes are told against, if there is one.

    `periodicities`: what the controller wrote as an uppdrag's Periodicitet, by row. `tables`: the rows of the tables
    that are not assessed.
    """

    assessment: Assessment
    basis: Basis
    previous: str = ""
    periodicities: Mapping[int, str] = field(default_factory=dict)
    tables: Tables = field(default_factory=dict)

    def lines(self) -> list[Line]:
        """The free area from its first row to its last."""
        rows = RowLists(self.assessment, self._names, self.periodicities)
        fill: dict[str, Callable[[], Iterator[Line]]] = {
            "mal": self._goals,
            "uppmarksamma": rows.attention,
            "forandringar": self._changes,
            "indikator": rows.indikatorer,
            "uppdrag": rows.uppdrag,
        }
        found: list[Line] = []
        for section in sections(self.basis.styrmodell):
            lines = list(fill[section.name]()) or [Line(layout.HINT, (self._nothing(section),))]
            found += [*opening(section, self._heading(section)), *lines, Line(layout.BLANK)]
        found += TableLists(self.tables, self.basis, self._mal_names()).lines()
        thresholds = {"helt": self.basis.helt * 100, "delvis": self.basis.delvis * 100}
        return [*found, *legend(self.basis.styrmodell, thresholds)]

    def head(self) -> dict[str, Written]:
        """Sentences and counts by their cells."""
        counts = self.assessment.counts
        levels = {"mal": counts.mal, "delmal": counts.delmal, "indikator": counts.indikatorer}
        assessed = [level for level in levels if self.basis.assessed(level)]
        sentences = dict(zip([*assessed, "uppdrag"], self.assessment.headlines, strict=True))
        cells: dict[str, Written] = {layout.NAMND_CELL: self.assessment.namnd or None}
        for level, row in layout.LEVEL_ROWS.items():
            label = self.basis.styrmodell.labels[level]
            cells[f"{layout.LEVEL_COLUMN}{row}"] = capital(label.many)
            cells[f"{layout.SENTENCE_COLUMN}{row}"] = sentences.get(level, f"{capital(label.many)} bedöms inte.")
            one = levels.get(level) if level in assessed else None
            numbers = (one.helt, one.delvis, one.inte, one.ej_bedomd) if one else (None,) * 4
            cells |= {
                f"{column}{row}": number for column, number in zip(layout.COUNT_COLUMNS.values(), numbers, strict=True)
            }
        return cells

    def _heading(self, section: Section) -> str:
        return f"Förändringar sedan {self.previous}" if section.name == "forandringar" and self.previous else ""

    def _nothing(self, section: Section) -> str:
        labels = self.basis.styrmodell.labels
        if section.name == "forandringar":
            said = "Ingenting har förändrats" if self.previous else "Ingen tidigare rapport att jämföra med"
        elif section.name == "uppmarksamma":
            said = "Ingenting särskilt att uppmärksamma"
        else:
            said = f"Inga {labels[section.name].many}"
        return f"{said}."

    @property
    def _names(self) -> Names:
        return Names(self.basis)

    def _mal_names(self) -> dict[str, str]:
        return {mal.nr: self._names.short("Mål", mal.nr, mal.row.mal) for mal in self.assessment.mal}

    # Mål and delmål

    def _goals(self) -> Iterator[Line]:
        groups: dict[str, list[MalVerdict]] = {}
        for mal in self.assessment.mal:
            groups.setdefault(" ".join(mal.row.perspektiv.split()), []).append(mal)
        for perspektiv, several in groups.items():
            if perspektiv:
                yield Line(layout.GROUP, (f"Perspektiv: {perspektiv}",))
            for mal in several:
                yield Line(_GOAL, (self._names.named("Mål", mal.nr, mal.row.mal), None, *self._statuses(mal)))
                for delmal in self.assessment.delmal:
                    if delmal.row.mal == mal.nr:
                        yield self._delmal(delmal)
        known = {mal.nr for mal in self.assessment.mal}
        stray = [delmal for delmal in self.assessment.delmal if delmal.row.mal not in known]
        if stray:
            yield Line(layout.GROUP, (self._names.homeless,))
            yield from map(self._delmal, stray)

    def _delmal(self, delmal: DelmalVerdict) -> Line:
        return Line(_JUDGED, (None, self._names.named("Delmål", delmal.nr, delmal.row.delmal), *self._statuses(delmal)))

    def _statuses(self, verdict: MalVerdict | DelmalVerdict) -> tuple[Written, ...]:
        said = prognosis(verdict.prognos, self.basis.styrmodell) or None
        return (verdict.status, said, verdict.foregaende_status, verdict.beraknad)

    # Changes

    def _changes(self) -> Iterator[Line]:
        for apart, several in groupby(self.assessment.changes, key=lambda change: change.apart):
            if apart:
                yield Line(layout.GROUP, ("Till och från Ej bedömd",))
            yield from map(self._change, several)

    def _change(self, change: Change) -> Line:
        label = capital(self.basis.styrmodell.labels[LABEL_OF[change.objekt]].one)
        about = f"{label} {change.nr}" if self.basis.styrmodell.numbers_shown else label
        return Line(_CHANGED, (about, change.text, change.after, change.before))
