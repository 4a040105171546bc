"""Builds runxl.xlam on the user's machine: the installed xlwings' own add-in, made safe, with our ribbon and settings.

Built there and not shipped, because the add-in must be of the same version as the xlwings it calls, and because it
names the one Python that may run. The same machine always gets the same bytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape, unescape  # our own text only: nothing is parsed here

from runxl import __version__, resources
from runxl.addin.install import vba
from runxl.addin.install.harden import PROJECT, harden
from runxl.addin.install.plain import plain
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import refuse
from runxl.opc.file import content_of
from runxl.opc.pack import contents, packed
from runxl.opc.package import opened
from runxl.opc.refused import RefusedError

NAME = "runxl.xlam"
_DONOR = "quickstart_addin_ribbon.xlam"
_OURS = ("RibbonRunxl", "RunxlBox")
_SHEET = "xl/worksheets/sheet1.xml"
_RIBBON, _OLD_RIBBON = "customUI/customUI14.xml", "customUI/customUI.xml"
_RELATION = "http://schemas.microsoft.com/office/{}/relationships/ui/extensibility"
_SETTING = re.compile(r'<c r="A\d+" t="inlineStr"><is><t>(.*?)</t></is></c><c r="B\d+" t="\w+"><(?:is><t|v)>(.*?)</')


@dataclass(frozen=True, slots=True)
class Target:
    """What the add-in is built for: the Python that shall run, and whether it may stay awake between clicks."""

    interpreter: str
    stays_awake: bool = False


def this_python() -> Target:
    """The Python that runs now. In Windows it stays awake, if xlwings' library for that lies where Excel looks."""
    return Target(sys.executable, stays_awake=sys.platform == "win32" and library_found(Path(sys.executable)))


def library_found(interpreter: Path) -> bool:
    """Whether xlwings' DLL lies beside the interpreter or one folder up, as in a virtual environment."""
    name = f"xlwings64-{xlwings_version()}.dll"
    return any((folder / name).is_file() for folder in (interpreter.parent, interpreter.parent.parent))


def xlwings_version() -> str:
    try:
        return metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        raise RunxlError('Tillägget i Excel byggs av xlwings, som saknas här: pip install "runxl[excel]"') from None


def build(out: Path, target: Target | None = None, *, replace: bool = False) -> Path:
    """The add-in as a file of its own, for instance to be signed or handed out by IT."""
    refuse(out, (Path(NAME).suffix,), replace=replace)
    save.write(out, built(target or this_python()))
    return out


def built(target: Target) -> bytes:
    """The add-in's bytes."""
    parts = _donor()
    parts["xl/vbaProject.bin"] = _project(parts["xl/vbaProject.bin"])
    parts["xl/workbook.xml"] = _workbook(parts["xl/workbook.xml"])
    parts[_SHEET] = _settings_sheet(_settings(target))
    parts["docProps/core.xml"] = _properties()
    parts["_rels/.rels"] = _relations(parts["_rels/.rels"])
    del parts[_OLD_RIBBON]
    parts[_RIBBON] = _source("customUI14.xml").encode()
    first = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    return packed({name: parts[name] for name in first})


def settings(path: Path) -> dict[str, str]:
    """What stands in an add-in's sheet of settings; nothing if it is not one of ours."""
    try:
        sheet = opened(content_of(path)[0]).parts[_SHEET].decode()
    except (RefusedError, KeyError, ValueError):
        return {}
    return {unescape(key): unescape(value) for key, value in _SETTING.findall(sheet)}


def _settings(target: Target) -> dict[str, str | bool]:
    """The first are for the VBA, the last two for `runxl addin status`."""
    return {
        "INTERPRETER_WIN": target.interpreter,
        "INTERPRETER_MAC": target.interpreter,
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": target.stays_awake,
        "RUNXL": __version__,
        "XLWINGS": xlwings_version(),
    }


def _donor() -> dict[str, bytes]:
    xlwings_version()  # whether it is there at all
    spec = find_spec("xlwings")
    path = Path(spec.origin).parent / _DONOR if spec and spec.origin else Path(_DONOR)
    try:
        return contents(content_of(path)[0])
    except RefusedError as error:
        raise RunxlError(
            f"{_DONOR} finns inte i det installerade xlwings. Installera om det: pip install --force-reinstall xlwings"
        ) from error


def _project(donor: bytes) -> bytes:
    """Xlwings' VBA project with its module made safe and our own beside it."""
    project = vba.read(donor)
    code = {"xlwings": harden(project.module("xlwings").code, _source("xlwings_runxl.bas"))}
    code |= {name: _source(f"{name}.bas") for name in _OURS}
    kept = [project.module(name) for name in ("ThisWorkbook", "Dictionary", "Sheet2")]
    made = [vba.Module(name, "Module", plain(text)) for name, text in code.items()]
    return vba.write(vba.with_modules(project, [*kept, *made]), PROJECT)


def _source(name: str) -> str:
    return (resources.macros() / "excel" / name).read_text(encoding="utf-8")


def _workbook(part: bytes) -> bytes:
    """The sheet's new name, without the folder where the donor was saved, and what Excel for Mac says of pictures."""
    part = re.sub(rb"<mc:AlternateContent.*?</mc:AlternateContent>|<extLst>.*?</extLst>", b"", part, flags=re.DOTALL)
    return _replaced(part, b'"_myaddin.conf"', b'"%s.conf"' % PROJECT.encode())


def _relations(part: bytes) -> bytes:
    part = part.replace(_RELATION.format("2006").encode(), _RELATION.format("2007").encode())
    return _replaced(part, _OLD_RIBBON.encode(), _RIBBON.encode())


def _replaced(part: bytes, old: bytes, new: bytes) -> bytes:
    if part.count(old) != 1:
        raise RunxlError(f"xlwings {xlwings_version()} har en annan {_DONOR} än den som runxl känner. Uppdatera runxl.")
    return part.replace(old, new)


def _settings_sheet(values: Mapping[str, str | bool]) -> bytes:
    rows = "".join(
        f'<row r="{row}">{_text(f"A{row}", key)}{_cell(f"B{row}", value)}</row>'
        for row, (key, value) in enumerate(values.items(), 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetPr codeName="Sheet2"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def _cell(address: str, value: object) -> str:
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{value:d}</v></c>'
    return _text(address, str(value))


def _text(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _properties() -> bytes:
    """What Excel shows in its list of add-ins."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>runxl</dc:title><dc:creator>runxl</dc:creator>'
        f"<dc:description>Fliken Måluppfyllelse, runxl {__version__}</dc:description></cp:coreProperties>"
    ).encode()
