"""runxl.xlam: readable by others, safe, and the same bytes every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runxl import __version__, resources
from runxl.addin.install import harden, vba
from runxl.addin.install import xlam as building
from runxl.addin.install.plain import plain
from runxl.addin.install.xlam import Target, build, settings
from runxl.addin.main import ACTIONS
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.opc.markup import elements
from tests.addin.office import Office, require_uno
from tests.addin.other_readers import VBA_Parser
from tests.addin.vba_variant import FILTER

EXCEL = resources.macros() / "excel"
EXCELS_OWN = frozenset(
    (
        "About", "Calculator", "ChartInsert", "Consolidate", "DataValidation", "FileNewDefault", "FileOpen",
        "FileSendAsAttachment", "FindDialogExcel", "FunctionsDateTimeInsertGallery", "Help", "HyperlinkInsert",
        "NameManager", "PrintPreviewAndPrint", "RefreshAll", "ReviewNewComment", "ReviewTrackChangesMenu", "SheetInsert",
        "SheetProtect", "Spelling", "TableInsertExcel", "TraceDependents", "Undo", "ViewFullScreenView",
        "ViewPageLayoutView",
    )
)  # fmt: skip
"""Icons that Excel's own commands have. It borrows other programs' in Windows, and on a Mac they may be blank."""
LONGEST_LINE = 1023
"""What VBA compiles."""
PYTHON = Target("/opt/runxl & co/bin/python", stays_awake=True)


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("addin") / "runxl.xlam", PYTHON)


@pytest.fixture(scope="module")
def sources(addin: Path) -> dict[str, str]:
    """The modules as somebody else's reader sees them."""
    parser = VBA_Parser(str(addin))
    try:
        return {Path(name).stem: code.replace("\r\n", "\n") for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


@pytest.fixture(scope="module")
def code(sources: dict[str, str]) -> str:
    """What of xlwings' module is left, without its remarks."""
    return re.sub(r"^\s*'.*\n", "", sources["xlwings"], flags=re.MULTILINE)


def test_two_builds_are_the_same_bytes(addin: Path, tmp_path: Path) -> None:
    """Nothing of the clock or the folder is in it."""
    assert build(tmp_path / "annan.xlam", PYTHON).read_bytes() == addin.read_bytes()


def test_the_command_line_builds_it_for_the_python_that_runs(tmp_path: Path) -> None:
    """And refuses to replace a file without --ersatt."""
    out = tmp_path / "x.xlam"
    assert main(["addin", "build", "-o", str(out)]) == 0
    assert settings(out)["INTERPRETER_WIN"] == sys.executable
    assert main(["addin", "build", "-o", str(out)]) == 2
    assert main(["addin", "build", "-o", str(out), "--ersatt"]) == 0


def test_oletools_reads_the_modules_as_they_were_written(sources: dict[str, str]) -> None:
    """Our modules are the files in macros/, line for line, in ASCII alone."""
    assert set(sources) == {"ThisWorkbook", "Dictionary", "Sheet2", "xlwings", "RibbonRunxl", "RunxlBox"}
    for name in ("RibbonRunxl", "RunxlBox"):
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
        assert {"RibbonRunxl", "xlwings", "Dictionary"} <= set(modules.ElementNames)
        assert "Public Sub OnRunxl" in modules.getByName("RibbonRunxl")
        document.close(True)


def test_the_settings_name_the_python_and_the_versions(addin: Path, tmp_path: Path) -> None:
    """As our own reader and as openpyxl have them."""
    found = settings(addin)
    assert found["INTERPRETER_WIN"] == found["INTERPRETER_MAC"] == PYTHON.interpreter
    assert found["RUNXL"] == __version__
    sheet = openpyxl.load_workbook(as_workbook(addin, tmp_path / "x.xlsm"))["runxl.conf"]
    rows: dict[Any, Any] = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert rows["USE UDF SERVER"] is True
    assert rows["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert {key: str(value) for key, value in rows.items() if key != "USE UDF SERVER"} == {
        key: value for key, value in found.items() if key != "USE UDF SERVER"
    }


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
    assert {data["imageMso"] for data in buttons} <= EXCELS_OWN
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
        vba.write(vba.with_modules(project, [module]), "runxl")


def test_nothing_of_the_donors_machine_is_left(addin: Path) -> None:
    """No folder and no name of the person who saved xlwings' own add-in."""
    with zipfile.ZipFile(addin) as package:
        parts = b"".join(package.read(name) for name in package.namelist() if name != "xl/vbaProject.bin")
    assert re.search(rb"absPath|[Ff]elix|myaddin", parts) is None


# A received workbook chooses neither interpreter nor code.


def test_settings_come_from_the_addin_alone(code: str) -> None:
    """Neither a sheet of the active workbook, nor a file beside it, nor one in the user's home."""
    (body,) = re.findall(r"^Private Function GetConfig\(.*?^End Function", code, re.MULTILINE | re.DOTALL)
    assert "GetConfigFromSheet(ThisWorkbook)" in body
    assert code.count("GetConfigFromSheet(") == 2  # this call, and its definition
    assert re.search(r"ConfigFile|FromFile|\.conf\\|xlwings\.conf", code) is None


def test_sheets_with_python_are_nothing_special(code: str) -> None:
    """Code in a sheet named *.py is not run, and nothing of xlwings PRO is called."""
    assert [word for word in ('.py"', "embedded", "xlwings.pro", "Worksheets") if word in code] == []


def test_python_looks_for_modules_neither_beside_the_workbook_nor_in_the_current_folder(code: str) -> None:
    """Each of the two command lines has -P, and none names a path."""
    assert code.count('" -B -E -P -c ""') == 2
    assert " -c " not in code.replace(" -B -E -P -c ", "")
    assert "prepare_sys_path" not in code
    assert "ActiveWorkbook.FullName" not in code
    script = (EXCEL / "runxl.applescript").read_text(encoding="utf-8")
    assert " -B -E -P -u " in script


def test_a_module_in_the_current_folder_is_not_run(code: str, tmp_path: Path) -> None:
    """Tried with the command line's own switches, and without them to see that the bait would be taken."""
    (switches,) = {found.strip() for found in re.findall(r'" ([^"]*) -c ""', code)}
    (tmp_path / "json.py").write_text("print('TAGET')", encoding="utf-8")

    def said(*options: str) -> str:
        command = [sys.executable, *options, "-c", "import json, runxl.addin.main"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    assert said(*switches.split()) == ""
    assert "TAGET" in said("-B")


def test_no_formula_and_no_other_code_reaches_what_starts_programs(code: str) -> None:
    """All is private but RunPython, which asks first; so do the three that start Python."""
    public = re.findall(r"^(?:Public )?(?:Function|Sub) (\w+)", code, re.MULTILINE)
    assert public == ["RunPython"]
    assert re.findall(r"^ *(?:Public )?Declare .*", code, re.MULTILINE) == []
    for name in ("RunPython", "ExecuteMac", "ExecuteWindows"):
        (body,) = re.findall(rf"^\w+ (?:Function|Sub) {name}\(.*?^End ", code, re.MULTILINE | re.DOTALL)
        guard = body.index("Not IsRunxlCommand(PythonCommand) Then Exit")
        assert all(guard < found.start() for found in re.finditer(r"XLPy|ExecuteMac P|AppleScriptTask|WScript", body))
    assert re.search(r'"cmd\.exe', code) is None  # always Windows' own, by its whole path


def test_nothing_that_was_dropped_is_called(code: str) -> None:
    """Or Excel would stop at compiling."""
    assert set(re.findall(r"\w+", re.sub(r"'.*", "", code))) & harden.DROPPED == set()
    defined = set(harden.procedures(code))
    assert defined == harden.KEPT | harden.REPLACED | {"IsRunxlCommand", "RunxlAction", "RunxlAnswer"}


def test_blocks_are_closed(sources: dict[str, str]) -> None:
    """Every conditional block and procedure in the made module has its end."""
    for name in ("xlwings", "RibbonRunxl"):
        code = sources[name]
        assert len(re.findall(r"^ *#If ", code, re.MULTILINE)) == len(re.findall(r"^ *#End If", code, re.MULTILINE))
        heads = re.findall(r"^(?:Public |Private )(?:Function|Sub) ", code, re.MULTILINE)
        assert len(heads) == len(re.findall(r"^End (?:Function|Sub)$", code, re.MULTILINE))


def donor() -> str:
    """Xlwings' own module as it is installed."""
    return vba.read(building._donor()["xl/vbaProject.bin"]).module("xlwings").code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Public Function RunPython(", "Public Function StartPython("),
        ("Sub ImportPythonUDFs()", "Sub NewWay()\nEnd Sub\n\nSub ImportPythonUDFs()"),
        ('" -B -c ""import xlwings.utils', '" -c ""import xlwings.utils'),
        ('"BOOK_CALLER", ActiveWorkbook', '"BOOK_CALLER", ActiveWorkbook.Name'),
        ("WaitOnReturn = True", "WaitOnReturn = ActiveWorkbook.Saved"),
        ('Const PROJECT_NAME As String = "myaddin"', 'Const PROJECT_NAME As String = "other"'),
    ],
)
def test_an_xlwings_with_other_vba_stops_the_build(old: str, new: str) -> None:
    """What nobody has looked at is not made into an add-in, and the message says what to install."""
    ours = (EXCEL / "xlwings_runxl.bas").read_text(encoding="utf-8")
    assert donor().count(old) >= 1
    with pytest.raises(RunxlError, match=r"annan VBA-kod.*pip install"):
        harden.harden(donor().replace(old, new, 1), ours)


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
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_building_imports_nothing_heavy(tmp_path: Path) -> None:
    """Not even xlwings: its files are read, not run."""
    code = (
        "import sys\nfrom runxl.cli import main\n"
        f"assert main(['addin', 'build', '-o', {str(tmp_path / 'x.xlam')!r}]) == 0\n"
        "print(sorted({'xlwings', 'pandas', 'openpyxl', 'lxml'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
