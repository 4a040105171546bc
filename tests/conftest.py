"""What every test may ask for: workbooks written as Markdown, and LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from tests import json_documents
from tests.markdown_workbook import write

# Drawn values are the same in every run, so that a clean clone tells of the code and never of the dice;
# `make fuzz` draws new ones (--hypothesis-profile=slump).
settings.register_profile("lika", derandomize=True)
settings.register_profile("slump", max_examples=500)
settings.load_profile("lika")

MakeWorkbook = Callable[..., Path]
"""make_workbook(markdown, name="plan.xlsx") -> Path; see tests/markdown_workbook.py for the Markdown."""

_NO_LIBREOFFICE = "LibreOffice (soffice) finns inte på datorn"


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


def lacking(reason: str) -> NoReturn:
    """The machine lacks a program that a test of LibreOffice needs: a skip, or a failure where it is demanded."""
    if os.environ.get("RUNXL_REQUIRE_LIBREOFFICE") == "1":
        pytest.fail(f"{reason}, men RUNXL_REQUIRE_LIBREOFFICE=1 kräver det", pytrace=False)
    pytest.skip(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs LibreOffice is skipped without it, or fails where it is demanded."""
    if item.get_closest_marker("libreoffice") is None or shutil.which("soffice"):
        return
    lacking(_NO_LIBREOFFICE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line says how many tests were skipped for want of LibreOffice."""
    skipped = [report for report in terminalreporter.getreports("skipped") if _NO_LIBREOFFICE in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tester hoppades över: {_NO_LIBREOFFICE}.")
