"""`ny --fran`: next year begins where this year ended."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.verbs.ny.new import NewBook, new
from tests.by_title import calculated
from tests.verbs.returns import changed

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of 2024, computed, with an own column and an indikator that is no longer followed."""
    path = runxl.new(tmp_path_factory.mktemp("ar") / "Plan 2024.xlsx", example=True)

    def own(book: object) -> None:
        sheet = book["Indikatorer"]  # type: ignore[index]
        headers = [cell.value for cell in sheet[1]]
        sheet.cell(1, len(headers) + 1, "Vår kod")
        sheet.cell(2, len(headers) + 1, "A-17")
        sheet.cell(3, headers.index("Läge") + 1, "Följs ej upp")
        sheet.cell(4, headers.index("Utfall") + 1, "Svar saknas")

    changed(path, own)
    assessment = runxl.assess(path)
    runxl.write_back(path, assessment)
    return path


@pytest.fixture(scope="module")
def made(former: Path) -> tuple[NewBook, Rows]:
    done = new(former.with_name("Plan 2025.xlsx"), previous=former)
    return done, runxl.read(done.file).to_dict()


def test_the_structure_comes_along(former: Path, made: tuple[NewBook, Rows]) -> None:
    """The same mål, delmål, indikatorer, aktiviteter and uppdrag, and who answers for them."""
    before = runxl.read(former).to_dict()
    for sheet in ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag"):
        assert [row["Nr"] for row in made[1][sheet]] == [row["Nr"] for row in before[sheet]]
    for sheet in ("Delmål", "Indikatorer", "Aktiviteter", "Uppdrag"):
        assert [row["Ansvarig"] for row in made[1][sheet]] == [row["Ansvarig"] for row in before[sheet]]
    assert [row["Målvärde"] for row in made[1]["Indikatorer"]] == [row["Målvärde"] for row in before["Indikatorer"]]
    assert made[1]["Tidigare perioder"] == before["Tidigare perioder"]


def test_what_was_reported_is_emptied(made: tuple[NewBook, Rows]) -> None:
    """Answers, statuses, texts, decisions and figures."""
    empty = {
        "Mål": [
            "Analys",
            "Beräknad status",
            "Fastställd status",
            "Motivering",
            "Fastställd den",
            "Prognos",
            "Förklaring",
        ],
        "Delmål": ["Analys", "Beräknad status", "Fastställd status", "Motivering", "Prognos"],
        "Indikatorer": ["Utfall", "Avser år", "Läge", "Kommentar", "Status", "Måluppfyllelse"],
        "Aktiviteter": ["Status", "Kommentar", "Bidrag"],
        "Uppdrag": ["Status", "Analys"],
        "Personal": ["Värde"],
        "Driftredovisning": ["Utfall", "Budget"],
        "Texter": ["Text"],
    }
    for sheet, titles in empty.items():
        assert made[1][sheet]
        for title in titles:
            assert {row.get(title) for row in made[1][sheet]} == {None}, (sheet, title)
    assert made[1]["Händelser"] == []


def test_the_outcome_becomes_the_earlier_outcome(former: Path, made: tuple[NewBook, Rows]) -> None:
    """With its year; where nothing was measured or is followed, what was known before stays."""
    before = {row["Nr"]: row for row in runxl.read(former).to_dict()["Indikatorer"]}
    for row in made[1]["Indikatorer"]:
        was = before[row["Nr"]]
        if was["Utfall"] in (None, "Svar saknas") or was["Läge"] == "Följs ej upp":
            assert row["Tidigare utfall"] == was["Tidigare utfall"]
            assert row["Tidigare utfall år"] == was["Tidigare utfall år"]
        else:
            assert row["Tidigare utfall"] == was["Utfall"]
            assert row["Tidigare utfall år"] == (was["Avser år"] or 2024)
    personal = {row["Nyckeltal"]: row for row in made[1]["Personal"]}
    assert all(
        row["Värde"] is None or personal[row["Nyckeltal"]]["Föregående"] == row["Värde"]
        for row in runxl.read(former).to_dict()["Personal"]
    )


def test_an_outcome_that_did_not_count_is_no_earlier_outcome(former: Path, tmp_path: Path) -> None:
    """43 under Ingen ny mätning was never measured: the 33 before it is still the latest."""
    path = Path(shutil.copy(former, tmp_path / "Plan 2024.xlsx"))

    def uncounted(book: object) -> None:
        sheet = book["Indikatorer"]  # type: ignore[index]
        headers = [cell.value for cell in sheet[1]]
        cells = {"Utfall": 43, "Läge": "Ingen ny mätning", "Tidigare utfall": 33, "Tidigare utfall år": 2023}
        for header, value in cells.items():
            sheet.cell(5, headers.index(header) + 1, value)

    changed(path, uncounted)
    done = new(tmp_path / "Plan 2025.xlsx", previous=path)
    row = runxl.read(done.file).to_dict()["Indikatorer"][3]
    assert (row["Tidigare utfall"], row["Tidigare utfall år"]) == (33, 2023)
    assert any(f"inte räknades som en mätning följer inte med: 1.1.2 och {row['Nr']}." in text for text in done.left)


def test_an_outcome_that_cannot_be_read_is_not_dropped_in_silence(former: Path, tmp_path: Path) -> None:
    """It is no figure to compare with, so it does not come along; which one is told."""
    path = Path(shutil.copy(former, tmp_path / "Plan 2024.xlsx"))

    def unread(book: object) -> None:
        sheet = book["Indikatorer"]  # type: ignore[index]
        sheet.cell(5, [cell.value for cell in sheet[1]].index("Utfall") + 1, "drygt 60")

    changed(path, unread)
    done = new(tmp_path / "Plan 2025.xlsx", previous=path)
    nr = runxl.read(done.file).to_dict()["Indikatorer"][3]["Nr"]
    assert any(f"1.1.2 och {nr}." in text and "Tidigare utfall" in text for text in done.left)


def test_an_aktivitet_that_is_no_longer_followed_has_ended_too(former: Path, tmp_path: Path) -> None:
    """Its Läge is the plan's and comes along, so it is named as what may be done with."""
    path = Path(shutil.copy(former, tmp_path / "Plan 2024.xlsx"))

    def unfollowed(book: object) -> None:
        sheet = book["Aktiviteter"]  # type: ignore[index]
        headers = [cell.value for cell in sheet[1]]
        sheet.cell(2, headers.index("Status") + 1, "Pågår enligt plan")
        sheet.cell(2, headers.index("Läge") + 1, "följs ej upp")

    changed(path, unfollowed)
    done = new(tmp_path / "Plan 2025.xlsx", previous=path)
    first = runxl.read(done.file).to_dict()["Aktiviteter"][0]
    assert first["Nr"] in done.ended["Aktiviteter"]


def test_the_settings_are_the_new_years(former: Path, made: tuple[NewBook, Rows]) -> None:
    """A plan of its own for the year after, in the nämnd's name."""
    was, now = (
        {row["Inställning"]: row["Värde"] for row in rows["Inställningar"]}
        for rows in (runxl.read(former).to_dict(), made[1])
    )
    assert (now["År"], now["Period"], now["Nämnd"]) == (2025, "Nämndplan", was["Nämnd"])
    assert now["Plan-id"] != was["Plan-id"]


def test_own_columns_come_along_and_what_has_ended_is_named(made: tuple[NewBook, Rows]) -> None:
    """The column stands last; the person decides whether an ended row is to go."""
    import openpyxl

    sheet = openpyxl.load_workbook(made[0].file)["Indikatorer"]
    assert (sheet.cell(1, sheet.max_column).value, sheet.cell(2, sheet.max_column).value) == ("Vår kod", "A-17")
    assert made[0].ended["Indikatorer"] == ("1.1.2",)
    assert made[0].ended["Aktiviteter"]


def test_the_command_says_what_to_do_next(former: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "Plan 2026.xlsx"
    assert main(["ny", str(target), "--fran", str(former), "--ar", "2026"]) == 0
    assert "skapad för 2026" in capsys.readouterr().out
    assert main(["ny", str(target), "--fran", str(former)]) == 2
    assert "--ersatt" in capsys.readouterr().err
    assert main(["ny", str(tmp_path / "x.xlsx"), "--fran", str(former), "--exempel"]) == 2
    assert main(["ny", str(tmp_path / "x.xlsx"), "--fran", str(former), "--ar", "2024"]) == 2
    assert "senare år" in capsys.readouterr().err


def test_a_workbook_without_a_year_is_refused(former: Path, tmp_path: Path) -> None:
    import shutil

    nameless = Path(shutil.copy(former, tmp_path / "utan år.xlsx"))
    changed(nameless, lambda book: book["Inställningar"].__setitem__("B4", None))
    with pytest.raises(RunxlError, match="fyll i År"):
        new(tmp_path / "nästa.xlsx", previous=nameless)


def test_the_verb_makes_it_too(former: Path, tmp_path: Path) -> None:
    """`runxl.new` with `previous`; what the former workbook decides is not asked for."""
    made = runxl.new(tmp_path / "nytt.xlsx", previous=former, namnd="Kulturnämnden")
    settings = {row["Inställning"]: row["Värde"] for row in runxl.read(made).to_dict()["Inställningar"]}
    assert (settings["År"], settings["Nämnd"]) == (2025, "Kulturnämnden")
    with pytest.raises(RunxlError, match="välj inte också ett exempel"):
        runxl.new(tmp_path / "annat.xlsx", previous=former, example=True)


def test_what_was_reckoned_of_last_year_is_no_fact_of_the_next(tmp_path: Path) -> None:
    """An own column's formula gave 2024's share: its cell is empty in 2025, beside it what somebody wrote stands."""
    former = runxl.new(tmp_path / "Plan 2024.xlsx", example=True)

    def own(book: object) -> None:
        sheet = book["Indikatorer"]  # type: ignore[index]
        sheet.cell(1, sheet.max_column + 1, "Andel av målet")
        sheet.cell(2, sheet.max_column, "=I2/G2")
        sheet.cell(3, sheet.max_column, "Frågas i maj")

    changed(former, own)
    calculated(former, "Indikatorer", 1)
    book = openpyxl.load_workbook(former, data_only=True)
    assert book["Indikatorer"].cell(2, book["Indikatorer"].max_column).value == 1
    runxl.new(tmp_path / "Plan 2025.xlsx", previous=former)
    sheet = openpyxl.load_workbook(tmp_path / "Plan 2025.xlsx")["Indikatorer"]
    place = [cell.value for cell in sheet[1]].index("Andel av målet")
    assert [row[place].value for row in sheet.iter_rows(min_row=2, max_row=3)] == [None, "Frågas i maj"]


def test_what_does_not_come_along_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Formulas, own sheets and comments of the former workbook: the new one is built anew. Texts that stand do come."""
    from openpyxl.comments import Comment

    former = runxl.new(tmp_path / "Plan 2024.xlsx", example=True)

    def own(book: object) -> None:
        book.create_sheet("Saras kontroll")["A1"] = "Kontroll"  # type: ignore[attr-defined]
        sheet = book["Indikatorer"]  # type: ignore[index]
        sheet["C2"].comment = Comment("Fråga Kultur", "Sara")
        sheet.cell(1, sheet.max_column + 1, "Andel av målet")
        sheet.cell(2, sheet.max_column, "=I2/G2")
        texts = book["Texter"]  # type: ignore[index]
        headers = [cell.value for cell in texts[1]]
        texts.cell(2, headers.index("Står kvar") + 1, "Ja")

        periods = book["Periodvärden"]  # type: ignore[index]
        periods["A2"], periods["B2"], periods["C2"] = "1.1.1", "DÅ 1", 40

    changed(former, own)
    stands = runxl.read(former).to_dict()["Texter"]
    assert main(["ny", str(tmp_path / "Plan 2025.xlsx"), "--fran", str(former)]) == 0
    said = capsys.readouterr().out
    assert all(
        word in said
        for word in ("Saras kontroll", "Formler", "ommentarer", "på bladet Periodvärden följer inte med (1 rad)")
    )
    texts = {row["Rubrik"]: row["Text"] for row in runxl.read(tmp_path / "Plan 2025.xlsx").to_dict()["Texter"]}
    assert texts[stands[0]["Rubrik"]] == stands[0]["Text"] is not None
    assert stands[1]["Rubrik"] not in texts, "of another document, and nothing that stands"
