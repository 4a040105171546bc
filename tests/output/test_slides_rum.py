"""Nothing is cut and nothing runs over: measured before it is drawn, and once more as LibreOffice draws it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runxl.contract.look import GOOD
from runxl.output.document.blocks import Grid, GridCell, GridColumn, GridRow
from runxl.output.document.slides.flow import laid
from runxl.output.document.slides.pages import SlidePage
from runxl.output.document.slides.paginate import Room, slides
from runxl.output.document.slides.ruler import Ruler
from tests.conftest import MakeWorkbook
from tests.output.slides import deck, drawn, example, outside, tables, text_of, write

RULER = Ruler()
ROOM = Room(880, 390)
texts = st.text(alphabet="abcåäö MW.\n-\u00a0✔", max_size=400)


@given(texts, st.floats(40, 900), st.sampled_from([12.0, 16.0]))
def test_lines_are_the_whole_text_and_have_room(text: str, width: float, size: float) -> None:
    """Broken between words or, if need be, in them."""
    lines = RULER.lines(text, width, size)
    assert "".join(lines) == text
    assert all(RULER.width(line.rstrip(" \n"), size) <= width for line in lines)


@given(texts, st.integers(1, 3))
def test_a_shortened_text_has_room_and_says_that_there_is_more(text: str, most: int) -> None:
    """With an ellipsis, or untouched."""
    short = RULER.shortened(text, 300, 16, most)
    assert short == text or (short.endswith("…") and len(RULER.lines(short, 300, 16)) <= most)


def test_an_unknown_font_is_taken_for_a_wide_one() -> None:
    """A template may have any font."""
    assert Ruler("Verdana").width("Västerbotten", 12) > Ruler("Carlito").width("Västerbotten", 12)
    assert Ruler("Verdana").line(12) > RULER.line(12)


rows = st.lists(
    st.builds(
        lambda name, group: GridRow((GridCell(name or "x", strong=group), GridCell("Helt", GOOD)), 2, group, "forts."),
        texts,
        st.booleans(),
    ),
    max_size=25,
)


@given(st.lists(rows, max_size=3))
def test_every_row_has_room_on_its_slide(several: list[list[GridRow]]) -> None:
    """Whatever the rows hold, no table reaches below the room, and tables stand below each other."""
    columns = (GridColumn("Namn", 60), GridColumn("Annat", 20), GridColumn("Status", 20))
    for placed in laid([Grid("Rader", columns, tuple(own)) for own in several if own], 880, 390, RULER, 12):
        bottoms = [0.0, *(one.bottom for one in placed)]
        assert bottoms == sorted(bottoms)
        assert bottoms[-1] <= 390 + 0.01
        assert all(one.top >= above for one, above in zip(placed, bottoms, strict=False))


def test_a_row_longer_than_a_slide_goes_on_and_loses_nothing() -> None:
    words = [f"ord{number}" for number in range(6000)]
    page = SlidePage(
        title="Lång", grids=(Grid("En cell", (GridColumn("Text", 100),), (GridRow((GridCell(" ".join(words)),)),)),)
    )
    found = list(slides([page], ROOM, RULER))
    said = [row.cells[0].text for slide in found for one in slide.placed for row in one.grid.rows]
    assert " ".join(said).split() == words
    assert [one.title for one in found[:3]] == ["Lång", "Lång (forts.)", "Lång (forts. 2)"]


def test_a_delmal_that_goes_on_says_so() -> None:
    """Its heading stands above its rows on every slide, and nowhere alone at the foot of one."""
    group = GridRow((GridCell("Delmål 1.1 Något", strong=True), GridCell("Helt", GOOD)), 1, True, "Delmål 1.1 (forts.)")
    lines = tuple(GridRow((GridCell(f"Indikator {number}"), GridCell("Helt", GOOD))) for number in range(60))
    grid = Grid("Rader", (GridColumn("Namn", 80), GridColumn("Status", 20)), (group, *lines))
    found = laid([grid], 880, 390, RULER, 12)
    assert len(found) > 2
    assert {placed[0].grid.rows[0].cells[0].text for placed in found[1:]} == {"Delmål 1.1 (forts.)"}


def test_titles_are_unique_and_have_room() -> None:
    """Two pages of the same name, and names that are far too long."""
    long = "En mycket lång rubrik om hållbar utveckling " * 12
    found = list(slides([SlidePage(title=title) for title in ("Mål", "Mål", long, long)], ROOM, RULER))
    names = [one.title for one in found]
    assert names[:2] == ["Mål", "Mål (2)"]
    assert len(set(names)) == 4
    for one in found:
        assert RULER.height(one.title, 864, one.title_size or ROOM.title_size, bold=True) <= ROOM.title_height
    assert long.strip() in " ".join(row.cells[0].text for row in found[2].placed[0].grid.rows)


LONG = "Regionen utvecklar strukturer, samverkansformer och långsiktighetsplaneringsförutsättningar i hela länet. "


def many(make_workbook: MakeWorkbook, delmal: int = 60) -> Path:
    """60 delmål with three indikatorer each, long names, long texts."""
    goals = "".join(f"| {mal} | Mål {mal} {LONG * 3} | {LONG * 2} |\n" for mal in range(1, 5))
    parts = "".join(f"| {n % 4 + 1}.{n} | {n % 4 + 1} | Del{n} {LONG * (n % 5)} |\n" for n in range(1, delmal + 1))
    measures = "".join(
        f"| {n % 4 + 1}.{n}.{k} | {n % 4 + 1}.{n} | Mått{n}x{k} {LONG * (k % 3)} | % | Minst | 80 | {50 + n % 50} | År |\n"
        for n in range(1, delmal + 1)
        for k in range(1, 4)
    )
    return make_workbook(
        "## Mål\n| Nr | Mål | Perspektiv |\n" + goals
        + "## Delmål\n| Nr | Mål | Delmål |\n" + parts
        + "## Indikatorer\n| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |\n" + measures
        + f"## Uppdrag\n| Nr | Uppdragsgivare | Uppdrag | Status | Analys |\n"
        f"| U1 | Nämnd till förvaltning | {LONG * 4} | Pågående | {LONG * 80} |\n"
        f"## Händelser\n| Nr | Rubrik | Beskrivning |\n| H1 | {'Lång' * 40} | {LONG * 60} |\n",
        "stor.xlsx",
    )  # fmt: skip


def test_sixty_delmal_all_stand_there(make_workbook: MakeWorkbook) -> None:
    """Each delmål and each indikator once, every table above the slide's edge."""
    found = deck(many(make_workbook))
    words = Counter(word for slide in found.slides for word in text_of(slide).split())
    assert [words[f"Mått{n}x{k}"] for n in range(1, 61) for k in range(1, 4) if words[f"Mått{n}x{k}"] < 1] == []
    assert all(words[f"Del{n}"] >= 1 for n in range(1, 61))
    lowest = max(shape.top.pt + shape.height.pt for slide in found.slides for shape in slide.shapes if shape.has_table)
    assert lowest <= 500


@pytest.mark.libreoffice
def test_every_word_is_drawn_inside_its_shape(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Both regions' examples, and the deck with sixty delmål and long texts."""
    books = [example(tmp_path), example(tmp_path, "norrbotten"), many(make_workbook)]
    for book in books:
        write(book)
    pages = drawn([book.with_suffix(".pptx") for book in books], tmp_path)
    for path, several in pages.items():
        found: Any = pptx.Presentation(str(path))
        assert len(several) == len(found.slides)
        size = (found.slide_width.pt, found.slide_height.pt)
        for slide, words in zip(found.slides, several, strict=True):
            assert outside(slide, words, size) == [], slide.shapes.title.text_frame.text
            said = [cell for table in tables(slide) for row in table for cell in row]
            assert joined("".join(said)) <= joined("".join(word.text for word in words))


def joined(text: str) -> Counter[str]:
    """The letters and digits of a text: how words are broken at the end of a line does not matter."""
    return Counter(sign for sign in text if sign.isalnum())


def test_a_namnd_of_a_very_long_name_has_a_deck(make_workbook: MakeWorkbook) -> None:
    """Its properties hold no more than 255 signs each."""
    said = f"## Inställningar\n| Inställning | Värde |\n| Nämnd | {'9' * 300} |\n| Upprättad av | {'a' * 300} |\n"
    found = deck(make_workbook(f"{said}| Period | DÅ 1 |\n## Mål\n| Nr | Mål |\n| 1 | Ett län |\n"))
    assert len(found.core_properties.title) == 255


def test_few_rows_are_set_large_also_where_a_status_is_long(tmp_path: Path) -> None:
    """In April several styrmått of Norrbotten are `Inte mätt nu`, the longest word there is in the column."""
    sizes: dict[bool, set[float]] = {}
    for slide in deck(example(tmp_path, "norrbotten"), period="DÅ 1").slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            words = [cell.text_frame.text for row in table.rows for cell in row.cells]
            first = table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt
            sizes.setdefault("○ Inte mätt nu" in words and len(table.rows) < 9, set()).add(first)
    assert sizes[True] == {16.0}
