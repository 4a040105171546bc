"""`make release-check`: everything that must be true before a version is handed out.

Builds the wheel and the sdist, installs the wheel clean on the oldest and the newest supported Python that this machine
has, first as a server has it and then with a controller's extras, and runs the demonstration from both; lists the
licences of what it depends on, and looks for files that are too large.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SUPPORTED = ("3.11", "3.12", "3.13", "3.14", "3.15")
MOST_BYTES = 2**20
REFUSED = 2
FREE = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|ISC|HPND|Unlicense|Zero-Clause", re.IGNORECASE)
PLAIN = {("rapport", "år/Plan 2024.xlsx", "-o", name): "documents" for name in ("r.docx", "r.pptx", "r.pdf")} | {
    ("sammanfatta", "år/Plan 2024.xlsx", "-o", "s.docx"): "documents",
    ("importera", "år/Plan 2024.xlsx", "-o", "i.xlsx"): "import",
}
"""What a plain install answers with the name of an extra; with it each works, where there is LibreOffice."""

EXTRAS = "runxl[documents,import]"
LICENCES = """
import importlib.metadata as m
for one in sorted(m.distributions(), key=lambda d: d.name.lower()):
    said = one.metadata.get("License-Expression") or one.metadata.get("License") or ""
    listed = [c.rpartition(" :: ")[2] for c in one.metadata.get_all("Classifier") or [] if c.startswith("License")]
    print(one.name, one.version, " / ".join(listed) or (said.splitlines() or ["?"])[0], sep="\\t")
"""


def main() -> int:
    faults = [*_versions(), *_large_files()]
    with tempfile.TemporaryDirectory() as folder:
        wheel = _built(Path(folder))
        pythons = _pythons()
        if not pythons:
            faults.append(f"ingen Python av {', '.join(SUPPORTED)} finns på den här datorn")
        licences: dict[str, str] = {}
        for python in dict.fromkeys([*pythons[:1], *pythons[-1:]]):
            faults += _tried(python, wheel, Path(folder), licences)
        faults += _licences(licences)
    for fault in faults:
        _say(f"FEL: {fault}")
    _say("Klart: inget fel." if not faults else f"{len(faults)} fel.")
    return int(bool(faults))


def _versions() -> list[str]:
    """The version stands in runxl/__init__.py alone, and the changelog has its heading."""
    said = re.search(r'__version__ = "(.+)"', (TOP / "runxl" / "__init__.py").read_text(encoding="utf-8"))
    version = said[1] if said else "?"
    _say(f"runxl {version}")
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    faults = ["pyproject.toml har en egen version"] if "version" in project else []
    if f"## [{version}]" not in (TOP / "CHANGELOG.md").read_text(encoding="utf-8"):
        faults.append(f"CHANGELOG.md har ingen rubrik för {version}")
    return faults


def _large_files() -> list[str]:
    names = _run("git", "-C", str(TOP), "ls-files").splitlines()
    large = [name for name in names if (TOP / name).is_file() and (TOP / name).stat().st_size > MOST_BYTES]
    return [f"{name} är större än 1 MiB" for name in large]


def _built(folder: Path) -> Path:
    """The wheel, made from the sdist, so that both are whole."""
    _run(sys.executable, "-I", "-m", "build", "--no-isolation", "--outdir", str(folder), str(TOP))
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    _say(f"{sdist.name} {sdist.stat().st_size // 1024} kB, {wheel.name} {wheel.stat().st_size // 1024} kB")
    return wheel


def _pythons() -> list[str]:
    """The supported Pythons that start here, oldest first."""
    found = []
    for version in SUPPORTED:
        for place in (shutil.which(f"python{version}"), *_pyenv(version)):
            if place and _starts(place, version):
                found.append(place)
                break
    return found


def _pyenv(version: str) -> list[str]:
    """Those that pyenv keeps, whether or not they are chosen in this folder."""
    root = Path.home() / ".pyenv" / "versions"
    return [str(path / "bin" / "python") for path in sorted(root.glob(f"{version}.*"))]


def _starts(python: str, version: str) -> bool:
    try:
        said = subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return False
    return said.startswith(f"Python {version}.")


def _tried(python: str, wheel: Path, folder: Path, licences: dict[str, str]) -> list[str]:
    """Installed in an environment of its own and run far from the checkout; adds what came along to `licences`."""
    home = Path(tempfile.mkdtemp(dir=folder))
    _run(python, "-I", "-m", "venv", str(home / "venv"))
    inside = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (str(inside / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    version = _run(str(inside / "python"), "--version").strip()
    faults = []
    for asked, extras in ((str(wheel), False), (EXTRAS, True)):  # the second as the commands of the first say
        _run(*pip, asked)
        faults += [f"{version}, {Path(asked).name}: {fault}" for fault in _commands(inside / "runxl", home, extras)]
        _say(f"{version}: {Path(asked).name} installerad och provkörd, {_megabytes(home / 'venv')} MB")
    lines = _run(str(inside / "python"), "-I", "-c", LICENCES).splitlines()
    licences |= {f"{name} {number}": licence for name, number, licence in (line.split("\t") for line in lines)}
    return faults


def _commands(runxl: Path, home: Path, extras: bool) -> Iterator[str]:  # noqa: FBT001 - with the extras, or plain
    """The demonstration, which a plain install has all of but the report, and what needs an extra."""
    story = _run(str(runxl), "demo", "år", "--ersatt", folder=home)
    if "6 helt uppfyllda, 13 delvis" not in story:
        yield "runxl demo gav inte 2024 års bedömning"
    if (home / "år" / "Årsrapport 2024.docx").is_file() is not extras:
        yield "runxl demo skrev rapporten" if not extras else "runxl demo skrev inte rapporten"
    for command, extra in PLAIN.items():
        done = _done(str(runxl), *command, folder=home)
        asks = f'pip install "runxl[{extra}]"' in done.stderr
        if extras and (asks or (done.returncode == REFUSED and "LibreOffice" not in done.stderr)):
            yield f"{' '.join(command)}: {done.stderr}"
        if not extras and (not asks or done.returncode != REFUSED):
            yield f"{' '.join(command)} sa inte vad som saknas: {done.stderr}"


def _megabytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 2**20


def _licences(licences: dict[str, str]) -> list[str]:
    """What runxl comes with, each with its licence; one that is not known to be free is a fault."""
    for name, licence in sorted(licences.items(), key=lambda one: one[0].lower()):
        _say(f"  {name}: {licence}")
    return [f"{name} har licensen «{licence}»" for name, licence in licences.items() if not FREE.search(licence)]


def _run(*command: str, folder: Path | None = None) -> str:
    done = _done(*command, folder=folder)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def _done(*command: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
