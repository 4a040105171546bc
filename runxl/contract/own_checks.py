"""A region's own checks: functions that joined by the entry point `runxl.checks`, and the rules that they go by.

A check is a function from what has been read to findings. What it finds stands beside what runxl finds, everywhere; a
check that breaks is told of by RX030, and everything else holds.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runxl.contract.regel import Rule, rules
from runxl.findings import SEVERITIES, Finding

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "runxl.checks"
"""The entry point's group, in the pyproject.toml of whoever has made a check."""

_CODE = re.compile(r"(?!RX)[A-Z]{2,8}[0-9]{3}")
"""A region's own codes: letters of its own and three digits. RX is ours."""

Run = Callable[[Any], Iterable[Finding]]
"""Checked → findings. (What is checked lies in a room above this one.)"""


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A check and the rules that it goes by, so that they can be listed, explained and accepted in Dispenser.

    A bare function will do too, but then the rules list has only its name and first line.
    """

    run: Run
    """The function, from Checked to findings."""

    rules: tuple[Rule, ...] = ()
    """What `runxl regler` shows of it. A code that no rule declares can still be found, but not be explained."""

    def __call__(self, checked: Any) -> Iterable[Finding]:
        return self.run(checked)


@dataclass(frozen=True, slots=True)
class Joined:
    """An installed check, by the name of its entry point. `problem`: why it cannot be used."""

    name: str
    check: OwnCheck
    problem: str = ""

    @property
    def said(self) -> str:
        """What it checks, in its own first line."""
        return (getdoc(self.check.run) or "").partition("\n")[0]


@cache
def joined() -> tuple[Joined, ...]:
    """Every check that is installed beside runxl, by name."""
    if not any(map(_may_join, sys.path)):
        return ()
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=GROUP), key=lambda one: one.name)
    return tuple(map(_joined, found))


def _may_join(place: str) -> bool:
    """Whether something installed there names our group.

    Asking importlib.metadata right away costs a third of the shortest commands, mostly for the mail library that it
    loads; as a rule no check is installed. What is packed in a file is left to it to look into.
    """
    try:
        with os.scandir(place or ".") as found:
            return any(_names_us(Path(one.path)) for one in found if one.name.lower().endswith("-info"))
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it knows what to make of what cannot be read


def _names_us(installed: Path) -> bool:
    try:
        return GROUP.encode() in (installed / "entry_points.txt").read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return False  # most have no entry points


def known_rules() -> Mapping[str, Rule]:
    """The product's own codes and those that a region has declared."""
    own = {rule.code: rule for one in joined() for rule in one.check.rules if not one.problem}
    return {**own, **rules()} if own else rules()


def _joined(point: EntryPoint) -> Joined:
    try:
        loaded = point.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever somebody else's module does when it is loaded
        return Joined(point.name, OwnCheck(_nothing), f"den går inte att läsa in ({in_short(error)})")
    if not callable(loaded):
        return Joined(point.name, OwnCheck(_nothing), f"{point.value} är ingen funktion")
    check = loaded if isinstance(loaded, OwnCheck) else OwnCheck(loaded)
    return Joined(point.name, check, _fault_of(check.rules))


def _fault_of(declared: object) -> str:
    """What is wrong with the rules that a check declares."""
    for rule in declared if isinstance(declared, tuple) else ():
        if not isinstance(rule, Rule):
            return "den anger något annat än regler"
        if fault := unsound(rule.code, rule.severity):
            return fault
    return ""


def unsound(code: object, severity: object) -> str:
    """What is wrong with what a region calls a rule or a finding, or how grave it says that it is."""
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        return f"koden {code} ska vara egna bokstäver och tre siffror, till exempel REG001"
    return "" if severity in SEVERITIES else f"nivån {severity} finns inte"


def in_short(error: BaseException) -> str:
    """An exception in a line."""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _nothing(_checked: object) -> Iterable[Finding]:
    return ()
