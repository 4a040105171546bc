"""Random years of random nämnder: the table says what each workbook says, and tells where two say different things."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runxl
from tests.markdown_workbook import write

PERIODS = ("DÅ 1", "DÅ 2", "Årsrapport")
NAMNDER = ("Kulturnämnden", "Hälsonämnden", "Å & Ö-nämnden")


class Moment(NamedTuple):
    """A period of a nämnd: what its indikator came to, and what somebody decided of its delmål.

    `kept`: its own workbook is there. `misremembered`: the last plan remembers another outcome.
    """

    ar: int
    period: str
    utfall: int
    decided: str
    kept: bool
    misremembered: bool

    @property
    def remembered(self) -> int:
        return self.utfall + self.misremembered


def moments() -> st.SearchStrategy[list[Moment]]:
    """In order of time, no period twice."""
    one = st.builds(
        Moment,
        ar=st.integers(2024, 2026),
        period=st.sampled_from(PERIODS),
        utfall=st.integers(0, 130),
        decided=st.sampled_from(("", "Helt", "Delvis", "Inte")),
        kept=st.booleans(),
        misremembered=st.booleans(),
    )
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda said: (said.ar, said.period)).map(
        lambda several: sorted(several, key=lambda said: (said.ar, PERIODS.index(said.period)))
    )


def reached(utfall: int) -> str:
    """Of a target of 100."""
    return "Helt" if utfall >= 100 else "Delvis" if utfall >= 80 else "Inte"


def markdown(namnd: str, one: Moment, before: Sequence[Moment]) -> str:
    past = [
        f"| {it.ar} | {it.period} | {objekt} | {nr} | {namn} | {utfall} | {malvarde} | {status} | {decided} |"
        for it in before
        for objekt, nr, namn, utfall, malvarde, status, decided in (
            ("Indikator", "1.1.1", "Nöjdhet", it.remembered, 100, reached(it.remembered), ""),
            ("Delmål", "1.1", "Fler flyttar hit", "", "", reached(it.utfall), it.decided),
        )
    ]
    motive = "Se analysen." if one.decided else ""
    return "\n".join(
        (
            "## Inställningar\n| Inställning | Värde |",
            f"| Nämnd | {namnd} |\n| År | {one.ar} |\n| Period | {one.period} |",
            "## Mål\n| Nr | Mål |\n| 1 | Ett attraktivt län |",
            "## Delmål\n| Nr | Mål | Delmål | Ansvarig | Fastställd status | Motivering |",
            f"| 1.1 | 1 | Fler flyttar hit | HR | {one.decided} | {motive} |",
            "## Indikatorer\n| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall |",
            f"| 1.1.1 | 1.1 | Nöjdhet | antal | Minst | 100 | {one.utfall} |",
            "## Tidigare perioder",
            "| År | Period | Objekt | Nr | Namn | Utfall | Målvärde | Beräknad status | Fastställd status |",
            *past,
        )
    )


@pytest.mark.hypothesis
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({namnd: moments() for namnd in NAMNDER[:2]}, optional={NAMNDER[2]: moments()}))
def test_the_table_says_what_the_workbooks_say(lives: dict[str, list[Moment]]) -> None:
    """The period's own workbook where it is there, else what the last one remembers; each differing outcome is told."""
    wanted: set[tuple[object, ...]] = set()
    disputed = set()
    with tempfile.TemporaryDirectory() as scratch:
        for namnd, lived in lives.items():
            for place, one in enumerate(lived):
                is_last = place == len(lived) - 1
                own = one.kept or is_last
                if own:
                    name = f"{namnd} {one.period} {one.ar}.xlsx"
                    write(markdown(namnd, one, lived[:place] if is_last else ()), Path(scratch) / name)
                utfall = one.utfall if own else one.remembered
                source = "Periodens arbetsbok" if own else "Tidigare perioder"
                about = (namnd, one.ar, one.period)
                wanted.add((*about, "Indikator", "1.1.1", utfall, reached(utfall), None, source))
                status = one.decided or reached(one.utfall)
                wanted.add((*about, "Delmål", "1.1", None, status, one.decided or None, source))
                if own and not is_last and one.misremembered:
                    disputed.add(about)
        table = runxl.history(scratch)
    found = [
        (row.namnd, row.ar, row.period, row.objekt, row.nr, row.utfall, row.status, row.faststalld_status, row.kalla)
        for row in table.rows
        if row.objekt != "Mål"
    ]
    assert len(found) == len(wanted)
    assert set(found) == wanted
    told = [one for one in table.disputed if one.chosen.objekt == "Indikator"]
    assert {(one.chosen.namnd, one.chosen.ar, one.chosen.period) for one in told} == disputed
    assert all("utfall" in one.columns for one in told)
