"""`Skicka till` in Windows: the files marked in Explorer through a verb, answered in a box. No macro and no terminal.

The installer puts an entry there for each verb, and one in the Start menu for the example; they start `runxlw.exe`,
which starts this.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from runxl import process
from runxl.addin import boxes, messages
from runxl.errors import RunxlError

EXAMPLE = "exempel"
Tell = Callable[[str], None]
Choose = Callable[[str], Path | None]

_MOST_FILES = 12
"""So many files are told of one by one in a box."""

_NOTHING = (
    "Markera en eller flera arbetsböcker i Utforskaren, högerklicka och välj Skicka till. Ensam gör den här genvägen "
    "ingenting."
)


def program() -> NoReturn:
    """What `runxlw.exe` starts."""
    process.begin()
    process.end(main(sys.argv[1:], boxes.tell, boxes.choose_workbook))


def main(argv: Sequence[str], tell: Tell, choose: Choose) -> int:
    """Never raises: 0 when the verb was done, 2 when it could not be."""
    try:
        verb, *given = argv
        if verb == EXAMPLE:
            open_example()
            return 0
        tell(VERBS[verb]([Path(one) for one in given], choose) if given else _NOTHING)
    except Exception as error:  # noqa: BLE001  # whatever happens: a person gets Swedish and no traceback
        tell(messages.said(error))
        return 2
    return 0


def open_example() -> None:
    """A whole year that anybody may try with, among the person's documents; what lies there is never written over."""
    from runxl.files.target import free_name
    from runxl.verbs.ny.new import new

    path = free_name(boxes.documents() / "Exempel på måluppfyllelse.xlsx")
    new(path, example=True)
    boxes.open_file(path)


def _berakna(paths: Sequence[Path], _: Choose) -> str:
    """Each workbook, computed and written; one that could not be says why and stops none of the others."""
    said = [f"{path.name}\n{computed(path)}" for path in paths[:_MOST_FILES]]
    for path in paths[_MOST_FILES:]:
        computed(path)
    return "\n\n".join([*said, *_beyond(len(paths))])


def computed(path: Path) -> str:
    """Computes one and writes it; what came of it, or why it could not be."""
    from runxl.addin.answers import computed_text
    from runxl.verbs.berakna import berakna

    try:
        done = berakna(path)
    except RunxlError as error:
        return messages.said(error)
    if done.refused:
        fault = next(one for one in done.assessment.findings if one.is_fault)
        return f"Ingenting är skrivet. {fault.message} {messages.remedy(fault)}"
    kept = f"\nSäkerhetskopia: {done.backup.name}" if done.backup else ""
    return f"{computed_text(done.assessment, done.cells)}{kept}"


def _beyond(files: int) -> list[str]:
    return [f"och {files - _MOST_FILES} arbetsböcker till."] if files > _MOST_FILES else []


def _validera(paths: Sequence[Path], _: Choose) -> str:
    """The findings of all that was marked, in a workbook of their own beside it: nobody's workbook changes."""
    from runxl.addin.answers import counts
    from runxl.files.target import free_name
    from runxl.output.findings_book import write_findings_book
    from runxl.verbs.validera.validate import validate

    report = validate(paths).report
    if not any(file.findings for file in report.files):
        return "Inga fynd. Uppgifterna följer reglerna."
    book = free_name(paths[0].parent / "Fynd.xlsx")
    write_findings_book(report, book)
    told = [f"{Path(file.file).name}: {counts(file.findings)}" for file in report.files[:_MOST_FILES]]
    return "\n".join([*told, *_beyond(len(report.files)), "", f"Fynden står, med cell och åtgärd, i {book.name}."])


def _samla(paths: Sequence[Path], choose: Choose) -> str:
    """The answers in the folder that was marked, into the plan that a dialogue asks for."""
    from runxl.verbs.samla.collect import collect

    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    plan = choose("Välj planen som svaren ska föras in i")
    if plan is None:
        return "Ingen plan valdes, så ingenting är gjort."
    done = collect(folder, plan)
    parts = [f"{file.unit or Path(file.file).name}: {file.status}" for file in done.files[:_MOST_FILES]]
    parts += _beyond(len(done.files))
    if done.disputed:
        parts.append(f"{len(done.disputed)} celler väntar på ett val i kolumnen Hur på bladet Insamling.")
    if done.wishes:
        parts.append(f"{len(done.wishes)} förslag står på bladet Förslag.")
    if done.written is None:
        return "\n".join([*parts, "", f"Det finns inget nytt att föra in. {plan.name} är orörd."])
    kept = f" Säkerhetskopia: {done.backup.name}" if done.backup else ""
    return "\n".join([*parts, "", f"{done.cells} celler på {done.rows} rader är införda i {plan.name}.{kept}"])


VERBS: Mapping[str, Callable[[Sequence[Path], Choose], str]] = {
    "berakna": _berakna,
    "validera": _validera,
    "samla": _samla,
}
