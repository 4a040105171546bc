"""What is followed in a plan's period, and so has to be answered."""

from __future__ import annotations

import datetime as dt

from runxl.check.moment import Moment
from runxl.check.rows import Checked

DORMANT = "Följs ej upp"


def due_rows(checked: Checked) -> dict[tuple[str, str], set[int]]:
    """The rows in Excel that are followed this period, by table and the column that answers them."""
    moment = checked.moment
    asked = _analysed(checked)
    period = moment.period
    return {
        ("delmal", "analys"): asked,
        ("delmal", "prognos"): asked if period and period.is_delar else set(),
        ("indikatorer", "utfall"): {
            row.row
            for row in checked.indikatorer
            if moment.awaits(row.periodicitet) and row.lage != DORMANT and not row.is_kontrollmatt
        },
        ("aktiviteter", "status"): {
            row.row for row in checked.aktiviteter if row.lage != DORMANT and _has_begun(row.startdatum, moment)
        },
        ("uppdrag", "status"): {row.row for row in checked.uppdrag if moment.awaits(row.periodicitet)},
    }


def _analysed(checked: Checked) -> set[int]:
    """The delmål that the documents have a word about. In a unit's workbook those of others name no Ansvarig."""
    moment, whole = checked.moment, not checked.settings.utskickad_till
    if not moment.awaits(None) or "delmal" not in moment.styrmodell.assessed:
        return set()
    return {row.row for row in checked.delmal if row.ansvarig or whole}


def _has_begun(start: dt.date | None, moment: Moment) -> bool:
    """Nothing is asked of a plan that is being made, nor of what begins after the period."""
    return moment.awaits(None) and not (start and moment.today and start > moment.today)
