"""What is to be known of a program that prints a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Printer(NamedTuple):
    """`put` prints a document in Word as a PDF. `too_old`: what is said of a PDF that lacks what everybody needs.

    `identifies`: it says in the file that it is made as PDF/UA asks for.
    """

    name: str
    is_here: Callable[[], bool]
    put: Callable[[Path, Path], None]
    too_old: str
    identifies: bool
