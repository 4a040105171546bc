"""The workbooks of the published documents: what each says itself, some of it upon an example's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow, Table
from runxl.template.book import build
from runxl.template.example import example
from tests.markdown_workbook import Sheet, parse, write

FOLDER = Path(__file__).parent
UPON: Mapping[str, tuple[str, Sequence[str]]] = {
    "arsrapport_2024": (
        "vasterbotten",
        ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag", "personal", "driftredovisning", "avvikelser"),
    ),
    "delarsrapport_2020": (
        "norrbotten",
        ("mal", "delmal", "indikatorer", "periodvarden", "driftredovisning", "verksamheter", "anslag"),
    ),
}
"""Documents that an example has the facts of: the styrmodell, and the tables that are taken from it."""


def book(name: str, folder: Path) -> Path:
    """The workbook, in the folder."""
    said, path = (FOLDER / f"{name}.md").read_text(encoding="utf-8"), folder / f"{name}.xlsx"
    if name not in UPON:
        return write(said, path)
    styrmodell, tables = UPON[name]
    model = contract().styrmodeller[styrmodell]
    rows, settings = example(model)
    given = {sheet.title: sheet for sheet in parse(said)}
    found: dict[str, Sequence[DataRow]] = {one: rows[one] for one in tables if one in rows}
    for title, sheet in given.items():
        table = contract().table_of_sheet(title)
        assert table
        found[table.name] = _upon(found.get(table.name, ()), sheet, table)
    own = {"namnd": settings["namnd"], "ar": settings["ar"], "period": settings["period"], "plan_id": "forlaga"}
    build(path, contract(), model, found, own)
    return path


def _upon(rows: Sequence[DataRow], sheet: Sheet, table: Table) -> Sequence[DataRow]:
    """The example's rows with what is said of each by its Nr; rows of what has no key are the document's own."""
    names = {column.title: column.name for column in table.columns}
    said = [
        {names[title]: _value(names[title], cell) for title, cell in zip(sheet.header, row, strict=True)}
        for row in sheet.rows
    ]
    if not table.key:
        return said
    by_nr = {row["nr"]: row for row in said}
    assert {str(row["nr"]) for row in rows} >= set(by_nr)
    return [{**row, **by_nr.get(str(row["nr"]), {})} for row in rows]


def _value(column: str, cell: str) -> str | int | None:
    return int(cell) if column == "niva" else cell.replace("{rad}", "\n") or None
