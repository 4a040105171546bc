"""The documents as golden cases: the 19 delmål of 2024, the styrmått of 2020, the plan of 2026."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from runxl.assessment.assess import assess
from runxl.check.rows import Aktivitet, Delmal
from runxl.measure.values import PartValue
from tests.assessment.build import aktivitet, checked, delmal_of, indikator, number, one, read_csv, with_status

DELMAL = read_csv("vb2024_regelprov.csv")
NAMED = {
    word.casefold(): word
    for word in ("Avslutad", "Pågående enligt plan", "Pausad", "Klar med avvikelse", "Försenad", "Ej påbörjad")
}

UNSETTLED = {
    "1.1": "inga statusar för indikatorerna står i texten, bara ett utfall utan målvärde",
    "2.2": "utfallet 22,3 procent är känt men inte målvärdet, och utfallet sägs vara för lågt rapporterat",
    "3.5": "en indikator är nådd, tre nämns utan status",
    "3.6": "ingen av de fem indikatorerna har siffra eller status i texten",
    "3.7": "handlingsplanen som den andra indikatorn gäller nämns inte i analysen",
    "3.8": "deltagarantalen saknar målvärden, och modellen finns bara i en första version",
    "3.9": "antalet plattformar står inte i texten",
    "3.10": "fyra delmätningar och ingen regel för hur de läggs samman",
    "7.1": "67 organisationer och 4 träffar, utan målvärden",
}
"""The delmål of 2024 whose computed verdict the documents' facts do not settle, and why."""

BY_ACTIVITIES = {
    "1.2": "den enda indikatorn är inte nådd; tre avslutade aktiviteter gör det till Delvis",
    "3.4": "tre av fyra indikatorer är inte nådda och den fjärde är okänd; avslutade aktiviteter bidrar",
    "6.3": "ingen indikator är nådd; avslutade aktiviteter och en klar med avvikelse bidrar",
}
"""Settled as the documents have it, but not by the indikatorer alone."""


def _activities(nr: str) -> list[Aktivitet]:
    """Those whose status the text names; plain `pågående` says nothing of the plan."""
    statuses = [row["status"] for row in read_csv("vb2024_aktiviteter.csv") if row["delmal_nr"] == nr]
    named = [NAMED[status] for status in statuses if status in NAMED]
    return [aktivitet(f"3.2-A{n}", status) for n, status in enumerate(named, 1)]


def _possible(row: dict[str, str], aktiviteter: Sequence[Aktivitet]) -> set[str | None]:
    """Every verdict that the rule can give, over all the statuses that the text leaves open."""
    known = [said.strip() for said in row["known_indicator_statuses"].split("|")]
    open_ones = [
        ["Helt", "Delvis", "Inte"] if said == "unknown" else [w.capitalize() for w in said.split("/")] for said in known
    ]
    return {
        delmal_of([with_status(status, f"3.2.{n}") for n, status in enumerate(statuses, 1)], aktiviteter).beraknad
        for statuses in product(*open_ones)
    }


@pytest.mark.parametrize("row", DELMAL, ids=lambda row: row["delmal_nr"])
def test_the_rule_gives_the_documented_verdict_where_the_facts_suffice(row: dict[str, str]) -> None:
    """Elsewhere it is among the possible ones, and UNSETTLED says what is not known. None is contradicted."""
    nr, documented = row["delmal_nr"], row["verdict"].capitalize()
    possible = _possible(row, _activities(nr))
    assert documented in possible
    assert (len(possible) > 1) == (nr in UNSETTLED)


@pytest.mark.parametrize(
    "row", [row for row in DELMAL if row["delmal_nr"] not in UNSETTLED], ids=lambda row: row["delmal_nr"]
)
def test_where_the_indikatorer_alone_do_not_suffice_is_named(row: dict[str, str]) -> None:
    """1.2, 3.4 and 6.3 rest on their activities; for the others the indikatorer alone give the verdict."""
    alone = _possible(row, ())
    assert (alone != {row["verdict"].capitalize()}) == (row["delmal_nr"] in BY_ACTIVITIES)


def test_the_decided_verdicts_of_2024_give_the_documents_counts() -> None:
    """6 helt, 13 delvis."""
    rows = tuple(
        Delmal(
            nr=row["delmal_nr"],
            mal="",
            delmal="D",
            faststalld_status=row["verdict"].capitalize(),
            motivering="Årsrapport 2024",
        )
        for row in DELMAL
    )
    assert (
        assess(checked(delmal=rows)).headlines[1] == "19 delmål: 6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda"
    )


def test_the_meeting_places_of_2024() -> None:
    """3.10: the pooled mean 58,5 of 65 is Delvis, and 33 av 51 alone reaches the target by rounding."""
    pooled, digital = (
        one(indikator(enhet="%", malvarde=number("65"), utfall=number(said))) for said in ("58,5", "64,7")
    )
    assert [pooled.status, digital.status] == ["Delvis", "Helt"]


INCREASE = {"typ": "Öka", "utgangsvarde": Decimal(10)}
SHAPES: dict[str, dict[str, Any]] = {
    "text milestone": {"typ": "Milstolpe"},
    "text milestone (yes/no)": {"typ": "Milstolpe"},
    "compound text milestone": {"typ": "Milstolpe"},
    "text process (ensure progress)": {"typ": "Milstolpe"},
    "positive trend": INCREASE,
    "increase": INCREASE,
    "hold or increase": {"typ": "Bibehåll", "utgangsvarde": Decimal(10)},
    "number": {"typ": "Minst", "enhet": "antal"},
    "percent": {"typ": "Minst", "enhet": "%"},
    "frequency (1 per year)": {"typ": "Minst", "enhet": "forum per år", "malvarde": Decimal(1)},
    "compound number (20 personer; 12 kommuner)": {
        "typ": "Sammansatt",
        "malvarde": (PartValue(Decimal(20), "personer"), PartValue(Decimal(12), "kommuner")),
    },
    "number (0 = on budget; unit not stated)": {"typ": "Budget", "malvarde": Decimal(0)},
    "on-budget (text)": {"typ": "Budget", "malvarde": None},
}
"""How each shape of target in the styrmått of 2020 is entered."""

OUTCOMES: dict[str, tuple[Any, Any]] = {
    "Milstolpe": ("Ja", "Nej"),
    "Öka": (Decimal(11), Decimal(9)),
    "Bibehåll": (Decimal(10), Decimal(1)),
    "Minst": (Decimal(100), Decimal(0)),
    "Budget": (Decimal(0), Decimal(-1)),
    "Sammansatt": (
        (PartValue(Decimal(20), ""), PartValue(Decimal(12), "")),
        (PartValue(Decimal(20), ""), PartValue(Decimal(1), "")),
    ),
}


@pytest.mark.parametrize("row", read_csv("nb2020_styrmatt.csv"), ids=lambda row: row["mal_2020"])
def test_every_styrmatt_of_2020_can_be_entered_and_assessed(row: dict[str, str]) -> None:
    """A good outcome is Helt, a bad one Inte, none at all is missing."""
    given = SHAPES[row["target_type"]]
    if "malvarde" not in given:
        text = row["mal_2020"]
        given = {
            **given,
            "malvarde": text if given["typ"] in ("Milstolpe", "Öka", "Bibehåll") else number(text.rstrip(" %")),
        }
    slag = "Aktivitet" if row["kind"] == "aktivitet" else "Styrmått"
    good, bad = OUTCOMES[given["typ"]]
    found = [
        one(indikator(indikator=row["styrmatt"], slag=slag, utfall=utfall, **given), styrmodell="norrbotten")
        for utfall in (good, bad, None)
    ]
    assert [verdict.status for verdict in found] == ["Helt", "Inte", "Ej bedömd"]


@pytest.mark.parametrize(
    "row", read_csv("np2026_indikatorer.csv"), ids=lambda row: f"{row['delmal_nr']}.{row['row_nr']}"
)
def test_every_indikator_of_the_plan_of_2026_can_be_entered_and_assessed(row: dict[str, str]) -> None:
    """With the outcome of 2024 against the target of 2026; what the excerpt leaves out is a fault in the row."""
    goal, outcome = row["mal_2026_verbatim"], row["utfall_2024_verbatim"]
    if set(goal) <= set("." + "…"):
        assert one(indikator(faults=("RX102",))).standing == "missing"
        return
    months = (12,) if row["periodicitet"] == "År" else (8, 12)
    typ = "Ja/Nej" if goal == "Ja" else "Minst"
    utfall: Any = outcome if typ == "Ja/Nej" else number(outcome) if outcome else None
    target: Any = goal if typ == "Ja/Nej" else number(goal.rstrip(" %"))
    verdict = one(
        indikator(typ=typ, malvarde=target, utfall=utfall, periodicitet=months, enhet="%" if "%" in goal else "antal")
    )
    expected = {"Svar saknas": "svar saknas", "": "utfall saknas"}
    if outcome in expected:
        assert verdict.forklaring == f"Ej bedömd: {expected[outcome]}"
    else:
        assert verdict.status == ("Helt" if utfall >= target else "Delvis")
