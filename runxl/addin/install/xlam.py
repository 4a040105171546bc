"""Builds runxl.xlam: the add-in that comes with xlwings, emptied, with our ribbon and our VBA in it.

In Windows it is the same for everybody: the registry names the Python (`com`). On a Mac it names it itself. The same
versions always give the same bytes.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Mapping
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape, unescape  # our own text only: nothing is parsed here

from runxl import __version__, resources
from runxl.addin.install import vba
from runxl.addin.install.plain import plain
from runxl.errors import RunxlError
from runxl.extras import demand
from runxl.files import save
from runxl.files.target import refuse
from runxl.opc.file import content_of
from runxl.opc.pack import contents, packed
from runxl.opc.package import opened
from runxl.opc.refused import RefusedError

NAME = "runxl.xlam"
PROJECT = "runxl"
"""The VBA project's name, and so that of the sheet with settings: runxl.conf."""

_DONOR = "quickstart_addin_ribbon.xlam"
_OURS = ("RibbonRunxl", "RunxlBox", "RunxlEngine")
_DOCUMENTS = ("ThisWorkbook", "Sheet2")
_SHEET = "xl/worksheets/sheet1.xml"
_RIBBON, _OLD_RIBBON = "customUI/customUI14.xml", "customUI/customUI.xml"
_RELATION = "http://schemas.microsoft.com/office/{}/relationships/ui/extensibility"
_SETTING = re.compile(r'<c r="A\d+" t="inlineStr"><is><t>(.*?)</t></is></c><c r="B\d+" t="inlineStr"><is><t>(.*?)</t>')


def build(out: Path, *, replace: bool = False) -> Path:
    """The add-in as a file of its own, for instance to be signed or handed out by IT."""
    refuse(out, (Path(NAME).suffix,), replace=replace)
    save.write(out, built(sys.executable if sys.platform == "darwin" else ""))
    return out


def built(interpreter: str) -> bytes:
    """The add-in's bytes; for a Mac with the Python that it shall start."""
    parts = _donor()
    parts["xl/vbaProject.bin"] = _project(parts["xl/vbaProject.bin"])
    parts["xl/workbook.xml"] = _workbook(parts["xl/workbook.xml"])
    parts[_SHEET] = _settings_sheet({"INTERPRETER": interpreter, "RUNXL": __version__})
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


def is_signed(path: Path) -> bool:
    """Whether somebody has signed its VBA. Whose signature it is, and whether it still holds, Excel knows."""
    return any(name.startswith("xl/vbaProjectSignature") for name in contents(content_of(path)[0]))


def _donor() -> dict[str, bytes]:
    demand("excel", "Tillägget i Excel")
    spec = find_spec("xlwings")
    path = Path(spec.origin).parent / _DONOR if spec and spec.origin else Path(_DONOR)
    try:
        return contents(content_of(path)[0])
    except RefusedError as error:
        raise RunxlError(
            f"{_DONOR} finns inte i det installerade xlwings. Installera om det: pip install --force-reinstall xlwings"
        ) from error


def _project(donor: bytes) -> bytes:
    """Our modules beside those that belong to the donor's workbook and sheet, which are empty."""
    project = vba.read(donor)
    kept = [_empty(project.module(name)) for name in _DOCUMENTS]
    made = [vba.Module(name, "Module", plain(_source(f"{name}.bas"))) for name in _OURS]
    return vba.write(dataclasses.replace(project, modules=(*kept, *made)), PROJECT)


def _empty(module: vba.Module) -> vba.Module:
    """A module without code. What somebody else has written there would run as the add-in is loaded."""
    if any(line and not line.startswith("Attribute ") for line in module.code.splitlines()):
        raise _other_donor()
    return module


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
        raise _other_donor()
    return part.replace(old, new)


def _other_donor() -> RunxlError:
    version = metadata.version("xlwings")
    return RunxlError(f"xlwings {version} har en annan {_DONOR} än den som runxl känner. Uppdatera runxl.")


def _settings_sheet(values: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<row r="{row}">{_text(f"A{row}", key)}{_text(f"B{row}", value)}</row>'
        for row, (key, value) in enumerate(values.items(), 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main}"><sheetPr codeName="Sheet2"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


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
