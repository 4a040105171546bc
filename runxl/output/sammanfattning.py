"""What the sheet Sammanfattning says, line by line, in the styrmodell's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from runxl.assessment.basis import LABEL_OF, Basis
from runxl.assessment.model import Assessment, cell
from runxl.assessment.sammanrakning import prognosis
from runxl.assessment.verdicts import (
    AktivitetVerdict,
    Change,
    DelmalVerdict,
    IndikatorVerdict,
    MalVerdict,
    UppdragVerdict,
    plain,
)
from runxl.workbook.build import layout
from runxl.workbook.build.layout import Looks
from runxl.workbook.build.sections import Line, Section, legend, opening, sections
from runxl.workbook.build.words import capital
from runxl.workbook.edits import Written

_JUDGED: Looks = ("body", "body", "status", "status", "status", "status")
_GOAL: Looks = ("strong", "body", "status", "status", "status", "status")
_CHANGED: Looks = ("body", "body", "status", "status", "body", "body")
_ASSIGNED: Looks = ("body", "body", "status", "body", "body", "body")
_ORDER = {"Inte": 0, "Ej bedömd": 1}


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary is made from. `previous` names the report that changes are told against, if there is one.

    `periodicities`: what the controller wrote as an uppdrag's Periodicitet, by row.
    """

    assessment: Assessment
    basis: Basis
    previous: str = ""
    periodicities: Mapping[int, str] | None = None

    def lines(self) -> list[Line]:
        """The free area from its first row to its last."""
        fill: dict[str, Callable[[], Iterator[Line]]] = {
            "mal": self._goals,
            "uppmarksamma": self._attention,
            "forandringar": self._changes,
            "uppdrag": self._uppdrag,
        }
        found: list[Line] = []
        for section in sections(self.basis.styrmodell):
            lines = list(fill[section.name]()) or [Line(layout.HINT, (self._nothing(section),))]
            found += [*opening(section, self._heading(section)), *lines, Line(layout.BLANK)]
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

    def _named(self, objekt: str, nr: str, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; the name alone where the styrmodell shows no numbers."""
        if not self.basis.styrmodell.numbers_shown:
            return namn
        return " ".join(filter(None, (capital(self.basis.label(objekt).one), nr, namn)))

    def _numbered(self, nr: str, namn: str) -> str:
        return f"{nr} {namn}".strip() if self.basis.styrmodell.numbers_shown else namn

    # Mål and delmål

    def _goals(self) -> Iterator[Line]:
        groups: dict[str, list[MalVerdict]] = {}
        for mal in self.assessment.mal:
            groups.setdefault(" ".join(mal.row.perspektiv.split()), []).append(mal)
        for perspektiv, several in groups.items():
            if perspektiv:
                yield Line(layout.GROUP, (f"Perspektiv: {perspektiv}",))
            for mal in several:
                yield Line(_GOAL, (self._named("Mål", mal.nr, mal.row.mal), None, *self._statuses(mal)))
                for delmal in self.assessment.delmal:
                    if delmal.row.mal == mal.nr:
                        yield self._delmal(delmal)
        known = {mal.nr for mal in self.assessment.mal}
        stray = [delmal for delmal in self.assessment.delmal if delmal.row.mal not in known]
        if stray:
            yield Line(layout.GROUP, (f"Hör inte till något {self.basis.label('Mål').one}",))
            yield from map(self._delmal, stray)

    def _delmal(self, delmal: DelmalVerdict) -> Line:
        return Line(_JUDGED, (None, self._named("Delmål", delmal.nr, delmal.row.delmal), *self._statuses(delmal)))

    def _statuses(self, verdict: MalVerdict | DelmalVerdict) -> tuple[Written, ...]:
        said = prognosis(verdict.prognos, self.basis.styrmodell) or None
        return (verdict.status, said, verdict.foregaende_status, verdict.beraknad)

    # What needs attention

    def _attention(self) -> Iterator[Line]:
        """Indikatorer that are not met or lack what they need, then aktiviteter that contribute nothing."""
        wanted = [one for one in self.assessment.indikatorer if one.status == "Inte" or one.standing == "missing"]
        for indikator in sorted(wanted, key=lambda one: _ORDER.get(one.status, len(_ORDER))):
            yield self._indikator(indikator)
        for aktivitet in self.assessment.aktiviteter:
            if aktivitet.bidrag == "inget" or aktivitet.standing == "missing":
                yield self._aktivitet(aktivitet)

    def _indikator(self, one: IndikatorVerdict) -> Line:
        values = (plain(one.utfall), plain(one.malvarde))
        looks = (
            "body",
            "body",
            "status",
            "body",
            *("body" if isinstance(value, str) else "number" for value in values),
        )
        ansvarig = one.row.ansvarig or self._ansvarig(one.row.delmal)
        return Line(looks, (self._numbered(one.nr, one.row.indikator), one.forklaring, one.status, ansvarig, *values))

    def _aktivitet(self, one: AktivitetVerdict) -> Line:
        name, ansvarig = self._numbered(one.nr, one.row.aktivitet), one.row.ansvarig or self._ansvarig(one.row.delmal)
        return Line(_ASSIGNED, (name, one.forklaring, one.row.status or "Ej bedömd", ansvarig))

    def _ansvarig(self, delmal: str) -> str | None:
        """A row belongs to its delmål's Ansvarig if it has none of its own."""
        return next((one.row.ansvarig for one in self.assessment.delmal if one.nr == delmal), None) or None

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

    # Uppdrag

    def _uppdrag(self) -> Iterator[Line]:
        for one in self.assessment.uppdrag:
            row = one.row
            yield Line(
                _ASSIGNED,
                (
                    self._numbered(row.nr, row.uppdrag),
                    row.analys,
                    row.status,
                    self._when(one),
                    row.uppdragsgivare,
                    row.ansvarig or row.riktas_till,
                ),
            )

    def _when(self, one: UppdragVerdict) -> str:
        """`Tertial`, and below it `senast 2024-12-31`."""
        written = (self.periodicities or {}).get(one.row.row) or cell(one, "periodicitet") or ""
        until = f"senast {one.row.slutdatum:%Y-%m-%d}" if one.row.slutdatum else ""
        return "\n".join(filter(None, (str(written), until)))
