"""Fynd: everything that was found, with links to the file and the cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runxl.findings import Finding
from runxl.output.many.facts import FactRow
from runxl.output.many.listing import Field, Listing

LISTING = Listing(
    sheet="Fynd",
    about="Allt som kontrollen har funnit, med länk till cellen",
    fields=(
        Field("Nivå", 11, "status"),
        Field("Kod", 9, "short"),
        Field("Fil", 30),
        Field("Blad", 16, "short"),
        Field("Cell", 9, "link"),
        Field("Nr", 9, "key"),
        Field("Meddelande", 54),
        Field("Åtgärd", 46),
        Field("Godtagen", 10, "short"),
    ),
    empty="Inga fynd.",
)
SHEET_NAME, CELL = 3, 4
"""The columns that a link is made of."""


def rows(file: str, findings: Iterable[Finding]) -> Iterator[FactRow]:
    """A finding without a file of its own stands at the workbook's."""
    for one in findings:
        accepted = "Ja" if one.accepted else None
        head = (one.severity, one.code, one.file or file, one.sheet, one.cell, one.key)
        yield (*head, one.message, one.remedy, accepted)


def sentences(listed: Iterable[FactRow]) -> Iterator[str]:
    """What is wrong and what to do, for each row."""
    for _niva, _kod, file, _blad, _cell, _nr, message, remedy, _godtagen in listed:
        yield f"{message} {remedy}" if str(file) in str(message) else f"{file}: {message} {remedy}"
