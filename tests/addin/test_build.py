"""runxl.xlam: readable by others, safe, and the same bytes every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runxl import __version__, resources
from runxl.addin.install import com, vba
from runxl.addin.install import xlam as building
from runxl.addin.install.plain import plain
from runxl.addin.install.xlam import build, built, settings
from runxl.addin.main import ACTIONS
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.opc.markup import elements
from tests.addin.office import Office, require_uno
from tests.addin.other_readers import VBA_Parser
from tests.addin.vba_variant import FILTER

EXCEL = resources.macros() / "excel"
IMAGES = frozenset(
    (
        "Calculator", "ChartInsert", "Consolidate", "DataValidation", "FileOpen", "FileSendAsAttachment", "FindDialogExcel",
        "Help", "Info", "RefreshAll", "Undo", "ViewFullScreenView",
    )
)  # fmt: skip
"""Icons in the imageMso table of [MS-CUSTOMUI], Microsoft's specification of the ribbon."""

EXCELS_OWN = frozenset(
    (
        "FunctionsDateTimeInsertGallery", "FunctionsLookupReferenceInsertGallery", "ReviewTrackChangesMenu",
        "ViewPageLayoutView",
    )
)  # fmt: skip
"""Icons that commands of Excel's own have. It borrows other programs' in Windows, and on a Mac they may be blank."""
LONGEST_LINE = 1023
"""What VBA compiles."""
PYTHON = "/opt/runxl & co/bin/python"
MODULES = ("RibbonRunxl", "RunxlBox", "RunxlEngine")


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("addin") / "runxl.xlam")


@pytest.fixture(scope="module")
def sources(addin: Path) -> dict[str, str]:
    """The modules as somebody else's reader sees them."""
    parser = VBA_Parser(str(addin))
    try:
        return {Path(name).stem: code.replace("\r\n", "\n") for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def in_windows(code: str) -> str:
    """What Excel for Windows compiles of a module, without remarks."""
    code = re.sub(r"^ *#If Mac Then\n.*?(?:^ *#Else\n(.*?))?^ *#End If\n", r"\1", code, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^\s*'.*\n", "", code, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def code(sources: dict[str, str]) -> str:
    """All that Excel for Windows has of it."""
    return "\n".join(map(in_windows, sources.values()))


def test_two_builds_are_the_same_bytes(addin: Path, tmp_path: Path) -> None:
    """Nothing of the clock, the folder or the Python that builds is in it, so that it can be signed for everybody."""
    assert build(tmp_path / "annan.xlam").read_bytes() == addin.read_bytes() == built("")


@pytest.mark.parametrize(("platform", "named"), [("darwin", sys.executable), ("linux", "")])
def test_the_command_line_builds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, named: str) -> None:
    """For a Mac with the Python that runs. Refuses to replace a file without --ersatt."""
    out = tmp_path / "x.xlam"
    monkeypatch.setattr(sys, "platform", platform)
    assert main(["addin", "build", "-o", str(out)]) == 0
    assert settings(out) == {"INTERPRETER": named, "RUNXL": __version__}
    assert main(["addin", "build", "-o", str(out)]) == 2
    assert main(["addin", "build", "-o", str(out), "--ersatt"]) == 0


def test_oletools_reads_the_modules_as_they_were_written(sources: dict[str, str]) -> None:
    """Our modules are the files in macros/, line for line, in ASCII alone."""
    assert set(sources) == {"ThisWorkbook", "Sheet2", *MODULES}
    for name in MODULES:
        written = (EXCEL / f"{name}.bas").read_text(encoding="utf-8")
        assert sources[name].replace("\r\n", "\n").strip() == plain(written).strip()
    assert all(code.isascii() for code in sources.values())
    assert all(len(line) < LONGEST_LINE for code in sources.values() for line in code.splitlines())


def test_texts_come_out_as_they_were_written_though_the_source_is_ascii() -> None:
    """Whatever table of signs an Excel reads the source by. Quotes within texts stay, remarks lose their dots."""
    given = 'x = "Gå →" & "sa ""å""" \'på'
    made = 'x = "G" & ChrW(229) & " " & ChrW(8594) & "" & "sa """ & ChrW(229) & """" \'pa'
    assert plain(given) == made


def test_the_container_is_without_defects(addin: Path) -> None:
    """A strict reader finds the streams that Excel needs, and no compiled code."""
    olefile = pytest.importorskip("olefile")
    with zipfile.ZipFile(addin) as package:
        data = package.read("xl/vbaProject.bin")
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_UNSURE) as streams:
        assert streams.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000100")
        assert b'Name="runxl"' in streams.openstream("PROJECT").read()


@pytest.mark.libreoffice
def test_libreoffice_reads_the_modules(addin: Path) -> None:
    """A second reader, which also needs the package around them to be whole."""
    require_uno()
    with Office() as office:
        document = office.load(addin, FilterName=FILTER, Hidden=True)
        modules = document.BasicLibraries.getByName("runxl")
        assert set(MODULES) <= set(modules.ElementNames)
        assert "Public Sub OnRunxl" in modules.getByName("RibbonRunxl")
        document.close(True)


def test_the_settings_name_the_python_and_the_version(tmp_path: Path) -> None:
    """As our own reader and as openpyxl have them, and where the VBA looks."""
    addin = tmp_path / "mac.xlam"
    addin.write_bytes(built(PYTHON))
    sheet = openpyxl.load_workbook(as_workbook(addin, tmp_path / "x.xlsm"))["runxl.conf"]
    rows: dict[Any, Any] = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert rows == settings(addin) == {"INTERPRETER": PYTHON, "RUNXL": __version__}
    assert sheet["B1"].value == PYTHON
    assert 'ThisWorkbook.Worksheets("runxl.conf").Range("B1")' in (EXCEL / "RunxlEngine.bas").read_text("utf-8")


def as_workbook(addin: Path, copy: Path) -> Path:
    """Openpyxl opens workbooks only: the same package under a workbook's content type."""
    with zipfile.ZipFile(addin) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"addin.macroEnabled", b"sheet.macroEnabled"))
    return copy


def test_the_ribbon_is_the_one_in_macros(addin: Path) -> None:
    """Every button has its words, an icon of Office's own, and a callback that exists."""
    with zipfile.ZipFile(addin) as package:
        ribbon = package.read("customUI/customUI14.xml")
        found = elements(package.read("_rels/.rels"), "Relationship")
        relations = {data["Target"]: data["Type"] for _, data in found}
        assert "customUI/customUI.xml" not in package.namelist()
    assert relations["customUI/customUI14.xml"].endswith("/2007/relationships/ui/extensibility")
    assert ribbon == (EXCEL / "customUI14.xml").read_bytes()
    buttons = [data for _, data in elements(ribbon, "button")]
    assert len({data["id"] for data in buttons}) == len(buttons)
    assert {data["imageMso"] for data in buttons} <= IMAGES | EXCELS_OWN
    for data in buttons:
        assert all(data.get(word) for word in ("tag", "label", "imageMso", "screentip", "supertip"))
        assert data["onAction"] == "RibbonRunxl.OnRunxl"


def test_every_button_does_something_and_everything_has_a_button() -> None:
    """The ribbon's tags are the actions of addin.main."""
    buttons = [data["tag"] for _, data in elements((EXCEL / "customUI14.xml").read_bytes(), "button")]
    assert sorted(buttons) == sorted(ACTIONS)


def test_what_macos_reads_is_ascii() -> None:
    """AppleScript may take a file for MacRoman."""
    assert (EXCEL / "runxl.applescript").read_bytes().isascii()


def test_a_sign_that_vba_lacks_is_named() -> None:
    project = vba.read(building._donor()["xl/vbaProject.bin"])
    module = vba.Module("Ny", "Module", 'MsgBox "≥ 80"')
    with pytest.raises(RunxlError, match="Tecknet ≥ i VBA-modulen Ny"):
        vba.write(replace(project, modules=(module,)), "runxl")


def test_nothing_of_the_donors_machine_is_left(addin: Path) -> None:
    """No folder and no name of the person who saved xlwings' own add-in."""
    with zipfile.ZipFile(addin) as package:
        parts = b"".join(package.read(name) for name in package.namelist() if name != "xl/vbaProject.bin")
    assert re.search(rb"absPath|[Ff]elix|myaddin", parts) is None


# A received workbook chooses neither interpreter nor code.


def test_others_find_no_way_out_of_excel_in_it(addin: Path) -> None:
    """What olevba looks for in a received file: in Windows an object is made, and nothing else."""
    parser = VBA_Parser(str(addin))
    try:
        found = {word for kind, word, _ in parser.analyze_macros() if kind in ("Suspicious", "AutoExec", "IOC")}
    finally:
        parser.close()
    on_a_mac, in_a_remark = {"Environ", "Kill", "AppleScript"}, {"Windows"}
    assert found - on_a_mac - in_a_remark <= {"CreateObject", "Chr", "ChrW", "Hex Strings", "Base64 Strings"}
    assert "CreateObject" in found


def test_excel_for_windows_declares_nothing_and_starts_nothing(sources: dict[str, str], code: str) -> None:
    """No Declare anywhere, on a Mac either; one object, of one name; no file, no variable, no other document."""
    assert not any(re.search(r"\bDeclare\b", one) for one in sources.values())
    assert re.findall(r"CreateObject\(.*?\)", code) == ['CreateObject("Runxl.Engine")']
    words = (
        r"Shell|GetObject|Environ|Kill|Open |Lib |MacScript|AppleScriptTask|Evaluate|ExecuteExcel4Macro|Run\b|VBProject"
    )
    assert re.findall(words, code) == []
    assert "CreateObject" in code  # or the two above would say nothing


def test_a_workbook_has_a_say_in_nothing(sources: dict[str, str]) -> None:
    """It is handed over as it is; no sheet, name or property of it is read, and settings come from the add-in's own."""
    asked = [
        line.strip() for one in sources.values() for line in in_windows(one).splitlines() if "ActiveWorkbook" in line
    ]
    assert asked == ["Set book = ActiveWorkbook"]
    assert set(re.findall(r"\bbook\.(\w+)", "".join(sources.values()))) == {"Name", "Path", "SaveCopyAs"}
    every = "".join(sources.values())
    assert re.findall(r"\bWork(?:books|sheets)\(.*?\)", every) == ["Workbooks(bookName)", 'Worksheets("runxl.conf")']


def test_no_formula_reaches_python(sources: dict[str, str]) -> None:
    """A formula can call the public functions of a module, unless it is private to its project."""
    for name in MODULES:
        public = re.findall(r"^Public (?:Function|Sub) (\w+)", sources[name], re.MULTILINE)
        private = "Option Private Module" in sources[name]
        assert private or public == ["OnRunxl", "RunxlReady", "RunxlSaveCopy"]
        assert private or not re.search(r"^Public Function", sources[name], re.MULTILINE)
    assert 'If TypeName(Application.Caller) = "Range" Then Exit Function' in sources["RunxlEngine"]


@pytest.mark.parametrize(
    "switches",
    [
        com.command("/x/python").partition(" -m ")[0].partition('" ')[2],
        re.findall(r'" (-B [^"]*) -c "', (EXCEL / "runxl.applescript").read_text(encoding="utf-8"))[0],
    ],
    ids=["windows", "mac"],
)
def test_a_module_in_the_current_folder_is_not_run(switches: str, tmp_path: Path) -> None:
    """Tried with the switches that Python is started with, and without them to see that the bait would be taken."""
    (tmp_path / "json.py").write_text("print('TAGET')", encoding="utf-8")

    def said(*options: str) -> str:
        command = [sys.executable, *options, "-c", "import json, runxl.addin.main"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False).stdout

    assert said(*switches.split()) == ""
    assert "TAGET" in said("-B")


def test_blocks_are_closed(sources: dict[str, str]) -> None:
    """Every conditional block and procedure in the made module has its end."""
    for name in MODULES:
        code = sources[name]
        assert len(re.findall(r"^ *#If ", code, re.MULTILINE)) == len(re.findall(r"^ *#End If", code, re.MULTILINE))
        heads = re.findall(r"^(?:Public |Private )(?:Function|Sub) ", code, re.MULTILINE)
        assert len(heads) == len(re.findall(r"^End (?:Function|Sub)$", code, re.MULTILINE))


def test_an_addin_of_xlwings_that_does_something_by_itself_is_not_built_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would run as it is loaded stands in the modules of its workbook and its sheet."""
    read = vba.read

    def changed(data: bytes) -> vba.Project:
        project = read(data)
        opens = vba.Module("ThisWorkbook", "Document", "Sub Workbook_Open()\nEnd Sub\n")
        modules = (opens if one.name == "ThisWorkbook" else one for one in project.modules)
        return replace(project, modules=tuple(modules))

    monkeypatch.setattr(vba, "read", changed)
    with pytest.raises(RunxlError, match="annan"):
        built("")


def test_nothing_of_xlwings_pro_is_imported() -> None:
    """Neither by name in our code, nor by more than what `import xlwings` itself tries."""
    top = Path(resources.__file__).parent
    assert [
        path
        for path in top.rglob("*.py")
        if re.search(r"import.*xlwings\.pro|from xlwings\.pro", path.read_text("utf-8"))
    ] == []
    code = (
        "import sys, xlwings\n"
        "before = {name for name in sys.modules if name.startswith('xlwings.pro')}\n"
        "import runxl.addin.main, runxl.addin.install.xlam, runxl.addin.install.health\n"
        "print({name for name in sys.modules if name.startswith('xlwings.pro')} - before)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"


def test_building_imports_nothing_heavy(tmp_path: Path) -> None:
    """Not even xlwings: its files are read, not run."""
    code = (
        "import sys\nfrom runxl.cli import main\n"
        f"assert main(['addin', 'build', '-o', {str(tmp_path / 'x.xlam')!r}]) == 0\n"
        "print(sorted({'xlwings', 'pandas', 'openpyxl', 'lxml'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr.strip() == "[]"
