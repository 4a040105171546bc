"""runxl berakna --bara-visa."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runxl.cli import main
from tests.conftest import MakeWorkbook

PLAN = """
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Fastställd status | Motivering |
| 1.1 | 1 | Fler flyttar hit | HR | Helt | Det vände i december. |
| 1.2 | 1 | Bättre resor | Trafik | | |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Nöjdhet | % | Minst | 77,8 | 75,8 | År |
| 1.2.1 | 1.2 | Restid | min | Högst | 100 | 90 | År |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status |
| 1.2-A1 | 1.2 | Tidtabell [red]röd[/red] | Försenad |
"""
VILSE = (
    "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall |\n| 9.9.1 | 9.9 | Vilse | Minst | 3 | 4 |\n"
)


def test_every_status_is_shown_with_symbol_word_and_reason(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """The headlines first, then the tree; readable on a hundred columns."""
    path = make_workbook(PLAN)
    before = path.read_bytes()
    assert main(["berakna", str(path), "--bara-visa"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Regionala utvecklingsnämnden, Årsrapport 2024"
    assert lines[1].startswith("  1 regionmål: ")
    for text in (
        "◐ Delvis     Regionmål 1 Ett attraktivt län",
        "  ✔ Helt       Delmål 1.1 Fler flyttar hit",
        "               Fastställd Helt mot beräknad Delvis: Det vände i december.",
        "    ◐ Delvis     1.1.1 Nöjdhet",
        "                 Utfall 75,8 % mot målvärdet 77,8 % ger 97,4 % → Delvis",
        "    ✖ inget      1.2-A1 Tidtabell [red]röd[/red]",
    ):
        assert text in lines
    assert max(map(len, lines)) <= 100
    assert path.read_bytes() == before


def test_rows_that_belong_nowhere_are_shown_all_the_same(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """An indikator whose delmål is not there: at the end, and exit 1 for the fault."""
    assert main(["berakna", str(make_workbook(VILSE)), "--bara-visa"]) == 1
    out = capsys.readouterr().out
    assert "Hör inte ihop med något mål eller delmål\n    – Ej bedömd  9.9.1 Vilse\n" in out
    assert "runxl validera" in out


def test_what_is_not_due_is_told_apart_in_the_terminal_and_in_json(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is missing of what is measured in December; in JSON its status is what stands in the cell."""
    path = make_workbook(f"{PLAN}## Inställningar\n| Inställning | Värde |\n| Period | DÅ 1 |\n")
    main(["berakna", str(path), "--bara-visa"])
    told = capsys.readouterr().out
    assert "    ○ Inte mätt nu 1.1.1 Nöjdhet" in told
    assert "Ej bedömd  " not in told
    main(["berakna", str(path), "--bara-visa", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert document["indikatorer"][0]["status"] == "Ej bedömd"
    assert document["sammanfattning"]["indikatorer"]["ej_bedomd"] == 2
    assert document["inte_matta_nu"]["indikatorer"] == ["1.1.1", "1.2.1"]


def test_json_has_the_fixed_shape(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """One document with the names that scripts rely on."""
    assert main(["berakna", str(make_workbook(PLAN)), "--bara-visa", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == [
        "version", "fil", "period", "styrmodell", "sammanfattning", "mal", "delmal", "indikatorer", "aktiviteter", "inte_matta_nu", "forandringar", "fynd",
    ]  # fmt: skip
    assert document["sammanfattning"]["delmal"] == {"antal": 2, "helt": 1, "delvis": 1, "inte": 0, "ej_bedomd": 0}
    assert document["delmal"][0]["beraknad"] == "Delvis"
    assert document["indikatorer"][0]["maluppfyllelse"] == pytest.approx(0.974, abs=0.001)


def test_another_period_can_be_asked_for(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """And an unknown one is refused with those there are."""
    path = str(make_workbook(PLAN))
    main(["berakna", path, "--bara-visa", "--period", "DÅ 2", "--json"])
    assert json.loads(capsys.readouterr().out)["period"] == "DÅ 2"
    assert main(["berakna", path, "--bara-visa", "--period", "DÅ 3"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert all(period in err for period in ("DÅ 3", "Nämndplan", "DÅ 1", "DÅ 2", "Årsrapport"))


def test_norrbottens_words_and_levels_are_used(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """Framgångsfaktorer are listed without a status; the strategiska mål have one."""
    settings = "## Inställningar\n| Inställning | Värde |\n| Styrmodell | Region Norrbotten |\n"
    main(["berakna", str(make_workbook(PLAN + settings)), "--bara-visa"])
    lines = capsys.readouterr().out.splitlines()
    assert any("Strategiskt mål 1 Ett attraktivt län" in line for line in lines)
    assert any(line.strip() == "Framgångsfaktor 1.2 Bättre resor" for line in lines)


def test_what_cannot_be_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file and a text file; exit 2, nothing on stdout."""
    (tmp_path / "text.xlsx").write_text("hej", encoding="utf-8")
    for name in ("saknas.xlsx", "text.xlsx", "."):
        assert main(["berakna", str(tmp_path / name), "--bara-visa"]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith("runxl: ")
