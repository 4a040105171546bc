"""Which files a person means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runxl.batch.paths import choose


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with answers in it."""
    names = (
        "svar/b.xlsx", "svar/A.xlsx", "svar/djupt/c.XLSM", "svar/gammal.xls", "svar/brev.docx", "svar/~$b.xlsx",
        "svar/.~lock.b.xlsx#", "svar/._A.xlsx", "svar/b.xlsx.bak-20240101-120000", "svar/.runxl-1.xlsx.tmp",
        "svar/.git/gömd.xlsx", "tom/läs mig.txt",
    )  # fmt: skip
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def chosen(*given: str) -> list[str]:
    return [path.as_posix() for path in choose(given).paths]


def test_folders_give_their_workbooks_in_a_fixed_order(folder: Path) -> None:
    """Recursively, the folder's own files first, capital letters no matter; an .xls is there to get its finding."""
    assert chosen("svar") == ["svar/A.xlsx", "svar/b.xlsx", "svar/gammal.xls", "svar/djupt/c.XLSM"]


def test_lock_files_temporary_files_and_backups_are_left_alone_and_named(folder: Path) -> None:
    """Known by their names, in folders and when a shell pattern has given them."""
    skipped = {path.name for path in choose(["svar"]).skipped}
    assert skipped == {"~$b.xlsx", ".~lock.b.xlsx#", "._A.xlsx", "b.xlsx.bak-20240101-120000", ".runxl-1.xlsx.tmp"}
    given = choose(["svar/~$b.xlsx", "svar/b.xlsx"])
    assert [path.name for path in given.paths] == ["b.xlsx"]
    assert [path.name for path in given.skipped] == ["~$b.xlsx"]


def test_files_keep_the_order_given_and_come_once(folder: Path) -> None:
    """A file that is also in a folder, or given by another name, is read once."""
    assert chosen("svar/b.xlsx", "svar", str(folder / "svar" / "A.xlsx"))[:2] == ["svar/b.xlsx", "svar/A.xlsx"]
    assert len(chosen("svar/b.xlsx", "svar", str(folder / "svar" / "A.xlsx"))) == 4


def test_patterns_are_understood_where_the_shell_leaves_them(folder: Path) -> None:
    assert chosen("svar/*.xlsx") == ["svar/A.xlsx", "svar/b.xlsx"]


def test_what_holds_no_workbook_is_a_finding(folder: Path) -> None:
    reports = choose(["saknas.xlsx", "tom"]).unreadable
    assert [(report.file, report.findings[0].code) for report in reports] == [
        ("saknas.xlsx", "RX001"),
        ("tom", "RX009"),
    ]
    assert not any(report.readable for report in reports)


def test_the_runs_own_report_is_not_read(folder: Path) -> None:
    """A second run with the report in the same folder must not take it for an answer."""
    assert len(choose(["svar"], leave_out=Path("svar/b.xlsx")).paths) == 3


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_that_contains_itself_ends(folder: Path) -> None:
    (folder / "svar" / "runt").symlink_to(folder / "svar", target_is_directory=True)
    assert len(chosen("svar")) == 4
