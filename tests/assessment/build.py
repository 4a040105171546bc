"""Checked workbooks in tests, written in as few words as a test needs."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from runxl.assessment.assess import assess
from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import Basis, basis_of
from runxl.assessment.bedomning import DelmalVerdict
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.check.rows import Aktivitet, Checked, Delmal, Historik, Indikator, Mal, Settings
from runxl.contract.load import contract
from runxl.measure.values import PartValue, Value

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
_SWITCHES = (
    "rounding", "rounding_limit", "nothing_due", "all_none", "mal_regel", "delmal_regel", "kontrollmatt_i_underlag",
)  # fmt: skip
"""What tests change in a styrmodell."""


def read_csv(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_yaml(name: str) -> Any:
    return yaml.safe_load((GOLDEN / name).read_text(encoding="utf-8"))


def number(text: str) -> Decimal:
    """`77,8` and `−15` as a person writes them."""
    return Decimal(text.replace(",", ".").replace("−", "-").replace("\u00a0", "").replace(" ", ""))


def measure(text: str | None, typ: str) -> Value:
    """A cell's value as the check room would type it."""
    if text is None or text == "Svar saknas" or typ in ("Ja/Nej", "Milstolpe"):
        return text
    if typ == "Sammansatt" or text.endswith("procentenheter"):
        return tuple(_part(piece) for piece in text.split("/"))
    return number(text)


def _part(piece: str) -> PartValue:
    amount, _, unit = piece.strip().partition(" ")
    return PartValue(number(amount), unit)


def settings(**given: Any) -> Settings:
    """What is computed of a mål counts until it is decided, so that a test can see what it is.

    Switches of the styrmodell may be given too.
    """
    model = contract().styrmodeller[given.pop("styrmodell", "vasterbotten")]
    model = dataclasses.replace(model, **{name: given.pop(name) for name in _SWITCHES if name in given})
    return Settings(**{"styrmodell": model, "ar": 2024, "period": "Årsrapport", "mal_bedoms": "Sammanvägs", **given})


def checked(**given: Any) -> Checked:
    """A workbook of Årsrapport 2024 unless something else is said."""
    own = {
        name: given.pop(name)
        for name in ("ar", "period", "styrmodell", "mal_bedoms", "grans_helt", "grans_delvis", *_SWITCHES)
        if name in given
    }
    return Checked(**{"file": "plan.xlsx", "settings": settings(**own), **given})


def indikator(nr: str = "3.2.1", **given: Any) -> Indikator:
    """A row of Minst under delmål 3.2 unless something else is said."""
    return Indikator(
        **{"nr": nr, "delmal": nr.rpartition(".")[0], "indikator": f"Indikator {nr}", "typ": "Minst", **given}
    )


def with_status(status: str, nr: str = "3.2.1", **given: Any) -> Indikator:
    """An indikator that gets a status: 100, 90 or 50 of 100, no outcome, or one that is not measured in the period."""
    outcomes = {"Helt": 100, "Delvis": 90, "Inte": 50}
    if status == "mäts inte":
        return indikator(nr, malvarde=Decimal(100), periodicitet=(8,), **given)
    utfall = Decimal(outcomes[status]) if status in outcomes else None
    return indikator(nr, malvarde=Decimal(100), utfall=utfall, **given)


def aktivitet(nr: str, status: str, **given: Any) -> Aktivitet:
    return Aktivitet(
        **{"nr": nr, "delmal": nr.rpartition("-")[0], "aktivitet": f"Aktivitet {nr}", "status": status, **given}
    )


def remembered(objekt: str, nr: str, status: str, period: str = "DÅ 1", **given: Any) -> Historik:
    return Historik(**{"ar": 2024, "period": period, "objekt": objekt, "nr": nr, "beraknad_status": status, **given})


def one(row: Indikator, historik: Iterable[Historik] = (), **given: Any) -> IndikatorVerdict:
    """The verdict of a single indikator."""
    return assess(checked(indikatorer=(row,), historik=tuple(historik), **given)).indikatorer[0]


def delmal_of(
    indikatorer: Iterable[Indikator] = (),
    aktiviteter: Iterable[Aktivitet] = (),
    row: Mapping[str, Any] | None = None,
    **given: Any,
) -> DelmalVerdict:
    """The verdict of delmål 3.2 with these rows under it."""
    return whole(indikatorer, aktiviteter, row, **given).delmal[0]


def whole(
    indikatorer: Iterable[Indikator] = (),
    aktiviteter: Iterable[Aktivitet] = (),
    row: Mapping[str, Any] | None = None,
    **given: Any,
) -> Assessment:
    """Mål 3 with delmål 3.2 alone."""
    delmal = Delmal(**{"nr": "3.2", "mal": "3", "delmal": "Delmål 3.2", **(row or {})})
    book = checked(
        **{
            "mal": (Mal(nr="3", mal="Mål 3"),),
            "delmal": (delmal,),
            "indikatorer": tuple(indikatorer),
            "aktiviteter": tuple(aktiviteter),
            **given,
        }
    )
    return assess(book)


def basis(**given: Any) -> Basis:
    """A basis, with switches of the styrmodell changed."""
    return basis_of(settings(**given))
