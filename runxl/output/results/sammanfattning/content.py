"""What the sheet Sammanfattning says, line by line, in the styrmodell's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from runxl.assessment.basis import LABEL_OF, Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.change_words import Change
from runxl.assessment.counts import headlines
from runxl.contract.scale import NONE, NOT_NOW
from runxl.output.results.sammanfattning.rader import RowLists
from runxl.output.results.sammanfattning.tabeller import table_lists
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO
from runxl.output.said.forecast import forecast
from runxl.output.said.source import Source
from runxl.template.sections import Section, SectionLine, legend, opening, sections
from runxl.workbook import places as layout
from runxl.workbook.edits import Written
from runxl.workbook.places import LineLooks

_JUDGED: LineLooks = ("body", "body", "status", "status", "status", "status")
_GOAL: LineLooks = ("strong", "body", "status", "status", "status", "status")
_CHANGED: LineLooks = ("body", "body", "status", "status", "body", "body")


@dataclass(frozen=True, slots=True)
class SheetContent:
    source: Source

    def lines(self) -> list[SectionLine]:
        """The free area from its first row to its last."""
        rows = RowLists(self.source)
        fill: dict[str, Callable[[], Iterator[SectionLine]]] = {
            "mal": self._goals,
            "uppmarksamma": rows.attention,
            "forandringar": self._changes,
            "indikator": rows.indikatorer,
            "uppdrag": rows.uppdrag,
        }
        found: list[SectionLine] = []
        for section in sections(self.basis.styrmodell):
            lines = list(fill[section.name]()) or [SectionLine(layout.HINT, (self._nothing(section),))]
            found += [*opening(section, self._heading(section)), *lines, SectionLine(layout.BLANK)]
        found += table_lists(self.source)
        return [*found, *legend(self.basis.styrmodell, self.basis.scale)]

    def head(self, counts: Mapping[str, str]) -> dict[str, Written]:
        """Sentences and counts by their cells. `counts`: the columns that the sheet has for them.

        An older sheet has none for what is not due, which is counted as Ej bedömd in it.
        """
        counted, model = self.source.assessment.counts, self.basis.styrmodell
        told, sentences = counted.told(model), headlines(counted, model)
        cells: dict[str, Written] = {layout.NAMND_CELL: self.source.assessment.namnd or None}
        for level, row in layout.LEVEL_ROWS.items():
            many = self.source.many(level)
            cells[f"{layout.LEVEL_COLUMN}{row}"] = many
            cells[f"{layout.SENTENCE_COLUMN}{row}"] = sentences.get(level) or self._untold(level)
            numbers = dict(told[level].by_status) if level in told else {}
            if numbers and NOT_NOW not in counts:
                numbers[NONE] += numbers.pop(NOT_NOW)
            cells |= {f"{column}{row}": numbers.get(status) for status, column in counts.items()}
        return cells

    def _untold(self, level: str) -> str:
        many = self.source.many(level)
        return f"{many}: ingen status är fastställd." if self.basis.assessed(level) else f"{many} bedöms inte."

    def _heading(self, section: Section) -> str:
        return f"Förändringar sedan {self.previous}" if section.name == "forandringar" and self.previous else ""

    def _nothing(self, section: Section) -> str:
        if section.name == "forandringar":
            return self.source.no_changes()
        if section.name == "uppmarksamma":
            return NOTHING_TO_ATTEND_TO
        return f"Inga {self.basis.styrmodell.labels[section.name].many}."

    @property
    def basis(self) -> Basis:
        return self.source.basis

    @property
    def previous(self) -> str:
        """The report that changes are told against, if there is one."""
        return self.source.assessment.previous

    # Mål and delmål

    def _goals(self) -> Iterator[SectionLine]:
        for perspektiv, several in self.source.by_perspective().items():
            if perspektiv:
                yield SectionLine(layout.GROUP, (f"Perspektiv: {perspektiv}",))
            for mal in several:
                yield SectionLine(_GOAL, (self.source.named("mal", mal.nr, mal.row.mal), None, *self._statuses(mal)))
                yield from map(self._delmal, self.source.delmal_of(mal))
        stray = self.source.stray_delmal()
        if stray:
            yield SectionLine(layout.GROUP, (self.source.homeless("mal"),))
            yield from map(self._delmal, stray)

    def _delmal(self, delmal: DelmalVerdict) -> SectionLine:
        return SectionLine(
            _JUDGED, (None, self.source.named("delmal", delmal.nr, delmal.row.delmal), *self._statuses(delmal))
        )

    def _statuses(self, verdict: MalVerdict | DelmalVerdict) -> tuple[Written, ...]:
        said = forecast(verdict, self.basis) or None
        computed = None if verdict.proposed else verdict.beraknad
        return (verdict.told, said, verdict.foregaende_status, computed)

    # Changes

    def _changes(self) -> Iterator[SectionLine]:
        for apart, several in groupby(self.source.assessment.news, key=lambda change: change.apart):
            if apart:
                yield SectionLine(layout.GROUP, ("Till och från Ej bedömd",))
            yield from map(self._change, several)

    def _change(self, change: Change) -> SectionLine:
        label = self.source.one(LABEL_OF[change.objekt])
        about = f"{label} {change.nr}" if self.basis.styrmodell.numbers_shown else label
        return SectionLine(_CHANGED, (about, change.text, change.after, change.before))
