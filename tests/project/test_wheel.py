"""The wheel, as somebody gets it who installs runxl: built, installed and used far from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("build", reason="build, som bygger hjulet, finns inte i den här Python")

TOP = Path(__file__).resolve().parents[2]
_NOT_IN_IT = ("build", "dist", "tests", "benchmarks", "__pycache__")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a copy: a build makes the handbook's pages in its checkout, where other tests read them."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(TOP, folder / "av", ignore=shutil.ignore_patterns(".*", *_NOT_IN_IT))
    command = [sys.executable, "-I", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    command.append(str(folder / "av"))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents; the dependencies are the test environment's own."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-I", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    done = subprocess.run([*pip, str(wheel)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, encoding="utf-8", check=False)


def test_the_wheel_holds_the_data_and_nothing_of_the_workshop(wheel: Path) -> None:
    """The contract, the template and the macro sources are inside; tests and documentation are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("validation/contract.yaml", "validation/tables/mal.yaml", "workbooks/template.xlsx"):
        assert f"runxl/_data/{name}" in names
    assert "runxl/py.typed" in names
    for name in (
        "index.html",
        "sok.html",
        "sok.js",
        "index.js",
        "handbok.css",
        "regler/RX112.html",
        "bilder/start.png",
    ):
        assert f"runxl/_data/handbok/{name}" in names
    assert {name.split("/")[0] for name in names} == {"runxl", names[-1].split("/")[0]}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_package_is_the_one_that_is_used(installed: Path, tmp_path: Path) -> None:
    """Otherwise the tests below would try the checkout."""
    done = run(installed, tmp_path, "-c", "import runxl; print(runxl.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed)


def test_the_installed_command_line_works(installed: Path, tmp_path: Path) -> None:
    """ny, regler and validera find the contract inside the package."""
    made = run(installed, tmp_path, "-m", "runxl", "ny", "plan.xlsx", "--exempel")
    assert (made.returncode, made.stderr) == (0, "")
    shown = run(installed, tmp_path, "-m", "runxl", "regler", "RX103")
    assert shown.stdout.startswith("RX103 ")
    page = run(installed, tmp_path, "-m", "runxl", "handbok", "RX112", "--sokvag").stdout.strip()
    assert "ungefärligt" in Path(page).read_text(encoding="utf-8")
    checked = run(installed, tmp_path, "-m", "runxl", "validera", "plan.xlsx", "--json")
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["filer"][0]["fel"] == 0


USE = """
import sys
sys.path += sys.argv[1:]
import runxl
from runxl.contract import load, regel
load.contract(), regel.rules()
print(runxl.__file__)
"""


def test_pip_takes_everything_away_again(wheel: Path, tmp_path: Path) -> None:
    """Also what the program has kept for itself when it was run."""
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    inside = str(tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    pip = [sys.executable, "-I", "-m", "pip", "--python", inside]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    used = [inside, "-c", USE, *sys.path]
    keeps = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(used, env=keeps, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    package = Path(done.stdout.strip()).parent
    assert package.is_relative_to(tmp_path)
    assert len([one for one in package.rglob("*.kept") if one.stat().st_size]) == 2
    subprocess.run([*pip, "uninstall", "--quiet", "--yes", "runxl"], check=True)
    assert not package.exists()
