"""What an assessment is made of: verdicts, each with its reason as data and as Swedish text.

What there is one of for each row is a NamedTuple, since there may be a hundred thousand of them; nobody reads it by
place. The texts are written when somebody reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.history import DROPPED
from runxl.assessment.values import Child, Names, Orsak, Standing, Words
from runxl.assessment.why import Contributes, Dropped, Hinder, Kontrollmatt, Reason, texts
from runxl.assessment.why_rolled_up import Weighed, decided
from runxl.check.rows import Aktivitet, Delmal, Historik, Indikator, Mal, Uppdrag
from runxl.contract.scale import NONE, Scale, slug
from runxl.measure.typ import Judged
from runxl.measure.values import Value, plain
from runxl.svenska import percent


class IndikatorVerdict(NamedTuple):
    """An indikator: `malvarde` is the target that was used (Periodmål in a delårsrapport).

    `maluppfyllelse` is the exact share; none where a share means nothing, as for Ja/Nej.
    """

    row: Indikator
    status: str
    reason: Reason
    malvarde: Value = None
    utfall: Value = None
    maluppfyllelse: Decimal | None = None
    andel: float | None = None
    """The share as it is shown."""

    utveckling: str = ""
    foregaende_status: str | None = None
    past: Sequence[Historik] = ()
    """Its rows in Historik of earlier periods, the latest first."""

    @property
    def forklaring(self) -> str:
        """The reason in Swedish, as it stands on the row."""
        return texts([self.reason])[0]

    @property
    def standing(self) -> Standing:
        """`assessed`, `missing` (it blocks Helt above) or `excluded` (it does not exist there)."""
        return self.reason.standing

    @property
    def projektion(self) -> Decimal | None:
        """Where the year ends at the same pace; information that is never counted."""
        return self.reason.projection if isinstance(self.reason, Judged) else None

    @property
    def objekt(self) -> str:
        return "Indikator"

    @property
    def nr(self) -> str:
        return self.row.nr

    @property
    def namn(self) -> str:
        return self.row.indikator

    @property
    def historik_status(self) -> str:
        """What Historik remembers as Beräknad status."""
        return DROPPED if self.row.lage == DROPPED else self.status

    @property
    def counts(self) -> bool:
        """Whether it is one of the indikatorer that the summary counts: an aktivitet among them is not."""
        return not self.is_aktivitet and not isinstance(self.reason, (Kontrollmatt, Dropped))

    @property
    def is_aktivitet(self) -> bool:
        """Some styrmodeller have their aktiviteter as rows among the indikatorer."""
        return self.row.slag == "Aktivitet"

    def adds(self, scale: Scale) -> str:
        """What it adds to its delmål: fullt, delvis, inget or empty."""
        return scale.bidrag(self.status)

    @property
    def lacks(self) -> str:
        """What keeps it from being assessed, with the codes of the row's faults; empty if it is assessed."""
        return self.reason.lacks if isinstance(self.reason, Hinder) else ""

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
        row, label = self.row, words["Aktivitet" if self.is_aktivitet else "Indikator"]
        if self.standing != "assessed":
            return Orsak("Indikator", row.nr, self.lacks, row.indikator, label, True)
        share = "" if self.andel is None else f" ({percent(Decimal(str(self.andel)))})"
        return Orsak("Indikator", row.nr, f"{self.status}{share}", row.indikator, label)

    def to_dict(self) -> dict[str, Any]:
        return {
            "nr": self.row.nr or None,
            "delmal": self.row.delmal or None,
            "typ": self.row.typ or None,
            "malvarde": plain(self.malvarde),
            "utfall": plain(self.utfall),
            "maluppfyllelse": self.andel,
            "status": self.status,
            "utveckling": self.utveckling or None,
            "forklaring": self.forklaring,
        }


class AktivitetVerdict(NamedTuple):
    """An aktivitet and what it adds to its delmål: `bidrag` is fullt, delvis, inget or empty."""

    row: Aktivitet
    reason: Contributes | Hinder
    bidrag: str = ""

    @property
    def forklaring(self) -> str:
        """The reason in Swedish."""
        return f"Räknas inte: {self.lacks}" if isinstance(self.reason, Hinder) else self.reason.text

    @property
    def standing(self) -> Standing:
        return self.reason.standing

    def adds(self, _: Scale) -> str:
        """By the styrmodell's word on its status, and not by any level."""
        return self.bidrag

    @property
    def objekt(self) -> str:
        return "Aktivitet"

    @property
    def nr(self) -> str:
        return self.row.nr

    @property
    def namn(self) -> str:
        return self.row.aktivitet

    @property
    def lacks(self) -> str:
        """What keeps it from contributing, with the codes of the row's faults; empty if it contributes."""
        return self.reason.lacks if isinstance(self.reason, Hinder) else ""

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
        row, missing = self.row, self.standing != "assessed"
        why = self.lacks if missing else row.status
        return Orsak("Aktivitet", row.nr, why, row.aktivitet, words["Aktivitet"], missing)

    @property
    def historik_status(self) -> str:
        """What Historik remembers as Beräknad status."""
        return DROPPED if self.row.lage == DROPPED else self.row.status

    def to_dict(self) -> dict[str, Any]:
        return {
            "nr": self.row.nr or None,
            "delmal": self.row.delmal or None,
            "status": self.row.status or None,
            "bidrag": self.bidrag or None,
        }


class UppdragVerdict(NamedTuple):
    """An uppdrag, which is listed but not assessed.

    `overdue`: its Slutdatum passed before the period's last day, and it is not Klar.
    """

    row: Uppdrag
    overdue: bool = False

    @property
    def objekt(self) -> str:
        return "Uppdrag"

    @property
    def nr(self) -> str:
        return self.row.nr

    @property
    def namn(self) -> str:
        return self.row.uppdrag

    @property
    def historik_status(self) -> str:
        """What Historik remembers as Beräknad status."""
        return self.row.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Bedomning:
    """A mål's or delmål's verdict: what was computed, what was decided, and `status`, the one that counts."""

    row: Mal | Delmal
    beraknad: str | None
    """What the rules give; None where the styrmodell does not assess the level."""

    faststalld: str | None
    """What a person has decided, if anybody has."""

    unmotivated: bool
    """What is decided needs a motive that is not there: until it is, the computed status counts."""

    status: str | None
    """The one that counts: the decided, else the computed."""

    standing: Standing
    prognos: str | None
    foregaende_status: str | None
    beraknad_vid_beslut: str | None
    """The computed status that the decision was made against."""

    weighed: Weighed = field(repr=False)
    """What it was computed from."""

    names: Names = field(repr=False)
    """What the styrmodell calls things, for the texts."""

    @property
    def deciding(self) -> tuple[Child, ...]:
        """The verdicts that decided, in order."""
        return self.weighed.deciding

    @property
    def words(self) -> Words:
        """What the styrmodell calls them."""
        return self.names.words

    @property
    def grund(self) -> str:
        """Why the computed status is what it is, also when another was decided."""
        with arithmetic():
            return self.weighed.grund(self.names)

    @property
    def forklaring(self) -> str:
        """Why the status is what it is; empty where the styrmodell does not assess the level."""
        if self.beraknad is None:
            return ""
        return decided(self.row, self.faststalld, self.beraknad, self.grund, unmotivated=self.unmotivated)

    @property
    def orsaker(self) -> tuple[Orsak, ...]:
        """The children that decided."""
        with arithmetic():
            return tuple([child.orsak(self.words) for child in self.deciding])

    def faces(self) -> dict[str, Any]:
        """What mål and delmål have in common in JSON."""
        return {
            "beraknad": self.beraknad,
            "faststalld": self.faststalld,
            "status": self.status,
            "prognos": self.prognos,
            "forklaring": self.forklaring,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MalVerdict(Bedomning):
    """A mål, as its delmål make it or as somebody has decided."""

    row: Mal

    @property
    def objekt(self) -> str:
        return "Mål"

    @property
    def nr(self) -> str:
        return self.row.nr

    @property
    def namn(self) -> str:
        return self.row.mal

    def to_dict(self) -> dict[str, Any]:
        return {"nr": self.row.nr or None, "mal": self.row.mal or None, **self.faces()}


@dataclass(frozen=True, slots=True, kw_only=True)
class DelmalVerdict(Bedomning):
    """A delmål, as its indikatorer and aktiviteter make it or as somebody has decided."""

    row: Delmal

    @property
    def objekt(self) -> str:
        return "Delmål"

    @property
    def nr(self) -> str:
        return self.row.nr

    @property
    def namn(self) -> str:
        return self.row.delmal

    def adds(self, scale: Scale) -> str:
        """What it adds to its mål, by the status that counts: fullt, delvis, inget or empty."""
        return scale.bidrag(self.status)

    @property
    def lacks(self) -> str:
        """Nothing: a delmål is cited by its status, also when that is Ej bedömd."""
        return ""

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
        return Orsak("Delmål", self.nr, self.status or NONE, self.row.delmal, words["Delmål"])

    def to_dict(self) -> dict[str, Any]:
        head = {name: getattr(self.row, name) or None for name in ("nr", "mal", "delmal")}
        return {**head, **self.faces(), "orsaker": [one.to_dict() for one in self.orsaker]}


class Change(NamedTuple):
    """Something that is not as it was in the report before. `apart`: to or from Ej bedömd, listed by itself."""

    kind: str
    objekt: str
    nr: str
    text: str
    before: str | None = None
    after: str | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of a kind of object, and how many of each status, by its word and in the scale's order."""

    antal: int = 0
    by_status: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, status: str) -> int:
        return self.by_status.get(status, 0)

    def to_dict(self) -> dict[str, int]:
        return {"antal": self.antal, **{slug(status): number for status, number in self.by_status.items()}}


class UppdragCounts(NamedTuple):
    """How many uppdrag there are, and how many of each status; those without one count in `antal` alone."""

    antal: int = 0
    klar: int = 0
    pagaende: int = 0
    ej_paborjad: int = 0

    def to_dict(self) -> dict[str, int]:
        return self._asdict()


class Totals(NamedTuple):
    """What the headlines of a summary count: `mal`, `delmal`, `indikatorer` and `uppdrag`."""

    mal: Counts = Counts()
    delmal: Counts = Counts()
    indikatorer: Counts = Counts()
    uppdrag: UppdragCounts = UppdragCounts()

    @property
    def by_level(self) -> dict[str, Counts]:
        """Of what is assessed, by the styrmodell's names for the levels."""
        return {"mal": self.mal, "delmal": self.delmal, "indikator": self.indikatorer}

    def to_dict(self) -> dict[str, dict[str, int]]:
        return {level: counts.to_dict() for level, counts in self._asdict().items()}
