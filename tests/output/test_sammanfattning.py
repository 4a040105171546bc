"""The sheet Sammanfattning: what it says, and that nothing is left over from an earlier run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.contract.load import contract
from runxl.workbook.heights import TALLEST, fitted, row_height
from runxl.workbook.places import LIST_FIRST_ROW, samples
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN, change, run, section, step, summary


def test_the_head_says_whose_when_and_how_many(make_workbook: MakeWorkbook) -> None:
    """Sentences beside the counts that the chart plots."""
    path = make_workbook(PLAN)
    run(path)
    lines = summary(path)
    assert (lines[1][0], lines[2][0]) == ("Regionala utvecklingsnämnden", "DÅ 1 2024, beräknad 2024-05-15")
    assert lines[5] == ("Regionmål", "1 regionmål: 0 helt uppfyllda, 1 delvis uppfyllt, 0 ej uppfyllda", 0, 1, 0, 0)
    assert lines[6] == ("Delmål", "2 delmål: 1 helt uppfyllt, 1 delvis uppfyllt, 0 ej uppfyllda", 1, 1, 0, 0)
    assert lines[8] == ("Uppdrag", "1 uppdrag: 0 klara, 1 pågående, 0 ej påbörjade", *[None] * 4)


def test_mal_and_delmal_stand_with_their_prognosis(make_workbook: MakeWorkbook) -> None:
    """In the documents' words; what was computed stands beside what was decided."""
    path = make_workbook(PLAN)
    change(path, "Delmål", H2="Inte", I2="Kampanjen ställdes in.", L3="Svårt att bedöma")
    run(path)
    assert section(path, "Regionmål och delmål") == [
        ("Mål 1. Ett attraktivt län", None, "Delvis", "Ingen prognos lämnad", None, "Delvis"),
        (None, "Delmål 1.1 Fler flyttar hit", "Inte", "Ingen prognos lämnad", None, "Delvis"),
        (None, "Delmål 1.2 Bättre resor", "Helt", "Svårt att bedöma", None, "Helt"),
    ]


def test_a_delmal_without_a_mal_is_not_lost(make_workbook: MakeWorkbook) -> None:
    """It stands last, under a heading that says why."""
    path = make_workbook(PLAN)
    change(path, "Delmål", B3="9")
    run(path)
    assert [line[:2] for line in section(path, "Regionmål och")][-2:] == [
        ("Hör inte till något regionmål", None),
        (None, "Delmål 1.2 Bättre resor"),
    ]


def test_what_is_not_met_missing_or_late_needs_attention(make_workbook: MakeWorkbook) -> None:
    """With the reason, who answers for it, and the numbers, zero among them."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", I2=0, I3=None)
    change(path, "Aktiviteter", D2="Försenad")
    run(path)
    *goals, first, second, third = section(path, "Att uppmärksamma")
    assert [line[0] for line in goals] == ["Regionmål 1 Ett attraktivt län", "Delmål 1.1 Fler flyttar hit"]
    assert first == ("Indikator 1.1.1 Nöjdhet", "Utfall 0 % mot målvärdet 80 % ger 0 % → Inte", "Inte", "HR", 0, 80)
    assert (second[0], second[2], second[3]) == ("Indikator 1.2.1 Restid", "Ej bedömd", "Trafik")
    assert third == ("Aktivitet 1.1-A1 Kampanj", "Försenad → bidrar inte", "Försenad", "HR", None, None)


def test_uppdrag_stand_with_analysis_and_dates(make_workbook: MakeWorkbook) -> None:
    """Periodicitet as it was written, and the last day."""
    path = make_workbook(PLAN)
    run(path)
    assert section(path, "Uppdrag") == [
        ("U1 Minska resandet", "Går bra.", "Pågående", "År\n2024-12-31", "Fullmäktige till nämnd", "Stab")
    ]


def test_the_legend_gives_the_thresholds_that_were_used(make_workbook: MakeWorkbook) -> None:
    """Those of Inställningar before the styrmodell's."""
    path = make_workbook(PLAN.replace("| Period | DÅ 1 |", "| Period | DÅ 1 |\n| Gräns delvis | 62,5 |"))
    run(path)
    criteria = [line[1] for line in section(path, "Så läser du")]
    assert criteria[1] == "Utfallet är minst 62,5 men under 100 procent av målvärdet."


def test_what_changes_to_and_from_not_assessed_is_listed_apart(make_workbook: MakeWorkbook) -> None:
    """Under a heading of its own, last."""
    path = make_workbook(PLAN)
    run(path)
    step(path, "DÅ 2")
    change(path, "Indikatorer", I2=81, I3=None)
    run(path, period="DÅ 2")
    about = [line[0] for line in section(path, "Förändringar sedan DÅ 1 2024")]
    assert "Till och från Ej bedömd" in about
    assert about.index("Till och från Ej bedömd") > about.index("Indikator 1.1.1")


def test_an_empty_plan_says_that_there_is_nothing(make_workbook: MakeWorkbook) -> None:
    """Every list has a line, and no count is left out."""
    path = make_workbook()
    run(path)
    assert section(path, "Regionmål och delmål")[0][0] == "Inga regionmål."
    assert section(path, "Att uppmärksamma")[0][0] == "Ingenting särskilt att uppmärksamma."
    assert section(path, "Uppdrag")[0][0] == "Inga uppdrag."
    assert summary(path)[5] == ("Regionmål", "Inga regionmål", 0, 0, 0, 0)


def test_norrbotten_has_perspectives_and_no_numbers(tmp_path: Path) -> None:
    """Framgångsfaktorer are listed without a status; words and levels come from the styrmodell."""
    path = runxl.new(tmp_path / "plan.xlsx", styrmodell="norrbotten", year=2024)
    change(path, "Mål", A2="1", B2="God hälsa", C2="Medborgare")
    change(path, "Delmål", A2="1.1", B2="1", C2="Nära vård")
    change(path, "Indikatorer", A2="1.1.1", B2="1.1", C2="Väntetid", E2="Högst", G2=10, I2=8)
    run(path, period="DÅ 1")
    assert section(path, "Strategiska mål och framgångsfaktorer") == [
        ("Perspektiv: Medborgare", *[None] * 5),
        ("God hälsa", None, "Helt", "Ingen prognos lämnad", None, "Helt"),
        (None, "Nära vård", None, None, None, None),
    ]
    assert summary(path)[6] == ("Framgångsfaktorer", "Framgångsfaktorer bedöms inte.", *[None] * 4)


def big(many: bool) -> str:  # noqa: FBT001
    """A plan with 12 mål, 60 delmål and long texts, or with one of each."""
    mal, delmal = (12, 5) if many else (1, 1)
    text = "Ett långt namn som beskriver vad nämnden vill uppnå under året och varför det är viktigt. " * 3
    lines = ["## Mål", "| Nr | Mål |", *(f"| {m} | {text} |" for m in range(1, mal + 1))]
    pairs = [(m, d) for m in range(1, mal + 1) for d in range(1, delmal + 1)]
    lines += ["## Delmål", "| Nr | Mål | Delmål | Ansvarig |"]
    lines += [f"| {m}.{d} | {m} | {text} | HR |" for m, d in pairs]
    lines += ["## Indikatorer", "| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |"]
    lines += [f"| {m}.{d}.1 | {m}.{d} | {text} | Minst | 10 | {d} |" for m, d in pairs]
    return "\n".join(lines)


def fill(path: Path, source: Path) -> None:
    """Copies the rows of a plan into a workbook made from the template, where mål are rolled up."""
    book: Any = openpyxl.load_workbook(source)
    change(path, "Inställningar", B7="Sammanvägs")
    for title in ("Mål", "Delmål", "Indikatorer"):
        cells = [cell for row in book[title].iter_rows(min_row=2) for cell in row if cell.value is not None]
        change(path, title, **{cell.coordinate: cell.value for cell in cells})


def test_sixty_delmal_are_listed_each_with_a_look(tmp_path: Path, make_workbook: MakeWorkbook) -> None:
    """No row without style, and each high enough for its text."""
    path = runxl.new(tmp_path / "stor.xlsx", year=2024)
    fill(path, make_workbook(big(many=True)))
    run(path, period="Årsrapport")
    sheet = openpyxl.load_workbook(path)["Sammanfattning"]
    body = sheet[samples(contract().default_styrmodell.scale)["body"]]._style
    goals = section(path, "Regionmål och delmål")
    assert len(goals) == 12 + 60
    assert len(section(path, "Att uppmärksamma")) == 12 + 60 + 60
    for row in range(LIST_FIRST_ROW + 2, LIST_FIRST_ROW + 2 + len(goals)):
        assert sheet[f"B{row}"]._style == body
        assert (sheet.row_dimensions[row].height or 0) >= 4 * 13


def test_a_shorter_run_leaves_nothing_of_a_longer_one(tmp_path: Path, make_workbook: MakeWorkbook) -> None:
    """After the last line the sheet is as blank as if nothing had stood there: values, looks and heights."""
    path = runxl.new(tmp_path / "stor.xlsx", year=2024)
    fill(path, make_workbook(big(many=True)))
    run(path, period="Årsrapport")
    before = len(summary(path))
    for title, last, columns in (("Delmål", 61, "ABCD"), ("Indikatorer", 61, "ABCEGH"), ("Mål", 13, "AB")):
        change(path, title, **{f"{letter}{row}": None for row in range(3, last + 1) for letter in columns})
    run(path)
    sheet: Any = openpyxl.load_workbook(path)["Sammanfattning"]
    legend = max(row for row, line in enumerate(summary(path), 1) if line[2] == "Inte mätt nu")
    blank = sheet[samples(contract().default_styrmodell.scale)["blank"]]._style
    assert legend < before - 100
    for row in range(legend + 1, before + 1):
        cells = [sheet._cells[row, column] for column in range(1, 7) if (row, column) in sheet._cells]
        assert all(cell.value is None and cell._style == blank for cell in cells)
        assert sheet.row_dimensions[row].height in (None, 15)
    assert not run(path).changed


def test_what_is_not_due_has_a_count_of_its_own(tmp_path: Path, make_workbook: MakeWorkbook) -> None:
    """In its own column; a sheet of an older template has none, and counts it as Ej bedömd."""
    path = runxl.new(tmp_path / "ny.xlsx", year=2024)
    older = make_workbook("## Inställningar\n| Inställning | Värde |\n| Period | DÅ 1 |")
    for one in (path, older):
        change(one, "Indikatorer", A2="1.1.1", B2="1.1", C2="Besök", E2="Minst", G2=10, M2="År")
        run(one, period="DÅ 1")
    sheets = [openpyxl.load_workbook(one)["Sammanfattning"] for one in (path, older)]
    assert [[sheet[f"{column}8"].value for column in "BFH"] for sheet in sheets] == [
        ["1 indikator: 0 helt uppfyllda, 0 delvis uppfyllda, 0 ej uppfyllda, 1 inte mätt nu", 0, 1],
        ["1 indikator: 0 helt uppfyllda, 0 delvis uppfyllda, 0 ej uppfyllda, 1 inte mätt nu", 1, None],
    ]


@pytest.mark.parametrize("words", [10, 400, 4000])
def test_a_text_that_no_row_can_hold_is_shortened(words: int) -> None:
    """Cut in sight, with a sign that there is more, rather than by the edge of the row."""
    text = "ord " * words
    shown = fitted(text, 64)
    assert row_height([(shown, 64)]) <= TALLEST
    assert shown == text if words == 10 else (len(shown) <= len(text))
    assert shown.endswith("…") == (words == 4000)
