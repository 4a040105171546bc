"""What is sent out: a unit's own rows as they stand, and nothing of anybody else's."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runxl
from runxl.check.check import check
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.verbs.dela.file_names import file_names
from runxl.workbook.read import read
from runxl.workbook.tables import Percent
from tests.conftest import MakeWorkbook
from tests.verbs.conftest import Sent
from tests.verbs.returns import plan, put, send, value

SECRETS = """
## Inställningar
| Inställning | Värde |
| Plan-id | abcd1234 |
## Mål
| Nr | Mål | Analys |
| 1 | Ett mål | HEMLIG analys |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Analys | Fastställd status | Motivering |
| 1.1 | 1 | Gemensamt delmål | Trafik | HEMLIG text | Delvis | HEMLIG motivering |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet | Ansvarig | Kommentar |
| 1.1.1 | 1.1 | Resor | Minst | 987654 | 876543 | År | | HEMLIG kommentar |
| 1.1.2 | 1.1 | Konserter | Minst | 10 | 12 | År | Kultur | Egen kommentar |
| 1.1.3 | 1.1 | Herrelösa | Minst | 10 | 12 | År | | |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.1-A1 | 1.1 | HEMLIG aktivitet | Försenad |
## Personal
| Nyckeltal | Värde |
| HEMLIG frånvaro | 5 |
## Texter
| Rubrik | Text |
| Sammanfattning | HEMLIG text |
"""


def text_of(path: Path) -> str:
    """Everything in a workbook's parts."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(unescape(package.read(name).decode("utf-8", "replace")) for name in package.namelist())


def test_nothing_of_another_units_is_in_any_part(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Kultur gets its indikator and what the delmål is called; Trafik's texts, figures and name are nowhere."""
    send(make_workbook(SECRETS), tmp_path / "ut")
    whole = text_of(tmp_path / "ut" / "Svar Kultur – Årsrapport 2024.xlsx")
    assert "Egen kommentar" in whole
    assert "Gemensamt delmål" in whole
    assert [word for word in ("HEMLIG", "987654", "876543", "Trafik", "Herrelösa") if word in whole] == []


def test_in_the_example_no_unit_is_sent_what_another_has_written(tmp_path: Path) -> None:
    """Every comment, analysis and text of 2024 stands in one part at most: its own unit's."""
    master = runxl.new(tmp_path / "plan.xlsx", example=True)
    parts = [text_of(part.file) for part in send(master, tmp_path / "ut").parts]
    said = Counter(
        row[header]
        for rows in runxl.read(master).to_dict().values()
        for row in rows
        for header in ("Kommentar", "Analys", "Motivering", "Beskrivning", "Text", "Analys - orsak till avvikelse")
        if len(str(row.get(header) or "")) > 30
    )
    written = [text for text, times in said.items() if times == 1]  # a few say the same of several rows
    assert len(written) > 50
    assert [text for text in written if sum(text in part for part in parts) > 1] == []
    assert sum(any(text in part for part in parts) for text in written) > len(written) / 2


def test_a_unit_sees_its_rows_and_what_they_hang_on(sent: Sent) -> None:
    """One delmål, its indikatorer and aktivitet, and the mål above; other sheets are hidden."""
    rows = read(sent.of("Enhet 3")).to_dict()
    assert [row["Nr"] for row in rows["Mål"]] == ["1"]
    assert [row["Nr"] for row in rows["Indikatorer"]] == ["1.3.1", "1.3.2"]
    assert [row["Nr"] for row in rows["Uppdrag"]] == ["U3"]
    book = openpyxl.load_workbook(sent.of("Enhet 3"))
    seen = [ws.title for ws in book.worksheets if ws.sheet_state == "visible"]
    assert seen == [
        "Start", "Inställningar", "Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag", "Händelser", "Avvikelser",
        "Fynd",
    ]  # fmt: skip


def test_the_settings_say_to_whom_by_when_and_from_whom(sent: Sent) -> None:
    """And what brings the answer back to its plan."""
    path = sent.of("Enhet 1")
    settings = {row["Inställning"]: row["Värde"] for row in read(path).to_dict()["Inställningar"]}
    assert settings["Utskickad till"] == "Enhet 1"
    assert settings["Plan-id"] == "abcd1234"
    assert settings["Kontakt"] == "controller@example.se"
    assert str(settings["Utskickad den"]).startswith("2024-12-20")
    assert str(settings["Svar senast"]).startswith("2025-01-15")


def test_values_stand_as_they_stood(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """A percentage keeps its sign, a text that looks like a number stays text, a date a date, text no formula."""
    rows = (
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Enhet | Målvärde | Utfall | Kommentar |\n"
        "| 1.1.1 | 1.1 | Andel | Minst | % | {procent 0.847} | {text 2{nbsp}133} | =1+1 |\n"
        "## Aktiviteter\n| Nr | Delmål | Aktivitet | Status | Slutdatum |\n"
        "| 1.1-A1 | 1.1 | Kampanj | Avslutad | 2024-05-31 |\n"
    )
    head = "".join(f"## {part}" for part in SECRETS.split("## ")[1:4])
    master = make_workbook(head + rows)
    send(master, tmp_path / "ut")
    answer = tmp_path / "ut" / "Svar Trafik – Årsrapport 2024.xlsx"
    for where in (
        ("Indikatorer", "1.1.1", "Målvärde"),
        ("Indikatorer", "1.1.1", "Utfall"),
        ("Indikatorer", "1.1.1", "Kommentar"),
        ("Aktiviteter", "1.1-A1", "Slutdatum"),
    ):
        was, now = value(master, where), value(answer, where)
        assert (type(was), was) == (type(now), now)
    assert isinstance(value(answer, ("Indikatorer", "1.1.1", "Målvärde")), Percent)


def test_a_sent_workbook_has_no_findings_of_its_own(sent: Sent) -> None:
    """But that nothing is filled in yet: a part of a plan is not blamed for what stands in the others."""
    (checked,) = check([read(sent.of("Enhet 3"))])
    assert {one.code for one in checked.findings} == {"RX204"}


def test_the_plans_cells_refuse_typing_and_the_units_do_not(sent: Sent) -> None:
    """A stop at the target; a help text at the outcome."""
    ws = openpyxl.load_workbook(sent.of("Enhet 1"))["Indikatorer"]
    rules = {str(one.sqref): one for one in ws.data_validations.dataValidation}
    target = next(one for where, one in rules.items() if where.startswith("G2"))
    outcome = next(one for where, one in rules.items() if where.startswith("I2"))
    assert (target.type, target.errorTitle) == ("custom", "Cellen hör till planen")
    assert outcome.type != "custom"


@pytest.mark.parametrize("las", [False, True])
def test_sheets_are_protected_only_when_asked(tmp_path: Path, las: bool) -> None:  # noqa: FBT001
    """Without a password; the unit's cells are open, the plan's are not."""
    send(plan(tmp_path / "plan.xlsx", units=1), tmp_path / "ut", lock=las)
    ws = openpyxl.load_workbook(tmp_path / "ut" / "Svar Enhet 1 – Årsrapport 2024.xlsx")["Indikatorer"]
    assert ws.protection.sheet is las
    assert not ws.protection.password
    assert ws["G2"].protection.locked
    assert ws["I2"].protection.locked is not las


def test_the_list_is_csv_that_swedish_excel_opens_and_runs_nothing(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """A mark that says UTF-8, semicolons, and a name that looks like a formula made harmless."""
    send(make_workbook(SECRETS.replace("Kultur", "=Kultur")), tmp_path / "ut")
    raw = (tmp_path / "ut" / "utskick.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Enhet;Fil;Indikatorer;Aktiviteter;Uppdrag;Svar senast;Kontakt;E-post;Godkänner"
    assert "'=Kultur;Svar =Kultur – Årsrapport 2024.xlsx;1;0;0;;;;" in lines


def test_rows_without_ansvarig_are_named_and_sent_to_nobody(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master = make_workbook(SECRETS.replace("| Gemensamt delmål | Trafik |", "| Gemensamt delmål | |"))
    assert main(["dela", str(master), "-o", str(tmp_path / "ut")]) == 0
    said = capsys.readouterr().out
    assert "4 rader har ingen Ansvarig" in said
    assert "Delmål 1.1" in said
    assert [path.name for path in sorted((tmp_path / "ut").glob("*.xlsx"))] == ["Svar Kultur – Årsrapport 2024.xlsx"]


def test_what_is_there_is_not_overwritten(sent: Sent) -> None:
    """It may hold answers. When it is to be replaced, a copy is kept."""
    with pytest.raises(RunxlError, match="finns redan"):
        send(sent.master, sent.folder)
    send(sent.master, sent.folder, replace=True)
    assert list(sent.folder.glob("Svar Enhet 1 – Årsrapport 2024.xlsx.bak-*"))


def test_a_plan_without_id_is_given_one(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Written into the plan, with a copy kept, and the same in every part; nothing else is touched."""
    master = make_workbook(SECRETS.replace("| Plan-id | abcd1234 |\n", ""))
    assert send(master, tmp_path / "ut").new_plan_id
    given = value(master, ("Inställningar", "Plan-id", "Värde"))
    assert given
    assert value(tmp_path / "ut" / "Svar Kultur – Årsrapport 2024.xlsx", ("Inställningar", "Plan-id", "Värde")) == given
    assert not send(master, tmp_path / "ut2").new_plan_id


def test_a_plan_where_nobody_answers_is_not_sent(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """It says where to write who does."""
    with pytest.raises(RunxlError, match="Ansvarig"):
        send(make_workbook("## Mål\n| Nr | Mål |\n| 1 | Ett mål |\n"), tmp_path / "ut")


def test_file_names_work_everywhere() -> None:
    """No signs that Windows refuses, no ending dots, not too long, and no two that differ only in their case."""
    names = file_names(
        ["HR/Ekonomi", "Stab.", "CON", "kultur", "Kultur", "å" * 300, "a\nb", "..", 'En "liten" enhet?'], "DÅ 1 2026"
    )
    assert names["HR/Ekonomi"] == "Svar HR-Ekonomi – DÅ 1 2026.xlsx"
    assert names["Stab."] == "Svar Stab – DÅ 1 2026.xlsx"
    assert names["CON"] == "Svar CON – DÅ 1 2026.xlsx"
    assert {names["kultur"], names["Kultur"]} == {
        "Svar kultur – DÅ 1 2026.xlsx",
        "Svar Kultur (2) – DÅ 1 2026.xlsx",
    }
    assert max(len(name.encode()) for name in names.values()) < 200
    assert names["a\nb"] == "Svar a b – DÅ 1 2026.xlsx"
    assert names[".."] == "Svar enhet – DÅ 1 2026.xlsx"
    assert names['En "liten" enhet?'] == "Svar En -liten- enhet- – DÅ 1 2026.xlsx"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8, unique=True))
def test_file_names_are_safe_and_each_its_own(units: list[str]) -> None:
    names = list(file_names(units, "DÅ 1 2026").values())
    assert len({name.casefold() for name in names}) == len(units)
    for name in names:
        assert not set(name) & set('<>:"/\\|?*')
        assert name.isprintable()
        assert len(name.encode()) < 200
        assert not name.removesuffix(".xlsx").endswith((".", " "))


def test_a_unit_is_not_told_that_others_rows_are_missing(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Its own delmål, all of whose indikatorer are somebody else's, has what it needs in the plan."""
    head = "".join(f"## {part}" for part in SECRETS.split("## ")[1:4])
    rows = "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Ansvarig |\n| 1.1.1 | 1.1 | A | Minst | 5 | HR |\n"
    send(make_workbook(head + rows), tmp_path / "ut")
    (checked,) = check([read(tmp_path / "ut" / "Svar Trafik – Årsrapport 2024.xlsx")])
    assert checked.findings == ()


def test_without_a_contact_the_controller_is_told(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For nobody would know where to send the answer."""
    assert main(["dela", str(make_workbook(SECRETS)), "-o", str(tmp_path / "ut")]) == 0
    assert "Kontakt är tom" in capsys.readouterr().out


def test_two_spellings_are_one_unit(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """`kultur ` and `Kultur` are the same; the first spelling is the name."""
    master = put(make_workbook(SECRETS), {("Indikatorer", "1.1.3", "Ansvarig"): "kultur "})
    assert [part.unit for part in send(master, tmp_path / "ut", today=dt.date(2024, 1, 1)).parts] == [
        "Kultur",
        "Trafik",
    ]


def test_two_units_in_one_cell_are_one_and_the_controller_is_told(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that only has a comma in it is a name like any other."""
    names = {("Indikatorer", "1.1.2", "Ansvarig"): "Trafik, Kultur", ("Indikatorer", "1.1.3", "Ansvarig"): "Stab/HR"}
    master = put(make_workbook(SECRETS), names)
    assert main(["dela", str(master), "-o", str(tmp_path / "ut")]) == 0
    said = capsys.readouterr().out
    assert "«Trafik, Kultur» är en egen enhet" in said
    assert "«Stab/HR»" not in said


def test_a_unit_sees_first_of_all_which_period_it_is(sent: Sent) -> None:
    """With the last day and whom to send to; and in the rows what is to be answered now, and what it said the last time."""
    book = openpyxl.load_workbook(sent.of("Enhet 3"))
    first = {row[1]: row[2] for row in book["Start"].iter_rows(max_row=8, values_only=True)}
    assert (first["Period"], first["Svar senast"]) == ("Årsrapport 2024", "2025-01-15")
    assert first["Kontakt"] == "controller@example.se"
    assert value(sent.of("Enhet 3"), ("Indikatorer", "1.3.1", "Lämnas nu")) == "Ja"


def test_start_gives_a_unit_no_advice_that_is_the_controllers(sent: Sent) -> None:
    """It fills in no settings and no white columns: the plan is there to be read."""
    ws = openpyxl.load_workbook(sent.of("Enhet 3"))["Start"]
    said = " ".join(str(cell) for row in ws.iter_rows(values_only=True) for cell in row if cell)
    assert [one for one in ("Nämnd, År och Period", "vita kolumnerna", "controllern") if one in said] == []
    assert "Ni fyller i Utfall, Avser år, Läge, Kommentar och Källa." in said
