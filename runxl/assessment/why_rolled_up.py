"""Why a delmål or a mål got its computed status, in Swedish: the children that decided, by Nr or by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from runxl.assessment.values import Child, Names, Orsak, Standing
from runxl.check.rows import Delmal, Mal
from runxl.svenska import listed, natural, quoted

_MOST_NAMED = 12
_ORDER = {"Delmål": 0, "Indikator": 1, "Aktivitet": 2}


@dataclass(frozen=True, slots=True)
class Weighed(ABC):
    """A status, and the children that decided it, as they stand in their sheets. One class per rule that may decide."""

    status: str
    those: Sequence[Child]
    standing: ClassVar[Standing] = "assessed"

    @property
    def deciding(self) -> tuple[Child, ...]:
        """The children in order."""
        return tuple(sorted(self.those, key=_place))

    @abstractmethod
    def grund(self, names: Names) -> str:
        """The status explained."""


class NothingAdds(Weighed):
    def grund(self, names: Names) -> str:
        return f"Inget bidrar: {_why(self.deciding, names)} → {self.status}"


class NotAllAdds(Weighed):
    def grund(self, names: Names) -> str:
        return f"Kan inte bli {names.best}: {_why(self.deciding, names)}"


class NoneMeasured(Weighed):
    """Aktiviteter contribute, but of the indikatorer none is measured in the period."""

    def grund(self, names: Names) -> str:
        undue = _names(self.deciding, names)
        return f"Kan inte bli {names.best}: inga {names.indikatorer} mäts denna period ({undue})"


class AllAdds(Weighed):
    def grund(self, names: Names) -> str:
        return f"Allt bidrar fullt: {_names(self.deciding, names)} → {self.status}"


class GroundMissing(Weighed):
    standing: ClassVar[Standing] = "missing"

    def grund(self, names: Names) -> str:
        return f"Kan inte bedömas: {_why(self.deciding, names)}"


class NothingDue(Weighed):
    standing: ClassVar[Standing] = "excluded"

    def grund(self, names: Names) -> str:
        return f"Kan inte bedömas: inget att bedöma denna period ({_names(self.deciding, names)})"


class NothingBelow(Weighed):
    standing: ClassVar[Standing] = "excluded"

    def grund(self, names: Names) -> str:
        return f"Kan inte bedömas: det finns inga {names.children}"


def decided(row: Mal | Delmal, faststalld: str | None, beraknad: str, why: str, *, unmotivated: bool) -> str:
    """The status that counts explained: `why` is the ground of the computed one."""
    if row.faults:
        return f"Ej bedömd: fel på raden ({', '.join(dict.fromkeys(row.faults))}). Beräknad {beraknad}: {why}"
    if faststalld is None:
        return why
    if faststalld == beraknad:
        return f"Fastställd {faststalld}, samma som beräknad. {why}"
    if unmotivated:
        return f"Fastställd {faststalld} räknas först när den har en motivering. Beräknad {beraknad}: {why}"
    motivering = " ".join(row.motivering.split())
    return f"Fastställd {faststalld} mot beräknad {beraknad}: {motivering or 'motivering saknas'}"


def _place(child: Child) -> tuple[int, str]:
    return _ORDER[child.objekt], natural(child.nr)


def _why(deciding: Sequence[Child], names: Names) -> str:
    """`utfall saknas för 3.2.4; aktivitet 3.2-A3 är Försenad`; of a long list only the first are put into words."""
    groups = _grouped(deciding)
    phrases = "; ".join([_phrase(group, names) for group in groups[:_MOST_NAMED]])
    more = len(groups) - _MOST_NAMED
    return phrases if more <= 0 else f"{phrases}; och {more} till"


def _grouped(deciding: Sequence[Child]) -> list[list[Child]]:
    """Neighbours that lack the same thing stand together; what a child is, is said of each."""
    groups: list[list[Child]] = []
    last: tuple[str, str] | None = None
    for child in deciding:
        lacks = child.lacks
        own = (child.objekt, lacks) if lacks else None
        if own and own == last:
            groups[-1].append(child)
        else:
            groups.append([child])
        last = own
    return groups


def _phrase(group: Sequence[Child], names: Names) -> str:
    first = group[0].orsak(names.words)
    if not first.saknas:
        return f"{first.label} {_name(first, names)} är {first.orsak}"
    label = f"{first.label} " if first.objekt == "Aktivitet" and first.nr else ""
    return f"{first.orsak} för {label}{_names(group, names)}"


def _names(children: Sequence[Child], names: Names) -> str:
    said = [_name(child.orsak(names.words), names) for child in children[:_MOST_NAMED]]
    more = len(children) - _MOST_NAMED
    return listed(said if more <= 0 else [*said, f"{more} till"])


def _name(orsak: Orsak, names: Names) -> str:
    if not orsak.nr and orsak.saknas:
        return orsak.namn
    return orsak.nr if names.numbers_shown or not orsak.namn else quoted(orsak.namn)
