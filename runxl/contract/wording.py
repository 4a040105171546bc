"""A styrmodell's words as they stand on the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from runxl.contract.vocabulary import Styrmodell


def status_sentence(styrmodell: Styrmodell, status: str) -> str:
    """What a status says of a mål: Målet är delvis uppfyllt."""
    if status == "Ej bedömd":
        return "Målet är inte bedömt"
    return f"Målet är {status.lower()} {styrmodell.words['neutrum']}"


def criteria(thresholds: Mapping[str, Decimal]) -> dict[str, str]:
    """What each status demands of a measure; thresholds in percent."""
    helt, delvis = (f"{thresholds[name].normalize():f}".replace(".", ",") for name in ("helt", "delvis"))
    return {
        "Helt": f"Utfallet är minst {helt} procent av målvärdet.",
        "Delvis": f"Utfallet är minst {delvis} men under {helt} procent av målvärdet.",
        "Inte": f"Utfallet är under {delvis} procent av målvärdet.",
        "Ej bedömd": "Underlag saknas, eller så mäts det inte denna period.",
    }
