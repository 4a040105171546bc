"""The scripts of docs/exempel, run as they stand on the example of 2024."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import distributed
import pandera.errors
import pytest

import runxl
from docs.exempel import anteckningsbok, egen_kontroll, kluster, nattkorning, utskick, varfor_gult
from runxl.contract import own_checks
from tests.project.test_docs import TOP


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return runxl.new(tmp_path_factory.mktemp("exempel") / "plan.xlsx", example=True)


@pytest.fixture
def plan(example: Path, tmp_path: Path) -> Path:
    (tmp_path / "planer").mkdir()
    return Path(shutil.copy(example, tmp_path / "planer" / "plan.xlsx"))


def test_every_night_the_plans_are_computed_and_summarised(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read is a fault of its own; a folder where nothing can is no result at all."""
    folder, summary = plan.parent, plan.parent.parent / "alla.xlsx"
    assert nattkorning.run(folder, summary) == 0
    assert "celler ändrade" in capsys.readouterr().out
    assert runxl.read(plan).frame("Delmål")["Beräknad status"].notna().all()
    (folder / "trasig.xlsx").write_text("hej", encoding="utf-8")
    assert nattkorning.run(folder, summary) == 1
    assert "trasig.xlsx" in capsys.readouterr().out
    plan.unlink()
    assert nattkorning.run(folder, summary) == 2


def test_a_region_finds_what_it_looks_for(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = own_checks.Joined("regionens", egen_kontroll.checks)
    for room in ("runxl.check.own", "runxl.contract.own_checks"):
        monkeypatch.setattr(f"{room}.joined", lambda: (joined,))
    codes = [one.code for one in runxl.validate(plan)]
    assert "REG001" in codes
    assert "RX030" not in codes


def test_a_notebook_asks_the_frames(plan: Path) -> None:
    weakest = anteckningsbok.weakest(plan)
    assert weakest["Måluppfyllelse"].is_monotonic_increasing
    assert len(weakest) == 5
    assert anteckningsbok.answered_in_words(plan).sum() > 0
    with pytest.raises(pandera.errors.SchemaError):
        anteckningsbok.with_sources(plan)


def test_what_holds_back_is_told(plan: Path) -> None:
    held = list(varfor_gult.held_back(runxl.assess(plan)))
    assert len(held) == 13
    assert all(one.because for one in held)


def test_a_round_is_sent_out_and_reminded(plan: Path, tmp_path: Path) -> None:
    sent = utskick.send_out(plan, tmp_path / "ut", dt.date(2025, 1, 15))
    assert len(sent) == 7
    assert list((tmp_path / "ut").glob("*.eml"))
    reminded = utskick.remind(plan, tmp_path / "ut", tmp_path / "om")
    assert reminded
    assert list((tmp_path / "om").glob("*.eml"))


def test_a_cluster_reads_the_archive(plan: Path, tmp_path: Path) -> None:
    """Of processes, which load the script anew; the next run reads nothing that has not changed."""
    one: Any = distributed.LocalCluster
    with one(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster:
        done = kluster.main(plan.parent, tmp_path / "alla.xlsx", cluster.scheduler_address)
    assert (done.read, done.faults) == (1, 0)
    assert (tmp_path / "alla.minne").exists()


def test_no_field_of_the_python_faces_is_without_words() -> None:
    """Nor without a place in the table."""
    text = (TOP / "docs" / "api.md").read_text(encoding="utf-8")
    assert "| Field | Type | Is |" in text
    assert "| Field | Type |\n" not in text
    assert [line for line in text.splitlines() if line.startswith("| `") and line.endswith("|  |")] == []
