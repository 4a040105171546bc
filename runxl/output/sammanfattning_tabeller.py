"""Sammanfattning's lists of economy, personnel and events. A list stands there only if its table has rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from runxl.assessment.basis import Basis
from runxl.assessment.ekonomi import forecast_status
from runxl.assessment.svenska import number, percent, sentence
from runxl.assessment.typer import value
from runxl.assessment.verdicts import plain_number
from runxl.workbook.build import layout
from runxl.workbook.build.layout import Looks
from runxl.workbook.build.sections import Line, Section, opening, table_sections
from runxl.workbook.edits import Written

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
"""The rows of the tables that are not assessed, by the table's name."""

_FACTS: Looks = ("body",) * 6
_SUMS = ("Summa", "Resultat")
_TOTAL = "summa"
_LARGEST_SHARE = 100


@dataclass(frozen=True, slots=True)
class TableLists:
    """`mal` says what a mål is called in running text, by its Nr."""

    tables: Tables
    basis: Basis
    mal: Mapping[str, str]

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
        for section in table_sections(self.basis.styrmodell):
            rows = [row for row in self.tables.get(section.name, ()) if _says_something(row)]
            if rows:
                yield from opening(section, _heading(section, rows))
                yield from map(fill[section.name], rows)
                if section.hint and any(forecast_status(row, self.basis) for row in rows):
                    yield Line(layout.HINT, (section.hint,))
                yield Line(layout.BLANK)

    def _drift(self, row: Row) -> Line:
        first: Looks = ("strong" if row.get("niva") in _SUMS else "body", "body", "status")
        values = [_amount(row, name) for name in ("arsprognos", "arsbudget", "avvikelse_arsprognos")]
        said = (_text(row, "post"), _so_far(row), forecast_status(row, self.basis))
        return Line((*first, *_looks(values)), (*said, *values))

    def _verksamhet(self, row: Row) -> Line:
        first: Looks = (_total_look(row, "verksamhet"), "body", "status")
        forecast = _amount(row, "avvikelse_arsprognos")
        said = (_text(row, "verksamhet"), _so_far(row), forecast_status(row, self.basis))
        return Line((*first, *_looks([forecast]), "body", "body"), (*said, forecast))

    def _handelse(self, row: Row) -> Line:
        nr = str(row.get("mal") or "")
        about = self.mal.get(nr, nr) or None
        return Line(_FACTS, (_text(row, "rubrik"), _text(row, "beskrivning"), _text(row, "ansvarig"), about))


def _anslag(row: Row) -> Line:
    values = [_amount(row, name) for name in ("arsbudget", "fattade_beslut", "utbetalt")]
    looks: Looks = (_total_look(row, "atgard"), "body", "body", *_looks(values))
    return Line(looks, (_text(row, "atgard"), _paid(row), None, *values))


def _paid(row: Row) -> str | None:
    """`28 % av årsbudgeten är utbetald`, unless the share is so large that it says nothing."""
    budget, paid = value(row.get("arsbudget")), value(row.get("utbetalt"))
    share = paid / budget if paid is not None and budget else None
    if share is None or abs(share) > _LARGEST_SHARE:
        return None
    return f"{percent(round(share, 2))} av årsbudgeten är utbetald"


def _avvikelse(row: Row) -> Line:
    parts = {"Orsak": _text(row, "analys"), "Åtgärd": _text(row, "atgard")}
    told = "\n".join(f"{title}: {said}" for title, said in parts.items() if said) or None
    return Line(_FACTS, (_text(row, "avvikelseomrade"), told, _text(row, "omrade"), _text(row, "ansvarig")))


def _nyckeltal(row: Row) -> Line:
    now, before = value(row.get("varde")), value(row.get("foregaende"))
    moved = plain_number(now - before) if now is not None and before is not None else None
    values = (_amount(row, "varde"), _amount(row, "foregaende"), moved)
    looks: Looks = ("body", "body", *_looks(values), "body")
    return Line(looks, (_text(row, "nyckeltal"), _text(row, "kommentar"), *values, _text(row, "enhet")))


def _heading(section: Section, rows: Sequence[Row]) -> str:
    """With the unit, where the whole list has the same and no column tells it."""
    units = {row["enhet"] for row in rows if row.get("enhet")}
    told = "Enhet" not in section.headers and len(units) == 1
    return f"{section.heading} ({units.pop()})" if told else section.heading


def _so_far(row: Row) -> str | None:
    """`Utfall 133 mot budget 127: 6 mkr bättre än budget`, as much of it as is known."""
    outcome, budget, deviation = (value(row.get(name)) for name in ("utfall", "budget", "avvikelse"))
    if deviation is None and outcome is not None and budget is not None:
        deviation = outcome - budget
    both = f"utfall {number(outcome)} mot budget {number(budget)}" if outcome is not None and budget is not None else ""
    said = "" if deviation is None else _deviation(deviation, _text(row, "enhet") or "")
    return sentence(": ".join(filter(None, (both, said)))) or None


def _deviation(deviation: Decimal, unit: str) -> str:
    if not deviation:
        return "enligt budget"
    size = f"{number(abs(deviation))} {unit}".rstrip()
    return f"{size} {'bättre' if deviation > 0 else 'sämre'} än budget"


def _says_something(row: Row) -> bool:
    return any(said not in (None, "") for name, said in row.items() if name != "row")


def _total_look(row: Row, name: str) -> str:
    """A sum stands out."""
    return "strong" if str(row.get(name) or "").strip().casefold() == _TOTAL else "body"


def _text(row: Row, name: str) -> str | None:
    return str(row.get(name) or "").strip() or None


def _amount(row: Row, name: str) -> int | float | None:
    found = value(row.get(name))
    return None if found is None else plain_number(found)


def _looks(amounts: Sequence[Written]) -> Looks:
    """Thousands are set apart; if one of a row's amounts has decimals they all show theirs."""
    return ("decimals" if any(isinstance(one, float) for one in amounts) else "amount",) * len(amounts)
