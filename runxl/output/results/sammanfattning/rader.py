"""Sammanfattning's lists of rows: what needs attention, every indikator with its arrow, and the uppdrag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from runxl.assessment import attention as uppmarksamma
from runxl.assessment.assessed import cell
from runxl.assessment.trend import in_words
from runxl.assessment.typer import ANSWERS
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict, UppdragVerdict, plain
from runxl.output.said.source import Source
from runxl.template.sections import Line
from runxl.workbook import places as layout
from runxl.workbook.places import Looks

_ASSIGNED: Looks = ("body", "body", "status", "body", "body", "body")


@dataclass(frozen=True, slots=True)
class RowLists:
    """`periodicities`: what the controller wrote as an uppdrag's Periodicitet, by row."""

    source: Source
    periodicities: Mapping[int, str] = field(default_factory=dict)

    def attention(self) -> Iterator[Line]:
        """Indikatorer not met or lacking what they need, aktiviteter that contribute nothing, uppdrag that are late."""
        yield from map(self._indikator, uppmarksamma.indikatorer(self.source.assessment))
        yield from map(self._aktivitet, uppmarksamma.aktiviteter(self.source.assessment))
        yield from map(self._late, uppmarksamma.uppdrag(self.source.assessment))

    def indikatorer(self) -> Iterator[Line]:
        """Under their mål, in the sheet's order; those that hang on none stand last."""
        assessment = self.source.assessment
        mal_of = {delmal.nr: delmal.row.mal for delmal in assessment.delmal}
        headings = {mal.nr: self.source.named("mal", mal.nr, mal.row.mal) for mal in assessment.mal}
        groups: dict[str, list[IndikatorVerdict]] = {heading: [] for heading in headings.values()}
        for one in assessment.indikatorer:
            heading = headings.get(mal_of.get(one.row.delmal, ""), self.source.homeless("mal"))
            groups.setdefault(heading, []).append(one)
        for heading, several in groups.items():
            if several:
                yield Line(layout.GROUP, (heading,))
                yield from map(self._moved, several)

    def uppdrag(self) -> Iterator[Line]:
        """Those from the same giver stand together."""
        for several in self.source.uppdrag_by_giver().values():
            for one in several:
                row = one.row
                name, who = self.source.numbered(row.nr, row.uppdrag), row.ansvarig or row.riktas_till
                yield Line(_ASSIGNED, (name, row.analys, row.status, self._when(one), row.uppdragsgivare, who))

    def _indikator(self, one: IndikatorVerdict) -> Line:
        values = (plain(one.utfall), plain(one.malvarde))
        last = ("body" if isinstance(value, str) else "number" for value in values)
        name, ansvarig = self.source.numbered(one.nr, one.row.indikator), self.source.owner(one)
        return Line(("body", "body", "status", "body", *last), (name, one.forklaring, one.status, ansvarig, *values))

    def _moved(self, one: IndikatorVerdict) -> Line:
        """As in `_indikator`, with the arrow; what is no ordinary indikator says what it is."""
        line = self._indikator(one)
        name, why, status, _, utfall, malvarde = line.values
        # A bare Delvis would be taken for a status, and be marked as one.
        said = f"Svar: {utfall}" if utfall in ANSWERS else utfall
        return Line(
            line.looks,
            (f"{self.source.kind(one)}{name}", why, status, in_words(one.utveckling) or None, said, malvarde),
        )

    def _aktivitet(self, one: AktivitetVerdict) -> Line:
        name = self.source.numbered(one.nr, one.row.aktivitet)
        return Line(_ASSIGNED, (name, one.forklaring, one.row.status or "Ej bedömd", self.source.owner(one)))

    def _late(self, one: UppdragVerdict) -> Line:
        row = one.row
        why = f"Slutdatum {row.slutdatum:%Y-%m-%d} har passerat, och statusen är inte Klar."
        who = row.ansvarig or row.riktas_till or None
        return Line(_ASSIGNED, (self.source.numbered(row.nr, row.uppdrag), why, row.status or "Ej bedömd", who))

    def _when(self, one: UppdragVerdict) -> str:
        """`Tertial`, and below it `senast 2024-12-31`."""
        written = self.periodicities.get(one.row.row) or cell(one, "periodicitet") or ""
        until = f"senast {one.row.slutdatum:%Y-%m-%d}" if one.row.slutdatum else ""
        return "\n".join(filter(None, (str(written), until)))
