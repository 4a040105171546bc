"""What a year promises: a status at its end, comparisons of the same months, and a report that can be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import runxl
from runxl.verbs.period import advance
from tests.conftest import MakeWorkbook
from tests.verbs.test_varje_period_for_sig import DOCUMENTS, Said, sheets

PLAN = """
## Inställningar
| Inställning | Värde |
| Nämnd | Regionala utvecklingsnämnden |
| År | 2026 |
| Period | {period} |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Prognos |
| 1.1 | 1 | Fler deltar | Turism | {prognos} |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Utgångsvärde | Målvärde | Utfall | Ackumuleras | Tidigare utfall | Tidigare utfall år |
| 1.1.1 | 1.1 | Deltagare | antal | {typ} | {bas} | {mal} | {utfall} | {ack} | {forra} | 2025 |
## Periodvärden
| Nr | Period | Periodmål | Föregående år |
| 1.1.1 | DÅ 1 | {mal} | {april} |
"""

GIVEN = {
    "period": "Årsrapport", "prognos": "", "typ": "Minst", "bas": "", "mal": "90", "utfall": "96", "ack": "Ja",
    "forra": "", "april": "",
}  # fmt: skip

Plan = Callable[..., Path]


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Plan:
    return lambda **given: make_workbook(PLAN.format(**{**GIVEN, **given}))


@pytest.mark.parametrize(
    ("given", "arrow"),
    [
        ({"utfall": "96", "forra": "123"}, "↓"),
        ({"period": "DÅ 1", "utfall": "12", "april": "10", "forra": "123"}, "↑"),
        ({"period": "DÅ 1", "utfall": "12", "forra": "123"}, None),
    ],
)
def test_a_sum_is_compared_with_the_same_months(plan: Plan, given: dict[str, str], arrow: str | None) -> None:
    """A year with a year, April with April, and with nothing where there is no April."""
    (found,) = runxl.assess(plan(**given)).to_dict()["indikatorer"]
    assert (found["utveckling"] or None) == arrow


def test_percentage_points_are_points(plan: Plan) -> None:
    """From 60 to 64 is four of five points; as per cent it would be 6.7 and met."""
    (found,) = runxl.assess(
        plan(typ="Förändring", bas="60", mal="5 procentenheter", utfall="64", ack="", april="")
    ).to_dict()["indikatorer"]
    assert (found["status"], found["maluppfyllelse"]) == ("Delvis", 0.8)


def _everywhere(path: Path, folder: Path) -> Iterator[Said]:
    for suffix, read in DOCUMENTS.items():
        yield from read(Path(runxl.report(path, folder / f"rapport{suffix}").file))
    runxl.write_back(path, runxl.assess(path))
    yield from (one for one in sheets(path) if one.where.startswith("Sammanfattning"))
    runxl.summarize(path, folder / "alla.xlsx")
    yield from sheets(folder / "alla.xlsx")


def test_at_the_years_end_no_output_shows_a_stale_prognosis(plan: Plan, tmp_path: Path) -> None:
    """The cell still says Inte; the delmål is Helt, and every output says so in the same words."""
    path = plan(prognos="Inte")
    assert runxl.assess(path).delmal[0].status == "Helt"
    said = [one.text for one in _everywhere(path, tmp_path)]
    assert any("kommer helt uppfyllas" in text for text in said)
    assert not any("kommer inte uppfyllas" in text for text in said)


def test_during_the_year_the_prognosis_is_what_was_given(plan: Plan, tmp_path: Path) -> None:
    said = [one.text for one in _everywhere(plan(period="DÅ 1", prognos="Inte"), tmp_path)]
    assert any("kommer inte uppfyllas" in text for text in said)


def test_the_kept_copy_gives_the_same_documents_again(plan: Plan, tmp_path: Path) -> None:
    path = plan(period="DÅ 1", prognos="Delvis")
    runxl.write_back(path, runxl.assess(path))
    before = {suffix: _document(path, tmp_path / f"före{suffix}") for suffix in DOCUMENTS}
    kept = advance(path, "DÅ 2").archive
    assert kept is not None
    assert {suffix: _document(kept, tmp_path / f"efter{suffix}") for suffix in DOCUMENTS} == before
    assert {suffix: _document(path, tmp_path / f"nu{suffix}") for suffix in DOCUMENTS} != before


def _document(path: Path, out: Path) -> list[Said]:
    runxl.report(path, out)
    return [*DOCUMENTS[out.suffix](out)]


def test_next_years_plan_made_in_autumn_takes_the_last_whole_year(plan: Plan, tmp_path: Path) -> None:
    """What is remembered of 2025 stands as the year's; August's figure goes to Periodvärden with its period."""
    path = plan(period="DÅ 2", utfall="61", forra="38")
    new = runxl.new(tmp_path / "2027.xlsx", previous=path)
    (row,) = runxl.read(new).to_dict()["Indikatorer"]
    assert (row["Tidigare utfall"], row["Tidigare utfall år"]) == (38, 2025)
    (kept,) = runxl.read(new).to_dict()["Periodvärden"]
    assert (kept["Nr"], kept["Period"], kept["Föregående år"]) == ("1.1.1", "DÅ 2", 61)
