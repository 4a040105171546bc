"""What a report is made from, and what things are called in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runxl.assessment.basis import LABEL_OF, Basis, basis_of
from runxl.assessment.historia import history_of
from runxl.assessment.model import Assessment
from runxl.assessment.verdicts import AktivitetVerdict, DelmalVerdict, IndikatorVerdict, MalVerdict
from runxl.check.rows import Checked
from runxl.output.report.words import MONTHS
from runxl.workbook.build.words import capital

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    checked: Checked
    assessment: Assessment
    basis: Basis

    @property
    def title(self) -> str:
        """`Årsrapport 2024`, `Delårsrapport per april 2024`."""
        period = self.basis.period
        name = f"Delårsrapport per {MONTHS[max(period.months) - 1]}" if self.basis.is_delar else period.name
        return " ".join(str(part) for part in (name or "Rapport", self.basis.ar) if part)

    @property
    def previous(self) -> str:
        """The report that changes are told against."""
        report = history_of(self.checked.historik, self.basis).report
        return f"{report[0].period} {report[0].ar}" if report else ""

    @property
    def words(self) -> dict[str, str]:
        """What stands in the braces of an outline."""
        labels = self.basis.styrmodell.labels
        many = {f"{name}_many": label.many for name, label in labels.items()}
        ar = self.basis.ar
        years = {"ar": str(ar or ""), "forra_aret": str(ar - 1) if ar else ""}
        return {**many, "Mal_many": capital(labels["mal"].many), **years}

    def one(self, level: str) -> str:
        """`Delmål`, `Framgångsfaktor`: a level's word, as a header or first in a heading."""
        return capital(self.basis.styrmodell.labels[level].one)

    def many(self, level: str) -> str:
        return capital(self.basis.styrmodell.labels[level].many)

    def heading(self, objekt: str, nr: str, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; `Framgångsfaktor: …` where the styrmodell shows no numbers."""
        word = capital(self.basis.styrmodell.labels[LABEL_OF[objekt]].one)
        name = " ".join(namn.split())
        if self.basis.styrmodell.numbers_shown:
            return " ".join(filter(None, (word, nr, name)))
        return name if objekt == "Mål" else f"{word}: {name}"

    def numbered(self, nr: str, namn: str) -> str:
        return f"{nr} {namn}".strip() if self.basis.styrmodell.numbers_shown else namn

    def short(self, objekt: str, nr: str, namn: str) -> str:
        """`delmål 3.2`, for captions and the list of what is missing; the name where no numbers are shown."""
        word = self.basis.label(objekt).one
        return f"{word} {nr}" if self.basis.styrmodell.numbers_shown else f"{word}: {' '.join(namn.split())}"

    def caption(self, level: str, objekt: str, nr: str) -> str:
        """`Indikatorer för delmål 3.2`; without numbers `Styrmått`: the heading above has the name."""
        shown = self.basis.styrmodell.numbers_shown
        return f"{self.many(level)} för {self.basis.label(objekt).one} {nr}" if shown else self.many(level)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table that is not assessed, which say something."""
        return [
            row
            for row in self.checked.other.get(table, ())
            if any(said not in (None, "") for name, said in row.items() if name != "row")
        ]

    # What belongs to what

    def by_perspective(self) -> dict[str, list[MalVerdict]]:
        """The mål under their perspektiv, in the sheet's order; all under an empty one where there are none."""
        groups: dict[str, list[MalVerdict]] = {}
        for mal in self.assessment.mal:
            groups.setdefault(" ".join(mal.row.perspektiv.split()), []).append(mal)
        return groups

    def delmal_of(self, mal: MalVerdict) -> list[DelmalVerdict]:
        return [one for one in self.assessment.delmal if mal.nr and one.row.mal == mal.nr]

    def stray_delmal(self) -> list[DelmalVerdict]:
        """Delmål of a mål that is not there; they are not left out."""
        known = {mal.nr for mal in self.assessment.mal}
        return [one for one in self.assessment.delmal if one.row.mal not in known]

    def indikatorer_of(self, delmal: DelmalVerdict) -> list[IndikatorVerdict]:
        return [one for one in self.assessment.indikatorer if delmal.nr and one.row.delmal == delmal.nr]

    def stray_indikatorer(self) -> list[IndikatorVerdict]:
        known = {delmal.nr for delmal in self.assessment.delmal}
        return [one for one in self.assessment.indikatorer if one.row.delmal not in known]

    def aktiviteter_by_delmal(self) -> Iterator[tuple[str, Sequence[AktivitetVerdict]]]:
        """The delmål's headings with their aktiviteter, in the order of the delmål; then those without a delmål."""
        names = {one.nr: self.numbered(one.nr, one.row.delmal) for one in self.assessment.delmal}
        groups: dict[str, list[AktivitetVerdict]] = {nr: [] for nr in names}
        for aktivitet in self.assessment.aktiviteter:
            groups.setdefault(aktivitet.row.delmal, []).append(aktivitet)
        yield from ((names.get(nr, nr), several) for nr, several in groups.items() if several)


def source_of(checked: Checked, assessment: Assessment) -> Source:
    return Source(checked, assessment, basis_of(checked.settings, assessment.period or None))
