"""The plan that parts are sent from and answers come back to: read, checked, and whose its rows are."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.verbs.due import due_rows
from runxl.verbs.examine import Examined, refuse_foreign
from runxl.verbs.owners import Identity, Owners, identities, owners_of
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.setting_rows import setting_row
from runxl.workbook.tables import Workbook


@dataclass(frozen=True, slots=True)
class Master:
    workbook: Workbook
    checked: Checked
    owners: Owners
    keys: Mapping[str, list[Identity]]
    """What each row is known by, by table: every answer is set against them."""

    due: Mapping[tuple[str, str], set[int]]
    """The rows in Excel that are followed this period, by table and the column that answers them."""


def plan_of(found: Examined) -> Master:
    """The plan, or what is wrong with it: nothing can be sent from or taken into a plan of no year and period."""
    workbook, checked = found.workbook, found.checked
    settings = checked.settings
    missing = [title for title, value in (("År", settings.ar), ("Period", settings.period)) if not value]
    if missing:
        raise RunxlError(
            f"{checked.file}: fyll i {' och '.join(missing)} på bladet Inställningar. Svaren paras ihop med planen "
            "genom dem."
        )
    refuse_foreign(checked)
    data = (table for table in contract().tables.values() if table.kind == "data" and table.name in workbook.tables)
    keys = {table.name: identities(table, workbook.tables[table.name]) for table in data}
    return Master(workbook, checked, owners_of(workbook), keys, due_rows(checked))


Write = Callable[[Workbook, Edits], object]
"""How something is written where the plan is."""


def into_file(workbook: Workbook, edits: Edits) -> None:
    """A copy is kept of what the file was."""
    patch(workbook.path, edits, stamp=workbook.stamp)


def new_plan_id() -> str:
    """By which answers find back to the plan that they were sent from."""
    return uuid.uuid4().hex[:8]


def with_plan_id(master: Master, write: Write = into_file) -> tuple[Master, bool]:
    """The master with a Plan-id, and whether it was given one now: then it is written in it too."""
    if master.checked.settings.plan_id:
        return master, False
    plan_id = new_plan_id()
    edit = Edit(contract().tables["installningar"].sheet, _plan_id_cell(master.workbook), plan_id)
    write(master.workbook, Edits((edit,)))
    settings = replace(master.checked.settings, plan_id=plan_id)
    return replace(master, checked=replace(master.checked, settings=settings)), True


def _plan_id_cell(workbook: Workbook) -> str:
    found = setting_row(workbook.tables, "plan_id")
    if found and "varde" in found.found.columns:
        return found.cell
    title = contract().tables["installningar"].setting("plan_id").title
    raise RunxlError(
        f"{workbook.file}: raden {title} saknas på bladet Inställningar, så svaren går inte att para ihop med planen. "
        f"Skriv {title} under Inställning på en egen rad, och försök igen."
    )
