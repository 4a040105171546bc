"""What the buttons answer: short Swedish texts for a message box, and the cell to go to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from runxl import __version__
from runxl.addin import messages
from runxl.addin.compute import compute, look, write_findings
from runxl.addin.folders import log_file
from runxl.addin.open_document import Document
from runxl.addin.undo import Undone, undo
from runxl.assessment.assessed import Assessment
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.excel import Area, fold, position
from runxl.findings import SEVERITIES, Finding, Severity
from runxl.svenska import listed
from runxl.verbs.handbok import page, shown
from runxl.workbook.places import SAMMANFATTNING

_WORDS: dict[Severity, tuple[str, str]] = {
    "fel": ("fel", "fel"),
    "varning": ("varning", "varningar"),
    "info": ("upplysning", "upplysningar"),
}
_MOST_NAMED = 12
_FINDINGS = "Fynd"
_SHEETS_EXPLAINED = ("Mål", "Delmål", "Indikatorer")


def findings_text(findings: Sequence[Finding]) -> str:
    """How many there are, and where they stand."""
    counted = [one for one in findings if not one.accepted]
    if not counted:
        return "Inga fynd. Uppgifterna följer reglerna."
    return f"{counts(counted)}. De står på bladet Fynd; knappen Gå till nästa fynd visar dem ett i taget."


def counts(findings: Iterable[Finding]) -> str:
    severities = [one.severity for one in findings]
    found = [(severities.count(severity), _WORDS[severity]) for severity in SEVERITIES]
    said = [f"{count} {words[0] if count == 1 else words[1]}" for count, words in found if count]
    return listed(said) if said else "inga fynd"


def computed_text(assessment: Assessment, cells: int) -> str:
    """The outcome in a few sentences, and whether anything had to be written."""
    when = f" för {assessment.when}" if assessment.when else ""
    parts = [f"Måluppfyllelsen är beräknad{when}.", *assessment.headlines]
    if not cells:
        parts.append("Arbetsboken visade redan resultatet.")
    faults = [one for one in assessment.findings if one.is_fault]
    if faults:
        parts.append(f"Det finns {counts(faults)} i uppgifterna, se bladet Fynd.")
    notice = messages.template_notice(assessment.findings)
    return "\n".join([*parts, *([notice] if notice else [])])


def undone_text(done: Undone) -> str:
    """What was taken back and what was not."""
    parts = [f"{done.said}: {_cells(done.restored)} har fått tillbaka sitt tidigare värde."]
    if done.left:
        parts.append(f"{_cells(done.left).capitalize()} har ändrats sedan dess och är orörda.")
    if done.moved:
        parts.append(f"Raderna har flyttats på {', '.join(done.moved)}; där är ingenting ändrat.")
    return "\n".join(parts)


def _cells(count: int) -> str:
    return "en cell" if count == 1 else f"{count} celler"


def validera(document: Document) -> str:
    """Fills Fynd and says how many there are."""
    return findings_text(write_findings(document))


def berakna(document: Document) -> str:
    """Computes, fills the result columns, Sammanfattning, Fynd and Tidigare perioder, and says the outcome."""
    done = compute(document)
    return computed_text(done.assessment, done.cells)


def sammanfattning(document: Document) -> str:
    """Computes and goes to Sammanfattning."""
    done = compute(document)
    if SAMMANFATTNING not in done.workbook.sheets:
        raise RunxlError(
            f"Arbetsboken saknar bladet {SAMMANFATTNING}. Resultaten står på bladen Mål, Delmål och Indikatorer."
        )
    document.activate(SAMMANFATTNING)
    return ""


def angra(document: Document) -> str:
    """Takes back what the last button wrote in the workbook."""
    return undone_text(undo(document))


def explanation(document: Document) -> str:
    """The selected row's reason; computed on the spot where the sheet does not say it yet."""
    sheet, chosen = document.selection() or ("", None)
    name = next((one for one in _SHEETS_EXPLAINED if fold(one) == fold(sheet)), "")
    if not name or chosen is None:
        return f"Markera en rad på något av bladen {', '.join(_SHEETS_EXPLAINED[:-1])} och {_SHEETS_EXPLAINED[-1]}."
    for verdict in look(document).assess().verdicts(name):
        if verdict.row.row == chosen.top:
            status = getattr(verdict, "status", "") or "Ingen status"
            return f"{verdict.row.nr}: {status}\n\n{getattr(verdict, 'forklaring', '')}"
    return f"Rad {chosen.top} på bladet {name} är inte ifylld. Markera en rad med Nr."


def go_to_next(document: Document) -> str:
    """Selects the cell of the next finding after the selection, the first one after the last."""
    findings = look(document).assess().findings
    titles = {fold(title): title for title in document.titles()}
    order = {fold(title): place for place, title in enumerate(titles.values())}
    found = sorted(
        ((order[fold(one.sheet)], *place), one)
        for one in findings
        if not one.accepted and fold(one.sheet) in titles and (place := position(one.cell))
        if document.visible(titles[fold(one.sheet)])
    )
    if not found:
        return "Inga fynd att gå till."
    chosen = document.selection()
    here = (order[fold(chosen[0])], chosen[1].top, chosen[1].left) if chosen else (-1, 0, 0)
    (_, row, column), one = next((item for item in found if item[0] > here), found[0])
    document.select(titles[fold(one.sheet)], Area(row, column, row, column))
    said = f"{_WORDS[one.severity][0].capitalize()} i {one.sheet}!{one.cell} ({one.code})"
    return f"{said}\n\n{one.message}\n\n{messages.remedy(one)}"


def handbook(document: Document) -> str:
    """Opens the page of the finding that is selected on Fynd, else the first page. Nothing leads there from a file."""
    found = page(_code_selected(document))
    return "" if shown(found) else f"Öppna sidan i en webbläsare: {found}"


def _code_selected(document: Document) -> str:
    """The code on the selected row of Fynd, where it is one of ours; a region's own has no page."""
    sheet, chosen = document.selection() or ("", None)
    if fold(sheet) != fold(_FINDINGS) or chosen is None:
        return ""
    used = document.used(sheet)
    row = document.values(sheet, used._replace(top=chosen.top, bottom=chosen.top))[0]
    return next((one for one in row if isinstance(one, str) and one in contract().rules), "")


def about(document: Document) -> str:
    """Versions and places."""
    return "\n".join(
        (
            f"runxl {__version__}",
            f"Mallversion {contract().version}",
            f"Python {sys.version.split()[0]}: {sys.executable}",
            f"Arbetsbok: {document.place}",
            f"Logg: {log_file()}",
        )
    )


def lines(names: Sequence[str]) -> str:
    """A line for each; of very many, the first."""
    more = len(names) - _MOST_NAMED
    shown = names if more <= 1 else [*names[:_MOST_NAMED], f"och {more} till"]
    return "\n".join(f"– {name}" for name in shown)
