"""The limits of an indikator's own (Gräns helt, Gräns delvis) do not contradict each other, or the workbook's."""

from __future__ import annotations

from runxl.check.columns import is_empty
from runxl.check.rows import Settings
from runxl.check.sheet import Sheet
from runxl.contract.regel import Regel
from runxl.contract.scale import Scale
from runxl.workbook.cell_text import as_shown

_BEST, _LOWEST = "grans_helt", "grans_delvis"


def apply(sheet: Sheet, settings: Settings) -> None:
    """Told at the lower limit, or at the one that is there."""
    of_best, of_lowest = sheet.columns[_BEST], sheet.columns[_LOWEST]
    if is_empty(of_best) and is_empty(of_lowest):
        return
    titles = {"lagre": sheet.described[_LOWEST].title, "over": sheet.described[_BEST].title}
    for position, (best, lowest) in enumerate(zip(of_best, of_lowest, strict=True)):
        limits = reversed_limits(settings.scale.moved(best, lowest)) if (best, lowest) != (None, None) else None
        if limits:
            column = _BEST if lowest is None else _LOWEST
            sheet.report(Regel.GRANSERNA_OMVANDA, column, position, **titles, **limits)


def reversed_limits(scale: Scale) -> dict[str, object] | None:
    """The two thresholds, where the lowest level takes as much as the best or more."""
    best, lowest = scale.best.threshold, scale.lowest.threshold if scale.lowest else None
    if best is None or lowest is None or lowest < best:
        return None
    return {"value": as_shown(lowest), "hogre": as_shown(best)}
