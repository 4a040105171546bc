"""runxl ny."""

from __future__ import annotations

from pathlib import Path

import pytest

import runxl
from runxl.cli import main


def test_it_says_what_it_made_and_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The name, and the next command ready to copy."""
    path = tmp_path / "Plan 2026.xlsx"
    assert main(["ny", str(path), "--ar", "2026", "--namnd", "Kulturnämnden", "--styrmodell", "norrbotten"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{path} är skapad.\n")
    assert f'runxl validera "{path}"' in out
    assert err == ""
    settings = {row["Inställning"]: row["Värde"] for row in runxl.read(path).to_dict()["Inställningar"]}
    assert (settings["År"], settings["Nämnd"], settings["Styrmodell"]) == (2026, "Kulturnämnden", "Region Norrbotten")


def test_an_existing_file_is_only_replaced_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and an untouched file without --ersatt."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"mine")
    assert main(["ny", str(path)]) == 2
    assert "--ersatt" in capsys.readouterr().err
    assert path.read_bytes() == b"mine"
    assert main(["ny", str(path), "--exempel", "--ersatt"]) == 0
    assert runxl.read(path).readable


@pytest.mark.parametrize(
    ("name", "more"), [("plan.txt", []), ("ingen/plan.xlsx", []), ("plan.xlsx", ["--styrmodell", "skane"])]
)
def test_what_cannot_be_made_is_one_line(
    name: str, more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong ending, a folder that is not there, an unknown styrmodell."""
    assert main(["ny", str(tmp_path / name), *more]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert list(tmp_path.iterdir()) == []
