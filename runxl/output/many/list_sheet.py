"""A list sheet while it is being filled: header, rows, marks, filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runxl.contract import look
from runxl.output.file_links import MOST_ROWS
from runxl.output.many import looks
from runxl.output.many.drawn import field_columns
from runxl.output.many.facts import FactRow
from runxl.output.many.lines import lines
from runxl.output.many.listing import Field
from runxl.output.many.row_sheet import RowSheet, row_sheet
from runxl.template.formats import Formats, decimals_rule

_HEADER_HEIGHT = 31.0


class ListSheet:
    """Rows are added as they come; what there is no room for in Excel is left out."""

    def __init__(self, book: Any, title: str, fields: Sequence[Field], formats: Formats) -> None:
        self.fields = tuple(fields)
        self.sheet: RowSheet = row_sheet(book, title)
        for place, field in enumerate(fields):
            self.sheet.set_column(place, place, field.width)
        self.sheet.begin(field_columns(fields))
        self.styles = self.sheet.styles(looks.cell(formats, field.look) for field in fields)
        headers = self.sheet.styles(looks.header(formats, field.look) for field in fields)
        self.sheet.append([field.title for field in fields], headers, _HEADER_HEIGHT)
        self.rows = 0

    def extend_with(self, rows: Sequence[FactRow]) -> None:
        self.extend(lines(self.sheet.columns, self.styles, rows))

    def extend(self, several: Sequence[bytes]) -> None:
        """As many of the lines as there is room for."""
        if not several:
            return
        self.sheet.extend(several[: MOST_ROWS - self.rows])
        self.rows = self.sheet.used - 1

    def finish(self, formats: Formats, rules: Sequence[dict[str, Any]], empty: str) -> None:
        """Filter, frozen header, marks; a sentence where there are no rows."""
        last = self.rows
        if not last:
            self.sheet.append(("", "", "", empty), self.sheet.styles([looks.lead(formats)] * 4))
        else:
            self.sheet.autofilter(0, 0, last, len(self.fields) - 1)
        for place, field in enumerate(self.fields if last else ()):
            own = {"status": rules, "amount": [decimals_rule(f"{self.sheet.letters[place]}2", formats)]}
            for rule in own.get(field.look, ()):
                self.sheet.conditional_format(1, place, last, place, rule)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.finish()

    def stress(self, first: int, place: int, word: str, formats: Formats, *, wide: int) -> None:
        """Rows that say the word in a column stand out, from the first column on and so many wide."""
        says = f'=${self.sheet.letters[place]}2="{word}"'
        look_of = formats.conditional(bold=True, bg_color=look.RESULT_GROUND)
        rule = {"type": "formula", "criteria": says, "format": look_of}
        self.sheet.conditional_format(1, first, max(1, self.rows), first + wide - 1, rule)

    def hide(self, place: int) -> None:
        self.sheet.set_column(place, place, self.fields[place].width, None, {"hidden": True})
