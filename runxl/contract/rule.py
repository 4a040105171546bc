"""A finding code, and all of them by themselves: they can be explained without the rest of the contract being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from runxl import resources
from runxl.contract.compile import compiled, refuse
from runxl.findings import Severity

FILE = "rules.yaml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding code: what is said, why it matters, what to do, and an example."""

    code: str
    slug: str
    severity: Severity
    title: str
    message: str
    why: str
    remedy: str
    example: str


@cache
def rules() -> Mapping[str, Rule]:
    """The product's own codes."""
    folder = resources.validation()
    found, faults = compiled(folder / FILE, Mapping[str, Rule])
    refuse(folder, faults)
    rules: Mapping[str, Rule] = found
    return rules
