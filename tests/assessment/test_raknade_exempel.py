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
from runxl.assessment.history import history_of
from runxl.assessment.indikator import assess_indikatorer
from runxl.check.check import check
from runxl.check.rows import Aktivitet, Checked, Delmal, Historik, Indikator, Mal
from runxl.contract.load import contract
from runxl.workbook.tables import Percent, Table, TableColumn, Workbook
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
DELMAL, MAL, CHANGES = (EXAMPLES[name]["exempel"] for name in ("delmal", "mal", "forandringar"))
EVERY = (*READ, *INDIKATORER, *DELMAL, *MAL, *CHANGES)

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
    """A plan with one row of each kind, and the example's cell in it."""
    cell = Percent(example["cell"]) if "visas" in example else example["cell"]
    rows: dict[str, dict[str, Any]] = {
        "mal": {"nr": "3", "mal": "Mål"},
        "delmal": {"nr": "3.2", "mal": "3", "delmal": "Delmål"},
        "indikatorer": {"nr": "3.2.1", "delmal": "3.2", "indikator": "Indikator", "typ": "Minst", "malvarde": 90},
        "aktiviteter": {"nr": "3.2-A1", "delmal": "3.2", "aktivitet": "Aktivitet", "status": "Avslutad"},
    }
    rows["indikatorer"] |= {name: example[name] for name in ("enhet", "typ", "malvarde") if name in example}
    if rows["indikatorer"]["typ"] == "Ja/Nej":
        rows["indikatorer"]["malvarde"] = None
    table, column = _place(example)
    rows[table][column] = cell
    settings = (("Nämnd", "N"), ("Styrmodell", "Region Västerbotten"), ("År", 2024), ("Period", "Årsrapport"))
    tables = {"installningar": _table("installningar", [{"installning": n, "varde": v} for n, v in settings])}
    return Workbook(Path("plan.xlsx"), tables | {name: _table(name, [row]) for name, row in rows.items()})


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    described = contract().tables[name]
    columns = {
        column.name: TableColumn(place, [row.get(column.name) for row in rows])
        for place, column in enumerate(described.columns, 1)
    }
    return Table(name, described.sheet, 1, list(range(2, 2 + len(rows))), columns)


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
    decided = {"faststalld_status": example.get("faststalld", ""), "motivering": example.get("motivering", "")}
    past = tuple(map(_decided, example.get("tidigare", ())))
    book = whole(indikatorer, aktiviteter, decided, historik=past)
    assert (book.delmal[0].status, book.delmal[0].forklaring) == (example["status"], example["forklaring"])
    assert [one.code for one in book.findings] == example.get("fynd", [])


@pytest.mark.parametrize("example", MAL, ids=_name)
def test_a_mal_gets_its_status_and_reason(example: Example) -> None:
    """Each delmål has the status that its indikator has, except for what keeps it from one."""
    delmal = tuple(Delmal(nr=f"3.{n}", mal="3", delmal=f"Delmål 3.{n}") for n, _ in enumerate(example["delmal"], 1))
    rows = [with_status(said, f"3.{n}.1") for n, said in enumerate(example["delmal"], 1)]
    verdict = whole(rows, delmal=delmal).mal[0]
    assert (verdict.beraknad, verdict.grund) == (example["status"], example["forklaring"])


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
