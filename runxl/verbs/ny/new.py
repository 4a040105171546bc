"""A new workbook: empty, with a report's facts as an example, or for the year after another workbook's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.files.target import refuse
from runxl.json_face import document
from runxl.template.book import build
from runxl.template.example import example as example_of
from runxl.verbs.carry import lost_belongings, without_own_sheets
from runxl.verbs.examine import AnyPath
from runxl.verbs.ny.new_contents import NewContents, first_period, with_outline
from runxl.verbs.ny.next_year import next_year
from runxl.verbs.plan import new_plan_id
from runxl.verbs.styrmodell import chosen

_FORMULAS = "I mallens kolumner följer värdena med; i egna kolumner är cellerna tomma, för de gällde förra året."


@dataclass(frozen=True, slots=True)
class NewBook:
    """The new workbook. `ended`: by sheet, the Nr of rows that came along from `previous` but may be done with.

    In Swedish: `left` says what did not come along beside answers and decisions, `outcomes` where the outcomes are.
    """

    file: Path
    year: int
    ended: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...] = ()
    outcomes: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl ny`; its keys are part of the public contract."""
        ended = [{"blad": sheet, "nr": list(numbers)} for sheet, numbers in self.ended.items()]
        return document({"fil": str(self.file), "ar": self.year, "se_over": ended, "foljer_inte_med": list(self.left)})


def new(
    path: AnyPath,
    *,
    styrmodell: AnyPath = "",
    year: int | None = None,
    namnd: str = "",
    example: bool = False,
    previous: AnyPath | None = None,
    replace: bool = False,
) -> NewBook:
    """Creates a workbook. An existing file is refused unless `replace`; a copy of it is then kept beside it.

    `styrmodell` is the name of one that is installed, or a file; without it the default is used. `previous` is left
    untouched.
    """
    target = Path(path)
    if previous is None:
        made = _begun(styrmodell, year, namnd, example=example)
    elif example or styrmodell:
        raise RunxlError(
            "Styrmodell och innehåll tas ur den förra arbetsboken: välj inte också ett exempel eller en styrmodell."
        )
    else:
        made = next_year(previous, year, namnd)
    refuse(target, (".xlsx",), replace=replace)
    rows, left = made.rows, made.shortened
    if previous is not None:
        rows, told = without_own_sheets(Path(previous), made.rows)
        left += told
    build(target, made.contract, made.styrmodell, rows, made.settings, backup=True)
    if previous is not None:
        left += tuple(lost_belongings(Path(previous), target, _FORMULAS))
    return NewBook(target, made.year, made.ended, left, made.outcomes)


def _begun(word: AnyPath, year: int | None, namnd: str, *, example: bool) -> NewContents:
    """Empty but for the settings, or the example."""
    styrmodell = chosen(word) if word else contract().default_styrmodell
    rows, settings = example_of(styrmodell) if example else ({}, {})
    # An empty plan is for the year at hand, so here, and nowhere in the rules, the clock decides.
    year = _possible(year or settings.get("ar") or dt.datetime.now().astimezone().year)
    given = {
        "namnd": namnd or settings.get("namnd", ""),
        "ar": year,
        "period": settings.get("period", first_period(styrmodell).name),
        "plan_id": new_plan_id(),
    }
    begins = Settings(styrmodell=styrmodell, ar=year, period=str(given["period"]))
    return NewContents(contract(), styrmodell, year, with_outline(rows, begins), given)


def _possible(year: object) -> int:
    setting = contract().tables["installningar"].setting("ar")
    low, high = int(setting.minimum or 0), int(setting.maximum or 9999)
    if not isinstance(year, int) or not low <= year <= high:
        raise RunxlError(f"År {year} går inte att använda. Ange ett år från {low} till {high}.")
    return year
