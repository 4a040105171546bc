"""What things are called in a report's title, headings and captions."""

from __future__ import annotations

from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.output.document.blocks import Facts
from runxl.output.said.source import Source
from runxl.svenska import capital


def title(source: Source) -> str:
    """`Årsrapport 2024`, `Delårsrapport per april 2024`."""
    basis = source.basis
    own = basis.period.title or basis.period.name or "Rapport"
    name = contract().outline(source.document, basis.styrmodell).title if source.asked_for else own
    return " ".join(str(part) for part in (name, basis.ar) if part)


def facts_of(source: Source) -> Facts:
    settings = source.checked.settings
    return Facts(settings.dnr, settings.dokumentversion, settings.upprattad_av)


def head_of(source: Source) -> str:
    """The nämnd's own, or who, what and which case."""
    settings = source.checked.settings
    return settings.sidhuvud or " · ".join(filter(None, (source.assessment.namnd, title(source), settings.dnr)))


def filled(said: str, model: Styrmodell, ar: int | None) -> str:
    """A heading of an outline, with the styrmodell's words and the years."""
    many = {f"{name}_many": label.many for name, label in model.labels.items()}
    years = {"ar": str(ar or ""), "forra_aret": str(ar - 1) if ar else ""}
    return " ".join(said.format(**many, Mal_many=capital(many["mal_many"]), **years).split())


def heading(source: Source, level: str, nr: str, namn: str) -> str:
    """`Delmål 3.2 RUN investerar …`; `Framgångsfaktor: …` where the styrmodell shows no numbers."""
    name = source.named(level, nr, " ".join(namn.split()))
    bare = source.basis.styrmodell.numbers_shown or level == "mal"
    return name if bare else f"{source.one(level)}: {name}"


def by_name(source: Source, namn: str) -> str:
    """A delmål without its Nr, `RUN investerar …`; `Framgångsfaktor: …` where the styrmodell shows none."""
    name = " ".join(namn.split())
    return name if source.basis.styrmodell.numbers_shown or not name else f"{source.one('delmal')}: {name}"


def in_short(source: Source, level: str, nr: str, namn: str) -> str:
    """`delmål 3.2`, for the list of what is missing; the name where no numbers are shown."""
    word = source.basis.styrmodell.labels[level].one
    return f"{word} {nr}" if source.basis.styrmodell.numbers_shown else f"{word}: {' '.join(namn.split())}"


def caption(source: Source, level: str, nr: str) -> str:
    """`Indikatorer för delmål 3.2`; without numbers `Styrmått`: the heading above has the name."""
    several, word = source.many("indikator"), source.basis.styrmodell.labels[level].one
    return f"{several} för {word} {nr}" if source.basis.styrmodell.numbers_shown else several
