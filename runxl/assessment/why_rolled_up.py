"""Why a delmål or a mål got its computed status, in Swedish: the children that decided, by Nr or by name."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from runxl.assessment.reason_parts import Child, Names, Orsak, Standing
from runxl.check.rows import Delmal, Mal
from runxl.svenska import listed, natural, quoted

_MOST_NAMED = 12
_ORDER = {"Delmål": 0, "Indikator": 1, "Aktivitet": 2}


@dataclass(frozen=True, slots=True)
class Weighed(ABC):
    """A status, and the children that decided it, as they stand in their sheets. One class per rule that may decide."""

    status: str
    those: Sequence[Child]
    beside: Sequence[Child] = ()
    """Kontrollmått, where the styrmodell tells of them: they decide nothing."""

    standing: ClassVar[Standing] = "assessed"
    is_computed: ClassVar[bool] = True
    """Whether the rule gives a status; else a person judges."""

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
        return f"Kan inte bli {names.best}: inga {names.many['Indikator']} mäts denna period ({undue})"


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


class ByTheRules(NamedTuple):
    """What the rules give, if anything, and why; `proposed`: it is a proposal until somebody decides."""

    status: str | None
    why: str
    proposed: bool

    @property
    def text(self) -> str:
        if self.status is None:
            return self.why
        return f"{'Förslag' if self.proposed else 'Beräknad'} {self.status}: {self.why}"


def decided(row: Mal | Delmal, faststalld: str | None, computed: ByTheRules, *, unmotivated: bool) -> str:
    """The status that counts explained, or why none does."""
    if row.faults:
        return f"Ej bedömd: fel på raden ({', '.join(dict.fromkeys(row.faults))}). {computed.text}"
    if faststalld is None:
        return f"Inte fastställd. {computed.text}" if computed.proposed or not computed.status else computed.why
    if unmotivated:
        return f"{awaits_motive(faststalld)} {computed.text}"
    of = "förslaget" if computed.proposed else "beräknad"
    if faststalld == computed.status:
        return f"Fastställd {faststalld}, samma som {of}. {computed.why}"
    motivering = " ".join(row.motivering.split())
    if computed.status is None:
        said = f"Fastställd {faststalld}{': ' if motivering else ''}{motivering}"
        return f"{said}{'' if said.endswith('.') else '.'} {computed.why}"
    return f"Fastställd {faststalld} mot {of} {computed.status}: {motivering or 'motivering saknas'}"


class Weakest(Weighed):
    def grund(self, names: Names) -> str:
        return f"Det svagaste avgör: {_why(self.deciding, names)} → {self.status}"


class Whole(Weighed):
    """A person judges the whole. What it rests on is counted and listed, and nothing is made of it."""

    standing: ClassVar[Standing] = "missing"
    is_computed: ClassVar[bool] = False

    def grund(self, names: Names) -> str:
        ground = f"Underlag: {_counted(self.deciding, names)}" if self.those else f"Det finns inga {names.children}"
        return f"Bedöms som helhet av en person. {ground}"


class WholeWithoutGround(Whole):
    """Nothing that it could rest on is followed in the period."""

    standing: ClassVar[Standing] = "excluded"


def told_beside(weighed: Weighed, names: Names) -> str:
    """`. Till underlaget hör också 1 kontrollmått: ↑ Bättre (3.2.5)`."""
    return f". Till underlaget hör också {_counted(weighed.beside, names)}" if weighed.beside else ""


def _counted(deciding: Sequence[Child], names: Names) -> str:
    """`2 styrmått: Helt (3.2.1 och 3.2.2); 1 aktivitet: Försenad (3.2-A1)`."""
    groups: dict[tuple[str, str], list[Child]] = {}
    for child in deciding:
        groups.setdefault((child.orsak(names.words).label, child.stands), []).append(child)
    many = {one: names.many[objekt] for objekt, one in names.words.items()}
    return "; ".join(
        f"{len(group)} {label if len(group) == 1 else many.get(label, label)}: {stands} ({_names(group, names)})"
        for (label, stands), group in groups.items()
    )


def awaits_motive(faststalld: str | None) -> str:
    return f"Fastställd {faststalld} räknas först när den har en motivering."


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
