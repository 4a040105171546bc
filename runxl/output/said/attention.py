"""What needs attention, row by row, as the summary workbook and the slides list it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runxl.assessment import attention as uppmarksamma
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text


class Attention(NamedTuple):
    """`kind` is what it is, in the styrmodell's word; `why` says what is wrong with it."""

    kind: str
    nr: str
    namn: str
    status: str
    ansvarig: str
    why: str


def attention(source: Source) -> Iterator[Attention]:
    yield from _goals(source)
    for indikator in uppmarksamma.indikatorer(source.assessment):
        kind = source.one("aktivitet" if indikator.is_aktivitet else "indikator")
        about, owner = (kind, indikator.nr, indikator.row.indikator), source.owner(indikator) or ""
        yield Attention(*about, indikator.status, owner, indikator.forklaring)
    kind = source.one("aktivitet")
    for aktivitet in uppmarksamma.aktiviteter(source.assessment):
        own, owner = aktivitet.row, source.owner(aktivitet) or ""
        yield Attention(kind, own.nr, own.aktivitet, own.status or "Ej bedömd", owner, aktivitet.forklaring)
    for row in (one.row for one in uppmarksamma.uppdrag(source.assessment)):
        why = f"Skulle vara klart {row.slutdatum:%Y-%m-%d}."
        yield Attention(source.one("uppdrag"), row.nr, row.uppdrag, row.status, row.ansvarig or row.riktas_till, why)
    for post in source.rows("driftredovisning"):
        if uppmarksamma.is_over_budget(post, source.basis):
            yield Attention("Ekonomi", "", text(post, "post"), "Inte", "", "Årsprognosen är sämre än årsbudgeten.")


def _goals(source: Source) -> Iterator[Attention]:
    for mal in uppmarksamma.unmet(source.assessment.mal):
        yield Attention(source.one("mal"), mal.nr, mal.row.mal, "Inte", "", mal.forklaring)
    for delmal in uppmarksamma.unmet(source.assessment.delmal):
        row = delmal.row
        yield Attention(source.one("delmal"), delmal.nr, row.delmal, "Inte", row.ansvarig, delmal.forklaring)
