"""What the contract is compiled to is kept as Python keeps compiled modules."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from runxl import resources
from runxl.contract.kept import kept, leave_unchecked
from runxl.contract.load import load_contract


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    found = tmp_path / "validation"
    found.mkdir()
    (found / "en.yaml").write_text("ett", encoding="utf-8")
    return found


def _read(folder: Path) -> str:
    return kept("prov", folder, (folder / "en.yaml").read_text, folder.parent / "rum")


def test_what_is_kept_holds_until_a_file_changes(folder: Path) -> None:
    seen = (folder / "en.yaml").stat()
    assert _read(folder) == "ett"
    (folder / "en.yaml").write_text("tre", encoding="utf-8")
    os.utime(folder / "en.yaml", ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert _read(folder) == "ett"  # it looks the same as before, in every respect
    os.utime(folder / "en.yaml", ns=(seen.st_atime_ns, seen.st_mtime_ns + 100))  # the least that NTFS tells apart
    assert _read(folder) == "tre"


def test_what_an_installer_has_laid_there_is_believed_whatever_the_files_say(folder: Path) -> None:
    assert _read(folder) == "ett"
    leave_unchecked(folder.parent / "rum")
    (folder / "en.yaml").write_text("fyra", encoding="utf-8")
    assert _read(folder) == "ett"


def test_nothing_is_written_where_python_is_told_to_write_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _read(folder) == "ett"
    assert not (folder.parent / "rum").exists()


def test_a_file_of_anything_else_is_written_anew(folder: Path) -> None:
    assert _read(folder) == "ett"
    (place,) = (folder.parent / "rum").iterdir()
    whole = place.read_bytes()
    for broken in (b"", b"annat", b"annat\nmer", whole[:-1]):
        place.write_bytes(broken)
        assert _read(folder) == "ett"
        assert place.read_bytes() == whole


def test_the_contract_comes_back_as_it_was(folder: Path) -> None:
    fresh = load_contract(resources.validation())
    room = folder.parent / "rum"
    for _ in range(2):
        assert kept("kontrakt", folder, lambda: fresh, room) == fresh
