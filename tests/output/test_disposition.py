"""The outline in Texter: report and deck follow it, row by row."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest

import runxl
from runxl.contract.load import contract
from runxl.contract.wording import codelist
from runxl.errors import RunxlError
from runxl.excel import column_letters
from runxl.output.document import contents
from tests.conftest import MakeWorkbook
from tests.output.slides import deck, text_of, titles
from tests.output.test_report import headings, report, table, text
from tests.output.workbooks import PLAN, change, rows, run, summary, without_outline
from tests.soffice import convert

OUTLINE = """
## Personal
| Nyckeltal | Värde | Enhet |
| Anställda | 12 | antal |
## Texter
| Nivå | Rubrik | Innehåll | Text | Med | Bildspel |
| 1 | Vårt år | | Det var ett bra år. | | Ja |
| 2 | Så gick det | Uppföljning per mål | | | Ja |
| 3 | Hemligt | | Står inte med. | Nej | |
| 1 | Vi som arbetar här | Blad: Personal | | Ja | |
"""


def test_the_report_follows_the_rows(make_workbook: MakeWorkbook) -> None:
    """In their order, at their levels, under the nämnd's own headings; what is switched off is not there."""
    found = headings(report(make_workbook(PLAN + OUTLINE)))
    assert found == [
        (1, "Vårt år"),
        (2, "Så gick det"),
        (3, "Mål 1. Ett attraktivt län"),
        (4, "Delmål 1.1 Fler flyttar hit"),
        (4, "Delmål 1.2 Bättre resor"),
        (1, "Vi som arbetar här"),
    ]


def test_a_sheet_is_shown_as_it_stands(make_workbook: MakeWorkbook) -> None:
    document = report(make_workbook(PLAN + OUTLINE))
    assert table(document, "Nyckeltal (antal)", "Värde") == [["Anställda", "12"]]
    assert "Står inte med." not in text(document)


def test_the_deck_has_the_rows_that_are_slides(make_workbook: MakeWorkbook) -> None:
    assert titles(deck(make_workbook(PLAN + OUTLINE)))[1:] == ["Vårt år", "Mål 1. Ett attraktivt län"]


def test_a_row_below_no_other_comes_up_a_level(make_workbook: MakeWorkbook) -> None:
    """No level is skipped, whatever has been moved."""
    path = make_workbook(f"{PLAN}\n## Texter\n| Nivå | Rubrik | Text |\n| 3 | Först | A. |\n| 3 | Sedan | B. |")
    assert headings(report(path)) == [(1, "Först"), (2, "Sedan")]


def test_a_misspelt_block_is_a_fault_at_its_cell(make_workbook: MakeWorkbook) -> None:
    """With the name that was meant, of blocks and of sheets alike."""
    path = make_workbook(
        f"{PLAN}\n## Texter\n| Nivå | Rubrik | Innehåll |\n| 1 | A | Händelse |\n| 1 | B | Blad: Personalen |"
    )
    found = [one for one in runxl.validate(path).findings if one.sheet == "Texter"]
    assert [(one.cell, one.is_fault) for one in found] == [("C2", True), ("C3", True)]
    assert "Händelser" in found[0].message + found[0].remedy
    assert "Blad: Personal" in found[1].message + found[1].remedy


def test_every_block_is_in_the_dropdown() -> None:
    named = contract().codelists["innehall"].values
    assert set(named) == set(contents.BLOCKS)
    dropdown = codelist(contract(), "innehall", contract().default_styrmodell).values
    assert {"Blad: Mål", "Blad: Bolag"} < set(dropdown) - set(named)


@pytest.mark.parametrize("name", contract().codelists["innehall"].values)
def test_a_block_that_has_nothing_is_a_marked_place_or_says_so(name: str, make_workbook: MakeWorkbook) -> None:
    """Never an empty chapter."""
    path = make_workbook(
        f"## Texter\n| Nivå | Rubrik | Innehåll | Text |\n| 1 | Ett | {name} | |\n| 1 | Två | | Ord. |"
    )
    document = report(path)
    said = [one.text for one in document.paragraphs if not one.style.name.lower().startswith("toc")]
    assert said.index("Två") > said.index("Ett") + 1 or document.tables


CHAPTERS = """
## Texter
| Nivå | Rubrik | Innehåll | Bildspel |
"""
STANDS_ALL_YEAR = """
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Årsbudget |
| Resultat | Resultat | mkr | {utfall} | 0 |
## Personal
| Nyckeltal | Värde | Enhet | Föregående |
| Anställda | {varde} | antal | 12 |
"""


@pytest.mark.parametrize(
    ("period", "utfall", "varde", "lacking"),
    [
        ("DÅ 1", "", "", ["Driftredovisning", "Personal"]),
        ("Årsrapport", "0", "", ["Personal"]),
        ("DÅ 1", "0", "0", []),
        ("Nämndplan", "", "", []),
    ],
)
def test_a_table_that_nobody_has_answered_in_is_a_marked_place(
    period: str, utfall: str, varde: str, lacking: list[str], make_workbook: MakeWorkbook
) -> None:
    """What stands all year is no outcome of the period; a plan has none. The table is told all the same."""
    path = make_workbook(
        PLAN.replace("DÅ 1", period)
        + STANDS_ALL_YEAR.format(utfall=utfall, varde=varde)
        + f"{CHAPTERS}| 1 | Ekonomin | Driftredovisning | Ja |\n| 1 | Vi | Blad: Personal | Ja |"
    )
    done, slides = (runxl.report(path, path.with_suffix(one)) for one in (".docx", ".pptx"))
    assert list(done.missing) == [f"{one} (bladet {one} saknar periodens uppgifter)" for one in lacking]
    assert slides.missing == done.missing
    document = docx.Document(str(done.file))
    assert table(document, "Nyckeltal (antal)", *(["Värde"] if varde else []), "Föregående")[0][-1] == "12"
    assert text(document).count("saknar periodens uppgifter") == len(lacking)


DEVIATIONS = """
## Avvikelser
| Område | Avvikelseområde | Analys - orsak till avvikelse |
| Personal | Sjukfrånvaro | Influensa. |
"""


def test_a_sheet_whose_rows_belong_elsewhere_is_not_called_empty(make_workbook: MakeWorkbook) -> None:
    """Of several sheets only those are that have no row."""
    path = make_workbook(
        f"{PLAN.split('## Aktiviteter')[0]}{DEVIATIONS}{CHAPTERS}| 1 | Vi | Personal | |\n"
        "| 1 | Åtgärder | Avvikelser | |\n| 1 | Bilaga | Delmål och aktiviteter | |"
    )
    assert runxl.report(path, path.with_suffix(".docx")).missing == (
        "Avvikelser (bladet Avvikelser har inga rader som hör hit)",
        "Delmål och aktiviteter (bladet Aktiviteter är tomt)",
    )


@pytest.mark.parametrize("beside", ["", "| 1 | Vi | Personal | |\n"])
def test_a_deviation_of_no_area_is_told_as_such(beside: str, make_workbook: MakeWorkbook) -> None:
    """It is not guessed to be of the economy, whether the staff has a chapter of its own or not."""
    rows = f"{DEVIATIONS}| | Resor | Fler resor. |\n| Ekonomi | Hyror | Nya lokaler. |"
    said = text(report(make_workbook(f"{PLAN}{rows}{CHAPTERS}{beside}| 1 | Åtgärder | Avvikelser | |"))).splitlines()
    under = {
        row: [one for one in said[: said.index(row)] if one.startswith("Tabell")][-1] for row in ("Resor", "Hyror")
    }
    assert under["Resor"].endswith("Avvikelser utan område")
    assert under["Hyror"].endswith("Avvikelser, ekonomi")


@pytest.mark.parametrize("styrmodell", list(contract().styrmodeller))
def test_a_new_workbook_has_the_plans_outline(styrmodell: str, tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "plan.xlsx", year=2026, styrmodell=styrmodell)
    found = {row["Rubrik"]: row for row in rows(path, "Texter")}
    assert found["Vision"] == {"Nivå": 2, "Rubrik": "Vision", "Med": "Ja", "Bildspel": "Nej", "Står kvar": "Ja"}
    assert "Ekonomiska förutsättningar och budget 2026" in found
    assert "Årsprognos 2025" in found


def test_each_period_lays_out_its_own_document(tmp_path: Path) -> None:
    """Of another kind: anew, with what stands. Of the same kind: the nämnd's own rows, without the period's texts."""
    path = runxl.new(tmp_path / "plan.xlsx", year=2026, namnd="Kulturnämnden")
    place = [row["Rubrik"] for row in rows(path, "Texter")].index("Vision") + 2
    change(path, "Texter", **{f"D{place}": "Ett län för alla", f"D{place + 2}": "Bara planens"})
    change(path, "Mål", A2="1", B2="Ett mål")
    runxl.advance(path, "DÅ 1")
    found = rows(path, "Texter")
    assert [row["Text"] for row in found if "Text" in row] == ["Ett län för alla"]
    assert {"Perioden som gått", "Uppföljning av regionmål"} < {row["Rubrik"] for row in found}
    assert (found[-1]["Rubrik"], found[-1]["Med"]) == ("Vision", "Nej"), "kept, and no part of this document"
    change(path, "Texter", B2="I korthet", D2="Aprils text")
    run(path)
    runxl.advance(path, "DÅ 2")
    assert rows(path, "Texter")[0] == {
        "Nivå": 1,
        "Rubrik": "I korthet",
        "Innehåll": "Läget i korthet",
        "Med": "Ja",
        "Bildspel": "Nej",
        "Står kvar": "Nej",
    }


def test_rows_that_are_but_texts_get_the_styrmodells_outline(make_workbook: MakeWorkbook) -> None:
    """As in workbooks of an older template."""
    path = make_workbook(f"{PLAN}\n## Texter\n| Rubrik | Text |\n| Perioden som gått | Mycket hände. |")
    found = headings(report(path))
    assert found[:3] == [(1, "Sammanfattning"), (1, "Förvaltningsberättelse"), (2, "Perioden som gått")]


def test_delmal_without_any_mal_are_written_where_they_are_not_judged(make_workbook: MakeWorkbook) -> None:
    """There is no table of mål to write, and the delmål stand for themselves."""
    settings = "## Inställningar\n| Inställning | Värde |\n| Styrmodell | Norrbotten |"
    document = report(make_workbook(f"{settings}\n## Delmål\n| Nr | Mål | Delmål |\n| 1.1 | 1 | Resor |"))
    assert any("Resor" in name for _, name in headings(document))


def test_a_chapter_called_as_a_perspektiv_is_about_it_alone(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "nb.xlsx", example=True, styrmodell="norrbotten")
    document = report(path)
    assert isinstance(document, type(docx.Document()))
    top = [name for level, name in headings(document) if level == 1]
    assert top[-5:] == ["Samhälle", "Medborgare", "Verksamhet", "Ekonomi", "Ekonomisk redovisning"]
    assert len(table(document, "Strategiska mål", "Färg", "Framgångsfaktor", "Prognos")) == 11


STRUCTURE = "Först.\nSamma stycke.\n\nNytt stycke.\n# Under\n1. Ett\n2. Två\n## Djupare\n- Punkt\n5. Fem"


def test_a_text_has_the_structure_that_it_was_given(make_workbook: MakeWorkbook) -> None:
    """In a delmål's analysis as in a chapter: subheadings below it, lists with numbers of their own, paragraphs."""
    path = make_workbook(PLAN)
    change(path, "Delmål", F2=STRUCTURE)
    document = report(path)
    levels = {name: level for level, name in headings(document)}
    own = levels["Delmål 1.1 Fler flyttar hit"]
    assert (levels["Under"], levels["Djupare"]) == (own + 1, own + 2)
    styles = {one.text: one.style.name for one in document.paragraphs}
    assert styles["Först.\nSamma stycke."] == styles["Nytt stycke."] == "Normal"
    assert (styles["Punkt"], styles["Ett"], styles["Fem"]) == ("List Bullet", "List Number", "List Number")
    lists = {one.text: one._p.pPr.numPr.numId.val for one in document.paragraphs if one.style.name == "List Number"}
    assert lists["Ett"] == lists["Två"] != lists["Fem"]
    starts = document.part.numbering_part.element.xpath("w:num/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["1", "5"]


def test_points_are_points_on_a_slide(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN + OUTLINE)
    place = [row.get("Rubrik") for row in rows(path, "Texter")].index("Vårt år") + 2
    change(path, "Texter", **{f"D{place}": "# Läget\n- Årsprognos −33,4 mkr\n- Risk"})
    (slide,) = (one for one in deck(path).slides if one.shapes.title.text_frame.text == "Vårt år")
    said = [one for shape in slide.shapes if shape.has_text_frame for one in shape.text_frame.paragraphs]
    points = [one.text for one in said if one._p.xpath("a:pPr/a:buChar")]
    assert points == ["Årsprognos −33,4 mkr", "Risk"]
    assert "Läget" in [one.text for one in said]


def test_what_no_chapter_tells_is_listed(make_workbook: MakeWorkbook) -> None:
    """Sheets that no chapter shows, and texts that are switched off; in the report and in the deck."""
    path = make_workbook(PLAN + OUTLINE)
    done = runxl.report(path, path.with_suffix(".docx"))
    assert done.left_out == ("Texten i kapitlet Hemligt", "Bladet Aktiviteter (1 rad)", "Bladet Uppdrag (1 rad)")
    slides = runxl.report(path, path.with_suffix(".pptx"))
    assert slides.left_out == (
        "Texten i kapitlet Hemligt",
        "Bladet Aktiviteter (1 rad)",
        "Bladet Uppdrag (1 rad)",
        "Bladet Personal (1 rad)",
    )


def test_another_document_can_be_asked_for(make_workbook: MakeWorkbook) -> None:
    """With the styrmodell's chapters; texts whose chapters it has go along, the others are listed."""
    path = make_workbook(PLAN + OUTLINE)
    document = report(path, document="namndplan")
    assert document.paragraphs[0].text == "Nämndplan 2024"
    names = [name for _, name in headings(document)]
    assert {"Vision", "Regionfullmäktiges mål"} < set(names)
    assert "Vårt år" not in names
    assert not list(table(document, "Regionmål", "Delmål", "Bedömning"))
    with pytest.raises(RunxlError, match="är inget dokument"):
        runxl.report(path, path.with_suffix(".docx"), document="bokslut", replace=True)


def test_an_outline_that_was_laid_out_for_another_document_is_not_this_ones(tmp_path: Path) -> None:
    """Period changed by hand, with no step: the styrmodell's chapters, and no text is lost in silence."""
    path = runxl.new(tmp_path / "plan.xlsx", year=2026, namnd="Kulturnämnden")
    place = [row["Rubrik"] for row in rows(path, "Texter")].index("Vision") + 2
    change(path, "Texter", **{f"D{place}": "Ett län för alla"})
    change(path, "Mål", A2="1", B2="Ett mål")
    change(path, "Inställningar", B5="DÅ 1")
    done = runxl.report(path, tmp_path / "ut.docx")
    names = [name for _, name in headings(docx.Document(str(done.file)))]
    assert "Perioden som gått" in names
    assert "Vision" not in names
    assert done.left_out == ("Texten i kapitlet Vision",)


PLANNED = """
## Inställningar
| Inställning | Värde |
| År | 2026 |
| Period | Nämndplan |
## Mål
| Nr | Mål | Beskrivning |
| 1 | Ett mål | Därför finns målet. |
## Delmål
| Nr | Mål | Delmål | Beskrivning | Ansvarig |
| 1.1 | 1 | Fler deltar | Det här gör vi. | Turism |
| 1.2 | 1 | Fler nätter | | |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Tidigare utfall | Tidigare utfall år | Periodicitet |
| 1.1.1 | 1.1 | Deltagare | antal | Minst | 20 | 38 | 2024 | År |
| 1.2.1 | 1.2 | Nätter | antal | Minst | 9 | 7 | 2023 | År |
| 1.2.2 | 1.2 | Gäster | antal | Minst | 9 | 8 | 2024 | Tertial |
## Aktiviteter
| Nr | Delmål | Aktivitet | Ansvarig | Slutdatum |
| 1.1-A1 | 1.1 | Bygga en led | | 2026-10-01 |
## Ramar
| Verksamhet | Enhet | Ram föregående år | Förändring | Ram |
| Kultur | tkr | 100 | 5 | 105 |
"""


def test_a_plan_tells_each_delmal_its_measures_with_true_years_and_who_does_what(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLANNED)
    done = runxl.report(path, path.with_suffix(".docx"))
    document = docx.Document(str(done.file))
    assert table(document, "Delmål", "Indikatorer", "Utfall 2024", "Mål 2026", "Periodicitet") == [
        ["1.1 Fler deltar", "1.1.1 Deltagare", "38", "20", "År"],
        ["1.2 Fler nätter", "1.2.1 Nätter", "7 (2023)", "9", "År"],
        ["1.2 Fler nätter", "1.2.2 Gäster", "8", "9", "Tertial"],
    ]
    assert table(document, "Delmål", "Aktiviteter", "Ansvarig", "Slutdatum") == [
        ["1.1 Fler deltar", "1.1-A1 Bygga en led", "Turism", "2026-10-01"]
    ]
    assert "Mål 1. Ett mål" in titles(deck(path))
    said = text(document)
    assert "Därför finns målet." in said
    assert "Det här gör vi." in said
    assert "Beskrivning av delmål 1.2" in done.missing
    assert table(document, "Verksamhet (tkr)", "Ram föregående år", "Förändring", "Ram")[0][-1] == "105"


def test_an_underlag_tells_its_finances(make_workbook: MakeWorkbook) -> None:
    """Its own kind of document, with nothing of what a report asks for."""
    path = make_workbook(PLANNED.replace("| Period | Nämndplan |", "| Period | Underlag |"))
    document = report(path)
    assert document.paragraphs[0].text == "Underlag till plan och budget 2026"
    names = [name for _, name in headings(document)]
    assert names[:2] == ["Inledning", "Nämndens uppdrag"]
    assert "Behov och äskanden" in names
    assert not document.tables or len(document.tables) == 1


def test_companies_are_told_with_their_own_words(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(
        "## Bolag\n| Bolag | Enhet | Resultat | Budget | VD-kommentar |\n| Bussbolaget AB | mkr | 1 | 2 | Ett svårt år. |\n"
        "## Texter\n| Nivå | Rubrik | Innehåll |\n| 1 | Uppföljning av bolag | Bolag |"
    )
    document = report(path)
    assert table(document, "Bolag (mkr)", "Resultat", "Budget") == [["Bussbolaget AB", "1", "2"]]
    assert headings(document)[1:] == [(2, "Bussbolaget AB")]
    assert "Ett svårt år." in text(document)


FACTS = """
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Årsprognos |
| Resultat | Resultat | mkr | 8.3 | -2 |
## Personal
| Nyckeltal | Värde | Enhet |
| Antal anställda | 103 | antal |
## Texter
| Nivå | Rubrik | Text |
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("{antal anställda} anställda", "103 anställda"),
        ("{Resultat}; {resultat årsprognos}", "8,3\u00a0mkr; −2\u00a0mkr"),
        ("{indikatorer 1.1}. {indikatorer 1.2}.", "Indikatorn uppnår inte målvärdet. Indikatorn uppnår målvärdet."),
        ("{delmål}", "Ett delmål bedöms vara helt uppfyllt och ett delvis uppfyllt"),
        ("{delmål 1.1}", "delvis uppfyllt"),
        ("{utfall 1.1.1} av {målvärde 1.1.1}: {måluppfyllelse 1.1.1}", "50 % av 80 %: 62,5 %"),
        ("{period} {år}", "DÅ 1 2024"),
    ],
)
def test_a_text_may_ask_for_facts(asked: str, said: str, make_workbook: MakeWorkbook) -> None:
    document = report(make_workbook(f"{PLAN}{FACTS}| 1 | Ett | {asked} |"))
    (told,) = [one.text for one in document.paragraphs if one.style.name == "Normal" and one.text]
    assert told.replace("\u00a0%", " %").startswith(said)


def test_a_fact_that_is_not_there_is_missing(make_workbook: MakeWorkbook) -> None:
    """It stands as it was typed, in the text and in the list."""
    path = make_workbook(f"{PLAN}{FACTS}| 1 | Ett | Vi var {{antal sjuka}} och {{utfall 9.9}}. |")
    done = runxl.report(path, path.with_suffix(".docx"))
    assert [one.split(" (")[0] for one in done.missing] == ["{antal sjuka}", "{utfall 9.9}"]


@pytest.mark.parametrize("utfall", ["", "vet ej"])
def test_an_indikator_without_a_value_has_no_fact_to_tell(utfall: str, make_workbook: MakeWorkbook) -> None:
    """No sentence says the sign that a table has for nothing: its outcome is as missing as its måluppfyllelse."""
    asked = "{utfall 1.1.1} mot {målvärde 1.1.1}, {måluppfyllelse 1.1.1}"
    plan = PLAN.replace("| 80 | 50 |", f"| | {utfall} |")
    path = make_workbook(f"{plan}{FACTS}| 1 | Ett | Vi nådde {asked}. |")
    done = runxl.report(path, path.with_suffix(".docx"))
    assert f"Vi nådde {asked}." in text(docx.Document(str(done.file)))
    found = [one.split(" (")[0] for one in done.missing]
    assert found == ["{utfall 1.1.1}", "{målvärde 1.1.1}", "{måluppfyllelse 1.1.1}"]


def test_a_document_tells_what_it_is(make_workbook: MakeWorkbook) -> None:
    """Its case, version and author on the front page, in the head and in the file's properties."""
    path = make_workbook(
        PLAN.replace(
            "| Period | DÅ 1 |",
            "| Period | DÅ 1 |\n| Dnr | RUN 17/2024 |\n| Dokumentversion | Förslag 2 |\n| Upprättad av | Ada |",
        )
    )
    document = report(path)
    assert [one.text for one in document.paragraphs][2:5] == [
        "Dnr: RUN 17/2024",
        "Version: Förslag 2",
        "Upprättad av: Ada",
    ]
    head = document.sections[0].header.paragraphs[0].text
    assert head == "Regionala utvecklingsnämnden · Delårsrapport per april 2024 · RUN 17/2024"
    about = document.core_properties
    assert (about.identifier, about.version, about.author) == ("RUN 17/2024", "Förslag 2", "Ada")


def test_the_head_may_be_the_namnds_own(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN.replace("| Period | DÅ 1 |", "| Period | DÅ 1 |\n| Sidhuvud | Region X, styrande |"))
    assert report(path).sections[0].header.paragraphs[0].text == "Region X, styrande"


def test_events_that_are_but_headings_are_points(make_workbook: MakeWorkbook) -> None:
    """In the report and on the slide; a table of one column says no more."""
    events = "## Händelser\n| Nr | Rubrik |\n| H1 | En ny programperiod |\n| H2 | Ett nytt uppdrag |\n"
    path = make_workbook(
        f"{PLAN}{events}## Texter\n| Nivå | Rubrik | Innehåll | Bildspel |\n| 1 | Hänt | Händelser | Ja |"
    )
    document = report(path)
    assert [one.text for one in document.paragraphs if one.style.name == "List Bullet"] == [
        "En ny programperiod",
        "Ett nytt uppdrag",
    ]
    (slide,) = (one for one in deck(path).slides if one.shapes.title.text_frame.text == "Hänt")
    assert not [one for one in slide.shapes if one.has_table]
    assert "Ett nytt uppdrag" in text_of(slide)


def test_a_table_of_the_year_until_now_says_until_when(make_workbook: MakeWorkbook) -> None:
    """In a delårsrapport; what is of the whole year does not."""
    economy = "## Driftredovisning\n| Post | Nivå | Enhet | Utfall | Årsbudget |\n| Netto | Resultat | mkr | 2 | 0 |\n"
    document = report(make_workbook(PLAN + economy))
    assert table(document, "Post (mkr)", "Utfall t.o.m. april 2024", "Årsbudget") == [["Netto", "2", "0"]]


def test_numbers_are_told_as_they_are_written(make_workbook: MakeWorkbook) -> None:
    """`1,0` stays 1,0 beside 1,1, and `+1` keeps its plus; a number without one gets none."""
    rows = "| Kultur | mkr | 2 | 1.1 |\n| Trafik | mkr | | |\n"
    path = make_workbook(f"{PLAN}## Verksamheter\n| Verksamhet | Enhet | Avvikelse | Avvikelse årsprognos |\n{rows}")
    change(path, "Verksamheter", C3="+1", D3="1,0")
    told = table(report(path), "Verksamhet (mkr)", "Avvikelse t.o.m. april 2024", "Avvikelse årsprognos")
    assert told == [["Kultur", "2", "1,1"], ["Trafik", "+1", "1,0"]]


def test_the_scale_explains_the_marks_that_are_there(make_workbook: MakeWorkbook) -> None:
    """Ej bedömd where something is, and not where nothing is."""
    whole = f"{PLAN}\n## Texter\n| Nivå | Rubrik | Innehåll | Text |\n| 1 | Skala | Bedömningsskalor | Så här. |"
    lacking = whole.replace("| 80 | 50 |", "| 80 | |")
    shown = [table(report(make_workbook(one), replace=True), "Status", "Färg") for one in (whole, lacking)]
    assert [row[-1] for row in shown[1] if row not in shown[0]] == ["– Ej bedömd"]


def test_an_untouched_outline_of_another_kind_is_not_this_ones(tmp_path: Path) -> None:
    """Though delårsrapport and årsrapport have most chapters in common; the texts go along."""
    path = runxl.new(tmp_path / "plan.xlsx", year=2026, namnd="Kulturnämnden")
    change(path, "Mål", A2="1", B2="Ett mål")
    runxl.advance(path, "DÅ 2")
    place = [row["Rubrik"] for row in rows(path, "Texter")].index("Perioden som gått") + 2
    change(path, "Texter", **{f"D{place}": "Mycket hände."})
    change(path, "Inställningar", B5="Årsrapport", B6="Årsrapport 2026")
    document = report(path)
    names = [name for _, name in headings(document)]
    assert {"Bilagor", "Uppföljning av bolag"} < set(names)
    assert not {"Förändringar sedan förra rapporten", "Årsprognos"} & set(names)
    assert "Mycket hände." in text(document)


def test_before_anybody_has_answered_nothing_has_changed(make_workbook: MakeWorkbook) -> None:
    """That no delmål is assessed yet is neither a change nor that nothing has changed."""
    path = make_workbook(PLAN)
    run(path)
    runxl.advance(path, "DÅ 2")
    done = runxl.report(path, path.with_suffix(".docx"))
    told = f"{text(docx.Document(str(done.file)))} {summary(path)}"
    assert "till ej bedömt" not in told
    assert "Ingenting har förändrats" not in told
    assert "Förändringar" in done.missing
    page = runxl.report(path, path.with_suffix(".html")).file.read_text(encoding="utf-8")
    assert "Ingen har svarat i perioden än." in page
    assert "till ej bedömt" not in page
    assert not runxl.assess(path).news


def test_what_a_page_tells_above_its_chapters_is_not_left_out_of_it(make_workbook: MakeWorkbook) -> None:
    """The report in Word lists the changes that its outline does not ask for; the page has told them."""
    path = make_workbook(PLAN)
    run(path)
    runxl.advance(path, "DÅ 2")
    change(path, "Indikatorer", I2=79)
    without_outline(path)
    change(path, "Texter", A2=1, B2="Kort", D2="Det gick bra.")
    told = {suffix: runxl.report(path, path.with_suffix(suffix)).left_out for suffix in (".docx", ".html")}
    (changed,) = set(told[".docx"]) - set(told[".html"])
    assert changed.startswith("Förändringar sedan DÅ 1")


def test_a_deck_tells_what_it_is(make_workbook: MakeWorkbook) -> None:
    """Its case and its version, on the first slide and at the foot of the others."""
    settings = "| Period | DÅ 1 |\n| Dnr | RUN 17/2024 |\n| Dokumentversion | Förslag 2 |"
    first, second, *_ = deck(make_workbook(PLAN.replace("| Period | DÅ 1 |", settings))).slides
    assert "Dnr RUN 17/2024 · Version Förslag 2" in text_of(first)
    assert "RUN 17/2024" in text_of(second)


def test_what_a_report_does_not_tell_of_its_mal_is_listed(make_workbook: MakeWorkbook) -> None:
    """The plan's Beskrivning in a report, a report's Analys in a plan."""
    book = PLAN.replace("| Nr | Mål | Delmål | Ansvarig |", "| Nr | Mål | Delmål | Beskrivning |")
    path = make_workbook(f"{book}\n## Texter\n| Nivå | Rubrik | Innehåll |\n| 1 | Mål | Uppföljning per mål |")
    source = column_letters(runxl.read(path).tables["indikatorer"].columns["kalla"].index)
    change(path, "Indikatorer", **{f"{source}2": "Enkät"})
    left = runxl.report(path, path.with_suffix(".docx")).left_out
    assert "Kolumnen Beskrivning på bladet Delmål (2 rader)" in left
    assert "Kolumnen Källa på bladet Indikatorer (1 rad)" in left


def test_amounts_of_the_year_before_are_told_where_somebody_has_filled_them_in(make_workbook: MakeWorkbook) -> None:
    """And how many of each anslag there are."""
    path = make_workbook(
        f"{PLAN}## Driftredovisning\n| Post | Nivå | Enhet | Utfall | Föregående år |\n| Netto | Resultat | mkr | 2 | 3 |\n"
        "## Anslag\n| Åtgärd | Enhet | Årsbudget | Antal |\n| Projekt | mkr | 5 | 57 |\n"
        "## Texter\n| Nivå | Rubrik | Innehåll |\n| 1 | Ekonomi | Driftredovisning |\n| 1 | Anslag | Anslag |"
    )
    document = report(path)
    assert table(document, "Post (mkr)", "Utfall t.o.m. april 2024", "Föregående år") == [["Netto", "2", "3"]]
    assert table(document, "Åtgärd (mkr)", "Årsbudget", "Antal") == [["Projekt", "5", "57"]]


def test_a_long_list_is_not_told_in_a_message(make_workbook: MakeWorkbook) -> None:
    """The nearest words, and how many there are."""
    path = make_workbook(f"{PLAN}\n## Texter\n| Nivå | Rubrik | Innehåll |\n| 1 | A | Händelse |")
    (found,) = (one for one in runxl.validate(path).findings if one.sheet == "Texter")
    assert found.remedy.startswith("Välj något av: Händelser")
    assert found.remedy.count(",") < 6
    assert "av listans" in found.remedy


def test_no_part_that_word_or_powerpoint_complained_of_is_written(make_workbook: MakeWorkbook) -> None:
    """No styles that only Word 2010 asks for, and no axis with a number below zero."""
    path = make_workbook(PLAN)
    report(path)
    deck(path)
    for made in (path.with_suffix(".docx"), path.with_suffix(".pptx")):
        with zipfile.ZipFile(made) as package:
            assert not [name for name in package.namelist() if "stylesWithEffects" in name]
            assert not [name for name in package.namelist() if b"stylesWithEffects" in package.read(name)]
            charts = [package.read(name) for name in package.namelist() if name.startswith("ppt/charts/chart")]
        numbers = [one for chart in charts for one in re.findall(rb'<c:(?:axId|crossAx) val="([^"]*)"', chart)]
        assert all(int(one) >= 0 for one in numbers)
        assert numbers or made.suffix == ".docx"


@pytest.mark.libreoffice
def test_an_outline_edited_and_saved_by_libreoffice_is_what_comes_out(tmp_path: Path) -> None:
    """Moved, renamed, switched off, a chapter of one's own on level 3, a sheet as it stands."""
    path = runxl.new(tmp_path / "plan.xlsx", year=2026, namnd="Kulturnämnden")
    change(path, "Mål", A2="1", B2="Ett mål")
    runxl.advance(path, "DÅ 1")
    change(path, "Personal", A2="Anställda", B2=12, C2="antal")
    laid = [row["Rubrik"] for row in rows(path, "Texter")]
    first, events, ahead = (
        laid.index(name) + 2
        for name in ("Perioden som gått", "Händelser av väsentlig betydelse", "Förväntad utveckling")
    )
    change(
        path, "Texter", **{f"B{first}": "Våren i korthet", f"D{first}": "Mycket hände.\n# Kulturskolan\nFler sökte."}
    )
    change(path, "Texter", **{f"A{events}": 3, f"C{events}": None})
    change(path, "Texter", **{f"B{events}": "Ett eget kapitel", f"D{events}": "Eget."})
    change(path, "Texter", **{f"B{ahead}": "Vi som arbetar här", f"C{ahead}": "Blad: Personal"})
    staff = laid.index("Väsentliga personalförhållanden") + 2
    change(path, "Texter", **{f"B{staff}": "Förväntad utveckling", f"C{staff}": None, f"D{staff}": "Det blir mer."})
    switched = laid.index("Årsprognos") + 2
    change(path, "Texter", **{f"E{switched}": "Nej"})
    (tmp_path / "lo").mkdir()
    convert("xlsx", tmp_path / "lo", path)
    found = headings(report(tmp_path / "lo" / "plan.xlsx"))
    start = found.index((2, "Våren i korthet"))
    assert found[start : start + 3] == [(2, "Våren i korthet"), (3, "Kulturskolan"), (3, "Ett eget kapitel")]
    assert found.index((2, "Förväntad utveckling")) + 1 == found.index((2, "Vi som arbetar här")), (
        "they have changed places"
    )
    assert not {"Perioden som gått", "Händelser av väsentlig betydelse", "Årsprognos"} & {name for _, name in found}
    document = docx.Document(str(tmp_path / "lo" / "plan.docx"))
    assert table(document, "Nyckeltal (antal)", "Värde") == [["Anställda", "12"]]
