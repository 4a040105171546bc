"""The other tables of a report: uppdrag, händelser, personal, economy, aktiviteter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from runxl.assessment.ekonomi import forecast_status
from runxl.assessment.svenska import number
from runxl.assessment.typer import value
from runxl.assessment.verdicts import UppdragVerdict
from runxl.contract.load import contract
from runxl.output.report import marks
from runxl.output.report.blocks import Block, Cell, Column, Heading, Paragraph, Table
from runxl.output.report.prose import written
from runxl.output.report.source import Row, Source
from runxl.output.report.words import date, periodicity

_TITLES = {
    "Fullmäktige till nämnd": "Uppdrag från fullmäktige till nämnd",
    "Nämnd till förvaltning": "Uppdrag från nämnd till förvaltning",
}
_NO_GIVER = "Övriga uppdrag"
_WIDTHS = {"utfall": 1.5, "budget": 1.5, "avvikelse": 1.8, "arsprognos": 2.3, "avvikelse_arsprognos": 2.3}
"""The longer words of a table with many columns need more room than the others."""

_SUMS = ("Summa", "Resultat")
_ANALYSIS, _REMEDY = "Analys - orsak till avvikelse", "Aktivitet för att komma till rätta med avvikelse"


# Uppdrag


def assignments(source: Source, level: int) -> Iterator[Block]:
    """Status | Uppdrag | Analys | Periodicitet och slutdatum, in both directions."""
    columns = (
        Column("Status", 2.2),
        Column("Uppdrag", 5),
        Column("Analys", 6),
        Column("Periodicitet och slutdatum", 2.6),
    )
    for title, several in _by_giver(source):
        yield Heading(level, title)
        yield Table(
            title, "Status och analys för varje uppdrag.", columns, tuple(_assigned(source, one) for one in several)
        )


def planned_assignments(source: Source, level: int) -> Iterator[Block]:
    """Status | Uppdrag | Periodicitet | Slutdatum."""
    columns = (Column("Status", 2.4), Column("Uppdrag", 8), Column("Periodicitet", 2.6), Column("Slutdatum", 2.4))
    for title, several in _by_giver(source):
        yield Heading(level, title)
        rows = tuple(
            (
                marks.uppdrag(one.row.status),
                _assignment(source, one),
                Cell(periodicity(one.row.periodicitet)),
                Cell(date(one.row.slutdatum)),
            )
            for one in several
        )
        yield Table(title, "Status och slutdatum för varje uppdrag.", columns, rows)


def _by_giver(source: Source) -> Iterator[tuple[str, list[UppdragVerdict]]]:
    givers = contract().codelists["uppdragsgivare"].values
    for giver in givers:
        several = [one for one in source.assessment.uppdrag if one.row.uppdragsgivare == giver]
        if several:
            yield _TITLES.get(giver, giver), several
    rest = [one for one in source.assessment.uppdrag if one.row.uppdragsgivare not in givers]
    if rest:
        yield _NO_GIVER, rest


def _assigned(source: Source, one: UppdragVerdict) -> tuple[Cell, ...]:
    when = "\n".join(filter(None, (periodicity(one.row.periodicitet), date(one.row.slutdatum))))
    late = "Slutdatum har passerat" if one.overdue else ""
    return (marks.uppdrag(one.row.status), _assignment(source, one), Cell(one.row.analys), Cell(when, late))


def _assignment(source: Source, one: UppdragVerdict) -> Cell:
    told = f"Riktas till {one.row.riktas_till}" if one.row.riktas_till else ""
    return Cell(source.numbered(one.nr, one.row.uppdrag), told)


# Händelser och personal


def events(source: Source, level: int) -> Iterator[Block]:
    names = {mal.nr: source.short("Mål", mal.nr, mal.row.mal) for mal in source.assessment.mal}
    for row in source.rows("handelser"):
        yield Heading(level, _text(row, "rubrik") or "Händelse")
        yield from written(_text(row, "beskrivning"))
        if _text(row, "mal") in names:
            yield Paragraph(f"Gäller {names[_text(row, 'mal')]}.", "quiet")


def staff(source: Source, level: int) -> Iterator[Block]:
    """Nyckeltal, and what deviates."""
    rows = tuple(_key_figure(row) for row in source.rows("personal"))
    if rows:
        columns = (
            Column("Nyckeltal", 4.5),
            Column("Värde", 2, right=True),
            Column("Föregående", 2, right=True),
            Column("Förändring", 2, right=True),
            Column("Kommentar", 5),
        )
        yield from _filled("Nyckeltal om personalen", "Värde och föregående värde för varje nyckeltal.", columns, rows)
    yield from _deviations(source, "Personal", level)


def _key_figure(row: Row) -> tuple[Cell, ...]:
    now, before = value(row.get("varde")), value(row.get("foregaende"))
    moved = now - before if now is not None and before is not None else None
    unit = _text(row, "enhet")
    shown = f" {unit}" if unit and unit.casefold() != "antal" else ""
    sign = "+" if moved and moved > 0 else ""
    return (
        Cell(_text(row, "nyckeltal")),
        _amount(now, shown),
        _amount(before, shown),
        Cell(f"{sign}{number(moved)}" if moved is not None else "", look="number"),
        Cell(_text(row, "kommentar")),
    )


# Economy


def economy(source: Source, _level: int) -> Iterator[Block]:
    """Driftredovisning with Årsprognos against Årsbudget, and the deviations of each verksamhet."""
    names = {
        "utfall": "Utfall",
        "budget": "Budget",
        "avvikelse": "Avvikelse",
        "arsprognos": "Årsprognos",
        "arsbudget": "Årsbudget",
        "avvikelse_arsprognos": "Avvikelse årsprognos",
    }
    yield from _amounts(source, "driftredovisning", "Driftredovisning", "post", names)
    names = {"avvikelse": "Avvikelse", "avvikelse_arsprognos": "Avvikelse årsprognos"}
    yield from _amounts(source, "verksamheter", "Avvikelse mot budget per verksamhet", "verksamhet", names)


def grants(source: Source, _level: int) -> Iterator[Block]:
    names = {"arsbudget": "Årsbudget", "fattade_beslut": "Fattade beslut", "utbetalt": "Utbetalt"}
    yield from _amounts(source, "anslag", "Anslag", "atgard", names)


def _amounts(source: Source, table: str, caption: str, name: str, amounts: dict[str, str]) -> Iterator[Table]:
    """A table of amounts, with the unit in its first header; columns that nobody has filled in are left out."""
    rows = source.rows(table)
    units = list(dict.fromkeys(filter(None, (_text(row, "enhet") for row in rows))))
    one_unit = len(units) == 1
    title = f"{contract().tables[table].column(name).title}{f' ({units[0]})' if one_unit else ''}"
    columns = (
        Column(title, 4),
        *(Column(word, _WIDTHS.get(one, 2), right=True) for one, word in amounts.items()),
        Column("Status", 1.7),
    )
    filled = []
    for row in rows:
        is_sum = row.get("niva") in _SUMS or _text(row, name).casefold() == "summa"
        unit = "" if one_unit or not _text(row, "enhet") else f" {_text(row, 'enhet')}"
        status = marks.status(forecast_status(row, source.basis)) if table != "anslag" else Cell()
        cells = (_amount(value(row.get(one)), unit) for one in amounts)
        filled.append((Cell(_text(row, name), look="strong" if is_sum else "text"), *cells, status))
    about = (
        "Belopp för varje rad. Status jämför årsprognosen med årsbudgeten."
        if table != "anslag"
        else "Belopp för varje rad."
    )
    yield from _filled(caption, about, columns, filled)


def deviations(source: Source, _level: int) -> Iterator[Block]:
    yield from _deviations(source, "Ekonomi", 0)


def _deviations(source: Source, area: str, level: int) -> Iterator[Block]:
    """`level`: of a heading above the table; none at 0, where the chapter is the table's own."""
    rows = tuple(
        (Cell(_text(row, "avvikelseomrade"), look="strong"), Cell(_text(row, "analys")), Cell(_text(row, "atgard")))
        for row in source.rows("avvikelser")
        if (_text(row, "omrade") or "Ekonomi") == area
    )
    if rows:
        if level:
            yield Heading(level, "Avvikelser och förslag till åtgärder")
        columns = (Column("Avvikelseområde", 3), Column(_ANALYSIS, 5), Column(_REMEDY, 5))
        yield Table(f"Avvikelser, {area.lower()}", "Orsak och åtgärd för varje avvikelse.", columns, rows)


# Aktiviteter


def activities(source: Source, _level: int) -> Iterator[Block]:
    """The annex: every delmål's aktiviteter with their status."""
    columns = (
        Column(source.one("delmal"), 4.4),
        Column(source.many("aktivitet"), 5),
        Column("Status", 2.8),
        Column("Kommentar", 3.6),
    )
    rows: list[tuple[Cell, ...]] = []
    for name, several in source.aktiviteter_by_delmal():
        for place, one in enumerate(several):
            status = marks.aktivitet(one.row.status or "Ej bedömd", one.bidrag)
            shown = Cell("Följs ej upp") if one.reason.rule == "foljs_ej_upp" else status
            named = source.numbered(one.nr, one.row.aktivitet)
            first = Cell(name if place == 0 else "", look="strong", joined=place > 0)
            rows.append((first, Cell(named), shown, Cell(one.row.kommentar)))
    if rows:
        caption = f"{source.many('aktivitet')} per {source.one('delmal').lower()}"
        yield from _filled(caption, "Status för varje rad.", columns, rows)


def _filled(caption: str, about: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Iterator[Table]:
    """A table without the columns that say nothing in any row."""
    kept = [place for place in range(len(columns)) if any(row[place].text or row[place].note for row in rows)]
    if rows:
        told = tuple(tuple(row[place] for place in kept) for row in rows)
        yield Table(caption, about, tuple(columns[place] for place in kept), told)


def _amount(found: Decimal | None, unit: str = "") -> Cell:
    return Cell(f"{number(found)}{unit}" if found is not None else "", look="number")


def _text(row: Row, name: str) -> str:
    said = row.get(name)
    return date(said) if isinstance(said, dt.date) else str(said or "").strip()
