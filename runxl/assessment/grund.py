"""Why a delmål or a mål got its computed status, in Swedish: the children that decided, by Nr or by name."""

from __future__ import annotations

from collections.abc import Sequence

from runxl.assessment.basis import Basis
from runxl.assessment.sammanvagning import Weighed
from runxl.assessment.verdicts import Child, Orsak
from runxl.svenska import listed, quoted

_MOST_NAMED = 12


def grund(weighed: Weighed, basis: Basis, children: str) -> str:
    """The computed status explained. `children` is what there could have been: `indikatorer eller aktiviteter`."""
    deciding = weighed.deciding
    if weighed.rule == "inte_helt":
        return f"Kan inte bli Helt: {_why(deciding, basis)}"
    if weighed.rule == "inga_mats":
        many = basis.label("Indikator").many
        return f"Kan inte bli Helt: inga {many} mäts denna period ({_names(deciding, basis)})"
    if weighed.rule == "underlag_saknas":
        return f"Kan inte bedömas: {_why(deciding, basis)}"
    if weighed.rule == "inget_mats":
        return f"Kan inte bedömas: inget att bedöma denna period ({_names(deciding, basis)})"
    if weighed.rule == "inget_underlag":
        return f"Kan inte bedömas: det finns inga {children}"
    if weighed.rule == "inget_bidrar":
        return f"Inget bidrar: {_why(deciding, basis)} → {weighed.status}"
    return f"Allt bidrar fullt: {_names(deciding, basis)} → {weighed.status}"


def _why(deciding: Sequence[Child], basis: Basis) -> str:
    """`utfall saknas för 3.2.4; aktivitet 3.2-A3 är Försenad`; of a long list only the first are put into words."""
    groups = _grouped(deciding)
    phrases = "; ".join([_phrase(group, basis) for group in groups[:_MOST_NAMED]])
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


def _phrase(group: Sequence[Child], basis: Basis) -> str:
    first = group[0].orsak(basis.words)
    if not first.saknas:
        return f"{first.label} {_name(first, basis)} är {first.orsak}"
    label = f"{first.label} " if first.objekt == "Aktivitet" and first.nr else ""
    return f"{first.orsak} för {label}{_names(group, basis)}"


def _names(children: Sequence[Child], basis: Basis) -> str:
    names = [_name(child.orsak(basis.words), basis) for child in children[:_MOST_NAMED]]
    more = len(children) - _MOST_NAMED
    return listed(names if more <= 0 else [*names, f"{more} till"])


def _name(orsak: Orsak, basis: Basis) -> str:
    if not orsak.nr and orsak.saknas:
        return orsak.namn
    return orsak.nr if basis.styrmodell.numbers_shown or not orsak.namn else quoted(orsak.namn)
