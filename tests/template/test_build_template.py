"""The template is the public contract as people meet it: sheets, headers, dropdowns, looks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from runxl import resources
from runxl.contract import look
from runxl.contract.load import contract
from runxl.excel import column_letters
from runxl.template.book import build, built
from runxl.template.listor import lists_of
from runxl.workbook.places import FYND_NAMES, SAMMANFATTNING, count_columns, list_name, samples
from tests.soffice import convert

SCALE = contract().default_styrmodell.scale

# Written out by hand, on purpose not read from validation/: what people and other programs count on.
SHEETS = [
    "Start",
    "Inställningar",
    "Mål",
    "Delmål",
    "Indikatorer",
    "Periodvärden",
    "Aktiviteter",
    "Uppdrag",
    "Händelser",
    "Driftredovisning",
    "Verksamheter",
    "Anslag",
    "Ramar",
    "Finansiering",
    "Bolag",
    "Avvikelser",
    "Personal",
    "Texter",
    "Enheter",
    "Insamling",
    "Förslag",
    "Dispenser",
    "Sammanfattning",
    "Fynd",
    "Tidigare perioder",
    "Listor",
    "Styrmodell",
]
HEADERS = {
    "Inställningar": ("tblInstallningar", "Inställning | Värde | Hjälp"),
    "Mål": (
        "tblMal",
        (
            "Nr | Mål | Perspektiv | Beskrivning | Analys | Beräknad status | Fastställd status | Motivering | "
            "Fastställd av | Fastställd den | Prognos | Föregående status | Förklaring"
        ),
    ),
    "Delmål": (
        "tblDelmal",
        (
            "Nr | Mål | Delmål | Ansvarig | Beskrivning | Analys | Beräknad status | Fastställd status | "
            "Motivering | Fastställd av | Fastställd den | Prognos | Föregående status | Förklaring"
        ),
    ),
    "Indikatorer": (
        "tblIndikatorer",
        (
            "Nr | Delmål | Indikator | Enhet | Typ | Utgångsvärde | Målvärde | Målår | Utfall | Förra utfallet | "
            "Lämnas nu | Avser år | Periodicitet | Läge | Ansvarig | Kommentar | Målvärde max | Gräns helt | "
            "Gräns delvis | Ackumuleras | Tidigare utfall | Tidigare utfall år | Källa | Slag | Måluppfyllelse | "
            "Status | Utveckling | Föregående status | Förklaring"
        ),
    ),
    "Periodvärden": ("tblPeriodvarden", "Nr | Period | Periodmål | Utgångsvärde | Föregående år"),
    "Aktiviteter": (
        "tblAktiviteter",
        (
            "Nr | Delmål | Aktivitet | Status | Förra status | Läge | Ansvarig | Startdatum | Slutdatum | "
            "Kommentar | Bidrag"
        ),
    ),
    "Uppdrag": (
        "tblUppdrag",
        (
            "Nr | Uppdragsgivare | Uppdrag | Riktas till | Status | Förra status | Analys | Periodicitet | "
            "Slutdatum | Ansvarig"
        ),
    ),
    "Händelser": ("tblHandelser", "Nr | Rubrik | Beskrivning | Mål | Ansvarig"),
    "Driftredovisning": (
        "tblDriftredovisning",
        (
            "Post | Nivå | Enhet | Utfall | Budget | Avvikelse | Årsprognos | Årsbudget | Avvikelse årsprognos | "
            "Föregående år"
        ),
    ),
    "Verksamheter": ("tblVerksamheter", "Verksamhet | Enhet | Avvikelse | Avvikelse årsprognos"),
    "Anslag": ("tblAnslag", "Åtgärd | Enhet | Årsbudget | Fattade beslut | Utbetalt | Antal"),
    "Ramar": ("tblRamar", "Verksamhet | Enhet | Ram föregående år | Förändring | Ram | Kommentar"),
    "Finansiering": ("tblFinansiering", "Källa | Enhet | Belopp | Andel"),
    "Bolag": ("tblBolag", "Bolag | Enhet | Resultat | Budget | Årsprognos | VD-kommentar | Ansvarig"),
    "Avvikelser": (
        "tblAvvikelser",
        (
            "Område | Avvikelseområde | Analys - orsak till avvikelse | "
            "Aktivitet för att komma till rätta med avvikelse | Ansvarig"
        ),
    ),
    "Personal": ("tblPersonal", "Nyckeltal | Värde | Enhet | Föregående | Kommentar"),
    "Texter": ("tblTexter", "Nivå | Rubrik | Innehåll | Text | Med | Bildspel | Står kvar"),
    "Enheter": ("tblEnheter", "Enhet | Kontakt | E-post | Godkänner"),
    "Insamling": ("tblInsamling", "När | Enhet | Fil | Blad | Nr | Kolumn | Var | Blev | Hur"),
    "Förslag": ("tblForslag", "Nr | Enhet | Blad | Rad | Kolumn | Är | Föreslås | Godtas | Kommentar | Godtaget den"),
    "Dispenser": ("tblDispenser", "Kod | Blad | Nr | Motivering | Beslutad av | Gäller till"),
    "Fynd": ("tblFynd", "Nivå | Kod | Blad | Cell | Nr | Meddelande | Åtgärd | Godtagen"),
    "Tidigare perioder": (
        "tblHistorik",
        (
            "År | Period | Objekt | Nr | Namn | Utfall | Målvärde | Måluppfyllelse | Beräknad status | "
            "Fastställd status | Motivering | Fastställd av | Fastställd den | Prognos | Beräknad vid beslut | "
            "Beräknad den"
        ),
    ),
}
SETTINGS = [
    "Nämnd",
    "Styrmodell",
    "År",
    "Period",
    "Svaren avser",
    "Mål bedöms",
    "Gräns helt",
    "Gräns delvis",
    "Plan-id",
    "Utskickad till",
    "Utskickad den",
    "Svar senast",
    "Kontakt",
    "Dnr",
    "Dokumentversion",
    "Upprättad av",
    "Sidhuvud",
    "Mallversion",
]
DATA_SHEETS = [sheet for sheet in HEADERS if sheet != "Inställningar"]


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(resources.template())


def empty(styrmodell: str = "vasterbotten") -> bytes:
    chosen = contract().styrmodeller[styrmodell]
    return built(contract(), chosen, {}, {})


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def whole_column(sheet: Any, index: int) -> Any:
    """How a column looks where no cell has been written; alike neighbours share one entry."""
    return next(d for d in sheet.column_dimensions.values() if d.min <= index <= d.max)


def validations(sheet: Any) -> Iterator[tuple[str, Any]]:
    """Every data validation by the column letter it begins in."""
    for validation in sheet.data_validations.dataValidation:
        for area in validation.sqref.ranges:
            yield column_letters(area.min_col), validation


def marks(sheet: Any) -> Iterator[tuple[str, Any]]:
    """Every conditional format by the column letter it begins in."""
    for area in sheet.conditional_formatting:
        for one in area.sqref.ranges:
            yield from ((column_letters(one.min_col), rule) for rule in area.rules)


def test_committed_template_is_what_the_contract_gives() -> None:
    """A changed contract without a rebuilt template is noticed: run `make template`."""
    assert parts(resources.template().read_bytes()) == parts(empty())


def test_building_twice_gives_the_same_parts() -> None:
    """Nothing in a part depends on the clock or on chance."""
    assert parts(empty("norrbotten")) == parts(empty("norrbotten"))


def test_sheets_stand_in_the_agreed_order(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert {sheet.sheet_state for sheet in book} == {"visible"}


@pytest.mark.parametrize("sheet", HEADERS)
def test_headers_and_table_begin_in_a1(book: Any, sheet: str) -> None:
    """Headers exactly as agreed, in row 1, inside an Excel table of the agreed name."""
    name, headers = HEADERS[sheet]
    assert [cell.value for cell in book[sheet][1]] == headers.split(" | ")
    table = book[sheet].tables[name]
    assert table.ref.startswith("A1:")
    assert [column.name for column in table.tableColumns] == headers.split(" | ")


@pytest.mark.parametrize("sheet", DATA_SHEETS)
def test_nothing_stands_below_the_header(book: Any, sheet: str) -> None:
    """A program that appends a row lands in row 2, and the table has one blank row to type in."""
    assert book[sheet].max_row == 1
    (table,) = book[sheet].tables.values()
    assert table.ref.endswith("2")


def test_a_row_appended_by_openpyxl_is_the_first_row(tmp_path: Path) -> None:
    """As a script at the region would do it, read back with pandas."""
    book = openpyxl.load_workbook(resources.template())
    book["Mål"].append(["1", "Trygga uppväxtvillkor"])
    book.save(tmp_path / "ny.xlsx")
    frame = pd.read_excel(tmp_path / "ny.xlsx", sheet_name="Mål", dtype=str, engine="openpyxl")
    assert list(frame.iloc[0][:2]) == ["1", "Trygga uppväxtvillkor"]


def test_settings_have_their_rows(book: Any) -> None:
    """Inställningar lists every setting; version, styrmodell and its choice are filled in from the start."""
    rows = {row[0]: row[1] for row in book["Inställningar"].iter_rows(min_row=2, values_only=True)}
    assert list(rows) == SETTINGS
    assert rows["Mallversion"] == contract().version
    assert rows["Styrmodell"] == "Region Västerbotten"
    assert rows["Mål bedöms"] == "Bara fastställda"


def test_no_cell_holds_a_formula_and_none_are_merged_or_locked(book: Any) -> None:
    """Values only; tables can grow, be sorted and filtered."""
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert not sheet.protection.sheet
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_dropdowns_point_at_names_that_hold_their_lists(book: Any) -> None:
    """Each dropdown's name exists and covers exactly its list's values on Listor."""
    used = {v.formula1 for sheet in book for _, v in validations(sheet) if v.type == "list"}
    assert {list_name("status"), list_name("typ"), list_name("styrmodell"), list_name("period")} <= used
    assert used <= set(book.defined_names)
    for name, (_, values) in lists_of(contract(), contract().default_styrmodell).items():
        ((sheet, area),) = book.defined_names[list_name(name)].destinations
        assert [cell.value for (cell,) in book[sheet][area]] == list(values)


def test_every_coded_column_has_its_dropdown(book: Any) -> None:
    """Over the whole column, so that rows added later have it too."""
    for table in contract().tables.values():
        found = {letter: v for letter, v in validations(book[table.sheet]) if v.type == "list"}
        for index, column in enumerate(table.columns, start=1):
            if column.codelist and column.is_input:
                validation = found[column_letters(index)]
                assert validation.formula1 == list_name(column.codelist)
                assert str(validation.sqref).endswith("1048576")


def test_periodicity_accepts_months_of_ones_own(book: Any) -> None:
    """The list is a help there, not a limit."""
    (rule,) = [v for letter, v in validations(book["Indikatorer"]) if letter == "M"]
    assert rule.type == "list"
    assert not rule.showErrorMessage


def test_result_columns_refuse_typing_and_input_columns_explain_themselves(book: Any) -> None:
    """A stop in Swedish at results; a prompt within Excel's limits at inputs."""
    for table in contract().tables.values():
        if table.kind == "settings":
            continue
        rules = dict(validations(book[table.sheet]))
        for index, column in enumerate(table.columns, start=1):
            rule = rules[column_letters(index)]
            if column.is_input:
                assert rule.prompt
                assert len(rule.prompt) <= 255
                assert len(rule.promptTitle) <= 32
            else:
                assert (rule.type, rule.formula1, rule.errorStyle) == ("custom", "FALSE", None)
                assert "runxl" in rule.error


def test_statuses_are_marked_by_colour_and_symbol_while_the_value_stays_the_word(book: Any) -> None:
    """In every column of statuses: ✔ Helt is shown, Helt is stored."""
    for sheet, letter in (
        ("Mål", "F"),
        ("Mål", "G"),
        ("Delmål", "L"),
        ("Indikatorer", "Z"),
        ("Tidigare perioder", "I"),
    ):
        shown = {
            rule.formula[0].strip('"'): rule.dxf
            for at, rule in marks(book[sheet])
            if at == letter and rule.type == "cellIs"
        }
        for word, mark in SCALE.marks.items():
            assert shown[word].numFmt.formatCode == f'"{mark.symbol} "@'
            assert shown[word].font.color.rgb == f"FF{mark.text[1:]}"
    assert "Svårt att bedöma" in {rule.formula[0].strip('"') for at, rule in marks(book["Delmål"]) if at == "L"}


def test_every_input_column_asks_fynd_whether_its_cells_are_faulty(book: Any) -> None:
    """The question names the sheet and uses names that exist."""
    assert set(FYND_NAMES.values()) <= set(book.defined_names)
    for table in contract().tables.values():
        asking = {
            at for at, rule in marks(book[table.sheet]) if rule.type == "expression" and "fynd_cell" in rule.formula[0]
        }
        inputs = {column_letters(i) for i, c in enumerate(table.columns, start=1) if c.is_input}
        assert asking == ({"B"} if table.kind == "settings" else inputs)
        for _, rule in marks(book[table.sheet]):
            if rule.type == "expression" and "fynd_cell" in rule.formula[0]:
                assert f'"{table.sheet}"' in rule.formula[0]


def test_names_over_fynd_cover_the_right_columns(book: Any) -> None:
    """Nivå, Blad, Cell and Godtagen, from the header down."""
    for name, header in (
        ("fynd_niva", "Nivå"),
        ("fynd_blad", "Blad"),
        ("fynd_cell", "Cell"),
        ("fynd_godtagen", "Godtagen"),
    ):
        ((sheet, area),) = book.defined_names[name].destinations
        assert book[sheet][area][0][0].value == header


def test_columns_that_excel_would_reinterpret_are_text(book: Any) -> None:
    """3.10 must not become 3.1, nor 1-6 a date; dates are ÅÅÅÅ-MM-DD."""
    for table in contract().tables.values():
        for index, column in enumerate(table.columns, start=1):
            number_format = whole_column(book[table.sheet], index).number_format
            if column.type in ("nr", "ref", "unit"):
                assert number_format == "@"
            if column.type == "date":
                assert number_format == "yyyy-mm-dd"


def test_the_three_kinds_of_columns_look_different(book: Any) -> None:
    """Header and ground tell who fills in what."""
    sheet = book["Indikatorer"]
    grounds = [sheet[f"{letter}1"].fill.fgColor.rgb[2:] for letter in ("A", "I", "Z")]
    assert grounds == [c[1:] for c in (look.HEADER_GROUND, look.UNIT_HEADER_GROUND, look.RESULT_HEADER_GROUND)]
    assert whole_column(sheet, 26).fill.fgColor.rgb == f"FF{look.RESULT_GROUND[1:]}"
    assert whole_column(sheet, 9).fill.fill_type is None


def test_every_sheet_is_set_up_for_reading_and_printing(book: Any) -> None:
    """Header frozen and repeated, A4, fitted to the page's width, page number at the foot."""
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    for name in HEADERS:
        assert book[name].freeze_panes.endswith("2")
        assert book[name].print_title_rows == "$1:$1"
        assert book[name].page_setup.orientation == "landscape"


def test_the_version_is_a_document_property(book: Any) -> None:
    """So that any program can see which template a workbook came from."""
    assert book.properties.title == "Måluppfyllelse – Region Västerbotten"
    assert {p.name: p.value for p in book.custom_doc_props.props} == {"Mallversion": contract().version}


def test_seldom_used_columns_are_folded_until_they_are_used() -> None:
    """Nothing that somebody has filled in is ever hidden."""
    styrmodell = contract().default_styrmodell

    def hidden(**row: object) -> bool:
        workbook = built(contract(), styrmodell, {"indikatorer": [{"nr": "1.1.1", **row}]}, {})
        return bool(openpyxl.load_workbook(io.BytesIO(workbook))["Indikatorer"].column_dimensions["Q"].hidden)

    assert hidden(utfall=3)
    assert not hidden(tidigare_utfall=2)


def test_the_summary_has_a_chart_over_the_fixed_counts(book: Any) -> None:
    """Four series of three levels, with an alternative text."""
    (chart,) = book[SAMMANFATTNING]._charts
    values = [series.val.numRef.f for series in chart.series]
    assert values == [f"{SAMMANFATTNING}!${column}$6:${column}$8" for column in count_columns(SCALE).values()]
    drawings = [part for name, part in parts(resources.template().read_bytes()).items() if "/drawings/drawing" in name]
    assert any(b'descr="Liggande staplar' in drawing for drawing in drawings)


def test_the_summary_carries_every_look_in_a_hidden_column(book: Any) -> None:
    """Empty sample cells; only status looks like strong, its mark comes from the word."""
    sheet = book[SAMMANFATTNING]
    assert sheet.column_dimensions["G"].hidden
    looks = samples(SCALE).values()
    assert all(sheet[cell].value is None for cell in looks)
    assert len({sheet[cell].style_id for cell in looks}) == len(looks) - 1


def test_start_leads_to_every_other_sheet(book: Any) -> None:
    links = [cell.hyperlink for (cell,) in book["Start"].iter_rows(min_col=2, max_col=2) if cell.hyperlink]
    targets = {link.location.split("!")[0].strip("'") for link in links}
    assert targets == set(SHEETS) - {"Start"}


def test_start_speaks_the_styrmodells_words() -> None:
    """Norrbotten has styrmått and framgångsfaktorer, never delmål, in its running text."""
    sheet = openpyxl.load_workbook(io.BytesIO(empty("norrbotten")))["Start"]
    assert "strategiska mål, framgångsfaktorer, styrmått, aktiviteter och uppdrag" in sheet["B2"].value


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, ground: str) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (look.HEADER_TEXT, look.HEADER_GROUND),
        (look.HEADER_TEXT, look.UNIT_HEADER_GROUND),
        (look.RESULT_HEADER_TEXT, look.RESULT_HEADER_GROUND),
        (look.RESULT_TEXT, look.RESULT_GROUND),
        (look.MUTED_TEXT, "#FFFFFF"),
        *[(mark.text, mark.ground) for mark in SCALE.marks.values()],
        *[(mark.on_solid, mark.solid) for mark in SCALE.marks.values()],
    ],
)
def test_every_text_has_enough_contrast(text: str, ground: str) -> None:
    """At least 4.5:1."""
    assert contrast(text, ground) >= 4.5


def resaved(workbook: Path, to: str) -> Path:
    """The workbook as LibreOffice opens, recalculates and saves it, in another format or the same."""
    folder = workbook.parent / "ut"
    convert(to, folder, workbook)
    return folder / f"{workbook.stem}.{to.partition(':')[0]}"


@pytest.mark.libreoffice
def test_libreoffice_marks_the_cells_that_fynd_names(tmp_path: Path) -> None:
    """A fault and a warning are marked; an accepted fault and a fault on another sheet are not."""
    fynd = [
        {"niva": "fel", "blad": "Indikatorer", "cell": "I2"},
        {"niva": "varning", "blad": "Indikatorer", "cell": "I3"},
        {"niva": "fel", "blad": "Indikatorer", "cell": "I4", "godtagen": "Ja"},
        {"niva": "fel", "blad": "Mål", "cell": "I5"},
    ]
    utfall = (7001, 7002, 7003, 7004)
    indikatorer = [{"nr": f"1.1.{i}", "utfall": value} for i, value in enumerate(utfall, start=1)]
    path = tmp_path / "fynd.xlsx"
    build(path, contract(), contract().default_styrmodell, {"indikatorer": indikatorer, "fynd": fynd}, {})
    page = resaved(path, "html").read_text(encoding="utf-8")
    cells = [re.findall(rf'<td[^>]* sdval="{value}"[^>]*>', page) for value in utfall]
    grounds = [re.findall('bgcolor="([^"]+)"', cell) for (cell,) in cells]
    assert grounds == [[look.FAULT_GROUND], [look.SEVERITY["varning"].ground], [], []]


@pytest.mark.libreoffice
@pytest.mark.parametrize("styrmodell", ["vasterbotten", pytest.param("norrbotten", marks=pytest.mark.lang)])
def test_libreoffice_opens_and_saves_it(tmp_path: Path, styrmodell: str) -> None:
    """Opened, recalculated and saved by LibreOffice, every sheet and header is still there."""
    chosen = contract().styrmodeller[styrmodell]
    build(tmp_path / "mall.xlsx", contract(), chosen, {}, {})
    saved = openpyxl.load_workbook(resaved(tmp_path / "mall.xlsx", "xlsx:Calc MS Excel 2007 XML"))
    assert saved.sheetnames == SHEETS
    for sheet, (_, headers) in HEADERS.items():
        assert [cell.value for cell in saved[sheet][1]][: headers.count("|") + 1] == headers.split(" | ")
    assert {v.formula1 for _, v in validations(saved["Indikatorer"]) if v.type == "list"} >= {"lst_typ", "lst_lage"}
