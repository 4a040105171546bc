"""How often the buttons ask Excel: what decides how long a click takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import crossings
from runxl.addin.main import ACTIONS


def test_no_button_asks_more_often_than_its_goal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    asked = crossings.count(tmp_path)
    assert {name: count for name, count in asked.items() if count > crossings.GOALS[name]} == {}
    assert asked["berakna"] > asked["berakna igen"] > asked["om"] > 0
    assert {name.removesuffix(" igen") for name in asked} == set(ACTIONS)


def test_the_page_tells_of_every_button_and_its_goal() -> None:
    page = (Path(__file__).parents[2] / "docs" / "prestanda.md").read_text(encoding="utf-8")
    for name, goal in crossings.GOALS.items():
        assert any(
            line.startswith(f"| knappen {name} |") and f"| ≤ {goal} frågor | ja |" in line for line in page.splitlines()
        )
