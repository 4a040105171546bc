"""The nämnd's slides of August 2022, made anew of what they say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import runxl
from tests.markdown_workbook import as_markdown, write
from tests.output.forlagor.jamford import from_nowhere
from tests.output.slides import deck, slides_titled, text_of, titles

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
DECIDED = {
    "2": "Helt",
    "3": "Delvis",
    "4": "Delvis",
    "7": "Helt",
    "8": "Inte",
    "9": "Delvis",
    "10": "Delvis",
    "11": "Helt",
}
"""The slides say how many mål have each status, and of which mål's delmål it has changed; the rest is chosen to fit."""

HELT = ("2.1", "4.1", "4.3", "7.1", "8.2", "9.1", "10.3", "11.1", "11.3", "12.2", "12.3")
HAPPENED = (
    "Insatser för ett växande Västerbotten", "Mötesplatser", "North Sweden Green Deal",
    "Fortsatt arbete kopplat till elektrifiering", "En ny EU-programperiod",
    "Regionala strategier – regional strategi för besöksnäring, ny regional innovationsstrategi",
    "Samverkan med länets kommuner – beslutsprocessen kring ny överenskommelse fortskrider",
    "Ny verksamhetsdelegation i samverkansstrukturen har inrättats – Delegationen för utbildning",
)  # fmt: skip
ECONOMY = (
    "Årsprognos RUN år 2022: -33,4 mkr, negativ budgetavvikelse. Förklaras av underskott inom kollektivtrafikverksamheten.",
    "Politiska kostnader fortfarande underbudgeterat, trots tilläggsbudget 2021 på 2 mkr.",
    "Bolagen har positiva resultatutfall och årsprognoser med undantag för kollektivtrafikbolagen och ALMI.",
)
KNOWN = ("Status", "Betydelse", "Kriterium för ett mått", "Indikator", "Utfall", "Mål", "Status per nivå")
"""The headers of what the outline asks for. Of the six uppdrag the slides say no more than how many there are."""

SCALE = (
    "Delårsrapporten per augusti månad{rad}- uppföljning av resultat för perioden januari till och med augusti månad"
)
WORDS = {"regionmål": "Mål", "delmål": "Delmål", "indikator": "Indikator"}


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _markdown() -> str:
    rows, events = golden("vb2022_indikatorer.csv"), golden("vb2022_forandringar.csv")
    now = {(one["object_type"], one["object_id"].replace("-", ".")): one for one in events}
    mal = {one["mal_nr"]: one["mal"] for one in rows}
    delmal = {one["delmal_nr"]: one["delmal"] for one in rows}
    own = "Helhetsbedömning."
    sheets: Mapping[str, list[dict[str, str]]] = {
        "Inställningar": [
            {"Inställning": name, "Värde": value}
            for name, value in (("År", "2022"), ("Period", "DÅ 2"), ("Mål bedöms", "Bara fastställda"))
        ],
        "Mål": [
            {"Nr": nr, "Mål": name, "Fastställd status": DECIDED.get(nr, "Helt"), "Motivering": own}
            for nr, name in mal.items()
        ],
        "Delmål": [
            {"Nr": nr, "Mål": nr.split(".")[0], "Delmål": name, "Fastställd status": _delmal(nr), "Motivering": own}
            for nr, name in delmal.items()
        ],
        "Indikatorer": [_indikator(one, now) for one in rows],
        "Uppdrag": [
            {"Nr": f"U{n}", "Uppdragsgivare": "Fullmäktige till nämnd", "Uppdrag": f"Uppdrag {n}", "Status": "Pågående"}
            for n in range(1, 7)
        ],
        "Händelser": [{"Nr": f"H{place}", "Rubrik": one} for place, one in enumerate(HAPPENED, 1)],
        "Tidigare perioder": [*_before(rows, events)],
        "Texter": [
            {"Nivå": "1", "Rubrik": name, "Innehåll": content, "Text": said, "Med": "Nej", "Bildspel": "Ja"}
            for name, content, said in (
                ("Läget i korthet", "Läget i korthet", ""),
                ("Händelser av väsentlig betydelse", "Händelser", ""),
                ("Ekonomi", "", "{rad}".join(f"- {one}" for one in ECONOMY)),
                ("Så läser du bedömningen", "Bedömningsskalor", SCALE),
                ("Förslag till bedömning måluppfyllelse", "Uppföljning per mål", ""),
            )
        ],
    }
    return "\n".join(as_markdown(title, several) for title, several in sheets.items())


def _delmal(nr: str) -> str:
    return "Inte" if nr == "8.1" else "Helt" if nr in HELT else "Delvis"


def _indikator(one: Mapping[str, str], now: Mapping[tuple[str, str], Mapping[str, str]]) -> dict[str, str]:
    nr = f"{one['delmal_nr']}.{one['indikator_nr']}"
    event = now.get(("indikator", nr), {})
    said, to = event.get("statement", ""), event.get("to_status", "")
    lage = "Följs ej upp" if "följs ej upp" in said else "Ingen ny mätning" if "Ingen ny mätning" in said else ""
    row = {"Nr": nr, "Delmål": one["delmal_nr"], "Indikator": one["indikator"], "Typ": "Ja/Nej", "Målvärde": "Ja"}
    return row | {"Utfall": "" if lage else "Delvis" if to == "delvis" else "Ja", "Läge": lage, "Kommentar": said}


def _before(rows: list[dict[str, str]], events: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """All objects as they stood: those that have changed as the events say, the others as they are."""
    was = {
        (WORDS[one["object_type"]], one["object_id"].replace("-", ".")): one["from_status"].capitalize()
        for one in events
        if one["object_type"] in WORDS
    }
    now: dict[tuple[str, str], str] = {}
    for one in rows:
        now[("Mål", one["mal_nr"])] = DECIDED.get(one["mal_nr"], "Helt")
        now[("Delmål", one["delmal_nr"])] = _delmal(one["delmal_nr"])
        now[("Indikator", f"{one['delmal_nr']}.{one['indikator_nr']}")] = "Helt"
    for (objekt, nr), status in now.items():
        key = {"År": "2022", "Period": "DÅ 1", "Objekt": objekt, "Nr": nr, "Namn": "N"}
        yield key | {"Beräknad status": was.get((objekt, nr)) or status}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(_markdown(), tmp_path_factory.mktemp("bildspel") / "plan.xlsx")


@pytest.fixture(scope="module")
def made(book: Path) -> Any:
    return deck(book)


def test_the_pages_stand_in_the_published_order(made: Any) -> None:
    """What has happened, the economy, the scale, then each mål in the order of the mål."""
    found = [one for one in titles(made) if not (one.startswith("Mål ") and "(forts." in one)]
    assert found[1:5] == ["Läget i korthet", "Händelser av väsentlig betydelse", "Ekonomi", "Så läser du bedömningen"]
    assert [one.split(" ")[1] for one in found[5:]] == ["2.", "3.", "4.", "7.", "8.", "9.", "10.", "11.", "12."]


def test_the_pages_say_what_the_published_ones_say(made: Any) -> None:
    said = {one: "\n".join(map(text_of, slides_titled(made, one))) for one in titles(made)}
    assert "9 regionmål: 4 helt uppfyllda, 4 delvis uppfyllda, 1 ej uppfyllt" in said["Läget i korthet"]
    assert "24 delmål: 11 helt uppfyllda, 12 delvis uppfyllda, 1 ej uppfyllt" in said["Läget i korthet"]
    assert "6 uppdrag: " in said["Läget i korthet"]
    assert all(one in said["Händelser av väsentlig betydelse"] for one in HAPPENED)
    assert all(one in said["Ekonomi"] for one in ECONOMY)
    assert "Delårsrapporten per augusti månad" in said["Så läser du bedömningen"]


def test_the_pages_say_nothing_that_nobody_has_said(made: Any, book: Path) -> None:
    """Beside the workbook's own words: how many there are of each status, and what has changed."""
    assessment = runxl.assess(book)
    counted = [part for one in assessment.headlines for part in (one, one.replace(", ", "\n"))]
    also = [*KNOWN, *counted, *(one.text for one in assessment.changes), f"Förändring sedan {assessment.previous}"]
    also += [
        assessment.namnd,
        f"Måluppfyllelse – {assessment.when}",
        f"{assessment.namnd} · Måluppfyllelse – {assessment.when}",
    ]
    lines = [line for slide in made.slides for line in text_of(slide).splitlines()]
    bare = (re.sub(r"^(?:Mål \d+\.|Delmål [\d.]+) | \(forts\.(?: \d+)?\)$|^• ", "", line) for line in lines)
    assert from_nowhere((line for line in bare if re.search(r"\w", line)), book, also) == []


@pytest.mark.parametrize("nr", ["2", "3", "9", "10", "11", "12"])
def test_what_has_changed_stands_beside_its_mal(nr: str, made: Any) -> None:
    """On the mål's own slides, and said of each object that the published ones name."""
    said = "\n".join(map(text_of, slides_titled(made, f"Mål {nr}. ")))
    assert "Förändring sedan DÅ 1" in said
    for one in golden("vb2022_forandringar.csv"):
        if one["object_type"] == "delmål" and one["object_id"].split(".")[0] == nr:
            assert f"delmål {one['object_id']} har förändrats" in said


def test_a_mal_has_one_page_where_it_fits(made: Any) -> None:
    """The published slides had eleven for the nine mål, with neither outcomes nor targets on them."""
    pages = [one for one in titles(made) if one.startswith("Mål ")]
    assert len(pages) <= 15
    assert sum("(forts." not in one for one in pages) == 9
