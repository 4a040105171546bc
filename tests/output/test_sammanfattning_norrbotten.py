"""Sammanfattning in the other styrmodell's words, the lists of economy and events, and what must not have moved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from tests.conftest import MakeWorkbook
from tests.output import vasterbotten
from tests.output.workbooks import change, run, section, summary

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "vb2024_skrivet.txt"

ECONOMY = """
## Inställningar
| Inställning | Värde |
| Period | DÅ 1 |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Budget | Avvikelse | Årsprognos | Årsbudget | Avvikelse årsprognos |
| Intäkter | Summa | mkr | 133 | 127 | 6 | 385 | 382 | 3 |
| Varav bidrag | Varav | mkr | 133 | 127 | 6 | 385 | 382 | 3 |
| Kostnader | Resultatpost | mkr | -131,5 | -129 | -2,5 | -382 | -381 | -1 |
## Verksamheter
| Verksamhet | Enhet | Avvikelse | Avvikelse årsprognos |
| Musik | tkr | 1330 | -1500 |
| SUMMA | tkr | 1330 | -1500 |
## Anslag
| Åtgärd | Enhet | Årsbudget | Fattade beslut | Utbetalt |
| Projekt | mkr | 90 | 73,9 | 25,3 |
## Avvikelser
| Område | Avvikelseområde | Analys - orsak till avvikelse | Aktivitet för att komma till rätta med avvikelse | Ansvarig |
| Ekonomi | Turnéer | Inställda. | Flyttas till hösten. | Kultur |
| Personal | Vakanser | Svårt att rekrytera. | | HR |
## Personal
| Nyckeltal | Värde | Enhet | Föregående | Kommentar |
| Medelantal anställda | 103 | antal | 106 | Färre. |
| Sjukfrånvaro | 1,1 | % | 1 | |
| Frisknärvaro | 89 | % | | |
## Händelser
| Nr | Rubrik | Beskrivning | Mål | Ansvarig |
| H1 | Pandemin | Mycket ställdes in. | 1 | Stab |
"""


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of April 2020, computed."""
    path = tmp_path_factory.mktemp("norrbotten") / "exempel.xlsx"
    runxl.new(path, styrmodell="norrbotten", example=True)
    run(path)
    return path


def test_the_mal_stand_in_their_perspektiv_with_the_documented_prognosis(april: Path) -> None:
    """Eleven mål, each delvis; seven are expected to be, and four are hard to tell."""
    lines = section(april, "Strategiska mål och framgångsfaktorer")
    mal = [line for line in lines if line[0] and line[2]]
    assert [line[0] for line in lines if line[0] and not line[2]] == [
        f"Perspektiv: {name}" for name in ("Samhälle", "Medborgare", "Verksamhet", "Ekonomi")
    ]
    assert [line[2] for line in mal] == ["Delvis"] * 11
    said = [line[3] for line in mal]
    assert (said.count("Mål kommer delvis uppnås"), said.count("Svårt att bedöma")) == (7, 4)
    assert len(lines) == 4 + 11 + 23


def test_no_number_of_an_object_is_shown(april: Path) -> None:
    """The documents have none; the workbook keeps Nr as its key."""
    names = [line[0] or line[1] for line in section(april, "Strategiska mål och framgångsfaktorer")]
    assert not [name for name in names if name[0].isdigit()]


def test_every_styrmatt_stands_with_its_arrow(april: Path) -> None:
    """Under its mål; an activity says that it is one, and a yearly measure why it is left out."""
    lines = section(april, "Styrmått och deras utveckling")
    told = {line[0]: line for line in lines if line[2]}
    assert len(told) == 28
    assert told["Antal lediga jobb per arbetslös i Norrbotten"][2:4] == ("Inte", "↓ Sämre")
    assert told["Dialog med länets kommuner"][2:4] == ("Helt", "→ Oförändrat")
    assert "helårsbasis" in told["Andel gymnasieelever med examen"][1]
    activity = told["Aktivitet: Utveckla regionens roll i den fysiska planeringen"]
    assert activity[2:5] == ("Delvis", None, "Svar: Delvis")


def test_the_chart_shows_only_the_levels_that_are_assessed(april: Path) -> None:
    """Framgångsfaktorer have no bar; the default styrmodell has all three in one range."""
    assert _plotted(april) == {"(Sammanfattning!$C$6,Sammanfattning!$C$8)"}
    assert _plotted(runxl.resources.template()) == {"Sammanfattning!$C$6:$C$8"}


def _plotted(path: Path) -> set[str]:
    """What the first series of each chart on Sammanfattning plots."""
    sheet: Any = openpyxl.load_workbook(path)["Sammanfattning"]
    return {chart.series[0].val.numRef.f for chart in sheet._charts}


def test_the_economy_is_told_where_its_tables_have_rows(make_workbook: MakeWorkbook) -> None:
    """The unit once, in the heading; the year's forecast with a mark."""
    path = make_workbook(ECONOMY)
    run(path)
    assert section(path, "Driftredovisning (mkr)") == [
        ("Intäkter", "Utfall 133 mot budget 127: 6 mkr bättre än budget", "Helt", 385, 382, 3),
        ("Varav bidrag", "Utfall 133 mot budget 127: 6 mkr bättre än budget", "Helt", 385, 382, 3),
        ("Kostnader", "Utfall −131,5 mot budget −129: 2,5 mkr sämre än budget", "Inte", -382, -381, -1),
        ("Prognos mot budget är Helt när årsprognosen inte är sämre än årsbudgeten.", *[None] * 5),
    ]
    assert section(path, "Avvikelse mot budget per verksamhet (tkr)") == [
        ("Musik", "1\u00a0330 tkr bättre än budget", "Inte", -1500, None, None),
        ("SUMMA", "1\u00a0330 tkr bättre än budget", "Inte", -1500, None, None),
    ]
    assert section(path, "Anslag (mkr)") == [("Projekt", "28 % av årsbudgeten är utbetald", None, 90, 73.9, 25.3)]


def test_deviations_personnel_and_events_are_told(make_workbook: MakeWorkbook) -> None:
    """A key figure with its change since the one before; an event with the mål that it is about."""
    path = make_workbook(ECONOMY)
    run(path)
    assert section(path, "Avvikelser") == [
        ("Turnéer", "Orsak: Inställda.\nÅtgärd: Flyttas till hösten.", "Ekonomi", "Kultur", None, None),
        ("Vakanser", "Orsak: Svårt att rekrytera.", "Personal", "HR", None, None),
    ]
    assert section(path, "Personal") == [
        ("Medelantal anställda", "Färre.", 103, 106, -3, "antal"),
        ("Sjukfrånvaro", None, 1.1, 1, 0.1, "%"),
        ("Frisknärvaro", None, 89, None, None, "%"),
    ]
    assert section(path, "Händelser") == [("Pandemin", "Mycket ställdes in.", "Stab", "Regionmål 1", None, None)]


def test_impossible_amounts_stop_nothing(make_workbook: MakeWorkbook) -> None:
    """A slip of the finger gives a list that says what stands in the cells."""
    path = make_workbook(
        ECONOMY.replace("| 90 | 73,9 | 25,3 |", "| 0,001 | 0 | 9E+40 |").replace("| 103 |", "| 1E+300 |")
    )
    run(path)
    assert section(path, "Anslag (mkr)")[0][1] is None
    assert section(path, "Personal")[0][2] in (1e300, None)


def test_a_text_that_looks_like_a_formula_stays_a_text(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(ECONOMY.replace("Mycket ställdes in.", "=1+1"))
    run(path)
    (line,) = section(path, "Händelser")
    assert line[1] == "=1+1"
    sheet = openpyxl.load_workbook(path)["Sammanfattning"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"} == {"s"}


def test_an_empty_table_has_no_list(make_workbook: MakeWorkbook) -> None:
    """Neither heading nor headers."""
    path = make_workbook()
    run(path)
    said = {str(line[0]) for line in summary(path)}
    assert not [
        text for text in said if text.startswith(("Driftredovisning", "Avvikelse", "Anslag", "Personal", "Händelser"))
    ]


def test_uppdrag_from_the_same_giver_stand_together_and_late_ones_are_noticed(tmp_path: Path) -> None:
    """Fullmäktige's first; who answers and the day that has passed stand under Att uppmärksamma."""
    path = runxl.new(tmp_path / "plan.xlsx", styrmodell="norrbotten", year=2020)
    uppdrag = (
        ("U1", "Nämnd till förvaltning", "Utreda resandet", "Pågående", "2020-03-31"),
        ("U2", "Fullmäktige till nämnd", "Spara", "Pågående", "2020-12-31"),
        ("U3", "Nämnd till förvaltning", "Bygga ut", "Klar", "2020-01-31"),
    )
    for row, (nr, giver, name, status, end) in enumerate(uppdrag, 2):
        change(
            path,
            "Uppdrag",
            **{
                f"{letter}{row}": value
                for letter, value in zip("ABCEGI", (nr, giver, name, status, "Går.", end), strict=True)
            },
        )
    change(path, "Uppdrag", J2="Stab")
    run(path, period="DÅ 1")
    assert [line[0] for line in section(path, "Uppdrag")] == ["Spara", "Utreda resandet", "Bygga ut"]
    assert section(path, "Att uppmärksamma") == [
        (
            "Uppdrag: Utreda resandet",
            "Slutdatum 2020-03-31 har passerat, och statusen är inte Klar.",
            "Pågående",
            "Stab",
            None,
            None,
        )
    ]


def test_the_default_styrmodell_writes_what_it_wrote(tmp_path: Path) -> None:
    """Every cell, look and height of a workbook without the tables that have got lists."""
    found = vasterbotten.written(vasterbotten.book(tmp_path / "plan.xlsx", without=vasterbotten.TABLES))
    assert vasterbotten.as_text(found) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_with_the_tables_only_their_lists_are_new(tmp_path: Path) -> None:
    """All that stands above them is as before, cell by cell; the legend has moved down and says the same."""
    found = vasterbotten.as_text(vasterbotten.written(vasterbotten.book(tmp_path / "plan.xlsx")))
    before = GOLDEN.read_text(encoding="utf-8").splitlines()
    legend = next(place for place, line in enumerate(before) if "'Så läser du bedömningen'" in line)
    start = next(place for place, line in enumerate(found) if "'Händelser av väsentlig betydelse'" in line)
    end = next(place for place, line in enumerate(found) if "'Så läser du bedömningen'" in line)
    assert (found[:start], start) == (before[:legend], legend)
    assert _unplaced(found[end:]) == _unplaced(before[legend:])


def _unplaced(lines: list[str]) -> list[str]:
    """The same without the row numbers of Sammanfattning."""
    parts = [line.split("; ") if line.startswith("Sammanfattning") else [line] for line in lines]
    return ["; ".join(part.rpartition("=")[2] for part in several) for several in parts]
