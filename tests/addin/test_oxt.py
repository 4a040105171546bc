"""LibreOffice's toolbar: the extension is built, installed by LibreOffice itself, and its buttons are pressed."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import runxl
from runxl import office, resources
from runxl.addin.install import oxt
from runxl.addin.main import ACTIONS
from runxl.errors import RunxlError
from tests.addin.office import Office, require_uno
from tests.conftest import lacking

_PYTHON = "{}.{}".format(*sys.version_info[:2])


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no order of a folder shows."""
    assert oxt.build(tmp_path / "a.oxt").read_bytes() == oxt.build(tmp_path / "b.oxt").read_bytes()


def test_every_action_has_its_button_and_menu_item(tmp_path: Path) -> None:
    """And every file that the manifest names is there, the version filled in."""
    with zipfile.ZipFile(oxt.build(tmp_path / "a.oxt")) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    actions = re.findall(r"service:se\.runxl\.Maluppfyllelse\?(\w+)<", parts["Addons.xcu"])
    assert actions == [*ACTIONS, *ACTIONS]
    places = re.findall(r'node oor:name="(k\d+)"', parts["Addons.xcu"])
    assert places == sorted(set(places)) * 2, "LibreOffice shows them in the order of their names"
    assert set(re.findall(r'full-path="([^"]+)"', parts["META-INF/manifest.xml"])) <= parts.keys()
    assert f'<version value="{runxl.__version__}"/>' in parts["description.xml"]
    place: dict[str, Any] = {}
    exec(parts["python/pythonpath/runxl_place.py"], place)  # noqa: S102  # our own
    assert place["PYTHON"] == _PYTHON
    assert (Path(place["PATHS"][0]) / "runxl" / "__init__.py").is_file()


def test_buttons_have_the_ribbons_names() -> None:
    """One word for one thing in both programs."""
    ribbon = ET.parse(resources.macros() / "excel" / "customUI14.xml")  # noqa: S314  # our own
    labels = {one.get("tag"): one.get("label") for one in ribbon.iter() if one.get("tag") in ACTIONS}
    text = (resources.macros() / "libreoffice" / "Addons.xcu").read_text(encoding="utf-8")
    found = re.findall(r"Maluppfyllelse\?(\w+)<.*?xml:lang=\"sv\">([^<]+)<", text, re.DOTALL)
    assert dict(found) == labels


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="programmen i provet är skalskript")
@pytest.mark.parametrize(
    ("listed", "python", "wrong"),
    [
        ("Identifier: se.runxl.maluppfyllelse\n  Version: {version}", _PYTHON, []),
        ("Identifier: se.runxl.maluppfyllelse\n  Version: 0.0.1", _PYTHON, ["Stäng LibreOffice och kör"]),
        ("<none>", _PYTHON, ["Kör runxl addin install --libreoffice"]),
        ("Identifier: se.runxl.maluppfyllelse\n  Version: {version}", "3.8", ["Python 3.8"]),
    ],
    ids=["ready", "old", "not installed", "other Python"],
)
def test_status_says_what_is_wrong_and_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str, python: str, wrong: list[str]
) -> None:
    """LibreOffice stands in as two small programs."""
    program(tmp_path, "unopkg", f'echo "{listed.format(version=runxl.__version__)}"')
    program(tmp_path, "python", f"echo {python}")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    remedies = [one.remedy for one in oxt.status() if one.remedy]
    assert len(remedies) == len(wrong)
    assert all(word in remedy for word, remedy in zip(wrong, remedies, strict=True))
    if python != _PYTHON:
        with pytest.raises(RunxlError, match=r"Ingenting har installerats.*Installera runxl för Python 3\.8"):
            oxt.install()


def test_without_libreoffice_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """By status as a finding, by install as an error."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "FOLDERS", ())
    assert "Installera LibreOffice" in oxt.status()[0].remedy
    with pytest.raises(RunxlError, match="LibreOffice hittas inte"):
        oxt.install()


@pytest.fixture
def user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, list[str]]]:
    """A home and how to run LibreOffice there. Its installer refuses root, so root lets nobody run it."""
    require_uno()
    if os.getuid() != 0:
        yield tmp_path_factory.mktemp("hem"), []
        return
    if not shutil.which("runuser") or not shutil.which("unopkg"):
        lacking("unopkg vägrar root, och runuser finns inte så att nobody kan köra den")
    home = Path(tempfile.mkdtemp(prefix="runxl-hem-"))  # pytest's own folders are root's alone
    shutil.chown(home, "nobody")
    command = ["runuser", "-u", "nobody", "--", "env", f"HOME={home}", "PYTHONDONTWRITEBYTECODE=1"]
    binaries = tmp_path_factory.mktemp("bin")
    # What root has built in a folder of its own must be where nobody can read it.
    copy = f'set --; for one in $all; do case "$one" in *.oxt) cp "$one" {home}/x.oxt; chmod 644 {home}/x.oxt; one={home}/x.oxt;; esac; set -- "$@" "$one"; done'
    program(binaries, "unopkg", f'all="$*"\n{copy}\ncd {home}\nexec {" ".join(command)} {shutil.which("unopkg")} "$@"')
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")
    yield home, command
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is waited for as long as it lives: a machine may be busy with other things."""
    monkeypatch.setattr(office, "WAIT", None)


@pytest.mark.libreoffice
@pytest.mark.usefixtures("_patience")
@pytest.mark.skipif(sys.platform == "win32", reason="provet startar LibreOffice som en annan användare")
def test_the_toolbars_job_computes_in_the_open_workbook(user: tuple[Path, list[str]]) -> None:
    """Installed, started from its own address, the results stand in the open document; then removed again."""
    home, command = user
    profile = home / "profil"
    oxt.install(profile)
    assert [one.remedy for one in oxt.status(profile) if one.remedy] == []
    path = runxl.new(home / "plan.xlsx", example=True)
    if command:
        shutil.chown(path, "nobody")
    with Office(profile, tuple(command), RUNXL_CACHE=str(home / "cache")) as office:
        model = office.load(path)
        try:
            shown = model.CurrentController.Frame.LayoutManager
            assert shown.getElement("private:resource/toolbar/addon_se.runxl.maluppfyllelse") is not None
            press(office, model, "berakna")
            statuses = column(model, "Indikatorer", "Status")
            assert (statuses.count("Helt"), statuses.count("Delvis"), statuses.count("Inte")) == (31, 9, 13)
            summary = model.Sheets.getByName("Sammanfattning")
            assert "53 indikatorer: 31 helt uppfyllda" in summary.getCellRangeByName("B8").String
            assert column(model, "Tidigare perioder", "Objekt").count("Delmål") == 19
            press(office, model, "angra")
            assert column(model, "Indikatorer", "Status").count("Helt") == 0
            press(office, model, "godta")
            assert model.CurrentController.ActiveSheet.Name == "Förslag"
        finally:
            model.close(True)
    assert not (home / "cache" / "logg").exists()
    oxt.remove(profile)
    assert "inte installerat" in oxt.status(profile)[-1].text


def press(office: Office, model: Any, action: str) -> None:
    """What a click in the toolbar does."""
    name = "com.sun.star.frame.DispatchHelper"
    helper = office.context.ServiceManager.createInstanceWithContext(name, office.context)
    frame = model.CurrentController.Frame
    helper.executeDispatch(frame, f"service:se.runxl.Maluppfyllelse?{action}", "", 0, ())


def column(model: Any, sheet: str, title: str) -> list[Any]:
    """A column below its header, as LibreOffice has it."""
    assert import_module("uno")
    cursor = model.Sheets.getByName(sheet).createCursor()
    cursor.gotoEndOfUsedArea(True)
    header, *rows = cursor.getDataArray()
    return [row[header.index(title)] for row in rows]
