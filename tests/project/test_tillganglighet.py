"""Everybody can read what runxl makes: contrast, symbols and words beside colours, alt texts, order, real headers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.contract import look
from runxl.contract.load import contract
from runxl.contract.scale import NOT_NOW
from runxl.verbs.demo.folder import prepare
from runxl.verbs.demo.people import answer, conclude, correct, make_plan

ENOUGH = 4.5
"""The contrast of text to its ground that WCAG 2 asks for at level AA."""

WHITE, BLACK = "#FFFFFF", "#000000"
PERIOD = "Årsrapport"
BOOKS = ("plan", "utskick", "markerad", "norrbotten", "fynd", "sammanställning")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of everything that runxl writes: the workbooks by what they are, the report and the slides."""
    folder = prepare(tmp_path_factory.mktemp("allt") / "demo", replace=False)
    sent, answers = folder.sent(PERIOD), folder.answers(PERIOD)
    make_plan(folder.plan, PERIOD)
    runxl.split(folder.plan, sent)
    marked = answer(folder, PERIOD, careless=True)
    main(["validera", str(answers), "-o", str(folder.top / "fynd.xlsx"), "--markera"])
    books = {"utskick": sent / marked.name, "markerad": marked.rename(folder.top / "markerad.xlsx")}
    correct(folder, PERIOD, marked)
    runxl.collect(answers, folder.plan)
    conclude(folder.plan, PERIOD)
    runxl.write_back(folder.plan, runxl.assess(folder.plan))
    norrbotten = runxl.new(folder.top / "n.xlsx", styrmodell="norrbotten", example=True)
    runxl.write_back(norrbotten, runxl.assess(norrbotten))
    runxl.summarize([folder.plan, answers, norrbotten], folder.summary)
    documents = {name: runxl.report(folder.plan, folder.top / f"rapport.{name}").file for name in ("docx", "pptx")}
    books |= {"plan": folder.plan, "norrbotten": norrbotten, "fynd": folder.top / "fynd.xlsx"}
    return {**books, "sammanställning": folder.summary, **documents}


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


SCALE = contract().default_styrmodell.scale

PAIRS = {
    "rubrik": (look.HEADER_TEXT, look.HEADER_GROUND),
    "enhetens rubrik": (look.HEADER_TEXT, look.UNIT_HEADER_GROUND),
    "resultatets rubrik": (look.RESULT_HEADER_TEXT, look.RESULT_HEADER_GROUND),
    "resultat": (look.RESULT_TEXT, look.RESULT_GROUND),
    "dämpad text": (look.MUTED_TEXT, WHITE),
    "dämpad text i resultat": (look.MUTED_TEXT, look.RESULT_GROUND),
    "överskrift": (look.HEADER_GROUND, WHITE),
    "länk": (look.UNIT_HEADER_GROUND, WHITE),
    "fel": (BLACK, look.FAULT_GROUND),
    "resultat med fel": (look.RESULT_TEXT, look.FAULT_GROUND),
    **{status: (mark.text, mark.ground) for status, mark in SCALE.marks.items()},
    **{f"{status} på vitt": (mark.text, WHITE) for status, mark in SCALE.marks.items()},
    **{f"{status} i diagram": (mark.on_solid, mark.solid) for status, mark in SCALE.marks.items()},
}


def test_contrast_is_reckoned_as_wcag_says() -> None:
    assert contrast(WHITE, BLACK) == 21
    assert round(contrast("#777777", WHITE), 2) == 4.48


@pytest.mark.parametrize(("text", "ground"), PAIRS.values(), ids=PAIRS)
def test_every_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """The colours have one home, and each pair that is used there is legible."""
    assert contrast(text, ground) >= ENOUGH


@pytest.mark.parametrize("name", BOOKS)
def test_every_text_in_a_workbook_stands_out_from_its_ground(made: dict[str, Path], name: str) -> None:
    """What stands in the cells, and what the marks by condition make of it."""
    faint = set()
    for sheet in openpyxl.load_workbook(made[name]).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            pair = color(cell.font.color, BLACK), ground(cell.fill)
            faint |= {(sheet.title, cell.coordinate, *pair)} if contrast(*pair) < ENOUGH else set()
        for rule in rules(sheet):
            pair = (
                color(rule.dxf.font.color if rule.dxf.font else None, BLACK),
                ground(rule.dxf.fill, by_condition=True),
            )
            faint |= {(sheet.title, str(rule.formula), *pair)} if contrast(*pair) < ENOUGH else set()
    assert faint == set()


def rules(sheet: Any) -> list[Any]:
    """The marks by condition that have a look."""
    return [rule for area in sheet.conditional_formatting for rule in area.rules if rule.dxf]


def color(found: Any, otherwise: str) -> str:
    """An openpyxl colour that is written out; a theme's first two are its black and white."""
    if found is None or found.type == "indexed":
        return otherwise
    if found.type == "theme":
        return (WHITE, BLACK)[found.theme] if found.theme in (0, 1) else otherwise
    return f"#{found.rgb[2:]}"


def ground(fill: Any, *, by_condition: bool = False) -> str:
    """The ground of a cell; of a mark it is called background also where it is the pattern's foreground."""
    if fill is None or (fill.patternType is None and not by_condition):
        return WHITE
    named = fill.bgColor if by_condition and fill.bgColor.rgb != "00000000" else fill.fgColor
    return WHITE if named.rgb == "00000000" else color(named, WHITE)


def test_every_status_has_a_symbol_a_word_and_a_colour() -> None:
    """Nobody has to tell green from red: no two share a symbol, a text colour, a ground or a colour in charts."""
    assert tuple(SCALE.marks) == (*SCALE.statuses, NOT_NOW)
    for part in ("symbol", "text", "ground", "solid"):
        assert len({getattr(mark, part) for mark in SCALE.marks.values()}) == len(SCALE.marks)


@pytest.mark.parametrize("name", ["plan", "norrbotten", "utskick"])
def test_every_mark_of_a_status_shows_its_symbol_before_the_word(made: dict[str, Path], name: str) -> None:
    """The mark's number format puts the symbol there; the cell keeps the plain word."""
    book = openpyxl.load_workbook(made[name])
    formats = {rule.dxf.numFmt.formatCode for rule in rules(book["Mål"]) if rule.dxf.numFmt}
    for mark in SCALE.marks.values():
        assert any(mark.symbol in code and "@" in code for code in formats)


@pytest.mark.parametrize("name", BOOKS)
def test_no_cells_are_merged(made: dict[str, Path], name: str) -> None:
    """Merged cells lose their place for those who listen to a sheet, and cannot be sorted."""
    assert [sheet.title for sheet in openpyxl.load_workbook(made[name]).worksheets if sheet.merged_cells.ranges] == []


@pytest.mark.parametrize("name", [*BOOKS, "docx", "pptx"])
def test_every_chart_picture_and_slide_table_has_an_alt_text(made: dict[str, Path], name: str) -> None:
    """A sentence in Swedish, not a file's name."""
    short = [tag for tag, text in alternatives(made[name]) if len(text) < 10 or text.startswith("Chart")]
    assert short == []


def alternatives(path: Path) -> Iterator[tuple[str, str]]:
    """The tag and the alt text of each chart, picture and table that floats."""
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if re.fullmatch(r"(xl/drawings/drawing|ppt/slides/slide|word/(document|header|footer))\d*\.xml", name):
                text = parts.read(name).decode()
                frames = re.findall(r"<(?:xdr|p):(?:graphicFrame|pic)[ >].*?(<(?:xdr|p):cNvPr [^>]*>)", text, re.DOTALL)
                for tag in chain(frames, re.findall(r"<wp:docPr [^>]*>", text)):
                    described = re.search(r' descr="([^"]*)"', tag)
                    yield tag, described[1] if described else ""


def test_there_are_alt_texts_to_check(made: dict[str, Path]) -> None:
    """The test above can fail: charts and tables are found where they should be."""
    assert all(list(alternatives(made[name])) for name in ("plan", "norrbotten", "sammanställning", "pptx"))


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_opens_at_its_beginning(made: dict[str, Path], name: str) -> None:
    """On the first sheet, which is shown, and each sheet at its top left cell, for whoever goes by Tab or listens."""
    book = openpyxl.load_workbook(made[name])
    assert book.active is book.worksheets[0]
    assert book.worksheets[0].sheet_state == "visible"
    for sheet in book.worksheets:
        view = sheet.sheet_view
        active = [one.activeCell for one in view.selection if one.pane == (view.pane.activePane if view.pane else None)]
        assert (sheet.title, active) == (sheet.title, ["A1"])
        assert not sheet.sheet_view.rightToLeft


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_and_its_sheets_have_names(made: dict[str, Path], name: str) -> None:
    """The title is what a screen reader says first."""
    book = openpyxl.load_workbook(made[name])
    assert book.properties.title
    assert not [sheet.title for sheet in book.worksheets if re.fullmatch(r"(Sheet|Blad)\d+", sheet.title)]


@pytest.mark.parametrize("name", ["plan", "norrbotten", "utskick", "markerad"])
def test_headers_are_the_headers_of_real_tables(made: dict[str, Path], name: str) -> None:
    """Each of the contract's sheets is one Excel table with its name, a header row, no blank header and a description."""
    book = openpyxl.load_workbook(made[name])
    for table in contract().tables.values():
        sheet = book[table.sheet]
        (found,) = sheet.tables.values()
        assert (found.displayName, found.headerRowCount) == (table.table, 1)
        top, *_ = sheet[found.ref]
        assert [cell.value for cell in top] == [column.name for column in found.tableColumns]
        assert all(cell.value for cell in top)


@pytest.mark.parametrize("name", ["fynd", "sammanställning"])
def test_headers_of_lists_stay_in_sight_and_on_every_page(made: dict[str, Path], name: str) -> None:
    """Every sheet but the overview has its headers in row 1, frozen, and repeated in print."""
    for sheet in openpyxl.load_workbook(made[name]).worksheets[1:]:
        assert sheet.cell(1, 1).value
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.print_title_rows == "$1:$1"


def test_the_report_has_language_title_headings_and_table_headers(made: dict[str, Path]) -> None:
    """In Word: Swedish, a title, headings as headings, and the first row of each table marked as its header."""
    with zipfile.ZipFile(made["docx"]) as parts:
        text, styles, core = (
            parts.read(name).decode() for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml")
        )
    assert 'w:lang w:val="sv-SE"' in styles
    assert re.search(r"<dc:title>[^<]+</dc:title>", core)
    assert len(re.findall(r'<w:pStyle w:val="Heading1"', text)) >= 3
    assert text.count("<w:tbl>") == text.count("<w:tblHeader") > 5


def test_the_slides_have_language_titles_and_table_headers(made: dict[str, Path]) -> None:
    with zipfile.ZipFile(made["pptx"]) as parts:
        slides = [
            parts.read(name).decode() for name in parts.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)
        ]
    assert len(slides) > 5
    for slide in slides:
        assert re.search(r'type="(?:title|ctrTitle)"', slide)
        assert slide.count("<a:tbl>") == slide.count('firstRow="1"')
        assert set(re.findall(r' lang="([^"]*)"', slide)) <= {"sv-SE"}
