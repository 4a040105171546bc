"""The example with perspektiv: what the delårsrapport of April 2020 says, and nothing made up without saying so."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl.check.check import check
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.template.example import example
from runxl.workbook.read import read
from tests.assessment.build import number, read_csv

STYRMODELL = contract().styrmodeller["norrbotten"]
ROWS, SETTINGS = example(STYRMODELL)
STYRMATT = read_csv("nb2020_styrmatt.csv")
TYPES = {
    "Milstolpe": ("text milestone", "text milestone (yes/no)", "compound text milestone", "text process"),
    "Öka": ("increase", "positive trend"),
    "Bibehåll": ("hold or increase",),
    "Minst": ("number", "percent", "frequency"),
    "Sammansatt": ("compound number",),
    "Budget": ("number (0", "on-budget"),
}
"""The type that each documented shape of target is entered as; the longest beginning that fits decides."""

ECONOMY = {
    "driftredovisning": ("nb2020_ekonomi.csv", {"rad": "post"}),
    "verksamheter": ("nb2020_avvikelse_verksamhet.csv", {}),
    "anslag": (
        "nb2020_anslag.csv",
        {"fattade_beslut_tom_2020_04": "fattade_beslut", "utbetalt_tom_2020_04": "utbetalt"},
    ),
}


def test_the_example_has_every_object_of_2020() -> None:
    """Eleven mål in four perspektiv, 23 framgångsfaktorer, 28 rows of which fifteen are styrmått."""
    assert {name: len(ROWS[name]) for name in ("mal", "delmal", "indikatorer")} == {
        "mal": 11,
        "delmal": 23,
        "indikatorer": 28,
    }
    assert list(dict.fromkeys(row["perspektiv"] for row in ROWS["mal"])) == [
        "Samhälle",
        "Medborgare",
        "Verksamhet",
        "Ekonomi",
    ]
    assert Counter(row["slag"] for row in ROWS["indikatorer"]) == {"Styrmått": 15, "Aktivitet": 13}
    assert (SETTINGS["ar"], SETTINGS["period"]) == (2020, "DÅ 1")


def test_what_was_decided_and_expected_is_as_documented() -> None:
    """All eleven delvis; the forecast is delvis for seven and svårt att bedöma for four."""
    documented = {
        row["strategiskt_mal"]: (row["assessed_status"].capitalize(), row["prognosis_status"].capitalize())
        for row in read_csv("nb2020_mal.csv")
    }
    assert {row["mal"]: (row["faststalld_status"], row["prognos"]) for row in ROWS["mal"]} == documented
    assert Counter(row["prognos"] for row in ROWS["mal"]) == {"Delvis": 7, "Svårt att bedöma": 4}


def test_names_and_places_are_as_documented() -> None:
    """Every styrmått under its framgångsfaktor and strategiskt mål, in the document's order."""
    mal = {row["nr"]: row["mal"] for row in ROWS["mal"]}
    delmal = {row["nr"]: (mal[row["mal"]], row["delmal"]) for row in ROWS["delmal"]}
    assert [(*delmal[row["delmal"]], row["indikator"], str(row["slag"]).lower()) for row in ROWS["indikatorer"]] == [
        (row["strategiskt_mal"], row["framgangsfaktor"], row["styrmatt"], row["kind"]) for row in STYRMATT
    ]


def test_targets_and_types_are_as_documented() -> None:
    """Word for word where the type takes text; `Hålla budget` is Typ Budget, which needs none."""
    for row, documented in zip(ROWS["indikatorer"], STYRMATT, strict=True):
        said = documented["mal_2020"]
        assert row["typ"] == _type(documented["target_type"]), row["nr"]
        goal = row.get("malvarde")
        if isinstance(goal, str):
            assert goal == said
        else:
            assert said == "Hålla budget" if goal is None else number(str(goal)) == number(said.rstrip(" %"))


def _type(shape: str) -> str:
    fits = {begins: typ for typ, several in TYPES.items() for begins in several if shape.startswith(begins)}
    return fits[max(fits, key=len)]


def test_what_is_made_up_says_so() -> None:
    """The document gives no outcome at all, so each is named as made up or interpreted; so is every base."""
    for row in ROWS["indikatorer"]:
        comment = str(row.get("kommentar", ""))
        if "utgangsvarde" in row or ("utfall" in row and row["nr"] != "11.1.1"):
            assert comment.startswith(("Påhittat värde:", "Tolkat:")), row["nr"]


@pytest.mark.parametrize("table", ECONOMY)
def test_the_economy_is_as_documented(table: str) -> None:
    name, renamed = ECONOMY[table]
    documented = [
        {renamed.get(key, key).removesuffix("_2020_04"): value for key, value in row.items()} for row in read_csv(name)
    ]
    assert len(ROWS[table]) == len(documented)
    for row, wanted in zip(ROWS[table], documented, strict=True):
        for column, value in wanted.items():
            assert _same(row[column], value), (table, row, column)


def _same(given: Any, documented: str) -> bool:
    return (
        given.casefold() == documented.casefold()
        if isinstance(given, str)
        else number(str(given)) == number(documented)
    )


def test_every_column_of_the_example_is_in_the_contract() -> None:
    """A misspelt column name would silently leave a column empty."""
    for name, rows in ROWS.items():
        known = {column.name for column in contract().tables[name].columns}
        assert {column for row in rows for column in row} <= known


def test_the_only_warning_is_the_documents_own(tmp_path: Path) -> None:
    """SUMMA in the table of verksamheter is one more than its rows."""
    (checked,) = check([read(runxl.new(tmp_path / "exempel.xlsx", styrmodell="norrbotten", example=True))])
    (found,) = [one for one in checked.findings if one.severity != "info"]
    assert (found.severity, found.code) == ("varning", "RX213")
    assert "4 134, men raderna ger 4 133 (kan bero på avrundning)" in found.message.replace("\u00a0", " ")


def test_a_styrmodell_without_an_example_says_which_have_one() -> None:
    other = dataclasses.replace(STYRMODELL, name="annan", title="Region Annan")
    with pytest.raises(RunxlError, match=r"inget exempel för Region Annan\. .*norrbotten eller vasterbotten"):
        example(other)
