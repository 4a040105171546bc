"""What has changed since the report before: one wording per kind of event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from runxl.assessment.basis import Basis
from runxl.assessment.forandring_ord import KINDS, OBJECTS, Key, Picture, Snapshot, Wording
from runxl.assessment.historia import DROPPED, counted, same_name
from runxl.assessment.verdicts import (
    AktivitetVerdict,
    Change,
    DelmalVerdict,
    IndikatorVerdict,
    MalVerdict,
    UppdragVerdict,
)
from runxl.check.rows import Historik
from runxl.svenska import natural


def picture_of(
    basis: Basis,
    *,
    mal: Sequence[MalVerdict],
    delmal: Sequence[DelmalVerdict],
    indikatorer: Sequence[IndikatorVerdict],
    aktiviteter: Sequence[AktivitetVerdict],
    uppdrag: Sequence[UppdragVerdict],
) -> Picture:
    """The objects as they are assessed now."""
    shots = chain(
        (Snapshot("Mål", one.nr, one.row.mal, one.status or "") for one in mal),
        (Snapshot("Delmål", one.nr, one.row.delmal, one.status or "") for one in delmal),
        (_of_indikator(one) for one in indikatorer),
        (_of_aktivitet(one) for one in aktiviteter),
        (Snapshot("Uppdrag", one.nr, one.row.uppdrag, one.row.status) for one in uppdrag),
    )
    # A report as it is assessed now leaves nothing out: a kind that it has none of is known all the same.
    return _picture(basis.ar, basis.period.name, shots)._replace(kinds=frozenset(OBJECTS))


def _of_indikator(one: IndikatorVerdict) -> Snapshot:
    remeasured = one.row.lage != "Ingen ny mätning" or one.standing == "excluded"
    return Snapshot("Indikator", one.nr, one.row.indikator, one.historik_status, one.row.delmal, remeasured)


def _of_aktivitet(one: AktivitetVerdict) -> Snapshot:
    return Snapshot("Aktivitet", one.nr, one.row.aktivitet, one.historik_status, one.row.delmal)


def remembered(rows: Sequence[Historik]) -> Picture | None:
    """The objects of the report that Historik holds."""
    if not rows:
        return None
    shots = (Snapshot(row.objekt, row.nr, row.namn, counted(row)) for row in rows)
    return _picture(rows[0].ar, rows[0].period, shots)


def _picture(ar: int | None, period: str, shots: Iterable[Snapshot]) -> Picture:
    """The first of each Nr; what stands twice is a fault that has been reported."""
    found: dict[Key, Snapshot] = {}
    for shot in shots:
        if shot.nr:
            found.setdefault((shot.objekt, shot.nr), shot)
    return Picture(ar, period, found, frozenset(objekt for objekt, _ in found))


def changes(before: Picture, after: Picture, basis: Basis) -> tuple[Change, ...]:
    """Events in order of kind, object and Nr; to and from Ej bedömd last."""
    wording = Wording(basis, before, after)
    found = chain(
        (_event(wording, _same(before, after, shot), shot) for shot in after.objects.values()),
        (wording.gone(shot) for shot in before.objects.values() if _is_gone(shot, before, after)),
    )
    return tuple(sorted(filter(None, found), key=_place))


def _place(change: Change) -> tuple[int, int, str]:
    return (KINDS.index(change.kind), OBJECTS.index(change.objekt), natural(change.nr))


def _same(other: Picture, own: Picture, shot: Snapshot) -> Snapshot | None:
    """The same object in the other report: by Nr, and across years by name as well."""
    found = other.objects.get((shot.objekt, shot.nr))
    same = found is not None and (other.ar == own.ar or same_name(found.namn, shot.namn))
    return found if same else None


def _is_gone(old: Snapshot, before: Picture, after: Picture) -> bool:
    return old.status != DROPPED and _same(after, before, old) is None


def _event(wording: Wording, old: Snapshot | None, new: Snapshot) -> Change | None:
    """What has happened to an object that is there now, if anything."""
    known = wording.before.knows(new.objekt)
    if new.status == DROPPED:
        is_news = old.status != DROPPED if old else not known
        return wording.dropped(old, new) if is_news else None
    if old is not None and old.status == DROPPED:
        return wording.resumed(old, new)
    if not new.remeasured:
        return wording.not_measured(old, new)
    if old is None:
        return wording.new(new) if known else None
    has_moved = old.status and new.status and old.status != new.status
    return wording.moved(old, new) if has_moved else None
