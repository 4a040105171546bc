"""A PDF by Word, where LibreOffice is not there: what Word is asked for, and what is said of what goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads
from types import ModuleType
from typing import Any

import docx
import pytest

import runxl
from runxl.errors import RunxlError
from runxl.output.document.blocks import Manuscript, Paragraph
from runxl.output.document.file_formats import formats
from runxl.output.document.pdf import by_word, printed
from runxl.output.document.pdf.by_libreoffice import LIBREOFFICE
from runxl.verbs import rapport
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN

TAGGED = b"%PDF-1.7 <</Type/Catalog/Lang(sv-SE) /StructTreeRoot 3 0 R>> %%EOF"
WITH_IDENTIFIER = TAGGED.replace(b"%%EOF", b"<pdfuaid:part>1</pdfuaid:part> %%EOF")
SHORT = Manuscript("Rapport", "", "", (Paragraph("En mening."),))
Exports = Callable[[Path], object]


class BusyError(Exception):
    """pywintypes.com_error: Word shows a box."""


class FakeWord:
    """Word, as far as it is asked for anything. `exports` is what it makes of a document."""

    def __init__(self, exports: Exports) -> None:
        self.exports = exports
        self.told: list[Any] = []
        self.ended = self.Visible = False
        self.DisplayAlerts = -1
        self.AutomationSecurity = 1
        self.others = 0
        self.open: list[FakeDocument] = []
        self.Documents = self

    @property
    def Count(self) -> int:  # noqa: N802
        return len(self.open) + self.others

    def Open(self, path: str, asked: bool, read_only: bool, remembered: bool) -> FakeDocument:  # noqa: N802, FBT001
        self.told.append((self.Visible, self.DisplayAlerts, self.AutomationSecurity, asked, read_only, remembered))
        docx.Document(path)
        self.open.append(FakeDocument(self))
        return self.open[-1]

    def Quit(self, save: int) -> None:  # noqa: N802
        assert save == 0
        self.ended = True


class FakeDocument:
    def __init__(self, word: FakeWord) -> None:
        self.word = word
        self.Fields = self
        self.set: list[str] = []

    def Repaginate(self) -> None:  # noqa: N802
        self.set.append("pages")

    def Update(self) -> None:  # noqa: N802
        self.set.append("fields")

    def ExportAsFixedFormat(self, path: str, *asked: Any) -> None:  # noqa: N802
        assert self.set == ["pages", "fields"]
        self.word.told.append(asked)
        self.word.exports(Path(path))

    def Close(self, save: int) -> None:  # noqa: N802
        assert save == 0
        self.word.open.remove(self)


@pytest.fixture
def with_word(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Exports], FakeWord]]:
    """A computer that has a Word of this kind and no LibreOffice."""
    initialised: list[int] = []

    def given(exports: Exports) -> FakeWord:
        word = FakeWord(exports)
        client, com = ModuleType("win32com.client"), ModuleType("pythoncom")
        client.__dict__["DispatchEx"] = lambda name: word if name == "Word.Application" else None
        com.__dict__.update(CoInitialize=lambda: initialised.append(1), CoUninitialize=lambda: initialised.append(-1))
        for name, module in (("win32com", ModuleType("win32com")), ("win32com.client", client), ("pythoncom", com)):
            monkeypatch.setitem(sys.modules, name, module)
        here = by_word.WORD._replace(is_here=lambda: True)
        monkeypatch.setattr(printed, "PRINTERS", (LIBREOFFICE._replace(is_here=lambda: False), here))
        return word

    yield given
    assert sum(initialised) == 0


def test_word_is_asked_for_structure_bookmarks_and_properties(
    make_workbook: MakeWorkbook, with_word: Callable[[Exports], FakeWord]
) -> None:
    """Hidden, without boxes and macros, opened to be read alone; ended, and the document let go of before that."""
    word = with_word(lambda pdf: pdf.write_bytes(WITH_IDENTIFIER))
    path = make_workbook(PLAN)
    done = runxl.report(path, path.with_suffix(".pdf"))
    opened, exported = word.told
    assert opened == (False, 0, 3, False, True, False)
    pdf, heading_bookmarks = 17, 1
    assert exported == (pdf, False, 0, 0, 1, 1, 0, True, True, heading_bookmarks, True, True, False)
    assert (word.ended, word.open) == (True, [])
    assert done.file.read_bytes() == WITH_IDENTIFIER
    assert not [one for one in done.missing if "PDF/UA" in one]


def test_it_is_said_when_word_leaves_out_the_identifier(
    tmp_path: Path, with_word: Callable[[Exports], FakeWord]
) -> None:
    with_word(lambda pdf: pdf.write_bytes(TAGGED))
    (said,) = formats()[".pdf"].fill(SHORT, tmp_path / "ut.pdf").missing
    assert said.startswith("Märkningen PDF/UA i filen: Word har märkt upp språk")


def test_a_word_in_which_somebody_has_begun_to_work_is_not_ended(
    tmp_path: Path, with_word: Callable[[Exports], FakeWord]
) -> None:
    """What is opened from the explorer meanwhile may open in the Word that is there: it becomes that person's."""
    word = with_word(lambda pdf: pdf.write_bytes(TAGGED))
    word.others = 1
    printed.write_printed(SHORT, tmp_path / "ut.pdf", None)
    assert (word.ended, word.Visible) == (False, True)


def refuses(_: Path) -> None:
    raise BusyError(-2147418111, "Anropet avvisades av den som anropades.")


FAULTS: tuple[tuple[Exports, str], ...] = (
    (refuses, "Word kunde inte göra rapporten till PDF. Öppna Word och stäng de rutor som visas"),
    (lambda _: None, "Word kunde inte göra rapporten till PDF. Skriv den till .docx"),
    (lambda pdf: pdf.write_bytes(TAGGED[:40]), "Word kunde inte göra rapporten till PDF. Skriv den till"),
    (lambda pdf: pdf.write_bytes(b"%PDF-1.4 %%EOF"), "skriver ingen uppmärkt PDF"),
)


@pytest.mark.parametrize(("exports", "said"), FAULTS)
def test_of_a_pdf_that_is_not_whole_nothing_is_left(
    exports: Exports, said: str, tmp_path: Path, with_word: Callable[[Exports], FakeWord]
) -> None:
    """And Word is ended all the same."""
    word = with_word(exports)
    with pytest.raises(RunxlError, match=said):
        printed.write_printed(SHORT, tmp_path / "ut.pdf", None)
    assert [*tmp_path.iterdir()] == []
    assert (word.ended, word.open) == (True, [])


def test_nobody_waits_for_ever_for_a_box_that_word_shows(
    tmp_path: Path, with_word: Callable[[Exports], FakeWord], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, gone = Event(), Event()
    word = with_word(lambda _: answered.wait())
    monkeypatch.setattr(word, "Quit", lambda _: gone.set())
    monkeypatch.setattr(by_word, "WAIT", 0.01)
    with pytest.raises(RunxlError, match="Word svarar inte, och ingen PDF är skriven"):
        printed.write_printed(SHORT, tmp_path / "ut.pdf", None)
    assert [*tmp_path.iterdir()] == []
    answered.set()
    assert gone.wait(10)
    for thread in enumerate_threads():
        if thread.name == "runxl-word":
            thread.join(10)


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        ("win32", "LibreOffice eller Word, och inget av dem finns på datorn"),
        ("darwin", "Word på Mac går inte att be om en uppmärkt PDF"),
        ("linux", "LibreOffice, som inte finns på datorn"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_read(
    platform: str, said: str, make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_workbook(PLAN)
    nothing = tuple(one._replace(is_here=lambda: False) for one in printed.PRINTERS)
    monkeypatch.setattr(printed, "PRINTERS", nothing)
    monkeypatch.setattr(rapport, "examine", lambda _: pytest.fail("arbetsboken lästes"))
    monkeypatch.setattr(printed, "PLATFORM", platform)
    with pytest.raises(RunxlError, match=said):
        runxl.report(path, path.with_suffix(".pdf"))
    with pytest.raises(RunxlError, match=said):
        runxl.summarize([path], path.with_suffix(".pdf"))
    assert [one.name for one in path.parent.iterdir()] == [path.name]
