"""The worked examples: every row of tests/golden/raknade_exempel.yaml comes out as it says, and every rule has one."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.assessment.history import history_of
from runxl.assessment.indikator import assess_indikatorer
from runxl.check.check import check
from runxl.check.rows import Aktivitet, Checked, Delmal, Historik, Indikator, Mal, Uppdrag
from runxl.contract.load import contract
from runxl.output.said.forecast import forecast
from runxl.workbook.tables import FoundTable, Percent, TableColumn, Workbook
from tests.assessment.build import (
    aktivitet,
    basis,
    checked,
    indikator,
    measure,
    number,
    read_yaml,
    remembered,
    whole,
    with_status,
)

EXAMPLES = read_yaml("raknade_exempel.yaml")
RULES = {name for rules in EXAMPLES["regler"].values() for name in rules}
READ = EXAMPLES["lasning"]["exempel"]
INDIKATORER = [example for section in EXAMPLES["indikatorer"] for example in section["exempel"]]
OTHERS = ("delmal", "mal", "mal_bedoms", "prognoser", "forandringar")
DELMAL, MAL, COUNTING, FORECASTS, CHANGES = (EXAMPLES[name]["exempel"] for name in OTHERS)
EVERY = (*READ, *INDIKATORER, *DELMAL, *MAL, *COUNTING, *FORECASTS, *CHANGES)

Example = Mapping[str, Any]


def _name(example: Example) -> str:
    return str(example["vad"])


def test_every_rule_has_an_example_and_every_example_shows_a_rule() -> None:
    shown = Counter(chain.from_iterable(example["visar"] for example in EVERY))
    assert set(shown) == RULES
    assert [_name(example) for example in EVERY if not example["visar"]] == []


def test_no_two_examples_have_the_same_name() -> None:
    assert [name for name, count in Counter(map(_name, EVERY)).items() if count > 1] == []


# What is written in cells


@cache
def _read() -> tuple[Checked, ...]:
    """All of them at once: a workbook each."""
    return check([_book(example) for example in READ])


def _book(example: Example) -> Workbook:
    """A plan with one row of each kind, and the example's cell in it; `finns` is the Nr of one more delmål."""
    cell = Percent(example["cell"]) if "visas" in example else example["cell"]
    rows: dict[str, dict[str, Any]] = {
        "mal": {"nr": "3", "mal": "Mål"},
        "delmal": {"nr": "3.2", "mal": "3", "delmal": "Delmål"},
        "indikatorer": {"nr": "3.2.1", "delmal": "3.2", "indikator": "Indikator", "typ": "Minst", "malvarde": 90},
        "aktiviteter": {"nr": "3.2-A1", "delmal": "3.2", "aktivitet": "Aktivitet", "status": "Avslutad"},
    }
    given = ("nr", "enhet", "typ", "malvarde", "utfall")
    rows["indikatorer"] |= {name: example[name] for name in given if name in example}
    if rows["indikatorer"]["typ"] in ("Ja/Nej", "Bibehåll"):
        rows["indikatorer"]["malvarde"] = None
    table, column = _place(example)
    rows[table][column] = cell
    settings = (("Nämnd", "N"), ("Styrmodell", "Region Västerbotten"), ("År", 2024), ("Period", "Årsrapport"))
    tables = {"installningar": _table("installningar", [{"installning": n, "varde": v} for n, v in settings])}
    tables |= {name: _table(name, [row]) for name, row in rows.items()}
    if "finns" in example:
        tables["delmal"] = _table("delmal", [rows["delmal"], rows["delmal"] | {"nr": example["finns"]}])
    return Workbook(Path("plan.xlsx"), tables)


def _table(name: str, rows: list[dict[str, Any]]) -> FoundTable:
    described = contract().tables[name]
    columns = {
        column.name: TableColumn(place, [row.get(column.name) for row in rows])
        for place, column in enumerate(described.columns, 1)
    }
    return FoundTable(name, described.sheet, 1, list(range(2, 2 + len(rows))), columns)


def _place(example: Example) -> tuple[str, str]:
    """The table and the column of the example's cell."""
    title = example.get("kolumn", "Utfall")
    table = contract().tables["aktiviteter" if title == "Startdatum" else "indikatorer"]
    return table.name, next(column.name for column in table.columns if column.title == title)


@pytest.mark.parametrize("example", READ, ids=_name)
def test_a_cell_is_read_or_found_fault_with(example: Example) -> None:
    read = _read()[READ.index(example)]
    table, column = _place(example)
    rows: tuple[Any, ...] = read.aktiviteter if table == "aktiviteter" else read.indikatorer
    title = example.get("kolumn", "Utfall")
    codes = [one.code for one in read.findings if one.column == title]
    value = getattr(rows[0], column)
    assert (_said(value) if "last" in example else None, "".join(codes)) == (example.get("last"), example["fynd"])
    assert "last" in example or rows[0].faults or example["fynd"] == "RX109"  # which is read as it stands


def _said(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",").replace("-", "−")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


# What an indikator is judged to be


def _row(example: Example) -> Indikator:
    typ = example["typ"]
    values = ("malvarde", "periodmal", "utfall", "tidigare_utfall")
    given: dict[str, Any] = {name: _measure(example, name) for name in values}
    numbers = ("malvarde_max", "utgangsvarde", "period_bas", "grans_helt", "grans_delvis")
    given |= {name: number(example[name]) for name in numbers if name in example}
    given |= {name: example[name] for name in ("enhet", "lage", "malar", "avser_ar", "ackumuleras") if name in example}
    given |= {"periodicitet": tuple(example["periodicitet"])} if "periodicitet" in example else {}
    return indikator(typ=typ, faults=tuple(example.get("fel", ())), **given)


def _measure(example: Example, name: str) -> Any:
    text, typ = example.get(name), example["typ"]
    return text if name == "malvarde" and typ in ("Öka", "Minska", "Bibehåll") else measure(text, typ)


_PAST = re.compile(r"(?P<period>.+) (?P<ar>\d{4}): (?P<utfall>.+) → (?P<status>.+?)(?P<renamed> \(annat namn\))?")


def _past(text: str, typ: str) -> Historik:
    """`DÅ 1 2024: 7 → Inte`."""
    said = _PAST.fullmatch(text)
    assert said is not None, text
    namn = "Något annat" if said["renamed"] else "Indikator 3.2.1"
    about = {"ar": int(said["ar"]), "namn": namn, "utfall": measure(said["utfall"], typ)}
    return remembered("Indikator", "3.2.1", said["status"], said["period"], **about)


@pytest.mark.parametrize("example", INDIKATORER, ids=_name)
def test_an_indikator_gets_its_status_share_and_reason(example: Example) -> None:
    limits = dict(
        zip(("grans_helt", "grans_delvis"), map(number, example.get("arbetsbokens_granser", ())), strict=False)
    )
    period, rounding = example.get("period", "Årsrapport"), example.get("avrunda", "malets_decimaler")
    ground = basis(period=period, rounding=rounding, **limits)
    history = history_of([_past(text, example["typ"]) for text in example.get("tidigare", ())], ground)
    (verdict,) = assess_indikatorer([_row(example)], ground, history)
    assert (verdict.status, verdict.andel, verdict.forklaring) == (
        example["status"],
        example["andel"],
        example["forklaring"],
    )
    told = {"utveckling": verdict.utveckling, "foregaende": verdict.foregaende_status or ""}
    assert told == {name: example.get(name, said) for name, said in told.items()}


# What is rolled up, and what is decided


_DECIDED = re.compile(r"(?P<period>.+) 2024: (?P<decided>.+) när (?P<computed>.+) räknades ut")


def _decided(text: str) -> Historik:
    """`DÅ 2 2024: Helt när Helt räknades ut`."""
    said = _DECIDED.fullmatch(text)
    assert said is not None, text
    when = {"faststalld_status": said["decided"], "beraknad_vid_beslut": said["computed"]}
    return remembered("Delmål", "3.2", said["computed"], said["period"], **when)


def _below(said: str, nr: str) -> Indikator:
    row = with_status("saknas" if said == "följs ej upp" else said, nr)
    return row._replace(lage="Följs ej upp") if said == "följs ej upp" else row


def _aktivitet(said: str, nr: str) -> Aktivitet:
    if said == "följs ej upp":
        return aktivitet(nr, "Försenad", lage="Följs ej upp")
    return aktivitet(nr, "", startdatum=dt.date(2025, 1, 1)) if said == "börjar senare" else aktivitet(nr, said)


@pytest.mark.parametrize("example", DELMAL, ids=_name)
def test_a_delmal_gets_its_status_and_reason(example: Example) -> None:
    indikatorer = [_below(said, f"3.2.{n}") for n, said in enumerate(example.get("indikatorer", ()), 1)]
    aktiviteter = [_aktivitet(said, f"3.2-A{n}") for n, said in enumerate(example.get("aktiviteter", ()), 1)]
    elsewhere = [with_status(said, f"U2.{n}") for n, said in enumerate(example.get("pa_uppdrag", ()), 1)]
    given = {"delmal_regel": example["delmal_regel"]} if "delmal_regel" in example else {}
    given |= {"historik": tuple(map(_decided, example.get("tidigare", ()))), "uppdrag": (Uppdrag(nr="U2"),)}
    book = whole([*indikatorer, *elsewhere], aktiviteter, _decision(example), **given)
    assert [one.status for one in book.indikatorer if one.row.delmal == "U2"] == example.get("pa_uppdrag", [])
    assert (book.delmal[0].status, book.delmal[0].forklaring) == (example["status"], example["forklaring"])
    assert [one.code for one in book.findings] == example.get("fynd", [])


def _decision(example: Example) -> dict[str, Any]:
    return {"faststalld_status": example.get("faststalld", ""), "motivering": example.get("motivering", "")}


def _mal(example: Example) -> Assessment:
    """Mål 3. Each delmål has the status that its indikator has, except for what keeps it from one."""
    below = example.get("rader") or [f"3.{n}.1 {said}" for n, said in enumerate(example["delmal"], 1)]
    rows = [with_status(said, nr) for nr, _, said in (one.partition(" ") for one in below)]
    delmal = [Delmal(nr=nr, mal="3", delmal=f"Delmål {nr}") for nr in dict.fromkeys(row.delmal for row in rows)]
    given = {name: example[name] for name in ("period", "mal_bedoms", "mal_regel") if name in example}
    if "styrmodell" in example:
        titles = {model.title: name for name, model in contract().styrmodeller.items()}
        given["styrmodell"] = titles[example["styrmodell"]]
    mal = Mal(nr="3", mal="Mål 3", prognos=example.get("prognos", ""), **_decision(example))
    return whole(rows, mal=(mal,), delmal=tuple(delmal), **given)


@pytest.mark.parametrize("example", MAL, ids=_name)
def test_a_mal_gets_its_status_and_reason(example: Example) -> None:
    """Where it is weighed from the rows, what is between has no status."""
    book = _mal(example)
    assert (book.mal[0].beraknad, book.mal[0].grund) == (example["status"], example["forklaring"])
    assert {one.status is None for one in book.delmal} == {"rader" in example}


@pytest.mark.parametrize("example", COUNTING, ids=_name)
def test_what_counts_as_the_status_of_a_mal_is_as_the_setting_says(example: Example) -> None:
    verdict = _mal(example).mal[0]
    told = (verdict.beraknad, verdict.status, verdict.forklaring)
    assert told == (example["beraknad"], example["status"], example["forklaring"])


@pytest.mark.parametrize("example", FORECASTS, ids=_name)
def test_a_prognosis_is_what_somebody_has_given(example: Example) -> None:
    assert forecast(_mal(example).mal[0], basis(period=example["period"])) == example["mening"]


# What has changed


@pytest.mark.parametrize("example", CHANGES, ids=_name)
def test_what_has_changed_is_told_in_one_sentence(example: Example) -> None:
    """Of the object that the example is about; what else that brings with it is told too."""
    objekt, now = example["objekt"], example["nu"]
    decided = {"faststalld_status": now, "motivering": "Läget"}
    nr = {"Mål": "3", "Delmål": "3.2", "Indikator": "3.2.1"}[objekt]
    book = checked(
        mal=(Mal(nr="3", mal="Mål 3", **(decided if objekt == "Mål" else {})),),
        delmal=(Delmal(nr="3.2", mal="3", delmal="Delmål 3.2", **(decided if objekt == "Delmål" else {})),),
        indikatorer=_measured_now(now) if objekt == "Indikator" else (),
        historik=(
            remembered(objekt, "9", "Helt", "DÅ 2", namn="En annan"),
            *([remembered(objekt, nr, example["fore"], "DÅ 2")] if example["fore"] else []),
        ),
    )
    told = [one.text for one in assess(book).changes if (one.objekt, one.nr) == (objekt, nr)]
    assert told == ([example["mening"]] if example["mening"] else [])


def _measured_now(said: str) -> tuple[Indikator, ...]:
    if said in ("Ingen ny mätning", "Följs ej upp"):
        return (with_status("saknas", lage=said),)
    return (with_status(said),) if said else ()
