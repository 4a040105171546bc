"""What has changed since the report before: one wording per kind of event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.change_words import KINDS, OBJECTS, Change, Picture, Snapshot, Wording
from runxl.assessment.history import ACTIVE, DROPPED, counted, same_name
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict, UppdragVerdict
from runxl.assessment.why import Carried, NothingEarlier
from runxl.check.rows import Historik
from runxl.contract.scale import NONE, Scale
from runxl.svenska import natural

_Row = TypeVar("_Row", IndikatorVerdict, AktivitetVerdict)

_KIND_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_OBJECT_PLACES = {objekt: place for place, objekt in enumerate(OBJECTS)}


def picture_of(
    basis: Basis,
    before: Picture | None,
    *,
    mal: Sequence[MalVerdict],
    delmal: Sequence[DelmalVerdict],
    indikatorer: Sequence[IndikatorVerdict],
    aktiviteter: Sequence[AktivitetVerdict],
    uppdrag: Sequence[UppdragVerdict],
) -> Picture:
    """The objects as they are assessed now, those of them that there may be something to tell of since `before`."""
    shots = {
        "Mål": [_of_bedomning(one) for one in mal],
        "Delmål": [_of_bedomning(one) for one in delmal],
        "Indikator": [_of_indikator(one, basis.scale) for one in _telling(indikatorer, "Indikator", before)],
        "Aktivitet": [
            Snapshot("Aktivitet", one.nr, one.namn, one.historik_status, one.row.delmal)
            for one in _telling(aktiviteter, "Aktivitet", before)
        ],
        "Uppdrag": [Snapshot("Uppdrag", one.nr, one.row.uppdrag, one.row.status) for one in uppdrag],
    }
    return Picture(basis.ar, basis.period.name, {objekt: _by_nr(several) for objekt, several in shots.items()})


def _telling(several: Sequence[_Row], objekt: str, before: Picture | None) -> Sequence[_Row]:
    """All of them or none: where there was nothing to compare with, only a Läge is ever told of."""
    is_compared = before is None or objekt in before.objects
    return several if is_compared or any(one.row.lage not in ACTIVE for one in several) else ()


def _of_bedomning(one: MalVerdict | DelmalVerdict) -> Snapshot:
    return Snapshot(one.objekt, one.nr, one.namn, one.status or "", is_due=not one.not_due)


def _of_indikator(one: IndikatorVerdict, scale: Scale) -> Snapshot:
    status, before = one.historik_status, one.foregaende_status or ""
    remeasured = not isinstance(one.reason, (Carried, NothingEarlier))
    is_due, is_known = one.standing != "excluded", any(counted(past) in scale.words for past in one.past)
    return Snapshot("Indikator", one.nr, one.namn, status, one.row.delmal, remeasured, is_due, is_known, before)


def remembered(rows: Sequence[Historik]) -> Picture | None:
    """The objects of the report that Tidigare perioder holds."""
    if not rows:
        return None
    shots: dict[str, list[Snapshot]] = defaultdict(list)
    for row in rows:
        if row.nr:
            shots[row.objekt].append(Snapshot(row.objekt, row.nr, row.namn, counted(row)))
    return Picture(rows[0].ar, rows[0].period, {objekt: _by_nr(several) for objekt, several in shots.items()})


def _by_nr(shots: Iterable[Snapshot]) -> dict[str, Snapshot]:
    """The first of each Nr; what stands twice is a fault that has been reported."""
    found: dict[str, Snapshot] = {}
    for shot in shots:
        if shot.nr:
            found.setdefault(shot.nr, shot)
    return found


def changes(before: Picture, after: Picture, basis: Basis) -> tuple[Change, ...]:
    """Events in order of kind, object and Nr; to and from Ej bedömd last."""
    wording = Wording(basis, before, after)
    found = [_event(wording, _same(before, after, shot), shot) for shot in _all(after)]
    gone = [wording.gone(old) for old in _all(before) if old.status != DROPPED and _same(after, before, old) is None]
    return tuple(sorted([*filter(None, found), *gone], key=_place))


def _all(picture: Picture) -> Iterator[Snapshot]:
    return chain.from_iterable(several.values() for several in picture.objects.values())


def _place(change: Change) -> tuple[int, int, str]:
    return _KIND_PLACES[change.kind], _OBJECT_PLACES[change.objekt], natural(change.nr)


def _same(other: Picture, own: Picture, shot: Snapshot) -> Snapshot | None:
    """The same object in the other report: by Nr, and across years by name as well."""
    found = other.find(shot.objekt, shot.nr)
    same = found is not None and (other.ar == own.ar or same_name(found.namn, shot.namn))
    return found if same else None


def _event(wording: Wording, old: Snapshot | None, new: Snapshot) -> Change | None:
    """What has happened to an object that is there now, if anything."""
    known = new.objekt in wording.before.objects
    if new.status == DROPPED:
        is_news = old.status != DROPPED if old else not known
        return wording.dropped(old, new) if is_news else None
    if old is not None and old.status == DROPPED:
        return wording.resumed(old, new)
    if not new.remeasured:
        return wording.not_measured(old, new)
    if old is None:
        return wording.new(new) if known else None
    if new.objekt == "Indikator" and old.status == NONE:
        old = old._replace(status=new.before)  # it may only not have been due
    is_expected = (new.status == NONE and not new.is_due) or (old.status == NONE and not new.is_known)
    has_moved = old.status and new.status and old.status != new.status and not is_expected
    return wording.moved(old, new) if has_moved else None
