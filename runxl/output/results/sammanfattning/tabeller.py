"""Sammanfattning's lists of economy, personnel and events. A list stands there only if its table has rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from runxl.assessment.economy import forecast_status
from runxl.assessment.verdicts import plain_number
from runxl.output.said.source import Source
from runxl.output.said.unassessed import Row, amount, is_sum, moved, plain_amount, shared_unit, text
from runxl.svenska import capital, number, percent
from runxl.template.sections import Line, Section, opening, table_sections
from runxl.workbook import places as layout
from runxl.workbook.edits import Written
from runxl.workbook.places import Looks

_FACTS: Looks = ("body",) * 6
_LARGEST_SHARE = 100


@dataclass(frozen=True, slots=True)
class TableLists:
    source: Source

    def lines(self) -> Iterator[Line]:
        """Every list that has something to say, each with its heading and a blank line after it."""
        fill: dict[str, Callable[[Row], Line]] = {
            "driftredovisning": self._drift,
            "verksamheter": self._verksamhet,
            "anslag": _anslag,
            "avvikelser": _avvikelse,
            "personal": _nyckeltal,
            "handelser": self._handelse,
        }
        for section in table_sections(self.source.basis.styrmodell):
            rows = self.source.rows(section.name)
            if rows:
                yield from opening(section, _heading(section, rows))
                yield from map(fill[section.name], rows)
                if section.hint and any(forecast_status(row, self.source.basis) for row in rows):
                    yield Line(layout.HINT, (section.hint,))
                yield Line(layout.BLANK)

    def _drift(self, row: Row) -> Line:
        first: Looks = (_look(row, "post"), "body", "status")
        values = [plain_amount(row, name) for name in ("arsprognos", "arsbudget", "avvikelse_arsprognos")]
        said = (text(row, "post"), _so_far(row), forecast_status(row, self.source.basis))
        return Line((*first, *_looks(values)), (*said, *values))

    def _verksamhet(self, row: Row) -> Line:
        first: Looks = (_look(row, "verksamhet"), "body", "status")
        forecast = plain_amount(row, "avvikelse_arsprognos")
        said = (text(row, "verksamhet"), _so_far(row), forecast_status(row, self.source.basis))
        return Line((*first, *_looks([forecast]), "body", "body"), (*said, forecast))

    def _handelse(self, row: Row) -> Line:
        nr = text(row, "mal")
        about = self.source.mal_in_short().get(nr, nr)
        return Line(_FACTS, (text(row, "rubrik"), text(row, "beskrivning"), text(row, "ansvarig"), about))


def _anslag(row: Row) -> Line:
    values = [plain_amount(row, name) for name in ("arsbudget", "fattade_beslut", "utbetalt")]
    looks: Looks = (_look(row, "atgard"), "body", "body", *_looks(values))
    return Line(looks, (text(row, "atgard"), _paid(row), None, *values))


def _paid(row: Row) -> str | None:
    """`28 % av årsbudgeten är utbetald`, unless the share is so large that it says nothing."""
    budget, paid = amount(row, "arsbudget"), amount(row, "utbetalt")
    share = paid / budget if paid is not None and budget else None
    if share is None or abs(share) > _LARGEST_SHARE:
        return None
    return f"{percent(round(share, 2))} av årsbudgeten är utbetald"


def _avvikelse(row: Row) -> Line:
    parts = {"Orsak": text(row, "analys"), "Åtgärd": text(row, "atgard")}
    told = "\n".join(f"{title}: {said}" for title, said in parts.items() if said)
    return Line(_FACTS, (text(row, "avvikelseomrade"), told, text(row, "omrade"), text(row, "ansvarig")))


def _nyckeltal(row: Row) -> Line:
    change = moved(row)
    told = plain_number(change) if change is not None else None
    values = (plain_amount(row, "varde"), plain_amount(row, "foregaende"), told)
    looks: Looks = ("body", "body", *_looks(values), "body")
    return Line(looks, (text(row, "nyckeltal"), text(row, "kommentar"), *values, text(row, "enhet")))


def _heading(section: Section, rows: Sequence[Row]) -> str:
    """With the unit, where the whole list has the same and no column tells it."""
    unit = "" if "Enhet" in section.headers else shared_unit(rows)
    return f"{section.heading} ({unit})" if unit else section.heading


def _so_far(row: Row) -> str | None:
    """`Utfall 133 mot budget 127: 6 mkr bättre än budget`, as much of it as is known."""
    outcome, budget, deviation = (amount(row, name) for name in ("utfall", "budget", "avvikelse"))
    if deviation is None and outcome is not None and budget is not None:
        deviation = outcome - budget
    both = f"utfall {number(outcome)} mot budget {number(budget)}" if outcome is not None and budget is not None else ""
    said = "" if deviation is None else _deviation(deviation, text(row, "enhet"))
    return capital(": ".join(filter(None, (both, said)))) or None


def _deviation(deviation: Decimal, unit: str) -> str:
    if not deviation:
        return "enligt budget"
    size = f"{number(abs(deviation))} {unit}".rstrip()
    return f"{size} {'bättre' if deviation > 0 else 'sämre'} än budget"


def _look(row: Row, name: str) -> str:
    """A sum stands out."""
    return "strong" if is_sum(row, name) else "body"


def _looks(amounts: Sequence[Written]) -> Looks:
    """Thousands are set apart; if one of a row's amounts has decimals they all show theirs."""
    return ("decimals" if any(isinstance(one, float) for one in amounts) else "amount",) * len(amounts)
