"""Every way that people type a value, in every cell where a measure is read: skrivet.txt says what is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from runxl.check import parse
from runxl.check.numbers import with_unit
from runxl.check.sheet import Sheet
from runxl.contract.load import contract
from runxl.findings import Finding
from runxl.measure.values import PartValue, Value
from runxl.template.book import build
from runxl.workbook.read import read
from runxl.workbook.tables import FoundTable, Raw, TableColumn
from tests.addin.office import Office, properties

LISTED = Path(__file__).with_name("skrivet.txt")
NUMERIC = {"Minst", "Högst", "Budget", "Skala"}
SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>sv-SE</value></prop></item>
</oor:items>"""

MEASURES = {
    "indikatorer": ("utgangsvarde", "malvarde", "malvarde_max", "utfall", "tidigare_utfall"),
    "periodvarden": ("periodmal", "utgangsvarde", "foregaende_ar"),
    "personal": ("varde", "foregaende"),
    "driftredovisning": (
        "utfall",
        "budget",
        "avvikelse",
        "arsprognos",
        "arsbudget",
        "avvikelse_arsprognos",
        "foregaende_ar",
    ),
    "verksamheter": ("avvikelse", "avvikelse_arsprognos"),
    "anslag": ("arsbudget", "fattade_beslut", "utbetalt"),
    "ramar": ("ram_foregaende_ar", "forandring", "ram"),
    "finansiering": ("belopp",),
    "bolag": ("resultat", "budget", "arsprognos"),
}
ECONOMY = {"tkr", "mkr"}


class Typed(NamedTuple):
    """A way to type a value, in a row of this unit and Typ."""

    unit: str
    typ: str
    text: str
    says: str
    turned: str = ""

    @property
    def value(self) -> str | None:
        return None if self.says.startswith("!") else self.says


def listed() -> Iterator[Typed]:
    unit = typ = ""
    for line in filter(None, LISTED.read_text(encoding="utf-8").splitlines()):
        if line.startswith("# "):
            unit, typ = line.removeprefix("# ").split(" · ")
            unit = "" if unit == "(tom)" else unit
        elif not line.startswith("//"):
            text, says = line.split(" ⇒ ")
            read_as, _, turned = says.partition(" | ")
            yield Typed(unit, typ, text.strip(), read_as.strip(), turned.strip())


TYPED = list(listed())


def said(value: Value) -> str:
    """A value as the list writes it."""
    if isinstance(value, tuple):
        return "/".join(f"{said(part.value)} {part.unit}".strip() for part in value if isinstance(part, PartValue))
    if isinstance(value, Decimal):
        rounded = round(value, 4)
        return f"{rounded.normalize() if rounded else Decimal():f}".replace(".", ",")
    return str(value)


def parsed(table: str, column: str, rows: Sequence[Typed], raws: Sequence[Raw]) -> Sheet:
    """A sheet that holds the values in one of its columns."""
    described = contract().tables[table]
    units: list[Raw] = [one.unit or None for one in rows]
    types: list[Raw] = [one.typ for one in rows]
    given = {"enhet": units, "typ": types, column: list(raws)}
    known = {one.name for one in described.columns}
    columns = {
        name: TableColumn(place, values) for place, (name, values) in enumerate(given.items(), 1) if name in known
    }
    lent = {} if "typ" in known else {"typ": types, "enhet": units}
    found = FoundTable(table, described.sheet, 1, list(range(2, len(rows) + 2)), columns)
    return parse.parse("bok.xlsx", found, None, lent)


def by_row(sheet: Sheet) -> dict[int | None, Finding]:
    return {one.row: one for one in sheet.findings if one.severity == "fel"}


def test_the_list_is_long_and_says_nothing_twice() -> None:
    keys = [(one.unit, one.typ, one.text) for one in TYPED]
    assert len(keys) == len(set(keys))
    assert len(keys) >= 400


def test_an_outcome_is_read_as_listed_or_gives_the_finding_that_is_listed() -> None:
    sheet = parsed("indikatorer", "utfall", TYPED, [one.text for one in TYPED])
    found = by_row(sheet)
    read_as = [
        f"! {found[row].slug}" if row in found else said(value)
        for row, value in enumerate(sheet.columns["utfall"], start=2)
    ]
    assert [(one, got) for one, got in zip(TYPED, read_as, strict=True) if one.says != got] == []


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, names in MEASURES.items() for column in names]
)
def test_the_same_is_read_wherever_a_measure_stands(table: str, column: str) -> None:
    """A value or a fault at the cell, never another value.

    An answer in words is of an outcome alone, and a goal of Budget may be words.
    """
    is_economy = contract().tables[table].column("enhet").type == "code" if table != "periodvarden" else False
    rows = [
        one
        for one in TYPED
        if one.typ in NUMERIC and one.value != "Svar saknas" and (not is_economy or one.unit in ECONOMY)
    ]
    sheet = parsed(table, column, rows, [one.text for one in rows])
    found = by_row(sheet)
    for row, (one, value) in enumerate(zip(rows, sheet.columns[column], strict=True), start=2):
        is_kept = one.typ == "Budget" and one.value is None and value == one.text
        assert is_kept or (None if row in found else said(value)) == one.value, one


def test_every_column_of_measures_is_tried() -> None:
    """One that comes to the contract comes to the list above."""
    kinds = {"number", "measure", "target", "outcome"}
    known = {
        (name, column.name)
        for name, table in contract().tables.items()
        for column in table.columns
        if column.type in kinds and column.is_input
    }
    assert known == {(table, column) for table, names in MEASURES.items() for column in names}


@pytest.mark.libreoffice
def test_swedish_libreoffice_lets_nothing_be_misread(tmp_path: Path) -> None:
    """Typed into the template's own cells by a Swede, saved and read: as listed, or a fault, and never another value."""
    plan, saved = tmp_path / "plan.xlsx", tmp_path / "sparad.xlsx"
    rows = [
        {"nr": f"1.1.{place}", "delmal": "1.1", "indikator": one.text, "enhet": one.unit, "typ": one.typ}
        for place, one in enumerate(TYPED)
    ]
    build(plan, contract(), contract().default_styrmodell, {"indikatorer": rows}, {})
    letters = {column.name: place for place, column in enumerate(contract().tables["indikatorer"].columns)}
    profile = tmp_path / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SWEDISH, encoding="utf-8")
    with Office(profile) as office:
        model = office.load(plan)
        sheet = model.Sheets.getByName("Indikatorer")
        for place, one in enumerate(TYPED, 1):
            sheet.getCellByPosition(letters["utfall"], place).FormulaLocal = one.text
        url = import_module("uno").systemPathToFileUrl(str(saved))
        model.storeToURL(url, properties(FilterName="Calc MS Excel 2007 XML"))
        model.close(True)
    found = read(saved).tables["indikatorer"]
    raws = found.values("utfall")
    typed = parsed("indikatorer", "utfall", TYPED, raws)
    faults = by_row(typed)
    misread = [
        (one, with_unit(raw) if isinstance(raw, float) else raw, said(value))
        for row, (one, raw, value) in enumerate(zip(TYPED, raws, typed.columns["utfall"], strict=True), start=2)
        if row not in faults and said(value) != (one.turned or one.value)
    ]
    assert misread == []
