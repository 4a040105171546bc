"""The built add-in as LibreOffice can run it: the ribbon's module as it is, the rest replaced by a test's own."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from runxl.addin.install import vba

FILTER = "Calc MS Excel 2007 VBA XML"


def variant(addin: Path, out: Path, modules: Mapping[str, str]) -> Path:
    """The add-in with other modules beside RibbonRunxl, which stays as it was built.

    LibreOffice's Basic has no COM server to call, and nobody who answers boxes.
    """
    with zipfile.ZipFile(addin) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _replaced(data, modules) if name == "xl/vbaProject.bin" else data)
    return out


def _replaced(data: bytes, modules: Mapping[str, str]) -> bytes:
    project = vba.read(data)
    kept = [one for one in project.modules if one.kind == "Document" or one.name == "RibbonRunxl"]
    added = [
        vba.Module(name, "Module", f'Attribute VB_Name = "{name}"\n{code.strip()}\n') for name, code in modules.items()
    ]
    return vba.write(replace(project, modules=(*kept, *added)), "runxl")


def call(document: Any, procedure: str, *arguments: Any) -> Any:
    """The answer of a function in the loaded add-in."""
    provider = document.getScriptProvider()
    script = provider.getScript(f"vnd.sun.star.script:runxl.{procedure}?language=Basic&location=document")
    return script.invoke(arguments, (), ())[0]
