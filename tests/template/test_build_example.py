"""The example: what the årsrapport of 2024 says, and nothing made up without saying so."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

import runxl
from runxl.check.check import check
from runxl.contract.load import contract
from runxl.template.book import built
from runxl.template.example import example
from runxl.workbook.heights import row_height
from runxl.workbook.read import read

ROWS, SETTINGS = example(contract().default_styrmodell)

# Målvärden and utfall that the årsrapport itself gives, by indikator.
STATED = {
    "3.2.1": (6, 6),
    "3.2.2": (60, 67),
    "3.3.1": (15, 17),
    "3.7.1": (5, 5),
    "5.1.2": (77.8, 75.8),
}


def test_the_example_has_every_object_of_2024() -> None:
    """Six mål, 19 delmål, 53 indikatorer, 80 aktiviteter, three uppdrag; decided as the document decided."""
    assert {name: len(ROWS[name]) for name in ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag")} == {
        "mal": 6,
        "delmal": 19,
        "indikatorer": 53,
        "aktiviteter": 80,
        "uppdrag": 3,
    }
    assert Counter(row["faststalld_status"] for row in ROWS["delmal"]) == {"Delvis": 13, "Helt": 6}
    assert all(row["motivering"] for row in ROWS["delmal"])
    assert (SETTINGS["ar"], SETTINGS["period"]) == (2024, "Årsrapport")


def test_every_column_of_the_example_is_in_the_contract() -> None:
    """A misspelt column name would silently leave a column empty."""
    for name, rows in ROWS.items():
        known = {column.name for column in contract().tables[name].columns}
        assert {column for row in rows for column in row} <= known


def test_stated_facts_stand_as_stated() -> None:
    """Both numbers where the document gives both; HME Medarbetare is the one with a stated verdict."""
    found = {str(row["nr"]): (row.get("malvarde"), row.get("utfall")) for row in ROWS["indikatorer"]}
    assert {nr: found[nr] for nr in STATED} == STATED


def test_what_is_made_up_says_so() -> None:
    """A target that the document does not give is named as made up or interpreted in Kommentar."""
    # The targets of 3.10.1 and 6.1.4 are stated too, but their utfall are given as several values.
    stated = {*STATED, "3.10.1", "6.1.4", "6.3.2"}
    for row in ROWS["indikatorer"]:
        if "malvarde" in row and row["nr"] not in stated:
            assert str(row.get("kommentar", "")).startswith(("Påhittat värde:", "Tolkat:")), row["nr"]


def test_numbers_stay_text_and_dates_are_dates(tmp_path: Path) -> None:
    """3.10 in particular."""
    book = openpyxl.load_workbook(runxl.new(tmp_path / "exempel.xlsx", example=True))
    assert "3.10" in [row[0] for row in book["Delmål"].iter_rows(min_row=2, values_only=True)]
    assert book["Uppdrag"]["I2"].value == dt.datetime(2024, 1, 22)  # noqa: DTZ001 - a date in a sheet has no zone


def test_the_example_has_nothing_to_find_fault_with(tmp_path: Path) -> None:
    """No fault and no warning."""
    path = runxl.new(tmp_path / "exempel.xlsx", example=True)
    (checked,) = check([read(path)])
    assert [f.message for f in checked.findings if f.severity != "info"] == []


def test_an_empty_new_workbook_has_no_fault(tmp_path: Path) -> None:
    """At most a warning that Nämnd is empty."""
    (checked,) = check([read(runxl.new(tmp_path / "ny.xlsx"))])
    assert [f.code for f in checked.findings if f.severity == "fel"] == []


TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+46", "-1", "http://x.se", "12", "0012", "{=A1}", "a\nb"]
    ),
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40).filter(lambda text: text.strip() == text),
)


@given(st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_text_is_text(texts: list[str]) -> None:
    """Whatever somebody has written comes out as the same text, never as a formula, a link or a number."""
    rows = {"texter": [{"rubrik": f"{i}", "text": text} for i, text in enumerate(texts)]}
    book = openpyxl.load_workbook(io.BytesIO(built(contract(), contract().default_styrmodell, rows, {})))
    cells = [book["Texter"].cell(row, 4) for row in range(2, len(texts) + 2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


@given(st.text(max_size=400), st.text(max_size=50), st.floats(5, 100))
def test_a_longer_text_never_gets_a_lower_row(text: str, more: str, width: float) -> None:
    assert row_height([(text + more, width)]) >= row_height([(text, width)])


def test_a_narrow_column_breaks_between_words() -> None:
    """What would fit by its length alone needs a line more when no two words fit beside each other."""
    assert row_height([("Tidsplan för framtagning av regionplan", 17)]) > row_height([("x" * 38, 17)])
