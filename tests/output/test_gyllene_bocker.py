"""Whole plans from the documents as workbooks: the structure of DÅ 2 2022 and the nämndplan of 2026."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runxl.assessment.assess import assess
from runxl.assessment.why import NotDue
from runxl.check.check import check
from runxl.contract.load import contract
from runxl.template.book import build
from runxl.workbook.read import read
from tests.assessment.build import number, read_csv
from tests.output.workbooks import column, run, section, summary

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def book(path: Path, rows: Rows, ar: int, period: str) -> Path:
    styrmodell = contract().default_styrmodell
    given = {"namnd": "Regionala utvecklingsnämnden", "ar": ar, "period": period, "plan_id": "gyllene"}
    build(path, contract(), styrmodell, rows, given)
    return path


def rows_of_2022() -> Rows:
    """Every mål, delmål and indikator. The slides give no types and no outcomes, so each is Ja/Nej, still to come."""
    found = read_csv("vb2022_indikatorer.csv")
    dropped = {"lage": "Följs ej upp", "kommentar": "Följs ej upp efter DÅ 1."}
    return {
        "mal": [{"nr": nr, "mal": mal} for nr, mal in _once(found, "mal_nr", "mal")],
        "delmal": [
            {"nr": nr, "mal": nr.partition(".")[0], "delmal": delmal, "ansvarig": "RUN"}
            for nr, delmal in _once(found, "delmal_nr", "delmal")
        ],
        "indikatorer": [
            {
                "nr": f"{row['delmal_nr']}.{row['indikator_nr']}",
                "delmal": row["delmal_nr"],
                "indikator": row["indikator"],
                "typ": "Ja/Nej",
                "utfall": "Svar saknas",
                **(dropped if row["active_or_dropped"] == "dropped" else {}),
            }
            for row in found
        ],
    }


def _once(rows: Sequence[Mapping[str, str]], key: str, name: str) -> list[tuple[str, str]]:
    return list({row[key]: row[name] for row in rows}.items())


def rows_of_2026() -> Rows:
    """The plan's tables as they stand in the excerpt, elided rows and all."""
    found = read_csv("np2026_indikatorer.csv")
    return {
        "mal": [{"nr": "1", "mal": "Trygga uppväxtvillkor"}, {"nr": "2", "mal": "Goda levnadsvillkor"}],
        "delmal": [
            {"nr": nr, "mal": nr.partition(".")[0], "delmal": delmal, "ansvarig": "Kultur"}
            for nr, delmal in _once(found, "delmal_nr", "delmal")
        ],
        "indikatorer": [
            {
                "nr": f"{row['delmal_nr']}.{row['row_nr']}",
                "delmal": row["delmal_nr"],
                "indikator": row["indikator"],
                "enhet": "%" if "%" in row["mal_2026_verbatim"] else "antal",
                "typ": "Ja/Nej" if row["mal_2026_verbatim"] == "Ja" else "Minst",
                "malvarde": row["mal_2026_verbatim"],
                "tidigare_utfall": row["utfall_2024_verbatim"],
                "tidigare_utfall_ar": 2024 if row["utfall_2024_verbatim"] else None,
                "periodicitet": row["periodicitet"],
            }
            for row in found
        ],
        "uppdrag": [
            {
                "nr": f"U{place}",
                "uppdragsgivare": "Fullmäktige till nämnd",
                **{name: row[name] for name in ("uppdrag", "status", "periodicitet", "slutdatum")},
            }
            for place, row in enumerate(read_csv("np2026_uppdrag.csv"), 1)
        ],
    }


def test_the_structure_of_2022_is_whole(tmp_path: Path) -> None:
    """9 mål, 24 delmål, 73 indikatorer; the one that was dropped after DÅ 1 is listed but not counted.

    The slides do not say what was decided of which mål, so there is no status of any to tell of.
    """
    path = book(tmp_path / "2022.xlsx", rows_of_2022(), 2022, "DÅ 2")
    (checked,) = check([read(path)])
    assert [one.message for one in checked.findings if one.is_fault] == []
    assert (len(checked.mal), len(checked.delmal), len(checked.indikatorer)) == (9, 24, 74)
    run(path)
    assert [str(line[1]).partition(":")[0] for line in summary(path)[5:8]] == [
        "Regionmål",
        "24 delmål",
        "73 indikatorer",
    ]
    assert len(section(path, "Regionmål och delmål")) == 9 + 24
    assert len(column(path, "Indikatorer", "Status")) == 74


def test_the_plan_of_2026_measures_nothing_yet(tmp_path: Path) -> None:
    """Only what the excerpt leaves out is found fault with; nothing is due in a plan, and no uppdrag is begun."""
    (checked,) = check([read(book(tmp_path / "2026.xlsx", rows_of_2026(), 2026, "Nämndplan"))])
    faulty = {one.key for one in checked.findings if one.is_fault}
    elided = {
        f"{row['delmal_nr']}.{row['row_nr']}"
        for row in read_csv("np2026_indikatorer.csv")
        if set(row["mal_2026_verbatim"]) <= set(".…")
    }
    assert faulty == elided == {"2.2.1", "2.2.3"}
    found = assess(checked)
    sound = [one for one in found.indikatorer if one.nr not in elided]
    assert {type(one.reason) for one in sound} == {NotDue}
    assert found.headlines[-1] == "3 uppdrag: 0 klara, 0 pågående, 3 ej påbörjade"
    assert [one.overdue for one in found.uppdrag] == [False] * 3


def test_the_plan_of_2026_reads_as_written(tmp_path: Path) -> None:
    """`Tertial aug, dec` without its colon is aug and dec; `40 %` is 40 and `2 133` a number."""
    (checked,) = check([read(book(tmp_path / "2026.xlsx", rows_of_2026(), 2026, "Nämndplan"))])
    assert [row.periodicitet for row in checked.uppdrag] == [(8, 12)] * 3
    rows = {row.nr: row for row in checked.indikatorer}
    assert (rows["1.1.4"].malvarde, rows["2.1.1"].tidigare_utfall) == (number("40"), number("2133"))
    assert rows["2.1.3"].tidigare_utfall == "Svar saknas"
