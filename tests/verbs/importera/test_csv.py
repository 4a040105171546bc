"""Text files come in whatever their delimiter and their encoding."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import runxl
from runxl.verbs.examine import examine
from runxl.verbs.importera.sources.delimited import decoded

_ROWS = [
    ["Mål", "Delmål", "Indikator", "Målvärde 2026", "Mätfrekvens", "Ansvarig enhet"],
    [
        "Mål 1. Trygga uppväxtvillkor",
        "1.1 Kultur för unga på Åsele",
        "Antal insatser; små och stora",
        "90",
        "Årligen",
        "Kultur",
    ],
    ["", "", "Andel barn, 0–12 år", "40 %", "Tertial: aug, dec", "Kultur"],
    ["Mål 2. Goda levnadsvillkor", "2.1 Ö i länet", 'Antal "filmer"\noch pjäser', "2 300", "År", "Stab"],
]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "cp850"])
def test_every_delimiter_and_encoding_of_an_office_comes_in_alike(
    delimiter: str, encoding: str, tmp_path: Path
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(_ROWS)
    said = text.getvalue().replace("–", "-") if encoding == "cp850" else text.getvalue()
    (tmp_path / "plan.csv").write_bytes(said.encode(encoding))
    done = runxl.import_plan(tmp_path / "plan.csv", tmp_path / "plan.xlsx")
    found = examine(done.file).checked
    assert [(one.nr, one.mal) for one in found.mal] == [("1", "Trygga uppväxtvillkor"), ("2", "Goda levnadsvillkor")]
    assert [one.delmal for one in found.delmal] == ["Kultur för unga på Åsele", "Ö i länet"]
    assert [(one.enhet, one.typ, float(one.malvarde)) for one in found.indikatorer] == [  # type: ignore[arg-type]
        ("antal", "Minst", 90.0),
        ("%", "Minst", 40.0),
        ("antal", "Minst", 2300.0),
    ]
    assert not done.review


def test_the_line_that_excel_takes_for_itself_is_no_row(tmp_path: Path) -> None:
    rows = "\r\n".join(";".join(cell.replace(";", ",").replace("\n", " ") for cell in row) for row in _ROWS)
    (tmp_path / "plan.csv").write_text(f"sep=;\r\n{rows}\r\n", encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.csv", tmp_path / "plan.xlsx")
    assert done.counts["Indikatorer"] == 3
    assert not done.not_read


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-8", "utf-16"])
def test_swedish_reads_as_swedish(encoding: str) -> None:
    assert decoded("Mål för åtgärder i Örnsköldsvik".encode(encoding)) == "Mål för åtgärder i Örnsköldsvik"


def test_a_letter_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("Hej!\n\nVi ses på torsdag, klockan nio, i Umeå.\n", encoding="utf-8")
    with pytest.raises(runxl.RunxlError, match="inga mål, delmål"):
        runxl.import_plan(tmp_path / "brev.txt", tmp_path / "plan.xlsx")


def test_another_years_targets_and_outcomes_are_listed_as_not_read(tmp_path: Path) -> None:
    """The year's target and the latest outcome are taken; what the other columns say is not lost in silence."""
    heads = "Mål;Delmål;Indikator;Mål 2025;Mål 2026;Utfall 2024;Utfall 2025"
    rows = [heads, "1 Trygghet;1.1 Kultur;Andel barn;40%;50%;31%;35%"]
    (tmp_path / "plan.csv").write_text("\r\n".join(rows), encoding="utf-8")
    done = runxl.import_plan(tmp_path / "plan.csv", tmp_path / "plan.xlsx")
    (one,) = examine(done.file).checked.indikatorer
    assert (str(one.malvarde), str(one.tidigare_utfall), one.tidigare_utfall_ar) == ("50", "35", 2025)
    why = "(en annan kolumn gäller planens år), 1 celler:"
    assert [note.text for note in done.not_read] == [f"Kolumnen Mål 2025 {why} 40%", f"Kolumnen Utfall 2024 {why} 31%"]
