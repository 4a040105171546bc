"""`make release-check`: everything that must be true before a version is handed out.

Builds the wheel and the sdist, installs the wheel clean on the oldest and the newest supported Python that this machine
has, runs the demonstration from it, lists the licences of what it depends on, and looks for files that are too large.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SUPPORTED = ("3.11", "3.12", "3.13", "3.14", "3.15")
MOST_BYTES = 2**20
FREE = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|ISC|HPND|Unlicense|Zero-Clause", re.IGNORECASE)
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
    _run(str(inside / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    version = _run(str(inside / "python"), "--version").strip()
    story = _run(str(inside / "runxl"), "demo", str(home / "demo"))
    faults = [] if "6 helt uppfyllda, 13 delvis" in story else [f"{version}: runxl demo gav inte 2024 års bedömning"]
    _say(f"{version}: installerad och provkörd")
    lines = _run(str(inside / "python"), "-I", "-c", LICENCES).splitlines()
    licences |= {f"{name} {number}": licence for name, number, licence in (line.split("\t") for line in lines)}
    return faults


def _licences(licences: dict[str, str]) -> list[str]:
    """What runxl comes with, each with its licence; one that is not known to be free is a fault."""
    for name, licence in sorted(licences.items(), key=lambda one: one[0].lower()):
        _say(f"  {name}: {licence}")
    return [f"{name} har licensen «{licence}»" for name, licence in licences.items() if not FREE.search(licence)]


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
