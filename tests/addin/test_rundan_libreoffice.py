"""The buttons of a round pressed in LibreOffice, with its own dialogues for folders and files answered by the test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runxl.addin import compute
from runxl.addin.libreoffice import UnoDocument
from runxl.addin.main import act
from runxl.addin.read_book import read_open
from runxl.verbs.godta import accept
from runxl.verbs.importera.import_plan import import_plan
from runxl.verbs.samla.collect import collect
from runxl.workbook.read import read
from tests.addin.live import cells_of
from tests.addin.office import Office
from tests.addin.test_rundan import NOW, _original, sent  # noqa: F401  # fixtures
from tests.verbs.conftest import Sent
from tests.verbs.importera.written import sheet

pytestmark = pytest.mark.libreoffice

PICKERS = ("FolderPicker", "FilePicker")
"""LibreOffice's dialogues, each a service of com.sun.star.ui.dialogs."""


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with Office() as started:
        yield started


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the boxes say; questions are answered yes."""
    told: list[str] = []

    def asked(_document: object, text: str, _title: str) -> bool:
        told.append(text)
        return True

    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(compute, "now", lambda: NOW)
    monkeypatch.setattr(UnoDocument, "alert", lambda _self, text, _title: told.append(text))
    monkeypatch.setattr(UnoDocument, "ask", asked)
    return told


class Chooser:
    """Who answers LibreOffice's dialogues, in their place: `folder` or `file`, or cancels; `began` is where it began."""

    folder: Path | None = None
    file: Path | None = None
    began = ""


class Service:
    """An object of the test's own that LibreOffice may use: it says which interfaces it has."""

    interfaces: tuple[str, ...] = ()

    def getTypes(self) -> tuple[Any, ...]:  # noqa: N802
        named = import_module("uno").getTypeByName
        return tuple(named(f"com.sun.star.{name}") for name in ("lang.XTypeProvider", *self.interfaces))

    def getImplementationId(self) -> tuple[int, ...]:  # noqa: N802
        return ()


class Dialogue(Service):
    """Its dialogues, as far as they are used."""

    def __init__(self, answers: Chooser, picker: str) -> None:
        self._answers, self._picker = answers, picker
        self.interfaces = (f"ui.dialogs.X{picker}",)
        self._uno = import_module("uno")

    def setTitle(self, title: str) -> None:  # noqa: N802
        assert title.startswith("Välj mappen" if self._picker == "FolderPicker" else "Välj filen")

    def setDisplayDirectory(self, url: str) -> None:  # noqa: N802
        self._answers.began = self._uno.fileUrlToSystemPath(url)

    def getDirectory(self) -> str:  # noqa: N802
        return str(self._uno.systemPathToFileUrl(str(self._answers.folder)))

    def getFiles(self) -> tuple[str, ...]:  # noqa: N802
        return (str(self._uno.systemPathToFileUrl(str(self._answers.file))),)

    def execute(self) -> int:
        chosen = self._answers.folder if self._picker == "FolderPicker" else self._answers.file
        return int(chosen is not None)


class Maker(Service):
    """What LibreOffice asks for a dialogue."""

    interfaces = ("lang.XSingleComponentFactory", "lang.XServiceInfo")

    def __init__(self, answers: Chooser, picker: str) -> None:
        self._answers, self._picker = answers, picker

    def createInstanceWithContext(self, _context: Any) -> Dialogue:  # noqa: N802
        return Dialogue(self._answers, self._picker)

    def createInstanceWithArgumentsAndContext(self, _given: Any, _context: Any) -> Dialogue:  # noqa: N802
        return Dialogue(self._answers, self._picker)

    def getImplementationName(self) -> str:  # noqa: N802
        return f"se.runxl.prov.{self._picker}"

    def supportsService(self, name: str) -> bool:  # noqa: N802
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        return (service(self._picker),)


def service(picker: str) -> str:
    return f"com.sun.star.ui.dialogs.{picker}"


@pytest.fixture
def chooser(office: Office) -> Iterator[Chooser]:
    """LibreOffice makes its dialogues by a service's name. Its own makers of them give way to those of the test."""
    answers, services = Chooser(), office.context.ServiceManager
    for picker in PICKERS:
        own = services.createContentEnumeration(service(picker))
        while own.hasMoreElements():
            services.remove(own.nextElement().ImplementationName)
    makers = [Maker(answers, picker) for picker in PICKERS]
    for maker in makers:
        services.insert(maker)
    yield answers
    for maker in makers:
        services.remove(maker)


def snapshot(document: UnoDocument) -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read_open(document).sheets.items()}


def test_a_round_in_libreoffice(office: Office, said: list[str], chooser: Chooser, sent: Sent, tmp_path: Path) -> None:  # noqa: F811
    """Status, Samla, Ja in a proposal, Godta, and undone: cell for cell what the commands do."""
    document = office.open(sent.master)
    try:
        before = snapshot(document)
        act(document, "samla")
        assert (said, chooser.began) == ([], str(sent.master.parent))
        chooser.folder = sent.folder
        act(document, "status")
        assert said[-1].startswith("Årsrapport 2024: 2 av 3 enheter har svarat.")
        shown = next(one for one in components(office) if "Status" in one.Title)
        assert shown.Sheets.getByName("Svaren").getCellRangeByName("A5").String == "Enhet 1"
        shown.close(True)
        assert snapshot(document) == before
        act(document, "samla")
        assert "3 celler på 3 rader är införda." in said[-1]
        assert document.model.CurrentController.ActiveSheet.Name == "Insamling"
        closed = Path(shutil.copy2(sent.master, tmp_path / "kommandot.xlsx"))
        collect(sent.folder, closed, now=NOW)
        assert snapshot(document) == filed(closed)
        act(document, "angra")
        assert said[-1].startswith("Den senaste insamlingen är ångrad")
        assert snapshot(document) == before
        act(document, "samla")
        for row in (2, 3):
            document.model.Sheets.getByName("Förslag").getCellRangeByName(f"H{row}").String = "Ja"
        gathered = snapshot(document)
        act(document, "godta")
        assert said[-1].startswith("2 förslag är införda:")
        accept(judged(closed), now=NOW)
        assert snapshot(document) == filed(closed)
        act(document, "angra")
        assert snapshot(document) == gathered
    finally:
        document.model.close(True)


def test_sent_out_from_libreoffice(office: Office, said: list[str], chooser: Chooser, sent: Sent) -> None:  # noqa: F811
    document = office.open(sent.master)
    try:
        chooser.folder = sent.folder.parent / "utskick"
        chooser.folder.mkdir()
        act(document, "skicka_ut")
        question, answer = said
        assert question.startswith("Årsrapport 2024. Svar senast 2025-01-15.")
        assert answer.startswith(f"3 arbetsböcker finns nu i {chooser.folder}")
        assert len([*chooser.folder.glob("*.xlsx")]) == 3
    finally:
        document.model.close(True)


def test_a_file_is_taken_in(office: Office, said: list[str], chooser: Chooser, sent: Sent, tmp_path: Path) -> None:  # noqa: F811
    """Hämta in från fil: nothing where the dialogue is cancelled, else cell for cell what the command does; undone."""
    heads = ["Delmål", "Indikator", "Mål 2024"]
    source = sheet(tmp_path / "mer.xlsx", ("Blad1", [heads, ["1.1", "Besök hos Enhet 1", 11], ["1.1", "Nya besök", 5]]))
    document = office.open(sent.master)
    try:
        before = snapshot(document)
        act(document, "hamta_in")
        assert (said, chooser.began) == ([], str(sent.master.parent))
        chooser.file = source
        act(document, "hamta_in")
        assert "0 celler är ifyllda och 1 rad är ny." in said[-1]
        assert "Indikatorer 1.1.1 Målvärde: ”11” planen säger ”10”" in said[-1]
        closed = Path(shutil.copy2(sent.master, tmp_path / "kommandot.xlsx"))
        import_plan(source, into=closed)
        assert snapshot(document) == filed(closed)
        assert document.titles()[-1] == document.selection()[0] == "Import"  # type: ignore[index]  # a cell is chosen
        told = read(closed, to_write=True).sheets["Import"]
        assert [str(one.area) for one in document.tables("Import").values()] == [told.table_ref]
        document.save_copy(tmp_path / "live.xlsx")
        act(document, "angra")
        assert said[-1].startswith("Den senaste hämtningen är ångrad")
        assert {name: cells for name, cells in snapshot(document).items() if name != "Import"} == before
        assert [str(one.area) for one in document.tables("Import").values()] == ["A1:I2"]
    finally:
        document.model.close(True)


def components(office: Office) -> Iterator[Any]:
    every = office.desktop.Components.createEnumeration()
    while every.hasMoreElements():
        yield every.nextElement()


def filed(path: Path) -> dict[str, Any]:
    return {name: cells_of(sheet) for name, sheet in read(path, to_write=True).sheets.items()}


def judged(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book["Förslag"].cell(row, 8, "Ja")
    book.save(path)
    return path
