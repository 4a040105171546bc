"""What the operating system refuses is told in Swedish, whatever language it was installed in; and where nothing may be written."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from runxl.cli import main
from runxl.errors import RunxlError
from runxl.files import save, windows
from runxl.files.target import reason_of, told_in_swedish
from runxl.served import said
from tests.fel.vagar import prepare

ERRORS = [one for one in errno.errorcode if one != errno.EINTR]


@pytest.mark.parametrize("code", ERRORS, ids=[errno.errorcode[one] for one in ERRORS])
def test_no_word_of_the_operating_systems_own_is_shown(code: int) -> None:
    error = OSError(code, os.strerror(code), "plan.xlsx")
    assert os.strerror(code) not in reason_of(error)
    with pytest.raises(RunxlError) as told, told_in_swedish(Path("plan.xlsx")):
        raise error
    assert os.strerror(code) not in str(told.value)


TOO_LONG = {"validera": "finns ingen fil", "ny": "för långt"}
if sys.platform == "win32":  # which counts the whole path, and finds nothing there
    TOO_LONG = {
        "validera": "går inte att öppna: sökvägen är",
        "ny": "går inte att nå: sökvägen med sin säkerhetskopia är",
    }


@pytest.mark.parametrize(("verb", "said"), TOO_LONG.items())
def test_a_name_that_is_too_long_is_told_in_swedish(verb: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, f"{'x' * 300}.xlsx"]) == 2
    told = capsys.readouterr().err.replace("\n", " ")
    assert said in told
    assert "too long" not in told


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Årsplan.xlsx"
    assert main(["ny", str(path), "--exempel"]) == 0
    return path


@pytest.mark.parametrize("verb", ["validera", "berakna"])
def test_a_path_that_windows_does_not_find_is_not_said_to_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    path = tmp_path / "Årsplan.xlsx"
    monkeypatch.setattr(windows, "LONGEST", len(str(path)) - 1)
    assert main([verb, str(path)]) == 2
    told = "".join(capsys.readouterr())
    assert f"Filen går inte att öppna: sökvägen är {len(str(path))} tecken" in told
    assert "kopiera den till en egen mapp" in told


@pytest.mark.parametrize("room", [0, 20])
def test_neither_is_a_workbook_whose_copy_windows_would_not_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], room: int
) -> None:
    path = tmp_path / "Årsplan.xlsx"
    monkeypatch.setattr(windows, "LONGEST", len(str(path)) + room)
    monkeypatch.setattr(save, "claimed", Mock(side_effect=FileNotFoundError(errno.ENOENT, "", "kopian")))
    assert main(["ny", str(path)]) == 2
    told = capsys.readouterr().err
    assert f"Årsplan.xlsx går inte att nå: sökvägen med sin säkerhetskopia är {len(str(path)) + 21} tecken" in told
    assert "LongPathsEnabled" in told


def test_neither_is_a_folder_that_windows_does_not_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "djup"
    monkeypatch.setattr(windows, "LONGEST", len(str(folder)) - 1)
    assert main(["ny", str(folder / "plan.xlsx")]) == 2
    assert "djup går inte att nå: sökvägen är" in capsys.readouterr().err
    assert said(FileNotFoundError(errno.ENOENT, "", str(folder))).startswith("djup går inte att nå: sökvägen är")


def test_a_folder_that_does_not_tell_where_it_lies_is_used_as_it_is_called(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Windows not all networks' can."""
    monkeypatch.setattr(os.path, "realpath", Mock(side_effect=OSError(errno.EINVAL, "")))
    assert main(["validera", str(plan)]) == 0
    assert main(["berakna", str(plan)]) == 0
    assert save.latest_backup(plan)


@pytest.mark.parametrize(
    ("verb", "step", "told"),
    [
        ("berakna", (os, "replace"), "Årsplan.xlsx är öppen i ett annat program, och ingenting har skrivits."),
        ("validera", (Path, "open"), "Filen går inte att öppna: den är öppen i ett annat program."),
    ],
)
def test_a_workbook_that_another_program_holds_is_told_to_be_open(
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    verb: str,
    step: tuple[object, str],
    told: str,
) -> None:
    """As Windows tells of it: by a right that is missing, until one asks. Nothing is left beside it."""
    before = plan.read_bytes()
    with monkeypatch.context() as held:
        held.setattr(*step, Mock(side_effect=PermissionError(errno.EACCES, "", str(plan))))
        held.setattr(windows, "is_held", lambda path: Path(path) == plan)
        held.setattr(save, "_PAUSES", ())
        assert main([verb, str(plan)]) == 2
    assert told in "".join(capsys.readouterr())
    assert (plan.read_bytes(), [one.name for one in plan.parent.iterdir()]) == (before, [plan.name])


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("kopia") / "mapp")


LINKED = pytest.mark.skipif(sys.platform == "win32", reason="Windows kräver rättigheter för länkar")


@pytest.mark.parametrize("options", [[], ["--ersatt"]])
@pytest.mark.parametrize(
    "what",
    [*(pytest.param(one, marks=LINKED) for one in ("länk", "länk till ingenting", "länk i ring")), "mapp"],
)
def test_the_copy_of_a_period_goes_nowhere_else(
    pristine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, options: list[str]
) -> None:
    """Whoever lays a link where the copy is to stand does not choose which file is written."""
    folder = tmp_path / "mapp"
    shutil.copytree(pristine, folder)
    kept, other = folder / "steg (DÅ 1 2024).xlsx", tmp_path / "annan.xlsx"
    if what == "mapp":
        kept.mkdir()
    else:
        kept.symlink_to({"länk": other, "länk till ingenting": tmp_path / "ingen.xlsx", "länk i ring": kept}[what])
    if what == "länk":
        other.write_bytes(b"annat")
    before = (folder / "steg.xlsx").read_bytes()
    assert main(["period", str(folder / "steg.xlsx"), "DÅ 2", *options]) == 2
    assert "ingen vanlig fil" in capsys.readouterr().err.replace("\n", " ")
    assert (folder / "steg.xlsx").read_bytes() == before
    assert not (tmp_path / "ingen.xlsx").exists()
    assert not other.exists() or other.read_bytes() == b"annat"
