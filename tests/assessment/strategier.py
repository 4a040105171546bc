"""Hypothesis strategies for whatever Checked can hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from runxl.check.rows import Aktivitet, Checked, Delmal, Historik, Indikator, Mal, Settings, Uppdrag
from runxl.contract.load import contract
from runxl.contract.wording import codelist
from runxl.measure.values import PartValue

LISTS = {name: codelist(contract(), name, contract().default_styrmodell).values for name in contract().codelists}

NUMBERS = st.decimals(min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=2)
"""Numbers as they stand in workbooks."""

ODD = st.sampled_from(
    [Decimal(text) for text in ("1E+5000", "-1E-5000", "NaN", "Infinity", "-0", "9" * 200, "0." + "3" * 100)]
)
ANY_NUMBER = st.one_of(NUMBERS, NUMBERS, ODD, st.decimals())
TEXTS = st.text(max_size=12)
NRS = st.one_of(st.sampled_from(["", "1", "1.1", "1.1.1", "1.1-A1", "1.10", "²", "1.1." + "9" * 5000]), TEXTS)
FAULTS = st.one_of(
    st.just(()), st.just(()), st.lists(st.sampled_from(["RX101", "RX102", "RX202"]), max_size=3).map(tuple)
)
PARTS = st.lists(st.builds(PartValue, ANY_NUMBER, st.sampled_from(["", "personer", "kommuner"])), max_size=3).map(tuple)
VALUES = st.one_of(st.none(), ANY_NUMBER, st.sampled_from(LISTS["svar"]), TEXTS, PARTS)
MONTHS = st.one_of(st.none(), st.lists(st.integers(1, 12), max_size=4).map(tuple))
DATES = st.one_of(st.none(), st.dates(dt.date(2023, 1, 1), dt.date(2026, 1, 1)))


def word(name: str) -> st.SearchStrategy[str]:
    """A word of a codelist, nothing, or what is in no list."""
    return st.sampled_from(["", *LISTS[name], "annat"])


DECISION = {
    "faststalld_status": word("status"),
    "motivering": st.sampled_from(["", "m"]),
    "prognos": word("prognos"),
    "faults": FAULTS,
}
MAL = st.builds(Mal, nr=NRS, mal=TEXTS, **DECISION)
DELMAL = st.builds(Delmal, nr=NRS, mal=NRS, delmal=TEXTS, **DECISION)
INDIKATOR = st.builds(
    Indikator,
    nr=NRS,
    delmal=NRS,
    indikator=TEXTS,
    enhet=st.sampled_from(["", "%", "antal", "1–6", "mkr", "forum per år"]),
    typ=word("typ"),
    utgangsvarde=st.one_of(st.none(), ANY_NUMBER),
    malvarde=VALUES,
    utfall=VALUES,
    avser_ar=st.one_of(st.none(), st.integers(2020, 2025)),
    periodicitet=MONTHS,
    lage=word("lage"),
    malvarde_max=st.one_of(st.none(), ANY_NUMBER),
    periodmal=VALUES,
    period_bas=st.one_of(st.none(), ANY_NUMBER),
    period_foregaende=VALUES,
    malar=st.one_of(st.none(), st.integers(2023, 2026)),
    grans_helt=st.one_of(st.none(), ANY_NUMBER),
    grans_delvis=st.one_of(st.none(), ANY_NUMBER),
    ackumuleras=st.booleans(),
    tidigare_utfall=VALUES,
    slag=word("slag"),
    faults=FAULTS,
)
AKTIVITET = st.builds(
    Aktivitet,
    nr=NRS,
    delmal=NRS,
    status=word("aktivitetsstatus"),
    lage=word("aktivitetslage"),
    startdatum=DATES,
    faults=FAULTS,
)
UPPDRAG = st.builds(Uppdrag, nr=NRS, status=word("uppdragsstatus"), faults=FAULTS)
HISTORIK = st.builds(
    Historik,
    ar=st.integers(2022, 2025),
    period=word("period"),
    objekt=st.sampled_from(LISTS["objekt"]),
    nr=NRS,
    namn=TEXTS,
    utfall=VALUES,
    maluppfyllelse=st.one_of(st.none(), st.floats()),
    beraknad_status=word("status"),
    faststalld_status=word("status"),
    motivering=st.sampled_from(["", "m"]),
    beraknad_vid_beslut=word("status"),
)
SETTINGS = st.builds(
    Settings,
    styrmodell=st.sampled_from(list(contract().styrmodeller.values())),
    ar=st.one_of(st.none(), st.sampled_from([0, 2024, 99999])),
    period=word("period"),
    grans_helt=st.one_of(st.none(), ANY_NUMBER),
    grans_delvis=st.one_of(st.none(), ANY_NUMBER),
)


def rows(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=4).map(tuple)


CHECKED = st.builds(
    Checked,
    file=st.just("plan.xlsx"),
    settings=SETTINGS,
    mal=rows(MAL),
    delmal=rows(DELMAL),
    indikatorer=rows(INDIKATOR),
    aktiviteter=rows(AKTIVITET),
    uppdrag=rows(UPPDRAG),
    historik=rows(HISTORIK),
)
