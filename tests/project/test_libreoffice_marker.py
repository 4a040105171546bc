"""What needs LibreOffice says so: skipped with one line without it, or a failure where it is demanded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TEST = '''
import pytest

@pytest.mark.libreoffice
def test_one():
    """Needs LibreOffice."""

@pytest.mark.libreoffice
def test_two():
    """Needs it too."""

def test_three():
    """Needs nothing."""
'''


def pytest_without_soffice(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The tests above, on a machine where soffice cannot be found."""
    (folder / "test_it.py").write_text(TEST, encoding="utf-8")
    known = {**os.environ, "PATH": str(folder), "PYTHONPATH": str(TOP), "PYTHONUTF8": "1", **environment}
    options = [
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "-c",
        str(TOP / "pyproject.toml"),
        "--rootdir",
        str(folder),
    ]
    command = [sys.executable, "-P", "-m", "pytest", *options, str(folder / "test_it.py")]
    return subprocess.run(command, env=known, capture_output=True, encoding="utf-8", check=False)


def test_without_libreoffice_one_line_says_what_was_skipped(tmp_path: Path) -> None:
    """And pytest's own closing line stays the last."""
    done = pytest_without_soffice(tmp_path, RUNXL_REQUIRE_LIBREOFFICE="")
    *_, said, closing = done.stdout.splitlines()
    assert done.returncode == 0
    assert said == "2 tester hoppades över: LibreOffice (soffice) finns inte på datorn."
    assert closing.startswith("1 passed, 2 skipped")


def test_where_it_is_demanded_its_absence_is_a_failure(tmp_path: Path) -> None:
    done = pytest_without_soffice(tmp_path, RUNXL_REQUIRE_LIBREOFFICE="1")
    assert done.returncode == 1
    assert "kräver det" in done.stdout
