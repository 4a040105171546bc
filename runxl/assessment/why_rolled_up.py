"""Why a delmål or a mål got its computed status, in Swedish: the children that decided, by Nr or by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from runxl.assessment.arithmetic import arithmetic
from runxl.check.rows import Delmal, Mal
from runxl.svenska import listed, quoted

if TYPE_CHECKING:  # a verdict tells its ground, which is made of the verdicts below it
    from runxl.assessment.roll_up import Weighed
    from runxl.assessment.verdicts import Child, Orsak

_MOST_NAMED = 12


class Names(NamedTuple):
    """What the styrmodell calls things, as far as a ground has use for it."""

    words: Mapping[str, str]
    """What one of each object is called."""

    indikatorer: str
    children: str
    """What there could have been below: `indikatorer eller aktiviteter`."""

    numbers_shown: bool
    best: str
    """The best level's word."""


def grund(weighed: Weighed, names: Names) -> str:
    """The computed status explained."""
    with arithmetic():
        return _grund(weighed, names)


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


def _grund(weighed: Weighed, names: Names) -> str:
    deciding = weighed.deciding
    if weighed.rule == "inte_helt":
        return f"Kan inte bli {names.best}: {_why(deciding, names)}"
    if weighed.rule == "inga_mats":
        return f"Kan inte bli {names.best}: inga {names.indikatorer} mäts denna period ({_names(deciding, names)})"
    if weighed.rule == "underlag_saknas":
        return f"Kan inte bedömas: {_why(deciding, names)}"
    if weighed.rule == "inget_mats":
        return f"Kan inte bedömas: inget att bedöma denna period ({_names(deciding, names)})"
    if weighed.rule == "inget_underlag":
        return f"Kan inte bedömas: det finns inga {names.children}"
    if weighed.rule == "inget_bidrar":
        return f"Inget bidrar: {_why(deciding, names)} → {weighed.status}"
    return f"Allt bidrar fullt: {_names(deciding, names)} → {weighed.status}"


def _why(deciding: Sequence[Child], names: Names) -> str:
    """`utfall saknas för 3.2.4; aktivitet 3.2-A3 är Försenad`; of a long list only the first are put into words."""
    groups = _grouped(deciding)
    phrases = "; ".join([_phrase(group, names) for group in groups[:_MOST_NAMED]])
    more = len(groups) - _MOST_NAMED
    return phrases if more <= 0 else f"{phrases}; och {more} till"


def _grouped(deciding: Sequence[Child]) -> list[list[Child]]:
    """Neighbours that lack the same thing stand together; what a child is, is said of each."""
    groups: list[list[Child]] = []
    last: tuple[type, str] | None = None
    for child in deciding:
        lacks = child.lacks
        own = (type(child), lacks) if lacks else None
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
