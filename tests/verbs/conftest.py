"""A plan that has been sent out to five units, made once and copied for each test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.verbs.returns import copied, plan, send


@dataclass(frozen=True)
class Sent:
    """A plan and the folder with the units' workbooks."""

    master: Path
    folder: Path

    def of(self, unit: str) -> Path:
        return self.folder / f"Svar {unit} – Årsrapport 2024.xlsx"


@pytest.fixture(scope="session")
def _original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("utskick")
    send(plan(top / "plan.xlsx", units=5), top / "svar", answer_by=dt.date(2025, 1, 15), today=dt.date(2024, 12, 20))
    return top


@pytest.fixture
def sent(_original: Path, tmp_path: Path) -> Sent:
    """Sent out, and come back as it was."""
    top = copied(_original, tmp_path / "omgang")
    return Sent(top / "plan.xlsx", top / "svar")
