"""The Excel that a test of the buttons is given."""

from __future__ import annotations

import datetime as dt
import webbrowser
from pathlib import Path

import pytest

from runxl.addin import compute
from tests.addin.every_excel import Opened, awake, mac, started
from tests.output.workbooks import NOW


@pytest.fixture
def moment() -> dt.datetime:
    """What the clock of the Python that answers says."""
    return NOW


@pytest.fixture(params=[awake, started, mac], ids=["awake", "started", "mac"])
def opened(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: dt.datetime
) -> Opened:
    """Opens a workbook in each of the three."""
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(compute, "now", lambda: moment)
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    return lambda path: request.param(path, monkeypatch)
