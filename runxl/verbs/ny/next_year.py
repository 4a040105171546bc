"""Next year's workbook from this year's: the structure, who answers and the history; what was reported starts anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Checked, Settings
from runxl.contract.load import contract
from runxl.contract.vocabulary import EMPTY, DataRow, Table
from runxl.errors import RunxlError
from runxl.excel import fold
from runxl.measure.values import plain
from runxl.output.document.outline import says
from runxl.svenska import counted, listed
from runxl.verbs.carry import carried, written_settings
from runxl.verbs.examine import AnyPath, examine, refuse_foreign
from runxl.verbs.ny.new_contents import NewContents, first_period, with_outline
from runxl.verbs.plan import new_plan_id
from runxl.workbook.belongings import calculated
from runxl.workbook.tables import Workbook

_NO_ANSWER = "Svar saknas"
_NOTHING = (None, "", _NO_ANSWER)
_ENDED = {
    "indikatorer": {"lage": "Följs ej upp"},
    "aktiviteter": {"status": "Avslutad", "lage": "Följs ej upp"},
    "uppdrag": {"status": "Klar"},
}
"""What may have come to its end: the columns that say so, and the word."""


def next_year(former: AnyPath, year: int | None = None, namnd: str = "") -> NewContents:
    """What the workbook of the year after `former`, or of `year`, begins with."""
    found = examine(former, to_write=True)
    settings = found.checked.settings
    last = settings.ar
    if last is None:
        raise RunxlError(
            f"{former}: fyll i År på bladet Inställningar, så att det går att veta vilket år som är nästa."
        )
    refuse_foreign(found.checked)
    year = year or last + 1
    if year <= last:
        raise RunxlError(f"{former} gäller {last}. Ange ett senare år än så, eller inget.")
    everything = carried(found.workbook, but=calculated(Path(found.workbook.path)))
    period = settings.moment.period
    whole_year = period is None or not period.is_delar
    verdicts = found.assess().indikatorer
    stood = _with_what_counted(found.workbook, everything.rows, verdicts)
    rows = {
        name: [_anew(table, row, last, whole_year=whole_year) for row in stood.get(name, ())]
        for name, table in everything.contract.tables.items()
        if table.carried
    }
    outcomes = "Utfall står nu som Tidigare utfall."
    if period and not whole_year:
        outcomes = (
            f"Utfallen gäller {period.name}, inte hela året: de står nu som Föregående år på bladet Periodvärden."
        )
        rows["indikatorer"] = [_with_last_whole_year(row, found.checked, last) for row in rows["indikatorer"]]
        rows["periodvarden"] = _of_period(verdicts, period.name)
    styrmodell = settings.styrmodell
    first = first_period(styrmodell).name
    begun = _settings(settings, year, namnd, first)
    whole = with_outline(rows, replace(settings, ar=year, period=first), settings)
    left = (*everything.shortened, *_targets_left(found.workbook), *_uncounted(found.workbook, verdicts))
    return NewContents(everything.contract, styrmodell, year, whole, begun, _ended(everything.rows), left, outcomes)


def _targets_left(workbook: Workbook) -> Iterator[str]:
    """What held for the periods of one year is not said of the next."""
    found = workbook.tables.get("periodvarden")
    if found is None:
        return
    pairs = zip(found.values("periodmal"), found.values("utgangsvarde"), strict=True)
    if many := sum(pair != (None, None) for pair in pairs):
        yield (
            f"Periodmål och Utgångsvärde på bladet {found.sheet} följer inte med ({counted(many, 'rad', 'rader')}). "
            "Skriv dem som gäller det nya året."
        )


def _uncounted(workbook: Workbook, verdicts: Sequence[IndikatorVerdict]) -> Iterator[str]:
    """An outcome that was no measurement is not made one by a new year, and not dropped in silence."""
    found = workbook.tables.get("indikatorer")
    if found is None:
        return
    filled = {row for row, value in zip(found.rows, found.values("utfall"), strict=True) if value not in _NOTHING}
    if numbers := [one.nr for one in verdicts if one.row.row in filled and not one.measured]:
        yield (
            f"Utfall som inte räknades som en mätning följer inte med: {listed(numbers)}. "
            "Står där något som nästa år ska jämföras med: skriv det i Tidigare utfall."
        )


def _settings(settings: Settings, year: int, namnd: str, period: str) -> dict[str, object]:
    """The nämnd's own choices go along; the plan and its sending are new."""
    return written_settings(
        replace(
            settings,
            namnd=namnd or settings.namnd,
            ar=year,
            period=period,
            plan_id=new_plan_id(),
            utskickad_till="",
            utskickad_den=None,
            svar_senast=None,
            svaren_avser="",
        )
    )


def _with_what_counted(
    workbook: Workbook, rows: Mapping[str, list[DataRow]], verdicts: Sequence[IndikatorVerdict]
) -> dict[str, list[DataRow]]:
    """Without the outcomes that were no measurements: the one before them is still the last."""
    found = workbook.tables.get("indikatorer")
    if found is None:
        return {**rows}
    uncounted = {one.row.row for one in verdicts if not one.measured}
    pairs = zip(found.rows, rows.get("indikatorer", ()), strict=True)
    return {**rows, "indikatorer": [{**row, "utfall": None} if at in uncounted else row for at, row in pairs]}


def _of_period(verdicts: Sequence[IndikatorVerdict], period: str) -> list[dict[str, object]]:
    """What has been reached in some months of the year is what the same months of the next are compared with."""
    return [
        {"nr": one.nr, "period": period, "foregaende_ar": plain(one.utfall)}
        for one in verdicts
        if one.nr and one.measured and one.utfall not in _NOTHING
    ]


def _with_last_whole_year(row: dict[str, object], checked: Checked, ar: int) -> dict[str, object]:
    """An outcome of some months is none of a year: the latest of a whole year stands, from what is remembered."""
    ends = {one.name for one in checked.moment.styrmodell.periods if one.year_end}
    whole = [
        past
        for past in checked.historik
        if past.objekt == "Indikator" and past.nr == row.get("nr") and past.utfall is not None and past.ar < ar
        if past.period in ends
    ]
    if not whole:
        return row
    latest = max(whole, key=lambda past: past.ar)
    return {**row, "tidigare_utfall": plain(latest.utfall), "tidigare_utfall_ar": latest.ar}


def _anew(table: Table, row: DataRow, ar: int, *, whole_year: bool) -> dict[str, object]:
    """A row as it stands when the new year begins."""
    if table.kind == "written":
        return dict(row)
    kept = {
        column.name: row.get(column.name)
        for column in table.columns
        if column.role in ("key", "in") and not column.next_year
    }
    if table.name == "texter" and says(row, "star_kvar"):
        kept["text"] = row.get("text")
    if table.name == "indikatorer" and not whole_year:
        return kept
    moved = {
        column.next_year: row.get(column.name)
        for column in table.columns
        if column.next_year not in ("", EMPTY) and row.get(column.name) not in _NOTHING
    }
    if "tidigare_utfall" in moved:
        moved.setdefault("tidigare_utfall_ar", ar)
    else:
        moved.pop("tidigare_utfall_ar", None)
    return kept | moved


def _ended(rows: Mapping[str, list[DataRow]]) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, words in _ENDED.items():
        ended = [
            str(row.get("nr") or "")
            for row in rows.get(name, ())
            if any(fold(str(row.get(column) or "")) == fold(word) for column, word in words.items())
        ]
        if ended:
            found[contract().tables[name].sheet] = tuple(ended)
    return found
