"""What every test may ask for: workbooks written as Markdown, and LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

from tests import browser, json_documents
from tests.markdown_workbook import write

# Drawn values are the same in every run, so that a clean clone tells of the code and never of the dice;
# `make fuzz` draws new ones (--hypothesis-profile=slump).
# No clock decides: a busy machine is no fault of the code.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("lika", patient, derandomize=True, max_examples=50)
settings.register_profile("slump", patient, max_examples=500)
settings.load_profile("lika")

MakeWorkbook = Callable[..., Path]
"""make_workbook(markdown, name="plan.xlsx") -> Path; see tests/markdown_workbook.py for the Markdown."""

_NO_LIBREOFFICE = "LibreOffice (soffice) finns inte på datorn"
_NO_BROWSER = "Chromium finns inte på datorn"


@pytest.fixture(autouse=True, scope="session")
def _no_disk_is_waited_for() -> Iterator[None]:
    """What a disk holds when the power goes is asked by no test; how a failed fsync is told is, in tests/fel."""
    with mock.patch.object(os, "fsync", _at_once):
        yield


def _at_once(_: int) -> None:
    pass


@pytest.fixture(autouse=True)
def _documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever JSON a command prints in a test is as its schema says."""
    json_documents.watched(monkeypatch)


@pytest.fixture
def make_workbook(tmp_path: Path) -> MakeWorkbook:
    def make(markdown: str = "", name: str = "plan.xlsx") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return write(markdown, path)

    return make


def lacking(reason: str, demand: str = "RUNXL_REQUIRE_LIBREOFFICE") -> NoReturn:
    """The machine lacks a program that a test needs: a skip, or a failure where it is demanded."""
    if os.environ.get(demand) == "1":
        pytest.fail(f"{reason}, men {demand}=1 kräver det", pytrace=False)
    pytest.skip(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs LibreOffice or a browser is skipped without it, or fails where it is demanded."""
    if item.get_closest_marker("libreoffice") and not shutil.which("soffice"):
        lacking(_NO_LIBREOFFICE)
    if item.get_closest_marker("browser") and not browser.program():
        lacking(_NO_BROWSER, "RUNXL_REQUIRE_BROWSER")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line says how many tests were skipped for want of LibreOffice, and one for want of a browser."""
    told = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for reason in (_NO_LIBREOFFICE, _NO_BROWSER):
        skipped = sum(reason in one for one in told)
        if skipped:
            terminalreporter.write_line(f"{skipped} tester hoppades över: {reason}.")
