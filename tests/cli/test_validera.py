"""runxl validera."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import openpyxl
import pytest

from runxl.batch.executors import Here
from runxl.cli import main
from runxl.cli import validera as cli_validera
from runxl.cli.findings_text import file_lines
from runxl.findings import FileReport, Finding
from runxl.verbs.examine import reported
from runxl.verbs.validera import validate as batch
from runxl.workbook.read import read
from runxl.workbook.tables import Workbook
from tests.conftest import MakeWorkbook

PLAN = """
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | HR |
"""
CLEAN = f"""{PLAN}
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Besök | Minst | 10 | 12 | År |
"""
FAULTY = f"""{PLAN}
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Besök | Minst | 10 | abc | År |
| 1.1.2 | 1.1 | Lån | Minst | 10 | | År |
| 1.1.3 | 1.1 | Kurser | Minst | 10 | | År |
| 1.1.4 | 1.1 | Filmer | Minst | 10 | | År |
| 1.1.5 | 1.1 | Resor | Minst | 10 | | År |
"""


def test_a_workbook_without_faults_is_told_so(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0, and what can be done now."""
    path = make_workbook(CLEAN)
    assert main(["validera", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{path}: inga fynd\nInga fel. Måluppfyllelsen kan beräknas.\n"
    assert err == ""


def test_faults_come_first_and_repeats_are_said_once(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1; each code with its cells and once what to do; plain text outside a terminal."""
    path = make_workbook(FAULTY)
    assert main(["validera", str(path)]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0] == f"{path}: 1 fel, 4 varningar"
    assert "    RX102  Indikatorer!I2  Utfall är abc, vilket inte går att läsa som ett tal." in out
    assert "    RX204  4 rader: Utfallet saknas. Till exempel: Utfall saknas för 1.1.2" in out
    assert "           Indikatorer!I3, I4, I5, I6\n" in out
    assert out.count("Gör så här:") == 2
    assert out.index("✖ Fel") < out.index("◐ Varningar")
    assert out.rstrip().endswith("«runxl regler RX102» förklarar ett fynd.")
    assert "\x1b" not in out


def test_accepted_findings_are_shown_as_such_and_do_not_count(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dispens turns exit 1 into 0."""
    dispens = "## Dispenser\n| Kod | Blad | Nr | Motivering |\n| RX102 | Indikatorer | 1.1.1 | Känt |\n"
    assert main(["validera", str(make_workbook(FAULTY + dispens))]) == 0
    out = capsys.readouterr().out
    assert "1 godtaget" in out
    assert out.index("◐ Varningar") < out.index("Godtagna enligt bladet Dispenser") < out.index("RX102")


def test_json_is_the_fixed_shape(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """One document, with the names that scripts rely on."""
    path = make_workbook(FAULTY)
    assert main(["validera", str(path), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    (file,) = document["filer"]
    assert (file["fil"], file["fel"], file["varningar"], file["info"]) == (str(path), 1, 4, 0)
    assert file["fynd"][0] == {
        "kod": "RX102",
        "slug": "inte-ett-tal",
        "niva": "fel",
        "blad": "Indikatorer",
        "cell": "I2",
        "rad": 2,
        "kolumn": "Utfall",
        "nyckel": "1.1.1",
        "varde": "abc",
        "meddelande": "Utfall är abc, vilket inte går att läsa som ett tal.",
        "atgard": file["fynd"][0]["atgard"],
        "godtagen": False,
    }


def test_a_folder_is_searched_and_what_is_left_alone_is_named(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two workbooks and a lock file, which is named on stderr in one line. Of very many the first are."""
    make_workbook(CLEAN, "svar/b.xlsx")
    make_workbook(FAULTY, "svar/a/a.xlsx")
    (tmp_path / "svar" / "~$b.xlsx").touch()
    assert main(["validera", str(tmp_path / "svar")]) == 1
    out, err = capsys.readouterr()
    assert err == "Hoppar över låsfiler, tillfälliga filer och säkerhetskopior: ~$b.xlsx\n"
    assert out.index("b.xlsx: ") < out.index("a.xlsx: 1 fel")
    assert "2 filer: 1 fel, 4 varningar, 1 info. Fel finns i 1 fil." in out
    for number in range(10, 17):
        (tmp_path / "svar" / f"b.xlsx.bak-202601{number}-120000").touch()
    assert main(["validera", str(tmp_path / "svar")]) == 1
    err = capsys.readouterr().err
    assert err.endswith("b.xlsx.bak-20260114-120000 och 3 till\n")


def test_one_unreadable_file_does_not_stop_the_others(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is a row of its own with a finding, and a fault."""
    good, bad = make_workbook(CLEAN), tmp_path / "bad.xlsx"
    bad.write_text("hej", encoding="utf-8")
    assert main(["validera", str(good), str(bad), "--json"]) == 1
    files = json.loads(capsys.readouterr().out)["filer"]
    assert [(Path(file["fil"]).name, [finding["kod"] for finding in file["fynd"]]) for file in files] == [
        ("plan.xlsx", []),
        ("bad.xlsx", ["RX002"]),
    ]


def unreadable(name: str, folder: Path) -> Path:
    path = folder / name
    if name == "tom":
        path.mkdir()
    elif name == "text.xlsx":
        path.write_text("hej", encoding="utf-8")
    elif name.endswith(".xls") or name == "krypterad.xlsx":
        stream = "EncryptedPackage" if name == "krypterad.xlsx" else "Workbook"
        path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + stream.encode("utf-16-le") + bytes(512))
    return path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("saknas.xlsx", "Det finns ingen fil"),
        ("tom", "innehåller ingen arbetsbok"),
        ("text.xlsx", "inte en Excel-arbetsbok"),
        ("gammal.xls", "Filen har formatet"),
        ("krypterad.xlsx", "krypterad med lösenord"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In text nothing else; with --json the same document as always; never a report file."""
    path, report = unreadable(name, tmp_path), tmp_path / "rapport.xlsx"
    assert main(["validera", str(path), "-o", str(report)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err
    assert main(["validera", str(path), "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["filer"][0]["fel"] == 1
    assert err.count("\n") == 1
    assert not report.exists()


def test_the_report_workbook_is_written_and_never_overwritten_unasked(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the checked folder itself, too: the second run does not take it for a workbook to check."""
    make_workbook(FAULTY)
    report = tmp_path / "rapport.xlsx"
    assert main(["validera", str(tmp_path), "-o", str(report)]) == 1
    assert openpyxl.load_workbook(report).sheetnames == ["Översikt", "Fynd"]
    before = report.read_bytes()
    assert main(["validera", str(tmp_path), "-o", str(report)]) == 2
    assert "finns redan" in capsys.readouterr().err
    assert report.read_bytes() == before
    assert main(["validera", str(tmp_path), "-o", str(report), "--ersatt"]) == 1
    assert openpyxl.load_workbook(report)["Översikt"].max_row == 5


@pytest.mark.parametrize("name", ["rapport.csv", "saknas/rapport.xlsx", "mapp.xlsx"])
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_read(
    name: str, make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong ending, a folder that is not there, a folder with that name."""
    (tmp_path / "mapp.xlsx").mkdir()
    assert main(["validera", str(make_workbook(CLEAN)), "-o", str(tmp_path / name), "--ersatt"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_interrupted_it_reports_what_it_has_read(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C at the third of four files: two are reported, and the rest is said to be unchecked."""
    paths = [str(make_workbook(FAULTY, f"{number}.xlsx")) for number in range(4)]
    calls = iter((False, False, True))

    def until_the_third(path: Path) -> Workbook:
        if next(calls):
            raise KeyboardInterrupt
        return read(path)

    monkeypatch.setattr(cli_validera, "executor", lambda _: nullcontext(Here(read=until_the_third)))
    assert main(["validera", *paths]) == 130
    out, err = capsys.readouterr()
    assert err == "runxl: Avbrutet. 2 av 4 filer är inte kontrollerade.\n"
    assert out.count(": 1 fel, 4 varningar") == 2


def test_files_are_checked_in_chunks(make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that memory stays flat; nothing is lost between the chunks."""
    sizes: list[int] = []

    def counted(workbooks: Sequence[Workbook]) -> object:
        sizes.append(len(workbooks))
        return reported(workbooks)

    monkeypatch.setattr(batch, "reported", counted)
    paths = [make_workbook(CLEAN, f"{number}.xlsx") for number in range(5)]
    done = batch.validate(paths, executor=Here(2))
    assert sizes == [2, 2, 1]
    assert [file.file for file in done.report.files] == [str(path) for path in paths]
    assert done.left == 0


def test_many_of_the_same_are_cut_but_counted(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty missing outcomes: twenty cells and the number of the rest."""
    rows = "\n".join(f"| 1.1.{n} | 1.1 | I | Minst | 10 | | År |" for n in range(1, 31))
    head = "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |\n"
    assert main(["validera", str(make_workbook(f"{PLAN}\n{head}{rows}"))]) == 0
    out = capsys.readouterr().out
    assert "RX204  30 rader:" in out
    assert "I20, I21 och 10 till" in out


def test_rows_that_have_no_cell_in_the_file_go_by_their_keys() -> None:
    """Several of a kind are gathered in a line: a row that is missing from an answer has no address there."""
    missing = [Finding("RX520", "", "info", f"H{n} saknas.", "", sheet="Händelser", key=f"H{n}") for n in range(1, 4)]
    there = Finding("RX520", "", "info", "H4 saknas.", "", sheet="Händelser", cell="A5", row=5, key="H4")
    said = [one.text.strip() for one in file_lines(FileReport("svar.xlsx", (*missing, there)))]
    assert "Händelser H1, H2, H3; Händelser!A5" in said
