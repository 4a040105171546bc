"""`dela`: one workbook per unit, with its own rows and nothing of anybody else's, and a list of what was sent."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.assessment.assess import assess
from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.contract.regel import Regel
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.json_face import document
from runxl.svenska import natural
from runxl.template.book import build
from runxl.template.sent import Sent, Task
from runxl.verbs.carry import written_settings
from runxl.verbs.completeness import due_cells, left, not_due
from runxl.verbs.dela.excerpt import DUE, Excerpt, excerpt, sent_columns, told_columns
from runxl.verbs.dela.file_names import file_names
from runxl.verbs.dela.mail import letter
from runxl.verbs.dela.utskick import LIST, Part, write_list
from runxl.verbs.drafts import SUFFIX, Contact, Draft, contacts, prepare, write
from runxl.verbs.examine import AnyPath, examine
from runxl.verbs.owners import answered_tables, nrs, shown
from runxl.verbs.plan import Master, Write, into_file, plan_of, with_plan_id
from runxl.verbs.samla.protocol import TABLE as INSAMLING
from runxl.verbs.samla.sent_state import sent_rows
from runxl.workbook.places import START

_ALWAYS_SEEN = (START, "Inställningar", "Händelser", "Fynd")
_ROWS_MAY_BE_ADDED = "avvikelser"
_ROWS_MAY_BE_PROPOSED = ("delmal", "indikatorer", "aktiviteter")


@dataclass(frozen=True, slots=True)
class Split:
    """What was made; `without` names the rows that are nobody's, by sheet. `new_plan_id`: the master was given one.

    `contact` is whom the answers go to; empty if the plan does not say. `styrmodell` is the plan's.
    """

    styrmodell: Styrmodell
    parts: tuple[Part, ...]
    without: tuple[tuple[str, str], ...]
    list_file: Path
    new_plan_id: bool = False
    contact: str = ""
    several: tuple[str, ...] = ()
    """Ansvarig that seem to name several units in one cell: each has been taken for a unit of its own."""

    drafts: tuple[Draft, ...] = ()
    """The mails that the workbooks go with, if they were asked for."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl dela`; its keys are part of the public contract."""
        return document(
            {
                "filer": [part.to_dict() for part in self.parts],
                "utskick": str(self.list_file),
                "utkast": [draft.to_dict() for draft in self.drafts],
                "utan_ansvarig": [{"blad": sheet, "nr": nr} for sheet, nr in self.without],
                "nytt_plan_id": self.new_plan_id,
            }
        )


def split(
    master: AnyPath,
    folder: AnyPath,
    *,
    lock: bool = False,
    answer_by: dt.date | None = None,
    replace: bool = False,
    drafts: bool = False,
    today: dt.date | None = None,
) -> Split:
    """One workbook per unit in the folder. Those that exist are refused unless `replace`; copies are then kept.

    `drafts`: also a mail to each unit, with its workbook attached, that is ready to be sent.
    """
    plan = plan_of(examine(master))
    return send_out(plan, Path(folder), lock=lock, answer_by=answer_by, replace=replace, drafts=drafts, today=today)


def send_out(
    plan: Master,
    folder: Path,
    *,
    lock: bool = False,
    answer_by: dt.date | None = None,
    replace: bool = False,
    drafts: bool = False,
    today: dt.date | None = None,
    write_plan: Write = into_file,
) -> Split:
    """The same of a plan that has been read, wherever it is; `write_plan` gives it the Plan-id that it may lack."""
    units = _units(plan)
    settings = plan.checked.settings
    named = file_names(sorted(units, key=natural), f"{settings.period} {settings.ar}")
    files = {name: folder / file for name, file in named.items()}
    mails = [file.with_suffix(SUFFIX) for file in files.values()] if drafts else []
    prepare(folder, [*files.values(), *mails, folder / LIST], replace=replace)
    plan, new_plan_id = with_plan_id(plan, write_plan)
    day = today or dt.datetime.now().astimezone().date()
    settings = dataclasses.replace(
        plan.checked.settings, utskickad_den=day, svar_senast=answer_by or settings.svar_senast
    )
    when = dt.datetime.now().astimezone().replace(tzinfo=None)
    parts = tuple(_part(plan, units[name], file, settings, when, lock=lock) for name, file in files.items())
    known = contacts(plan)
    write_list(folder / LIST, parts, settings.svar_senast, known)
    letters = (letter(part, settings, known.get(units[part.unit], Contact())) for part in parts if drafts)
    several = (str(one.value) for one in plan.checked.findings if one.code == Regel.FLERA_ANSVARIGA)
    return Split(
        settings.styrmodell,
        parts,
        _without(plan),
        folder / LIST,
        new_plan_id,
        settings.kontakt,
        several=tuple(dict.fromkeys(several)),
        drafts=write(letters, known),
    )


def _units(plan: Master) -> Mapping[str, str]:
    """The units, by the names that people have written."""
    if not plan.owners.names:
        raise RunxlError(
            f"{plan.workbook.file}: ingen rad har någon Ansvarig, så det finns ingen att skicka till. Fyll i kolumnen "
            "Ansvarig på bladet Delmål, eller på de rader som har en egen ansvarig."
        )
    return {name: unit for unit, name in plan.owners.names.items()}


def _part(plan: Master, unit: str, file: Path, settings: Settings, when: dt.datetime, *, lock: bool) -> Part:
    found = excerpt(plan, unit)
    name = plan.owners.names[unit]
    planning = plan.checked.moment.period is not None and plan.checked.moment.period.plan
    seen = dict.fromkeys((*found.rows, *(_ROWS_MAY_BE_PROPOSED if planning else (_ROWS_MAY_BE_ADDED,))))
    sent = Sent(
        name,
        lock,
        found.context_places(),
        frozenset((*_ALWAYS_SEEN, *(contract().tables[table].sheet for table in seen))),
        _columns(seen, found, planning=planning),
        proposals=planning,
        tasks=_tasks(plan, unit, found),
        not_now={} if planning else not_due(plan, unit),
        facts=_facts(settings),
    )
    own = written_settings(dataclasses.replace(settings, utskickad_till=name))
    rows = {
        **found.rows,
        "indikatorer": _with_due(plan, found),
        INSAMLING: sent_rows(plan, found, name, file.name, when),
    }
    # What is replaced may hold answers.
    build(file, contract(), settings.styrmodell, rows, own, sent=sent, backup=True)
    counts = {table: len(positions) for table, positions in found.own.items()}
    return Part(name, file, counts, len(due_cells(plan, unit)))


def _tasks(plan: Master, unit: str, found: Excerpt) -> tuple[Task, ...]:
    """What is due of the unit, column by column."""
    due = due_cells(plan, unit)
    empty, tables = set(left(plan, due)), plan.workbook.tables
    tasks = []
    for name, column in dict.fromkeys((name, column) for name, _, column in due):
        cells = [cell for cell in due if (cell[0], cell[2]) == (name, column)]
        numbers = nrs(tables[name], "nr")
        mine = tuple(numbers[position] for _, position, _ in cells)
        tasks.append(Task(name, column, mine, sum(cell in empty for cell in cells), len(found.rows[name])))
    return tuple(tasks)


def _facts(settings: Settings) -> tuple[tuple[str, str], ...]:
    """What stands first on the first page."""
    table = contract().tables["installningar"]
    said = {
        "period": f"{settings.period} {settings.ar}",
        "svar_senast": settings.svar_senast.isoformat() if settings.svar_senast else "",
        "kontakt": settings.kontakt,
    }
    return tuple((table.setting(name).title, value) for name, value in said.items() if value)


def _with_due(plan: Master, found: Excerpt) -> list[Mapping[str, object]]:
    """The indikatorer with what is to be answered now, as it is in the plan's period."""
    due = {one.row.row: one.lamnas_nu for one in assess(plan.checked).indikatorer}
    table, own = plan.workbook.tables.get("indikatorer"), sorted(found.own.get("indikatorer", ()))
    rows = found.rows.get("indikatorer", ())
    return [
        {**row, DUE: due.get(table.rows[position]) if table else None} for position, row in zip(own, rows, strict=True)
    ]


def _columns(seen: Iterable[str], found: Excerpt, *, planning: bool) -> dict[str, frozenset[str]]:
    """The columns that the unit sees."""
    tables = contract().tables
    columns = {}
    for name in seen:
        context = not found.own.get(name) and not (planning and tables[name].is_answered) and name in found.rows
        told = () if context or planning else told_columns(tables[name])
        columns[name] = frozenset(column.name for column in (*sent_columns(tables[name], context=context), *told))
    return columns


def _without(plan: Master) -> tuple[tuple[str, str], ...]:
    """The rows that no unit is asked about. Of a delmål that is nobody's, only its own row is the controller's."""
    tables = {table.name: table for table in answered_tables()}
    return tuple(
        (tables[row.table].sheet, shown(tables[row.table], plan.workbook.tables[row.table], row.position))
        for row in plan.owners.of("")
    )
