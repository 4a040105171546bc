"""What an assessment is made of: verdicts, each with its reason as data and as Swedish text.

What there is one of for each row is a NamedTuple, since there may be a hundred thousand of them; nobody reads it by
place. The texts are written when somebody reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from runxl.assessment.history import DROPPED
from runxl.assessment.reason_parts import Orsak, Standing, Words
from runxl.assessment.trend import in_words
from runxl.assessment.why import BeginsLater, Contributes, Dropped, FollowedOnly, Hinder, NotDue, Reason, texts
from runxl.check.rows import KONTROLLMATT, Aktivitet, Historik, Indikator, Uppdrag
from runxl.contract.scale import NOT_NOW, Scale
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
    """Its rows in Tidigare perioder of earlier periods, the latest first."""

    measured: bool = False
    """Its Utfall counts: it is followed, due and measured anew, and the row has no fault."""

    lamnas_nu: str = ""
    """Ja where an outcome is awaited in the period, else the months in which it is."""

    @property
    def forklaring(self) -> str:
        """The reason in Swedish, as it stands on the row."""
        return texts([self.reason])[0]

    @property
    def standing(self) -> Standing:
        """`assessed`, `missing` (it blocks Helt above) or `excluded` (it does not exist there)."""
        return self.reason.standing

    @property
    def not_due(self) -> bool:
        """Whether it is not to be measured in the period: nothing is missing."""
        return isinstance(self.reason, NotDue)

    @property
    def told(self) -> str:
        """Its status as it is told and counted, where what is not due is told apart."""
        return NOT_NOW if self.not_due else self.status

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
        """What Tidigare perioder remembers as Beräknad status."""
        return DROPPED if self.row.lage == DROPPED else self.status

    @property
    def counts(self) -> bool:
        """Whether it is one of the indikatorer that the summary counts."""
        return not isinstance(self.reason, (FollowedOnly, Dropped))

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

    @property
    def stands(self) -> str:
        """How it stands, in a word or two."""
        if self.standing == "assessed":
            return self.status
        return in_words(self.utveckling) or self.lacks

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
        row, label = self.row, words["Aktivitet" if self.is_aktivitet else "Indikator"]
        if isinstance(self.reason, FollowedOnly):
            label = KONTROLLMATT.lower()
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

    @property
    def not_due(self) -> bool:
        """Whether it begins later, or nobody is asked: nothing is missing."""
        return isinstance(self.reason, BeginsLater | NotDue)

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

    @property
    def stands(self) -> str:
        """How it stands, in a word or two."""
        return self.row.status if self.standing == "assessed" else self.lacks

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
        row, missing = self.row, self.standing != "assessed"
        why = self.lacks if missing else row.status
        return Orsak("Aktivitet", row.nr, why, row.aktivitet, words["Aktivitet"], missing)

    @property
    def historik_status(self) -> str:
        """What Tidigare perioder remembers as Beräknad status."""
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
        """What Tidigare perioder remembers as Beräknad status."""
        return self.row.status
