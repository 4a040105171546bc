"""XlsxWriter's workbook and sheet, as ours are made: text stays text, what thousands of cells share is made once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from xlsxwriter import xmlwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""No text becomes a formula, a link or a number."""

_LOOKS_ESCAPED = re.compile(r"(_)(?=x[0-9a-fA-F]{4}_)")
"""A sign that begins what Excel reads as another sign. The next may begin where this ends: `_x0041_x0042_` has two."""

_ESCAPED = r"_x005F\1"


def new_book(target: Any, **options: Any) -> Workbook:
    """A workbook to fill. XlsxWriter's own search eats the sign that the next begins with: Excel would read on."""
    xmlwriter.re_control_chars_1 = _LOOKS_ESCAPED
    return Workbook(target, {**TEXT_IS_TEXT, **options})


class WrittenSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """XlsxWriter's own, but that headers are escaped, and a formula looked through once for newer functions."""

    def add_table(self, *args: Any) -> Any:
        """Excel reads the table's names for its columns as it reads cells; XlsxWriter escapes the cells alone."""
        made = super().add_table(*args)
        for column in self.tables[-1]["columns"]:
            column["name"] = _LOOKS_ESCAPED.sub(_ESCAPED, column["name"])
        return made

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        return _prepared(formula, bool(expand_future_functions or self.use_future_functions))


@lru_cache(maxsize=4096)
def _prepared(formula: str, expanded: bool) -> str:  # noqa: FBT001 – XlsxWriter's own choice
    return str(Worksheet._prepare_formula(Worksheet(), formula, expanded))  # noqa: SLF001 – the one door there is
