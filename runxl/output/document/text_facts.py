"""Facts that a text may ask for by name, `{resultat}`, `{indikatorer 3.2}`, so that no figure is typed twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from runxl.assessment.counts import met
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow
from runxl.excel import fold
from runxl.output.document.phrases import NOTHING, counted, in_words, outcome, share, yearly_target
from runxl.output.said.source import Source
from runxl.output.said.unassessed import amount, text, unit_said
from runxl.svenska import capital, number

_PLACE = re.compile(r"\{([^{}\n]{1,80})\}")
_ACCOUNTS = "driftredovisning"


@dataclass(frozen=True, slots=True)
class Fact:
    """What it is called; `about` is the word for what may follow, if anything may. `made` knows it, or nothing."""

    name: str
    help: str
    example: str
    made: Callable[[Source, str], str | None]
    about: str = ""


def filled_in(said: str, source: Source) -> tuple[str, tuple[str, ...]]:
    """The text with the facts that it asks for, and the names of those that there are none of: they stand as typed."""
    unknown: list[str] = []

    def fact(found: re.Match[str]) -> str:
        told = _told(found[1], source)
        if told is None:
            unknown.append(found[0])
        return found[0] if told is None else told

    return _PLACE.sub(fact, said), tuple(unknown)


def _told(asked: str, source: Source) -> str | None:
    name = fold(asked)
    for one in FACTS:
        if name == one.name or (one.about and name.startswith(f"{one.name} ")):
            return one.made(source, " ".join(asked.split())[len(one.name) :].strip()) or None
    return _staff(source, name)


def _staff(source: Source, name: str) -> str | None:
    row = next((row for row in source.rows("personal") if fold(text(row, "nyckeltal")) == name), None)
    return _amount(row, "varde") if row else None


def _result(source: Source, column: str) -> str | None:
    """The accounts' result: as it is, or what stands in another of the sheet's columns."""
    rows = source.rows(_ACCOUNTS)
    row = next((one for one in reversed(rows) if one.get("niva") == "Resultat"), None)
    titles = {fold(one.title): one.name for one in contract().tables[_ACCOUNTS].columns if one.type == "number"}
    name = titles.get(fold(column)) if column else "utfall"
    return _amount(row, name) if row and name else None


def _amount(row: DataRow, column: str) -> str | None:
    found = amount(row, column)
    return None if found is None else f"{number(found)}{unit_said(text(row, 'enhet'))}"


def _counts(level: str, source: Source, _: str = "") -> str | None:
    model = source.basis.styrmodell
    found = source.assessment.counts.told(model).get(level)
    return counted(found, model.labels[level], model).rstrip(".") if found else None


def _indikatorer(source: Source, nr: str) -> str | None:
    """`Två av fyra indikatorer uppnår målvärdet`, of those that are judged."""
    if not nr:
        return _counts("indikator", source)
    scale, label = source.basis.scale, source.basis.styrmodell.labels["indikator"]
    told = [one for one in source.assessment.indikatorer if one.row.delmal == nr]
    judged = [one for one in told if one.counts and one.told and scale.level(one.told)]
    reached = sum(one.told == scale.best.word for one in judged)
    if not judged:
        return None
    if len(judged) == 1:
        return f"{capital(label.definite)} uppnår {'' if reached else 'inte '}målvärdet"
    none = "inget" if label.gender == "neutrum" else "ingen"
    some = in_words(reached, label) if reached else none
    return f"{capital(some)} av {in_words(len(judged), label)} {label.many} uppnår målvärdet"


def _indikator(made: Callable[[Source, IndikatorVerdict], str]) -> Callable[[Source, str], str | None]:
    def of(source: Source, nr: str) -> str | None:
        """The sign for nothing is a table's: no sentence says it."""
        found = next((one for one in source.assessment.indikatorer if nr and one.nr == nr), None)
        told = made(source, found) if found else NOTHING
        return None if told == NOTHING else told

    return of


def _delmal(source: Source, nr: str) -> str | None:
    if not nr:
        return _counts("delmal", source)
    found = next((one for one in source.assessment.delmal if one.nr == nr), None)
    model = source.basis.styrmodell
    return met(found.told, model.labels["delmal"], model) if found and found.told else None


FACTS: Sequence[Fact] = (
    Fact("nämnd", "Nämndens namn.", "Kulturnämnden", lambda source, _: source.assessment.namnd),
    Fact("år", "Arbetsbokens år.", "2026", lambda source, _: str(source.basis.ar or "")),
    Fact("period", "Arbetsbokens period.", "DÅ 2", lambda source, _: source.basis.period.name),
    Fact("mål", "Hur många mål som har varje status.", "Fyra regionmål bedöms vara …", partial(_counts, "mal")),
    Fact(
        "delmål", "Hur många delmål som har varje status, eller ett delmåls status.", "delvis uppfyllt", _delmal, "NR"
    ),
    Fact(
        "indikatorer",
        "Hur många indikatorer som har varje status, eller hur många av delmålets som når målvärdet.",
        "Två av fyra indikatorer uppnår målvärdet",
        _indikatorer,
        "NR",
    ),
    Fact("utfall", "En indikators utfall.", "84,7 %", _indikator(lambda s, one: outcome(one, s.basis.ar)), "NR"),
    Fact("målvärde", "En indikators målvärde.", "84 %", _indikator(lambda _, one: yearly_target(one.row)), "NR"),
    Fact("måluppfyllelse", "En indikators måluppfyllelse.", "100,8 %", _indikator(lambda _, one: share(one)), "NR"),
    Fact(
        "resultat",
        "Resultatet i Driftredovisning, eller det som står i en annan kolumn.",
        "10,1 mkr",
        _result,
        "KOLUMN",
    ),
)
"""Any other name is a nyckeltal of Personal: `{antal anställda}`."""
