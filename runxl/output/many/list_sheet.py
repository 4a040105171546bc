"""A list sheet while it is being filled: header, rows, marks, filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from runxl.contract import look
from runxl.output.file_links import MOST_ROWS
from runxl.output.many import looks
from runxl.output.many.drawn import field_columns
from runxl.output.many.facts import FactRow
from runxl.output.many.lines import lines
from runxl.output.many.listing import Field, Listing
from runxl.output.many.row_sheet import RowSheet, row_sheet
from runxl.template.formats import Formats, decimals_rule

_HEADER_HEIGHT = 31.0


class ListSheet:
    """Rows are added as they come; what there is no room for in Excel is left out."""

    def __init__(self, book: Any, listing: Listing, formats: Formats, lead: tuple[Field, ...] = ()) -> None:
        """`lead`: the columns before the list's own."""
        self.listing, self.formats, self.fields = listing, formats, (*lead, *listing.fields)
        self.sheet: RowSheet = row_sheet(book, listing.sheet)
        for place, field in enumerate(self.fields):
            self.sheet.set_column(place, place, field.width)
        self.sheet.begin(field_columns(self.fields))
        self.styles = self.sheet.styles(looks.cell(formats, field.look) for field in self.fields)
        headers = self.sheet.styles(looks.header(formats, field.look) for field in self.fields)
        self.sheet.append([field.title for field in self.fields], headers, _HEADER_HEIGHT)
        self.rows = 0

    def extend_with(self, rows: Iterable[FactRow]) -> None:
        self.extend(lines(self.sheet.columns, self.styles, [*rows]))

    def extend(self, several: Sequence[bytes]) -> None:
        """As many of the lines as there is room for."""
        self.sheet.extend(several[: MOST_ROWS - self.rows])
        self.rows = self.sheet.used - 1

    def finish(self, rules: Sequence[dict[str, Any]]) -> None:
        """Filter, frozen header, marks; a sentence where there are no rows."""
        last, formats, listing = self.rows, self.formats, self.listing
        if not last:
            self.sheet.append(("", "", "", listing.empty), self.sheet.styles([looks.text(formats, "lead")] * 4))
        else:
            self.sheet.autofilter(0, 0, last, len(self.fields) - 1)
        for place, field in enumerate(self.fields if last else ()):
            own = {"status": rules, "amount": [decimals_rule(f"{self.sheet.letters[place]}2", formats)]}
            for rule in own.get(field.look, ()):
                self.sheet.conditional_format(1, place, last, place, rule)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.finish()
        if listing.together:
            title, word = listing.together
            place = next(place for place, field in enumerate(self.fields) if field.title == title)
            self.stress(0, place, word, wide=len(self.fields))
        if listing.optional and not last:
            self.sheet.hide()

    def stress(self, first: int, place: int, word: str, *, wide: int) -> None:
        """Rows that say the word in a column stand out, from the first column on and so many wide."""
        says = f'=${self.sheet.letters[place]}2="{word}"'
        look_of = self.formats.conditional(bold=True, bg_color=look.RESULT_GROUND)
        rule = {"type": "formula", "criteria": says, "format": look_of}
        self.sheet.conditional_format(1, first, max(1, self.rows), first + wide - 1, rule)

    def hide(self, place: int) -> None:
        self.sheet.set_column(place, place, self.fields[place].width, None, {"hidden": True})
