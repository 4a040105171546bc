"""The headlines: right numbers, right grammar."""

from __future__ import annotations

import pytest

from runxl.assessment.assess import assess
from runxl.assessment.counts import prognosis
from runxl.check.rows import Delmal, Mal, Uppdrag
from runxl.contract.load import contract
from tests.assessment.build import checked, with_status


def _mal(counts: dict[str, int]) -> tuple[Mal, ...]:
    statuses = [status for status, antal in counts.items() for _ in range(antal)]
    return tuple(
        Mal(nr=str(n), mal="M", faststalld_status=status, motivering="m") for n, status in enumerate(statuses, 1)
    )


def test_the_headline_of_2022() -> None:
    """9 regionmål and 24 delmål, as the presentation counts them."""
    delmal = tuple(
        Delmal(nr=one.nr, mal="", delmal="D", faststalld_status=one.faststalld_status, motivering="M")
        for one in _mal({"Helt": 11, "Delvis": 12, "Inte": 1})
    )
    found = assess(checked(mal=_mal({"Helt": 4, "Delvis": 4, "Inte": 1}), delmal=delmal))
    assert found.headlines[:2] == (
        "9 regionmål: 4 helt uppfyllda, 4 delvis uppfyllda, 1 ej uppfyllt",
        "24 delmål: 11 helt uppfyllda, 12 delvis uppfyllda, 1 ej uppfyllt",
    )


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "Inga regionmål"),
        ({"Helt": 1}, "1 regionmål: 1 helt uppfyllt, 0 delvis uppfyllda, 0 ej uppfyllda"),
        ({"Ej bedömd": 1}, "1 regionmål: 0 helt uppfyllda, 0 delvis uppfyllda, 0 ej uppfyllda, 1 ej bedömt"),
        (
            {"Inte": 2, "Ej bedömd": 2},
            "4 regionmål: 0 helt uppfyllda, 0 delvis uppfyllda, 2 ej uppfyllda, 2 ej bedömda",
        ),
    ],
)
def test_grammar_for_none_one_and_many(counts: dict[str, int], sentence: str) -> None:
    """Neutrum, plural, and Ej bedömd only when there is any."""
    assert assess(checked(mal=_mal(counts))).headlines[0] == sentence


def test_an_indikator_is_utrum_and_kontrollmatt_is_not_counted() -> None:
    """Nor is what is not followed up; what is not measured in the period is counted as not assessed."""
    rows = (
        with_status("Helt", "3.2.1"),
        with_status("saknas", "3.2.2"),
        with_status("Helt", "3.2.3", typ="Kontrollmått"),
        with_status("Helt", "3.2.4", lage="Följs ej upp"),
    )
    found = assess(checked(indikatorer=rows))
    assert found.headlines[2] == "2 indikatorer: 1 helt uppfylld, 0 delvis uppfyllda, 0 ej uppfyllda, 1 ej bedömd"
    assert found.to_dict()["sammanfattning"]["indikatorer"] == {
        "antal": 2,
        "helt": 1,
        "delvis": 0,
        "inte": 0,
        "ej_bedomd": 1,
    }


def test_uppdrag_are_counted_by_their_own_statuses() -> None:
    """A status that cannot be read is said, not hidden."""
    statuses = ["Klar"] * 2 + ["Pågående"] * 3 + ["Ej påbörjad"]
    rows = [Uppdrag(nr=f"U{n}", uppdrag="U", status=status) for n, status in enumerate(statuses)]
    assert assess(checked(uppdrag=tuple(rows))).headlines[-1] == "6 uppdrag: 2 klara, 3 pågående, 1 ej påbörjat"
    one = assess(checked(uppdrag=(rows[0], Uppdrag(nr="U9", uppdrag="U", faults=("RX103",)))))
    assert one.headlines[-1] == "2 uppdrag: 1 klart, 0 pågående, 0 ej påbörjade, 1 utan status"


def test_the_prognosis_in_words() -> None:
    """The table Regionmål | Delmål | Prognos, in each styrmodell's verb."""
    vasterbotten, norrbotten = (contract().styrmodeller[name] for name in ("vasterbotten", "norrbotten"))
    assert prognosis("Delvis", vasterbotten) == "Mål kommer delvis uppfyllas"
    assert prognosis("Inte", norrbotten) == "Mål kommer inte uppnås"
    assert [prognosis(word, vasterbotten) for word in ("Svårt att bedöma", None)] == ["Svårt att bedöma", ""]
