"""Start: what the workbook is, three steps, what cells and marks mean, and the way to every sheet. One A4."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from runxl.contract import look
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Contract, Table
from runxl.contract.wording import criteria
from runxl.svenska import capital, listed
from runxl.template.formats import Design, Formats, status_marks
from runxl.template.left import told
from runxl.template.sent import Sent
from runxl.workbook.places import LISTS, SAMMANFATTNING, START, STYRMODELL

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (2.0, 24.0, 96.0)


class _Page:
    """Writes downwards, a line at a time."""

    def __init__(self, sheet: Worksheet, formats: Formats, title: str, lead: str) -> None:
        self._sheet = sheet
        self._formats = formats
        self._row = 2
        sheet.set_row(0, 34)
        big = formats.get(font_size=20, bold=True, font_color=look.HEADER_GROUND, valign="vcenter")
        sheet.write_string(0, 1, title, big)
        sheet.write_string(1, 1, lead, formats.get(font_size=11))
        self._label = formats.get(bold=True, font_size=10.5, valign="vcenter")
        self._link = formats.get(font_color=look.UNIT_HEADER_GROUND, underline=1, font_size=10.5, valign="vcenter")
        self._body = formats.get(text_wrap=True, font_size=10.5, valign="vcenter", indent=1)

    def heading(self, text: str) -> None:
        self._row += 1
        heading = self._formats.get(font_size=14, bold=True, font_color=look.HEADER_GROUND, valign="vcenter")
        self._sheet.set_row(self._row, 24)
        self._sheet.write_string(self._row, 1, text, heading)
        self._row += 1

    def line(self, left: str, right: str, left_format: Format | None = None, *, link: str = "") -> None:
        """What stands to the left is a label, or leads to the sheet `link`, where it has no look of its own."""
        look_of = left_format or (self._link if link else self._label)
        lines = ceil(len(right) / _ONE_LINE)
        self._sheet.set_row(self._row, 17 if lines == 1 else 3 + 14 * lines)
        if link:
            self._sheet.write_url(self._row, 1, f"internal:'{link}'!A1", look_of, left, f"Gå till {link}")
        else:
            self._sheet.write_string(self._row, 1, left, look_of)
        self._sheet.write_string(self._row, 2, right, self._body)
        self._row += 1

    def counted(self, left: str, formula: str, value: str, *, link: str = "") -> None:
        """A line that the workbook writes itself, with what it says to begin with."""
        row = self._row
        self.line(left, value, link=link)
        self._sheet.write_formula(row, 2, formula, self._body, value)


_ONE_LINE = 112


def fill_start(sheet: Worksheet, design: Design) -> None:
    contract, styrmodell, formats = design.contract, design.styrmodell, design.formats
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width, formats.get())
    objects = listed([styrmodell.labels[level].many for level in _LEVELS])
    sent = design.sent
    if sent:
        lead = "Er del av nämndens plan: det som ni följer upp och svarar på."
        page = _Page(sheet, formats, f"{contract.title} – {sent.unit}", lead)
        _unit_facts(page, sent)
        _unit_tasks(page, contract, sent)
        _unit_steps(page, sent)
    else:
        lead = f"Nämndens plan och uppföljning: {objects} i samma arbetsbok."
        page = _Page(sheet, formats, f"{contract.title} – {styrmodell.title}", lead)
        _steps(page, objects)
    _cells(page, formats, sent)
    _statuses(page, styrmodell, formats)
    _sheets(page, contract, design)
    if sent is None:
        _questions(page, contract)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 1)


_LEVELS = ("mal", "delmal", "indikator", "aktivitet", "uppdrag")


def _steps(page: _Page, objects: str) -> None:
    page.heading("Så gör du")
    page.line("1. Fyll i", f"Börja med Inställningar. Fyll sedan i {objects}, ett blad för varje slag.")
    page.line(
        "2. Kontrollera",
        "Knappen Validera (eller runxl validera) säger i klartext vilka celler som behöver rättas, och hur.",
    )
    page.line(
        "3. Beräkna",
        "Knappen Beräkna måluppfyllelse (eller runxl berakna) räknar ut status för varje rad och säger varför. Du "
        "avgör: välj en annan bedömning i Fastställd status och skriv varför i Motivering.",
    )


def _unit_facts(page: _Page, sent: Sent) -> None:
    """Which period it is, and until when, before anything else."""
    page.heading("Det här gäller det")
    for name, said in sent.facts:
        page.line(name, said)


def _unit_tasks(page: _Page, contract: Contract, sent: Sent) -> None:
    """How much is left, in all and of each column, with the way there."""
    every = [(task, contract.tables[task.table]) for task in sent.tasks]
    if not every:
        return
    page.counted("Kvar att fylla i", *told(every))
    for task, table in every:
        name = f"{table.sheet}: {table.column(task.column).title}"
        page.counted(name, *told([(task, table)]), link=table.sheet)


def _unit_steps(page: _Page, sent: Sent) -> None:
    page.heading("Så gör ni")
    if sent.proposals:
        page.line(
            "1. Föreslå",
            "Ändra det som ni vill ha annorlunda i kolumnerna med ljusare blå rubrik. Nya rader skriver ni sist på "
            "bladet. Skriv gärna varför i Kommentar.",
        )
        page.line("2. Läs igenom", "Det ni skriver är förslag. Inget av det gäller förrän det har godtagits.")
    else:
        page.line("1. Fyll i", "Fyll i kolumnerna med ljusare blå rubrik. Det övriga är planen och ändras inte här.")
        page.line(
            "2. Läs igenom",
            "Saknas en uppgift: skriv Svar saknas i Utfall och varför i Kommentar. Egna händelser och avvikelser "
            "skriver ni som nya rader på bladen Händelser och Avvikelser.",
        )
    page.line("3. Skicka tillbaka", "Spara och skicka arbetsboken till den som står ovan, senast den dag som anges.")


def _cells(page: _Page, formats: Formats, sent: Sent | None) -> None:
    mark = {"border": 1, "border_color": look.RULE_LINE, "valign": "vcenter"}
    page.heading("Vem fyller i vad")
    plan = "Planen. Ändras inte här." if sent else "Fylls i av den som håller i planen, ofta controllern."
    who = "er" if sent else "verksamheten: utfall, läge, status och kommentarer"
    if not (sent and sent.proposals):
        page.line("Rubrik", plan, formats.header("in"))
    page.line("Rubrik", f"Fylls i av {who}.", formats.header("unit"))
    page.line("Rubrik", "Räknas ut och skrivs av runxl. Det som skrivs för hand läses aldrig.", formats.header("res"))
    fault = formats.get(**{**mark, "bg_color": look.FAULT_GROUND, "border_color": look.FAULT_BORDER})
    page.line("Behöver rättas", "Cellen har ett fel. Bladet Fynd säger vad som är fel och vad du kan göra.", fault)
    doubt = look.SEVERITY["varning"]
    warned = formats.get(**{**mark, "bg_color": doubt.ground, "border_color": doubt.text})
    page.line("Bör kontrolleras", "Cellen har en varning. Den hindrar inte beräkningen.", warned)
    plain = formats.get(**mark)
    if sent and not sent.proposals:
        idle = formats.get(**{**mark, "bg_color": look.QUIET.ground, "font_color": look.MUTED_TEXT})
        page.line("Grå rad", "Lämnas inte den här perioden.", idle)
    folded = "Kolumner som sällan behövs är hopfällda. Klicka på plustecknet för att visa dem."
    page.line("+ ovanför kolumnerna", folded, plain)


def _statuses(page: _Page, styrmodell: Styrmodell, formats: Formats) -> None:
    page.heading("Vad statusen betyder")
    marks = status_marks(styrmodell.scale)
    for status, criterion in criteria(styrmodell.scale).items():
        page.line(status, criterion, formats.get(**marks[status], bold=True, valign="vcenter"))
    for part in styrmodell.metod:
        page.line(part.rubrik, part.text)


def _sheets(page: _Page, contract: Contract, design: Design) -> None:
    styrmodell, sent = design.styrmodell, design.sent
    page.heading("Bladen")
    others = {
        SAMMANFATTNING: (
            "Läget på en sida: antal, diagram, det som behöver uppmärksammas och förändringar. Skrivs av runxl."
        ),
        LISTS: "Värdena i rullgardinslistorna.",
        STYRMODELL: "Regler, ord och gränser som arbetsboken bedöms efter. De följer med den; ändra dem inte här.",
    }
    for name in contract.sheets:
        table = contract.table_of_sheet(name)
        if name != START and (sent is None or name in sent.sheets):
            text = f"{_own_word(table, styrmodell)}{table.help}" if table else others[name]
            if sent and table and table.kind != "written":
                text = _to_unit(table, sent)
            page.line(name, text, link=name)


def _to_unit(table: Table, sent: Sent) -> str:
    """What a unit does on a sheet: the plan's own advice is not for it."""
    if table.kind == "settings":
        return "Det som gäller för hela arbetsboken. Ändras inte här."
    open_to = [one.title for one in table.columns if sent.takes(table, one) and not sent.hides(table, one)]
    if not open_to:
        return "Planens uppgifter, att läsa."
    return "Här kan ni föreslå ändringar." if sent.proposals else f"Ni fyller i {listed(open_to)}."


def _own_word(table: Table, styrmodell: Styrmodell) -> str:
    """Framgångsfaktorer: what the styrmodell calls the objects of a sheet that is named otherwise."""
    word = capital(styrmodell.labels[table.label].many) if table.label else table.sheet
    return "" if word == table.sheet else f"{word}. "


def _questions(page: _Page, contract: Contract) -> None:
    page.heading("Frågor")
    page.line("Kontakt", "Den som svarar på frågor och tar emot arbetsboken står på bladet Inställningar.")
    page.line(
        "Handbok",
        "Knappen Handbok (eller runxl handbok) öppnar den i webbläsaren. Markera först en rad på bladet Fynd för att "
        "få veta mer om det fyndet.",
    )
    page.line("Mallversion", contract.version)
