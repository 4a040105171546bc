"""Many nämnder, two years, mixed periods: every number of the summary against a count of the test's own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from tests.markdown_workbook import write
from tests.output.region import (
    DECIDED,
    GOALS,
    HALSA,
    KULTUR,
    REPORTS,
    RUN,
    UPPDRAG,
    Report,
    Says,
    markdown,
    report,
    written,
)

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")

STATUSES = ("Helt", "Delvis", "Inte", "Ej bedömd", "Inte mätt nu")
_WORDS = {
    "Helt": ("helt uppfyllt", "helt uppfyllda"),
    "Delvis": ("delvis uppfyllt", "delvis uppfyllda"),
    "Inte": ("ej uppfyllt", "ej uppfyllda"),
    "Ej bedömd": ("ej bedömt", "ej bedömda"),
}
LATEST = {KULTUR: REPORTS[1], HALSA: REPORTS[3], RUN: REPORTS[4]}
"""A plan for a year is no report of it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("regionen")
    written(top)
    return top


@pytest.fixture(scope="module")
def done(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> runxl.Summarized:
    return runxl.summarize(folder, tmp_path_factory.mktemp("ut") / "Regionen.xlsx")


@pytest.fixture(scope="module")
def book(done: runxl.Summarized) -> openpyxl.Workbook:
    return openpyxl.load_workbook(done.out)


def values(book: openpyxl.Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def counted(statuses: list[str]) -> str:
    """`2 helt uppfyllda, 1 delvis uppfyllt, 0 ej uppfyllda`, for what is neuter."""
    found = Counter(statuses)
    told = [status for status in _WORDS if found[status] or status != "Ej bedömd"]
    return ", ".join(f"{found[status]} {_WORDS[status][found[status] != 1]}" for status in told)


def at_year_end() -> list[Report]:
    return [one for one in REPORTS if one.when == "Årsrapport 2026"]


def test_the_latest_period_says_who_is_heard_and_who_is_missing(done: runxl.Summarized) -> None:
    """Of one nämnd of three there are no numbers of the region; the latest period that all are in stands beside it."""
    (latest, said), (whole, told) = done.headlines
    assert latest == "DÅ 2 2027, 1 av 3 nämnder"
    assert said[0].startswith("4 regionmål: ")
    assert said[-1] == (
        "Saknas: Kulturnämnden (senast DÅ 1 2027) och Regionala utvecklingsnämnden (senast Årsrapport 2026)."
    )
    assert whole == "Årsrapport 2026"
    assert not any("Saknas" in one for one in told)


def test_a_regionmal_is_one_however_many_namnder_have_it(done: runxl.Summarized) -> None:
    """Seven contributions to five regionmål are not seven regionmål."""
    reports = at_year_end()
    statuses = [says.counts for one in reports for says in one.goals.values()]
    computed = [says.computed for one in reports for says in one.goals.values()]
    different = len({nr for one in reports for nr in one.goals})
    (_, told) = done.headlines[-1]
    assert told[0] == f"{different} regionmål med {len(statuses)} bidrag från 3 nämnder: {counted(statuses)}"
    assert told[1] == f"{len(computed)} delmål: {counted(computed)}"
    given = [(nr, status) for one in reports for nr, status in one.uppdrag.items()]
    answers = Counter(status for _, status in given)
    assert told[3] == (
        f"{len(dict(given))} uppdrag med {len(given)} svar från 3 nämnder: {answers['Klar']} klara, "
        f"{answers['Pågående']} pågående, {answers['Ej påbörjad']} ej påbörjade"
    )


def test_the_first_sheet_names_each_namnd_with_its_latest_report(book: openpyxl.Workbook) -> None:
    """And counts the indikatorer of that report and no other."""
    rows = values(book, "Översikt")
    start = next(place for place, row in enumerate(rows) if row[0] == "Nämnd")
    for row, namnd in zip(rows[start + 1 :], sorted(LATEST), strict=False):
        found = Counter(says.computed for says in LATEST[namnd].goals.values())
        assert row[:7] == (namnd, LATEST[namnd].when, *(found[status] for status in STATUSES))
    assert rows[start + 4][0] is None


def test_every_contribution_stands_by_its_mal(book: openpyxl.Workbook) -> None:
    """Decided and computed side by side, cell by cell, under the mål that most call it; what differs is told."""
    wanted: list[tuple[object, ...]] = []
    for nr, namn in GOALS.items():
        having = [LATEST[namnd] for namnd in sorted(LATEST) if nr in LATEST[namnd].goals]
        for one in having:
            says = one.goals[nr]
            under = f"1 {says.computed}"
            by = ("Ordföranden", DECIDED) if says.decided else (None, None)
            differs = {("3", HALSA): "Målet heter «Ett mer hållbart samhälle» här."}.get((nr, one.namnd))
            own = "5" if (nr, one.namnd) == ("4", HALSA) else nr
            prognos = says.counts if one.period == "Årsrapport" else None
            decided = says.decided or None
            judged = (one.when, says.counts, says.computed, decided, *by, prognos, under, under, differs)
            wanted.append((own, namn, one.namnd, *judged))
    rows = [
        tuple(value.date() if isinstance(value, dt.datetime) else value for value in row)
        for row in values(book, "Bidrag till mål")[1:]
    ]
    assert [row for row in rows if row[2] != "Alla nämnder"] == wanted
    together = {row[0]: (row[3], row[-1]) for row in rows if row[2] == "Alla nämnder"}
    assert list(together) == ["1", "2", "3", "5", "10"]
    assert together["1"] == ("Olika", "2 Inte, 1 Helt. Nämnderna är i olika perioder.")
    assert together["3"][1] == "1 Helt, 2 Delvis. Nämnderna är i olika perioder. Nr eller namn skiljer sig."
    assert together["2"] == (
        "DÅ 2 2027",
        "1 Helt. Finns inte hos Kulturnämnden och Regionala utvecklingsnämnden.",
    )


def test_the_matrix_has_a_column_for_each_mal_and_a_row_for_each_workbook(book: openpyxl.Workbook) -> None:
    """The same mål stands in one column also where a nämnd numbers or spells it otherwise."""
    header, *rows = values(book, "Mål och nämnder")
    assert [str(title).split(" ", 1)[1] for title in header[6:]] == list(GOALS.values())
    for one, row in zip(_in_order(), rows, strict=False):
        assert row[0] == f"{one.namnd}, {one.when}"
        assert row[6:] == tuple(_shown(one, nr) for nr in GOALS)


def _shown(one: Report, nr: str) -> str | None:
    """A plan is followed up by nobody yet."""
    if nr not in one.goals:
        return None
    return "Inte mätt nu" if one.period == "Nämndplan" else one.goals[nr].counts


def _in_order() -> list[Report]:
    places = {"Nämndplan": 0, "DÅ 1": 1, "DÅ 2": 2, "Årsrapport": 3}
    return sorted(REPORTS, key=lambda one: (one.namnd.casefold(), one.ar, places[one.period]))


def test_uppdrag_from_fullmaktige_are_gathered_over_the_namnder(book: openpyxl.Workbook) -> None:
    rows = values(book, "Uppdrag från fullmäktige")[1:]
    wanted = [
        (nr, namn, namnd, one.when, one.uppdrag[nr])
        for nr, namn in UPPDRAG.items()
        for namnd, one in sorted(LATEST.items())
        if nr in one.uppdrag
    ]
    assert [(*row[:3], *row[3:5]) for row in rows if row[2] != "Alla nämnder"] == wanted
    (first, *_) = rows
    assert first[-1] == "2 Klar, 1 Pågående. Nämnderna är i olika perioder."


def test_namnder_with_numbers_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """As on the page and in the document."""
    for number in (10, 2):
        one = report(f"Nämnd {number}", 2026, "Årsrapport", {"1": Says("Helt")}, {"U1": "Klar"})
        write(markdown(one), tmp_path / f"{number}.xlsx")
    done = runxl.summarize(tmp_path, tmp_path / "Regionen.xlsx")
    book = openpyxl.load_workbook(done.out)
    for sheet in ("Bidrag till mål", "Uppdrag från fullmäktige"):
        assert [row[2] for row in values(book, sheet)[1:]] == ["Alla nämnder", "Nämnd 2", "Nämnd 10"]


def test_no_bar_is_of_unlike_namnder_without_saying_so(book: openpyxl.Workbook) -> None:
    """The bars of the periods say how many nämnder each is of."""
    labels = [row[0] for row in values(book, "Översikt")]
    start = max(place for place, label in enumerate(labels) if label == "Period")
    assert labels[start + 1 : start + 5] == [
        "Nämndplan 2027, 1 av 3 nämnder", "Årsrapport 2026", "DÅ 1 2027, 1 av 3 nämnder", "DÅ 2 2027, 1 av 3 nämnder",
    ]  # fmt: skip
