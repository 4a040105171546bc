"""What needs attention, row by row, in the same words in every output. The rules are assessment/attention.py's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runxl.assessment import attention as rules
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.contract.scale import NONE
from runxl.measure.values import plain
from runxl.output.said.source import Source
from runxl.output.said.unassessed import text

NOTHING_TO_ATTEND_TO = "Ingenting särskilt att uppmärksamma."


class Attention(NamedTuple):
    """`kind` is what it is, in the styrmodell's word; `why` says what is wrong with it."""

    kind: str
    nr: str
    namn: str
    status: str
    ansvarig: str
    why: str
    utfall: int | float | str | None = None
    malvarde: int | float | str | None = None

    def named(self, source: Source) -> str:
        """`Indikator 1.1.1 Nöjdhet`, `Ekonomi: Resultat`."""
        about = source.numbered(self.nr, self.namn)
        return f"{self.kind} {about}" if self.nr and source.basis.styrmodell.numbers_shown else f"{self.kind}: {about}"


def attention(source: Source) -> Iterator[Attention]:
    """From the whole to the parts: mål, delmål, indikatorer, aktiviteter, uppdrag, economy."""
    yield from _goals(source)
    yield from (_indikator(source, one) for one in rules.indikatorer(source.assessment))
    for aktivitet in rules.aktiviteter(source.assessment):
        own, owner = aktivitet.row, source.owner(aktivitet) or ""
        about = (source.one("aktivitet"), own.nr, own.aktivitet)
        yield Attention(*about, own.status or NONE, owner, aktivitet.forklaring)
    for row in (one.row for one in rules.uppdrag(source.assessment)):
        passed = f"Slutdatum {row.slutdatum:%Y-%m-%d} har passerat, och statusen är inte Klar." if row.slutdatum else ""
        who = row.ansvarig or row.riktas_till
        yield Attention(source.one("uppdrag"), row.nr, row.uppdrag, row.status or NONE, who, passed)
    for post in source.rows("driftredovisning"):
        if rules.is_over_budget(post, source.basis):
            unmet = source.basis.scale.worst.word
            yield Attention("Ekonomi", "", text(post, "post"), unmet, "", "Årsprognosen är sämre än årsbudgeten.")


def _goals(source: Source) -> Iterator[Attention]:
    for mal in rules.unmet(source.assessment.mal, source.basis.scale):
        yield Attention(source.one("mal"), mal.nr, mal.row.mal, mal.status or "", "", mal.published)
    for delmal in rules.unmet(source.assessment.delmal, source.basis.scale):
        row, status = delmal.row, delmal.status or ""
        yield Attention(source.one("delmal"), delmal.nr, row.delmal, status, row.ansvarig, delmal.published)


def _indikator(source: Source, one: IndikatorVerdict) -> Attention:
    kind, owner = source.one("aktivitet" if one.is_aktivitet else "indikator"), source.owner(one) or ""
    about = (kind, one.nr, one.row.indikator)
    return Attention(*about, one.status, owner, one.forklaring, plain(one.utfall), one.row.aim_in_cell(one.malvarde))
