"""`dela`: one workbook per unit, with its own rows and nothing of anybody else's, and a list of what was sent."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.contract.vocabulary import Styrmodell
from runxl.errors import Hint, RunxlError
from runxl.files import save
from runxl.files.target import told_in_swedish
from runxl.template.book import build
from runxl.template.sent import Sent
from runxl.verbs.carry import written_settings
from runxl.verbs.dela.excerpt import Excerpt, excerpt, sent_columns
from runxl.verbs.dela.names import file_names
from runxl.verbs.examine import AnyPath
from runxl.verbs.plan import Master, open_master, with_plan_id
from runxl.verbs.units import answered_tables, shown
from runxl.workbook.places import START

LIST = "utskick.csv"
_HEADER = ("Enhet", "Fil", "Indikatorer", "Aktiviteter", "Uppdrag", "Svar senast")
_COUNTED = ("indikatorer", "aktiviteter", "uppdrag")
_ALWAYS_SEEN = (START, "Inställningar", "Händelser", "Fynd")


@dataclass(frozen=True, slots=True)
class Part:
    """A workbook that was made for a unit, and how many rows the unit answers, by table."""

    unit: str
    file: Path
    rows: dict[str, int]


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


def split(
    master: AnyPath,
    folder: AnyPath,
    *,
    lock: bool = False,
    answer_by: dt.date | None = None,
    replace: bool = False,
    today: dt.date | None = None,
) -> Split:
    """One workbook per unit in the folder. Those that exist are refused unless `replace`; copies are then kept."""
    folder, plan = Path(folder), open_master(master)
    units = {name: unit for unit, name in plan.owners.names.items()}
    if not units:
        raise RunxlError(
            f"{plan.workbook.file}: ingen rad har någon Ansvarig, så det finns ingen att skicka till. Fyll i kolumnen "
            "Ansvarig på bladet Delmål, eller på de rader som har en egen ansvarig."
        )
    files = {name: folder / file for name, file in file_names(sorted(units, key=str.casefold)).items()}
    _refuse(folder, [*files.values(), folder / LIST], replace=replace)
    plan, new_plan_id = with_plan_id(plan)
    day = today or dt.datetime.now().astimezone().date()
    settings = plan.checked.settings
    settings = dataclasses.replace(settings, utskickad_den=day, svar_senast=answer_by or settings.svar_senast)
    parts = tuple(_part(plan, units[name], file, settings, lock=lock) for name, file in files.items())
    _write_list(folder / LIST, parts, settings.svar_senast)
    return Split(settings.styrmodell, parts, _without(plan), folder / LIST, new_plan_id, settings.kontakt)


def _refuse(folder: Path, files: Sequence[Path], *, replace: bool) -> None:
    """Before anything is written."""
    if folder.exists() and not folder.is_dir():
        raise RunxlError(f"{folder} är ingen mapp. Ange en mapp att lägga arbetsböckerna i.")
    there = [file for file in files if file.exists()]
    if there and not replace:
        more = f" och {len(there) - 1} till" if len(there) > 1 else ""
        raise RunxlError(f"{there[0]}{more} finns redan.", Hint.REPLACE_IN_FOLDER)
    with told_in_swedish(folder):
        folder.mkdir(parents=True, exist_ok=True)


def _part(plan: Master, unit: str, file: Path, settings: Settings, *, lock: bool) -> Part:
    found = excerpt(plan, unit)
    name = plan.owners.names[unit]
    sent = Sent(name, lock, found.context_places(), _sheets(found), _columns(found))
    own = written_settings(dataclasses.replace(settings, utskickad_till=name))
    build(
        file, contract(), settings.styrmodell, found.rows, own, sent=sent, backup=True
    )  # what is replaced may hold answers
    return Part(name, file, {table: len(positions) for table, positions in found.own.items()})


def _sheets(found: Excerpt) -> frozenset[str]:
    """The sheets where there is something to read or write."""
    return frozenset((*_ALWAYS_SEEN, *(contract().tables[name].sheet for name in found.rows)))


def _columns(found: Excerpt) -> dict[str, frozenset[str]]:
    """The columns that are sent, of the tables that have rows."""
    tables = contract().tables
    return {
        name: frozenset(column.name for column in sent_columns(tables[name], context=not found.own.get(name)))
        for name in found.rows
    }


def _without(plan: Master) -> tuple[tuple[str, str], ...]:
    """The rows that no unit is asked about. Of a delmål that is nobody's, only its own row is the controller's."""
    tables = {table.name: table for table in answered_tables()}
    return tuple(
        (tables[row.table].sheet, shown(tables[row.table], plan.workbook.tables[row.table], row.position))
        for row in plan.owners.of("")
    )


def _write_list(path: Path, parts: Sequence[Part], answer_by: dt.date | None) -> None:
    """As Swedish Excel opens it: semicolons, and a mark that says UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    for part in parts:
        counts = [str(part.rows.get(name, 0)) for name in _COUNTED]
        day = answer_by.isoformat() if answer_by else ""
        writer.writerow([_harmless(word) for word in (part.unit, part.file.name, *counts, day)])
    save.write(path, text.getvalue().encode("utf-8-sig"), backup=True)


def _harmless(word: str) -> str:
    """A cell that a spreadsheet program would take for a formula is marked as text."""
    return f"'{word}" if word.startswith(("=", "+", "-", "@", "\t", "\r")) else word
