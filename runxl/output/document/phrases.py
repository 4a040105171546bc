"""Measures and counts as a report writes them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.assessment.counts import Counts, met, not_decided
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Indikator
from runxl.contract.styrmodell_vocabulary import Label, Styrmodell
from runxl.measure.values import Value
from runxl.measure.worded import measured
from runxl.output.said.source import Source
from runxl.svenska import NUMBER_WORDS, capital, listed, number, percent

NOTHING = "–"


def in_words(antal: int, label: Label) -> str:
    """`sex`, `en`, `ett`; in figures above twenty."""
    if antal == 1:
        return "ett" if label.gender == "neutrum" else "en"
    return NUMBER_WORDS[antal] if antal < len(NUMBER_WORDS) else number(Decimal(antal))


def counted(counts: Counts, label: Label, model: Styrmodell) -> str:
    """`Sex delmål bedöms vara helt uppfyllda och tretton delvis uppfyllda.`"""
    some = [(status, antal) for status, antal in counts.by_status.items() if antal]
    found = [(status, antal) for status, antal in some if model.scale.level(status)]
    left = [(status, antal) for status, antal in some if not model.scale.level(status)]
    open_ = (
        f"; {in_words(counts.undecided, label)} är {not_decided(label, counts.undecided)}" if counts.undecided else ""
    )
    if not found:
        of = [f"{_some(antal, label)} är {met(status, label, model, antal)}" for status, antal in left]
        return f"{capital(listed(of))}{open_}." if of else ""
    (status, antal), *rest = found
    parts = [f"{_some(antal, label)} bedöms vara {met(status, label, model, antal)}"]
    parts += [f"{in_words(antal, label)} {met(status, label, model, antal)}" for status, antal in rest]
    last = [f"; {in_words(antal, label)} är {met(status, label, model, antal)}" for status, antal in left]
    return f"{capital(listed(parts))}{''.join(last)}{open_}."


def sizes(source: Source) -> Iterator[str]:
    """`19 delmål`: how much there is of each level, for a plan, in which nothing is judged."""
    for level, antal in source.assessment.counts.of_which_there_are.items():
        label = source.basis.styrmodell.labels[level]
        yield f"{antal} {label.one if antal == 1 else label.many}"


def _some(antal: int, label: Label) -> str:
    return f"{in_words(antal, label)} {label.one if antal == 1 else label.many}"


def measure(found: Value, enhet: str) -> str:
    """A sign where there is nothing: no cell of a table is left empty."""
    return measured(found, enhet) or NOTHING


def target(row: Indikator, malvarde: Value) -> str:
    """What is aimed at, as the row's Typ words it."""
    return row.aim(malvarde) or NOTHING


def yearly_target(row: Indikator) -> str:
    """The year's, with its year where it is of a later one."""
    told = target(row, row.malvarde)
    return f"{told} ({row.malar})" if row.malar and row.malvarde is not None else told


def outcome(one: IndikatorVerdict, ar: int | None) -> str:
    """With the year it is of, where that is an earlier one."""
    told = measure(one.utfall, one.row.enhet)
    lags = one.row.avser_ar is not None and ar is not None and one.row.avser_ar < ar
    return f"{told} ({one.row.avser_ar})" if lags and one.utfall is not None else told


def share(one: IndikatorVerdict) -> str:
    """`97,4 %`, where a share means something."""
    return percent(Decimal(str(one.andel))) if one.andel is not None else ""
