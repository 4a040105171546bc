"""What runxl has computed, beside what is decided: a block of its own, for the outline that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.output.document import marks
from runxl.output.document.blocks import Block, GridCell, heads
from runxl.output.document.table_grids import kept_grid, table_grids
from runxl.output.said.source import Source

_ECONOMY = {
    "driftredovisning": ("post", "enhet", "arsprognos", "arsbudget"),
    "verksamheter": ("verksamhet", "enhet", "avvikelse_arsprognos"),
}
"""What a forecast is held against its budget by."""


def basis(source: Source) -> Iterator[Block]:
    """Every mål and delmål with its computed status and the reason, and how forecasts stand to their budgets."""
    rows = [row for level, one in source.judged() for row in _row(source, level, one)]
    columns = heads(("Gäller", 5), ("Beräknad", 2.4), ("Fastställd", 2.4), ("Underlag", 6))
    about = "Beräknad och fastställd status, och vad den beräknade vilar på."
    yield from kept_grid("Beräknat underlag", about, columns, rows)
    for name, shown in _ECONOMY.items():
        told = list(table_grids(source, name, columns=(*shown, "prognos")))
        yield from (grid for grid in told if any(cell.mark for row in grid.rows for cell in row.cells))


def _row(source: Source, level: str, one: MalVerdict | DelmalVerdict) -> Iterator[tuple[GridCell, ...]]:
    model = source.basis.styrmodell
    if one.beraknad:
        name = GridCell(source.named(level, one.nr, one.namn), strong=level == "mal")
        yield name, marks.status(one.beraknad, model), marks.status(one.faststalld, model), GridCell(one.grund)
