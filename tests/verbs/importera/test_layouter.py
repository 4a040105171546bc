"""Plans in Excel, in whatever layout: right to 98 percent, and nothing wrong that is not told."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runxl
from runxl.contract.load import contract
from runxl.verbs.examine import examine
from runxl.verbs.importera.about import AskedFor
from runxl.verbs.importera.import_plan import understood
from runxl.verbs.importera.imported import told_of
from runxl.verbs.importera.sources.opening import source_of
from tests.verbs.importera.layouts import LAYOUTS, PLAN, Look, Made, write
from tests.verbs.importera.measured import NAMES, Fact, Measured, compared
from tests.verbs.importera.written import sheet

_TYPER = {
    "90": "Minst",
    "40 %": "Minst",
    "Ja": "Ja/Nej",
    "20": "Minst",
    "Bibehåller eller öka": "Bibehåll",
    "minst 80 %": "Minst",
}
_VALUES = {"40 %": "40", "minst 80 %": "80", "23,4 %": "23.4", "65 %": "65"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_layout_comes_in_right_and_nothing_wrong_goes_untold(layout: Made, tmp_path: Path) -> None:
    found = _measured(tmp_path, layout, Look())
    assert found.share >= 0.98
    assert (found.wrong, found.missing, found.invented, found.untold) == ((), (), (), ())


@settings(max_examples=25, deadline=None)
@given(
    layout=st.sampled_from(LAYOUTS),
    blank=st.integers(0, 3),
    left=st.integers(0, 2),
    order=st.permutations((0, 1, 2, 3)),
    words=st.booleans(),
    heads=st.tuples(
        st.sampled_from(["Regionmål", "Strategiskt mål", "REGIONMÅL", "Fullmäktiges mål"]),
        st.sampled_from(["Delmål", "Framgångsfaktor", "Nämndens mål", "delmål"]),
        st.sampled_from(["Indikator", "Indikatorer", "Styrmått", "Mått"]),
        st.sampled_from(["Mål 2026", "Målvärde 2026", "Målnivå 2026", "Mål\n2026"]),
        st.sampled_from(["Utfall 2024", "Resultat 2024", "Utfall helår 2024"]),
        st.sampled_from(["Periodicitet", "Mätfrekvens", "Mäts"]),
        st.sampled_from(["Ansvarig", "Ansvarig enhet", "Verksamhet"]),
    ),
)
def test_however_a_layout_is_shuffled_nothing_wrong_goes_untold(
    layout: Made, blank: int, left: int, order: list[int], heads: tuple[str, ...], *, words: bool
) -> None:
    mal, delmal, indikator, malvarde, utfall, periodicitet, ansvarig = heads
    named = Look(mal, delmal, indikator, malvarde, utfall, periodicitet, ansvarig)
    look = replace(named, blank=blank, left=left, order=tuple(order), words=words)
    with tempfile.TemporaryDirectory() as folder:
        found = _measured(Path(folder), layout, look)
    assert (found.wrong, found.missing, found.invented, found.untold) == ((), (), (), ())
    assert found.share >= 0.98


def _measured(folder: Path, layout: Made, look: Look) -> Measured:
    path = write(folder / "plan.xlsx", layout, look)
    context = understood([source_of(path)], contract().default_styrmodell, AskedFor(2026))
    done = told_of(folder / "ut.xlsx", [path], context.draft)
    rows: dict[str, list[Mapping[str, Any]]] = {
        contract().tables[name].sheet: [*(row.values for row in several)]
        for name, several in context.draft.rows.items()
    }
    return compared(rows, done, _facts(layout.__name__))


_LACKS = {
    "narrow": {"mal", "utfall", "periodicitet", "ansvarig"},
    "plain_goals": {"utfall", "periodicitet"},
    "two_header_rows": {"periodicitet"},
}
_NO_OWNER_OF_GOAL = "ansvarig"


def _facts(layout: str) -> Iterator[Fact]:
    lacks = _LACKS.get(layout, set())
    for top in PLAN:
        if "mal" not in lacks:
            yield Fact("Mål", "", top.name, "mal", top.name)
        for goal in top.goals:
            yield Fact("Delmål", "", goal.name, "delmal", goal.name)
            if "mal" not in lacks:
                yield Fact("Delmål", "", goal.name, "mal", top.name)
            for one in goal.measures:
                said = {
                    "delmal": goal.name,
                    "typ": _TYPER[str(one.target)],
                    "malvarde": _VALUES.get(str(one.target), str(one.target)),
                    "enhet": one.unit,
                    "periodicitet": "" if "periodicitet" in lacks else one.when,
                    "ansvarig": "" if "ansvarig" in lacks else goal.owner,
                    "tidigare_utfall": ""
                    if "utfall" in lacks
                    else _VALUES.get(str(one.outcome), str(one.outcome or "")),
                    "tidigare_utfall_ar": "" if "utfall" in lacks or one.outcome is None else "2024",
                }
                yield from (Fact("Indikatorer", "", one.name, column, value) for column, value in said.items() if value)


def test_a_hidden_sheet_is_not_read_and_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "plan.xlsx", LAYOUTS[0], Look())
    book = openpyxl.load_workbook(path)
    book.create_sheet("Gammalt").append(["Delmål", "Indikator", "Mål 2026"])
    book["Gammalt"].sheet_state = "hidden"
    book.save(path)
    done = runxl.import_plan(path, tmp_path / "ut.xlsx")
    assert any("Gammalt" in one.text for one in done.not_read)


def test_a_sheet_that_is_no_plan_is_refused_with_what_was_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Datum", "Belopp", "Konto"])
    book.active.append(["2026-01-01", 100, "4010"])
    content = io.BytesIO()
    book.save(content)
    (tmp_path / "bok.xlsx").write_bytes(content.getvalue())
    with pytest.raises(runxl.RunxlError, match="Datum, Belopp, Konto"):
        runxl.import_plan(tmp_path / "bok.xlsx", tmp_path / "ut.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("konto.csv", "Datum;Belopp;Konto\n2026-01-01;100;4010\n", "Datum, Belopp, Konto"),
        ("brev.txt", "Hej alla!\n\nVi ses på tisdag.\n", "Hej alla!"),
    ],
)
def test_text_that_is_no_plan_is_refused_with_what_was_seen(name: str, content: str, seen: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(runxl.RunxlError, match=seen):
        runxl.import_plan(tmp_path / name, tmp_path / "ut.xlsx")


def test_every_sheet_has_its_name() -> None:
    assert set(NAMES) <= {table.sheet for table in contract().tables.values()}


@pytest.mark.parametrize("title", ["Blad1", "Indikatorer", "Plan 2026"])
def test_a_sheets_name_is_no_mal(title: str, tmp_path: Path) -> None:
    """It is asked about, and what belongs together in several sheets stands under one mål that has no name yet."""
    rows = [["Delmål", "Indikator", "Mål 2026"], ["Fler rör sig", "Antal besök", 90]]
    more = [["Delmål", "Aktivitet"], ["Fler rör sig", "Ta fram en plan"]]
    done = runxl.import_plan(sheet(tmp_path / "a.xlsx", (title, rows), ("Övrigt", more)), tmp_path / "plan.xlsx")
    found = examine(done.file).checked
    assert [(one.nr, one.mal) for one in found.mal] == [("1", "")]
    assert [(one.nr, one.mal, one.delmal) for one in found.delmal] == [("1.1", "1", "Fler rör sig")]
    assert [(one.blad, one.nr, one.kolumn, one.text) for one in done.review] == [("Mål", "1", "Mål", title)]


def test_a_sheets_name_is_no_perspektiv(tmp_path: Path) -> None:
    rows = [["Strategiskt mål", "Framgångsfaktor", "Styrmått", "Mål 2026"], ["God hälsa", "Fler rör sig", "Besök", 90]]
    source = sheet(tmp_path / "a.xlsx", ("Blad1", rows))
    done = runxl.import_plan(source, tmp_path / "plan.xlsx", styrmodell="norrbotten")
    assert [(one.mal, one.perspektiv) for one in examine(done.file).checked.mal] == [("God hälsa", "")]
