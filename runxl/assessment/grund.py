"""Why a delmål or a mål got its computed status, in Swedish: the children that decided, by Nr or by name."""

from __future__ import annotations

from collections.abc import Sequence

from runxl.assessment.basis import Basis
from runxl.assessment.sammanvagning import Weighed
from runxl.assessment.verdicts import Orsak
from runxl.svenska import listed, quoted

_MOST_NAMED = 12


def grund(weighed: Weighed, basis: Basis, children: str) -> str:
    """The computed status explained. `children` is what there could have been: `indikatorer eller aktiviteter`."""
    if weighed.rule == "inte_helt":
        return f"Kan inte bli Helt: {_why(weighed.orsaker, basis)}"
    if weighed.rule == "inga_mats":
        many = basis.label("Indikator").many
        return f"Kan inte bli Helt: inga {many} mäts denna period ({_names(weighed.orsaker, basis)})"
    if weighed.rule == "underlag_saknas":
        return f"Kan inte bedömas: {_why(weighed.orsaker, basis)}"
    if weighed.rule == "inget_mats":
        return f"Kan inte bedömas: inget att bedöma denna period ({_names(weighed.orsaker, basis)})"
    if weighed.rule == "inget_underlag":
        return f"Kan inte bedömas: det finns inga {children}"
    if weighed.rule == "inget_bidrar":
        return f"Inget bidrar: {_why(weighed.orsaker, basis)} → {weighed.status}"
    return f"Allt bidrar fullt: {_names(weighed.orsaker, basis)} → {weighed.status}"


def _why(orsaker: Sequence[Orsak], basis: Basis) -> str:
    """`utfall saknas för 3.2.4; aktivitet 3.2-A3 är Försenad`."""
    phrases = []
    for what, lacking in _grouped(orsaker):
        if lacking[0].saknas:
            label = f"{lacking[0].label} " if lacking[0].objekt == "Aktivitet" and lacking[0].nr else ""
            phrases.append(f"{what} för {label}{_names(lacking, basis)}")
        else:
            phrases.append(f"{lacking[0].label} {_name(lacking[0], basis)} är {what}")
    return _cut(phrases)


def _grouped(orsaker: Sequence[Orsak]) -> list[tuple[str, list[Orsak]]]:
    """Neighbours that lack the same thing stand together; what a child is, is said of each."""
    groups: list[tuple[str, list[Orsak]]] = []
    for one in orsaker:
        last = groups[-1] if groups else None
        if last and one.saknas and last[1][-1].saknas and (last[0], last[1][-1].objekt) == (one.orsak, one.objekt):
            last[1].append(one)
        else:
            groups.append((one.orsak, [one]))
    return groups


def _cut(phrases: Sequence[str]) -> str:
    more = len(phrases) - _MOST_NAMED
    return "; ".join(phrases) if more <= 0 else f"{'; '.join(phrases[:_MOST_NAMED])}; och {more} till"


def _names(orsaker: Sequence[Orsak], basis: Basis) -> str:
    names = [_name(one, basis) for one in orsaker]
    return (
        listed(names)
        if len(names) <= _MOST_NAMED
        else listed([*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} till"])
    )


def _name(orsak: Orsak, basis: Basis) -> str:
    if not orsak.nr and orsak.saknas:
        return orsak.namn
    return orsak.nr if basis.styrmodell.numbers_shown or not orsak.namn else quoted(orsak.namn)
