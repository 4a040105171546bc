"""Answers into the plan's file: only cells that change are written, and what was heard is remembered with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from runxl.assessment.basis import basis_of
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.output.results.appended import appended
from runxl.output.results.historik_sheet import closed_by
from runxl.output.results.standing import rewritten, setting_edits
from runxl.template.formats import wraps
from runxl.verbs.examine import AnyPath
from runxl.verbs.fitted import fitted
from runxl.verbs.plan import Master
from runxl.verbs.samla.intake import Intake
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edit, Edits, Height, Written, joined
from runxl.workbook.heights import row_height
from runxl.workbook.patch import Patched, patch
from runxl.workbook.tables import Dressed, Percent, Raw, Workbook


def write(plan: Master, intake: Intake, out: AnyPath | None, *, replace: bool) -> Patched | None:
    """Writes it into the plan, or into `out`; a plan that already says all this is left untouched."""
    answers, remembered = edits_of(plan, intake)
    if not (answers.cells or answers.rows or remembered.rows) and out is None:
        return None
    edits = joined((fitted(plan.workbook, answers), remembered))
    return patch(plan.workbook.path, edits, out, stamp=plan.workbook.stamp, replace=replace)


def edits_of(plan: Master, intake: Intake) -> tuple[Edits, Edits]:
    """The answers themselves, and what is remembered of them."""
    _refuse_closed(plan)
    described, tables = contract().tables, plan.workbook.tables
    cells = tuple(
        Edit(described[one.table].sheet, tables[one.table].cell(one.column, one.position), written(one.now))
        for one in intake.taken
    )
    taken = Edits(cells, heights=tuple(_heights(plan, intake)))
    answers = joined((taken, *_added(plan, intake)))
    if answers.cells or answers.rows:  # it is said whose answers stand in the plan from now on
        period = f"{plan.checked.settings.period} {plan.checked.settings.ar}"
        answers = joined((answers, setting_edits(plan.workbook, {"svaren_avser": period})))
    memory = intake.memory
    return answers, joined((memory.protocol.edits(plan.workbook), memory.proposals.edits(plan.workbook)))


def _refuse_closed(plan: Master) -> None:
    """Late answers belong with the others of their period, in the copy that was kept when it ended."""
    if closed := closed_by(plan.checked, basis_of(plan.checked.settings)):
        raise RunxlError(
            f"{closed} Ingenting har förts in. Ett svar som kommer efter steget samlas in i kopian som sparades när "
            "perioden avslutades."
        )


def _added(plan: Master, intake: Intake) -> Iterator[Edits]:
    """The units' own rows, table by table."""
    for name in dict.fromkeys(row.table for row in intake.added):
        yield rows_below(plan.workbook, name, [row.values for row in intake.added if row.table == name])


def rows_below(workbook: Workbook, name: str, rows: Iterable[Mapping[str, Raw]]) -> Edits:
    """New rows of a table, below those that there are."""
    table = contract().tables[name]
    values = [{column: written(raw) for column, raw in row.items()} for row in rows]
    return appended(workbook.sheets[table.sheet], table, values)


def written(raw: Raw) -> Written:
    """A value as a cell takes it. A number that its column could not read stays as it was shown, in words."""
    return as_typed(raw) if isinstance(raw, bool | Percent | Dressed) else rewritten(raw)


def _heights(plan: Master, intake: Intake) -> Iterator[Height]:
    """Room for the texts that have come in; a row that is taller already stays so."""
    texts: dict[tuple[str, int], list[tuple[str, float]]] = {}
    for change in intake.taken:
        column = contract().tables[change.table].column(change.column)
        if wraps(column):
            texts.setdefault((change.table, change.position), []).append((as_typed(change.now), column.width))
    for (name, position), said in texts.items():
        row = plan.workbook.tables[name].rows[position]
        yield Height(contract().tables[name].sheet, row, row_height(said), grow_only=True)
