"""Random verbs one after another on one plan, with random edits between: nothing is lost, and no verb falls.

What fails is named by its seed. RUNXL_STATES says how many walks of 25 steps there are, RUNXL_FUZZ_SEED where to begin. A step is a
verb; half of them have an edit of the plan before, some of an answer. What costs is kept down by small plans, edits in their XML, documents only now
and then, and by remembering what has been asked (tests/fuzz/remembered.py).
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
from tests.fuzz.edited import shaken
from tests.fuzz.remembered import remembering
from tests.verbs.returns import plan, send, setting

COUNT = int(os.environ.get("RUNXL_STATES", "3"))
FIRST = int(os.environ.get("RUNXL_FUZZ_SEED", "0"))
STEPS = 25
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
MORE = "Delmål;Indikator;Mål 2024;Ansvarig\n1.1;Besök hos Enhet 1;11;Stab\n1.1;Resor med buss;40 %;Enhet 1\n"
LOOKING = {
    "status": ["status", "svar", "--till", PLAN],
    "jämför": ["jamfor", "först.xlsx", PLAN],
    "validera": ["validera", PLAN, "--json"],
    "visa": ["berakna", PLAN, "--bara-visa"],
    "historik": ["historik", PLAN, "-o", "år.csv", "--ersatt"],
}
"""What leaves the plan as it is, byte for byte."""

DOCUMENTS = {
    "rapport": ["rapport", PLAN, "-o", "ut.docx", "--ersatt"],
    "sida": ["rapport", PLAN, "-o", "ut.html", "--ersatt"],
    "bildspel": ["rapport", PLAN, "-o", "ut.pptx", "--ersatt"],
    "sammanfatta": ["sammanfatta", PLAN, "-o", "allt.xlsx", "--ersatt"],
    "fynd": ["validera", PLAN, "-o", "fynd.xlsx", "--ersatt"],
    "läget": ["status", "svar", "--till", PLAN, "-o", "läget.xlsx", "--ersatt"],
    "migrera": ["migrera", PLAN, "-o", "ny.xlsx", "--ersatt"],
    "nästa år": ["ny", "nästa.xlsx", "--fran", PLAN, "--ersatt"],
    "importera": ["importera", PLAN, "-o", "in.xlsx", "--ersatt"],
}
"""The same of what makes files, and costs five to ten times as much: one step in twenty-five."""

SENDING = {"dela": ["dela", PLAN, "-o", "svar", "--mejl", "--ersatt"]}
"""As seldom. It gives a plan that has lost its Plan-id another, and leaves the rest, and all of a plan that has one."""

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
    "hämta": ["importera", "mer.csv", "--till", PLAN],
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
    names, values = (SHEETS, ODD) if rng.random() < 0.6 else (WRITTEN, ODD + HOSTILE)
    shaken(rng, path, names, values)
    if rng.random() < 0.03:  # saved by another program, which leaves out what it does not know
        openpyxl.load_workbook(path).save(path)


def _verb(rng: random.Random) -> tuple[str, list[str]]:
    every = {**DOCUMENTS, **SENDING} if rng.random() < 0.04 else {**LOOKING, **WRITING, **MOVING}
    return rng.choice(list(every.items()))


def _step(rng: random.Random, folder: Path) -> None:
    path = folder / PLAN
    if rng.random() < 0.5:
        _edit(rng, path)
    answers = sorted((folder / "svar").glob("*.xlsx"))
    if answers and rng.random() < 0.2:
        _edit(rng, rng.choice(answers))
    name, command = _verb(rng)
    bytes_before = path.read_bytes()
    before = _filled_in(path) if name in {**WRITING, **SENDING} else {}
    code = main(command)
    assert code in (0, 1, 2), name
    if code == 2 or name not in {**WRITING, **SENDING, **MOVING}:
        assert path.read_bytes() == bytes_before, name
    elif name in SENDING:
        assert _filled_in(path) == before, name
        sent = path.read_bytes()
        assert main(command) == code, name
        assert path.read_bytes() == sent, name
    elif name in WRITING:
        assert _filled_in(path) == before, name
        sizes = [path.stat().st_size]
        for _ in range(2):  # the moment that is told may have become another once, and take another byte; never twice
            once_more = main(command)
            assert once_more <= code, (
                name
            )  # what was wrong in runxl's own cells has been written over; nothing becomes wrong
            code = once_more
            assert _filled_in(path) == before, name
            sizes.append(path.stat().st_size)
            if sizes[-1] == sizes[-2]:
                break
        assert sizes[-1] == sizes[-2], name
    if code != 2 and "-o" in command:
        assert (folder / command[command.index("-o") + 1]).exists(), name


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A plan of few sheets, and one with all; each has been sent out."""
    folders = {}
    for name, units in {"liten": 1, "hel": 3}.items():
        folders[name] = folder = tmp_path_factory.mktemp("gång") / "mapp"
        folder.mkdir()
        plan(folder / PLAN, units=units)
        if name == "liten":
            _of_few_sheets(folder / PLAN)
        setting(folder / PLAN, "Period", "DÅ 1")
        send(folder / PLAN, folder / "svar")
        shutil.copyfile(folder / PLAN, folder / "först.xlsx")
        (folder / "mer.csv").write_text(MORE, encoding="utf-8")
    return folders


def _of_few_sheets(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for title in set(book.sheetnames) - {*SHEETS[:4], *WRITTEN[:3], "Inställningar", "Fynd"}:
        del book[title]
    book.save(path)


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_no_order_of_verbs_and_edits_loses_anything(
    begun: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    folder = tmp_path / "mapp"
    shutil.copytree(begun["liten" if seed % 4 else "hel"], folder)
    monkeypatch.chdir(folder)
    rng = random.Random(seed)  # noqa: S311 – a walk that can be taken again
    with remembering():
        for _ in range(STEPS):
            _step(rng, folder)
    assert not [one.name for one in folder.rglob("*") if ".runxl-" in one.name]
    monkeypatch.chdir(tmp_path)  # Windows removes no folder that somebody stands in
    shutil.rmtree(folder)  # thousands of walks are taken, and none is looked at that ended well
