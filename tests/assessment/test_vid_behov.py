"""What is written or reckoned when somebody asks is what it would have been at once."""

from __future__ import annotations

import pickle
import re
from decimal import Context, Decimal, Inexact, InvalidOperation, Rounded, localcontext
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from runxl.assessment.assess import assess
from runxl.assessment.counts import Totals, UppdragCounts
from runxl.assessment.counts import counts as counts_of
from runxl.assessment.history import history_of, same_name
from runxl.check.rows import Checked, Historik
from runxl.contract.load import contract
from runxl.svenska import natural
from tests.assessment.build import aktivitet, basis, checked, indikator, one, remembered, whole, with_status
from tests.assessment.strategier import CHECKED

_STRICT = Context(prec=5, traps=[InvalidOperation, Inexact, Rounded])


@given(CHECKED)
def test_a_text_is_the_same_in_whatever_arithmetic_it_is_read(book: Checked) -> None:
    """Förklaring is written when it is read, perhaps where five digits are all there is and rounding is an error."""
    found = assess(book)
    judged = (*found.delmal, *found.mal)
    before = [row.forklaring for row in found.indikatorer], [(one.forklaring, one.orsaker) for one in judged]
    with localcontext(_STRICT):
        after = [row.forklaring for row in found.indikatorer], [(one.forklaring, one.orsaker) for one in judged]
    assert after == before


def test_a_long_number_is_told_as_it_stands() -> None:
    """Whatever else reckons with fewer digits."""
    verdict = one(
        indikator(utfall=Decimal("12345678901234567.25"), periodmal=Decimal(1), ackumuleras=True), period="DÅ 1"
    )
    with localcontext(_STRICT):
        assert "12\u00a0345\u00a0678\u00a0901\u00a0234\u00a0567,25" in verdict.forklaring


def test_verdicts_travel_between_processes() -> None:
    """Equal when they arrive, with the same texts."""
    rows = [with_status(status, f"3.2.{n}") for n, status in enumerate(("Helt", "Delvis", "saknas", "mäts inte"), 1)]
    sent = whole(rows, [aktivitet("3.2-A1", "Försenad")], historik=(remembered("Indikator", "3.2.1", "Inte"),))
    assert sent.changes
    arrived = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own
    assert arrived == sent
    assert arrived.to_dict() == sent.to_dict()


def test_an_aktivitet_tells_what_it_adds_or_why_it_adds_nothing() -> None:
    """Its Förklaring, also when nobody but the reader of one row asks."""
    said = {"Avslutad": {}, "Försenad": {}, "": {}, "Pågående": {"lage": "Följs ej upp"}}
    rows = tuple(aktivitet(f"3.2-A{n}", status, **more) for n, (status, more) in enumerate(said.items()))
    assert [row.forklaring for row in assess(checked(aktiviteter=rows)).aktiviteter] == [
        "Avslutad → bidrar fullt",
        "Försenad → bidrar inte",
        "Räknas inte: status saknas",
        "Räknas inte: följs ej upp",
    ]


@given(st.text(alphabet="019.²٣Aa-é ") | st.text())
def test_the_key_of_natural_order_widens_every_number(nr: str) -> None:
    """Also where the last number alone is widened and the beginning is remembered."""
    assert natural(nr) == re.sub("[0-9]+", lambda digits: digits[0].zfill(12), nr.casefold())


@given(st.text(), st.text())
def test_a_name_is_the_same_however_it_is_spaced_and_capitalised(one_name: str, other: str) -> None:
    """Word by word, in whatever case."""
    plainly = one_name.split() == other.split()
    assert same_name(one_name, other) == (plainly or one_name.casefold().split() == other.casefold().split())
    assert same_name(f" {one_name}\n", one_name)


@given(st.permutations(["DÅ 1", "DÅ 2", "Årsrapport"]), st.permutations([2022, 2023, 2024]))
def test_history_is_told_latest_first_in_whatever_order_it_stands(periods: list[str], years: list[int]) -> None:
    """The report before this one is the latest before it; later ones are left out."""
    rows = [remembered("Mål", "3", "Helt", period, ar=ar, namn="A") for ar in years for period in periods]
    history = history_of(rows, basis(period="DÅ 2"))
    told = [(row.period, row.ar) for row in history.earlier("Mål", "3", "A")]
    assert told[:3] == [("DÅ 1", 2024), ("Årsrapport", 2023), ("DÅ 2", 2023)]
    assert len(told) == 7
    assert history.previous == "DÅ 1 2024"


@given(
    st.lists(
        st.builds(
            remembered,
            st.sampled_from(["Mål", "Indikator"]),
            st.sampled_from(["1", "2"]),
            st.just("Helt"),
            st.sampled_from(["DÅ 1", "DÅ 2", "Årsrapport"]),
            ar=st.sampled_from([2023, 2024]),
            namn=st.sampled_from(["Ett", "ett ", "Två"]),
        ),
        max_size=12,
    )
)
def test_history_is_what_a_search_through_all_rows_would_find(rows: list[Historik]) -> None:
    """However the reports are mixed in the sheet, and whatever else stands there."""
    rows = [row._replace(row=number) for number, row in enumerate(rows, 2)]
    order = {"DÅ 1": 0, "DÅ 2": 1, "Årsrapport": 2}
    history = history_of(rows, basis(period="DÅ 2"))
    sound = [row for row in rows if (row.ar, order[row.period]) <= (2024, 1)]
    latest_first = sorted(sound, key=lambda row: (row.ar, order[row.period], row.row), reverse=True)
    for objekt, nr in (("Mål", "1"), ("Mål", "2"), ("Indikator", "1"), ("Indikator", "2")):
        own = [row for row in latest_first if (row.objekt, row.nr) == (objekt, nr)]
        before = [row for row in own if (row.ar, row.period) != (2024, "DÅ 2")]
        kept = [row for row in before if row.ar == 2024 or same_name(row.namn, "Ett")]
        assert history.earlier(objekt, nr, "Ett") == kept
        assert history.latest(objekt, nr, "Ett") == (kept[0] if kept else None)
        told = [row for row in own if row not in before] + kept
        assert [row for _, row in history.told(objekt, nr, "Ett")] == told
        assert (nr in history.knows(objekt)) == bool(before)


def test_counts_are_told_by_level() -> None:
    counted = partial(counts_of, contract().default_styrmodell.scale)
    counts = Totals(counted(["Helt"]), counted([]), counted(["Delvis", "Delvis"]), UppdragCounts(1, 0, 1))
    nothing = {"antal": 0, "helt": 0, "delvis": 0, "inte": 0, "ej_bedomd": 0}
    assert counts.to_dict() == {
        "mal": {**nothing, "antal": 1, "helt": 1},
        "delmal": nothing,
        "indikatorer": {**nothing, "antal": 2, "delvis": 2},
        "uppdrag": {"antal": 1, "klar": 0, "pagaende": 1, "ej_paborjad": 0},
    }
