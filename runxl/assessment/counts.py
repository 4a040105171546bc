"""What the summary says: how many of each, and the sentences with their grammar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import IndikatorVerdict, UppdragVerdict
from runxl.contract.scale import NONE, Scale, slug
from runxl.contract.vocabulary import Label, Styrmodell

_NOT_ASSESSED = {"neutrum": "ej bedömt", "utrum": "ej bedömd", "plural": "ej bedömda"}
_UPPDRAG = (
    ("klar", {"neutrum": "klart", "utrum": "klar", "plural": "klara"}),
    ("pagaende", {"neutrum": "pågående", "utrum": "pågående", "plural": "pågående"}),
    ("ej_paborjad", {"neutrum": "ej påbörjat", "utrum": "ej påbörjad", "plural": "ej påbörjade"}),
)


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


def totals(
    scale: Scale,
    mal: Sequence[MalVerdict],
    delmal: Sequence[DelmalVerdict],
    indikatorer: Sequence[IndikatorVerdict],
    uppdrag: Sequence[UppdragVerdict],
) -> Totals:
    """Kontrollmått, aktiviteter among the indikatorer and what is not followed up are not counted as indikatorer."""
    found = Counter(one.row.status for one in uppdrag)
    return Totals(
        mal=counts(scale, [one.status for one in mal]),
        delmal=counts(scale, [one.status for one in delmal]),
        indikatorer=counts(scale, [one.status for one in indikatorer if one.counts]),
        uppdrag=UppdragCounts(len(uppdrag), found["Klar"], found["Pågående"], found["Ej påbörjad"]),
    )


def counts(scale: Scale, statuses: Sequence[str | None]) -> Counts:
    found = Counter(statuses)
    return Counts(len(statuses), {status: found[status] for status in scale.statuses})


def headlines(counts: Totals, basis: Basis) -> tuple[str, ...]:
    """One sentence per kind of object that is assessed, then the uppdrag."""
    model, levels = basis.styrmodell, counts.by_level.items()
    assessed = (_headline(one, model.labels[level], model) for level, one in levels if basis.assessed(level))
    return (*assessed, _uppdrag_headline(counts.uppdrag, model.labels["uppdrag"]))


def _headline(counts: Counts, label: Label, model: Styrmodell) -> str:
    numbers = counts.by_status.items()
    shown = ((status, number) for status, number in numbers if number or status != NONE)
    parts = [f"{number} {met(status, label, model, number)}" for status, number in shown]
    return _sentence(counts.antal, label, parts)


def _uppdrag_headline(counts: UppdragCounts, label: Label) -> str:
    numbers = counts.to_dict()
    parts = [f"{numbers[name]} {forms[_form(label, numbers[name])]}" for name, forms in _UPPDRAG]
    unknown = counts.antal - sum(numbers[name] for name, _ in _UPPDRAG)
    return _sentence(counts.antal, label, [*parts, f"{unknown} utan status"] if unknown else parts)


def _sentence(antal: int, label: Label, parts: Sequence[str]) -> str:
    if antal == 0:
        return f"Inga {label.many}"
    return f"{antal} {label.one if antal == 1 else label.many}: {', '.join(parts)}"


def met(status: str, label: Label, model: Styrmodell, antal: int = 1) -> str:
    """`helt uppfyllt`, `delvis uppfyllda`, `ej bedömd`: a status as an adjective of so many of the object."""
    form, level = _form(label, antal), model.scale.level(status)
    return f"{level.counted or level.adverb} {model.words[form]}" if level else _NOT_ASSESSED[form]


def prognosis(prognos: str | None, model: Styrmodell) -> str:
    """`Mål kommer delvis uppfyllas`, for the table Regionmål | Delmål | Prognos."""
    level = model.scale.level(prognos)
    return f"Mål kommer {level.adverb} {model.words['passive']}" if level else prognos or ""


def _form(label: Label, antal: int) -> str:
    return label.gender if antal == 1 else "plural"
