"""Many returns with trouble planted among them: each is found in its file, and its neighbours are left in peace.

RUNXL_RETURNS=300 (`make fuzz`) makes as many returns as a region has; as a rule there is one for each kind of trouble.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from runxl.verbs.samla.collect import Collected
from runxl.verbs.validera.validate import validate
from tests.verbs.returns import changed, column_of, gathered, plan, put, row_of, send, setting, value

RETURNS = int(os.environ.get("RUNXL_RETURNS", "28"))
SOUND = 3
"""One return of so many has no trouble."""

Plant = Callable[[Path, str], object]


def _cell(header: str, to: object) -> Plant:
    return lambda path, nr: put(path, {("Indikatorer", f"{nr}.1", header): to})


def _sheet(change: Callable[[Worksheet, str], object], sheet: str = "Indikatorer") -> Plant:
    return lambda path, nr: changed(path, lambda book: change(book[sheet], nr))


def _error(ws: Worksheet, nr: str) -> None:
    cell = ws.cell(row_of(ws, f"{nr}.1"), column_of(ws, "Utfall"))
    cell.value, cell.data_type = "#DIV/0!", "e"


def _rename(ws: Worksheet, _: str) -> None:
    ws.cell(1, column_of(ws, "Utfall")).value = "Resultat i år"


def _add(ws: Worksheet, nr: str) -> None:
    row = ws.max_row + 1
    for header, text in (("Nr", f"{nr}.8"), ("Delmål", nr), ("Indikator", "Egen"), ("Typ", "Minst")):
        ws.cell(row, column_of(ws, header)).value = text
    ws.cell(row, column_of(ws, "Målvärde")).value = 1
    ws.cell(row, column_of(ws, "Utfall")).value = 1


def _remove_sheet(path: Path, _: str) -> None:
    def remove(book: openpyxl.Workbook) -> None:
        del book["Aktiviteter"]

    changed(path, remove)


PLANTED: tuple[tuple[set[str], Plant], ...] = (
    ({"RX004"}, lambda path, _: path.write_bytes(path.read_bytes()[:3000])),
    ({"RX002"}, lambda path, _: path.write_text("Vi har svarat i mejlet.", encoding="utf-8")),
    ({"RX501"}, lambda path, _: setting(path, "Plan-id", "annan")),
    ({"RX502"}, lambda path, _: setting(path, "Nämnd", "Kulturnämnden")),
    ({"RX503"}, lambda path, _: setting(path, "År", 2023)),
    ({"RX504"}, lambda path, _: setting(path, "Period", "DÅ 2")),
    ({"RX505"}, lambda path, _: setting(path, "Mallversion", "7.0")),
    ({"RX506"}, lambda path, _: setting(path, "Utskickad till", "Okända enheten")),
    ({"RX102"}, _cell("Utfall", "många")),
    ({"RX104"}, _sheet(_error)),
    ({"RX112"}, _cell("Utfall", "drygt 90")),
    ({"RX103"}, _cell("Läge", "Sover")),
    ({"RX510"}, _cell("Målvärde", 1)),
    ({"RX511"}, _sheet(lambda ws, nr: ws.delete_rows(row_of(ws, f"{nr}.2")))),
    ({"RX512"}, _sheet(_add)),
    ({"RX513"}, _cell("Nr", "9.9.9")),
    ({"RX013"}, _sheet(_rename)),
    ({"RX011"}, _remove_sheet),
    ({"RX508"}, lambda path, _: path.unlink()),
)
FOLLOWING = {"RX019", "RX303"}
"""What else is said of a renamed header (it is an extra column now) and of a number that is not its parent's."""


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, set[str]], Collected]:
    """The plan, the folder, what was planted in each unit's return, and what collecting found."""
    top = tmp_path_factory.mktemp("sasong")
    master = plan(top / "plan.xlsx", units=RETURNS)
    planted: dict[str, set[str]] = {}
    for number, part in enumerate(send(master, top / "svar").parts):
        nr = f"1.{part.unit.removeprefix('Enhet ')}"
        put(part.file, {("Indikatorer", f"{nr}.1", "Utfall"): 12, ("Indikatorer", f"{nr}.2", "Utfall"): "84,7 %"})
        before, is_sound = number - number // SOUND, number % SOUND == SOUND - 1
        planted[part.file.name] = set()
        if not is_sound:
            expected, plant = PLANTED[before % len(PLANTED)]
            planted[part.file.name] = expected
            plant(part.file, nr)
    return master, top / "svar", planted, gathered(top / "svar", master)


Season = tuple[Path, Path, dict[str, set[str]], Collected]


def test_every_trouble_is_found_in_its_file_and_nowhere_else(season: Season) -> None:
    """No false finding; info about what was understood does not count."""
    _, _, planted, done = season
    assert len({*map(frozenset, planted.values())}) == len(PLANTED) + 1, "a kind of trouble is in none of them"
    found = {
        Path(file.file).name: {one.code for one in file.findings if one.severity != "info"} - FOLLOWING
        for file in done.files
    }
    missing = {name: codes for name, codes in planted.items() if name not in found}
    assert {name: codes for name, codes in planted.items() if name in found} == found
    assert all(codes == {"RX508"} for codes in missing.values())
    silent = {one.key for one in done.findings if one.code == "RX508"}
    assert {f"Svar {unit} – Årsrapport 2024.xlsx" for unit in silent} >= missing.keys()


def test_the_answers_of_the_untouched_are_in_the_plan(season: Season) -> None:
    master, _, planted, _ = season
    for name, codes in planted.items():
        nr = f"1.{Path(name).stem.removeprefix('Svar Enhet ').split()[0]}"
        if not codes:
            assert value(master, ("Indikatorer", f"{nr}.1", "Utfall")) == 12


def test_validating_the_folder_finds_what_is_wrong_with_each(season: Season) -> None:
    """Side by side with a text in a number column, every other file's fault is found too."""
    _, folder, planted, _ = season
    report = validate(sorted(folder.glob("*.xlsx"))).report
    for file in report.files:
        about_file = {code for code in planted[Path(file.file).name] if not code.startswith("RX5")}
        assert about_file <= {one.code for one in file.findings}
