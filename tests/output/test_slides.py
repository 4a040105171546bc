"""The slide deck: what stands on which slide, and that it is real PowerPoint."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

import runxl
from runxl.errors import RunxlError
from runxl.output.document.prose import spoken
from runxl.output.document.slides.tidy import tidy
from tests.conftest import MakeWorkbook
from tests.output.slides import charts, deck, example, slides_titled, tables, text_of, titles, write
from tests.output.workbooks import PLAN, change, rows

HISTORY = """
## Tidigare perioder
| År | Period | Objekt | Nr | Namn | Beräknad status |
| 2024 | DÅ 1 | Mål | 1 | Ett attraktivt län | Helt |
| 2024 | DÅ 1 | Delmål | 1.1 | Fler flyttar hit | Helt |
| 2024 | DÅ 1 | Delmål | 1.2 | Bättre resor | Helt |
| 2024 | DÅ 1 | Indikator | 1.1.1 | Nöjdhet | Helt |
| 2024 | DÅ 1 | Indikator | 1.2.1 | Restid | Helt |
| 2024 | DÅ 1 | Indikator | 1.2.9 | Komfort | Helt |
| 2024 | DÅ 1 | Uppdrag | U9 | Något gammalt | Klar |
"""

DECK = {"Med": "Nej", "Bildspel": "Ja", "Står kvar": "Nej"}


@pytest.fixture(scope="module")
def vasterbotten(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return deck(example(tmp_path_factory.mktemp("vb")))


@pytest.fixture(scope="module")
def norrbotten(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return deck(example(tmp_path_factory.mktemp("nb"), "norrbotten"))


def goal_rows(found: Any, start: str) -> list[list[str]]:
    """The rows of the mål slides' tables, headers and repeated delmål left out."""
    several = [table for slide in slides_titled(found, start) for table in tables(slide)]
    return [row for header, *rows in several if header[-1] == "Status" for row in rows if "(forts.)" not in row[0]]


def test_every_delmal_and_indikator_stands_once_and_in_order(vasterbotten: Any, tmp_path: Path) -> None:
    """19 delmål and 53 indikatorer of 2024 on the mål slides, 3.10 after 3.9."""
    assessment = runxl.assess(example(tmp_path))
    rows = [row for nr in "123567" for row in goal_rows(vasterbotten, f"Mål {nr}. ")]
    groups = [row[0] for row in rows if len(row) == 2]
    measures = [row[0] for row in rows if len(row) > 2]
    assert groups == [f"Delmål {one.nr} {one.row.delmal}" for one in assessment.delmal]
    assert measures == [one.row.indikator for one in assessment.indikatorer]
    assert (len(groups), len(measures)) == (19, 53)
    assert [row[-1].split()[-1] for row in rows if len(row) == 2].count("Helt") == 6


def test_every_slide_has_a_real_title_of_its_own(vasterbotten: Any, norrbotten: Any) -> None:
    """The outline view and screen readers find their way by them."""
    for found in (vasterbotten, norrbotten):
        assert len(set(titles(found))) == len(titles(found)) > 10
        for slide in found.slides:
            kind = slide.shapes.title.placeholder_format.type
            assert kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
            assert slide.shapes[0].shape_id == slide.shapes.title.shape_id, "the title is read first"
            assert all(one.text_frame.text for one in slide.placeholders), "no empty placeholder is left"
            ids = [shape.shape_id for shape in slide.shapes]
            assert len(set(ids)) == len(ids)


def test_the_deck_tells_its_story_in_order(vasterbotten: Any) -> None:
    """What has happened, the economy and the scale before the mål, one at a time."""
    found = [title for title in titles(vasterbotten) if "(forts." not in title]
    assert found[:5] == [
        "Regionala utvecklingsnämnden",
        "Läget i korthet",
        "Händelser",
        "Ekonomi",
        "Så läser du bedömningen",
    ]
    assert [title.split()[1] for title in found[5:11]] == ["1.", "2.", "3.", "5.", "6.", "7."]
    assert found[11:] == ["Uppdrag från fullmäktige till nämnd", "Uppdrag från nämnd till förvaltning"]


def test_how_it_stands_is_told_of_what_there_is(tmp_path: Path) -> None:
    """Norrbotten's example has no uppdrag: nothing is said of them."""
    first = slides_titled(deck(example(tmp_path, "norrbotten")), "Läget i korthet")[0]
    said = text_of(first).splitlines()
    assert [one.split(":")[0] for one in said[1:3]] == ["11 strategiska mål", "28 styrmått"]
    assert "Inga" not in text_of(first) + description(charts(first)[0])


def test_the_counts_are_a_native_chart_with_its_data(vasterbotten: Any) -> None:
    """Every status per level that has one, with labels, an alternative text and a workbook to edit."""
    (frame,) = charts(slides_titled(vasterbotten, "Läget i korthet")[0])
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["Delmål", "Indikatorer"]
    assert {one.name: list(one.values) for one in plot.series} == {
        "Helt": [6, 31],
        "Delvis": [13, 9],
        "Inte": [0, 13],
        "Ej bedömd": [0, 0],
        "Inte mätt nu": [0, 0],
    }
    assert all(one.data_labels.show_value for one in plot.series)
    assert "19 delmål: 6 helt uppfyllda, 13 delvis uppfyllda" in description(frame)
    book: Any = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in book.active["B"]] == ["Helt", 6, 31]


def test_an_axis_has_a_number_that_is_none_below_zero(vasterbotten: Any) -> None:
    """And every axis that is referred to is there."""
    (frame,) = charts(slides_titled(vasterbotten, "Läget i korthet")[0])
    space = frame.chart._chartSpace
    named = [int(one) for one in space.xpath(".//c:axId/@val | .//c:crossAx/@val")]
    assert min(named) >= 0
    assert set(space.xpath(".//c:crossAx/@val")) <= set(space.xpath(".//c:axId/@val"))


def description(shape: Any) -> str:
    return str(shape._element.nvGraphicFramePr.cNvPr.get("descr"))


def test_every_table_and_chart_has_an_alternative_text(vasterbotten: Any, norrbotten: Any) -> None:
    """And each has a name, so that the selection pane can be read."""
    frames = [
        one for found in (vasterbotten, norrbotten) for slide in found.slides for one in slide.shapes
        if one.has_chart or one.has_table
    ]  # fmt: skip
    assert len(frames) > 30
    assert all(len(description(one)) > 6 and one.name.startswith(("Tabell", "Diagram")) for one in frames)


def test_a_status_is_said_by_symbol_word_and_colour(vasterbotten: Any) -> None:
    """Nobody has to tell green from red."""
    (scale,) = tables(slides_titled(vasterbotten, "Så läser du bedömningen")[0])
    assert [row[0] for row in scale] == ["Status", "✔ Helt", "◐ Delvis", "✖ Inte"]
    assert scale[2][2] == "Utfallet är minst 80 men under 100 procent av målvärdet."
    frame = next(one for one in slides_titled(vasterbotten, "Så läser")[0].shapes if one.has_table)
    grounds = [str(frame.table.cell(row, 0).fill.fore_color.rgb) for row in range(1, 4)]
    assert len(set(grounds)) == 3


def test_an_empty_cell_is_no_higher_than_its_row(norrbotten: Any) -> None:
    """PowerPoint sets an empty cell in the standard size unless it is told another."""
    frames = [shape for slide in norrbotten.slides for shape in slide.shapes if shape.has_table]
    cells = [cell for one in frames for row in one.table.rows for cell in row.cells if not cell.is_spanned]
    empty = [cell.text_frame.paragraphs[0]._p.endParaRPr for cell in cells if not cell.text_frame.text]
    assert len(empty) > 30
    assert all(int(one.get("sz")) <= 1600 for one in empty)


def test_the_notes_hold_every_reason(vasterbotten: Any, tmp_path: Path) -> None:
    """The speaker can answer why something is yellow."""
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in vasterbotten.slides if slide.has_notes_slide)
    assessment = runxl.assess(example(tmp_path))
    told: list[Any] = [*assessment.delmal, *assessment.indikatorer]
    assert [one.nr for one in told if one.forklaring not in notes] == []
    assert not any(one.grund in notes for one in assessment.mal)
    assert "Utfall 75,8 % mot målvärdet 77,8 % ger 97,4 % → Delvis" in notes


def test_the_deck_is_swedish_and_knows_what_it_is(vasterbotten: Any) -> None:
    """Language on every text, properties of the document."""
    about = vasterbotten.core_properties
    assert about.title == "Regionala utvecklingsnämnden – Måluppfyllelse – Årsrapport 2024"
    assert (about.author, about.language) == ("Regionala utvecklingsnämnden", "sv-SE")
    for slide in vasterbotten.slides:
        found = {one.get("lang") for one in slide._element.iter() if one.get("lang")}
        assert found <= {"sv-SE"}
        runs = [one for one in slide._element.iter() if one.tag.endswith("}r")]
        assert all(run[0].get("lang") == "sv-SE" for run in runs)


def test_numbers_are_written_in_swedish(vasterbotten: Any) -> None:
    """Decimal comma, thousands apart, a real minus sign."""
    said = "\n".join(map(text_of, vasterbotten.slides))
    for number in ("75,8\u00a0%", "2\u00a0133", "−1,8"):
        assert number in said


def test_an_overview_is_a_slide_where_the_outline_asks_for_it(tmp_path: Path) -> None:
    """Every perspektiv with its mål, their status and prognosis, under the outline's own heading."""
    book = example(tmp_path, "norrbotten")
    asked = rows(book, "Texter").index({"Nivå": 1, "Rubrik": "Ekonomi", "Innehåll": "Driftredovisning", **DECK})
    change(book, "Texter", **{f"B{asked + 2}": "Alla mål", f"C{asked + 2}": "Regionmål och delmål"})
    (overview,) = tables(slides_titled(deck(book), "Alla mål")[0])
    assert [row[0] for row in overview if not row[1]] == ["Samhälle", "Medborgare", "Verksamhet", "Ekonomi"]
    assert sum("Svårt att bedöma" in row[2] for row in overview) == 4
    assert sum(row[2] == "◐ Mål kommer delvis uppnås" for row in overview) == 7


def test_norrbotten_is_told_in_its_own_words(norrbotten: Any) -> None:
    """Perspektiv, no numbers, uppnått, a prognosis that may be hard to make; framgångsfaktorer without a status."""
    (slide,) = slides_titled(norrbotten, "Goda kommunikationer")
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert said[1:4] == ["◐ Delvis uppnått", "– Prognos: svårt att bedöma", "Perspektiv: Medborgare"]
    (rows,) = tables(slide)
    assert rows[0] == ["Styrmått", "Utfall", "Mål", "Utveckling", "Status"]
    assert ["God tillgänglighet i digital och fysik infrastruktur", ""] in rows
    assert ["Kollektivtrafikens marknadsandel", "6\u00a0%", "Öka", "↓ Sämre", "✖ Inte"] in rows
    assert not re.search(r"\b\d+\.\d+\.\d+\b", text_of(slide))


def test_the_economy_has_a_native_chart_and_its_table(norrbotten: Any) -> None:
    """Årsprognos against Årsbudget, from the rows that are no part of another."""
    (frame,) = charts(slides_titled(norrbotten, "Ekonomi: årsprognos mot årsbudget")[0])
    series = {one.name: list(one.values) for one in frame.chart.plots[0].series}
    assert series == {"Årsbudget": [382, -381, 1, -1, 0], "Årsprognos": [385, -380, 5, -1, 4]}
    told = [row for slide in slides_titled(norrbotten, "Driftredovisning") for table in tables(slide) for row in table]
    assert ["Resultat", "2", "−2", "4", "4", "0", "4"] in told


def test_a_bar_is_as_long_as_its_value(make_workbook: MakeWorkbook) -> None:
    """190 beside 200 is nearly as much: the axis begins at zero."""
    economy = "## Driftredovisning\n| Post | Nivå | Enhet | Årsprognos | Årsbudget |\n| A | Summa | mkr | 200 | 190 |\n"
    (frame,) = charts(slides_titled(deck(make_workbook(PLAN + economy)), "Ekonomi: årsprognos")[0])
    assert frame.chart.value_axis.minimum_scale == 0


def test_what_has_changed_stands_with_its_mal(make_workbook: MakeWorkbook) -> None:
    """Each change once: under its mål, also of what is gone; that of an uppdrag by itself."""
    found = deck(make_workbook(PLAN.replace("DÅ 1", "DÅ 2") + HISTORY))
    (slide,) = slides_titled(found, "Mål 1")
    changes = tables(slide)[1]
    assert changes[0] == ["Förändring sedan DÅ 1 2024"]
    assert ["Bedömning av delmål 1.1 har förändrats från helt uppfyllt till delvis uppfyllt."] in changes
    assert ["Indikator 9, delmål 1.2, har utgått."] in changes
    ((_, *others),) = tables(slides_titled(found, "Övriga förändringar")[0])
    assert ["Uppdrag U9 har utgått."] in others


def test_an_empty_workbook_gives_no_deck(make_workbook: MakeWorkbook) -> None:
    book = make_workbook()
    with pytest.raises(RunxlError, match="Det finns ingenting att redovisa"):
        write(book)
    assert not book.with_suffix(".pptx").exists()


def test_what_is_missing_is_said_in_the_order_of_the_slides(make_workbook: MakeWorkbook) -> None:
    book = make_workbook(PLAN)
    assert write(book)[-2:] == (
        "Händelser (bladet Händelser är tomt)",
        "Driftredovisning (bladet Driftredovisning är tomt)",
    )


def test_a_kontrollmatt_has_no_status(make_workbook: MakeWorkbook) -> None:
    """It is never judged, so nothing is missing; what is not followed any longer says so."""
    book = make_workbook(f"{PLAN.split('## Aktiviteter')[0]}| 1.2.2 | 1.2 | Index | antal | Kontrollmått | | 62 | |")
    rows = [row for one in tables(slides_titled(deck(book), "Mål 1.")[0]) for row in one]
    (found,) = (row for row in rows if row[0].endswith("Index"))
    assert found[-1] == "–"


def test_a_row_that_belongs_nowhere_is_shown_all_the_same(make_workbook: MakeWorkbook) -> None:
    """Nothing disappears because its reference is wrong."""
    book = make_workbook(PLAN.replace("| 1.2 | 1 |", "| 1.2 | 9 |").replace("| 1.1.1 | 1.1 |", "| 1.1.1 | 8.8 |"))
    found = deck(book)
    assert "Bättre resor" in text_of(slides_titled(found, "Hör inte till något regionmål")[0])
    assert "Nöjdhet" in text_of(slides_titled(found, "Indikatorer utan delmål")[0])


def test_a_namndplan_shows_the_plan(tmp_path: Path) -> None:
    """The outcome that it begins from, target and how often; no statuses."""
    found = deck(example(tmp_path), period="Nämndplan")
    assert titles(found)[1] == "Planen i korthet"
    slide = slides_titled(found, "Mål 1")[0]
    assert tables(slide)[0][0] == ["Indikator", "Utfall", "Mål 2024", "Periodicitet"]
    assert not any("✔" in text_of(one) or "Ej bedömd" in text_of(one) for one in slides_titled(found, "Regionmål"))


HOSTILE = PLAN.replace("Fler flyttar hit", '=HYPERLINK("http://a.b";"x")').replace(
    "Nöjdhet", "http://onda.se _x0007_ {PAGE}"
)


def test_text_from_units_is_text(make_workbook: MakeWorkbook) -> None:
    """No links, no fields but the slide's number, nothing that acts."""
    economy = """
## Driftredovisning
| Post | Nivå | Enhet | Årsprognos | Årsbudget |
| =1+1 | Resultat | mkr | 1 | 2 |
| http://onda.se | Summa | mkr | 1 | 2 |
"""
    found = deck(make_workbook(HOSTILE + economy))
    for slide in found.slides:
        assert not [rel for rel in slide.part.rels.values() if rel.is_external]
        tags = {one.tag.rsplit("}")[-1] for one in slide._element.iter()}
        assert not tags & {"hlinkClick", "hlinkMouseOver", "control", "oleObj"}
        fields = {one.get("type") for one in slide._element.iter() if one.tag.endswith("}fld")}
        assert fields <= {"slidenum"}
    (frame,) = charts(slides_titled(found, "Ekonomi: årsprognos")[0])
    assert list(frame.chart.plots[0].categories) == ["=1+1", "http://onda.se"]
    book: Any = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in book.active["A"][1:]] == [
        ("=1+1", "s", None),
        ("http://onda.se", "s", None),
    ]
    assert "{PAGE}" in text_of(slides_titled(found, "Mål 1")[0])


def test_unseen_signs_are_removed() -> None:
    """Control characters, and those that turn the text around them."""
    assert tidy("a\x00b\x07\u202ec\x0bd\r\n\r\ne\ud800\tf") == "abc\nd\ne f"


def test_a_number_sign_within_a_line_is_no_subheading_in_the_notes() -> None:
    assert spoken("# Läget\nSe bilaga # 4 för mer.") == "Läget: Se bilaga # 4 för mer."


def test_the_targets_say_in_which_direction(norrbotten: Any) -> None:
    """A ceiling, a base to be passed, a budget."""
    goals = {row[2] for slide in norrbotten.slides for table in tables(slide) for row in table if len(row) == 5}
    assert {"Öka", "Bibehåller eller öka", "80\u00a0%", "Budget i balans", "20 personer/12 kommuner"} <= goals


# The user's own template


def template(path: Path) -> Path:
    """A 4:3 presentation with two slides of its own."""
    own = pptx.Presentation()
    for layout in (0, 1):
        own.slides.add_slide(own.slide_layouts[layout]).shapes.title.text = "Gammal bild"
    own.save(str(path))
    return path


def test_a_template_is_used_without_its_slides(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Its size, theme and layouts; none of its slides."""
    found = deck(make_workbook(PLAN), mall=template(tmp_path / "mall.pptx"))
    assert (found.slide_width, found.slide_height) == (9144000, 6858000)
    assert "Gammal bild" not in "".join(map(text_of, found.slides))
    assert {slide.slide_layout.name for slide in found.slides} == {"Title Slide", "Title Only"}
    for slide in found.slides:
        assert all(
            shape.left + shape.width <= 9144000 and shape.top + shape.height <= 6858000 for shape in slide.shapes
        )


def test_a_potx_is_a_template_too(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """PowerPoint's own template files have another type."""
    path = template(tmp_path / "mall.potx")
    rewrite(path, b"presentation.main+xml", b"template.main+xml")
    assert titles(deck(make_workbook(PLAN), mall=path))[0] == "Regionala utvecklingsnämnden"


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Changes the package's list of types."""
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_a_template_with_macros_or_of_another_kind_is_refused(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    macros = template(tmp_path / "makron.potm")
    rewrite(macros, b"presentationml.presentation.main+xml", b"presentationml.presentation.macroEnabled.main+xml")
    with pytest.raises(RunxlError, match="innehåller makron"):
        write(make_workbook(PLAN), mall=macros)
    for other in (make_workbook(PLAN, "annan.xlsx"), tmp_path / "finns_inte.pptx"):
        with pytest.raises(RunxlError, match="kan inte användas"):
            write(make_workbook(PLAN), mall=other)


def test_a_deck_of_texts_alone_is_a_deck(make_workbook: MakeWorkbook) -> None:
    """An underlag may have no mål yet."""
    path = make_workbook("""
## Inställningar
| Inställning | Värde |
| Nämnd | Nämnden |
| År | 2024 |
| Period | Underlag |
## Texter
| Nivå | Rubrik | Innehåll | Text | Bildspel |
| 1 | Behov |  | Fler bussar. | Ja |
""")
    assert "Behov" in titles(deck(path))
