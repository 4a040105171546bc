"""The workbooks that are measured: made up, healthy, and alike on every machine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.vocabulary import DataRow
from runxl.template.book import build

AR = 2026
_INDIKATORER, _AKTIVITETER, _HISTORIK = 75, 200, 500
_DIFFERENT = 10
"""So many workbooks of a folder are built; the rest are copies, since building costs far more than reading."""

_STATUSES = ("Pågående enligt plan", "Avslutad", "Försenad", "Pågående enligt plan", "Klar med avvikelse")
_MEASURES: Sequence[DataRow] = (
    {"typ": "Minst", "enhet": "antal", "malvarde": 1350, "utfall": 1287},
    {"typ": "Minst", "enhet": "%", "malvarde": 77.8, "utfall": 75.8},
    {"typ": "Högst", "enhet": "mkr", "malvarde": 14, "utfall": 11.4},
    {"typ": "Intervall", "enhet": "antal", "malvarde": 40, "malvarde_max": 60, "utfall": 63},
    {"typ": "Ja/Nej", "malvarde": "Ja", "utfall": "Delvis"},
    {"typ": "Öka", "enhet": "antal", "utgangsvarde": 51, "utfall": 58},
    {"typ": "Skala", "enhet": "1–6", "malvarde": 4, "utfall": 3.5},
    {"typ": "Minst", "enhet": "%", "malvarde": 65, "utfall": "37 av 64"},
    {"typ": "Kontrollmått", "enhet": "antal", "utfall": 205},
    {"typ": "Milstolpe", "malvarde": "Handlingsplan antagen", "utfall": "Ja"},
)

_REST: Mapping[str, list[DataRow]] = {
    "handelser": [{"nr": f"{nr}", "rubrik": f"Händelse {nr}", "beskrivning": "Kort om den."} for nr in range(1, 6)],
    "driftredovisning": [
        {"post": "Intäkter", "niva": "Summa", "enhet": "tkr", "utfall": 4200, "budget": 4000, "avvikelse": 200},
        {"post": "varav bidrag", "niva": "Varav", "enhet": "tkr", "utfall": 4200, "budget": 4000, "avvikelse": 200},
    ],
    "verksamheter": [
        {"verksamhet": "Kultur", "enhet": "tkr", "avvikelse": 120, "avvikelse_arsprognos": 0},
        {"verksamhet": "SUMMA", "enhet": "tkr", "avvikelse": 120, "avvikelse_arsprognos": 0},
    ],
    "avvikelser": [{"omrade": "Ekonomi", "avvikelseomrade": "Intäkter", "analys": "Högre än väntat."}],
    "personal": [{"nyckeltal": "Sjukfrånvaro", "varde": 4.1, "enhet": "%", "foregaende": 4.7}],
    "texter": [{"avsnitt": f"Avsnitt {nr}", "text": "Nämnden har arbetat enligt planen."} for nr in range(1, 6)],
}  # fmt: skip


def plan(
    number: int = 0, indikatorer: int = _INDIKATORER, aktiviteter: int = _AKTIVITETER, times: int = 1
) -> dict[str, list[DataRow]]:
    """The rows of a plan by table; plans of different `number` differ in their figures.

    `times`: so many times as many mål, delmål, indikatorer and aktiviteter as in a usual one.
    """
    goals = max(8 * times, indikatorer // 400, aktiviteter // 400)
    delmal = [f"{mal}.{nr}" for mal in range(1, goals + 1) for nr in range(1, 4)]
    return {
        "mal": [
            {"nr": nr, "mal": f"Regionmål {nr}: länet växer"} for nr in dict.fromkeys(_parent(one) for one in delmal)
        ],
        "delmal": [
            {
                "nr": nr,
                "mal": _parent(nr),
                "delmal": f"Delmål {nr} om kultur, kompetens och miljö",
                "ansvarig": "Kultur",
            }
            for nr in delmal
        ],
        "indikatorer": [_indikator(place, delmal[place % len(delmal)], number) for place in range(indikatorer * times)],
        "aktiviteter": [_aktivitet(place, delmal[place % len(delmal)], number) for place in range(aktiviteter * times)],
        "uppdrag": [_uppdrag(place) for place in range(20)],
        "historik": [*_historik(delmal)][:_HISTORIK],
        **_REST,
    }


def write_book(
    path: Path, number: int = 0, rows: Mapping[str, Sequence[DataRow]] | None = None, period: str = "Årsrapport"
) -> None:
    """A plan, or the rows of another, as a workbook with every sheet of the template."""
    settings = {"namnd": "Kulturnämnden", "ar": AR, "period": period, "plan_id": f"plan{number:04}"}
    build(path, contract(), contract().default_styrmodell, plan(number) if rows is None else rows, settings)


def write_folder(folder: Path, count: int) -> None:
    """Many plans in a folder."""
    folder.mkdir()
    for number in range(count):
        target = folder / f"plan {number:04}.xlsx"
        if number < _DIFFERENT:
            write_book(target, number)
        else:
            shutil.copyfile(folder / f"plan {number % _DIFFERENT:04}.xlsx", target)


def _parent(delmal: str) -> str:
    return delmal.partition(".")[0]


def _indikator(place: int, delmal: str, number: int) -> DataRow:
    measure = _MEASURES[(place + number) % len(_MEASURES)]
    return {
        "nr": f"{delmal}.{place + 1}",
        "delmal": delmal,
        "indikator": f"Andel eller antal som visar hur långt delmål {delmal} har kommit, mått {place + 1}",
        "avser_ar": AR,
        "periodicitet": "Tertial: aug, dec",
        "kommentar": "Mätningen är gjord i samband med delårsrapporten.",
        **measure,
    }


def _aktivitet(place: int, delmal: str, number: int) -> DataRow:
    return {
        "nr": f"{delmal}-A{place + 1}",
        "delmal": delmal,
        "aktivitet": f"Genomföra insats {place + 1} tillsammans med kommunerna i länet",
        "status": _STATUSES[(place + number) % len(_STATUSES)],
        "kommentar": "Arbetet pågår." if place % 2 else None,
    }


def _uppdrag(place: int) -> DataRow:
    status = ("Pågående", "Klar")[place % 2]
    return {"nr": f"U{place + 1}", "uppdrag": f"Utreda fråga {place + 1}", "status": status, "analys": "Enligt plan."}


def _historik(delmal: Sequence[str]) -> Iterator[DataRow]:
    """The reports of last year and this, until there are rows enough."""
    periods = [(AR - 1, "DÅ 1"), (AR - 1, "DÅ 2"), (AR - 1, "Årsrapport"), (AR, "DÅ 1"), (AR, "DÅ 2")]
    for ar, period in periods:
        when = {"ar": ar, "period": period, "beraknad_den": f"{ar}-12-31 12:00"}
        for nr in delmal:
            yield {**when, "objekt": "Delmål", "nr": nr, "namn": f"Delmål {nr}", "beraknad_status": "Delvis"}
        for place in range(_INDIKATORER):
            nr = f"{delmal[place % len(delmal)]}.{place + 1}"
            yield {
                **when,
                "objekt": "Indikator",
                "nr": nr,
                "utfall": 50 + place,
                "malvarde": 90,
                "beraknad_status": "Inte",
            }
        yield from (
            {**when, "objekt": "Mål", "nr": nr, "beraknad_status": "Delvis"} for nr in {_parent(one) for one in delmal}
        )


def main() -> None:
    """`books.py FILE INDIKATORER [AKTIVITETER]` or `books.py --mapp FOLDER COUNT`."""
    if sys.argv[1] == "--mapp":
        write_folder(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        write_book(Path(sys.argv[1]), rows=plan(0, *map(int, sys.argv[2:])))


if __name__ == "__main__":
    main()
