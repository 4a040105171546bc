"""The visual language: one calm look in every sheet, report and slide.

Symbols stand beside colours so that nobody has to tell green from red; every text keeps a contrast of at least 4.5:1.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Calibri"

HEADER_TEXT = "#FFFFFF"
HEADER_GROUND = "#1F3A5F"
UNIT_HEADER_GROUND = "#2B6A9E"
"""The header above what the units fill in; same text as the other headers."""

RESULT_HEADER_TEXT = "#1F3A5F"
RESULT_HEADER_GROUND = "#D3E0EF"
RESULT_TEXT = "#404040"
RESULT_GROUND = "#F4F7FB"
FAULT_GROUND = "#FFD6D9"
FAULT_BORDER = "#A31621"
RULE_LINE = "#D5DBE3"
MUTED_TEXT = "#505050"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status looks: text on ground with a symbol; `solid` is for charts."""

    text: str
    ground: str
    solid: str
    symbol: str


STATUS = {
    "Helt": Mark("#0B6B3A", "#DDF2E3", "#2E8B57", "✔"),
    "Delvis": Mark("#7A5200", "#FFF0C2", "#E0A100", "◐"),
    "Inte": Mark("#A31621", "#FBE0E2", "#C8323C", "✖"),
    "Ej bedömd": Mark("#505050", "#EDEDED", "#9A9A9A", "–"),
}

PROGNOS = {**STATUS, "Svårt att bedöma": STATUS["Ej bedömd"]}

UPPDRAG = {
    "Klar": STATUS["Helt"],
    "Pågående": Mark(HEADER_GROUND, RESULT_HEADER_GROUND, HEADER_GROUND, "▸"),
    "Ej påbörjad": STATUS["Ej bedömd"],
}

CONTRIBUTION = {"fullt": STATUS["Helt"], "delvis": STATUS["Delvis"], "inget": STATUS["Inte"]}
"""What an aktivitet adds to its delmål looks like the status that it leads to."""

SEVERITY = {"fel": STATUS["Inte"], "varning": STATUS["Delvis"], "info": STATUS["Ej bedömd"]}
