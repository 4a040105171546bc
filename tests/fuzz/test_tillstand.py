"""Random verbs one after another on one plan, with random edits between: nothing is lost, and no verb falls.

What fails is named by its seed. RUNXL_STATES says how many walks there are, RUNXL_FUZZ_SEED where to begin.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import openpyxl
import pytest

from runxl.cli import main
from runxl.contract.load import contract
from runxl.workbook.read import read
from runxl.workbook.tables import Raw
from tests.verbs.returns import plan

COUNT = int(os.environ.get("RUNXL_STATES", "3"))
FIRST = int(os.environ.get("RUNXL_FUZZ_SEED", "0"))
STEPS = 6
ODD = (
    "",
    "95",
    95,
    0.4,
    "Svar saknas",
    "=1+1",
    "ja",
    "3.10",
    "-",
    "x" * 300,
    "två\nrader",
    "😀",
    "2024-05-01",
    "Helt",
    "{x}",
)
HOSTILE = (
    "Ja",
    "Utfall",
    "Nr",
    "Indikatorer",
    "1.1.1",
    "Enhet 1",
    "..\\..\\x.xlsx",
    "\\\\server\\share",
    "javascript:alert(1)",
    "a: &a [*a]",
    -1,
    1e300,
    True,
)
"""What steers something where it stands: on Förslag, Insamling, Inställningar, Enheter."""

SHEETS = ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag", "Texter")
WRITTEN = (
    "Förslag",
    "Insamling",
    "Tidigare perioder",
    "Periodvärden",
    "Dispenser",
    "Enheter",
    "Inställningar",
    "Styrmodell",
)
PLAN = "plan.xlsx"
LOOKING = {
    "status": ["status", "svar", "--till", PLAN],
    "jämför": ["jamfor", "först.xlsx", PLAN],
    "validera": ["validera", PLAN, "--json"],
    "visa": ["berakna", PLAN, "--bara-visa"],
    "rapport": ["rapport", PLAN, "-o", "ut.docx", "--ersatt"],
    "sida": ["rapport", PLAN, "-o", "ut.html", "--ersatt"],
    "bildspel": ["rapport", PLAN, "-o", "ut.pptx", "--ersatt"],
    "sammanfatta": ["sammanfatta", PLAN, "-o", "allt.xlsx", "--ersatt"],
    "dela": ["dela", PLAN, "-o", "svar", "--mejl", "--ersatt"],
    "migrera": ["migrera", PLAN, "-o", "ny.xlsx", "--ersatt"],
    "nästa år": ["ny", "nästa.xlsx", "--fran", PLAN, "--ersatt"],
}
"""What leaves the plan as it is, byte for byte."""

WRITING = {
    "beräkna": ["berakna", PLAN],
    "markera": ["validera", PLAN, "--markera"],
}
"""What leaves what people have filled in as it is."""

MOVING = {
    "godta": ["godta", PLAN],
    "samla": ["samla", "svar", "--till", PLAN],
    "DÅ 2": ["period", PLAN, "DÅ 2"],
    "bokslut": ["period", PLAN, "Årsrapport"],
}
"""What may change it."""


def _filled_in(path: Path) -> dict[str, list[list[Raw]]]:
    """What people have written, and the period: all but what runxl writes."""
    book = read(path)
    return {
        name: [table.values(column.name) for column in contract().tables[name].columns if column.is_input]
        for name, table in book.tables.items()
        if contract().tables[name].kind == "data"
    }


def _edit(rng: random.Random, path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for _ in range(rng.randrange(1, 4)):
        names, values = (SHEETS, ODD) if rng.random() < 0.6 else (WRITTEN, ODD + HOSTILE)
        ws = book[rng.choice([name for name in names if name in book.sheetnames])]
        cell = ws.cell(rng.randrange(2, max(3, ws.max_row + 2)), rng.randrange(1, ws.max_column + 1))
        cell.value = rng.choice(values)
    book.save(path)


def _walk(rng: random.Random, folder: Path) -> None:
    every = {**LOOKING, **WRITING, **MOVING}
    weights = [1 if name in LOOKING else 3 for name in every]  # documents cost most, and change nothing
    for _ in range(STEPS):
        if rng.random() < 0.5:
            _edit(rng, folder / PLAN)
        (name,) = rng.choices(list(every), weights)
        before, bytes_before = _filled_in(folder / PLAN), (folder / PLAN).read_bytes()
        code = main(every[name])
        assert code in (0, 1, 2), name
        after = _filled_in(folder / PLAN)
        if code == 2 or name in LOOKING:
            assert (folder / PLAN).read_bytes() == bytes_before, name
        if name in WRITING:
            assert after == before, name
        if code != 2 and "-o" in every[name]:
            assert (folder / every[name][every[name].index("-o") + 1]).exists(), name
        if name in WRITING and code != 2:
            once = (folder / PLAN).read_bytes()
            assert main(every[name]) == code, name
            assert _filled_in(folder / PLAN) == after, name
            assert len((folder / PLAN).read_bytes()) == len(once), name
    assert not [one.name for one in folder.rglob("*") if ".runxl-" in one.name]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gång") / "mapp"
    (folder / "svar").mkdir(parents=True)
    plan(folder / PLAN, units=3)
    shutil.copyfile(folder / PLAN, folder / "först.xlsx")
    return folder


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_no_order_of_verbs_and_edits_loses_anything(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    shutil.copytree(begun, tmp_path / "mapp")
    monkeypatch.chdir(tmp_path / "mapp")
    _walk(random.Random(seed), tmp_path / "mapp")  # noqa: S311 – a walk that can be taken again
