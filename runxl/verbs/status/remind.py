"""A reminder to each unit that is awaited, with its own faults and missing cells and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from runxl.batch.progress import Progress, silent
from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.excel import fold
from runxl.findings import Finding
from runxl.verbs.dela.file_names import file_names
from runxl.verbs.dela.mail import by_day, greeting, last_lines
from runxl.verbs.drafts import SUFFIX, Contact, Letter, contacts, prepare, write
from runxl.verbs.examine import AnyPath, examine
from runxl.verbs.plan import Master, plan_of
from runxl.verbs.samla.collect import collect
from runxl.verbs.status.overview import Status, UnitState, seen

_WORD = "Påminnelse"
_OF_RETURNS = "RX5"
"""What is found where an answer is held against the plan may tell of others' rows."""


def status(
    folder: AnyPath,
    master: AnyPath,
    *,
    drafts: AnyPath | None = None,
    replace: bool = False,
    progress: Progress = silent,
) -> Status:
    """Who has answered. With `drafts`, a folder, a reminder is written there to each unit that is awaited.

    Drafts that exist are refused unless `replace`; copies are then kept.
    """
    found = seen(Path(folder), collect(folder, master, dry_run=True, progress=progress))
    return found if drafts is None else _reminded(found, plan_of(examine(master)), Path(drafts), replaced=replace)


def _reminded(found: Status, plan: Master, folder: Path, *, replaced: bool) -> Status:
    settings, known = plan.checked.settings, contacts(plan)
    when = f"{settings.period} {settings.ar}"
    names = file_names([unit.unit for unit in found.units], when, word=_WORD, suffix=SUFFIX)
    letters = [
        letter(unit, folder / names[unit.unit], settings, known.get(fold(unit.unit), Contact()))
        for unit in found.units
        if unit.reason
    ]
    prepare(folder, [one.file for one in letters], replace=replaced)
    written = write(letters, known)
    old = sorted({folder / name for name in names.values()} - {one.file for one in letters})
    return replace(found, drafts=written, outdated=tuple(path for path in old if path.exists()))


def letter(unit: UnitState, file: Path, settings: Settings, contact: Contact) -> Letter:
    """What a unit is reminded of."""
    subject = f"Påminnelse {settings.period} {settings.ar}: {unit.unit}{by_day(settings)}"
    text = "\n".join((greeting(contact), "", *_said(unit, settings), *last_lines(settings, contact)))
    return Letter(unit.unit, file, subject, text)


def _said(unit: UnitState, settings: Settings) -> Iterator[str]:
    when, name = f"{settings.period} {settings.ar}", Path(unit.file).name
    if unit.state == "saknas":
        yield f"Vi har inte fått svar från {unit.unit} för {when}. Fyll i arbetsboken som ni har fått och skicka den."
    elif unit.state == "oläsbar":
        yield f"Vi har fått {name}, men filen går inte att läsa. Skicka arbetsboken (.xlsx) som ni har fått, ifylld."
    elif unit.state == "avvisad":
        yield f"Vi har fått {name}, men svaret gick inte att ta in:"
        yield f"- {unit.obstacle}"
    else:
        yield f"Tack för svaret för {when} ({name}). Det här återstår:"
        yield from _left(unit)


def _left(unit: UnitState) -> Iterator[str]:
    if unit.missing:
        yield ""
        yield "Att fylla i:"
        for sheet, row, header in unit.missing:
            yield f"- {sheet} {row}: {header}"
    if unit.to_mend:
        yield ""
        yield "Att rätta:"
        for one in unit.to_mend:
            yield f"- {' '.join(filter(None, (one.sheet, one.cell)))}: {_fault(one)}"


def _fault(one: Finding) -> str:
    if one.code.startswith(_OF_RETURNS):
        return f"{contract().rules[one.code].title}."
    return f"{one.message} {one.remedy}"
