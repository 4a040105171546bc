"""Insamling: each workbook, what came of reading it, and the units that a plan names but that have not been heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.check.rows import Family
from runxl.excel import fold
from runxl.output.many.facts import BookFacts, FactRow
from runxl.output.many.listing import Field, Listing

SHEET = "Insamling"
LISTING = Listing(
    sheet=SHEET,
    about="Varje arbetsbok: läst, version, fel, varningar och hur mycket som är ifyllt",
    fields=(
        Field("Nämnd", 28),
        Field("Enhet", 24),
        Field("Period", 16, "short"),
        Field("Återlämnad", 16, "status"),
        Field("Ifyllt", 10, "percent"),
        Field("Fel", 8, "whole"),
        Field("Varningar", 11, "whole"),
        Field("Info", 8, "whole"),
        Field("Godtagna", 11, "whole"),
        Field("Version", 10, "centre"),
        Field("Utskickad", 12, "date"),
        Field("Svar senast", 12, "date"),
        Field("Fil", 44, "link"),
    ),
    empty="Inga arbetsböcker.",
)
FILE = 12
READ, UNREAD, MISSING = "Ja", "Går inte att läsa", "Saknas"


def row(book: BookFacts) -> FactRow:
    head = book.head
    return (
        head.namnd,
        head.enhet,
        head.when,
        READ if head.readable else UNREAD,
        book.filled.share if head.readable else None,
        book.fel,
        book.varningar,
        book.info,
        book.godtagna,
        head.mallversion,
        head.utskickad_den,
        head.svar_senast,
        head.file,
    )


def silent(books: Sequence[BookFacts]) -> Iterator[FactRow]:
    """The units of a plan that others have answered but they have not; a plan alone may never have been sent out."""
    heard: dict[Family, set[str]] = {}
    for book in books:
        if book.head.enhet and book.head.family.plan_id:
            heard.setdefault(book.head.family, set()).add(fold(book.head.enhet))
    for book in books:
        head = book.head
        if head.enhet or head.family not in heard:
            continue
        for unit in book.units:
            if fold(unit) not in heard[head.family]:
                yield (head.namnd, unit, head.when, MISSING, None, None, None, None, None, None, None, head.svar_senast)
