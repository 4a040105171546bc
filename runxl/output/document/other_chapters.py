"""The other tables of a report: uppdrag, händelser, personal, economy, aktiviteter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.assessment.economy import forecast_status
from runxl.assessment.verdicts import AktivitetVerdict, UppdragVerdict
from runxl.contract.scale import NONE
from runxl.output.document import marks
from runxl.output.document.blocks import Block, Grid, GridCell, GridColumn, Heading, Paragraph
from runxl.output.document.headings import in_short
from runxl.output.document.phrases import date
from runxl.output.document.prose import written
from runxl.output.said.source import Source
from runxl.output.said.unassessed import ECONOMY, Row, amount, is_sum, moved, shared_unit, text, title
from runxl.output.said.when import periodicity
from runxl.svenska import number

_TITLES = {
    "Fullmäktige till nämnd": "Uppdrag från fullmäktige till nämnd",
    "Nämnd till förvaltning": "Uppdrag från nämnd till förvaltning",
}
_NO_GIVER = "Övriga uppdrag"
_WIDTHS = {"utfall": 1.5, "budget": 1.5, "avvikelse": 1.8, "arsprognos": 2.3, "avvikelse_arsprognos": 2.3}
"""The longer words of a table with many columns need more room than the others."""

_ANALYSIS, _REMEDY = "Analys - orsak till avvikelse", "Aktivitet för att komma till rätta med avvikelse"


# Uppdrag


def assignments(source: Source, level: int) -> Iterator[Block]:
    """Status | Uppdrag | Analys | Periodicitet och slutdatum, in both directions."""
    columns = (
        GridColumn("Status", 2.2),
        GridColumn("Uppdrag", 5),
        GridColumn("Analys", 6),
        GridColumn("Periodicitet och slutdatum", 2.6),
    )
    for name, several in _by_giver(source):
        yield Heading(level, name)
        yield Grid.plain(
            name, "Status och analys för varje uppdrag.", columns, tuple(_assigned(source, one) for one in several)
        )


def planned_assignments(source: Source, level: int) -> Iterator[Block]:
    """Status | Uppdrag | Periodicitet | Slutdatum."""
    columns = (
        GridColumn("Status", 2.4),
        GridColumn("Uppdrag", 8),
        GridColumn("Periodicitet", 2.6),
        GridColumn("Slutdatum", 2.4),
    )
    for name, several in _by_giver(source):
        yield Heading(level, name)
        rows = tuple(
            (
                marks.uppdrag(one.row.status),
                _assignment(source, one),
                GridCell(periodicity(one.row.periodicitet)),
                GridCell(date(one.row.slutdatum)),
            )
            for one in several
        )
        yield Grid.plain(name, "Status och slutdatum för varje uppdrag.", columns, rows)


def _by_giver(source: Source) -> Iterator[tuple[str, list[UppdragVerdict]]]:
    for giver, several in source.uppdrag_by_giver().items():
        yield _TITLES.get(giver, giver) or _NO_GIVER, several


def _assigned(source: Source, one: UppdragVerdict) -> tuple[GridCell, ...]:
    when = "\n".join(filter(None, (periodicity(one.row.periodicitet), date(one.row.slutdatum))))
    late = "Slutdatum har passerat" if one.overdue else ""
    return (
        marks.uppdrag(one.row.status),
        _assignment(source, one),
        GridCell(one.row.analys),
        GridCell(when, note=late),
    )


def _assignment(source: Source, one: UppdragVerdict) -> GridCell:
    told = f"Riktas till {one.row.riktas_till}" if one.row.riktas_till else ""
    return GridCell(source.numbered(one.nr, one.row.uppdrag), note=told)


# Händelser och personal


def events(source: Source, level: int) -> Iterator[Block]:
    names = {mal.nr: in_short(source, "mal", mal.nr, mal.row.mal) for mal in source.assessment.mal}
    for row in source.rows("handelser"):
        yield Heading(level, text(row, "rubrik") or "Händelse")
        yield from written(text(row, "beskrivning"))
        if text(row, "mal") in names:
            yield Paragraph(f"Gäller {names[text(row, 'mal')]}.", "quiet")


def staff(source: Source, level: int) -> Iterator[Block]:
    """Nyckeltal, and what deviates."""
    rows = tuple(_key_figure(row) for row in source.rows("personal"))
    if rows:
        columns = (
            GridColumn("Nyckeltal", 4.5),
            GridColumn("Värde", 2, right=True),
            GridColumn("Föregående", 2, right=True),
            GridColumn("Förändring", 2, right=True),
            GridColumn("Kommentar", 5),
        )
        yield from _filled("Nyckeltal om personalen", "Värde och föregående värde för varje nyckeltal.", columns, rows)
    yield from _deviations(source, "Personal", level)


def _key_figure(row: Row) -> tuple[GridCell, ...]:
    change, unit = moved(row), text(row, "enhet")
    shown = f" {unit}" if unit and unit.casefold() != "antal" else ""
    sign = "+" if change and change > 0 else ""
    return (
        GridCell(text(row, "nyckeltal")),
        _amount(row, "varde", shown),
        _amount(row, "foregaende", shown),
        GridCell(f"{sign}{number(change)}" if change is not None else ""),
        GridCell(text(row, "kommentar")),
    )


# Economy


def economy(source: Source, _level: int) -> Iterator[Block]:
    """Driftredovisning with Årsprognos against Årsbudget, and the deviations of each verksamhet."""
    yield from _amounts(source, "driftredovisning", "Driftredovisning")
    yield from _amounts(source, "verksamheter", "Avvikelse mot budget per verksamhet")


def grants(source: Source, _level: int) -> Iterator[Block]:
    yield from _amounts(source, "anslag", "Anslag")


def _amounts(source: Source, table: str, caption: str) -> Iterator[Grid]:
    """A table of amounts, with the unit in its first header; columns that nobody has filled in are left out."""
    rows, name, amounts = source.rows(table), ECONOMY[table].name, ECONOMY[table].amounts
    one_unit = shared_unit(rows)
    columns = (
        GridColumn(f"{title(table, name)}{f' ({one_unit})' if one_unit else ''}", 4),
        *(GridColumn(title(table, one), _WIDTHS.get(one, 2), right=True) for one in amounts),
        GridColumn("Status", 1.7),
    )
    filled = []
    for row in rows:
        unit = "" if one_unit or not text(row, "enhet") else f" {text(row, 'enhet')}"
        status = marks.status(forecast_status(row, source.basis), source.basis.styrmodell)
        status = status if table != "anslag" else GridCell()
        cells = (_amount(row, one, unit) for one in amounts)
        filled.append((GridCell(text(row, name), strong=is_sum(row, name)), *cells, status))
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
        (
            GridCell(text(row, "avvikelseomrade"), strong=True),
            GridCell(text(row, "analys")),
            GridCell(text(row, "atgard")),
        )
        for row in source.rows("avvikelser")
        if (text(row, "omrade") or "Ekonomi") == area
    )
    if rows:
        if level:
            yield Heading(level, "Avvikelser och förslag till åtgärder")
        columns = (GridColumn("Avvikelseområde", 3), GridColumn(_ANALYSIS, 5), GridColumn(_REMEDY, 5))
        yield Grid.plain(f"Avvikelser, {area.lower()}", "Orsak och åtgärd för varje avvikelse.", columns, rows)


# Aktiviteter


def activities(source: Source, _level: int) -> Iterator[Block]:
    """The annex: every delmål's aktiviteter with their status."""
    columns = (
        GridColumn(source.one("delmal"), 4.4),
        GridColumn(source.many("aktivitet"), 5),
        GridColumn("Status", 2.8),
        GridColumn("Kommentar", 3.6),
    )
    rows: list[tuple[GridCell, ...]] = []
    for name, several in _aktiviteter_by_delmal(source):
        for place, one in enumerate(several):
            status = marks.aktivitet(one.row.status or NONE, one.bidrag, source.basis.styrmodell)
            shown = GridCell("Följs ej upp") if one.reason.rule == "foljs_ej_upp" else status
            named = source.numbered(one.nr, one.row.aktivitet)
            first = GridCell(name if place == 0 else "", strong=True, joined=place > 0)
            rows.append((first, GridCell(named), shown, GridCell(one.row.kommentar)))
    if rows:
        caption = f"{source.many('aktivitet')} per {source.one('delmal').lower()}"
        yield from _filled(caption, "Status för varje rad.", columns, rows)


def _aktiviteter_by_delmal(source: Source) -> Iterator[tuple[str, Sequence[AktivitetVerdict]]]:
    """The delmål's headings with their aktiviteter, in the order of the delmål; then those without a delmål."""
    names = {one.nr: source.numbered(one.nr, one.row.delmal) for one in source.assessment.delmal}
    groups: dict[str, list[AktivitetVerdict]] = {nr: [] for nr in names}
    for aktivitet in source.assessment.aktiviteter:
        groups.setdefault(aktivitet.row.delmal, []).append(aktivitet)
    yield from ((names.get(nr, nr), several) for nr, several in groups.items() if several)


def _filled(
    caption: str, about: str, columns: Sequence[GridColumn], rows: Sequence[tuple[GridCell, ...]]
) -> Iterator[Grid]:
    """A table without the columns that say nothing in any row; none at all if nothing could be read in them."""
    kept = [place for place in range(len(columns)) if any(row[place].text or row[place].note for row in rows)]
    if kept:
        told = tuple(tuple(row[place] for place in kept) for row in rows)
        yield Grid.plain(caption, about, tuple(columns[place] for place in kept), told)


def _amount(row: Row, name: str, unit: str = "") -> GridCell:
    found = amount(row, name)
    return GridCell(f"{number(found)}{unit}" if found is not None else "")
