"""Why a row has the verdict that it has: one value per kind of reason, which knows its words in Swedish.

What a Typ has judged is `Judged`; here is all else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.reason_parts import Standing
from runxl.check.rows import Aktivitet, Indikator
from runxl.contract.wording import ADDS
from runxl.measure.typ import Judged
from runxl.svenska import listed

COLUMNS = {
    "malvarde": "målvärde", "malvarde_max": "målvärde max", "utgangsvarde": "utgångsvärde", "enhet": "enhet",
    "typ": "typ", "utfall": "utfall", "status": "status",
}  # fmt: skip


class Carried(NamedTuple):
    """Ingen ny mätning: the status of an earlier report stands."""

    status: str
    period: str
    ar: int

    @property
    def standing(self) -> Standing:
        return "assessed"

    @property
    def text(self) -> str:
        return f"Ingen ny mätning: statusen från {self.period} {self.ar} står kvar → {self.status}"


class Contributes(NamedTuple):
    """What the status of an aktivitet adds to its delmål."""

    status: str
    bidrag: str

    @property
    def standing(self) -> Standing:
        return "assessed"

    @property
    def text(self) -> str:
        return f"{self.status} → {ADDS[self.bidrag]}"


@dataclass(frozen=True, slots=True)
class Hinder:
    """What stands in the way of a verdict. `codes` are those of the row's faults."""

    codes: tuple[str, ...] = ()
    standing: ClassVar[Standing] = "missing"
    words: ClassVar[str]

    @property
    def lacking(self) -> str:
        """`utfall saknas`."""
        return self.words

    @property
    def lacks(self) -> str:
        """The same with the codes."""
        return f"{self.lacking} ({', '.join(dict.fromkeys(self.codes))})" if self.codes else self.lacking

    @property
    def text(self) -> str:
        return f"Ej bedömd: {self.lacks}"


class FollowedOnly(Hinder):
    standing: ClassVar[Standing] = "excluded"
    words: ClassVar[str] = "kontrollmått följs utan målvärde"


class Dropped(Hinder):
    standing: ClassVar[Standing] = "excluded"
    words: ClassVar[str] = "följs ej upp"


@dataclass(frozen=True, slots=True)
class NotDue(Hinder):
    """Not measured in the period; `said` is what the styrmodell has to say of that."""

    standing: ClassVar[Standing] = "excluded"
    words: ClassVar[str] = "mäts inte denna period"
    said: str = ""

    @property
    def lacking(self) -> str:
        return self.said or self.words


@dataclass(frozen=True, slots=True)
class BeginsLater(Hinder):
    standing: ClassVar[Standing] = "excluded"
    words: ClassVar[str] = "börjar efter periodens slut"
    startdatum: dt.date | None = None


class Faulty(Hinder):
    words: ClassVar[str] = "fel på raden"


class NoPeriodTarget(Hinder):
    words: ClassVar[str] = "periodmål saknas"


class NoSamePeriod(Hinder):
    words: ClassVar[str] = "jämförelsevärde för samma period saknas"


@dataclass(frozen=True, slots=True)
class LaterTarget(Hinder):
    """The target is of a later year, and the period has none of its own."""

    words: ClassVar[str] = "målet gäller"
    malar: int = 0

    @property
    def lacking(self) -> str:
        return f"{self.words} {self.malar}"


@dataclass(frozen=True, slots=True)
class _OfColumns(Hinder):
    columns: tuple[str, ...] = ()

    @property
    def lacking(self) -> str:
        return f"{listed([COLUMNS[name] for name in self.columns])} {self.words}"


class NeedsValues(_OfColumns):
    """Values that the Typ needs are not there."""

    words: ClassVar[str] = "saknas"


class FaultAccepted(_OfColumns):
    """A value stands there that cannot be reckoned with, and somebody has accepted that it does."""

    words: ClassVar[str] = "går inte att bedöma, felet är godtaget"


def accepted(row: Indikator | Aktivitet, names: Iterable[str]) -> FaultAccepted | None:
    """That those columns, which the row is judged by, hold what somebody has accepted, if they do."""
    held = [(name, code) for name, code in row.accepted if name in names]
    if not held:
        return None
    columns, codes = zip(*held, strict=True)
    return FaultAccepted(tuple(codes), tuple(columns))


class NoOutcome(Hinder):
    words: ClassVar[str] = "utfall saknas"


class NoAnswer(Hinder):
    words: ClassVar[str] = "svar saknas"


class NoStatus(Hinder):
    words: ClassVar[str] = "status saknas"


class NoGround(Hinder):
    """The sheet that it would have stood in could not be read."""

    words: ClassVar[str] = "underlag saknas"


class NothingEarlier(Hinder):
    words: ClassVar[str] = "ingen ny mätning, och tidigare status saknas"


class Unreadable(Hinder):
    words: ClassVar[str] = "utfallet går inte att jämföra med målvärdet"


Reason = Judged | Carried | Hinder
"""Why an indikator has its status."""


def texts(reasons: Iterable[Reason]) -> list[str]:
    """The Förklaring of each."""
    with arithmetic():
        return [one.text for one in reasons]
