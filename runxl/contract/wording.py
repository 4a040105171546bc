"""A styrmodell's words as they stand on the sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from runxl.contract.scale import BIDRAG, HARD_TO_SAY, NONE, NOT_NOW, Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Code, Codelist, Contract, Setting, Table
from runxl.excel import fold
from runxl.svenska import MONTHS, comma

SHEET = "Blad: "
"""Before the name of a sheet whose own table a chapter is filled with."""


def sheet_in(content: str) -> str | None:
    """The sheet that `Blad: NAMN` names, in any case and with any spaces; None where it names none."""
    word, colon, name = content.partition(":")
    return name.strip() if colon and fold(word) == fold(SHEET.rstrip(": ")) else None


TEXTS = "texter"
"""The table that is the document's outline."""

ADDS: Mapping[str, str] = {bidrag: f"bidrar {'inte' if bidrag == BIDRAG[-1] else bidrag}" for bidrag in BIDRAG}
"""What something does for the status above it."""


def status_sentence(styrmodell: Styrmodell, status: str) -> str:
    """What a status says of a mål: Målet är delvis uppfyllt."""
    level = styrmodell.scale.level(status)
    if level is None:
        return "Målet mäts inte nu" if status == NOT_NOW else "Målet är inte bedömt"
    return f"Målet är {level.adverb} {styrmodell.words['neutrum']}"


def criteria(scale: Scale) -> dict[str, str]:
    """What each status demands of a measure."""
    return {**dict(_criteria(scale)), NONE: "Underlag saknas.", NOT_NOW: "Ska inte mätas denna period."}


def _criteria(scale: Scale) -> Iterator[tuple[str, str]]:
    above = ""
    for level in scale.levels:
        least = "" if level.threshold is None else comma(f"{level.threshold.normalize():f}")
        bounds = (f"minst {least}" if least else "", f"under {above}" if above else "")
        yield level.word, f"Utfallet är {' men '.join(filter(None, bounds))} procent av målvärdet."
        above = least


def codelist(contract: Contract, name: str, styrmodell: Styrmodell) -> Codelist:
    """A dropdown as a workbook of the styrmodell has it."""
    found = contract.codelists[name]
    if found.sheets:
        return replace(found, codes=(*found.codes, *_sheets(contract)))
    codes = {"status": _statuses, "prognos": _forecasts, "period": _periods}.get(found.styrmodell)
    return replace(found, codes=tuple(codes(styrmodell))) if codes else found


def row_words(table: Table, styrmodell: Styrmodell) -> tuple[str, str]:
    """What one row of a table is called, and what several are."""
    if table.label:
        label = styrmodell.labels[table.label]
        return label.one, label.many
    one, many = table.row or (f"rad på bladet {table.sheet}", f"rader på bladet {table.sheet}")
    return one, many


def _sheets(contract: Contract) -> Iterator[Code]:
    for table in contract.tables.values():
        if table.kind == "data" and table.name != TEXTS:
            yield Code(f"{SHEET}{table.sheet}", f"Bladet {table.sheet} som det står.")


def _statuses(styrmodell: Styrmodell) -> Iterator[Code]:
    for level in styrmodell.scale.levels:
        yield Code(level.word, f"Målet eller målvärdet är {level.adverb} {styrmodell.words['neutrum']}.")
    yield Code(NONE, "Det finns inte underlag för en bedömning.")


def _forecasts(styrmodell: Styrmodell) -> Iterator[Code]:
    for level in styrmodell.scale.levels:
        yield Code(level.word, f"Målet väntas {level.adverb} {styrmodell.words['passive']} till årets slut.")
    yield Code(HARD_TO_SAY, "Det går i dagsläget inte att bedöma utfallet vid årets slut.")


def _periods(styrmodell: Styrmodell) -> Iterator[Code]:
    for period in styrmodell.periods:
        month = MONTHS[max(period.months) - 1] if period.months else ""
        followed = f"Hela året följs upp, per {month}." if period.year_end else f"Året följs upp till och med {month}."
        yield Code(period.name, "Före årets början." if period.plan else followed)


def has_setting(styrmodell: Styrmodell, setting: Setting) -> bool:
    """Whether there is such a setting in a workbook of the styrmodell: no threshold of a level that it has not."""
    return setting.level != "lowest" or styrmodell.scale.lowest is not None
