"""Installing, looking over and removing, in a temporary home laid out as each platform lays it out."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from runxl.addin.install import com
from runxl.addin.install import health as looking
from runxl.addin.install.health import Check, status
from runxl.addin.install.machine import Machine
from runxl.addin.install.policy import Policy
from runxl.addin.install.startup import install, remove
from runxl.addin.install.xlam import built, settings
from runxl.addin.server import CLSID, PROGID, Engine
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.opc.pack import contents, packed

PYTHON = sys.executable
XLSTART = "Roaming/Microsoft/Excel/XLSTART/runxl.xlam"
MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/runxl.xlam"
MAC_SCRIPT = "Library/Application Scripts/com.microsoft.Excel/runxl.applescript"
POLICIES = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
PLACES = POLICIES + r"\Trusted Locations"
LISTED = r"Software\Policies\Microsoft\Office\16.0\Excel\Resiliency"
DEFENDER = r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
INTUNE = r"Software\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
NO_CHILDREN, NO_WIN32 = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A", "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"


class Registry:
    """The person's own classes. Somebody else's stands there too."""

    def __init__(self) -> None:
        self.values = {"Word.Document": "Word"}

    def read(self, key: str) -> str | None:
        return self.values.get(key)

    def write(self, values: Mapping[str, str]) -> None:
        self.values |= values

    def delete(self, key: str) -> None:
        for one in [*self.values]:
            if one == key or one.startswith(f"{key}\\"):
                del self.values[one]


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def windows(tmp_path: Path, registry: Registry) -> Machine:
    return Machine("win32", tmp_path, {"APPDATA": str(tmp_path / "Roaming")}, registry)


@pytest.fixture
def mac(tmp_path: Path) -> Machine:
    return Machine("darwin", tmp_path, {})


@pytest.fixture
def python_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the tests that look at something else from starting Python, which Windows alone can do for the buttons."""
    monkeypatch.setattr(looking, "_python", lambda interpreter: Check(f"{interpreter} startar"))
    monkeypatch.setattr(looking, "_call", lambda: None)


def undecided(key: str, name: str) -> int | str | None:
    return None


def files(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


def wrong(machine: Machine, target: str = PYTHON, policy: Policy = undecided) -> list[Check]:
    return [check for check in status(machine, target, policy) if not check.ready]


def test_windows_gets_the_addin_in_excels_startup_folder(windows: Machine, tmp_path: Path) -> None:
    """One file and nothing beside it, for Excel loads all it finds there."""
    assert install(windows, PYTHON) == [tmp_path / XLSTART]
    assert files(tmp_path) == {XLSTART}
    assert settings(tmp_path / XLSTART)["INTERPRETER"] == "", "the same file for everybody"


def test_windows_is_told_which_python_the_buttons_reach(windows: Machine, registry: Registry) -> None:
    """For this person, without a window, and with nothing of the folder it is started in; and told no longer."""
    install(windows, r"C:\Program Files\runxl\python\python.exe")
    command = registry.values[rf"CLSID\{CLSID}\LocalServer32"]
    assert command == r'"C:\Program Files\runxl\python\pythonw.exe" -B -E -P -m runxl.addin.server'
    assert registry.values[rf"{PROGID}\CLSID"] == CLSID
    name = registry.values[rf"CLSID\{CLSID}\PythonCOM"]
    module, _, made = name.rpartition(".")
    assert getattr(import_module(module), made) is Engine
    remove(windows)
    assert registry.values == {"Word.Document": "Word"}
    assert com.registered(registry) is None


def test_what_an_older_version_has_registered_is_gone(windows: Machine, registry: Registry) -> None:
    registry.values[rf"CLSID\{CLSID}\PythonCOMPath"] = r"C:\annat"
    install(windows, PYTHON)
    assert rf"CLSID\{CLSID}\PythonCOMPath" not in registry.values


def test_windows_without_appdata_has_its_usual_place(tmp_path: Path) -> None:
    """The folder that the variable names where nobody has changed it."""
    (written,) = install(Machine("win32", tmp_path, {}), PYTHON)
    assert written.relative_to(tmp_path).as_posix() == f"AppData/{XLSTART}"


def test_macos_gets_the_addin_and_the_script_that_starts_python(mac: Machine, tmp_path: Path) -> None:
    """Each in the folder where Excel for Mac may reach it."""
    install(mac, PYTHON)
    assert files(tmp_path) == {MAC_STARTUP, MAC_SCRIPT}
    assert "on startPython(" in (tmp_path / MAC_SCRIPT).read_text(encoding="utf-8")


def test_linux_is_told_of_libreoffice(tmp_path: Path) -> None:
    """Excel is not there; the same buttons are."""
    for act in (lambda machine: install(machine, PYTHON), remove, lambda machine: status(machine, PYTHON)):
        with pytest.raises(RunxlError, match="--libreoffice"):
            act(Machine("linux", tmp_path, {}))
    assert files(tmp_path) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="säger något annat där Excel finns")
def test_the_command_line_says_so_too(capsys: pytest.CaptureFixture[str]) -> None:
    for action in ("install", "remove", "status"):
        assert main(["addin", action]) == 2
        assert "--libreoffice" in capsys.readouterr().err


def test_installing_again_replaces_our_own(mac: Machine, tmp_path: Path, windows: Machine, registry: Registry) -> None:
    """So that a new version, or another Python, is one command."""
    for machine in (mac, windows):
        install(machine, "/gammal/python")
        install(machine, PYTHON)
    assert settings(tmp_path / MAC_STARTUP)["INTERPRETER"] == sys.executable
    assert com.registered(registry) == com.command(sys.executable)


@pytest.mark.parametrize("theirs", [b"", b"somebody else's", None])
def test_somebody_elses_addin_is_never_touched(windows: Machine, tmp_path: Path, theirs: bytes | None) -> None:
    """Not even one with our name, be it text or an add-in from xlwings itself."""
    import importlib.util

    spec = importlib.util.find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    data = Path(spec.origin).with_name("quickstart_addin_ribbon.xlam").read_bytes() if theirs is None else theirs
    place = tmp_path / XLSTART
    place.parent.mkdir(parents=True)
    place.write_bytes(data)
    with pytest.raises(RunxlError, match="inte skriven av runxl"):
        install(windows, PYTHON)
    assert remove(windows) == []
    assert "inte skriven av runxl" in wrong(windows)[0].text
    assert place.read_bytes() == data


def test_somebody_elses_script_stops_the_whole_installation(mac: Machine, tmp_path: Path) -> None:
    """Nothing is half done: the add-in is not written either."""
    place = tmp_path / MAC_SCRIPT
    place.parent.mkdir(parents=True)
    place.write_text("-- min egen", encoding="utf-8")
    with pytest.raises(RunxlError, match=r"runxl\.applescript är inte skriven av runxl"):
        install(mac, PYTHON)
    assert files(tmp_path) == {MAC_SCRIPT}


def test_removing_leaves_what_others_have_put_there(mac: Machine, tmp_path: Path) -> None:
    """Xlwings' own script among it."""
    install(mac, PYTHON)
    other = (tmp_path / MAC_SCRIPT).with_name("xlwings-0.30.0.applescript")
    other.write_text("annan", encoding="utf-8")
    assert len(remove(mac)) == 2
    assert files(tmp_path) == {other.relative_to(tmp_path).as_posix()}
    assert remove(mac) == []


def test_a_write_that_fails_leaves_the_old_one_whole(
    windows: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when Excel has it open: the message says what to do, and no scrap is left for Excel to load."""
    install(windows, "/gammal/python")
    before = (tmp_path / XLSTART).read_bytes()

    def refuse(_source: Path, target: Path) -> None:
        raise PermissionError(13, "används", str(target))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(RunxlError, match="Stäng programmet"):
        install(windows, PYTHON)
    assert files(tmp_path) == {XLSTART}
    assert (tmp_path / XLSTART).read_bytes() == before


@pytest.mark.parametrize("sign", ["|", "\n", '"'])
def test_a_python_that_excel_cannot_name_is_refused(windows: Machine, tmp_path: Path, sign: str) -> None:
    """Better now than at the first click."""
    with pytest.raises(RunxlError, match="Sökvägen till Python"):
        install(windows, f"/a{sign}b/python")
    assert files(tmp_path) == set()


def test_a_fresh_installation_is_ready(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python is started for real, far from the current folder, and finds runxl."""
    monkeypatch.setattr(looking, "_call", lambda: None)
    install(windows, PYTHON)
    checks = status(windows, PYTHON, undecided)
    assert all(check.ready for check in checks), checks
    assert any("hittar runxl" in check.text for check in checks)


@pytest.mark.usefixtures("python_ready")
def test_what_is_missing_is_said(mac: Machine, tmp_path: Path) -> None:
    """Both files, each with its remedy."""
    assert [check.remedy for check in wrong(mac)] == ["Kör: runxl addin install"] * 2
    install(mac, PYTHON)
    assert wrong(mac) == []
    (tmp_path / MAC_SCRIPT).write_text("-- runxl: gammal", encoding="utf-8")
    assert [check.text for check in wrong(mac)] == [f"{tmp_path / MAC_SCRIPT} är från en annan version av runxl"]


@pytest.mark.usefixtures("python_ready")
def test_a_python_that_has_moved_is_said(mac: Machine, windows: Machine, tmp_path: Path) -> None:
    """And one that is another than the command's own."""
    gone, other = tmp_path / "borta" / "python.exe", tmp_path / "python.exe"
    other.touch()
    install(mac, str(gone))
    assert f"pekar på en Python som inte finns längre: {gone}" in wrong(mac)[0].text
    install(mac, str(other))
    assert "pekar på en annan Python" in wrong(mac)[0].text
    install(windows, str(other))
    (check,) = wrong(windows)
    assert check.text.startswith("Knapparna når en annan Python, eller en annan version: ")
    assert "pythonw.exe" in check.text


@pytest.mark.usefixtures("python_ready")
def test_buttons_that_are_not_registered_are_said(windows: Machine, registry: Registry) -> None:
    """As where the add-in was handed out as a file."""
    install(windows, PYTHON)
    com.unregister(registry)
    (check,) = wrong(windows)
    assert check.text == "Windows vet inte vilken Python knapparna ska nå"
    assert check.remedy == "Kör: runxl addin install"


@pytest.mark.usefixtures("python_ready")
def test_a_windows_that_does_not_start_python_is_said(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the organisation decides which programs may be started."""
    install(windows, PYTHON)
    assert any("Windows startar Python åt knapparna" in one.text for one in status(windows, PYTHON, undecided))
    monkeypatch.setattr(looking, "_call", lambda: 1 / 0)
    (check,) = wrong(windows)
    assert "Windows startar inte Python åt knapparna: division by zero" in check.text
    assert "pythonw.exe" in check.remedy


@pytest.mark.usefixtures("python_ready")
def test_versions_that_differ_are_said(windows: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr("runxl.addin.install.xlam.__version__", "0.0.1")
        install(windows, PYTHON)
    (check,) = wrong(windows)
    assert check.text.endswith("är från en annan version av runxl")
    assert check.remedy == "Avsluta Excel. Kör: runxl addin install"


@pytest.mark.usefixtures("python_ready")
def test_an_addin_that_somebody_has_signed_is_as_good(
    windows: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of this version, with a signature in it; without one it is something else than what would be built."""
    install(windows, PYTHON)
    parts = contents(built(""))
    for name, ready in (("xl/vbaProjectSignature.bin", True), ("xl/annat.bin", False)):
        (tmp_path / XLSTART).write_bytes(packed(parts | {name: b"x"}))
        checks = [one for one in status(windows, PYTHON, undecided) if "runxl.xlam" in one.text]
        assert [one.ready for one in checks] == [ready], name
    assert "signerad" not in checks[0].text


@pytest.mark.usefixtures("python_ready")
def test_a_mark_of_the_web_is_said(windows: Machine, tmp_path: Path) -> None:
    """Windows keeps it in a stream beside the file, which here is a file of that name."""
    install(windows, PYTHON)
    (tmp_path / f"{XLSTART}:Zone.Identifier").touch()
    (check,) = wrong(windows)
    assert "hämtad från internet" in check.text
    assert "Avblockera" in check.remedy


@pytest.mark.usefixtures("python_ready")
@pytest.mark.parametrize(
    ("decided", "said"),
    [
        ({(PLACES, "AllLocationsDisabled"): 1}, "inte litar på sin egen startmapp"),
        ({(PLACES, "AllLocationsDisabled"): 1, (POLICIES, "VBAWarnings"): 4}, "stänger av osignerade makron"),
        ({(POLICIES, "RequireAddinSig"): 1}, "inte är signerat"),
        ({(POLICIES, "DisableAllAddins"): 1}, "stänger av alla tillägg"),
        ({(LISTED, "RestrictToList"): 1}, "runxl.xlam står inte där"),
        ({(r"Software\Policies\Microsoft\Windows\SrpV2\Exe", "EnforcementMode"): 1}, "AppLocker"),
    ],
)
def test_a_policy_that_may_stop_macros_is_said(
    windows: Machine, decided: dict[tuple[str, str], int | str], said: str
) -> None:
    """With where IT can read what is needed."""
    install(windows, PYTHON)
    (check,) = wrong(windows, policy=lambda *asked: decided.get(asked))
    assert said in check.text
    assert "runxl handbok it" in check.remedy


@pytest.mark.usefixtures("python_ready")
@pytest.mark.parametrize(
    "decided",
    [
        {},
        {(POLICIES, "VBAWarnings"): 4},
        {(PLACES, "AllLocationsDisabled"): 0},
        {(DEFENDER, NO_CHILDREN): "1", (DEFENDER, NO_WIN32): "1"},
        {(LISTED, "RestrictToList"): 1, (rf"{LISTED}\AddinList", "runxl.xlam"): "1"},
        {(r"Software\Policies\Microsoft\Windows\SrpV2\Exe", "EnforcementMode"): 0},
    ],
)
def test_a_policy_that_does_not_matter_is_not_mentioned(
    windows: Machine, decided: dict[tuple[str, str], int | str]
) -> None:
    """Excel trusts its start-up folder whatever it thinks of macros elsewhere."""
    install(windows, PYTHON)
    assert wrong(windows, policy=lambda *asked: decided.get(asked)) == []


@pytest.mark.usefixtures("python_ready")
@pytest.mark.parametrize(
    ("decided", "named"),
    [
        ({}, []),
        ({(DEFENDER, NO_CHILDREN): "1"}, ["D4F940AB"]),
        ({(INTUNE, NO_CHILDREN): "6", (DEFENDER, NO_WIN32): "1"}, ["D4F940AB", "92E97FA1"]),
        ({(DEFENDER, NO_CHILDREN): "2"}, []),  # audit: it only takes note
        ({(DEFENDER, NO_CHILDREN): "0", (INTUNE, NO_CHILDREN): "1"}, []),  # the organisation's word goes first
    ],
)
def test_a_rule_of_defenders_is_told_and_stops_nothing(
    windows: Machine, decided: dict[tuple[str, str], int | str], named: list[str]
) -> None:
    """Whoever has set it will ask."""
    install(windows, PYTHON)
    checks = status(windows, PYTHON, lambda *asked: decided.get(asked))
    assert all(check.ready for check in checks)
    assert [name for name in ("D4F940AB", "92E97FA1") if any(f"({name}) gäller" in one.text for one in checks)] == named


@pytest.mark.usefixtures("python_ready")
@pytest.mark.parametrize(("value", "told"), [(0, True), (1, False)])
def test_what_a_person_can_click_away_is_told_and_stops_nothing(windows: Machine, value: int, *, told: bool) -> None:
    """The policy is named after what it switches off: 0 has workbooks on the network opened in Protected View."""
    install(windows, PYTHON)
    decided: dict[tuple[str, str], int | str] = {(rf"{POLICIES}\ProtectedView", "DisableIntranetCheck"): value}
    checks = status(windows, PYTHON, lambda *asked: decided.get(asked))
    assert all(check.ready for check in checks)
    assert any("Aktivera redigering" in check.text for check in checks) == told


@pytest.mark.usefixtures("python_ready")
def test_a_startup_folder_on_the_network_is_said(tmp_path: Path) -> None:
    """Excel trusts no places there unless told to."""
    machine = Machine("win32", tmp_path, {"APPDATA": str(tmp_path)}, Registry())
    install(machine, PYTHON)
    assert wrong(machine) == []
    far = Machine("win32", tmp_path, {"APPDATA": r"\\server\hem$\anna"})
    assert any("ligger på nätverket" in check.text for check in wrong(far))


def test_a_python_that_does_not_start_is_said(
    windows: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that starts but has no runxl."""
    monkeypatch.setattr(looking, "_call", lambda: None)
    target = str(tmp_path / "python")
    install(windows, target)
    assert any("går inte att starta" in check.text for check in wrong(windows, target))
    Path(target).write_text("#!/bin/sh\necho 'No module named runxl' >&2\nexit 1\n", encoding="utf-8")
    Path(target).chmod(0o755)
    (check,) = wrong(windows, target)
    assert check.text.endswith("startar men hittar inte runxl: No module named runxl")


@pytest.mark.usefixtures("python_ready")
def test_status_answers_with_its_exit_code(
    windows: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 when all is in place, 1 when something is to be mended."""
    monkeypatch.setattr(looking, "this_machine", lambda: windows)
    assert main(["addin", "status"]) == 1
    assert "Kör: runxl addin install." in capsys.readouterr().out
    install(windows)
    assert main(["addin", "status"]) == 0
    assert "Tillägget är klart att använda." in capsys.readouterr().out


@pytest.mark.usefixtures("python_ready")
def test_the_command_line_installs_and_removes(
    mac: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says each file, and what to do next."""
    for module in ("startup", "health"):
        monkeypatch.setattr(f"runxl.addin.install.{module}.this_machine", lambda: mac)
    assert main(["addin", "install"]) == 0
    said = capsys.readouterr().out
    assert f"{tmp_path / MAC_SCRIPT} är skriven." in said
    assert said.endswith("Starta om Excel: knapparna finns i fliken Måluppfyllelse.\n")
    assert main(["addin", "remove"]) == 0
    assert f"{tmp_path / MAC_STARTUP} är borttagen." in capsys.readouterr().out
    assert main(["addin", "remove"]) == 0
    assert capsys.readouterr().out == "Det fanns inget tillägg från runxl att ta bort.\n"
    assert files(tmp_path) == set()
