"""What the operating system refuses is told in Swedish, whatever language it was installed in; and where nothing may be written."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest

from runxl.cli import main
from runxl.errors import RunxlError
from runxl.files.target import reason_of, told_in_swedish
from tests.fel.vagar import prepare

ERRORS = [one for one in errno.errorcode if one != errno.EINTR]


@pytest.mark.parametrize("code", ERRORS, ids=[errno.errorcode[one] for one in ERRORS])
def test_no_word_of_the_operating_systems_own_is_shown(code: int) -> None:
    error = OSError(code, os.strerror(code), "plan.xlsx")
    assert os.strerror(code) not in reason_of(error)
    with pytest.raises(RunxlError) as told, told_in_swedish(Path("plan.xlsx")):
        raise error
    assert os.strerror(code) not in str(told.value)


@pytest.mark.parametrize(("verb", "said"), [("validera", "finns ingen fil"), ("ny", "för långt")])
def test_a_name_that_is_too_long_is_told_in_swedish(verb: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, f"{'x' * 300}.xlsx"]) == 2
    told = capsys.readouterr().err.replace("\n", " ")
    assert said in told
    assert "too long" not in told


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
