"""A sheet that is written fast: the same few formulas stand in thousands of its marks and dropdowns."""

from __future__ import annotations

from functools import lru_cache

from xlsxwriter.worksheet import Worksheet


class WrittenSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
    """XlsxWriter's own, but that each formula is looked through once for functions that came with later Excels."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        return _prepared(formula, bool(expand_future_functions or self.use_future_functions))


@lru_cache(maxsize=4096)
def _prepared(formula: str, expanded: bool) -> str:  # noqa: FBT001 – XlsxWriter's own choice
    return str(Worksheet._prepare_formula(Worksheet(), formula, expanded))  # noqa: SLF001 – the one door there is
