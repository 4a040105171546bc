"""A round with forty units, as rounds are: late, twice, renamed, tampered with, of another period, in other formats.

After it the plan is what the units have said and the controller has decided, and Insamling can be read as the story of it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.verbs.samla.protocol import days, heard_in
from runxl.workbook.cell_text import as_typed
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook
from tests.verbs.returns import Where, changed, column_of, gathered, plan, put, row_of, send, value

UNITS = 40
DAYS = [dt.datetime(2100, 1, day, 9).astimezone() for day in (10, 20, 30)]
"""Later than the sending. The first gathering is at the last day, the second after the reminders, the third after a choice."""

ABSENT, PDF, ODS, DAMAGED, RENAMED, TAMPERED, OTHER_PERIOD, OTHER_YEAR, TWINS, TWICE, HALF, FAULTY = range(1, 13)
LATE = range(13, 17)
CORRECTED, DISAGREED, AGAIN = 17, 18, 19
"""Answers that the controller corrects: in peace, against a new answer of the unit's, and with what it then says too."""


def utfall(number: int) -> Where:
    return "Indikatorer", f"1.{number}.1", "Utfall"


def told(number: int, said: float) -> dict[Where, object]:
    nr = f"1.{number}"
    return {
        utfall(number): said,
        ("Indikatorer", f"{nr}.2", "Utfall"): 85,
        ("Delmål", nr, "Analys"): f"Enhet {number} är på väg.",
    }


@dataclass(frozen=True)
class Folders:
    master: Path
    sent: Path
    came: Path

    def of(self, number: int) -> Path:
        return self.sent / f"Svar Enhet {number} – Årsrapport 2024.xlsx"

    def answer(self, number: int, said: float | None = None, name: str = "") -> Path:
        """The unit fills in its workbook and sends it."""
        return self.writes(number, told(number, 100 + number if said is None else said), name)

    def writes(self, number: int, values: Mapping[Where, object], name: str = "") -> Path:
        """What it has been sent with values in it; by runxl's own patch, which is quick."""
        book = read(self.of(number), to_write=True)
        edits = tuple(Edit(where[0], cell(book, where), said) for where, said in values.items())  # type: ignore[arg-type]
        return patch(book.path, Edits(edits), self.came / (name or book.path.name), stamp=book.stamp, replace=True)[0]


@pytest.fixture(scope="module")
def round_of_forty(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    top = tmp_path_factory.mktemp("fyrtio")
    master = plan(top / "plan.xlsx", units=UNITS)
    send(master, top / "utskick", answer_by=dt.date(2025, 1, 15))
    (top / "svar").mkdir()
    return Folders(master, top / "utskick", top / "svar")


def cell(book: Workbook, where: Where) -> str:
    sheet, nr, header = where
    table = contract().table_of_sheet(sheet)
    assert table is not None
    column = next(column.name for column in table.columns if column.title == header)
    return book.tables[table.name].cell(column, [*map(str, book.tables[table.name].values(table.key[0]))].index(nr))


def first_wave(here: Folders) -> None:
    for number in (TWICE, *range(CORRECTED, UNITS + 1)):
        here.answer(number)
    (here.came / "Enhet 2 svar.pdf").write_bytes(b"%PDF-1.7\n")
    with zipfile.ZipFile(here.came / "Svar Enhet 3.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (here.came / here.of(DAMAGED).name).write_bytes(here.of(DAMAGED).read_bytes()[:5000])
    here.answer(RENAMED, name="Kopia av svar (2) SLUTLIG.xlsx")
    changed(here.answer(TAMPERED), tamper)
    here.writes(OTHER_PERIOD, {**told(OTHER_PERIOD, 107), ("Inställningar", "Period", "Värde"): "DÅ 2"})
    here.writes(OTHER_YEAR, {**told(OTHER_YEAR, 108), ("Inställningar", "År", "Värde"): 2023})
    here.answer(TWINS)
    here.answer(TWINS, said=999, name="Svar Enhet 9 rättat.xlsx")
    shutil.copy2(here.came / here.of(TWICE).name, here.came / "Svar Enhet 10 (1).xlsx")
    here.writes(HALF, {utfall(HALF): 111})
    here.writes(FAULTY, {**told(FAULTY, 0), utfall(FAULTY): "drygt 40"})


def tamper(book: openpyxl.Workbook) -> None:
    """Its own target lowered, a row of another's claimed, a row of its own taken away."""
    ws = book["Indikatorer"]
    ws.cell(row_of(ws, "1.6.1"), column_of(ws, "Målvärde"), 1)
    for header, said in (("Nr", "1.40.1"), ("Delmål", "1.6"), ("Indikator", "Besök hos Enhet 40"), ("Utfall", 5)):
        ws.cell(4, column_of(ws, header), said)
    ws = book["Aktiviteter"]
    ws.delete_rows(row_of(ws, "1.6-A1"))


def second_wave(here: Folders) -> Mapping[Where, object]:
    """After the reminders; meanwhile the controller has corrected, and some have changed their minds."""
    written: dict[Where, object] = {
        utfall(CORRECTED): 1700,
        utfall(DISAGREED): 1800,
        utfall(AGAIN): 1900,
        ("Delmål", f"1.{CORRECTED}", "Analys"): "Språkgranskad.",
    }
    put(here.master, written)
    here.answer(DISAGREED, said=1818)
    here.answer(AGAIN, said=1900)
    for number in (PDF, ODS, DAMAGED, OTHER_PERIOD, OTHER_YEAR, HALF, FAULTY, *LATE):
        here.answer(number)
    (here.came / here.of(TWINS).name).unlink()
    return written


def test_a_round_of_forty_units(round_of_forty: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    here = round_of_forty
    before = value_of_plan(here.master)
    first_wave(here)
    shown = status(here, capsys)
    assert "29 av 40 enheter har svarat." in shown
    assert awaited(shown) == {
        ABSENT: "svaret saknas",
        PDF: "svaret kom som Enhet 2 svar.pdf, som inte går att läsa",
        ODS: "svaret kom som Svar Enhet 3.ods, som inte går att läsa",
        DAMAGED: f"svaret kom som {here.of(DAMAGED).name}, som inte går att läsa",
        TAMPERED: "80 % är ifyllt, 1 fel att rätta",
        OTHER_PERIOD: "svaret gick inte att ta in. Arbetsboken gäller DÅ 2, men planen är inställd på Årsrapport.",
        OTHER_YEAR: "svaret gick inte att ta in. Arbetsboken gäller år 2023, men planen gäller 2024.",
        TWINS: f"svaret gick inte att ta in. Enhet 9 har svarat i flera filer som inte säger samma sak: Svar Enhet 9 "
        f"rättat.xlsx, {here.of(TWINS).name}. Till exempel är Utfall för 1.9.1 999 i den ena och 109 i den andra.",
        HALF: "50 % är ifyllt",
        FAULTY: "1 fel att rätta",
        **dict.fromkeys(LATE, "svaret saknas"),
    }
    gathered(here.came, here.master, now=DAYS[0])
    written = second_wave(here)
    done = gathered(here.came, here.master, now=DAYS[1])
    (conflict,) = done.disputed
    assert (conflict.planen, conflict.svaret, conflict.senast) == (1800, 1818, 118)
    shown = status(here, capsys)
    assert awaited(shown) == {ABSENT: "svaret saknas", TAMPERED: "80 % är ifyllt, 1 fel att rätta"}
    assert "Svar Enhet 3.ods: läses inte, men Enhet 3 har svarat i en annan fil." in shown
    assert shown.index("Enhet 9 ") < shown.index("Enhet 10 ")
    assert {where: value(here.master, where) for where in written} == written
    take_the_answer(here.master)
    gathered(here.came, here.master, now=DAYS[2])
    assert gathered(here.came, here.master, dry_run=True).cells == 0
    assert story(here.master) == told_by_a_person()
    assert replayed(before, written, here.master) == value_of_plan(here.master)


def awaited(shown: str) -> dict[int, str]:
    """Whom the reminder names, and why."""
    lines = [line.removeprefix("  - Enhet ").split(": ", 1) for line in shown.splitlines() if line.startswith("  - ")]
    return {int(number): why for number, why in lines}


def take_the_answer(master: Path) -> None:
    def choose(book: openpyxl.Workbook) -> None:
        ws = book["Insamling"]
        for (cell,) in ws.iter_rows(min_col=column_of(ws, "Hur"), max_col=column_of(ws, "Hur")):
            if cell.value == "Konflikt":
                cell.value = "Ta svaret"

    changed(master, choose)


def story(master: Path) -> dict[str, list[str]]:
    """Insamling day by day: how many cells each file gave, and whatever was more than an empty cell that was filled in."""
    days_told: dict[str, list[str]] = {}
    for day in DAYS:
        rows = [one for one in heard_in(read(master)) if days(one.nar) == days(day.replace(tzinfo=None))]
        files = Counter((one.where.enhet, one.fil) for one in rows if not one.var)
        lines = [f"{unit}, {file}: {number} nya" for (unit, file), number in files.items()]
        lines += [
            f"{one.where.enhet}, {one.where.nr} {one.where.kolumn}: {one.var} → {one.blev}, {one.hur}"
            for one in rows
            if one.var
        ]
        days_told[f"{day:%d}"] = sorted(lines)
    return days_told


def told_by_a_person() -> dict[str, list[str]]:
    """What happened, as the controller would tell it."""
    in_time = [TAMPERED, *range(CORRECTED, UNITS + 1)]
    later = [PDF, ODS, DAMAGED, OTHER_PERIOD, OTHER_YEAR, *LATE]
    first = [f"Enhet {n}, Svar Enhet {n} – Årsrapport 2024.xlsx: 3 nya" for n in in_time]
    second = [f"Enhet {n}, Svar Enhet {n} – Årsrapport 2024.xlsx: 3 nya" for n in later]
    return {
        "10": sorted(
            [
                *first,
                "Enhet 5, Kopia av svar (2) SLUTLIG.xlsx: 3 nya",
                "Enhet 10, Svar Enhet 10 (1).xlsx: 3 nya",
                "Enhet 11, Svar Enhet 11 – Årsrapport 2024.xlsx: 1 nya",
                "Enhet 12, Svar Enhet 12 – Årsrapport 2024.xlsx: 3 nya",
            ]
        ),
        "20": sorted(
            [
                *second,
                "Enhet 9, Svar Enhet 9 rättat.xlsx: 3 nya",
                "Enhet 11, Svar Enhet 11 – Årsrapport 2024.xlsx: 2 nya",
                "Enhet 12, 1.12.1 Utfall: drygt 40 → 112, Taget",
                "Enhet 19, 1.19.1 Utfall: 1900 → 1900, Lika",
            ]
        ),
        "30": ["Enhet 18, 1.18.1 Utfall: 1800 → 1818, Taget"],
    }


Plan = dict[Where, str]


def value_of_plan(path: Path) -> Plan:
    """Everything that units answer, as text."""
    return {
        (sheet, str(row["Nr"]), header): as_typed(row[header])
        for sheet, header in (
            ("Delmål", "Analys"),
            ("Indikatorer", "Utfall"),
            ("Indikatorer", "Målvärde"),
            ("Aktiviteter", "Status"),
        )
        for row in runxl.read(path).to_dict()[sheet]
    }


def replayed(before: Plan, written: Mapping[Where, object], master: Path) -> Plan:
    """What was sent, what the controller wrote between the first two gatherings, and what Insamling says was taken."""
    happened = [(days(one.nar), one.where[1:], one.blev) for one in heard_in(read(master)) if one.hur == "Taget"]
    happened += [(days(DAYS[0].replace(tzinfo=None)) + 1, where, as_typed(said)) for where, said in written.items()]  # type: ignore[arg-type]
    return before | {where: said for _, where, said in sorted(happened, key=lambda one: one[0])}


def status(here: Folders, capsys: pytest.CaptureFixture[str]) -> str:
    main(["status", str(here.came), "--till", str(here.master)])
    return capsys.readouterr().out
