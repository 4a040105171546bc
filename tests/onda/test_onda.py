"""Every sample gets the answer that is written beside it: a sample that starts to behave differently fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.onda import container, files, grid, layout, markup, values
from tests.onda.book import with_parts
from tests.onda.conftest import Outcome, Run
from tests.onda.sample import Sample
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each sample has a forked process of its own")

ROOMS = {"paket": container, "xml": markup, "rutnät": grid, "filer": files, "värden": values, "layout": layout}
SAMPLES = {f"{room}: {one.name}": one for room, module in ROOMS.items() for one in module.SAMPLES}
NAMES = [pytest.param(name, marks=pytest.mark.lang) if one.lang else name for name, one in SAMPLES.items()]
THROUGH_THE_SHELL = (
    "paket: bomb, blad",
    "xml: miljarder skratt i xl/workbook.xml",
    "rutnät: två hörn",
    "filer: fifo",
    "värden: felvärde #SPILL!",
)
GIGABYTE = 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`fil` for the sample, `hem` for the home and the temporary folder."""
    for name in ("fil", "hem"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture(scope="session")
def usual(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """The findings of the workbook that nobody has touched."""
    folder = tmp_path_factory.mktemp("hel")
    for name in ("fil", "hem"):
        (folder / name).mkdir()
    done = run(folder, "validera", "--json", str(with_parts(folder / "fil", {})))
    assert done.exit == 0, done.out
    return Counter(found["kod"] for found in _findings(done))


def _findings(done: Outcome) -> list[dict[str, Any]]:
    return [found for file in json.loads(done.out)["filer"] for found in file["fynd"]]


def _listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_there_are_samples_for_the_whole_list() -> None:
    assert len(SAMPLES) == sum(len(module.SAMPLES) for module in ROOMS.values())
    assert len(SAMPLES) >= 120


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gets_its_answer(run: Run, usual: Counter[str], folder: Path, name: str) -> None:
    """In a gigabyte and a minute, in Swedish, with valid JSON, and without a trace anywhere."""
    sample = SAMPLES[name]
    path = sample.make(folder / "fil")
    before = _listing(folder)
    done = run(folder, "validera", "--json", "--", str(path))
    assert "Traceback" not in done.err, done.err
    assert done.exit in (0, 1, 2), done
    assert done.megabytes < GIGABYTE
    assert _listing(folder) == before | {"ut", "fel"}
    _right(sample, usual, path, done)


def _right(sample: Sample, usual: Counter[str], path: Path, done: Outcome) -> None:
    findings = _findings(done)
    codes = Counter(found["kod"] for found in findings)
    words = " ".join(f"{found['meddelande']} {found['atgard']}" for found in findings)
    assert sample.said in words, words
    if sample.code:
        assert (done.exit, codes) == (2, Counter([sample.code])), done.out
        assert done.err.startswith("runxl: ")
        assert path.name in done.err
    else:
        expected = usual + Counter(sample.found)
        expected.subtract(sample.lost)
        assert codes == +expected, f"{codes - usual} came, {usual - codes} went\n{words}"
        assert done.exit == int(any(found["niva"] == "fel" for found in findings))


@pytest.mark.parametrize("name", THROUGH_THE_SHELL)
def test_a_sample_gets_the_same_answer_through_the_shell(run: Run, folder: Path, name: str) -> None:
    """The runner's warm processes stand for cold ones; here are a few cold ones."""
    path = SAMPLES[name].make(folder / "fil")
    warm = run(folder, "validera", "--json", str(path))
    cold = subprocess.run(
        [sys.executable, "-I", "-m", "runxl", "validera", "--json", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    assert (cold.returncode, cold.stdout, cold.stderr) == (warm.exit, warm.out, warm.err)
