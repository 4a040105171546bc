"""What the summary says: how many of each, and the sentences with their grammar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import IndikatorVerdict, UppdragVerdict
from runxl.contract.scale import NONE, NOT_NOW, Scale, slug
from runxl.contract.styrmodell_vocabulary import Label, Styrmodell
from runxl.svenska import counted, in_figures

_NOT_ASSESSED = {"neutrum": "ej bedömt", "utrum": "ej bedömd", "plural": "ej bedömda"}
_NOT_NOW = {"neutrum": "inte mätt nu", "utrum": "inte mätt nu", "plural": "inte mätta nu"}
UNDECIDED = "Utan status"
"""What is counted as it where nobody has decided a status."""

_NOT_DECIDED = {"neutrum": "inte fastställt", "utrum": "inte fastställd", "plural": "inte fastställda"}
_UPPDRAG = (
    ("klar", {"neutrum": "klart", "utrum": "klar", "plural": "klara"}),
    ("pagaende", {"neutrum": "pågående", "utrum": "pågående", "plural": "pågående"}),
    ("ej_paborjad", {"neutrum": "ej påbörjat", "utrum": "ej påbörjad", "plural": "ej påbörjade"}),
)
_BIDRAG = Label("bidrag", "bidrag", "bidraget", "neutrum")
_SVAR = Label("svar", "svar", "svaret", "neutrum")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of a kind of object, and how many of each status, by its word and in the scale's order.

    What is not due in the period is counted by itself, and not as Ej bedömd.
    """

    antal: int = 0
    by_status: Mapping[str, int] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """From another process, or out of a memory: thousands of workbooks count alike."""
        return _counted_alike, (self.antal, *self.by_status.items())

    def __hash__(self) -> int:
        return self.antal  # what is counted is seldom told apart by its numbers alone

    def __getitem__(self, status: str) -> int:
        return self.by_status.get(status, 0)

    @property
    def undecided(self) -> int:
        """How many have no status at all, since nobody has decided one."""
        return self.antal - sum(self.by_status.values())

    @property
    def told(self) -> bool:
        """Whether there is a status to tell of; of nothing at all it is told that there is nothing."""
        return not self.antal or self.undecided < self.antal

    def to_dict(self) -> dict[str, int]:
        """By the statuses that stand in the workbook, where what is not due is Ej bedömd too."""
        numbers = {slug(status): number for status, number in self.by_status.items() if status != NOT_NOW}
        return {"antal": self.antal, **numbers, slug(NONE): self[NONE] + self[NOT_NOW]}


@lru_cache(maxsize=4096)
def _counted_alike(antal: int, *by_status: tuple[str, int]) -> Counts:
    return Counts(antal, dict(by_status))


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
        """Of what may be assessed, by the styrmodell's names for the levels."""
        return {"mal": self.mal, "delmal": self.delmal, "indikator": self.indikatorer}

    @property
    def of_which_there_are(self) -> dict[str, int]:
        """How many there are on each level that has any."""
        numbers = {level: one.antal for level, one in self.by_level.items()}
        return {level: antal for level, antal in {**numbers, "uppdrag": self.uppdrag.antal}.items() if antal}

    def told(self, model: Styrmodell) -> dict[str, Counts]:
        """Of the levels of which there is a status to tell."""
        return {level: one for level, one in self.by_level.items() if level in model.assessed and one.told}

    def to_dict(self) -> dict[str, dict[str, int]]:
        return {level: counts.to_dict() for level, counts in self._asdict().items()}


def totals(
    scale: Scale,
    mal: Sequence[MalVerdict],
    delmal: Sequence[DelmalVerdict],
    indikatorer: Sequence[IndikatorVerdict],
    uppdrag: Sequence[UppdragVerdict],
) -> Totals:
    """Kontrollmått and what is not followed up are not counted as indikatorer."""
    found = Counter(one.row.status for one in uppdrag)
    return Totals(
        mal=counts(scale, [one.told for one in mal]),
        delmal=counts(scale, [one.told for one in delmal]),
        indikatorer=counts(scale, [one.told for one in indikatorer if one.counts]),
        uppdrag=UppdragCounts(len(uppdrag), found["Klar"], found["Pågående"], found["Ej påbörjad"]),
    )


def counts(scale: Scale, statuses: Sequence[str | None]) -> Counts:
    found = Counter(statuses)
    return Counts(len(statuses), {status: found[status] for status in scale.marks})


class Shared(NamedTuple):
    """Of what several nämnder have in common: how many different there are, and of how many nämnder."""

    different: int
    namnder: int


def headlines(counts: Totals, model: Styrmodell, shared: Mapping[str, Shared] = MappingProxyType({})) -> dict[str, str]:
    """One sentence per level of which there is a status to tell, then the uppdrag.

    `shared`, by level: what is counted are then contributions, and of what is told first.
    """
    told = {
        level: _headline(one, model.labels[level], model, shared.get(level))
        for level, one in counts.told(model).items()
    }
    uppdrag = _uppdrag_headline(counts.uppdrag, model.labels["uppdrag"], shared.get("uppdrag"))
    return {**told, "uppdrag": uppdrag}


def published(counts: Totals, model: Styrmodell, shared: Mapping[str, Shared] = MappingProxyType({})) -> dict[str, str]:
    """The headlines of a document, which says nothing of what there is none of."""
    told = headlines(counts, model, shared).items()
    return {level: said for level, said in told if level in counts.of_which_there_are}


def _headline(counts: Counts, whole: Label, model: Styrmodell, shared: Shared | None) -> str:
    of, label = _of(counts.antal, whole, _BIDRAG, shared)
    numbers = counts.by_status.items()
    shown = ((status, number) for status, number in numbers if number or status not in (NONE, NOT_NOW))
    parts = [f"{in_figures(number)} {met(status, label, model, number)}" for status, number in shown]
    if counts.undecided:
        parts.append(f"{in_figures(counts.undecided)} {not_decided(label, counts.undecided)}")
    return _sentence(of, counts.antal, label, parts)


def not_decided(label: Label, antal: int) -> str:
    """`inte fastställt`, `inte fastställda`: as an adjective of so many of the object."""
    return _NOT_DECIDED[_form(label, antal)]


def _uppdrag_headline(counts: UppdragCounts, whole: Label, shared: Shared | None) -> str:
    of, label = _of(counts.antal, whole, _SVAR, shared)
    numbers = counts.to_dict()
    parts = [f"{in_figures(numbers[name])} {forms[_form(label, numbers[name])]}" for name, forms in _UPPDRAG]
    unknown = counts.antal - sum(numbers[name] for name, _ in _UPPDRAG)
    return _sentence(of, counts.antal, label, [*parts, f"{unknown} utan status"] if unknown else parts)


def _of(antal: int, whole: Label, part: Label, shared: Shared | None) -> tuple[str, Label]:
    """What the parts of a sentence are of, and what they are: `7 regionmål med 18 bidrag från 3 nämnder`."""
    if shared is None or shared.different == antal:
        return _counted(antal, whole), whole
    return f"{_counted(shared.different, whole)} med {_counted(antal, part)} från {shared.namnder} nämnder", part


def _counted(antal: int, label: Label) -> str:
    return counted(antal, label.one, label.many)


def _sentence(of: str, antal: int, label: Label, parts: Sequence[str]) -> str:
    return f"{of}: {', '.join(parts)}" if antal else f"Inga {label.many}"


def met(status: str, label: Label, model: Styrmodell, antal: int = 1) -> str:
    """`helt uppfyllt`, `delvis uppfyllda`, `ej bedömd`: a status as an adjective of so many of the object."""
    form, level = _form(label, antal), model.scale.level(status)
    if level is None:
        return (_NOT_NOW if status == NOT_NOW else _NOT_ASSESSED)[form]
    return f"{level.counted or level.adverb} {model.words[form]}"


def prognosis(prognos: str | None, model: Styrmodell) -> str:
    """`Mål kommer delvis uppfyllas`, for the table Regionmål | Delmål | Prognos."""
    level = model.scale.level(prognos)
    return f"Mål kommer {level.adverb} {model.words['passive']}" if level else prognos or ""


def _form(label: Label, antal: int) -> str:
    return label.gender if antal == 1 else "plural"
