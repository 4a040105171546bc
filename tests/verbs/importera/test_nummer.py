"""A column Nr numbers what its numbers follow: the row, the mål where it comes again with it, or nobody, and that is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from runxl.contract.load import contract
from runxl.verbs.importera.about import AskedFor
from runxl.verbs.importera.draft import PlanDraft
from runxl.verbs.importera.import_plan import understood
from runxl.verbs.importera.sources.opening import source_of
from tests.verbs.importera.written import sheet

_HEADS: list[object] = ["Mål", "Delmål", "Indikator", "Mål 2026"]
_ROWS: list[list[object]] = [
    ["Trygga uppväxtvillkor", "Kultur för unga", "Antal insatser", 1],
    ["Trygga uppväxtvillkor", "Kultur för unga", "Antal filmer", 2],
    ["Trygga uppväxtvillkor", "Barnets rätt", "Antal planer", 3],
    ["Goda levnadsvillkor", "Ett rikt utbud", "Antal besök", 4],
    ["Goda levnadsvillkor", "Ett rikt utbud", "Antal dialoger", 5],
]
_BLANK: list[list[object]] = [_ROWS[0], ["", "", *_ROWS[1][2:]], ["", *_ROWS[2][1:]], _ROWS[3], ["", "", *_ROWS[4][2:]]]
_COUNTED = ["1.1.1", "1.1.2", "1.2.1", "2.1.1", "2.1.2"]
_GIVEN = (["1", "2"], ["1.1", "1.2", "2.1"], _COUNTED)


def _draft(folder: Path, numbers: Sequence[object], rows: Sequence[list[object]], at: int = 0) -> PlanDraft:
    """The rows with a column Nr before, between or after the others."""
    table = [[*row[:at], nr, *row[at:]] for nr, row in zip(["Nr", *numbers], [_HEADS, *rows], strict=True)]
    path = sheet(folder / "plan.xlsx", ("Blad1", table))
    return understood([source_of(path)], contract().default_styrmodell, AskedFor(2026)).draft


def _numbers(draft: PlanDraft) -> tuple[list[str], ...]:
    return tuple([row.nr for row in draft.rows[name]] for name in ("mal", "delmal", "indikatorer"))


def _said(draft: PlanDraft, kind: str) -> list[str]:
    return [f"{note.text}: {note.why}" for note in draft.notes if note.kind == kind]


@pytest.mark.parametrize("at", [0, 1, 2, 3], ids=["först", "efter mål", "efter delmål", "efter indikatorn"])
def test_numbers_that_never_come_again_are_the_rows(at: int, tmp_path: Path) -> None:
    numbers = ["3.1.1", "3.1.2", "3.2.1", "5.1.1", "5.1.2"]
    draft = _draft(tmp_path, numbers, _ROWS, at)
    assert _numbers(draft) == (["3", "5"], ["3.1", "3.2", "5.1"], numbers)
    assert _said(draft, "granska") == []


@pytest.mark.parametrize("rows", [_ROWS, _BLANK], ids=["upprepat", "tomt under"])
def test_a_number_that_comes_again_with_the_mal_is_its(rows: list[list[object]], tmp_path: Path) -> None:
    repeated = [7, 7, 7, 8, 8] if rows is _ROWS else [7, "", "", 8, ""]
    assert _numbers(_draft(tmp_path, repeated, rows))[0] == ["7", "8"]


def test_a_number_that_comes_again_with_the_delmal_is_its(tmp_path: Path) -> None:
    assert _numbers(_draft(tmp_path, ["1.4", "1.4", "1.5", "2.1", "2.1"], _ROWS))[1] == ["1.4", "1.5", "2.1"]


def test_plain_numbers_of_rows_stand_under_their_delmal(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [1, 2, 1, 1, 2], _ROWS)
    assert _numbers(draft) == _GIVEN
    assert "2: numret står under 1.1" in _said(draft, "tolkat")


def test_a_row_without_its_number_gets_one_and_a_word_in_its_place_is_listed(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [*_COUNTED[:3], "ny", ""], _ROWS)
    assert _numbers(draft)[2] == _COUNTED
    assert _said(draft, "utanfor") == ["Kolumnen Nr (inget nummer): ny: "]


def test_numbers_that_follow_nothing_are_listed_and_not_entered(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [1, 1, 1, 1, 2], _ROWS)
    assert _numbers(draft) == _GIVEN
    (left,) = _said(draft, "utanfor")
    assert left.startswith("Kolumnen Nr (numren följer varken mål, delmål eller rader")


def test_numbers_that_may_be_of_several_are_the_rows_and_asked_about(tmp_path: Path) -> None:
    draft = _draft(tmp_path, [4, 6], [_ROWS[0], _ROWS[3]])
    assert _numbers(draft) == (["1", "2"], ["1.1", "2.1"], ["1.1.4", "2.1.6"])
    (asked,) = _said(draft, "granska")
    assert "vad de numrerar" in asked


def test_a_number_beside_names_that_have_their_own_is_the_rows(tmp_path: Path) -> None:
    rows = [[f"{1 if row is not _ROWS[3] and row is not _ROWS[4] else 2} {row[0]}", *row[1:]] for row in _ROWS]
    assert _numbers(_draft(tmp_path, _COUNTED, rows)) == _GIVEN
