"""What has changed since the report before, in the manner of the documents."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

from runxl.assessment.assess import assess
from runxl.check.rows import Checked, Delmal, Historik, Indikator, Mal
from tests.assessment.build import aktivitet, checked, indikator, read_csv, remembered, with_status

KINDS = {"regionmål": "Mål", "delmål": "Delmål", "indikator": "Indikator"}

SAID = {
    ("Mål", "3"): "Bedömning av bidrag till regionmål 3 har förändrats från helt uppfyllt till delvis uppfyllt.",
    ("Delmål", "3.1"): "Bedömning av delmål 3.1 har förändrats från helt uppfyllt till delvis uppfyllt.",
    ("Delmål", "9.2"): "Bedömning av delmål 9.2 har förändrats från helt uppfyllt till delvis uppfyllt.",
    ("Delmål", "11.2"): "Bedömning av delmål 11.2 har förändrats från helt uppfyllt till delvis uppfyllt.",
    ("Delmål", "12.2"): "Bedömning av delmål 12.2 har förändrats från delvis uppfyllt till helt uppfyllt.",
    ("Delmål", "12.3"): "Bedömning av delmål 12.3 har förändrats från delvis uppfyllt till helt uppfyllt.",
    ("Delmål", "12.5"): "Bedömning av delmål 12.5 har förändrats från helt uppfyllt till delvis uppfyllt.",
    ("Indikator", "2.1.2"): "Indikator 2, delmål 2.1, har gått från gult till grönt (Delvis till Helt).",
    ("Indikator", "10.2.1"): "Indikator 1, delmål 10.2, har gått från rött till gult (Inte till Delvis).",
    ("Indikator", "10.3.2"): "Indikator 2, delmål 10.3, har gått från rött till grönt (Inte till Helt).",
    ("Indikator", "10.3.3"): "Ingen ny mätning på indikator 3, delmål 10.3.",
    ("Indikator", "9.2.3"): "Indikator 3, delmål 9.2, följs ej upp efter DÅ 1.",
}
"""The events of 2022, in our one wording per kind. `Indikatorer har förändrats` (mål 10) is told by the indikatorer themselves."""


def _events() -> list[dict[str, str]]:
    """The events that name an object, with our Nr for it."""
    rows = [event for event in read_csv("vb2022_forandringar.csv") if event["object_type"] in KINDS]
    return [
        {**event, "objekt": KINDS[event["object_type"]], "nr": event["object_id"].replace("-", ".")} for event in rows
    ]


def _book() -> Checked:
    """DÅ 2 2022 with the events' objects as they became, and DÅ 1 in Historik as they were."""
    was = {(event["objekt"], event["nr"]): event["from_status"].capitalize() or "Delvis" for event in _events()}
    now = {(event["objekt"], event["nr"]): event["to_status"].capitalize() for event in _events()}
    parents = {event["delmal_nr"] for event in _events() if event["objekt"] == "Indikator"}
    unchanged = {("Delmål", nr): "Delvis" for nr in parents}
    was, now = unchanged | was, unchanged | now
    said = {event["nr"]: event["statement"] for event in _events()}
    return checked(
        ar=2022,
        period="DÅ 2",
        mal=tuple(Mal(nr=nr, mal="M", **_decided(status)) for (objekt, nr), status in now.items() if objekt == "Mål"),
        delmal=tuple(
            Delmal(nr=nr, mal="x", delmal="D", **_decided(status))
            for (objekt, nr), status in now.items()
            if objekt == "Delmål"
        ),
        indikatorer=tuple(
            _indikator(nr, status, said[nr]) for (objekt, nr), status in now.items() if objekt == "Indikator"
        ),
        historik=tuple(_before(objekt, nr, status) for (objekt, nr), status in was.items()),
    )


def _decided(status: str) -> dict[str, Any]:
    return {"faststalld_status": status, "motivering": "Enligt presentationen"}


def _before(objekt: str, nr: str, status: str) -> Historik:
    return remembered(objekt, nr, status, ar=2022)


def _indikator(nr: str, status: str, statement: str) -> Indikator:
    if "följs ej upp" in statement:
        return indikator(nr, malvarde=Decimal(1), lage="Följs ej upp")
    if "Ingen ny mätning" in statement:
        return indikator(nr, malvarde=Decimal(1), lage="Ingen ny mätning")
    return with_status(status, nr)


def test_the_events_of_2022_are_told_and_no_others() -> None:
    """Every event of the presentation of DÅ 2 2022, in order of kind, object and Nr."""
    events = {(event["objekt"], event["nr"]) for event in _events()}
    told = assess(_book()).changes
    assert events == set(SAID)
    assert {(one.objekt, one.nr): one.text for one in told} == SAID
    assert [one.kind for one in told] == ["status"] * 10 + ["ingen_ny_matning", "foljs_ej_upp"]


def test_an_earlier_workbook_goes_before_historik() -> None:
    """The same sentences come from comparing two workbooks."""
    before = checked(
        period="DÅ 1", indikatorer=(with_status("Inte", "10.3.2"),), delmal=(Delmal(nr="10.3", mal="10", delmal="D"),)
    )
    after = checked(period="DÅ 2", indikatorer=(with_status("Helt", "10.3.2"),), delmal=before.delmal)
    told = [one.text for one in assess(after, previous=before).changes]
    assert told == [
        "Bedömning av delmål 10.3 har förändrats från ej uppfyllt till helt uppfyllt.",
        "Indikator 2, delmål 10.3, har gått från rött till grönt (Inte till Helt).",
    ]


def test_new_and_removed_objects_are_told() -> None:
    """In natural order: 3.9 before 3.10."""
    delmal = (Delmal(nr="3.1", mal="3", delmal="D"),)
    history = [
        remembered("Indikator", "3.1.1", "Helt"),
        remembered("Delmål", "3.1", "Helt"),
        remembered("Indikator", "3.1.7", "Helt"),
    ]
    rows = tuple(with_status("Helt", nr) for nr in ("3.1.10", "3.1.9", "3.1.1"))
    told = [one.text for one in assess(checked(delmal=delmal, indikatorer=rows, historik=tuple(history))).changes]
    assert told == [
        "Indikator 9, delmål 3.1, har tillkommit.",
        "Indikator 10, delmål 3.1, har tillkommit.",
        "Indikator 7, delmål 3.1, har utgått.",
    ]


def test_to_and_from_ej_bedomd_is_listed_apart() -> None:
    """They come last and are marked, so that a summary can set them by themselves."""
    history = (
        remembered("Delmål", "3.2", "Helt"),
        remembered("Indikator", "3.2.1", "Helt"),
        remembered("Indikator", "3.2.2", "Helt"),
    )
    rows = (with_status("saknas", "3.2.1"), with_status("Delvis", "3.2.2"))
    told = assess(checked(delmal=(Delmal(nr="3.2", mal="3", delmal="D"),), indikatorer=rows, historik=history)).changes
    assert [(one.text, one.apart) for one in told] == [
        ("Bedömning av delmål 3.2 har förändrats från helt uppfyllt till delvis uppfyllt.", False),
        ("Indikator 2, delmål 3.2, har gått från grönt till gult (Helt till Delvis).", False),
        ("Indikator 1, delmål 3.2, har gått från Helt till Ej bedömd.", True),
    ]


def test_a_first_measurement_and_one_that_is_not_due_are_no_change() -> None:
    """But what has had a status, and gets one again, has changed."""
    history = (
        remembered("Indikator", "3.2.1", "Ej bedömd", "DÅ 2"),
        remembered("Indikator", "3.2.2", "Helt", "DÅ 2"),
        remembered("Indikator", "3.2.3", "Helt", "DÅ 1"),
        remembered("Indikator", "3.2.3", "Ej bedömd", "DÅ 2"),
    )
    rows = (with_status("Helt", "3.2.1"), with_status("mäts inte", "3.2.2"), with_status("Inte", "3.2.3"))
    told = assess(checked(indikatorer=rows, historik=history)).changes
    assert [(one.text, one.apart) for one in told] == [("Indikator 3.2.3 har gått från Ej bedömd till Inte.", True)]


def test_between_two_workbooks_what_is_missing_now_has_changed() -> None:
    """The workbook of now need not remember anything itself."""
    before, after = (checked(indikatorer=(with_status(said),)) for said in ("Helt", "saknas"))
    assert [one.apart for one in assess(after, previous=before).changes] == [True]


def test_what_was_dropped_before_is_not_dropped_again() -> None:
    history = (remembered("Indikator", "3.2.1", "Följs ej upp"), remembered("Indikator", "3.2.2", "Följs ej upp"))
    rows = (with_status("Helt", "3.2.1", lage="Följs ej upp"), with_status("Helt", "3.2.2"))
    told = [one.text for one in assess(checked(indikatorer=rows, historik=history)).changes]
    assert told == ["Indikator 3.2.2 följs åter upp."]


def test_a_report_that_remembers_no_indikatorer_still_lets_their_lage_be_told() -> None:
    """Nothing is said to be new; what is dropped or not measured says so itself."""
    rows = tuple(
        with_status("Helt", f"3.2.{n}", lage=lage) for n, lage in enumerate(("", "Följs ej upp", "Ingen ny mätning"), 1)
    )
    told = assess(checked(indikatorer=rows, historik=(remembered("Delmål", "3.1", "Helt"),))).changes
    assert [one.text for one in told] == [
        "Ingen ny mätning på indikator 3.2.3.",
        "Indikator 3.2.2 följs ej upp efter DÅ 1.",
        "Delmål 3.1 har utgått.",
    ]


def test_without_an_earlier_report_nothing_has_changed() -> None:
    assert assess(checked(indikatorer=(with_status("Helt"),))).changes == ()


def test_across_years_another_name_is_another_object() -> None:
    """The plan was rewritten: the old one has gone and a new one has come."""
    history = (remembered("Indikator", "3.2.1", "Helt", "Årsrapport", ar=2023, namn="Något annat"),)
    told = [
        one.kind for one in assess(checked(period="DÅ 1", indikatorer=(with_status("Inte"),), historik=history)).changes
    ]
    assert told == ["ny", "borttagen"]


def test_norrbotten_is_told_by_name_in_its_own_words() -> None:
    """Its documents have no numbers; framgångsfaktorer have no status to change."""
    history = (
        remembered("Mål", "1", "Helt", namn="God hushållning"),
        remembered("Delmål", "1.1", ""),
        remembered("Indikator", "1.1.1", "Helt"),
    )
    book = checked(
        styrmodell="norrbotten",
        mal=(Mal(nr="1", mal="God hushållning"),),
        delmal=(Delmal(nr="1.1", mal="1", delmal="Effektiva processer"),),
        indikatorer=(with_status("Delvis", "1.1.1"),),
        historik=history,
    )
    assert [one.text for one in assess(book).changes] == [
        "Bedömning av bidrag till strategiskt mål ”God hushållning” har förändrats från helt uppnått till delvis uppnått.",
        "Styrmått ”Indikator 1.1.1”, framgångsfaktor ”Effektiva processer”, har gått från grönt till gult (Helt till Delvis).",
    ]


def test_the_first_of_its_kind_is_new_too() -> None:
    """Between two workbooks everything is known: a kind that the first had none of is no excuse."""
    before = checked(mal=(Mal(nr="1", mal="Ett"),), delmal=(Delmal(nr="1.1", mal="1", delmal="Ett till"),))
    after = dataclasses.replace(before, indikatorer=(with_status("Helt", nr="1.1.1", delmal="1.1"),))
    assert any(
        "1.1" in change.text and change.objekt == "Indikator" for change in assess(after, previous=before).changes
    )


def test_a_kind_that_the_report_before_had_none_of_is_told_of_by_its_lage_alone() -> None:
    """None of it is new, and of a Nr that stands twice the first row counts."""
    history = (remembered("Delmål", "3.2", "Helt"),)
    plain = (with_status("Helt", "3.2.1"), with_status("Inte", "3.2.2", lage="Aktiv"))
    marked = (with_status("Helt", "3.2.3", lage="Följs ej upp"), with_status("Helt", "3.2.1", lage="Följs ej upp"))
    started = aktivitet("3.2-A1", "Avslutad", lage="Följs ej upp")
    told = [
        [(one.kind, one.nr) for one in assess(checked(indikatorer=rows, aktiviteter=more, historik=history)).changes]
        for rows, more in ((plain, ()), ((*plain, *marked), ()), (plain, (started,)))
    ]
    gone = ("borttagen", "3.2")
    assert told == [[gone], [("foljs_ej_upp", "3.2.3"), gone], [("foljs_ej_upp", "3.2-A1"), gone]]


def test_before_anybody_has_answered_it_is_no_news_that_nothing_is_assessed() -> None:
    """What is new, or is gone, still is; and with the first answer all that lacks a status is told of."""
    history = (remembered("Delmål", "3.2", "Helt"), remembered("Indikator", "3.2.1", "Helt"))
    delmal = (Delmal(nr="3.2", mal="3", delmal="D"), Delmal(nr="3.3", mal="3", delmal="E"))
    told = assess(checked(delmal=delmal, indikatorer=(with_status("saknas", "3.2.1"),), historik=history))
    assert not told.begun
    assert [one.text for one in told.news] == ["Delmål 3.3 har tillkommit."]
    assert {one.nr for one in told.changes if one.apart} == {"3.2", "3.2.1"}
    answered = (with_status("saknas", "3.2.1"), with_status("Helt", "3.2.2"))
    told = assess(checked(delmal=delmal, indikatorer=answered, historik=history))
    assert told.begun
    assert {one.nr for one in told.news if one.apart} == {"3.2.1"}
    assert told.news == told.changes
