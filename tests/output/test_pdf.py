"""The PDF: everything that the document in Word says, in order, and what PDF/UA asks of one that may be published."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest

import runxl
from runxl import office
from runxl.errors import RunxlError
from runxl.output.document.pdf import printed
from runxl.output.document.pdf.by_libreoffice import LIBREOFFICE
from tests.conftest import MakeWorkbook, lacking
from tests.output.pages import KINDS, example, flat, in_word
from tests.output.workbooks import PLAN

LETTERS = re.compile(r"\w+")
SHOWS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "S", "s", "Do", "sh"}
"""What puts anything on a page."""

USUAL = (("vasterbotten", "Nämndplan"), ("vasterbotten", "Årsrapport"), ("norrbotten", "DÅ 1"))
"""One of each kind, and of each styrmodell: LibreOffice takes seconds for a document."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(kind, marks=() if kind in USUAL else pytest.mark.lang) for kind in KINDS],
    ids=" ".join,
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same document as PDF and in Word."""
    folder = tmp_path_factory.mktemp("pdf")
    path = example(folder, *request.param)
    return runxl.report(path, folder / "ut.pdf").file, runxl.report(path, folder / "ut.docx").file


def elements(node: Any) -> Iterator[Any]:
    """The structure's elements, in order."""
    if isinstance(node, pikepdf.Array):
        for one in list(node):
            yield from elements(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def scopes(element: Any) -> list[str]:
    told = element.get("/A")
    several = list(told) if isinstance(told, pikepdf.Array) else [told]
    return [str(one.Scope) for one in several if one is not None and "/Scope" in one]


def untagged(page: Any) -> Iterator[str]:
    """What is put on a page and neither belongs to the structure nor is said to be none of it."""
    marks: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name in ("BDC", "BMC"):
            told = operands[1] if len(operands) > 1 else None
            in_structure = isinstance(told, pikepdf.Dictionary) and "/MCID" in told
            marks.append("marked" if in_structure or str(operands[0]) == "/Artifact" else "")
        elif name == "EMC":
            marks.pop()
        elif name in SHOWS and not any(marks):
            yield name


def words_of(pdf: Path, *options: str) -> str:
    found = shutil.which("pdftotext")
    if not found:
        lacking("pdftotext (poppler-utils) finns inte på datorn")
    return subprocess.run([found, *options, str(pdf), "-"], capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.libreoffice
def test_it_is_tagged_for_those_who_have_it_read_aloud(made: tuple[Path, Path]) -> None:
    """Language, title, identifier; headings in order; headers of tables; nothing on a page is untagged."""
    with pikepdf.open(made[0]) as pdf:
        root: Any = pdf.Root
        assert str(root.Lang) == "sv-SE"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert str(pdf.docinfo["/Title"]) == meta["dc:title"] != ""
        found = list(elements(root.StructTreeRoot))
        kinds = [str(one.S).lstrip("/") for one in found]
        levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H\d", kind)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        standard = {
            "Document",
            "Table",
            "TR",
            "TH",
            "TD",
            "P",
            "Span",
            "L",
            "LI",
            "Lbl",
            "LBody",
            "Link",
            "Figure",
            "Caption",
        }
        roles = {str(name).lstrip("/") for name in root.StructTreeRoot.RoleMap.keys()}  # noqa: SIM118  # no plain dict
        assert {kind for kind in kinds if not re.fullmatch(r"H[1-6]", kind)} <= standard | roles
        headers = [one for one in found if str(one.S) == "/TH"]
        tables = len(docx.Document(str(made[1])).tables)
        assert kinds.count("Table") >= tables
        assert len(headers) > kinds.count("Table") or not tables
        assert all(scopes(one) for one in headers)
        assert [name for page in pdf.pages for name in untagged(page)] == []


@pytest.mark.libreoffice
def test_every_text_and_number_of_the_document_in_word_is_in_it_in_order(made: tuple[Path, Path]) -> None:
    """Letter by letter: where lines and pages break, LibreOffice says."""
    body, contents = in_word(made[1])
    whole, at = "".join(LETTERS.findall(flat(words_of(made[0], "-raw")))), 0
    lost = []
    for text in [*body[:1], *contents, *body[2:]]:
        letters = "".join(LETTERS.findall(text))
        found = whole.find(letters, at)
        if found < 0:
            lost.append(text)
        else:
            at = found + len(letters)
    assert len(body) > 20
    assert lost == []


@pytest.mark.libreoffice
def test_one_finds_ones_way_in_it(made: tuple[Path, Path]) -> None:
    """A bookmark for every heading, and a list of contents whose lines lead to their pages and tell them right."""
    _, contents = in_word(made[1])
    with pikepdf.open(made[0]) as pdf:
        with pdf.open_outline() as outline:
            marks = [flat(str(one.title)) for one in walked(outline.root)]
        numbers = {page.objgen: place for place, page in enumerate(pdf.pages, 1)}
        first: Any = pdf.pages[0]
        links = [one for one in list(first.Annots) if str(one.Subtype) == "/Link"]
        leads = [numbers[one.Dest[0].objgen] for one in links]
        assert all(str(one.get("/Contents", "")) for one in links)
    assert [text for text in contents[1:] if text not in marks] == []
    front = words_of(made[0], "-l", "1", "-layout")
    pages = [int(one) for one in re.findall(r"\.{3,}\s*(\d+)$", front, re.MULTILINE)]
    assert len(pages) == len(contents) - 1
    assert set(pages) == set(leads)
    assert pages == sorted(pages)


def walked(items: Any) -> Iterator[Any]:
    for one in items:
        yield one
        yield from walked(one.children)


def test_where_there_is_no_libreoffice_nothing_is_written_and_the_message_says_what_to_do(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_workbook(PLAN)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "FOLDERS", ())
    monkeypatch.setattr(printed, "PRINTERS", (LIBREOFFICE,))  # Windows may have Word
    with pytest.raises(RunxlError, match=r"finns på datorn\. Installera .*7\.4 eller senare, eller skriv"):
        runxl.report(path, path.with_suffix(".pdf"))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


ANSWERS = (
    ("exit 1", "kunde inte göra rapporten till PDF"),
    ('printf "%%PDF-1.6 half" >"$out"', "kunde inte göra rapporten till PDF"),
    ('printf "%%PDF-1.4 %%%%EOF" >"$out"', "för gammal för en PDF som alla kan läsa"),
    ("sleep 60", "svarar inte, och ingen PDF är skriven"),
)
"""What a LibreOffice does, and what is said of it."""


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="programmet i provet är ett skalskript")
@pytest.mark.parametrize(("answer", "said"), ANSWERS)
def test_of_a_pdf_that_is_not_whole_nothing_is_left(
    answer: str,
    said: str,
    make_workbook: MakeWorkbook,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And the one that was there before stands as it was."""
    path = make_workbook(PLAN)
    program = tmp_path_factory.mktemp("program") / "soffice"
    find = 'for one; do case "$last" in --outdir) out="$one/rapport.pdf";; esac; last=$one; done'
    program.write_text(f"#!/bin/sh\n{find}\n{answer}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda _: program)
    monkeypatch.setattr(office, "WAIT", 1.0)
    out = path.with_suffix(".pdf")
    out.write_bytes(b"min")
    with pytest.raises(RunxlError, match=re.escape(said)):
        runxl.report(path, out, replace=True)
    assert out.read_bytes() == b"min"
    assert sorted(one.name for one in path.parent.iterdir()) == sorted((path.name, out.name))
