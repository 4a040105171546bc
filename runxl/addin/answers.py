"""What the buttons answer: short Swedish texts for a message box, and the cell to go to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from runxl.addin import messages
from runxl.excel import fold, position
from runxl.findings import SEVERITIES, Finding, Severity
from runxl.svenska import listed

if TYPE_CHECKING:
    from runxl.addin.compute import Computed
    from runxl.addin.undo import Undone

_WORDS: dict[Severity, tuple[str, str]] = {
    "fel": ("fel", "fel"),
    "varning": ("varning", "varningar"),
    "info": ("upplysning", "upplysningar"),
}
_SHEETS_EXPLAINED = ("Mål", "Delmål", "Indikatorer")


def findings_text(findings: Sequence[Finding]) -> str:
    """How many there are, and where they stand."""
    counted = [one for one in findings if not one.accepted]
    if not counted:
        return "Inga fynd. Uppgifterna följer reglerna."
    return f"{_counts(counted)}. De står på bladet Fynd; knappen Gå till nästa fynd visar dem ett i taget."


def _counts(findings: Iterable[Finding]) -> str:
    severities = [one.severity for one in findings]
    found = [(severities.count(severity), _WORDS[severity]) for severity in SEVERITIES]
    said = [f"{count} {words[0] if count == 1 else words[1]}" for count, words in found if count]
    return listed(said)


def computed_text(done: Computed) -> str:
    """The outcome in a few sentences."""
    assessment = done.assessment
    when = f" för {assessment.when}" if assessment.when else ""
    parts = [f"Måluppfyllelsen är beräknad{when}.", *assessment.headlines]
    if not done.cells:
        parts.append("Arbetsboken visade redan resultatet.")
    faults = [one for one in assessment.findings if one.is_fault]
    if faults:
        parts.append(f"Det finns {_counts(faults)} i uppgifterna, se bladet Fynd.")
    notice = messages.template_notice(assessment.findings)
    return "\n".join([*parts, *([notice] if notice else [])])


def undone_text(done: Undone) -> str:
    """What was taken back and what was not."""
    parts = [f"Den senaste beräkningen är ångrad: {_cells(done.restored)} har fått tillbaka sitt tidigare värde."]
    if done.left:
        parts.append(f"{_cells(done.left).capitalize()} har ändrats sedan dess och är orörda.")
    if done.moved:
        parts.append(f"Raderna har flyttats på {', '.join(done.moved)}; där är ingenting ändrat.")
    return "\n".join(parts)


def _cells(count: int) -> str:
    return "en cell" if count == 1 else f"{count} celler"


def explanation(book: Any) -> str:
    """The selected row's reason; computed on the spot where the sheet does not say it yet."""
    from runxl.addin.compute import look
    from runxl.assessment.assess import assess

    chosen = book.app.selection
    sheet = chosen.sheet.name if chosen else ""
    name = next((one for one in _SHEETS_EXPLAINED if fold(one) == fold(sheet)), "")
    if not name:
        return f"Markera en rad på något av bladen {', '.join(_SHEETS_EXPLAINED[:-1])} och {_SHEETS_EXPLAINED[-1]}."
    _, checked = look(book)
    for verdict in assess(checked).verdicts(name):
        if verdict.row.row == chosen.row:
            status = getattr(verdict, "status", "")
            return f"{verdict.row.nr}: {status}\n\n{getattr(verdict, 'forklaring', '')}"
    return f"Rad {chosen.row} på bladet {name} är inte ifylld. Markera en rad med Nr."


def go_to_next(book: Any) -> str:
    """Selects the cell of the next finding after the selection, the first one after the last."""
    from runxl.addin.compute import look

    _, checked = look(book)
    titles = {fold(sheet.name): sheet.name for sheet in book.sheets}
    order = {fold(title): place for place, title in enumerate(titles.values())}
    found = (
        sorted(
            ((order[fold(one.sheet)], *place), one)
            for one in checked.findings
            if not one.accepted and fold(one.sheet) in titles and (place := position(one.cell))
            if book.sheets[titles[fold(one.sheet)]].visible
        )
        if checked.findings
        else []
    )
    if not found:
        return "Inga fynd att gå till."
    chosen = book.app.selection
    here = (order[fold(chosen.sheet.name)], chosen.row, chosen.column) if chosen else (-1, 0, 0)
    _, one = next((item for item in found if item[0] > here), found[0])
    sheet = book.sheets[titles[fold(one.sheet)]]
    sheet.activate()
    sheet.range(one.cell).select()
    return (
        f"{_WORDS[one.severity][0].capitalize()} i {one.sheet}!{one.cell} ({one.code})\n\n{one.message}\n\n{one.remedy}"
    )


def about(book: Any) -> str:
    """Versions and places."""
    from runxl import __version__
    from runxl.addin.places import log_file
    from runxl.contract.load import contract

    return "\n".join(
        (
            f"runxl {__version__}",
            f"Mallversion {contract().version}",
            f"Python {sys.version.split()[0]}: {sys.executable}",
            f"Arbetsbok: {book.fullname}",
            f"Logg: {log_file()}",
        )
    )
