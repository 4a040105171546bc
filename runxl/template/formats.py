"""Cell formats, made once each, and the conditional formats that mark a status by its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runxl.contract import look
from runxl.contract.scale import BIDRAG, Bidrag, Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import Column, Contract, Setting
from runxl.template.sent import Sent

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

TEXT_TYPES = ("nr", "ref", "unit")
"""Columns that Excel must not reinterpret: 3.10 would become 3.1 and 1-6 a date."""

NUMBER_TYPES = ("number", "integer", "measure", "target", "outcome", "share")

MIXED_TYPES = ("target", "outcome")
"""Numbers as a rule, but a milestone, an answer and several numbers with units are texts."""

# A space before the sign stands after a backslash: LibreOffice in Swedish takes a bare one for a mark of thousands.
NUMBER_FORMATS = {
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
    "share": r"0.0\ %",
    "number": "#,##0",
    **dict.fromkeys(TEXT_TYPES, "@"),
}
DECIMALS = "#,##0.0##"
SETTING_FORMATS = {"date": "yyyy-mm-dd", "share": r"0\ %", "integer": "0"}


class Formats:
    """The workbook's formats by their properties, so that each stands once in styles.xml."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        known = {"font_name": look.FONT, "font_size": 10, "valign": "top", **properties}
        key = tuple(sorted(known.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(known)
        return self._made[key]

    def conditional(self, **properties: object) -> Format:
        """A format that only changes what it names."""
        key = (("conditional", True), *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def header(self, role: str) -> Format:
        ground, text = {
            "unit": (look.UNIT_HEADER_GROUND, look.HEADER_TEXT),
            "res": (look.RESULT_HEADER_GROUND, look.RESULT_HEADER_TEXT),
        }.get(role, (look.HEADER_GROUND, look.HEADER_TEXT))
        return self.get(
            bold=True,
            bg_color=ground,
            font_color=text,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color="#FFFFFF",
        )

    def column(self, column: Column, **other: object) -> Format:
        """How a whole column looks, so that rows added below keep the look; `other` is what a cell has otherwise."""
        return self.get(**{**_column_properties(column), **other})

    def setting(self, setting: Setting) -> Format:
        properties = _ground("res" if setting.written else "in")
        number_format = SETTING_FORMATS.get(setting.type, "@")
        return self.get(**properties, num_format=number_format, align="left")


@dataclass(frozen=True, slots=True)
class Design:
    """What every sheet is made from."""

    contract: Contract
    styrmodell: Styrmodell
    formats: Formats
    sent: Sent | None = None
    """For whom the workbook is, if it is sent to a unit."""


def _ground(role: str) -> dict[str, object]:
    properties: dict[str, object] = {"border": 1, "border_color": look.RULE_LINE}
    if role in ("res", "fixed"):
        properties |= {"bg_color": look.RESULT_GROUND, "font_color": look.RESULT_TEXT}
    return properties


def wraps(column: Column) -> bool:
    """Text is never cut: it goes on below in the same cell."""
    return column.long or column.type in ("text", *MIXED_TYPES)


def _column_properties(column: Column) -> dict[str, object]:
    properties = _ground(column.role)
    if column.type in NUMBER_FORMATS:
        properties["num_format"] = NUMBER_FORMATS[column.type]
    if wraps(column):
        properties["text_wrap"] = True
    if column.type in NUMBER_TYPES:
        properties |= {"align": "right", "indent": 1}
    elif column.type in ("date", "datetime"):
        properties["align"] = "left"
    elif column.codelist == "utveckling":
        properties["align"] = "center"
    if column.codelist == "status" or column.name == "nr":
        properties["bold"] = True
    return properties


Marks = Mapping[str, Mapping[str, object]]
"""What each word looks like."""


def status_marks(scale: Scale) -> Marks:
    """The levels, Ej bedömd and Svårt att bedöma: colour, ground and symbol."""
    return {word: mark_of(mark) for word, mark in scale.forecast_marks.items()}


def severity_marks() -> Marks:
    return {word: mark_of(mark) for word, mark in look.SEVERITY.items()}


def contribution_marks(scale: Scale, words: Mapping[str, Bidrag]) -> Marks:
    """Calmer: text and symbol only. `words` says what each word contributes (fullt, delvis, inget)."""
    marks = scale.contribution_marks
    return {word: mark_of(marks.get(given, look.QUIET), ground=False) for word, given in words.items()}


def uppdrag_marks() -> Marks:
    return {word: mark_of(mark, ground=False) for word, mark in look.UPPDRAG.items()}


def marks_of(column: Column, styrmodell: Styrmodell) -> Marks:
    """The marks of the words that a column may hold."""
    scale = styrmodell.scale
    by_list: Mapping[str, Marks] = {
        "status": status_marks(scale),
        "prognos": status_marks(scale),
        "niva_fynd": severity_marks(),
        "aktivitetsstatus": contribution_marks(scale, styrmodell.contribution),
        "bidrag": contribution_marks(scale, {bidrag: bidrag for bidrag in BIDRAG}),
        "uppdragsstatus": uppdrag_marks(),
    }
    return {word: mark for name in (column.codelist, *column.marked) for word, mark in by_list.get(name, {}).items()}


def mark_of(mark: look.Mark, *, ground: bool = True) -> dict[str, object]:
    # The symbol is part of the number format, so that the cell's value stays the word alone.
    properties: dict[str, object] = {"font_color": mark.text, "num_format": f'"{mark.symbol} "@'}
    return {**properties, "bg_color": mark.ground} if ground else properties


def rules_of(marks: Marks, formats: Formats) -> Iterator[dict[str, Any]]:
    """Conditional formats as XlsxWriter wants them."""
    for word, properties in marks.items():
        yield {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": formats.conditional(**properties)}


def forecast_rules(scale: Scale, passive: str, formats: Formats) -> Iterator[dict[str, Any]]:
    """`Mål kommer delvis uppfyllas`: by the words that a forecast ends with."""
    for status, properties in status_marks(scale).items():
        said = {"type": "text", "criteria": "ends with", "value": f" {status.lower()} {passive}"}
        yield {**said, "format": formats.conditional(**properties)}


def decimals_rule(cell: str, formats: Formats) -> dict[str, object]:
    """Decimals in a column of whole numbers where a number has any; `cell` is the column's first."""
    shown = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<>ROUND({cell},0))"}
    return {**shown, "format": formats.conditional(num_format=DECIMALS)}
