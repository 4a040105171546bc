"""The folder that is installed: Python, the packages ready compiled, runxl.exe, the licences."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from installer.bom import write_bom
from installer.parts import HERE, MINOR, PartError
from installer.signed import assert_signed

_DIGITS = MINOR.replace(".", "")
_SITE = Path("python", "Lib", "site-packages")
_PATHS = (f"python{_DIGITS}.zip", ".", r"Lib\site-packages", r"Lib\site-packages\win32", r"Lib\site-packages\win32\lib")
"""Where the installed Python looks, and nowhere else: not in the current folder, nor where a variable says."""

_UNUSED = (
    "PyWin32.chm", "pythonwin", "Pythonwin", "bin", "isapi", "adodbapi", "win32com/demos", "win32/Demos", "win32comext",
    "../../xlwings32-*.dll",
)  # fmt: skip
_LAUNCHERS = {"runxl.exe": ("t64.exe", "runxl.cli"), "runxlw.exe": ("w64.exe", "runxl.addin.sent_to")}
"""The program, what starts it (with a terminal or without), and where its `program` is."""


def make(parts: Path, app: Path, *, replaced: Path | None = None) -> None:
    """`replaced`: wheels to take instead of the pinned ones of the same name, where a build is only to be tried."""
    shutil.rmtree(app, ignore_errors=True)
    python = app / "python"
    with zipfile.ZipFile(parts / "python.zip") as archive:
        archive.extractall(python)
    sys.stdout.write(f"{assert_signed(python)} signed files of Python\n")
    _install(parts / "wheels", python, replaced)
    (python / f"python{_DIGITS}._pth").write_text(
        "\r\n".join((*_PATHS, "import site", "")), encoding="ascii", newline=""
    )
    _trim(app / _SITE)
    distlib = next((parts / "tools").glob("distlib-*.whl"))
    _launchers(distlib, app)
    write_bom(app, app / _SITE, distlib)
    shutil.copy(HERE.parent / "LICENSE", app / "LICENSE.txt")
    _compile(python)


def _install(wheels: Path, python: Path, replaced: Path | None) -> None:
    site = python / "Lib" / "site-packages"
    chosen = {_project(wheel): wheel for folder in filter(None, (wheels, replaced)) for wheel in folder.glob("*.whl")}
    for wheel in chosen.values():
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    for data in site.glob("*.data"):  # pywin32 and a few others lay some of their files aside in their wheels
        for kind, place in (("platlib", site), ("purelib", site), ("data", python)):
            if (data / kind).is_dir():
                shutil.copytree(data / kind, place, dirs_exist_ok=True)
        shutil.rmtree(data)


def _project(wheel: Path) -> str:
    return wheel.name.partition("-")[0].lower().replace("_", "-")


def _trim(site: Path) -> None:
    """What runxl never loads: half of what would be installed."""
    found = [path for pattern in _UNUSED for path in site.glob(pattern)]
    found += [path for name in ("tests", "demos", "Demos") for path in site.rglob(name) if path.is_dir()]
    for path in found:
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    for stub in site.rglob("*.pyi"):
        stub.unlink()


def _launchers(distlib: Path, app: Path) -> None:
    """A small program that starts the Python beside it, wherever the folder has been put."""
    with zipfile.ZipFile(distlib) as archive:
        for name, (launcher, module) in _LAUNCHERS.items():
            python = "pythonw.exe" if name.endswith("w.exe") else "python.exe"
            head = archive.read(f"distlib/{launcher}") + f"#!<launcher_dir>\\python\\{python}\r\n".encode()
            (app / name).write_bytes(head + _main(module))


def _main(module: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py"), f"from {module} import program\n\nprogram()\n")
    return out.getvalue()


def _compile(python: Path) -> None:
    """Ready for good: nobody may write in Program Files, and a cold run would take three times as long."""
    name = f"python{MINOR}"
    if not shutil.which(name):
        raise PartError(f"{name} is needed on this computer, to compile for the Python that is installed")
    how = ("-q", "-j", "0", "--invalidation-mode", "unchecked-hash", "-s", str(python))
    subprocess.run([name, "-m", "compileall", *how, str(python)], check=True)
    subprocess.run([name, "-I", "-c", _KEEP, str(python / "Lib" / "site-packages")], check=True)


_KEEP = """
import sys
sys.path.insert(0, sys.argv[1])
from runxl.contract import kept, load, regel
load.contract(), regel.rules()
kept.leave_unchecked()
"""
"""What the contract is compiled to, by the program that is installed."""
