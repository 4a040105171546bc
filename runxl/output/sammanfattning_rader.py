"""Sammanfattning's lists of rows: what needs attention, every indikator with its arrow, and the uppdrag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from runxl.assessment.basis import Basis
from runxl.assessment.model import Assessment, cell
from runxl.assessment.typer import ANSWERS
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict, UppdragVerdict, plain
from runxl.contract.load import contract
from runxl.workbook.build import layout
from runxl.workbook.build.layout import Looks
from runxl.workbook.build.sections import Line
from runxl.workbook.build.words import capital

_ASSIGNED: Looks = ("body", "body", "status", "body", "body", "body")
_ORDER = {"Inte": 0, "Ej bedömd": 1}
_ORDINARY = ("", "Indikator", "Styrmått")
_MOVED = {"↑": "Bättre", "→": "Oförändrat", "↓": "Sämre"}
_ANY = {"neutrum": "något", "utrum": "någon"}


@dataclass(frozen=True, slots=True)
class Names:
    """What objects are called, in the styrmodell's words, with their numbers where it shows them."""

    basis: Basis

    def named(self, objekt: str, nr: str, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; the name alone where the styrmodell shows no numbers."""
        if not self.basis.styrmodell.numbers_shown:
            return namn
        return " ".join(filter(None, (capital(self.basis.label(objekt).one), nr, namn)))

    def numbered(self, nr: str, namn: str) -> str:
        return f"{nr} {namn}".strip() if self.basis.styrmodell.numbers_shown else namn

    def short(self, objekt: str, nr: str, namn: str) -> str:
        """`Regionmål 3`, or the name where the styrmodell shows no numbers."""
        return f"{capital(self.basis.label(objekt).one)} {nr}" if self.basis.styrmodell.numbers_shown else namn

    @property
    def homeless(self) -> str:
        """The heading above what hangs on no mål."""
        label = self.basis.label("Mål")
        return f"Hör inte till {_ANY[label.gender]} {label.one}"


@dataclass(frozen=True, slots=True)
class RowLists:
    """`periodicities`: what the controller wrote as an uppdrag's Periodicitet, by row."""

    assessment: Assessment
    names: Names
    periodicities: Mapping[int, str] = field(default_factory=dict)

    def attention(self) -> Iterator[Line]:
        """Indikatorer not met or lacking what they need, aktiviteter that contribute nothing, uppdrag that are late."""
        wanted = [one for one in self.assessment.indikatorer if one.status == "Inte" or one.standing == "missing"]
        for indikator in sorted(wanted, key=lambda one: _ORDER.get(one.status, len(_ORDER))):
            yield self._indikator(indikator)
        for aktivitet in self.assessment.aktiviteter:
            if aktivitet.bidrag == "inget" or aktivitet.standing == "missing":
                yield self._aktivitet(aktivitet)
        for uppdrag in self.assessment.uppdrag:
            if uppdrag.overdue:
                yield self._late(uppdrag)

    def indikatorer(self) -> Iterator[Line]:
        """Under their mål, in the sheet's order; those that hang on none stand last."""
        mal_of = {delmal.nr: delmal.row.mal for delmal in self.assessment.delmal}
        headings = {mal.nr: self.names.named("Mål", mal.nr, mal.row.mal) for mal in self.assessment.mal}
        groups: dict[str, list[IndikatorVerdict]] = {heading: [] for heading in headings.values()}
        for one in self.assessment.indikatorer:
            heading = headings.get(mal_of.get(one.row.delmal, ""), self.names.homeless)
            groups.setdefault(heading, []).append(one)
        for heading, several in groups.items():
            if several:
                yield Line(layout.GROUP, (heading,))
                yield from map(self._moved, several)

    def uppdrag(self) -> Iterator[Line]:
        """Those from the same giver stand together, in the order of the dropdown."""
        givers = contract().codelists["uppdragsgivare"].values
        places = {giver: place for place, giver in enumerate(givers)}
        for one in sorted(self.assessment.uppdrag, key=lambda one: places.get(one.row.uppdragsgivare, len(places))):
            row = one.row
            name, who = self.names.numbered(row.nr, row.uppdrag), row.ansvarig or row.riktas_till
            yield Line(_ASSIGNED, (name, row.analys, row.status, self._when(one), row.uppdragsgivare, who))

    def _indikator(self, one: IndikatorVerdict) -> Line:
        values = (plain(one.utfall), plain(one.malvarde))
        last = ("body" if isinstance(value, str) else "number" for value in values)
        name, ansvarig = self.names.numbered(one.nr, one.row.indikator), self._ansvarig(one)
        return Line(("body", "body", "status", "body", *last), (name, one.forklaring, one.status, ansvarig, *values))

    def _moved(self, one: IndikatorVerdict) -> Line:
        """As in `_indikator`, with the arrow; what is no ordinary indikator says what it is."""
        line = self._indikator(one)
        name, why, status, _, utfall, malvarde = line.values
        kind = "" if one.row.slag in _ORDINARY else f"{one.row.slag}: "
        arrow = f"{one.utveckling} {_MOVED[one.utveckling]}" if one.utveckling else None
        # A bare Delvis would be taken for a status, and be marked as one.
        said = f"Svar: {utfall}" if utfall in ANSWERS else utfall
        return Line(line.looks, (f"{kind}{name}", why, status, arrow, said, malvarde))

    def _aktivitet(self, one: AktivitetVerdict) -> Line:
        name = self.names.numbered(one.nr, one.row.aktivitet)
        return Line(_ASSIGNED, (name, one.forklaring, one.row.status or "Ej bedömd", self._ansvarig(one)))

    def _late(self, one: UppdragVerdict) -> Line:
        row = one.row
        why = f"Slutdatum {row.slutdatum:%Y-%m-%d} har passerat, och statusen är inte Klar."
        who = row.ansvarig or row.riktas_till or None
        return Line(_ASSIGNED, (self.names.numbered(row.nr, row.uppdrag), why, row.status or "Ej bedömd", who))

    def _ansvarig(self, one: IndikatorVerdict | AktivitetVerdict) -> str | None:
        """A row belongs to its delmål's Ansvarig if it has none of its own."""
        own = one.row.ansvarig
        return own or next((up.row.ansvarig for up in self.assessment.delmal if up.nr == one.row.delmal), None) or None

    def _when(self, one: UppdragVerdict) -> str:
        """`Tertial`, and below it `senast 2024-12-31`."""
        written = self.periodicities.get(one.row.row) or cell(one, "periodicitet") or ""
        until = f"senast {one.row.slutdatum:%Y-%m-%d}" if one.row.slutdatum else ""
        return "\n".join(filter(None, (str(written), until)))
