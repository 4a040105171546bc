"""A new workbook: empty, or with a report's facts as an example."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from pathlib import Path

from runxl.contract.load import contract
from runxl.contract.message import suggestion
from runxl.contract.vocabulary import Contract, Styrmodell
from runxl.errors import RunxlError
from runxl.files.target import refuse
from runxl.template.book import build
from runxl.template.example import example


def new(
    path: str | Path,
    *,
    styrmodell: str = "",
    ar: int | None = None,
    namnd: str = "",
    exempel: bool = False,
    replace: bool = False,
) -> Path:
    """Creates a workbook. An existing file is refused unless `replace`; a copy of it is then kept beside it.

    Without a `styrmodell` the one that is the default is used.
    """
    target = Path(path)
    chosen = _styrmodell(styrmodell) if styrmodell else contract().default_styrmodell
    rows, settings = example(chosen) if exempel else ({}, {})
    # An empty plan is for the year at hand, so here, and nowhere in the rules, the clock decides.
    ar = ar or settings.get("ar") or dt.datetime.now().astimezone().year
    given = {
        "namnd": namnd or settings.get("namnd", ""),
        "ar": _year(ar),
        "period": settings.get("period", plan_period(chosen)),
        "plan_id": uuid.uuid4().hex[:8],
    }
    refuse(target, (".xlsx",), replace=replace)
    build(target, contract(), chosen, rows, {**template_settings(contract(), chosen), **given}, backup=True)
    return target


def template_settings(contract: Contract, styrmodell: Styrmodell) -> dict[str, object]:
    """The settings that stand in every workbook from the start."""
    return {"styrmodell": styrmodell.title, "mallversion": contract.version}


def _styrmodell(word: str) -> Styrmodell:
    found = contract().styrmodell(word)
    if found is None:
        names: Sequence[str] = list(contract().styrmodeller)
        raise RunxlError(
            f"Det finns ingen styrmodell som heter {word}.{suggestion(word, names)} Välj någon av: {', '.join(names)}."
        )
    return found


def _year(ar: object) -> int:
    setting = contract().tables["installningar"].setting("ar")
    low, high = int(setting.minimum or 0), int(setting.maximum or 9999)
    if not isinstance(ar, int) or not low <= ar <= high:
        raise RunxlError(f"År {ar} går inte att använda. Ange ett år från {low} till {high}.")
    return ar


def plan_period(styrmodell: Styrmodell) -> str:
    return next(period.name for period in styrmodell.periods if period.plan)
