"""XlsxWriter's workbook and sheet, as ours are made: text stays text, what thousands of cells share is made once."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter import xmlwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""No text becomes a formula, a link or a number."""

_LOOKS_ESCAPED = re.compile(r"(_)(?=x[0-9a-fA-F]{4}_)")
"""A sign that begins what Excel reads as another sign. The next may begin where this ends: `_x0041_x0042_` has two."""

_ESCAPED = r"_x005F\1"

_CALLED = re.compile(r"[A-Za-z0-9_.]+(?=\()")
_ALWAYS_THERE = frozenset(
    (
        "ADDRESS",
        "AND",
        "COLUMN",
        "COUNTIFS",
        "IF",
        "ISBLANK",
        "ISNUMBER",
        "MATCH",
        "RIGHT",
        "ROUND",
        "ROW",
        "SUMPRODUCT",
    )
)
"""What our formulas are made of, which every Excel has: XlsxWriter would search each for 150 newer functions."""


def new_book(target: Any, **options: Any) -> Workbook:
    """A workbook to fill. XlsxWriter's own search eats the sign that the next begins with: Excel would read on."""
    xmlwriter.re_control_chars_1 = _LOOKS_ESCAPED
    return Workbook(target, {**TEXT_IS_TEXT, **options})


class WrittenSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """XlsxWriter's own, but that headers are escaped, and newer functions looked for only where there may be one."""

    def add_table(self, *args: Any) -> Any:
        """Excel reads the table's names for its columns as it reads cells; XlsxWriter escapes the cells alone."""
        made = super().add_table(*args)
        for column in self.tables[-1]["columns"]:
            column["name"] = _LOOKS_ESCAPED.sub(_ESCAPED, column["name"])
        return made

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        if not formula.startswith("{") and _ALWAYS_THERE.issuperset(_CALLED.findall(formula)):
            return formula.removeprefix("=")
        return str(super()._prepare_formula(formula, expand_future_functions))
