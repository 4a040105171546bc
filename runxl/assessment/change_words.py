"""The sentences about what has changed, in the styrmodell's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from runxl.assessment.basis import Basis
from runxl.assessment.counts import met
from runxl.svenska import capital, quoted, uncapital

KINDS = ("status", "ingen_ny_matning", "foljs_ej_upp", "foljs_upp_igen", "ny", "borttagen", "ej_bedomd")
"""In the order in which they are told."""

OBJECTS = ("Mål", "Delmål", "Indikator", "Aktivitet", "Uppdrag")
_LEVELS_WITH_STATUS = ("Mål", "Delmål", "Indikator")


class Change(NamedTuple):
    """Something that is not as it was in the report before. `apart`: to or from Ej bedömd, listed by itself."""

    kind: str
    objekt: str
    nr: str
    text: str
    before: str | None = None
    after: str | None = None
    apart: bool = False


class Snapshot(NamedTuple):
    """An object as it was in a report: its name, its parent's Nr, the status that counted."""

    objekt: str
    nr: str
    namn: str
    status: str
    parent: str = ""
    remeasured: bool = True
    is_due: bool = True
    is_known: bool = True
    """Has a status from some earlier period. A first one is no news, nor is it that what is not due has none."""

    before: str = ""
    """The status that counted last, however long ago."""


class Picture(NamedTuple):
    """The objects of one report, by kind and then by Nr, and when that was.

    A kind that the report had none of at all is not there: nothing of it can be said to be new.
    """

    ar: int | None
    period: str
    objects: Mapping[str, Mapping[str, Snapshot]]

    def find(self, objekt: str, nr: str) -> Snapshot | None:
        return self.objects.get(objekt, {}).get(nr)


class Wording:
    """One wording per kind of event."""

    def __init__(self, basis: Basis, before: Picture, after: Picture) -> None:
        self.basis = basis
        self.before = before
        self.labels = {objekt: capital(word) for objekt, word in basis.words.items()}
        """At the start of a sentence."""

        self.numbers_shown = basis.styrmodell.numbers_shown
        self.delmal = [picture.objects.get("Delmål", {}) for picture in (after, before)]
        """Those that there are now, and those that there were."""

    def moved(self, old: Snapshot, new: Snapshot) -> Change:
        """Another status than before."""
        was_level, is_level = map(self.basis.scale.level, (old.status, new.status))
        apart = new.objekt in _LEVELS_WITH_STATUS and not (was_level and is_level)
        if new.objekt in ("Mål", "Delmål"):
            label = self.basis.label(new.objekt)
            about = f"bidrag till {self._name(new)}" if new.objekt == "Mål" else self._name(new)
            was, now = (met(one.status, label, self.basis.styrmodell) for one in (old, new))
            text = f"Bedömning av {about} har förändrats från {was} till {now}."
        elif new.objekt == "Indikator" and was_level and is_level:
            colours = f"{was_level.colour} till {is_level.colour}"
            text = f"{self._subject(new)} har gått från {colours} ({old.status} till {new.status})."
        else:
            text = f"{self._subject(new)} har gått från {old.status} till {new.status}."
        return Change("ej_bedomd" if apart else "status", new.objekt, new.nr, text, old.status, new.status, apart)

    def not_measured(self, old: Snapshot | None, new: Snapshot) -> Change:
        subject = self._subject(new)
        text = f"Ingen ny mätning på {uncapital(subject).rstrip(',')}."
        return Change("ingen_ny_matning", new.objekt, new.nr, text, old.status if old else None, new.status)

    def dropped(self, old: Snapshot | None, new: Snapshot) -> Change:
        text = f"{self._subject(new)} följs ej upp efter {self.before.period}."
        return Change("foljs_ej_upp", new.objekt, new.nr, text, old.status if old else None)

    def resumed(self, old: Snapshot, new: Snapshot) -> Change:
        return Change(
            "foljs_upp_igen", new.objekt, new.nr, f"{self._subject(new)} följs åter upp.", old.status, new.status
        )

    def new(self, new: Snapshot) -> Change:
        return Change("ny", new.objekt, new.nr, f"{self._subject(new)} har tillkommit.", None, new.status or None)

    def gone(self, old: Snapshot) -> Change:
        return Change("borttagen", old.objekt, old.nr, f"{self._subject(old)} har utgått.", old.status or None)

    def _subject(self, shot: Snapshot) -> str:
        """`Indikator 2, delmål 10.3,` as the start of a sentence; no commas for what stands under nothing."""
        parent, label = self._parent(shot), self.labels[shot.objekt]
        if parent is None:
            return f"{label} {self._known_by(shot)}"
        return f"{label} {self._known_by(shot, parent.nr)}, {self._name(parent)},"

    def _parent(self, shot: Snapshot) -> Snapshot | None:
        """The delmål that a row stands under. Historik knows only the Nr, whose beginning is the delmål's."""
        if shot.objekt not in ("Indikator", "Aktivitet"):
            return None
        guesses = (shot.parent,) if shot.parent else [shot.nr.rpartition(mark)[0] for mark in ".-"]
        for delmal in self.delmal:
            for nr in guesses:
                if nr in delmal:
                    return delmal[nr]
        return None

    def _name(self, shot: Snapshot) -> str:
        """`delmål 10.3`."""
        return f"{self.basis.words[shot.objekt]} {self._known_by(shot)}"

    def _known_by(self, shot: Snapshot, parent: str = "") -> str:
        """`10.3`, `2` of its delmål; by name where the styrmodell shows no numbers."""
        if not self.numbers_shown and shot.namn:
            return quoted(shot.namn)
        nr = shot.nr
        under = parent and nr.startswith(parent) and nr[len(parent) :][:1] in (".", "-")
        return nr[len(parent) + 1 :] if under else nr
