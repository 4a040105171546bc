"""The step to the next period, as edits: what belonged to the period that stands goes, and is shown beside as what was.

What was heard from the units goes with it: an answer to the former period is none to the next.
The plan's own facts stay; so do answers that last (Avslutad, Klar, Följs ej upp) with the words that explain them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runxl.assessment.assessed import Assessment
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.contract.load import contract
from runxl.contract.vocabulary import Column, Table
from runxl.excel import fold
from runxl.measure.worded import measured
from runxl.output.results.standing import row_edit, setting_edits, standing_in, whole_table
from runxl.workbook.edits import Edits, RowEdit, Written, joined
from runxl.workbook.tables import FoundTable, Raw, Workbook

_NO_ANSWER = (None, "")


@dataclass(frozen=True, slots=True)
class Step:
    """`emptied`: how many answers and decisions were taken away; `kept`: how many stand because they last."""

    edits: Edits
    emptied: int
    kept: int


def step(workbook: Workbook, assessment: Assessment, to: str, texts: Sequence[Mapping[str, Written]]) -> Step:
    """From the period that was assessed to another of the same year. `texts` are the rows of its document."""
    emptied, kept, parts = 0, 0, []
    for table in contract().tables.values():
        found = workbook.tables.get(table.name)
        if found is None or (table.kind != "data" and not table.each_period):
            continue
        if table.name == "texter":
            rows = [[text.get(column.name) for column in table.columns] for text in texts]
            parts.append(whole_table(workbook, table, rows))
        elif table.each_period:
            emptied += len(found) if table.kind == "data" else 0
            parts.append(whole_table(workbook, table, ()))
        else:
            gone = _Emptied(workbook, table, found, assessment)
            parts.append(Edits(rows=tuple(gone.rows())))
            emptied, kept = emptied + gone.emptied, kept + gone.kept
    now = f"{to} {assessment.ar}" if assessment.ar else to
    parts.append(setting_edits(workbook, {"period": to, "svaren_avser": now}))
    return Step(joined(parts), emptied, kept)


class _Emptied:
    """One table: its answers, decisions and results go, row by row."""

    def __init__(self, workbook: Workbook, table: Table, found: FoundTable, assessment: Assessment) -> None:
        self.workbook, self.table, self.found = workbook, table, found
        self.columns = [one for one in table.columns if one.name in found.columns]
        self.going = [one for one in self.columns if one.belongs_to_period or one.is_result]
        self.former = {one.former: one for one in self.columns if one.former}
        self.lasting = [(found.values(one.name), {*map(fold, one.lasting)}) for one in self.columns if one.lasting]
        self.statuses, self.outcomes = _statuses(table, assessment), _outcomes(table, assessment)
        self.emptied = self.kept = 0

    def rows(self) -> Iterator[RowEdit]:
        sheet = self.workbook.sheets[self.table.sheet]
        by_place = {self.found.columns[one.name].index: one for one in self.going}
        places = tuple(sorted(by_place))
        for position, row in enumerate(self.found.rows):
            lasts = self._lasts(position)
            stands = standing_in(sheet, row, places)
            values = [
                self._value(by_place[place], raw, position, lasts=lasts)
                for place, raw in zip(places, stands, strict=True)
            ]
            changed = row_edit(sheet, self.table.sheet, row, places, values)
            if changed:
                yield changed

    def _lasts(self, position: int) -> bool:
        return any(fold(str(values[position] or "")) in lasting for values, lasting in self.lasting)

    def _value(self, column: Column, stands: Raw, position: int, *, lasts: bool) -> Written:
        if column.is_result:
            return self._shown(column, position)
        if stands in _NO_ANSWER:
            return None
        if lasts and (column.long or fold(str(stands)) in map(fold, column.lasting)):
            self.kept += 1
            return stands if isinstance(stands, str) else None
        self.emptied += 1
        return None

    def _shown(self, column: Column, position: int) -> Written:
        """What was, where a column shows it; every other result is of the period that has ended."""
        if column.name == "foregaende_status":
            return self.statuses.get(self.found.rows[position])
        asked = self.former.get(column.name)
        raw = self.found.values(asked.name)[position] if asked else None
        if asked is None or raw in _NO_ANSWER:
            return None
        return str(raw) if asked.type == "code" else self.outcomes.get(self.found.rows[position])


def _statuses(table: Table, assessment: Assessment) -> dict[int, str | None]:
    """The status that counted in the period that has ended, by row in Excel."""
    verdicts: Mapping[str, Sequence[MalVerdict | DelmalVerdict | IndikatorVerdict]] = {
        "mal": assessment.mal,
        "delmal": assessment.delmal,
        "indikatorer": assessment.indikatorer,
    }
    return {one.row.row: one.status for one in verdicts.get(table.name, ())}


def _outcomes(table: Table, assessment: Assessment) -> dict[int, str]:
    """`84,7 % (DÅ 1 2026)`: each outcome with what it is of, its own year where it has one."""
    if table.name != "indikatorer":
        return {}
    return {
        one.row.row: f"{measured(one.row.utfall, one.row.enhet)} ({one.row.avser_ar or assessment.when})"
        for one in assessment.indikatorer
        if one.measured and one.row.utfall is not None
    }
