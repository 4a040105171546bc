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

    @property
    def on_solid(self) -> str:
        """Of a number in a bar: the one of black and white that is the easier to read there."""
        return max(("#000000", "#FFFFFF"), key=lambda colour: contrast(colour, self.solid))


GOOD = Mark("#0B6B3A", "#DDF2E3", "#2E8B57", "✔")
DOUBT = Mark("#7A5200", "#FFF0C2", "#E0A100", "◐")
BAD = Mark("#A31621", "#FBE0E2", "#C8323C", "✖")
QUIET = Mark("#505050", "#EDEDED", "#9A9A9A", "–")
WAITING = Mark("#595959", "#F7F7F7", "#D2D2D2", "○")
UNDECIDED = Mark("#595959", "#FFFFFF", "#E6E6E6", "…")
"""The product's own. How a status looks, the styrmodell says (see `scale`)."""

UPPDRAG = {
    "Klar": GOOD,
    "Pågående": Mark(HEADER_GROUND, RESULT_HEADER_GROUND, HEADER_GROUND, "▸"),
    "Ej påbörjad": QUIET,
}

SEVERITY = {"fel": BAD, "varning": DOUBT, "info": QUIET}


def contrast(one: str, other: str) -> float:
    """Between two colours as WCAG counts it: 1 for none at all, 21 for black on white."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


_DARK = 0.04045
"""Up to here, says WCAG, a part of a colour grows in a straight line."""


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in bytes.fromhex(colour[1:]))
    red, green, blue = (part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
