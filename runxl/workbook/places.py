"""Where things stand in the workbook that other rooms write into. Loads nothing heavy.

Sammanfattning is filled by changing values only, so every place and every look it will need is fixed here:
the head, one row per kind of object with its sentence and a count of each status of the styrmodell's scale (which the
chart plots), and a free area below.
"""

from __future__ import annotations

from runxl.contract.scale import NOT_NOW, Scale

START = "Start"
SAMMANFATTNING = "Sammanfattning"
LISTS = "Listor"
STYRMODELL = "Styrmodell"
IMPORT, IMPORT_TABLE = "Import", "tblImport"

TITLE_CELL = "A1"
NAMND_CELL = "A2"
PERIOD_CELL = "A3"
"""Period and date: `Årsrapport 2024, beräknad 2025-01-15`."""

LEVELS_HEADER_ROW = 5
LEVEL_ROWS = {"mal": 6, "delmal": 7, "indikator": 8, "uppdrag": 9}
LEVEL_COLUMN = "A"
SENTENCE_COLUMN = "B"
FIRST_COUNT = "C"
CHART_LEVELS = ("mal", "delmal", "indikator")
CHART_CELL = "A11"

LIST_FIRST_ROW = 24
"""The free area's first row; it reaches down as far as it has to."""

LIST_COLUMNS = ("A", "B", "C", "D", "E", "F")
"""Text in A and B, status in C (marked by its word), prognosis in D (likewise), short facts in E and F."""

LIST_WIDTHS = (44.0, 64.0, 17.0, 25.0, 17.0, 17.0)

_SAMPLES = (
    "blank",  # nothing at all: for rows that are no longer needed
    "section",  # a section's heading, in column A
    "header",  # a list's header cell
    "body",  # wrapped text
    "strong",  # wrapped text in bold
    "status",  # a status or a prognosis; the mark comes from the word
    "number",  # a number, right-aligned
    "date",  # a date
    "hint",  # a quiet remark, such as why a list is empty
    "amount",  # a whole number with its thousands set apart
    "decimals",  # the same with its decimals
    "header_amount",  # a list's header cell above amounts
)


def count_columns(scale: Scale) -> dict[str, str]:
    """The column of each status' counts. That of what is not due came later, and stands after the hidden column."""
    columns = {status: chr(ord(FIRST_COUNT) + place) for place, status in enumerate(scale.statuses)}
    return {**columns, NOT_NOW: chr(ord(sample_column(scale)) + 1)}


def sample_column(scale: Scale) -> str:
    """The hidden column after the lists and the statuses."""
    return chr(max(ord(LIST_COLUMNS[-1]) + 1, ord(FIRST_COUNT) + len(scale.statuses)))


def samples(scale: Scale) -> dict[str, str]:
    """Empty cells there, one for each look that the free area needs: `Edit(…, like=samples(scale)["body"])`."""
    return {name: f"{sample_column(scale)}{row}" for row, name in enumerate(_SAMPLES, 1)}


def blank_beside(sample: str) -> str:
    """The cell of no look at all, among the samples that this is one of."""
    return f"{sample.rstrip('0123456789')}1"


LineLooks = tuple[str, ...]
"""The look of each of a line's six cells."""

SECTION: LineLooks = ("section", *["blank"] * 5)
HEADER: LineLooks = ("header",) * 6
HINT: LineLooks = ("hint", *["blank"] * 5)
BLANK: LineLooks = ("blank",) * 6
GROUP: LineLooks = ("strong", *["body"] * 5)

FYND_NAMES = {"niva": "fynd_niva", "blad": "fynd_blad", "cell": "fynd_cell", "godtagen": "fynd_godtagen"}
"""Defined names over columns of Fynd, which the fault marks ask."""

FYND_LAST_ROW = 10_000
"""How far the names reach. Whole columns would take LibreOffice a minute with 500 findings. They begin at the header,
so that deleted rows below it make them shorter but never leave a broken reference."""


def list_name(codelist: str) -> str:
    """The defined name of a dropdown's values."""
    return f"lst_{codelist}"
