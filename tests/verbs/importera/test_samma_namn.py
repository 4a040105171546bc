"""Rows of one name: two of a table are never mixed, one that two places tell of is one, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import runxl
from runxl.contract.load import contract
from runxl.verbs.importera.about import AskedFor
from runxl.verbs.importera.draft import PlanDraft
from runxl.verbs.importera.import_plan import understood
from runxl.verbs.importera.sources.opening import source_of
from tests.verbs.importera.written import sheet, word

_HEADS: list[object] = ["Regionmål", "Delmål", "Indikator", "Mål 2026", "Utfall 2024", "Ansvarig"]
_ROWS: list[list[object]] = [
    ["Hälsa", "Rör sig", "Andel A", 65, 60, "Enhet A"],
    ["Hälsa", "Rör sig", "Andel A", 70, 61, "Enhet B"],
]
_FIRST = (65, 60, "Enhet A")
_SECOND = (70, 61, "Enhet B")
Table = Sequence[Sequence[object]]


def _draft(folder: Path, *tables: Table) -> PlanDraft:
    """Of a workbook with a sheet for each table."""
    path = sheet(folder / "plan.xlsx", *((f"Blad{at}", table) for at, table in enumerate(tables, 1)))
    return understood([source_of(path)], contract().default_styrmodell, AskedFor(2026)).draft


def _said(draft: PlanDraft, table: str, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.values.get(column) for column in columns) for row in draft.rows[table]]


def _measures(draft: PlanDraft) -> list[tuple[object, ...]]:
    return _said(draft, "indikatorer", "malvarde", "tidigare_utfall", "ansvarig")


def _asked(draft: PlanDraft) -> list[tuple[str, str, str]]:
    return [(note.place.plats, note.column, note.text) for note in draft.notes if note.kind == "granska"]


def test_two_rows_of_a_table_are_two_and_asked_about(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [_HEADS, *_ROWS])
    assert _measures(draft) == [_FIRST, _SECOND]
    assert _asked(draft) == [("bladet Blad1, rad 3", "indikator", "Andel A")]
    assert "bladet Blad1, rad 2" in draft.notes[-1].why


def test_two_rows_of_a_table_in_word_are_two(tmp_path: Path) -> None:
    text = "# Mål 1. Hälsa\n\n## Delmål 1.1 Rör sig\n\n| Indikator | Mål 2026 |\n| Andel A | 65 % |\n| Andel A | 70 % |"
    done = runxl.import_plan(word(tmp_path / "plan.docx", text), tmp_path / "ut.xlsx", year=2026)
    assert done.counts["Indikatorer"] == 2
    assert [one.plats for one in done.review] == ["tabell 1, rad 3"]


@pytest.mark.parametrize(("table", "head"), [("aktiviteter", "Aktivitet"), ("uppdrag", "Uppdrag")])
def test_a_status_is_never_another_rows(table: str, head: str, tmp_path: Path) -> None:
    words = ("Avslutad", "Försenad") if table == "aktiviteter" else ("Klar", "Pågående")
    draft = _draft(
        tmp_path,
        [["Regionmål", "Delmål", head, "Status"], *(["Hälsa", "Rör sig", "Informera", word] for word in words)],
    )
    assert _said(draft, table, "status") == [(word,) for word in words]
    assert len(_asked(draft)) == 1


def test_a_row_that_comes_again_and_says_no_more_is_one(tmp_path: Path) -> None:
    heads = ["Regionmål", "Delmål", "Indikator", "Mål 2026", "Aktivitet", "Ansvarig"]
    rows = [
        ["Hälsa", "Rör sig", "Andel A", said, aktivitet, "X"]
        for said, aktivitet in ((65, "Ett"), (65, "Två"), ("", "Tre"))
    ]
    draft = _draft(tmp_path, [heads, *rows])
    assert _said(draft, "indikatorer", "malvarde") == [(65,)]
    assert len(draft.rows["aktiviteter"]) == 3


def test_two_rows_that_say_different_halves_are_not_put_together(tmp_path: Path) -> None:
    draft = _draft(
        tmp_path, [_HEADS, ["Hälsa", "Rör sig", "Andel A", 65, "", ""], ["Hälsa", "Rör sig", "Andel A", "", 61, ""]]
    )
    assert _measures(draft) == [(65, None, None), (None, 61, None)]


def test_of_two_places_the_first_stands_and_the_other_is_told_where_it_stood(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [_HEADS, _ROWS[0]], [_HEADS, ["Hälsa", "Rör sig", "Andel A", "högst 70", 60, "enhet a"]])
    assert _measures(draft) == [_FIRST]
    assert _asked(draft) == [("bladet Blad2, rad 2", "typ", "Högst"), ("bladet Blad2, rad 2", "malvarde", "70")]
    assert all("bladet Blad1, rad 2 säger" in note.why for note in draft.notes if note.kind == "granska")
    assert [note.text for note in draft.notes if note.column == "typ" and note.kind == "tolkat"] == ["65"]


def test_the_first_is_named_with_its_file_where_it_stood_in_another(tmp_path: Path) -> None:
    paths = [sheet(tmp_path / f"{at}.xlsx", ("Blad1", [_HEADS, row])) for at, row in enumerate(_ROWS)]
    done = runxl.import_plan(paths, tmp_path / "ut.xlsx", year=2026)
    assert {one.kalla for one in done.review} == {"1.xlsx"}
    assert all(one.varfor.startswith("0.xlsx, bladet Blad1, rad 2 säger ”") for one in done.review)


def test_what_two_places_tell_of_one_is_put_together_and_read_as_the_first_tells(tmp_path: Path) -> None:
    plan = [["Regionmål", "Delmål", "Indikator", "Mål 2026"], ["Hälsa", "Rör sig", "Planen är antagen", "Ja"]]
    outcomes = [
        ["Regionmål", "Delmål", "Indikator", "Utfall 2024", "Ansvarig"],
        ["Hälsa", "Rör sig", "Planen är antagen", "Nej", "Enhet B"],
    ]
    draft = _draft(tmp_path, plan, outcomes)
    assert _measures(draft) == [("Ja", "Nej", "Enhet B")]
    assert _said(draft, "indikatorer", "typ") == [("Ja/Nej",)]


def test_which_of_two_rows_another_place_means_is_not_guessed(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [_HEADS, *_ROWS], [_HEADS, ["Hälsa", "Rör sig", "Andel A", "", 62, ""]])
    assert _measures(draft) == [_FIRST, _SECOND, (None, 62, None)]
    assert [place for place, column, _ in _asked(draft) if column == "indikator"] == [
        "bladet Blad1, rad 3",
        "bladet Blad2, rad 2",
    ]


def test_numbers_tell_rows_of_one_name_apart_and_which_of_them_another_place_means(tmp_path: Path) -> None:
    numbered = [[*row[:2], f"1.1.{at} Andel A", *row[3:]] for at, row in enumerate(_ROWS, 1)]
    assert _asked(_draft(tmp_path, [_HEADS, *numbered])) == []
    outcome: Table = [[*_HEADS[:3], "Kommentar"], ["Hälsa", "Rör sig", "1.1.2 Andel A", "Bra"]]
    draft = _draft(tmp_path, [_HEADS, *numbered], outcome)
    assert _said(draft, "indikatorer", "nr", "malvarde", "kommentar") == [("1.1.1", 65, None), ("1.1.2", 70, "Bra")]


def test_rows_without_words_are_as_many_as_their_numbers(tmp_path: Path) -> None:
    draft = _draft(
        tmp_path, [_HEADS, *(["Hälsa", "Rör sig", f"Mått {at}", *row[3:]] for at, row in enumerate(_ROWS, 1))]
    )
    assert _measures(draft) == [_FIRST, _SECOND]
    assert [row.nr for row in draft.rows["indikatorer"]] == ["1.1.1", "1.1.2"]
    assert all("inte lydelsen" in note.why for note in draft.notes if note.kind == "granska")


@pytest.mark.parametrize("numbers", [("1.1.1", "1.1.2"), (1, 2)], ids=str)
def test_a_word_with_a_number_is_the_name_where_a_column_says_the_number(
    numbers: tuple[object, ...], tmp_path: Path
) -> None:
    rows = [[nr, "Hälsa", "Rör sig", f"Mått {at}", *_ROWS[at - 1][3:]] for at, nr in enumerate(numbers, 1)]
    draft = _draft(tmp_path, [["Nr", *_HEADS], *rows])
    assert _said(draft, "indikatorer", "nr", "indikator") == [("1.1.1", "Mått 1"), ("1.1.2", "Mått 2")]
    assert _measures(draft) == [_FIRST, _SECOND]


def test_a_whole_number_after_its_word_is_still_no_name(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [["Nr", *_HEADS], ["1.1.1", "Hälsa", "Rör sig", "Indikator 1.1.1", *_ROWS[0][3:]]])
    assert _said(draft, "indikatorer", "nr", "indikator") == [("1.1.1", "")]
