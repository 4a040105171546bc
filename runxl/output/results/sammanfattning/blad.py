"""Sammanfattning as edits: the head in its fixed cells, the lists from their first row, and older rows blanked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from runxl.assessment.assessed import Assessment
from runxl.contract.scale import NONE, Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.excel import column_index, position
from runxl.output.results.sammanfattning import content
from runxl.output.results.standing import last_row, same, same_row, standing_in
from runxl.output.said.source import Source
from runxl.svenska import listed
from runxl.template.sections import SectionLine
from runxl.workbook import places as layout
from runxl.workbook.edits import Edit, Edits, Height, RowEdit, Written
from runxl.workbook.heights import row_height
from runxl.workbook.places import LEVEL_ROWS, LIST_COLUMNS, LIST_FIRST_ROW, LIST_WIDTHS, SAMMANFATTNING
from runxl.workbook.tables import Raw, RawSheet, Workbook

_LEAST_HEAD = 21.0
_MOST_HEADS = 20
_COLUMNS = tuple(map(column_index, LIST_COLUMNS))


def sammanfattning_edits(workbook: Workbook, source: Source) -> Edits:
    """The sheet written anew, but for the time stamp (see `stamp_edits`); nothing if it is not there to be read."""
    sheet = workbook.sheets.get(SAMMANFATTNING)
    if sheet is None or sheet.problem:
        return Edits()
    _refuse_another_scale(sheet, source.basis.styrmodell)
    head, lines = content.head(source, _counted(sheet, source.basis.scale)), content.lines(source)
    cells = [Edit(SAMMANFATTNING, cell, value) for cell, value in head.items() if not same(_at(sheet, cell), value)]
    heights = list(_head_heights(head)) if cells else []
    rows: list[RowEdit] = []
    like = layout.samples(source.basis.scale)
    lines += [SectionLine(layout.BLANK)] * (last_row(sheet) - LIST_FIRST_ROW - len(lines) + 1)
    for row, line in enumerate(lines, LIST_FIRST_ROW):
        values, looks = zip(*line.cells, strict=True)
        # All six cells with their looks if any of them changes: what a row looks like follows from what it says.
        if not same_row(standing_in(sheet, row, _COLUMNS), values):
            rows.append(RowEdit(SAMMANFATTNING, row, _COLUMNS, values, tuple(map(like.__getitem__, looks))))
            heights.append(Height(SAMMANFATTNING, row, line.height_of(values)))
    return Edits(tuple(cells), heights=tuple(heights), rows=tuple(rows))


def stamp_edits(workbook: Workbook, assessment: Assessment, now: dt.datetime, *, changed: bool) -> Edits:
    """`Årsrapport 2024, beräknad 2025-01-15`. The day is that of the last run that changed something."""
    sheet = workbook.sheets.get(SAMMANFATTNING)
    if sheet is None or sheet.problem:
        return Edits()
    about = f"{assessment.when}, beräknad " if assessment.when else "Beräknad "
    stands = _at(sheet, layout.PERIOD_CELL)
    wanted = f"{about}{now:%Y-%m-%d}"
    if same(stands, wanted) or (not changed and isinstance(stands, str) and stands.startswith(about)):
        return Edits()
    return Edits((Edit(SAMMANFATTNING, layout.PERIOD_CELL, wanted),))


def _refuse_another_scale(sheet: RawSheet, styrmodell: Styrmodell) -> None:
    """The sheet has the columns, dropdowns and marks of the scale that it was made for."""
    ours, theirs = styrmodell.scale.statuses, tuple(_heads(sheet))
    if theirs != ours and NONE in theirs:
        raise RunxlError(
            f"Ingenting har skrivits: arbetsboken är gjord för statusarna {listed(theirs)}, men "
            f"{styrmodell.title} har {listed(ours)}. Gör en ny arbetsbok av den med runxl migrera."
        )


def _heads(sheet: RawSheet) -> Iterator[str]:
    """The statuses that are counted there, up to the last of all."""
    row, first = layout.LEVELS_HEADER_ROW, column_index(layout.FIRST_COUNT)
    for column in range(first, first + _MOST_HEADS):
        said = sheet.at(row, column)
        if not isinstance(said, str):
            return
        yield said
        if said == NONE:
            return


def _counted(sheet: RawSheet, scale: Scale) -> dict[str, str]:
    """The columns of counts that the sheet has."""
    row, columns = layout.LEVELS_HEADER_ROW, layout.count_columns(scale)
    return {
        status: column
        for status, column in columns.items()
        if status in scale.statuses or _at(sheet, f"{column}{row}") == status
    }


def _at(sheet: RawSheet, cell: str) -> Raw:
    place = position(cell)
    return sheet.at(*place) if place else None


def _head_heights(head: dict[str, Written]) -> Iterator[Height]:
    """The sentences are a size larger than the lists."""
    for row in LEVEL_ROWS.values():
        sentence = str(head[f"{layout.SENTENCE_COLUMN}{row}"] or "")
        yield Height(SAMMANFATTNING, row, max(_LEAST_HEAD, row_height([(sentence, LIST_WIDTHS[1] * 0.95)]) + 4))
