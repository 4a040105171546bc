"""The report in Word, read back as another program reads it."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

import runxl
from runxl.assessment.counts import counts
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.output.document.phrases import counted
from runxl.output.said.clean import clean
from tests.conftest import MakeWorkbook, lacking
from tests.output.workbooks import PLAN, change, without_outline
from tests.soffice import convert

PERIODS = [("vasterbotten", period) for period in ("Årsrapport", "DÅ 2", "Nämndplan")]
KINDS = [*PERIODS, ("norrbotten", "DÅ 1"), ("norrbotten", "Nämndplan"), ("norrbotten", "Årsrapport")]


def example(folder: Path, styrmodell: str = "vasterbotten", period: str = "") -> Path:
    """A region's example, in another period if one is given."""
    path = runxl.new(folder / f"{styrmodell} {period}.xlsx", example=True, styrmodell=styrmodell)
    if period:
        table = runxl.read(path).tables["installningar"]
        row = next(
            row for row, name in zip(table.rows, table.columns["installning"].values, strict=True) if name == "Period"
        )
        change(path, "Inställningar", **{f"B{row}": period})
        without_outline(path)
    return path


def report(path: Path, **options: Any) -> Any:
    out = path.with_suffix(".docx")
    runxl.report(path, out, **options)
    return docx.Document(str(out))


def headings(document: Any) -> list[tuple[int, str]]:
    found = [one for one in document.paragraphs if re.fullmatch(r"Heading \d", one.style.name)]
    return [(int(one.style.name[-1]), one.text) for one in found]


def words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def text(document: Any) -> str:
    """Everything that is read, the tables too."""
    return "\n".join(words(line) for line in document.element.iter(qn("w:p")))


def cells(document: Any) -> Iterator[list[str]]:
    """The rows of all tables; a cell's first paragraph."""
    for row in document.element.iter(qn("w:tr")):
        yield [words(cell.find(qn("w:p"))) for cell in row.iter(qn("w:tc"))]


def table(document: Any, *header: str) -> list[list[str]]:
    """The rows of the tables with this header."""
    found: list[list[str]] = []
    for one in document.tables:
        rows = [[cell.paragraphs[0].text for cell in row.cells] for row in one.rows]
        found += rows[1:] if rows[0] == list(header) else []
    return found


@pytest.fixture(scope="module")
def arsrapport(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return report(example(tmp_path_factory.mktemp("arsrapport")))


def test_the_summary_counts_in_words(arsrapport: Any) -> None:
    """Six delmål helt and thirteen delvis; what the person has written is not said twice.

    Nobody has decided a status for the regionmål, so none is told of.
    """
    said = text(arsrapport).casefold()
    assert said.count("sex delmål bedöms vara helt uppfyllda och tretton delvis uppfyllda") == 1
    assert "regionmål bedöms" not in said
    assert table(arsrapport, "Nivå", "✔ Helt", "◐ Delvis", "✖ Inte", "– Ej bedömd", "○ Inte mätt nu", "Alla") == [
        ["Delmål", "6", "13", "0", "0", "0", "19"],
        ["Indikatorer", "31", "9", "13", "0", "0", "53"],
    ]


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["Helt"] * 6 + ["Delvis"] * 13, "Sex delmål bedöms vara helt uppfyllda och tretton delvis uppfyllda."),
        (["Helt", "Delvis", "Inte"], "Ett delmål bedöms vara helt uppfyllt, ett delvis uppfyllt och ett ej uppfyllt."),
        (["Delvis"] * 24 + ["Ej bedömd"] * 2, "24 delmål bedöms vara delvis uppfyllda; två är ej bedömda."),
        (["Ej bedömd"] * 2, "Två delmål är ej bedömda."),
        ([], ""),
    ],
)
def test_the_counts_have_their_grammar(statuses: list[str], said: str) -> None:
    model = contract().default_styrmodell
    assert counted(counts(model.scale, statuses), model.labels["delmal"], model) == said


def test_every_delmal_and_indikator_stands_once_in_order(arsrapport: Any, tmp_path: Path) -> None:
    """19 headings and 53 rows, 3.10 after 3.9."""
    assessment = runxl.assess(example(tmp_path))
    found = [name for level, name in headings(arsrapport) if name.startswith("Delmål ")]
    assert found == [f"Delmål {one.nr} {one.row.delmal}" for one in assessment.delmal]
    assert len(found) == 19
    assert [name.split()[1] for name in found][12:15] == ["3.9", "3.10", "5.1"]
    rows = [row[0] for row in cells(arsrapport) if row and re.match(r"\d+\.\d+\.\d+ ", row[0])]
    assert rows == [f"{one.nr} {one.row.indikator}" for one in assessment.indikatorer]
    assert len(rows) == 53


def test_an_indikator_shows_target_outcome_and_status(arsrapport: Any) -> None:
    """Numbers in Swedish, the status as symbol and word in its colour."""
    rows = {row[0][:5]: row[1:] for row in cells(arsrapport) if len(row) == 4}
    assert rows["5.1.2"] == ["77,8 %", "75,8 %", "◐ Delvis"]
    below = [row for row in arsrapport.element.iter(qn("w:tr")) if row.trPr.find(qn("w:tblHeader")) is None]
    marked = [cell for row in below for cell in row.iter(qn("w:tc")) if "◐ Delvis" in words(cell)]
    assert {cell.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in marked} == {"FFF0C2"}


def test_a_report_is_a_document_of_now(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Word says Kompatibilitetsläge over one of 2010's, and the picture of the first page would be another document's."""
    out = tmp_path / "rapport.docx"
    runxl.report(make_workbook(PLAN), out)
    with zipfile.ZipFile(out) as package:
        assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in (
            package.read("word/settings.xml").decode()
        )
        assert [name for name in package.namelist() if "thumbnail" in name or "Effects" in name] == []


@pytest.mark.parametrize(("styrmodell", "period"), KINDS)
def test_headings_are_real_and_skip_no_level(styrmodell: str, period: str, tmp_path: Path) -> None:
    found = headings(report(example(tmp_path, styrmodell, period)))
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(name.strip() for _, name in found)


def test_norrbotten_has_its_own_outline(tmp_path: Path) -> None:
    """By perspektiv, without numbers, with a prognosis that may be hard to make."""
    document = report(example(tmp_path, "norrbotten"))
    found = headings(document)
    top = [name for level, name in found if level == 1]
    perspectives = ["Samhälle", "Medborgare", "Verksamhet", "Ekonomi"]
    assert [name for name in top if name in perspectives] == perspectives
    assert "Mål och måluppfyllelse" in top
    assert (2, "Tydligt regionalt ledarskap") in found
    assert [name for _, name in found if re.search(r"\d\.\d", name)] == []
    judged = table(document, "Strategiska mål", "Färg", "Framgångsfaktor", "Prognos")
    assert len(judged) == 11
    assert {row[1] for row in judged} == {"◐ Delvis"}
    assert sorted(row[3] for row in judged) == ["– Svårt att bedöma"] * 4 + ["◐ Mål kommer delvis uppnås"] * 7
    assert text(document).count("◐ Delvis uppnått") == 11
    assert "Elva strategiska mål bedöms vara delvis uppnådda." in text(document)


def test_a_plan_has_its_tables_and_no_verdicts(tmp_path: Path) -> None:
    """Delmål | Indikatorer | Utfall | Mål | Periodicitet, and uppdrag with their end."""
    document = report(example(tmp_path, period="Nämndplan"))
    rows = table(document, "Delmål", "Indikatorer", "Utfall", "Mål 2024", "Periodicitet")
    assert len(rows) == 53
    assert rows[0][1:] == [
        "1.1.1 Antal insatser för att ge barn och unga möjlighet till eget skapande av film",
        "123",
        "120",
        "Tertial: aug, dec",
    ]
    assert len(table(document, "Status", "Uppdrag", "Periodicitet", "Slutdatum")) == 3
    assert "Delvis uppfyllt" not in text(document)


def test_a_report_within_the_year_tells_status_and_prognosis(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    change(path, "Delmål", L3="Svårt att bedöma")
    document = report(path)
    assert document.paragraphs[0].text == "Delårsrapport per april 2024"
    assert table(document, "Regionmål", "Delmål", "Bedömning", "Prognos") == [
        ["Mål 1. Ett attraktivt län", "1.1 Fler flyttar hit", "◐ Delvis", "Ingen prognos lämnad"],
        ["Mål 1. Ett attraktivt län", "1.2 Bättre resor", "✔ Helt", "– Svårt att bedöma"],
    ]


def test_a_prognosis_that_nobody_gave_has_no_column(make_workbook: MakeWorkbook) -> None:
    document = report(make_workbook(PLAN))
    assert len(table(document, "Regionmål", "Delmål", "Bedömning")) == 2
    assert "prognos" not in text(document).casefold().replace("årsprognos", "")


def test_nothing_computed_stands_under_what_is_decided(make_workbook: MakeWorkbook) -> None:
    """Nor beside a forecast of the economy; where the outline asks for it both are in a block of their own."""
    economy = """
## Driftredovisning
| Post | Nivå | Enhet | Årsprognos | Årsbudget |
| Netto | Resultat | mkr | -3 | 0 |
"""
    path = make_workbook(PLAN + economy)
    change(path, "Delmål", H2="Inte", I2="Utfallet håller inte.")
    said = text(report(path))
    assert "✖ Ej uppfyllt" in said
    assert "Utfallet håller inte." in said
    assert "Beräknat underlag" not in said
    assert "Prognos mot budget" not in said
    asked = make_workbook(f"{PLAN}{economy}\n## Texter\n| Rubrik | Innehåll |\n| A | Beräknat underlag |", "b.xlsx")
    document = report(asked)
    judged = table(document, "Gäller", "Beräknad", "Underlag")
    assert ["Delmål 1.2 Bättre resor", "✔ Helt"] in [row[:2] for row in judged]
    assert table(document, "Post (mkr)", "Årsprognos", "Årsbudget", "Prognos mot budget")[0][-1] == "✖ Inte"


def test_texts_stand_in_their_chapters_and_others_where_they_come(make_workbook: MakeWorkbook) -> None:
    """In rows that are but texts: by name, or after the chapter before them. No heading is taken for another."""
    path = make_workbook(
        f"{PLAN}\n## Texter\n| Rubrik | Text |\n| Förord | Välkommen. |\n| Perioden som gått | Mycket hände. |\n"
        "| Särskild satsning | Den lyckades. |\n| Resultat per april | Ett plus. |"
    )
    document = report(path)
    found = headings(document)
    assert found[0] == (1, "Förord")
    place = found.index((2, "Perioden som gått"))
    assert found[place + 1] == (2, "Särskild satsning")
    assert (2, "Resultat per april") in found
    assert (2, "Ekonomiskt resultat") in found


def test_what_is_missing_is_a_marked_place_and_is_listed(make_workbook: MakeWorkbook) -> None:
    """In a style of its own, so that it can be found."""
    path = make_workbook(PLAN)
    done = runxl.report(path, path.with_suffix(".docx"))
    document: Any = docx.Document(str(done.file))
    places = [one.text for one in document.paragraphs if one.style.name == "Skriv här"]
    assert "Analys av delmål 1.1" in done.missing
    assert [place.casefold() for place in places] == [f"skriv här: {one}.".casefold() for one in done.missing]


ONLY_DECIDED = PLAN.replace("| Period | DÅ 1 |", "| Period | DÅ 1 |\n| Mål bedöms | Bara fastställda |")


def test_a_mal_is_told_of_as_it_is_decided_and_not_as_it_is_proposed(make_workbook: MakeWorkbook) -> None:
    """Nowhere until then: no verdict, no count, no prognosis, no ground."""
    path = make_workbook(ONLY_DECIDED)
    said = text(report(path))
    assert "egionmålet" not in said
    assert "Ett regionmål" not in said
    change(path, "Mål", G2="Inte", H2="Fullmäktiges bedömning.")
    said = text(report(path, replace=True))
    assert "✖ Ej uppfyllt" in said
    assert "förslaget" not in said


def test_a_forgotten_motive_is_a_marked_place(make_workbook: MakeWorkbook) -> None:
    """The computed status is told meanwhile; where it is only proposed none is."""
    path = make_workbook(ONLY_DECIDED)
    change(path, "Delmål", H2="Helt")
    change(path, "Mål", G2="Helt")
    done = runxl.report(path, path.with_suffix(".docx"))
    assert "Motivering till att delmålet är helt uppfyllt; utan den räknas inte beslutet" in done.missing
    assert "Motivering till att regionmålet är helt uppfyllt; utan den räknas inte beslutet" in done.missing
    said = text(docx.Document(str(done.file)))
    assert "◐ Delvis uppfyllt" in said
    assert "Regionmålet bedöms" not in said


def test_results_are_computed_and_not_believed(make_workbook: MakeWorkbook) -> None:
    """What stands in a result cell is nothing that the report reads."""
    path = make_workbook(PLAN)
    change(path, "Delmål", G2="Helt", G3="Inte")
    assert "✔ Helt uppfyllt" in text(report(path)).split("Delmål 1.2")[-1]


def test_text_from_units_is_only_text(make_workbook: MakeWorkbook) -> None:
    """No field, no link, no control or direction characters; what can be read is there as it was written."""
    path = make_workbook(PLAN)
    evil = '=HYPERLINK("http://x.se") { INCLUDETEXT "c:\\\\a" } <w:p> https://x.se \u202eomvänt'
    change(path, "Delmål", F2=evil, C2=f"Namn {evil}")
    change(path, "Indikatorer", P2=evil, C2=evil)
    document = report(path)
    with zipfile.ZipFile(path.with_suffix(".docx")) as package:
        assert not [name for name in package.namelist() if "vba" in name.casefold()]
        body = package.read("word/document.xml").decode()
        assert "hyperlink" not in package.read("word/_rels/document.xml.rels").decode().casefold()
    assert "<w:hyperlink" not in body
    assert {said.split()[0] for said in re.findall(r"<w:instrText[^>]*>([^<]+)", body)} == {"TOC", "SEQ"}
    assert text(document).count(evil.replace("\u202e", "")) >= 3
    assert "\u202e" not in body


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("rad 1\r\nrad 2\vrad 3\u2028rad 4", "rad 1\nrad 2\nrad 3\nrad 4"),
        ("a\x00b\x07c\ud800d\uffffe\u202ef\u2066g", "abcdefg"),
        ("2\u00a0133\tkr, mjuk\u00adt", "2\u00a0133 kr, mjuk\u00adt"),
    ],
)
def test_signs_that_steer_or_cannot_be_written_are_left_out(written: str, read: str) -> None:
    """Line breaks, hard spaces and soft hyphens stay."""
    assert clean(written) == read


def test_tables_break_well_and_can_be_read_aloud(arsrapport: Any) -> None:
    """A header on every page, whole rows, and a title and a description for each."""
    for one in arsrapport.tables:
        properties = one._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        assert one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in one.rows)


def test_a_row_taller_than_a_page_may_be_broken(make_workbook: MakeWorkbook) -> None:
    """Or what does not fit would be lost."""
    path = make_workbook(PLAN)
    change(path, "Indikatorer", P2="En lång kommentar. " * 300)
    document = report(path)
    (row,) = [row for one in document.tables for row in one.rows if row.cells[0].text.startswith("1.1.1")]
    assert row._tr.trPr.find(qn("w:cantSplit")) is None


def test_the_document_says_what_it_is(arsrapport: Any) -> None:
    """Properties, language, A4, page numbers and a contents that is not empty before Word has made it anew."""
    properties = arsrapport.core_properties
    assert (properties.title, properties.author) == ("Årsrapport 2024", "Regionala utvecklingsnämnden")
    assert properties.subject
    languages = {one.get(qn("w:val")) for one in arsrapport.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    section = arsrapport.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in "".join(one.text for one in section.footer._element.iter(qn("w:instrText")))
    contents = [one.text for one in arsrapport.paragraphs if one.style.name.casefold().startswith("toc ")]
    assert contents == [name for level, name in headings(arsrapport) if level <= 4]


def test_the_document_has_one_set_of_styles(make_workbook: MakeWorkbook) -> None:
    """Not a second one for an older Word."""
    path = make_workbook(PLAN)
    report(path)
    with zipfile.ZipFile(path.with_suffix(".docx")) as package:
        assert [name for name in package.namelist() if "styles" in name.casefold()] == ["word/styles.xml"]


def test_an_empty_workbook_has_nothing_to_report(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "tom.xlsx", year=2026, namnd="Kulturnämnden")
    with pytest.raises(RunxlError, match="inget att rapportera"):
        runxl.report(path, tmp_path / "ut.docx")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["tom.xlsx"]


def own_template(path: Path) -> Path:
    """A document with a look, a header and a text of its own."""
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Georgia"
    made.styles["Heading 5"].element.getparent().remove(made.styles["Heading 5"].element)
    made.sections[0].header.paragraphs[0].text = "Region Exempel"
    made.add_paragraph("Text som hör till mallen.")
    made.save(str(path))
    return path


@pytest.mark.parametrize("suffix", [".docx", ".dotx"])
def test_the_users_own_template_is_the_base(suffix: str, make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Its styles and header stay, its text goes, and styles that it lacks are added."""
    mall = own_template(tmp_path / "mall.docx")
    if suffix == ".dotx":
        as_template = tmp_path / "mall.dotx"
        with zipfile.ZipFile(mall) as old, zipfile.ZipFile(as_template, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(
                    name, content.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
                )
        mall = as_template
    document = report(make_workbook(PLAN), template=mall)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].header.paragraphs[0].text == "Region Exempel"
    assert "Text som hör till mallen." not in text(document)
    assert {"Heading 5", "Skriv här", "Tabelltext"} <= {one.name for one in document.styles}


def test_a_file_that_is_no_template_is_told(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    path = make_workbook(PLAN)
    (tmp_path / "mall.docx").write_bytes(b"inte Word")
    for name in ("mall.docx", "saknas.docx", "mall.txt", "mall.pptx"):
        with pytest.raises(RunxlError, match=name):
            runxl.report(path, tmp_path / "ut.docx", template=tmp_path / name)
    assert not (tmp_path / "ut.docx").exists()


def test_an_edited_report_is_never_lost(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Refused without replace; with it the old one is kept beside the new. The workbook stays as it is."""
    path, out = make_workbook(PLAN), tmp_path / "ut.docx"
    before = path.read_bytes()
    out.write_bytes(b"redigerad")
    with pytest.raises(RunxlError, match="finns redan"):
        runxl.report(path, out)
    assert out.read_bytes() == b"redigerad"
    done = runxl.report(path, out, replace=True)
    assert done.backup is not None
    assert done.backup.read_bytes() == b"redigerad"
    assert docx.Document(str(out)).paragraphs
    assert path.read_bytes() == before
    with pytest.raises(RunxlError, match=r"\.docx"):
        runxl.report(path, tmp_path / "ut.odt")


def sixty(long: str) -> str:
    """60 delmål under ten mål, with two indikatorer each and long texts here and there."""
    mal = "".join(f"| {nr} | Mål nummer {nr} |\n" for nr in range(1, 11))
    numbers = [f"{mal}.{nr}" for mal in range(1, 11) for nr in range(1, 7)]
    delmal = "".join(
        f"| {nr} | {nr.split('.')[0]} | Delmål med namnet {nr} | HR | {long if nr.endswith('.3') else 'Kort.'} |\n"
        for nr in numbers
    )
    rows = "".join(
        f"| {nr}.{one} | {nr} | Mått{nr.replace('.', 'x')}x{one} {'mycketlångtord' * 12 if one == 2 else ''} | % | Minst | 80 | 70 | {long if nr == '4.4' else ''} |\n"
        for nr in numbers
        for one in (1, 2)
    )
    return (
        f"## Mål\n| Nr | Mål |\n{mal}## Delmål\n| Nr | Mål | Delmål | Ansvarig | Analys |\n{delmal}"
        f"## Indikatorer\n| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Kommentar |\n{rows}"
    )


def pages(document: Path, folder: Path) -> list[list[tuple[float, float, str]]]:
    """Every word on every rendered page, with where it starts and ends across the page."""
    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        lacking("pdftotext finns inte på datorn")
    convert("pdf", folder, document)
    pdf = folder / f"{document.stem}.pdf"
    out = subprocess.run([pdftotext, "-bbox", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8").stdout
    word = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
    return [[(float(a), float(b), said) for a, b, said in word.findall(page)] for page in out.split("<page ")[1:]]


@pytest.mark.libreoffice
@pytest.mark.parametrize(("period", "long_texts"), [("Årsrapport", 12), ("Nämndplan", 0)])
def test_nothing_is_cut_or_overflows_on_the_pages(
    period: str, long_texts: int, make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    """60 delmål and very long texts: every indikator and every sentence can be read, inside the margins."""
    long = " ".join(f"mening{number} slut." for number in range(900))
    path = make_workbook(
        f"## Inställningar\n| Inställning | Värde |\n| Period | {period} |\n{sixty(long)}", "sextio.xlsx"
    )
    report(path)
    found = pages(path.with_suffix(".docx"), tmp_path)
    read = [said for page in found for _, _, said in page]
    named = {said for said in read if said.startswith("Mått")}
    assert named == {f"Mått{mal}x{nr}x{one}" for mal in range(1, 11) for nr in range(1, 7) for one in (1, 2)}
    assert sum(said == "mening899" for said in read) == long_texts
    left, right = 2.3 / 2.54 * 72, (21 - 2.3) / 2.54 * 72
    outside = [said for page in found for start, end, said in page if start < left - 6 or end > right + 2]
    assert outside == []
    assert all(page for page in found)


@pytest.mark.parametrize("period", ["Årsrapport", "Nämndplan", ""])
def test_rows_that_belong_nowhere_are_not_lost(period: str, make_workbook: MakeWorkbook) -> None:
    """Under a heading that says so, also where the workbook has no period."""
    path = make_workbook(
        f"## Inställningar\n| Inställning | Värde |\n| Period | {period} |\n## Mål\n| Nr | Mål |\n| 1 | Ett län |\n"
        "## Delmål\n| Nr | Mål | Delmål |\n| 9.1 | 9 | Vilse |\n"
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |\n| 7.7.1 | 7.7 | Ensam | Minst | 1 | 2 |"
    )
    document = report(path)
    assert "Hör inte till något regionmål" in [name for _, name in headings(document)]
    assert "9.1 Vilse" in text(document)
    assert "7.7.1 Ensam" in text(document)


def test_a_table_that_says_nothing_is_left_out(make_workbook: MakeWorkbook) -> None:
    """A sheet whose only row is a unit without a number; the report is written all the same, in Word and as slides."""
    path = make_workbook(f"{PLAN}\n## Personal\n| Nyckeltal | Enhet |\n|---|---|\n|  | % |\n")
    assert not [row for row in cells(report(path)) if "Nyckeltal" in row or not any(row)]
    runxl.report(path, path.with_name("ut.pptx"))


def test_the_longest_word_of_a_name_has_room_in_its_column(make_workbook: MakeWorkbook) -> None:
    """Beside two columns of long texts: the word is not broken in the middle."""
    path = make_workbook(
        PLAN
        + """
## Avvikelser
| Område | Avvikelseområde | Analys - orsak till avvikelse | Aktivitet för att komma till rätta med avvikelse |
| Ekonomi | Avskrivningskostnader | Ändrade principer. | Ingen åtgärd. |
## Texter
| Nivå | Rubrik | Innehåll |
| 1 | Avvikelser | Avvikelser |
"""
    )
    made = docx.Document(str(runxl.report(path, path.with_suffix(".docx")).file))
    (found,) = (one for one in made.tables if one.rows[1].cells[0].text == "Avskrivningskostnader")
    widths = [cell.width for cell in found.rows[0].cells]
    assert widths[0] / sum(widths) > len("Avskrivningskostnader") * 0.013
