"""A region's own check: every indikator says where its figure comes from, and no delmål has too many of them.

It joins runxl by an entry point in the pyproject.toml of the package that it lies in:

    [project.entry-points."runxl.checks"]
    regionens = "regionens_kontroller.egen_kontroll:checks"

From then on `runxl validera`, the buttons, the sheet Fynd, the summary, `runxl regler` and Dispenser know of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import runxl

MOST = 8

SOURCE = runxl.Rule(
    code="REG001",
    slug="kalla-saknas",
    severity="varning",
    title="Källan saknas",
    message="{nyckel} saknar källa.",
    why="Regionen vill kunna följa varje siffra till sin källa.",
    remedy="Skriv i Källa varifrån siffran kommer.",
    example="Kolada N03937",
)
MANY = runxl.Rule(
    code="REG002",
    slug="manga-indikatorer",
    severity="info",
    title="Delmålet har många indikatorer",
    message="Delmål {nyckel} har {antal} indikatorer.",
    why="Fler än åtta är svåra att följa upp och att berätta om.",
    remedy="Överväg vilka som behövs.",
    example="Ett delmål med tolv indikatorer.",
)


def look(checked: runxl.Checked) -> Iterator[runxl.Finding]:
    """Källor finns, och delmålen går att överblicka."""
    for row in checked.indikatorer:
        if not row.kalla:
            yield checked.finding(SOURCE, row, "kalla")
    number = Counter(row.delmal for row in checked.indikatorer)
    for delmal in checked.delmal:
        if number[delmal.nr] > MOST:
            yield checked.finding(MANY, delmal, "nr", antal=number[delmal.nr])


checks = runxl.OwnCheck(look, (SOURCE, MANY))
