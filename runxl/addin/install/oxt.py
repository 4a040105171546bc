"""The LibreOffice extension: built from macros/libreoffice for this Python, and handed to LibreOffice's own installer.

The toolbar runs runxl inside LibreOffice's Python, which must be of the same version (3.11, 3.12 …) as the Python that
runxl is installed in, for its libraries are compiled. Where they differ nothing is installed, and the remedy is said.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from runxl import __version__, office, resources
from runxl.addin.install.health import Check
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import refuse
from runxl.opc.pack import packed

NAME = "runxl.oxt"
IDENTIFIER = "se.runxl.maluppfyllelse"
_PLACE = "python/pythonpath/runxl_place.py"


def build(out: Path, *, replace: bool = False) -> Path:
    """Writes the extension for the running Python; the same bytes every time."""
    refuse(out, (Path(NAME).suffix,), replace=replace)
    source = resources.macros() / "libreoffice"
    parts = {
        str(path.relative_to(source).as_posix()): path.read_bytes() for path in source.rglob("*") if path.is_file()
    }
    parts = {name: content for name, content in parts.items() if not name.endswith(".pyc")}
    parts["description.xml"] = parts["description.xml"].replace(b"@VERSION@", __version__.encode())
    parts[_PLACE] = _place().encode()
    # The manifest comes first, as the format wants it.
    names = sorted(parts, key=lambda name: (not name.startswith("META-INF/"), name))
    save.write(out, packed({name: parts[name] for name in names}))
    return out


def install(profile: Path | None = None) -> None:
    """Installs for the user, over an older one. `profile` is LibreOffice's, if not the user's own."""
    unopkg = office.program("unopkg")
    theirs = _their_python(unopkg)
    if theirs != _python():
        raise RunxlError(f"Ingenting har installerats. {_other_python(theirs)}.")
    with tempfile.TemporaryDirectory() as folder:
        package = build(Path(folder) / NAME)
        _run(unopkg, "add", "--force", "--suppress-license", str(package), profile=profile)


def remove(profile: Path | None = None) -> None:
    """Takes our extension away and no other. Nothing happens where it is not installed."""
    unopkg = office.program("unopkg")
    if IDENTIFIER in _run(unopkg, "list", profile=profile):
        _run(unopkg, "remove", IDENTIFIER, profile=profile)


def status(profile: Path | None = None) -> list[Check]:
    """What can be told without starting LibreOffice's window."""
    try:
        unopkg = office.program("unopkg")
    except RunxlError as error:
        return [Check("LibreOffice finns inte på datorn", str(error).removesuffix("."))]
    theirs = _their_python(unopkg)
    if theirs == _python():
        python = Check(f"LibreOffice använder Python {theirs}, samma som runxl")
    else:
        python = Check("LibreOffice och runxl använder olika Python", _other_python(theirs))
    return [Check("LibreOffice finns"), python, _installed(unopkg, profile)]


def _installed(unopkg: Path, profile: Path | None) -> Check:
    try:
        listed = _run(unopkg, "list", profile=profile)
    except RunxlError as error:
        return Check("Det går inte att se vilka tillägg LibreOffice har", str(error).removesuffix("."))
    _, found, rest = listed.partition(f"Identifier: {IDENTIFIER}")
    if not found:
        return Check("Tillägget är inte installerat", "Kör runxl addin install --libreoffice")
    version = next((line.split(":", 1)[1].strip() for line in rest.splitlines() if "Version:" in line), "")
    if version != __version__:
        return Check(
            f"Tillägget har version {version} men runxl {__version__}",
            "Stäng LibreOffice och kör runxl addin install --libreoffice",
        )
    return Check(f"Tillägget är installerat, version {version}")


def _place() -> str:
    """Where the job finds runxl: this installation's folders."""
    found = importlib.util.find_spec("runxl")
    own = Path(found.origin).parent.parent if found and found.origin else Path()
    folders = [str(own), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return f"PYTHON = {_python()!r}\nPATHS = {list(dict.fromkeys(folders))!r}\n"


def _python() -> str:
    return "{}.{}".format(*sys.version_info[:2])


def _other_python(theirs: str) -> str:
    said = f"LibreOffice använder Python {theirs}" if theirs else "LibreOffice har ingen Python som går att fråga"
    remedy = (
        f"Installera runxl för Python {theirs} och försök igen" if theirs else "Installera LibreOffice med Python-stöd"
    )
    return f"{said}, men runxl är installerat för Python {_python()}. {remedy}"


def _their_python(unopkg: Path) -> str:
    """The version of LibreOffice's Python: its own beside its programs, else the system's."""
    names = ("python.exe", "python", "python.bin", "../Resources/python")
    own = (str(unopkg.parent / name) for name in names)
    for program in [*(path for path in own if Path(path).is_file()), "/usr/bin/python3"]:
        command = [program, "-c", "import sys, uno; print('{}.{}'.format(*sys.version_info[:2]))"]
        try:
            asked = office.asked(command, unopkg.parent)
        except OSError:
            continue
        if asked.returncode == 0:
            return asked.stdout.strip()
    return ""


def _run(unopkg: Path, *arguments: str, profile: Path | None) -> str:
    own = [f"-env:UserInstallation={profile.as_uri()}"] if profile else []
    command = [str(unopkg), *arguments, *own]
    try:
        done = office.asked(command, unopkg.parent)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RunxlError("LibreOffice svarar inte. Stäng LibreOffice och försök igen.") from error
    if done.returncode:
        raise RunxlError(_why(f"{done.stdout}\n{done.stderr}"))
    return done.stdout


def _why(said: str) -> str:
    if "root" in said:
        return "LibreOffice tar inte emot tillägg från användaren root. Kör kommandot som en vanlig användare."
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
    return f"LibreOffice tog inte emot tillägget. Stäng LibreOffice och försök igen. LibreOffice svarade: {last}"
