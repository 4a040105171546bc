"""A region's own checks, run on what has been checked. What they find counts like everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from runxl.check.rows import Checked
from runxl.check.waivers import accept
from runxl.contract.load import contract
from runxl.contract.message import finding, place
from runxl.contract.own_checks import Joined, in_short, joined, unsound
from runxl.contract.regel import Regel
from runxl.findings import Finding

_TEXTS = ("slug", "message", "remedy", "sheet", "cell", "column", "key")
_TABLES = ("mal", "delmal", "indikatorer", "aktiviteter", "uppdrag")


def with_own(checked: Checked) -> Checked:
    """With what every installed check finds in it. A row with a fault of theirs is Ej bedömd, as with one of ours."""
    if not joined() or not checked.readable:
        return checked
    found = accept([one for check in joined() for one in _found(check, checked)], checked.waivers)
    rows: dict[str, Any] = {
        name: tuple(_marked(getattr(checked, name), [one for one in found if one.sheet == sheet and one.is_fault]))
        for name, sheet in ((name, contract().tables[name].sheet) for name in _TABLES)
    }
    return replace(checked, **rows, findings=tuple(sorted((*checked.findings, *found), key=place)))


def _found(one: Joined, checked: Checked) -> list[Finding]:
    """All that a check finds, or that it could not be run: half of what it would have said is not told."""
    if one.problem:
        return [_broken(one, checked, one.problem)]
    try:
        found = [_sound(each, checked.file) for each in one.check(checked)]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever somebody else's function does
        return [_broken(one, checked, in_short(error))]
    wrong = next((each for each in found if isinstance(each, str)), "")
    return [_broken(one, checked, wrong)] if wrong else [each for each in found if isinstance(each, Finding)]


def _sound(each: object, file: str) -> Finding | str:
    """A finding that can be told everywhere, or what is wrong with it."""
    if not isinstance(each, Finding):
        return f"den lämnade {type(each).__name__} i stället för ett fynd"
    if fault := unsound(each.code, each.severity):
        return fault
    if not all(isinstance(getattr(each, name), str) for name in _TEXTS) or not each.message:
        return "ett fynd saknar meddelande, eller har något annat än text där det ska vara text"
    return replace(each, file=file, value=each.value if isinstance(each.value, str | int | float) else None)


def _broken(one: Joined, checked: Checked, why: str) -> Finding:
    return finding(Regel.EGEN_KONTROLL_GICK_INTE_ATT_KORA, file=checked.file, namn=one.name, orsak=why)


def _marked(rows: Iterable[Any], faults: Iterable[Finding]) -> Iterator[Any]:
    """The rows, with the codes of their faults."""
    codes: dict[int, list[str]] = {}
    for one in faults:
        if one.row is not None:
            codes.setdefault(one.row, []).append(one.code)
    for row in rows:
        yield row._replace(faults=(*row.faults, *codes[row.row])) if row.row in codes else row
