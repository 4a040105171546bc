"""Text that was pasted from a PDF comes in right where it can be told apart, and nothing that is wrong goes untold."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import runxl
from runxl.verbs.examine import examine
from tests.verbs.importera.measured import facts, measured
from tests.verbs.importera.written import DATA

SOURCES = {"plan_2026": "vasterbotten", "arsrapport_2024": "vasterbotten", "delar_2020": "norrbotten"}
UNCUT = "arsrapport_2024_hel"
"""A whole report of 2,982 lines as it was pasted, with running text of every kind around what is the plan's."""

_TABLE = """Mål 1. Trygga uppväxtvillkor

Delmål Indikatorer Utfall 2024 Mål 2026 Periodicitet

Delmål 1.1 Kultur
för unga

Antal insatser för
barn

123 90
Tertial: aug,

dec

Andel barn som
deltar

 40 % År
"""


@pytest.mark.parametrize("source", SOURCES)
def test_pasted_text_comes_in_right_and_nothing_wrong_goes_untold(source: str, tmp_path: Path) -> None:
    done = runxl.import_plan(DATA / f"{source}.txt", tmp_path / "plan.xlsx", styrmodell=SOURCES[source])
    found = measured(done, facts(DATA / f"{source}.csv"))
    sys.stdout.write(f"{source}: {found}\n")
    assert found.share >= 0.98
    assert (found.wrong, found.missing, found.invented, found.untold) == ((), (), (), ())


def test_a_whole_report_comes_in_right_and_what_its_text_lets_one_guess_is_asked(tmp_path: Path) -> None:
    """Its analyses are long, and are compared by how they begin and end. No title says that it is of the year's end."""
    done = runxl.import_plan(DATA / f"{UNCUT}.txt", tmp_path / "plan.xlsx")
    found = measured(done, facts(DATA / f"{UNCUT}.csv"))
    sys.stdout.write(f"{UNCUT}: {found}\n")
    assert found.share >= 0.98
    assert (found.wrong, found.missing, found.invented, found.untold) == ((), (), (), ())
    assert {(one.kolumn, one.tolkat) for one in done.review if one.blad == "Inställningar"} == {
        ("Period", "Årsrapport")
    }
    assert [one.kolumn for one in done.review if one.blad == "Texter"] == ["Text"]  # longer than any cell


@pytest.mark.parametrize("source", SOURCES)
def test_text_that_has_lost_its_spaces_is_listed_or_refused(source: str, tmp_path: Path) -> None:
    """Spaces tell of empty cells. Without them what was told by them is listed, or the text is refused."""
    text = (DATA / f"{source}.txt").read_text(encoding="utf-8")
    (tmp_path / "plan.txt").write_text("\n".join(line.strip() for line in text.split("\n")), encoding="utf-8")
    if source == "delar_2020":
        with pytest.raises(runxl.RunxlError, match="inte går att skilja åt"):
            runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx", styrmodell=SOURCES[source])
        return
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx", styrmodell=SOURCES[source])
    found = measured(done, facts(DATA / f"{source}.csv"))
    sys.stdout.write(f"{source} utan mellanslag: {found}\n")
    assert found.share >= 0.9
    assert (found.wrong, found.missing, found.invented, found.untold) == ((), (), (), ())


def test_a_value_after_a_space_is_in_the_last_column_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(_TABLE, encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx")
    first, second = examine(done.file).checked.indikatorer
    assert (first.indikator, str(first.tidigare_utfall), str(first.malvarde)) == (
        "Antal insatser för barn",
        "123",
        "90",
    )
    assert (second.indikator, second.tidigare_utfall, str(second.malvarde)) == ("Andel barn som deltar", None, "40")
    assert ("1.1.2", "Målvärde", "ett mellanslag före värdet visar att cellen före är tom") in {
        (one.nr, one.kolumn, one.varfor) for one in done.interpreted
    }
    assert next(row.plats for row in done.rows if row.nr == "1.1.2") == "rad 16"


def test_a_value_that_may_be_of_either_column_is_left_empty(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(_TABLE.replace(" 40 % År", "40 % År").replace(" ,", ","), encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx")
    second = examine(done.file).checked.indikatorer[1]
    assert (second.tidigare_utfall, second.malvarde, second.periodicitet) == (None, None, (12,))
    assert {(one.nr, one.kolumn) for one in done.review} >= {("1.1.2", "Utfall"), ("1.1.2", "Målvärde")}


def test_lines_that_nothing_parts_are_refused_where_they_are_a_table(tmp_path: Path) -> None:
    dense = "\n".join(line for line in _TABLE.split("\n") if line) + "\nÖvrigt." * 9
    (tmp_path / "plan.txt").write_text(dense, encoding="utf-8")
    with pytest.raises(runxl.RunxlError, match=r"rad 2 inte går att skilja åt.*\.docx"):
        runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx")


def test_a_plan_in_plain_lines_comes_in(tmp_path: Path) -> None:
    text = "Mål 1. Trygga uppväxtvillkor\n\nDelmål 1.1 Kultur för unga\n\nIndikatorer\n\n- Antal insatser, mål 90\n- Andel barn som deltar\n\nAktiviteter\n\n- Ta fram en rapport\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx", year=2026)
    found = examine(done.file).checked
    assert [(one.nr, one.delmal) for one in found.delmal] == [("1.1", "Kultur för unga")]
    assert [(one.nr, one.indikator, one.malvarde and str(one.malvarde)) for one in found.indikatorer] == [
        ("1.1.1", "Antal insatser", "90"),
        ("1.1.2", "Andel barn som deltar", None),
    ]
    assert [(one.nr, one.aktivitet) for one in found.aktiviteter] == [("1.1-A1", "Ta fram en rapport")]


def test_running_text_below_a_table_is_not_the_goals(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(_TABLE + "\nEkonomi\n\nNämnden har en budget i balans.\n", encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx")
    checked = examine(done.file).checked
    assert [one.beskrivning for one in checked.mal] + [one.beskrivning for one in checked.delmal] == ["", ""]
    assert any("budget i balans" in one.text for one in done.not_read)


_LINES = """Mål 1. God hälsa
för alla
Delmål 1.1. Fler rör sig
Indikatorer
- Andel som rör sig, mål 65 %
- Antal besök, mål 90
Aktiviteter
- Ta fram en plan
Delmål 1.2: Färre röker
Delmål 1.3 Fler läser
"""


@pytest.mark.parametrize("many", [1, 3], ids=["några rader", "många rader"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_object_a_line_needs_no_empty_lines(many: int, end: str, tmp_path: Path) -> None:
    more = "".join(f"Delmål 1.{nr} Delmål {nr}\n" for nr in range(4, 4 + 10 * (many - 1)))
    (tmp_path / "plan.txt").write_text(_LINES + more, encoding="utf-8", newline=end)
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx", year=2026)
    found = examine(done.file).checked
    assert [(one.nr, one.mal) for one in found.mal] == [("1", "God hälsa för alla")]
    assert [(one.nr, one.delmal) for one in found.delmal][:3] == [
        ("1.1", "Fler rör sig"),
        ("1.2", "Färre röker"),
        ("1.3", "Fler läser"),
    ]
    assert len(found.delmal) == 3 + 10 * (many - 1)
    assert [(one.delmal, one.indikator, str(one.malvarde)) for one in found.indikatorer] == [
        ("1.1", "Andel som rör sig", "65"),
        ("1.1", "Antal besök", "90"),
    ]
    assert [(one.delmal, one.aktivitet) for one in found.aktiviteter] == [("1.1", "Ta fram en plan")]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["tätt", "med tomma rader"])
def test_a_line_that_says_what_it_is_is_that_and_no_text_of_the_delmal(between: str, tmp_path: Path) -> None:
    lines = (
        "Mål 1: God hälsa", "Delmål 1.1 Fler rör sig", "Indikator: Andel som rör sig, mål 2026: 65 %",
        "Aktivitet: Ta fram en plan", "Delmål 1.2 Färre röker", "Uppdrag: Utred rökningen",
    )  # fmt: skip
    (tmp_path / "plan.txt").write_text(between.join(lines), encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx", year=2026)
    found = examine(done.file).checked
    assert [(one.delmal, one.beskrivning) for one in found.delmal] == [("Fler rör sig", ""), ("Färre röker", "")]
    assert [(one.delmal, one.indikator, str(one.malvarde)) for one in found.indikatorer] == [
        ("1.1", "Andel som rör sig", "65")
    ]
    assert [(one.delmal, one.aktivitet) for one in found.aktiviteter] == [("1.1", "Ta fram en plan")]
    assert [one.uppdrag for one in found.uppdrag] == ["Utred rökningen"]


def test_an_analysis_may_speak_of_its_indicators(tmp_path: Path) -> None:
    text = "Delmål 1.1 Fler rör sig\nAnalys\nIndikator 1.1.1 Andelen har ökat.\nUppdrag: Inget nytt.\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx", year=2026)
    found = examine(done.file).checked
    assert [one.analys for one in found.delmal] == ["Indikator 1.1.1 Andelen har ökat.\n\nUppdrag: Inget nytt."]
    assert not found.indikatorer
    assert not found.uppdrag


def test_a_short_table_that_nothing_parts_is_refused_too(tmp_path: Path) -> None:
    text = (
        "Mål 1. Kultur\nDelmål Indikatorer Utfall 2024 Mål 2026 Periodicitet\nDelmål 1.1 Film\nAntal filmer 12 9 År\n"
    )
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    with pytest.raises(runxl.RunxlError, match="rad 2 inte går att skilja åt"):
        runxl.import_plan(tmp_path / "plan.txt", tmp_path / "plan.xlsx")
