"""A workbook as all that is written about it sees it: its verdicts, its words, and what belongs under what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import Basis, basis_of
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict, UppdragVerdict
from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Dokument
from runxl.contract.vocabulary import DataRow
from runxl.output.said.unassessed import says_something
from runxl.svenska import capital, uncapital

_ORDINARY = ("", "Indikator", "Styrmått")
PLANS: Sequence[Dokument] = ("underlag", "namndplan")
_ANY = {"neutrum": "något", "utrum": "någon"}


@dataclass(frozen=True, slots=True)
class Source:
    """`level` is the styrmodell's name for a kind of object: mal, delmal, indikator, aktivitet, uppdrag."""

    checked: Checked
    assessment: Assessment
    basis: Basis
    owners: Mapping[str, str]
    """Each delmål's Ansvarig by its Nr."""

    below_mal: Mapping[str, Sequence[DelmalVerdict]]
    below: Mapping[str, Sequence[IndikatorVerdict]]
    """By the Nr that they refer to, of a delmål or an uppdrag, whether there is such a one or not."""

    delmal_nrs: frozenset[str]
    asked_for: Dokument | Literal[""] = ""
    """The kind of document that is asked for, if it is not the period's own."""

    @classmethod
    def of(cls, checked: Checked, assessment: Assessment) -> Self:
        basis = basis_of(checked.settings)
        owners = {row.nr: row.ansvarig or row.riktas_till for row in checked.uppdrag}
        owners |= {row.nr: row.ansvarig for row in checked.delmal}
        by_mal, below = defaultdict(list), defaultdict(list)
        for delmal in assessment.delmal:
            by_mal[delmal.row.mal].append(delmal)
        for indikator in assessment.indikatorer:
            below[indikator.row.delmal].append(indikator)
        return cls(checked, assessment, basis, owners, by_mal, below, frozenset(one.nr for one in assessment.delmal))

    @property
    def document(self) -> Dokument:
        """The kind of document that is made."""
        return self.asked_for or self.basis.period.kind

    @property
    def plan(self) -> bool:
        """A plan has no outcome and no verdicts to show."""
        return self.document in PLANS

    @property
    def forecasts_given(self) -> bool:
        """Whether a column of prognoses says anything. At the year's end it says what the status is."""
        judged = (*self.assessment.mal, *self.assessment.delmal)
        return not self.basis.is_delar or any(one.prognos for one in judged)

    def statuses(self) -> list[str]:
        """The scale's words, and of those beside it what something has: a legend explains no mark that is not there."""
        counts = self.assessment.counts.told(self.basis.styrmodell).values()
        scale = self.basis.scale
        return [one for one in scale.marks if scale.level(one) or any(told[one] for told in counts)]

    def perspectives(self) -> list[str]:
        """In the order of the mål; none where the styrmodell has no such level."""
        if "perspektiv" not in self.basis.styrmodell.levels:
            return []
        return [one for one in self.by_perspective() if one]

    def rows(self, table: str) -> tuple[DataRow, ...]:
        """The rows of a table that is not assessed, if they say something."""
        return tuple(row for row in self.checked.other.get(table, ()) if says_something(row))

    def standing(self, table: str) -> Sequence[DataRow]:
        """The rows of any table as they stand, assessed or not."""
        typed = getattr(self.checked, table, None)
        return self.rows(table) if typed is None else [row._asdict() for row in typed]

    # What things are called

    def one(self, level: str) -> str:
        """`Delmål`, `Framgångsfaktor`: a level's word, as a header or first in a heading."""
        return capital(self.basis.styrmodell.labels[level].one)

    def many(self, level: str) -> str:
        return capital(self.basis.styrmodell.labels[level].many)

    def named(self, level: str, nr: str, namn: str) -> str:
        """`Delmål 3.2 RUN investerar …`; the name alone where the styrmodell shows no numbers."""
        return self.basis.styrmodell.named(level, nr, namn)

    def numbered(self, nr: str, namn: str) -> str:
        return self.basis.styrmodell.numbered(nr, namn)

    def kind(self, one: IndikatorVerdict) -> str:
        """`Kontrollmått: ` before the name of what is no ordinary indikator."""
        return "" if one.row.slag in _ORDINARY else f"{one.row.slag}: "

    def uppdrag_from(self, giver: str) -> str:
        """`Uppdrag från fullmäktige till nämnd`."""
        many = self.basis.styrmodell.labels["uppdrag"].many
        return f"{capital(many)} från {uncapital(giver)}" if giver else f"Övriga {many}"

    def mal_in_short(self) -> dict[str, str]:
        """`Regionmål 3` by its Nr, or the name where the styrmodell shows no numbers."""
        shown, word = self.basis.styrmodell.numbers_shown, self.one("mal")
        return {mal.nr: f"{word} {mal.nr}" if shown else mal.row.mal for mal in self.assessment.mal}

    def homeless(self, level: str) -> str:
        """The heading above what hangs on nothing of that level."""
        label = self.basis.styrmodell.labels[level]
        return f"Hör inte till {_ANY[label.gender]} {label.one}"

    def owner(self, one: IndikatorVerdict | AktivitetVerdict) -> str | None:
        """A row belongs to the Ansvarig of its delmål, or uppdrag, if it has none of its own."""
        return one.row.ansvarig or self.owners.get(one.row.delmal) or None

    def no_changes(self) -> str:
        """Where no change is told of: not that nothing has changed when nobody has answered."""
        if not self.assessment.previous:
            return "Ingen tidigare rapport att jämföra med."
        if not self.assessment.begun:
            return "Ingen har svarat i perioden än."
        return f"Ingenting har förändrats sedan {self.assessment.previous}."

    # What belongs to what

    def by_perspective(self) -> dict[str, list[MalVerdict]]:
        """The mål under their perspektiv, in the sheet's order; all under an empty one where there are none."""
        groups: dict[str, list[MalVerdict]] = {}
        for mal in self.assessment.mal:
            groups.setdefault(" ".join(mal.row.perspektiv.split()), []).append(mal)
        return groups

    def delmal_of(self, mal: MalVerdict) -> Sequence[DelmalVerdict]:
        return self.below_mal.get(mal.nr, ()) if mal.nr else ()

    def judged(self) -> Iterator[tuple[str, MalVerdict | DelmalVerdict]]:
        """Every mål with its delmål below it, strays last; with each its level."""
        for mal in self.assessment.mal:
            yield "mal", mal
            yield from (("delmal", one) for one in self.delmal_of(mal))
        yield from (("delmal", one) for one in self.stray_delmal())

    def stray_delmal(self) -> Sequence[DelmalVerdict]:
        """Delmål of a mål that is not there; they are not left out."""
        known = {mal.nr for mal in self.assessment.mal}
        return [one for one in self.assessment.delmal if one.row.mal not in known]

    def indikatorer_of(self, delmal: DelmalVerdict) -> Sequence[IndikatorVerdict]:
        return self.below.get(delmal.nr, ()) if delmal.nr else ()

    def measures_of(self, uppdrag: UppdragVerdict) -> Sequence[IndikatorVerdict]:
        """The indikatorer that belong to an uppdrag, and so to no delmål."""
        is_own = uppdrag.nr and uppdrag.nr not in self.delmal_nrs
        return self.below.get(uppdrag.nr, ()) if is_own else ()

    def stray_indikatorer(self) -> Sequence[IndikatorVerdict]:
        known = {one.nr for several in (self.assessment.delmal, self.assessment.uppdrag) for one in several}
        return [one for one in self.assessment.indikatorer if one.row.delmal not in known]

    def goals_of_all(self) -> dict[str, str]:
        """The mål that each Nr belongs to, of a mål, a delmål and what hangs on a delmål."""
        found = self.assessment
        belongs = {one.nr: one.nr for one in found.mal} | {one.nr: one.row.mal for one in found.delmal}
        belongs |= {one.nr: belongs.get(one.row.delmal, "") for one in found.indikatorer}
        return belongs | {one.nr: belongs.get(one.row.delmal, "") for one in found.aktiviteter}

    def uppdrag_by_giver(self) -> dict[str, list[UppdragVerdict]]:
        """In the order of the dropdown; those from nobody that it knows stand last, under an empty name."""
        groups: dict[str, list[UppdragVerdict]] = {giver: [] for giver in contract().codelists["uppdragsgivare"].values}
        groups[""] = []
        for one in self.assessment.uppdrag:
            groups[one.row.uppdragsgivare if one.row.uppdragsgivare in groups else ""].append(one)
        return {giver: several for giver, several in groups.items() if several}
