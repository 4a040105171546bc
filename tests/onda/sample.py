"""A sample: a file that is broken or made to hurt, and what runxl must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sample:
    """Either refused with `code` (exit 2), or accepted with `found` besides what the untouched workbook gives.

    `said` stands in the explanation; `lost` are findings of the untouched workbook that the sample cannot have. `lang`: takes
    seconds, and is the like of another.
    """

    name: str
    make: Callable[[Path], Path]
    code: str = ""
    found: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    said: str = ""
    lang: bool = False
